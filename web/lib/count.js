/** How large a space is. */
import { SLACK } from './check-space.js';
import { isActive } from './expand.js';

/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Params} Params */

/** More than this is not enumerated. */
const MAX_COUNTED = 1e6;

/** How many configurations an expanded space has; Infinity when a parameter is continuous or they are too many to count.
 * @param {Record<string, Param>} space from expandSpace
 * @param {number} [points] values of a float without a step */
export function countConfigurations(space, points = Infinity) {
  const names = Object.keys(space);
  const parents = new Set(names.flatMap((name) => Object.keys(space[name].when ?? {})));
  let budget = MAX_COUNTED;
  /** @param {number} i
   * @param {Params} params
   * @returns {number} */
  const count = (i, params) => {
    let product = 1;
    for (; i < names.length; i++) {
      const param = space[names[i]];
      if (!isActive(param, params)) continue;
      if (!parents.has(names[i])) {
        product *= countValues(param, points);
        continue;
      }
      const values = allValues(param);
      if ((budget -= values.length) < 0) return Infinity;
      let sum = 0;
      for (const value of values) sum += count(i + 1, { ...params, [names[i]]: value });
      return product * sum;
    }
    return product;
  };
  return count(0, {});
}

/** Every value of a parent: a choice, or a number on a grid.
 * @param {Param} param
 * @returns {any[]} */
function allValues(param) {
  if (param.type === 'categorical') return param.choices ?? [];
  const { low = 0, step = 1, log } = param;
  const n = Math.min(countValues(param), MAX_COUNTED + 1);
  if (!log || param.step === undefined) return Array.from({ length: n }, (_, k) => low + k * step);
  const values = [low];
  while (values.length < n) values.push(values[values.length - 1] * step);
  return values;
}

/** How many values a parameter has; Infinity for a continuous one.
 * @param {Param} param
 * @param {number} points how many values a float without a step counts for */
export function countValues(param, points = Infinity) {
  const { low = 0, high = 0, step, log } = param;
  if (param.type === 'categorical') return param.choices?.length ?? 0;
  if (low === high) return 1;
  if (step === undefined) return param.type === 'int' ? high - low + 1 : points;
  if (!log) return Math.round((high - low) / step) + 1;
  let count = 1;
  for (let v = low; v * step <= high * (1 + SLACK) && count < 1e6; v *= step) count++;
  return count;
}
