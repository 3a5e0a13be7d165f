/** Checks "objective": one metric, or a list of several metrics and costs, and what several of them ask of "search". */
import { section } from './check-fields.js';
import { fail, nameProblem } from './check-values.js';
import { checkKeys, isObject, list, problem, show } from './problems.js';
import { rowOf } from './schema.js';

/** @typedef {import('./check-values.js').Context} Context */
/** @typedef {{ metric: string, direction?: string }} Unresolved the direction follows from the data's task */
/** @typedef {(context: Context, json: Record<string, any>, path: string, place: number | null) => Unresolved | null} Check */

const MOST = 4; // SS_MOST_OBJECTIVES
const DIRECTIONS = ['maximize', 'minimize'];
const OFF = 1e30;

/** Of a study file. @param {Context} context @param {unknown} json */
export function checkObjective(context, json) {
  return checkAll(context, json, checkOne);
}

/** Of the tuner alone: the metric may have any name. @param {Context} context @param {unknown} json */
export function checkOwnObjective(context, json) {
  return checkAll(context, json, checkOwn);
}

/** @param {Context} context @param {unknown} json @param {Check} check */
function checkAll(context, json, check) {
  if (Array.isArray(json)) return checkList(context, json, check);
  const objective =
    typeof json === 'string' ? { metric: json } : section(context, json, 'objective');
  return (objective && check(context, objective, 'objective', null)) ?? {};
}

/** @param {Context} context @param {unknown[]} json @param {Check} check */
function checkList(context, json, check) {
  if (json.length < 2 || json.length > MOST)
    fail(context, 'objective', 'objectives_count', { count: json.length, high: MOST });
  /** @type {Unresolved[]} */
  const objectives = [];
  json.slice(0, MOST).forEach((item, m) => {
    const path = `objective.${m}`;
    const object = typeof item === 'string' ? { metric: item } : item;
    if (!isObject(object)) return fail(context, path, 'expected_object', { value: show(item) });
    const objective = check(context, object, path, m);
    if (!objective) return;
    const { metric } = objective;
    if (objectives.some((other) => other.metric === metric))
      fail(context, `${path}.metric`, 'objective_twice', { metric });
    objectives.push(objective);
  });
  return objectives;
}

/** @type {Check} */
function checkOne(context, objective, path, place) {
  checkKeys(context.errors, objective, ['metric', 'direction'], path);
  const { metric = 'auto', direction } = objective;
  const { metrics, costs } = context.schema.tables;
  const cost = rowOf(context.schema, 'costs', metric);
  if (cost && !place) {
    fail(context, `${path}.metric`, place === null ? 'cost_alone' : 'cost_first', { metric });
    return null;
  }
  const names = ['auto', ...[...metrics, ...(place ? costs : [])].map(({ name }) => name)];
  const wrong = nameProblem(metric, names);
  if (wrong) {
    fail(context, `${path}.metric`, wrong.code, wrong.values);
    return null;
  }
  if (cost?.clock) context.warnings.push(problem(`${path}.metric`, 'objective_clock', { metric }));
  const unknown = direction === undefined ? null : nameProblem(direction, DIRECTIONS);
  if (unknown) fail(context, `${path}.direction`, unknown.code, unknown.values);
  const natural = naturalOf(context, metric);
  if (cost && !unknown) return { metric, direction: direction ?? natural };
  if (!natural) return direction === undefined ? { metric } : { metric, direction };
  if (direction !== undefined && !unknown && direction !== natural)
    fail(context, `${path}.direction`, 'direction_wrong', { metric, direction: natural });
  return { metric, direction: natural };
}

/** @type {Check} */
function checkOwn(context, objective, path, place) {
  checkKeys(context.errors, objective, ['metric', 'direction'], path);
  const { metric = place ? `value_${place}` : 'value' } = objective;
  const direction = objective.direction ?? naturalOf(context, metric);
  if (direction === undefined) fail(context, `${path}.direction`, 'missing', { key: 'direction' });
  else {
    const wrong = nameProblem(direction, DIRECTIONS);
    if (wrong) fail(context, `${path}.direction`, wrong.code, wrong.values);
  }
  return { metric, direction };
}

/** @param {Context} context @param {string} metric */
function naturalOf({ schema }, metric) {
  const row = rowOf(schema, 'metrics', metric) ?? rowOf(schema, 'costs', metric);
  return row?.direction?.toLowerCase();
}

/** With several objectives: a sampler that takes them, no pruner, no target. @param {Context} context @param {{ search: any, objective: unknown }} study */
export function checkSeveral(context, { search, objective }) {
  if (!Array.isArray(objective) || !search) return;
  const sampler = search.sampler?.type;
  const known = rowOf(context.schema, 'samplers', sampler) !== undefined;
  const names = context.schema.tables.several.map(({ name }) => name);
  const others = names.filter((name) => name !== 'nsga2');
  if (known && !names.includes(sampler))
    fail(context, 'search.sampler', 'sampler_for_one', { sampler, allowed: list(others) });
  const pruner = search.pruner?.type;
  if (rowOf(context.schema, 'pruners', pruner) && pruner !== 'none')
    fail(context, 'search.pruner', 'pruner_for_one', { pruner });
  if (Number(search.target) < OFF) fail(context, 'search.target', 'target_for_one');
}
