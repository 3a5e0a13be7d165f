// The networks of rows_networks.mjs: the layers as a study file has them, the batch, and what its data look like. The peers build the
// same in contestants/net_torch.py and net_tfjs.mjs. Data that no package has are random, of the right shape: no zeros to skip.

/**
 * @typedef {object} Network
 * @property {number} batch
 * @property {object[]} layers
 * @property {{ mnist: true } | { pixels: number[] } | { words: number, length: number }} data
 * @property {number} classes
 * @property {number} samples of one round of ours
 * @property {Record<string, number>} [fewer] samples of a round of a peer that is slow
 */

/** @type {Record<string, Network>} */
export const NETWORKS = {
  'mnist-cnn-b128': {
    batch: 128,
    layers: [
      { type: 'conv2d', filters: 32, kernel_size: 3, activation: 'relu' },
      { type: 'max_pool2d', pool_size: 2 },
      { type: 'conv2d', filters: 64, kernel_size: 3, activation: 'relu' },
      { type: 'max_pool2d', pool_size: 2 },
      { type: 'flatten' },
    ],
    data: { mnist: true },
    classes: 10,
    samples: 12800,
    fewer: { pytorch: 6400, tfjs: 8 },
  },
  'cifar-cnn-b64': {
    batch: 64,
    layers: [
      { type: 'conv2d', filters: 32, kernel_size: 3, activation: 'relu' },
      { type: 'max_pool2d', pool_size: 2 },
      { type: 'conv2d', filters: 64, kernel_size: 3, activation: 'relu' },
      { type: 'max_pool2d', pool_size: 2 },
      { type: 'conv2d', filters: 64, kernel_size: 3, activation: 'relu' },
      { type: 'flatten' },
      { type: 'dense', units: 64, activation: 'relu' },
    ],
    data: { pixels: [32, 32, 3] },
    classes: 10,
    samples: 6400,
    fewer: { pytorch: 3200, tfjs: 4 },
  },
  'text-cnn-b32': {
    batch: 32,
    layers: [
      { type: 'embedding', output_dim: 16 },
      { type: 'conv1d', filters: 32, kernel_size: 3, activation: 'relu' },
      { type: 'max_pool1d', pool_size: 3 },
      { type: 'global_average_pool1d' },
      { type: 'dense', units: 16, activation: 'relu' },
    ],
    data: { words: 10000, length: 500 },
    classes: 2,
    samples: 12800,
    fewer: { pytorch: 6400, tfjs: 4 },
  },
  'lstm-b32': {
    batch: 32,
    layers: [
      { type: 'embedding', output_dim: 32 },
      { type: 'lstm', units: 32 },
    ],
    data: { words: 10000, length: 80 },
    classes: 2,
    samples: 12800,
    fewer: { pytorch: 6400, tfjs: 4 },
  },
};

/** Whole numbers below 2^32, the same in every process. @param {number} seed */
export function* numbers(seed) {
  let state = seed >>> 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}
