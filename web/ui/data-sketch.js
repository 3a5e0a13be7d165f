import { LitElement, css, html, nothing, svg } from 'lit';
import { controls } from './controls.js';
import { sketchOf } from './sketch.js';

/** @typedef {import('./sketch.js').Sketch} Sketch */
/** @typedef {import('./sketch.js').Dot} Dot */

const WIDTH = 264;
const HEIGHT = 112;
const PAD = 8;
const R = 2.5;

/**
 * The rows of a built-in table, drawn small before anything has run.
 *
 * @property listed  what the list of data sets says of it; drawn when it is a table
 * @property t       the dictionary
 */
export class DataSketch extends LitElement {
  static properties = {
    listed: { attribute: false },
    t: { attribute: false },
    sketch: { state: true },
  };

  static styles = [
    controls,
    css`
      svg {
        width: 100%;
        height: auto;
        margin: 8px 0 0;
        border-radius: var(--radius);
        background: var(--sunk);
        stroke: none;
      }
      p {
        margin: 0;
        font-size: 12px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {any} */
    this.listed = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {Sketch | null} */
    this.sketch = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (
      !changed.has('listed') ||
      /** @type {any} */ (changed.get('listed'))?.id === this.listed?.id
    )
      return;
    this.sketch = null;
    if (this.listed?.kind === 'csv') void this.#fetch(this.listed);
  }

  /** A drawing is no matter of life: without the file there is none. @param {any} listed */
  async #fetch(listed) {
    const text = await fetch(`datasets/${listed.file}`).then(
      (response) => (response.ok ? response.text() : ''),
      () => '',
    );
    if (listed.id === this.listed?.id) this.sketch = sketchOf(text, listed);
  }

  render() {
    const { sketch, t } = this;
    // The place is kept while the file is on its way.
    if (!sketch)
      return this.listed?.kind === 'csv'
        ? html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg><p>&nbsp;</p>`
        : nothing;
    const drawing =
      'dots' in sketch
        ? dots(sketch.dots)
        : 'line' in sketch
          ? line(sketch.line)
          : pictures(sketch.pictures);
    const words =
      'dots' in sketch
        ? t('page.sketch.dots', { x: sketch.columns[0], y: sketch.columns[1] })
        : 'line' in sketch
          ? t('page.sketch.line', { column: sketch.column })
          : t('page.sketch.pictures');
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${words}>${drawing}</svg>
      <p class="muted" aria-hidden="true">${words}</p>`;
  }
}

const COLOURS = ['var(--best)', 'var(--miss)', 'var(--tuned)'];

/** A shape and a colour for each class. @param {Dot[]} all */
function dots(all) {
  return all.map(({ x, y, kind }) => {
    const cx = PAD + x * (WIDTH - 2 * PAD);
    const cy = HEIGHT - PAD - y * (HEIGHT - 2 * PAD);
    const colour = COLOURS[kind % COLOURS.length];
    if (kind % 3 === 0) return svg`<circle cx=${cx} cy=${cy} r=${R} fill=${colour} />`;
    if (kind % 3 === 1)
      return svg`<rect x=${cx - R} y=${cy - R} width=${2 * R} height=${2 * R} fill="none" stroke=${colour} stroke-width="1.2" />`;
    return svg`<path d=${`M${cx} ${cy - R - 1}l3 5.5h-6z`} fill=${colour} />`;
  });
}

/** @param {number[]} values */
function line(values) {
  const step = (WIDTH - 2 * PAD) / (values.length - 1);
  const points = values.map(
    (value, i) => `${PAD + i * step},${HEIGHT - PAD - value * (HEIGHT - 2 * PAD)}`,
  );
  return svg`<polyline points=${points.join(' ')} fill="none" stroke="var(--best)" stroke-width="1.5" />`;
}

/** Two rows of four. @param {{width: number, pixels: number[]}[]} all */
function pictures(all) {
  const side = 44;
  return all.map(({ width, pixels }, i) => {
    const cell = side / width;
    const [left, top] = [24 + (i % 4) * 58, PAD + Math.floor(i / 4) * (side + PAD)];
    return pixels.map((value, at) =>
      value > 0.02
        ? svg`<rect x=${left + (at % width) * cell} y=${top + Math.floor(at / width) * cell} width=${cell} height=${cell} fill="var(--ink)" opacity=${value.toFixed(2)} />`
        : nothing,
    );
  });
}

customElements.define('data-sketch', DataSketch);
