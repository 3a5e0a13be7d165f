// What the tests of the charts that ask a viewer have in common.
import { createLook } from '../../web/charts/look.js';
import { translator } from '../../web/lib/i18n/index.js';
import { viewer } from '../../web/lib/viewer.js';
import { completeTrial } from '../page/fixture.js';
import { snapshotOf, studyOf } from './space-study.mjs';

export const look = createLook(false, translator('en'));

/** @param {number} [count] @param {object} [search] @returns {any} */
export function done(count = 40, search = { sampler: { type: 'random' } }) {
  const made = snapshotOf(count);
  // 10 ** -4 is a little below 0.0001, and so no value of the space.
  const trials = made.trials.map((/** @type {any} */ trial) => ({
    ...trial,
    params: { ...trial.params, rate: Math.max(0.0001, trial.params.rate) },
  }));
  const study = { ...made.study, search: { trials: count, seed: 1, ...search } };
  return { ...made, study, trials, status: 'done', finished: count, failed: 0 };
}

/** Two numbers, so that gp and tpe have something to learn. @param {string} type @param {number} [count] @returns {any} */
export function searched(type, count = 20) {
  const made = done(count, {
    sampler: { type, ...(type === 'gp' && { n_startup_trials: 5 }) },
    trials: count,
    seed: 1,
    parallelism: 3,
  });
  const { rate, wide } = made.study.space;
  const trials = made.trials.map((/** @type {any} */ trial) => {
    const { rate: r, wide: w } = trial.params;
    return { ...trial, params: { rate: r, wide: w } };
  });
  return { ...made, study: { ...made.study, space: { rate, wide } }, trials };
}

/** Tools whose viewer is opened once and closed by the test. @param {import('node:test').TestContext} t */
export function toolsFor(t) {
  return {
    /** @param {any} snapshot */
    async viewer(snapshot) {
      const made = await viewer(snapshot);
      t.after(() => made.close());
      return made;
    },
  };
}

/** Asks as a card does. @param {any} chart @param {any} snapshot @param {any} tools @param {object} [chosen] */
export async function asked(chart, snapshot, tools, chosen = {}) {
  /** @type {any} */
  const options = { selected: null, look, view: chart.views[0], ...chosen };
  for (const { name, value } of chart.choices?.(snapshot, options) ?? []) options[name] = value;
  if (chart.key?.(snapshot, options)) options.loaded = await chart.load(snapshot, options, tools);
  for (const { name, value } of chart.choices?.(snapshot, options) ?? []) options[name] = value;
  return chart.info(snapshot, options);
}

/** @returns {any} */
export function twoObjectives() {
  const values = [
    [0.9, 100],
    [0.8, 50],
    [0.7, 80],
    [0.95, 1000],
    [0.8, 50],
  ];
  const trials = values.map((each, n) => ({ ...completeTrial(n, each[0]), values: each }));
  const objective = [
    { metric: 'accuracy', direction: 'maximize' },
    { metric: 'parameters', direction: 'minimize' },
  ];
  return { ...done(5), study: { ...studyOf(), objective }, trials };
}
