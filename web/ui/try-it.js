import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { breakable, controls } from './controls.js';
import './trial-picture.js';
import './try-bars.js';
import { percent } from './try-bars.js';
import './try-canvas.js';
import { chosen, columnsOf } from './try-columns.js';
import { centred } from './try-drawing.js';

/** @typedef {import('../lib/trial-look.js').Look} Look */
/** @typedef {import('../lib/predict.js').Seen} Seen */
/** @typedef {import('../lib/predict-rows.js').Range} Range */

/** A table of more columns has no controls for them. */
const MOST_SLIDERS = 60;
/** Words that are listed as those that count. */
const MOST_WORDS = 6;
/** So many positions has the slider of a column that is not of whole numbers. */
const STEPS = 200;
const WEIGH_LATER_MS = 350;

/**
 * Rows of the reader's own for a trained network: a drawing, a text, sliders; or rows of the data, one after the other.
 *
 * @property look  a trained network
 * @property t     the dictionary
 */
export class TryIt extends LitElement {
  static properties = {
    look: { attribute: false },
    t: { attribute: false },
    row: { state: true },
    values: { state: true },
    text: { state: true },
    predicted: { state: true },
    counts: { state: true },
    drawn: { state: true },
  };

  static styles = [
    controls,
    css`
      .own {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: start;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 8px 0 0;
      }
      .buttons button {
        padding: 0 8px;
      }
      .seen {
        width: 84px;
      }
      .seen trial-picture {
        width: 84px;
      }
      .whole trial-picture {
        width: 168px;
      }
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
        padding-inline-end: 4px;
        overflow-y: auto;
      }
      textarea {
        height: 112px;
        padding: 4px 8px;
        resize: vertical;
      }
      .read {
        position: relative;
        max-height: 88px;
        overflow-y: auto;
        overflow-wrap: anywhere;
      }
      .unknown {
        color: var(--muted);
        text-decoration: underline dotted;
      }
      ul {
        margin: 4px 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }
      li {
        display: flex;
        gap: 8px;
        justify-content: space-between;
      }
      @media (max-width: 700px) {
        .sliders {
          max-height: none;
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
    /** @type {Look | null} */
    this.look = null;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** The row of the data that is shown; null once something was changed. @type {(Seen & { count: number }) | null} */
    this.row = null;
    /** @type {number[]} */
    this.values = [];
    this.text = '';
    /** @type {Float32Array | null} */
    this.predicted = null;
    /** The words that count most, and those that the network does not know. @type {{ all: { word: string, known: boolean }[], most: { word: string, weight: number }[] } | null} */
    this.counts = null;
    /** What the network sees of a drawing. @type {Float32Array | null} */
    this.drawn = null;
    /** @type {Range[]} */
    this.ranges = [];
    this.at = -1;
    this.asked = false;
    this.again = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('look')) return;
    Object.assign(this, { row: null, values: [], text: '', predicted: null, counts: null });
    Object.assign(this, { drawn: null, ranges: [], at: -1 });
    if (this.look) void this.#begin(this.look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
  }

  /** @param {Look} look */
  async #begin(look) {
    this.ranges = await look.ranges();
    if (look === this.look) await this.#take(0);
  }

  get #high() {
    return this.ranges[0]?.high || 1;
  }

  /** Whether a drawing makes sense: one channel, no larger than a drawing. */
  get #draws() {
    const { shape = [] } = this.look?.data ?? {};
    return shape.length === 3 && shape[2] === 1 && shape[0] <= 64 && shape[1] <= 64;
  }

  /** A row of the data. @param {number} at */
  async #take(at) {
    const { look } = this;
    if (!look) return;
    const row = await look.row(at);
    if (look !== this.look) return;
    this.at = at;
    this.row = row;
    this.drawn = null;
    const { input } = row;
    if (input.kind === 'text') this.text = input.words.map((word) => word ?? '…').join(' ');
    else this.values = [...input.values];
    await this.updateComplete;
    this.#showRow();
    await this.#ask();
  }

  /** On the paper, where there is one. */
  #showRow() {
    const input = this.row?.input;
    if (input?.kind !== 'picture' || !this.#draws) return;
    const [height, width] = input.shape;
    const grey = input.values.map((value) => value / this.#high);
    this.#paper?.show(grey, height, width);
  }

  get #paper() {
    return /** @type {import('./try-canvas.js').TryCanvas | null} */ (
      this.renderRoot.querySelector('try-canvas')
    );
  }

  /** One question at a time; what has changed meanwhile is asked after. @returns {Promise<void>} */
  async #ask() {
    const { look, values, text } = this;
    if (!look) return;
    if (this.asked) {
      this.again = true;
      return;
    }
    this.asked = true;
    const own = look.data.words ? { text } : { values };
    const answer = await look.predict(own).catch(() => null);
    this.asked = false;
    if (look !== this.look) return;
    this.predicted = answer?.predicted ?? null;
    if (this.again) {
      this.again = false;
      return this.#ask();
    }
    if (answer?.words) this.#weighLater(answer.words);
  }

  /** Each word costs a prediction: only once the reader pauses. @param {{ word: string, known: boolean }[]} words */
  #weighLater(words) {
    clearTimeout(this.later);
    this.counts = { all: words, most: [] };
    this.later = setTimeout(() => void this.#weigh(words), WEIGH_LATER_MS);
  }

  /** @param {{ word: string, known: boolean }[]} words */
  async #weigh(words) {
    const { look, text, predicted } = this;
    if (!look || !predicted || predicted.length < 2 || words.length === 0) return;
    const guess = predicted.indexOf(Math.max(...predicted));
    const { weights } = await look.weigh({ text, guess });
    if (look !== this.look || text !== this.text) return;
    const most = [...weights]
      .map((weight, i) => ({ word: words[i].word, weight }))
      .filter(({ weight }) => Math.abs(weight) >= 0.0005)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
    this.counts = { all: words, most: most.slice(0, MOST_WORDS) };
  }

  /** @param {Partial<TryIt>} change */
  #own(change) {
    Object.assign(this, { row: null }, change);
    void this.#ask();
  }

  /** @param {CustomEvent<{ ink: Float32Array, side: number }>} event */
  #draw({ detail }) {
    const [height, width] = /** @type {Look} */ (this.look).data.shape;
    const pixels = centred(detail.ink, detail.side, height, width);
    if (!pixels) return;
    const whole = this.ranges[0]?.whole;
    const values = Array.from(pixels, (value) =>
      whole ? Math.round(value * this.#high) : value * this.#high,
    );
    this.#own({ values, drawn: Float32Array.from(values) });
  }

  #clear() {
    this.#paper?.clear();
    Object.assign(this, { row: null, predicted: null, drawn: null });
  }

  /** A drawing on top of a row of the data would be neither. */
  #drawBegin() {
    if (this.row) this.#clear();
  }

  render() {
    const { look, t, row } = this;
    if (!look) return nothing;
    const { data } = look;
    const truth = row?.truth ?? null;
    return html`
      ${this.#input(look)}
      <div class="buttons">
        <button type="button" @click=${() => this.#take(this.at + 1)}>${t(`page.try.next.${kindOf(look)}`)}</button>
        <button type="button" aria-label=${t('page.try.previous')} title=${t('page.try.previous')} ?disabled=${this.at < 1} @click=${() => this.#take(this.at - 1)}>‹</button>
        ${this.#draws ? html`<button type="button" @click=${this.#clear}>${t('page.try.clear')}</button>` : nothing}
      </div>
      <p class="muted">${row ? t(look.refit ? 'page.try.rowTest' : 'page.try.row', { row: row.row + 1 }) : t('page.try.own')}</p>
      <try-bars .predicted=${this.predicted} .classes=${data.classes} .target=${data.target} .truth=${truth} .t=${t}></try-bars>
      ${data.words ? this.#words() : nothing}`;
  }

  /** @param {Look} look */
  #input(look) {
    const { t } = this;
    switch (kindOf(look)) {
      case 'text':
        return html`<textarea aria-label=${t('page.try.text')} spellcheck="false" .value=${this.text}
          @input=${(/** @type {Event} */ event) => this.#own({ text: /** @type {HTMLTextAreaElement} */ (event.target).value })}></textarea>`;
      case 'picture':
        return this.#picture(look);
      case 'table':
        return this.#columns();
      default:
        return html`<p class="muted">${t('page.try.series')}</p>`;
    }
  }

  /** @param {Look} look */
  #picture(look) {
    const { t, row, drawn } = this;
    const [height, width] = look.data.shape;
    const seen = row || drawn ? this.values : new Float32Array(height * width);
    if (!this.#draws) {
      if (row?.input.kind !== 'picture') return nothing;
      const label = look.data.classes[row.truth];
      return html`<div class="whole"><trial-picture .values=${row.input.values} .shape=${row.input.shape} .high=${this.#high} .label=${label}></trial-picture></div>`;
    }
    return html`<div class="own">
      <try-canvas .thick=${Math.max(0.06, 2 / Math.max(height, 20))} .label=${t('page.try.paper')} @draw=${this.#draw} @draw-begin=${this.#drawBegin}></try-canvas>
      <div class="seen"><trial-picture .values=${seen} .shape=${look.data.shape} .high=${this.#high} .label=${t('page.try.seen')}></trial-picture>
        <p class="muted">${t('page.try.seen')}</p></div></div>`;
  }

  #columns() {
    const { t } = this;
    const columns = columnsOf(this.ranges);
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
    return html`<label class="choice"><span>${breakable(column.name)}</span>
      <select @change=${(/** @type {Event} */ event) => this.#own({ values: chosen(values, column, Number(/** @type {HTMLSelectElement} */ (event.target).value)) })}>
        ${column.options.map(({ text, at }) => html`<option value=${at} .selected=${values[at] === 1}>${text}</option>`)}</select></label>`;
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
    this.#own({ values: this.values.map((each, i) => (i === d ? value : each)) });
  }

  #words() {
    const { counts, t, look } = this;
    const unknown = counts?.all.filter(({ known }) => !known).map(({ word }) => word) ?? [];
    const guess = this.predicted ? this.predicted.indexOf(Math.max(...this.predicted)) : 0;
    const name = look?.data.classes[guess] ?? '';
    return html`
      ${
        counts?.most.length
          ? html`<p class="muted">${t('page.try.counts', { name })}</p>
          <ul>${counts.most.map(({ word, weight }) => html`<li><span>${word}</span><span>${weight > 0 ? '+' : '−'}${percent(Math.abs(weight))}</span></li>`)}</ul>`
          : nothing
      }
      ${unknown.length ? html`<p class="muted">${t('page.try.unknown')} <span class="unknown">${[...new Set(unknown)].slice(0, 20).join(' ')}</span></p>` : nothing}`;
  }
}

/** @param {Look} look @returns {'text' | 'picture' | 'series' | 'table'} */
function kindOf({ data: { words, shape } }) {
  if (words) return 'text';
  return shape.length === 3 ? 'picture' : shape.length === 2 ? 'series' : 'table';
}

customElements.define('try-it', TryIt);
