import { LitElement, css, html, nothing } from 'lit';
import {
  formatCount,
  formatScore,
  formatSeconds,
  formatSpread,
  formatValue,
} from '../charts/format.js';
import { firstObjective } from '../lib/objectives.js';
import './confusion-matrix.js';
import { controls, emit, wordOr } from './controls.js';
import './study-about.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('../lib/types').TestResult} TestResult */

/**
 * The trial to look at: the marked one, else the best. At the end, how the best did on rows that nothing had seen.
 *
 * @property snapshot  the state of the run
 * @property selected  the marked trial, or null
 * @property about     {import('./study-about.js').About} what the study is, shown until there is a trial
 * @property t         the dictionary
 * @fires select-trial  null: back to the best
 * @fires download      "result" | "study" | "trials"
 */
export class BestPanel extends LitElement {
  static properties = {
    snapshot: { attribute: false },
    selected: { attribute: false },
    about: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      header {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        min-height: 28px;
      }
      h2 {
        margin: 0;
        font-size: 15px;
      }
      header button {
        margin-inline-end: -12px;
      }
      h3 {
        margin: 16px 0 4px;
        font-size: 13px;
      }
      .score {
        display: flex;
        gap: 8px;
        align-items: baseline;
        min-height: 36px;
        font-variant-numeric: tabular-nums;
      }
      .score strong {
        font-size: 24px;
        line-height: 36px;
      }
      .score.best strong {
        color: var(--best);
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
      thead th {
        color: var(--muted);
      }
      .right {
        padding: 4px 0 4px 8px;
        text-align: end;
        overflow-wrap: normal;
      }
      .params th {
        color: var(--tuned);
        font-weight: 600;
      }
      .folds {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        margin: 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }
      p {
        margin: 4px 0;
      }
      .take {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-top: 4px;
      }
      .take button {
        padding: 0 8px;
      }
      code {
        font: 12px var(--mono);
        overflow-wrap: anywhere;
      }
      .failed {
        color: var(--bad);
      }
      .wait {
        margin-top: 16px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Snapshot | undefined} */
    this.snapshot = undefined;
    /** @type {number | null} */
    this.selected = null;
    /** @type {import('./study-about.js').About | undefined} */
    this.about = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { snapshot, t } = this;
    if (!snapshot) return nothing;
    const best = snapshot.best?.number;
    const number = this.selected ?? best;
    const trial = snapshot.trials.find((each) => each.number === number);
    const isBest = number !== undefined && number === best;
    return html`
      <header>
        <h2 id="title">${trial ? t(titleOf(isBest, snapshot), { trial: trial.number }) : this.about?.title || t('page.best.title')}</h2>
        ${this.selected !== null && !isBest ? html`<button class="quiet" type="button" @click=${() => emit(this, 'select-trial', null)}>${t('page.best.back')}</button>` : nothing}
      </header>
      ${trial ? this.#trial(trial, isBest, snapshot) : this.#wait(snapshot)}
      ${isBest && snapshot.result ? this.#test(snapshot.result) : nothing}
      ${this.#take(snapshot)}
    `;
  }

  /** @param {Snapshot} snapshot */
  #wait({ status, failed }) {
    const { t } = this;
    const none = status === 'done' && failed > 0;
    return html`
      ${none ? html`<p class="failed">${t('page.best.none', { count: failed })}</p>` : nothing}
      <study-about .about=${this.about} .t=${t}></study-about>
      ${none ? nothing : html`<p class="muted wait">${t('page.best.wait')}</p>`}
    `;
  }

