import { LitElement, css, html, nothing } from 'lit';
import { formatSeconds, formatShare } from '../charts/format.js';
import { lookInto } from '../lib/trial-look.js';
import './class-report.js';
import './confusion-matrix.js';
import { controls, emit, wordOr } from './controls.js';
import './trial-boundary.js';
import './trial-layer.js';
import './trial-mistakes.js';
import './try-it.js';

/** @typedef {import('../lib/trial-look.js').Look} Look */
/** @typedef {import('../lib/types').TrialView} TrialView */

/**
 * A look inside a trial, or inside the network of the end: it is trained once more in a worker of its own, which then answers, unless the run
 * has kept that network. Begins as soon as it has a trial; each part is worked out when it is opened.
 *
 * @property study   the study file of the run, with its defaults
 * @property trial   the trial
 * @property test    of the network of the end, if that is looked into; else null. Its report stands outside (final-network)
 * @property network {() => Promise<Look | null>} that network, where the run has kept it
 * @property cell    the cell of the confusion matrix whose mistakes are shown, or null
 * @property files, base  the reader's own data
 * @property colours of the charts
 * @property t       the dictionary
 * @fires close-look
 * @fires pick-cell  null: all mistakes
 */
export class TrialLook extends LitElement {
  static properties = {
    study: { attribute: false },
    trial: { attribute: false },
    test: { attribute: false },
    network: { attribute: false },
    cell: { attribute: false },
    files: { attribute: false },
    base: { attribute: false },
    colours: { attribute: false },
    t: { attribute: false },
    look: { state: true },
    share: { state: true },
    failure: { state: true },
    report: { state: true },
    tried: { state: true },
    opened: { state: true },
    high: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        margin-top: 4px;
      }
      h3 {
        margin: 16px 0 4px;
        font-size: 13px;
      }
      .head {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
      }
      .head h3 {
        margin-block: 8px;
      }
      progress {
        width: 100%;
        height: 6px;
        accent-color: var(--best);
      }
      .line {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        min-height: 28px;
      }
      details {
        border-top: 1px solid var(--hair);
      }
      details:last-of-type {
        border-bottom: 1px solid var(--hair);
      }
      summary {
        width: auto;
        padding: 6px 0;
        color: var(--ink);
        font-weight: 600;
      }
      .part {
        padding: 0 0 12px;
      }
      p {
        margin: 4px 0;
      }
      code {
        font: 12px var(--mono);
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/types').StudyFile | null} */
    this.study = null;
    /** @type {TrialView | null} */
    this.trial = null;
    /** @type {import('../lib/types').TestResult | null} */
    this.test = null;
    /** @type {() => Promise<Look | null>} */
    this.network = async () => null;
    /** @type {Map<string, File>} */
    this.files = new Map();
    this.base = '';
    this.colours = { series: ['#0072b2'], ink: '#000000', panel: '#ffffff' };
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {Look | null} */
    this.look = null;
    /** Of the training; null while the data loads. @type {number | null} */
    this.share = null;
    this.failure = '';
    /** @type {Awaited<ReturnType<Look['confusion']>>} */
    this.report = null;
    /** The row that is tried, where two inputs have a plane. @type {number[] | null} */
    this.tried = null;
    /** @type {{ truth: number, guess: number } | null} */
    this.cell = null;
    /** Parts that have been opened. @type {Set<string>} */
    this.opened = new Set(['try']);
    this.high = 1;
    /** When the training began, in milliseconds. */
    this.began = 0;
    /** @type {AbortController | null} */
    this.running = null;
    this.addEventListener('pick-cell', (event) => {
      if (!this.test) this.cell = /** @type {CustomEvent<TrialLook['cell']>} */ (event).detail;
    });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {TrialView | undefined} */ (changed.get('trial'));
    const other = changed.has('trial') && before?.number !== this.trial?.number;
    if (other || changed.has('study')) void this.#begin();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (this.cell && this.look && (changed.has('cell') || changed.has('look'))) void this.#unfold();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  #end() {
    this.running?.abort();
    this.running = null;
    this.#leave(this.look);
    Object.assign(this, { look: null, report: null, share: null, failure: '' });
  }

