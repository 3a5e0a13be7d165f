// Tunes a plain function: Branin's, which has three equal minima of 0.397887, with a Gaussian process.
//
//     node examples/ask-and-tell/plain-function.mjs
import { Study } from 'sweetspot';

/** @param {number} x @param {number} y */
function branin(x, y) {
  const curve = y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6;
  return curve ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
}

const study = await Study.create({
  space: {
    x: { type: 'float', low: -5, high: 10 },
    y: { type: 'float', low: 0, high: 15 },
  },
  search: { sampler: { type: 'gp' }, trials: 40, seed: 1, parallelism: 1 },
  objective: { direction: 'minimize' },
});

for (let trial = await study.ask(); trial; trial = await study.ask()) {
  const { x, y } = /** @type {{ x: number, y: number }} */ (trial.params);
  const value = branin(x, y);
  await study.tell(trial.number, { value });
  const improved = study.best?.number === trial.number ? '  best so far' : '';
  console.log(`trial ${String(trial.number).padStart(2)}: ${value.toFixed(6)}${improved}`);
}

const { number, value, params } = /** @type {import('sweetspot').Best} */ (study.best);
console.log(`best: ${value.toFixed(6)} at ${JSON.stringify(params)}, trial ${number}`);
study.close();
