/** A first look at the data of a study, in a form that can be drawn: a few rows as they are, how many of each class, which rows
 * go where. The rest of the study may still be wrong. */
import Papa from 'papaparse';
import { loadDataset } from './datasets.js';
import { encodeData } from './encode.js';
import { Engine, EngineError } from './engine.js';
import { StudyError } from './errors.js';
import { countClasses } from './objective.js';
import { readIndex, readerOf } from './open.js';
import { isRef } from './problems.js';
import { checkStudy } from './study-file.js';

/** @typedef {import('./types').Dataset} Dataset */
/** @typedef {import('./types').Schema} Schema */
/** @typedef {import('./types').Problem} Problem */

/**
 * What kind of rows they are. `label` is the index of a class, or a number.
 * @typedef {{kind: 'pictures', width: number, height: number, channels: number, items: {pixels: Uint8Array, label: number}[]}
 *   | {kind: 'texts', items: {words: string[], more: number, label: number}[]}
 *   | {kind: 'plane', columns: string[], x: number[], y: number[], labels: number[], target: string}
 *   | {kind: 'series', column: string, line: number[], window: number, horizon: number}
 *   | {kind: 'table'}} Sample
 */
/** @typedef {{columns: string[], rows: string[][], roles: ('number' | 'text' | 'target' | 'unused')[]}} Head the first rows as the
 *   file has them */
/**
 * @typedef {object} Peek
 * @property {Pick<Dataset, 'task' | 'rows' | 'features' | 'shape' | 'classes' | 'test_rows' | 'words' | 'num_words' | 'max_length'
 *   | 'target'>} facts
 * @property {number[]} counts rows of each class
 * @property {{low: number, high: number, bars: number[]} | null} spread of a target of numbers: how many rows in each of ten parts
 * @property {{train: number, folds: number[], always: number, test: number, unused: number} | null} split rows held out in each fold,
 *   trained on in all, tested, left out; null when the data cannot be split so
 * @property {Problem[]} notes what was done to the file
 * @property {Sample} sample
 * @property {Head | null} head of a table
 */

const PICTURES = 16;
const TEXTS = 4;
const WORDS = 36;
const DOTS = 500;
const STEPS = 160;
const ROWS = 4;
const BARS = 10;
const HEAD_BYTES = 65536;
/** Numbers of words below this are padding, the start of a row and the unknown word. */
const FIRST_WORD = 3;

/**
 * @param {Schema} schema
 * @param {{module: WebAssembly.Module, data: any, validation: any, files?: Map<string, Uint8Array | Blob>, base: string,
 *   folders: string[]}} request data and validation: of the study file
 * @param {(progress: {what: string, share: number | null}) => void} onProgress
 * @returns {Promise<Peek>} rejects with StudyError
 */
export async function peekData(schema, request, onProgress) {
  const index = await readIndex(request.folders);
  const study = checkedData(schema, request, index);
  const inner = readerOf(request);
  /** @type {Uint8Array | undefined} */
  let file;
  /** @type {typeof inner} */
  const read = async (name, onShare) => {
    const bytes = await inner(name, onShare);
    file ??= bytes;
    return bytes;
  };
  const { dataset, problems } = await loadDataset(study, { read, index, onProgress });
  if (!dataset) throw new StudyError(problems);
  const { task, rows, features, shape, classes, test_rows, words, num_words, max_length, target } =
    dataset;
  const facts = { task, rows, features, shape, classes, test_rows, words, num_words, max_length };
  return {
    facts: { ...facts, target },
    counts: countClasses(dataset),
    spread: task === 'regression' ? spreadOf(dataset.y) : null,
    split: await splitOf(schema, request.module, study, dataset),
    notes: dataset.notes,
    sample: sampleOf(dataset, study.data),
    head: shape.length < 3 && words === undefined ? headOf(file, dataset, study.data) : null,
  };
}

/** The data and how it is split, checked as a study of their own.
 * @param {Schema} schema
 * @param {{data: any, validation: any}} said
 * @param {{datasets: {id: string}[]}} index */
function checkedData(schema, { data, validation }, index) {
  const plain = Object.entries(data ?? {}).filter(([, value]) => !isRef(value));
  const json = {
    version: 1,
    name: 'peek',
    data: Object.fromEntries(plain),
    validation,
    model: { layers: [] },
    search: { trials: 1 },
  };
  const datasets = index.datasets.map(({ id }) => id);
  const { study, errors } = checkStudy(schema, json, { datasets });
  if (!study) throw new StudyError(errors);
  return study;
}

/** @param {Schema} schema
 * @param {WebAssembly.Module} module
 * @param {import('./types').StudyFile} study
 * @param {Dataset} dataset
 * @returns {Promise<Peek['split']>} */
async function splitOf(schema, module, study, dataset) {
  const engine = await Engine.create(module); // its memory goes with it
  try {
    const handle = engine.dataset(dataset);
    handle.split(encodeData(schema, study));
    /** @type {number[]} */
    const folds = [];
    let [always, test, unused] = [0, 0, 0];
    for (const role of handle.roles()) {
      if (role === -1) test++;
      else if (role === -2) always++;
      else if (role === -3) unused++;
      else folds[role] = (folds[role] ?? 0) + 1;
    }
    const train = always + folds.reduce((sum, count) => sum + count, 0);
    return { train, folds, always, test, unused };
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/** @param {Float32Array} y @returns {NonNullable<Peek['spread']>} */
function spreadOf(y) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of y) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const bars = new Array(BARS).fill(0);
  const width = (high - low) / BARS || 1;
  for (const value of y) bars[Math.min(BARS - 1, Math.floor((value - low) / width))]++;
  return { low, high, bars };
}

