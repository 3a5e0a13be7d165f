import { css, html, nothing } from 'lit';
import './chart-card.js';
import { ChartElement } from './chart-element.js';
import { CHARTS, TABS } from './chart-list.js';
import { controls, emit } from './controls.js';
import { tabKeys } from './tabs.js';

/** @typedef {import('./chart-list.js').ChartEntry} ChartEntry */
/** @typedef {import('./chart-list.js').Tab} Tab */

/**
 * The charts behind their tabs. A module is loaded when its tab is first shown; only the cards of the tab in sight are drawn.
 *
 * As ChartElement, and
 * @property study   the study on the desk before it runs, for a chart's `fits`; the running one is the snapshot's
 * @property tab     which is shown
 * @fires chart-tab  Tab
 */
export class ChartDeck extends ChartElement {
  static properties = {
    ...ChartElement.properties,
    study: { attribute: false },
    tab: { attribute: false },
    modules: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .tabs {
        display: flex;
        flex: none;
        gap: 4px;
        border-bottom: 1px solid var(--line);
        margin-bottom: 8px;
      }
      .tabs button {
        height: 32px;
        padding: 0 12px;
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--muted);
      }
      .tabs button:hover {
        color: var(--ink);
      }
      .tabs [aria-selected='true'] {
        border-bottom-color: var(--ink);
        color: var(--ink);
        font-weight: 600;
      }
      .panel {
        position: relative; /* holds the hidden texts of what scrolls */
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        scrollbar-width: thin;
        container-type: inline-size;
      }
      .cards {
        display: grid;
        gap: 12px 24px;
        grid-template-columns: minmax(0, 1fr);
      }
      .none {
        padding: 24px 0;
        color: var(--muted);
        text-align: center;
      }
      .wide {
        grid-column: 1 / -1;
      }
      [data-chart='sampler'] {
        --chart-height: clamp(240px, 30vh, 480px);
      }
      [data-chart='timeline'] {
        --chart-height: 180px;
      }
      @container (min-width: 540px) {
        .cards {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
      @container (min-width: 1200px) {
        .cards {
          grid-template-columns: repeat(auto-fit, minmax(460px, 1fr));
        }
      }
      @media (max-width: 699px) {
        [data-chart='sampler'] {
          --chart-height: 50vh;
        }
        .tabs button {
          flex: 1;
          height: 44px;
          padding: 0 4px;
        }
      }
      @media print {
        .panel {
          overflow: visible;
        }
        .cards {
          grid-template-columns: repeat(2, minmax(0, 1fr)) !important;
        }
        chart-card {
          break-inside: avoid;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {any} */
    this.study = undefined;
    /** @type {Tab} */
    this.tab = 'progress';
    /** By id, once they are there; null: could not be loaded. @type {Map<string, any>} */
    this.modules = new Map();
  }

  render() {
    const { look, tab } = this;
    if (!look) return nothing;
    const { t } = look;
    return html`
      <div class="tabs" role="tablist" aria-label=${t('page.tab.charts')} @keydown=${tabKeys}>
        ${TABS.map(
          (
            each,
          ) => html`<button type="button" role="tab" id="tab-${each}" aria-selected=${each === tab} aria-controls="panel"
            tabindex=${each === tab ? 0 : -1} @click=${() => emit(this, 'chart-tab', each)}>${t(`chart.tab.${each}`)}</button>`,
        )}
      </div>
      <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${tab}" tabindex="0">
        <div class="cards">${this.#cards()}</div>
      </div>
    `;
  }

  #cards() {
    const { snapshot, look, selected, hovered, brushed, tools } = this;
    const study = snapshot?.study ?? this.study;
    const listed = CHARTS.filter(({ tab }) => tab === this.tab);
    const cards = listed.map(({ id, wide }) => {
      const module = this.modules.get(id);
      if (!module || (module.fits && !(study && module.fits(study)))) return nothing;
      return html`<chart-card data-chart=${id} class=${wide ? 'wide' : ''} .chart=${module} .snapshot=${snapshot} .look=${look}
        .selected=${selected} .hovered=${hovered} .brushed=${brushed} .tools=${tools}></chart-card>`;
    });
    const waiting = listed.some(({ id }) => !this.modules.has(id));
    const none = !waiting && cards.every((card) => card === nothing);
    return none ? html`<p class="none">${look?.t('chart.tab.none')}</p>` : cards;
  }

  updated() {
    for (const { id, tab, load } of CHARTS) {
      if (tab !== this.tab || this.#asked.has(id)) continue;
      this.#asked.add(id);
      load().then(
        (module) => this.#have(id, module),
        () => this.#have(id, null),
      );
    }
  }

  /** @type {Set<string>} */
  #asked = new Set();

  /** @param {string} id @param {any} module */
  #have(id, module) {
    this.modules = new Map(this.modules).set(id, module);
  }
}

customElements.define('chart-deck', ChartDeck);
