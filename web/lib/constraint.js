/** Constraints between parameters as a small language: reading one. What it means is constraint-code.js's.
 *
 *     or          = and { "or" and }
 *     and         = not { "and" not }
 *     not         = "not" not | comparison
 *     comparison  = sum [ ("<=" | "<" | ">=" | ">" | "==" | "!=") sum ]
 *     sum         = product { ("+" | "-") product }
 *     product     = sign { ("*" | "/") sign }
 *     sign        = "-" sign | value
 *     value       = number | text | name | "true" | "false" | "null" | "(" or ")"
 *                 | "abs(" or ")" | ("min(" | "max(") or "," or { "," or } ")" */

/** @typedef {{op: string, at: number, end: number, value?: any, args: Tree[]}} Tree op: a row of operators.def, or `name`,
 *   `text`, `truth` with their value; at, end: where it stands in the text, from 0 */

/** Longer texts and deeper ones are refused: they would not fit C's stack. */
export const MAX_LENGTH = 1000;
const MAX_DEPTH = 20;

/** @type {Record<string, string>} */
const COMPARISONS = {
  '<=': 'less_equal',
  '<': 'less',
  '>=': 'greater_equal',
  '>': 'greater',
  '==': 'equal',
  '!=': 'unequal',
};
/** @type {Record<string, string>} */
const SUMS = { '+': 'add', '-': 'subtract' };
/** @type {Record<string, string>} */
const PRODUCTS = { '*': 'multiply', '/': 'divide' };
const FUNCTIONS = ['min', 'max', 'abs'];
const CONSTANTS = new Map([
  ['true', true],
  ['false', false],
]);
const WORDS = ['and', 'or', 'not'];

const TOKEN =
  /(?<blank>\s+)|(?<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*(?:\.\d+)?)|`(?<quoted>[^`]+)`|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<sign><=|>=|==|!=|[-+*/<>(),])/uy;

/** What is wrong with a constraint: a code of the dictionaries without `error.`, and where. */
export class Mistake extends Error {
  /** @param {string} code @param {number} at @param {Record<string, string | number>} [values] */
  constructor(code, at, values = {}) {
    super(code);
    this.code = code;
    this.values = { at: at + 1, ...values };
  }
}

/** @typedef {{kind: string, text: string, value: any, at: number, end: number}} Token kind: sign, word, number, name, text, end */

/** @param {string} text @returns {Token[]} */
function tokensOf(text) {
  /** @type {Token[]} */
  const tokens = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw strange(text, at);
    const end = TOKEN.lastIndex;
    const { blank, number, name, quoted, single, double } = match.groups ?? {};
    const base = { text: match[0], at, end };
    if (blank !== undefined) continue;
    if (number !== undefined) tokens.push({ ...base, kind: 'number', value: Number(number) });
    else if (WORDS.includes(name)) tokens.push({ ...base, kind: 'word', value: name });
    else if (name !== undefined) tokens.push({ ...base, kind: 'name', value: name });
    else if (quoted !== undefined) tokens.push({ ...base, kind: 'quoted', value: quoted });
    else if (single !== undefined || double !== undefined)
      tokens.push({ ...base, kind: 'text', value: single ?? double });
    else tokens.push({ ...base, kind: 'sign', value: match[0] });
  }
  const end = text.length;
  return [...tokens, { kind: 'end', text: '', value: '', at: end, end }];
}

/** @param {string} text @param {number} at */
function strange(text, at) {
  const rest = text.slice(at);
  if (/^['"`]/.test(rest)) return new Mistake('constraint_quote', at, { quote: rest[0] });
  if (rest[0] === '=') return new Mistake('constraint_assign', at);
  if (/^[&|!]/.test(rest)) return new Mistake('constraint_logic', at);
  return new Mistake('constraint_character', at, { found: [...rest][0] });
}

class Parser {
  depth = 0;
  place = 0;

  /** @param {string} text */
  constructor(text) {
    this.tokens = tokensOf(text);
  }

  get next() {
    return this.tokens[this.place];
  }

  /** @param {string} code @param {string} [atEnd] the code where the text is over @returns {never} */
  fail(code, atEnd = code) {
    const { at, text } = this.next;
    throw new Mistake(text === '' ? atEnd : code, at, { found: text });
  }

