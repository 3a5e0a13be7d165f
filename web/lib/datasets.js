/** From data.source to a data set in memory: built-in sets, CSV files, IDX files and those of CIFAR-10. Reading bytes is given by
 * the caller, so that this runs in Node, in a page and in a worker alike.
 * Files of pictures bring their readers along when they come: most studies have none. */
import { datasetHint, looksLikeFile } from './check-data.js';
import { datasetFromCsv } from './csv.js';
import { problem } from './problems.js';
import { datasetFromTokens } from './text-set.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Dataset} Dataset */
/** @typedef {import('./types.js').StudyFile} StudyFile */

/** A row of datasets/index.json.
 * @typedef {object} IndexEntry
 * @property {string} id
 * @property {string} title
 * @property {'csv' | 'idx' | 'text'} kind
 * @property {string} [file] csv, text
 * @property {Record<'train_images' | 'train_labels' | 'test_images' | 'test_labels', string>} [files] idx
 * @property {string} [target]
 * @property {'classification' | 'regression'} task
 * @property {number} test_rows
 * @property {number} [window] of a series, unless the study says another; and horizon
 * @property {number} [horizon]
 * @property {number[]} [shape]
 * @property {string[]} [class_names] */

/** @typedef {object} LoadOptions
 * @property {(source: string, onShare?: (share: number | null) => void) => Promise<Uint8Array>} read gives the bytes of a path
 *   or address; files of a built-in set are asked for as BUILT_IN followed by their name in the index
 * @property {{datasets: IndexEntry[]}} index datasets/index.json
 * @property {(progress: {what: string, share: number | null}) => void} [onProgress] */

/** Stands before the name of a file of a built-in set, so that the reader knows where to look. */
export const BUILT_IN = 'built-in:';

/** The data set of a checked study. A file that is compressed with gzip is opened.
 * @param {Pick<StudyFile, 'data'>} study
 * @param {LoadOptions} options
 * @returns {Promise<{dataset: Dataset | null, problems: Problem[]}>} dataset is null when there are problems */
export async function loadDataset(study, { read, index, onProgress = () => {} }) {
  /** @type {Problem[]} */
  const problems = [];
  /** @param {string} file
   * @param {string} path
   * @param {string} [set] id of a built-in set */
  const fetchBytes = (file, path, set) =>
    readBytes({ read, onProgress }, file, path, set, problems);
  const { source } = study.data;
  /** @type {Dataset | null} */
  let dataset = null;
  if (typeof source !== 'string') {
    dataset = await loadOwnPictures(source, fetchBytes, problems);
    refuseWindow(study.data, problems);
  } else {
    const entry = index.datasets.find(({ id }) => id === source);
    if (entry) dataset = await loadBuiltIn(entry, study.data, fetchBytes, problems);
    else if (looksLikeFile(source)) {
      const bytes = await fetchBytes(source, 'data.source');
      const options = { ...study.data, id: nameOf(source) };
      if (bytes) dataset = fromCsvBytes(bytes, /** @type {any} */ (options), problems);
    } else {
      const hint = datasetHint(
        source,
        index.datasets.map(({ id }) => id),
      );
      problems.push(problem('data.source', 'unknown_dataset', { value: source, ...hint }));
    }
  }
  return { dataset: problems.length > 0 ? null : dataset, problems };
}

