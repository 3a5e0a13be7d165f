/** Where studies come from: worked examples, built-in data sets, and files of the reader's own. */

/** @typedef {import('./edit.js').Draft} Draft */
/** @typedef {import('./study-picker.js').Example} Example */
/**
 * A built-in data set, as datasets/index.json lists it.
 * @typedef {{id: string, title: string, about?: string, rows: number, test_rows: number, features: number, classes?: number,
 *   class_names?: string[], kind: string, task: string, shape?: number[], words?: number, window?: number,
 *   horizon?: number}} DataSet
 */
/**
 * A study to begin with, and the files that belong to it.
 * @typedef {{text?: string, draft?: Draft, base: string, files: Map<string, File>, columns: string[]}} Opened
 */

/** Above so many rows one held-out part is enough, and a search begins on a part of them. */
const LARGE = 5000;
/** Bytes of an IDX file of labels before the first label; each has one. */
const IDX_HEADER = 8;
/** Bytes of a picture of CIFAR-10 and its label. */
const CIFAR_RECORD = 3073;

/** Networks to begin with. @type {Draft[]} */
const FOR_ROWS = [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }];
/** @type {Draft[]} */
const FOR_TEXTS = [
  { type: 'embedding', output_dim: 16 },
  { type: 'global_average_pool1d' },
  ...FOR_ROWS,
];
/** @type {Draft[]} */
const FOR_SERIES = [{ type: 'lstm', units: { param: 'units' } }];

/** @param {string} where @returns {Promise<any>} */
async function fetchJson(where) {
  const response = await fetch(where);
  if (!response.ok) throw new Error(`${where}: ${response.status}`);
  return response.json();
}

/** @returns {Promise<{examples: Example[], datasets: DataSet[]}>} */
export async function listSources() {
  const [{ examples }, { datasets }] = await Promise.all([
    fetchJson('examples/index.json'),
    fetchJson('datasets/index.json'),
  ]);
  return { examples, datasets };
}

/** @param {Example} example @returns {Promise<Opened>} */
export async function openExample({ file }) {
  const response = await fetch(`examples/${file}`);
  if (!response.ok) throw new Error(`examples/${file}: ${response.status}`);
  return { text: await response.text(), base: 'examples/', files: new Map(), columns: [] };
}

/** @param {DataSet} dataset @returns {Opened} */
export function openDataset({ id, rows, kind, window }) {
  const layers = kind === 'text' ? FOR_TEXTS : window ? FOR_SERIES : FOR_ROWS;
  return { draft: starter(id, id, rows, layers), base: '', files: new Map(), columns: [] };
}

/**
 * Files that the reader chose or dropped: one study file, one table, or the files of an IDX set or of CIFAR-10, told apart by their
 * names.
 * @param {File[]} files
 * @returns {Promise<Opened | null>} null when they are none of these
 */
export async function openFiles(files) {
  const study = files.find((file) => /\.json$/i.test(file.name));
  const data = files.filter((file) => file !== study);
  const named = new Map(data.map((file) => [file.name, file]));
  if (study) return { text: await study.text(), base: '', files: named, columns: [] };
  const batches = cifarSource(data.map((file) => file.name));
  if (batches) {
    const rows = data.reduce((sum, file) => sum + file.size / CIFAR_RECORD, 0);
    return { draft: starter('own-images', batches, rows), base: '', files: named, columns: [] };
  }
  if (data.length === 1) {
    const [file] = data;
    const columns = await columnsOf(file);
    const name = file.name.replace(/\.\w+$/, '');
    return { draft: starter(name, file.name, 0), base: '', files: named, columns };
  }
  const source = idxSource(data.map((file) => file.name));
  if (!source) return null;
  const labels = named.get(source.labels);
  const packed = labels === undefined || /\.gz$/i.test(labels.name);
  const rows = packed ? LARGE + 1 : labels.size - IDX_HEADER;
  return { draft: starter('own-images', source, rows), base: '', files: named, columns: [] };
}

/**
 * Which file of an IDX set is which: "labels" in its name, "t10k" or "test" for the test rows.
 * @param {string[]} names
 */
function idxSource(names) {
  const isLabels = (/** @type {string} */ name) => /label/i.test(name);
  const isTest = (/** @type {string} */ name) => /t10k|test/i.test(name);
  const find = (/** @type {boolean} */ labels, /** @type {boolean} */ test) =>
    names.find((name) => isLabels(name) === labels && isTest(name) === test);
  const [images, labels] = [find(false, false), find(true, false)];
  const [testImages, testLabels] = [find(false, true), find(true, true)];
  if (!images || !labels) {
    return testImages && testLabels ? { images: testImages, labels: testLabels } : null;
  }
  /** @type {{[key: string]: string}} */
  const test = testImages && testLabels ? { test_images: testImages, test_labels: testLabels } : {};
  return { images, labels, ...test };
}

/**
 * The files of CIFAR-10, each pictures and labels at once; those of its Python version too, so that it is said what is wrong.
 * @param {string[]} names
 * @returns {{[key: string]: string | string[]} | null}
 */
function cifarSource(names) {
  const isBatch = (/** @type {string} */ name) =>
    /\.bin(\.gz)?$|^(data|test)_batch/i.test(name) && !/label/i.test(name);
  if (names.length === 0 || !names.every(isBatch)) return null;
  const test = names.find((name) => /test/i.test(name));
  const batches = names.filter((name) => name !== test).sort();
  if (test === undefined || batches.length === 0) return { batches: names };
  return { batches, test };
}

/** The names in the first line of a table, to be offered as targets; the workers read the file itself. @param {File} file */
async function columnsOf(file) {
  const head = await file.slice(0, 16384).text();
  const line = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0];
  const separator = [',', ';', '\t'].reduce((best, each) =>
    line.split(each).length > line.split(best).length ? each : best,
  );
  const names = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return names.every((name) => name !== '' && Number.isNaN(Number(name))) ? names : [];
}

/**
 * A study that is worth running on any data: one layer whose width is searched, and the learning rate.
 * @param {string} name
 * @param {string | {[key: string]: string | string[]}} source
 * @param {number} rows 0 while unknown
 * @param {Draft[]} [layers] one of them with the parameter "units"
 * @returns {Draft}
 */
export function starter(name, source, rows, layers = FOR_ROWS) {
  const large = rows > LARGE;
  return {
    version: 1,
    name,
    data: large ? { source, limit: 10000 } : { source },
    validation: large || rows === 0 ? { fraction: 0.2 } : { folds: 5 },
    model: { layers },
    training: {
      optimizer: { type: 'adam', learning_rate: { param: 'learning_rate' } },
      batch_size: large ? 64 : 32,
      epochs: large ? 5 : 60,
      early_stopping: large ? { type: 'none' } : { type: 'patience', patience: 10 },
    },
    space: {
      units: { type: 'int', low: 8, high: large ? 256 : 128, step: 2, log: true },
      learning_rate: { type: 'float', low: 0.0003, high: 0.03, log: true },
    },
    search: { sampler: { type: 'random' }, trials: large ? 8 : 20 },
  };
}