/** @param {Dataset} dataset @param {Record<string, any>} data of the study @returns {Sample} */
function sampleOf(dataset, data) {
  if (dataset.words !== undefined) return textsOf(dataset);
  if (dataset.shape.length === 3) return picturesOf(dataset);
  if (dataset.shape.length === 2) return seriesOf(dataset, data);
  return dataset.features === 2 ? planeOf(dataset) : { kind: 'table' };
}

/** Some rows, of every class in turn. @param {Dataset} dataset @param {number} most @returns {number[]} */
function turns({ y, rows, classes }, most) {
  if (classes.length === 0) return Array.from({ length: Math.min(rows, most) }, (_, i) => i);
  /** @type {number[][]} */
  const byClass = classes.map(() => []);
  const each = Math.ceil(most / classes.length);
  let wanted = each * classes.length;
  for (let i = 0; i < rows && wanted > 0; i++) {
    if (byClass[y[i]].length < each && wanted--) byClass[y[i]].push(i);
  }
  const rounds = Array.from({ length: each }, (_, k) => byClass.map((list) => list[k]));
  return rounds
    .flat()
    .filter((i) => i !== undefined)
    .slice(0, most);
}

/** @param {Dataset} dataset @returns {Sample} */
function picturesOf(dataset) {
  const { x, y, features, shape } = dataset;
  const [height, width, channels] = shape;
  const rows = turns(dataset, PICTURES);
  const parts = rows.map((i) => Array.from(x.subarray(i * features, (i + 1) * features)));
  const [low, high] = [Math.min(0, ...parts.flat()), Math.max(...parts.flat())];
  const scale = 255 / (high - low || 1);
  const items = parts.map((part, k) => ({
    pixels: Uint8Array.from(part, (value) => Math.round((value - low) * scale)),
    label: y[rows[k]],
  }));
  return { kind: 'pictures', width, height, channels, items };
}

/** @param {Dataset} dataset @returns {Sample} */
function textsOf(dataset) {
  const { x, y, starts = new Uint32Array(1), vocabulary = [] } = dataset;
  const items = turns(dataset, TEXTS).map((i) => {
    const tokens = Array.from(x.subarray(starts[i], starts[i + 1])).filter((token) => token > 1);
    const words = tokens.slice(0, WORDS).map((token) => vocabulary[token - FIRST_WORD] ?? '…');
    return { words, more: Math.max(0, tokens.length - WORDS), label: y[i] };
  });
  return { kind: 'texts', items };
}

/** @param {Dataset} dataset @returns {Sample} */
function planeOf({ x, y, rows, feature_names: columns, target }) {
  const step = Math.max(1, rows / DOTS);
  const picked = Array.from({ length: Math.min(rows, DOTS) }, (_, i) => Math.floor(i * step));
  const at = (/** @type {number} */ column) => picked.map((i) => x[2 * i + column]);
  return { kind: 'plane', columns, x: at(0), y: at(1), labels: picked.map((i) => y[i]), target };
}

/** The last row of each window. @param {Dataset} dataset @param {Record<string, any>} data @returns {Sample} */
function seriesOf({ x, rows, features, shape, feature_names: names, target }, { horizon }) {
  const [window, columns] = shape;
  const column = Math.max(0, names.indexOf(target));
  const last = (window - 1) * columns + column;
  const line = Array.from({ length: Math.min(rows, STEPS) }, (_, i) => x[i * features + last]);
  return { kind: 'series', column: names[column], line, window, horizon: Number(horizon) || 1 };
}

/** The first rows as they stand in the file; null where it is packed.
 * @param {Uint8Array | undefined} file
 * @param {Dataset} dataset
 * @param {Record<string, any>} data
 * @returns {Head | null} */
function headOf(file, { feature_names: names, target }, { drop = [], header }) {
  if (!file || (file[0] === 0x1f && file[1] === 0x8b)) return null;
  const text = new TextDecoder().decode(file.subarray(0, HEAD_BYTES)).replace(/^\uFEFF/, '');
  const whole = file.length > HEAD_BYTES ? text.slice(0, text.lastIndexOf('\n')) : text;
  const options = { preview: ROWS + 1, skipEmptyLines: /** @type {const} */ ('greedy') };
  const cells = /** @type {string[][]} */ (Papa.parse(whole, { ...options, comments: '#' }).data);
  const [first = []] = cells;
  const titles = first.map((cell) => cell.trim().replaceAll(/\s+/g, ' '));
  const named = header ?? titles.includes(target);
  const columns = named ? titles : titles.map((_, i) => `column_${i + 1}`);
  const rows = cells.slice(named ? 1 : 0, (named ? 1 : 0) + ROWS);
  const roles = columns.map((column, i) => {
    if (column === target) return 'target';
    if (drop.includes(column) || drop.includes(i + 1)) return 'unused';
    return names.includes(column) ? 'number' : 'text';
  });
  return { columns, rows, roles };
}
