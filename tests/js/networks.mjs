// Small studies with every kind of layer between them, for what must hold for all of them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/tools.mjs';

const common = {
  version: 1,
  search: { sampler: { type: 'random' }, trials: 3, seed: 5 },
  space: { learning_rate: { type: 'float', low: 0.001, high: 0.01, log: true } },
  training: {
    optimizer: { type: 'adam', learning_rate: { param: 'learning_rate' } },
    batch_size: 32,
    epochs: 2,
    early_stopping: { type: 'patience', patience: 5 },
  },
};

const pictures = {
  ...common,
  name: 'pictures',
  data: { source: 'digits', limit: 300 },
  validation: { folds: 2 },
  model: {
    layers: [
      { type: 'conv2d', filters: 6, kernel_size: 3, padding: 'same', use_bias: false },
      { type: 'batch_norm', momentum: 0.8 },
      { type: 'activation', activation: 'relu' },
      {
        type: 'residual',
        activation: 'relu',
        layers: [
          { type: 'conv2d', filters: 8, kernel_size: 3, strides: 2, padding: 'same', l1: 0.001 },
          { type: 'batch_norm' },
        ],
      },
      { type: 'average_pool2d', pool_size: 2 },
      { type: 'max_pool2d', pool_size: 2 },
      { type: 'flatten' },
      { type: 'dropout', rate: 0.2 },
    ],
  },
};

const series = {
  ...common,
  name: 'series',
  data: { source: 'seattle_weather', limit: 200 },
  validation: { folds: 2 },
  model: {
    layers: [
      { type: 'conv1d', filters: 8, kernel_size: 3, activation: 'gelu' },
      { type: 'lstm', units: 6, return_sequences: true, bidirectional: true },
      { type: 'layer_norm' },
      { type: 'max_pool1d', pool_size: 2 },
      { type: 'gru', units: 5, return_sequences: true },
      { type: 'simple_rnn', units: 4 },
    ],
  },
};

const texts = {
  ...common,
  name: 'texts',
  data: { source: 'spam', limit: 200, num_words: 500, max_length: 30 },
  validation: { fraction: 0.3 },
  model: {
    layers: [
      { type: 'embedding', output_dim: 8, mask_zero: true },
      { type: 'position_embedding' },
      {
        type: 'residual',
        layers: [{ type: 'layer_norm' }, { type: 'self_attention', num_heads: 2, dropout: 0.1 }],
      },
      { type: 'global_average_pool1d' },
    ],
  },
};

const built = existsSync(path.join(ROOT, 'build/datasets/spam'));

/** Study files; texts only where the set is built. */
export const networks = built ? [pictures, series, texts] : [pictures, series];
