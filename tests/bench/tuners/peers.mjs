// Optuna's side: one Python process at a time, its answers kept in build/bench-tuners/ so that the next run measures ours alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../contest.mjs';
import { COSTS, PROBLEMS } from './functions.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const CACHE = `${ROOT}build/bench-tuners/`;
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export const PEERS = ['optuna-random', 'optuna-tpe', 'optuna-cma-es'];

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

/** What one of Optuna's samplers did. The cache belongs to one version of it and of the functions. */
export class Peer {
  /** @param {string} name of PEERS @param {string} version of Optuna @param {{ fresh: boolean, say: (text: string) => void }} how */
  constructor(name, version, { fresh, say }) {
    this.name = name;
    this.say = say;
    this.file = `${CACHE}${name}.json`;
    const key = definition(version);
    const kept = !fresh && existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {};
    /** @type {{ key: string, version: string, regrets: Record<string, Record<string, number[]>>, seconds: Record<string, number> }} */
    this.known = kept.key === key ? kept : { key, version, regrets: {}, seconds: {} };
  }

  /** The best so far after each trial, for each seed. @param {string} problem @param {number} seeds @param {number} trials */
  async curves(problem, seeds, trials) {
    this.known.regrets[problem] ??= {};
    const known = this.known.regrets[problem];
    const missing = Array.from({ length: seeds }, (_, seed) => seed).filter(
      (seed) => !(known[seed]?.length >= trials),
    );
    if (missing.length > 0) {
      this.say(`${this.name}: ${problem}, ${missing.length} seeds`);
      const { space } = PROBLEMS[problem];
      const request = { command: 'regret', sampler: this.name, function: problem, space };
      await askPeer({ ...request, seeds: missing, trials }, ({ seed, best }) => {
        known[seed] = best;
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

/** @param {string} version */
function definition(version) {
  const spaces = Object.values(PROBLEMS).map(({ space }) => space);
  const parts = [version, JSON.stringify(spaces), readFileSync(`${HERE}functions.py`, 'utf8')];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