  /** @param {TrialView} trial @param {boolean} isBest @param {Snapshot} snapshot */
  #trial(trial, isBest, snapshot) {
    const { t } = this;
    const metric = snapshot.study ? firstObjective(snapshot.study).metric : '';
    const folds = trial.folds ?? [];
    const params = Object.entries(trial.params);
    return html`
      <div class="score ${isBest ? 'best' : ''}">
        ${
          trial.status === 'failed'
            ? html`<span class="failed">× ${t('page.trial.failed')}: ${wordOr(t, `page.reason.${trial.reason}`, trial.reason ?? '')}</span>`
            : html`<strong>${formatScore(trial.value)}</strong>
              <span class="muted">${folds.length > 1 ? formatSpread(trial.value, trial.std) : ''}${trial.step ? `△ ${t('page.trial.prunedAt', { step: trial.step })}` : ''}</span>`
        }
      </div>
      ${trial.status === 'failed' ? nothing : html`<p class="muted">${t('page.best.validation', { metric })}</p>`}
      <h3>${t('page.best.params')}</h3>
      ${
        params.length
          ? html`<table class="params"><tbody>${params.map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="right">${formatValue(value)}</td></tr>`)}</tbody></table>`
          : html`<p class="muted">${t('page.best.noParams')}</p>`
      }
      ${
        folds.length > 1
          ? html`<h3>${t('page.best.folds')}</h3><ol class="folds">${folds.map((fold) => html`<li>${formatScore(fold.score)}</li>`)}</ol>`
          : nothing
      }
      ${
        trial.parameters
          ? html`<p class="muted">${t('page.best.facts', { weights: formatCount(trial.parameters), epochs: epochsOf(trial), seconds: formatSeconds(trial.seconds) })}</p>`
          : nothing
      }
    `;
  }

  /** @param {import('../lib/types').Result} result */
  #test({ test, test_reason: reason, data, study }) {
    const { t } = this;
    if (!test) {
      return html`<h3>${t('page.test.title')}</h3>${
        reason
          ? html`<p class="failed">${t('page.test.failed', { reason: wordOr(t, `page.reason.${reason}`, reason) })}</p>`
          : html`<p class="muted">${t('page.test.none')}</p>`
      }`;
    }
    const { metric } = firstObjective(study);
    return html`
      <h3>${t('page.test.title')}</h3>
      <div class="score"><strong>${formatScore(test.metrics[metric])}</strong></div>
      <p class="muted">${t('page.best.test', { metric })}</p>
      <p class="muted">${t('page.test.help')}</p>
      ${
        test.confusion
          ? html`<h3>${t('page.confusion.title')}</h3>
            <confusion-matrix .confusion=${test.confusion} .classes=${data.classes} .t=${t}></confusion-matrix>`
          : nothing
      }
      ${test.classes ? this.#classes(test.classes) : nothing}
      <h3>${t('page.test.metrics')}</h3>
      <table><tbody>${Object.entries(test.metrics).map(
        ([name, value]) =>
          html`<tr><th scope="row">${name}</th><td class="right">${formatScore(value)}</td></tr>`,
      )}</tbody></table>
    `;
  }

  /** @param {NonNullable<TestResult['classes']>} classes */
  #classes(classes) {
    const { t } = this;
    return html`<h3>${t('page.classes.title')}</h3>
      <table>
        <thead><tr><th scope="col">${t('page.classes.name')}</th>${[
          'precision',
          'recall',
          'f1',
          'rows',
        ].map(
          (key) => html`<th class="right" scope="col">${t(`page.classes.${key}`)}</th>`,
        )}</tr></thead>
        <tbody>${classes.map(
          (each) => html`<tr><th scope="row">${each.name}</th>
            ${[each.precision, each.recall, each.f1].map((value) => html`<td class="right">${value.toFixed(3)}</td>`)}
            <td class="right">${formatCount(each.rows)}</td></tr>`,
        )}</tbody>
      </table>`;
  }

  /** @param {Snapshot} snapshot */
  #take({ result }) {
    const { t } = this;
    const button = (/** @type {string} */ what, /** @type {boolean} */ off) =>
      html`<button type="button" ?disabled=${off} @click=${() => emit(this, 'download', what)}>${t(`page.take.${what}`)}</button>`;
    return html`<h3>${t('page.take.title')}</h3>
      <div class="take">${button('result', !result)}${button('trials', !result)}${button('study', false)}</div>
      ${
        result
          ? html`<p class="muted">${t(result.speed === 'fast' ? 'page.take.fingerprintFast' : 'page.take.fingerprint')} <code>${result.fingerprint}</code></p>
        <p class="muted">${t('page.take.machine', { ...result.machine, build: t(`page.speed.${result.speed}`) })}</p>
        ${result.speed === result.study.speed ? nothing : html`<p class="muted">${t('page.take.notFast')}</p>`}`
          : nothing
      }`;
  }
}

/** @param {boolean} isBest @param {Snapshot} snapshot */
function titleOf(isBest, { status }) {
  if (!isBest) return 'page.best.trial';
  return status === 'done' ? 'page.best.trialDone' : 'page.best.trialBest';
}

/** Epochs trained, from fewest to most over the folds. @param {TrialView} trial */
function epochsOf({ folds = [] }) {
  const epochs = folds.map((fold) => fold.curve.length);
  const low = Math.min(...epochs);
  const high = Math.max(...epochs);
  return low === high ? formatCount(low) : `${formatCount(low)} – ${formatCount(high)}`;
}

customElements.define('best-panel', BestPanel);
