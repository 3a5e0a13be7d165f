/** The corners of a space: a few configurations among which one that cannot be built is likely to show itself. */
import { isActive } from './expand.js';

/** @typedef {import('./types.js').Json} Json */
/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Params} Params */
/** @typedef {Record<string, Param>} Space from expandSpace: parents first */

/** A value for every parameter, whether it is active or not. @typedef {Params} Wishes */

/** The values at which a parameter is looked at: every choice, or both ends of a range.
 * @param {Param} param
 * @returns {Json[]} */
export function endsOf({ type, low = 0, high = 0, choices = [] }) {
  if (type === 'categorical') return choices;
  return low === high ? [low] : [low, high];
}

/** All parameters at their first value, all at their last, then each value of each parameter between the first values of the
 * others and between the last ones.
 * @param {Space} space
 * @param {number} most so many at most
 * @returns {Wishes[]} */
export function cornersOf(space, most) {
  const entries = Object.entries(space);
  const first = Object.fromEntries(entries.map(([name, param]) => [name, endsOf(param)[0]]));
  const last = Object.fromEntries(
    entries.map(([name, param]) => [name, endsOf(param).at(-1) ?? null]),
  );
  /** @type {Map<string, Wishes>} */
  const corners = new Map();
  /** @param {Wishes} wishes */
  const add = (wishes) => {
    if (corners.size < most) corners.set(JSON.stringify(wishes), wishes);
  };
  for (const base of [first, last]) add(base);
  for (const base of [first, last]) {
    for (const [name, param] of entries)
      for (const value of endsOf(param)) add(wish(space, base, name, value));
  }
  return [...corners.values()];
}

/** The same wishes with another value of one parameter, and with values of its parents for which it exists.
 * @param {Space} space
 * @param {Wishes} wishes
 * @param {string} name
 * @param {Json} value
 * @returns {Wishes} */
export function wish(space, wishes, name, value) {
  const next = { ...wishes, [name]: value };
  const { when = {} } = space[name];
  if (isActive(space[name], paramsOf(space, next))) return next;
  return Object.entries(when).reduce((all, [parent, [needed]]) => {
    if (when[parent].some((one) => JSON.stringify(one) === JSON.stringify(all[parent]))) return all;
    return wish(space, all, parent, needed);
  }, next);
}

/** Only what is active, as a configuration has it.
 * @param {Space} space
 * @param {Wishes} wishes
 * @returns {Params} */
export function paramsOf(space, wishes) {
  /** @type {Params} */
  const params = {};
  for (const [name, param] of Object.entries(space))
    if (isActive(param, params)) params[name] = wishes[name];
  return params;
}
