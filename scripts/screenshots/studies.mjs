// The studies of the pictures: small ones, so that all the pictures take minutes.
import { manySmall } from '../../tests/page/small-study.mjs';
import { createRun } from '../../web/lib/index.js';

export { digits, mails } from '../../tests/page/small-study.mjs';

/** @param {number} trials */
export const quick = (trials) => ({ ...manySmall(trials), name: 'iris, two numbers' });

/** Long enough to be paused. */
export const slow = { ...quick(40), training: { ...quick(1).training, epochs: 1500 } };

/** Eight trials that end soon, then some that do not. */
export const endless = {
  ...quick(14),
  name: 'short ones first',
  training: { ...quick(1).training, batch_size: 1, epochs: { param: 'epochs' } },
  space: {
    ...quick(1).space,
    epochs: { type: 'int', low: 10, high: 20000 },
  },
  search: {
    sampler: { type: 'random' },
    trials: 14,
    enqueue: Array.from({ length: 14 }, (_, i) => ({
      units: 4 + 3 * i,
      lr: 0.001 * (1 + i),
      epochs: i < 8 ? 20 + 3 * i : 20000,
    })),
  },
};

/** Its final training takes seconds. */
export const longLast = {
  ...quick(1),
  name: 'a long end',
  validation: { fraction: 0.9 },
  training: { ...quick(1).training, batch_size: 1, epochs: 60000 },
};

/** A second layer has units only where there is one. */
export const conditional = {
  ...quick(30),
  name: 'one layer or two',
  model: {
    layers: [
      { type: 'dense', units: { param: 'units' } },
      {
        type: 'repeat',
        times: { param: 'more' },
        layers: [{ type: 'dense', units: { param: 'inner', each: true } }],
      },
    ],
  },
  space: {
    ...quick(1).space,
    more: { type: 'int', low: 0, high: 2 },
    inner: { type: 'int', low: 4, high: 32, log: true },
  },
};

/** Most of its learning rates are far too high. */
export const failing = {
  ...quick(12),
  name: 'too fast',
  model: { layers: [{ type: 'dense', units: 8, activation: 'linear' }] },
  training: { optimizer: { type: 'sgd', learning_rate: { param: 'lr' } }, epochs: 40 },
  data: { source: 'diabetes' },
  space: { lr: { type: 'float', low: 0.001, high: 1000, log: true } },
};

export const thousand = { ...quick(1000), training: { ...quick(1).training, epochs: 6 } };

export const tpe = {
  ...quick(40),
  name: 'wine',
  data: { source: 'wine' },
  model: {
    layers: [
      {
        type: 'dense',
        units: { param: 'units' },
        activation: { param: 'activation' },
      },
      { type: 'dropout', rate: { param: 'dropout' } },
    ],
  },
  space: {
    ...quick(1).space,
    activation: { type: 'categorical', choices: ['relu', 'tanh', 'gelu'] },
    dropout: { type: 'float', low: 0, high: 0.5 },
  },
  search: { sampler: { type: 'tpe' }, pruner: { type: 'median' }, trials: 40 },
};

export const gp = {
  ...quick(24),
  name: 'gp',
  search: { sampler: { type: 'gp' }, trials: 24 },
};

export const asha = {
  ...quick(30),
  name: 'asha',
  search: { sampler: { type: 'random' }, pruner: { type: 'asha' }, trials: 30 },
};

export const cma = {
  ...quick(48),
  name: 'cma_es',
  space: { ...quick(1).space, units: { type: 'int', low: 4, high: 64, log: true } },
  search: { sampler: { type: 'cma_es' }, trials: 48, parallelism: 2 },
};

export const median = {
  ...quick(40),
  name: 'median',
  search: {
    sampler: { type: 'random' },
    pruner: { type: 'median', n_warmup_steps: 2 },
    trials: 40,
  },
};

