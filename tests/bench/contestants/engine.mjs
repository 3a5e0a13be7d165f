// The engine as a trial worker has it: the shipped module, one thread, real data.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import { encodeConfig, encodeData } from '../../../web/lib/encode.js';
import { Engine } from '../../../web/lib/engine.js';
import { openStudy } from '../../../web/lib/open.js';
import { indexOf, parseSchema } from '../../../web/lib/schema.js';
import { resolveStudy } from '../../../web/lib/study-file.js';

const ROOT = new URL('../../../', import.meta.url);
const FOLDERS = ['datasets', 'build/datasets'].map((name) => fileURLToPath(new URL(name, ROOT)));

/** build/wasm/NAME.wasm. @param {string} name @param {boolean} baseline whether V8 compiles it quickly first, as browsers do */
export function compile(name, baseline) {
  if (!baseline) v8.setFlagsFromString('--no-liftoff');
  return new WebAssembly.Module(readFileSync(new URL(`build/wasm/${name}.wasm`, ROOT)));
}

/**
 * A study, its data in the engine's memory and its rows split.
 * @param {object} json @param {{ base?: string, baseline?: boolean }} [how]
 */
export async function load(json, { base = '', baseline = false } = {}) {
  const module = compile('sweetspot', baseline);
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
 * A trial on all training rows that only ends after far more epochs than anyone waits for.
 * @param {Awaited<ReturnType<typeof load>>} loaded @param {number} number
 */
export function endlessTrial({ schema, study, data }, number) {
  const config = encodeConfig(schema, resolveStudy(study, {}));
  const metric = indexOf(schema, 'metrics', study.objective.metric);
  return data.trial(config, { metric, seed: 1, number, refitEpochs: 1000 });
}
