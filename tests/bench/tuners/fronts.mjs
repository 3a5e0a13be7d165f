// npm run bench:tuners -- fronts: searches for a Pareto front. After each trial counts how much of the box between an ideal point,
// which no trial can beat, and a reference is dominated by none; the front itself leaves some of it. Two values, both minimized;
// fronts.py has the same functions.

/** @typedef {Record<string, any>} Params */
/** @typedef {{ space: Record<string, any>, values: (params: Params) => number[], ideal: number[], reference: number[] }} Front */

const { abs, exp, sin, sqrt } = Math;

/** @param {number} n @param {number} low @param {number} high */
const box = (n, low, high) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i}`, { type: 'float', low, high }]));

/** Schaffer 1985. @param {Params} params */
const schaffer = ({ x0: x }) => [x * x, (x - 2) * (x - 2)];

/** Kursawe 1991. @param {Params} params */
function kursawe(params) {
  const x = Object.values(params);
  let first = 0;
  for (let i = 0; i + 1 < x.length; i++)
    first -= 10 * exp(-0.2 * sqrt(x[i] * x[i] + x[i + 1] * x[i + 1]));
  let second = 0;
  for (const value of x) second += abs(value) ** 0.8 + 5 * sin(value * value * value);
  return [first, second];
}

/** Zitzler, Deb and Thiele 2000. @param {Params} params */
function zdt1(params) {
  const [x, ...rest] = Object.values(params);
  const g = 1 + (9 / rest.length) * rest.reduce((sum, value) => sum + value, 0);
  return [x, g * (1 - sqrt(x / g))];
}

/** @type {Record<string, Front>} */
export const FRONTS = {
  schaffer: { space: box(1, -10, 10), values: schaffer, ideal: [0, 0], reference: [4, 4] },
  kursawe: { space: box(3, -5, 5), values: kursawe, ideal: [-20, -11.65], reference: [-10, 5] },
  zdt1: { space: box(6, 0, 1), values: zdt1, ideal: [0, 0], reference: [1, 10] },
};

/** The share of the box that is dominated by none of the points. @param {Front} front @param {number[][]} points */
function missing({ ideal, reference }, points) {
  const inside = points.filter(([a, b]) => a < reference[0] && b < reference[1]);
  inside.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let area = 0;
  let floor = reference[1];
  for (const [a, b] of inside) {
    if (b >= floor) continue;
    area += (reference[0] - a) * (floor - b);
    floor = b;
  }
  return 1 - area / ((reference[0] - ideal[0]) * (reference[1] - ideal[1]));
}

/** The same after each trial. @param {Front} front @param {number[][]} points of the trials @returns {number[]} */
export const missingCurve = (front, points) =>
  points.map((_, i) => missing(front, points.slice(0, i + 1)));
