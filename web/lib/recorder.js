/**
 * A run as it is kept in a journal, event by event; and what a run that goes on with it is told. Where the journal is, a file or a
 * browser's data base, is its storage's affair.
 */
import { breathe, now } from '#platform';
import { expandSpace } from './expand.js';
import { lines } from './journal.js';
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
} from './journal-study.js';
import { same } from './problems.js';

/** @typedef {import('./inspect.js').Opened} Opened */
/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').Param} Param */
/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('./journal.js').JournalStudy} JournalStudy */
/** @typedef {import('./journal.js').JournalTrial} JournalTrial */
/** @typedef {import('./journal.js').Line} Line */
/** @typedef {import('./journal-study.js').Past} Past */
/** @typedef {import('./run.js').Memory} Memory */
/** @typedef {(...lines: Line[]) => void} Add */
/** @typedef {Extract<RunEvent, { event: 'asked' | 'report' | 'trial' }>} Kept */
/** @typedef {Record<string, string | number>} Values */
/** @typedef {{ what: string, values: Values }} Note what is to be known: "changed", "skipped", "resumed" or "others" */
/**
 * Where a journal is.
 * @typedef {object} Storage
 * @property {<T>(write: (journal: Journal, add: Add) => T) => Promise<T>} change nobody else writes meanwhile; what is added counts at
 *   once
 * @property {(code: string, values: Values) => Error} fault "other_study", "in_use", "deleted" or "other_proposal", as the storage says it
 * @property {(worker: string) => string | number} busy who else is at work under this name; 0 or '' for nobody
 * @property {(error: unknown) => boolean} passing whether to try again; it has been said then
 */

const PAUSE = 100; // milliseconds from an event until it is written with what has come since
const SHORT_PAUSE = 16; // where not all could be written

export class Recorder {
  #storage;
  #say;
  #onFailure;
  #clock;
  #longer;
  #afresh;
  #slice;
  #generation = 0;
  /** @type {import('./types').StudyFile} */
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
  /** Whether the tuner cannot but propose what it proposed then. */
  #isSure = false;
  /** Why nothing is written any more. @type {unknown} */
  failure;

  /**
   * @param {Storage} storage
   * @param {object} options
   * @param {() => string} options.clock the time as Optuna writes it
   * @param {(note: Note) => void} [options.say] what is to be known of the journal
   * @param {() => void} [options.onFailure]
   * @param {boolean} [options.longer] of a study that differs in its number of trials alone the same proposals are expected, so that it becomes
   *   the longer study; else, and where they are not the same, what is over is given to the tuner as its first trials
   * @param {boolean} [options.afresh] what is over is given to the tuner first, whatever has changed
   * @param {number} [options.slice] seconds that are written at a time
   */
  constructor(
    storage,
    {
      clock,
      say = () => {},
      onFailure = () => {},
      longer = false,
      afresh = false,
      slice = Infinity,
    },
  ) {
    this.#storage = storage;
    this.#clock = clock;
    this.#say = say;
    this.#onFailure = onFailure;
    this.#longer = longer;
    this.#afresh = afresh;
    this.#slice = slice;
  }

