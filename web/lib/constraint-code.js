/** What a constraint means over a space: its parameters, the kinds of its values, its code for the tuner, and whether a
 * configuration keeps it. C evaluates the same code (src/tune/constraint.c). */
import { Mistake, parseConstraint } from './constraint.js';
import { list, nearest, show } from './problems.js';

/** @typedef {import('./types.js').Param} Param */
/** @typedef {import('./types.js').Json} Json */
/** @typedef {import('./constraint.js').Tree} Tree */
/** @typedef {Record<string, Param>} Space from expandSpace: parents first */
/** @typedef {(string | number)[]} Code in postfix order: the name of an operator, behind it the numbers it takes from the code */
/** @typedef {'number' | 'truth' | 'text'} Kind */

const LOGIC = ['not', 'and', 'or'];
const EQUALITY = ['equal', 'unequal'];
const COMPARISONS = [...EQUALITY, 'less_equal', 'less', 'greater_equal', 'greater'];
/** Numbers that differ by less are equal: what steps of a grid differ by rounding. */
const ROUNDING = 1e-12;

/** What a choice is called in a constraint: a text is itself, a list or an object its JSON. @param {Json} choice */
const keyOf = (choice) => (typeof choice === 'string' ? choice : JSON.stringify(choice));

/** @param {Param} param @returns {Kind} */
function kindOfParam({ type, choices = [] }) {
  if (type !== 'categorical' || choices.every((choice) => typeof choice === 'number'))
    return 'number';
  return choices.every((choice) => typeof choice === 'boolean') ? 'truth' : 'text';
}

class Compiler {
  /** @type {Code} */
  code = [];
  /** Texts have numbers: equal texts equal ones. @type {Map<string, number>} */
  #texts = new Map();
  /** @type {Set<string>} */
  names = new Set();

  /** @param {Space} space @param {string} text */
  constructor(space, text) {
    this.space = space;
    this.order = Object.keys(space);
    this.text = text;
  }

