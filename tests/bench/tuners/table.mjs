// What record.mjs recorded: every configuration of a study, what it was worth, and its curve. A problem for tuners that takes no
// training: what they ask for is looked up.
//
// tables/NAME.table.gz is gzipped JSON:
//   sweetspot, fingerprint, study   of the run that recorded it
//   columns   by parameter: its values, when it exists, and for each trial which of the values it had, -1 for none
//   loss      of each trial, the mean over its folds, to seven digits
//   steps     with one held-out part: its accuracy after each epoch in units of 1 / SCALE, as steps from the epoch before
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** @typedef {{ values: any[], when?: Record<string, any[]>, at: number[] }} Column */
/** @typedef {{ sweetspot: string, fingerprint: string, study: any, columns: Record<string, Column>, loss: number[],
 *   steps?: number[][] }} Table */

export const NAMES = ['digits', 'wine', 'fashion_mnist'];
export const SCALE = 10000;

const FOLDER = fileURLToPath(new URL('./tables/', import.meta.url));

/** @param {string} name */
export const studyPath = (name) => `${FOLDER}${name}.study.json`;
/** @param {string} name */
export const tablePath = (name) => `${FOLDER}${name}.table.gz`;

/** @param {string} name @returns {Table} */
export const readTable = (name) => JSON.parse(gunzipSync(readFileSync(tablePath(name))).toString());

/** A tuner's names have no dots. @param {string} name */
const plain = (name) => name.replace('.', '_');

/** @param {Column} column */
const isOrdered = ({ values }) => values.every((value) => typeof value === 'number');

/**
 * The space as tuners see it: a parameter of numbers is the number of a value, 0 .. n - 1, which every tuner knows for ordered and
 * evenly spread; the others are choices. @param {Record<string, Column>} columns
 */
function spaceOf(columns) {
  const entries = Object.entries(columns).map(([name, column]) => {
    const { values, when } = column;
    const range = isOrdered(column)
      ? { type: 'int', low: 0, high: values.length - 1 }
      : { type: 'categorical', choices: values };
    const conditions = whenOf(when ?? {}, columns);
    return [
      plain(name),
      Object.keys(conditions).length > 0 ? { ...range, when: conditions } : range,
    ];
  });
  return Object.fromEntries(entries);
}

/** Without conditions that always hold. @param {Record<string, any[]>} when @param {Record<string, Column>} columns */
function whenOf(when, columns) {
  const real = Object.entries(when).filter(
    ([parent, values]) => values.length < columns[parent].values.length,
  );
  const entries = real.map(([parent, values]) => {
    const column = columns[parent];
    const told = isOrdered(column) ? values.map((value) => column.values.indexOf(value)) : values;
    return [plain(parent), told];
  });
  return Object.fromEntries(entries);
}

/**
 * A recorded study to look up in.
 * @param {string} name of NAMES
 * @returns {{ space: Record<string, any>, table: Table, rowOf: (params: Record<string, any>) => number, regret: (params: Record<string, any>) => number }}
 *   rowOf: the trial that had these values; regret: its loss above the least
 */
export function tableProblem(name) {
  const table = readTable(name);
  const columns = Object.entries(table.columns).map(([param, column]) => ({
    ...column,
    name: plain(param),
    ordered: isOrdered(column),
  }));
  /** Mixed digits, 0 for a parameter that does not exist. @param {(column: typeof columns[0]) => number} place */
  const key = (place) =>
    columns.reduce((total, column) => total * (column.values.length + 1) + place(column) + 1, 0);
  const rows = new Map(table.loss.map((_, row) => [key(({ at }) => at[row]), row]));
  const rowOf = (/** @type {Record<string, any>} */ params) => {
    const row = rows.get(
      key((column) => {
        const value = params[column.name];
        if (value === undefined) return -1;
        return column.ordered ? value : column.values.indexOf(value);
      }),
    );
    if (row === undefined) throw new Error(`${name} has no ${JSON.stringify(params)}`);
    return row;
  };
  const least = Math.min(...table.loss);
  return {
    space: spaceOf(table.columns),
    table,
    rowOf,
    regret: (params) => table.loss[rowOf(params)] - least,
  };
}

/** The accuracy after each epoch. @param {Table} table @param {number} row @returns {number[]} */
export function curveOf({ steps = [] }, row) {
  let sum = 0;
  return steps[row].map((step) => {
    sum += step;
    return sum / SCALE;
  });
}
