// node tests/bench/tuners/record.mjs [NAME ...]: trains every configuration of tables/NAME.study.json and writes tables/NAME.table.gz,
// which table.mjs reads: what each was worth, and for one held-out part the accuracy after each epoch. digits and wine take a minute,
// fashion_mnist five, and it needs `npm run datasets`. The same scores come out on any machine: it says whether they did.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expandSpace } from '../../../web/lib/expand.js';
import { createRun } from '../../../web/lib/index.js';
import { NAMES, readTable, SCALE, studyPath, tablePath } from './table.mjs';

/** @typedef {import('../../../web/lib/types').TrialResult} TrialResult */

const WORKERS = 2;

/** The values of a parameter that occur, in their order, and which of them each trial has; -1 where it does not exist.
 * @param {TrialResult[]} trials @param {string} name @param {any} param */
function column(trials, name, { choices, when }) {
  const given = trials.map(({ params }) => params[name]);
  const values =
    choices ?? [...new Set(given)].filter((v) => v !== undefined).sort((a, b) => a - b);
  return { values, when, at: given.map((value) => values.indexOf(value)) };
}

/** @param {TrialResult} trial of any number of folds */
function loss({ number, folds, reason }) {
  if (reason)
    throw new Error(`trial ${number}: ${reason}; a table has a loss for every configuration`);
  const total = folds.reduce((sum, { metrics }) => sum + metrics.loss, 0);
  return Number((total / folds.length).toPrecision(7));
}

/** The accuracy after each epoch in units of 1 / SCALE, as steps from the epoch before: small numbers compress well.
 * @param {TrialResult} trial */
function steps({ folds: [{ curve }] }) {
  const accuracies = curve.map((row) => Math.round(SCALE * Number(row[2])));
  return accuracies.map((value, i) => value - (accuracies[i - 1] ?? 0));
}

/** What is recorded of trials: also what a test compares. @param {TrialResult[]} trials */
export const scoresOf = (trials) => ({
  loss: trials.map(loss),
  ...(trials[0].folds.length === 1 && { steps: trials.map(steps) }),
});

/** The same of a table. @param {{ loss: number[], steps?: number[][] }} table */
export const scoresIn = ({ loss, steps }) => ({ loss, ...(steps && { steps }) });

/** @param {string} name */
async function record(name) {
  const study = JSON.parse(readFileSync(studyPath(name), 'utf8'));
  const result = await createRun(study, { workers: WORKERS }).result;
  const { sweetspot, fingerprint, trials, seconds } = result;
  const columns = Object.entries(expandSpace(study)).map(([param, about]) => [
    param,
    column(trials, param, about),
  ]);
  const scores = scoresOf(trials);
  const table = { sweetspot, fingerprint, study, columns: Object.fromEntries(columns), ...scores };
  const before = existsSync(tablePath(name)) ? readTable(name) : { loss: [] };
  const isSame = isDeepStrictEqual(scores, scoresIn(before));
  const packed = gzipSync(JSON.stringify(table), { level: 9 });
  writeFileSync(tablePath(name), packed);
  const size = `${trials.length} configurations, ${packed.length} bytes, ${seconds.toFixed(0)} s`;
  console.log(`${name}: ${size}; ${isSame ? 'the scores that were there before' : 'new scores'}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const chosen = process.argv.slice(2);
  for (const name of chosen.length > 0 ? chosen : NAMES) await record(name);
}
