/** What a study says of the columns of a table, changed as pure functions of its "data"; each change is one edit. */
import { isObject } from './edit.js';

/** @typedef {import('./edit.js').Draft} Draft */
/** @typedef {'' | 'number' | 'category' | 'drop'} Kind '': as found in the file */

/** By its name or by its number, from 1; a name that is a number goes before. @param {string[]} names @param {string} name @returns {(key: unknown) => boolean} */
function meant(names, name) {
  const number = String(names.indexOf(name) + 1);
  return (key) => key === name || (String(key) === number && !names.includes(number));
}

/** @param {Draft} data @returns {unknown[]} */
const dropOf = ({ drop }) => (Array.isArray(drop) ? drop : []);
/** @param {Draft} data @returns {Draft} */
const columnsOf = ({ columns }) => (isObject(columns) ? columns : {});

/** @param {Draft} data @param {string[]} names of all columns @param {string} name @returns {Kind} what is said of it */
export function kindOf(data, names, name) {
  const isIt = meant(names, name);
  if (dropOf(data).some(isIt)) return 'drop';
  const [, kind = ''] = Object.entries(columnsOf(data)).find(([key]) => isIt(key)) ?? [];
  return /** @type {Kind} */ (kind);
}

/** @param {Draft} data @param {string[]} names @param {string} name @param {Kind} kind @returns {Draft} */
export function withKind(data, names, name, kind) {
  const isIt = meant(names, name);
  const { drop: _, columns: __, ...rest } = data;
  const others = dropOf(data).filter((each) => !isIt(each));
  const drop = kind === 'drop' ? [...others, name] : others;
  const said = Object.entries(columnsOf(data)).filter(([key]) => !isIt(key));
  if (kind === 'number' || kind === 'category') said.push([name, kind]);
  return /** @type {Draft} */ ({
    ...rest,
    ...(drop.length > 0 && { drop }),
    ...(said.length > 0 && { columns: Object.fromEntries(said) }),
  });
}

/** Another column is predicted: what was said of it as an input goes. @param {Draft} data @param {string[]} names @param {string} target @returns {Draft} */
export const withTarget = (data, names, target) => ({
  ...withKind(data, names, target, ''),
  target,
});
