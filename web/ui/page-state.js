/** What the page knows beside the study on the desk and its run. */
import { recall } from './browser.js';

/** @typedef {import('../lib/types').Problem} Problem */
/** @typedef {import('../lib/types').DatasetInfo} DatasetInfo */

/** No trial is marked. */
export const UNMARKED = { selected: null, hovered: null, brushed: null };

/** @param {ReturnType<typeof import('./embed.js').askedOf>} asked what the address asks for */
export const pageState = (asked) => ({
  language:
    asked.language ?? recall('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  theme: asked.theme ?? recall('theme'),
  chosen: '',
  own: '',
  base: '',
  /** @type {Map<string, File>} */
  files: new Map(),
  /** @type {string[]} */
  columns: [],
  /** What the reader's own data turned out to be. @type {DatasetInfo | null} */
  info: null,
  /** Mistakes that only the data show, from looking at it or from the last run. @type {readonly Problem[]} */
  dataErrors: [],
  /** What else they show. @type {readonly Problem[]} */
  dataWarnings: [],
  /** Something went wrong outside of any study. */
  notice: '',
  /** What could not be opened, and how to try again. @type {import('./failures.js').Failure | null} */
  unopened: null,
  /** @type {number | null} */
  selected: null,
  /** The trial under the pointer. @type {number | null} */
  hovered: null,
  /** What a brush has left of the trials. @type {Set<number> | null} */
  brushed: null,
  /** Trials at a time; undefined: as many as there are cores. @type {number | undefined} */
  workers: undefined,
  /** Of the charts. */
  tab: 'progress',
});
