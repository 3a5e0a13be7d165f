/** The study file: all its mistakes at once, each with its place and remedy, and the whole file with its defaults filled in. */
import { checkData } from './check-data.js';
import { checkConstraints, checkConstraintTexts } from './check-constraints.js';
import { checkEnqueue } from './check-enqueue.js';
import { checkFields, section } from './check-fields.js';
import { checkLayers, checkModel } from './check-model.js';
import { checkObjective, checkOwnObjective, checkSeveral } from './check-objective.js';
import { checkSpace } from './check-space.js';
import { checkUses } from './check-uses.js';
import { fail, nameProblem } from './check-values.js';
import { countConfigurations } from './count.js';
import { expandSpace } from './expand.js';
import { parseJson } from './json.js';
import { checkParams } from './params.js';
import { checkKeys, isObject, isRef, problem, show } from './problems.js';

export { CSV_FIELDS } from './check-data.js';
export { countConfigurations } from './count.js';
export { expandSpace, isActive, layerPaths, resolveStudy } from './expand.js';
export { resolveObjective } from './objective.js';
export { checkParams } from './params.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./types.js').Checked} Checked */
/** @typedef {import('./check-values.js').Context} Context */

const VERSION = 1;
/** The builds that trials may ask for: the same bits everywhere, or relaxed SIMD (fast.js). */
export const SPEEDS = ['exact', 'fast'];
const SECTIONS = [
  'data',
  'validation',
  'model',
  'training',
  'space',
  'constraints',
  'search',
  'objective',
];

/** Checks a study file and fills in its defaults. Filling in a filled study changes nothing.
 * @param {Schema} schema
 * @param {unknown} json the file as a value
 * @param {{params?: unknown, datasets?: readonly string[]}} [options] params: values of one configuration, to be checked too;
 *   datasets: names of the built-in sets, so that an unknown one is noted
 * @returns {Checked} */
export function checkStudy(schema, json, { params, datasets } = {}) {
  if (!isObject(json)) {
    return {
      errors: [problem('', 'not_an_object', { value: show(json) })],
      warnings: [],
      study: null,
    };
  }
  if (isObject(json.study) && Array.isArray(json.trials)) {
    return { errors: [problem('', 'is_result')], warnings: [], study: null };
  }
  const context = newContext(schema, json.space);
  const { errors, warnings } = context;
  checkKeys(errors, json, ['version', 'name', 'about', ...SECTIONS, 'speed'], '');
  const study = {
    ...checkHead(context, json),
    data: checkData(context, json.data, datasets),
    validation: checkValidation(context, json.validation),
    model: checkModel(context, json.model),
    training: checkTraining(context, json.training),
    space: Object.fromEntries(context.space),
    ...checkConstraintTexts(errors, json.constraints),
    search: checkSearch(context, json.search),
    objective: checkObjective(context, json.objective),
    speed: checkSpeed(context, json.speed),
  };
  checkSeveral(context, study);
  checkUses(context);
  if (errors.length > 0) return { errors, warnings, study: null };
  checkSize(context, /** @type {any} */ (study));
  if (params !== undefined) errors.push(...checkParams(/** @type {any} */ (study), params));
  return { errors, warnings, study: errors.length > 0 ? null : /** @type {any} */ (study) };
}

/** The same from the text of the file: mistakes of its JSON come with line and column.
 * @param {Schema} schema
 * @param {string} text
 * @param {Parameters<typeof checkStudy>[2]} [options]
 * @returns {Checked} */
export function checkStudyText(schema, text, options) {
  const { value, problems } = parseJson(text);
  if (problems.length > 0) return { errors: problems, warnings: [], study: null };
  return checkStudy(schema, value, options);
}

/** Checks what the tuner alone needs: {space, search, objective}. The metric may have any name; its direction must be given
 * unless it is a metric of the schema.
 * @param {Schema} schema
 * @param {unknown} json
 * @returns {{errors: Problem[], warnings: Problem[], study: any}} study is null when there are errors */
export function checkTuner(schema, json) {
  if (!isObject(json)) {
    return {
      errors: [problem('', 'not_an_object', { value: show(json) })],
      warnings: [],
      study: null,
    };
  }
  const context = newContext(schema, json.space);
  const { errors, warnings } = context;
  const keys = ['version', 'name', 'about', 'space', 'constraints', 'search', 'objective'];
  checkKeys(errors, json, keys, '');
  const study = {
    space: Object.fromEntries(context.space),
    ...checkConstraintTexts(errors, json.constraints),
    search: checkSearch(context, json.search),
    objective: checkOwnObjective(context, json.objective),
  };
  checkSeveral(context, study);
  if (errors.length === 0) checkSize(context, /** @type {any} */ (study));
  return { errors, warnings, study: errors.length > 0 ? null : study };
}

