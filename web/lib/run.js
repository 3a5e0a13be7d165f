/**
 * A study from its file to its result: the tuner proposes in one worker, trials are trained in others, and this thread only
 * passes on what they say. In which order trials finish cannot matter: the tuner sees to it.
 */
import * as platform from '#platform';
import { EventQueue, Signal } from './events.js';
import { Clock } from './clock.js';
import { openRequest } from './inspect.js';
import { firstObjective, frontOf, isClock, objectivesOf, valuesOf, worstOf } from './objectives.js';
import { Pool } from './pool.js';
import { Proposals } from './proposals.js';
import { bareTrial, bestOf, endOf, overTime, summaryOf, VERSION } from './result.js';
import { slotsFor } from './slots.js';
import { spawnWorker } from './spawn.js';
import { resumeFrom, savedRun } from './saved-run.js';
import { StudyClient } from './study.js';
import { REFIT_SLOT, Trainer } from './trainer.js';

const SIMD = { exact: 'simd128', fast: 'relaxed-simd' };

/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./types').Params} Params */
/** @typedef {Pick<Result, 'test' | 'test_reason'>} Tested */
/** @typedef {import('./saved-run.js').Reports} Reports */

/**
 * @typedef {object} RunOptions
 * @property {number} [workers] trials at a time, 1 to 256; as many as there are cores if left out. It never changes a result.
 * @property {AbortSignal} [signal] ends the run at once; finished trials are kept
 * @property {Map<string, Uint8Array | Blob>} [files] the user's own files, by the names of the study file
 * @property {string} [base] folder or address that other names of the study file start from
 * @property {Params} [params] one configuration, as a single trial without refit and test, instead of a search
 * @property {number} [seed] instead of search.seed
 * @property {import('./warm-start.js').WarmStart} [warmStart] the result of an earlier study, or a list of { params, value }: the
 *   sampler learns from what fits as if it stood before trial 0. It is part of the fingerprint
 * @property {Uint8Array} [saved] what `save` of an earlier run of the same study file gave: what was over is not done again
 * @property {boolean} [keep] the network of the refit stays in its worker, for `network`
 * @property {typeof spawnWorker} [spawn] how workers are started
 * @property {(opened: Opened, enqueue: (queue: Params[]) => Promise<boolean[]>) => Promise<Memory>} [resume] asked before the
 *   first trial: what is over already. The tuner takes a queue as its first trials, and says which of them it has taken
 */
/**
 * What a run need not do again.
 * @typedef {object} Memory
 * @property {(asked: { number: number, params: Params }) => import('./journal-study.js').Past | null} recall of a trial that is
 *   over; null: it is to be trained
 * @property {[number, Params][]} known what the tuner proposed, by number: where it would cost much it is not proposed again
 * @property {number} others trials among them that another program ran: the tuner hears of them, the result has them not
 */
/**
 * @typedef {object} RunHandle
 * @property {AsyncIterable<RunEvent>} events for one reader; throws what `result` rejects with
 * @property {() => void} pause running trials hold at their next slice, and none begins
 * @property {() => void} resume
 * @property {() => void} stop no new trial; running ones finish, then the best is refitted and tested
 * @property {() => void} abort the same as the signal
 * @property {() => Promise<Uint8Array>} save what is over, to go on with in another run (options.saved): the rest will be what it would
 *   have been. Trials that are running then are trained again. Once the run has begun, also when it has ended
 * @property {() => Promise<import('./trial-look.js').Look | null>} network with `keep`: the network that was tested, to be asked; close it to
 *   end its worker. null when there is none
 * @property {Promise<Result>} result rejects with StudyError when the input is wrong, with AbortError when the run was
 *   aborted before it had begun
 */
/** @typedef {import('./inspect.js').Opened} Opened */
/** @typedef {import('./proposals.js').Asked} Asked */

/**
 * Starts a run.
 * @param {unknown} study a study file, as JSON or as its text
 * @param {RunOptions} [options]
 * @returns {RunHandle}
 * @throws {RangeError} when options.workers is not possible
 */
