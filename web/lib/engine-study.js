/** A tuner of sweetspot.wasm, as a handle; the rules of engine.js hold. */
import { STATUS, TOLD } from './engine-status.js';

/** @typedef {import('./engine-status.js').Inside} Inside */

/** A tuner: proposes configurations, hears their values, trains nothing. */
export class StudyHandle {
  /** @param {Inside} inside @param {number} handle @param {number} count K, parameters of the space */
  constructor(inside, handle, count) {
    this.inside = inside;
    this.handle = handle;
    this.count = count;
  }

  /** Different configurations the sampler can propose; Infinity when they cannot be counted. @returns {number} */
  get size() {
    return this.inside.c.ss_study_size(this.handle);
  }

  /** Trials at most. @returns {number} */
  get budget() {
    return this.inside.c.ss_study_budget(this.handle);
  }

  /** What the pruner hears: one of STEP. @returns {number} */
  get step() {
    return this.inside.c.ss_study_step(this.handle);
  }

  /** A configuration for the next trial that has none, before the first is asked for. @param {Float64Array} values [K] @returns {boolean} */
  enqueue(values) {
    const { c, lend, error } = this.inside;
    const status = lend(values, (at) => c.ss_study_enqueue(this.handle, at));
    if (status < 0 && status !== STATUS.BAD_ARGUMENT) throw error(status);
    return status === 0;
  }

  /** The next trial, or `number` STATUS.WAIT or STATUS.EXHAUSTED. @returns {{ number: number, values: Float64Array }} */
  ask() {
    const { c, lend, error, buffer } = this.inside;
    return lend(new Float64Array(this.count), (at) => {
      const number = c.ss_study_ask(this.handle, at);
      const none = number === STATUS.WAIT || number === STATUS.EXHAUSTED;
      if (number < 0 && !none) throw error(number);
      return { number, values: new Float64Array(buffer(), at, this.count).slice() };
    });
  }

  /** The step of the pruner's next look: 2147483647 for none, 0 to stop. @param {number} number @param {number} step @param {number} value */
  report(number, step, value) {
    const allowed = this.inside.c.ss_study_report(this.handle, number, step, value);
    if (allowed < 0) throw this.inside.error(allowed);
    return /** @type {number} */ (allowed);
  }

  /** @param {number} number @param {keyof typeof TOLD} state @param {number} value ignored when failed */
  tell(number, state, value) {
    const status = this.inside.c.ss_study_tell(this.handle, number, TOLD[state], value);
    if (status < 0) throw this.inside.error(status);
  }

  /** Number of the best complete trial, -1 while there is none. @returns {number} */
  get best() {
    return this.inside.c.ss_study_best(this.handle);
  }

  /**
   * How much each parameter mattered, learnt from the complete trials: shares that sum to 1, or all 0.
   * @param {number} kind its row in the schema's importances @param {boolean} pairs whether to measure each pair, too
   * @returns {{ single: number[], pairs: number[][] | null }}
   */
  importance(kind, pairs) {
    const { c, lend, error, buffer } = this.inside;
    const { count } = this;
    return lend(new Float64Array(count), (at) =>
      lend(new Float64Array(count * count), (pairsAt) => {
        const status = c.ss_study_importance(this.handle, kind, at, pairs ? pairsAt : 0);
        if (status < 0) throw error(status);
        const numbers = (/** @type {number} */ from) =>
          Array.from(new Float64Array(buffer(), from, count));
        const row = (/** @type {unknown} */ _, /** @type {number} */ i) =>
          numbers(pairsAt + 8 * count * i);
        return { single: numbers(at), pairs: pairs ? Array.from({ length: count }, row) : null };
      }),
    );
  }

  free() {
    this.inside.c.ss_study_free(this.handle);
    this.handle = 0;
  }
}
