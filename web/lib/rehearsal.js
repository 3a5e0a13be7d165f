/** A small study from its file to its first epochs, for nothing but speed: what has run before runs faster. */
import { breathe, now } from '#platform';
import { encodeConfig, encodeData } from './encode.js';
import { Engine, TRIAL } from './engine.js';
import { openStudy } from './open.js';
import { indexOf } from './schema.js';
import { resolveStudy } from './study-file.js';

/** Seconds of training: until V8 has made the best of the kernels. */
const LONGEST = 0.15;
/** Rows at a time: some milliseconds. */
const ROWS = 4096;
const STUDY = {
  version: 1,
  name: 'rehearsal',
  data: { source: 'iris' },
  validation: { fraction: 0.2 },
  model: {
    layers: ['relu', 'tanh'].map((activation) => ({ type: 'dense', units: 50, activation })),
  },
  training: { epochs: 100000, batch_size: 128 },
  space: {},
  search: { trials: 1 },
};

/**
 * @param {import('./types').Schema} schema
 * @param {{ module: WebAssembly.Module, folders: string[] }} request
 * @param {() => boolean} isWanted whether there is something better to do
 */
export async function rehearse(schema, { module, folders }, isWanted) {
  const request = { module, folders, base: '', study: STUDY };
  const { study, dataset } = await openStudy(schema, request, () => {});
  const engine = await Engine.create(module);
  const data = engine.dataset(dataset);
  data.split(encodeData(schema, study));
  const config = encodeConfig(schema, resolveStudy(study, {}));
  const metric = indexOf(schema, 'metrics', 'accuracy');
  const trial = data.trial(config, { metric, seed: 0, number: 0 });
  const until = now() + LONGEST;
  while (!isWanted() && now() < until && trial.run(ROWS) === TRIAL.RUNNING) await breathe();
}
