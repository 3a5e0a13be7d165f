/** Checks the values of one configuration. */
import { numberProblem } from './check-values.js';
import { expandSpace, isActive } from './expand.js';
import { isObject, list, nearest, problem, same, show } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */

/** Checks the values of one configuration, such as `--params` of the command line.
 * @param {Pick<import('./types.js').StudyFile, 'space'>} study a checked one
 * @param {unknown} params
 * @param {string} place where they stand
 * @returns {Problem[]} */
export function checkParams(study, params, place = 'params') {
  if (!isObject(params)) return [problem(place, 'expected_object', { value: show(params) })];
  const space = expandSpace(study);
  /** @type {Problem[]} */
  const errors = [];
  const names = Object.keys(space);
  for (const name of Object.keys(params)) {
    if (Object.hasOwn(space, name)) continue;
    const values = { name, hint: nearest(name, names), names: list(names) };
    errors.push(problem(`${place}.${name}`, 'param_not_in_space', values));
  }
  for (const [name, param] of Object.entries(space)) {
    const path = `${place}.${name}`;
    const given = Object.hasOwn(params, name);
    if (!isActive(param, params)) {
      if (given) errors.push(problem(path, 'param_inactive', { name, when: show(param.when) }));
    } else if (!given) errors.push(problem(path, 'param_missing', { name }));
    else errors.push(...valueProblems(param, params[name], path));
  }
  return errors;
}

/** @param {import('./types.js').Param} param
 * @param {unknown} value
 * @param {string} path
 * @returns {Problem[]} */
export function valueProblems(param, value, path) {
  if (param.type !== 'categorical') {
    const { type, low, high } = param;
    const wrong = numberProblem(value, { type, low, high });
    return wrong ? [problem(path, wrong.code, wrong.values)] : [];
  }
  const choices = param.choices ?? [];
  if (choices.some((choice) => same(choice, value))) return [];
  const allowed = list(choices.map(show));
  return [problem(path, 'not_one_of', { value: show(value), hint: '', allowed })];
}
