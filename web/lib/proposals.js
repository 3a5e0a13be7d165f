/** The trials that the tuner proposes, asked for ahead, so that a worker that is done finds its next trial waiting. */

/** @typedef {import('./types').Params} Params */
/** @typedef {{ number: number, params: Params, config: Float64Array }} Asked */

export class Proposals {
  #tuner;
  #ahead;
  #onNews;
  /** Proposed and not begun. @type {Asked[]} */
  #queue = [];
  #asking = false;
  /** Whether the tuner was told a value after it was asked. */
  #newer = false;
  /** What the tuner said last: more to come, waiting for a value, or no more. */
  #state = 'ready';
  /** Whether the tuner found nothing more that keeps the constraints. */
  isConstrained = false;
  /** Why the tuner has no more, if that was not its plan. @type {unknown} */
  failure;

  /**
   * @param {import('./study.js').StudyClient} tuner @param {number} ahead how many to keep waiting
   * @param {() => void} onNews there may be another one, or it is known that there is none
   */
  constructor(tuner, ahead, onNews) {
    this.#tuner = tuner;
    this.#ahead = ahead;
    this.#onNews = onNews;
  }

  /** The next trial, if one is there. */
  take() {
    const asked = this.#queue.shift();
    if (this.#queue.length < this.#ahead) void this.#ask();
    return asked;
  }

  /** There will be no more. */
  get exhausted() {
    return this.#state === 'exhausted' && !this.#asking && this.#queue.length === 0;
  }

  /** The tuner was told a value: it may be ready again. */
  told() {
    this.#newer = true;
    if (this.#state === 'wait') this.#state = 'ready';
  }

  async #ask() {
    if (this.#asking || this.#state !== 'ready') return;
    this.#asking = true;
    this.#newer = false;
    try {
      const { asked, state, ended } = await this.#tuner.call('ask', { want: this.#ahead });
      this.isConstrained ||= ended === 'constraints';
      this.#queue.push(...asked);
      this.#state = state === 'wait' && this.#newer ? 'ready' : state;
    } catch (error) {
      this.#state = 'exhausted';
      this.failure = error;
    } finally {
      this.#asking = false;
      this.#onNews();
    }
  }
}
