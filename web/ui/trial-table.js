import { LitElement, html, nothing } from 'lit';
import { firstObjective } from '../lib/objectives.js';
import { breakable, controls, emit } from './controls.js';
import { cellOf } from './trial-cells.js';
import { columnsOf, sortTrials } from './trial-rows.js';
import { ROW_PX, trialTableStyles } from './trial-table-styles.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./trial-rows.js').Column} Column */

/** Rows drawn above and below those in sight. */
const SPARE = 8;
/** As often as anyone reads a table. */
const PERIOD_MS = 200;

/**
 * All trials: sortable, only the rows in sight are drawn.
 *
 * @property snapshot  the state of the run
 * @property space     names of the parameters when no trial has run yet
 * @property selected  the marked trial, or null
 * @property hovered   the trial under the pointer somewhere, or null
 * @property brushed   Set<number> | null: the trials to show, all where it is null
 * @property t         the dictionary
 * @fires select-trial  number | null
 * @fires hover-trial   number | null
 */
export class TrialTable extends LitElement {
  static properties = {
    snapshot: { attribute: false },
    space: { attribute: false },
    selected: { attribute: false },
    hovered: { attribute: false },
    brushed: { attribute: false },
    t: { attribute: false },
    sort: { state: true },
    top: { state: true },
    more: { state: true },
    height: { state: true },
    whole: { state: true },
  };

  static styles = [controls, trialTableStyles];

