/** What the library says, in the reader's language. Each dictionary is a flat object `key -> text with {name} slots`. */
import cliEn from './cli.en.js';
import cliZh from './cli.zh.js';
import pageEn from './page.en.js';
import pageZh from './page.zh.js';
import schemaZh from './schema.zh.js';
import studyEn from './study.en.js';
import studyZh from './study.zh.js';

/** @typedef {Record<string, string | number>} Values */
/** A text by its key with its slots filled in.
 * @typedef {((key: string, values?: Values) => string) & {
 *   language: string,
 *   has: (key: string) => boolean,
 *   help: (key: string, english: string) => string,
 * }} Translate
 *   help gives the help of a row or field of the schema, whose English stands in the schema itself: the keys are
 *   schema.TABLE.ROW.FIELD and schema.SECTION.FIELD, such as schema.optimizers.adam.learning_rate. */

/** @type {Record<string, Record<string, string>>} */
export const DICTIONARIES = {
  en: { ...studyEn, ...cliEn, ...pageEn },
  zh: { ...studyZh, ...schemaZh, ...cliZh, ...pageZh },
};

/** @param {string} [language] such as "en", "zh", "zh-CN" or "zh_CN.UTF-8"; English for any other
 * @returns {Translate} */
export function translator(language = 'en') {
  const code = /^zh/i.test(language) ? 'zh' : 'en';
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
