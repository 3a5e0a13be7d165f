/**
 * A trial looked at again. Weights are not kept, but a trial can be repeated: the same configuration, number and seed give the same
 * bits, and the hash shows it. It is trained once more in a worker of its own, which then answers questions about it.
 */
import { spawnWorker } from './spawn.js';
import { STEP } from './engine-status.js';
import { openRequest } from './inspect.js';
import { StudyClient } from './study.js';

/** @typedef {import('./types').Params} Params */
/** @typedef {import('./predict-rows.js').Own} Own */
/** @typedef {import('./predict-rows.js').Range} Range */
/** @typedef {import('./predict.js').Seen} Seen */
/** @typedef {import('./predict-classes.js').ClassReport} ClassReport */
/** @typedef {import('./pool.js').Outcome} Outcome */

/**
 * What is to be trained again: a trial of a result, or another configuration under a number.
 * @typedef {object} Repeated
 * @property {number} number
 * @property {Params} params
 * @property {string | null} [hash] that it had, to be compared
 * @property {readonly { best_epoch: number }[]} [folds] of a refit: for how many epochs
 */
/**
 * What a run leaves of its refit: a worker that has kept the network.
 * @typedef {object} Left
 * @property {import('./pool.js').WorkerLink} worker
 * @property {import('./inspect.js').Opened} opened
 * @property {Repeated} trial
 * @property {Outcome} outcome
 */
/**
 * @typedef {object} LookOptions
 * @property {boolean} [refit] as the best is at the end: trained on all training rows, looked at on the test rows. `hash` is then
 *   that of `result.test`
 * @property {Map<string, Uint8Array | Blob>} [files] @property {string} [base] @property {number} [seed] as of `run`
 * @property {(progress: { share: number | null }) => void} [onProgress] null: while the data loads
 * @property {AbortSignal} [signal] ends the training; rejects with AbortError
 */

/**
 * Trains a trial once more, and keeps its network for questions. Costs what the trial cost; close it to end its worker.
 *
 *     const look = await lookInto(study, result.trials[12]);
 *     look.same;                        // true: the hash is that of the trial
 *     await look.confusion();           // of the held-out rows of all folds
 *     await look.predict({ values });   // probabilities
 *     look.close();
 *
 * @param {unknown} study a study file, as JSON or as its text; of a result: `result.study`
 * @param {Repeated} trial @param {LookOptions} [options]
 * @returns {Promise<Look>} rejects with StudyError when the study cannot be opened, with an Error whose `code` is the reason ("diverged",
 *   "memory", "shape") when the trial fails
 */
export async function lookInto(study, trial, options = {}) {
  const { signal } = options;
  signal?.throwIfAborted();
  const client = new StudyClient();
  const worker = new LookWorker();
  const end = () => {
    client.close(signal?.reason);
    worker.close(signal?.reason);
  };
  signal?.addEventListener('abort', end, { once: true });
  try {
    return await train(client, worker, study, trial, options);
  } catch (error) {
    worker.close();
    throw signal?.aborted ? signal.reason : error;
  } finally {
    client.close();
    signal?.removeEventListener('abort', end);
  }
}

/** The network that a run has kept (`network` of its handle). @param {Left} left */
export function lookAt({ worker, opened, trial, outcome }) {
  return new Look(new LookWorker(worker), opened, trial, outcome, { refit: true, kept: true });
}

/** @param {StudyClient} client @param {LookWorker} worker @param {unknown} study @param {Repeated} trial @param {LookOptions} options */
async function train(client, worker, study, trial, options) {
  const { refit = false, onProgress = () => {}, files, base, seed } = options;
  const { number, params, folds = [] } = trial;
  onProgress({ share: null });
  const { request, trainer } = await openRequest(study, { files, base, params, seed });
  /** @type {import('./inspect.js').Opened} */
  const opened = await client.call('open', request);
  const { port1, port2 } = new MessageChannel();
  worker.post({ kind: 'load', module: trainer.module, port: port1, keep: true }, [port1]);
  client.say('serve', { port: port2 }, [port2]);
  const bestEpochs = folds.map((fold) => fold.best_epoch);
  const { config, epochs } = refit
    ? await client.call('refit', { params, bestEpochs })
    : { config: (await client.call('ask', { want: 1 })).asked[0].config, epochs: 0 };
  worker.onProgress = onProgress;
  const outcome = await worker.train({
    trial: number,
    config,
    layers: await client.call('layers', { params }),
    metric: opened.metric,
    metrics: opened.metrics.length,
    seed: Number(opened.study.search.seed),
    refit: epochs,
    hears: STEP.NONE,
    limit: 0,
  });
  if (outcome.reason) {
    const text = `trial ${number} fails: ${outcome.reason}`;
    throw Object.assign(new Error(text), { code: outcome.reason });
  }
  return new Look(worker, opened, trial, outcome, { refit });
}

/** A worker that trains one trial and then answers. */
class LookWorker {
  #worker;
  #last = 0;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} 0: the training */
  #open = new Map();
  /** @type {Error | null} */
  #closed = null;
  /** @type {(progress: { share: number }) => void} */
  onProgress = () => {};

  /** @param {import('./pool.js').WorkerLink} [worker] */
  constructor(worker = spawnWorker('trial')) {
    this.#worker = worker;
    this.#worker.keepAlive(false);
    this.#worker.onMessage((message) => this.#hear(message));
    this.#worker.onError((error) => this.close(error));
  }

  get closed() {
    return this.#closed !== null;
  }

