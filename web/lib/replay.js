/** The trials of a study that another tuner led, lived through again by a tuner of one's own, so that it can be asked what it thinks. */
import { STEP } from './engine-status.js';

/** @typedef {import('./types.js').Params} Params */
/** @typedef {import('./engine-study.js').StudyHandle} StudyHandle */

/** What became of a trial; values and reports of a trial that runs are empty.
 * @typedef {object} Lived
 * @property {number} number
 * @property {Params} params
 * @property {'running' | 'complete' | 'pruned' | 'failed'} state
 * @property {number[]} values one for each objective; [] for none
 * @property {{ epochs: Report[], folds: Report[] }} reports its scores on the way */
/** @typedef {{ step: number, value: number }} Report */

export class Replay {
  #start;
  /** @type {StudyHandle | null} */
  #tuner = null;
  /** @type {Set<number>} */
  #told = new Set();
  #asked = 0;

  /**
   * @param {(before: Params[]) => StudyHandle} start makes a new tuner, these being the configurations of its first trials, and frees the
   *   last one
   */
  constructor(start) {
    this.#start = start;
  }

  /**
   * Takes in what is new. The sampler is not asked again where that is dear (gp, tpe). Where it would have proposed something else (trials
   * came from outside), all configurations are given to a new tuner, and what comes behind a gap in the numbers is left out.
   * @param {readonly Lived[]} trials by number; those that were taken in before may be left out unless they run
   * @param {(params: Params) => Float64Array} encode
   * @returns {boolean} whether they were proposals of this very study
   */
  follow(trials, encode) {
    this.#tuner ??= this.#start([]);
    if (this.#live(trials, encode)) return true;
    const dense = trials.filter(({ number }, i) => number === i);
    this.#tuner = this.#start(dense.map(({ params }) => params));
    this.#told.clear();
    this.#asked = 0;
    this.#live(dense, encode);
    return false;
  }

  /** @param {readonly Lived[]} trials @param {(params: Params) => Float64Array} encode */
  #live(trials, encode) {
    const tuner = /** @type {StudyHandle} */ (this.#tuner);
    for (const trial of trials) {
      if (this.#told.has(trial.number)) continue;
      // A number that is missing was begun and never ended: the tuner proposes it again.
      for (; this.#asked < trial.number; this.#asked++) if (tuner.ask().number < 0) return false;
      if (this.#asked === trial.number) {
        const values = encode(trial.params);
        const recalled = tuner.state.recall(values);
        if (recalled?.number !== trial.number || !isSame(recalled.values, values)) return false;
        this.#asked++;
      }
      if (trial.state === 'running') continue;
      const heard = tuner.step === STEP.FOLD ? trial.reports.folds : trial.reports.epochs;
      if (tuner.step !== STEP.NONE)
        for (const { step, value } of heard) tuner.report(trial.number, step, value);
      tuner.tell(trial.number, trial.state, trial.values);
      this.#told.add(trial.number);
    }
    return true;
  }
}

/** NaN is a parameter that is not active. @param {Float64Array} a @param {Float64Array} b */
const isSame = (a, b) => a.every((value, i) => Object.is(value, b[i]));
