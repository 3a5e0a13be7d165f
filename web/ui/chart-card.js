import {
  Chart,
  LineElement,
  LinearScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';

Chart.register(LineElement, LinearScale, PointElement, ScatterController, Tooltip);

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../charts/look.js').Look} Look */

/** Ten times a second is as often as anyone reads a chart; less often where drawing it takes long. */
const PERIOD_MS = 100;
const MOST_PERIOD_MS = 600;

/**
 * One chart with its title and a sentence that says what to look for. The only element that calls Chart.js.
 *
 * @property chart     a module of charts/: id, views, info, config, sentence, note, isEmpty
 * @property snapshot  the state of the run
 * @property look      colours and words
 * @property selected  the marked trial, or null
 * @fires select-trial  number: the trial that was clicked
 */
export class ChartCard extends LitElement {
  static properties = {
    chart: { attribute: false },
    snapshot: { attribute: false },
    look: { attribute: false },
    selected: { attribute: false },
    view: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        min-width: 0;
      }
      figure {
        margin: 0;
      }
      .head {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        min-height: 28px;
      }
      h3 {
        margin: 0;
        font-size: 15px;
        white-space: nowrap;
      }
      select {
        width: auto;
        flex: none;
        field-sizing: content;
        height: 24px;
        padding: 0 4px;
        border-color: transparent;
        color: var(--muted);
      }
      .plot {
        position: relative;
        height: var(--chart-height, 220px);
      }
      canvas {
        position: absolute;
        inset: 0;
      }
      .wait {
        position: absolute;
        inset: 0 8px 40px 44px;
        display: grid;
        place-content: center;
        margin: 0;
        color: var(--muted);
        text-align: center;
        pointer-events: none;
      }
      .wait span {
        padding: 4px 8px;
        background: var(--panel);
      }
      .note {
        min-height: 18px;
        margin: 0;
        color: var(--muted);
        font-size: 12px;
      }
    `,
  ];

  /** @type {Chart | undefined} */
  #drawn;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #last = 0;
  #cost = 0;
  /** What the canvas shows. @type {unknown[]} */
  #shown = [];

  constructor() {
    super();
    /** @type {typeof import('../charts/history.js') | typeof import('../charts/curves.js') | undefined} */
    this.chart = undefined;
    /** @type {Snapshot | undefined} */
    this.snapshot = undefined;
    /** @type {Look | undefined} */
    this.look = undefined;
    /** @type {number | null} */
    this.selected = null;
    /** @type {string | undefined} */
    this.view = undefined;
    /** @type {{words: string, note: string, empty: boolean}} */
    this.said = { words: '', note: '', empty: true };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#drawn?.destroy();
    this.#drawn = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#shown = [];
    this.requestUpdate();
  }

  render() {
    const { chart, look } = this;
    if (!chart || !look) return nothing;
    const { t } = look;
    const views = 'views' in chart ? chart.views : [];
    const { words, note, empty } = this.said;
    return html`<figure>
      <figcaption class="head" title=${t(`chart.${chart.id}.help`)}>
        <h3>${t(`chart.${chart.id}.title`)}</h3>
        ${
          views.length
            ? html`<select aria-label=${t('chart.view')} @change=${this.#choose}>
                ${views.map((view) => html`<option value=${view} .selected=${view === this.view}>${t(`chart.${chart.id}.${view}`)}</option>`)}
              </select>`
            : nothing
        }
      </figcaption>
      <div class="plot">
        <canvas role="img" aria-label=${words || t(`chart.${chart.id}.wait`)}></canvas>
        ${empty ? html`<p class="wait"><span>${t(`chart.${chart.id}.wait`)}</span></p>` : nothing}
      </div>
      <p class="note">${note}</p>
    </figure>`;
  }

  updated() {
    const inputs = [this.chart, this.snapshot, this.look, this.selected, this.view];
    if (inputs.every((input, at) => input === this.#shown[at])) return;
    if (this.#timer !== undefined) return;
    const period = Math.min(Math.max(PERIOD_MS, 8 * this.#cost), MOST_PERIOD_MS);
    const wait = Math.max(0, this.#last + period - performance.now());
    this.#timer = setTimeout(() => this.#draw(), wait);
  }

  #draw() {
    this.#timer = undefined;
    const { chart, snapshot, look, selected, view } = this;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!chart || !snapshot || !look || !canvas) return;
    this.#last = performance.now();
    this.#shown = [chart, snapshot, look, selected, view];
    const info = chart.info(snapshot, { selected, view: /** @type {any} */ (view) });
    const { type, data, options } = chart.config(/** @type {any} */ (info), look);
    if (this.#drawn) {
      this.#drawn.data = /** @type {any} */ (data);
      this.#drawn.options = /** @type {any} */ (options);
      this.#drawn.update('none');
    } else {
      this.#drawn = new Chart(canvas, /** @type {any} */ ({ type, data, options }));
      canvas.addEventListener('click', (event) => this.#click(event));
    }
    this.#cost = performance.now() - this.#last;
    this.said = {
      words: chart.sentence(/** @type {any} */ (info), look),
      note: chart.note(/** @type {any} */ (info), look),
      empty: chart.isEmpty(/** @type {any} */ (info)),
    };
    this.requestUpdate();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const drawn = this.#drawn;
    const [hit] =
      drawn?.getElementsAtEventForMode(event, 'nearest', { intersect: false, axis: 'xy' }, false) ??
      [];
    const point =
      hit && /** @type {any} */ (drawn?.data.datasets[hit.datasetIndex].data[hit.index]);
    if (typeof point?.trial === 'number') emit(this, 'select-trial', point.trial);
  }

  /** @param {Event & {target: HTMLSelectElement}} event */
  #choose(event) {
    this.view = event.target.value;
  }
}

customElements.define('chart-card', ChartCard);