  /** Takes a sign or a word if it comes next. @param {string} value */
  take(value) {
    const { kind } = this.next;
    const isThere = (kind === 'sign' || kind === 'word') && this.next.value === value;
    if (isThere) this.place++;
    return isThere;
  }

  whole() {
    const tree = this.or();
    if (this.next.kind !== 'end') this.fail('constraint_operator');
    return tree;
  }

  /** Left to right. @param {Record<string, string>} signs @param {() => Tree} side @returns {Tree} */
  chain(signs, side) {
    let tree = side();
    for (;;) {
      const sign = Object.keys(signs).find((one) => this.take(one));
      if (!sign) return tree;
      const right = side();
      tree = { op: signs[sign], at: tree.at, end: right.end, args: [tree, right] };
    }
  }

  /** @returns {Tree} */
  or() {
    return this.deeper(() => this.chain({ or: 'or' }, () => this.and()));
  }

  and() {
    return this.chain({ and: 'and' }, () => this.not());
  }

  /** @returns {Tree} */
  not() {
    const { at } = this.next;
    if (!this.take('not')) return this.comparison();
    const side = this.deeper(() => this.not());
    return { op: 'not', at, end: side.end, args: [side] };
  }

  comparison() {
    const left = this.sum();
    const { kind, value } = this.next;
    if (kind !== 'sign' || !Object.hasOwn(COMPARISONS, value)) return left;
    this.place++;
    const right = this.sum();
    if (this.next.kind === 'sign' && Object.hasOwn(COMPARISONS, this.next.value))
      this.fail('constraint_chain');
    return { op: COMPARISONS[value], at: left.at, end: right.end, args: [left, right] };
  }

  sum() {
    return this.chain(SUMS, () => this.chain(PRODUCTS, () => this.sign()));
  }

  /** @returns {Tree} */
  sign() {
    const { at } = this.next;
    if (!this.take('-')) return this.value();
    const side = this.deeper(() => this.sign());
    return { op: 'negate', at, end: side.end, args: [side] };
  }

  /** @returns {Tree} */
  value() {
    const { kind, value, at, end } = this.next;
    if (this.take('(')) {
      const inner = this.or();
      if (!this.take(')')) this.fail('constraint_close', 'constraint_close_end');
      return { ...inner, at, end: this.tokens[this.place - 1].end };
    }
    if (!['number', 'text', 'name', 'quoted'].includes(kind))
      this.fail('constraint_value', 'constraint_value_end');
    this.place++;
    const leaf = (/** @type {string} */ op, /** @type {any} */ what = value) =>
      /** @type {Tree} */ ({ op, at, end, value: what, args: [] });
    if (kind === 'quoted') return leaf('name');
    if (kind !== 'name') return leaf(kind);
    if (this.next.kind === 'sign' && this.next.value === '(') return this.call(value, at);
    if (value === 'null') return leaf('text');
    return CONSTANTS.has(value) ? leaf('truth', CONSTANTS.get(value)) : leaf('name');
  }

  /** @param {string} name @param {number} at @returns {Tree} */
  call(name, at) {
    if (!FUNCTIONS.includes(name)) throw new Mistake('constraint_function', at, { name });
    this.place++;
    const args = [this.or()];
    while (this.take(',')) args.push(this.or());
    if (!this.take(')')) this.fail('constraint_close', 'constraint_close_end');
    const end = this.tokens[this.place - 1].end;
    if (name === 'abs' ? args.length !== 1 : args.length < 2)
      throw new Mistake(name === 'abs' ? 'constraint_abs' : 'constraint_two', at, { name });
    // of more than two the first two, then that and the third ...
    return args
      .slice(1)
      .reduce(
        (tree, arg) => ({ op: name, at, end, args: [tree, arg] }),
        name === 'abs' ? { op: name, at, end, args } : args[0],
      );
  }

  /** @param {() => Tree} inner */
  deeper(inner) {
    if (++this.depth > MAX_DEPTH) throw new Mistake('constraint_deep', this.next.at);
    const tree = inner();
    this.depth--;
    return tree;
  }
}

/** A constraint as a tree.
 * @param {string} text
 * @returns {Tree}
 * @throws {Mistake} */
export function parseConstraint(text) {
  if (text.length > MAX_LENGTH)
    throw new Mistake('constraint_long', MAX_LENGTH, { most: MAX_LENGTH });
  return new Parser(text).whole();
}
