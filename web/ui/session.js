/** One run at a time: begins it, feeds its events to the store, passes on what the reader wants of it. */
import { StudyError, createRun, createStore } from '../lib/index.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {ReturnType<typeof createRun>} RunHandle */

/** The page is told once a frame, and still told, if seldom, while it is not shown. @param {() => void} notify */
function frame(notify) {
  if (document.visibilityState === 'visible') requestAnimationFrame(notify);
  else setTimeout(notify, 500);
}

export class Session {
  #store = createStore({ schedule: frame });
  /** @type {RunHandle | null} */
  #run = null;

  /** @param {(snapshot: Snapshot) => void} onSnapshot */
  constructor(onSnapshot) {
    this.#store.subscribe(onSnapshot);
  }

  get snapshot() {
    return this.#store.snapshot;
  }

  /** Whether a run is on its way: the study must not be exchanged under it. */
  get busy() {
    return this.#run !== null;
  }

  /**
   * @param {string} text the study file
   * @param {{files: Map<string, File>, base: string, what: string}} options what: named until loading has a name of its own
   */
  async begin(text, { files, base, what }) {
    if (this.#run) return;
    this.#store.reset();
    this.#store.apply({ event: 'loading', what, share: null });
    const run = createRun(text, { files, base });
    this.#run = run;
    run.result.catch(() => {}); // the events throw the same
    try {
      for await (const event of run.events) this.#store.apply(event);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#run = null;
    }
  }

  pause() {
    if (this.#store.snapshot.status === 'paused') this.#run?.resume();
    else this.#run?.pause();
  }

  /** While it loads there is nothing to keep. */
  stop() {
    if (this.#store.snapshot.status === 'loading') this.#run?.abort();
    else this.#run?.stop();
  }

  /** Forgets the run that is over. */
  clear() {
    if (!this.#run) this.#store.reset();
  }

  /** @param {unknown} error */
  #failed(error) {
    if (error instanceof StudyError) this.#store.fail(error.problems);
    else if (error instanceof DOMException && error.name === 'AbortError') this.#store.reset();
    else {
      const reason = error instanceof Error ? error.message : String(error);
      this.#store.fail([{ path: '', code: 'page_failed', values: { reason } }]);
    }
  }
}
