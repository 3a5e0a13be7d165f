/** Between values by name, as the study file has them, and the arrays of doubles that the C core reads: fields in the order of
 * the schema; a number as itself, a bool as 0 or 1, a choice as the index of its row, an object as the index of its variant
 * followed by the fields of that variant, a list of layers as how many they are (src/base/fields.h). */
import { compileConstraint } from './constraint-code.js';
import { same } from './problems.js';
import { indexOf, rowOf } from './schema.js';

/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Params} Params */
/** @typedef {import('./types.js').StudyFile} StudyFile */
/** @typedef {import('./expand.js').Resolved} Resolved */

const KINDS = ['float', 'int', 'categorical'];

/** @param {Schema} schema
 * @param {Field[]} fields
 * @param {Record<string, any>} values complete, or of a filled section
 * @returns {number[]} */
function encodeFields(schema, fields, values) {
  return fields.flatMap((field) => {
    const value = values[field.name] ?? field.default;
    switch (field.type) {
      case 'text':
        return [];
      case 'object':
        return encodeVariant(schema, field.table ?? '', value ?? { type: field.absent });
      case 'choice':
        return [rowIndex(schema, field.table ?? '', value)];
      default:
        return [Number(value)];
    }
  });
}

/** @param {Schema} schema
 * @param {string} table
 * @param {string} name */
function rowIndex(schema, table, name) {
  const index = indexOf(schema, table, name);
  if (index < 0) throw new Error(`${table} has no row ${name}: the study was not checked`);
  return index;
}

/** @param {Schema} schema
 * @param {string} table
 * @param {Record<string, any>} object
 * @returns {number[]} */
function encodeVariant(schema, table, object) {
  const index = rowIndex(schema, table, object.type);
  return [index, ...encodeFields(schema, schema.tables[table][index].fields ?? [], object)];
}

/** The fields of "data", then of "validation": what ss_dataset_split takes.
 * @param {Schema} schema
 * @param {StudyFile} study */
export function encodeData(schema, study) {
  const { data, validation } = schema.sections;
  return Float64Array.from([
    ...encodeFields(schema, data, study.data),
    ...encodeFields(schema, validation, study.validation),
  ]);
}

/** The number of layers, each layer, the fields of "training", then those of "text": what ss_trial_create takes.
 * @param {Schema} schema
 * @param {Resolved} resolved from resolveStudy */
export function encodeConfig(schema, resolved) {
  const { layers, training, text } = completeConfig(schema, resolved);
  const flat = flatten(layers);
  return Float64Array.from([
    flat.length,
    ...flat.flatMap((layer) => encodeVariant(schema, 'layers', layer)),
    ...encodeFields(schema, schema.sections.training, training),
    ...encodeFields(schema, schema.sections.text, text),
  ]);
}

/** Layers one after the other: those inside a block stand before the block, which says how many they are.
 * @param {Record<string, any>[]} layers
 * @returns {Record<string, any>[]} */
export function flatten(layers) {
  return layers.flatMap((layer) => {
    if (!Array.isArray(layer.layers)) return [layer];
    const inside = flatten(layer.layers);
    return [...inside, { ...layer, layers: inside.length }];
  });
}

/** The fields of "search": what ss_study_create takes.
 * @param {Schema} schema
 * @param {Pick<StudyFile, 'search'>} study */
export function encodeSearch(schema, study) {
  return Float64Array.from(encodeFields(schema, schema.sections.search, study.search));
}

/** Constraints as encodeSpace takes them.
 * @param {Schema} schema
 * @param {Record<string, Param>} space from expandSpace
 * @param {readonly string[]} [constraints] checked ones
 * @returns {number[][]} */
export function encodeConstraints(schema, space, constraints = []) {
  return constraints.map((text) =>
    compileConstraint(space, text).code.map((part) =>
      typeof part === 'number' ? part : indexOf(schema, 'operators', part),
    ),
  );
}

/** The space as ss_study_create takes it.
 * @param {Record<string, Param>} space from expandSpace: parents first
 * @param {readonly number[][]} [constraints] from encodeConstraints */
export function encodeSpace(space, constraints = []) {
  const names = Object.keys(space);
  const numbers = [names.length];
  for (const param of Object.values(space)) {
    const {
      type,
      low = 0,
      high = 0,
      log = false,
      step = 0,
      choices = [],
      weights,
      when = {},
    } = param;
    const kind = weights ? KINDS.length : KINDS.indexOf(type);
    numbers.push(kind, low, high, Number(log), step, choices.length, ...(weights ?? []));
    numbers.push(Object.keys(when).length);
    for (const [parent, values] of Object.entries(when)) {
      const inner = values.map((value) => encodeValue(space[parent], value));
      numbers.push(names.indexOf(parent), inner.length, ...inner);
    }
  }
  if (constraints.length > 0) numbers.push(constraints.length);
  for (const code of constraints) numbers.push(code.length, ...code);
  return Float64Array.from(numbers);
}

/** @param {Param} param
 * @param {unknown} value */
function encodeValue(param, value) {
  if (param.type !== 'categorical') return Number(value);
  return (param.choices ?? []).findIndex((choice) => same(choice, value));
}

/** Values as ss_study_ask gives them, by name; NaN is a parameter that is not active and left out.
 * @param {Record<string, Param>} space
 * @param {Float64Array} values
 * @returns {Params} */
export function decodeValues(space, values) {
  /** @type {Params} */
  const params = {};
  Object.entries(space).forEach(([name, param], i) => {
    if (Number.isNaN(values[i])) return;
    params[name] = param.type === 'categorical' ? (param.choices ?? [])[values[i]] : values[i];
  });
  return params;
}

/** The reverse of decodeValues.
 * @param {Record<string, Param>} space
 * @param {Params} params */
export function encodeParams(space, params) {
  return Float64Array.from(
    Object.entries(space).map(([name, param]) =>
      Object.hasOwn(params, name) ? encodeValue(param, params[name]) : Number.NaN,
    ),
  );
}

/** A configuration with every default written out and nothing that the chosen variants lack: what encodeConfig encodes.
 * @param {Schema} schema
 * @param {Resolved} resolved from resolveStudy
 * @returns {Required<Resolved>} */
export function completeConfig(schema, resolved) {
  const { training, text } = schema.sections;
  return {
    layers: completeLayers(schema, resolved.layers),
    training: completeFields(schema, training, resolved.training),
    text: completeFields(schema, text, resolved.text ?? {}),
  };
}

/** @param {Schema} schema
 * @param {Record<string, any>[]} [layers]
 * @returns {Record<string, any>[]} */
function completeLayers(schema, layers = []) {
  return layers.map((layer) => completeVariant(schema, 'layers', layer));
}

/** @param {Schema} schema
 * @param {string} table
 * @param {Record<string, any>} object
 * @returns {Record<string, any>} */
function completeVariant(schema, table, object) {
  const fields = rowOf(schema, table, object.type)?.fields ?? [];
  return { type: object.type, ...completeFields(schema, fields, object) };
}

/** @param {Schema} schema
 * @param {Field[]} fields
 * @param {Record<string, any>} values
 * @returns {Record<string, any>} */
function completeFields(schema, fields, values) {
  const pairs = fields.map((field) => {
    const value = values[field.name];
    if (field.type === 'layers') return [field.name, completeLayers(schema, value)];
    if (field.type !== 'object') return [field.name, value ?? field.default];
    const object = value?.type === undefined ? { type: field.absent } : value;
    return [field.name, completeVariant(schema, field.table ?? '', object)];
  });
  return Object.fromEntries(pairs);
}
