import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { controls } from './controls.js';

/** With more classes than this only the likeliest are shown. */
const MOST_BARS = 12;
/** A longer name has more than one line. */
const MOST_LETTERS = 15;

/**
 * What a network says to one row: a bar for each class, or a number.
 *
 * @property predicted  [C] probabilities, or one number
 * @property classes    names; [] for a number
 * @property target     what the number is
 * @property truth      what it should be, where that is known
 * @property t          the dictionary
 */
export class TryBars extends LitElement {
  static properties = {
    predicted: { attribute: false },
    classes: { attribute: false },
    target: { attribute: false },
    truth: { attribute: false },
    t: { attribute: false },
    said: { state: true },
  };

  static styles = [
    controls,
    css`
      ol {
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }
      li {
        display: grid;
        grid-template-columns: var(--name) minmax(0, 1fr) 5em;
        gap: 8px;
        align-items: center;
        min-height: 20px;
      }
      li span:first-child {
        line-height: 1.2;
        overflow-wrap: anywhere;
      }
      .track {
        height: 10px;
        border-radius: 2px;
        background: var(--sunk);
      }
      .bar {
        display: block;
        width: calc(100% * var(--share));
        height: 100%;
        border-radius: 2px;
        background: var(--trial);
      }
      .most span {
        font-weight: 600; /* not of the whole line: its columns are counted in letters */
      }
      .most .bar {
        background: var(--best);
      }
      .end {
        text-align: end;
        white-space: nowrap;
      }
      .number {
        margin: 8px 0 0;
        font-size: 24px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      p {
        min-height: 19px;
        margin: 4px 0 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Float32Array | null} */
    this.predicted = null;
    /** @type {string[]} */
    this.classes = [];
    this.target = '';
    /** @type {number | null} */
    this.truth = null;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** What a screen reader hears: not every step of a drawing. */
    this.said = '';
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('predicted')) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.said = this.#sentence();
    }, 600);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
  }

  #sentence() {
    const { predicted, classes, t } = this;
    if (!predicted) return '';
    if (classes.length === 0) return `${this.target} ${formatNumber(predicted[0])}`;
    const best = order(predicted)[0];
    return t('page.try.says', { name: classes[best], share: percent(predicted[best]) });
  }

  render() {
    const { predicted, classes, truth, t, target } = this;
    if (!predicted) return html`<p class="muted">${t('page.try.nothing')}</p>${this.#status()}`;
    if (classes.length === 0)
      return html`<p class="number">${formatNumber(predicted[0])}</p>
        <p class="muted">${target}${truth === null ? '' : t('page.try.truthNumber', { value: formatNumber(truth) })}</p>${this.#status()}`;
    const ranked = order(predicted);
    const many = classes.length > MOST_BARS;
    const shown = many ? ranked.slice(0, MOST_BARS) : classes.map((_, c) => c);
    const name = Math.min(MOST_LETTERS, 1 + Math.max(...classes.map(({ length }) => length)));
    return html`<ol .style=${`--name: ${name}ch`}>${shown.map(
      (
        c,
      ) => html`<li class=${c === ranked[0] ? 'most' : ''}><span title=${classes[c]}>${classes[c]}</span>
        <span class="track" aria-hidden="true"><span class="bar" .style=${`--share: ${predicted[c].toFixed(4)}`}></span></span>
        <span class="end">${percent(predicted[c])}${c === truth ? html` <span title=${t('page.try.truth', { name: classes[c] })}>✓</span>` : nothing}</span></li>`,
    )}</ol>
    <p class="muted">${truth === null ? '' : t('page.try.truth', { name: classes[truth] })}</p>${this.#status()}`;
  }

  #status() {
    return html`<span class="hidden-text" role="status">${this.said}</span>`;
  }
}

/** Classes, the likeliest first. @param {Float32Array} predicted */
const order = (predicted) =>
  [...predicted.keys()].sort((a, b) => predicted[b] - predicted[a] || a - b);

/** @param {number} share */
export const percent = (share) =>
  `${(100 * share).toFixed(share > 0.9995 || share < 0.0005 ? 0 : 1)}\u00a0%`;

customElements.define('try-bars', TryBars);
