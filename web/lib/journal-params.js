/** Parameters as Optuna's journal has them: a distribution as JSON text, and each value as one number of that distribution. */
import { isActive } from './expand.js';
import { same } from './problems.js';

/** @typedef {import('./types').Param} Param */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').Json} Json */
/** @typedef {{ internal: number, distribution: string }} Entry a parameter of a trial, as it stands in the journal */

/** More steps of a log scale than these are not written out as choices. */
const MOST_CHOICES = 1000;

/**
 * What Optuna is told of a parameter. It has no log scale with steps: such a parameter is a choice among its values. Nor has it
 * choices that are lists or objects: these are written as text.
 * @param {Param} param @returns {string}
 */
export function distributionOf(param) {
  const choices = choicesOf(param);
  if (choices) return distribution('CategoricalDistribution', { choices: choices.map(written) });
  const { type, low = 0, high = 0, log = false, step } = param;
  if (type === 'float')
    return distribution('FloatDistribution', { step: log ? null : (step ?? null), low, high, log });
  const by = log ? 1 : (step ?? 1);
  return distribution('IntDistribution', { log, step: by, low, high: high - ((high - low) % by) });
}

/** @param {string} name @param {Record<string, unknown>} attributes */
const distribution = (name, attributes) => JSON.stringify({ name, attributes });

/** The number that stands for a value: the value itself or the index of the choice. @param {Param} param @param {Json} value */
export function internalOf(param, value) {
  const choices = choicesOf(param);
  if (!choices) return Number(value);
  if (param.type === 'categorical') return choices.findIndex((choice) => same(choice, value));
  // The core takes powers in another order: a step may differ in its last bit.
  const far = choices.map((choice) => Math.abs(Number(choice) / Number(value) - 1));
  return far.indexOf(Math.min(...far));
}

/** All values of a parameter that is a choice for Optuna; null for the others. @param {Param} param @returns {Json[] | null} */
function choicesOf(param) {
  if (param.type === 'categorical') return param.choices ?? [];
  return param.log && param.step && param.low !== param.high ? powersOf(param) : null;
}

/** low, low * step, low * step * step ... up to high. @param {Param} param @returns {number[] | null} null when too many */
function powersOf({ low = 1, high = 1, step = 2 }) {
  let scale = 1; // decimals are multiplied as whole numbers
  while (scale < 1e15 && Math.round(low * scale) / scale !== low) scale *= 10;
  const values = [];
  for (let n = Math.round(low * scale); n / scale <= high * (1 + 1e-12); n *= step) {
    if (values.push(n / scale) > MOST_CHOICES) return null;
  }
  const last = values.length - 1;
  if (Math.abs(values[last] / high - 1) < 1e-9) values[last] = high;
  return values;
}

/** A choice as Optuna can have it. @param {Json} choice */
export function written(choice) {
  if (choice === null || typeof choice !== 'object') return choice;
  const isPlain = Array.isArray(choice) && choice.every((part) => typeof part === 'number');
  return isPlain && choice.length > 0 ? choice.join(',') : JSON.stringify(choice);
}

/** Whether some value is no scalar: then the values are kept in their own form beside Optuna's. @param {Params} params */
export function isStructured(params) {
  return Object.values(params).some((value) => value !== null && typeof value === 'object');
}

/** @param {Record<string, Param>} space from expandSpace @param {Params} params @returns {Record<string, Entry>} */
export function entriesOf(space, params) {
  const entries = Object.entries(params).map(([name, value]) => {
    const entry = {
      internal: internalOf(space[name], value),
      distribution: distributionOf(space[name]),
    };
    return [name, entry];
  });
  return Object.fromEntries(entries);
}

/** The value that Optuna has for an entry; undefined when its distribution is not known. @param {Entry} entry @returns {Json | undefined} */
export function valueIn({ internal, distribution: text }) {
  const { name, type, attributes, ...rest } = JSON.parse(text);
  const { choices } = attributes ?? rest;
  const kind = String(name ?? type).toLowerCase();
  return kind.startsWith('categorical') ? choices?.[internal] : internal;
}

/**
 * A configuration of the space, from what anyone wrote.
 * @param {Record<string, Param>} space from expandSpace: parents first
 * @param {Record<string, Entry>} entries
 * @returns {Params | null} null when a parameter is missing, is not of the space or has a value it cannot have
 */
export function paramsOf(space, entries) {
  if (Object.keys(entries).some((name) => !Object.hasOwn(space, name))) return null;
  /** @type {Params} */
  const params = {};
  for (const [name, param] of Object.entries(space)) {
    if (!isActive(param, params)) continue;
    const value = Object.hasOwn(entries, name) ? ownValue(param, entries[name]) : undefined;
    if (value === undefined) return null;
    params[name] = value;
  }
  return params;
}

/** @param {Param} param @param {Entry} entry @returns {Json | undefined} */
function ownValue(param, entry) {
  const value = valueIn(entry);
  if (param.type === 'categorical')
    return param.choices?.find((choice) => same(choice, value) || same(written(choice), value));
  const { type, low = 0, high = 0 } = param;
  if (typeof value !== 'number' || !(value >= low && value <= high)) return undefined;
  return type === 'float' || Number.isInteger(value) ? value : undefined;
}

/** What the same name must keep through the whole study for Optuna to go on. @param {string} text a distribution */
export function kindOf(text) {
  const { name, type, attributes, ...rest } = JSON.parse(text);
  const { log, choices, q } = attributes ?? rest;
  const word = String(name ?? type).toLowerCase();
  const kind = ['categorical', 'int'].find((start) => word.startsWith(start)) ?? 'float';
  if (kind === 'categorical') return JSON.stringify([kind, choices]);
  return JSON.stringify([kind, q === undefined && (Boolean(log) || word.includes('log'))]);
}
