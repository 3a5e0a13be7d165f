/**
 * The tuner, asked from outside: it lives in a worker of its own, so that whoever asks never waits for it on his own thread.
 */
import { loadModule } from '#platform';
import { StudyError } from './errors.js';
import { Signal } from './events.js';
import { describeProblem, translator } from './i18n/index.js';
import { bestOf } from './result.js';
import { spawnWorker } from './spawn.js';

/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').Best} Best */
/** @typedef {import('./pool.js').WorkerLink} WorkerLink */

/** @param {import('./types').Problem} problem */
const inEnglish = (problem) => describeProblem(translator('en'), problem);

/** Requests to the study worker, each with its answer. */
export class StudyClient {
  #worker;
  #last = 0;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  #open = new Map();
  /** @type {Error | null} */
  #closed = null;
  /** Hears what the worker says unasked. @type {(message: any) => void} */
  onNews = () => {};
  /** Hears why the worker is gone, whoever ended it. @type {(reason: Error) => void} */
  onClose = () => {};

  /** @param {() => WorkerLink} [spawn] */
  constructor(spawn = () => spawnWorker('study')) {
    this.#worker = spawn();
    this.#worker.keepAlive(false);
    this.#worker.onMessage((message) => this.#hear(message));
    this.#worker.onError((error) => this.close(error));
  }

