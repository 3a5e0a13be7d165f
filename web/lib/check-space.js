/** Checks the space of a study: its parameters, their ranges and their conditions. */
import { checkWeights } from './check-constraints.js';
import { nameProblem, numberProblem } from './check-values.js';
import { checkKeys, isObject, join, list, nearest, problem, same, show } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Param} Param */

const KINDS = ['float', 'int', 'categorical'];
const MAX_NAME = 100;
/** Ratios and steps may miss a whole number by this much: 0.1 is not exact in binary. */
export const SLACK = 1e-9;

/** @param {Problem[]} errors
 * @param {unknown} json
 * @returns {Map<string, Param | null>} by name, in the order of the file; null for a parameter that is wrong */
export function checkSpace(errors, json) {
  /** @type {Map<string, Param | null>} */
  const space = new Map();
  if (json === undefined) return space;
  if (!isObject(json)) {
    errors.push(problem('space', 'expected_object', { value: show(json) }));
    return space;
  }
  for (const [name, entry] of Object.entries(json)) {
    const before = errors.length;
    const param = checkParam(errors, name, entry);
    space.set(name, errors.length === before ? param : null);
  }
  for (const name of space.keys()) checkWhen(errors, space, name);
  checkCycles(errors, space);
  return space;
}

/** @param {Problem[]} errors
 * @param {string} name
 * @param {unknown} entry
 * @returns {Param | null} */
function checkParam(errors, name, entry) {
  const path = `space.${name}`;
  const inherited = name in {}; // objects of values would seem to have it
  if (name.trim() === '' || name.includes('.') || name.length > MAX_NAME || inherited) {
    errors.push(problem(path, 'param_name', { name: show(name) }));
  }
  if (!isObject(entry)) {
    errors.push(problem(path, 'expected_object', { value: show(entry) }));
    return null;
  }
  const kind = nameProblem(entry.type, KINDS);
  if (kind) {
    const code = entry.type === undefined ? 'missing' : kind.code;
    errors.push(problem(join(path, 'type'), code, { ...kind.values, key: 'type' }));
    return null;
  }
  const when = conditionsOf(errors, entry.when, path);
  const param =
    entry.type === 'categorical'
      ? checkChoices(errors, entry, path)
      : checkRange(errors, entry, path);
  return when ? { ...param, when } : param;
}

/** A single value may stand for a list of one.
 * @param {Problem[]} errors
 * @param {unknown} when
 * @param {string} path
 * @returns {Record<string, any[]> | undefined} */
