/** A run as it is kept in a journal, event by event; and what a run that goes on with it is told. */
import { same } from '../lib/problems.js';
import { expandSpace } from '../lib/study-file.js';
import { lines } from '../lib/journal.js';
import {
  askedLine,
  configurationOf,
  differences,
  isSame,
  KEYS,
  ownNumber,
  pastOf,
  planOf,
  studyLine,
  studyLines,
  toldLines,
} from '../lib/journal-study.js';
import { JournalFile, livingProcess, StorageError } from './storage.js';

/** @typedef {import('../lib/inspect.js').Opened} Opened */
/** @typedef {import('../lib/types').RunEvent} RunEvent */
/** @typedef {import('../lib/types').Params} Params */
/** @typedef {import('../lib/types').Param} Param */
/** @typedef {import('../lib/journal.js').Journal} Journal */
/** @typedef {import('../lib/journal.js').JournalStudy} JournalStudy */
/** @typedef {import('../lib/journal.js').JournalTrial} JournalTrial */
/** @typedef {import('../lib/journal.js').Line} Line */
/** @typedef {import('../lib/journal-study.js').Past} Past */
/** @typedef {import('../lib/run.js').Memory} Memory */
/** @typedef {(...lines: Line[]) => void} Add */
/** @typedef {Extract<RunEvent, { event: 'asked' | 'report' | 'trial' }>} Kept */
/** @typedef {{ key: string, values: Record<string, string | number> }} Note */

const PAUSE = 100; // milliseconds from an event until it is written with what has come since

export class Recorder {
  #file;
  #storage;
  #say;
  #onFailure;
  #generation = 0;
  /** @type {import('../lib/types').StudyFile} */
  #opened = /** @type {any} */ (null);
  #study = -1;
  /** @type {Record<string, Param>} */
  #space = {};
  /** Ids in the file, by number for the tuner. @type {Map<number, number>} */
  #ids = new Map();
  /** Numbers of the trials that were over before. @type {Set<number>} */
  #past = new Set();
  /** Events to be written. @type {{ event: Kept, time: string }[]} */
  #waiting = [];
  /** @type {Promise<void> | null} */
  #writing = null;
  /** Why nothing is written any more. @type {unknown} */
  failure;

  /**
   * @param {string} file
   * @param {{ say: (note: Note) => void, onFailure: () => void, patience?: number }} options say: what is to be known of the file
   */
  constructor(file, { say, onFailure, patience }) {
    this.#file = file;
    this.#say = say;
    this.#onFailure = onFailure;
    this.#storage = new JournalFile(file, { patience });
  }

