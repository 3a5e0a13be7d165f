/** The columns of a table as numbers: numbers as they are, true and false as 1 and 0, text as one column for each category. */
import { addListed, problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./csv.js').Table} Table */

/** A text column with more different texts than this is not a category. */
const MAX_CATEGORIES = 50;
/** From this many rows on, a text that never repeats is taken for a name or an id. */
const ID_ROWS = 10;
const MISSING = new Set(['', 'na', 'n/a', '#n/a', '?', 'null']);
const MISSING_NAME = '(missing)';

/** @param {string} cell */
export const isMissing = (cell) => cell.length <= 4 && MISSING.has(cell.toLowerCase());

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** @param {string} cell */
export const isNumber = (cell) => NUMBER.test(cell);

/** Results of a calculation that went wrong, not values. @param {string} cell */
const isBroken = (cell) =>
  /^[+-]?(nan|inf|infinity)$/i.test(cell) ||
  (isNumber(cell) && !Number.isFinite(Math.fround(Number(cell))));

/** @param {string} cell */
const isDecimalComma = (cell) => /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(cell);

/** A number with a currency, a per cent sign or separated thousands. @param {string} cell */
const isDressed = (cell) => /^[+-]?[^\p{L}\d]{0,2}\d[\d,.' ]*[^\p{L}\d]{0,2}$/u.test(cell);

/** Turns decimal commas into points, where commas do not separate cells. Left alone when there are points as well, or when
 * all commas could separate thousands.
 * @param {string[][]} rows changed in place
 * @returns {Problem[]} notes */
export function readDecimalCommas(rows) {
  const cells = rows.flat();
  const commas = cells.filter(isDecimalComma);
  const points = cells.some((cell) => isNumber(cell) && cell.includes('.'));
  if (points || commas.every((cell) => /,\d{3}$/.test(cell))) return [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (isDecimalComma(cell)) row[column] = cell.replace(',', '.');
    });
  }
  const values = { value: commas[0], better: commas[0].replace(',', '.') };
  return [problem('', 'decimal_commas', values)];
}

/** By code point, as every other tool sorts; not by the order of UTF-16 units.
 * @param {string} a
 * @param {string} b */
export function byCodePoint(a, b) {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const at = left.findIndex((code, i) => code !== right[i]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
}

/** What a column holds. Nine numbers and one word are numbers with a mistake; one number among words is a word.
 * @param {string[]} cells
 * @returns {'empty' | 'number' | 'boolean' | 'text'} */
export function kindOf(cells) {
  const present = cells.filter((cell) => !isMissing(cell));
  if (present.length === 0) return 'empty';
  const numbers = present.filter((cell) => isNumber(cell) || isBroken(cell)).length;
  if (2 * numbers > present.length) return 'number';
  return present.every((cell) => /^(true|false)$/i.test(cell)) ? 'boolean' : 'text';
}

/** The cells of a column that is taken for numbers; what is none is a problem.
 * @param {Table} table
 * @param {string[]} cells
 * @param {string} name
 * @param {Problem[]} problems
 * @param {string} [code] of the problem that a word is
 * @returns {number[]} NaN where missing */
export function readNumbers({ lines }, cells, name, problems, code = 'not_a_number') {
  /** @type {Problem[]} */
  const wrong = [];
  const numbers = cells.map((cell, i) => {
    const number = isNumber(cell) ? Number(cell) : Number.NaN;
    if (Number.isFinite(Math.fround(number)) || isMissing(cell)) return number;
    const path = `row ${lines[i]}, column ${name}`;
    const better = cell.replace(',', '.');
    if (isBroken(cell)) wrong.push(problem(path, 'not_finite', { value: cell }));
    else if (isDecimalComma(cell))
      wrong.push(problem(path, 'decimal_comma', { value: cell, better }));
    else wrong.push(problem(path, code, { value: cell, name }));
    return number;
  });
  addListed(problems, wrong);
  return numbers;
}

/** @param {Table} table
 * @param {number[]} columns
 * @param {Map<number, 'number' | 'category'>} said what columns hold that the study names
 * @param {Problem[]} problems
 * @param {Problem[]} notes
 * @returns {{x: Float32Array, names: string[]}} x [rows, names.length] */
export function encodeColumns(table, columns, said, problems, notes) {
  /** @type {{name: string, values: ArrayLike<number>}[]} */
  const parts = [];
  for (const column of columns) {
    const name = table.names[column];
    const cells = table.rows.map((row) => row[column]);
    const found = kindOf(cells);
    const kind = said.get(column) ?? found;
    if (found === 'empty') notes.push(problem(`column ${name}`, 'column_empty', { name }));
    else if (kind === 'category')
      parts.push(...encodeCategories(name, oneSpelling(found, cells), problems, notes));
    else if (kind === 'text') parts.push(...encodeText(name, cells, problems, notes));
    else {
      const numbers =
        found === 'boolean'
          ? cells.map((cell) => (isMissing(cell) ? Number.NaN : Number(/^true$/i.test(cell))))
          : readNumbers(table, cells, name, problems, found === 'text' ? 'said_number' : undefined);
      if (countsRows(numbers)) notes.push(problem(`column ${name}`, 'row_counter', { name }));
      parts.push({ name, values: fillGaps(name, numbers, notes) });
    }
  }
  const width = parts.length;
  const x = new Float32Array(table.rows.length * width);
  parts.forEach(({ values }, j) => {
    for (let i = 0; i < table.rows.length; i++) x[i * width + j] = values[i];
  });
  return { x, names: parts.map((part) => part.name) };
}

/** Whether a column only numbers the rows, as an index saved with the table does. @param {number[]} numbers */
function countsRows(numbers) {
  const enough = numbers.length >= ID_ROWS && Number.isInteger(numbers[0]);
  return enough && numbers.every((number, i) => number === numbers[0] + i);
}

/** Gaps get the median of the column's other rows.
 * @param {string} name
 * @param {number[]} numbers
 * @param {Problem[]} notes */
function fillGaps(name, numbers, notes) {
  const present = numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b);
  const count = numbers.length - present.length;
  if (count === 0 || present.length === 0) return numbers;
  const middle = present.length >> 1;
  const median =
    present.length % 2 === 1 ? present[middle] : present[middle - 1] / 2 + present[middle] / 2;
  notes.push(
    problem(`column ${name}`, 'gaps_filled', {
      count,
      name,
      median: Number(median.toPrecision(6)),
    }),
  );
  return numbers.map((number) => (Number.isNaN(number) ? median : number));
}

