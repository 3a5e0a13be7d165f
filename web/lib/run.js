/**
 * A study from its file to its result: the tuner proposes in one worker, trials are trained in others, and this thread only
 * passes on what they say. In which order trials finish cannot matter: the tuner sees to it.
 */
import * as platform from '#platform';
import { EventQueue, Signal } from './events.js';
import { Clock } from './clock.js';
import { openRequest } from './inspect.js';
import { Pool } from './pool.js';
import { bestOf, fingerprintText, rowsOf, testResult, trialResult, VERSION } from './result.js';
import { spawnWorker } from './spawn.js';
import { StudyClient } from './study.js';

/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./pool.js').Job} Job */

/**
 * @typedef {object} RunOptions
 * @property {number} [workers] trials at a time; as many as there are cores if left out. It never changes a result.
 * @property {AbortSignal} [signal] ends the run at once; finished trials are kept
 * @property {Map<string, Uint8Array | Blob>} [files] the user's own files, by the names of the study file
 * @property {string} [base] folder or address that other names of the study file start from
 * @property {Params} [params] one configuration, as a single trial without refit and test, instead of a search
 * @property {number} [seed] instead of search.seed
 * @property {typeof spawnWorker} [spawn] how workers are started
 */
/**
 * @typedef {object} RunHandle
 * @property {AsyncIterable<RunEvent>} events for one reader; throws what `result` rejects with
 * @property {() => void} pause running trials hold at their next slice, and none begins
 * @property {() => void} resume
 * @property {() => void} stop no new trial; running ones finish, then the best is refitted and tested
 * @property {() => void} abort the same as the signal
 * @property {Promise<Result>} result rejects with StudyError when the input is wrong, with AbortError when the run was
 *   aborted before it had begun
 */
/** @typedef {import('./inspect.js').Opened} Opened */
/** @typedef {{ number: number, params: Params, config: Float64Array }} Asked */

/**
 * Starts a run.
 * @param {unknown} study a study file, as JSON or as its text
 * @param {RunOptions} [options]
 * @returns {RunHandle}
 */