  /** @param {string} text */
  number(text) {
    if (!this.#texts.has(text)) this.#texts.set(text, this.#texts.size);
    return /** @type {number} */ (this.#texts.get(text));
  }

  /** @param {Tree} tree */
  source({ at, end }) {
    return this.text.slice(at, end);
  }

  /** @param {Tree} tree @param {'number' | 'truth'} kind */
  need(tree, kind) {
    if (this.compile(tree) === kind) return;
    const code = kind === 'number' ? 'constraint_needs_number' : 'constraint_needs_truth';
    throw new Mistake(code, tree.at, { found: this.source(tree) });
  }

  /** Appends the code of a tree. @param {Tree} tree @returns {Kind} */
  compile(tree) {
    const { op, value, args } = tree;
    if (op === 'name') return this.parameter(tree);
    if (op === 'text' || op === 'number' || op === 'truth') {
      this.code.push('number', op === 'text' ? this.number(value) : Number(value));
      return op;
    }
    if (COMPARISONS.includes(op)) return this.comparison(tree);
    const kind = LOGIC.includes(op) ? 'truth' : 'number';
    for (const arg of args) this.need(arg, kind);
    this.code.push(op);
    return kind;
  }

  /** @param {Tree} tree @returns {Kind} */
  comparison({ op, args: [left, right] }) {
    const kinds = [this.compile(left), this.compile(right)];
    const sides = { left: this.source(left), right: this.source(right) };
    if (kinds[0] !== kinds[1]) throw new Mistake('constraint_kinds', left.at, sides);
    if (kinds[0] !== 'number' && !EQUALITY.includes(op))
      throw new Mistake('constraint_order', left.at, sides);
    if (kinds[0] === 'text') {
      this.checkChoice(left, right);
      this.checkChoice(right, left);
    }
    this.code.push(op);
    return 'truth';
  }

  /** A text beside a parameter that never is that. @param {Tree} side @param {Tree} other */
  checkChoice(side, other) {
    if (side.op !== 'name' || other.op !== 'text') return;
    const choices = (this.space[side.value].choices ?? []).map(keyOf);
    if (choices.includes(other.value)) return;
    const hint = nearest(other.value, choices);
    const values = { value: this.source(other), name: side.value, hint, allowed: list(choices) };
    throw new Mistake('constraint_choice', other.at, values);
  }

  /** @param {Tree} tree @returns {Kind} */
  parameter({ value: name, at }) {
    if (!Object.hasOwn(this.space, name)) throw this.unknown(name, at);
    this.names.add(name);
    const param = this.space[name];
    const index = this.order.indexOf(name);
    const kind = kindOfParam(param);
    if (param.type !== 'categorical') this.code.push('parameter', index);
    else {
      const choices = param.choices ?? [];
      const numbers = choices.map((one) =>
        kind === 'text' ? this.number(keyOf(one)) : Number(one),
      );
      this.code.push('choice', index, numbers.length, ...numbers);
    }
    return kind;
  }

  /** @param {string} name @param {number} at */
  unknown(name, at) {
    const each = this.order.find((one) => one.startsWith(`${name}.`));
    const hint = each ?? nearest(name, this.order);
    const names = list(this.order);
    return new Mistake('constraint_name', at, { name: show(name), hint, names });
  }
}

/** @param {Space} space
 * @param {string} text
 * @returns {{code: Code, names: string[]}} names: the parameters that it is about
 * @throws {Mistake} */
export function compileConstraint(space, text) {
  const compiler = new Compiler(space, text);
  compiler.need(parseConstraint(text), 'truth');
  if (compiler.names.size === 0) throw new Mistake('constraint_constant', 0);
  return { code: compiler.code, names: [...compiler.names] };
}

/** @param {number} a @param {number} b */
function isSame(a, b) {
  const apart = Math.abs(a - b);
  const most = ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  return a === b || (apart < Infinity && apart <= most);
}

/** Of two sides the one that decides, else an open one. @param {number} a @param {number} b @param {number} deciding */
function decide(a, b, deciding) {
  if (a === deciding || b === deciding) return deciding;
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 1 - deciding;
}

/** @param {(a: number, b: number) => boolean} holds */
const comparing = (holds) => (/** @type {number} */ a, /** @type {number} */ b) =>
  Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(holds(a, b));

/** @type {Record<string, (a: number, b: number) => number>} */
const BINARY = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  less_equal: comparing((a, b) => a < b || isSame(a, b)),
  less: comparing((a, b) => a < b && !isSame(a, b)),
  greater_equal: comparing((a, b) => a > b || isSame(a, b)),
  greater: comparing((a, b) => a > b && !isSame(a, b)),
  equal: comparing(isSame),
  unequal: comparing((a, b) => !isSame(a, b)),
  and: (a, b) => decide(a, b, 0),
  or: (a, b) => decide(a, b, 1),
};
/** @type {Record<string, (a: number) => number>} */
const UNARY = { negate: (a) => -a, abs: Math.abs, not: (a) => (Number.isNaN(a) ? a : 1 - a) };

/** Whether a configuration keeps a constraint: it is true, or open because of a parameter that is not there.
 * @param {Code} code
 * @param {ArrayLike<number>} values [K] as the tuner has them (encodeParams) */
export function holds(code, values) {
  /** @type {number[]} */
  const stack = [];
  const pop = () => /** @type {number} */ (stack.pop());
  for (let i = 0; i < code.length; ) {
    const op = code[i++];
    const operand = Number(code[i]);
    if (op === 'number') stack.push(operand);
    else if (op === 'parameter') stack.push(values[operand]);
    else if (op === 'choice') stack.push(Number(code[i + 2 + values[operand]] ?? Number.NaN));
    else if (UNARY[op]) stack.push(UNARY[op](pop()));
    else {
      const right = pop();
      stack.push(BINARY[op](pop(), right));
    }
    if (op === 'number' || op === 'parameter') i++;
    else if (op === 'choice') i += 2 + Number(code[i + 1]);
  }
  return stack[0] !== 0;
}

/** Which of a study's constraints a configuration breaks, as texts.
 * @param {Space} space
 * @param {readonly string[] | undefined} constraints checked ones
 * @param {ArrayLike<number>} values [K] as the tuner has them */
export function brokenBy(space, constraints, values) {
  return (constraints ?? []).filter((text) => !holds(compileConstraint(space, text).code, values));
}