  /** @param {string} kind @param {object} [content] @param {any[]} [transfer] @returns {Promise<any>} */
  call(kind, content, transfer) {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed);
      const id = ++this.#last;
      this.#open.set(id, { resolve, reject });
      this.#worker.keepAlive(true);
      this.#worker.post({ kind, id, ...content }, transfer);
    });
  }

  /** Says something that has no answer. @param {string} kind @param {object} content @param {any[]} [transfer] */
  say(kind, content, transfer) {
    this.#worker.post({ kind, ...content }, transfer);
  }

  /** @param {any} message */
  #hear(message) {
    const call = this.#open.get(message.id);
    if (!call) return this.onNews(message);
    this.#open.delete(message.id);
    if (this.#open.size === 0) this.#worker.keepAlive(false);
    if (message.problems) call.reject(new StudyError(message.problems, inEnglish));
    else if (message.error) call.reject(new Error(message.error));
    else call.resolve(message.answer);
  }

  /** Ends the worker; what was asked and not answered is rejected. @param {Error} [reason] */
  close(reason = new Error('the study was closed')) {
    if (this.#closed) return;
    this.#closed = reason;
    this.#worker.terminate();
    for (const { reject } of this.#open.values()) reject(reason);
    this.#open.clear();
    this.onClose(reason);
  }
}

const LAST_STEP = 2147483647;
const STATES = ['complete', 'pruned', 'failed'];

/** @typedef {'running' | 'complete' | 'pruned' | 'failed'} State */
/** @typedef {{ number: number, params: Params, state: State, value: number | null, reason?: string }} StudyTrial */

/**
 * The tuner alone: tune anything that gives a number.
 *
 *     const study = await Study.create({ space, search, objective });
 *     for (let trial = await study.ask(); trial; trial = await study.ask()) {
 *       await study.tell(trial.number, { value: measure(trial.params) });
 *     }
 *     study.close();
 */
export class Study {
  #client;
  #direction;
  #told = new Signal();
  /** @type {StudyTrial[]} */
  #trials = [];
  /** The last step that a running trial reported. @type {Map<number, number>} */
  #steps = new Map();

  /** @param {StudyClient} client @param {'maximize' | 'minimize'} direction */
  constructor(client, direction) {
    this.#client = client;
    this.#client.onClose = () => this.#told.notify(); // whoever waits in ask hears of it
    this.#direction = direction;
  }

  /**
   * @param {{ space: object, search?: object, objective: { direction?: string, metric?: string } }} study as in a study
   *   file; the direction must be given unless the metric is one of the schema's
   * @returns {Promise<Study>} rejects with StudyError
   */
  static async create({ space, search, objective }) {
    const client = new StudyClient();
    try {
      const module = await loadModule();
      const { direction } = await client.call('create', { module, space, search, objective });
      return new Study(client, direction);
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /**
   * The next trial; null when the budget is used up or every configuration was tried. Waits while the sampler needs to
   * know the value of a trial that is still running (search.parallelism).
   * @returns {Promise<{ number: number, params: Params } | null>} rejects when the study is closed meanwhile
   */
  async ask() {
    for (;;) {
      const news = this.#told.wait();
      const { asked, state } = await this.#client.call('ask', { want: 1 });
      if (asked.length > 0) {
        const [{ number, params }] = asked;
        this.#trials.push({ number, params, state: 'running', value: null });
        return { number, params };
      }
      if (state === 'exhausted') return null;
      await news;
    }
  }

  /**
   * A value on the way, and what the pruner says to it. A trial that is to stop is told with `state: 'pruned'` and its value
   * so far; nothing stops it otherwise. @param {number} number @param {number} step from 1, and none before the trial's last: that one's value is replaced
   * @param {number} value
   * @returns {Promise<'continue' | 'stop'>} rejects with RangeError when the trial is not running, or the step is no such number
   */
  async report(number, step, value) {
    this.#running(number);
    const last = this.#steps.get(number) ?? 1;
    if (!(Number.isInteger(step) && step >= last && step < LAST_STEP))
      throw new RangeError(`trial ${number}: a step is a whole number from ${last}, not ${step}`);
    this.#steps.set(number, step);
    const reports = [{ step, value: Number(value) }];
    const allowed = await this.#client.call('report', { number, reports });
    return allowed > step ? 'continue' : 'stop';
  }

  /**
   * A trial is over. A value that is not a finite number makes it a failed one.
   * @param {number} number @param {{ value?: number, state?: 'complete' | 'pruned' | 'failed', reason?: string }} outcome
   * @returns {Promise<void>} rejects with RangeError when the trial is not running, or the state is none of these
   */
  async tell(number, { value, state = 'complete', reason }) {
    const trial = this.#running(number);
    if (!STATES.includes(state)) {
      throw new RangeError(`trial ${number}: state is one of ${STATES.join(', ')}, not ${state}`);
    }
    this.#steps.delete(number);
    const finite = typeof value === 'number' && Number.isFinite(value);
    trial.state = finite ? state : 'failed';
    trial.value = finite && trial.state !== 'failed' ? value : null;
    if (trial.state === 'failed') trial.reason = reason ?? (finite ? 'failed' : 'not a number');
    await this.#client.call('tell', { number, state: trial.state, value: trial.value ?? 0 });
    this.#told.notify();
  }

  /** @param {number} number */
  #running(number) {
    const trial = this.#trials[number];
    if (!trial) throw new RangeError(`trial ${number} was not asked for`);
    if (trial.state !== 'running') throw new RangeError(`trial ${number} is over: ${trial.state}`);
    return trial;
  }

  /** The best complete trial, the earliest of equals; null while there is none. @returns {Best | null} */
  get best() {
    return bestOf(this.#trials, this.#direction);
  }

  /** All trials so far, by number. @returns {readonly Readonly<StudyTrial>[]} */
  get trials() {
    return this.#trials.map((trial) => ({ ...trial }));
  }

  /**
   * How much each parameter mattered, learnt from the complete trials (at least two that differ): shares by name that sum to
   * 1, or all 0. Half a second for 1000 trials of 10 parameters with fanova, milliseconds with ped_anova.
   * @param {{ method?: 'fanova' | 'ped_anova' }} [how] fanova (Hutter et al. 2014) or ped_anova (Watanabe et al. 2023)
   * @returns {Promise<Record<string, number>>}
   */
  async importance({ method = 'fanova' } = {}) {
    return (await this.#client.call('importance', { method, pairs: false })).single;
  }

  /**
   * Shares of the variance over the whole space (fanova): under [a][a] what a explains by itself, under [a][b] what both
   * explain together beyond that.
   * @returns {Promise<Record<string, Record<string, number>>>}
   */
  async importancePairs() {
    return (await this.#client.call('importance', { method: 'fanova', pairs: true })).pairs;
  }

  /** Ends the worker. Without it a process still ends by itself. */
  close() {
    this.#client.close();
  }
}
