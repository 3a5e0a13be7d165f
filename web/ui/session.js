/**
 * One run at a time: begins it, feeds its events to the store, keeps them as they come (keeping.js), passes on what the reader wants of it.
 * A study that is kept can be shown without a run, and gone on with.
 */
import { StudyError, createRun, createStore } from '../lib/index.js';
import { recall, remember } from './browser.js';
import { Pulse } from './pulse.js';
import { WarmWorkers } from '../lib/warm-workers.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').RunEvent} RunEvent */
/** @typedef {ReturnType<typeof createRun>} RunHandle */
/** @typedef {import('../lib/keep.js').Keep} Keep */
/** @typedef {import('../lib/keep.js').KeptStudy} KeptStudy */
/** @typedef {import('../lib/recorder.js').Recorder} Recorder */
/** @typedef {typeof import('./keeping.js')} Keeping */
/**
 * @typedef {object} Begin
 * @property {Map<string, File>} files
 * @property {string} base
 * @property {string} what named until loading has a name of its own
 * @property {number} [workers] as many as there are cores if left out
 * @property {boolean} [more] go on from the trials of the last run: what is proposed again is not trained again
 * @property {string} [chosen] what the picker shows
 * @property {string[]} [columns] of the reader's own table
 */
/** @typedef {{ text: string } & Begin} Begun */
/**
 * What the reader should know: key of page.keep.*, and what may be done about it.
 * @typedef {object} Notice
 * @property {string} key
 * @property {Record<string, string | number>} [values]
 * @property {string} [resume] id of a study to go on with
 * @property {boolean} [once] it says so only once a visit
 */

/** Set while there may be something to go on with: a first visit need not look. */
const UNFINISHED = 'unfinished';
/** A study that another tab runs is looked at again after so many milliseconds. */
const FOLLOW_MS = 2000;

/** How often, and how many milliseconds apart, a study that was cut off is looked for. */
const [TRIES, TRY_MS] = [12, 500];
/** So many seconds at a time are spent on writing what is kept. */
const SLICE = 0.008;
/** What was removed so long ago is gone for good. */
const OLD_MS = 60000;

/** What is shown at once; and so many trials, for they are waited for. */
const URGENT = new Set(['start', 'paused', 'resumed', 'stopping', 'study']);
const FIRST_TRIALS = 3;
/** After a run, so many milliseconds until the next is made ready for. */
const REST_MS = 1000;

export class Session {
  #pulse = new Pulse();
  #store = createStore({ schedule: this.#pulse.schedule });
  #workers = new WarmWorkers();
  /** @type {RunHandle | null} */
  #run = null;
  /** The run that is over, and has what it kept. @type {RunHandle | null} */
  #last = null;
  #isBusy = false;
  /** What the reader wanted before there was a run to be told. @type {'stop' | 'abort' | null} */
  #wish = null;
  /** @type {Promise<{ keeping: Keeping, keep: Keep }> | undefined} */
  #opened;
  /** The study that runs, or whose run is shown. @type {KeptStudy | null} */
  #kept = null;
  /** @type {Recorder | null} */
  #recorder = null;
  /** It is shown as far as it came, and can go on. */
  #isSuspended = false;
  /** Trials that are over, and how many were before this run. */
  #count = { finished: 0, before: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #following;
  #onNotice;

  /** @param {(snapshot: Snapshot) => void} onSnapshot @param {(notice: Notice) => void} [onNotice] */
  constructor(onSnapshot, onNotice = () => {}) {
    this.#store.subscribe(onSnapshot);
    this.#onNotice = onNotice;
    const flush = () => this.#recorder?.flush();
    document.addEventListener('visibilitychange', flush);
    document.addEventListener('freeze', flush);
    addEventListener('pagehide', () => {
      flush();
      this.#workers.release(); // a page that is put away for the way back holds none that it may find dead
    });
    addEventListener('pageshow', ({ persisted }) => persisted && this.warm());
  }

  get snapshot() {
    return this.#store.snapshot;
  }

  /** Whether a run is on its way: the study must not be exchanged under it. */
  get busy() {
    return this.#isBusy;
  }

  /** Whether what is shown can go on. */
  get suspended() {
    return this.#isSuspended;
  }

