/** A study whose score is known: what the rate alone gives, and a little for relu. For the charts over a space. */
import assert from 'node:assert/strict';
import { completeTrial, running } from '../page/fixture.js';

/** A space of every kind, its score known: what the rate alone gives, and a little for relu. @returns {any} */
export function studyOf(direction = 'maximize') {
  return {
    ...running.study,
    space: {
      rate: { type: 'float', low: 0.0001, high: 1, log: true },
      units: { type: 'int', low: 1, high: 5 },
      wide: { type: 'float', low: -10, high: 10 },
      kind: { type: 'categorical', choices: ['relu', 'tanh', 0.5] },
      slope: { type: 'float', low: 0, high: 1, when: { kind: ['relu'] } },
    },
    objective: { metric: 'accuracy', direction },
  };
}

/** @returns {any} */
export function snapshotOf(count = 40, direction = 'maximize') {
  const kinds = ['relu', 'tanh', 0.5];
  const trials = Array.from({ length: count }, (_, n) => {
    const at = ((n * 7) % count) / count;
    const kind = kinds[n % 3];
    const params = {
      rate: 10 ** (-4 + 4 * at),
      units: 1 + (n % 5),
      wide: -10 + 20 * (((n * 11) % count) / count),
      kind,
      ...(kind === 'relu' && { slope: 0.25 }),
    };
    return { ...completeTrial(n, 0.5 + 0.4 * at + (kind === 'relu' ? 0.01 : 0)), params };
  });
  return { ...running, study: studyOf(direction), trials, planned: count };
}

/** @param {any} trial @param {string} status */
export const as = (trial, status) => ({ ...trial, status, state: status });

/** @param {number} a @param {number} b @param {number} [by] */
export const near = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`);
