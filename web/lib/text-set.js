/** Texts as rows of word numbers. A file of kind "text", little endian and without padding: six 32-bit numbers (magic, version,
 * rows N, words V, tokens T, bytes of the vocabulary L), a byte for the label of each row, 16 bits for the length of each row, 16 bits
 * for each token, then the words for the numbers from FIRST_WORD on as UTF-8, one a line. Below FIRST_WORD stand padding, the start of
 * a row and the unknown word, as in keras.datasets. */
import { classNames } from './idx.js';
import { problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Dataset} Dataset */

/** @typedef {object} TextOptions
 * @property {string} [id]
 * @property {string} [title]
 * @property {string[]} [class_names] by label; the labels themselves if left out
 * @property {number} [test_rows] the last so many rows are for testing
 * @property {number} [num_words] what the set is meant for: so many words; all of them if left out
 * @property {number} [max_length] and so many words of a row; as many as the longest has if left out */

/** @typedef {object} Sizes
 * @property {number} rows
 * @property {number} words numbers of words are below this
 * @property {number} tokens of all rows together
 * @property {number} bytes of the vocabulary */

export const MAGIC = 0x54585353;
const VERSION = 1;
const HEADER = 24;
const START = 1;
const UNKNOWN = 2;
const FIRST_WORD = 3;

/** What the Tokenizer of Keras takes for blanks. */
const FILTERED = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n]/g;

/** Words as the Tokenizer of Keras finds them by default: lower case, punctuation is blank, apostrophes stay.
 * @param {string} text */
export function wordsOf(text) {
  const plain = text.toLowerCase().replace(FILTERED, ' ');
  return plain.split(' ').filter((word) => word !== '');
}

/** A text of one's own as a row of a set: its start, then a number for each word.
 * @param {string[]} words from wordsOf
 * @param {string[]} vocabulary of the set */
export function tokensOf(words, vocabulary) {
  const numbers = new Map(vocabulary.map((word, i) => [word, i + FIRST_WORD]));
  return Uint16Array.of(START, ...words.map((word) => numbers.get(word) ?? UNKNOWN));
}

/** What a token stands for: null for padding, a start and words that have no number.
 * @param {number} token
 * @param {string[]} vocabulary */
export function wordOf(token, vocabulary) {
  return vocabulary[token - FIRST_WORD] ?? null;
}

/** @param {Uint8Array} bytes of the file, decompressed
 * @param {TextOptions} options
 * @param {Problem[]} problems mistakes of the file are added here
 * @returns {Dataset | null} null when there are any */
export function datasetFromTokens(bytes, options, problems) {
  const before = problems.length;
  const sizes = readHeader(bytes, problems);
  if (!sizes) return null;
  const { rows, words } = sizes;
  const labels = bytes.subarray(HEADER, HEADER + rows);
  const lengths = shortsAt(bytes, HEADER + rows, rows);
  const x = shortsAt(bytes, HEADER + 3 * rows, sizes.tokens);
  const { starts, longest } = startsOf(lengths, sizes, problems);
  checkTokens(x, words, problems);
  const vocabulary = readWords(bytes.subarray(bytes.length - sizes.bytes), words, problems);
  const classes = classNames(labels, options.class_names, 'data.source', problems);
  if (!classes || !vocabulary || problems.length > before) return null;
  return {
    id: options.id ?? 'text',
    title: options.title ?? options.id ?? 'Text',
    task: 'classification',
    rows,
    features: longest,
    test_rows: options.test_rows ?? 0,
    x,
    y: Float32Array.from(labels),
    classes,
    feature_names: [],
    target: 'label',
    shape: [longest],
    words,
    num_words: Math.min(options.num_words ?? words, words),
    max_length: options.max_length ?? longest,
    starts,
    vocabulary,
    notes: [],
  };
}

/** @param {Uint8Array} bytes
 * @param {Problem[]} problems
 * @returns {Sizes | null} */
function readHeader(bytes, problems) {
  /** @param {string} code
   * @param {Record<string, string | number>} values */
  const refuse = (code, values) => {
    problems.push(problem('data.source', code, values));
    return null;
  };
  if (bytes.length < HEADER) {
    return refuse('tokens_length', { expected: HEADER, found: bytes.length });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const [magic, version, rows, words, tokens, vocabulary] = Array.from({ length: 6 }, (_, i) =>
    view.getUint32(4 * i, true),
  );
  if (magic !== MAGIC) return refuse('tokens_magic', { found: magic.toString(16) });
  if (version !== VERSION) return refuse('tokens_version', { found: version, expected: VERSION });
  const expected = HEADER + 3 * rows + 2 * tokens + vocabulary;
  if (bytes.length !== expected) return refuse('tokens_length', { expected, found: bytes.length });
  if (rows < 2) return refuse('too_few_rows', { rows });
  return { rows, words, tokens, bytes: vocabulary };
}

/** A copy, because 16-bit numbers must stand at an even place.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} count */
function shortsAt(bytes, at, count) {
  const shorts = new Uint16Array(count);
  new Uint8Array(shorts.buffer).set(bytes.subarray(at, at + 2 * count));
  return shorts;
}

/** Where each row begins among the tokens, and where the last one ends.
 * @param {Uint16Array} lengths
 * @param {Sizes} sizes
 * @param {Problem[]} problems */
function startsOf(lengths, { rows, tokens }, problems) {
  const starts = new Uint32Array(rows + 1);
  let longest = 0;
  let sum = 0;
  lengths.forEach((length, row) => {
    sum += length;
    longest = Math.max(longest, length);
    starts[row + 1] = sum;
  });
  const empty = lengths.indexOf(0);
  if (empty >= 0) problems.push(problem('data.source', 'tokens_empty_row', { row: empty + 1 }));
  if (sum !== tokens) {
    problems.push(problem('data.source', 'tokens_lengths', { found: sum, expected: tokens }));
  }
  return { starts, longest };
}

/** @param {Uint16Array} x
 * @param {number} words
 * @param {Problem[]} problems */
function checkTokens(x, words, problems) {
  const wrong = x.find((token) => token >= words);
  if (wrong === undefined) return;
  problems.push(problem('data.source', 'tokens_range', { found: wrong, words }));
}

/** @param {Uint8Array} bytes
 * @param {number} words
 * @param {Problem[]} problems
 * @returns {string[] | null} the word with number FIRST_WORD first */
function readWords(bytes, words, problems) {
  const expected = Math.max(0, words - FIRST_WORD);
  let found = -1;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const vocabulary = text === '' ? [] : text.split('\n');
    if (vocabulary.length === expected) return vocabulary;
    found = vocabulary.length;
  } catch {
    problems.push(problem('data.source', 'tokens_not_utf8'));
    return null;
  }
  problems.push(problem('data.source', 'tokens_words', { found, expected }));
  return null;
}
