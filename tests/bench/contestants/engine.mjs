// The engine as a trial worker has it: the shipped module, one thread, real data.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import { encodeConfig, encodeData } from '../../../web/lib/encode.js';
import { Engine } from '../../../web/lib/engine.js';
import { openStudy } from '../../../web/lib/open.js';
import { allowRelaxedSimd } from '../../../web/lib/platform.node.js';
import { indexOf, parseSchema } from '../../../web/lib/schema.js';
import { checkStudy, resolveStudy } from '../../../web/lib/study-file.js';

const ROOT = new URL('../../../', import.meta.url);
const FOLDERS = ['datasets', 'build/datasets'].map((name) => fileURLToPath(new URL(name, ROOT)));

/**
 * build/wasm/NAME.wasm, or NAME-relaxed.wasm of the fast build.
 * @param {string} name @param {boolean} baseline whether V8 compiles it quickly first, as browsers do
 * @param {'exact' | 'fast'} [speed]
 */
export function compile(name, baseline, speed = 'exact') {
  if (!baseline) v8.setFlagsFromString('--no-liftoff');
  if (speed === 'fast') allowRelaxedSimd();
  const file = speed === 'fast' ? `${name}-relaxed` : name;
  return new WebAssembly.Module(readFileSync(new URL(`build/wasm/${file}.wasm`, ROOT)));
}

/**
 * A study, its data in the engine's memory and its rows split.
 * @param {object} json @param {{ base?: string, baseline?: boolean, speed?: 'exact' | 'fast' }} [how]
 */
export async function load(json, { base = '', baseline = false, speed } = {}) {
  const module = compile('sweetspot', baseline, speed);
  const engine = await Engine.create(module);
  const schema = parseSchema(engine.schemaText());
  const { study, dataset } = await openStudy(
    schema,
    { study: json, module, base, folders: FOLDERS },
    () => {},
  );
  const data = engine.dataset(dataset);
  data.split(encodeData(schema, study));
  return { schema, study, dataset, data };
}

/**
 * The same with a data set that was made in memory.
 * @param {object} json @param {import('../../../web/lib/types').Dataset} dataset @param {{ baseline?: boolean, speed?: 'exact' | 'fast' }} [how]
 */
export async function loadMade(json, dataset, { baseline = false, speed } = {}) {
  const engine = await Engine.create(compile('sweetspot', baseline, speed));
  const schema = parseSchema(engine.schemaText());
  const { study } = checkStudy(schema, json);
  const data = engine.dataset(dataset);
  data.split(encodeData(schema, study));
  return { schema, study, dataset, data };
}

/**
 * A trial on all training rows that only ends after far more epochs than anyone waits for.
 * @param {Awaited<ReturnType<typeof load>>} loaded @param {number} number
 */
export function endlessTrial({ schema, study, data }, number) {
  const config = encodeConfig(schema, resolveStudy(study, {}));
  const metric = indexOf(schema, 'metrics', study.objective.metric);
  return data.trial(config, { metric, seed: 1, number, refitEpochs: 1000 });
}
