/** What a run leaves behind: the result file, its fingerprint, the leaderboard. Pure functions. */
import { firstObjective, isClock, objectivesOf } from './objectives.js';

/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./types').TestResult} TestResult */
/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').Best} Best */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./pool.js').Outcome} Outcome */
/** @typedef {import('./pool.js').FoldNumbers} FoldNumbers */
/** @typedef {Omit<import('./types').FoldResult, 'curve' | 'seconds'>} BareFold */
/** @typedef {Omit<TrialResult, 'seconds' | 'folds' | 'values'> & { folds: BareFold[], values?: (number | null)[] | null }} BareTrial */
/** @typedef {'maximize' | 'minimize'} Direction */
/** @typedef {{ names: string[], metric: number }} Metrics the metrics' names in schema order, and the row that scores */
/** @typedef {Metrics & { objectives: import('./types').Objective[] }} Scores */

/** search.target is not used. */
const OFF = 1e30;
/** The reason of trials that search.trial_time_limit_s ended. */
const OVER_TIME = 'time_limit';

export const VERSION = '0.1.0';

/**
 * A trial as the events and the result file tell it.
 * @param {{ number: number, params: Params }} asked
 * @param {{ outcome: Outcome, seconds: number }} answer
 * @param {Scores} metrics
 * @returns {TrialResult}
 */
export function trialResult({ number, params }, { outcome, seconds }, metrics) {
  const folds = outcome.folds.map((fold) => foldResult(fold, metrics));
  const value = finiteOrNull(outcome.value);
  const values = valuesOf(metrics.objectives, { outcome, seconds, folds });
  const { pruned } = outcome;
  const scores = folds.map(({ score }) => score);
  const isUnknown = value === null || (!pruned && values?.includes(null));
  const reason = outcome.reason ?? (isUnknown ? 'undefined' : undefined);
  const isCut = outcome.reason === OVER_TIME && !isUnknown && !values?.includes(null);
  const isFailed = reason !== undefined && !isCut;
  return {
    number,
    state: isFailed ? 'failed' : pruned ? 'pruned' : 'complete',
    params,
    value: isFailed ? null : value,
    ...(values && { values: isFailed || values.includes(null) ? null : values.map(Number) }),
    std: isFailed || scores.includes(null) ? null : deviation(scores.map(Number)),
    folds,
    parameters: outcome.parameters,
    hash: isFailed ? null : (outcome.hash ?? null),
    ...(!isFailed && pruned && { step: pruned }),
    ...(reason && { reason }),
    ...(outcome.bytes !== undefined && { bytes: outcome.bytes }),
    seconds,
  };
}

/** How many trials a clock ended: with any of them a study cannot be repeated exactly. @param {readonly TrialResult[]} trials */
export function overTime(trials) {
  return trials.filter(({ reason }) => reason === OVER_TIME).length;
}

/**
 * By several objectives: a metric is the mean of the folds, as the first is; null where one has none.
 * @param {Scores['objectives']} objectives
 * @param {{ outcome: Outcome, seconds: number, folds: BareFold[] }} trial
 */
function valuesOf(objectives, { outcome, seconds, folds }) {
  if (objectives.length === 1) return null;
  const costs = /** @type {Record<string, number>} */ ({ parameters: outcome.parameters, seconds });
  return objectives.map(({ metric }, m) => {
    if (m === 0) return finiteOrNull(outcome.value);
    const scores = folds.map(({ metrics }) => metrics[metric]);
    return finiteOrNull(costs[metric] ?? scores.reduce((sum, x) => sum + x, 0) / scores.length);
  });
}

/** @param {FoldNumbers} fold @param {Metrics} metrics */
function foldResult({ bestEpoch, metrics, curve, seconds }, { names, metric }) {
  return {
    score: finiteOrNull(metrics?.[metric]),
    best_epoch: bestEpoch,
    metrics: metrics ? metricsOf(metrics, names) : {},
    curve: rowsOf(curve),
    ...(seconds !== undefined && { seconds }),
  };
}

