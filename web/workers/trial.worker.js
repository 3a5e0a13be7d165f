/**
 * One trial at a time, in a worker of its own. It trains in slices of some milliseconds, listens between them only when there
 * was time for it, and answers once. Nothing that it hears or when it hears it changes a result; a time limit does.
 *
 * Hears   warm    { module }  the exact build, to have its engine ready
 *         load    { module, speed, port, keep }  the data set follows through the port: { data, split }; keep: for questions
 *         start   { trial, config, metric, metrics, seed, refit, hears, limit }  a Job
 *         allow   { allowed }  answers a look: the step of the next one, 0 to stop the trial
 *         inspect a Job with its layers; as start, and the network is kept
 *         ask     { id, question, content }  about that network: lib/predict.js
 *         pause, resume
 * Says    progress { trial, fold, epoch, share, curve, metrics }
 *         look     { trial, step, parts }  and waits
 *         done     { trial, outcome: Outcome, seconds }
 *         answer   { id, answer } or { id, error }
 * An error that is not an outcome ends the worker; the pool starts another.
 */
import { breathe, now, port } from '#platform';
import { Engine, EngineError, STATUS, STEP, TRIAL } from '../lib/engine.js';
import { Findings } from '../lib/predict.js';

/** @typedef {ReturnType<Engine['dataset']>} Data */
/** @typedef {ReturnType<Data['trial']>} Trial */
/** @typedef {import('../lib/pool.js').Job} Job */
/** @typedef {import('../lib/pool.js').Outcome} Outcome */
/** @typedef {import('../lib/pool.js').FoldNumbers} FoldNumbers */
/** @typedef {import('../lib/pool.js').Part} Part */
/** @typedef {{ began: number, paused: number, waited: number, folds: number[] }} TrialClock waited: for the pruner; folds: what each took */

const SLICE = 0.01; // seconds in C between two looks at the clock
const LISTEN = 0.03; // seconds between two looks into the mailbox
const PROGRESS = 0.1; // seconds between two messages of progress
const PRUNED = -1; // states beside those of TRIAL
const LATE = -2;

const { post, onMessage } = port();
/** @type {Promise<Data | number>} the data set, or how many bytes it would have needed */
let loaded;
/** @type {Promise<void> | null} settles when a pause ends */
let pause = null;
let resume = () => {};
/** What can be said of the network that is kept. @type {Findings | null} */
let findings = null;
/** The data set, where questions will be asked. @type {import('../lib/types').Dataset | null} */
let kept = null;
/** Takes the answer to a look. @type {(allowed: number) => void} */
let allow = () => {};

/** Of the exact build, started before it was wanted. @type {Promise<Engine> | undefined} */
let warmed;

onMessage((message) => {
  switch (message.kind) {
    case 'warm':
      warmed = Engine.create(message.module);
      warmed.catch(() => {}); // whoever wants it hears of it
      break;
    case 'load':
      loaded = load(message);
      break;
    case 'start':
    case 'inspect':
      void start(message);
      break;
    case 'ask':
      answer(message);
      break;
    case 'allow':
      allow(message.allowed);
      break;
    case 'pause':
      pause ??= new Promise((resolve) => {
        resume = resolve;
      });
      break;
    case 'resume':
      resume();
      pause = null;
      break;
  }
});

/** @param {{ module: WebAssembly.Module, speed?: string, port: MessagePort, keep?: boolean }} message */
async function load({ module, speed, port: source, keep }) {
  const engine = await ((speed === 'exact' && warmed) || Engine.create(module));
  /** @type {{ data: import('../lib/types').Dataset, split: Float64Array }} */
  const { data, split } = await new Promise((resolve) => {
    source.onmessage = (event) => resolve(event.data);
  });
  source.close();
  try {
    const handle = engine.dataset(data);
    handle.split(split);
    if (keep) kept = keptOf(data, handle);
    return handle;
  } catch (error) {
    if (!isMemory(error)) throw error;
    return data.x.byteLength + data.y.byteLength;
  }
}

