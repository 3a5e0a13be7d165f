/** A study that came in the address: opens it, says what it should come to, and after a run whether it did. */
import { loadWords } from '../lib/index.js';
import { askedOf, ownAddress } from './embed.js';
import { formatJson } from './study-format.js';

/** @typedef {import('../lib/share.js').Shared} Shared */
/** @typedef {import('../lib/share.js').Verdict} Verdict */
/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('./controls.js').Translate} Translate */
/** @typedef {import('./sources.js').Opened} Opened */
/**
 * What the page lets it do.
 * @typedef {object} Page
 * @property {() => {text: string, study: any, canUndo: boolean}} desk
 * @property {() => {files: Map<string, File>, base: string, columns: string[], chosen: string, own: string}} state
 * @property {() => Snapshot} snapshot
 * @property {() => boolean} busy
 * @property {(opened: Opened, chosen: string, what: string) => Promise<unknown>} open
 * @property {(files: Map<string, File>) => void} supply files of the data
 */
/**
 * What share-note shows.
 * @typedef {object} Note
 * @property {'fault' | 'ask' | 'open'} kind
 * @property {import('../lib/share.js').ShareFault} [fault]
 * @property {Shared} [shared]
 * @property {string[]} [missing] names of files that are not here
 * @property {Verdict | null} [verdict]
 * @property {{path: string, before: unknown, after: unknown}[]} [edits]
 * @property {boolean} [canLeave] there is something to go back to
 */

export class Sharing {
  #page;
  /** @type {Note | null} */
  #note = null;
  /** The files of the page while the shared study is on the desk: another study has others. @type {Map<string, File> | null} */
  #files = null;
  /** As it came, with its defaults. @type {any} */
  #study = null;
  /** @type {(() => unknown) | null} */
  #back = null;
  /** The result that was last compared. @type {unknown} */
  #compared = null;
  /** @type {Promise<any> | undefined} */
  #element;
  /** @type {Translate} */
  #t = (key) => key;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    addEventListener('hashchange', () => {
      const { share } = askedOf(location);
      if (share) void this.arrive(share);
    });
  }

  /** @param {string} text of the address (embed.js) @returns {Promise<boolean>} whether it was opened */
  async arrive(text) {
    const lib = await import('../lib/share.js');
    try {
      const shared = await lib.readShared(text);
      const used = this.#page.snapshot().trials.length > 0 || this.#page.desk().canUndo;
      if (!used && !this.#page.busy()) return await this.#open(shared);
      this.#show({ kind: 'ask', shared });
    } catch (error) {
      if (!(error instanceof lib.ShareError)) throw error;
      this.#show({ kind: 'fault', fault: error.fault });
    }
    return false;
  }

  /** @param {Shared} shared */
  async #open(shared) {
    const { snapshot, desk, state, open } = this.#page;
    const used = snapshot().trials.length > 0 || desk().canUndo;
    const { text } = desk();
    const { files, base, columns, chosen, own } = state();
    this.#back = used ? () => open({ text, files, base, columns }, chosen, own) : null;
    const name = String(shared.study.name ?? 'study');
    const opened = {
      text: formatJson(/** @type {any} */ (shared.study)),
      base: shared.at ? `${shared.at}/` : '',
      files: new Map(),
      columns: [],
    };
    await open(opened, 'own', name);
    this.#files = state().files;
    this.#study = desk().study;
    this.#compared = null;
    this.#show({ kind: 'open', shared, verdict: null, canLeave: used });
    return true;
  }

  /** The files of data that a shared study names and that are not here. @returns {string[]} */
  #missing() {
    const source = this.#study?.data?.source;
    const names = typeof source === 'object' ? Object.values(source).flat() : [source];
    const own = names.filter((name) => typeof name === 'string' && /\.[\w.]+$/.test(name));
    if (this.#page.state().base) return [];
    return own.filter((name) => !this.#page.state().files.has(name));
  }

  /** Files that were dropped: whether they are the shared study's own data, which is then complete. @param {File[]} files */
  takes(files) {
    if (this.#note?.kind !== 'open' || this.#files !== this.#page.state().files) return false;
    const missing = this.#missing();
    if (files.length === 0 || !files.every(({ name }) => missing.includes(name))) return false;
    const all = new Map([
      ...this.#files,
      ...files.map((file) => /** @type {const} */ ([file.name, file])),
    ]);
    this.#files = all;
    this.#page.supply(all);
    this.#show({ ...this.#note });
    return true;
  }

  /** News of the run, or of the language. @param {Translate} t */
  render(t) {
    this.#t = t;
    const note = this.#note;
    if (!note) return;
    if (note.kind === 'open') {
      if (this.#files !== this.#page.state().files) return this.#close();
      void this.#compare(note);
    }
    this.#show(this.#note);
  }

  /** @param {Note} note */
  async #compare(note) {
    const { result } = this.#page.snapshot();
    const want = note.shared?.want;
    if (result === this.#compared || !want) return;
    this.#compared = result;
    const { compare, editsOf } = await import('../lib/share.js');
    const edits = result && this.#study ? editsOf(this.#study, result.study) : [];
    const verdict = result && compare(want, result, edits.length > 0);
    if (this.#note?.kind === 'open') this.#show({ ...this.#note, verdict, edits });
  }

  /** @param {Note | null} note */
  #show(note) {
    this.#note = note && note.kind === 'open' ? { ...note, missing: this.#missing() } : note;
    if (!note && !this.#element) return;
    this.#element ??= this.#make();
    void this.#element.then((element) => {
      Object.assign(element, { note: this.#note, t: this.#t });
      element.hidden = !this.#note;
    });
  }

  async #make() {
    await Promise.all([import('./share-note.js'), loadWords()]);
    const element = document.createElement('share-note');
    element.addEventListener('shared', (event) => {
      const what = /** @type {CustomEvent} */ (event).detail;
      const shared = this.#note?.shared;
      const back = this.#back;
      if (what === 'open' && shared && !this.#page.busy()) void this.#open(shared);
      else if (what !== 'open') this.#close();
      if (what === 'back') back?.();
    });
    document.querySelector('run-bar')?.after(element);
    return element;
  }

  /** The address no longer says what is on the desk. */
  #close() {
    this.#back = null;
    this.#show(null);
    if (askedOf(location).share && !askedOf(location).embed)
      history.replaceState(null, '', ownAddress());
  }
}
