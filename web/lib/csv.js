/** A table from the text of a CSV file: which columns are numbers, which are text, what is missing, what is predicted. */
import Papa from 'papaparse';
import { encodeColumns, isMissing, readDecimalCommas } from './csv-columns.js';
import { isHeader } from './csv-header.js';
import { readTarget } from './csv-target.js';
import { addListed, list, nearest, problem } from './problems.js';
import { cutWindows } from './window.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Dataset} Dataset */

/** @typedef {import('./window.js').WindowOptions & TableOptions} CsvOptions */

/** @typedef {object} TableOptions
 * @property {string | number} [target] column by name, or by number from 1; the last if left out
 * @property {string} [task] 'classification' or 'regression'
 * @property {boolean} [header] whether the first row holds names; found if left out
 * @property {(string | number)[]} [drop] columns to ignore
 * @property {Record<string, 'number' | 'category'>} [columns] what they hold, by name or by number; found if left out
 * @property {string} [id]
 * @property {string} [title]
 * @property {string[]} [class_names] the order of the classes, if it is known
 * @property {number[]} [shape] of one row, for pictures
 * @property {number} [test_rows] the last so many rows are for testing */

/** The rows of a file under the names of its columns.
 * @typedef {object} Table
 * @property {string[]} names
 * @property {string[][]} rows trimmed cells
 * @property {number[]} lines numbers of these rows in the file, counted from 1
 * @property {Problem[]} notes what was done to the whole of the file */

/** Reads a CSV file. Any delimiter that Papa Parse finds, quotes, a byte-order mark, empty lines, remarks at the top. Row numbers in problems count
 * as a spreadsheet does, header included.
 * @param {string} text
 * @param {CsvOptions} options
 * @param {Problem[]} problems mistakes of the file are added here
 * @returns {Dataset | null} null when there are any */
export function datasetFromCsv(text, options, problems) {
  const before = problems.length;
  const table = readTable(text, options, problems);
  if (!table || problems.length > before) return null;
  const target = columnIndex(
    table.names,
    options.target ?? table.names.length,
    'data.target',
    problems,
  );
  const dropped = (options.drop ?? []).map((name, i) =>
    columnIndex(table.names, name, `data.drop.${i}`, problems),
  );
  const kinds = kindsOf(table.names, target, options.columns, problems);
  if (problems.length > before) return null;
  if (dropped.includes(target)) {
    problems.push(problem('data.drop', 'target_dropped', { name: table.names[target] }));
    return null;
  }
  return buildDataset(table, target, dropped, options, kinds, problems);
}

/** What the study says of single columns, by their places. Of the target "data.task" says it.
 * @param {string[]} names
 * @param {number} target
 * @param {TableOptions['columns']} columns
 * @param {Problem[]} problems
 * @returns {Map<number, 'number' | 'category'>} */
function kindsOf(names, target, columns = {}, problems) {
  const kinds = new Map();
  for (const [name, kind] of Object.entries(columns)) {
    const path = `data.columns.${name}`;
    const at = columnIndex(names, name, path, problems);
    if (at >= 0 && at === target)
      problems.push(problem(path, 'column_is_target', { name: names[at] }));
    kinds.set(at, kind);
  }
  return kinds;
}

/** @param {Table} whole
 * @param {number} target
 * @param {number[]} dropped
 * @param {CsvOptions} options
 * @param {Map<number, 'number' | 'category'>} kinds of columns that the study names
 * @param {Problem[]} problems
 * @returns {Dataset | null} */
function buildDataset(whole, target, dropped, options, kinds, problems) {
  const before = problems.length;
  const window = Math.max(0, options.window ?? 0);
  const notes = [...whole.notes];
  const name = whole.names[target];
  const { table, kept } = rowsWith(whole, target);
  if (kept.length < whole.rows.length && window === 0) {
    const count = whole.rows.length - kept.length;
    notes.push(problem(`column ${name}`, 'rows_dropped', { count, name }));
  }
  if (table.rows.length < 2) {
    problems.push(problem('data.source', 'too_few_rows', { rows: table.rows.length }));
    return null;
  }
  const predicted = readTarget(table, target, options, problems);
  // In a series a row without a target still is a step, and the target up to now is an input.
  const forecast = window > 0 && predicted?.task === 'regression';
  const columns = whole.names
    .map((_, i) => i)
    .filter((i) => (forecast || i !== target) && !dropped.includes(i));
  const inputs = encodeColumns(window > 0 ? whole : table, columns, kinds, problems, notes);
  if (problems.length === before && inputs.names.length === 0) {
    problems.push(problem('data.source', 'no_features', { name }));
  }
  if (!predicted || problems.length > before) return null;
  const features = inputs.names.length;
  const plain = {
    id: options.id ?? 'csv',
    title: options.title ?? options.id ?? 'CSV',
    task: predicted.task,
    rows: table.rows.length,
    features,
    test_rows: options.test_rows ?? 0,
    x: options.shape ? asBytes(inputs.x) : inputs.x,
    y: predicted.y,
    classes: predicted.classes,
    feature_names: inputs.names,
    target: name,
    shape: options.shape ?? [features],
    notes,
  };
  if (window === 0) return plain;
  const y = new Float32Array(whole.rows.length).fill(Number.NaN);
  for (const [i, row] of kept.entries()) y[row] = predicted.y[i];
  const series = { x: inputs.x, columns: features, y, target: name };
  const windows = cutWindows(series, { ...options, window }, problems, notes);
  return windows && { ...plain, ...windows };
}

