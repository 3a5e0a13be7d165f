/** Checks model.layers: the rows of "layers", some of which have such a list inside, and the two structural forms "stack" and
 * "repeat" that are written out as such rows before a trial. The output layer follows from the task and is never in the file. */
import { checkField, checkFields, checkVariant } from './check-fields.js';
import { checkScalar, fail, nameProblem, numberProblem } from './check-values.js';
import { checkKeys, isObject, isRef, join, show } from './problems.js';
import { rowOf } from './schema.js';

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./check-values.js').Context} Context */

/** How often the layers of a repeat may stand at most, and how many layers a stack may have. */
export const MAX_TIMES = 100;

/** What Keras has as layers and this has in another way.
 * @type {Record<string, string>} */
const ELSEWHERE = {
  bidirectional: 'bidirectional_is_field',
  input: 'input_follows',
  inputlayer: 'input_follows',
};

/** The forms that are not layers themselves; for the reference and for forms. An object without a table is a list.
 * @type {import('./types.js').Row[]} */
export const STRUCTURES = [
  {
    name: 'stack',
    help: 'Dense layers of these sizes, one after the other; takes every field of dense but units',
    fields: [
      {
        name: 'sizes',
        type: 'object',
        help: 'a list of widths, one number, or a parameter whose choices are such lists',
      },
      {
        name: 'dropout',
        type: 'float',
        default: 0,
        help: 'rate of a dropout layer after each of them; 0 for none',
      },
    ],
  },
  {
    name: 'repeat',
    help: 'The layers inside, so many times',
    fields: [
      {
        name: 'times',
        type: 'int',
        low: 0,
        high: MAX_TIMES,
        help: 'how many times; may be a parameter',
      },
      {
        name: 'layers',
        type: 'layers',
        help: 'a list of layers; {"param": "units", "each": true} is a parameter for each repetition: units.0, units.1 ...',
      },
    ],
  },
];

/** @param {Context} context
 * @param {unknown} json the "model" of the file
 * @returns {{layers: any[]}} */
export function checkModel(context, json) {
  if (json === undefined) return { layers: [] };
  if (!isObject(json)) {
    fail(context, 'model', Array.isArray(json) ? 'model_is_list' : 'expected_object', {
      value: show(json),
    });
    return { layers: [] };
  }
  checkKeys(context.errors, json, ['layers'], 'model');
  if (json.layers === undefined) return { layers: [] };
  return { layers: checkLayers(context, json.layers, 'model.layers') };
}

/** A list of layers: the whole network, or the inside of a block.
 * @param {Context} context
 * @param {unknown} layers
 * @param {string} path
 * @returns {any[]} */
export function checkLayers(context, layers, path) {
  if (layers === undefined) {
    fail(context, path, 'missing', { key: 'layers' });
    return [];
  }
  if (!Array.isArray(layers)) {
    fail(context, path, 'expected_list', { value: show(layers) });
    return [];
  }
  return layers.map((layer, i) => checkLayer(context, layer, join(path, i)));
}

/** @param {Context} context
 * @param {unknown} layer
 * @param {string} path */
function checkLayer(context, layer, path) {
  if (!isObject(layer)) {
    fail(context, path, 'expected_object', { value: show(layer) });
    return { type: layer };
  }
  if (layer.type === 'stack') return checkStack(context, layer, path);
  if (layer.type === 'repeat') return checkRepeat(context, layer, path);
  if (!isRef(layer.type)) {
    const names = context.schema.tables.layers.map((row) => row.name);
    const wrong = nameProblem(layer.type, [...names, 'stack', 'repeat']);
    if (wrong) {
      const elsewhere = ELSEWHERE[String(layer.type).toLowerCase()];
      const code = layer.type === undefined ? 'missing' : (elsewhere ?? wrong.code);
      fail(context, join(path, 'type'), code, { ...wrong.values, key: 'type' });
      return layer;
    }
  }
  const checked = checkVariant(context, 'layers', layer, path, { tunable: true });
  const bare = Array.isArray(layer.layers) && layer.layers.length === 0;
  if (bare && 'layers' in checked) fail(context, join(path, 'layers'), 'misfit_empty_block');
  return checked;
}

/** @param {Schema} schema
 * @param {string} layer
 * @param {string} name
 * @returns {Field} */
export function layerField(schema, layer, name) {
  const field = rowOf(schema, 'layers', layer)?.fields?.find((one) => one.name === name);
  if (!field) throw new Error(`the schema has no ${layer}.${name}`);
  return field;
}

/** @param {Context} context
 * @param {Record<string, any>} layer
 * @param {string} path */
function checkStack(context, layer, path) {
  const fields = (rowOf(context.schema, 'layers', 'dense')?.fields ?? []).filter(
    (field) => field.name !== 'units',
  );
  const rest = checkFields(context, fields, layer, path, {
    tunable: true,
    extra: ['type', 'sizes', 'dropout'],
  });
  const rate = { ...layerField(context.schema, 'dropout', 'rate'), default: 0 };
  const dropout = checkField(context, rate, layer.dropout, join(path, 'dropout'), true);
  return {
    type: 'stack',
    sizes: checkSizes(context, layer.sizes, join(path, 'sizes')),
    ...rest,
    dropout,
  };
}

/** @param {Context} context
 * @param {unknown} sizes
 * @param {string} path */
function checkSizes(context, sizes, path) {
  const units = layerField(context.schema, 'dense', 'units');
  /** @param {unknown} value */
  const one = (value) => numberProblem(value, units);
  /** @param {unknown} value */
  const all = (value) => {
    if (!Array.isArray(value)) return one(value);
    if (value.length > MAX_TIMES) {
      return { code: 'too_many_layers', values: { count: value.length, high: MAX_TIMES } };
    }
    return value.map(one).find(Boolean) ?? null;
  };
  if (sizes === undefined) {
    fail(context, path, 'missing', { key: 'sizes' });
    return [];
  }
  if (isRef(sizes)) return checkScalar(context, sizes, path, 'int', all);
  const widths = Array.isArray(sizes) ? sizes : [sizes];
  if (widths.length > MAX_TIMES) {
    fail(context, path, 'too_many_layers', { count: widths.length, high: MAX_TIMES });
  }
  return widths.map((size, i) =>
    checkScalar(context, size, Array.isArray(sizes) ? join(path, i) : path, 'int', one),
  );
}

/** @param {Context} context
 * @param {Record<string, any>} layer
 * @param {string} path */
function checkRepeat(context, layer, path) {
  if (context.repeat !== null) {
    fail(context, path, 'repeat_in_repeat');
    return layer;
  }
  checkKeys(context.errors, layer, ['type', 'times', 'layers'], path);
  const place = join(path, 'times');
  let times = layer.times;
  if (times === undefined) fail(context, place, 'missing', { key: 'times' });
  else {
    times = checkScalar(context, times, place, 'int', (value) =>
      numberProblem(value, { type: 'int', low: 0, high: MAX_TIMES }),
    );
  }
  context.repeat = path;
  const layers = checkLayers(context, layer.layers, join(path, 'layers'));
  context.repeat = null;
  return { type: 'repeat', times, layers };
}
