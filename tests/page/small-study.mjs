/** A study of trials that take a few milliseconds each. @param {number} trials */
export const manySmall = (trials) => ({
  version: 1,
  name: 'many',
  data: { source: 'iris' },
  validation: { folds: 3 },
  model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
  training: { optimizer: { type: 'adam', learning_rate: { param: 'lr' } }, epochs: 40 },
  space: {
    units: { type: 'int', low: 4, high: 64 },
    lr: { type: 'float', low: 0.001, high: 0.1, log: true },
  },
  search: { sampler: { type: 'random' }, trials },
});

/** A small convolutional network on digits, once. */
export const digits = {
  version: 1,
  name: 'digits',
  data: { source: 'digits' },
  validation: { fraction: 0.25 },
  model: {
    layers: [
      { type: 'conv2d', filters: 8, kernel_size: 3, activation: 'relu' },
      { type: 'flatten' },
      { type: 'dense', units: 32, activation: 'relu' },
    ],
  },
  training: { epochs: 12, batch_size: 32 },
  search: { trials: 1 },
};

/** Mails, told apart in a second. */
export const mails = {
  version: 1,
  name: 'mails',
  data: { source: 'spam', num_words: 2000, max_length: 80 },
  validation: { fraction: 0.2 },
  model: { layers: [{ type: 'embedding', output_dim: 8 }, { type: 'global_average_pool1d' }] },
  training: { epochs: 4, optimizer: { type: 'adam', learning_rate: 0.02 } },
  search: { trials: 1 },
};