/** The rows that have a value to predict, and which they are.
 * @param {Table} whole
 * @param {number} target */
function rowsWith(whole, target) {
  const kept = whole.rows.flatMap((row, i) => (isMissing(row[target]) ? [] : [i]));
  const rows = kept.map((i) => whole.rows[i]);
  return { kept, table: { ...whole, rows, lines: kept.map((i) => whole.lines[i]) } };
}

/** Pictures stay bytes if every pixel is one. @param {Float32Array} x */
function asBytes(x) {
  const bytes = Uint8Array.from(x);
  return bytes.every((byte, i) => byte === x[i]) ? bytes : x;
}

/** @param {string} text
 * @param {CsvOptions} options
 * @param {Problem[]} problems
 * @returns {Table | null} */
function readTable(text, options, problems) {
  const { cells, broken, delimiter, remarks } = parseBelowRemarks(text.replace(/^\uFEFF/, ''));
  addListed(
    problems,
    broken.map((row) => problem(`row ${row}`, 'csv_quotes')),
  );
  if (broken.length > 0) return null;
  const lines = cells.flatMap((row, i) => (row.every((cell) => cell === '') ? [] : [i]));
  if (lines.length === 0) {
    problems.push(problem('data.source', 'csv_empty'));
    return null;
  }
  const filled = lines.map((i) => cells[i]);
  dropEmptyEnd(filled);
  const notes = delimiter === ',' ? [] : readDecimalCommas(filled);
  if (remarks > 0) notes.push(problem('', 'remarks_skipped', { count: remarks }));
  const [top, ...others] = filled;
  const named = options.header ?? isHeader(top, others);
  const body = named ? lines.slice(1) : lines;
  if (body.length === 0) {
    problems.push(problem('data.source', 'csv_header_only', { columns: top.length }));
    return null;
  }
  const ragged = body.filter((i) => cells[i].length !== top.length);
  addListed(
    problems,
    ragged.map((i) =>
      problem(`row ${i + 1}`, 'csv_ragged', { found: cells[i].length, expected: top.length }),
    ),
  );
  const names = top.map((cell, i) =>
    named && cell !== '' ? cell.replaceAll(/\s+/g, ' ') : `column_${i + 1}`,
  );
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) {
      const values = { name, first: names.indexOf(name) + 1, second: i + 1 };
      problems.push(problem(`column ${name}`, 'csv_column_twice', values));
    }
  });
  if (names.length === 1 && !(Number(options.window) > 0))
    problems.push(problem('data.source', 'csv_one_column', { name: names[0] }));
  return { names, rows: body.map((i) => cells[i]), lines: body.map((i) => i + 1), notes };
}

/** The cells of a text, trimmed. Lines at the top that begin with # are remarks; the last of them is the header if it has a cell
 * for each column and no header follows. A remark leaves an empty row, so that the others keep their numbers.
 * @param {string} text */
function parseBelowRemarks(text) {
  const top = /^(?:#.*(?:\r\n?|\n))*/.exec(text)?.[0] ?? '';
  const { data, errors, meta } = parse(text.slice(top.length));
  const marked = top.split(/\r\n?|\n/).slice(0, -1);
  const last = parse(marked.at(-1) ?? '', meta.delimiter).data;
  const [first = [], ...others] = data.filter((row) => row.some((cell) => cell !== ''));
  const named = first.length > 1 && last[0]?.length === first.length && !isHeader(first, others);
  const remarks = marked.length - (named ? 1 : 0);
  const empty = Array.from({ length: remarks }, () => ['']);
  const cells = [...empty, ...(named ? last : []), ...data];
  const quotes = errors.filter(({ type }) => type === 'Quotes');
  const broken = quotes.map(({ row = 0 }) => row + marked.length + 1);
  return { cells, broken, delimiter: meta.delimiter, remarks };
}

/** @param {string} text @param {string} [delimiter] found if left out */
function parse(text, delimiter) {
  const { data, ...rest } = Papa.parse(text, { skipEmptyLines: false, delimiter });
  const rows = /** @type {string[][]} */ (data);
  return { ...rest, data: rows.map((row) => row.map((cell) => cell.trim())) };
}

/** A delimiter at the end of every row begins no column. @param {string[][]} rows */
function dropEmptyEnd(rows) {
  const width = rows[0].length;
  if (rows.some((row) => row.length !== width || row[width - 1] !== '')) return;
  for (const row of rows) row.pop();
  dropEmptyEnd(rows);
}

/** @param {string[]} names
 * @param {string | number} wanted
 * @param {string} path of the field that names it
 * @param {Problem[]} problems
 * @returns {number} */
function columnIndex(names, wanted, path, problems) {
  const named = names.indexOf(String(wanted));
  if (named >= 0) return named;
  const number = Number(wanted);
  if (Number.isInteger(number) && number >= 1 && number <= names.length) return number - 1;
  const hint = nearest(String(wanted), names);
  problems.push(
    problem(path, 'no_such_column', { name: String(wanted), hint, names: list(names) }),
  );
  return -1;
}