/** @param {Schema} schema
 * @param {unknown} space
 * @returns {Context} */
function newContext(schema, space) {
  /** @type {Problem[]} */
  const errors = [];
  const checked = checkSpace(errors, space);
  const uses = new Map();
  return { schema, errors, warnings: [], space: checked, uses, repeat: null, layers: checkLayers };
}

/** @param {Context} context
 * @param {Record<string, any>} json */
function checkHead(context, json) {
  const { version = VERSION, name = 'study', about } = json;
  if (version !== VERSION)
    fail(context, 'version', 'version', { value: show(version), version: VERSION });
  if (typeof name !== 'string' || name.trim() === '')
    fail(context, 'name', 'expected_text', { value: show(name) });
  if (about === undefined || about === null) return { version: VERSION, name };
  if (typeof about !== 'string') fail(context, 'about', 'expected_text', { value: show(about) });
  return { version: VERSION, name, about };
}

/** @param {Context} context
 * @param {unknown} json */
function checkValidation(context, json) {
  const validation = section(context, json, 'validation');
  if (!validation) return {};
  const { folds, fraction, repeats } = checkFields(
    context,
    context.schema.sections.validation,
    validation,
    'validation',
    { tunable: false },
  );
  if (folds === 1) fail(context, 'validation.folds', 'one_fold');
  if (folds > 0 && validation.fraction !== undefined)
    fail(context, 'validation', 'folds_and_fraction');
  return folds > 0 ? { folds, repeats } : { fraction, repeats };
}

/** @param {Context} context
 * @param {unknown} json */
function checkTraining(context, json) {
  const training = section(context, json, 'training');
  if (!training) return {};
  const fields = context.schema.sections.training;
  const filled = checkFields(context, fields, training, 'training', { tunable: true });
  if (filled.l2 !== 0 && filled.alpha !== 0) fail(context, 'training.alpha', 'l2_and_alpha');
  const schedules = typesOf(context, filled.schedule);
  const optimizers = typesOf(context, filled.optimizer);
  if (schedules.includes('adaptive') && !optimizers.includes('sgd')) {
    context.warnings.push(problem('training.schedule', 'adaptive_without_sgd'));
  }
  return filled;
}

/** The variants that an object can be.
 * @param {Context} context
 * @param {any} object
 * @returns {unknown[]} */
function typesOf(context, object) {
  const type = object?.type;
  return isRef(type) ? (context.space.get(type.param)?.choices ?? []) : [type];
}

/** @param {Context} context
 * @param {unknown} json */
function checkSearch(context, json) {
  const search = section(context, json, 'search');
  if (!search) return null;
  const fields = context.schema.sections.search;
  const { enqueue } = search;
  const how = { tunable: false, extra: ['enqueue'] };
  const filled = checkFields(context, fields, search, 'search', how);
  if (enqueue === undefined || enqueue === null) return filled;
  if (!Array.isArray(enqueue))
    fail(context, 'search.enqueue', 'expected_list', { value: show(enqueue) });
  return { ...filled, enqueue };
}

/** @param {Context} context
 * @param {unknown} speed */
function checkSpeed(context, speed = 'exact') {
  const wrong = nameProblem(speed, SPEEDS);
  if (wrong) fail(context, 'speed', wrong.code, wrong.values);
  return speed;
}

/** Constraints that mean nothing; a grid that cannot be counted; more trials than configurations; the configurations to begin with.
 * @param {Context} context
 * @param {import('./types.js').StudyFile} study */
function checkSize(context, study) {
  const search = /** @type {any} */ (study.search);
  const grid = search.sampler.type === 'grid';
  const space = expandSpace(study);
  checkConstraints(context.errors, space, study.constraints);
  if (context.errors.length > 0) return;
  const size = countConfigurations(space, grid ? search.sampler.points : undefined);
  if (grid && size > MAX_GRID) {
    const count = Number.isFinite(size) ? String(size) : `> ${MAX_GRID}`;
    fail(context, 'search.sampler', 'grid_too_large', { size: count, high: MAX_GRID });
  }
  const trials = search.trials;
  const repeats = search.allow_duplicates && !grid;
  if (trials > size && !repeats)
    context.warnings.push(problem('search.trials', 'trials_above_size', { trials, size }));
  const asked = trials || (grid ? size : DEFAULT_TRIALS);
  if (size <= MAX_GRID || !grid)
    checkEnqueue(context, study, space, repeats ? asked : Math.min(asked, size));
}

/** What search.trials = 0 means where there is no grid. */
const DEFAULT_TRIALS = 50;

/** As many trials as search.trials may ask for. */
const MAX_GRID = 1000000;