  /** What is kept of a run that broke off. */
  get broken() {
    if (this.#isBusy || this.snapshot.status !== 'failed' || !this.#kept) return null;
    const { id, finished, planned } = this.#kept.record;
    return { id, finished, planned };
  }

  /** Of the study that runs or is shown. */
  get id() {
    return this.#kept?.record.id ?? null;
  }

  /** Where studies are kept. */
  keep() {
    this.#opened ??= (async () => {
      const keeping = await import('./keeping.js');
      const { keep, refused } = await keeping.openKeep((error) => this.#trouble(error));
      if (refused !== undefined)
        this.#onNotice({ key: 'refused', values: { reason: reasonOf(refused) }, once: true });
      return { keeping, keep };
    })();
    return this.#opened;
  }

  /** @param {unknown} error undefined: it can be written again */
  #trouble(error) {
    if (error === undefined) return this.#onNotice({ key: 'again' });
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    const notice = isFull ? { key: 'full' } : { key: 'lost', values: { reason: reasonOf(error) } };
    return this.#onNotice(notice);
  }

  /** @param {string} text the study file @param {Begin} options */
  async begin(text, options) {
    if (this.#isBusy) return;
    const kept = options.more ? this.#kept : null;
    this.#start(options.what);
    await this.#live({ ...options, text }, kept, { longer: true });
  }

  /**
   * Goes on with a study that is kept.
   * @param {string} id @param {{ what: string, workers?: number, stop?: boolean }} options stop: it trains nothing more, and ends as a run that
   *   was stopped
   */
  async resume(id, { what, workers, stop = false }) {
    if (this.#isBusy) return;
    this.#start(what);
    if (stop) this.#wish = 'stop';
    try {
      const { keep } = await this.keep();
      const kept = await keep.open(id);
      if (!kept) throw new Error(id);
      const { text, base } = kept.head;
      const files = await keep.filesOf(kept.head);
      await this.#live({ text, base, files, what, workers }, kept, {});
    } catch (error) {
      this.#isBusy = false;
      this.#store.reset();
      this.#onNotice({ key: 'gone', values: { reason: reasonOf(error) } });
    }
  }

  /** @param {string} what */
  #start(what) {
    clearTimeout(this.#following);
    this.#giveUp();
    this.#isBusy = true;
    this.#isSuspended = false;
    this.#wish = null;
    this.#store.reset();
    this.#store.apply({ event: 'loading', what, share: null });
  }

  /**
   * @param {Begun} begun @param {KeptStudy | null} old what is gone on with
   * @param {{ longer?: boolean, afresh?: boolean }} mode
   * @returns {Promise<void>}
   */
  async #live(begun, old, mode) {
    this.#isBusy = true;
    const held = this.#hold(begun, old, mode);
    held.catch(() => {});
    const { text, files, base, workers } = begun;
    const run = createRun(text, {
      files,
      base,
      workers,
      spawn: this.#workers.spawn,
      keep: true,
      resume: async (opened, enqueue) => (await held).recorder.begin(opened, enqueue),
    });
    this.#run = run;
    run.result.catch(() => {}); // the events throw the same
    /** @type {unknown} */
    let failure;
    try {
      for await (const event of run.events) {
        this.#recorder?.apply(event);
        this.#note(event, text);
        this.#store.apply(event);
        const isFirst = event.event === 'trial' && event.number < FIRST_TRIALS;
        if (isFirst || URGENT.has(event.event)) this.#pulse.hurry();
        this.#fulfil(event);
      }
    } catch (error) {
      failure = error;
      run.abort();
    }
    this.#run = null;
    this.#last = run;
    await this.#end(held, failure);
    const again = this.#again(failure, mode);
    if (again) {
      this.#start(begun.what);
      return this.#live(begun, again.afresh ? this.#kept : null, again);
    }
    this.#isBusy = false;
    setTimeout(() => this.warm(), REST_MS);
    if (failure !== undefined) this.#failed(failure);
  }

  /** The network of the end, while what is shown is the run that left it. @type {() => Promise<import('../lib/trial-look.js').Look | null>} */
  network = async () => (await this.#last?.network()) ?? null;

  /** There is never more than one. */
  #giveUp() {
    const last = this.#last;
    this.#last = null;
    void last?.network().then((network) => network?.close());
  }

  /** Makes ready for the next run. */
  warm() {
    if (!this.#isBusy) void this.#workers.prepare();
  }

  /** Fetches what keeps a run, so that the first does not wait for it. */
  fetchKeeping() {
    void import('./keeping.js').catch(() => {}); // the run will say what is wrong
  }

  /** What was wished before the run could hear it; all that is over comes first. @param {RunEvent} event */
  #fulfil({ event }) {
    const [wish, isBack] = [this.#wish, this.#count.finished >= this.#count.before];
    if (!wish || (wish === 'stop' && !isBack) || !(event === 'start' || event === 'trial')) return;
    this.#wish = null;
    this.#run?.[wish]();
  }

  /**
   * A longer study need not begin as the shorter one did, where its sampler goes by its length; and it may have become another study.
   * @param {unknown} error @param {{ longer?: boolean, afresh?: boolean }} mode @returns {{ afresh: boolean } | null}
   */
  #again(error, { longer = false, afresh = false }) {
    const code = error instanceof Error ? error.message : '';
    if (code === 'other_proposal' && !afresh) return { afresh: true };
    return code === 'other_study' && longer ? { afresh: false } : null;
  }

  /**
   * What keeps the run.
   * @param {Begun} begun @param {KeptStudy | null} old @param {{ longer?: boolean, afresh?: boolean }} mode
   * @returns {Promise<{ recorder: Recorder, release: () => void }>}
   */
  async #hold(begun, old, mode) {
    const { keeping, keep } = await this.keep();
    const id = old?.record.id ?? keeping.newId();
    const release = await keeping.lock(id);
    if (!release) throw new keeping.KeepError('in_use', { name: old?.record.name ?? '' });
    const kept = old ? await latest(keep, old) : keep.begin(id, begun);
    this.#kept = kept;
    this.#count = { finished: 0, before: 0 };
    remember(UNFINISHED, 'yes');
    this.#recorder = new keeping.Recorder(kept, {
      clock: keeping.clock,
      slice: SLICE,
      ...mode,
    });
    return { recorder: this.#recorder, release };
  }

  /** @param {RunEvent} event @param {string} text of the study file */
  #note(event, text) {
    const kept = this.#kept;
    if (!kept) return;
    if (event.event === 'start') {
      const { event: _, ...start } = event;
      const objective = /** @type {any} */ ([start.study.objective].flat()[0]);
      const { metric = '', direction = 'maximize' } = objective ?? {};
      kept.updateHead({ text, start, ending: null });
      const { name } = start.study;
      kept.update({ state: 'running', name, planned: start.trials, metric, direction });
      void kept.save();
    }
    if (event.event === 'trial') {
      const { number, state, value } = event;
      const { best, direction, finished } = kept.record;
      this.#count.finished++;
      const isBest =
        state === 'complete' &&
        value !== null &&
        (!best || (direction === 'minimize' ? value < best.value : value > best.value));
      kept.update({
        finished: Math.max(finished, this.#count.finished),
        best: isBest ? { number, value } : best,
      });
    }
    if (event.event === 'study') {
      const { trials: _, ...ending } = event.result;
      kept.updateHead({ ending });
      kept.update({ state: ending.state });
    }
  }

  /** @param {Promise<{ recorder: Recorder, release: () => void }>} held @param {unknown} failure */
  async #end(held, failure) {
    try {
      const { recorder, release } = await held;
      const kept = /** @type {KeptStudy} */ (this.#kept);
      await recorder.end().catch(() => {}); // it has said so
      if (kept.record.finished === 0) {
        await kept.forget();
        this.#kept = null;
      } else if (failure !== undefined && kept.record.state === 'running')
        kept.update({ state: 'interrupted' });
      await kept.save();
      release();
    } catch {
      this.#kept = null; // it was never held
    }
    this.#recorder = null;
  }

  /** Shows what is kept of a study, and runs nothing. @param {string} id @returns {Promise<import('../lib/keep.js').KeptHead | null>} */
  async show(id) {
    if (this.#isBusy) return null;
    const { keeping, keep } = await this.keep();
    const kept = await keep.open(id);
    if (!kept || this.#isBusy) return null;
    const { head, journal } = kept;
    const result = keeping.keptResult(kept);
    const isElsewhere = (await keeping.running()).has(id);
    const isForeign = Boolean(head.start?.study.foreign);
    const numbered = isForeign ? await foreignOf(journal) : keeping.ownTrials(journal, Date.parse);
    const canGoOn = !result && !isElsewhere && !isForeign;
    this.clear();
    this.#kept = isElsewhere ? null : kept;
    this.#isSuspended = canGoOn;
    this.#store.recall(keeping.keptEvents(journal, head.start, result, numbered), result?.seconds);
    if (canGoOn) this.#store.apply({ event: 'paused' });
    if (isForeign) this.#store.apply(overWith(this.snapshot));
    if (isElsewhere) this.#follow(id, kept.record);
    return head;
  }

  /** It runs in another tab: what that has kept meanwhile is shown too. @param {string} id @param {{ pieces: number, name: string }} seen */
  #follow(id, { pieces, name }) {
    this.#store.apply(overWith(this.snapshot));
    this.#onNotice({ key: 'elsewhere', values: { name }, once: true });
    const look = async () => {
      const { keep } = await this.keep();
      const record = (await keep.list()).find((each) => each.id === id);
      if (this.#following !== timer || this.#isBusy || !record) return;
      if (record.pieces !== pieces || record.state !== 'running') await this.show(id);
      else this.#following = timer = setTimeout(look, FOLLOW_MS);
    };
    let timer = setTimeout(look, FOLLOW_MS);
    this.#following = timer;
  }

  /** The study that was cut off, if there is one and nobody runs it. @returns {Promise<import('../lib/keep.js').KeptRecord | null>} */
  async cutOff() {
    if (!recall(UNFINISHED)) return null;
    const { keeping, keep } = await this.keep();
    void keep.purge(OLD_MS).catch(() => {});
    for (let tries = 0; ; tries++) {
      const busy = await keeping.running();
      const records = (await keep.list()).filter(({ state }) => state === 'running');
      if (records.length === 0) remember(UNFINISHED, '');
      const found = records.find(({ id, finished }) => finished > 0 && !busy.has(id));
      if (found || records.length === 0 || tries === TRIES) return found ?? null;
      await new Promise((go) => setTimeout(go, TRY_MS)); // a page that was reloaded may still be on its way out
    }
  }

  pause() {
    if (this.#store.snapshot.status === 'paused') this.#run?.resume();
    else this.#run?.pause();
  }

  /** While it loads there is nothing to keep. */
  stop() {
    if (this.#store.snapshot.status === 'loading') this.cancel();
    else this.#run?.stop();
  }

  /** Ends it at once; what is finished is kept. */
  cancel() {
    if (this.#run) this.#run.abort();
    else this.#wish = 'abort';
  }

  /** Forgets the run that is over; what is kept of it stays. */
  clear() {
    if (this.#isBusy) return;
    clearTimeout(this.#following);
    this.#giveUp();
    this.#following = undefined;
    this.#kept = null;
    this.#isSuspended = false;
    this.#store.reset();
  }

  /** @param {unknown} error */
  #failed(error) {
    const { code, values } = /** @type {any} */ (error);
    if (error instanceof StudyError) this.#store.fail(error.problems);
    else if (error instanceof DOMException && error.name === 'AbortError') this.#store.reset();
    else if (code === 'in_use' || code === 'other_study') {
      this.#store.reset();
      this.#onNotice({ key: code, values });
    } else {
      const reason = reasonOf(error);
      this.#store.fail([{ path: '', code: 'page_failed', values: { reason } }]);
    }
  }
}

/** @param {import('../lib/journal.js').Journal} journal of another program */
const foreignOf = async ({ studies: [study] }) =>
  (await import('../lib/foreign-study.js')).foreignTrials(study, Date.parse);

/** Nothing comes any more, and there is no result. @param {Snapshot} snapshot @returns {RunEvent} */
const overWith = ({ best }) => /** @type {any} */ ({ event: 'study', best, result: null });

/** Another tab may have gone on with it meanwhile. @param {Keep} keep @param {KeptStudy} old */
async function latest(keep, old) {
  const found = await keep.open(old.record.id).catch(() => null);
  return found && found.record.pieces > old.record.pieces ? found : old;
}

/** @param {unknown} error */
const reasonOf = (error) => (error instanceof Error ? error.message || error.name : String(error));
