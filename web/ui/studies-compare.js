import { LitElement, css, html, nothing } from 'lit';
import * as compare from '../charts/compare.js';
import { formatCount, formatScore, formatSpread, formatValue } from '../charts/format.js';
import { foreignTrials } from '../lib/foreign-study.js';
import { keptResult, ownStudy, trialsOf } from '../lib/kept-study.js';
import './chart-card.js';
import { controls } from './controls.js';
import { studiesStyles } from './studies-styles.js';

/** @typedef {{ name: string, metric: string, direction: string, trials: import('../lib/types').TrialResult[],
 *   best: import('../lib/types').TrialResult | undefined, test: number | null, planned: number }} Row */

/**
 * Kept studies beside each other: their best scores as the trials ended, and what they came to.
 *
 * @property keep  where they are
 * @property look  colours and words
 * @property ids   which
 */
export class StudiesCompare extends LitElement {
  static properties = {
    keep: { attribute: false },
    look: { attribute: false },
    ids: { attribute: false },
    rows: { state: true },
  };

  static styles = [
    controls,
    studiesStyles,
    css`
      chart-card {
        --chart-height: 280px;
        margin-bottom: 12px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/keep.js').Keep | undefined} */
    this.keep = undefined;
    /** @type {import('../charts/look.js').Look | undefined} */
    this.look = undefined;
    /** @type {string[]} */
    this.ids = [];
    /** @type {Row[]} */
    this.rows = [];
    /** Of the chart: the same as long as the rows are. */
    this.shown = { studies: this.rows };
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('ids')) void this.#read();
    if (changed.has('rows')) this.shown = { studies: this.rows };
  }

  async #read() {
    const { ids } = this;
    const rows = [];
    for (const id of ids) rows.push(await this.#rowOf(id));
    if (ids === this.ids) this.rows = rows.filter((row) => row !== null);
  }

  /** @param {string} id @returns {Promise<Row | null>} */
  async #rowOf(id) {
    const kept = await this.keep?.open(id);
    if (!kept) return null;
    const { record, journal } = kept;
    const result = keptResult(kept);
    const [first] = record.foreign ? journal.studies : [];
    const numbered = first && foreignTrials(first, Date.parse);
    const trials = result?.trials ?? trialsOf(journal, numbered);
    const { metric, direction, planned } = record;
    const best = trials.find(({ number }) => number === record.best?.number);
    const test = result?.test?.metrics?.[metric] ?? null;
    const name = record.title ?? record.name ?? ownStudy(journal)?.study.name ?? '';
    return { name, metric, direction, trials, best, test, planned };
  }

  render() {
    const { look, rows } = this;
    if (!look || rows.length === 0) return nothing;
    const { t } = look;
    const names = [...new Set(rows.flatMap(({ best }) => Object.keys(best?.params ?? {})))];
    return html`<chart-card .chart=${compare} .snapshot=${this.shown} .look=${look}></chart-card>
      <h3>${t('page.keep.compared')}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('page.keep.compared')}>
        <table aria-label=${t('page.keep.compared')}>
          <thead><tr><th scope="col">${t('page.keep.name')}</th><th scope="col" class="number">${t('page.keep.best')}</th>
            <th scope="col" class="number">${t('page.keep.test')}</th><th scope="col" class="number">${t('page.keep.trials')}</th>
            ${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${rows.map((row, at) => this.#row(row, at, names))}</tbody>
        </table>
      </div>`;
  }

  /** @param {Row} row @param {number} at @param {string[]} names */
  #row({ name, metric, best, test, trials, planned }, at, names) {
    const t = /** @type {import('../charts/look.js').Look} */ (this.look).t;
    const score = best
      ? `${formatScore(best.value)} ${formatSpread(best.value, best.std)}`.trim()
      : '–';
    return html`<tr><th scope="row">${at + 1} ${name}</th><td class="number"><strong>${score}</strong> <span class="muted">${metric}</span></td>
      <td class="number">${test === null ? '–' : formatScore(test)}</td>
      <td class="number">${t('page.keep.of', { finished: formatCount(trials.length), planned: formatCount(planned) })}</td>
      ${names.map((each) => html`<td class="params">${best && each in best.params ? formatValue(/** @type {any} */ (best.params[each])) : '–'}</td>`)}</tr>`;
  }
}

customElements.define('studies-compare', StudiesCompare);
