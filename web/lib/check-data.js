/** Checks the "data" of a study: where its rows come from. What is in them is checked when they are read. */
import { checkFields, section } from './check-fields.js';
import { fail, nameProblem } from './check-values.js';
import { checkKeys, isObject, isRef, join, list, nearest, show } from './problems.js';

/** @typedef {import('./check-values.js').Context} Context */

/** Keys of "data" that are for the reader of CSV files alone and so no fields of the core. An object without a table is a list.
 * @type {import('./types.js').Field[]} */
export const CSV_FIELDS = [
  {
    name: 'header',
    type: 'bool',
    help: 'whether the first row of a CSV file names the columns; found from the file if left out',
  },
  {
    name: 'drop',
    type: 'object',
    help: 'a list of the columns of a CSV file to ignore, by name or by number',
  },
  {
    name: 'columns',
    type: 'object',
    help: 'what columns of a CSV file hold, by name or by number: "number" or "category"; found from the file if left out',
  },
];

/** What a column may be said to hold. */
export const COLUMN_KINDS = ['number', 'category'];

/** @param {Context} context
 * @param {unknown} json
 * @param {readonly string[]} [datasets] */
export function checkData(context, json, datasets) {
  const data = section(context, json, 'data');
  if (!data) return {};
  const own = [...CSV_FIELDS, ...context.schema.sections.text].map((field) => field.name);
  const fields = context.schema.sections.data.filter(
    ({ name }) => name !== 'source' && name !== 'target',
  );
  const filled = checkFields(context, fields, data, 'data', {
    tunable: false,
    extra: ['source', 'target', ...own],
  });
  const text = checkText(context, data);
  checkSource(context, data.source, datasets);
  if (data.task !== undefined) {
    const wrong = nameProblem(data.task, ['classification', 'regression']);
    if (wrong) fail(context, 'data.task', wrong.code, wrong.values);
  }
  if (data.header !== undefined && typeof data.header !== 'boolean') {
    fail(context, 'data.header', 'expected_boolean', { value: show(data.header) });
  }
  if (data.target !== undefined) checkColumn(context, data.target, 'data.target');
  if (data.drop !== undefined && !Array.isArray(data.drop)) {
    fail(context, 'data.drop', 'expected_list', { value: show(data.drop) });
  } else {
    for (const [i, column] of (data.drop ?? []).entries())
      checkColumn(context, column, `data.drop.${i}`);
  }
  checkColumns(context, data.columns);
  const { header, target, drop, columns } = data;
  const given = Object.entries({ target, header, drop, columns }).filter(
    ([, value]) => value !== undefined,
  );
  return { source: data.source, ...Object.fromEntries(given), ...filled, ...text };
}

/** Numbers of words below this are padding, the start of a row and the unknown word. */
const FIRST_WORD = 3;

/** How a trial sees a text: unlike the rest of "data" this may differ from trial to trial.
 * @param {Context} context
 * @param {Record<string, any>} data */
function checkText(context, data) {
  const fields = context.schema.sections.text;
  const names = fields.map(({ name }) => name);
  const own = Object.fromEntries(Object.entries(data).filter(([key]) => names.includes(key)));
  const filled = checkFields(context, fields, own, 'data', { tunable: true });
  checkWords(context, filled.num_words);
  return filled;
}

/** So few words that those without a meaning of their own have no place are not possible; 0 stands for another number.
 * @param {Context} context
 * @param {unknown} words a number or a parameter */
function checkWords(context, words) {
  const few = (/** @type {unknown} */ value) => value === 1 || value === 2;
  /** @param {string} path
   * @param {unknown} value
   * @param {Record<string, string>} [use] */
  const refuse = (path, value, use) =>
    fail(context, path, 'num_words_few', { value: String(value), low: FIRST_WORD, ...use });
  if (!isRef(words)) {
    if (few(words)) refuse('data.num_words', words);
    return;
  }
  const { low = 0, high = 0, choices = [] } = context.space.get(words.param) ?? {};
  const path = `space.${words.param}`;
  const use = { use: 'data.num_words' };
  choices.forEach((choice, i) => few(choice) && refuse(`${path}.choices.${i}`, choice, use));
  if (low >= 0 && low < FIRST_WORD && high > 0) refuse(`${path}.low`, Math.max(low, 1), use);
}

/** @param {Context} context
 * @param {unknown} column
 * @param {string} path */
function checkColumn(context, column, path) {
  const good =
    typeof column === 'string' ? column !== '' : Number.isInteger(column) && Number(column) > 0;
  if (!good) fail(context, path, 'expected_column', { value: show(column) });
}

/** @param {Context} context
 * @param {unknown} columns kinds by the names of columns */
function checkColumns(context, columns) {
  const path = 'data.columns';
  if (columns === undefined) return;
  if (!isObject(columns)) fail(context, path, 'expected_columns', { value: show(columns) });
  else
    for (const [column, kind] of Object.entries(columns)) {
      const wrong = nameProblem(kind, COLUMN_KINDS);
      if (wrong) fail(context, join(path, column), wrong.code, wrong.values);
    }
}

/** @param {Context} context
 * @param {unknown} source
 * @param {readonly string[]} [datasets] */
function checkSource(context, source, datasets) {
  const path = 'data.source';
  if (source === undefined) fail(context, path, 'missing', { key: 'source' });
  else if (isObject(source) && ('batches' in source || 'test' in source)) {
    checkBatches(context, source, path);
  } else if (isObject(source)) {
    checkKeys(context.errors, source, ['images', 'labels', 'test_images', 'test_labels'], path);
    const tests = 'test_images' in source || 'test_labels' in source;
    for (const key of ['images', 'labels', ...(tests ? ['test_images', 'test_labels'] : [])]) {
      const value = source[key];
      if (value === undefined) fail(context, join(path, key), 'missing', { key });
      else checkName(context, value, join(path, key));
    }
  } else if (typeof source !== 'string' || source.trim() === '') {
    fail(context, path, 'expected_source', { value: show(source) });
  } else if (datasets && !datasets.includes(source) && !looksLikeFile(source)) {
    fail(context, path, 'unknown_dataset', { value: source, ...datasetHint(source, datasets) });
  }
}

/** The files of CIFAR-10.
 * @param {Context} context
 * @param {Record<string, unknown>} source
 * @param {string} path */
function checkBatches(context, source, path) {
  checkKeys(context.errors, source, ['batches', 'test'], path);
  const { batches, test } = source;
  const place = join(path, 'batches');
  if (batches === undefined) fail(context, place, 'missing', { key: 'batches' });
  else if (!Array.isArray(batches)) checkName(context, batches, place);
  else if (batches.length === 0) fail(context, place, 'batches_empty');
  else for (const [i, file] of batches.entries()) checkName(context, file, join(place, i));
  if (test !== undefined) checkName(context, test, join(path, 'test'));
}

/** @param {Context} context
 * @param {unknown} file
 * @param {string} path */
function checkName(context, file, path) {
  const good = typeof file === 'string' && file !== '';
  if (!good) fail(context, path, 'expected_text', { value: show(file) });
}

/** Whether a source is a path or address and not the name of a built-in set. @param {string} source */
export const looksLikeFile = (source) => /[./\\]/.test(source);

/** @param {string} source
 * @param {readonly string[]} names */
export const datasetHint = (source, names) => ({
  hint: nearest(source, names),
  allowed: list(names),
});
