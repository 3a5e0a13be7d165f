import { LitElement, css, html, nothing } from 'lit';
import { formatScore } from '../charts/format.js';
import { editsOf, expectedOf, shareText, LONG, ShareError } from '../lib/share.js';
import { controls, emit } from './controls.js';
import { dialogStyles } from './dialog-styles.js';
import { ownAddress } from './embed.js';
import { tabKeys } from './tabs.js';

/** @typedef {import('../lib/types').StudyFile} StudyFile */
/**
 * What is to be shared.
 * @typedef {object} Work
 * @property {Record<string, any> | null} draft   the study as it is written; null while it has mistakes
 * @property {StudyFile | null} study             the same with its defaults
 * @property {import('../lib/types').Result | null} result of the last run
 * @property {string} base      where its data is looked for
 * @property {string[]} files   names of the reader's own data
 * @property {string} example   name of the worked example that it is, unchanged; '' for none
 */

const VIEWS = /** @type {const} */ (['link', 'embed']);
const SHORT = 8;
const FRAME_HEIGHT = 640;
const DATA_FILE = /\.[\w.]+$/;

/** Listens for the height of the frames of a page. */
const SCRIPT = `<script>
  addEventListener('message', ({ data, source }) => {
    if (data?.type !== 'sweetspot:height') return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) frame.height = data.height;
  });
</script>`;

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * The study as a link, and as a frame for another page.
 *
 * @property work  {Work}
 * @property t     the dictionary
 * @fires download  "study"
 */
export class ShareDialog extends LitElement {
  static properties = {
    work: { attribute: false },
    t: { attribute: false },
    view: { state: true },
    fragment: { state: true },
    fault: { state: true },
    said: { state: true },
    language: { state: true },
    theme: { state: true },
  };

