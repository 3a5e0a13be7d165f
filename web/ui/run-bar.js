import { LitElement, css, html, nothing } from 'lit';
import {
  formatCount,
  formatLeft,
  formatScore,
  formatSeconds,
  formatShare,
} from '../charts/format.js';
import { controls, emit, icons } from './controls.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */

/** A shape for each state, so that a word is never alone in a colour. @type {Record<string, string>} */
const SHAPES = {
  loading: '◌',
  running: '▶',
  paused: '❚❚',
  stopping: '◼',
  refitting: '◎',
  done: '✓',
  failed: '▲',
};
/** Before so many trials their rate says nothing. */
const RATE_FROM = 3;

/** Finished trials are counted once: snapshots keep them as they are. @type {WeakMap<object, number>} */
const counted = new WeakMap();

/** Epochs trained so far, in all folds. @param {Snapshot['trials']} trials */
function epochsOf(trials) {
  let sum = 0;
  for (const trial of trials) {
    if (trial.status === 'running') sum += trial.live.length;
    else {
      const known =
        counted.get(trial) ?? trial.folds?.reduce((n, fold) => n + fold.curve.length, 0) ?? 0;
      counted.set(trial, known);
      sum += known;
    }
  }
  return sum;
}

/**
 * Run, pause, stop, cancel, and how far it is. Always in sight.
 *
 * @property snapshot  the state of the run
 * @property t         the dictionary
 * @property plan      what a run would do, in a few words
 * @property mistakes  how many mistakes keep it from running
 * @property more      how many trials could follow at the end; 0: none
 * @property broken    whether what broke off can go on: a run resumes it
 * @fires run     nothing
 * @fires pause   nothing: pause or resume
 * @fires stop    nothing: running trials finish
 * @fires cancel  nothing: running trials end at once
 * @fires more    number: so many trials more
 */
export class RunBar extends LitElement {
  static properties = {
    snapshot: { attribute: false },
    t: { attribute: false },
    plan: { attribute: false },
    mistakes: { type: Number },
    more: { type: Number },
    broken: { attribute: false },
  };

