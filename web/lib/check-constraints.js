/** Checks "constraints" of a study file. */
import { compileConstraint } from './constraint-code.js';
import { Mistake, parseConstraint } from './constraint.js';
import { problem, show } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */

const MOST = 100;

/** What can be said of them without the space: texts in a list, each a constraint by its form.
 * @param {Problem[]} errors
 * @param {unknown} json
 * @returns {{constraints?: string[]}} with nothing in it when there are none */
export function checkConstraintTexts(errors, json) {
  if (json === undefined || json === null) return {};
  if (!Array.isArray(json)) {
    errors.push(problem('constraints', 'constraint_list', { value: show(json) }));
    return {};
  }
  if (json.length > MOST)
    errors.push(problem('constraints', 'constraint_many', { count: json.length, most: MOST }));
  json.forEach((text, i) => {
    if (typeof text !== 'string')
      errors.push(problem(`constraints.${i}`, 'constraint_text', { value: show(text) }));
    else if (json.indexOf(text) < i)
      errors.push(problem(`constraints.${i}`, 'constraint_twice', { first: json.indexOf(text) }));
    else note(errors, i, () => parseConstraint(text));
  });
  return json.length > 0 ? { constraints: json } : {};
}

/** Each of them over the space.
 * @param {Problem[]} errors
 * @param {Record<string, import('./types.js').Param>} space from expandSpace
 * @param {string[]} [constraints] */
export function checkConstraints(errors, space, constraints = []) {
  constraints.forEach((text, i) => {
    note(errors, i, () => compileConstraint(space, text));
  });
}

/** @param {Problem[]} errors @param {number} i @param {() => unknown} read throws Mistake */
function note(errors, i, read) {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    errors.push(problem(`constraints.${i}`, error.code, error.values));
  }
}

/** Weights of the choices of a parameter.
 * @param {Problem[]} errors
 * @param {unknown} weights
 * @param {unknown} choices
 * @param {string} path of the weights
 * @returns {{weights?: number[]}} with nothing in it when they are left out */
export function checkWeights(errors, weights, choices, path) {
  if (weights === undefined || weights === null) return {};
  if (!Array.isArray(weights)) {
    errors.push(problem(path, 'expected_list', { value: show(weights) }));
    return {};
  }
  weights.forEach((weight, i) => {
    const isGood = typeof weight === 'number' && weight > 0 && weight <= 1e9;
    if (!isGood) errors.push(problem(`${path}.${i}`, 'weight', { value: show(weight), most: 1e9 }));
  });
  const count = Array.isArray(choices) ? choices.length : 0;
  if (count > 0 && weights.length !== count)
    errors.push(problem(path, 'weights_count', { count: weights.length, choices: count }));
  return { weights };
}

/** The tuner has counted the space, and nothing in it keeps the constraints. */
export const impossible = () => problem('constraints', 'constraints_impossible');

/** The tuner has drawn so often, and found nothing. @param {number} draws */
export const never = (draws) => problem('constraints', 'constraints_never', { draws });
