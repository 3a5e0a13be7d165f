import { LitElement, html, nothing } from 'lit';
import { formatCount, formatScore } from '../charts/format.js';
import { MOST } from '../charts/compare.js';
import { controls, emit } from './controls.js';
import { dialogStyles } from './dialog-styles.js';
import { running } from './keeping.js';
import './keep-notice.js';
import './studies-compare.js';
import { exportStudy, importStudies } from './studies-files.js';
import { studiesStyles } from './studies-styles.js';

/** @typedef {import('../lib/keep.js').Keep} Keep */
/** @typedef {import('../lib/keep.js').KeptRecord} KeptRecord */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
const SHAPES = { complete: '✓', stopped: '◼', interrupted: '✂', failed: '▲', imported: '⇣' };

/**
 * All studies that are kept: to be opened, gone on with, named, compared, taken away, deleted.
 *
 * @property keep  where they are
 * @property look  colours and words
 * @property id    of the study that is shown on the page, or null
 * @property own   whether that one runs here
 * @fires open-study    string: its id
 * @fires resume-study  string
 * @fires say           Said: a line for keep-notice
 * @fires gone          string[]: ids that were deleted
 */
export class StudiesDialog extends LitElement {
  static properties = {
    keep: { attribute: false },
    look: { attribute: false },
    id: { attribute: false },
    own: { attribute: false },
    records: { state: true },
    busy: { state: true },
    chosen: { state: true },
    renaming: { state: true },
    comparing: { state: true },
    room: { state: true },
  };

  static styles = [controls, dialogStyles, studiesStyles];

  constructor() {
    super();
    /** @type {Keep | undefined} */
    this.keep = undefined;
    /** @type {import('../charts/look.js').Look | undefined} */
    this.look = undefined;
    /** @type {any} */
    this.id = null;
    this.own = false;
    /** @type {KeptRecord[]} */
    this.records = [];
    /** @type {Set<string>} */
    this.busy = new Set();
    /** @type {Set<string>} */
    this.chosen = new Set();
    /** @type {string | null} */
    this.renaming = null;
    /** @type {string[] | null} */
    this.comparing = null;
    /** @type {number | null} */
    this.room = null;
  }

  get isOpen() {
    return Boolean(this.renderRoot?.querySelector('dialog')?.open);
  }