function conditionsOf(errors, when, path) {
  if (when === undefined) return undefined;
  if (!isObject(when)) {
    errors.push(problem(join(path, 'when'), 'expected_object', { value: show(when) }));
    return undefined;
  }
  const pairs = Object.entries(when).map(([parent, value]) => [
    parent,
    Array.isArray(value) ? value : [value],
  ]);
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** @param {Problem[]} errors
 * @param {Record<string, any>} entry
 * @param {string} path
 * @returns {Param} */
function checkChoices(errors, entry, path) {
  checkKeys(errors, entry, ['type', 'choices', 'weights', 'when'], path);
  const place = join(path, 'choices');
  const choices = entry.choices;
  if (choices === undefined) errors.push(problem(place, 'missing', { key: 'choices' }));
  else if (!Array.isArray(choices)) {
    errors.push(problem(place, 'expected_list', { value: show(choices) }));
  } else if (choices.length === 0) errors.push(problem(place, 'choices_empty'));
  else {
    choices.forEach((choice, i) => {
      if (typeof choice === 'number' && !Number.isFinite(choice)) {
        errors.push(problem(join(place, i), 'expected_number', { value: String(choice) }));
      }
      const first = choices.findIndex((other) => same(other, choice));
      if (first < i) errors.push(problem(join(place, i), 'choice_twice', { value: show(choice) }));
    });
  }
  const weights = checkWeights(errors, entry.weights, choices, join(path, 'weights'));
  return { type: 'categorical', choices, ...weights };
}

/** @param {Problem[]} errors
 * @param {Record<string, any>} entry
 * @param {string} path
 * @returns {Param} */
function checkRange(errors, entry, path) {
  const { type, low, high, step, log = false } = entry;
  checkKeys(errors, entry, ['type', 'low', 'high', 'log', 'step', 'when'], path);
  const before = errors.length;
  for (const key of ['low', 'high']) {
    if (entry[key] === undefined) {
      errors.push(problem(join(path, key), 'missing', { key }));
    } else {
      const wrong =
        type === 'int' ? wholeProblem(entry[key]) : numberProblem(entry[key], { type: 'float' });
      if (wrong) errors.push(problem(join(path, key), wrong.code, wrong.values));
    }
  }
  if (typeof log !== 'boolean') {
    errors.push(problem(join(path, 'log'), 'expected_boolean', { value: show(log) }));
  }
  if (errors.length === before) checkEnds(errors, { low, high, log }, path);
  const good = errors.length === before;
  if (step !== undefined && step !== null)
    checkStep(errors, { type, low, high, log, step }, path, good);
  /** @type {Param} */
  const param = { type, low, high, log };
  return step === undefined || step === null ? param : { ...param, step };
}

/** @param {unknown} value */
const wholeProblem = (value) =>
  numberProblem(value, {
    type: 'int',
    low: Number.MIN_SAFE_INTEGER,
    high: Number.MAX_SAFE_INTEGER,
  });

/** @param {Problem[]} errors
 * @param {{low: number, high: number, log: boolean}} range
 * @param {string} path */
function checkEnds(errors, { low, high, log }, path) {
  if (low > high) errors.push(problem(join(path, 'low'), 'low_above_high', { low, high }));
  if (log && low <= 0) errors.push(problem(join(path, 'low'), 'log_of_zero', { low }));
}

/** @param {Problem[]} errors
 * @param {{type: string, low: number, high: number, log: boolean, step: any}} range
 * @param {string} path
 * @param {boolean} good whether low and high are */
function checkStep(errors, { type, low, high, log, step }, path, good) {
  const place = join(path, 'step');
  const wrong = type === 'int' ? wholeProblem(step) : numberProblem(step, { type: 'float' });
  if (wrong) errors.push(problem(place, wrong.code, wrong.values));
  else if (log && step <= 1) errors.push(problem(place, 'factor_too_small', { step }));
  else if (step <= 0) errors.push(problem(place, 'step_not_positive', { step }));
  else if (good) {
    const reached = log ? lastPower(low, high, step) : low + Math.round((high - low) / step) * step;
    if (Math.abs(reached - high) <= SLACK * Math.max(Math.abs(high), step)) return;
    const last = log ? reached : low + Math.floor((high - low) / step) * step;
    const next = Number((log ? last * step : last + step).toPrecision(12));
    const code = log ? 'factor_does_not_reach' : 'step_does_not_divide';
    errors.push(
      problem(place, code, { low, high, step, last: Number(last.toPrecision(12)), next }),
    );
  }
}

/** The largest low * step^k that is not above high.
 * @param {number} low
 * @param {number} high
 * @param {number} step */
function lastPower(low, high, step) {
  let value = low;
  for (let k = 0; k < 1e6 && value * step <= high * (1 + SLACK); k++) value *= step;
  return value;
}

/** @param {Problem[]} errors
 * @param {Map<string, Param | null>} space
 * @param {string} name */
function checkWhen(errors, space, name) {
  for (const [parent, values] of Object.entries(space.get(name)?.when ?? {})) {
    const path = `space.${name}.when.${parent}`;
    const param = space.get(parent);
    if (param === undefined) {
      const names = [...space.keys()].filter((other) => other !== name);
      const hint = nearest(parent, names);
      errors.push(problem(path, 'when_unknown', { parent, hint, names: list(names) }));
    } else if (values.length === 0) {
      errors.push(problem(path, 'when_empty', { parent }));
    } else if (param) checkWhenValues(errors, parent, param, values, path);
  }
}

/** @param {Problem[]} errors
 * @param {string} parent
 * @param {Param} param
 * @param {any[]} values
 * @param {string} path */
function checkWhenValues(errors, parent, param, values, path) {
  if (param.type === 'float' && param.step === undefined) {
    errors.push(problem(path, 'when_float', { parent }));
    return;
  }
  for (const value of values) {
    if (takes(param, value)) continue;
    const allowed =
      param.type === 'categorical'
        ? list((param.choices ?? []).map(show))
        : `${param.low} .. ${param.high}`;
    errors.push(problem(path, 'when_value', { value: show(value), parent, allowed }));
  }
}

/** Whether a parameter can have this value.
 * @param {Param} param
 * @param {unknown} value */
export function takes(param, value) {
  if (param.type === 'categorical')
    return (param.choices ?? []).some((choice) => same(choice, value));
  const { low = 0, high = 0, step, log } = param;
  if (numberProblem(value, { type: param.type, low, high })) return false;
  const number = /** @type {number} */ (value);
  if (step === undefined) return true;
  const reached = log
    ? lastPower(low, number, step)
    : low + Math.round((number - low) / step) * step;
  return Math.abs(reached - number) <= SLACK * Math.max(Math.abs(number), step);
}

/** @param {Problem[]} errors
 * @param {Map<string, Param | null>} space */
function checkCycles(errors, space) {
  /** @type {Set<string>} */
  const done = new Set();
  for (const start of space.keys()) {
    /** @type {string[]} */
    const trail = [];
    /** @param {string} name */
    const visit = (name) => {
      const at = trail.indexOf(name);
      if (at >= 0) {
        const names = [...trail.slice(at), name].join(' -> ');
        errors.push(problem(`space.${name}.when`, 'when_cycle', { names }));
      }
      if (at >= 0 || done.has(name)) return;
      trail.push(name);
      for (const parent of Object.keys(space.get(name)?.when ?? {})) visit(parent);
      trail.pop();
      done.add(name);
    };
    visit(start);
  }
}
