/** What every part of the form is given, and how a part finds its own mistakes in it. */

/** @typedef {import('../lib/types').Schema} Schema */
/** @typedef {import('../lib/types').Field} Field */
/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('./edit.js').Draft} Draft */
/** @typedef {import('./edit.js').Path} Path */
/** @typedef {import('./controls.js').Translate} Translate */

/**
 * @typedef {object} FormContext
 * @property {Schema} schema
 * @property {Draft} draft
 * @property {{path: string, text: string}[]} mistakes already in the reader's language
 * @property {Translate} t
 * @property {string[]} columns of the reader's own CSV file, as far as known
 * @property {string} facts the data in a few words
 * @property {boolean} texts whether its rows are texts
 * @property {import('./looker.js').View} look what is known of the data and the network before a run
 * @property {{size: string, work: string} | null} size of the space, in words; null while there are mistakes
 */

/**
 * A field of the form: one of the schema, or the list of sizes that a stack of layers has.
 * @typedef {Field | {name: string, type: 'sizes', help: string, default?: undefined, unit?: undefined,
 *   table?: undefined, low?: undefined, high?: undefined, tune?: undefined}} FormField
 */

/**
 * The mistakes at a place or below it.
 * @param {FormContext} context
 * @param {string} path
 */
export function mistakesAt(context, path) {
  return context.mistakes
    .filter((mistake) => mistake.path === path || mistake.path.startsWith(`${path}.`))
    .map((mistake) => mistake.text);
}
