import { LitElement, css, html, nothing } from 'lit';
import { formatCount, formatScore, formatSeconds } from '../charts/format.js';
import { firstObjective } from '../lib/objectives.js';
import './class-report.js';
import './confusion-matrix.js';
import { controls, emit, wordOr } from './controls.js';

/** @typedef {import('../lib/types').Result} Result */
/** @typedef {import('../lib/types').TestResult} TestResult */
/** @typedef {{ truth: number, guess: number }} Cell */

/**
 * The network of the end: trained on all training rows, tested once. What it made of the test rows stands here and nowhere else; a look
 * inside (trial-look) adds what only the network itself can say.
 *
 * @property result  of the run
 * @property trial   the best trial, whose configuration it has
 * @property looking whether it is looked into
 * @property network {() => Promise<import('../lib/trial-look.js').Look | null>} the network itself, where the run has kept it
 * @property files, base  the reader's own data
 * @property colours of the charts
 * @property t       the dictionary
 * @fires look-final
 */
export class FinalNetwork extends LitElement {
  static properties = {
    result: { attribute: false },
    trial: { attribute: false },
    looking: { attribute: false },
    network: { attribute: false },
    files: { attribute: false },
    base: { attribute: false },
    colours: { attribute: false },
    t: { attribute: false },
    cell: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        margin-top: 20px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }
      h2 {
        margin: 0;
        font-size: 15px;
      }
      h3 {
        margin: 16px 0 4px;
        font-size: 13px;
      }
      p {
        margin: 4px 0;
      }
      .score {
        display: flex;
        gap: 8px;
        align-items: baseline;
        justify-content: space-between;
        font-variant-numeric: tabular-nums;
      }
      .score strong {
        font-size: 24px;
        line-height: 36px;
      }
      .failed {
        color: var(--bad);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      td,
      th {
        padding: 4px 8px 4px 0;
        border-bottom: 1px solid var(--hair);
        font-weight: 400;
        text-align: start;
        overflow-wrap: anywhere;
      }
      td {
        padding: 4px 0 4px 8px;
        text-align: end;
        overflow-wrap: normal;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Result | null} */
    this.result = null;
    /** @type {import('../lib/types').TrialView | null} */
    this.trial = null;
    this.looking = false;
    /** @type {() => Promise<import('../lib/trial-look.js').Look | null>} */
    this.network = async () => null;
    /** @type {Map<string, File>} */
    this.files = new Map();
    this.base = '';
    /** @type {import('../charts/look.js').Look | undefined} */
    this.colours = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** The cell of the confusion matrix that was chosen. @type {Cell | null} */
    this.cell = null;
    this.addEventListener('pick-cell', (event) => {
      this.cell = /** @type {CustomEvent<Cell | null>} */ (event).detail;
      if (this.cell && !this.looking) emit(this, 'look-final');
    });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const isClosed = changed.get('looking') === true && !this.looking;
    if (changed.has('result') || isClosed) this.cell = null;
  }

  render() {
    const { result, t } = this;
    if (!result) return nothing;
    const { test, test_reason: reason } = result;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t('page.test.title')}</h2>
      ${
        test
          ? this.#tested(test, result)
          : reason
            ? html`<p class="failed">${t('page.test.failed', { reason: wordOr(t, `page.reason.${reason}`, reason) })}</p>`
            : html`<p class="muted">${t('page.test.none')}</p>`
      }
    </section>`;
  }

  /** @param {TestResult} test @param {Result} result */
  #tested(test, { data, study }) {
    const { t, looking } = this;
    const { metric } = firstObjective(study);
    return html`
      <p class="muted">${t('page.test.help')}</p>
      <div class="score"><span><strong>${formatScore(test.metrics[metric])}</strong> <span class="muted">${t('page.best.test', { metric })}</span></span>
        ${looking ? nothing : html`<button type="button" title=${t('page.final.tryHelp', { seconds: formatSeconds(test.seconds) })} @click=${() => emit(this, 'look-final')}>${t('page.try.title')}</button>`}</div>
      ${
        looking
          ? html`<trial-look .study=${study} .trial=${this.trial} .test=${test} .network=${this.network} .cell=${this.cell} .files=${this.files} .base=${this.base}
            .colours=${this.colours} .t=${t}></trial-look>`
          : nothing
      }
      ${test.confusion ? this.#confusion(test.confusion, data.classes) : nothing}
      ${test.classes ? html`<h3>${t('page.classes.title')}</h3><class-report .classes=${test.classes} .t=${t}></class-report>` : nothing}
      <h3>${t('page.test.metrics')}</h3>
      <table><tbody>${Object.entries(test.metrics).map(
        ([name, value]) =>
          html`<tr><th scope="row">${name}</th><td>${formatScore(value)}</td></tr>`,
      )}</tbody></table>`;
  }

  /** @param {number[][]} confusion @param {string[]} classes */
  #confusion(confusion, classes) {
    const { t } = this;
    const rows = confusion.flat().reduce((sum, count) => sum + count, 0);
    const wrong = rows - confusion.reduce((sum, row, c) => sum + row[c], 0);
    const words = t('page.final.wrong', { wrong: formatCount(wrong), rows: formatCount(rows) });
    return html`<h3>${t('page.confusion.title')}</h3>
      <p class="muted">${words}</p>${wrong > 0 ? html`<p class="muted">${t('page.trial.cells')}</p>` : nothing}
      <confusion-matrix .confusion=${confusion} .classes=${classes} .t=${t} pick></confusion-matrix>`;
  }
}

customElements.define('final-network', FinalNetwork);
