import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { controls } from './controls.js';
import './trial-picture.js';
import './trial-series.js';
import { percent } from './try-bars.js';
import { brief } from './try-columns.js';

/** @typedef {import('../lib/trial-look.js').Look} Look */
/** @typedef {import('../lib/predict.js').Seen} Seen */

/** At a time: pictures, and rows that take more room. */
const [MOST_PICTURES, MOST_ROWS] = [24, 8];
/** Of a text, and of a row of a table. */
const MOST_WORDS = 30;
const MOST_COLUMNS = 8;

/**
 * Rows that a network got wrong, the most certain mistakes first: pictures, texts, or rows of a table.
 *
 * @property look  the trained network
 * @property cell  { truth, guess }: only these; null: all
 * @property high  of pictures: what is white
 * @property t     the dictionary
 */
export class TrialMistakes extends LitElement {
  static properties = {
    look: { attribute: false },
    cell: { attribute: false },
    high: { attribute: false },
    t: { attribute: false },
    found: { state: true },
  };

  static styles = [
    controls,
    css`
      .pictures {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(64px, 1fr));
        gap: 8px;
      }
      ol {
        margin: 4px 0;
        padding: 0;
        list-style: none;
      }
      .pictures li {
        min-width: 0;
        font-size: 12px;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      .pictures trial-picture {
        width: 64px;
        margin-bottom: 2px;
      }
      .pictures .share {
        display: block;
        color: var(--muted);
      }
      .rows li {
        padding: 4px 0;
        border-bottom: 1px solid var(--hair);
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
      .guess {
        color: var(--ink);
        font-weight: 600;
      }
      p {
        margin: 4px 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Look | null} */
    this.look = null;
    /** @type {{ truth: number, guess: number } | null} */
    this.cell = null;
    this.high = 1;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {{ total: number, shown: Seen[] } | null} */
    this.found = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('look') && !changed.has('cell')) return;
    this.found = null;
    void this.#fetch(this.#page);
  }

  get #page() {
    return this.look?.data.shape.length === 3 ? MOST_PICTURES : MOST_ROWS;
  }

  /** @param {number} limit */
  async #fetch(limit) {
    const { look, cell } = this;
    const found = await look?.mistakes({ limit, ...cell }).catch(() => null);
    if (look === this.look && cell === this.cell) this.found = found ?? null;
  }

  render() {
    const { look, found, t, cell } = this;
    if (!look || !found) return html`<p class="muted">${t('page.trial.working')}</p>`;
    const { total, shown } = found;
    const { classes } = look.data;
    const numbers = classes.length === 0;
    const words = numbers
      ? t('page.mistakes.numbers')
      : cell
        ? t('page.mistakes.cell', {
            count: total,
            truth: classes[cell.truth],
            guess: classes[cell.guess],
          })
        : t(total > 0 ? 'page.mistakes.all' : 'page.mistakes.none', { count: total });
    const pictures = shown[0]?.input.kind === 'picture';
    return html`<p class="muted">${words}</p>
      <ol class=${pictures ? 'pictures' : 'rows'}>${shown.map((each) => this.#row(each, classes))}</ol>
      ${
        shown.length < total
          ? html`<button type="button" @click=${() => this.#fetch(shown.length + this.#page)}>${t('page.mistakes.more', { count: Math.min(this.#page, total - shown.length) })}</button>`
          : nothing
      }`;
  }

  /** @param {Seen} seen @param {string[]} classes */
  #row({ row, truth, guess = 0, probabilities, input }, classes) {
    const { t } = this;
    const said = classes.length
      ? html`${classes[truth]} → <span class="guess">${classes[guess]}</span> <span class="share">${percent(probabilities?.[guess] ?? 0)}</span>`
      : t('page.mistakes.number', { truth: formatNumber(truth), guess: formatNumber(guess) });
    const title = t('page.mistakes.row', { row: row + 1 });
    if (input.kind === 'picture')
      return html`<li title=${title}><trial-picture .values=${input.values} .shape=${input.shape} .high=${this.high}
        .label=${`${title}: ${classes[truth]}`}></trial-picture>${said}</li>`;
    if (input.kind === 'series') {
      const { feature_names: names, target } = /** @type {Look} */ (this.look).data;
      const ends = classes.length ? null : { truth, guess };
      return html`<li><div>${said} <span class="muted">${title}</span></div><trial-series .values=${input.values} .shape=${input.shape} .names=${names} .target=${target}
        .truth=${ends?.truth ?? null} .guess=${ends?.guess ?? null} .t=${t} only></trial-series></li>`;
    }
    return html`<li><div>${said}</div><div class="muted">${title}: ${this.#content(input)}</div></li>`;
  }

  /** @param {Exclude<import('../lib/predict-rows.js').Display, { kind: 'picture' | 'series' }>} input */
  #content(input) {
    if (input.kind === 'text') {
      const words = input.words.slice(0, MOST_WORDS).map((word) => word ?? '…');
      return words.join(' ') + (input.length > MOST_WORDS ? ' …' : '');
    }
    const { feature_names: names } = /** @type {Look} */ (this.look).data;
    const format = (/** @type {number} */ value) => formatNumber(Number(value.toPrecision(4)));
    return brief(input.values, names, format, MOST_COLUMNS);
  }
}

customElements.define('trial-mistakes', TrialMistakes);
