/** Trials of an earlier study that a sampler may learn from before it proposes its first. */
import { encodeParams } from './encode.js';
import { StudyError } from './errors.js';
import { firstObjective, objectivesOf, valuesOf } from './objectives.js';
import { checkParams } from './params.js';
import { isObject, problem, same, show } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Params} Params */
/** @typedef {import('./types.js').Param} Param */
/** @typedef {{ params: Params, value?: number | null, values?: readonly (number | null)[] | null, state?: string }} WarmTrial */
/** @typedef {readonly WarmTrial[] | { trials: readonly WarmTrial[], study?: any }} WarmStart a list, or the result of a run */

const PATH = 'warm_start';

/**
 * Gives a new tuner what fits of them.
 * @param {import('./engine-study.js').StudyHandle} tuner
 * @param {Record<string, Param>} space from expandSpace
 * @param {Pick<import('./types.js').StudyFile, 'space' | 'constraints'> & { objective: any, search: any }} study
 * @param {unknown} given a WarmStart
 * @returns {{ trials: { params: Params, values: number[] }[], warnings: Problem[] }} those that it took; throws StudyError
 */
export function warmUp(tuner, space, study, given) {
  const all = trialsOf(given, study);
  /** @type {{ params: Params, values: number[] }[]} */
  const known = [];
  /** @type {Problem[]} */
  const misfits = [];
  let left = 0;
  all.forEach((trial, i) => {
    const wrong = misfitsOf(trial, study, `${PATH}.${i}`);
    if (wrong.length === 0) known.push({ params: trial.params, values: numbersOf(trial) });
    else if (left++ === 0) misfits.push(...wrong);
  });
  const rows = known.map(({ params }) => encodeParams(space, params));
  const taken = tuner.state.warm(
    rows,
    known.map(({ values }) => values),
  );
  if (!taken) {
    const sampler = study.search.sampler.type;
    return { trials: [], warnings: [problem(PATH, 'warm_no_use', { sampler })] };
  }
  const refused = taken.indexOf(false);
  if (misfits.length === 0 && refused >= 0) {
    const { params } = known[refused];
    misfits.push(
      problem(`${PATH}.${all.findIndex((trial) => trial.params === params)}`, 'warm_refused'),
    );
  }
  const trials = known.filter((_, i) => taken[i]);
  const count = all.length - trials.length;
  const summary = problem(PATH, 'warm_left_out', { count, total: all.length });
  return { trials, warnings: count > 0 ? [summary, ...misfits] : [] };
}

/** @param {unknown} given @param {{ objective: any }} study @returns {readonly WarmTrial[]} */
function trialsOf(given, study) {
  if (Array.isArray(given)) return given;
  const trials = isObject(given) ? given.trials : undefined;
  if (!Array.isArray(trials))
    throw new StudyError([problem(PATH, 'warm_no_trials', { value: show(given) })]);
  const other = /** @type {any} */ (given).study?.objective;
  if (other === undefined) return trials;
  const its = objectivesOf({ objective: other }).map(namesOf);
  const ours = objectivesOf(study).map(namesOf);
  if (!same(its, ours)) {
    const values = { other: its.flat().join(' '), own: ours.flat().join(' ') };
    throw new StudyError([problem(PATH, 'warm_other_objective', values)]);
  }
  return trials;
}

/** @param {{ metric?: string, direction?: string }} objective */
const namesOf = ({ metric, direction }) => [metric ?? 'value', direction ?? ''];

/** Why a trial is of no use; the first reason of each. @param {WarmTrial} trial @param {any} study @param {string} path @returns {Problem[]} */
function misfitsOf(trial, study, path) {
  if (!isObject(trial)) return [problem(path, 'expected_object', { value: show(trial) })];
  const { state = 'complete' } = trial;
  const numbers = numbersOf(trial);
  const count = objectivesOf(study).length;
  if (state !== 'complete' || numbers.length !== count || !numbers.every(Number.isFinite))
    return [
      problem(path, 'warm_no_value', { state, metric: firstObjective(study).metric ?? 'value' }),
    ];
  return checkParams(study, trial.params, path);
}

/** @param {WarmTrial} trial */
const numbersOf = (trial) =>
  valuesOf(/** @type {any} */ (trial)).map((value) => value ?? Number.NaN);
