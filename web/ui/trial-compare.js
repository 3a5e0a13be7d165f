import { LitElement, css, html, nothing, svg } from 'lit';
import {
  formatCount,
  formatScore,
  formatSeconds,
  formatSpread,
  formatValue,
} from '../charts/format.js';
import { breakable, controls, emit } from './controls.js';
import { STROKES } from './trial-curves.js';

/**
 * Trials side by side: scores, values that differ in bold, and their curves in one drawing.
 *
 * @property trials  two or more
 * @property pins    numbers of those that stay when another trial is selected
 * @property metric  its name
 * @property t       the dictionary
 * @fires pin-trial  a number: take it out
 */
export class TrialCompare extends LitElement {
  static properties = {
    trials: { attribute: false },
    pins: { attribute: false },
    metric: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      .box {
        position: relative;
        overflow-x: auto;
      }
      table {
        width: 100%;
        margin: 4px 0 8px;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      td,
      th {
        padding: 4px 8px 4px 0;
        border-bottom: 1px solid var(--hair);
        font-weight: 400;
        text-align: end;
      }
      th[scope='row'] {
        color: var(--muted);
        text-align: start;
        overflow-wrap: anywhere;
      }
      tr.param th {
        color: var(--tuned);
      }
      tr.differs td {
        font-weight: 600;
      }
      thead span {
        display: inline-flex;
        gap: 4px;
        align-items: center;
      }
      thead button {
        min-width: 28px;
        padding: 0 4px;
      }
      thead svg {
        width: 20px;
        height: 8px;
      }
      .spread {
        display: block;
        color: var(--muted);
        font-weight: 400;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {readonly import('../lib/types').TrialView[]} */
    this.trials = [];
    /** @type {readonly number[]} */
    this.pins = [];
    this.metric = '';
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { t, trials, metric } = this;
    const params = [...new Set(trials.flatMap((trial) => Object.keys(trial.params)))];
    const row = (/** @type {string} */ name, /** @type {(string | undefined)[]} */ cells) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell ?? '–'}</td>`)}</tr>`;
    return html`
      <div class="box" tabindex="0" role="group" aria-label=${t('page.trial.compare')}><table>
        <thead><tr><td></td>${trials.map((trial, i) => this.#head(trial, i))}</tr></thead>
        <tbody>
          <tr><th scope="row">${metric}</th>${trials.map(
            ({ value, std }) =>
              html`<td><strong>${formatScore(value)}</strong><span class="spread">${formatSpread(value, std)}</span></td>`,
          )}</tr>
          ${params.map((name) => this.#param(name))}
          ${row(
            t('page.trial.weights'),
            trials.map(({ parameters }) => (parameters ? formatCount(parameters) : undefined)),
          )}
          ${row(
            t('page.trial.time'),
            trials.map(({ seconds }) => formatSeconds(seconds)),
          )}
        </tbody></table></div>
      <trial-curves .trials=${trials} .metric=${metric} .t=${t}></trial-curves>`;
  }

  /** @param {import('../lib/types').TrialView} trial @param {number} i */
  #head({ number }, i) {
    const { t } = this;
    const { colour, dash } = STROKES[i % STROKES.length];
    const name = t('page.trial.unpin', { trial: number });
    return html`<th scope="col"><span>
      ${svg`<svg viewBox="0 0 20 8" aria-hidden="true"><path d="M0 4h20" stroke=${colour} stroke-width="2" stroke-dasharray=${dash || nothing} /></svg>`}
      ${
        this.pins.includes(number)
          ? html`<button class="quiet" type="button" title=${name} aria-label=${name} @click=${() => emit(this, 'pin-trial', number)}>${number} ×</button>`
          : number
      }
    </span></th>`;
  }

  /** @param {string} name */
  #param(name) {
    const cells = this.trials.map(({ params }) =>
      name in params ? formatValue(params[name]) : '–',
    );
    const differs = cells.some((cell) => cell !== cells[0]);
    return html`<tr class="param ${differs ? 'differs' : ''}"><th scope="row">${breakable(name)}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  }
}

customElements.define('trial-compare', TrialCompare);
