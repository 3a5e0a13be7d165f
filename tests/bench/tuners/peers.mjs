// Optuna's side: one Python process at a time, its answers kept in build/bench-tuners/ so that the next run measures ours alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../contest.mjs';
import { FRONTS, missingCurve } from './fronts.mjs';
import { COSTS, PROBLEMS } from './functions.mjs';
import { NAMES as TABLES, tablePath } from './table.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const CACHE = `${ROOT}build/bench-tuners/`;
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export const PEERS = ['optuna-random', 'optuna-tpe', 'optuna-cma-es', 'optuna-nsga2'];

/**
 * One request of peer.py.
 * @param {object} request @param {(answer: any) => void} [hear] each answer as it comes
 * @returns {Promise<any[]>} all answers
 */
export async function askPeer(request, hear = () => {}) {
  const child = spawn(PYTHON, ['-B', `${HERE}peer.py`], { env: { ...process.env, ...ONE_THREAD } });
  let said = '';
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  child.stdin.on('error', () => {}); // it ended before it had read: its exit code says so
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  ended.catch(() => {}); // heard below, after the answers
  child.stdin.end(JSON.stringify(request));
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(JSON.parse(line));
    hear(answers[answers.length - 1]);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`peer.py ended with code ${code}: ${said.trim()}`);
  return answers;
}

/** @returns {Promise<string | undefined>} Optuna's version, if it is installed */
export async function optunaVersion() {
  try {
    return (await askPeer({ command: 'about' }))[0].version;
  } catch (error) {
    if (/** @type {any} */ (error).code === 'ENOENT') return undefined; // no Python
    throw error;
  }
}

/** What one of Optuna's samplers did. Each entry of the cache belongs to one version of it and of its problem.
 * @typedef {{ key: string, best: Record<string, number[]> }} Kept */
export class Peer {
  /** @param {string} name of PEERS @param {string} version of Optuna @param {{ fresh: boolean, say: (text: string) => void }} how */
  constructor(name, version, { fresh, say }) {
    this.name = name;
    this.say = say;
    this.file = `${CACHE}${name}.json`;
    const kept = !fresh && existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {};
    /** @type {{ version: string, regrets: Record<string, Kept>, seconds: Record<string, number> }} */
    this.known = kept.version === version ? kept : { version, regrets: {}, seconds: {} };
  }

  /** The best so far after each trial, or the missing share of a front, for each seed. @param {string} problem @param {number} seeds @param {number} trials */
  async curves(problem, seeds, trials) {
    const key = definition(problem);
    if (this.known.regrets[problem]?.key !== key) this.known.regrets[problem] = { key, best: {} };
    const known = this.known.regrets[problem].best;
    const missing = Array.from({ length: seeds }, (_, seed) => seed).filter(
      (seed) => !(known[seed]?.length >= trials),
    );
    if (missing.length > 0) {
      this.say(`${this.name}: ${problem}, ${missing.length} seeds`);
      const front = FRONTS[problem];
      const { space } = front ?? PROBLEMS[problem];
      const command = front ? 'front' : 'regret';
      const request = { command, sampler: this.name, function: problem, space };
      await askPeer({ ...request, seeds: missing, trials }, ({ seed, best, values }) => {
        known[seed] = best ?? missingCurve(front, values);
        this.#keep();
      });
    }
    return Array.from({ length: seeds }, (_, seed) => known[seed]);
  }

  /** Seconds of asking and telling. @param {string} cost a row of COSTS @param {number} trials */
  async seconds(cost, trials) {
    const key = `${cost}x${trials}`;
    if (this.known.seconds[key] === undefined) {
      this.say(`${this.name}: ${cost}, ${trials} trials`);
      const { space } = COSTS[cost];
      const request = { command: 'cost', sampler: this.name, space, trials };
      this.known.seconds[key] = (await askPeer(request))[0].seconds;
      this.#keep();
    }
    return this.known.seconds[key];
  }

  #keep() {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(this.known));
    renameSync(`${this.file}.new`, this.file); // whoever stops us finds the old file or the new one
  }
}

/** @param {string} problem */
function definition(problem) {
  const front = FRONTS[problem];
  const code = `${HERE}${front ? 'fronts' : 'functions'}.py`;
  const file = TABLES.includes(problem) ? tablePath(problem) : code;
  const about = front ?? PROBLEMS[problem].space;
  const hash = createHash('sha256').update(JSON.stringify(about));
  return hash.update(readFileSync(file)).digest('hex').slice(0, 16);
}
