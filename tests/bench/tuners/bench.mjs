// npm run bench:tuners [-- options]: our samplers beside Optuna's on the functions of functions.mjs, paired by seed.
// npm run bench:tuners -- fronts: the samplers that take several objectives (fronts.mjs), with the same options.
// npm run bench:tuners -- pruning: what pruners save (pruning.mjs); of the options --seeds, --quick, --json and --markdown.
//   --only SAMPLER/FUNCTION   of the samplers and functions whose names begin so: tpe, tpe/branin, /mlp, gp/cost
//   --seeds N                 so many runs of each (20)
//   --quick                   3 seeds, 25 trials, short costs
//   --no-peers                without Optuna
//   --fresh                   measures Optuna anew; else what build/bench-tuners/ keeps of it is taken
//   --json | --markdown       {"rows": [{name, unit, ours, peer, theirs, ratio, p, verdict}]}, or tables for docs/benchmarks.md
// Progress goes to standard error. docs/benchmarks.md says how it is measured.
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { StudyError } from '../../../web/lib/errors.js';
import { ROOT, row } from '../contest.mjs';
import { checkFunctions } from './check.mjs';
import { FRONTS } from './fronts.mjs';
import { COSTS, PROBLEMS } from './functions.mjs';
import { cost, curves, samplers } from './ours.mjs';
import { optunaVersion, PEERS, Peer } from './peers.mjs';
import { pruningRows } from './pruning.mjs';
import { costLines, notes, pair, pairLines, pruningLines, rowsOf, summary, text } from './rows.mjs';

const BUDGETS = [25, 50, 100];
const FRONT_BUDGETS = [50, 100, 250];
const QUICK = { seeds: 3, budgets: [25], trials: 50 };
const MODES = ['pairs', 'fronts', 'pruning'];
const SEEDS = 20;
const PRUNING = { seeds: 100, budgets: [50, 100] };
const NO_PEER = 'Optuna was left out or is not installed';
const COST_LIMIT = 60; // seconds; a sampler that takes longer is stopped

/** Whom each sampler is compared with: Optuna's, or our own by name. @type {Record<string, string[]>} */
const RIVALS = {
  random: ['optuna-random'],
  grid: ['optuna-random'],
  sobol: ['optuna-random'],
  halton: ['optuna-random'],
  tpe: ['optuna-tpe', 'random'],
  cma_es: ['optuna-cma-es', 'random'],
  gp: ['optuna-tpe', 'tpe', 'random'],
  nsga2: ['random'],
};
/** With several objectives. @type {Record<string, string[]>} */
const FRONT_RIVALS = { nsga2: ['optuna-nsga2', 'random'] };
const OF_NEW = ['optuna-tpe', 'random']; // of a row of samplers.def that is not named above

/**
 * @typedef {object} Options
 * @property {string[]} chosen samplers
 * @property {string[]} problems
 * @property {string[]} costs
 * @property {number} seeds
 * @property {boolean} quick
 * @property {boolean} peers
 * @property {boolean} fresh
 * @property {Mode} mode
 */
/** @typedef {'pairs' | 'fronts' | 'pruning'} Mode */
/** @typedef {(name: string) => Peer | undefined} Peers */

const say = (/** @type {string} */ words) => void process.stderr.write(`bench:tuners: ${words}\n`);

/** @returns {Promise<Options & { json: boolean, markdown: boolean }>} */
async function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      seeds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      'no-peers': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  });
  const { only, quick, fresh, json, markdown } = values;
  const mode = /** @type {Mode} */ (positionals.length > 0 ? positionals.join(' ') : 'pairs');
  if (!MODES.includes(mode)) throw new Error(`one of ${MODES.join(', ')}, not ${mode}`);
  const seeds = Number(
    values.seeds ?? (quick ? QUICK.seeds : mode === 'pruning' ? PRUNING.seeds : SEEDS),
  );
  if (!(Number.isInteger(seeds) && seeds > 0 && seeds <= 1000))
    throw new Error(`--seeds: a whole number from 1 to 1000, not ${values.seeds}`);
  const [sampler, name = ''] = only.split('/');
  const all = mode === 'fronts' ? Object.keys(FRONT_RIVALS) : await samplers();
  const begin = (/** @type {string[]} */ names, /** @type {string} */ start) =>
    names.filter((one) => one.startsWith(start));
  const chosen = begin(all, sampler);
  const known = Object.keys(mode === 'fronts' ? FRONTS : PROBLEMS);
  const problems = begin(known, name);
  const costs = mode === 'fronts' ? [] : begin(Object.keys(COSTS), name);
  if (chosen.length === 0 || problems.length + costs.length === 0) {
    const functions = [...known, ...Object.keys(COSTS)];
    throw new Error(
      `--only: SAMPLER/FUNCTION with ${all.join(', ')} and ${functions.join(', ')}, not ${only}`,
    );
  }
  const peers = !values['no-peers'];
  return { chosen, problems, costs, seeds, quick, peers, fresh, json, markdown, mode };
}

/** @param {Options} options @returns {Promise<Peers>} */
async function findPeers({ peers, fresh }) {
  const version = peers ? await optunaVersion() : undefined;
  if (peers && !version) say('Optuna is not installed: apt-get install python3-optuna');
  if (!version) return () => undefined;
  const found = new Map(PEERS.map((name) => [name, new Peer(name, version, { fresh, say })]));
  return (name) => found.get(name);
}