export function createRun(study, options = {}) {
  const it = new Run(study, options);
  return {
    events: it.events,
    pause: () => it.pause(),
    resume: () => it.resume(),
    stop: () => it.stop(),
    abort: () => it.abort(),
    save: () => it.save(),
    network: () => it.network(),
    result: it.result,
  };
}

/**
 * The whole thing as events, to loop over. Leaving the loop ends the run.
 * @param {unknown} study @param {RunOptions} [options]
 * @returns {AsyncGenerator<RunEvent, void>}
 */
export async function* run(study, options) {
  const handle = createRun(study, options);
  try {
    yield* handle.events;
  } finally {
    handle.abort();
  }
}

class Run {
  events = new EventQueue();
  #options;
  #pool;
  #tuner;
  #proposals;
  #news = new Signal();
  #began = platform.now();
  #clock = new Clock();
  #stopping = false;
  #aborted = false;
  /** The time limit is over. */
  #late = false;
  #paused = false;
  /** @type {Opened | null} */
  #opened = null;
  /** @type {TrialResult[]} */
  #trials = [];
  /** @type {Memory} */
  #memory = { recall: () => null, known: [], others: 0 };
  /** What trials that are over have reported. @type {Reports} */
  #reports = new Map();
  /** What is left of the refit. @type {import('./trial-look.js').Left | null} */
  #left = null;
  /** @type {Promise<import('./trial-look.js').Look | null> | undefined} */
  #network;

