/**
 * The state of a run, derived from its events: whoever shows it takes a snapshot and is told, at most once a frame, when there
 * is a new one. Snapshots never change; what did not change is the same object in the next one.
 */
import { now } from '#platform';
import { firstObjective } from './objectives.js';
import { RefitLeft, refitRange } from './refit-left.js';
import { isBetter } from './result.js';
import { TimeLeft } from './time-left.js';

/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').Snapshot} Snapshot */
/** @typedef {import('./types').TrialView} TrialView */

/** @type {Snapshot} */
const EMPTY = Object.freeze({
  status: 'empty',
  study: null,
  data: null,
  planned: 0,
  trials: [],
  finished: 0,
  failed: 0,
  pruned: 0,
  best: null,
  result: null,
  loading: null,
  refit: null,
  workers: 0,
  warnings: [],
  problems: [],
  left: null,
  leftRefit: null,
  seconds: 0,
});
/** @type {(number | null)[][]} */
const NO_CURVE = [];
const FRAME = 16; // milliseconds

/** @param {() => void} notify */
const soon = (notify) => void setTimeout(notify, FRAME);

/**
 * @param {{ schedule?: (notify: () => void) => void, clock?: () => number }} [options] schedule: when to notify, such as
 *   requestAnimationFrame; clock: in seconds
 */
export function createStore({ schedule = soon, clock = now } = {}) {
  return new Store(schedule, clock);
}

class Store {
  #schedule;
  #clock;
  /** @type {Set<(snapshot: Snapshot) => void>} */
  #readers = new Set();
  #planned = false;
  /** @type {Snapshot} */
  #snapshot = EMPTY;
  /** Changes since the snapshot. @type {Partial<Snapshot>} */
  #changes = {};
  /** A copy of the trials, once one of them changed. @type {TrialView[] | null} */
  #trials = null;
  #timeLeft = new TimeLeft();
  #refitLeft = new RefitLeft();
  #spent = 0;
  #isPast = false;
  /** @type {number | null} */
  #since = null;

  /** @param {(notify: () => void) => void} schedule @param {() => number} clock */
  constructor(schedule, clock) {
    this.#schedule = schedule;
    this.#clock = clock;
  }