  /**
   * The study is created, or what it has come to is looked up. As RunOptions.resume.
   * @param {Opened} opened @param {(queue: Params[]) => Promise<boolean[]>} enqueue
   * @returns {Promise<Memory>} rejects with StorageError
   */
  async begin(opened, enqueue) {
    const { study, data, warm_start } = opened;
    this.#opened = study;
    this.#space = expandSpace(study);
    const plan = await this.#storage.change((journal, add) => {
      const kept = journal.study(study.name);
      if (!kept) add(studyLine(study));
      const found = /** @type {JournalStudy} */ (journal.study(study.name));
      this.#study = found.id;
      const { refused, changed } = differences(found, { study, data, warm_start });
      const values = { file: this.#file, name: study.name };
      if (refused.length > 0)
        throw new StorageError('cli.storage.other_study', {
          ...values,
          places: refused.join(', '),
        });
      const plan = planOf(found, changed.length > 0);
      this.#refuseShared(found);
      for (const trial of plan.left) add(...this.#abandon(trial));
      if (plan.isNew || !found.user[KEYS.study])
        add(...studyLines(found.id, { study, data, warm_start }));
      if (plan.isNew && changed.length > 0)
        this.#say({
          key: 'cli.storage.changed',
          values: { ...values, places: changed.join(', ') },
        });
      return plan;
    });
    this.#generation = plan.generation;
    const adopted = await this.#adopt(plan, enqueue);
    this.#tell(study.name, plan, adopted);
    const known = [...plan.own].flatMap(([number, trial]) => {
      const params = configurationOf(this.#space, trial);
      return params ? [/** @type {[number, Params]} */ ([number, params])] : [];
    });
    const others = othersOf(adopted);
    return { recall: (asked) => this.#recall(asked, plan, adopted), known, others };
  }

  /** Another process that runs it now would give the same numbers to its trials. @param {JournalStudy} study */
  #refuseShared({ name, trials }) {
    for (const trial of trials) {
      const busy = trial.state === 'running' && ownNumber(trial) && livingProcess(trial.worker);
      if (busy)
        throw new StorageError('cli.storage.in_use', { file: this.#file, name, process: busy });
    }
  }

  /** @param {JournalTrial} trial @returns {Line[]} */
  #abandon({ id, start }) {
    return [
      lines.trialUser(id, KEYS.abandoned, true),
      lines.finish(id, 'failed', null, start, now()),
    ];
  }

  /**
   * The tuner takes what is a configuration of the space, each once. What it has taken is kept, so that the next process does the same.
   * @param {import('../lib/journal-study.js').Plan} plan @param {(queue: Params[]) => Promise<boolean[]>} enqueue
   * @returns {Promise<JournalTrial[]>}
   */
  async #adopt({ adopted, isNew, generation }, enqueue) {
    const offered = adopted.map((trial) => ({
      trial,
      params: configurationOf(this.#space, trial),
    }));
    const possible = offered.filter(({ params }) => params !== null);
    const queue = possible.map(({ params }) => /** @type {Params} */ (params));
    const isTaken = queue.length > 0 ? await enqueue(queue) : [];
    const taken = possible.filter((_, i) => isTaken[i]).map(({ trial }) => trial);
    if (!isNew) return taken;
    const skipped = adopted.filter((trial) => !taken.includes(trial));
    const numbers = (/** @type {JournalTrial[]} */ trials) => trials.map(({ number }) => number);
    const kept = { generation, trials: numbers(taken), skipped: numbers(skipped) };
    await this.#storage.change((_, add) => add(lines.studyUser(this.#study, KEYS.adopted, kept)));
    if (skipped.length > 0) {
      const values = { file: this.#file, count: skipped.length, trials: listOf(kept.skipped) };
      this.#say({ key: 'cli.storage.skipped', values });
    }
    return taken;
  }

  /** @param {string} name @param {import('../lib/journal-study.js').Plan} plan @param {JournalTrial[]} adopted */
  #tell(name, { own }, adopted) {
    const over = [...own.values()].filter(({ state }) => state !== 'running').length;
    const others = othersOf(adopted);
    const finished = over + adopted.length - others;
    const values = { file: this.#file, name, finished, running: own.size - over };
    if (finished + own.size > 0) this.#say({ key: 'cli.storage.resumed', values });
    if (others > 0) this.#say({ key: 'cli.storage.others', values: { count: others } });
  }

  /**
   * What the journal knows of a trial that the tuner proposes.
   * @param {{ number: number, params: Params }} asked
   * @param {import('../lib/journal-study.js').Plan} plan @param {JournalTrial[]} adopted
   * @returns {Past | null} throws StorageError
   */
  #recall({ number, params }, { own }, adopted) {
    const trial = adopted[number] ?? own.get(number);
    if (!trial) return null;
    const isIt =
      number < adopted.length
        ? same(configurationOf(this.#space, trial), params)
        : isSame(this.#space, trial, params);
    if (!isIt) {
      const values = { file: this.#file, number, trial: trial.number };
      throw new StorageError('cli.storage.other_proposal', values);
    }
    this.#ids.set(number, trial.id);
    if (trial.state === 'running') return null;
    this.#past.add(number);
    return pastOf(trial, number, params, this.#opened);
  }

  /** @param {RunEvent} event */
  apply(event) {
    if (event.event !== 'asked' && event.event !== 'report' && event.event !== 'trial') return;
    const number = event.event === 'trial' ? event.number : event.trial;
    if (this.#past.has(number) || this.failure !== undefined) return;
    this.#waiting.push({ event, time: now() });
    this.#writing ??= this.#writeSoon();
  }

  async #writeSoon() {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    try {
      await this.#write();
    } catch (error) {
      if (isLocked(error)) this.#say(/** @type {StorageError} */ (error).mistake);
      else this.#fail(error);
    }
    this.#writing = null;
    if (this.#waiting.length > 0 && this.failure === undefined) this.#writing = this.#writeSoon();
  }

  /** @param {unknown} error */
  #fail(error) {
    this.failure = error;
    this.#onFailure();
  }

  #write() {
    return this.#storage.change((journal, add) => {
      const events = this.#waiting;
      this.#waiting = [];
      for (const { event, time } of events) this.#keep(event, time, journal, add);
    });
  }

  /** @param {Kept} event @param {string} time @param {Journal} journal @param {Add} add */
  #keep(event, time, journal, add) {
    if (event.event === 'asked') return this.#keepAsked(event, time, journal, add);
    const id = Number(this.#ids.get(event.event === 'trial' ? event.number : event.trial));
    if (event.event === 'report') return add(lines.report(id, event.step, event.value));
    const { event: _, ...trial } = event;
    add(...toldLines(id, trial, journal.trial(id)?.start ?? null, time));
  }

  /** @param {Extract<RunEvent, { event: 'asked' }>} event @param {string} time @param {Journal} journal @param {Add} add */
  #keepAsked({ trial: number, params }, time, journal, add) {
    const known = this.#ids.get(number);
    if (known !== undefined) return add(lines.trialUser(known, KEYS.resumed, time));
    const own = { number, generation: this.#generation };
    const study = /** @type {JournalStudy} */ (
      journal.studies.find(({ id }) => id === this.#study)
    );
    if (!study) throw new StorageError('cli.storage.deleted', { file: this.#file });
    const twin = study.trials.find((trial) => {
      const its = ownNumber(trial);
      return (
        its &&
        (its.generation > own.generation ||
          (its.generation === own.generation && its.number === number))
      );
    });
    if (twin) {
      const values = { file: this.#file, name: study.name, process: twin.worker };
      throw new StorageError('cli.storage.in_use', values);
    }
    this.#ids.set(number, journal.nextTrial);
    add(askedLine(study.id, this.#space, own, params, time));
  }

  /** Everything is written. Rejects with StorageError. */
  async end() {
    await this.#writing;
    if (this.failure !== undefined) throw this.failure;
    if (this.#waiting.length > 0) await this.#write();
  }
}

/** @param {unknown} error */
const isLocked = (error) =>
  error instanceof StorageError && error.mistake.key === 'cli.storage.locked';

/** @param {JournalTrial[]} adopted */
const othersOf = (adopted) => adopted.filter((trial) => ownNumber(trial) === null).length;

/** @param {number[]} numbers */
const listOf = (numbers) =>
  `${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ' ...' : ''}`;

/** As Optuna writes it. */
const now = () => new Date().toISOString().replace('Z', '000+00:00');
