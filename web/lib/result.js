/** What a run leaves behind: the result file, its fingerprint, the leaderboard, the trials as a table. Pure functions. */

/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./types').TestResult} TestResult */
/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').Best} Best */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./pool.js').Outcome} Outcome */
/** @typedef {import('./pool.js').FoldNumbers} FoldNumbers */
/** @typedef {'maximize' | 'minimize'} Direction */
/** @typedef {{ names: string[], metric: number }} Metrics the metrics' names in schema order, and the row that scores */

export const VERSION = '0.1.0';

/**
 * A trial as the events and the result file tell it.
 * @param {{ number: number, params: Params }} asked
 * @param {{ outcome: Outcome, seconds: number }} answer
 * @param {Metrics} metrics
 * @returns {TrialResult & { bytes?: number }} bytes: what it would have needed, when memory is the reason
 */
export function trialResult({ number, params }, { outcome, seconds }, metrics) {
  const folds = outcome.folds.map((fold) => foldResult(fold, metrics));
  const value = finiteOrNull(outcome.value);
  const reason = outcome.reason ?? (value === null ? 'undefined' : undefined);
  return {
    number,
    state: reason ? 'failed' : 'complete',
    params,
    value: reason ? null : value,
    std: reason ? null : deviation(folds.map(({ score }) => score ?? 0)),
    folds,
    parameters: outcome.parameters,
    hash: reason ? null : (outcome.hash ?? null),
    ...(reason && { reason }),
    ...(outcome.bytes !== undefined && { bytes: outcome.bytes }),
    seconds,
  };
}

/** @param {FoldNumbers} fold @param {Metrics} metrics */
function foldResult({ bestEpoch, metrics, curve }, { names, metric }) {
  return {
    score: finiteOrNull(metrics?.[metric]),
    best_epoch: bestEpoch,
    metrics: metrics ? metricsOf(metrics, names) : {},
    curve: rowsOf(curve),
  };
}

/**
 * The test of the refitted best configuration; null when the refit failed.
 * @param {{ outcome: Outcome, seconds: number }} answer @param {Metrics} metrics @param {string[]} classes
 * @returns {TestResult | null}
 */
export function testResult({ outcome, seconds }, metrics, classes) {
  const [fold] = outcome.folds;
  if (outcome.reason || !fold?.metrics) return null;
  return {
    metrics: metricsOf(fold.metrics, metrics.names),
    confusion: outcome.confusion ? squareOf(outcome.confusion, classes.length) : null,
    classes: outcome.classes ? classReport(outcome.classes, classes) : null,
    epochs: fold.curve.length / 3,
    parameters: outcome.parameters,
    curve: rowsOf(fold.curve),
    hash: outcome.hash ?? '',
    seconds,
  };
}

/** @param {Int32Array} counts [C, C] @param {number} size C */
function squareOf(counts, size) {
  return Array.from({ length: size }, (_, c) => [...counts.subarray(c * size, (c + 1) * size)]);
}

/** @param {Float64Array} numbers [C, 4] @param {string[]} names */
function classReport(numbers, names) {
  return names.map((name, c) => {
    const [precision, recall, f1, rows] = numbers.subarray(4 * c, 4 * c + 4);
    return { name, precision, recall, f1, rows };
  });
}

/** The metrics that the task has, by name. @param {Float64Array} values @param {string[]} names */
function metricsOf(values, names) {
  return Object.fromEntries(
    names.flatMap((name, m) => (Number.isFinite(values[m]) ? [[name, values[m]]] : [])),
  );
}

/** [E, 3] as rows, null where not measured. @param {Float32Array} curve @returns {(number | null)[][]} */
export function rowsOf(curve) {
  return Array.from({ length: curve.length / 3 }, (_, epoch) => [
    finiteOrNull(curve[3 * epoch]),
    finiteOrNull(curve[3 * epoch + 1]),
    finiteOrNull(curve[3 * epoch + 2]),
  ]);
}

/** @param {number | undefined} value */
function finiteOrNull(value) {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Population standard deviation. @param {number[]} values */
function deviation(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / values.length);
}

/**
 * The best complete trial, the earliest of equals.
 * @param {readonly { number: number, state: string, value: number | null, params: Params }[]} trials
 * @param {Direction} direction
 */
export function bestOf(trials, direction) {
  let best = /** @type {Best | null} */ (null);
  for (const { number, state, value, params } of trials) {
    if (state !== 'complete' || value === null) continue;
    if (!best || isBetter(direction, { number, value }, best)) best = { number, value, params };
  }
  return best;
}

/**
 * Whether a trial beats another; of equals the earlier does.
 * @param {Direction} direction @param {Omit<Best, 'params'>} trial @param {Omit<Best, 'params'>} other
 */
export function isBetter(direction, trial, other) {
  if (trial.value === other.value) return trial.number < other.number;
  return direction === 'maximize' ? trial.value > other.value : trial.value < other.value;
}

/**
 * Complete trials, the best first, equals by number.
 * @template {{ state?: string, value?: number | null, number: number }} T
 * @param {readonly T[]} trials @param {Direction} direction @returns {T[]}
 */
export function leaderboard(trials, direction) {
  const sign = direction === 'maximize' ? -1 : 1;
  return trials
    .filter(({ state, value }) => state === 'complete' && typeof value === 'number')
    .sort((a, b) => sign * (Number(a.value) - Number(b.value)) || a.number - b.number);
}

/**
 * The text whose hash is the fingerprint: the result with sorted keys and without what depends on the machine. Curves are
 * left out too: the hash of each trial's weights stands for them.
 * @param {Omit<Result, 'fingerprint'>} result
 */
export function fingerprintText({ state, study, data, best, test, trials }) {
  const kept = trials.map(({ seconds: _, folds, ...trial }) => ({
    ...trial,
    folds: folds.map(({ curve: _, ...fold }) => fold),
  }));
  const { seconds: _, curve: __, ...tested } = test ?? {};
  return canonical({ state, study, data, best, test: test && tested, trials: kept });
}

/** JSON with the keys of every object in order. @param {unknown} value */
function canonical(value) {
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const keys = Object.keys(inner).sort();
    return Object.fromEntries(keys.map((key) => [key, inner[key]]));
  });
}

const DIGITS = 7; // of the numbers in curves, which are 32-bit floats

/**
 * The text of a result file: indented, but a list of numbers, a matrix or a curve on a line of its own.
 * @param {Result} result
 */
export function resultText(result) {
  const indented = JSON.stringify(
    result,
    (key, value) => (key === 'curve' ? rounded(value) : value),
    1,
  );
  // Line ends stand between the values of JSON, never inside them.
  const lists = indented.replace(
    /\[\n\s*([^[\]{}]*?)\n\s*\]/g,
    (_, inside) => `[${joined(inside)}]`,
  );
  const matrix = /\[\n\s*(\[[^[\]{}\n]*\](?:,\n\s*\[[^[\]{}\n]*\])*)\n\s*\]/g;
  return `${lists.replace(matrix, (_, inside) => `[${joined(inside)}]`)}\n`;
}

/** @param {string} lines */
const joined = (lines) => lines.replace(/\n\s*/g, ' ');

/** @param {unknown} curve */
function rounded(curve) {
  if (!Array.isArray(curve)) return curve;
  const short = (/** @type {number | null} */ v) =>
    v === null ? null : Number(v.toPrecision(DIGITS));
  return curve.map((row) => row.map(short));
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
  head.push('params', ...splits, 'mean_test_score', 'std_test_score', 'rank_test_score', 'hash');
  const rank = ranks(trials, study.objective.direction);
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
