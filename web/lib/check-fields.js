/** Checks sections and objects against the fields of the schema and fills in their defaults. */
import { checkScalar, fail, nameProblem, refuseRef, testOf } from './check-values.js';
import { checkKeys, isObject, isRef, join, list, problem, show } from './problems.js';
import { rowOf } from './schema.js';

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./check-values.js').Context} Context */

/** One field of a section or variant.
 * @param {Context} context
 * @param {Field} field
 * @param {unknown} value undefined where the file leaves it out
 * @param {string} path of the field
 * @param {boolean} tunable whether a parameter may stand here
 * @returns {any} the value with defaults filled in */
export function checkField(context, field, value, path, tunable) {
  if (field.type === 'object') return checkObject(context, field, value, path, tunable);
  if (field.type === 'layers') return context.layers(context, value, path);
  if (value === undefined) return field.default;
  if (isRef(value) && !tunable) return refuseRef(context, value, path);
  return checkScalar(context, value, path, field.type, testOf(context, field));
}

/** All fields of an object: its unknown keys are noted, what is left out gets its default.
 * @param {Context} context
 * @param {Field[]} fields
 * @param {Record<string, any>} json
 * @param {string} path
 * @param {{tunable: boolean, extra?: string[]}} options extra: keys that the caller checks
 * @returns {Record<string, any>} */
export function checkFields(context, fields, json, path, { tunable, extra = [] }) {
  checkKeys(context.errors, json, [...fields.map((field) => field.name), ...extra], path);
  /** @type {Record<string, any>} */
  const filled = {};
  for (const field of fields) {
    const place = join(path, field.name);
    const value = checkField(context, field, json[field.name], place, tunable);
    if (value !== undefined) filled[field.name] = value;
  }
  return filled;
}

/** The short forms of an object: left out, null, true, false, a name, a parameter for the name.
 * @param {Context} context
 * @param {Field} field
 * @param {unknown} value
 * @returns {unknown} the object form, or the value as it is when it is none of these */
function longForm(context, field, value) {
  const off = rowOf(context.schema, field.table ?? '', field.absent ?? '');
  const can_switch = off?.fields?.length === 0;
  if (value === undefined || value === null) return { type: field.absent };
  if (value === false && can_switch) return { type: field.absent };
  if (value === true && can_switch) return { type: field.untyped };
  if (typeof value === 'string' || isRef(value)) return { type: value };
  return value;
}

/** @param {Context} context
 * @param {Field} field
 * @param {unknown} value
 * @param {string} path
 * @param {boolean} tunable */
function checkObject(context, field, value, path, tunable) {
  const short = typeof value === 'string' || isRef(value);
  const object = longForm(context, field, value);
  if (!isObject(object)) {
    const names = context.schema.tables[field.table ?? ''].map((row) => row.name);
    return fail(context, path, 'expected_variant', { value: show(value), allowed: list(names) });
  }
  const typed = Object.hasOwn(object, 'type') ? object : { type: field.untyped, ...object };
  const typePath = short ? path : join(path, 'type');
  return checkVariant(context, field.table ?? '', typed, path, { tunable, typePath });
}

/** An object {type, fields}. With a parameter as its type, the fields given must exist in one of the possible variants, and
 * only what is given stays: each variant has defaults of its own.
 * @param {Context} context
 * @param {string} table
 * @param {Record<string, any>} json
 * @param {string} path
 * @param {{tunable: boolean, typePath?: string}} options
 * @returns {Record<string, any>} */
export function checkVariant(
  context,
  table,
  json,
  path,
  { tunable, typePath = join(path, 'type') },
) {
  const rows = context.schema.tables[table];
  const names = rows.map((row) => row.name);
  if (isRef(json.type) && !tunable) return { type: refuseRef(context, json.type, typePath) };
  const type = checkScalar(context, json.type, typePath, 'choice', (value) =>
    nameProblem(value, names),
  );
  const possible = possibleRows(context, rows, json.type);
  if (possible.length === 0) return { type };
  checkVariantKeys(context, rows, possible, json, path);
  /** @type {Record<string, any>} */
  const filled = { type };
  for (const row of possible) {
    for (const field of row.fields ?? []) {
      const given = Object.hasOwn(json, field.name);
      if (!given && possible.length > 1) continue;
      filled[field.name] = checkField(
        context,
        field,
        json[field.name],
        join(path, field.name),
        tunable,
      );
    }
  }
  return filled;
}

/** The rows that a type can mean: one, or the choices of a parameter.
 * @param {Context} context
 * @param {Row[]} rows
 * @param {unknown} type */
export function possibleRows(context, rows, type) {
  /** @type {unknown[]} */
  const names = isRef(type) ? (context.space.get(type.param)?.choices ?? []) : [type];
  return rows.filter((row) => names.includes(row.name));
}

/** @param {Context} context
 * @param {Row[]} rows
 * @param {Row[]} possible
 * @param {Record<string, unknown>} json
 * @param {string} path */
function checkVariantKeys(context, rows, possible, json, path) {
  /** @param {Row} row
   * @param {string} key */
  const has = (row, key) => row.fields?.some((field) => field.name === key) ?? false;
  const allowed = possible.flatMap((row) => (row.fields ?? []).map((field) => field.name));
  for (const key of Object.keys(json)) {
    if (key === 'type') continue;
    const owners = possible.filter((row) => has(row, key));
    const variants = list(possible.map((row) => row.name));
    if (owners.length === 0) {
      const others = rows.filter((row) => has(row, key)).map((row) => row.name);
      if (others.length === 0) {
        checkKeys(context.errors, { [key]: 0 }, ['type', ...new Set(allowed)], path);
      } else {
        fail(context, join(path, key), 'field_of_other', { key, variants, others: list(others) });
      }
    } else if (owners.length < possible.length) {
      const where = list(owners.map((row) => row.name));
      context.warnings.push(problem(join(path, key), 'field_not_everywhere', { key, where }));
    }
  }
}

/** A section as an object; a section left out is an empty one.
 * @param {Context} context
 * @param {unknown} json
 * @param {string} path
 * @returns {Record<string, any> | null} */
export function section(context, json, path) {
  if (json === undefined) return {};
  if (isObject(json)) return json;
  fail(context, path, 'expected_object', { value: show(json) });
  return null;
}
