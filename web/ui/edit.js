/** Changes of a study file, as pure functions: the form asks for them, main.js applies them. A draft may be wrong in any way
 *  that JSON can be; nothing here trusts its shape. */

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('../lib/types').Field} Field */
/** @typedef {import('../lib/types').Param} Param */
/** @typedef {import('../lib/types').Schema} Schema */
/** @typedef {(string | number)[]} Path */
/** @typedef {{[key: string]: Json}} Draft the study file as its author wrote it: nothing filled in */

/**
 * What a control wants changed; the `detail` of every `edit` event.
 * @typedef {{op: 'set', path: Path, value: Json | undefined}
 *   | {op: 'tune', path: Path, param: Param, name: string, each?: boolean}
 *   | {op: 'fix', path: Path, value: Json}
 *   | {op: 'param', name: string, param: Json}
 *   | {op: 'rename', name: string, to: string}
 *   | {op: 'insert', path: Path, at: number, value: Json}
 *   | {op: 'move', path: Path, from: number, to: number}} Edit
 */

/**
 * @param {Draft} draft
 * @param {Edit} edit
 * @returns {Draft} a new draft; what did not change keeps its identity
 */
export function applyEdit(draft, edit) {
  if (edit.op === 'set') return dropUnused(draft, setAt(draft, edit.path, edit.value));
  if (edit.op === 'fix') return dropUnused(draft, setAt(draft, edit.path, edit.value));
  if (edit.op === 'param') return setAt(draft, ['space', edit.name], edit.param);
  if (edit.op === 'rename') return rename(draft, edit.name, edit.to);
  if (edit.op === 'insert') {
    const list = getAt(draft, edit.path);
    return setAt(
      draft,
      edit.path,
      (Array.isArray(list) ? list : []).toSpliced(edit.at, 0, edit.value),
    );
  }
  if (edit.op === 'move') {
    const list = /** @type {Json[]} */ (getAt(draft, edit.path)).slice();
    list.splice(edit.to, 0, ...list.splice(edit.from, 1));
    return setAt(draft, edit.path, list);
  }
  const name = freeName(spaceOf(draft), edit.name);
  /** @type {{[key: string]: Json}} */
  const reference = edit.each ? { param: name, each: true } : { param: name };
  const next = setAt(draft, edit.path, reference);
  return setAt(next, ['space', name], /** @type {any} */ (edit.param));
}

/** @param {Json | undefined} value @returns {value is {[key: string]: Json}} */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name behind `{"param": name}`. @param {Json | undefined} value @returns {string | null} */
export function paramOf(value) {
  return isObject(value) && typeof value.param === 'string' ? value.param : null;
}

/** @param {Json | undefined} draft @returns {{[name: string]: Json}} */
export function spaceOf(draft) {
  return isObject(draft) && isObject(draft.space) ? draft.space : {};
}

/** @param {Json} root @param {Path} path @returns {Json | undefined} */
export function getAt(root, path) {
  /** @type {any} */
  let at = root;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = at[key];
  }
  return at;
}

/**
 * @template {Json} T
 * @param {T} root
 * @param {Path} path
 * @param {Json | undefined} value undefined takes the entry away
 * @returns {T}
 */
export function setAt(root, path, value) {
  if (path.length === 0) return /** @type {T} */ (value);
  const [key, ...rest] = path;
  const copy = copyOf(root, key);
  const child = setAt(copy[key] ?? null, rest, value);
  if (child !== undefined) copy[key] = child;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

/**
 * A copy to write into. `"optimizer": "sgd"` is short for `{"type": "sgd"}`, and opens up when a field is set in it.
 * @param {Json} root
 * @param {string | number} key
 * @returns {any}
 */
function copyOf(root, key) {
  if (typeof root === 'string' || paramOf(root) !== null) return { type: root };
  if (Array.isArray(root)) return root.slice();
  if (isObject(root)) return { ...root };
  return typeof key === 'number' ? [] : {};
}

/** All names that `{"param": ...}` refers to below a value. @param {Json | undefined} value @param {Set<string>} [names] */
export function paramsUsed(value, names = new Set()) {
  const name = paramOf(value);
  if (name !== null) names.add(name);
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) paramsUsed(item, names);
  }
  return names;
}

/** The parts of a study where a parameter may stand. @param {Draft} draft @returns {Json[]} */
const tunable = ({ model = null, training = null, data = null }) => [model, training, data];

/** A parameter that the change left without a use goes with it, and so does `when` on it. @param {Draft} before @param {Draft} after */
function dropUnused(before, after) {
  const kept = paramsUsed(tunable(after));
  let next = after;
  for (const name of paramsUsed(tunable(before))) {
    if (kept.has(name) || !(name in spaceOf(next))) continue;
    next = setAt(next, ['space', name], undefined);
    for (const [other, param] of Object.entries(spaceOf(next))) {
      if (!isObject(param) || !isObject(param.when) || !(name in param.when)) continue;
      const when = setAt(param.when, [name], undefined);
      next = setAt(next, ['space', other, 'when'], Object.keys(when).length ? when : undefined);
    }
    next = mapConstraints(next, (text) => (namesIn(text).includes(name) ? null : text));
  }
  return next;
}

/** Names, and what only looks like names: texts in quotes. A number after a name is that of a repetition. */
const NAMES = /'[^']*'|"[^"]*"|`([^`]+)`|([\p{L}_][\p{L}\p{N}_]*)(\.\d+)?/gu;

/** The parameters that a constraint speaks of, those of a repetition under their common name. @param {string} text */
function namesIn(text) {
  return [...text.matchAll(NAMES)]
    .map(([, quoted, plain]) => quoted?.replace(/\.\d+$/, '') ?? plain)
    .filter((name) => name !== undefined);
}

