/** JSON with mistakes that can be found: line, column and remedy, and keys that stand twice. JSON.parse says neither. */
import { join, problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */

/** Deeper files are refused: no study is that deep, and the reader is recursive. */
const MAX_DEPTH = 200;

class Mistake extends Error {
  /** @param {string} code
   * @param {number} at */
  constructor(code, at) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

/** Walks over a text once, noting keys given twice, and throws Mistake at the first thing that is not JSON. */
class Walker {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
    /** @type {Problem[]} */
    this.twice = [];
  }

  space() {
    const blank = /[ \t\r\n]*/y;
    blank.lastIndex = this.at;
    blank.exec(this.text);
    this.at = blank.lastIndex;
    if (/^(\/{2}|\/\x2a|#)/.test(this.text.slice(this.at, this.at + 2))) this.fail('json_comment');
  }

  /** @param {string} code
   * @returns {never} */
  fail(code) {
    throw new Mistake(this.at >= this.text.length ? 'json_ends' : code, this.at);
  }

  /** Takes one character if it comes next. @param {string} character */
  take(character) {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  /** @param {string} path */
  value(path) {
    this.space();
    if (++this.depth > MAX_DEPTH) this.fail('json_deep');
    const next = this.text[this.at];
    if (next === '{') this.object(path);
    else if (next === '[') this.array(path);
    else if (next === '"') this.string();
    else this.word();
    this.depth--;
  }

  word() {
    const word = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\w.])|(true|false|null)(?!\w)/y;
    word.lastIndex = this.at;
    if (word.exec(this.text)) this.at = word.lastIndex;
    else this.fail(this.text[this.at] === "'" ? 'json_quotes' : this.wordCode());
  }

  wordCode() {
    if (/^[\]},]/.test(this.text.slice(this.at))) return 'json_value_missing';
    return /^[-+.\d]|^(NaN|Infinity)/.test(this.text.slice(this.at))
      ? 'json_number'
      : 'json_unexpected';
  }

  string() {
    const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
    string.lastIndex = this.at;
    const found = string.exec(this.text);
    if (!found) this.fail('json_string');
    this.at = string.lastIndex;
    return JSON.parse(found[0]);
  }

  /** @param {string} path */
  object(path) {
    const keys = new Set();
    this.at++;
    if (this.take('}')) return;
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail(this.keyCode());
      const key = this.string();
      const place = join(path, key);
      if (keys.has(key)) this.twice.push(problem(place, 'duplicate_key', { key }));
      keys.add(key);
      if (!this.take(':')) this.fail('json_colon');
      this.value(place);
      if (this.take('}')) return;
      if (!this.take(',')) this.fail('json_comma');
    }
  }

  keyCode() {
    if (this.text[this.at] === '}') return 'json_trailing_comma';
    return this.text[this.at] === "'" ? 'json_quotes' : 'json_key';
  }

  /** @param {string} path */
  array(path) {
    this.at++;
    if (this.take(']')) return;
    for (let i = 0; ; i++) {
      this.space();
      if (this.text[this.at] === ']') this.fail('json_trailing_comma');
      this.value(join(path, i));
      if (this.take(']')) return;
      if (!this.take(',')) this.fail('json_comma');
    }
  }
}

/** @param {string} text
 * @param {number} at */
function placeOf(text, at) {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/** A JSON text as a value, or what is wrong with it.
 * @param {string} text
 * @returns {{value: unknown, problems: Problem[]}} value is undefined when there are problems */
export function parseJson(text) {
  const clean = text.replace(/^\uFEFF/, '');
  if (clean.trim() === '') return { value: undefined, problems: [problem('', 'file_empty')] };
  const walker = new Walker(clean);
  try {
    walker.value('');
    walker.space();
    if (walker.at < clean.length) walker.fail('json_after_end');
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const found = JSON.stringify(clean.slice(error.at, error.at + 12).split('\n')[0]);
    return {
      value: undefined,
      problems: [problem('', error.code, { ...placeOf(clean, error.at), found })],
    };
  }
  if (walker.twice.length > 0) return { value: undefined, problems: walker.twice };
  return { value: JSON.parse(clean), problems: [] };
}
