/** What a browser has from the start: the English of the first view. The rest (loadWords) and Chinese (loadLanguage) come when they
 * are asked for. */
import first from './en-first.js';

/** @type {Record<string, Record<string, string>>} */
export const DICTIONARIES = { en: { ...first }, zh: {} };
