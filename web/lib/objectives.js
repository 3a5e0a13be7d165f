/** What a study works towards: one objective, written as an object, or a list of several. Pure functions. */

/** @typedef {import('./types').Objective} Objective */
/** @typedef {import('./types').Front} Front */
/** @typedef {'maximize' | 'minimize'} Direction */
/** @typedef {{ number: number, state: string, value?: number | null, values?: readonly (number | null)[] | null }} Valued */

/** The costs (src/tune/costs.def) that a clock measures: never the same twice. */
const CLOCKS = ['seconds'];

/** All of them. @template T @param {{ objective: T | T[] }} study @returns {T[]} */
export function objectivesOf({ objective }) {
  return Array.isArray(objective) ? objective : [objective];
}

/** The first, by which trials are ranked and the best is chosen. @template T @param {{ objective: T | T[] }} study @returns {T} */
export function firstObjective(study) {
  return objectivesOf(study)[0];
}

/** @param {{ metric: string }} objective */
export const isClock = ({ metric }) => CLOCKS.includes(metric);

/** What a trial is worth by each objective; null where nothing is known of it. @param {Valued} trial @returns {readonly (number | null)[]} */
export function valuesOf({ value, values }) {
  return values ?? [value ?? null];
}

/**
 * The complete trials that no other dominates, which is to be as good by every objective and better by one: their numbers, ascending.
 * Equals stay together. Cost: O(T F) for F of them.
 * @param {readonly Valued[]} trials @param {readonly Direction[]} directions @returns {number[]}
 */
export function frontOf(trials, directions) {
  /** @type {{ number: number, losses: number[] }[]} */
  let front = [];
  for (const trial of trials) {
    const losses = lossesOf(trial, directions);
    if (!losses || front.some((other) => dominates(other.losses, losses))) continue;
    front = front.filter((other) => !dominates(losses, other.losses));
    front.push({ number: trial.number, losses });
  }
  return front.map(({ number }) => number).sort((a, b) => a - b);
}

/** Lower is better; null for a trial that is not complete. @param {Valued} trial @param {readonly Direction[]} directions */
function lossesOf(trial, directions) {
  const values = valuesOf(trial);
  if (trial.state !== 'complete' || values.some((value) => value === null)) return null;
  return directions.map((direction, m) => (direction === 'maximize' ? -1 : 1) * Number(values[m]));
}

/** @param {number[]} a @param {number[]} b */
function dominates(a, b) {
  return a.every((loss, m) => loss <= b[m]) && a.some((loss, m) => loss < b[m]);
}

/**
 * The worst value of each objective among the complete trials: what a hypervolume is measured from. null while there are none.
 * @param {readonly Valued[]} trials @param {readonly Direction[]} directions @returns {number[] | null}
 */
export function worstOf(trials, directions) {
  const all = trials.flatMap((trial) => {
    const losses = lossesOf(trial, directions);
    return losses ? [losses] : [];
  });
  if (all.length === 0) return null;
  return directions.map((direction, m) => {
    const worst = all.reduce((most, losses) => Math.max(most, losses[m]), -Infinity);
    return direction === 'maximize' ? 0 - worst : worst;
  });
}
