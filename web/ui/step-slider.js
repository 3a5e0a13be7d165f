import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';

const PERIOD_MS = 350;
/** Playing through a long study takes no longer than so many steps. */
const MOST_STEPS = 80;

/**
 * Steps back through a study: "before trial n", up to now. Plays it from where it stands.
 *
 * @property last   the step that is now
 * @property value  the step chosen; null is now, and goes along with the run
 * @property t
 * @fires step  number | null
 */
export class StepSlider extends LitElement {
  static properties = {
    last: { attribute: false },
    value: { attribute: false },
    t: { attribute: false },
    playing: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        min-height: 32px;
      }
      button {
        min-width: 32px;
        height: 28px;
        padding: 0 8px;
      }
      input {
        flex: 1;
        min-width: 96px;
        height: 28px;
        margin: 0;
        accent-color: var(--ink);
      }
      output {
        flex: none;
        min-width: 9em;
        color: var(--muted);
        font-size: 13px;
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 699px) {
        button,
        input {
          height: 44px;
          min-width: 44px;
        }
        output {
          order: -1;
          width: 100%;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.last = 0;
    /** @type {number | null} */
    this.value = null;
    /** @type {import('./controls.js').Translate} */
    this.t = String;
    this.playing = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  render() {
    const { t, last, value, playing } = this;
    const at = value ?? last;
    const words = value === null ? t('chart.step.now') : t('chart.step.before', { trial: value });
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const button = (
      /** @type {string} */ label,
      /** @type {string} */ sign,
      /** @type {() => void} */ act,
      off = false,
    ) =>
      html`<button type="button" aria-label=${label} title=${label} ?disabled=${off} @click=${act}>${sign}</button>`;
    return html`
      ${button(t('chart.step.back'), '‹', () => this.#by(-1), at <= 0)}
      ${button(t('chart.step.on'), '›', () => this.#by(1), at >= last)}
      ${calm ? nothing : html`<button type="button" aria-pressed=${playing} @click=${this.#play}>${playing ? `❚❚ ${t('chart.step.halt')}` : `▶ ${t('chart.step.play')}`}</button>`}
      <input type="range" min="0" max=${last} step="1" .value=${String(at)} aria-label=${t('chart.step.name')} aria-valuetext=${words}
        @input=${(/** @type {any} */ event) => this.#go(Number(event.target.value))} />
      <output>${words}</output>
    `;
  }

  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  #stop() {
    clearInterval(this.#timer);
    this.playing = false;
  }

  #play() {
    if (this.playing) return this.#stop();
    if (this.value === null) this.#show(0);
    const stride = Math.max(1, Math.ceil(this.last / MOST_STEPS));
    this.playing = true;
    this.#timer = setInterval(() => {
      this.#show((this.value ?? this.last) + stride);
      if (this.value === null) this.#stop();
    }, PERIOD_MS);
  }

  /** @param {number} by */
  #by(by) {
    this.#go((this.value ?? this.last) + by);
  }

  /** @param {number} step */
  #go(step) {
    this.#stop();
    this.#show(step);
  }

  /** @param {number} step */
  #show(step) {
    this.value = step >= this.last ? null : Math.max(0, step);
    emit(this, 'step', this.value);
  }
}

customElements.define('step-slider', StepSlider);
