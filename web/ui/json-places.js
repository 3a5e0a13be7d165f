/** Where in a text of JSON each value stands, so that a mistake can be marked there. Goes as far as the text is JSON. */

import { isObject, paramOf } from './edit.js';

/** @typedef {{start: number, end: number}} Span */

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const WORD = /[^\s,\]}[{":]+/y;

/**
 * @param {string} text
 * @returns {Map<string, Span>} by path, such as "training.epochs"; the whole under ""
 */
export function placesOf(text) {
  /** @type {Map<string, Span>} */
  const places = new Map();
  let at = 0;
  /** @param {RegExp} pattern */
  const take = (pattern) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return null;
    at = pattern.lastIndex;
    return match[0];
  };
  /** @param {string} character */
  const skip = (character) => {
    take(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  /** @param {string} path @param {number} from where its key begins @returns {boolean} whether it ended well */
  const value = (path, from) => {
    take(SPACE);
    const start = from < 0 ? at : from;
    const good = skip('{')
      ? entries(path, '}')
      : skip('[')
        ? entries(path, ']')
        : (take(STRING) ?? take(WORD)) !== null;
    places.set(path, { start, end: at });
    return good;
  };
  /** @param {string} path @param {'}' | ']'} end @returns {boolean} */
  const entries = (path, end) => {
    if (skip(end)) return true;
    for (let i = 0; ; i++) {
      take(SPACE);
      const from = at;
      let key = String(i);
      if (end === '}') {
        const name = take(STRING);
        if (name === null) return false;
        key = nameOf(name);
        if (!skip(':')) return false;
      }
      if (!value(path === '' ? key : `${path}.${key}`, from)) return false;
      if (skip(end)) return true;
      if (!skip(',')) return false;
    }
  };
  value('', -1);
  return places;
}

/** @param {string} quoted */
function nameOf(quoted) {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/**
 * Where a path stands, or what it would stand in: a mistake may be about something that is missing.
 * @param {Map<string, Span>} places
 * @param {string} path
 * @returns {Span | null} null for the whole text
 */
export function spanOf(places, path) {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const span = places.get(at);
    if (span) return span;
  }
  return null;
}

/** The line of a place, from 0. @param {string} text @param {number} at */
export function lineAt(text, at) {
  let line = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/**
 * Mistakes and where they stand.
 * @param {string} text
 * @param {{path: string, text: string, line?: number}[]} mistakes line: from 1, where the text is not JSON
 * @returns {{line: number, start: number, end: number, text: string, path: string}[]} end: not beyond the first line
 */
export function marksOf(text, mistakes) {
  if (mistakes.length === 0) return [];
  const places = placesOf(text);
  const lines = text.split('\n');
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return mistakes.map(({ path, text: says, line: known }) => {
    const span = known === undefined ? spanOf(places, path) : null;
    const line = known === undefined ? (span ? lineAt(text, span.start) : 0) : known - 1;
    const whole = lines[line] ?? '';
    const first = starts[line] ?? 0;
    const start = span?.start ?? first + whole.length - whole.trimStart().length;
    const end = Math.min(span?.end ?? first + whole.length, first + whole.length);
    return { line, start, end, text: says, path };
  });
}

/**
 * Where a text speaks of parameters: what refers to one, and what each is in the space.
 * @param {string} text of a study file
 * @returns {Span[]} in their order; none of them in another
 */
export function tunedSpans(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const places = placesOf(text);
  /** @type {string[]} */
  const paths = isObject(json?.space) ? Object.keys(json.space).map((name) => `space.${name}`) : [];
  /** @param {any} value @param {string} path */
  const walk = (value, path) => {
    if (paramOf(value) !== null) paths.push(path);
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, path ? `${path}.${key}` : key);
  };
  walk(json, '');
  const spans = paths.flatMap((path) => places.get(path) ?? []);
  return spans.sort((a, b) => a.start - b.start);
}
