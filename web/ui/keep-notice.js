import { LitElement, css, html, nothing } from 'lit';
import { controls, emit, icons } from './controls.js';

/** Long enough to read it and to reach the button. */
const BRIEF_MS = 10000;

/** @typedef {{ text: string, acts?: { word: string, act: () => unknown }[], brief?: boolean }} Said brief: it goes by itself */

/**
 * One line over the page: what was kept, what could not be, and a way on or back.
 *
 * @property said  Said | null
 * @property t     the dictionary
 * @fires dismiss  it was closed, and nothing of what it offers is wanted
 */
export class KeepNotice extends LitElement {
  static properties = { said: { attribute: false }, t: { attribute: false } };

  static styles = [
    controls,
    css`
      :host {
        position: fixed;
        z-index: 5;
        inset-inline: 12px;
        bottom: 12px;
        display: flex;
        justify-content: center;
        pointer-events: none;
      }
      .notice {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        max-width: 640px;
        padding: 8px 8px 8px 16px;
        border: 1px solid var(--muted);
        border-radius: var(--radius);
        background: var(--panel);
        box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
        pointer-events: auto;
      }
      .text {
        flex: 1 1 0;
        min-width: 120px;
        overflow-wrap: anywhere;
      }
      .acts {
        display: flex;
        gap: 4px;
        margin-inline-start: auto;
      }
      @media (max-width: 699px) {
        :host {
          bottom: calc(73px + env(safe-area-inset-bottom));
        }
        button {
          height: 44px;
        }
        button.icon {
          width: 44px;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    /** @type {Said | null} */
    this.said = null;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { said, t } = this;
    return html`<div role="status" aria-live="polite">${
      said
        ? html`<div class="notice"><span class="text">${said.text}</span>
          <span class="acts">${said.acts?.map(({ word, act }) => html`<button type="button" @click=${() => this.#do(act)}>${word}</button>`)}
          <button type="button" class="quiet icon" aria-label=${t('page.keep.close')} title=${t('page.keep.close')} @click=${this.#dismiss}>${icons.remove}</button></span></div>`
        : nothing
    }</div>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('said')) return;
    clearTimeout(this.#timer);
    if (this.said?.brief) this.#timer = setTimeout(() => this.#close(), BRIEF_MS);
  }

  /** @param {() => unknown} act */
  #do(act) {
    this.#close();
    act();
  }

  #dismiss() {
    this.#close();
    emit(this, 'dismiss');
  }

  #close() {
    this.said = null;
  }
}

customElements.define('keep-notice', KeepNotice);