/** The data set without a second copy of what the engine has. @param {import('../lib/types').Dataset} data @param {Data} handle */
function keptOf({ x, ...rest }, handle) {
  const View = /** @type {Uint8ArrayConstructor} */ (x.constructor);
  const { length } = x;
  return {
    ...rest,
    get x() {
      return handle.features(View, length);
    },
  };
}

/** @param {Job} job */
async function start(job) {
  const began = now();
  const data = await loaded;
  const clock = { began, paused: 0, waited: 0, folds: [] };
  const outcome =
    typeof data === 'number' ? failure('memory', data) : await train(data, job, clock);
  const seconds = now() - clock.began - clock.paused;
  post({ kind: 'done', trial: job.trial, outcome, seconds }, buffersOf(outcome));
}

/** @param {{ id: number, question: string, content: any }} message */
function answer({ id, question, content }) {
  try {
    if (!findings) throw new Error('there is no network yet');
    post({ kind: 'answer', id, answer: findings.answer(question, content) });
  } catch (error) {
    post({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) });
  }
}

/** @param {Data} data @param {Job} job @param {TrialClock} clock @returns {Promise<Outcome>} */
async function train(data, job, clock) {
  /** @type {Trial | undefined} */
  let trial;
  try {
    const { metric, seed, trial: number, refit: refitEpochs } = job;
    trial = data.trial(job.config, { metric, seed, number, refitEpochs });
    if (job.layers && kept)
      findings = new Findings(kept, data, trial, { ...job, layers: job.layers });
    const state = await runToEnd(trial, job, clock);
    return outcomeOf(trial, state, job, clock);
  } catch (error) {
    if (isMemory(error)) return failure('memory', data.trialBytes(job.config, job.refit > 0));
    if (isShape(error)) return { reason: 'shape', folds: [], parameters: 0 };
    throw error;
  } finally {
    if (!findings) trial?.free();
  }
}

/** @param {Trial} trial @param {Job} job @param {TrialClock} clock @returns {Promise<number>} one of TRIAL, or PRUNED, or LATE */
async function runToEnd(trial, job, clock) {
  let rows = 256;
  const limit = job.limit || Infinity;
  const began = now();
  let before = began;
  let listened = before;
  let told = before;
  let toldFold = 0;
  const looks = new Looks(trial, job);
  for (;;) {
    const state = trial.run(rows);
    const after = now();
    if (trial.fold > clock.folds.length) foldEnded(clock, after - began);
    findings?.look();
    if (state !== TRIAL.RUNNING) return state;
    if (after - before < SLICE / 4) rows = Math.min(rows * 2, 2 ** 30);
    else if (after - before > SLICE) rows = Math.max(rows / 2, 1);
    if (after - began - clock.paused - clock.waited >= limit) return LATE;
    if (looks.isDue()) {
      const goesOn = await looks.wait();
      clock.waited += now() - after;
      if (!goesOn) return PRUNED;
      if (pause) await paused(clock);
    }
    before = now();
    if (before - listened < LISTEN) continue;
    if (before - told >= PROGRESS) {
      toldFold = tellProgress(trial, job, toldFold);
      told = before;
    }
    await breathe();
    if (pause) await paused(clock);
    before = listened = now();
  }
}

/** @param {TrialClock} clock @param {number} since the trial began to train, all told */
function foldEnded({ folds, paused: held, waited }, since) {
  const before = folds.reduce((sum, seconds) => sum + seconds, 0);
  folds.push(since - held - waited - before);
}

/** The looks that the pruner takes at a trial: it goes on when it has heard to which step. */
class Looks {
  #trial;
  #job;
  #from = 0;
  #reached = 0;
  #next = 1;

  /** @param {Trial} trial @param {Job} job */
  constructor(trial, job) {
    this.#trial = trial;
    this.#job = job;
  }