  static styles = [
    controls,
    css`
      :host {
        position: relative;
      }
      .bar {
        display: flex;
        gap: 8px 16px;
        align-items: center;
        height: 56px;
        padding: 0 16px;
      }
      .buttons {
        display: flex;
        gap: 8px;
      }
      .buttons button {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        justify-content: center;
        height: 36px;
      }
      .main {
        min-width: 128px;
        border-color: var(--ink);
        background: var(--ink);
        color: var(--paper);
        font-weight: 600;
      }
      .main:disabled {
        background: var(--ink);
        color: var(--paper);
        opacity: 0.45;
      }
      .main:hover:not(:disabled) {
        background: var(--ink-hover);
      }
      .more {
        font-weight: 600;
      }
      .facts {
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        gap: 0 16px;
        align-items: baseline;
        min-width: 0;
        font-variant-numeric: tabular-nums;
      }
      .state {
        min-width: 72px;
        font-weight: 600;
      }
      .failed {
        color: var(--bad);
      }
      .best {
        flex: none;
        min-width: 132px;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .best strong {
        font-size: 18px;
      }
      .track {
        position: absolute;
        inset: auto 0 -1px;
        height: 3px;
        background: transparent;
      }
      .fill {
        width: 100%;
        height: 100%;
        background: var(--best);
        transform-origin: 0 50%;
        transform: scaleX(var(--share, 0));
      }
      :host(:dir(rtl)) .fill {
        transform-origin: 100% 50%;
      }
      @media (forced-colors: active) {
        .fill {
          background: Highlight;
        }
      }
      @media print {
        .buttons,
        .track {
          display: none !important;
        }
      }
      @media (max-width: 699px) {
        .bar {
          padding: 0 12px;
          gap: 12px;
        }
        .main {
          min-width: 88px;
          height: 44px !important;
          padding: 0 8px;
        }
        .buttons {
          gap: 4px;
        }
        .state [aria-hidden] {
          display: none;
        }
        .stop,
        .cancel,
        .more {
          flex-direction: column;
          gap: 0 !important;
          min-width: 44px;
          height: 44px !important;
          padding: 0 4px;
          font-size: 11px;
          line-height: 1.2;
          white-space: normal;
        }
        .more {
          max-width: 72px;
        }
        .facts {
          flex-direction: column;
          flex-wrap: nowrap;
        }
        .facts > * {
          max-width: 100%;
          overflow: hidden;
          text-overflow: ellipsis;
          white-space: nowrap;
        }
        .facts.is-done > *,
        .facts.is-paused > *,
        .facts.is-refitting > *,
        .facts.is-stopping > * {
          line-height: 1.2;
          white-space: normal;
        }
        .left {
          font-size: 12px;
        }
        .optional {
          display: none;
        }
        .best {
          min-width: 64px;
        }
        .best.none {
          display: none;
        }
        .best span:not(.optional) {
          display: block;
        }
        .plan,
        .failed {
          white-space: normal !important;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Snapshot | undefined} */
    this.snapshot = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    this.plan = '';
    this.mistakes = 0;
    this.more = 0;
    this.broken = false;
  }

  render() {
    const { snapshot, t } = this;
    if (!snapshot) return nothing;
    const { status } = snapshot;
    return html`<section aria-label=${t('page.run.label')}>
      <div class="bar">
        <div class="buttons">${this.#button(snapshot)}${this.#ends(snapshot)}</div>
        <div class="facts is-${status}">${this.#facts(snapshot)}</div>
        <div class="best ${snapshot.best ? '' : 'none'}" role="status">${this.#best(snapshot)}</div>
      </div>
      <div class="track" role="progressbar" aria-label=${t('page.run.progress')} aria-valuemin="0" aria-valuemax="100"
        aria-valuenow=${Math.round(100 * shareOf(snapshot))}><div class="fill"></div></div>
    </section>`;
  }

  updated() {
    if (this.snapshot) this.style.setProperty('--share', shareOf(this.snapshot).toFixed(4));
  }

  /** @param {Snapshot} snapshot */
  #button({ status, study }) {
    const { t } = this;
    if (status === 'running' || status === 'paused') {
      const paused = status === 'paused';
      return html`<button class="main" type="button" @click=${() => emit(this, 'pause')}>
        ${paused ? icons.play : icons.pause}${t(paused ? 'page.run.resume' : 'page.run.pause')}</button>`;
    }
    const busy = status === 'loading' || status === 'stopping' || status === 'refitting';
    const isForeign = Boolean(study?.foreign);
    return html`<button class="main" type="button" ?disabled=${busy || isForeign} title=${t(isForeign ? 'page.foreign.run' : 'page.run.key')}
      @click=${() => emit(this, 'run')}>${icons.play}${t(this.#word(status, isForeign))}</button>`;
  }

  /** @param {Snapshot['status']} status @param {boolean} isForeign */
  #word(status, isForeign) {
    if (status === 'done' && !isForeign) return 'page.run.again';
    return this.broken ? 'page.run.resume' : 'page.run.run';
  }

  /** What ends a run, while there is one; what goes on with it, once it is over. @param {Snapshot} snapshot */
  #ends({ status }) {
    const { t, more } = this;
    if (status === 'done' && more > 0)
      return html`<button class="more" type="button" @click=${() => emit(this, 'more', more)}>${t('page.run.more', { count: more })}</button>`;
    if (status === 'empty' || status === 'done' || status === 'failed') return nothing;
    const stoppable = status === 'running' || status === 'paused';
    return html`
      <button class="stop" type="button" title=${t('page.run.stop')} ?disabled=${!stoppable}
        @click=${() => emit(this, 'stop')}>${icons.stop}${t('page.run.stopWord')}</button>
      <button class="cancel" type="button" title=${t('page.run.cancelHelp')}
        @click=${() => emit(this, 'cancel')}>${icons.remove}${t('page.run.cancel')}</button>`;
  }

  /** @param {Snapshot} snapshot */
  #facts(snapshot) {
    const { t } = this;
    const { status, planned, finished, failed, pruned, workers } = snapshot;
    if (status === 'empty' || (status === 'failed' && this.mistakes > 0)) {
      return this.mistakes
        ? html`<span class="failed">▲ ${t('page.run.mistakes', { count: this.mistakes })}</span>`
        : html`<span class="plan">${this.plan}</span>`;
    }
    const running = snapshot.trials.reduce(
      (sum, trial) => sum + (trial.status === 'running' ? 1 : 0),
      0,
    );
    const active = status === 'running' || status === 'stopping';
    const isForeign = Boolean(snapshot.study?.foreign);
    const epochs = epochsOf(snapshot.trials);
    return html`
      <span class="state ${status === 'failed' ? 'failed' : ''}" role="status"><span aria-hidden="true">${SHAPES[status] ?? ''}</span> ${this.#state(snapshot)}</span>
      ${planned ? html`<span class=${status === 'refitting' ? 'optional' : ''}>${t('page.run.trials', { finished: formatCount(finished), planned: formatCount(planned) })}${pruned ? html` <span class="muted optional">△ ${t('page.run.pruned', { pruned })}</span>` : nothing}${failed ? html` <span class="failed optional">× ${t('page.run.failed', { failed })}</span>` : nothing}</span>` : nothing}
      ${planned && (epochs || !isForeign) ? html`<span class="muted optional">${t('page.run.epochs', { epochs: formatCount(epochs) })}</span>` : nothing}
      ${active && workers ? html`<span class="muted optional" title=${t('page.run.workers', { busy: running, workers })}>${t(running === 1 ? 'page.run.busyOne' : 'page.run.busy', { busy: running })}</span>` : nothing}
      ${active && finished >= RATE_FROM ? html`<span class="muted optional">${this.#rate(snapshot)}</span>` : nothing}
      ${this.#left(snapshot)}
      ${status === 'done' && !isForeign ? html`<span class="muted optional">${formatSeconds(snapshot.seconds)}</span>` : nothing}
    `;
  }

  /** How long it takes, and what of it the final training does. @param {Snapshot} snapshot */
  #left({ status, left, leftRefit }) {
    const { t } = this;
    if (!left) return nothing;
    const both = leftRefit && status !== 'refitting';
    const title = both ? t('page.run.leftRefit', { left: formatLeft(leftRefit) }) : '';
    return html`<span class="muted left" title=${title}>${t('page.run.left', { left: formatLeft(left) })}${both ? html`<span class="optional"> ${t('page.run.withRefit')}</span>` : nothing}</span>`;
  }

  /** @param {Snapshot} snapshot */
  #rate({ finished, seconds }) {
    const rate = finished / Math.max(seconds, 0.001);
    const [key, value] =
      rate >= 1 ? ['page.run.rate', rate] : ['page.run.ratePerMinute', 60 * rate];
    return this.t(key, { rate: value.toPrecision(value >= 100 ? 3 : 2) });
  }

  /** @param {Snapshot} snapshot */
  #state({ status, loading, refit, result, study }) {
    const { t } = this;
    if (study?.foreign) return t('page.foreign.state');
    if (status === 'loading' && loading) {
      const share = loading.share === null ? '' : ` ${formatShare(loading.share)}`;
      return t('page.state.loadingWhat', { what: loading.what }) + share;
    }
    if (status === 'refitting')
      return html`${t('page.state.refitting')}<span class="optional"> ${refit === null ? '' : formatShare(refit)}</span>`;
    if (status === 'done' && result && result.state !== 'complete')
      return t(`page.state.${result.state}`);
    if (status === 'done' && result?.ended) return t(`page.ended.${result.ended}`);
    return t(`page.state.${status}`);
  }

  /** @param {Snapshot} snapshot */
  #best({ best }) {
    if (!best) return nothing;
    return html`<span class="muted">${this.t('page.run.best')}</span> <strong>${formatScore(best.value)}</strong>
      <span class="muted optional">${this.t('page.trial', { trial: best.number })}</span>`;
  }
}

/** How much of what can be seen coming is done. @param {Snapshot} snapshot */
function shareOf({ status, loading, refit, planned, finished, trials }) {
  if (status === 'loading') return loading?.share ?? 0;
  if (status === 'refitting') return refit ?? 1;
  if (status === 'done') return 1;
  if (!planned) return 0;
  const parts = trials.reduce(
    (sum, trial) => sum + (trial.status === 'running' ? trial.share : 0),
    0,
  );
  return Math.min(1, (finished + parts) / planned);
}

customElements.define('run-bar', RunBar);