  #last = 0;
  #watched = false;
  #sizes = new ResizeObserver(() => this.#look());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    /** @type {Snapshot | undefined} */
    this.snapshot = undefined;
    /** @type {string[]} */
    this.space = [];
    /** @type {number | null} */
    this.selected = null;
    /** @type {number | null} */
    this.hovered = null;
    /** @type {Set<number> | null} */
    this.brushed = null;
    /** All rows are drawn, for the printer. */
    this.whole = false;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {import('./trial-rows.js').Order} */
    this.sort = { key: 'number', descending: true };
    this.top = 0;
    /** Whether there are columns beyond the right edge. */
    this.more = false;
    /** What of the table is in sight, in px. */
    this.height = 400;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sizes.disconnect();
    this.#watched = false;
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
  }

  updated() {
    if (this.#watched) return;
    for (const element of this.renderRoot.querySelectorAll('.scroll, table')) {
      this.#sizes.observe(element);
      this.#watched = true;
    }
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
    if (this.hasUpdated) this.updated();
  }

  /** @param {Event} event */
  #print = ({ type }) => {
    this.whole = type === 'beforeprint';
    this.performUpdate();
  };

  #look() {
    const box = this.renderRoot.querySelector('.scroll');
    if (!box) return;
    this.more = box.scrollLeft + box.clientWidth < box.scrollWidth - 2;
    this.height = box.clientHeight;
  }

  /** News of a run may wait a little; the reader's own doing may not. @param {Map<string, unknown>} changed */
  shouldUpdate(changed) {
    const patient = this.hasUpdated && changed.size === 1 && changed.has('snapshot');
    const wait = this.#last + PERIOD_MS - performance.now();
    if (!patient || wait <= 0) return true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.requestUpdate();
    }, wait);
    return false;
  }

  render() {
    const { snapshot, t } = this;
    if (!snapshot) return nothing;
    this.#last = performance.now();
    const columns = columnsOf(snapshot, this.space);
    const rows = this.#rows();
    const first = this.whole ? 0 : Math.max(0, Math.min(this.top, rows.length) - SPARE);
    const seen = this.whole ? rows : rows.slice(first, first + this.#inSight() + 2 * SPARE);
    const after = rows.length - first - seen.length;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${t('page.trials.label')} @scroll=${this.#scrolled} @keydown=${this.#key}>
        <table aria-label=${t('page.tab.trials')} aria-rowcount=${rows.length + 1}>
          <thead><tr>${columns.map((column) => this.#head(column))}</tr></thead>
          <tbody>
            ${spare(first, columns.length)}
            ${seen.map((trial, at) => this.#row(trial, first + at, columns, snapshot))}
            ${spare(after, columns.length)}
          </tbody>
        </table>
        ${rows.length ? nothing : html`<p class="wait">${t('page.trials.wait')}</p>`}
      </div>
      ${this.more ? html`<div class="edge"></div>` : nothing}
    `;
  }

  /** @param {Column} column */
  #head({ key, tuned, number, word: own }) {
    const { t, sort } = this;
    const on = sort.key === key;
    const name = key.slice(6);
    const word = tuned ? breakable(name) : (own ?? t(`page.trials.${key}`));
    return html`<th class="${tuned ? 'tuned' : key} ${number ? 'number' : ''}" scope="col"
      aria-sort=${on ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" title=${tuned ? name : nothing} @click=${() => this.#sortBy(key)}><span>${word}${on ? (sort.descending ? ' ↓' : ' ↑') : ''}</span></button></th>`;
  }

  /** @param {TrialView} trial @param {number} index @param {Column[]} columns @param {Snapshot} snapshot */
  #row(trial, index, columns, snapshot) {
    const { number } = trial;
    const best = snapshot.best?.number === number;
    return html`<tr class="${trial.status} ${best ? 'best' : ''} ${number === this.hovered ? 'hovered' : ''}" aria-rowindex=${index + 2}
      aria-selected=${number === this.selected} @click=${() => this.#select(number)}
      @pointerenter=${() => emit(this, 'hover-trial', number)} @pointerleave=${() => emit(this, 'hover-trial', null)}>
      ${columns.map(({ key, number: right }) => html`<td class="${key} ${right ? 'number' : ''}">${cellOf(trial, key, this.t)}</td>`)}
    </tr>`;
  }

  /** @param {string} key */
  #sortBy(key) {
    const minimize =
      this.snapshot?.study && firstObjective(this.snapshot.study).direction === 'minimize';
    const first = key === 'value' ? !minimize : key === 'number';
    this.sort = { key, descending: this.sort.key === key ? !this.sort.descending : first };
    this.renderRoot.querySelector('.scroll')?.scrollTo(0, 0);
  }

  #inSight() {
    return Math.ceil(Math.min(this.height, 2000) / ROW_PX);
  }

  /** @param {Event & {target: HTMLElement}} event */
  #scrolled(event) {
    this.#look();
    const top = Math.floor(event.target.scrollTop / ROW_PX);
    if (Math.abs(top - this.top) >= SPARE / 2) this.top = top;
  }

  /** Arrows move through the trials in the order of the table. @param {KeyboardEvent} event */
  #key(event) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    this.move(step);
  }

  /** The trials to show, in their order. */
  #rows() {
    const { snapshot, brushed } = this;
    const trials = snapshot?.trials ?? [];
    return sortTrials(
      brushed ? trials.filter(({ number }) => brushed.has(number)) : trials,
      this.sort,
    );
  }

  /** Marks the trial before (-1) or after (1) the marked one, in the order of the rows. @param {number} step */
  move(step) {
    const rows = this.#rows();
    if (rows.length === 0) return;
    const at = rows.findIndex((trial) => trial.number === this.selected);
    const to = Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step));
    emit(this, 'select-trial', rows[to].number);
    const box = this.renderRoot.querySelector('.scroll');
    if (!box) return;
    const y = to * ROW_PX;
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + 2 * ROW_PX > box.scrollTop + box.clientHeight)
      box.scrollTop = y + 2 * ROW_PX - box.clientHeight;
  }

  /** @param {number} number */
  #select(number) {
    emit(this, 'select-trial', number === this.selected ? null : number);
  }
}

/** @param {number} count @param {number} columns */
function spare(count, columns) {
  return count > 0
    ? html`<tr class="spare" aria-hidden="true"><td colspan=${columns} .style=${`height: ${count * ROW_PX}px`}></td></tr>`
    : nothing;
}

customElements.define('trial-table', TrialTable);
