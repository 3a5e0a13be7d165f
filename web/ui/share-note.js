import { LitElement, css, html, nothing } from 'lit';
import { formatScore } from '../charts/format.js';
import { controls, emit } from './controls.js';

/** @typedef {import('./sharing.js').Note} Note */
/** @typedef {import('../lib/share.js').Expected} Expected */
/** @typedef {import('../lib/share.js').Verdict} Verdict */

/** Digits of a hash that people compare; all of them are in its title. */
const SHORT = 8;
const MOST_EDITS = 4;

/**
 * The strip below the run bar: what a shared study should come to, and whether it did.
 *
 * @property note  {Note | null}
 * @property t     the dictionary
 * @fires shared  "open" | "close" | "back"
 */
export class ShareNote extends LitElement {
  static properties = { note: { attribute: false }, t: { attribute: false } };

  static styles = [
    controls,
    css`
      :host {
        padding: 4px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--tuned-wash);
      }
      :host([hidden]) {
        display: none;
      }
      .line {
        display: flex;
        gap: 4px 12px;
        align-items: center;
      }
      .says {
        flex: 1;
        min-width: 0;
        margin: 0;
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
      .says b {
        margin-inline-end: 4px;
      }
      .buttons {
        display: flex;
        flex: none;
        gap: 4px;
      }
      code {
        font: 12px var(--mono);
      }
      .bad {
        color: var(--bad);
      }
      .good {
        color: var(--tuned);
      }
      table {
        margin: 0 0 8px;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 2px 16px 2px 0;
        font-weight: 400;
        text-align: start;
      }
      th {
        color: var(--muted);
      }
      @media (max-width: 699px) {
        :host {
          padding: 4px 12px;
        }
        .line {
          flex-wrap: wrap;
        }
        .says {
          flex-basis: 200px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Note | null} */
    this.note = null;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { note, t } = this;
    if (!note) return nothing;
    const button = (/** @type {string} */ what, /** @type {string} */ key) =>
      html`<button type="button" @click=${() => emit(this, 'shared', what)}>${t(key)}</button>`;
    return html`
      <section aria-label=${t('page.shared.title')}>
      <div class="line">
        <p class="says" role="status" aria-live="polite">${this.#says(note)}</p>
        <span class="buttons">
          ${note.kind === 'ask' ? button('open', 'page.shared.openIt') : nothing}
          ${note.kind === 'open' && note.canLeave ? button('back', 'page.shared.back') : nothing}
          ${button('close', note.kind === 'ask' ? 'page.shared.leave' : 'page.shared.hide')}
        </span>
      </div>
      ${note.verdict && !note.verdict.same ? this.#table(note.verdict) : nothing}
      </section>
    `;
  }

  /** @param {Note} note */
  #says({ kind, fault, shared, missing = [], verdict, edits = [] }) {
    const { t } = this;
    if (kind === 'fault')
      return html`<span class="bad">▲ ${t(`page.shared.fault.${fault}`)}</span>`;
    const name = String(shared?.study.name ?? '');
    if (kind === 'ask') return t('page.shared.ask', { name });
    const want = shared?.want;
    const lacks = missing.length
      ? html` <span class="bad">▲ ${t('page.shared.missing', { files: missing.join(', ') })}</span>`
      : nothing;
    if (!want)
      return html`<b>${t('page.shared.study', { name })}</b> ${t('page.shared.bare')}${lacks}`;
    if (verdict?.same) {
      return html`<b class="good">✓ ${t('page.shared.same')}</b> ${this.#facts(want)}`;
    }
    if (verdict) {
      return html`<b class="bad">≠ ${t('page.shared.differs')}</b> ${verdict.reasons.map(
        (reason) => html`${t(`page.shared.reason.${reason}`)} `,
      )}${edits.length ? this.#edits(edits) : nothing}${verdict.bestSame && want.best ? html` ${t('page.shared.bestSame', { trial: want.best.number })}` : nothing}`;
    }
    return html`<b>${t('page.shared.study', { name })}</b> ${t('page.shared.should')} ${this.#facts(want)} ${t('page.shared.press')}${lacks}`;
  }

  /** @param {Expected} want */
  #facts({ metric, best, fingerprint }) {
    const { t } = this;
    const hash = best?.hash || fingerprint;
    const score = best ? `${metric} ${formatScore(best.value)}, ` : '';
    return html`${score}${t(best?.hash ? 'page.shared.weights' : 'page.shared.fingerprint')} <code title=${hash}>${hash.slice(0, SHORT)}</code>${t('page.shared.end')}`;
  }

  /** @param {{path: string, before: unknown, after: unknown}[]} edits */
  #edits(edits) {
    const text = (/** @type {unknown} */ value) => JSON.stringify(value) ?? '–';
    const some = edits.slice(0, MOST_EDITS);
    return html`(${some.map((edit, at) => html`${at ? ', ' : ''}<code>${edit.path}</code> ${text(edit.before)} → ${text(edit.after)}`)}${edits.length > some.length ? ', …' : ''})`;
  }

  /** @param {Verdict} verdict */
  #table({ differences }) {
    const { t } = this;
    if (differences.length === 0) return nothing;
    const text = (/** @type {string | number} */ value) =>
      typeof value === 'number' && !Number.isInteger(value) ? formatScore(value) : value;
    return html`<details><summary>${t('page.shared.details')}</summary>
      <table aria-label=${t('page.shared.details')}>
        <thead><tr><td></td><th scope="col">${t('page.shared.then')}</th><th scope="col">${t('page.shared.now')}</th></tr></thead>
        <tbody>${differences.map(({ what, expected, got }) => html`<tr><th scope="row">${t(`page.shared.what.${what}`)}</th><td>${text(expected)}</td><td>${text(got)}</td></tr>`)}</tbody>
      </table></details>`;
  }
}

customElements.define('share-note', ShareNote);
