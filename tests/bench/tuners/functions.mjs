// What tuners are compared on, as regrets: the least value is 0. Functions, which functions.py has in Python too, and recorded
// studies (table.mjs, tables.py). The spaces stand only on this side and are handed over; check.mjs compares the two at random points.
import { NAMES as TABLES, tableProblem } from './table.mjs';

/** @typedef {Record<string, any>} Params */
/** @typedef {{ space: Record<string, any>, regret: (params: Params) => number }} Problem */

const { PI, sin, cos, exp, sqrt, log2, log10 } = Math;

/** @param {number} n @param {number} low @param {number} high */
const box = (n, low, high) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i}`, { type: 'float', low, high }]));

/** @param {Params} params @returns {number[]} */
const point = (params) => Object.values(params);

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Dixon and Szego 1978. @param {Params} params */
function branin(params) {
  const [x, y] = point(params);
  const valley = y - (5.1 / (4 * PI * PI)) * x * x + (5 / PI) * x - 6;
  return valley * valley + 10 * (1 - 1 / (8 * PI)) * cos(x) + 10 - 0.39788735772973816;
}

const HARTMANN = [
  {
    weight: 1,
    scale: [10, 3, 17, 3.5, 1.7, 8],
    centre: [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  },
  {
    weight: 1.2,
    scale: [0.05, 10, 17, 0.1, 8, 14],
    centre: [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  },
  {
    weight: 3,
    scale: [3, 3.5, 1.7, 10, 17, 8],
    centre: [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  },
  {
    weight: 3.2,
    scale: [17, 8, 0.05, 10, 0.1, 14],
    centre: [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
  },
];

/** Hartmann 1973. @param {Params} params */
function hartmann6(params) {
  const x = point(params);
  const hills = HARTMANN.map(({ weight, scale, centre }) => {
    const distance = sum(x.map((value, j) => scale[j] * (value - centre[j]) * (value - centre[j])));
    return weight * exp(-distance);
  });
  return 3.32236801141551 - sum(hills);
}

/** Rosenbrock 1960, in any number of dimensions. @param {Params} params */
export function rosenbrock(params) {
  const x = point(params);
  let total = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const bend = x[i + 1] - x[i] * x[i];
    total += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
  }
  return total;
}

/** Ackley 1987. @param {Params} params */
function ackley(params) {
  const x = point(params);
  const square = sum(x.map((value) => value * value)) / x.length;
  const wave = sum(x.map((value) => cos(2 * PI * value))) / x.length;
  return -20 * exp(-0.2 * sqrt(square)) - exp(wave) + 20 + Math.E;
}

/** Rastrigin 1974. @param {Params} params */
function rastrigin(params) {
  const x = point(params);
  return 10 * x.length + sum(x.map((value) => value * value - 10 * cos(2 * PI * value)));
}

/** Levy and Montalvo 1985. @param {Params} params */
function levy(params) {
  const w = point(params).map((value) => 1 + (value - 1) / 4);
  const last = w[w.length - 1];
  const inner = w.slice(0, -1).map((value) => {
    const wave = sin(PI * value + 1);
    return (value - 1) * (value - 1) * (1 + 10 * wave * wave);
  });
  const first = sin(PI * w[0]);
  const end = sin(2 * PI * last);
  return first * first + sum(inner) + (last - 1) * (last - 1) * (1 + end * end);
}

const OPTIMIZERS = [
  { name: 'sgd', rate: -0.8, penalty: 0.002 },
  { name: 'adam', rate: -3, penalty: 0 },
  { name: 'rmsprop', rate: -3.3, penalty: 0.004 },
];
const BEST_UNITS = [6, 5, 4]; // powers of two

const units = { type: 'int', low: 8, high: 256, log: true };
const MLP = {
  lr: { type: 'float', low: 1e-5, high: 1, log: true },
  optimizer: { type: 'categorical', choices: OPTIMIZERS.map(({ name }) => name) },
  momentum: { type: 'float', low: 0, high: 0.99, when: { optimizer: ['sgd'] } },
  layers: { type: 'int', low: 1, high: 3 },
  units0: units,
  units1: { ...units, when: { layers: [2, 3] } },
  units2: { ...units, when: { layers: [3] } },
  dropout: { type: 'float', low: 0, high: 0.5 },
  batch_exp: { type: 'int', low: 4, high: 8 },
};

/** What tuning a multilayer perceptron is like: a rate whose best value follows from the optimizer and its momentum, widths of
 * layers that need not exist. @param {Params} params */
function mlp(params) {
  const { lr, optimizer, momentum = 0, layers, dropout, batch_exp } = params;
  const best = OPTIMIZERS.findIndex(({ name }) => name === optimizer);
  const { rate, penalty } = OPTIMIZERS[best];
  const miss = log10(lr) - log10(1 - momentum) - rate;
  let total = 0.01 * miss * miss + penalty;
  for (let i = 0; i < layers; i++) {
    const off = log2(params[`units${i}`]) - BEST_UNITS[i];
    total += 0.004 * off * off;
  }
  total += 0.003 * (layers - 2) * (layers - 2) + 0.05 * (dropout - 0.2) * (dropout - 0.2);
  return total + 0.001 * (batch_exp - 5) * (batch_exp - 5);
}

/** @type {Record<string, Problem>} */
const FUNCTIONS = {
  branin: {
    space: { x0: { type: 'float', low: -5, high: 10 }, x1: { type: 'float', low: 0, high: 15 } },
    regret: branin,
  },
  hartmann6: { space: box(6, 0, 1), regret: hartmann6 },
  rosenbrock5: { space: box(5, -2.048, 2.048), regret: rosenbrock },
  ackley10: { space: box(10, -32.768, 32.768), regret: ackley },
  rastrigin5: { space: box(5, -5.12, 5.12), regret: rastrigin },
  levy10: { space: box(10, -10, 10), regret: levy },
  mlp: { space: MLP, regret: mlp },
};

/** @type {Record<string, Problem>} */
export const PROBLEMS = {
  ...FUNCTIONS,
  ...Object.fromEntries(TABLES.map((name) => [name, tableProblem(name)])),
};

/** What the cost of a proposal is measured on: so many trials of Rosenbrock's function; `samplers` if not all.
 * @type {Record<string, Problem & { trials: number, samplers?: string[] }>} */
export const COSTS = {
  'cost-5d': { space: box(5, -2.048, 2.048), regret: rosenbrock, trials: 1000 },
  'cost-10d': { space: box(10, -2.048, 2.048), regret: rosenbrock, trials: 200, samplers: ['gp'] },
  'cost-40d': {
    space: box(40, -2.048, 2.048),
    regret: rosenbrock,
    trials: 1000,
    samplers: ['tpe'],
  },
};
