// The functions in JavaScript and in Python are the same: compared at random points of their spaces.
import { numbers } from '../networks.mjs';
import { FRONTS } from './fronts.mjs';
import { PROBLEMS } from './functions.mjs';
import { askPeer } from './peers.mjs';

const POINTS = 200;
const TOLERANCE = 1e-12;

/** @param {string} name */
const problemOf = (name) => FRONTS[name] ?? PROBLEMS[name];

/** @param {Record<string, any>} space @param {() => number} draw 0 <= draw() < 1 */
function randomPoint(space, draw) {
  /** @type {Record<string, any>} */
  const params = {};
  for (const [name, { type, low, high, log, choices, when = {} }] of Object.entries(space)) {
    const share = draw();
    const active = Object.entries(when).every(([parent, values]) =>
      /** @type {any[]} */ (values).includes(params[parent]),
    );
    if (!active) continue;
    if (type === 'categorical') params[name] = choices[Math.floor(share * choices.length)];
    else if (type === 'int') params[name] = low + Math.floor(share * (high - low + 1));
    else params[name] = log ? low * (high / low) ** share : low + share * (high - low);
  }
  return params;
}

/** @param {string[]} names of functions @returns {Promise<number>} the largest difference, by the value or 1 */
export async function largestDifference(names) {
  const stream = numbers(1);
  const draw = () => /** @type {number} */ (stream.next().value) / 2 ** 24;
  const points = Object.fromEntries(
    names.map((name) => [
      name,
      Array.from({ length: POINTS }, () => randomPoint(problemOf(name).space, draw)),
    ]),
  );
  const [theirs] = await askPeer({ command: 'check', points });
  const differences = names.flatMap((name) =>
    points[name].map((params, i) => {
      const problem = problemOf(name);
      const ours = 'values' in problem ? problem.values(params) : [problem.regret(params)];
      return ours.map((value, m) => {
        const their = 'values' in problem ? theirs[name][i][m] : theirs[name][i];
        return Math.abs(value - their) / Math.max(1, Math.abs(value));
      });
    }),
  );
  return Math.max(...differences.flat());
}

/** @param {string[]} names */
export async function checkFunctions(names) {
  const difference = await largestDifference(names);
  if (!(difference <= TOLERANCE))
    throw new Error(`the functions in JavaScript and in Python differ by ${difference}`);
}
