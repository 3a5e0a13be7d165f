/** Looks ahead of a run: at the data, and at what the network makes of it. Holds state, knows no element; a worker does the work. */
import { Lens } from '../lib/lens.js';
import { getAt, isObject } from './edit.js';

/** @typedef {import('../lib/types').Problem} Problem */
/** @typedef {import('../lib/types').DatasetInfo} DatasetInfo */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/peek.js').Peek} Peek */
/** @typedef {import('../lib/plan.js').Plan} Plan */
/** @typedef {import('../lib/plan.js').Facts} Facts */
/**
 * @typedef {object} Seen
 * @property {import('./edit.js').Draft} draft
 * @property {StudyFile | null} study checked; null while there are mistakes
 * @property {any} listed the row of a built-in set in datasets/index.json
 * @property {DatasetInfo | null} info
 * @property {Map<string, File>} files
 * @property {string} base
 */
/**
 * @typedef {object} View
 * @property {'none' | 'offered' | 'loading' | 'shown' | 'failed'} state of the look at the data
 * @property {number} bytes that a look would read; 0 while unknown
 * @property {number | null} share of them that is read
 * @property {Peek | null} peek
 * @property {Plan | null} plan
 */

/** Data of so many bytes is looked at unasked. */
const SMALL_BYTES = 600e3;
const SMALL_FILES = 8e6;
const PEEK_AFTER_MS = 300;
const PLAN_AFTER_MS = 60;

/** @type {View} */
const NOTHING = { state: 'none', bytes: 0, share: null, peek: null, plan: null };

export class Looker {
  #lens = new Lens();
  #notify;
  /** @type {Seen | null} */
  #seen = null;
  #dataKey = '';
  #source = '';
  #planKey = '';
  #plannedModel = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #peekLater;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #planLater;
  /** Mistakes that the data show. @type {readonly Problem[]} */
  #dataErrors = [];
  /** Counts up with every news. */
  version = 0;
  /** @type {View} */
  view = NOTHING;

  #settled;

  /** @param {() => void} notify @param {Promise<unknown>} [settled] when there is time for it */
  constructor(notify, settled = Promise.resolve()) {
    this.#notify = notify;
    this.#settled = settled;
  }

