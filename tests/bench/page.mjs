// npm run bench:page [-- options]: what the page costs, in Chromium, from dist/ under netlify.toml's headers.
//   --json          {"rows": [{name, unit, figure, goal, met, note}]} instead of a table
//   --only NAME     rows whose name begins so: stream, heap, start, node
//   --rounds N      so many rounds of what is a median (5; 3 for node)
//   --trace FILE    the trace of the last stream, for chrome://tracing, and its costliest functions
//   --chromium PATH another Chromium than the one of the page tests
// Progress goes to standard error. docs/benchmarks.md says how it is measured.
import { existsSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { ROOT } from './contest.mjs';
import { openBrowser } from './page/browser.mjs';
import * as heap from './page/rows_heap.mjs';
import * as node from './page/rows_node.mjs';
import * as start from './page/rows_start.mjs';
import * as stream from './page/rows_stream.mjs';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit
 * @property {number} figure
 * @property {number} [goal] at most so much
 * @property {string} [note]
 */
/**
 * @typedef {object} Options
 * @property {(name: string) => boolean} wanted
 * @property {number | undefined} rounds
 * @property {string | undefined} trace
 * @property {(text: string) => void} say
 */

const GROUPS = [stream, heap, start, node];
const COLUMNS = ['name', 'figure', 'goal', 'unit', '', 'note'];
const say = (/** @type {string} */ text) => void process.stderr.write(`bench: ${text}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      trace: { type: 'string' },
      chromium: { type: 'string' },
    },
  });
  const { json, only, trace, chromium } = values;
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
    throw new Error(`--rounds: a whole number above 0, not ${values.rounds}`);
  const names = GROUPS.flatMap((group) => group.names);
  if (!names.some((name) => name.startsWith(only)))
    throw new Error(`--only: no row begins with ${only}; there are ${names.join(', ')}`);
  const wanted = (/** @type {string} */ name) => name.startsWith(only);
  return { json, chromium, wanted, rounds, trace, say };
}

/** @param {Row[]} rows */
function table(rows) {
  const number = (/** @type {number} */ value) => Number(value.toPrecision(4)).toLocaleString('en');
  const lines = rows.map(({ name, figure, goal, unit, note = '' }) => {
    const mark = goal === undefined ? '' : figure <= goal ? 'ok' : 'MISSED';
    return [name, number(figure), goal === undefined ? '' : number(goal), unit, mark, note];
  });
  const all = [COLUMNS, ...lines];
  const widths = COLUMNS.map((_, i) => Math.max(...all.map((line) => line[i].length)));
  const pad = (/** @type {string} */ cell, /** @type {number} */ i) =>
    i === 1 || i === 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]);
  return all.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

async function bench() {
  const { json, chromium, ...options } = readOptions();
  if (!existsSync(`${ROOT}dist/index.html`))
    throw new Error('dist/ is missing: npm run bench:page builds it');
  const [load] = os.loadavg();
  if (load > 0.8) say(`the machine is busy (load ${load.toFixed(1)}): do not trust the figures`);
  const browser = await openBrowser(chromium);
  /** @type {Row[]} */
  const rows = [];
  try {
    for (const group of GROUPS)
      if (group.names.some(options.wanted)) rows.push(...(await group.measure(browser, options)));
  } finally {
    await browser.close();
  }
  const kept = rows.filter(({ name }) => options.wanted(name));
  const met = (/** @type {Row} */ { figure, goal }) => (goal === undefined ? null : figure <= goal);
  if (json) console.log(JSON.stringify({ rows: kept.map((row) => ({ ...row, met: met(row) })) }));
  else console.log(table(kept));
}

bench().catch((error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
});
