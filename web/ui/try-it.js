import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';
import './trial-picture.js';
import './trial-series.js';
import './try-bars.js';
import './try-canvas.js';
import { centred } from './try-drawing.js';
import './try-sliders.js';
import './try-words.js';

/** @typedef {import('../lib/trial-look.js').Look} Look */
/** @typedef {import('../lib/predict.js').Seen} Seen */
/** @typedef {import('../lib/predict-rows.js').Range} Range */

/**
 * Rows of the reader's own for a trained network: a drawing, a text, sliders; or rows of the data, one after the other.
 *
 * @property look  a trained network
 * @property t     the dictionary
 * @fires tried     number[] | null: the row of a table that is shown
 */
export class TryIt extends LitElement {
  static properties = {
    look: { attribute: false },
    t: { attribute: false },
    row: { state: true },
    values: { state: true },
    text: { state: true },
    predicted: { state: true },
    said: { state: true },
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
      textarea {
        height: 112px;
        padding: 4px 8px;
        resize: vertical;
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
    /** A text and what was made of it. @type {import('./try-words.js').TryWords['said']} */
    this.said = null;
    /** What the network sees of a drawing. @type {Float32Array | null} */
    this.drawn = null;
    /** @type {Range[]} */
    this.ranges = [];
    this.at = -1;
    this.asked = false;
    this.again = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('look')) return;
    Object.assign(this, { row: null, values: [], text: '', predicted: null, said: null });
    Object.assign(this, { drawn: null, ranges: [], at: -1 });
    if (this.look) void this.#begin(this.look);
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
    if (kindOf(look) === 'table') emit(this, 'tried', values);
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
    this.said = answer?.words ? { text, words: answer.words, predicted: answer.predicted } : null;
  }

  /** A row of the reader's own, from elsewhere. @param {number[]} values */
  take(values) {
    this.#own({ values });
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
    const isTable = kindOf(look) === 'table';
    return html`
      ${isTable ? nothing : this.#input(look)}
      <div class="buttons">
        <button type="button" @click=${() => this.#take(this.at + 1)}>${t(`page.try.next.${kindOf(look)}`)}</button>
        <button type="button" aria-label=${t('page.try.previous')} title=${t('page.try.previous')} ?disabled=${this.at < 1} @click=${() => this.#take(this.at - 1)}>‹</button>
        ${this.#draws ? html`<button type="button" @click=${this.#clear}>${t('page.try.clear')}</button>` : nothing}
      </div>
      <p class="muted">${row ? t(look.refit ? 'page.try.rowTest' : 'page.try.row', { row: row.row + 1 }) : t('page.try.own')}</p>
      <try-bars .predicted=${this.predicted} .classes=${data.classes} .target=${data.target} .truth=${truth} .t=${t}></try-bars>
      ${isTable ? this.#input(look) : nothing}
      ${data.words ? html`<try-words .look=${look} .said=${this.said} .t=${t}></try-words>` : nothing}`;
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
        return html`<try-sliders .ranges=${this.ranges} .values=${this.values} .t=${t}
          @own-values=${(/** @type {CustomEvent<number[]>} */ event) => this.#own({ values: event.detail })}></try-sliders>`;
      default:
        return this.#series(look);
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

  /** @param {Look} look */
  #series({ data }) {
    const { row, predicted } = this;
    if (row?.input.kind !== 'series') return nothing;
    const isNumber = data.classes.length === 0;
    const [truth, guess] = isNumber ? [row.truth, predicted?.[0] ?? null] : [null, null];
    return html`<trial-series .values=${row.input.values} .shape=${row.input.shape} .names=${data.feature_names} .target=${data.target}
      .truth=${truth} .guess=${guess} .t=${this.t}></trial-series>`;
  }
}

/** @param {Look} look @returns {'text' | 'picture' | 'series' | 'table'} */
function kindOf({ data: { words, shape } }) {
  if (words) return 'text';
  return shape.length === 3 ? 'picture' : shape.length === 2 ? 'series' : 'table';
}

customElements.define('try-it', TryIt);
