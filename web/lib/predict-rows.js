/** Rows of a data set to be looked at, and rows of the reader's own in the form of the data set. */
import { tokensOf, wordOf, wordsOf } from './text-set.js';

/** @typedef {import('./types').Dataset} Dataset */
/**
 * A row as it can be shown.
 * @typedef {{ kind: 'picture', shape: number[], values: number[] } | { kind: 'series', shape: number[], values: number[] } |
 *   { kind: 'table', values: number[] } | { kind: 'text', words: (string | null)[], length: number }} Display
 */
/** @typedef {{ values?: ArrayLike<number>, text?: string }} Own numbers in the unit of the data, or a text */
/** @typedef {{ name: string, low: number, high: number, mean: number, whole: boolean }} Range of a column */

/** Words of a text that are shown. */
const MOST_WORDS = 400;

/** @param {Dataset} data @param {number} row @returns {Display} */
export function displayOf({ x, starts, vocabulary = [], features, shape }, row) {
  if (starts) {
    const tokens = x.subarray(starts[row], starts[row + 1]);
    const said = tokens[0] === 1 ? tokens.subarray(1) : tokens;
    const words = Array.from(said.subarray(0, MOST_WORDS), (token) => wordOf(token, vocabulary));
    return { kind: 'text', words, length: said.length };
  }
  const values = Array.from(x.subarray(row * features, (row + 1) * features));
  if (shape.length === 1) return { kind: 'table', values };
  return { kind: shape.length === 3 ? 'picture' : 'series', shape, values };
}

/**
 * From the lowest to the highest value of each column of a table; of pictures and series one for all numbers. Texts have none.
 * @param {Dataset} data @returns {Range[]}
 */
export function rangesOf({ x, rows, features, shape, starts, feature_names: names }) {
  if (starts) return [];
  if (shape.length > 1) return [rangeOfAll(x)];
  const columns = features;
  const ranges = Array.from({ length: columns }, (_, d) => ({
    name: names[d] ?? '',
    low: Infinity,
    high: -Infinity,
    mean: 0,
    whole: true,
  }));
  for (let i = 0; i < x.length; i++) {
    const range = ranges[i % columns];
    const value = x[i];
    if (value < range.low) range.low = value;
    if (value > range.high) range.high = value;
    range.mean += value;
    range.whole &&= Number.isInteger(value);
  }
  return ranges.map((range) => ({ ...range, mean: range.mean / rows }));
}

/** Apart, because of pictures there are tens of millions. @param {Dataset['x']} x @returns {Range} */
function rangeOfAll(x) {
  let [low, high, sum] = [Infinity, -Infinity, 0];
  let whole = true;
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    if (value < low) low = value;
    if (value > high) high = value;
    sum += value;
  }
  if (x instanceof Float32Array) whole = x.every((value) => Number.isInteger(value));
  return { name: '', low, high, mean: sum / x.length, whole };
}

/**
 * One row in the form of the data set.
 * @param {Dataset} data @param {Own} own
 * @returns {{ x: Float32Array | Uint8Array | Uint16Array, starts: Int32Array | null, words?: { word: string, known: boolean }[] }}
 */
export function inputsOf({ x, features, starts, vocabulary = [] }, { values, text }) {
  if (starts) {
    const words = wordsOf(text ?? '');
    const tokens = tokensOf(words, vocabulary);
    const told = words.map((word, i) => ({ word, known: tokens[i + 1] > 2 }));
    return { x: tokens, starts: Int32Array.of(0, tokens.length), words: told };
  }
  const given = values ?? [];
  if (given.length !== features)
    throw new RangeError(`a row has ${features} numbers, not ${given.length}`);
  const row = Float32Array.from(given);
  if (!row.every((value) => Number.isFinite(value)))
    throw new RangeError('a row has a number that is none');
  const bytes = x instanceof Uint8Array;
  return {
    x: bytes ? Uint8Array.from(row, (value) => Math.min(255, Math.max(0, value + 0.5))) : row,
    starts: null,
  };
}
