/** From the study file to what a trial needs: the parameters of the space one by one, and the layers and the training of one
 * configuration. All of it works on a checked study (checkStudy(...).study). */
import { isRef, same } from './problems.js';

/** @typedef {import('./types.js').StudyFile} StudyFile */
/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Params} Params */

/** Calls `found` for every parameter reference below a value.
 * @param {unknown} value
 * @param {(ref: {param: string, each?: boolean}) => void} found */
function forEachRef(value, found) {
  if (isRef(value)) found(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) forEachRef(part, found);
  }
}

/** The parameters of a study in the order in which the tuner has them: that of the file, but parents before the parameters
 * that depend on them. The `each` parameters of a repeat are written out (units.0, units.1 ...), each with the condition that
 * its repetition exists.
 * @param {Pick<StudyFile, 'space'> & {model?: StudyFile['model']}} study
 * @returns {Record<string, Param>} */
export function expandSpace(study) {
  /** @type {Map<string, any>} name of an each parameter -> the `times` of its repeat */
  const each = new Map();
  for (const layer of study.model?.layers ?? []) {
    if (layer.type !== 'repeat') continue;
    forEachRef(layer.layers, (ref) => ref.each && each.set(ref.param, layer.times));
  }
  /** @type {[string, Param][]} */
  const entries = [];
  for (const [name, param] of Object.entries(study.space)) {
    if (each.has(name)) entries.push(...repetitions(study.space, name, param, each.get(name)));
    else entries.push([name, param]);
  }
  return Object.fromEntries(parentsFirst(entries));
}

/** @param {Record<string, Param>} space
 * @param {string} name
 * @param {Param} param
 * @param {any} times a number or a reference
 * @returns {[string, Param][]} */
function repetitions(space, name, param, times) {
  if (!isRef(times)) {
    return Array.from({ length: times }, (_, i) => [`${name}.${i}`, param]);
  }
  const counts = timesValues(space[times.param]);
  return Array.from({ length: Math.max(0, ...counts) }, (_, i) => {
    const own = param.when?.[times.param];
    const values = counts.filter((n) => n > i && (!own || own.some((value) => same(value, n))));
    return [`${name}.${i}`, { ...param, when: { ...param.when, [times.param]: values } }];
  });
}

/** Every value of a parameter that counts repetitions.
 * @param {Param} param
 * @returns {number[]} */
function timesValues({ type, low = 0, high = 0, step, log, choices }) {
  if (type === 'categorical') return /** @type {number[]} */ (choices ?? []);
  const values = [];
  for (let n = low; n <= high; n = log && step ? n * step : n + (step ?? 1)) values.push(n);
  return values;
}

/** @param {[string, Param][]} entries
 * @returns {[string, Param][]} */
function parentsFirst(entries) {
  /** @type {Map<string, Param>} */
  const placed = new Map();
  const params = new Map(entries);
  /** @param {string} name */
  const place = (name) => {
    const param = params.get(name);
    if (!param || placed.has(name)) return;
    for (const parent of Object.keys(param.when ?? {})) place(parent);
    placed.set(name, param);
  };
  for (const [name] of entries) place(name);
  return [...placed];
}

/** Whether a parameter exists in a configuration.
 * @param {Param} param
 * @param {Params} params */
export function isActive(param, params) {
  return Object.entries(param.when ?? {}).every(
    ([parent, values]) =>
      Object.hasOwn(params, parent) && values.some((value) => same(value, params[parent])),
  );
}

/** One configuration: every parameter replaced by its value, stacks and repeats written out as layers. A field whose parameter
 * is not active is left out, and fields that a chosen variant lacks are still there: encodeConfig takes the defaults and drops
 * the others, and completeConfig (encode.js) does so for people to read.
 * @param {StudyFile} study
 * @param {Params} params
 * @returns {{layers: Record<string, any>[], training: Record<string, any>}} */
export function resolveStudy(study, params) {
  const layers = study.model.layers.flatMap((layer) => expandLayer(layer, params));
  return { layers, training: replace(study.training, params, '') };
}

/** A copy with the values in place of the references; undefined for what is not active.
 * @param {any} value
 * @param {Params} params
 * @param {string} suffix of the `each` parameters: ".0", ".1" ...
 * @returns {any} */
function replace(value, params, suffix) {
  if (isRef(value)) return params[value.each ? value.param + suffix : value.param];
  if (Array.isArray(value)) {
    return value.map((part) => replace(part, params, suffix)).filter((part) => part !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, part]) => [key, replace(part, params, suffix)]);
  return Object.fromEntries(pairs.filter(([, part]) => part !== undefined));
}

/** A layer without type, stack without sizes or repeat without times belongs to a parameter that is not active: no layer.
 * @param {any} layer
 * @param {Params} params
 * @param {string} [suffix]
 * @returns {Record<string, any>[]} */
function expandLayer(layer, params, suffix = '') {
  if (layer.type === 'repeat') {
    const times = replace(layer.times, params, suffix) ?? 0;
    return Array.from({ length: times }, (_, i) =>
      layer.layers.flatMap((/** @type {any} */ inner) => expandLayer(inner, params, `.${i}`)),
    ).flat();
  }
  const plain = replace(layer, params, suffix);
  if (plain.type !== 'stack') return plain.type === undefined ? [] : [plain];
  const { type: _, sizes = [], dropout = 0, ...fields } = plain;
  const widths = Array.isArray(sizes) ? sizes : [sizes];
  return widths.flatMap((units) => [
    { type: 'dense', units, ...fields },
    ...(dropout > 0 ? [{ type: 'dropout', rate: dropout }] : []),
  ]);
}
