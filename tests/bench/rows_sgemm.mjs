// Rows sgemm-MxNxK: the products of one training step of 784-128-10, and a square one, as shares of the mul+add ceiling.
import { contest, median, row } from './contest.mjs';

const PRODUCTS = [
  { name: 'sgemm-32x128x784', form: 'nn', m: 32, n: 128, k: 784 },
  { name: 'sgemm-784x128x32', form: 'tn', m: 784, n: 128, k: 32 },
  { name: 'sgemm-256x256x256', form: 'nn', m: 256, n: 256, k: 256 },
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
