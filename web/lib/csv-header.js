/** Whether the first row of a table holds the names of its columns. */
import { isMissing, isNumber } from './csv-columns.js';

/** A name does not fit what stands below it: a word above numbers, a number above words, a word that no other row of a
 * column of repeating words has. A value does: a word that comes again, a number with a fraction above numbers. The signs are
 * counted over the columns; without any, a row with a number or a gap marked as such is no header, unless it counts the columns.
 * @param {string[]} top cells of the first row
 * @param {string[][]} body the rows below it
 * @returns {boolean} */
export function isHeader(top, body) {
  const signs = top.reduce((sum, cell, column) => {
    const below = body.map((row) => row[column] ?? '').filter((other) => !isMissing(other));
    return sum + (isMissing(cell) || below.length === 0 ? 0 : signOf(cell, below));
  }, 0);
  if (signs !== 0) return signs > 0;
  if (countsColumns(top)) return true;
  return !top.some((cell) => isNumber(cell) || (isMissing(cell) && cell !== ''));
}

/** 0, 1, 2 ... or 1, 2, 3 ...: names of columns that had none. @param {string[]} top */
function countsColumns(top) {
  const first = Number(top[0]);
  return top.length > 3 && first <= 1 && top.every((cell, i) => cell === String(first + i));
}

/** 1 for a name, -1 for a value, 0 for either. @param {string} cell @param {string[]} below */
function signOf(cell, below) {
  const numbers = below.filter(isNumber).length;
  if (2 * numbers > below.length) {
    if (!isNumber(cell)) return 1;
    return Number.isInteger(Number(cell)) ? 0 : -1;
  }
  if (isNumber(cell)) return 1;
  const distinct = new Set(below);
  if (distinct.has(cell)) return -1;
  return 2 * distinct.size <= below.length ? 1 : 0;
}
