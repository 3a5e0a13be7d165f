/** What a run found, for people: leaderboard, test, failures. Each function gives a text of some lines. */
import { leaderboard } from '../lib/index.js';
import { firstObjective, objectivesOf } from '../lib/objectives.js';
import { duration, score, short, size, table } from './text.js';

/** @typedef {import('../lib/types').Result} Result */
/** @typedef {import('../lib/types').TrialResult} TrialResult */
/** @typedef {import('./main.js').Terminal['t']} Translate */

const SHOWN = 10; // rows of the leaderboard
const CONFUSION = 20; // classes; a larger matrix fits no terminal

/** @param {Translate} t @param {Result} result @param {number} [width] columns of the terminal */
export function reportOf(t, result, width) {
  const { trials, seconds, machine, fingerprint, study, speed } = result;
  const values = { trials: trials.length, time: duration(seconds) };
  const summary = t('cli.summary', { ...values, workers: machine.workers, fingerprint });
  const board = boardOf(t, result, width);
  const build = study.speed === 'fast' ? `\n${t(`cli.speed.${speed}`)}` : '';
  const stops = [
    prunedOf(t, result),
    overTimeOf(t, result),
    rejectedOf(t, result),
    endOf(t, result),
  ]
    .filter((line) => line !== '')
    .join('\n');
  const failures = failuresOf(t, trials);
  const parts = [
    board,
    frontOf(t, result, width),
    stops,
    failures,
    testOf(t, result, width),
    summary + build,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What is predicted. @param {Translate} t @param {Pick<Result['data'], 'target' | 'classes'>} data */
export function targetOf(t, { target, classes }) {
  const count = classes.length;
  return t(count > 0 ? 'cli.target_classes' : 'cli.target_number', { target, count });
}

/** @param {Translate} t @param {Result} result @param {number} [width] */
function boardOf(t, { trials, study }, width) {
  const { metric, direction } = firstObjective(study);
  const board = leaderboard(trials, direction);
  if (board.length === 0) return t('cli.no_best');
  const names = [...new Set(board.flatMap(({ params }) => Object.keys(params)))];
  const folds = board[0].folds.length;
  const columns = ['parameters', 'epochs', 'time'].map((name) => t(`cli.column.${name}`));
  const spread = folds > 1 ? [t('cli.column.std')] : [];
  const head = [t('cli.column.number'), metric, ...spread, ...names, ...columns];
  const rows = board
    .slice(0, SHOWN)
    .map((trial) => [
      String(trial.number),
      score(trial.value),
      ...(folds > 1 ? [score(trial.std)] : []),
      ...names.map((name) => short(trial.params[name])),
      String(trial.parameters),
      short(epochsOf(trial)),
      duration(trial.seconds),
    ]);
  const title = t(folds > 1 ? 'cli.leaderboard' : 'cli.leaderboard_1', { metric, folds });
  const more = board.length - SHOWN;
  const rest = more > 0 ? `\n  ${t('cli.more', { count: more })}` : '';
  return `${title}\n${table(head, rows, { width })}${rest}`;
}

/** With several objectives: the trials that no other dominates, the best by the first one on top. @param {Translate} t @param {Result} result @param {number} [width] */
function frontOf(t, { front, hypervolume = 0, trials, study }, width) {
  if (!front || front.length === 0) return '';
  const objectives = objectivesOf(study);
  const members = leaderboard(
    trials.filter(({ number }) => front.includes(number)),
    objectives[0].direction,
  );
  const names = [...new Set(members.flatMap(({ params }) => Object.keys(params)))];
  const head = [t('cli.column.number'), ...objectives.map(({ metric }) => metric), ...names];
  const rows = members
    .slice(0, SHOWN)
    .map((trial) => [
      String(trial.number),
      ...objectives.map(({ metric }, m) => objectiveText(metric, trial.values?.[m])),
      ...names.map((name) => short(trial.params[name])),
    ]);
  const title = t('cli.front', { count: front.length, volume: short(hypervolume) });
  const more = members.length - SHOWN;
  const rest = more > 0 ? `\n  ${t('cli.more', { count: more })}` : '';
  return `${title}\n${table(head, rows, { width })}${rest}`;
}

/** @param {string} metric @param {number | undefined} value */
function objectiveText(metric, value) {
  if (value === undefined) return '-';
  if (metric === 'parameters') return String(value);
  return metric === 'seconds' ? duration(value) : score(value);
}

/** How many trials the pruner stopped, and when. @param {Translate} t @param {Result} result */
function prunedOf(t, { trials, study }) {
  const stopped = trials.filter(({ state, reason }) => state === 'pruned' && !reason);
  const steps = stopped.map(({ step }) => Number(step));
  if (steps.length === 0) return '';
  const { type } = /** @type {{ type: string }} */ (study.search.pruner);
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  const epochs = trials.reduce((sum, { folds }) => sum + trainedOf(folds), 0);
  const values = { count: steps.length, trials: trials.length, pruner: type, first, last, epochs };
  return t(type === 'wilcoxon' ? 'cli.pruned_folds' : 'cli.pruned', values);
}

/** How many trials a clock ended. @param {Translate} t @param {Result} result */
function overTimeOf(t, { over_time: count, trials, study }) {
  const limit = duration(Number(study.search.trial_time_limit_s));
  return count ? t('cli.over_time', { count, trials: trials.length, limit }) : '';
}

/** How much of the space the constraints forbid. @param {Translate} t @param {Result} result */
function rejectedOf(t, { rejected, study }) {
  if (rejected === undefined) return '';
  const count = study.constraints?.length ?? 0;
  return t(`cli.rejected${count === 1 ? '_1' : ''}`, { count, share: short(100 * rejected) });
}

/** Why there are fewer trials than were planned. @param {Translate} t @param {Result} result */
function endOf(t, { ended, study }) {
  const { target, no_improvement: patience, time_limit_s: limit } = study.search;
  if (!ended) return '';
  return t(`cli.ended.${ended}`, {
    target: Number(target),
    patience: Number(patience),
    limit: duration(Number(limit)),
  });
}

/** @param {TrialResult['folds']} folds */
const trainedOf = (folds) => folds.reduce((sum, { curve }) => sum + curve.length, 0);

/** Epochs that were trained, in the mean of the folds. @param {TrialResult} trial */
function epochsOf({ folds }) {
  return trainedOf(folds) / folds.length;
}

/** @param {Translate} t @param {TrialResult[]} trials */
function failuresOf(t, trials) {
  const failed = trials.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return '';
  /** @type {Map<string, number[]>} */
  const numbers = new Map();
  for (const trial of failed) {
    const reason = reasonOf(t, trial);
    numbers.set(reason, [...(numbers.get(reason) ?? []), trial.number]);
  }
  const reasons = [...numbers].map(([reason, list]) => `\n  ${listOf(list)}: ${reason}`).join('');
  return t('cli.failed', { count: failed.length, reasons });
}

/** That nothing came of a run, and how often each reason was why. @param {Translate} t @param {TrialResult[]} trials */
export function nothingOf(t, trials) {
  if (trials.length === 0) return t('cli.none_begun');
  const codes = [...new Set(trials.map(({ reason }) => reason))];
  const reasons = codes.map((code) => {
    const those = trials.filter(({ reason }) => reason === code);
    return `\n  ${those.length} x ${reasonOf(t, those[0])}`;
  });
  return t('cli.none_complete', { reasons: reasons.join('') });
}

/** @param {number[]} numbers */
function listOf(numbers) {
  return numbers.length > SHOWN ? `${numbers.slice(0, SHOWN).join(', ')} ...` : numbers.join(', ');
}

/** Why a trial failed, and what helps. @param {Translate} t @param {TrialResult & { bytes?: number }} trial */
export function reasonOf(t, { reason = '', bytes = 0 }) {
  return t(`cli.reason.${reason}`, { bytes: size(bytes) });
}

/** @param {Translate} t @param {Result} result @param {number} [width] */
function testOf(t, { test, test_reason, best, state }, width) {
  if (!best || state === 'interrupted') return '';
  if (test_reason) return t('cli.no_test', { reason: t(`cli.no_test.${test_reason}`) });
  if (!test) return t('cli.no_test_rows');
  const title = t('cli.test', { number: best.number, epochs: test.epochs });
  const metrics = Object.entries(test.metrics).map(([name, value]) => [name, score(value)]);
  const lines = [title, table(['', ''], metrics).split('\n').slice(1).join('\n')];
  if (test.classes) {
    const head = ['class', 'precision', 'recall', 'f1', 'rows'].map((name) => t(`cli.${name}`));
    const rows = test.classes.map(({ name, precision, recall, f1, rows: count }) => [
      name,
      ...[precision, recall, f1].map(score),
      String(count),
    ]);
    lines.push('', table(head, rows, { width }));
  }
  if (test.confusion && test.classes && test.confusion.length <= CONFUSION) {
    const names = test.classes.map(({ name }) => name);
    const rows = test.confusion.map((row, c) => [names[c], ...row.map(String)]);
    lines.push('', t('cli.confusion'), table(['', ...names], rows, { width }));
  }
  return lines.join('\n');
}