export function createRun(study, options = {}) {
  const it = new Run(study, options);
  return {
    events: it.events,
    pause: () => it.pause(),
    resume: () => it.resume(),
    stop: () => it.stop(),
    abort: () => it.abort(),
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
  #news = new Signal();
  #began = platform.now();
  #clock = new Clock();
  #stopping = false;
  #aborted = false;
  #paused = false;
  /** @type {Opened | null} */
  #opened = null;
  /** Proposed and not begun. @type {Asked[]} */
  #queue = [];
  #asking = false;
  /** What the tuner said last: more to come, waiting for a value, or no more. */
  #tunerState = 'ready';
  /** Why the tuner has no more, if that was not its plan. @type {unknown} */
  #failure;
  /** @type {TrialResult[]} */
  #trials = [];

  /** @param {unknown} study @param {RunOptions} options */
  constructor(study, options) {
    this.#options = options;
    const spawn = options.spawn ?? spawnWorker;
    this.#tuner = new StudyClient(() => spawn('study'));
    this.#tuner.onNews = ({ what, share }) => this.events.push({ event: 'loading', what, share });
    this.#pool = new Pool(slotsFor(study, options), () => spawn('trial'));
    const abort = () => this.abort();
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort);
    this.result = this.#live(study).finally(() => {
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
    if (!this.#opened) this.#tuner.close(new DOMException('The run was aborted', 'AbortError'));
    this.#news.notify();
  }

  /** @param {unknown} study @returns {Promise<Result>} */
  async #live(study) {
    const opened = await this.#open(study);
    const { planned: trials, size, folds, warnings, data } = opened;
    const workers = this.#pool.size;
    const what = { study: opened.study, data, trials, size, folds, workers, warnings };
    this.events.push({ event: 'start', ...what });
    this.#clock.reset();
    if (this.#paused) this.#clock.stop();
    await Promise.all(Array.from({ length: workers }, (_, slot) => this.#lane(slot)));
    if (this.#failure !== undefined) throw this.#failure;
    this.#trials.sort((a, b) => a.number - b.number);
    const test = await this.#refit();
    return this.#finish(test);
  }

  /** @param {unknown} study @returns {Promise<Opened>} */
  async #open(study) {
    const request = await openRequest(study, this.#options);
    const { module } = request;
    const opened = await this.#tuner.call('open', request);
    this.#opened = opened;
    this.#pool.loadWith((worker) => {
      const { port1, port2 } = new MessageChannel();
      worker.post({ kind: 'load', module, port: port1 }, [port1]);
      this.#tuner.say('serve', { port: port2 }, [port2]);
    });
    return opened;
  }

  /** One slot's life: trial after trial. @param {number} slot */
  async #lane(slot) {
    for (let asked = await this.#next(); asked; asked = await this.#next()) {
      const { number, params, config } = asked;
      this.events.push({ event: 'asked', trial: number, params, worker: slot });
      const answer = await this.#pool.run(slot, this.#job(number, config, 0), (progress) => {
        const { fold, epoch, share, curve } = progress;
        this.events.push({
          event: 'progress',
          trial: number,
          fold,
          epoch,
          share,
          curve: rowsOf(curve),
        });
      });
      if (!answer) return;
      const trial = trialResult(asked, answer, this.#metrics());
      this.#trials.push(trial);
      this.#tuner.say('tell', { number, state: trial.state, value: trial.value ?? 0 });
      if (this.#tunerState === 'wait') this.#tunerState = 'ready';
      this.events.push({ event: 'trial', ...trial });
      this.#news.notify();
    }
  }

  /** The next trial to begin, when one may begin; null when there will be none. @returns {Promise<Asked | null>} */
  async #next() {
    const limit = Number(this.#known().study.search.time_limit_s) || Infinity;
    for (;;) {
      if (this.#stopping || this.#aborted || this.#clock.seconds() >= limit) return null;
      if (!this.#paused) {
        const asked = this.#queue.shift();
        if (this.#queue.length < this.#pool.size) void this.#ask();
        if (asked) return asked;
        if (this.#tunerState === 'exhausted' && !this.#asking) return null;
      }
      await this.#news.wait();
    }
  }

  /** Asks ahead, so that a worker that is done finds its next trial waiting. */
  async #ask() {
    if (this.#asking || this.#tunerState !== 'ready') return;
    this.#asking = true;
    try {
      const { asked, state } = await this.#tuner.call('ask', { want: this.#pool.size });
      this.#queue.push(...asked);
      this.#tunerState = state;
    } catch (error) {
      this.#tunerState = 'exhausted';
      this.#failure = error;
    } finally {
      this.#asking = false;
      this.#news.notify();
    }
  }

  /** @param {number} trial @param {Float64Array} config @param {number} refit @returns {Job} */
  #job(trial, config, refit) {
    const { study, metric, metrics } = this.#known();
    return {
      trial,
      config,
      metric,
      metrics: metrics.length,
      seed: Number(study.search.seed),
      refit,
    };
  }

  #metrics() {
    const { metrics, metric } = this.#known();
    return { names: metrics, metric };
  }

  #known() {
    return /** @type {Opened} */ (this.#opened);
  }

  /** The best configuration once more, on all training rows, scored on the rows that nothing has seen. */
  async #refit() {
    const { study, testRows, data } = this.#known();
    const best = bestOf(this.#trials, study.objective.direction);
    if (this.#aborted || !best || testRows === 0 || this.#options.params) return null;
    this.events.push({ event: 'refit', share: 0 });
    const { folds } = this.#trials.find(({ number }) => number === best.number) ?? { folds: [] };
    const bestEpochs = folds.map((fold) => fold.best_epoch);
    const { config, epochs } = await this.#tuner.call('refit', { params: best.params, bestEpochs });
    const answer = await this.#pool.run(0, this.#job(best.number, config, epochs), ({ share }) => {
      this.events.push({ event: 'refit', share });
    });
    return answer && testResult(answer, this.#metrics(), data.classes);
  }

  /** @param {import('./types').TestResult | null} test @returns {Promise<Result>} */
  async #finish(test) {
    const { study, data, planned } = this.#known();
    const trials = this.#trials;
    const cut = this.#stopping && trials.length < planned;
    /** @type {Result} */
    const result = {
      version: 1,
      sweetspot: VERSION,
      state: this.#aborted ? 'interrupted' : cut ? 'stopped' : 'complete',
      study,
      data,
      best: bestOf(trials, study.objective.direction),
      test,
      trials,
      fingerprint: '',
      machine: { runtime: platform.runtimeName(), workers: this.#pool.size, simd: 'simd128' },
      seconds: platform.now() - this.#began,
    };
    result.fingerprint = await this.#tuner.call('hash', { text: fingerprintText(result) });
    const { state, best, seconds, fingerprint } = result;
    const failed = trials.filter((trial) => trial.state === 'failed').length;
    const summary = { state, best, test: test?.metrics ?? null, trials: trials.length, failed };
    this.events.push({ event: 'study', ...summary, seconds, fingerprint, result });
    return result;
  }
}

/**
 * Workers are started before the file is checked; there is no use in more of them than trials.
 * @param {unknown} study @param {RunOptions} options
 */
function slotsFor(study, { workers = platform.cores(), params }) {
  const json = typeof study === 'string' ? maybeJson(study) : /** @type {any} */ (study);
  const fixed = params || Object.keys(json?.space ?? {}).length === 0;
  const trials = fixed ? 1 : Number(json?.search?.trials) || Infinity;
  return Math.max(1, Math.min(workers, trials));
}

/** @param {string} text */
function maybeJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
