/** What a network makes of its data, layer by layer, over the whole space and before anything is trained: the core plans the corners
 * of the space on a data set of the same shape that has nothing in it. */
import { cornersOf, paramsOf } from './corners.js';
import { encodeConfig, encodeData } from './encode.js';
import { expandSpace, layerPaths, resolveStudy } from './expand.js';
import { checkFit } from './fit.js';

/** @typedef {import('./types').Schema} Schema */
/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').Problem} Problem */

/** @typedef {[low: number, high: number]} Range */
/**
 * What is known of the rows.
 * @typedef {object} Facts
 * @property {'classification' | 'regression'} task
 * @property {number} features
 * @property {number[]} shape
 * @property {number} classes 0 for regression
 * @property {number} [words] of texts
 * @property {number} [num_words]
 * @property {number} [max_length]
 */
/**
 * A layer of the study file: the shape that comes out of it and its trainable numbers, at least and at most; how many layers of
 * a configuration it stands for.
 * @typedef {{shape: Range[], parameters: Range, times: Range}} Layer
 */
/**
 * @typedef {object} Plan
 * @property {number[]} input
 * @property {Record<string, Layer>} layers by their place in the study file
 * @property {Layer | null} output null where no configuration fits
 * @property {Range} total trainable numbers
 * @property {Problem[]} errors what never fits
 * @property {Problem[]} warnings what sometimes does not
 */

const MOST_CORNERS = 32;

/**
 * @param {import('./engine.js').Engine} engine
 * @param {Schema} schema
 * @param {StudyFile} study a checked one
 * @param {Facts} facts
 * @returns {Plan}
 */
export function planNetwork(engine, schema, study, facts) {
  const dataset = standIn(facts);
  const handle = engine.dataset(dataset);
  try {
    const data = { ...study.data, limit: 0, test_fraction: 0, stratify: false, split: 'auto' };
    const validation = { folds: 0, fraction: 0.5, repeats: 1 };
    handle.split(encodeData(schema, /** @type {any} */ ({ ...study, data, validation })));
    const { misfit, ...sizes } = sizesOf(handle, schema, study);
    const { errors, warnings } = misfit
      ? checkFit({ schema, handle, dataset, study })
      : { errors: [], warnings: [] };
    return { input: inputOf(facts, study), ...sizes, errors, warnings };
  } finally {
    handle.free();
  }
}

/** @param {Facts} facts @returns {import('./types').Dataset} */
function standIn({ task, features, shape, classes, words, num_words, max_length }) {
  const rows = Math.max(8, 2 * classes);
  const names = Array.from({ length: classes }, (_, i) => String(i));
  const y = Float32Array.from({ length: rows }, (_, i) => (classes > 0 ? i % classes : i));
  const texts = words === undefined ? {} : { words, num_words, max_length };
  const starts = Uint32Array.from({ length: rows + 1 }, (_, i) => i);
  const rest = { id: 'plan', title: '', test_rows: 0, feature_names: [], target: '', notes: [] };
  return {
    ...rest,
    ...texts,
    task,
    rows,
    features,
    shape,
    classes: names,
    y,
    x: words === undefined ? new Uint8Array(rows * features) : new Uint16Array(rows).fill(3),
    ...(words === undefined ? {} : { starts }),
  };
}

/** @param {Facts} facts @param {StudyFile} study */
function inputOf({ shape, words, max_length = shape[0] }, { data }) {
  const wished = Number(data.max_length);
  return words === undefined ? shape : [wished > 0 ? wished : max_length];
}

/** @param {import('./engine-trial.js').DatasetHandle} handle @param {Schema} schema @param {StudyFile} study */
function sizesOf(handle, schema, study) {
  const space = expandSpace(study);
  /** @type {Record<string, Layer>} */
  const layers = {};
  /** @type {Layer | null} */
  let output = null;
  /** @type {Range} */
  let total = [Infinity, 0];
  let misfit = false;
  for (const wishes of cornersOf(space, MOST_CORNERS)) {
    const params = paramsOf(space, wishes);
    const paths = layerPaths(study, params);
    const planned = handle.shapes(encodeConfig(schema, resolveStudy(study, params)));
    /** @type {Record<string, {shape: number[], parameters: number, times: number}>} */
    const here = {};
    planned.shapes.forEach(({ shape, parameters }, i) => {
      const path = paths[i] ?? '';
      const { parameters: before, times } = here[path] ?? { parameters: 0, times: 0 };
      here[path] = { shape, parameters: before + parameters, times: times + 1 };
    });
    if (planned.misfit !== null) misfit = true;
    else total = widen(total, sum(planned.shapes));
    for (const [path, one] of Object.entries(here)) {
      if (path) layers[path] = joined(layers[path] ?? null, one);
      else output = joined(output, one);
    }
  }
  if (total[0] > total[1]) total = [0, 0];
  return { layers, output, total, misfit };
}

/** @param {{parameters: number}[]} shapes */
const sum = (shapes) => shapes.reduce((all, { parameters }) => all + parameters, 0);

/** @param {Range} range @param {number} value @returns {Range} */
const widen = ([low, high], value) => [Math.min(low, value), Math.max(high, value)];

/** @param {Layer | null} known @param {{shape: number[], parameters: number, times: number}} one @returns {Layer} */
function joined(known, { shape, parameters, times }) {
  const fresh = !known || known.shape.length !== shape.length;
  return {
    shape: shape.map((size, i) => (fresh ? [size, size] : widen(known.shape[i], size))),
    parameters: widen(known?.parameters ?? [parameters, parameters], parameters),
    times: widen(known?.times ?? [times, times], times),
  };
}
