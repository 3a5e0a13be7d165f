import { LitElement, css, html, nothing, svg } from 'lit';
import { formatNumber } from '../charts/format.js';
import { breakable, controls } from './controls.js';

const [WIDTH, HEIGHT, PAD] = [120, 20, 4];
/** Of the dot and the ring, beside a name and alone. */
const RADII = { many: 3.2, only: 2.2 };
/** More lines than these are not drawn. */
const MOST_LINES = 12;

/** @param {number} value */
const short = (value) => formatNumber(Number(value.toPrecision(4)));

/**
 * A window over a series: a small line for each column, the last step on the right. Where the column itself is what is predicted, the next
 * value and the prediction stand behind it.
 *
 * @property values  [T * C]
 * @property shape   [T, C]
 * @property names   of the columns
 * @property target  what is predicted
 * @property truth, guess  the value that came, and what was predicted of it; null where they are not numbers
 * @property only    the target's column alone, if it is one of them
 * @property t       the dictionary
 */
export class TrialSeries extends LitElement {
  static properties = {
    values: { attribute: false },
    shape: { attribute: false },
    names: { attribute: false },
    target: { attribute: false },
    truth: { attribute: false },
    guess: { attribute: false },
    only: { type: Boolean },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      div {
        display: grid;
        grid-template-columns: minmax(0, 8.5em) minmax(0, 1fr) 4em;
        gap: 0 8px;
        align-items: center;
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
      }
      .last {
        color: var(--muted);
        text-align: end;
      }
      .target {
        font-weight: 600;
      }
      .only {
        grid-template-columns: minmax(0, 1fr);
        max-width: 200px;
        color: var(--muted);
      }
      p {
        margin: 4px 0 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {ArrayLike<number>} */
    this.values = [];
    /** @type {number[]} */
    this.shape = [0, 0];
    /** @type {string[]} */
    this.names = [];
    this.target = '';
    /** @type {number | null} */
    this.truth = null;
    /** @type {number | null} */
    this.guess = null;
    this.only = false;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { shape, names, target, only, t } = this;
    const [steps, columns] = shape;
    const at = names.indexOf(target);
    const drawn = only ? [Math.max(at, 0)] : Array.from({ length: columns }, (_, c) => c);
    return html`${drawn.slice(0, MOST_LINES).map((c) => this.#line(c, c === at))}
      ${only ? nothing : html`<p class="muted">${t(at < 0 ? 'page.try.steps' : 'page.try.stepsTarget', { steps, target })}</p>`}`;
  }

  /** @param {number} c @param {boolean} isTarget */
  #line(c, isTarget) {
    const { shape, values, names, only, t } = this;
    const [steps, columns] = shape;
    const line = Array.from({ length: steps }, (_, step) => values[step * columns + c]);
    const name = names[c] ?? '';
    const [truth, guess] = isTarget ? [this.truth, this.guess] : [null, null];
    const last = line[steps - 1];
    const words = t('page.try.line', { name, from: short(line[0]), to: short(last) });
    const drawing = svg`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${words}>${sketch(line, { truth, guess }, only ? RADII.only : RADII.many)}</svg>`;
    if (only)
      return html`<div class="only">${isTarget ? nothing : breakable(name)}${drawing}</div>`;
    return html`<div class=${isTarget ? 'target' : ''}><span>${breakable(name)}</span>${drawing}<span class="last">${short(last)}</span></div>`;
  }
}

/** @param {number[]} line @param {{ truth: number | null, guess: number | null }} next a dot, and a ring @param {number} r */
function sketch(line, { truth, guess }, r) {
  const next = [truth, guess].flatMap((value) => value ?? []);
  const all = [...line, ...next];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const step = (WIDTH - 2 * PAD) / Math.max(1, line.length - (next.length ? 0 : 1));
  const y = (/** @type {number} */ value) =>
    HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD);
  const points = line.map((value, i) => `${PAD + i * step},${y(value).toFixed(1)}`);
  const x = WIDTH - PAD;
  return [
    svg`<polyline points=${points.join(' ')} fill="none" stroke="var(--trial)" stroke-width="1.2" />`,
    truth === null ? nothing : svg`<circle cx=${x} cy=${y(truth)} r=${r} fill="var(--ink)" />`,
    guess === null
      ? nothing
      : svg`<circle cx=${x} cy=${y(guess)} r=${r} fill="none" stroke="var(--best)" stroke-width="1.2" />`,
  ];
}

customElements.define('trial-series', TrialSeries);
