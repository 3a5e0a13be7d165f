/** The sampler's or the pruner's own view as plain data to draw; types.d.ts says what it looks like. All figures come from C. */
import { decodeValues, encodeParams } from './encode.js';
import { VIEW } from './engine-view.js';
import { StudyError } from './errors.js';
import { valueProblems } from './params.js';
import { isObject, list, nearest, problem, show } from './problems.js';

/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Params} Params */
/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').View} View */
/** @typedef {import('./types.js').ViewAxis} ViewAxis */
/** @typedef {import('./types.js').ViewRequest} ViewRequest */

const MOST_POINTS = { line: 1000, plane: 200 };
const POINTS = { line: 101, plane: 31 };
const MOST_RUNGS = 31;
const WHOSE = ['sampler', 'pruner', 'forest'];

/** A study as a view needs it.
 * @typedef {object} Viewed
 * @property {import('./engine-study.js').StudyHandle} tuner
 * @property {Record<string, Param>} space from expandSpace
 * @property {string} sampler the name of the one in use
 * @property {string} pruner its name
 * @property {number} size of nsga2's population */

/** @param {Viewed} viewed @param {ViewRequest} request @returns {View} @throws {StudyError} */
export function viewOf(viewed, request) {
  const { views } = viewed.tuner;
  const asked = views.seen(-1)?.trials ?? 0;
  const problems = requestProblems(viewed.space, request, asked);
  if (problems.length > 0) throw new StudyError(problems);
  const { of = 'sampler', trial = null } = request;
  const seen = views.seen(trial ?? -1);
  const name = of === 'pruner' ? viewed.pruner : of === 'forest' ? 'fanova' : viewed.sampler;
  /** @type {(reason: 'no_view' | 'too_early') => View} */
  const none = (reason) => ({ kind: 'none', of, name, reason });
  if (!seen) return none('too_early');
  const about = {
    trial,
    trials: seen.trials,
    outcomes: seen.outcomes,
    best: seen.best < 0 ? null : seen.best,
  };
  if (of === 'forest') return forestOf(viewed, request, about) ?? none('too_early');
  if (of === 'pruner') return rungsOf(viewed, about, asked) ?? none('no_view');
  if (views.kind === VIEW.DENSITIES) return densitiesOf(viewed, request, about);
  if (views.kind === VIEW.DISTRIBUTION) return distributionOf(viewed, about);
  if (views.kind === VIEW.POPULATION) return populationOf(viewed, about);
  if (views.kind === VIEW.NONE || Object.keys(viewed.space).length === 0) return none('no_view');
  return surrogateOf(viewed, request, about) ?? none('too_early');
}

/** @param {Record<string, Param>} space @param {ViewRequest} request @param {number} asked @returns {Problem[]} */
function requestProblems(space, { of = 'sampler', trial, params, at, points }, asked) {
  /** @type {Problem[]} */
  const problems = [];
  if (!WHOSE.includes(of)) {
    const values = { value: show(of), hint: nearest(of, WHOSE) };
    problems.push(problem('of', 'not_one_of', { ...values, allowed: WHOSE.join(', ') }));
  }
  if (trial !== undefined && trial !== null)
    problems.push(...wholeProblem('trial', trial, 0, asked));
  if (params !== undefined) {
    const names = Array.isArray(params) ? params : [];
    const isWrong =
      names.length < (of === 'forest' ? 2 : 1) ||
      names.length > 2 ||
      new Set(names).size < names.length;
    if (isWrong) problems.push(problem('params', 'view_params', { value: show(params) }));
    for (const name of names) problems.push(...nameProblems('params', space, name));
  }
  const most = params?.length === 2 ? MOST_POINTS.plane : MOST_POINTS.line;
  if (points !== undefined) problems.push(...wholeProblem('points', points, 2, most));
  if (typeof at === 'number') problems.push(...wholeProblem('at', at, 0, asked - 1));
  else if (isObject(at)) {
    for (const [name, value] of Object.entries(at)) {
      const wrong = nameProblems(`at.${name}`, space, name);
      problems.push(
        ...(wrong.length > 0 ? wrong : valueProblems(space[name], value, `at.${name}`)),
      );
    }
  } else if (at !== undefined && at !== null) {
    problems.push(problem('at', 'view_at', { value: show(at) }));
  }
  return problems;
}

/** @param {string} path @param {unknown} value @param {number} low @param {number} high @returns {Problem[]} */
function wholeProblem(path, value, low, high) {
  if (!Number.isInteger(value)) return [problem(path, 'expected_integer', { value: show(value) })];
  const isInside = Number(value) >= low && Number(value) <= high;
  return isInside ? [] : [problem(path, 'out_of_range', { value: Number(value), low, high })];
}

/** @param {string} path @param {Record<string, Param>} space @param {unknown} name @returns {Problem[]} */
function nameProblems(path, space, name) {
  if (typeof name === 'string' && Object.hasOwn(space, name)) return [];
  const names = Object.keys(space);
  const values = { name: String(name), hint: nearest(String(name), names), names: list(names) };
  return [problem(path, 'view_no_param', values)];
}

/**
 * Values of one parameter, as C has them and as people know them.
 * @param {Viewed} viewed @param {string} name @param {number} most
 * @returns {{ index: number, numbers: number[], axis: ViewAxis }}
 */
function axisOf({ tuner, space }, name, most) {
  const index = Object.keys(space).indexOf(name);
  const { type, choices = [], log = false } = space[name];
  const isChoice = type === 'categorical';
  const numbers = tuner.views.axis(index, isChoice ? Math.max(2, choices.length) : most);
  const values = isChoice ? numbers.map((number) => choices[number]) : numbers;
  return { index, numbers, axis: { param: name, type, log, values } };
}

