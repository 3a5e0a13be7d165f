/**
 * The tuner, asked from outside: it lives in a worker of its own, so that whoever asks never waits for it on his own thread.
 */
import { loadModule } from '#platform';
import { StudyError } from './errors.js';
import { Signal } from './events.js';
import { describeProblem, loadWords, translator } from './i18n/index.js';
import { frontOf, worstOf } from './objectives.js';
import { bestOf } from './result.js';
import { spawnWorker } from './spawn.js';

/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').Best} Best */
/** @typedef {{ metric?: string, direction?: string }} Objective */
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
    if (message.problems) {
      const reject = () => call.reject(new StudyError(message.problems, inEnglish));
      loadWords().then(reject, reject);
    } else if (message.error) call.reject(new Error(message.error));
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
/** @typedef {{ number: number, params: Params, state: State, value: number | null, values?: number[] | null, reason?: string }} StudyTrial values: with several objectives */

/** @param {StudyTrial} trial @returns {number[]} none for one that failed */
const valuesIn = ({ value, values = value === null ? [] : [value] }) => values ?? [];

/** A study in a worker of its own. @param {string} kind @param {object} content @returns {Promise<Study>} rejects with StudyError */
async function opened(kind, content) {
  const client = new StudyClient();
  try {
    const module = await loadModule();
    return new Study(client, await client.call(kind, { module, ...content }));
  } catch (error) {
    client.close();
    throw error;
  }
}

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
  #directions;
  #told = new Signal();
  /** @type {StudyTrial[]} */
  #trials = [];
  /** The last step that a running trial reported. @type {Map<number, number>} */
  #steps = new Map();
  /** Questions whose answers make trials: `save` waits for them. @type {Set<Promise<unknown>>} */
  #open = new Set();

  /**
   * @param {StudyClient} client
   * @param {{ directions: ('maximize' | 'minimize')[], rejected: number, sampler?: import('./types').Picked,
   *   warnings?: import('./types').Problem[], kept?: { trials: StudyTrial[], steps: [number, number][] } }} facts
   */
  constructor(client, { directions, rejected, sampler, warnings = [], kept }) {
    this.#client = client;
    this.#trials = kept?.trials ?? [];
    this.#steps = new Map(kept?.steps);
    /** What the sampler `auto` picked, and why (a row of the schema's reasons); undefined for any other. @readonly */
    this.sampler = sampler;
    /** What is to be known of a warm start: trials that were left out, or a sampler that has no use for it. @readonly */
    this.warnings = warnings;
    /** The share of 10,000 random draws that break a constraint, 0 to 1. @readonly */
    this.rejected = rejected;
    this.#client.onClose = () => this.#told.notify(); // whoever waits in ask hears of it
    this.#directions = directions;
  }

  /**
   * @param {{ space: object, constraints?: string[], search?: object, objective: Objective | Objective[],
   *   warmStart?: import('./warm-start.js').WarmStart }} study as in a study file; the direction must be given unless
   *   the metric is one of the schema's. A list of 2 to 4 objectives for several, for which search.sampler is nsga2, auto or one that
   *   reads no outcomes. `warmStart`: what an earlier study found, a list of { params, value } (or values) or a
   *   Result; the sampler learns from it as if it stood before trial 0
   * @returns {Promise<Study>} rejects with StudyError
   */
  static async create({ space, constraints, search, objective, warmStart }) {
    const study = { space, constraints, search, objective, warmStart };
    return opened('create', study);
  }

  /**
   * The study as `save` left it, here or on another machine: it goes on as the one that was saved would have, bit for bit. Trials that were
   * running still are. Some milliseconds.
   * @param {Uint8Array} bytes @returns {Promise<Study>} rejects with StudyError when they are not whole, or from a version that would have
   *   proposed other trials
   */
  static async load(bytes) {
    return opened('load', { bytes });
  }

  /** The whole study as bytes, to be kept anywhere. @returns {Promise<Uint8Array>} */
  async save() {
    while (this.#open.size > 0) await Promise.allSettled(this.#open);
    const kept = { trials: this.#trials, steps: [...this.#steps] };
    return this.#client.call('save', { kept });
  }

  /**
   * A finished trial from elsewhere: it takes the next number of the budget, and the sampler learns from it as from any other.
   * @param {{ params: Params, value?: number, values?: number[], state?: 'complete' | 'pruned' | 'failed', reason?: string }} trial as tell
   * @returns {Promise<number | null>} its number; null when the budget is used up. Rejects with StudyError when the params are none of
   *   the space, with RangeError as tell does
   */
  async add({ params, ...outcome }) {
    const told = this.#outcome('a trial', outcome);
    /** @type {StudyTrial} */
    const trial = { number: -1, params, ...told };
    const number = await this.#waitFor(async () => {
      const content = { params, state: told.state, values: valuesIn(trial) };
      const given = await this.#client.call('add', content);
      if (given >= 0) this.#trials[given] = { ...trial, number: given };
      return given;
    });
    this.#told.notify();
    return number < 0 ? null : number;
  }

  /** @template T @param {() => Promise<T>} make @returns {Promise<T>} */
  async #waitFor(make) {
    const made = make();
    this.#open.add(made);
    try {
      return await made;
    } finally {
      this.#open.delete(made);
    }
  }

  /**
   * The next trial; null when the budget is used up or every configuration was tried. Waits while the sampler needs to
   * know the value of a trial that is still running (search.parallelism).
   * @returns {Promise<{ number: number, params: Params } | null>} rejects when the study is closed meanwhile, and with StudyError when
   *   not one of 10,000 draws keeps the constraints
   */
  async ask() {
    for (;;) {
      const news = this.#told.wait();
      const { asked, state } = await this.#waitFor(() => this.#take());
      if (asked) return asked;
      if (state === 'exhausted') return null;
      await news;
    }
  }

  async #take() {
    const { asked, state } = await this.#client.call('ask', { want: 1 });
    if (asked.length === 0) return { asked: null, state };
    const [{ number, params }] = asked;
    this.#trials[number] = { number, params, state: 'running', value: null };
    return { asked: { number, params }, state };
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
   * A trial is over. A value that is not a finite number makes it a failed one. With several objectives, `values` has one for each.
   * @param {number} number @param {{ value?: number, values?: number[], state?: 'complete' | 'pruned' | 'failed', reason?: string }} outcome
   * @returns {Promise<void>} rejects with RangeError when the trial is not running, the state is none of these, or there are more or
   *   fewer values than objectives
   */
  async tell(number, outcome) {
    const trial = this.#running(number);
    Object.assign(trial, this.#outcome(`trial ${number}`, outcome));
    this.#steps.delete(number);
    await this.#client.call('tell', { number, state: trial.state, values: valuesIn(trial) });
    this.#told.notify();
  }

  /**
   * What became of a trial, as it is kept.
   * @param {string} name @param {{ value?: number, values?: number[], state?: 'complete' | 'pruned' | 'failed', reason?: string }} outcome
   * @returns {Pick<StudyTrial, 'value' | 'values' | 'reason'> & { state: 'complete' | 'pruned' | 'failed' }}
   */
  #outcome(
    name,
    { value, values = value === undefined ? [] : [value], state = 'complete', reason },
  ) {
    if (!STATES.includes(state))
      throw new RangeError(`${name}: state is one of ${STATES.join(', ')}, not ${state}`);
    const { length } = this.#directions;
    if (values.length !== length && values.length > 0)
      throw new RangeError(`${name}: ${length} values are wanted, not ${values.length}`);
    const finite = values.length > 0 && values.every((each) => Number.isFinite(each));
    const its = finite ? state : 'failed';
    const kept = its === 'failed' ? null : [...values];
    const why = its === 'failed' && { reason: reason ?? (finite ? 'failed' : 'not a number') };
    return {
      state: its,
      value: kept ? kept[0] : null,
      ...(length > 1 && { values: kept }),
      ...why,
    };
  }

  /** @param {number} number */
  #running(number) {
    const trial = this.#trials[number];
    if (!trial) throw new RangeError(`trial ${number} was not asked for`);
    if (trial.state !== 'running') throw new RangeError(`trial ${number} is over: ${trial.state}`);
    return trial;
  }

  /** The best complete trial by the first objective, the earliest of equals; null while there is none. @returns {Best | null} */
  get best() {
    return bestOf(this.#trials, this.#directions[0]);
  }

  /**
   * The Pareto front: numbers of the complete trials that no other dominates, ascending. To dominate is to be as good by every
   * objective and better by one. @returns {number[]}
   */
  get front() {
    return frontOf(this.#trials, this.#directions);
  }

  /**
   * The volume of values that the front dominates up to a reference, which is worse by every objective; what is not better than it by
   * every objective does not count. Exact; milliseconds for some hundred trials.
   * @param {number[]} [reference] a value for each objective; the worst among the complete trials if left out
   * @returns {Promise<number>} rejects with RangeError when the reference is not one finite number for each objective
   */
  async hypervolume(reference = worstOf(this.#trials, this.#directions) ?? undefined) {
    if (reference === undefined) return 0;
    const { length } = this.#directions;
    if (reference.length !== length || !reference.every((each) => Number.isFinite(each)))
      throw new RangeError(
        `the reference has ${length} finite numbers, not ${reference.join(', ')}`,
      );
    return this.#client.call('hypervolume', { numbers: this.front, reference });
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

  /**
   * What the sampler (or the pruner) believed before a trial, as figures to draw: for gp the expected value, its deviation and the
   * acquisition along one parameter or over the plane of two; for tpe the densities of good and of other trials; for asha the rungs. Looking
   * changes no proposal. Some milliseconds; tens of them for gp with 200 trials.
   *
   *     const { x, mean, deviation } = await study.view({ params: ['learning_rate'], trial: 20 });
   *
   * @param {import('./types').ViewRequest} [request] @returns {Promise<import('./types').View>} kind 'none' where there is nothing to
   *   show; rejects with StudyError when the request is wrong
   */
  async view(request = {}) {
    return this.#client.call('view', { request });
  }

  /** Ends the worker. Without it a process still ends by itself. */
  close() {
    this.#client.close();
  }
}