  /** Whether a step with a score has just ended that the pruner wants to look at. No slice is longer than a step. */
  isDue() {
    const { hears, metric, metrics } = this.#job;
    if (hears === STEP.NONE) return false;
    const step = hears === STEP.EPOCH ? this.#trial.epochs(0) : this.#trial.fold;
    if (step === this.#reached) return false;
    this.#reached = step;
    if (step < this.#next) return false;
    const score =
      hears === STEP.EPOCH
        ? this.#trial.curve(0)[3 * step - 1]
        : this.#trial.metrics(step - 1, metrics)[metric];
    return Number.isFinite(score);
  }

  /** Asks, and waits for the answer. @returns {Promise<boolean>} whether the trial goes on */
  async wait() {
    const { trial } = this.#job;
    const answer = new Promise((resolve) => {
      allow = resolve;
    });
    post({ kind: 'look', trial, step: this.#reached, parts: [...this.#parts()] });
    this.#next = await answer;
    return this.#next > 0;
  }

  /** @returns {Generator<Part, void>} */
  *#parts() {
    if (this.#job.hears === STEP.EPOCH)
      yield { fold: 0, curve: this.#trial.curve(0), metrics: null };
    else
      for (; this.#from < this.#trial.fold; this.#from++) {
        const metrics = this.#trial.metrics(this.#from, this.#job.metrics);
        yield { fold: this.#from, curve: new Float32Array(0), metrics };
      }
  }
}

/** @param {{ paused: number }} clock */
async function paused(clock) {
  const since = now();
  while (pause) await pause;
  clock.paused += now() - since;
}

/** Of the fold in training, and of those that ended since the last time. @param {Trial} trial @param {Job} job @param {number} from */
function tellProgress(trial, job, from) {
  for (let { fold } = trial, f = from; f <= fold; f++) {
    const curve = trial.curve(f);
    const metrics = f < fold ? trial.metrics(f, job.metrics) : null;
    const where = { fold: f, epoch: trial.epochs(f), share: trial.progress };
    post({ kind: 'progress', trial: job.trial, ...where, curve, metrics }, [curve.buffer]);
  }
  return trial.fold;
}

/** @param {Trial} trial @param {number} state @param {Job} job @param {TrialClock} clock @returns {Outcome} */
function outcomeOf(trial, state, job, clock) {
  /** @type {FoldNumbers[]} */
  const folds = [];
  for (let fold = 0; fold < trial.fold; fold++) {
    const metrics = trial.metrics(fold, job.metrics);
    const seconds = clock.folds[fold];
    folds.push({ bestEpoch: trial.bestEpoch(fold), metrics, curve: trial.curve(fold), seconds });
  }
  const { parameters } = trial;
  const cut = () => ({ bestEpoch: -1, metrics: null, curve: trial.curve(trial.fold) });
  if (state === TRIAL.DIVERGED) {
    folds.push(cut());
    return { reason: 'diverged', folds, parameters };
  }
  if (state === PRUNED || state === LATE) {
    const ended = folds.length > 0 && { value: trial.score, hash: trial.hash };
    if (trial.epochs(trial.fold) > 0) folds.push(cut());
    if (state === LATE) return { reason: 'time_limit', folds, parameters, ...ended };
    const pruned = job.hears === STEP.EPOCH ? trial.epochs(0) : trial.fold;
    return { pruned, folds, parameters, ...ended };
  }
  return {
    folds,
    value: trial.score,
    parameters,
    hash: trial.hash,
    confusion: job.refit > 0 ? trial.confusion() : null,
    classes: job.refit > 0 ? trial.classReport() : null,
  };
}

/** @param {string} reason @param {number} bytes that were needed @returns {Outcome} */
function failure(reason, bytes) {
  return { reason, bytes, folds: [], parameters: 0 };
}

/** Curves are handed over, not copied. @param {Outcome} outcome */
function buffersOf({ folds }) {
  return folds.map(({ curve }) => curve.buffer);
}

/** A layer does not fit to what comes in. @param {unknown} error */
function isShape(error) {
  return error instanceof EngineError && error.status === STATUS.BAD_SHAPE;
}

/** @param {unknown} error */
function isMemory(error) {
  const statuses = [STATUS.NO_MEMORY, STATUS.TOO_LARGE];
  return error instanceof EngineError && statuses.includes(error.status);
}
