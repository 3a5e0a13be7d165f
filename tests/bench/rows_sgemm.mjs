// Rows sgemm-MxNxK: the products of one training step of 784-128-10, and a square one; of lstm-b32 those of a step and of all 80;
// conv-NAME/...: the products of the convolutions of networks.mjs. All as shares of the mul+add ceiling of the same run.
import { contest, median, row } from './contest.mjs';

/** height, width, channels, kernel, filters, pictures: as many as fit in a megabyte of numbers */
const CONVOLUTIONS = {
  'mnist-1': [28, 28, 1, 3, 32, 32],
  'mnist-2': [13, 13, 32, 3, 64, 32],
  'cifar-1': [32, 32, 3, 3, 32, 32],
  'cifar-2': [15, 15, 32, 3, 64, 32],
  'cifar-3': [6, 6, 64, 3, 64, 64],
  text: [1, 500, 16, 3, 32, 32],
};

/** @type {any[]} */
const PRODUCTS = [
  { name: 'sgemm-32x128x784', form: 'nn', m: 32, n: 128, k: 784 },
  { name: 'sgemm-784x128x32', form: 'tn', m: 784, n: 128, k: 32 },
  { name: 'sgemm-256x256x256', form: 'nn', m: 256, n: 256, k: 256 },
  { name: 'lstm/step-forward', form: 'nn', m: 32, n: 128, k: 32 },
  { name: 'lstm/step-backward', form: 'nt', m: 32, n: 32, k: 128 },
  { name: 'lstm/inputs', form: 'nn', m: 2560, n: 128, k: 32 },
  { name: 'lstm/dw', form: 'tn', m: 32, n: 128, k: 2560 },
  { name: 'lstm/dx', form: 'nt', m: 2560, n: 32, k: 128 },
  ...Object.entries(CONVOLUTIONS).flatMap(([name, conv]) =>
    ['forward', 'dw', ...(name.endsWith('-1') ? [] : ['dx'])].map((pass) => ({
      name: `conv-${name}/${pass}`,
      conv,
      pass,
    })),
  ),
];

/** A share above this is no speed but a mistake of the measurement. A fused multiplication and addition counts as two. */
const IMPOSSIBLE = { exact: 1.15, fast: 2.3 };

export const names = PRODUCTS.map(({ name }) => name);

/** @param {import('./bench.mjs').Options} options */
export async function measure({ wanted, rounds, quick, speed, say }) {
  const products = PRODUCTS.filter(({ name }) => wanted(name));
  const contestant = { name: 'sgemm', file: 'sgemm.mjs', options: { products, speed } };
  const how = { rounds: rounds ?? (quick ? 11 : 101), warm: true, say: () => {} };
  say('sgemm');
  const answers = /** @type {any} */ ((await contest([contestant], how)).get('sgemm')).rounds;
  const ceiling = median(answers.map((/** @type {any} */ { ceiling }) => ceiling));
  return products.map(({ name }, i) => {
    const ours = median(answers.map((/** @type {any} */ answer) => answer.products[i]));
    if (ours > IMPOSSIBLE[speed] * ceiling) {
      throw new Error(`${name}: ${ours} GFLOP/s is more than the machine can do (${ceiling})`);
    }
    return row(name, 'GFLOP/s', ours, 'mul+add ceiling', ceiling);
  });
}
