// npm run bench [-- options]: how fast the engine is, beside what the machine can do and beside other libraries.
//   --json        {"rows": [{name, unit, ours, peer, theirs, ratio}]} instead of a table; ratio above 1: ours is better
//   --only NAME   rows whose name begins so
//   --quick       fewer and shorter rounds
//   --rounds N    so many rounds of everything
//   --markdown    the table as docs/benchmarks.md has it
//   --speed S     our side in the build that studies with "speed": S train in, exact (the default) or fast
//   --no-peers    without the libraries that scripts/install-peers.sh installs
// Progress goes to standard error. docs/benchmarks.md says how it is measured.
import { existsSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { ROOT } from './contest.mjs';
import * as iris from './rows_iris.mjs';
import * as mnist from './rows_mnist.mjs';
import * as networks from './rows_networks.mjs';
import * as sgemm from './rows_sgemm.mjs';

/**
 * @typedef {object} Options
 * @property {(name: string) => boolean} wanted
 * @property {number} [rounds]
 * @property {boolean} quick
 * @property {boolean} peers
 * @property {'exact' | 'fast'} speed
 * @property {(text: string) => void} say
 */
/** @typedef {import('./contest.mjs').Row} Row */

const GROUPS = [sgemm, mnist, networks, iris];
const COLUMNS = ['name', 'ours', 'theirs', 'unit', 'ratio', 'peer'];
const NUMBERS = new Set([1, 2, 4]);

/** @returns {Options & { json: boolean, markdown: boolean }} */
function readOptions() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      speed: { type: 'string', default: 'exact' },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  const { json, markdown, only, quick, speed } = values;
  if (speed !== 'exact' && speed !== 'fast')
    throw new Error(`--speed: exact or fast, not ${speed}`);
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
    markdown,
    wanted: (name) => name.startsWith(only),
    rounds,
    quick,
    speed,
    peers: !values['no-peers'],
    say,
  };
}

/** @param {number | null} value */
function figure(value) {
  if (value === null) return '-';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(4);
}

/** @param {Row[]} rows @returns {string[][]} the cells of the table, its heads first */
function cellsOf(rows) {
  const lines = rows.map(({ name, ours, theirs, unit, ratio, peer, note }) => [
    name,
    figure(ours),
    figure(theirs),
    unit,
    ratio === null ? '-' : ratio.toFixed(2),
    note ? `${peer} (${note})` : peer,
  ]);
  return [COLUMNS, ...lines];
}

/** @param {string[][]} lines */
function table(lines) {
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const align = (/** @type {string} */ cell, /** @type {number} */ i) =>
    NUMBERS.has(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]);
  return lines.map((line) => line.map(align).join('  ').trimEnd()).join('\n');
}

/** The machine and the table. @param {string[][]} lines */
function markdown([heads, ...lines]) {
  const rule = heads.map((_, i) => (NUMBERS.has(i) ? '--:' : '---'));
  const rows = [heads, rule, ...lines].map((line) => `| ${line.join(' | ')} |`);
  const { model } = os.cpus()[0];
  return `${model.trim()}, ${os.type()}, Node ${process.versions.node}:\n\n${rows.join('\n')}`;
}

/** Other work on the machine makes every figure smaller, and not all by the same share. @param {Options} options */
function warnIfBusy({ say }) {
  const [load] = os.loadavg();
  if (load > 0.8) say(`the machine is busy (load ${load.toFixed(1)}): do not trust the figures`);
}

async function bench() {
  const { json, markdown: asMarkdown, ...options } = readOptions();
  warnIfBusy(options);
  const rows = [];
  for (const group of GROUPS) {
    if (!group.names.some(options.wanted)) continue;
    const name = group === sgemm ? 'bench_kernels' : 'sweetspot';
    const wasm = `build/wasm/${name}${options.speed === 'fast' ? '-relaxed' : ''}.wasm`;
    if (!existsSync(ROOT + wasm)) throw new Error(`${wasm} is missing: npm run bench builds it`);
    rows.push(...(await group.measure(options)));
  }
  const kept = rows.filter(({ name }) => options.wanted(name));
  if (json) console.log(JSON.stringify({ rows: kept }));
  else console.log((asMarkdown ? markdown : table)(cellsOf(kept)));
}

bench().catch((error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
});