/** @typedef {import('./types.js').ViewAbout} About */

/** @param {Viewed} viewed @param {ViewRequest} request @param {About} about @returns {View} */
function densitiesOf(viewed, { params = Object.keys(viewed.space), points = POINTS.line }, about) {
  const entries = params.map((name) => {
    const { index, numbers, axis } = axisOf(viewed, name, points);
    const { good, bad } = viewed.tuner.views.densities(about.trial ?? -1, index, numbers);
    return [name, { ...axis, good, bad, ratio: good.map((l, i) => l / bad[i]) }];
  });
  return { kind: 'tpe', ...about, params: Object.fromEntries(entries) };
}

/** @param {Viewed} viewed @param {ViewRequest} request @param {About} about @returns {View | null} null: no model yet */
function surrogateOf(viewed, { params, at, points }, about) {
  const { tuner, space } = viewed;
  const { views } = tuner;
  const trial = about.trial ?? -1;
  const base = baseOf(viewed, at, about.best);
  const names = Object.keys(space);
  const guess = params ? null : views.surrogate(trial, base, 1);
  if (!params && !guess) return null;
  const [first, second] = params ?? [names[shortest(guess?.scales ?? [])]];
  const most = points ?? (second ? POINTS.plane : POINTS.line);
  const x = axisOf(viewed, first, most);
  const y = second === undefined ? null : axisOf(viewed, second, most);
  const columns = x.numbers.length;
  const count = columns * (y ? y.numbers.length : 1);
  const rows = new Float64Array(count * base.length);
  for (let row = 0; row < count; row++) {
    rows.set(base, row * base.length);
    rows[row * base.length + x.index] = x.numbers[row % columns];
    if (y) rows[row * base.length + y.index] = y.numbers[Math.floor(row / columns)];
  }
  const surrogate = views.surrogate(trial, rows, count);
  if (!surrogate) return null;
  const { mean, deviation, acquisition, scales } = surrogate;
  const varied = names.flatMap((name, i) => (Number.isNaN(scales[i]) ? [] : [[name, scales[i]]]));
  return {
    kind: 'gp',
    ...about,
    x: x.axis,
    ...(y && { y: y.axis }),
    at: decodeValues(space, base),
    mean,
    deviation,
    acquisition,
    scales: Object.fromEntries(varied),
  };
}

/** @param {Viewed} viewed @param {ViewRequest} request @param {About} about @returns {View | null} null: nothing to tell yet */
function forestOf(viewed, { params, points = POINTS.plane }, about) {
  const [first, second] = params ?? Object.keys(viewed.space);
  if (second === undefined) return null;
  const [x, y] = [first, second].map((name) => axisOf(viewed, name, points));
  const mean = viewed.tuner.views.surface(x.index, x.numbers, y.index, y.numbers);
  return mean && { kind: 'forest', ...about, x: x.axis, y: y.axis, mean };
}

/** @param {Viewed} viewed @param {About} about @returns {View} */
function distributionOf({ tuner, space }, about) {
  const names = Object.keys(space);
  const several = names.filter((name) => (space[name].choices ?? []).length > 1);
  const count = several.reduce((sum, name) => sum + (space[name].choices ?? []).length, 0);
  const own = tuner.views.distribution(about.trial ?? -1, count);
  const { first, size, generation } = own;
  const params = names.flatMap((name, i) => (Number.isNaN(own.mean[i]) ? [] : [{ name, i }]));
  let at = 0;
  const shares = several.map((name) => {
    const from = at;
    at += (space[name].choices ?? []).length;
    return [name, own.shares.slice(from, at)];
  });
  return {
    kind: 'cma_es',
    ...about,
    first,
    size,
    generation,
    params: params.map(({ name }) => name),
    mean: params.map(({ i }) => own.mean[i]),
    covariance: params.map(({ i }) =>
      params.map(({ i: j }) => own.covariance[i * names.length + j]),
    ),
    shares: Object.fromEntries(shares),
  };
}

/** @param {Viewed} viewed @param {About} about @returns {View} */
function populationOf({ tuner, size }, about) {
  const members = tuner.views.population(about.trial ?? -1, size);
  return {
    kind: 'nsga2',
    ...about,
    size,
    parents: members.filter(({ rank }) => rank >= 0),
    fresh: members.filter(({ rank }) => rank < 0).map(({ number }) => number),
  };
}

/** The configuration that a slice goes through. @param {Viewed} viewed @param {ViewRequest['at']} at @param {number | null} best */
function baseOf({ tuner, space }, at, best) {
  if (typeof at === 'number') return tuner.views.values(at);
  if (at) return encodeParams(space, at);
  return best === null ? encodeParams(space, {}) : tuner.views.values(best);
}

/** The parameter that matters most to the surrogate. @param {number[]} scales */
function shortest(scales) {
  let least = 0;
  scales.forEach((scale, i) => {
    if (scale < scales[least] || Number.isNaN(scales[least])) least = i;
  });
  return least;
}

/** @param {Viewed} viewed @param {About} about @param {number} asked @returns {View | null} */
function rungsOf({ tuner }, about, asked) {
  const rungs = [];
  for (let k = 0; k < MOST_RUNGS; k++) {
    const rung = tuner.views.rung(about.trial ?? -1, k, asked);
    if (!rung) break;
    rungs.push(rung);
    if (rung.trials.length === 0) break; // the next one that a trial may reach; none has
  }
  return rungs.length === 0 ? null : { kind: 'asha', ...about, rungs };
}
