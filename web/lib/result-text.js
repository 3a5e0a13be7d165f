/** A result as text: the result file. Its trials as a table: cv-results.js. */
import { breathe } from '#platform';

/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult} TrialResult */

const DIGITS = 7; // of the numbers in curves, which are 32-bit floats
const BREATH = 100000; // characters, some milliseconds of work

/**
 * The text of a result file: indented, but a list of numbers, a matrix or a curve on a line of its own.
 * @param {Result} result
 */
export function resultText(result) {
  return [...piecesOf(result)].join('');
}

/**
 * The same as a file in memory. Thousands of trials take a second: whatever else is to be done may go on meanwhile.
 * @param {Result} result @returns {Promise<Blob>}
 */
export async function resultBlob(result) {
  /** @type {string[]} */
  const pieces = [];
  let written = 0;
  for (const piece of piecesOf(result)) {
    pieces.push(piece);
    written += piece.length;
    if (written < BREATH) continue;
    written = 0;
    await breathe();
  }
  return new Blob(pieces, { type: 'application/json' });
}

/** Trial by trial. @param {Result} result */
function* piecesOf(result) {
  let before = '{\n';
  for (const [key, value] of Object.entries(result)) {
    if (value === undefined) continue;
    yield `${before} ${JSON.stringify(key)}: `;
    before = ',\n';
    if (key === 'trials' && value.length > 0) yield* trialPieces(value);
    else yield textOf(value, ' ');
  }
  yield '\n}\n';
}

/** @param {TrialResult[]} trials */
function* trialPieces(trials) {
  let before = '[\n';
  for (const trial of trials) {
    yield `${before}  ${textOf(trial, '  ')}`;
    before = ',\n';
  }
  yield '\n ]';
}

/** @param {unknown} value @param {string} indent of the line it stands on @returns {string} */
function textOf(value, indent) {
  if (isScalar(value)) return JSON.stringify(value);
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    if (value.every(isScalar) || value.every(isList)) return onOneLine(value);
    return `[\n${value.map((each) => inner + textOf(each, inner)).join(',\n')}\n${indent}]`;
  }
  const lines = Object.entries(/** @type {object} */ (value))
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => {
      const text = key === 'curve' ? curveText(each) : textOf(each, inner);
      return `${inner}${JSON.stringify(key)}: ${text}`;
    });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

/** @param {unknown} value */
function isScalar(value) {
  return value === null || typeof value !== 'object';
}

/** @param {unknown} value */
function isList(value) {
  return Array.isArray(value) && value.every(isScalar);
}

/** @param {unknown} value a scalar, or lists of scalars @returns {string} */
function onOneLine(value) {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${value.map(onOneLine).join(', ')}]`;
}

/** @param {(number | null)[][]} curve */
function curveText(curve) {
  return `[${curve.map((row) => `[${row.map(short).join(', ')}]`).join(', ')}]`;
}

/** @param {number | null} value */
function short(value) {
  return value === null ? 'null' : String(Number(value.toPrecision(DIGITS)));
}