/**
 * The test of the refitted best configuration, or why it could not be refitted.
 * @param {{ outcome: Outcome, seconds: number }} answer @param {Metrics} metrics @param {string[]} classes
 * @returns {{ test: TestResult } | { test: null, test_reason: string }}
 */
export function testResult({ outcome, seconds }, metrics, classes) {
  const [fold] = outcome.folds;
  if (outcome.reason || !fold?.metrics)
    return { test: null, test_reason: outcome.reason ?? 'undefined' };
  const test = {
    metrics: metricsOf(fold.metrics, metrics.names),
    confusion: outcome.confusion ? squareOf(outcome.confusion, classes.length) : null,
    classes: outcome.classes ? classReport(outcome.classes, classes) : null,
    epochs: fold.curve.length / 3,
    parameters: outcome.parameters,
    curve: rowsOf(fold.curve),
    hash: outcome.hash ?? '',
    seconds,
  };
  return { test };
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

/** What the study event says of a result. @param {Result} result */
export function summaryOf(result) {
  const { state, ended, best, front, hypervolume, test, test_reason } = result;
  const { trials, over_time, rejected, seconds, speed, fingerprint } = result;
  const count = (/** @type {string} */ kind) =>
    trials.filter((trial) => trial.state === kind).length;
  return {
    state,
    ...(ended && { ended }),
    best,
    ...(front && { front, hypervolume }),
    test: test?.metrics ?? null,
    ...(test_reason && { test_reason }),
    trials: trials.length,
    failed: count('failed'),
    pruned: count('pruned'),
    ...(over_time && { over_time }),
    ...(rejected !== undefined && { rejected }),
    seconds,
    speed,
    fingerprint,
  };
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
 * Why the tuner had no more trials before its budget was used up. Both may be true; then the target is told.
 * @param {Pick<Result, 'study' | 'best'>} result @returns {import('./types').Ended | undefined}
 */
export function endOf({ study, best }) {
  const { target, no_improvement: patience } = study.search;
  const sign = firstObjective(study).direction === 'maximize' ? 1 : -1;
  // Both are kept as 32-bit floats in C, and compared as such.
  const reached = best && sign * (Math.fround(best.value) - Math.fround(Number(target))) >= 0;
  if (Number(target) < OFF && reached) return 'target';
  return Number(patience) > 0 ? 'no_improvement' : undefined;
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
 * @param {Pick<Result, 'state' | 'speed' | 'study' | 'data' | 'warm_start' | 'best' | 'test' | 'test_reason'> & { trials: readonly BareTrial[] }} result
 */
export function fingerprintText(result) {
  const { state, speed, study, data, warm_start, best, test, test_reason, trials } = result;
  const { seconds: _, curve: __, ...tested } = test ?? {};
  const kept = trials.map((trial) => bareTrial(trial, study));
  const known = { state, speed, study, data, warm_start, best, test: test && tested, test_reason };
  return canonical({ ...known, trials: kept });
}

/**
 * What the fingerprint sees of a trial: nothing that a clock measured.
 * @param {BareTrial & { seconds?: number }} trial @param {Pick<Result['study'], 'objective'>} study @returns {BareTrial}
 */
export function bareTrial({ seconds: _, folds, values, ...trial }, study) {
  const bare = { ...trial, folds: folds.map(bareFold) };
  if (values === undefined) return bare;
  const isKept = objectivesOf(study).map((objective) => !isClock(objective));
  return { ...bare, values: values?.map((value, m) => (isKept[m] ? value : null)) ?? null };
}

/** @param {BareFold & { curve?: unknown, seconds?: number }} fold @returns {BareFold} */
function bareFold({ curve: _, seconds: __, ...fold }) {
  return fold;
}

/** JSON with the keys of every object in order. @param {unknown} value */
export function canonical(value) {
  return JSON.stringify(value, (_key, inner) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const keys = Object.keys(inner).sort();
    return Object.fromEntries(keys.map((key) => [key, inner[key]]));
  });
}
