/**
 * Studies as a page keeps them: the study file, the reader's own files, and the journal (docs/journal.md) in pieces, as it grows. A
 * record says in short what a study has come to; its head is what a run needs to begin again and what a result has beside its trials.
 */
import { Journal, parseLine, textOf } from './journal.js';
import { pack, unpack } from './journal-curves.js';

/** @typedef {import('./keep-db.js').Shelf} Shelf */
/** @typedef {import('./keep-db.js').Change} Change */
/** @typedef {import('./journal.js').Line} Line */
/** @typedef {import('./types').Result} Result */
/** @typedef {Omit<Extract<import('./types').RunEvent, { event: 'start' }>, 'event'>} Start */
/** @typedef {'running' | 'complete' | 'stopped' | 'interrupted' | 'failed' | 'imported'} KeptState */
/**
 * What a study has come to, in short.
 * @typedef {object} KeptRecord
 * @property {string} id
 * @property {string} name of the study file
 * @property {string} [title] what the reader calls it
 * @property {KeptState} state "running" and nobody at work: its page was closed
 * @property {number} created milliseconds since 1970, as the clock of the page says
 * @property {number} updated
 * @property {number} planned
 * @property {number} finished
 * @property {{ number: number, value: number } | null} best
 * @property {string} metric
 * @property {string} direction
 * @property {number} bytes of all its records, without its files
 * @property {number} pieces of its journal
 * @property {string} chosen what the picker showed
 * @property {number} [deleted] when
 * @property {boolean} [foreign] another program wrote its journal: there is nothing to run
 */
/**
 * @typedef {object} KeptHead
 * @property {string} id
 * @property {string} text of the study file
 * @property {string} base
 * @property {string[]} columns of the reader's own table
 * @property {{ name: string, key: string }[]} files
 * @property {Start | null} start
 * @property {Omit<Result, 'trials'> | null} ending
 */
/**
 * @typedef {object} Begun
 * @property {string} text
 * @property {string} base
 * @property {Map<string, File>} files
 * @property {string} [chosen]
 * @property {string[]} [columns]
 */

/** A part of a journal: its lines, and the curves that were taken out of them. @typedef {{ text: string, curves?: Float32Array }} Piece */

/** Who writes, in every line. */
const WRITER = 'sweetspot-page';
/** Of past studies; the oldest beyond are removed. */
export const MOST_STUDIES = 200;
/** After an error, so many milliseconds until writing is tried again. */
const AGAIN = 3000;

/** What a run is told that cannot go on with what is kept. */
export class KeepError extends Error {
  /** @param {string} code @param {Record<string, string | number>} values */
  constructor(code, values) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

export class Keep {
  #shelf;
  #clock;
  #onTrouble;

