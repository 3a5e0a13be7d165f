/** What the form offers to add: every layer of the schema and the two forms that stand for several, by what they are for, each
 *  with the fields that it begins with. A test compares the names with the schema. */

/** @typedef {import('../lib/types').Json} Json */

/** The forms of the study file that are no rows of the schema. */
export const STACK = 'stack';
export const REPEAT = 'repeat';

/** @type {Record<string, Record<string, {[field: string]: Json}>>} */
export const LAYER_GROUPS = {
  dense: {
    dense: { units: 32, activation: 'relu' },
    [STACK]: { sizes: [32, 32], activation: 'relu' },
    dropout: { rate: 0.2 },
    activation: { activation: 'relu' },
  },
  convolution: {
    conv2d: { filters: 16, kernel_size: 3, activation: 'relu' },
    conv1d: { filters: 16, kernel_size: 3, activation: 'relu' },
  },
  pooling: {
    max_pool2d: { pool_size: 2 },
    average_pool2d: { pool_size: 2 },
    global_max_pool2d: {},
    global_average_pool2d: {},
    max_pool1d: { pool_size: 2 },
    average_pool1d: { pool_size: 2 },
    global_max_pool1d: {},
    global_average_pool1d: {},
  },
  normalization: { batch_norm: {}, layer_norm: {} },
  sequence: {
    embedding: { output_dim: 16 },
    position_embedding: {},
    lstm: { units: 32 },
    gru: { units: 32 },
    simple_rnn: { units: 32 },
    self_attention: { num_heads: 2 },
  },
  structure: {
    residual: {
      layers: [
        { type: 'conv2d', filters: 16, kernel_size: 3, padding: 'same', activation: 'relu' },
        { type: 'conv2d', filters: 16, kernel_size: 3, padding: 'same' },
      ],
      activation: 'relu',
    },
    [REPEAT]: { times: 2, layers: [{ type: 'dense', units: 32, activation: 'relu' }] },
    flatten: {},
    reshape: { height: 28, width: 28, channels: 1 },
  },
};

/** A layer to begin with. @param {string} kind @returns {{[field: string]: Json}} */
export function newLayer(kind) {
  const groups = Object.values(LAYER_GROUPS);
  return { type: kind, ...groups.find((group) => kind in group)?.[kind] };
}
