/** What a running trial and the pruner say to each other (src/tune/pruner.h says how a trial is led). */
import { STEP } from './engine-status.js';
import { Reports, reportsEpochs } from './reports.js';

/** @typedef {import('./pool.js').Look} Look */
/** @typedef {{ step: number, value: number }} Report */

/**
 * Of one trial. Every scored step is told once and in order, whatever a second try repeats. A trial that tries again is led to
 * the step of the last answer, where it hears that again: it ends where the first try would have.
 */
export class Looks {
  #hears;
  #ask;
  #tell;
  #reports;
  /** Told as events, but not to the pruner. @type {Report[]} */
  #unsaid = [];
  /** @type {number[]} */
  #values = [];
  #reached = 0;
  /** The step that was asked about last, and the answer. */
  #step = 0;
  #answer = Promise.resolve(0);

  /**
   * @param {{ step: number, folds: number, metric: number }} opened step: what the pruner hears
   * @param {(reports: Report[]) => Promise<number>} ask the pruner: it answers the step of its next look, 0 to stop
   * @param {(report: Report) => void} tell whoever listens
   */
  constructor({ step, folds, metric }, ask, tell) {
    this.#hears = step;
    this.#ask = ask;
    this.#tell = tell;
    this.#reports = new Reports(reportsEpochs(step, folds), metric);
  }

  /** @param {number} fold @param {Float32Array} curve @param {Float64Array | null} metrics once the fold has ended */
  hear(fold, curve, metrics) {
    for (const report of this.#reports.news(fold, curve, metrics)) {
      this.#values.push(report.value);
      this.#reached = report.step;
      if (this.#hears !== STEP.NONE) this.#unsaid.push(report);
      this.#tell(report);
    }
  }

  /** How far a trial may go that waits at a step. @param {Look} look @returns {Promise<number> | number} */
  answer({ step, parts }) {
    for (const { fold, curve, metrics } of parts) this.hear(fold, curve, metrics);
    if (step < this.#step) return this.#step;
    if (step > this.#step) {
      this.#step = step;
      this.#answer = this.#say();
    }
    return this.#answer;
  }

  /** The trial is over: the pruner hears the rest, as others are compared with it. */
  async end() {
    if (this.#unsaid.length > 0) await this.#say();
  }

  #say() {
    const reports = this.#unsaid;
    this.#unsaid = [];
    return this.#ask(reports);
  }

  /** The last step that was reported; 0 for none. */
  get reached() {
    return this.#reached;
  }

  /** What a stopped trial is worth: of its epochs the best or the last. @param {boolean} best @param {boolean} maximize */
  value(best, maximize) {
    if (!best || this.#values.length === 0) return this.#values.at(-1);
    return this.#values.reduce((a, b) => (maximize ? Math.max(a, b) : Math.min(a, b)));
  }
}
