import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { controls } from './controls.js';
import './trial-picture.js';

/** @typedef {import('../lib/predict-layers.js').Units} Units */
/** @typedef {import('../lib/predict-layers.js').Words} Words */
/** @typedef {import('../lib/predict-layers.js').WordNear} WordNear */

/**
 * What the first layer looks for: its kernels or units as small pictures, weights of a table's columns, words that lie near each other.
 *
 * @property look  the trained network
 * @property t     the dictionary
 */
export class TrialLayer extends LitElement {
  static properties = {
    look: { attribute: false },
    t: { attribute: false },
    layer: { state: true },
    own: { state: true },
  };

  static styles = [
    controls,
    css`
      .pictures {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(40px, 1fr));
        gap: 6px;
        margin: 4px 0;
      }
      .pictures trial-picture {
        width: 100%;
      }
      .box {
        position: relative;
        max-height: 320px;
        overflow: auto;
      }
      table {
        border-collapse: collapse;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      td,
      th {
        padding: 2px 6px 2px 0;
        font-weight: 400;
        text-align: end;
      }
      th {
        color: var(--muted);
      }
      th[scope='row'] {
        text-align: start;
        overflow-wrap: anywhere;
      }
      dl {
        margin: 4px 0;
      }
      dt {
        font-weight: 600;
      }
      dd {
        margin: 0 0 4px;
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      p {
        margin: 4px 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/trial-look.js').Look | null} */
    this.look = null;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** undefined: not known yet. @type {Units | Words | null | undefined} */
    this.layer = undefined;
    /** What lies near the reader's own word. @type {{ word: string, found: WordNear | null } | null} */
    this.own = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('look')) return;
    Object.assign(this, { layer: undefined, own: null });
    void this.#fetch();
  }

  async #fetch() {
    const { look } = this;
    const layer = await look?.layer().catch(() => null);
    if (look === this.look) this.layer = layer ?? null;
  }

  /** @param {string} word */
  async #near(word) {
    if (!word) return;
    const found = (await this.look?.near(word)) ?? null;
    this.own = { word, found };
  }

  render() {
    const { layer, t } = this;
    if (layer === undefined) return html`<p class="muted">${t('page.trial.working')}</p>`;
    if (layer === null) return html`<p class="muted">${t('page.layer.none')}</p>`;
    if (layer.kind === 'words') return this.#words(layer);
    return layer.kind === 'table' ? this.#table(layer) : this.#pictures(layer);
  }

  /** @param {Units} layer */
  #pictures({ layer, units, shape, total }) {
    const { t } = this;
    const rgb = shape[2] === 3;
    const says = t(layer === 'dense' ? 'page.layer.dense' : 'page.layer.kernels', {
      shown: units.length,
      total,
      layer,
    });
    return html`<p class="muted">${says} ${t(rgb ? 'page.layer.colours' : 'page.layer.signed')}</p>
      <div class="pictures">${units.map((unit, i) => {
        const high = strongest(unit);
        const values = rgb ? unit.map((value) => (value / high + 1) / 2) : unit;
        return html`<trial-picture .signed=${!rgb} .values=${values} .shape=${shape} .high=${rgb ? 1 : high} .label=${t('page.layer.unit', { unit: i + 1 })}></trial-picture>`;
      })}</div>`;
  }

  /** @param {Units} layer */
  #table({ units, names, total }) {
    const { t } = this;
    return html`<p class="muted">${t('page.layer.table', { shown: units.length, total })}</p>
      <div class="box" tabindex="0" role="group" aria-label=${t('page.layer.title')}><table>
        <thead><tr><td></td>${units.map((_, i) => html`<th scope="col">${i + 1}</th>`)}</tr></thead>
        <tbody>${names.map((name, d) => html`<tr><th scope="row">${name}</th>${units.map((unit) => html`<td>${unit[d].toFixed(2)}</td>`)}</tr>`)}</tbody>
      </table></div>`;
  }

  /** @param {Words} layer */
  #words({ words }) {
    const { t, own } = this;
    return html`<p class="muted">${t('page.layer.words')}</p>
      <dl>${words.map((each) => nearOf(each))}</dl>
      <input type="text" aria-label=${t('page.layer.word')} placeholder=${t('page.layer.word')}
        @change=${(/** @type {Event} */ event) => this.#near(/** @type {HTMLInputElement} */ (event.target).value.trim())} />
      ${own ? (own.found ? html`<dl>${nearOf(own.found)}</dl>` : html`<p>${t('page.layer.unknown', { word: own.word })}</p>`) : nothing}`;
  }
}

/** @param {WordNear} one */
function nearOf({ word, near }) {
  const words = near.map(
    (each) => `${each.word} ${formatNumber(Number(each.similarity.toFixed(2)))}`,
  );
  return html`<dt>${word}</dt><dd>${words.join(' · ')}</dd>`;
}

/** @param {Float32Array} values */
const strongest = (values) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

customElements.define('trial-layer', TrialLayer);