  /** @param {any} message @param {any[]} [transfer] */
  post(message, transfer) {
    if (!this.#closed) this.#worker.post(message, transfer);
  }

  /** @param {object} job @returns {Promise<Outcome>} */
  train(job) {
    return this.#ask(0, { ...job, kind: 'inspect' });
  }

  /** @param {string} question @param {object} [content] @returns {Promise<any>} */
  ask(question, content = {}) {
    const id = ++this.#last;
    return this.#ask(id, { kind: 'ask', id, question, content });
  }

  /** @param {number} id @param {object} message */
  #ask(id, message) {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed);
      this.#open.set(id, { resolve, reject });
      this.#worker.keepAlive(true);
      this.#worker.post(message);
    });
  }

  /** @param {any} message */
  #hear(message) {
    if (message.kind === 'progress') return this.onProgress({ share: message.share });
    const id = message.kind === 'done' ? 0 : message.id;
    const call = this.#open.get(id);
    this.#open.delete(id);
    if (this.#open.size === 0) this.#worker.keepAlive(false);
    if (message.error) call?.reject(new RangeError(message.error));
    else call?.resolve(message.kind === 'done' ? message.outcome : message.answer);
  }

  /** What was asked and not answered is rejected. @param {Error} [reason] */
  close(reason = new Error('the look was closed')) {
    if (this.#closed) return;
    this.#closed = reason;
    this.#worker.terminate();
    for (const { reject } of this.#open.values()) reject(reason);
    this.#open.clear();
  }
}

/** A trained network, to be asked. Rows are those that it was not trained on: of each fold its own, or the test rows of a refit. */
export class Look {
  #worker;

  /** @param {LookWorker} worker @param {import('./inspect.js').Opened} opened @param {Repeated} trial @param {Outcome} outcome @param {{ refit: boolean, kept?: boolean }} how */
  constructor(worker, { data, study }, { number, params, hash = null }, outcome, how) {
    this.#worker = worker;
    this.number = number;
    this.params = params;
    this.study = study;
    this.data = data;
    this.refit = how.refit;
    /** Whether it is the network of the run itself, not trained again. */
    this.kept = how.kept ?? false;
    this.folds = outcome.folds.length;
    this.value = outcome.value;
    this.parameters = outcome.parameters;
    /** 16 hexadecimal digits over the weights of this training. */
    this.hash = outcome.hash ?? '';
    /** Whether they are the weights of the trial; null when its hash was not given. */
    this.same = hash === null ? null : hash === outcome.hash;
  }

  /**
   * Which class was taken for which, and precision, recall, F1 and rows by class; null for regression.
   * @param {{ fold?: number | null }} [which] one fold; all of them if left out
   * @returns {Promise<{ confusion: number[][], classes: ClassReport[] } | null>}
   */
  confusion({ fold = null } = {}) {
    return this.#worker.ask('confusion', { fold });
  }

  /**
   * The rows it got wrong, the most certain mistakes first; regression: the largest errors first.
   * @param {{ fold?: number | null, limit?: number, truth?: number | null, guess?: number | null }} [which] truth, guess: classes, one
   *   cell of the confusion matrix
   * @returns {Promise<{ total: number, shown: Seen[] }>}
   */
  mistakes({ fold = null, limit = 24, truth = null, guess = null } = {}) {
    return this.#worker.ask('mistakes', { fold, limit, truth, guess });
  }

  /**
   * A row that the network at hand has not been trained on: that of the last fold, or of the refit.
   * @param {number} at 0 is the first of them; behind the last comes the first again
   * @returns {Promise<Seen & { count: number }>}
   */
  row(at) {
    return this.#worker.ask('row', { at });
  }

  /** Of each column of a table; of pictures and series one for all their numbers. @returns {Promise<Range[]>} */
  ranges() {
    return this.#worker.ask('ranges');
  }

  /**
   * The weights of the first layer that has any, where they can be drawn: kernels, units of a dense layer, words that lie near each other.
   * @returns {Promise<import('./predict-layers.js').Units | import('./predict-layers.js').Words | null>}
   */
  layer() {
    return this.#worker.ask('layer');
  }

  /** What lies near a word in the embedding. @param {string} word @returns {Promise<import('./predict-layers.js').WordNear | null>} */
  near(word) {
    return this.#worker.ask('near', { word });
  }

  /**
   * Over the plane of two inputs; null when there are more. predicted [size * size, C], the lowest y first.
   * @param {{ size?: number, points?: number }} [how]
   * @returns {Promise<{ size: number, spans: number[][], names: string[], predicted: Float32Array,
   *   points: { x: number, y: number, truth: number, held: boolean }[] } | null>}
   */
  boundary({ size = 64, points = 400 } = {}) {
    return this.#worker.ask('boundary', { size, points });
  }

  /**
   * What it makes of a row of one's own: numbers in the unit of the data, or a text.
   * @param {Own} own
   * @returns {Promise<{ predicted: Float32Array, words?: { word: string, known: boolean }[] }>} [C] probabilities, or one number;
   *   rejects with RangeError when the numbers are not as many as a row has
   */
  predict(own) {
    return this.#worker.ask('predict', own);
  }

  /** By how much the probability of a class falls without each word. @param {{ text: string, guess: number }} own @returns {Promise<{ weights: Float32Array }>} */
  weigh(own) {
    return this.#worker.ask('weigh', own);
  }

  /** Whether it can no longer be asked. */
  get closed() {
    return this.#worker.closed;
  }

  /** Ends its worker. */
  close() {
    this.#worker.close();
  }
}
