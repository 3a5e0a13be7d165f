// Side-by-side measurement. Each contestant is a process of its own that loads, says {"about"} and then measures one round
// for each line on its standard input, answering one line of JSON; while one measures, the others wait. One round of each
// warms up and is thrown away; then the rounds interleave, and medians count.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const HERE = fileURLToPath(new URL('./', import.meta.url));
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One thread for every library that would take more. */
const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  NUMEXPR_NUM_THREADS: '1',
};

/** Debian's scikit-learn and PyTorch belong to the system's Python, which need not be the first on the PATH. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} file in contestants/
 * @property {object} options one JSON argument
 * @property {string[]} [flags] of node
 */
/** @typedef {{ about?: string, missing?: string, [key: string]: any }} Answer */

/** A contestant's process: ask it for a line, get a line. */
class Process {
  /** @param {Contestant} contestant */
  constructor({ name, file, options, flags = [] }) {
    const path = `${HERE}contestants/${file}`;
    const program = file.endsWith('.py') ? [PYTHON, path] : [process.execPath, ...flags, path];
    this.name = name;
    this.child = spawn(program[0], [...program.slice(1), JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...ONE_THREAD },
    });
    this.said = '';
    this.child.stderr.on('data', (text) => {
      this.said = `${this.said}${text}`.slice(-2000);
    });
    this.child.stdin.on('error', () => {}); // it ended before it was told to: the missing answer says so
    this.ended = new Promise((resolve) => {
      this.child.on('error', (error) => resolve(Object.assign(this, { failure: error })));
      this.child.on('close', resolve);
    });
    /** @type {Error | undefined} */
    this.failure = undefined;
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** @returns {Promise<Answer>} the next line */
  async answer() {
    const { value, done } = await this.lines.next();
    if (!done) return JSON.parse(value);
    await this.ended;
    if (this.failure) return { missing: this.failure.message }; // no such program, such as python3
    throw new Error(`${this.name} ended without an answer: ${this.said.trim()}`);
  }

  /** @returns {Promise<Answer>} */
  round() {
    this.child.stdin.write('round\n');
    return this.answer();
  }

  async end() {
    this.child.stdin.end();
    await this.ended;
  }
}

/**
 * Measures all contestants round by round.
 * @param {Contestant[]} contestants
 * @param {{ rounds: number, warm: boolean, fresh?: boolean, say: (text: string) => void }} how fresh: a new process each
 *   round, which has nothing to warm up
 * @returns {Promise<Map<string, { about: string, rounds: Answer[] } | { missing: string }>>}
 */
export async function contest(contestants, { rounds, warm, fresh = false, say }) {
  const found = new Map();
  let running = [];
  for (const contestant of contestants) {
    const process = new Process(contestant);
    say(`${contestant.name}: loading`);
    const { about, missing } = await process.answer();
    found.set(contestant.name, missing ? { missing } : { about, rounds: [] });
    if (missing || fresh) await process.end();
    if (!missing) running.push({ contestant, process });
  }
  for (let round = warm && !fresh ? -1 : 0; round < rounds; round++) {
    for (const entrant of running) {
      say(
        `${entrant.contestant.name}: ${round < 0 ? 'warm-up' : `round ${round + 1} of ${rounds}`}`,
      );
      const answer = fresh ? await once(entrant.contestant) : await entrant.process.round();
      if (round >= 0) found.get(entrant.contestant.name).rounds.push(answer);
    }
    running = running.reverse(); // what follows what must not matter
  }
  if (!fresh) for (const { process } of running) await process.end();
  return found;
}

/** One round in a process of its own. @param {Contestant} contestant @returns {Promise<Answer>} */
export async function once(contestant) {
  const process = new Process(contestant);
  await process.answer();
  const answer = await process.round();
  await process.end();
  return answer;
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * One line of the table. ratio above 1 means that ours is better, whichever way the unit counts.
 * @typedef {{ name: string, unit: string, ours: number | null, peer: string, theirs: number | null,
 *   ratio: number | null, note?: string }} Row
 */
/**
 * @param {string} name @param {string} unit
 * @param {number | null} ours @param {string} peer @param {number | null} theirs
 * @param {{ lower?: boolean, note?: string }} [more] lower: less is better
 * @returns {Row}
 */
export function row(name, unit, ours, peer, theirs, { lower = false, note } = {}) {
  const both = ours !== null && theirs !== null;
  const ratio = both ? (lower ? theirs / ours : ours / theirs) : null;
  return { name, unit, ours, peer, theirs, ratio, ...(note ? { note } : {}) };
}

export const INSTALL_PEERS = 'not installed: npm run bench:peers';
