/** What the first layer that has learnt something looks for. */
import { wordOf } from './text-set.js';

/**
 * @typedef {object} Known
 * @property {import('./types').Dataset} data
 * @property {Record<string, any>[]} layers of the configuration, in C's order, without the output layer
 * @property {{ shape: number[], parameters: number }[]} shapes what comes out of each, the output layer last
 * @property {Float32Array} weights of all layers, one behind the other
 */
/**
 * Units of a layer that can be drawn: each [height, width, channels] of weights. "table": [1, features, 1].
 * @typedef {{ kind: 'pictures' | 'table', layer: string, total: number, shape: number[], units: Float32Array[], names: string[] }} Units
 */
/** @typedef {{ word: string, near: { word: string, similarity: number }[] }} WordNear */
/** @typedef {{ kind: 'words', layer: string, total: number, words: WordNear[] }} Words */

const MOST_UNITS = 32;
/** Words that may be shown, by falling frequency, and how many are. */
const FREQUENT_WORDS = 5000;
const SHOWN_WORDS = 10;
const NEAR_WORDS = 5;
const FIRST_WORD = 3;
/** A table of so many columns can still be read. */
const MOST_COLUMNS = 64;
/** Layers that have numbers of their own and pass on what they see all the same. */
const NORMS = ['batch_norm', 'layer_norm', 'position_embedding'];

/** Where the first layer with weights is: what comes in, and where its weights begin. @param {Known} known */
function find({ data, layers, shapes }) {
  let at = 0;
  let input = data.starts ? [data.features] : data.shape;
  for (const [i, { shape, parameters }] of shapes.entries()) {
    const layer = layers[i] ?? { type: 'dense', units: shape[0] };
    if (parameters > 0 && !NORMS.includes(layer.type)) return { layer, input, at, shape };
    at += parameters;
    // a flat row of numbers still is the picture that it was
    if (layer.type !== 'flatten' || shape[0] !== data.features) input = shape;
  }
  return null;
}

/** @param {Known} known @returns {Units | Words | null} null when there is nothing that can be drawn */
export function firstLayer(known) {
  const found = find(known);
  if (!found) return null;
  const { layer, input, at, shape } = found;
  const { data } = known;
  const size = input.reduce((product, each) => product * each, 1);
  if (layer.type === 'conv2d' && input.length === 3) {
    const k = layer.kernel_size;
    return unitsOf(known, 'pictures', layer, at, [k, k, input[2]], shape[2]);
  }
  if (layer.type === 'conv1d' && input.length === 2 && !data.starts)
    return unitsOf(known, 'pictures', layer, at, [layer.kernel_size, input[1], 1], shape[1]);
  if (layer.type === 'embedding') return wordsOfLayer(known, layer);
  if (layer.type !== 'dense' || size !== data.features) return null;
  if (data.shape.length === 3) return unitsOf(known, 'pictures', layer, at, data.shape, shape[0]);
  if (data.shape.length === 1 && !data.starts && size <= MOST_COLUMNS)
    return unitsOf(known, 'table', layer, at, [1, size, 1], shape[0]);
  return null;
}

/**
 * A kernel [numbers of a unit, units], unit by unit.
 * @param {Known} known @param {'pictures' | 'table'} kind @param {Record<string, any>} layer @param {number} at @param {number[]} shape @param {number} total
 * @returns {Units}
 */
function unitsOf({ weights, data }, kind, layer, at, shape, total) {
  const size = shape.reduce((product, each) => product * each, 1);
  const units = Array.from({ length: Math.min(total, MOST_UNITS) }, (_, unit) =>
    Float32Array.from({ length: size }, (__, i) => weights[at + i * total + unit]),
  );
  return { kind, layer: layer.type, total, shape, units, names: data.feature_names };
}

/** The words whose vectors are longest, and what lies near them. @param {Known} known @param {Record<string, any>} layer @returns {Words} */
function wordsOfLayer(known, layer) {
  const table = vectorsOf(known);
  const order = table.lengths.map((length, i) => ({ length, i })).slice(FIRST_WORD);
  order.sort((a, b) => b.length - a.length || a.i - b.i);
  const words = order.slice(0, SHOWN_WORDS).map(({ i }) => nearTo(known, table, i));
  return { kind: 'words', layer: layer.type, total: table.count, words };
}

/** What lies near a word; null when it has no vector. @param {Known} known @param {{ word: string }} content @returns {WordNear | null} */
export function nearWords(known, { word }) {
  const found = find(known);
  if (found?.layer.type !== 'embedding') return null;
  const table = vectorsOf(known);
  const at = (known.data.vocabulary ?? []).indexOf(word.toLowerCase()) + FIRST_WORD;
  return at < FIRST_WORD || at >= table.count ? null : nearTo(known, table, at);
}

/** The vectors of the frequent words, and their lengths. @param {Known} known */
function vectorsOf(known) {
  const { layer, at } = /** @type {NonNullable<ReturnType<typeof find>>} */ (find(known));
  const i = known.layers.indexOf(layer);
  const size = layer.output_dim;
  const count = Math.min(FREQUENT_WORDS, known.shapes[i].parameters / size);
  const vectors = known.weights.subarray(at, at + count * size);
  const lengths = Array.from({ length: count }, (_, word) => {
    const vector = vectors.subarray(word * size, (word + 1) * size);
    return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  });
  return { vectors, lengths, size, count };
}

/**
 * By the cosine of the angle between the vectors.
 * @param {Known} known @param {ReturnType<typeof vectorsOf>} table @param {number} at @returns {WordNear}
 */
function nearTo({ data }, { vectors, lengths, size, count }, at) {
  const { vocabulary = [] } = data;
  const all = [];
  for (let other = FIRST_WORD; other < count; other++) {
    if (other === at || lengths[other] === 0) continue;
    let sum = 0;
    for (let d = 0; d < size; d++) sum += vectors[at * size + d] * vectors[other * size + d];
    const similarity = sum / (lengths[at] * lengths[other] || 1);
    all.push({ word: wordOf(other, vocabulary) ?? '', similarity });
  }
  all.sort((a, b) => b.similarity - a.similarity);
  return { word: wordOf(at, vocabulary) ?? '', near: all.slice(0, NEAR_WORDS) };
}
