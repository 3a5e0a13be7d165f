/** A run as the page sees it, made by hand: twelve trials on iris, one failed, one still running. */

/** @typedef {import('../../web/lib/types').Snapshot} Snapshot */
/** @typedef {import('../../web/lib/types').TrialView} TrialView */

/** @type {import('../../web/lib/types').StudyFile} */
const study = {
  version: 1,
  name: 'fixture',
  data: { source: 'iris' },
  validation: { folds: 2 },
  model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
  training: { optimizer: { type: 'adam', learning_rate: { param: 'lr' } }, epochs: 4 },
  space: {
    units: { type: 'int', low: 8, high: 64 },
    lr: { type: 'float', low: 0.0001, high: 0.1, log: true },
  },
  search: { sampler: { type: 'random' }, trials: 12 },
  objective: { metric: 'accuracy', direction: 'maximize' },
};

/** @param {number} number @param {number} value @returns {TrialView} */
export function completeTrial(number, value) {
  const fold = (/** @type {number} */ shift) => ({
    score: value + shift,
    best_epoch: 3,
    metrics: { accuracy: value + shift },
    curve: [1, 2, 3, 4].map((epoch) => [
      1 / epoch,
      1.1 / epoch,
      (value + shift) * (1 - 0.5 / epoch),
    ]),
  });
  return {
    number,
    status: 'complete',
    state: 'complete',
    params: { units: 8 + number, lr: 0.001 },
    value,
    std: 0.01,
    folds: [fold(-0.01), fold(0.01)],
    parameters: 67,
    hash: '0123456789abcdef',
    seconds: 0.1,
    share: 1,
    live: [],
    fold: 1,
  };
}

/** @type {Snapshot} */
export const empty = {
  status: 'empty',
  study: null,
  data: null,
  planned: 0,
  trials: [],
  finished: 0,
  failed: 0,
  pruned: 0,
  best: null,
  result: null,
  loading: null,
  refit: null,
  workers: 0,
  warnings: [],
  problems: [],
  left: null,
  leftRefit: null,
  seconds: 0,
};

const values = [0.8, 0.85, 0.83, 0.9, 0.7, 0.91, 0.88, 0.95, 0.93, 0.94];

/** @type {Snapshot} */
export const running = {
  ...empty,
  status: 'running',
  study,
  planned: 12,
  trials: [
    ...values.map((value, number) => completeTrial(number, value)),
    {
      number: 10,
      status: 'failed',
      state: 'failed',
      reason: 'diverged',
      params: { units: 9, lr: 0.1 },
      value: null,
      std: null,
      folds: [],
      share: 1,
      live: [],
      fold: 0,
    },
    {
      number: 11,
      status: 'running',
      params: { units: 12, lr: 0.01 },
      worker: 1,
      share: 0.4,
      live: [
        [1, 1.2, 0.4],
        [0.8, 0.9, null],
      ],
      fold: 0,
    },
  ],
  finished: 11,
  failed: 1,
  best: { number: 7, value: 0.95, params: { units: 15, lr: 0.001 } },
  workers: 2,
  left: [1, 2],
  seconds: 1.5,
};