  /** A network that the run has kept is the run's. @param {Look | null} look */
  #leave(look) {
    if (!look?.kept) look?.close();
  }

  async #begin() {
    this.#end();
    const { study, trial } = this;
    if (!study || !trial) return;
    const running = new AbortController();
    this.running = running;
    try {
      const kept = this.test && (await this.network());
      if (running !== this.running) return;
      const look = kept && !kept.closed ? kept : await this.#train(study, trial, running.signal);
      if (running !== this.running) return this.#leave(look);
      this.look = look;
      await this.#ask(look);
    } catch (error) {
      if (running === this.running) this.failure = this.#reasonOf(error);
    }
  }

  /** @param {import('../lib/types').StudyFile} study @param {TrialView} trial @param {AbortSignal} signal */
  #train(study, { number, params, folds, status, hash: of }, signal) {
    const { test, files, base } = this;
    const complete = status === 'complete' ? of : null;
    const hash = (test ? test.hash : complete) ?? null;
    const onProgress = (/** @type {{ share: number | null }} */ { share }) => {
      if (this.share === null) this.began = performance.now();
      this.share = share;
    };
    const trial = { number, params, folds, hash };
    return lookInto(study, trial, { refit: test !== null, files, base, signal, onProgress });
  }

  /** What more than one part needs. @param {Look} look */
  async #ask(look) {
    const [report, ranges] = await Promise.all([
      this.test ? null : look.confusion(),
      look.ranges(),
    ]);
    if (look !== this.look) return;
    this.report = report;
    this.high = ranges[0]?.high || 1;
  }

  /** @param {unknown} error */
  #reasonOf(error) {
    const { code = '', message } = /** @type {Error & { code?: string }} */ (error);
    return wordOr(this.t, `page.reason.${code}`, message);
  }

  /** @param {Event} event @param {string} name */
  #toggle(event, name) {
    if (/** @type {HTMLDetailsElement} */ (event.target).open)
      this.opened = new Set([...this.opened, name]);
  }

  render() {
    const { t, trial, look, test } = this;
    if (!trial) return nothing;
    const title = t(test ? 'page.final.inside' : 'page.trial.inside');
    return html`<section aria-label=${title}>
      <div class="head"><h3>${title}</h3>
        ${look || this.failure ? html`<button class="quiet" type="button" @click=${() => emit(this, 'close-look')}>${t('page.trial.close')}</button>` : nothing}</div>
      ${this.failure ? html`<p class="bad" role="alert">${t('page.trial.notAgain', { reason: this.failure })}</p>` : look ? this.#parts(look) : this.#progress()}
    </section>`;
  }

  /** How far it is; and how long it will take, once that is more than a moment. @param {number} share */
  #left(share) {
    const seconds = ((performance.now() - this.began) / 1000) * (1 / Math.max(share, 0.01) - 1);
    const key = share > 0.02 && seconds > 5 ? 'page.trial.repeatsLeft' : 'page.trial.repeats';
    return this.t(key, { share: formatShare(share), seconds: formatSeconds(seconds) });
  }

  #progress() {
    const { t, share } = this;
    const words = share === null ? t('page.trial.loading') : this.#left(share);
    return html`<div class="line"><span>${words}</span><span class="hidden-text" role="status">${t('page.trial.training')}</span>
        <button type="button" @click=${() => emit(this, 'close-look')}>${t('page.trial.cancel')}</button></div>
      <progress max="1" .value=${share ?? 0} aria-label=${t('page.trial.training')}></progress>`;
  }

  /** @param {Look} look */
  #parts(look) {
    const { t, trial } = this;
    const { data } = look;
    const plane = data.features === 2 && data.shape.length === 1 && !data.words;
    const series = data.shape.length === 2;
    return html`
      ${this.#proof(look, trial?.status === 'pruned')}
      ${this.#part('try', t('page.try.title'), () => html`<try-it .look=${look} .t=${t} @tried=${(/** @type {CustomEvent<number[]>} */ event) => plane && this.#tried(event.detail)}></try-it>`)}
      ${this.report ? this.#part('confusion', t('page.confusion.title'), () => this.#confusion(look)) : nothing}
      ${this.report ? this.#part('classes', t('page.classes.title'), () => html`<class-report .classes=${this.report?.classes ?? []} .t=${t}></class-report>`) : nothing}
      ${this.#part(
        'mistakes',
        t(data.classes.length ? 'page.mistakes.title' : 'page.mistakes.titleNumbers'),
        () => html`
          ${this.cell ? html`<button type="button" @click=${() => emit(this, 'pick-cell', null)}>${t('page.mistakes.show')}</button>` : nothing}
          <trial-mistakes .look=${look} .cell=${this.cell} .high=${this.high} .t=${t}></trial-mistakes>`,
      )}
      ${plane ? this.#part('boundary', t('page.boundary.title'), () => html`<trial-boundary .look=${look} .own=${this.tried} .colours=${this.colours} .t=${t} @try-row=${this.#place}></trial-boundary>`) : nothing}
      ${series ? nothing : this.#part('layer', t('page.layer.title'), () => html`<trial-layer .look=${look} .t=${t}></trial-layer>`)}`;
  }

  /** @param {number[]} values */
  #tried(values) {
    this.tried = values;
  }

  /** A place on the plane is a row. @param {CustomEvent<number[]>} event */
  #place({ detail }) {
    /** @type {import('./try-it.js').TryIt | null} */ (
      this.renderRoot.querySelector('try-it')
    )?.take(detail);
  }

  /** @param {Look} look @param {boolean} pruned */
  #proof({ hash, same, refit, folds, kept }, pruned) {
    const { t } = this;
    if (kept) return html`<p class="muted">${t('page.final.kept')} <code>${hash}</code></p>`;
    const rows = refit
      ? t('page.trial.rowsTest')
      : folds > 1
        ? t('page.trial.rowsFolds', { folds })
        : t('page.trial.rowsHeld');
    const words =
      same === null
        ? t(pruned ? 'page.trial.proofPruned' : 'page.trial.proofNone')
        : t(same ? 'page.trial.proof' : 'page.trial.proofOther');
    return html`<p class=${same === false ? 'bad' : 'muted'}>${words} <code>${hash}</code></p><p class="muted">${rows}</p>`;
  }

  /** A part that is worked out once it is opened. @param {string} name @param {string} title @param {() => unknown} content */
  #part(name, title, content) {
    const opened = this.opened.has(name);
    return html`<details class=${name} ?open=${name === 'try'} @toggle=${(/** @type {Event} */ event) => this.#toggle(event, name)}>
      <summary>${title}</summary>${opened ? html`<div class="part">${content()}</div>` : nothing}</details>`;
  }

  /** @param {Look} look */
  #confusion(look) {
    const { t, report } = this;
    return html`<p class="muted">${t('page.trial.cells')}</p><confusion-matrix .confusion=${report?.confusion ?? []} .classes=${look.data.classes} .t=${t} pick></confusion-matrix>`;
  }

  /** The mistakes of a cell that was chosen come into sight. */
  async #unfold() {
    this.opened = new Set([...this.opened, 'mistakes']);
    await this.updateComplete;
    const part = this.renderRoot.querySelector('details.mistakes');
    part?.setAttribute('open', '');
    part?.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('trial-look', TrialLook);