/** What looks like text: a category, unless it was meant to be a number.
 * @param {string} name
 * @param {string[]} cells
 * @param {Problem[]} problems
 * @param {Problem[]} notes */
function encodeText(name, cells, problems, notes) {
  const path = `column ${name}`;
  const present = cells.filter((cell) => !isMissing(cell));
  const comma = present.filter(isDecimalComma);
  if (2 * comma.length > present.length) {
    const better = comma[0].replace(',', '.');
    problems.push(problem(path, 'decimal_comma', { value: comma[0], better }));
    return [];
  }
  if (isBeyondCategories(present) && present.every(isDressed)) {
    problems.push(problem(path, 'dressed_number', { name, value: present[0] }));
    return [];
  }
  return encodeCategories(name, cells, problems, notes);
}

/** True and TRUE are one category. @param {ReturnType<typeof kindOf>} kind @param {string[]} cells */
const oneSpelling = (kind, cells) =>
  kind === 'boolean' ? cells.map((cell) => cell.toLowerCase()) : cells;

/** Texts that never repeat are names or ids. @param {string[]} present */
const areIds = (present) => present.length >= ID_ROWS && new Set(present).size === present.length;

/** @param {string[]} present */
const isBeyondCategories = (present) => areIds(present) || new Set(present).size > MAX_CATEGORIES;

/** One column for each category; numbers in their order, as they are spelt: 01 is not 1.
 * @param {string} name
 * @param {string[]} cells
 * @param {Problem[]} problems
 * @param {Problem[]} notes */
function encodeCategories(name, cells, problems, notes) {
  const path = `column ${name}`;
  const present = cells.filter((cell) => !isMissing(cell));
  if (areIds(present)) {
    problems.push(problem(path, 'id_column', { name, example: present[0] }));
    return [];
  }
  const distinct = new Set(present).size;
  if (distinct > MAX_CATEGORIES) {
    problems.push(
      problem(path, 'too_many_categories', { name, count: distinct, high: MAX_CATEGORIES }),
    );
    return [];
  }
  const words = cells.map((cell) => (isMissing(cell) ? MISSING_NAME : cell));
  const isNumeric = present.every(isNumber);
  const rank = (/** @type {string} */ word) =>
    isNumeric && word !== MISSING_NAME ? Number(word) : -Infinity;
  const categories = [...new Set(words)].sort((a, b) => rank(a) - rank(b) || byCodePoint(a, b));
  notes.push(problem(path, 'one_hot', { name, count: categories.length }));
  return categories.map((category) => ({
    name: `${name}=${category}`,
    values: words.map((word) => Number(word === category)),
  }));
}
