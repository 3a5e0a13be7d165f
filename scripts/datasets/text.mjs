// Texts as numbers of words, in the way of keras.datasets.imdb, and the file they are shipped in (datasets/README.md).

import { wordsOf } from '../../web/lib/text-set.js';

export { wordsOf };

const FIRST_WORD = 3; // 0 is padding, 1 starts every row, 2 stands for a word that has no number
const START = 1;
const UNKNOWN = 2;
const LONGEST = 65535; // tokens of a row: its length has 16 bits
const MAGIC = 0x54585353;

/** @typedef {{ text: string, label: number }} Text */
/** @typedef {{ label: number, tokens: Uint16Array }} Row */

/** Numbers the words by falling frequency, ties by first appearance, and writes each text in these numbers.
 * @param {Text[]} texts
 * @param {number} words numbers are below this; rarer words have none
 * @param {number} [longest] tokens of a row, with its start
 * @returns {{ rows: Row[], vocabulary: string[] }} vocabulary[i] is the word of number i + 3 */
export function encodeTexts(texts, words, longest = LONGEST) {
  /** @type {Map<string, number>} in order of appearance */
  const known = new Map();
  /** @type {number[]} */
  const counts = [];
  const numbered = texts.map(({ text }) =>
    Uint32Array.from(wordsOf(text).slice(0, longest - 1), (word) => {
      const number = known.get(word) ?? known.size;
      if (number === known.size) known.set(word, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    }),
  );
  const order = Array.from(counts, (_, number) => number); // sort is stable: ties stay in order of appearance
  const frequent = order.sort((a, b) => counts[b] - counts[a]).slice(0, words - FIRST_WORD);
  const ids = new Uint16Array(known.size).fill(UNKNOWN);
  frequent.forEach((number, i) => {
    ids[number] = FIRST_WORD + i;
  });
  const spelled = [...known.keys()];
  return {
    rows: numbered.map((numbers, i) => ({
      label: texts[i].label,
      tokens: Uint16Array.of(START, ...Array.from(numbers, (number) => ids[number])),
    })),
    vocabulary: frequent.map((number) => spelled[number]),
  };
}

/** The bytes of a NAME.tokens file. @param {Row[]} rows @param {string[]} vocabulary */
export function packTokens(rows, vocabulary) {
  const total = rows.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const words = Buffer.from(vocabulary.join('\n'));
  const head = [MAGIC, 1, rows.length, vocabulary.length + FIRST_WORD, total, words.length];
  const bytes = Buffer.alloc(4 * head.length + 3 * rows.length + 2 * total);
  let at = 0;
  for (const number of head) at = bytes.writeUInt32LE(number, at);
  for (const { label } of rows) at = bytes.writeUInt8(label, at);
  for (const { tokens } of rows) at = bytes.writeUInt16LE(tokens.length, at);
  for (const { tokens } of rows) for (const token of tokens) at = bytes.writeUInt16LE(token, at);
  return Buffer.concat([bytes, words]);
}
