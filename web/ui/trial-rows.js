/** Columns and order of the trial table. */
import { formatValue } from '../charts/format.js';
import { objectivesOf } from '../lib/objectives.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {{key: string, descending: boolean}} Order key: of a column */
/** tuned: a parameter, its key "param:NAME"; word: of an objective after the first, its key "objective:INDEX"
 * @typedef {{key: string, tuned?: boolean, number?: boolean, word?: string}} Column */

/** @param {Snapshot} snapshot @param {string[]} space @returns {Column[]} */
export function columnsOf(snapshot, space) {
  const running = snapshot.study;
  const names = new Set(running ? Object.keys(running.space) : space);
  if (running)
    for (const trial of snapshot.trials)
      for (const name of Object.keys(trial.params)) names.add(name);
  const repeated = [...names].filter(
    (name) => ![...names].some((other) => other.startsWith(`${name}.`)),
  );
  const objectives = running ? objectivesOf(running) : [];
  const further = objectives.map(({ metric }, i) => ({
    key: `objective:${i}`,
    number: true,
    word: metric,
  }));
  return [
    { key: 'number', number: true },
    { key: 'state' },
    { key: 'value', number: true },
    ...further.slice(1),
    ...repeated.map((name) => ({ key: `param:${name}`, tuned: true })),
    { key: 'seconds', number: true },
  ];
}

/** @param {readonly TrialView[]} trials @param {Order} order @returns {TrialView[]} */
export function sortTrials(trials, { key, descending }) {
  const sign = descending ? -1 : 1;
  const keyed = trials.map((trial) => ({ trial, by: sortKey(trial, key) }));
  keyed.sort((a, b) => compare(a.by, b.by, sign) || sign * (a.trial.number - b.trial.number));
  return keyed.map(({ trial }) => trial);
}

/** @param {TrialView} trial @param {string} key */
function sortKey(trial, key) {
  if (key === 'number') return trial.number;
  if (key === 'value') return trial.value ?? undefined;
  if (key === 'seconds') return trial.seconds;
  if (key === 'state') return trial.status;
  if (key.startsWith('objective:')) return trial.values?.[Number(key.slice(10))] ?? undefined;
  const value = trial.params[key.slice(6)];
  return typeof value === 'number' || value === undefined ? value : formatValue(value);
}

/** What is not there comes last, whichever way. @param {number | string | undefined} a @param {typeof a} b @param {number} sign */
function compare(a, b, sign) {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
}
