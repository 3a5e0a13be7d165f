/** A tuner of sweetspot.wasm, as a handle; the rules of engine.js hold. */
import { STATUS, TOLD } from './engine-status.js';
import { StateHandle } from './engine-state.js';
import { ViewHandle } from './engine-view.js';

/** @typedef {import('./engine-status.js').Inside} Inside */

/** A tuner: proposes configurations, hears their values, trains nothing. */
export class StudyHandle {
  /** Room for the numbers of one call, kept: ask and tell take a microsecond. */
  #block;
  #numbers;
  #view = new Float64Array(0);

  /**
   * @param {Inside} inside @param {number} handle @param {number} count K, parameters of the space
   * @param {number} objectives M
   */
  constructor(inside, handle, count, objectives) {
    this.objectives = objectives;
    this.inside = inside;
    this.handle = handle;
    this.count = count;
    this.#numbers = Math.max(count, objectives);
    this.#block = inside.c.ss_alloc(8 * this.#numbers) >>> 0;
    if (this.#block > 0) return;
    inside.c.ss_study_free(handle);
    throw inside.error(STATUS.NO_MEMORY);
  }

  /** The block as it lies in memory now. */
  #room() {
    const { buffer } = this.inside;
    if (this.#view.buffer !== buffer())
      this.#view = new Float64Array(buffer(), this.#block, this.#numbers);
    return this.#view;
  }

  /** Different configurations the sampler can propose; Infinity when they cannot be counted. @returns {number} */
  get size() {
    return this.inside.c.ss_study_size(this.handle);
  }

  /** Trials at most. @returns {number} */
  get budget() {
    return this.inside.c.ss_study_budget(this.handle);
  }

  /** The share of random draws that break a constraint, 0 to 1. @returns {number} */
  get rejected() {
    return this.inside.c.ss_study_rejected(this.handle);
  }

  /** Whether the sampler has no more because of the constraints: how many draws in a row broke them, or 0. @returns {number} */
  get gaveUp() {
    return this.inside.c.ss_study_gave_up(this.handle);
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
    const { c, error } = this.inside;
    const number = c.ss_study_ask(this.handle, this.#block);
    const none = number === STATUS.WAIT || number === STATUS.EXHAUSTED;
    if (number < 0 && !none) throw error(number);
    return { number, values: this.#room().slice(0, this.count) };
  }

  /** The step of the pruner's next look: 2147483647 for none, 0 to stop. @param {number} number @param {number} step @param {number} value */
  report(number, step, value) {
    const allowed = this.inside.c.ss_study_report(this.handle, number, step, value);
    if (allowed < 0) throw this.inside.error(allowed);
    return /** @type {number} */ (allowed);
  }

  /** @param {number} number @param {keyof typeof TOLD} state @param {number[]} values [M] not looked at when failed */
  tell(number, state, values) {
    const room = this.#room();
    for (let m = 0; m < this.objectives; m++) room[m] = values[m] ?? Number.NaN;
    const status = this.inside.c.ss_study_tell(this.handle, number, TOLD[state], this.#block);
    if (status < 0) throw this.inside.error(status);
  }

  /** Numbers of the complete trials that no other dominates. @param {number} asked how many trials there are @returns {number[]} */
  front(asked) {
    const { c, lend, error, buffer } = this.inside;
    return lend(new Int32Array(asked), (at) => {
      const count = c.ss_study_front(this.handle, at);
      if (count < 0) throw error(count);
      return Array.from(new Int32Array(buffer(), at, count));
    });
  }

  /** The volume of values that complete trials dominate. @param {number[]} numbers @param {number[]} reference [M] @returns {number} */
  hypervolume(numbers, reference) {
    const { c, lend, error, buffer } = this.inside;
    const own = Int32Array.from(numbers);
    return lend(own, (numbersAt) =>
      lend(Float64Array.from(reference), (referenceAt) =>
        lend(new Float64Array(1), (at) => {
          const args = [numbersAt, own.length, referenceAt, at];
          const status = c.ss_study_hypervolume(this.handle, ...args);
          if (status < 0) throw error(status);
          return new Float64Array(buffer(), at, 1)[0];
        }),
      ),
    );
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

  /** What the sampler and the pruner believe, for drawing. */
  get views() {
    return new ViewHandle(this.inside, this.handle, this.count);
  }

  /** What it is told of other lives, and how it is kept. */
  get state() {
    return new StateHandle(this.inside, this.handle, this.count, this.objectives);
  }

  free() {
    this.inside.c.ss_study_free(this.handle);
    this.inside.c.ss_free(this.#block);
    this.handle = this.#block = 0;
  }
}
