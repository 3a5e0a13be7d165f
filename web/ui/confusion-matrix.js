import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';

/** Above so many classes the numbers do not fit and only the shades are shown. */
const MOST_NUMBERS = 12;

/**
 * Which class was taken for which: a row for each true class, a column for each predicted one. Hits and misses have a colour
 * each, the deeper the larger the share of the row (its square root, so that rare mistakes are seen).
 *
 * @property confusion  [C][C] counts
 * @property classes    names
 * @property pick       whether a cell of misses can be chosen
 * @property t          the dictionary
 * @fires pick-cell     { truth, guess }
 */
export class ConfusionMatrix extends LitElement {
  static properties = {
    confusion: { attribute: false },
    classes: { attribute: false },
    pick: { type: Boolean },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      .box {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: separate;
        border-spacing: 2px;
        table-layout: fixed;
        font-variant-numeric: tabular-nums;
      }
      caption {
        padding-bottom: 4px;
        color: var(--muted);
        font-size: 13px;
        letter-spacing: 0;
        text-align: start;
      }
      th {
        padding: 0;
        overflow: hidden;
        font-size: 12px;
        font-weight: 400;
        color: var(--muted);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      th[scope='row'] {
        padding-inline-end: 4px;
        text-align: end;
      }
      .corner {
        width: 27%;
      }
      .many .corner {
        width: 18%;
      }
      td {
        position: relative;
        height: 28px;
        text-align: center;
        background: var(--sunk);
      }
      td::before {
        position: absolute;
        inset: 0;
        content: '';
        background: var(--miss);
        opacity: var(--share);
      }
      td.hit::before {
        background: var(--hit);
      }
      td span {
        position: relative;
      }
      td.deep {
        color: var(--on-miss);
      }
      td.deep.hit {
        color: var(--on-deep);
      }
      td button {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        padding: 0;
        border: 0;
        border-radius: 0;
        background: transparent;
        font: inherit;
        letter-spacing: inherit;
      }
      .many {
        border-spacing: 1px;
        font-size: 11px;
        letter-spacing: -0.02em;
      }
      .many.large td {
        font-size: 9.5px;
        letter-spacing: -0.05em;
      }
      .short .corner {
        width: 16px;
      }
      .many td {
        height: 24px;
      }
      .bare td span {
        display: none;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {number[][]} */
    this.confusion = [];
    /** @type {string[]} */
    this.classes = [];
    this.pick = false;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { confusion, classes, t } = this;
    const size = confusion.length;
    const many = size > MOST_NUMBERS ? 'many bare' : size > 6 ? 'many' : '';
    const short = classes.every((name) => name.length < 3) ? 'short' : '';
    const large = confusion.some((row) => row.some((count) => count > 999)) ? 'large' : '';
    return html`<div class="box" tabindex=${size > MOST_NUMBERS ? 0 : nothing}><table class=${`${many} ${short} ${large}`}>
      <caption>${t('page.confusion.caption')}</caption>
      <thead><tr><th class="corner"><span class="hidden-text">${t('page.classes.name')}</span></th>${classes.map((name) => html`<th scope="col" title=${name}>${name}</th>`)}</tr></thead>
      <tbody>${confusion.map((row, truth) => this.#row(row, truth))}</tbody>
    </table></div>`;
  }

  /** @param {number[]} row @param {number} truth */
  #row(row, truth) {
    const { classes, t } = this;
    const sum = row.reduce((all, count) => all + count, 0) || 1;
    return html`<tr><th scope="row" title=${classes[truth]}>${classes[truth]}</th>${row.map(
      (count, guess) => {
        const share = count / sum;
        const depth = Math.sqrt(share);
        const words = t('page.confusion.cell', {
          count,
          truth: classes[truth],
          guess: classes[guess],
        });
        return html`<td class="${guess === truth ? 'hit' : ''} ${depth > 0.85 ? 'deep' : ''}" title=${words}
        .style=${`--share: ${depth.toFixed(3)}`}>${
          this.pick && count > 0 && guess !== truth
            ? html`<button type="button" aria-label=${words} @click=${() => emit(this, 'pick-cell', { truth, guess })}><span>${count}</span></button>`
            : html`<span>${count}</span>`
        }</td>`;
      },
    )}</tr>`;
  }
}

customElements.define('confusion-matrix', ConfusionMatrix);
