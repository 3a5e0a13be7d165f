/**
 * The trials as scikit-learn's cv_results_: a row each, the columns of GridSearchCV by name and in order but for two, and behind them what it
 * does not have. `pandas.read_csv` reads it; an empty cell is its NaN. With several objectives the columns are those of several scorers. Scores are the
 * metric itself, also where less is better; rank_test_score goes by its direction. A pruned trial has its score so far as `value` alone, and
 * shares the last rank with the failed ones. A network is scored while it is fitted, which is
 * part of the time of fitting: mean_score_time and std_score_time are left out.
 */

/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult & {values?: number[] | null}} Trial */
/** @typedef {{metric: string, direction: 'maximize' | 'minimize'}} Objective */

/**
 * @param {{study: Pick<Result['study'], 'objective'>, trials: readonly Trial[]}} result
 * @returns {{columns: string[], rows: unknown[][]}}
 */
export function cvResults({ study, trials }) {
  const objectives = /** @type {Objective[]} */ ([study.objective].flat());
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))].sort();
  const scores = objectives.map((objective, at) => scoreColumns(trials, objectives, objective, at));
  const columns = [
    ...['mean_fit_time', 'std_fit_time'],
    ...names.map((name) => `param_${name}`),
    'params',
    ...scores.flatMap((each) => each.columns),
    ...['number', 'state', 'reason', 'value', 'parameters', 'hash'],
  ];
  const rows = trials.map((trial, row) => [
    ...fitTimes(trial),
    ...names.map((name) => trial.params[name] ?? null),
    trial.params,
    ...scores.flatMap((each) => each.rows[row]),
    ...[trial.number, trial.state, trial.reason ?? null, trial.value],
    ...[trial.parameters, trial.hash],
  ]);
  return { columns, rows };
}

/** Mean and deviation over the folds; of a trial whose folds were not timed, or did not all end, the mean alone. @param {Trial} trial */
function fitTimes({ seconds, folds }) {
  const times = folds.map((fold) => fold.seconds ?? null);
  const std = deviation(times);
  const sum = std === null ? seconds : times.reduce((all, one) => Number(all) + Number(one), 0);
  return [Number(sum) / Math.max(folds.length, 1), std];
}

/** @param {readonly Trial[]} trials @param {Objective[]} objectives @param {Objective} objective @param {number} at */
function scoreColumns(trials, objectives, { metric, direction }, at) {
  const name = objectives.length > 1 ? metric : 'score';
  const folds = trials.reduce((most, trial) => Math.max(most, trial.folds.length), 0);
  const splits = Array.from({ length: folds }, (_, fold) => fold);
  const scoreOf = (/** @type {Trial} */ trial) =>
    trial.state === 'complete' ? (trial.values?.[at] ?? (at === 0 ? trial.value : null)) : null;
  const rank = ranks(trials.map(scoreOf), direction);
  const rows = trials.map((trial, row) => {
    const scores = splits.map((fold) => {
      const one = trial.folds[fold];
      return (at === 0 ? one?.score : one?.metrics[metric]) ?? null;
    });
    const value = scoreOf(trial);
    const std = at === 0 ? trial.std : deviation(scores);
    return [...scores, value, value === null ? null : std, rank[row]];
  });
  const columns = [
    ...splits.map((fold) => `split${fold}_test_${name}`),
    ...['mean', 'std', 'rank'].map((kind) => `${kind}_test_${name}`),
  ];
  return { columns, rows };
}

/** Of the folds, as NumPy's std; null where one is missing. @param {(number | null)[]} scores */
function deviation(scores) {
  if (scores.length === 0 || scores.includes(null)) return null;
  const numbers = scores.map(Number);
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  return Math.sqrt(
    numbers.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / numbers.length,
  );
}

/** As scikit-learn ranks: equals share the smallest place, and what has no score shares the last. @param {(number | null)[]} values @param {Objective['direction']} direction */
function ranks(values, direction) {
  const sign = direction === 'maximize' ? -1 : 1;
  const sorted = values.map((value) => (value === null ? Infinity : sign * value));
  const order = [...sorted].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  /** @type {Map<number, number>} */
  const first = new Map();
  order.forEach((value, at) => {
    if (!first.has(value)) first.set(value, at + 1);
  });
  return sorted.map((value) => Number(first.get(value)));
}

/** @param {Parameters<typeof cvResults>[0]} result @returns {string} CSV, CRLF, as RFC 4180 has it */
export function cvResultsCsv(result) {
  const { columns, rows } = cvResults(result);
  return `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** @param {unknown} value */
function cell(value) {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