  /** @returns {Snapshot} */
  get snapshot() {
    if (!this.#trials && Object.keys(this.#changes).length === 0) return this.#snapshot;
    const trials = this.#trials ?? this.#snapshot.trials;
    const next = { ...this.#snapshot, ...this.#changes, trials, seconds: this.#seconds() };
    Object.assign(next, this.#left(next));
    this.#changes = {};
    this.#trials = null;
    this.#snapshot = Object.freeze(next);
    return this.#snapshot;
  }

  /** @param {Snapshot} snapshot @returns {Pick<Snapshot, 'left' | 'leftRefit'>} */
  #left(snapshot) {
    const { status, seconds: now } = snapshot;
    if (status === 'refitting') {
      const left = this.#refitLeft.left(now, refitRange(snapshot));
      return { left, leftRefit: left };
    }
    const trials = this.#trialsLeft(snapshot);
    const refit = trials && refitRange(snapshot);
    if (!trials || !refit || refit[1] === 0) return { left: trials, leftRefit: null };
    return { left: [trials[0] + refit[0], trials[1] + refit[1]], leftRefit: refit };
  }

  /** @param {Snapshot} snapshot */
  #trialsLeft({ status, study, planned, workers, seconds: now }) {
    if (status !== 'running' && status !== 'stopping') return null;
    const { pruner = 'none', time_limit_s = 0 } = /** @type {any} */ (study?.search ?? {});
    return this.#timeLeft.left({
      planned: status === 'running' ? planned : 0,
      workers,
      now,
      prunes: (pruner?.type ?? pruner ?? 'none') !== 'none',
      limit: time_limit_s || Infinity,
    });
  }

  /** @param {(snapshot: Snapshot) => void} reader @returns {() => void} ends it */
  subscribe(reader) {
    this.#readers.add(reader);
    return () => void this.#readers.delete(reader);
  }

  /** Forgets the run. */
  reset() {
    this.#timeLeft = new TimeLeft();
    this.#refitLeft = new RefitLeft();
    this.#spent = 0;
    this.#since = null;
    this.#change(EMPTY);
    this.#trials = [];
  }

  /** The run could not begin, or broke. @param {readonly import('./types').Problem[]} problems */
  fail(problems) {
    this.#stopClock();
    this.#change({ status: 'failed', problems, loading: null, refit: null });
  }

  /** Takes in one event. @param {RunEvent} event */
  apply(event) {
    switch (event.event) {
      case 'loading':
        return this.#change({
          status: 'loading',
          loading: { what: event.what, share: event.share },
        });
      case 'start':
        return this.#start(event);
      case 'asked':
        return this.#asked(event);
      case 'progress': {
        const { trial, fold, share, curve } = event;
        this.#timeLeft.heard(trial, share, this.#seconds());
        return this.#update(trial, { fold, share, live: curve });
      }
      case 'report':
        return;
      case 'trial':
        return this.#finished(event);
      case 'paused':
        this.#stopClock();
        return this.#change({ status: 'paused' });
      case 'resumed':
        this.#since ??= this.#clock();
        return this.#change({ status: 'running' });
      case 'stopping':
        return this.#change({ status: 'stopping' });
      case 'refit':
        this.#refitLeft.heard(event.share, this.#seconds());
        return this.#change({ status: 'refitting', refit: event.share });
      case 'study':
        this.#stopClock();
        return this.#change({
          status: 'done',
          result: event.result,
          best: event.best,
          refit: null,
        });
    }
  }

  /** @param {Extract<RunEvent, { event: 'start' }>} event */
  #start({ study, data, trials, workers, warnings }) {
    this.#since = this.#clock();
    const status = this.#current('status') === 'paused' ? 'paused' : 'running';
    if (status === 'paused') this.#stopClock();
    this.#change({ status, study, data, planned: trials, workers, warnings, loading: null });
  }

  /** @param {Extract<RunEvent, { event: 'asked' }>} event */
  #asked({ trial: number, params, worker, at }) {
    this.#trials ??= [...this.#snapshot.trials];
    this.#timeLeft.begun(number, this.#seconds());
    this.#trials[number] = {
      number,
      status: 'running',
      params,
      worker: this.#isPast ? undefined : worker,
      share: 0,
      live: NO_CURVE,
      fold: 0,
      began: at ?? this.#time(),
    };
    this.#change({});
  }

  /** @param {Extract<RunEvent, { event: 'trial' }>} event */
  #finished({ event: _, at, ...trial }) {
    const { number, state, value, params, seconds } = trial;
    const ended = at ?? this.#time();
    this.#update(number, { ...trial, status: state, share: 1, live: NO_CURVE, ended });
    this.#timeLeft.ended(number, seconds, this.#seconds());
    /** @type {Partial<Snapshot>} */
    const changes = { finished: this.#current('finished') + 1 };
    if (state === 'failed') changes.failed = this.#current('failed') + 1;
    if (state === 'pruned') changes.pruned = this.#current('pruned') + 1;
    const best = this.#current('best');
    const study = this.#current('study');
    const direction = study ? firstObjective(study).direction : 'maximize';
    if (state === 'complete' && value !== null) {
      const mine = { number, value, params };
      if (!best || isBetter(direction, mine, best)) changes.best = mine;
    }
    this.#change(changes);
  }

  /** @param {number} number @param {Partial<TrialView>} changes */
  #update(number, changes) {
    this.#trials ??= [...this.#snapshot.trials];
    this.#trials[number] = { ...this.#trials[number], ...changes };
    this.#change({});
  }

  /** @template {keyof Snapshot} K @param {K} key @returns {Snapshot[K]} */
  #current(key) {
    return /** @type {Snapshot} */ ({ ...this.#snapshot, ...this.#changes })[key];
  }

  /** @param {Partial<Snapshot>} changes */
  #change(changes) {
    Object.assign(this.#changes, changes);
    if (this.#planned || this.#readers.size === 0) return;
    this.#planned = true;
    const schedule = this.#schedule; // requestAnimationFrame does not like to be a method of something else
    schedule(() => {
      this.#planned = false;
      const { snapshot } = this;
      for (const reader of this.#readers) reader(snapshot);
    });
  }

  /** Takes in what was before: of when, nothing is known but what the events say. @param {Iterable<RunEvent>} events @param {number} [seconds] that it took */
  recall(events, seconds = 0) {
    this.#isPast = true;
    for (const event of events) this.apply(event);
    this.#isPast = false;
    this.#spent = seconds;
    this.#since = null;
    this.#change({});
  }

  #time() {
    return this.#isPast ? undefined : this.#seconds();
  }

  #stopClock() {
    this.#spent = this.#seconds();
    this.#since = null;
  }

  #seconds() {
    return this.#spent + (this.#since === null ? 0 : this.#clock() - this.#since);
  }
}
