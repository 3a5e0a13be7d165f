/** What a trial reports on its way, which is what the pruner hears: the score of each epoch of the first fold, or of each fold. */
import { STEP } from './engine-status.js';

/** What a report stands for. Without a pruner the epochs, if there is one held-out part, else the folds. @param {number} step what the pruner hears @param {number} folds */
export function reportsEpochs(step, folds) {
  return step === STEP.NONE ? folds === 1 : step === STEP.EPOCH;
}

/** Of one trial, each report once, however often it is heard of: progress repeats itself, and so does a trial's second try. */
export class Reports {
  #byEpoch;
  #metric;
  #heard = 0;

  /** @param {boolean} byEpoch of the first fold; else by fold @param {number} metric row of the metric that scores the trial */
  constructor(byEpoch, metric) {
    this.#byEpoch = byEpoch;
    this.#metric = metric;
  }

  /**
   * What is new in a fold.
   * @param {number} fold @param {Float32Array} curve [E, 3] its epochs so far
   * @param {Float64Array | null} metrics [M] once it has ended
   * @returns {Generator<{ step: number, value: number }, void>} steps from 1; without those that have no score
   */
  *news(fold, curve, metrics) {
    if (this.#byEpoch) {
      if (fold === 0) yield* this.#epochs(curve);
    } else if (metrics && fold === this.#heard) {
      const step = ++this.#heard;
      const value = metrics[this.#metric];
      if (Number.isFinite(value)) yield { step, value };
    }
  }

  /** @param {Float32Array} curve */
  *#epochs(curve) {
    while (this.#heard < curve.length / 3) {
      const value = curve[3 * this.#heard + 2];
      const step = ++this.#heard;
      if (Number.isFinite(value)) yield { step, value };
    }
  }
}