  /** What never works, before anything has run. @returns {readonly Problem[]} */
  get errors() {
    return [...this.#dataErrors, ...(this.view.plan?.errors ?? [])];
  }

  /** @returns {readonly Problem[]} */
  get warnings() {
    return this.view.plan?.warnings ?? [];
  }

  /** The study as it is now. @param {Seen} seen */
  see(seen) {
    const other = seen.files !== this.#seen?.files;
    this.#seen = seen;
    const { draft } = seen;
    const data = JSON.stringify([draft.data ?? null, draft.validation ?? null]);
    if (data !== this.#dataKey || other) this.#dataChanged(data, other);
    this.#planSoon();
  }

  /** The reader wants to see it, however large it is. */
  look() {
    clearTimeout(this.#peekLater);
    void this.#peek();
  }

  /** @param {string} key @param {boolean} other whether there are other files */
  #dataChanged(key, other) {
    const { draft, files, listed } = /** @type {Seen} */ (this.#seen);
    this.#dataKey = key;
    this.#dataErrors = [];
    const source = JSON.stringify(getAt(draft, ['data', 'source']) ?? null);
    const same = source === this.#source && !other;
    this.#source = source;
    clearTimeout(this.#peekLater);
    const own = [...files.values()].reduce((sum, file) => sum + file.size, 0);
    const bytes = listed ? (listed.download_bytes ?? listed.bytes ?? 0) : own;
    const known = Boolean(listed) || files.size > 0;
    const small = known && bytes <= (listed ? SMALL_BYTES : SMALL_FILES);
    const again = same && this.view.peek !== null;
    const peek = again ? this.view.peek : null;
    const state = source === 'null' ? 'none' : small || again ? 'loading' : 'offered';
    this.#change({ state, bytes, share: null, peek, plan: same ? this.view.plan : null });
    if (state === 'loading') this.#peekLater = setTimeout(() => this.#peek(), PEEK_AFTER_MS);
  }

  async #peek() {
    const { draft, files, base } = /** @type {Seen} */ (this.#seen);
    const key = this.#dataKey;
    const isNews = () => key === this.#dataKey && files === this.#seen?.files;
    this.#tell({ state: 'loading', share: null });
    await this.#settled;
    if (!isNews()) return;
    const study = { data: draft.data, validation: draft.validation };
    const onShare = (/** @type {number | null} */ share) => {
      const step = share === null ? null : Math.floor(share * 20) / 20;
      if (isNews() && step !== this.view.share) this.#tell({ share: step });
    };
    try {
      const peek = await this.#lens.peek(study, { files, base, bytes: this.view.bytes, onShare });
      if (!isNews()) return;
      this.#dataErrors = [];
      this.#tell({ state: 'shown', share: null, peek });
    } catch (error) {
      if (!isNews()) return;
      const { problems, message } = /** @type {any} */ (error);
      const broken = { path: 'data.source', code: 'page_failed', values: { reason: message } };
      this.#dataErrors = problems ?? [broken];
      this.#tell({ state: 'failed', share: null });
    }
  }

  #planSoon() {
    const { draft, study } = /** @type {Seen} */ (this.#seen);
    const model = JSON.stringify(draft.model ?? null);
    const facts = this.#facts();
    if (!study || !facts) {
      this.#planKey = '';
      clearTimeout(this.#planLater);
      if (this.view.plan && model !== this.#plannedModel) this.#change({ plan: null });
      return;
    }
    const key = JSON.stringify([study.model, study.space, study.data, study.training, facts]);
    if (key === this.#planKey) return;
    this.#planKey = key;
    clearTimeout(this.#planLater);
    this.#planLater = setTimeout(() => this.#plan(study, facts, key, model), PLAN_AFTER_MS);
  }

  /** @param {StudyFile} study @param {Facts} facts @param {string} key @param {string} model */
  async #plan(study, facts, key, model) {
    await this.#settled;
    if (key !== this.#planKey) return;
    try {
      const plan = await this.#lens.plan(study, facts);
      if (key !== this.#planKey) return;
      this.#plannedModel = model;
      this.#tell({ plan });
    } catch {
      // Shapes are a help, not a need: a run says what is wrong.
      if (key === this.#planKey) this.#tell({ plan: null });
    }
  }

  /** What is known of the data: seen, else as a run found it, else as the list of sets has it. @returns {Facts | null} */
  #facts() {
    const { draft, info, listed } = /** @type {Seen} */ (this.#seen);
    const { peek, state } = this.view;
    const found = peek && state === 'shown' ? peek.facts : info;
    if (found) return { ...pick(found), classes: found.classes.length };
    const data = isObject(draft.data) ? draft.data : {};
    if (!listed || ['target', 'drop', 'columns'].some((key) => data[key] !== undefined))
      return null;
    const wished = Number(data.window ?? -1);
    const window = wished >= 0 ? wished : (listed.window ?? 0);
    const shape = window > 0 ? [window, listed.features] : (listed.shape ?? [listed.features]);
    const features = window > 0 ? window * listed.features : listed.features;
    return { ...pick(listed), shape, features, classes: listed.classes ?? 0 };
  }

  /** @param {Partial<View>} news */
  #change(news) {
    this.view = { ...this.view, ...news };
    this.version++;
  }

  /** @param {Partial<View>} news */
  #tell(news) {
    this.#change(news);
    this.#notify();
  }
}

/** @param {any} data @returns {Omit<Facts, 'classes'>} */
function pick({ task, features, shape, words, num_words, max_length }) {
  return { task, features, shape, words, num_words, max_length };
}
