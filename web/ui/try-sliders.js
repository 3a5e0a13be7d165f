import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { breakable, controls, emit } from './controls.js';
import { chosen, columnsOf } from './try-columns.js';

/** @typedef {import('../lib/predict-rows.js').Range} Range */

/** A table of more columns has no controls for them. */
const MOST_SLIDERS = 60;
/** So many positions has the slider of a column that is not of whole numbers. */
const STEPS = 200;

/**
 * A control for each column of a table: a slider, or a choice where columns are the values of one.
 *
 * @property ranges  of the columns
 * @property values  of the row
 * @property t       the dictionary
 * @fires own-values  number[]
 */
export class TrySliders extends LitElement {
  static properties = {
    ranges: { attribute: false },
    values: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      p {
        margin: 4px 0;
      }
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 8px;
        padding: 2px 0;
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
      input[type='range'] {
        grid-column: 1 / -1;
        width: 100%;
        height: 20px;
        margin: 0;
        accent-color: var(--best);
      }
      .choice {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        align-items: center;
      }
      .sliders {
        position: relative;
        max-height: 300px;
        margin-top: 8px;
        padding-inline-end: 4px;
        overflow-y: auto;
      }
      @media (max-width: 700px) {
        .sliders {
          max-height: 45vh;
        }
      }
      @media (pointer: coarse) {
        input[type='range'] {
          height: 32px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Range[]} */
    this.ranges = [];
    /** @type {number[]} */
    this.values = [];
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { t, ranges } = this;
    if (ranges.length === 0) return nothing;
    const columns = columnsOf(ranges);
    if (columns.length > MOST_SLIDERS)
      return html`<p class="muted">${t('page.try.wide', { columns: columns.length })}</p>`;
    return html`<div class="sliders" tabindex="0" role="group" aria-label=${t('page.try.sliders')}>${columns.map(
      (column) =>
        column.kind === 'range' ? this.#slider(column.range, column.at) : this.#choice(column),
    )}</div>`;
  }

  /** @param {import('./try-columns.js').ChoiceColumn} column */
  #choice(column) {
    const { values } = this;
    const choose = (/** @type {Event} */ event) => {
      const at = Number(/** @type {HTMLSelectElement} */ (event.target).value);
      this.#own(chosen(values, column, at));
    };
    return html`<label class="choice"><span>${breakable(column.name)}</span>
      <select @change=${choose}>${column.options.map(({ text, at }) => html`<option value=${at} .selected=${values[at] === 1}>${text}</option>`)}</select></label>`;
  }

  /** @param {Range} range @param {number} d */
  #slider({ name, low, high, whole }, d) {
    const value = this.values[d] ?? low;
    const step = whole ? 1 : (high - low) / STEPS || 1;
    return html`<label><span>${breakable(name)}</span><span>${formatNumber(Number(value.toPrecision(4)))}</span>
      <input type="range" min=${low} max=${high} step=${whole ? step : 'any'} .value=${String(value)} aria-valuetext=${formatNumber(Number(value.toPrecision(4)))}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event, d, step)}
        @input=${(/** @type {Event} */ event) => this.#slide(d, Number(/** @type {HTMLInputElement} */ (event.target).value))}></label>`;
  }

  /** With step "any" the arrows of the browser do nothing sensible. @param {KeyboardEvent} event @param {number} d @param {number} step */
  #key(event, d, step) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const { low, high } = this.ranges[d];
    this.#slide(d, Math.min(high, Math.max(low, this.values[d] + by * step)));
  }

  /** @param {number} d @param {number} value */
  #slide(d, value) {
    this.#own(this.values.map((each, i) => (i === d ? value : each)));
  }

  /** @param {number[]} values */
  #own(values) {
    this.values = values;
    emit(this, 'own-values', values);
  }
}

customElements.define('try-sliders', TrySliders);
