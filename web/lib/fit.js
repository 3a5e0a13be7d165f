/** Whether the layers of a study fit its data and each other, before any of them is trained: the core plans the configurations
 * at the corners of the space, and what does not fit becomes a problem at the place of that layer. */
import { brokenBy } from './constraint-code.js';
import { cornersOf, endsOf, paramsOf, wish } from './corners.js';
import { encodeConfig, flatten, encodeParams } from './encode.js';
import { expandSpace, layerPaths, resolveStudy } from './expand.js';
import { addListed, problem, same, show } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./types.js').StudyFile} StudyFile */
/** @typedef {import('./types.js').Dataset} Dataset */
/** @typedef {import('./types.js').Params} Params */
/** @typedef {import('./engine-trial.js').DatasetHandle} DatasetHandle */

/** @typedef {import('./corners.js').Space} Space */
/** @typedef {(wishes: Params) => Problem | null} Plan why a configuration cannot be built */

/** @typedef {object} Known
 * @property {Schema} schema
 * @property {DatasetHandle} handle of the data, split
 * @property {Dataset} dataset
 * @property {StudyFile} study */

/** More corners are not looked at. */
const MOST_CORNERS = 64;
/** Above this a value is not tried with every other one, to see whether it ever fits. */
const MOST_PAIRS = 256;

/** What does not fit: an error when it never does as far as looked at, with or without a certain value of a parameter; a warning when
 * it is a matter of several parameters at once, because most configurations can be good then.
 * @param {Known} known
 * @param {Params} [params] one configuration instead of the space
 * @returns {{errors: Problem[], warnings: Problem[]}} */
export function checkFit(known, params) {
  if (params)
    return { errors: [misfitOf(known, params)].filter((one) => one !== null), warnings: [] };
  const space = expandSpace(known.study);
  /** What was planned already, by its values. @type {Map<string, Problem | null>} */
  const planned = new Map();
  /** @param {Params} wishes */
  const plan = (wishes) => {
    const one = paramsOf(space, wishes);
    // No trial has it, so that it does not fit is no mistake.
    if (brokenBy(space, known.study.constraints, encodeParams(space, one)).length > 0) return null;
    const key = JSON.stringify(one);
    const wrong = planned.has(key) ? planned.get(key) : misfitOf(known, one);
    planned.set(key, wrong ?? null);
    return wrong ?? null;
  };
  const corners = cornersOf(space, MOST_CORNERS).map((wishes) => ({ wishes, wrong: plan(wishes) }));
  const good = corners.find(({ wrong }) => wrong === null)?.wishes;
  const bad = corners.filter(({ wrong }) => wrong !== null);
  if (!good)
    return {
      errors: allReasons(
        space,
        plan,
        bad.map(({ wishes }) => wishes),
      ),
      warnings: [],
    };
  /** @type {Problem[]} */
  const errors = [];
  /** @type {Problem[]} */
  const warnings = [];
  for (const { wishes } of bad) {
    const { cause, wrong } = causeOf(space, plan, wishes, good);
    const names = namesOf(cause, wishes);
    const never = cause.length === 1 && neverFits(space, plan, cause[0], wishes[cause[0]], good);
    const values = { ...wrong.values, [never ? 'with' : 'fails']: names };
    (never ? errors : warnings).push({ ...wrong, values });
  }
  return { errors: different(errors), warnings: different(warnings) };
}

/** Where nothing fits: why the first does not, and which values bring other reasons.
 * @param {Space} space
 * @param {Plan} plan
 * @param {Params[]} bad
 * @returns {Problem[]} */
function allReasons(space, plan, bad) {
  const reasons = bad.map((wishes) => {
    const first = /** @type {Problem} */ (plan(wishes));
    const { path, code } = first;
    const isSame = (/** @type {Problem} */ other) => other.path === path && other.code === code;
    const { cause, wrong } = causeOf(space, plan, wishes, bad[0], isSame);
    if (cause.length === 0) return wrong;
    return { ...wrong, values: { ...wrong.values, with: namesOf(cause, wishes) } };
  });
  return different(reasons);
}

/** @param {string[]} names
 * @param {Params} values */
const namesOf = (names, values) =>
  names.map((name) => `${name} = ${show(values[name])}`).join(', ');

/** The parameters without whose values a configuration would fit, as few as can be found by taking the others back one by one.
 * @param {Space} space
 * @param {Plan} plan
 * @param {Params} bad
 * @param {Params} good one that fits
 * @param {(wrong: Problem) => boolean} [counts] which misfits are looked for
 * @returns {{cause: string[], wrong: Problem}} */
function causeOf(space, plan, bad, good, counts = () => true) {
  let wishes = bad;
  let wrong = /** @type {Problem} */ (plan(bad));
  for (const name of Object.keys(space)) {
    if (same(wishes[name], good[name])) continue;
    const back = { ...wishes, [name]: good[name] };
    const still = plan(back);
    if (still && counts(still)) [wishes, wrong] = [back, still];
  }
  const active = paramsOf(space, wishes);
  const cause = Object.keys(active).filter((name) => !same(wishes[name], good[name]));
  return { cause, wrong };
}

/** Whether a value fits with no single value of any other parameter.
 * @param {Space} space
 * @param {Plan} plan
 * @param {string} name
 * @param {import('./types.js').Json} value
 * @param {Params} good */
function neverFits(space, plan, name, value, good) {
  const base = wish(space, good, name, value);
  const pairs = Object.entries(space)
    .filter(([other]) => other !== name)
    .flatMap(([other, param]) => endsOf(param).map((one) => wish(space, base, other, one)))
    .filter((wishes) => same(wishes[name], value));
  return pairs.length <= MOST_PAIRS && pairs.every((wishes) => plan(wishes) !== null);
}

/** Each kind of mistake once at a place, for each cause.
 * @param {(Problem | null)[]} problems
 * @returns {Problem[]} */
function different(problems) {
  /** @type {Map<string, Problem>} */
  const kinds = new Map();
  for (const one of problems) {
    const kind = one && JSON.stringify([one.path, one.code, one.values.with, one.values.fails]);
    if (kind && !kinds.has(kind)) kinds.set(kind, one);
  }
  /** @type {Problem[]} */
  const listed = [];
  addListed(listed, [...kinds.values()]);
  return listed;
}

/** Why a configuration cannot be built; null when it can.
 * @param {Known} known
 * @param {Params} params
 * @returns {Problem | null} */
function misfitOf({ schema, handle, dataset, study }, params) {
  const resolved = resolveStudy(study, params);
  const { fit, misfit, shapes } = handle.shapes(encodeConfig(schema, resolved));
  if (misfit === null) return null;
  const layers = flatten(resolved.layers);
  const layer = layers[fit];
  /** @param {number} i place of a layer */
  const into = (i) => (i > 0 ? shapes[i - 1].shape : inputOf(dataset, resolved.text));
  const found = into(fit);
  return problem(layerPaths(study, params)[fit] ?? 'model.layers', `misfit_${misfit}`, {
    layer: layer?.type ?? 'output',
    found: shapeText(found),
    size: found.reduce((product, side) => product * side, 1),
    // What comes into a block: behind the layers in it, the block itself is planned.
    block: shapeText(into(fit - (Number(layer?.layers) || 0))),
  });
}

/** @param {number[]} shape */
const shapeText = (shape) => `[${shape.join(', ')}]`;

/** The shape of one row as a trial sees it.
 * @param {Dataset} dataset
 * @param {Record<string, any>} text */
function inputOf({ shape, words, max_length: usual = shape[0] }, { max_length: length }) {
  return words === undefined ? shape : [length || usual];
}
