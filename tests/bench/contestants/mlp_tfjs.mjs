// 784-128-10 on MNIST in TensorFlow.js's wasm backend (SIMD), one thread. A round is one epoch of model.fit.
import { createRequire } from 'node:module';
import path from 'node:path';
import { compete, idxBytes, options } from './protocol.mjs';

/** TensorFlow.js from scripts/peers, ready for use; null when it is not there. */
async function loadTfjs() {
  const require = createRequire(new URL('../../../scripts/peers/package.json', import.meta.url));
  let wasm;
  try {
    wasm = require('@tensorflow/tfjs-backend-wasm');
  } catch {
    return null;
  }
  const tf = require('@tensorflow/tfjs-core');
  require('@tensorflow/tfjs-backend-cpu'); // what the wasm backend hands on
  const layers = require('@tensorflow/tfjs-layers');
  wasm.setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  wasm.setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  return { tf, layers };
}

/** @param {any} layers */
function modelOf(layers) {
  const { dense, dropout } = layers.layers;
  const model = layers.sequential({
    layers: [
      dense({ units: 128, activation: 'relu', inputShape: [784] }),
      dropout({ rate: options.dropout }),
      dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  return model;
}

await compete(async () => {
  const tfjs = await loadTfjs();
  if (!tfjs) return { missing: 'not installed' };
  const { tf, layers } = tfjs;
  const { samples, batch } = options;
  const pixels = idxBytes('train-images-idx3-ubyte.gz', 16).subarray(0, samples * 784);
  const labels = idxBytes('train-labels-idx1-ubyte.gz', 8).subarray(0, samples);
  const x = tf.tensor2d(
    Float32Array.from(pixels, (pixel) => pixel / 255),
    [samples, 784],
  );
  const y = tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10), 'float32');
  const model = modelOf(layers);
  const how = { epochs: 1, batchSize: batch, shuffle: true, verbose: 0, yieldEvery: 'never' };
  return {
    about: `TensorFlow.js ${tf.version_core}, ${tf.getBackend()} backend with SIMD, 1 thread, ${samples} samples a round`,
    round: async () => {
      const before = performance.now();
      const { history } = await model.fit(x, y, how);
      const seconds = (performance.now() - before) / 1000;
      return { samples_per_second: samples / seconds, loss: history.loss[0] };
    },
  };
});
