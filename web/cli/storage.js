/**
 * A journal as a file that other programs write too: read and appended to under Optuna's lock, a symbolic link FILE.lock.
 * Whoever dies in the middle of a line leaves a torn one, which is completed or cut before anything is written behind it.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Journal, parseLine, textOf } from '../lib/journal.js';

/** @typedef {import('./arguments.js').Mistake} Mistake */
/** @typedef {import('../lib/journal.js').Line} Line */

const SHORTEST = 1; // milliseconds between two looks at the lock; doubled each time
const LONGEST = 1000;
const PATIENCE = 10000; // milliseconds; who holds the lock needs a few
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const NEWLINE = 10;
const START = '{"op_code"';

/** The file cannot be used. */
export class StorageError extends Error {
  /** @param {string} key @param {Mistake['values']} values */
  constructor(key, values) {
    super(key);
    this.mistake = { key, values };
  }
}

export class JournalFile {
  journal = new Journal();
  #file;
  #lock;
  #patience;
  #worker = `sweetspot-${process.pid}@${os.hostname()}-${randomUUID().slice(0, 8)}`;
  /** Bytes and lines that the journal knows. */
  #read = 0;
  #lines = 0;

  /** @param {string} file @param {{ patience?: number }} [options] milliseconds that another may hold the lock */
  constructor(file, { patience = PATIENCE } = {}) {
    this.#file = file;
    this.#lock = `${file}.lock`;
    this.#patience = patience;
  }

  /**
   * Reads what is new, then appends what `write` adds; nobody else writes between the two. Each line counts in the journal as
   * soon as it is added.
   * @template T
   * @param {(journal: Journal, add: (...lines: Line[]) => void) => T} write
   * @returns {Promise<T>} rejects with StorageError
   */
  async change(write) {
    await this.#acquire();
    try {
      const descriptor = fs.openSync(this.#file, 'a+');
      try {
        const torn = this.#sync(descriptor);
        if (torn.length > 0) this.#heal(descriptor, torn);
        /** @type {Line[]} */
        const added = [];
        const answer = write(this.journal, (...lines) => {
          for (const line of lines) this.journal.apply(line);
          added.push(...lines);
        });
        if (added.length > 0) this.#append(descriptor, Buffer.from(textOf(added, this.#worker)));
        this.#lines += added.length;
        return answer;
      } finally {
        fs.closeSync(descriptor);
      }
    } catch (error) {
      throw this.#fault(error);
    } finally {
      this.#release();
    }
  }

  /** Reads what is there and changes nothing: a last line that is torn is left out. Throws StorageError. */
  read() {
    try {
      const descriptor = fs.openSync(this.#file, 'r');
      try {
        const torn = this.#sync(descriptor);
        const line = parseLine(torn.toString('utf8'));
        if (line) this.journal.apply(line);
      } finally {
        fs.closeSync(descriptor);
      }
    } catch (error) {
      throw this.#fault(error);
    }
    return this.journal;
  }

  /** @param {number} descriptor @returns {Buffer} what stands behind the last newline */
  #sync(descriptor) {
    const { size } = fs.fstatSync(descriptor);
    if (size < this.#read) throw new StorageError('cli.storage.shrunk', { file: this.#file });
    const bytes = Buffer.alloc(size - this.#read);
    fs.readSync(descriptor, bytes, 0, bytes.length, this.#read);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    for (const text of bytes.toString('utf8', 0, end).split('\n').slice(0, -1)) {
      this.#lines++;
      const line = parseLine(text);
      if (!line)
        throw new StorageError('cli.storage.line', { file: this.#file, line: this.#lines });
      this.journal.apply({ ...line });
    }
    this.#read += end;
    return bytes.subarray(end);
  }

  /** The last line has no end: who wrote it died, for we hold the lock. @param {number} descriptor @param {Buffer} torn */
  #heal(descriptor, torn) {
    const text = torn.toString('utf8');
    const line = parseLine(text);
    // A file that never had a line of a journal is another kind of file, and stays as it is.
    const isOther = this.#lines === 0 && !text.startsWith(START.slice(0, text.length));
    if (!line && isOther) throw new StorageError('cli.storage.line', { file: this.#file, line: 1 });
    if (!line) return fs.ftruncateSync(descriptor, this.#read);
    fs.writeSync(descriptor, '\n');
    this.journal.apply(line);
    this.#read += torn.length + 1;
    this.#lines++;
  }

  /** All of it or nothing. @param {number} descriptor @param {Buffer} bytes */
  #append(descriptor, bytes) {
    try {
      for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done);
      fs.fsyncSync(descriptor);
    } catch (error) {
      fs.ftruncateSync(descriptor, this.#read);
      throw error;
    }
    this.#read += bytes.length;
  }

  async #acquire() {
    let wait = SHORTEST;
    let holder = '';
    let since = performance.now();
    for (;;) {
      try {
        return fs.symlinkSync(this.#file, this.#lock);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw this.#fault(error);
      }
      const seen = this.#holder();
      if (seen !== holder) [holder, since] = [seen, performance.now()];
      if (performance.now() - since > this.#patience) {
        const seconds = Math.round(this.#patience / 1000);
        throw new StorageError('cli.storage.locked', { lock: this.#lock, seconds });
      }
      await sleep(wait);
      wait = Math.min(2 * wait, LONGEST);
    }
  }

  /** Each lock is a link of its own. */
  #holder() {
    const stat = fs.lstatSync(this.#lock, { throwIfNoEntry: false, bigint: true });
    return stat ? `${stat.ino} ${stat.ctimeNs}` : '';
  }

  /** By another name first: so that no lock is removed that somebody else has got meanwhile. */
  #release() {
    const aside = `${this.#lock}${randomUUID()}.rename`;
    fs.renameSync(this.#lock, aside);
    fs.unlinkSync(aside);
  }

  /** @param {unknown} error */
  #fault(error) {
    const code = codeOf(error);
    if (code === '') return error;
    const key = FULL.includes(code) ? 'cli.storage.full' : 'cli.storage.cannot_use';
    return new StorageError(key, { file: this.#file, reason: code });
  }
}

/** @param {unknown} error */
function codeOf(error) {
  const { code } = /** @type {{ code?: unknown }} */ (error);
  return typeof code === 'string' ? code : '';
}

/**
 * Whether the writer of a line is another process of this machine that still lives.
 * @param {string} worker @returns {number} its id, 0 when it is not known to live
 */
export function livingProcess(worker) {
  const [, id, host] = /^sweetspot-(\d+)@(.*)-[0-9a-f]{8}$/.exec(worker) ?? [];
  const process_ = Number(id);
  if (host !== os.hostname() || process_ === process.pid) return 0;
  try {
    process.kill(process_, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return 0;
  }
  try {
    // its id may have gone to another program
    return fs.readFileSync(`/proc/${process_}/cmdline`, 'utf8').includes('sweetspot')
      ? process_
      : 0;
  } catch {
    return process_;
  }
}
