// npm run bench [-- options]: how fast the engine is, beside what the machine can do and beside other libraries.
//   --json        {"rows": [{name, unit, ours, peer, theirs, ratio}]} instead of a table; ratio above 1: ours is better
//   --only NAME   rows whose name begins so
//   --quick       fewer and shorter rounds
//   --rounds N    so many rounds of everything
//   --no-peers    without the libraries that scripts/install-peers.sh installs
// Progress goes to standard error. docs/benchmarks.md says how it is measured.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ROOT } from './contest.mjs';
import * as iris from './rows_iris.mjs';
import * as mnist from './rows_mnist.mjs';
import * as sgemm from './rows_sgemm.mjs';

/**
 * @typedef {object} Options
 * @property {(name: string) => boolean} wanted
 * @property {number} [rounds]
 * @property {boolean} quick
 * @property {boolean} peers
 * @property {(text: string) => void} say
 */
/** @typedef {import('./contest.mjs').Row} Row */

const GROUPS = [sgemm, mnist, iris];
const COLUMNS = ['name', 'ours', 'theirs', 'unit', 'ratio', 'peer'];

/** @returns {Options & { json: boolean }} */
function readOptions() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  const { json, only, quick } = values;
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new Error(`--rounds: a whole number above 0, not ${values.rounds}`);
  }
  const names = GROUPS.flatMap((group) => group.names);
  if (!names.some((name) => name.startsWith(only))) {
    throw new Error(`--only: no row begins with ${only}; there are ${names.join(', ')}`);
  }
  const say = (/** @type {string} */ text) => void process.stderr.write(`bench: ${text}\n`);
  return {
    json,
    wanted: (name) => name.startsWith(only),
    rounds,
    quick,
    peers: !values['no-peers'],
    say,
  };
}

/** @param {number | null} value */
function figure(value) {
  if (value === null) return '-';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(4);
}

/** @param {Row[]} rows */
function table(rows) {
  const cells = rows.map(({ name, ours, theirs, unit, ratio, peer, note }) => [
    name,
    figure(ours),
    figure(theirs),
    unit,
    ratio === null ? '-' : ratio.toFixed(2),
    note ? `${peer} (${note})` : peer,
  ]);
  const widths = COLUMNS.map((title, i) =>
    Math.max(title.length, ...cells.map((row) => row[i].length)),
  );
  const right = new Set([1, 2, 4]);
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, i) => (right.has(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  return [COLUMNS, ...cells].map(line).join('\n');
}

async function bench() {
  const { json, ...options } = readOptions();
  const rows = [];
  for (const group of GROUPS) {
    if (!group.names.some(options.wanted)) continue;
    const wasm = `build/wasm/${group === sgemm ? 'bench_kernels' : 'sweetspot'}.wasm`;
    if (!existsSync(ROOT + wasm)) throw new Error(`${wasm} is missing: npm run bench builds it`);
    rows.push(...(await group.measure(options)));
  }
  const kept = rows.filter(({ name }) => options.wanted(name));
  console.log(json ? JSON.stringify({ rows: kept }) : table(kept));
}

bench().catch((error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
});
