import { now } from '#platform';

/** Seconds of a run, without its pauses. */
export class Clock {
  #past = 0;
  /** @type {number | null} */
  #since = now();

  reset() {
    this.#past = 0;
    this.#since = now();
  }

  stop() {
    this.#past = this.seconds();
    this.#since = null;
  }

  start() {
    this.#since ??= now();
  }

  seconds() {
    return this.#past + (this.#since === null ? 0 : now() - this.#since);
  }
}
