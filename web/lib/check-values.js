/** Checks single values, whether they stand in the file or come from a parameter of the space. */
import { checkKeys, isRef, join, list, nearest, problem, show } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Param} Param */

/** What a value must be, apart from the field it stands in.
 * @typedef {(value: unknown) => {code: string, values: Record<string, string | number>} | null} Test */

/** Where a parameter is used.
 * @typedef {{path: string, each: boolean, repeat: string | null}} Use */

/** What the checkers of one study share.
 * @typedef {object} Context
 * @property {import('./types.js').Schema} schema
 * @property {Problem[]} errors
 * @property {Problem[]} warnings
 * @property {Map<string, Param | null>} space by name; null for one that is itself wrong
 * @property {Map<string, Use[]>} uses
 * @property {string | null} repeat path of the repeat that is being checked
 * @property {(context: Context, layers: unknown, path: string) => any[]} layers checks a list of layers (check-model.js) */

/** @param {Context} context
 * @param {string} path
 * @param {string} code
 * @param {Record<string, string | number>} [values] */
export function fail(context, path, code, values = {}) {
  const same = context.errors.some((other) => other.path === path && other.code === code);
  if (!same) context.errors.push(problem(path, code, values));
}

/** @param {unknown} value
 * @param {readonly string[]} names
 * @returns {ReturnType<Test>} */
export function nameProblem(value, names) {
  if (typeof value === 'string' && names.includes(value)) return null;
  const hint = typeof value === 'string' ? nearest(value, names) : '';
  return { code: 'not_one_of', values: { value: show(value), hint, allowed: list(names) } };
}

/** @param {unknown} value
 * @param {{type: string, low?: number, high?: number}} field
 * @returns {ReturnType<Test>} */
export function numberProblem(value, { type, low = -Infinity, high = Infinity }) {
  if (typeof value !== 'number') {
    const code = type === 'int' ? 'expected_integer' : 'expected_number';
    return { code, values: { value: show(value) } };
  }
  const unlimited = low === -Infinity && high === Infinity;
  if (unlimited && !Number.isFinite(value))
    return { code: 'expected_number', values: { value: String(value) } };
  if (value < low || value > high || !Number.isFinite(value)) {
    return { code: 'out_of_range', values: { value: String(value), low, high } };
  }
  return type === 'int' && !Number.isInteger(value)
    ? { code: 'expected_integer', values: { value } }
    : null;
}

/** The test of a scalar field.
 * @param {Context} context
 * @param {Field} field
 * @returns {Test} */
export function testOf(context, field) {
  switch (field.type) {
    case 'bool':
      return (value) =>
        typeof value === 'boolean'
          ? null
          : { code: 'expected_boolean', values: { value: show(value) } };
    case 'choice':
      return (value) =>
        nameProblem(
          value,
          context.schema.tables[field.table ?? ''].map((row) => row.name),
        );
    case 'text':
      return (value) =>
        typeof value === 'string'
          ? null
          : { code: 'expected_text', values: { value: show(value) } };
    default:
      return (value) => numberProblem(value, field);
  }
}

/** A scalar where the file has it: the value itself, or a parameter whose every value must pass.
 * @param {Context} context
 * @param {unknown} value
 * @param {string} path
 * @param {string} type of the field: 'float', 'int', 'bool', 'choice' ...
 * @param {Test} test */
export function checkScalar(context, value, path, type, test) {
  if (isRef(value)) return checkRef(context, value, path, type, test);
  const wrong = test(value);
  if (wrong) fail(context, path, wrong.code, wrong.values);
  return value;
}

/** A parameter where none may stand: told once, not again as one that nothing uses.
 * @param {Context} context
 * @param {{param: string}} ref
 * @param {string} path */
export function refuseRef(context, ref, path) {
  fail(context, path, 'param_not_here');
  noteUse(context, ref.param, { path, each: false, repeat: null });
  return ref;
}

/** @param {Context} context
 * @param {string} name
 * @param {Use} use */
function noteUse(context, name, use) {
  context.uses.set(name, [...(context.uses.get(name) ?? []), use]);
}

/** @param {Context} context
 * @param {Record<string, any>} ref
 * @param {string} path
 * @param {string} type
 * @param {Test} test */
function checkRef(context, ref, path, type, test) {
  checkKeys(context.errors, ref, ['param', 'each'], path);
  const name = ref.param;
  if (typeof name !== 'string') {
    fail(context, join(path, 'param'), 'expected_text', { value: show(name) });
    return ref;
  }
  if ('each' in ref && typeof ref.each !== 'boolean') {
    fail(context, join(path, 'each'), 'expected_boolean', { value: show(ref.each) });
  }
  if (ref.each === true && context.repeat === null) fail(context, path, 'each_outside', { name });
  const param = context.space.get(name);
  if (param === undefined) {
    const names = [...context.space.keys()];
    const hint = nearest(name, names);
    fail(context, join(path, 'param'), 'param_not_in_space', { name, hint, names: list(names) });
    // The parameter that was probably meant is not told again as one that nothing uses.
    if (hint) noteUse(context, hint, { path, each: false, repeat: null });
    return ref;
  }
  noteUse(context, name, { path, each: ref.each === true, repeat: context.repeat });
  if (param) checkParamFits(context, name, param, path, type, test);
  return ref.each === true ? { param: name, each: true } : { param: name };
}

/** Whether every value of a parameter can stand where it is used; the mistake is told at the parameter.
 * @param {Context} context
 * @param {string} name
 * @param {Param} param
 * @param {string} use path of the field
 * @param {string} type
 * @param {Test} test */
function checkParamFits(context, name, param, use, type, test) {
  const path = `space.${name}`;
  if (param.type === 'categorical') {
    (param.choices ?? []).forEach((choice, i) => {
      const wrong = test(choice);
      if (wrong) fail(context, `${path}.choices.${i}`, wrong.code, { ...wrong.values, use });
    });
    return;
  }
  if (type === 'int' && param.type === 'float') {
    fail(context, `${path}.type`, 'float_for_int', { use });
    return;
  }
  for (const end of /** @type {const} */ (['low', 'high'])) {
    const wrong = test(param[end]);
    if (!wrong) continue;
    if (wrong.code === 'not_one_of' || wrong.code.startsWith('expected_'))
      return fail(context, `${path}.type`, 'number_for_name', { type: param.type, use });
    fail(context, `${path}.${end}`, wrong.code, { ...wrong.values, use });
  }
}