  async show() {
    this.comparing = null;
    await this.refresh();
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog?.open) dialog?.showModal();
  }

  async refresh() {
    const [records, busy] = await Promise.all([this.keep?.list() ?? [], running()]);
    Object.assign(this, { records, busy });
    this.chosen = new Set([...this.chosen].filter((id) => records.some((each) => each.id === id)));
    const { quota = 0, usage = 0 } = await estimate();
    this.room = this.keep?.lasting && quota ? quota - usage : null;
  }

  render() {
    if (!this.look) return nothing;
    const { t } = this.look;
    return html`<dialog aria-labelledby="title" @click=${this.#outside} @cancel=${this.#cancel} @close=${this.#handOver}>
      <div class="head">
        <h2 id="title">${t('page.keep.title')}</h2>
        <button type="button" class="quiet" @click=${this.#close}>${t('page.keep.close')}</button>
      </div>
      ${
        this.comparing
          ? html`<p><button type="button" @click=${this.#back}>← ${t('page.keep.back')}</button></p>
            <studies-compare .keep=${this.keep} .look=${this.look} .ids=${this.comparing}></studies-compare>`
          : this.#list(t)
      }
      <keep-notice .t=${t}></keep-notice>
    </dialog>`;
  }

  /** @param {import('../charts/look.js').Look['t']} t */
  #list(t) {
    const { records, chosen } = this;
    const count = chosen.size;
    const isAll = records.length > 0 && count === records.length;
    return html`<p class="muted" role="status">${this.#about(t)}</p>
      <div class="tools">
        <button type="button" ?disabled=${count < 2 || count > MOST} title=${t('page.keep.compareHelp', { most: MOST })}
          @click=${this.#compare}>${t('page.keep.compare', { count })}</button>
        <button type="button" ?disabled=${count === 0} @click=${() => this.#delete([...chosen])}>${t('page.keep.deleteSome', { count })}</button>
        <button type="button" title=${t('page.keep.importHelp')} @click=${this.#pick}>${t('page.keep.import')}</button>
        <input type="file" multiple hidden aria-label=${t('page.keep.importHelp')} @change=${this.#import} />
      </div>
      ${
        records.length === 0
          ? html`<p>${t('page.keep.none')}</p>`
          : html`<div class="scroll"><table class="list" aria-label=${t('page.keep.list')}>
        <thead><tr>
          <th scope="col"><label class="choose"><input type="checkbox" aria-label=${t('page.keep.all')} .checked=${isAll} @change=${this.#all} /></label></th>
          ${['name', 'best', 'state', 'date', 'trials', 'size'].map((key) => html`<th scope="col" class=${['best', 'trials', 'size'].includes(key) ? 'number' : ''}>${t(`page.keep.${key}`)}</th>`)}
          <th scope="col"><span class="hidden-text">${t('page.keep.do')}</span></th>
        </tr></thead>
        <tbody>${records.map((record) => this.#row(record, t))}</tbody></table></div>`
      }`;
  }

  /** @param {import('../charts/look.js').Look['t']} t */
  #about(t) {
    const bytes = this.records.reduce((sum, each) => sum + each.bytes, 0);
    const values = { count: this.records.length, size: sizeOf(bytes) };
    if (!this.keep?.lasting) return t('page.keep.aboutMemory', values);
    if (this.room === null) return t('page.keep.about', values);
    return t('page.keep.aboutRoom', { ...values, room: sizeOf(this.room) });
  }

  /** @param {KeptRecord} record @param {import('../charts/look.js').Look['t']} t */
  #row(record, t) {
    const { id, updated, finished, planned, best, bytes } = record;
    const name = nameOf(record);
    const state = this.#stateOf(record);
    const isBusy = this.busy.has(id);
    const canGoOn = !isBusy && finished < planned && state !== 'complete';
    const when = new Intl.DateTimeFormat(t('page.keep.locale'), {
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(updated);
    return html`<tr aria-current=${id === this.id}>
      <td><label class="choose"><input type="checkbox" aria-label=${t('page.keep.choose', { name })} .checked=${this.chosen.has(id)} @change=${() => this.#choose(id)} /></label></td>
      <td class="name">${this.renaming === id ? this.#field(record, t) : html`<button type="button" aria-label=${t('page.keep.openIt', { name })} ?disabled=${this.own} @click=${() => this.#emit('open-study', id)}>${name}</button>`}</td>
      <td class="number best">${best ? html`<strong title=${record.metric}>${formatScore(best.value)}</strong>` : '–'}</td>
      <td class="state"><span aria-hidden="true">${/** @type {any} */ (SHAPES)[state] ?? '◌'}</span> ${t(`page.keep.is.${state}`)}</td>
      <td class="date small">${when}</td>
      <td class="number trials small">${t('page.keep.of', { finished: formatCount(finished), planned: formatCount(planned) })}</td>
      <td class="number size small">${sizeOf(bytes)}</td>
      <td class="acts">
        ${canGoOn ? html`<button type="button" aria-label=${t('page.keep.goOnIt', { name })} ?disabled=${this.own} @click=${() => this.#emit('resume-study', id)}>${t('page.keep.goOn')}</button>` : nothing}
        <button type="button" aria-label=${t('page.keep.renameIt', { name })} @click=${() => this.#rename(id)}>${t('page.keep.rename')}</button>
        <select class="export" aria-label=${t('page.keep.exportIt', { name })} @change=${(/** @type {any} */ event) => this.#export(id, event.target)}>
          <option value="">${t('page.keep.export')}</option>
          <option value="study" ?disabled=${record.foreign}>${t('page.keep.asStudy')}</option>
          <option value="result" ?disabled=${record.foreign || !['complete', 'stopped', 'interrupted', 'imported'].includes(record.state)}>${t('page.keep.asResult')}</option>
          <option value="journal">${t('page.keep.asJournal')}</option>
        </select>
        <button type="button" aria-label=${t('page.keep.deleteIt', { name })} ?disabled=${isBusy} @click=${() => this.#delete([id])}>${t('page.keep.delete')}</button>
      </td></tr>`;
  }

  /** @param {KeptRecord} record @param {import('../charts/look.js').Look['t']} t */
  #field(record, t) {
    const done = (/** @type {any} */ event) => this.#named(record.id, event.target.value);
    return html`<input type="text" class="new-name" aria-label=${t('page.keep.newName')} .value=${nameOf(record)}
      @change=${done} @blur=${done} @keydown=${this.#key} />`;
  }

  /** @param {KeptRecord} record */
  #stateOf({ id, state }) {
    if (this.busy.has(id)) return this.own && id === this.id ? 'running' : 'elsewhere';
    return state === 'running' ? 'cutOff' : state;
  }

  /** @param {string} id */
  #choose(id) {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  #all() {
    const isAll = this.chosen.size === this.records.length;
    this.chosen = new Set(isAll ? [] : this.records.map(({ id }) => id));
  }

  #compare() {
    this.comparing = this.records.map(({ id }) => id).filter((id) => this.chosen.has(id));
  }

  #back() {
    this.comparing = null;
  }

  /** @param {string} id */
  async #rename(id) {
    this.renaming = id;
    await this.updateComplete;
    /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('.new-name'))?.select();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter') /** @type {HTMLElement} */ (event.target).blur();
    if (event.key !== 'Escape') return;
    event.preventDefault(); // the dialog stays
    event.stopPropagation();
    this.renaming = null;
  }

  /** @param {string} id @param {string} text */
  async #named(id, text) {
    if (this.renaming !== id) return;
    this.renaming = null;
    const title = text.trim();
    if (title) await this.keep?.change(id, { title });
    await this.refresh();
  }

  /** @param {string} id @param {HTMLSelectElement} select */
  async #export(id, select) {
    const what = /** @type {'study' | 'result' | 'journal' | ''} */ (select.value);
    select.value = '';
    if (what && this.keep) await exportStudy(this.keep, id, what);
  }

  /** @param {string[]} ids */
  async #delete(ids) {
    const free = this.records.filter(({ id }) => ids.includes(id) && !this.busy.has(id));
    if (free.length === 0 || !this.keep || !this.look) return;
    const gone = free.map(({ id }) => id);
    await this.keep.remove(gone);
    await this.refresh();
    const { t } = this.look;
    const text =
      gone.length === 1
        ? t('page.keep.deleted', { name: nameOf(free[0]) })
        : t('page.keep.deletedSome', { count: gone.length });
    const undo = async () => {
      await this.keep?.restore(gone);
      await this.refresh();
    };
    this.#say({ text, brief: true, acts: [{ word: t('page.keep.undo'), act: undo }] });
    emit(this, 'gone', gone);
  }

  #pick() {
    /** @type {HTMLInputElement | null} */ (
      this.renderRoot.querySelector('input[type=file]')
    )?.click();
  }

  /** @param {Event} event */
  async #import(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    await this.take([...(input.files ?? [])]);
    input.value = '';
  }

  /** @param {File[]} files */
  async take(files) {
    if (!this.keep || !this.look || files.length === 0) return;
    const { t } = this.look;
    const { ids, refused } = await importStudies(this.keep, files);
    await this.refresh();
    const bad = refused.length > 0 ? t('page.keep.notOurs', { files: refused.join(', ') }) : '';
    const good = ids.length > 0 ? t('page.keep.imported', { count: ids.length }) : '';
    this.#say({ text: [good, bad].filter(Boolean).join(' '), brief: true });
  }

  /** Here while the dialog is open: the page under it hears no click. @param {import('./keep-notice.js').Said} said */
  #say(said) {
    const here = this.renderRoot.querySelector('dialog')?.open && this.#notice();
    if (here) here.said = said;
    else emit(this, 'say', said);
  }

  /** What is said stays when the dialog goes. */
  #handOver() {
    const notice = this.#notice();
    if (!notice?.said) return;
    emit(this, 'say', notice.said);
    notice.said = null;
  }

  #notice() {
    return /** @type {import('./keep-notice.js').KeepNotice | null} */ (
      this.renderRoot.querySelector('keep-notice')
    );
  }

  /** @param {string} name @param {string} id */
  #emit(name, id) {
    this.#close();
    emit(this, name, id);
  }

  /** @param {MouseEvent} event */
  #outside(event) {
    if (event.target === event.currentTarget) this.#close();
  }

  /** Escape goes back to the list first. @param {Event} event */
  #cancel(event) {
    if (!this.comparing) return;
    event.preventDefault();
    this.comparing = null;
  }

  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

/** What the browser gives, as far as it says. @returns {Promise<StorageEstimate>} */
async function estimate() {
  try {
    return await navigator.storage.estimate();
  } catch {
    return {};
  }
}

/** @param {KeptRecord} record */
export const nameOf = ({ title, name }) => title ?? name;

/** @param {number} bytes */
function sizeOf(bytes) {
  let at = 0;
  let size = bytes;
  for (; size >= 1000 && at < UNITS.length - 1; at++) size /= 1000;
  return `${size >= 100 || at === 0 ? Math.round(size) : size.toPrecision(2)} ${UNITS[at]}`;
}

customElements.define('studies-dialog', StudiesDialog);
