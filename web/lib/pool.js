/**
 * Workers for trials: one for each slot, and a running trial has its worker to itself. A worker that dies takes its trial
 * alone with it: another worker tries that trial once more, with the same number and seed, and so gets the same result.
 */

/**
 * @typedef {object} WorkerLink one worker, seen from outside
 * @property {(message: any, transfer?: any[]) => void} post
 * @property {(hear: (message: any) => void) => void} onMessage
 * @property {(hear: (error: Error) => void) => void} onError once: it failed, or ended without being told to
 * @property {() => void} terminate
 * @property {(busy: boolean) => void} keepAlive whether Node must wait for it
 */
/**
 * @typedef {object} Job what a trial worker needs to know of a trial; the data set it has already
 * @property {number} trial
 * @property {Float64Array} config
 * @property {number} metric row of the metric that scores it
 * @property {number} metrics how many metrics the schema has
 * @property {number} seed the study's
 * @property {number} refit epochs on all training rows; 0: train on each fold
 * @property {number} hears what the pruner hears of it, one of STEP
 * @property {Record<string, any>[]} [layers] of a trial whose network is kept for questions, by a worker that was loaded to do so
 * @property {number} limit seconds of training, 0 for as long as it takes
 */
/**
 * @typedef {object} FoldNumbers
 * @property {number} bestEpoch -1 when the fold did not end
 * @property {Float64Array | null} metrics [M]
 * @property {Float32Array} curve [E, 3]
 * @property {number} [seconds] that it took; none when it did not end
 */
/**
 * @typedef {object} Outcome what became of a job; a `reason` says why it is not complete
 * @property {FoldNumbers[]} folds
 * @property {number} parameters
 * @property {string} [reason] "diverged", "memory", "shape", "worker", "time_limit" (it may have a value then)
 * @property {number} [pruned] the step at which the pruner, or the time limit, stopped it
 * @property {number} [bytes] that it would have needed, when memory is the reason
 * @property {number} [value]
 * @property {string} [hash]
 * @property {Int32Array | null} [confusion] refit only
 * @property {Float64Array | null} [classes] refit only
 */
/**
 * @typedef {object} Progress of a fold in training, or of one that has just ended
 * @property {number} trial
 * @property {number} fold
 * @property {number} epoch epochs finished
 * @property {number} share of the trial
 * @property {Float32Array} curve [E, 3]
 * @property {Float64Array | null} metrics [M] once the fold has ended
 */

/** @typedef {{ fold: number, curve: Float32Array, metrics: Float64Array | null }} Part */
/** @typedef {{ trial: number, step: number, parts: Part[] }} Look a trial waits at a step; parts: what is new since its last look */
/**
 * @typedef {object} Listeners
 * @property {(progress: Progress) => void} onProgress
 * @property {(look: Look) => Promise<number> | number} [onLook] answers the step of the next look, 0 to stop the trial
 */

const TRIES = 2;

export class Pool {
  /** @type {Slot[]} */
  #slots;

  /**
   * A worker starts with its first job, or before that when told to.
   * @param {number} size
   * @param {() => WorkerLink} spawn
   */
  constructor(size, spawn) {
    this.#slots = Array.from({ length: size }, () => new Slot(spawn));
  }

  get size() {
    return this.#slots.length;
  }

  /** There will be work soon. */
  start() {
    for (const slot of this.#slots) slot.start();
  }

  /** From now on a worker is given this before its first job. @param {(worker: WorkerLink, slot: number) => void} load */
  loadWith(load) {
    for (const [i, slot] of this.#slots.entries()) slot.load = (worker) => load(worker, i);
  }

  /** The worker of an idle slot, which is its taker's from now on. @param {number} slot @returns {WorkerLink | null} */
  release(slot) {
    return this.#slots[slot].release();
  }

  /**
   * Runs a job on an idle slot.
   * @param {number} slot @param {Job} job @param {Listeners} listeners
   * @returns {Promise<{ outcome: Outcome, seconds: number } | null>} null when the pool was closed
   */
  run(slot, job, listeners) {
    return this.#slots[slot].run(job, listeners);
  }

  /** Running trials hold at their next slice. */
  pause() {
    for (const slot of this.#slots) slot.hold(true);
  }

  resume() {
    for (const slot of this.#slots) slot.hold(false);
  }

  /** Ends every worker at once. Running jobs resolve to null. */
  close() {
    for (const slot of this.#slots) slot.close();
  }
}

class Slot {
  #spawn;
  /** @type {WorkerLink | null} none before it starts; none after it died, until the next job */
  #worker = null;
  #loaded = false;
  #held = false;
  #closed = false;
  /** @type {{ job: Job, tries: number, listeners: Listeners, settle: (answer: any) => void, fail: (error: unknown) => void } | null} */
  #current = null;
  /** @type {(worker: WorkerLink) => void} */
  load = () => {};

  /** @param {() => WorkerLink} spawn */
  constructor(spawn) {
    this.#spawn = spawn;
  }

  start() {
    if (!this.#closed) this.#worker ??= this.#begin();
  }

  /** @returns {WorkerLink} */
  #begin() {
    const worker = this.#spawn();
    worker.onMessage((message) => {
      if (worker === this.#worker) this.#hear(message, worker);
    });
    worker.onError(() => {
      if (worker === this.#worker) this.#died();
    });
    this.#loaded = false;
    if (this.#held) worker.post({ kind: 'pause' });
    return worker;
  }

  /**
   * @param {Job} job @param {Listeners} listeners
   * @returns {Promise<{ outcome: Outcome, seconds: number } | null>}
   */
  run(job, listeners) {
    return new Promise((settle, fail) => {
      if (this.#closed) return settle(null);
      this.#current = { job, tries: 0, listeners, settle, fail };
      this.#try();
    });
  }

  #try() {
    if (!this.#current) return;
    this.#worker ??= this.#begin();
    if (!this.#loaded) this.load(this.#worker);
    this.#loaded = true;
    this.#current.tries++;
    this.#worker.post({ kind: 'start', ...this.#current.job });
  }

  /** @param {any} message @param {WorkerLink} worker */
  #hear(message, worker) {
    if (message.kind === 'progress') this.#current?.listeners.onProgress(message);
    else if (message.kind === 'look') void this.#look(message, worker);
    else this.#settle({ outcome: message.outcome, seconds: message.seconds });
  }

  /** The answer is for the worker that asked; if it died meanwhile, the next one will ask. @param {Look} look @param {WorkerLink} worker */
  async #look(look, worker) {
    const current = this.#current;
    try {
      const allowed = await current?.listeners.onLook?.(look);
      if (worker === this.#worker) worker.post({ kind: 'allow', allowed });
    } catch (error) {
      current?.fail(error);
    }
  }

  /** @param {{ outcome: Outcome, seconds: number } | null} answer */
  #settle(answer) {
    const current = this.#current;
    this.#current = null;
    current?.settle(answer);
  }

  /** Another worker takes the trial, if there was one. */
  #died() {
    this.#worker?.terminate();
    this.#worker = null;
    if (!this.#current) return;
    if (this.#current.tries < TRIES) this.#try();
    else this.#settle({ outcome: { reason: 'worker', folds: [], parameters: 0 }, seconds: 0 });
  }

  release() {
    const worker = this.#worker;
    this.#worker = null;
    return worker;
  }

  /** @param {boolean} held */
  hold(held) {
    this.#held = held;
    this.#worker?.post({ kind: held ? 'pause' : 'resume' });
  }

  close() {
    this.#closed = true;
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle(null);
  }
}
