/** From the study file to what a trial needs: the parameters of the space one by one, and the layers and the training of one
 * configuration. All of it works on a checked study (checkStudy(...).study). */
import { isRef, join, same } from './problems.js';

/** @typedef {import('./types.js').StudyFile} StudyFile */
/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Params} Params */

/** One configuration, as resolveStudy gives it.
 * @typedef {object} Resolved
 * @property {Record<string, any>[]} layers a block has its own inside, as "layers"
 * @property {Record<string, any>} training
 * @property {Record<string, any>} [text] of "data", with the fields that are no matter of a single trial */

/** A layer, where it stands in the study file, and what is inside it.
 * @typedef {{layer: Record<string, any>, path: string, inside: Placed[]}} Placed */

/** Calls `found` for every parameter reference below a value.
 * @param {unknown} value
 * @param {(ref: {param: string, each?: boolean}) => void} found */
function forEachRef(value, found) {
  if (isRef(value)) found(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) forEachRef(part, found);
  }
}

/** Calls `found` for every repeat of a list of layers, those inside blocks included.
 * @param {any[]} layers
 * @param {(repeat: any) => void} found */
function forEachRepeat(layers, found) {
  for (const layer of layers) {
    if (layer.type === 'repeat') found(layer);
    else if (Array.isArray(layer.layers)) forEachRepeat(layer.layers, found);
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
  forEachRepeat(study.model?.layers ?? [], ({ layers, times }) =>
    forEachRef(layers, (ref) => ref.each && each.set(ref.param, times)),
  );
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
 * @returns {Required<Resolved>} */
export function resolveStudy(study, params) {
  const { source: _, ...data } = study.data;
  return {
    layers: expandModel(study, params).map(({ layer }) => layer),
    training: replace(study.training, params, ''),
    text: replace(data, params, ''),
  };
}

/** Where each layer of a configuration stands in the study file, in the order in which C has them.
 * @param {StudyFile} study
 * @param {Params} params
 * @returns {string[]} */
export function layerPaths(study, params) {
  /** @param {Placed} placed
   * @returns {string[]} */
  const paths = ({ path, inside }) => [...inside.flatMap(paths), path];
  return expandModel(study, params).flatMap(paths);
}

/** @param {StudyFile} study
 * @param {Params} params */
const expandModel = ({ model }, params) =>
  expandLayers(model.layers, params, join('model', 'layers'), '');

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

/** @param {any[]} layers
 * @param {Params} params
 * @param {string} path of the list
 * @param {string} suffix
 * @returns {Placed[]} */
function expandLayers(layers, params, path, suffix) {
  return layers.flatMap((layer, i) => expandLayer(layer, params, join(path, i), suffix));
}

/** A layer without type, stack without sizes or repeat without times belongs to a parameter that is not active: no layer.
 * @param {any} whole
 * @param {Params} params
 * @param {string} path
 * @param {string} suffix
 * @returns {Placed[]} */
function expandLayer(whole, params, path, suffix) {
  const { layers = [], ...layer } = whole;
  if (layer.type === 'repeat') {
    const times = replace(layer.times, params, suffix) ?? 0;
    return Array.from({ length: times }, (_, i) =>
      expandLayers(layers, params, join(path, 'layers'), `.${i}`),
    ).flat();
  }
  const plain = replace(layer, params, suffix);
  if (plain.type === undefined) return [];
  if (plain.type === 'stack') {
    return stackOf(plain).map((one) => ({ layer: one, path, inside: [] }));
  }
  if (plain.type !== 'residual') return [{ layer: plain, path, inside: [] }];
  const inside = expandLayers(layers, params, join(path, 'layers'), suffix);
  return [{ layer: { ...plain, layers: inside.map((one) => one.layer) }, path, inside }];
}

/** @param {Record<string, any>} stack
 * @returns {Record<string, any>[]} */
function stackOf({ type: _, sizes = [], dropout = 0, ...fields }) {
  const widths = Array.isArray(sizes) ? sizes : [sizes];
  return widths.flatMap((units) => [
    { type: 'dense', units, ...fields },
    ...(dropout > 0 ? [{ type: 'dropout', rate: dropout }] : []),
  ]);
}
