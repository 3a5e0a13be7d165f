/** A queue between a run, which pushes events, and whoever reads them with `for await`. */

/** @typedef {import('./types').RunEvent} RunEvent */

/** One reader. A reader that is behind is not told of progress that newer progress has replaced. */
export class EventQueue {
  /** @type {RunEvent[]} */
  #waiting = [];
  /** Where the progress of each fold stands among those that wait. @type {Map<string, number>} */
  #places = new Map();
  /** @type {unknown} */
  #error;
  #over = false;
  #news = new Signal();

  /** @param {RunEvent} event */
  push(event) {
    const old = event.event === 'progress' ? this.#placeOf(event) : undefined;
    if (old === undefined) this.#waiting.push(event);
    else this.#waiting[old] = event;
    this.#news.notify();
  }

  /**
   * Where progress of the same fold waits; if none does, this one's place is kept in mind.
   * @param {Extract<RunEvent, { event: 'progress' }>} event
   */
  #placeOf({ trial, fold }) {
    const key = `${trial} ${fold}`;
    const old = this.#places.get(key);
    if (old === undefined) this.#places.set(key, this.#waiting.length);
    return old;
  }

  /** No more events. With an error, the reader's loop throws it. @param {unknown} [error] */
  end(error) {
    this.#over = true;
    this.#error = error;
    this.#news.notify();
  }

  /** @returns {AsyncGenerator<RunEvent, void>} */
  async *[Symbol.asyncIterator]() {
    for (;;) {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#places.clear();
      yield* batch;
      if (this.#waiting.length > 0) continue;
      if (this.#over && this.#error !== undefined) throw this.#error;
      if (this.#over) return;
      await this.#news.wait();
    }
  }
}

/** Lets any number of waiters go on. */
export class Signal {
  #go = () => {};
  /** @type {Promise<void> | null} */
  #promise = null;

  wait() {
    this.#promise ??= new Promise((resolve) => {
      this.#go = resolve;
    });
    return this.#promise;
  }

  notify() {
    this.#promise = null;
    this.#go();
  }
}
