/** The target column of a table: classes or numbers. */
import { byCodePoint, isNumber, kindOf, readNumbers } from './csv-columns.js';
import { problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./csv-columns.js').Table} Table */

/** Up to so many different whole numbers are taken for classes. */
const CLASS_NUMBERS = 20;
const MAX_CLASSES = 255;

/** @param {Table} table rows whose target is not missing
 * @param {number} column
 * @param {import('./csv.js').CsvOptions} options
 * @param {Problem[]} problems
 * @returns {{task: 'classification' | 'regression', y: Float32Array, classes: string[]} | null} */
export function readTarget(table, column, options, problems) {
  const name = table.names[column];
  const cells = table.rows.map((row) => row[column]);
  const kind = kindOf(cells);
  const before = problems.length;
  const numbers = kind === 'number' ? readNumbers(table, cells, name, problems) : null;
  if (problems.length > before) return null;
  const task = options.task ?? (numbers && !areClasses(numbers) ? 'regression' : 'classification');
  if (task === 'regression') {
    if (numbers) return { task, y: Float32Array.from(numbers), classes: [] };
    const example = cells.find((cell) => !isNumber(cell)) ?? '';
    problems.push(problem('data.target', 'target_not_numeric', { name, example }));
    return null;
  }
  const words = numbers
    ? numbers.map(String)
    : cells.map((cell) => (kind === 'boolean' ? cell.toLowerCase() : cell));
  return readClasses(words, numbers !== null, name, options.class_names, problems);
}

/** @param {number[]} numbers */
function areClasses(numbers) {
  const distinct = new Set(numbers);
  return (
    distinct.size <= CLASS_NUMBERS &&
    numbers.every(Number.isInteger) &&
    numbers.length >= 2 * distinct.size
  );
}

/** @param {string[]} words
 * @param {boolean} numeric
 * @param {string} name
 * @param {string[] | undefined} known
 * @param {Problem[]} problems
 * @returns {{task: 'classification', y: Float32Array, classes: string[]} | null} */
function readClasses(words, numeric, name, known, problems) {
  const sorted = [...new Set(words)].sort(numeric ? (a, b) => Number(a) - Number(b) : byCodePoint);
  const classes = known && sorted.every((word) => known.includes(word)) ? known : sorted;
  if (sorted.length < 2) {
    problems.push(problem('data.target', 'one_class', { name, value: sorted[0] }));
  } else if (
    classes.length > MAX_CLASSES ||
    (classes.length > 20 && classes.length * 2 > words.length)
  ) {
    problems.push(
      problem('data.target', 'too_many_classes', {
        name,
        count: classes.length,
        rows: words.length,
      }),
    );
  } else {
    const index = new Map(classes.map((word, i) => [word, i]));
    const y = Float32Array.from(words, (word) => index.get(word) ?? 0);
    return { task: 'classification', y, classes };
  }
  return null;
}
