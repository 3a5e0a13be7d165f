/** A result as text: the result file, and its trials as a table. */
import { breathe } from '#platform';
import { firstObjective, objectivesOf } from './objectives.js';
import { leaderboard } from './result.js';

/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {'maximize' | 'minimize'} Direction */

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

/**
 * All trials as CSV, a row each, in the columns of scikit-learn's cv_results_ as far as they exist here.
 * @param {Pick<Result, 'study' | 'trials'>} result
 */
export function trialsCsv({ study, trials }) {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  const folds = trials.reduce((most, trial) => Math.max(most, trial.folds.length), 0);
  const splits = Array.from({ length: folds }, (_, fold) => `split${fold}_test_score`);
  const head = ['number', 'state', 'mean_fit_time', ...names.map((name) => `param_${name}`)];
  const objectives = objectivesOf(study);
  const others = objectives.length > 1 ? objectives.map(({ metric }) => `value_${metric}`) : [];
  head.push('params', ...splits, 'mean_test_score', 'std_test_score', 'rank_test_score');
  head.push(...others, 'hash');
  const rank = ranks(trials, firstObjective(study).direction);
  const rows = trials.map((trial) => [
    trial.number,
    trial.reason ? `${trial.state}: ${trial.reason}` : trial.state,
    trial.seconds / Math.max(trial.folds.length, 1),
    ...names.map((name) => trial.params[name]),
    trial.params,
    ...splits.map((_, fold) => trial.folds[fold]?.score),
    trial.value,
    trial.std,
    rank.get(trial.number),
    ...others.map((_, m) => trial.values?.[m]),
    trial.hash,
  ]);
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** As scikit-learn ranks: equals share the smallest place. @param {TrialResult[]} trials @param {Direction} direction */
function ranks(trials, direction) {
  /** @type {Map<number, number>} */
  const rank = new Map();
  const board = leaderboard(trials, direction);
  board.forEach((trial, i) => {
    const same = i > 0 && trial.value === board[i - 1].value;
    rank.set(trial.number, same ? Number(rank.get(board[i - 1].number)) : i + 1);
  });
  return rank;
}

/** @param {unknown} value */
function cell(value) {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