  static styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        --dialog-width: 600px;
      }
      .head {
        padding-bottom: 4px;
      }
      .tabs {
        display: flex;
        gap: 4px;
        margin-bottom: 8px;
        border-bottom: 1px solid var(--line);
      }
      .tabs button {
        height: 36px;
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--muted);
      }
      .tabs [aria-selected='true'] {
        border-bottom-color: var(--ink);
        color: var(--ink);
        font-weight: 600;
      }
      p {
        margin: 8px 0;
        overflow-wrap: anywhere;
      }
      textarea {
        display: block;
        height: 96px;
        padding: 8px;
        background: var(--sunk);
        font: 12px/1.45 var(--mono);
        resize: vertical;
        overflow-wrap: anywhere;
        scrollbar-width: thin;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        margin: 8px 0;
      }
      .row label {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      .row select {
        width: auto;
      }
      .main {
        border-color: var(--ink);
        background: var(--ink);
        color: var(--paper);
        font-weight: 600;
      }
      code {
        font: 12px var(--mono);
      }
      .bad {
        color: var(--bad);
      }
      @media (pointer: coarse) {
        .row button,
        .tabs button {
          height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Work} */
    this.work = { draft: null, study: null, result: null, base: '', files: [], example: '' };
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {typeof VIEWS[number]} */
    this.view = 'link';
    /** The whole study; '' until it is made. */
    this.fragment = '';
    /** @type {'' | 'large'} */
    this.fault = '';
    this.said = '';
    this.language = '';
    this.theme = '';
  }

  /** @param {typeof VIEWS[number]} view @param {Work} work */
  async show(view, work) {
    Object.assign(this, { view, work, said: '', fragment: '', fault: '' });
    await this.updateComplete;
    const dialog = /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
    if (!dialog.open) dialog.showModal();
    if (!work.draft) return;
    const at = work.base === 'examples/' ? 'examples' : '';
    try {
      this.fragment = await shareText({ study: work.draft, want: this.#want(), at });
    } catch (error) {
      if (!(error instanceof ShareError)) throw error;
      this.fault = 'large';
    }
  }

  /** What the last run came to, if it was of this very study. */
  #want() {
    const { result, study } = this.work;
    const isSame = result && study && editsOf(study, result.study).length === 0;
    return isSame ? expectedOf(result) : null;
  }

  render() {
    const { t, view } = this;
    return html`<dialog aria-labelledby="title" @close=${() => emit(this, 'shut')}>
      <div class="head"><h2 id="title">${t('page.share.title')}</h2>
        <button class="quiet" type="button" @click=${this.#close}>${t('page.share.close')}</button></div>
      <div class="tabs" role="tablist" aria-labelledby="title" @keydown=${tabKeys}>
        ${VIEWS.map(
          (
            each,
          ) => html`<button type="button" role="tab" id="tab-${each}" aria-selected=${each === view} aria-controls="view"
          tabindex=${each === view ? 0 : -1} @click=${() => this.#turn(each)}>${t(`page.share.${each}`)}</button>`,
        )}
      </div>
      <div id="view" role="tabpanel" aria-labelledby="tab-${view}">${this.#view()}</div>
      <p role="status" aria-live="polite">${this.said}</p>
    </dialog>`;
  }

  #view() {
    const { t, work, fault } = this;
    if (!work.draft) return html`<p class="bad">▲ ${t('page.share.mistakes')}</p>`;
    if (fault)
      return html`<p class="bad">▲ ${t('page.share.large')}</p><div class="row">${this.#file()}</div>`;
    return this.view === 'link' ? this.#link() : this.#embed();
  }

  #link() {
    const { t } = this;
    const address = `${ownAddress()}#s=${this.fragment}`;
    const want = this.#want();
    const hash = want?.best?.hash || want?.fingerprint || '';
    return html`
      <p>${t('page.share.what')}</p>
      <textarea readonly aria-label=${t('page.share.link')} .value=${this.fragment ? address : ''} @focus=${this.#select}></textarea>
      <div class="row">
        <button class="main" type="button" ?disabled=${!this.fragment} @click=${this.#copy}>${t('page.share.copy')}</button>
        ${'share' in navigator ? html`<button type="button" @click=${() => this.#send(address)}>${t('page.share.send')}</button>` : nothing}
        ${address.length > LONG ? this.#file() : nothing}
      </div>
      ${
        want
          ? html`<p>${t('page.share.promises')} ${want.best ? `${want.metric} ${formatScore(want.best.value)}, ` : ''}${t(want.best?.hash ? 'page.shared.weights' : 'page.shared.fingerprint')} <code title=${hash}>${hash.slice(0, SHORT)}</code>${t('page.shared.end')}
            ${want.clock ? t('page.share.clock') : want.speed === 'fast' ? t('page.share.fast') : ''}</p>`
          : html`<p class="muted">${t('page.share.unrun')}</p>`
      }
      ${this.#warnings(address)}`;
  }

  #embed() {
    const { t } = this;
    const snippet = this.#snippet();
    const choice = (
      /** @type {'language' | 'theme'} */ name,
      /** @type {[string, string][]} */ options,
    ) =>
      html`<label>${t(`page.share.${name}`)} <select @change=${(/** @type {any} */ event) => {
        this[name] = event.target.value;
      }}>${options.map(([value, text]) => html`<option value=${value} .selected=${value === this[name]}>${text}</option>`)}</select></label>`;
    return html`
      <p>${t('page.share.embedWhat')}</p>
      <div class="row">
        ${choice('language', [
          ['', t('page.share.reader')],
          ['en', 'English'],
          ['zh', '中文'],
        ])}
        ${choice('theme', [
          ['', t('page.share.reader')],
          ['light', t('page.share.light')],
          ['dark', t('page.share.dark')],
        ])}
      </div>
      <textarea readonly aria-label=${t('page.share.snippet')} .value=${snippet} @focus=${this.#select}></textarea>
      <div class="row"><button class="main" type="button" ?disabled=${!this.fragment} @click=${this.#copy}>${t('page.share.copyCode')}</button></div>
      <details><summary>${t('page.share.height')}</summary>
        <textarea class="script" readonly aria-label=${t('page.share.height')} .value=${SCRIPT} @focus=${this.#select}></textarea></details>
      ${this.#warnings(snippet)}`;
  }

  #snippet() {
    const { work, language, theme } = this;
    const study = work.example ? `example=${work.example}` : `s=${this.fragment}`;
    const parts = ['embed', study, language && `lang=${language}`, theme && `theme=${theme}`];
    const address = `${ownAddress()}#${parts.filter(Boolean).join('&')}`;
    const name = String(work.draft?.name ?? '');
    return `<iframe src="${escaped(address)}" title="${escaped(`Sweetspot: ${name}`)}" width="100%" height="${FRAME_HEIGHT}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>`;
  }

  /** @param {string} text */
  #warnings(text) {
    const { t, work } = this;
    const source = work.draft?.data?.source;
    const names = (typeof source === 'object' && source ? Object.values(source) : [source]).flat();
    const own = work.base
      ? []
      : names.filter((name) => typeof name === 'string' && DATA_FILE.test(name));
    return html`
      ${own.length ? html`<p class="bad">▲ ${t('page.share.own', { files: own.join(', ') })}</p>` : nothing}
      ${text.length > LONG ? html`<p class="muted">${t('page.share.long', { count: text.length })}</p>` : nothing}`;
  }

  #file() {
    return html`<button type="button" @click=${() => emit(this, 'download', 'study')}>${this.t('page.share.file')}</button>`;
  }

  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }

  /** @param {typeof VIEWS[number]} view */
  #turn(view) {
    Object.assign(this, { view, said: '' });
  }

  /** @param {Event} event */
  #select(event) {
    /** @type {HTMLTextAreaElement} */ (event.target).select();
  }

  /** Where the clipboard is closed to scripts, the older way; and where that is too, by hand. */
  async #copy() {
    const area = /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector('textarea'));
    let done = false;
    try {
      await navigator.clipboard.writeText(area.value);
      done = true;
    } catch {
      area.focus();
      area.select();
      done = document.execCommand('copy');
    }
    this.said = this.t(done ? 'page.share.copied' : 'page.share.byHand');
  }

  /** @param {string} url */
  async #send(url) {
    try {
      await navigator.share({ title: `Sweetspot: ${this.work.draft?.name ?? ''}`, url });
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'AbortError')
        this.said = this.t('page.share.notSent');
    }
  }
}

customElements.define('share-dialog', ShareDialog);
