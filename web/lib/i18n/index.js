/** What the library says, in the reader's language. Each dictionary is a flat object `key -> text with {name} slots`. */
import { DICTIONARIES } from '#dictionaries';

export { DICTIONARIES };

/** @typedef {Record<string, string | number>} Values */
/** A text by its key with its slots filled in.
 * @typedef {((key: string, values?: Values) => string) & {
 *   language: string,
 *   has: (key: string) => boolean,
 *   help: (key: string, english: string) => string,
 * }} Translate
 *   help gives the help of a row or field of the schema, whose English stands in the schema itself: the keys are
 *   schema.TABLE.ROW.FIELD and schema.SECTION.FIELD, such as schema.optimizers.adam.learning_rate. */

/** Chinese or English. @param {string} language */
const codeOf = (language) => (/^zh/i.test(language) ? 'zh' : 'en');

/**
 * In a browser Chinese is a file of its own: until this has brought it, `translator('zh')` says everything in English. Nothing to
 * do for English, or in Node.
 * @param {string} language as translator takes it
 */
export async function loadLanguage(language) {
  const { zh } = DICTIONARIES;
  if (codeOf(language) === 'zh' && Object.keys(zh).length === 0)
    Object.assign(zh, (await import('./zh.js')).default);
}

/** The English that a browser does not have from the start (en-late.js), before it is needed. Node has everything. */
export async function loadWords() {
  if ('error.missing' in DICTIONARIES.en) return;
  Object.assign(DICTIONARIES.en, (await import('./en-late.js')).default);
}

/** @param {string} [language] such as "en", "zh", "zh-CN" or "zh_CN.UTF-8"; English for any other
 * @returns {Translate} */
export function translator(language = 'en') {
  const code = codeOf(language);
  const texts = DICTIONARIES[code];
  /** @param {string} key
   * @param {Values} [values] */
  const translate = (key, values = {}) =>
    (texts[key] ?? DICTIONARIES.en[key] ?? key).replace(/\{(\w+)\}/g, (slot, name) =>
      String(values[name] ?? slot),
    );
  return Object.assign(translate, {
    language: code,
    has: (/** @type {string} */ key) => Object.hasOwn(texts, key),
    help: (/** @type {string} */ key, /** @type {string} */ english) => texts[key] ?? english,
  });
}

/** A problem as one line: where, what, and what to do. A text with a guess in it is taken when there is a guess ("..._hint").
 * @param {Translate} t
 * @param {import('../types.js').Problem} problem */
export function describeProblem(t, { path, code, values }) {
  const kind = ['error', 'warning', 'note'].find((one) => t.has(`${one}.${code}`)) ?? 'error';
  const hinted = `${kind}.${code}_hint`;
  const text = t(values.hint && t.has(hinted) ? hinted : `${kind}.${code}`, values);
  const kinds = [values.use && 'used', values.with && 'with', values.fails && 'fails'];
  const used = kinds.map((one) => (one ? t(`place.${one}`, values) : '')).join('');
  return path === ''
    ? text + used
    : t('place.at', { place: describePlace(t, path), text: text + used });
}

/** A path of the study file as it is; a place in a table in words.
 * @param {Translate} t
 * @param {string} path */
function describePlace(t, path) {
  const place = /^(?:row (\d+))?(?:, )?(?:column (.+))?$/s.exec(path);
  if (!place) return path;
  const [, row, column] = place;
  if (row === undefined) return t('place.column', { column });
  return column === undefined ? t('place.row', { row }) : t('place.cell', { row, column });
}
