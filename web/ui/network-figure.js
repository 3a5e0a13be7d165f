import { LitElement, css, html, nothing, svg } from 'lit';
import { controls } from './controls.js';
import { getAt } from './edit.js';
import { BAR, drawNetwork, rangeText, WIDEST } from './network-drawing.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./network-drawing.js').Bar} Bar */

/** A network of more layers is drawn when it is asked for. */
const MOST_OPEN = 14;
const WIDTH = 304;
const MIDDLE = 38 + WIDEST / 2;
const TEXT = MIDDLE + WIDEST / 2 + 10;

/**
 * The network as a drawing, with its shapes and sizes as far as they are known.
 *
 * @property context  the form it stands in
 */
export class NetworkFigure extends LitElement {
  static properties = { context: { attribute: false } };

  static styles = [
    controls,
    css`
      svg {
        width: 100%;
        max-width: 420px;
        height: auto;
        font-size: 11px;
        stroke-width: 1;
      }
      text {
        fill: var(--ink);
        stroke: none;
        font-variant-numeric: tabular-nums;
      }
      .sizes,
      .times {
        fill: var(--muted);
      }
      .flow,
      .around {
        stroke: var(--muted);
        fill: none;
      }
      .head {
        fill: var(--muted);
        stroke: none;
      }
      .around {
        stroke-dasharray: 3 2;
      }
      .bracket {
        stroke: var(--muted);
        fill: none;
      }
      .bar {
        fill: var(--sunk);
        stroke: var(--muted);
      }
      .end .bar {
        fill: none;
      }
      .weights .bar {
        fill: var(--trial);
        stroke: var(--trial);
      }
      .tuned .bar {
        fill: var(--tuned);
        stroke: var(--tuned);
      }
      .more {
        fill: var(--tuned-wash);
        stroke: var(--tuned);
        stroke-dasharray: 2 2;
      }
      .tuned .name {
        fill: var(--tuned);
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
  }

  render() {
    const { context } = this;
    if (!context) return nothing;
    const { t, draft, look } = context;
    const layers = getAt(draft, ['model', 'layers']);
    const { height, bars, arcs, brackets, text } = drawNetwork(layers, look.plan, t);
    return html`<details ?open=${bars.length <= MOST_OPEN}>
      <summary>${look.plan?.output ? t('page.net.drawingOf', { count: rangeText(look.plan.total) }) : t('page.net.drawing')}</summary>
      <svg viewBox="0 -6 ${WIDTH} ${height}" role="img" aria-label=${text}>
        ${bars.map((bar, i) => (i ? arrow(bars[i - 1].y + BAR, bar.y) : nothing))}
        ${bars.map(one)}
        ${arcs.map(({ from, to, depth }) => {
          const out = 30 - 8 * depth;
          const x = MIDDLE - WIDEST / 2 - 4;
          return svg`<path class="around" d=${`M${x} ${from}C${x - out} ${from} ${x - out} ${to} ${x} ${to}`} /><path class="head" d=${`M${x + 4} ${to}l-6 -3v6z`} />`;
        })}
        ${brackets.map(({ from, to, depth, label }) => {
          const x = 10 + 8 * depth;
          return svg`<path class="bracket" d=${`M${x + 4} ${from}h-4V${to}h4`} /><text class="times" x=${x + 3} y=${(from + to) / 2 + 4}>${label}</text>`;
        })}
      </svg>
    </details>`;
  }
}

/** @param {number} from @param {number} to */
function arrow(from, to) {
  return svg`<path class="flow" d=${`M${MIDDLE} ${from + 2}V${to - 4}`} /><path class="head" d=${`M${MIDDLE} ${to - 1}l-3 -5h6z`} />`;
}

/** @param {Bar} bar */
function one({ y, path, name, sizes, low, high, rank, weights, tuned }) {
  const kind = path === '' ? 'end' : tuned ? 'tuned' : weights ? 'weights' : '';
  const rect = (/** @type {number} */ width, /** @type {string} */ what, shift = 0) =>
    svg`<rect class=${what} x=${MIDDLE - width / 2 + shift} y=${y - shift} width=${width} height=${BAR} rx="2" />`;
  return svg`<g class=${kind}>
    ${high > low ? rect(high, 'more') : nothing}
    ${rank === 3 ? rect(low, 'bar', 3) : nothing}
    ${rect(low, 'bar')}
    <text class="name" x=${TEXT} y=${y + 6}>${name}</text>
    <text class="sizes" x=${TEXT} y=${y + 18}>${sizes}</text></g>`;
}

customElements.define('network-figure', NetworkFigure);
