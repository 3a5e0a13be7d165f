/** Reading the schema: the one list of everything that a study file may say, written by the C core (ss_schema). */

/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Row} Row */

/** The schema from the text of ss_schema(). Its lists end in null, which is dropped here.
 * @param {string} text
 * @returns {Schema} */
export function parseSchema(text) {
  return JSON.parse(text, (_key, value) =>
    Array.isArray(value) ? value.filter((item) => item !== null) : value,
  );
}

/** The row of a table by its name.
 * @param {Schema} schema
 * @param {string} table
 * @param {string} name
 * @returns {Row | undefined} */
export function rowOf(schema, table, name) {
  return schema.tables[table]?.find((row) => row.name === name);
}

/** The place of a row in its table: what C calls it. -1 if there is none.
 * @param {Schema} schema
 * @param {string} table
 * @param {string} name */
export function indexOf(schema, table, name) {
  return schema.tables[table].findIndex((row) => row.name === name);
}

/** Every field at its default. A text has none and is left out; an object is its `absent` variant, with that variant's own
 * defaults if the schema is given.
 * @param {Field[]} fields
 * @param {Schema} [schema]
 * @returns {Record<string, any>} */
export function defaultsOf(fields, schema) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const field of fields) {
    if (field.type === 'object') {
      const name = field.absent ?? '';
      const row = schema && rowOf(schema, field.table ?? '', name);
      values[field.name] = { type: name, ...defaultsOf(row?.fields ?? [], schema) };
    } else if (field.default !== undefined) {
      values[field.name] = field.default;
    }
  }
  return values;
}