/** @param {Options} options @param {Peers} peerOf */
async function comparePairs({ chosen, problems, seeds, quick, mode }, peerOf) {
  const budgets = quick ? QUICK.budgets : mode === 'fronts' ? FRONT_BUDGETS : BUDGETS;
  const rivalsOf = (/** @type {string} */ sampler) =>
    (mode === 'fronts' ? FRONT_RIVALS : RIVALS)[sampler] ?? OF_NEW;
  const trials = Math.max(...budgets);
  const needed = new Set([...chosen, ...chosen.flatMap(rivalsOf)].filter((name) => !isPeer(name)));
  const pairs = [];
  for (const problem of problems) {
    const ours = await runOurs([...needed], problem, seeds, trials);
    for (const sampler of chosen) {
      for (const rival of rivalsOf(sampler)) {
        const peer = peerOf(rival);
        const theirs = peer ? await peer.curves(problem, seeds, trials) : ours[rival]?.curves;
        const note = ours[sampler].refused ?? (theirs ? undefined : NO_PEER);
        const who = { sampler, problem, rival, note };
        pairs.push(pair(who, ours[sampler].curves, theirs ?? null, budgets));
      }
    }
  }
  return { pairs, budgets };
}

/** @param {string} name */
const isPeer = (name) => PEERS.includes(name);

/** A sampler may refuse a space, as the grid does a large one.
 * @param {string[]} names @param {string} problem @param {number} seeds @param {number} trials */
async function runOurs(names, problem, seeds, trials) {
  /** @type {Record<string, { curves: number[][] | null, refused?: string }>} */
  const found = {};
  for (const sampler of names) {
    say(`${sampler}: ${problem}, ${seeds} seeds`);
    const studies = Array.from({ length: seeds }, (_, seed) => ({
      problem: FRONTS[problem] ?? PROBLEMS[problem],
      sampler,
      seed,
      trials,
    }));
    found[sampler] = await curves(studies).then((all) => ({ curves: all }), refused);
  }
  return found;
}

/** @param {unknown} error @returns {{ curves: null, refused: string }} */
function refused(error) {
  if (error instanceof StudyError) return { curves: null, refused: error.message };
  throw error;
}

/** @param {Options} options @param {Peers} peerOf */
async function measureCosts({ chosen, costs, quick }, peerOf) {
  const rows = [];
  const [load] = loadavg();
  if (costs.length > 0 && load > 0.8)
    say(`the machine is busy (load ${load.toFixed(1)}): do not trust the milliseconds`);
  for (const name of costs) {
    const { trials: all, samplers: only } = COSTS[name];
    const trials = quick ? QUICK.trials : all;
    for (const sampler of chosen.filter((one) => !only || only.includes(one))) {
      say(`${sampler}: ${name}`);
      const ours = await cost(COSTS[name], sampler, trials, COST_LIMIT);
      const rival = (RIVALS[sampler] ?? OF_NEW).find(isPeer) ?? PEERS[0];
      const peer = ours.trials === trials ? peerOf(rival) : undefined;
      const seconds = peer ? await peer.seconds(name, trials) : null;
      const note = `mean of ${ours.trials} trials${ours.trials < trials ? `, of ${trials}` : ''}`;
      const each = (1000 * ours.seconds) / ours.trials;
      const theirs = seconds === null ? null : (1000 * seconds) / trials;
      rows.push(row(`${sampler}/${name}`, 'ms/trial', each, rival, theirs, { lower: true, note }));
    }
  }
  return rows;
}

async function bench() {
  if (!existsSync(`${ROOT}build/wasm/sweetspot.wasm`))
    throw new Error('build/wasm/sweetspot.wasm is missing: npm run bench:tuners builds it');
  const { json, markdown, ...options } = await readOptions();
  if (options.mode === 'pruning') {
    const rows = await pruningRows(
      options.seeds,
      options.quick ? QUICK.budgets : PRUNING.budgets,
      say,
    );
    return console.log(json ? JSON.stringify({ rows }) : text(pruningLines(rows), markdown));
  }
  const peerOf = await findPeers(options);
  if (peerOf(PEERS[0]) && options.problems.length > 0) await checkFunctions(options.problems);
  const { pairs, budgets } = await comparePairs(options, peerOf);
  const costs = await measureCosts(options, peerOf);
  if (json) return console.log(JSON.stringify({ rows: [...pairs.flatMap(rowsOf), ...costs] }));
  const parts = [];
  if (pairs.length > 0) parts.push(text(pairLines(pairs, budgets), markdown));
  if (costs.length > 0) parts.push(text(costLines(costs), markdown));
  const lines = [...summary(pairs), ...notes(pairs)];
  if (lines.length > 0) parts.push(lines.map((line) => (markdown ? `* ${line}` : line)).join('\n'));
  console.log(parts.join('\n\n'));
}

let ended = false;
process.on('exit', () => {
  if (ended) return;
  say('ended before it was done: a worker stopped answering'); // nothing was left to wait for
  process.exitCode = 2;
});
bench()
  .catch((error) => {
    say(error.message);
    process.exitCode = 2;
  })
  .finally(() => {
    ended = true;
  });
