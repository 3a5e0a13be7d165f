/** From a study file to everything a run needs to know before its first trial: checked, its data in memory, its rows split. */
import { locate, readBytes } from '#platform';
import { numberProblem } from './check-values.js';
import { BUILT_IN, loadDataset } from './datasets.js';
import { encodeData } from './encode.js';
import { Engine, EngineError, STATUS } from './engine.js';
import { StudyError } from './errors.js';
import { checkFit } from './fit.js';
import { countClasses } from './objective.js';
import { problem } from './problems.js';
import { checkStudy, checkStudyText, resolveObjective } from './study-file.js';

/** @typedef {import('./types').Dataset} Dataset */
/** @typedef {import('./types').DatasetInfo} DatasetInfo */
/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').Schema} Schema */

/**
 * @typedef {object} OpenRequest
 * @property {unknown} study JSON or text
 * @property {WebAssembly.Module} module
 * @property {Map<string, Uint8Array | Blob>} [files]
 * @property {string} base
 * @property {string[]} folders of the built-in data sets
 * @property {unknown} [params] one configuration, to be checked too
 * @property {number} [seed] instead of search.seed
 */

/**
 * @param {Schema} schema @param {OpenRequest} request
 * @param {(progress: { what: string, share: number | null }) => void} onProgress
 * @returns {Promise<{ study: StudyFile, dataset: Dataset, info: DatasetInfo, folds: number, testRows: number,
 *   warnings: import('./types').Problem[] }>} rejects with StudyError
 */
export async function openStudy(schema, request, onProgress) {
  const index = await readIndex(request.folders);
  const checked = check(schema, request, index);
  const read = readerOf(request);
  const { dataset, problems } = await loadDataset(checked.study, { read, index, onProgress });
  if (!dataset) throw new StudyError(problems);
  const { errors, warnings, study } = resolveObjective(schema, checked.study, dataset);
  if (!study) throw new StudyError(errors);
  const { misfits, ...rows } = await split(schema, request, study, dataset);
  if (misfits.errors.length > 0) throw new StudyError(misfits.errors);
  const all = [...checked.warnings, ...warnings, ...misfits.warnings];
  return { study, dataset, warnings: all, ...rows };
}

/** @param {Schema} schema @param {OpenRequest} request @param {{ datasets: { id: string }[] }} index */
function check(schema, { study: json, params, seed }, index) {
  const options = { params, datasets: index.datasets.map(({ id }) => id) };
  const { errors, warnings, study } =
    typeof json === 'string'
      ? checkStudyText(schema, json, options)
      : checkStudy(schema, json, options);
  const wrong = seed === undefined ? null : seedProblem(schema, seed);
  if (!study || wrong) throw new StudyError(wrong ? [...errors, wrong] : errors);
  if (seed !== undefined) study.search.seed = seed;
  return { study, warnings };
}

/** @param {Schema} schema @param {unknown} seed */
function seedProblem(schema, seed) {
  const field = schema.sections.search.find(({ name }) => name === 'seed');
  const wrong = numberProblem(seed, field ?? { type: 'int' });
  return wrong && problem('seed', wrong.code, wrong.values);
}

/** By folder. @type {Map<string, Promise<any>>} */
const indexes = new Map();

/** datasets/index.json: what built-in sets there are. Read once. @param {string[]} folders */
export function readIndex([folder]) {
  const known = indexes.get(folder);
  if (known) return known;
  const reading = readBytes(inFolder(folder, 'index.json')).then((bytes) =>
    JSON.parse(new TextDecoder().decode(bytes)),
  );
  indexes.set(folder, reading);
  reading.catch(() => indexes.delete(folder)); // whoever asks next tries again
  return reading;
}

/** @param {string} folder @param {string} file */
function inFolder(folder, file) {
  return folder.endsWith('/') ? folder + file : `${folder}/${file}`;
}

/** @param {Pick<OpenRequest, 'files' | 'base' | 'folders'>} request @returns {import('./datasets.js').LoadOptions['read']} */
export function readerOf({ files, base, folders }) {
  return async (name, onShare) => {
    if (name.startsWith(BUILT_IN))
      return readBuiltIn(folders, name.slice(BUILT_IN.length), onShare);
    const own = files?.get(name);
    if (own instanceof Blob) return new Uint8Array(await own.arrayBuffer());
    return own ?? readBytes(locate(base, name), onShare);
  };
}

/** From the first folder that has it. @param {string[]} folders @param {string} file @param {(share: number | null) => void} [onShare] */
async function readBuiltIn([folder, ...others], file, onShare) {
  try {
    return await readBytes(inFolder(folder, file), onShare);
  } catch (error) {
    if (others.length === 0) throw error;
    return readBuiltIn(others, file, onShare);
  }
}

/** The core has the last word on the data and the layers, in a memory that is dropped after.
 * @param {Schema} schema @param {OpenRequest} request @param {StudyFile} study @param {Dataset} dataset */
async function split(schema, { module, params }, study, dataset) {
  const engine = await Engine.create(module);
  try {
    const handle = engine.dataset(dataset);
    handle.split(encodeData(schema, study));
    const testRows = handle.roles().reduce((count, role) => count + (role === -1 ? 1 : 0), 0);
    const one = /** @type {import('./types').Params | undefined} */ (params);
    const misfits = checkFit({ schema, handle, dataset, study }, one);
    return { folds: handle.folds, testRows, info: infoOf(engine, dataset), misfits };
  } catch (error) {
    if (error instanceof EngineError) throw new StudyError([dataProblem(error, dataset)]);
    throw error;
  }
}

/** @param {EngineError} error @param {Dataset} dataset */
function dataProblem({ status, message }, { x, y }) {
  if (status !== STATUS.NO_MEMORY) return problem('data', 'data_refused', { reason: message });
  return problem('data', 'data_too_large', { bytes: x.byteLength + y.byteLength });
}

/** @param {Engine} engine @param {Dataset} dataset @returns {DatasetInfo} */
function infoOf(engine, dataset) {
  const { x, y, starts, vocabulary: _, ...info } = dataset;
  const parts = starts ? [x, y, starts] : [x, y];
  const bytes = parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  const checksum = engine.hash(bytes.map((part) => engine.hash(part)).join());
  return { ...info, checksum, class_counts: countClasses(dataset) };
}