  /**
   * The study is created, or what it has come to is looked up. As RunOptions.resume.
   * @param {Opened} opened @param {(queue: Params[]) => Promise<boolean[]>} enqueue
   * @returns {Promise<Memory>} rejects with what the storage makes of a fault
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
      const values = { name: study.name };
      if (refused.length > 0)
        throw this.#storage.fault('other_study', { ...values, places: refused.join(', ') });
      const isLonger = this.#longer && changed.every((place) => place === 'search.trials');
      this.#isSure = changed.length === 0;
      const plan = planOf(found, this.#afresh || (changed.length > 0 && !isLonger));
      this.#refuseShared(found);
      for (const trial of plan.left) add(...this.#abandon(trial));
      if (plan.isNew || changed.length > 0 || !found.user[KEYS.study])
        add(...studyLines(found.id, { study, data, warm_start }));
      if (plan.isNew && changed.length > 0)
        this.#say({ what: 'changed', values: { ...values, places: changed.join(', ') } });
      return plan;
    });
    this.#generation = plan.generation;
    const adopted = await this.#adopt(plan, enqueue);
    this.#tell(study.name, plan, adopted);
    // Where other proposals are possible they are asked for.
    const sure = this.#isSure ? [...plan.own] : [];
    const known = sure.flatMap(([number, trial]) => {
      const params = configurationOf(this.#space, trial);
      return params ? [/** @type {[number, Params]} */ ([number, params])] : [];
    });
    const others = othersOf(adopted);
    return { recall: (asked) => this.#recall(asked, plan, adopted), known, others };
  }

  /** Another process that runs it now would give the same numbers to its trials. @param {JournalStudy} study */
  #refuseShared({ name, trials }) {
    for (const trial of trials) {
      const busy =
        trial.state === 'running' && ownNumber(trial) && this.#storage.busy(trial.worker);
      if (busy) throw this.#storage.fault('in_use', { name, process: busy });
    }
  }

  /** @param {JournalTrial} trial @returns {Line[]} */
  #abandon({ id, start }) {
    return [
      lines.trialUser(id, KEYS.abandoned, true),
      lines.finish(id, 'failed', null, start, this.#clock()),
    ];
  }

  /**
   * The tuner takes what is a configuration of the space, each once. What it has taken is kept, so that the next process does the same.
   * @param {import('./journal-study.js').Plan} plan @param {(queue: Params[]) => Promise<boolean[]>} enqueue
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
      const values = { count: skipped.length, trials: listOf(kept.skipped) };
      this.#say({ what: 'skipped', values });
    }
    return taken;
  }

  /** @param {string} name @param {import('./journal-study.js').Plan} plan @param {JournalTrial[]} adopted */
  #tell(name, { own }, adopted) {
    const over = [...own.values()].filter(({ state }) => state !== 'running').length;
    const others = othersOf(adopted);
    const finished = over + adopted.length - others;
    const values = { name, finished, running: own.size - over };
    if (finished + own.size > 0) this.#say({ what: 'resumed', values });
    if (others > 0) this.#say({ what: 'others', values: { count: others } });
  }

  /**
   * What the journal knows of a trial that the tuner proposes.
   * @param {{ number: number, params: Params }} asked
   * @param {import('./journal-study.js').Plan} plan @param {JournalTrial[]} adopted
   * @returns {Past | null} throws what the storage makes of a fault
   */
  #recall({ number, params }, { own }, adopted) {
    const trial = adopted[number] ?? own.get(number);
    if (!trial) return null;
    const isIt =
      number < adopted.length
        ? same(configurationOf(this.#space, trial), params)
        : isSame(this.#space, trial, params);
    if (!isIt) throw this.#storage.fault('other_proposal', { number, trial: trial.number });
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
    this.#waiting.push({ event, time: this.#clock() });
    this.#writing ??= this.#writeSoon();
  }

  /** @param {number} [pause] */
  async #writeSoon(pause = PAUSE) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      await this.#write();
    } catch (error) {
      if (!this.#storage.passing(error)) this.#fail(error);
    }
    this.#writing = null;
    if (this.#waiting.length > 0 && this.failure === undefined)
      this.#writing = this.#writeSoon(SHORT_PAUSE);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.failure = error;
    this.#onFailure();
  }

  /** A part of what waits, so that a page goes on: the rest is written a moment later. @param {number} [most] seconds that it may take */
  #write(most = this.#slice) {
    return this.#storage.change((journal, add) => {
      const until = now() + most;
      let count = 0;
      while (count < this.#waiting.length && (count === 0 || now() < until)) {
        const { event, time } = this.#waiting[count++];
        this.#keep(event, time, journal, add);
      }
      this.#waiting.splice(0, count);
    });
  }

  /** All that waits is given to the storage before this returns: there may be no later. */
  flush() {
    if (this.#waiting.length === 0 || this.failure !== undefined) return;
    this.#write(Infinity).catch((error) => this.#storage.passing(error) || this.#fail(error));
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
    if (!study) throw this.#storage.fault('deleted', {});
    const twin = study.trials.find((trial) => {
      const its = ownNumber(trial);
      return (
        its &&
        (its.generation > own.generation ||
          (its.generation === own.generation && its.number === number))
      );
    });
    if (twin) {
      const process = this.#storage.busy(twin.worker) || twin.worker;
      throw this.#storage.fault('in_use', { name: study.name, process });
    }
    this.#ids.set(number, journal.nextTrial);
    add(askedLine(study.id, this.#space, own, params, time));
  }

  /** Everything is written. Rejects with what went wrong. */
  async end() {
    await this.#writing;
    if (this.failure !== undefined) throw this.failure;
    while (this.#waiting.length > 0) {
      await this.#write();
      await breathe();
    }
  }
}

/** @param {JournalTrial[]} adopted */
const othersOf = (adopted) => adopted.filter((trial) => ownNumber(trial) === null).length;

/** @param {number[]} numbers */
const listOf = (numbers) =>
  `${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ' ...' : ''}`;