/** @param {string} text @param {string} from @param {string} to */
function renameIn(text, from, to) {
  return text.replace(NAMES, (whole, quoted, plain, number = '') => {
    if (plain !== undefined) return plain === from ? to + number : whole;
    if (quoted === undefined) return whole;
    const [, base, end = ''] = /^(.*?)(\.\d+)?$/.exec(quoted) ?? [];
    return base === from ? `\`${to}${end}\`` : whole;
  });
}

/** @param {Draft} draft @param {(text: string) => string | null} change null takes it away */
function mapConstraints(draft, change) {
  const { constraints } = draft;
  if (!Array.isArray(constraints)) return draft;
  const texts = constraints
    .map((text) => (typeof text === 'string' ? change(text) : text))
    .filter((text) => text !== null);
  if (texts.length === constraints.length && texts.every((text, i) => text === constraints[i]))
    return draft;
  return setAt(draft, ['constraints'], texts.length ? texts : undefined);
}

/** @param {{[name: string]: Json}} space @param {string} wish */
function freeName(space, wish) {
  if (!(wish in space)) return wish;
  let n = 2;
  while (`${wish}_${n}` in space) n++;
  return `${wish}_${n}`;
}

/** @param {Draft} draft @param {string} name @param {string} wish */
function rename(draft, name, wish) {
  const space = spaceOf(draft);
  const to = wish.trim();
  if (to === '' || to === name || !(name in space)) return draft;
  const free = freeName(space, to);
  /** @param {Json} value @returns {Json} */
  const replace = (value) => {
    if (paramOf(value) === name) return { .../** @type {object} */ (value), param: free };
    if (Array.isArray(value)) return value.map(replace);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]));
  };
  const entries = Object.entries(space).map(([key, param]) => {
    if (!isObject(param) || !isObject(param.when)) return [key === name ? free : key, param];
    const when = Object.entries(param.when).map(([parent, values]) => [
      parent === name ? free : parent,
      values,
    ]);
    return [key === name ? free : key, { ...param, when: Object.fromEntries(when) }];
  });
  /** @type {Draft} */
  const next = { ...draft, space: Object.fromEntries(entries) };
  if (draft.model !== undefined) next.model = replace(draft.model);
  if (draft.training !== undefined) next.training = replace(draft.training);
  if (draft.data !== undefined) next.data = replace(draft.data);
  return mapConstraints(next, (text) => renameIn(text, name, free));
}

/**
 * The parameter that a field becomes when its dial is turned on.
 * @param {Field} field
 * @param {Schema} schema
 * @param {Json | undefined} value what the field was fixed to
 * @returns {Param}
 */
export function paramFor(field, schema, value) {
  if (field.type === 'bool') return { type: 'categorical', choices: [false, true] };
  if (field.type === 'choice' || field.type === 'object') {
    const names = (schema.tables[field.table ?? ''] ?? [])
      .map((row) => row.name)
      .filter((name) => name !== 'auto');
    const chosen = typeof value === 'string' ? value : (field.default ?? field.absent);
    const others = names.filter(
      (name) => name !== chosen && name !== 'linear' && name !== 'none' && name !== 'zeros',
    );
    const first = typeof chosen === 'string' && names.includes(chosen) ? [chosen] : [];
    return { type: 'categorical', choices: [...first, ...others].slice(0, 2) };
  }
  const tune = field.tune ?? { low: field.low ?? 0, high: field.high ?? 1, scale: 'LINEAR' };
  /** @type {Param} */
  const param = { type: field.type === 'int' ? 'int' : 'float', low: tune.low, high: tune.high };
  if (tune.scale === 'LOG') param.log = true;
  return param;
}

/**
 * A value to go back to when a dial is turned off.
 * @param {Json | undefined} param
 * @param {Field} field
 * @returns {Json}
 */
export function fixedFrom(param, field) {
  if (isObject(param)) {
    if (Array.isArray(param.choices) && param.choices.length) return param.choices[0];
    const fallback = field.default;
    const inside =
      typeof fallback === 'number' &&
      fallback >= Number(param.low) &&
      fallback <= Number(param.high);
    if (inside) return fallback;
    if (typeof param.low === 'number') return param.low;
  }
  return field.default ?? field.absent ?? 0;
}

/**
 * What a reader typed, as JSON: a number where it is one, else the text as it stands, so that the checker can name it.
 * @param {string} text
 * @returns {Json | undefined} undefined for nothing: the default
 */
export function readValue(text) {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}

/**
 * A list of choices as typed: `0.01, 0.1`; a list of lists as `50; 100; 50, 50`.
 * @param {string} text
 * @param {boolean} lists
 * @returns {Json[]}
 */
export function choicesOf(text, lists) {
  const items = text.split(lists ? ';' : ',').map((item) => item.trim());
  return items.filter((item) => item !== '').map((item) => (lists ? listOf(item) : scalarOf(item)));
}

/** `64, 64` as a list. @param {string} text @returns {Json[]} */
export function listOf(text) {
  const items = text.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '').map((item) => readValue(item) ?? '');
}

/** @param {string} text @returns {Json} */
function scalarOf(text) {
  if (text === 'true') return true;
  return text === 'false' ? false : (readValue(text) ?? '');
}

/** Choices as they are typed; the inverse of choicesOf. @param {Json[]} choices @param {boolean} lists */
export function choicesText(choices, lists) {
  const write = (/** @type {Json} */ item) =>
    Array.isArray(item)
      ? item.map(String).join(', ')
      : isObject(item)
        ? JSON.stringify(item)
        : String(item);
  return choices.map(write).join(lists ? '; ' : ', ');
}
