import { LitElement, css, html, nothing } from 'lit';
import {
  formatCount,
  formatScore,
  formatSeconds,
  formatSpread,
  formatValue,
} from '../charts/format.js';
import { firstObjective } from '../lib/objectives.js';
import { controls, emit, wordOr } from './controls.js';
import './study-about.js';
import './take-away.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */

/** As many trials as can be told apart side by side, with the one that is shown. */
const MOST_PINS = 3;

/** What only trials need, and the first view does without. */
const loadParts = () => Promise.all([import('./final-network.js'), import('./trial-curves.js')]);

/**
 * The trial to look at: the marked one, else the best. At the end, how the best did on rows that nothing had seen.
 *
 * @property snapshot  the state of the run
 * @property selected  the marked trial, or null
 * @property files, base  the reader's own data, for a look inside a trial
 * @property network   {() => Promise<import('../lib/trial-look.js').Look | null>} the network of the end, where the run has kept it
 * @property colours   of the charts
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
    files: { attribute: false },
    base: { attribute: false },
    network: { attribute: false },
    colours: { attribute: false },
    t: { attribute: false },
    pins: { state: true },
    looking: { state: true },
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
    /** @type {Map<string, File>} */
    this.files = new Map();
    this.base = '';
    /** @type {() => Promise<import('../lib/trial-look.js').Look | null>} */
    this.network = async () => null;
    /** @type {import('../charts/look.js').Look | undefined} */
    this.colours = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** Trials to be compared with the one that is shown. @type {readonly number[]} */
    this.pins = [];
    /** What is looked into: a trial, or the network of the end with its configuration. @type {{ number: number, final: boolean } | null} */
    this.looking = null;
    this.addEventListener('pin-trial', (event) =>
      this.#pin(/** @type {CustomEvent<number>} */ (event).detail),
    );
    this.addEventListener('close-look', () => {
      this.looking = null;
    });
    this.addEventListener('look-final', () => {
      const { best } = this.snapshot ?? {};
      if (best) void this.#look(best.number, true);
    });
  }

  /** Of the news of a run only some are seen here. @param {Map<string, unknown>} changed */
  shouldUpdate(changed) {
    const before = /** @type {Snapshot | undefined} */ (changed.get('snapshot'));
    const now = this.snapshot;
    if (changed.size > 1 || !before || !now) return true;
    const shown = [this.selected ?? now.best?.number, ...this.pins];
    const trial = (/** @type {Snapshot} */ { trials }, /** @type {number | undefined} */ number) =>
      trials.find((each) => each.number === number);
    return (
      before.status !== now.status ||
      before.finished > 0 !== now.finished > 0 ||
      before.best !== now.best ||
      before.study !== now.study ||
      before.result !== now.result ||
      shown.some((number) => trial(before, number) !== trial(now, number))
    );
  }

  /** Another run has other trials; a trial out of sight is no longer looked into. @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {Snapshot | undefined} */ (changed.get('snapshot'));
    if (before && before.study !== this.snapshot?.study) Object.assign(this, { pins: [] });
    if (this.snapshot?.study) void loadParts();
    const shown = this.selected ?? this.snapshot?.best?.number;
    if (this.looking?.number !== shown || (this.looking?.final && !this.snapshot?.result))
      this.looking = null;
  }

  /** @param {number} number */
  async #pin(number) {
    const others = this.pins.filter((each) => each !== number);
    await import('./trial-compare.js');
    this.pins = others.length < this.pins.length ? others : [...others, number].slice(-MOST_PINS);
  }

  /** What is looked into stays in sight while the search goes on. @param {number} number @param {boolean} [final] */
  async #look(number, final = false) {
    if (this.selected === null) emit(this, 'select-trial', number);
    await import('./trial-look.js');
    this.looking = { number, final };
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
      ${trial ? this.#more(trial, snapshot) : nothing}
      ${
        isBest && trial && snapshot.result
          ? html`<final-network .result=${snapshot.result} .trial=${trial} .looking=${this.looking?.final === true} .network=${this.network} .files=${this.files} .base=${this.base}
            .colours=${this.colours} .t=${t}></final-network>`
          : nothing
      }
      <take-away .snapshot=${snapshot} .t=${this.t}></take-away>
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
      ${trial.status === 'failed' ? nothing : html`<p class="muted">${snapshot.study?.foreign ? metric : t('page.best.validation', { metric })}</p>`}
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

  /** Its curves, others beside it, a look inside. @param {TrialView} trial @param {Snapshot} snapshot */
  #more(trial, snapshot) {
    const { t, pins, looking } = this;
    const metric = snapshot.study ? firstObjective(snapshot.study).metric : '';
    const compared = [...new Set([...pins, trial.number])].flatMap(
      (number) => snapshot.trials.find((each) => each.number === number) ?? [],
    );
    const over = trial.status === 'complete' || trial.status === 'pruned';
    const pinned = pins.includes(trial.number);
    const inside = looking?.number === trial.number && !looking.final;
    return html`
      ${
        compared.length > 1
          ? html`<h3>${t('page.trial.compare')}</h3><trial-compare .trials=${compared} .pins=${pins} .metric=${metric} .t=${t}></trial-compare>`
          : html`<trial-curves .trials=${compared} .metric=${metric} .t=${t}></trial-curves>`
      }
      <div class="take">
        ${over && !snapshot.study?.foreign && !inside ? html`<button type="button" title=${t('page.trial.lookHelp', { seconds: formatSeconds(trial.seconds) })} @click=${() => this.#look(trial.number)}>${t('page.trial.look')}</button>` : nothing}
        <button type="button" aria-pressed=${pinned} title=${t('page.trial.pinHelp')} @click=${() => this.#pin(trial.number)}>${t(pinned ? 'page.trial.pinned' : 'page.trial.pin')}</button>
      </div>
      ${pins.length === 1 && compared.length === 1 ? html`<p class="muted">${t('page.trial.pinNext')}</p>` : nothing}
      ${
        inside
          ? html`<trial-look .study=${snapshot.study} .trial=${trial} .files=${this.files} .base=${this.base}
            .colours=${this.colours} .t=${t}></trial-look>`
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