  /**
   * @param {Shelf} shelf
   * @param {object} options
   * @param {() => number} options.clock milliseconds since 1970
   * @param {(error: unknown) => void} [options.onTrouble] something could not be written; undefined: all of it is written now
   */
  constructor(shelf, { clock, onTrouble = () => {} }) {
    this.#shelf = shelf;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  /** Whether it is there tomorrow. */
  get lasting() {
    return this.#shelf.lasting;
  }

  /** The newest first. @returns {Promise<KeptRecord[]>} */
  async list() {
    const records = /** @type {KeptRecord[]} */ (await this.#shelf.all('studies'));
    return records
      .filter(({ deleted }) => deleted === undefined)
      .sort((a, b) => b.updated - a.updated || (a.id < b.id ? 1 : -1));
  }

  /** A new study, not yet written. @param {string} id @param {Begun} begun */
  begin(id, { text, base, files, chosen = '', columns = [] }) {
    const named = [...files].map(([name, file]) => ({ name, key: keyOf(file), file }));
    const created = this.#clock();
    /** @type {KeptRecord} */
    const record = {
      id,
      name: '',
      state: 'running',
      created,
      updated: created,
      planned: 0,
      finished: 0,
      best: null,
      metric: '',
      direction: 'maximize',
      bytes: text.length,
      pieces: 0,
      chosen,
    };
    const places = named.map(({ name, key }) => ({ name, key }));
    /** @type {KeptHead} */
    const head = { id, text, base, columns, files: places, start: null, ending: null };
    const study = this.#study(record, head, new Journal());
    study.note(named.map(({ key, file }) => ({ put: 'files', value: { key, file } })));
    return study;
  }

  /** All that is kept of a study; null when it is not there. @param {string} id */
  async open(id) {
    const [record, head, pieces] = await Promise.all([
      this.#shelf.get('studies', id),
      this.#shelf.get('heads', id),
      this.#shelf.all('lines', id),
    ]);
    if (!record || !head) return null;
    const journal = new Journal();
    for (const piece of pieces) for (const line of linesIn(piece)) journal.apply(line);
    return this.#study(record, head, journal);
  }

  /** The reader's own files of a study, by name. @param {KeptHead} head @returns {Promise<Map<string, File>>} */
  async filesOf({ files }) {
    const read = files.map(async ({ name, key }) => {
      const kept = await this.#shelf.get('files', key);
      return /** @type {[string, File]} */ ([name, kept?.file]);
    });
    return new Map((await Promise.all(read)).filter(([, file]) => file));
  }

  /** The journal as a file has it. @param {string} id */
  async journalText(id) {
    const pieces = /** @type {Piece[]} */ (await this.#shelf.all('lines', id));
    return pieces.map((piece) => textOf(linesIn(piece), WRITER)).join('');
  }

  /** @param {string} id @param {Partial<KeptRecord>} changes undefined takes a field away */
  async change(id, changes) {
    const record = await this.#shelf.get('studies', id);
    if (record) await this.#shelf.write([{ put: 'studies', value: { ...record, ...changes } }]);
  }

  /** Out of the list, but still there until it is purged. @param {string[]} ids */
  async remove(ids) {
    for (const id of ids) await this.change(id, { deleted: this.#clock() });
  }

  /** @param {string[]} ids */
  async restore(ids) {
    for (const id of ids) await this.change(id, { deleted: undefined });
  }

  /** Ends what was removed at least so many milliseconds ago, and what is more than the most. @param {number} [age] */
  async purge(age = 0) {
    const all = /** @type {KeptRecord[]} */ (await this.#shelf.all('studies'));
    const kept = (await this.list()).filter(({ state }) => state !== 'running');
    const old = kept.slice(MOST_STUDIES).map(({ id }) => id);
    const over = all.filter(
      ({ id, deleted }) =>
        old.includes(id) || (deleted !== undefined && this.#clock() - deleted >= age),
    );
    if (over.length === 0) return;
    const gone = new Set(over.map(({ id }) => id));
    const heads = /** @type {KeptHead[]} */ (await this.#shelf.all('heads'));
    const keys = (/** @type {boolean} */ isGone) =>
      heads.filter(({ id }) => gone.has(id) === isGone).flatMap(({ files }) => files);
    const used = new Set(keys(false).map(({ key }) => key));
    const unused = keys(true).filter(({ key }) => !used.has(key));
    await this.#shelf.write([
      ...[...gone].flatMap(removalOf),
      ...unused.map(({ key }) => /** @type {Change} */ ({ remove: 'files', key })),
    ]);
  }

  /** @param {KeptRecord} record @param {KeptHead} head @param {Journal} journal */
  #study(record, head, journal) {
    return new KeptStudy(record, head, journal, {
      write: (changes) => this.#shelf.write(changes),
      clock: this.#clock,
      onTrouble: this.#onTrouble,
    });
  }
}

/** One study that is kept: the storage of a Recorder. Writing that fails is tried again with what comes later; nobody waits for it. */
export class KeptStudy {
  #write;
  #clock;
  #onTrouble;
  /** Not yet written. @type {Change[]} */
  #waiting = [];
  #isNoted = { record: true, head: true };
  #isLosing = false;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #again = null;
  #isGone = false;

  /**
   * @param {KeptRecord} record @param {KeptHead} head @param {Journal} journal
   * @param {{ write: (changes: Change[]) => Promise<void>, clock: () => number, onTrouble: (error: unknown) => void }} ways
   */
  constructor(record, head, journal, { write, clock, onTrouble }) {
    this.record = record;
    this.head = head;
    this.journal = journal;
    this.#write = write;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  /** As Recorder's storage. @template T @param {(journal: Journal, add: (...lines: Line[]) => void) => T} write @returns {Promise<T>} */
  async change(write) {
    /** @type {Line[]} */
    const added = [];
    const answer = write(this.journal, (...lines) => {
      for (const line of lines) this.journal.apply(line);
      added.push(...lines);
    });
    if (added.length > 0) this.#append(added);
    return answer;
  }

  /** @param {string} code @param {Record<string, string | number>} values */
  fault = (code, values) => new KeepError(code, values);
  /** A lock sees to it that only one page runs a study. */
  busy = () => 0;
  passing = () => false;

  /** @param {Partial<KeptRecord>} changes */
  update(changes) {
    Object.assign(this.record, changes, { updated: this.#clock() });
    this.#isNoted.record = true;
  }

  /** @param {Partial<KeptHead>} changes */
  updateHead(changes) {
    Object.assign(this.head, changes);
    this.#isNoted.head = true;
  }

  /** To be written with what comes next. @param {Change[]} changes */
  note(changes) {
    this.#waiting.push(...changes);
  }

  /** @param {Line[]} added */
  #append(added) {
    const { record } = this;
    const at = record.pieces++;
    const { lines, curves } = pack(added);
    const text = textOf(lines, WRITER);
    record.bytes += text.length + (curves?.byteLength ?? 0);
    this.update({});
    this.note([{ put: 'lines', value: { id: record.id, at, text, ...(curves && { curves }) } }]);
    void this.save();
  }

  /**
   * Writes what waits: at once, for there may be no later. A data base does one after the other. What fails is tried again every few
   * seconds.
   */
  async save() {
    const isNews = this.#waiting.length > 0 || this.#isNoted.record || this.#isNoted.head;
    if (this.#again !== null || this.#isGone || !isNews) return;
    try {
      await this.#saveNow();
      if (this.#isLosing) this.#onTrouble(undefined);
      this.#isLosing = false;
    } catch (error) {
      if (!this.#isLosing) this.#onTrouble(error);
      this.#isLosing = true;
      this.#again ??= setTimeout(() => {
        this.#again = null;
        void this.save();
      }, AGAIN);
    }
  }

  async #saveNow() {
    const [changes, noted] = [this.#waiting, this.#isNoted];
    this.#waiting = [];
    this.#isNoted = { record: false, head: false };
    try {
      await this.#write([
        ...changes,
        ...(noted.record ? [/** @type {Change} */ ({ put: 'studies', value: this.record })] : []),
        ...(noted.head ? [/** @type {Change} */ ({ put: 'heads', value: this.head })] : []),
      ]);
    } catch (error) {
      this.#waiting = [...changes, ...this.#waiting];
      this.#isNoted.record ||= noted.record;
      this.#isNoted.head ||= noted.head;
      throw error;
    }
  }

  /** As if it had never been. */
  async forget() {
    this.#isGone = true;
    this.#waiting = [];
    try {
      await this.#write(removalOf(this.record.id));
    } catch {
      // it may not even have been written
    }
  }
}

/** @param {string} id @returns {Change[]} */
const removalOf = (id) => [
  { remove: 'studies', key: id },
  { remove: 'heads', key: id },
  { cut: 'lines', id },
];

/** The same file is kept once, however many studies have it. @param {File} file */
const keyOf = ({ name, size, lastModified }) => `${name}|${size}|${lastModified}`;

/** @param {string} text @returns {Line[]} what is no line is left out */
export const linesOf = (text) =>
  text.split('\n').flatMap((line) => (line === '' ? [] : (parseLine(line) ?? [])));

/** @param {Piece} piece */
function linesIn({ text, curves }) {
  const lines = linesOf(text);
  return curves ? unpack(lines, curves) : lines;
}