/** The last part of a path or address. @param {string} source */
const nameOf = (source) => source.split(/[?#]/)[0].split(/[/\\]/).pop() || source;

/** @typedef {(file: string, path: string, set?: string) => Promise<Uint8Array | null>} Fetch */

/** What the study says, or else what the set is meant for.
 * @param {StudyFile['data']} data
 * @param {IndexEntry} entry */
function windowOf({ window, horizon }, entry) {
  return {
    window: Number(window ?? -1) >= 0 ? Number(window) : entry.window,
    horizon: Number(horizon) || entry.horizon,
  };
}

/** Only the rows of a table can be a series.
 * @param {StudyFile['data']} data
 * @param {Problem[]} problems */
function refuseWindow({ window }, problems) {
  if (Number(window) > 0) problems.push(problem('data.window', 'window_needs_table'));
}

/** @typedef {{batches: string | string[], test?: string}} CifarSource */

/** @param {Exclude<StudyFile['data']['source'], string>} source
 * @param {Fetch} fetchBytes
 * @param {Problem[]} problems */
function loadOwnPictures(source, fetchBytes, problems) {
  return 'batches' in source
    ? loadCifar(source, fetchBytes, problems)
    : loadImages(source, fetchBytes, problems);
}

/** @param {CifarSource} source
 * @param {Fetch} fetchBytes
 * @param {Problem[]} problems */
async function loadCifar({ batches, test }, fetchBytes, problems) {
  const path = 'data.source.batches';
  const named = Array.isArray(batches)
    ? batches.map((file, i) => ({ file, path: `${path}.${i}`, test: false }))
    : [{ file: batches, path, test: false }];
  if (test !== undefined) named.push({ file: test, path: 'data.source.test', test: true });
  const files = [];
  for (const each of named) {
    const bytes = await fetchBytes(each.file, each.path);
    if (bytes) files.push({ ...each, name: nameOf(each.file), bytes });
  }
  if (problems.length > 0) return null;
  const { datasetFromCifar } = await import('./cifar.js');
  return datasetFromCifar(files, { id: files[0].name }, problems);
}

/** @param {{images: string, labels: string, test_images?: string, test_labels?: string}} source
 * @param {Fetch} fetchBytes
 * @param {Problem[]} problems */
async function loadImages(source, fetchBytes, problems) {
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  for (const [key, file] of Object.entries(source)) {
    const bytes = await fetchBytes(file, `data.source.${key}`);
    if (bytes) files[key] = bytes;
  }
  if (problems.length > 0) return null;
  const { datasetFromIdx } = await import('./idx.js');
  return datasetFromIdx(/** @type {any} */ (files), { id: nameOf(source.images) }, problems);
}

/** @param {IndexEntry} entry
 * @param {StudyFile['data']} data
 * @param {Fetch} fetchBytes
 * @param {Problem[]} problems */
async function loadBuiltIn(entry, data, fetchBytes, problems) {
  if (entry.kind === 'csv') {
    const bytes = await fetchBytes(BUILT_IN + entry.file, 'data.source', entry.id);
    const own = Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'source'));
    const other = data.target !== undefined && data.target !== entry.target;
    const known = other ? { ...entry, task: undefined, class_names: undefined } : entry;
    const options = { ...known, header: true, ...own, ...windowOf(data, entry) };
    return bytes && fromCsvBytes(bytes, /** @type {any} */ (options), problems);
  }
  refuseWindow(data, problems);
  if (entry.kind === 'text') {
    const bytes = await fetchBytes(BUILT_IN + entry.file, 'data.source', entry.id);
    return bytes && datasetFromTokens(bytes, entry, problems);
  }
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  for (const [key, file] of Object.entries(entry.files ?? {})) {
    const bytes = await fetchBytes(BUILT_IN + file, 'data.source', entry.id);
    if (!bytes) return null;
    files[key.replace('train_', '')] = bytes;
  }
  const { datasetFromIdx } = await import('./idx.js');
  return datasetFromIdx(/** @type {any} */ (files), entry, problems);
}

/** @param {Uint8Array} bytes
 * @param {import('./csv.js').CsvOptions} options
 * @param {Problem[]} problems */
function fromCsvBytes(bytes, options, problems) {
  const text = decodeText(bytes);
  if (text !== null) return datasetFromCsv(text, options, problems);
  problems.push(problem('data.source', 'not_text'));
  return null;
}

/** UTF-8, or UTF-16 with its mark, as spreadsheets write it; null when it is neither or not text at all.
 * @param {Uint8Array} bytes */
function decodeText(bytes) {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** @param {Pick<Required<LoadOptions>, 'read' | 'onProgress'>} options
 * @param {string} file
 * @param {string} path of the field that names it
 * @param {string | undefined} set
 * @param {Problem[]} problems
 * @returns {Promise<Uint8Array | null>} null when it cannot be read; the problem is noted */
async function readBytes({ read, onProgress }, file, path, set, problems) {
  const what = set ?? nameOf(file);
  let bytes;
  try {
    bytes = await read(file, (share) => onProgress({ what, share }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (set) problems.push(problem(path, 'not_built', { name: set, reason }));
    else problems.push(problem(path, 'cannot_read', { file, reason }));
    return null;
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await gunzip(bytes);
  } catch {
    problems.push(problem(path, 'gzip_broken', { file: nameOf(file) }));
    return null;
  }
}

/** @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>} */
async function gunzip(bytes) {
  const packed = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]);
  const stream = packed.stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
