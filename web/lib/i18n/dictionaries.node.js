/** What Node has from the start: both languages, and the words of the command line. */
import cliEn from './cli.en.js';
import cliZh from './cli.zh.js';
import en from './en.js';
import zh from './zh.js';

/** @type {Record<string, Record<string, string>>} */
export const DICTIONARIES = { en: { ...en, ...cliEn }, zh: { ...zh, ...cliZh } };
