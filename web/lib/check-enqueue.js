/** Checks "search.enqueue": the configurations that the user wants tried first. */
import { takes } from './check-space.js';
import { fail } from './check-values.js';
import { brokenBy } from './constraint-code.js';
import { encodeParams } from './encode.js';
import { StudyError } from './errors.js';
import { checkParams } from './params.js';
import { isObject, problem, same, show } from './problems.js';

/** @typedef {import('./types.js').StudyFile} StudyFile */

const PATH = 'search.enqueue';

/** Each gives a value to every parameter that exists with the others, exactly one that it can have; none is there twice.
 * @param {import('./check-values.js').Context} context
 * @param {StudyFile} study
 * @param {Record<string, import('./types.js').Param>} space from expandSpace
 * @param {number} budget trials */
export function checkEnqueue(context, study, space, budget) {
  const all = study.search.enqueue ?? [];
  const sorted = all.map((params) => (isObject(params) ? sortedKeys(params) : params));
  all.forEach((params, i) => {
    const path = `${PATH}.${i}`;
    const wrong = checkParams(study, params, path);
    context.errors.push(...wrong);
    if (wrong.length > 0) return;
    for (const [name, value] of Object.entries(params)) {
      const { low = 0, step = 0, log } = space[name];
      const code = log ? 'off_factor' : 'off_step';
      if (!takes(space[name], value))
        context.errors.push(problem(`${path}.${name}`, code, { value: show(value), low, step }));
    }
    const broken = brokenBy(space, study.constraints, encodeParams(space, params));
    for (const text of broken) fail(context, path, 'constraint_broken', { constraint: text });
    const first = sorted.findIndex((other) => same(other, sorted[i]));
    if (first < i) fail(context, path, 'enqueue_twice', { first: `${PATH}.${first}` });
  });
  if (all.length > budget)
    fail(context, PATH, 'enqueue_too_many', { count: all.length, trials: budget });
}

/** Hands them to the tuner, which has the last word on what exactly a value of a step is.
 * @param {import('./engine-study.js').StudyHandle} tuner
 * @param {Record<string, import('./types.js').Param>} space from expandSpace
 * @param {import('./types.js').Params[]} [own] of the study file
 * @param {import('./types.js').Params[]} [before] configurations that come before those, as far as the tuner takes them
 * @returns {boolean[]} which of `before` it has taken */
export function enqueueAll(tuner, space, own = [], before = []) {
  const taken = before.map((params) => tuner.enqueue(encodeParams(space, params)));
  const refused = own.map((params) => !tuner.enqueue(encodeParams(space, params)));
  // Those of the file may be among the ones before, or beyond the budget with them.
  const wrong = before.length > 0 ? [] : refused.flatMap((isWrong, i) => (isWrong ? [i] : []));
  if (wrong.length > 0)
    throw new StudyError(wrong.map((i) => problem(`${PATH}.${i}`, 'enqueue_refused')));
  return taken;
}

/** @param {Record<string, unknown>} object */
function sortedKeys(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
