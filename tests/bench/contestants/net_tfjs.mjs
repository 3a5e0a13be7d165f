// A network of networks.mjs in TensorFlow.js: wasm has no gradient of a convolution or an embedding, so the cpu backend runs them. It is
// so slow that one step is measured once and answered to every round.
import { createRequire } from 'node:module';
import { NETWORKS } from '../networks.mjs';
import { compete, options } from './protocol.mjs';

const NAMES = /** @type {Record<string, string>} */ ({
  conv2d: 'conv2d',
  max_pool2d: 'maxPooling2d',
  conv1d: 'conv1d',
  max_pool1d: 'maxPooling1d',
  global_average_pool1d: 'globalAveragePooling1d',
  flatten: 'flatten',
  dense: 'dense',
  embedding: 'embedding',
  lstm: 'lstm',
});

const camel = (/** @type {string} */ name) =>
  name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

const network = NETWORKS[options.network];
const words = 'words' in network.data ? network.data : null;
const shape = 'pixels' in network.data ? network.data.pixels : words ? [words.length] : [28, 28, 1];

/** @param {any} tf @param {any} layers */
function modelOf(tf, layers) {
  const model = layers.sequential();
  for (const { type, ...fields } of /** @type {any[]} */ (network.layers)) {
    const own = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [camel(key), value]),
    );
    if (type === 'lstm') own.recurrentInitializer = 'glorotUniform'; // its orthogonal one fails without chained operations
    if (type === 'embedding')
      Object.assign(own, { inputDim: words?.words, inputLength: words?.length });
    else if (model.layers.length === 0) Object.assign(own, { inputShape: shape });
    model.add(layers.layers[NAMES[type]](own));
  }
  const outputs = network.classes === 2 ? 1 : network.classes;
  model.add(
    layers.layers.dense({ units: outputs, activation: outputs === 1 ? 'sigmoid' : 'softmax' }),
  );
  const loss = outputs === 1 ? 'binaryCrossentropy' : 'categoricalCrossentropy';
  model.compile({ optimizer: tf.train.adam(0.001), loss });
  return model;
}

await compete(async () => {
  const require = createRequire(new URL('../../../scripts/peers/package.json', import.meta.url));
  let tf;
  try {
    tf = require('@tensorflow/tfjs-core');
  } catch {
    return { missing: 'not installed' };
  }
  require('@tensorflow/tfjs-backend-cpu');
  const layers = require('@tensorflow/tfjs-layers');
  await tf.setBackend('cpu');
  await tf.ready();
  const { samples, batch } = options;
  const model = modelOf(tf, layers);
  const size = [samples, ...shape];
  const x = words ? tf.randomUniform(size, 1, words.words, 'int32') : tf.randomUniform(size);
  const target = tf.randomUniform([samples], 0, network.classes, 'int32');
  const y =
    network.classes === 2
      ? tf.cast(target, 'float32')
      : tf.cast(tf.oneHot(target, network.classes), 'float32');
  /** @type {any} */
  let once = null;
  return {
    about: `TensorFlow.js ${tf.version_core}, cpu backend (wasm cannot train this), 1 thread, one step of ${samples} samples`,
    round: async () => {
      if (once) return once;
      const before = performance.now();
      const { history } = await model.fit(x, y, {
        epochs: 1,
        batchSize: Math.min(batch, samples),
        verbose: 0,
        yieldEvery: 'never',
      });
      const seconds = (performance.now() - before) / 1000;
      once = { samples_per_second: samples / seconds, loss: history.loss[0] };
      return once;
    },
  };
});
