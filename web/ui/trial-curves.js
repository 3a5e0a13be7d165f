import { LitElement, css, html, nothing, svg } from 'lit';
import { formatCount, formatScore } from '../charts/format.js';
import { controls } from './controls.js';
import { linesOf, pathOf, spanOf } from './trial-lines.js';

const WIDTH = 288;
const HEIGHT = 88;
/** Of the trials, one after the other: a colour and a dash. */
export const STROKES = [
  { colour: 'var(--best)', dash: '' },
  { colour: 'var(--miss)', dash: '6 3' },
  { colour: 'var(--tuned)', dash: '2 3' },
  { colour: 'var(--muted)', dash: '8 3 2 3' },
];
const COLUMNS = { metric: 2, validation: 1, training: 0 };

/**
 * The learning curves of one trial or of several, a line for each fold.
 *
 * @property trials  those to draw
 * @property metric  its name
 * @property t       the dictionary
 */
export class TrialCurves extends LitElement {
  static properties = {
    trials: { attribute: false },
    metric: { attribute: false },
    t: { attribute: false },
    view: { state: true },
  };

  static styles = [
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: center;
        justify-content: space-between;
        margin: 12px 0 8px;
      }
      h3 {
        margin: 0;
        font-size: 13px;
      }
      select {
        width: auto;
        min-width: 0;
      }
      .plot {
        display: grid;
        grid-template: auto auto / auto minmax(0, 1fr);
        gap: 2px 6px;
        color: var(--muted);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      .scale {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        text-align: end;
      }
      .epochs {
        grid-column: 2;
        display: flex;
        justify-content: space-between;
      }
      svg {
        width: 100%;
        height: ${HEIGHT}px;
        overflow: visible;
        border-inline-start: 1px solid var(--line);
        border-block-end: 1px solid var(--line);
        stroke-width: 1.5;
      }
      polyline {
        vector-effect: non-scaling-stroke;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {readonly import('../lib/types').TrialView[]} */
    this.trials = [];
    this.metric = '';
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {keyof typeof COLUMNS} */
    this.view = 'metric';
  }

  render() {
    const { t, trials, metric, view } = this;
    const lines = linesOf(trials, COLUMNS[view]);
    const span = spanOf(lines);
    const views = /** @type {(keyof typeof COLUMNS)[]} */ (Object.keys(COLUMNS));
    const name = (/** @type {string} */ each) => t(`page.trial.curve.${each}`, { metric });
    const says = t('page.trial.curvesSay', {
      lines: lines.length,
      what: name(view),
      low: formatScore(span?.low),
      high: formatScore(span?.high),
    });
    return html`
      <div class="head"><h3>${t('page.trial.curves')}</h3>
        <select aria-label=${t('page.trial.curves')} @change=${(/** @type {Event} */ event) => {
          this.view = /** @type {any} */ (event.target).value;
        }}>${views.map((each) => html`<option value=${each} ?selected=${each === view}>${name(each)}</option>`)}</select>
      </div>
      ${
        span
          ? html`<div class="plot">
            <div class="scale" aria-hidden="true"><span>${formatScore(span.high)}</span><span>${formatScore(span.low)}</span></div>
            <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${says}>${lines.map(
              (line) => {
                const { colour, dash } =
                  STROKES[trials.findIndex(({ number }) => number === line.trial) % STROKES.length];
                return svg`<polyline points=${pathOf(line, span, WIDTH, HEIGHT)} stroke=${colour} stroke-dasharray=${dash || nothing} />`;
              },
            )}</svg>
            <div class="epochs" aria-hidden="true"><span>1</span><span>${t('page.trial.epochs', { epochs: formatCount(span.epochs) })}</span></div>
          </div>`
          : html`<p class="muted">${t('page.trial.noCurve')}</p>`
      }`;
  }
}

customElements.define('trial-curves', TrialCurves);
