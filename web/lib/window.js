/** Windows over a series: so many rows of a table, one after the other in the order of the file, are one row of the data set; what
 * is predicted is the target of a later row. */
import { problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */

/** @typedef {object} WindowOptions
 * @property {number} [window] rows in a window; 0 or less for none
 * @property {number} [horizon] so many rows after the last one of the window stands the target; 1 if left out or 0
 * @property {number} [test_fraction] share of the windows that are for testing, the last ones
 * @property {number} [test_rows] the windows with these targets are for testing; goes before test_fraction */

/** @typedef {object} Series
 * @property {Float32Array} x [rows, columns]
 * @property {number} columns
 * @property {Float32Array} y [rows]; NaN where there is nothing to predict
 * @property {string} target name of the column that y is from */

/** What they make of a data set.
 * @typedef {Pick<import('./types.js').Dataset, 'rows' | 'features' | 'shape' | 'y' | 'test_rows'> & {x: Float32Array}} Windows */

/** Above this many bytes no data set is begun: beside it nothing could be trained in the core's four gigabytes. */
const MAX_BYTES = 2 ** 31;

/** Cuts the windows. Those whose rows or target reach into the windows for testing are left out of training, so that what is tested
 * was never seen.
 * @param {Series} series
 * @param {WindowOptions & {window: number}} options
 * @param {Problem[]} problems
 * @param {Problem[]} notes
 * @returns {Windows | null} */
export function cutWindows({ x, columns, y, target }, options, problems, notes) {
  const { window } = options;
  const horizon = options.horizon || 1;
  const span = window + horizon;
  /** @type {number[]} */
  const firsts = [];
  for (let i = 0; i + span <= y.length; i++) {
    if (!Number.isNaN(y[i + span - 1])) firsts.push(i);
  }
  if (firsts.length < 2) {
    const values = { window, horizon, rows: y.length, least: span + 1 };
    problems.push(problem('data.window', 'window_too_long', values));
    return null;
  }
  const test_rows = countTests(firsts.length, options);
  const border = test_rows > 0 ? firsts[firsts.length - test_rows] : Number.POSITIVE_INFINITY;
  const kept = firsts.filter((i) => i >= border || i + span <= border);
  const rows = kept.length;
  if (rows - test_rows < 2) {
    const values = { windows: firsts.length, test: test_rows, rows: rows - test_rows };
    problems.push(problem('data.window', 'window_leaves_few', values));
    return null;
  }
  const features = window * columns;
  if (rows * features * 4 > MAX_BYTES) {
    problems.push(problem('data.window', 'windows_too_large', { bytes: rows * features * 4 }));
    return null;
  }
  const aimless = y.length - span + 1 - firsts.length;
  notes.push(problem('', 'windows', { window, horizon }));
  if (aimless > 0) {
    notes.push(problem(`column ${target}`, 'rows_dropped', { count: aimless, name: target }));
  }
  if (rows < firsts.length) {
    notes.push(problem('', 'windows_left_out', { count: firsts.length - rows }));
  }
  const pieces = new Float32Array(rows * features);
  kept.forEach((i, row) => {
    pieces.set(x.subarray(i * columns, i * columns + features), row * features);
  });
  const targets = Float32Array.from(kept, (i) => y[i + span - 1]);
  return { rows, features, shape: [window, columns], x: pieces, y: targets, test_rows };
}

/** A share of the windows is one window at least. @param {number} windows @param {WindowOptions} options */
function countTests(windows, { test_rows = 0, test_fraction = 0 }) {
  if (test_rows > 0) return Math.min(test_rows, windows);
  return test_fraction > 0 ? Math.max(1, Math.round(test_fraction * windows)) : 0;
}
