/** A queue between a run, which pushes events, and whoever reads them with `for await`. */

/** @typedef {import('./types').RunEvent} RunEvent */

/** One reader. A reader that is behind is not told of progress that newer progress has replaced. */
export class EventQueue {
  /** @type {RunEvent[]} */
  #waiting = [];
  /** @type {unknown} */
  #error;
  #over = false;
  #news = new Signal();

  /** @param {RunEvent} event */
  push(event) {
    if (event.event === 'progress') {
      const old = this.#waiting.findIndex((waiting) => isOutdated(waiting, event));
      if (old >= 0) this.#waiting.splice(old, 1);
    }
    this.#waiting.push(event);
    this.#news.notify();
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
      yield* batch;
      if (this.#waiting.length > 0) continue;
      if (this.#over && this.#error !== undefined) throw this.#error;
      if (this.#over) return;
      await this.#news.wait();
    }
  }
}

/** @param {RunEvent} old @param {Extract<RunEvent, { event: 'progress' }>} event */
function isOutdated(old, event) {
  return old.event === 'progress' && old.trial === event.trial && old.fold === event.fold;
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
