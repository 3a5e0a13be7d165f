import { LitElement, css, html, nothing, svg } from 'lit';
import { formatNumber } from '../charts/format.js';
import { controls, emit } from './controls.js';

/** @typedef {NonNullable<Awaited<ReturnType<import('../lib/trial-look.js').Look['boundary']>>>} Plane */

const SIDE = 288;
const PAD = 6;

/**
 * What a network says over the plane of its two inputs: the colour of the likeliest class, the paler the less certain, and the rows on
 * top with a shape for each class. A ring is where the reader's row lies; a click moves it.
 *
 * @property look    the trained network
 * @property own     [x, y] of the row that is tried, or null
 * @property colours { series: string[], ink, panel } of the charts
 * @property t       the dictionary
 * @fires try-row    [x, y]
 */
export class TrialBoundary extends LitElement {
  static properties = {
    look: { attribute: false },
    own: { attribute: false },
    colours: { attribute: false },
    t: { attribute: false },
    plane: { state: true },
  };

  static styles = [
    controls,
    css`
      .plane {
        position: relative;
        max-width: ${SIDE}px;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        cursor: crosshair;
      }
      canvas {
        display: block;
        width: 100%;
        aspect-ratio: 1;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        pointer-events: none;
      }
      .axis {
        display: flex;
        justify-content: space-between;
        max-width: ${SIDE}px;
        margin: 2px 0;
        color: var(--muted);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      p {
        margin: 4px 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/trial-look.js').Look | null} */
    this.look = null;
    /** @type {readonly number[] | null} */
    this.own = null;
    this.colours = { series: ['#0072b2'], ink: '#000000', panel: '#ffffff' };
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {Plane | null} */
    this.plane = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('look')) return;
    this.plane = null;
    void this.#fetch();
  }

  async #fetch() {
    const { look } = this;
    const plane = await look?.boundary({ size: 72 }).catch(() => null);
    if (look === this.look) this.plane = plane ?? null;
  }

  render() {
    const { plane, t, look } = this;
    if (!plane || !look) return html`<p class="muted">${t('page.trial.working')}</p>`;
    const [[lowX, highX], [lowY, highY]] = plane.spans;
    const [x, y] = plane.names;
    const { classes } = look.data;
    const says = t('page.boundary.says', { x, y });
    const span = (/** @type {number} */ value) => formatNumber(Number(value.toPrecision(3)));
    return html`
      <div class="axis"><span>${y} ${span(highY)}</span></div>
      <div class="plane" @click=${this.#click}><canvas width=${2 * SIDE} height=${2 * SIDE} role="img" aria-label=${says}></canvas>${this.#ring(plane)}</div>
      <div class="axis"><span>${span(lowX)} · ${span(lowY)}</span><span>${x} ${span(highX)}</span></div>
      <p class="muted">${classes.length ? classes.map((name, c) => `${SHAPES[c % SHAPES.length].sign} ${name}`).join('  ') : ''} ${t('page.boundary.help')}</p>`;
  }

  /** Where the reader's row lies. @param {Plane} plane */
  #ring({ spans }) {
    const { own } = this;
    if (own?.length !== 2) return nothing;
    const [x, y] = own.map(
      (value, d) => SIDE * ((value - spans[d][0]) / (spans[d][1] - spans[d][0])),
    );
    const ring = (/** @type {string} */ colour, /** @type {number} */ width) =>
      svg`<circle class="own" cx=${x} cy=${SIDE - y} r="8" fill="none" stroke=${colour} stroke-width=${width} />`;
    return svg`<svg viewBox="0 0 ${SIDE} ${SIDE}" aria-hidden="true">${ring('var(--panel)', 5)}${ring('var(--ink)', 2)}</svg>`;
  }

  /** @param {MouseEvent} event */
  #click({ offsetX, offsetY }) {
    const side = this.renderRoot.querySelector('canvas')?.clientWidth ?? SIDE;
    const [spanX, spanY] = /** @type {Plane} */ (this.plane).spans;
    const at = (/** @type {number} */ share, /** @type {number[]} */ [low, high]) =>
      low + share * (high - low);
    emit(this, 'try-row', [at(offsetX / side, spanX), at(1 - offsetY / side, spanY)]);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.size === 1 && changed.has('own')) return;
    const canvas = this.renderRoot.querySelector('canvas');
    const paper = canvas?.getContext('2d');
    if (!paper || !this.plane || !this.look) return;
    paper.setTransform(1, 0, 0, 1, 0, 0);
    paper.fillStyle = this.colours.panel;
    paper.fillRect(0, 0, 2 * SIDE, 2 * SIDE);
    this.#paintPlane(paper, this.plane, this.look.data.classes.length);
    paper.scale(2, 2);
    for (const point of this.plane.points) this.#paintPoint(paper, this.plane, point);
  }

  /** @param {CanvasRenderingContext2D} paper @param {Plane} plane @param {number} classes */
  #paintPlane(paper, { size, predicted }, classes) {
    const { series } = this.colours;
    const cell = (2 * SIDE) / size;
    const [low, high] = classes ? [0, 1] : spanOf(predicted);
    for (let i = 0; i < size * size; i++) {
      let best = 0;
      for (let c = 1; c < classes; c++)
        if (predicted[i * classes + c] > predicted[i * classes + best]) best = c;
      const value = classes
        ? predicted[i * classes + best]
        : (predicted[i] - low) / (high - low || 1);
      // from even odds, where nothing is known, to certainty
      const certain = classes ? (value - 1 / classes) / (1 - 1 / classes) : value;
      paper.globalAlpha = 0.06 + 0.5 * certain;
      paper.fillStyle = series[best % series.length];
      const x = i % size;
      const y = size - 1 - Math.floor(i / size);
      paper.fillRect(Math.floor(x * cell), Math.floor(y * cell), Math.ceil(cell), Math.ceil(cell));
    }
    paper.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} paper @param {Plane} plane @param {Plane['points'][number]} point */
  #paintPoint(paper, { spans }, { x, y, truth, held }) {
    const { series, ink, panel } = this.colours;
    const classes = this.look?.data.classes.length ?? 0;
    const place = (/** @type {number} */ value, /** @type {number[]} */ [low, high]) =>
      ((value - low) / (high - low)) * SIDE;
    paper.beginPath();
    SHAPES[(classes ? truth : 0) % SHAPES.length].path(
      paper,
      place(x, spans[0]),
      SIDE - place(y, spans[1]),
      PAD / 2,
    );
    paper.fillStyle = classes ? series[truth % series.length] : ink;
    paper.strokeStyle = held ? ink : panel;
    paper.lineWidth = held ? 1.2 : 0.6;
    paper.fill();
    paper.stroke();
  }
}

/** @param {Float32Array} values */
function spanOf(values) {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** @type {{ sign: string, path: (paper: CanvasRenderingContext2D, x: number, y: number, r: number) => void }[]} */
const SHAPES = [
  { sign: '●', path: (paper, x, y, r) => paper.arc(x, y, r, 0, 2 * Math.PI) },
  { sign: '■', path: (paper, x, y, r) => paper.rect(x - r, y - r, 2 * r, 2 * r) },
  {
    sign: '▲',
    path: (paper, x, y, r) => {
      paper.moveTo(x, y - 1.2 * r);
      paper.lineTo(x + 1.2 * r, y + r);
      paper.lineTo(x - 1.2 * r, y + r);
      paper.closePath();
    },
  },
  {
    sign: '◆',
    path: (paper, x, y, r) => {
      paper.moveTo(x, y - 1.3 * r);
      paper.lineTo(x + 1.3 * r, y);
      paper.lineTo(x, y + 1.3 * r);
      paper.lineTo(x - 1.3 * r, y);
      paper.closePath();
    },
  },
];

customElements.define('trial-boundary', TrialBoundary);
