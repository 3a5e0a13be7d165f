/** Checks the "data" of a study: where its rows come from. What is in them is checked when they are read. */
import { checkFields, section } from './check-fields.js';
import { fail, nameProblem } from './check-values.js';
import { checkKeys, isObject, join, list, nearest, show } from './problems.js';

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
];

/** @param {Context} context
 * @param {unknown} json
 * @param {readonly string[]} [datasets] */
export function checkData(context, json, datasets) {
  const data = section(context, json, 'data');
  if (!data) return {};
  const own = CSV_FIELDS.map((field) => field.name);
  const fields = context.schema.sections.data.filter(
    ({ name }) => name !== 'source' && name !== 'target',
  );
  const filled = checkFields(context, fields, data, 'data', {
    tunable: false,
    extra: ['source', 'target', ...own],
  });
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
  const { header, target, drop } = data;
  const given = Object.entries({ target, header, drop }).filter(([, value]) => value !== undefined);
  return { source: data.source, ...Object.fromEntries(given), ...filled };
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
 * @param {unknown} source
 * @param {readonly string[]} [datasets] */
function checkSource(context, source, datasets) {
  const path = 'data.source';
  if (source === undefined) fail(context, path, 'missing', { key: 'source' });
  else if (isObject(source)) {
    checkKeys(context.errors, source, ['images', 'labels', 'test_images', 'test_labels'], path);
    const tests = 'test_images' in source || 'test_labels' in source;
    for (const key of ['images', 'labels', ...(tests ? ['test_images', 'test_labels'] : [])]) {
      const value = source[key];
      if (value === undefined) fail(context, join(path, key), 'missing', { key });
      else if (typeof value !== 'string' || value === '') {
        fail(context, join(path, key), 'expected_text', { value: show(value) });
      }
    }
  } else if (typeof source !== 'string' || source.trim() === '') {
    fail(context, path, 'expected_source', { value: show(source) });
  } else if (datasets && !datasets.includes(source) && !looksLikeFile(source)) {
    fail(context, path, 'unknown_dataset', { value: source, ...datasetHint(source, datasets) });
  }
}

/** Whether a source is a path or address and not the name of a built-in set. @param {string} source */
export const looksLikeFile = (source) => /[./\\]/.test(source);

/** @param {string} source
 * @param {readonly string[]} names */
export const datasetHint = (source, names) => ({
  hint: nearest(source, names),
  allowed: list(names),
});