/** Long names, nine parameters, many choices. */
export const many = {
  ...quick(60),
  name: 'many parameters',
  model: {
    layers: [
      {
        type: 'dense',
        units: { param: 'units_of_the_first_hidden_layer' },
        activation: { param: 'activation_of_the_first_layer' },
        kernel_initializer: { param: 'kernel_initializer' },
        l2: { param: 'l2' },
      },
      { type: 'dropout', rate: { param: 'dropout_rate' } },
    ],
  },
  training: {
    epochs: { param: 'epochs' },
    batch_size: { param: 'batch_size' },
    optimizer: {
      type: 'adam',
      learning_rate: { param: 'learning_rate' },
      beta_1: { param: 'beta_1' },
    },
  },
  space: {
    units_of_the_first_hidden_layer: { type: 'int', low: 4, high: 64, log: true },
    activation_of_the_first_layer: {
      type: 'categorical',
      choices: ['relu', 'tanh', 'gelu', 'sigmoid', 'elu', 'leaky_relu', 'linear'],
    },
    kernel_initializer: {
      type: 'categorical',
      choices: ['glorot_uniform', 'glorot_normal', 'he_uniform', 'he_normal'],
    },
    l2: { type: 'float', low: 0.0000001, high: 0.01, log: true },
    dropout_rate: { type: 'float', low: 0, high: 0.5 },
    epochs: { type: 'int', low: 3, high: 20 },
    batch_size: { type: 'categorical', choices: [8, 16, 32, 64] },
    learning_rate: { type: 'float', low: 0.0001, high: 0.1, log: true },
    beta_1: { type: 'float', low: 0.5, high: 0.99 },
  },
  search: { sampler: { type: 'random' }, trials: 60 },
};

export const grid = {
  ...quick(0),
  name: 'grid',
  space: {
    units: { type: 'int', low: 4, high: 64, step: 12 },
    lr: { type: 'categorical', choices: [0.001, 0.003, 0.01, 0.03] },
  },
  search: { sampler: { type: 'grid' } },
};

export const pareto = {
  ...quick(40),
  name: 'pareto',
  search: { sampler: { type: 'nsga2', population_size: 10 }, trials: 40 },
  objective: [{ metric: 'accuracy' }, { metric: 'parameters' }],
};

export const moons = {
  version: 1,
  name: 'moons',
  data: { source: 'moons' },
  model: { layers: [{ type: 'dense', units: 16, activation: 'tanh' }] },
  training: { epochs: 30 },
  search: { trials: 1 },
};

export const weather = {
  version: 1,
  name: 'weather',
  data: { source: 'seattle_weather', target: 'temp_max', seed: 42 },
  validation: { fraction: 0.2 },
  model: { layers: [{ type: 'gru', units: 12 }] },
  training: { epochs: 12, optimizer: { type: 'adam', learning_rate: 0.005 } },
  search: { trials: 1 },
  objective: { metric: 'mean_absolute_error', direction: 'minimize' },
};

export const emoji = {
  version: 1,
  name: 'emoji',
  data: { source: 'emoji32' },
  validation: { fraction: 0.2 },
  model: {
    layers: [
      { type: 'conv2d', filters: 12, kernel_size: 5, strides: 2, activation: 'relu' },
      { type: 'max_pool2d', pool_size: 2 },
      { type: 'flatten' },
    ],
  },
  training: { epochs: 6, batch_size: 32 },
  search: { trials: 1 },
};

/** House prices by numbers and categories. */
export const numbers = {
  version: 1,
  name: 'houses',
  data: { source: 'ames' },
  validation: { fraction: 0.2 },
  model: { layers: [{ type: 'dense', units: 16, activation: 'relu' }] },
  training: { epochs: 20 },
  search: { trials: 1 },
};

/** @type {Map<string, Promise<any>>} */
const results = new Map();
/** What Node makes of a study. @param {object} study */
export function resultOf(study) {
  const key = JSON.stringify(study);
  const known = results.get(key) ?? createRun(study, { workers: 1 }).result;
  results.set(key, known);
  return known;
}