  /** @param {unknown} study @param {RunOptions} options */
  constructor(study, options) {
    const slots = slotsFor(study, options);
    this.#options = options;
    const spawn = options.spawn ?? spawnWorker;
    this.#tuner = new StudyClient(() => spawn('study'));
    /** @type {Promise<never>} */
    const tunerGone = new Promise((_, reject) => {
      this.#tuner.onClose = reject;
    });
    this.#tuner.onNews = ({ what, share }) => {
      this.events.push({ event: 'loading', what, share });
    };
    this.#pool = new Pool(slots, () => spawn('trial'));
    const { size } = this.#pool;
    this.#proposals = new Proposals(this.#tuner, size, () => this.#news.notify());
    const abort = () => this.abort();
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort);
    // Trial workers get their data from the tuner: without it they could wait for ever.
    this.result = Promise.race([this.#live(study), tunerGone]).finally(() => {
      options.signal?.removeEventListener('abort', abort);
      this.#pool.close();
      this.#tuner.close();
    });
    this.result.then(
      () => this.events.end(),
      (error) => this.events.end(error),
    );
  }

  pause() {
    if (this.#paused || this.#aborted) return;
    this.#paused = true;
    this.#clock.stop();
    this.#pool.pause();
    this.events.push({ event: 'paused' });
  }

  resume() {
    if (!this.#paused || this.#aborted) return;
    this.#paused = false;
    this.#clock.start();
    this.#pool.resume();
    this.events.push({ event: 'resumed' });
    this.#news.notify();
  }

  stop() {
    if (this.#stopping || this.#aborted) return;
    this.resume();
    this.#stopping = true;
    this.events.push({ event: 'stopping' });
    this.#news.notify();
  }

  abort() {
    this.#aborted = true;
    this.#pool.close();
    this.#left?.worker.terminate();
    this.#left = null;
    if (!this.#opened) this.#tuner.close(new DOMException('The run was aborted', 'AbortError'));
    this.#news.notify();
  }

  /** @param {unknown} study @returns {Promise<Result>} */
  async #live(study) {
    const opened = await this.#open(study);
    await this.#remember(opened);
    const { planned: trials, size, folds, warnings, data, speed, sampler, warm_start } = opened;
    const workers = this.#pool.size;
    const more = { ...(sampler && { sampler }), ...(warm_start && { warm_start }) };
    const what = {
      study: opened.study,
      data,
      trials,
      size,
      folds,
      workers,
      speed,
      warnings,
      ...more,
    };
    this.events.push({ event: 'start', ...what });
    const trainer = new Trainer(this.#pool, this.#tuner, opened, (event) => this.#say(event));
    this.#clock.reset();
    if (this.#paused) this.#clock.stop();
    await Promise.all(Array.from({ length: workers }, (_, slot) => this.#lane(slot, trainer)));
    if (this.#proposals.failure !== undefined) throw this.#proposals.failure;
    this.#trials.sort((a, b) => a.number - b.number);
    return this.#finish(await this.#refit(trainer));
  }

  /** @param {unknown} study @returns {Promise<Opened>} */
  async #open(study) {
    const { request, trainer } = await openRequest(study, this.#options);
    const { module, speed } = trainer;
    const opening = this.#tuner.call('open', request);
    this.#pool.loadWith((worker, slot) => {
      const { port1, port2 } = new MessageChannel();
      const keep = this.#options.keep === true && slot === REFIT_SLOT;
      worker.post({ kind: 'load', module, speed, port: port1, keep }, [port1]);
      const serve = () => this.#tuner.say('serve', { port: port2 }, [port2]);
      opening.then(serve, () => {}); // what went wrong there ends the run
    });
    this.#pool.start(); // trial workers wake up while the file is checked and its data loads
    this.#opened = await opening;
    return this.#known();
  }

  /** What the tuner has heard of before this run. @param {Opened} opened */
  async #remember(opened) {
    const { saved, resume = saved && resumeFrom(saved) } = this.#options;
    if (!resume) return;
    this.#memory = await resume(opened, (queue) => this.#tuner.call('adopt', { queue }));
    opened.planned -= this.#memory.others;
    const { known } = this.#memory;
    if (known.length > 0) await this.#tuner.call('recall', { known });
  }

  /** One slot's life: trial after trial. @param {number} slot @param {Trainer} trainer */
  async #lane(slot, trainer) {
    for (let asked = await this.#next(); asked; asked = await this.#next()) {
      const past = this.#memory.recall(asked);
      if (past) {
        this.#repeat(slot, asked, past);
        continue;
      }
      const trial = await trainer.train(slot, asked);
      if (!trial) return;
      this.#tell(trial.number, trial.state, valuesOf(trial), trial);
    }
  }

  /** A trial that is over: the tuner hears what it heard then. @param {number} slot @param {Asked} asked @param {import('./journal-study.js').Past} past */
  #repeat(slot, { number, params }, { state, values, reports, trial }) {
    if (trial) this.events.push({ event: 'asked', trial: number, params, worker: slot });
    if (reports.length > 0) this.#tuner.say('report', { number, reports });
    for (const report of trial ? reports : [])
      this.#say({ event: 'report', trial: number, ...report });
    this.#tell(number, state, values, trial);
  }

  /** @returns {Promise<Uint8Array>} */
  async save() {
    if (!this.#opened) throw new Error('the run has not begun');
    return savedRun(this.#opened, this.#trials, this.#reports);
  }

  /** @param {RunEvent} event */
  #say(event) {
    if (event.event === 'report') {
      const { trial, step, value } = event;
      const reports = this.#reports.get(trial) ?? [];
      reports.push({ step, value });
      this.#reports.set(trial, reports);
    }
    this.events.push(event);
  }

  /** @param {number} number @param {TrialResult['state']} state @param {readonly (number | null)[]} values @param {TrialResult | null} trial null: not trained here */
  #tell(number, state, values, trial) {
    const kept = trial && { trial: bareTrial(trial, this.#known().study) };
    const told = values.map((value) => value ?? Number.NaN);
    this.#tuner.say('tell', { number, state, values: told, ...kept });
    this.#proposals.told();
    if (trial) {
      this.#trials.push(trial);
      this.events.push({ event: 'trial', ...trial });
    }
    this.#news.notify();
  }

  /** The next trial to begin, when one may begin; null when there will be none. @returns {Promise<Asked | null>} */
  async #next() {
    const limit = Number(this.#known().study.search.time_limit_s) || Infinity;
    for (;;) {
      this.#late ||= this.#clock.seconds() >= limit;
      if (this.#stopping || this.#aborted || this.#late) return null;
      if (!this.#paused) {
        const asked = this.#proposals.take();
        if (asked) return asked;
        if (this.#proposals.exhausted) return null;
      }
      await this.#news.wait();
    }
  }

  #known() {
    return /** @type {Opened} */ (this.#opened);
  }

  /**
   * The best configuration once more, on all training rows, scored on the rows that nothing has seen.
   * @param {Trainer} trainer @returns {Promise<Tested>}
   */
  async #refit(trainer) {
    const { study, testRows } = this.#known();
    const best = bestOf(this.#trials, firstObjective(study).direction);
    if (this.#aborted || !best || testRows === 0 || this.#options.params) return { test: null };
    this.events.push({ event: 'refit', share: 0 });
    const { folds } = this.#trials.find(({ number }) => number === best.number) ?? { folds: [] };
    const bestEpochs = folds.map((fold) => fold.best_epoch);
    const { number, params } = best;
    const { config, epochs } = await this.#tuner.call('refit', { params, bestEpochs });
    const layers = this.#options.keep && (await this.#tuner.call('layers', { params }));
    const { tested, outcome } = await trainer.refit(number, config, epochs, layers || undefined);
    const worker = layers && tested.test && this.#pool.release(REFIT_SLOT);
    if (worker && outcome && tested.test) {
      const trial = { number, params, hash: tested.test.hash };
      worker.keepAlive(false);
      this.#left = { worker, opened: this.#known(), trial, outcome };
    }
    return tested;
  }

  /** Whoever has it ends its worker. @returns {Promise<import('./trial-look.js').Look | null>} */
  network() {
    const take = async () => {
      const { lookAt } = await import('./trial-look.js');
      const left = this.#left;
      this.#left = null;
      return left && lookAt(left);
    };
    this.#network ??= this.result.then(take, () => null);
    return this.#network;
  }

  /** What several objectives have come to; {} for one. @returns {Promise<Partial<import('./types').Front> & { repeatable?: boolean }>} */
  async #front() {
    const directions = objectivesOf(this.#known().study).map(({ direction }) => direction);
    if (directions.length === 1) return {};
    const clock = objectivesOf(this.#known().study).some(isClock) && { repeatable: false };
    const front = frontOf(this.#trials, directions);
    const reference = worstOf(this.#trials, directions);
    if (!reference || this.#options.params) return { front, hypervolume: 0, ...clock };
    const hypervolume = await this.#tuner.call('hypervolume', { numbers: front, reference });
    return { front, hypervolume, ...clock };
  }

  /** Why there are fewer trials than planned. @param {Result['best']} best @returns {Result['ended']} */
  #ended(best) {
    if (this.#late) return 'time_limit';
    return this.#proposals.isConstrained
      ? 'constraints'
      : endOf({ study: this.#known().study, best });
  }

  /** @param {Tested} tested @returns {Promise<Result>} */
  async #finish(tested) {
    const { study, data, planned, rejected, speed, sampler, warm_start } = this.#known();
    const trials = this.#trials;
    const cut = this.#stopping && trials.length < planned;
    const state = this.#aborted ? 'interrupted' : cut ? 'stopped' : 'complete';
    const best = bestOf(trials, firstObjective(study).direction);
    const front = await this.#front();
    const few = state === 'complete' && trials.length < planned;
    const ended = few ? this.#ended(best) : undefined;
    const fingerprint = await this.#tuner.call('fingerprint', { state, best, ...tested });
    const late = overTime(trials);
    /** @type {Result} */
    const result = {
      version: 1,
      sweetspot: VERSION,
      state,
      ...(ended && { ended }),
      ...(late > 0 && { over_time: late }),
      ...(study.constraints && { rejected }),
      ...(sampler && { sampler }),
      ...(warm_start && { warm_start }),
      study,
      data,
      best,
      ...front,
      ...tested,
      trials,
      speed,
      fingerprint,
      machine: { runtime: platform.runtimeName(), workers: this.#pool.size, simd: SIMD[speed] },
      seconds: platform.now() - this.#began,
    };
    this.events.push({ event: 'study', ...summaryOf(result), result });
    return result;
  }
}
