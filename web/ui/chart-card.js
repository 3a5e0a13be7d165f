import { html, nothing } from 'lit';
import { shortName } from '../charts/format.js';
import { saveAs } from './browser.js';
import { cardStyles } from './chart-card-styles.js';
import { ChartDrawing } from './chart-drawing.js';
import { ChartElement } from './chart-element.js';
import { csvText, pngOf } from './chart-files.js';
import { tableTwin } from './chart-table.js';
import { chartIcons, controls, emit, wordOr } from './controls.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../charts/look.js').Look} Look */
/** @typedef {import('./chart-files.js').Table} Table */
/** @typedef {import('./chart-module.js').Choice} Choice */
/** @typedef {import('./chart-module.js').ChartModule} ChartModule */
/** @typedef {import('./chart-module.js').Options} Options */

/** Of a run, five times a second is as often as anyone reads a chart; less often where drawing it takes long. */
const PERIOD_MS = 200;
const MOST_PERIOD_MS = 600;
const SHARE = 1 / 12;
/** The reader sees what he does sooner. */
const OWN_PERIOD_MS = 100;
/** What has to be worked out is worked out at most once a second while there is news; what the reader steps to, at once. */
const LOAD_PERIOD_MS = 1000;
const IDLE = {
  key: '',
  busy: false,
  at: 0,
  answer: /** @type {unknown} */ (undefined),
  failed: '',
};
/** Two long names would fill the card. @param {string} name */
const called = (name) => shortName(name, 20);
/** What only the canvas shows. */
const DRAWN = new Set(['snapshot', 'selected', 'hovered', 'brushed']);

/**
 * One chart: its title, a sentence that says what it shows, its table twin, its picture and numbers to take away, full screen.
 *
 * @property chart  a module of charts/, as chart-module.js says; the others as ChartElement has them
 * @fires select-trial  number: the trial that was clicked
 * @fires hover-trial   number | null
 * A module's own controller may send brush-trials (Set<number> | null) from its canvas.
 */
export class ChartCard extends ChartElement {
  static properties = {
    ...ChartElement.properties,
    chart: { attribute: false },
    view: { state: true },
    chosen: { state: true },
    asTable: { state: true },
    full: { state: true },
    said: { state: true },
    work: { state: true },
  };

  static styles = [controls, cardStyles];

  #drawing = new ChartDrawing({
    again: () => this.#anew(),
    select: (trial) => emit(this, 'select-trial', trial),
    hover: (trial) => emit(this, 'hover-trial', trial),
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #last = 0;
  #cost = 0;
  /** What the canvas shows. @type {unknown[]} */
  #shown = [];
  /** @type {any} */
  #info;
  #inSight = true;
  #sight = new IntersectionObserver((seen) => {
    this.#inSight = seen[seen.length - 1].isIntersecting;
    if (this.#inSight) this.requestUpdate();
  });
  #print = () => this.#draw();

  constructor() {
    super();
    /** @type {ChartModule | undefined} */
    this.chart = undefined;
    /** @type {string | undefined} */
    this.view = undefined;
    /** @type {Record<string, string>} */
    this.chosen = {};
    this.asTable = false;
    this.full = false;
    /** What `load` was asked and has answered. */
    this.work = IDLE;
    /** @type {{words: string, whole: string, note: string, empty: boolean, choices: Choice[], steps: {last: number} | null, table: Table | null}} */
    this.said = {
      words: '',
      whole: '',
      note: '',
      empty: true,
      choices: [],
      steps: null,
      table: null,
    };
  }

  connectedCallback() {
    super.connectedCallback();
    this.#shown = [];
    this.#sight.observe(this);
    addEventListener('beforeprint', this.#print);
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sight.disconnect();
    removeEventListener('beforeprint', this.#print);
    this.#drawing.discard();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('chart')) this.work = IDLE;
  }

  /** The words around the canvas stay as they are while it is drawn again. @param {Map<string, unknown>} changed */
  shouldUpdate(changed) {
    const names = [...changed.keys()];
    const isOnlyDrawn = names.length > 0 && names.every((name) => DRAWN.has(name));
    if (!this.hasUpdated || !isOnlyDrawn || this.asTable) return true;
    this.#plan();
    return false;
  }

  render() {
    const { chart, look, full } = this;
    if (!chart || !look) return nothing;
    const card = this.#card(chart, look.t);
    return full
      ? html`<dialog aria-label=${look.t(`chart.${chart.id}.title`)} @close=${this.#shrink}>${card}</dialog>`
      : card;
  }

  /** @param {ChartModule} chart @param {Look['t']} t */
  #card(chart, t) {
    const { words, whole, note, empty } = this.said;
    const title = t(`chart.${chart.id}.title`);
    const help = wordOr(t, `chart.${chart.id}.help`, '');
    return html`<figure>
      <figcaption>
        <div class="head"><h3 title=${help}>${title}</h3>${this.#selects(chart, t)}</div>
      </figcaption>
      <div class=${chart.steps ? 'body steps' : 'body'}>
        <p class="says" title=${whole === words ? nothing : whole}>${empty ? '' : words}</p>
        <div class="plot" ?hidden=${this.asTable}>
          <canvas role="img" aria-label=${`${title}. ${empty ? this.#waiting(chart, t) : whole}`}></canvas>
          ${this.#over(chart, t)}
        </div>
        ${this.asTable ? tableTwin(this, title, t) : nothing}
        ${chart.steps ? this.#slider(t) : nothing}
        <div class="foot">
          <p class="note">${note}</p>
          ${this.#buttons(title, t)}
        </div>
      </div>
    </figure>`;
  }

  /** @param {ChartModule} chart @param {Look['t']} t */
  #selects({ id, views = [] }, t) {
    const { choices } = this.said;
    const of = (/** @type {Choice} */ { name, label, value, options }) =>
      html`<select aria-label=${label} title=${label} @change=${(/** @type {any} */ event) => this.#choose(name, event.target.value)}>
        ${options.map((each) => html`<option value=${each.value} .selected=${each.value === value}>${each.text}</option>`)}
      </select>`;
    const offered = views.map((value) => ({ value, text: t(`chart.${id}.${value}`) }));
    const value = this.view ?? views[0];
    return html`${offered.length > 1 ? of({ name: 'view', label: t('chart.view'), value, options: offered }) : nothing}${choices.map(of)}`;
  }

  /** Its place is kept before there is anything to step through. @param {Look['t']} t */
  #slider(t) {
    void import('./step-slider.js');
    const { last = 0 } = this.said.steps ?? {};
    const step = Number(this.chosen.step ?? Number.NaN);
    return html`<step-slider .t=${t} .last=${last} .value=${step < last ? step : null} ?inert=${last === 0}
      @step=${(/** @type {CustomEvent} */ { detail }) => this.#choose('step', detail === null ? '' : String(detail))}></step-slider>`;
  }

  /** What lies over the axes while there is nothing on them. @param {ChartModule} chart @param {Look['t']} t */
  #over(chart, t) {
    const { busy, failed } = this.work;
    if (failed)
      return html`<p class="wait failed" role="status"><span>× ${t('chart.failed', { reason: failed })}
        <button type="button" @click=${this.#again}>${t('chart.again')}</button></span></p>`;
    if (!this.said.empty) return nothing;
    return html`<svg class="axes" aria-hidden="true" preserveAspectRatio="none"><line x1="0" y1="25%" x2="100%" y2="25%" /><line x1="0" y1="50%" x2="100%" y2="50%" /><line x1="0" y1="75%" x2="100%" y2="75%" /></svg>
      <p class="wait"><span>${busy ? html`<i class="busy" aria-hidden="true"></i> ${t('chart.loading')}` : this.#waiting(chart, t)}</span></p>`;
  }

  /** @param {ChartModule} chart @param {Look['t']} t */
  #waiting = ({ id, never }, t) =>
    never?.(this.snapshot?.study ?? null, t) || wordOr(t, `chart.${id}.empty`, t('chart.empty'));

  /** @param {string} title @param {Look['t']} t */
  #buttons(title, t) {
    const off = this.said.empty;
    const name = (/** @type {string} */ what) => `${t(`chart.${what}`)}: ${title}`;
    return html`<div class="take">
      ${this.chart?.table ? html`<button class="quiet" type="button" aria-label=${name('table')} aria-pressed=${this.asTable} ?disabled=${off && !this.asTable} @click=${this.#turn}>${t('chart.table')}</button>` : nothing}
      <button class="quiet" type="button" aria-label=${`PNG: ${title}`} title=${t('chart.png')} ?disabled=${off || this.asTable} @click=${this.#png}>PNG</button>
      ${this.chart?.table ? html`<button class="quiet" type="button" aria-label=${`CSV: ${title}`} title=${t('chart.csv')} ?disabled=${off} @click=${this.#csv}>CSV</button>` : nothing}
      <button class="quiet icon" type="button" aria-label=${name(this.full ? 'small' : 'full')} title=${t(this.full ? 'chart.small' : 'chart.full')}
        @click=${this.full ? this.#shrink : this.#grow}>${this.full ? chartIcons.small : chartIcons.full}</button>
    </div>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    if (changed.get('full') === true)
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.take .icon'))?.focus();
    this.#plan();
  }

  #inputs() {
    const { chart, snapshot, look, selected, hovered, brushed, view, chosen, asTable } = this;
    const canvas = this.renderRoot.querySelector('canvas');
    const { answer } = this.work;
    return [
      snapshot,
      chart,
      look,
      selected,
      hovered,
      brushed,
      view,
      chosen,
      asTable,
      canvas,
      answer,
    ];
  }

  /** News of a run may wait a little; the reader's own doing is drawn at once. */
  #plan() {
    if (this.#timer !== undefined || !this.#inSight) return;
    const inputs = this.#inputs();
    const changed = inputs.map((input, at) => input !== this.#shown[at]);
    if (!changed.includes(true)) return;
    const own = changed.indexOf(true, 1) > 0;
    const period = own
      ? Math.min(this.#cost, OWN_PERIOD_MS)
      : Math.min(Math.max(PERIOD_MS, this.#cost / SHARE), MOST_PERIOD_MS);
    const wait = Math.max(0, this.#last + period - performance.now());
    this.#timer = setTimeout(() => this.#draw(), wait);
  }

  #draw() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { chart, snapshot, look, selected, hovered, brushed } = this;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!chart || !snapshot || !look || !canvas) return;
    this.#last = performance.now();
    this.#shown = this.#inputs();
    const view = this.view ?? chart.views?.[0];
    const loaded = this.work.answer;
    /** @type {Options} */
    const options = { ...this.chosen, selected, hovered, brushed, view, loaded, look };
    const steps = chart.steps?.(snapshot) ?? null;
    if (!steps) delete this.chosen.step;
    const choices = chart.choices?.(snapshot, options) ?? [];
    for (const { name, value } of choices) options[name] = value;
    this.#fetch(chart, snapshot, options);
    const info = chart.info(snapshot, options);
    this.#info = info;
    const empty = chart.isEmpty(info);
    if (empty) this.#drawing.discard();
    else if (!this.asTable) this.#drawing.paint(canvas, chart, chart.config(info, look));
    this.#cost = performance.now() - this.#last;
    const next = {
      words: chart.sentence(info, { ...look, called }),
      whole: chart.sentence(info, look),
      note: chart.note(info, look).replaceAll('。 ', '。'),
      empty,
      choices,
      steps,
      table: this.asTable ? (chart.table?.(info, look) ?? null) : null,
    };
    if (this.asTable || JSON.stringify(next) !== JSON.stringify(this.said)) this.said = next;
  }

  /** Draws again, whatever is shown. */
  #anew() {
    this.#shown = [];
    this.requestUpdate();
  }

  /** What has to be worked out elsewhere: one question at a time. @param {ChartModule} chart @param {Snapshot} snapshot @param {Options} options */
  #fetch(chart, snapshot, options) {
    const load = this.work;
    if (!chart.load || load.busy) return;
    const key = chart.key?.(snapshot, options) ?? '';
    if (key === load.key) return;
    if (key === '') {
      this.work = { ...load, key, answer: undefined, failed: '' };
      this.#anew();
      return;
    }
    const isLive = snapshot.status === 'running' && options.step === undefined;
    const wait = isLive ? load.at + LOAD_PERIOD_MS - performance.now() : 0;
    if (wait > 0 && load.key !== '') {
      setTimeout(() => this.#anew(), wait);
      return;
    }
    this.work = { ...load, key, busy: true, failed: '' };
    this.requestUpdate();
    chart
      .load(snapshot, options, this.tools)
      .then(
        (answer) => ({ answer, failed: '' }),
        (error) => ({ answer: undefined, failed: error?.message ?? String(error) }),
      )
      .then((answered) => {
        if (this.chart !== chart) return;
        this.work = { key, busy: false, at: performance.now(), ...answered };
        this.#anew();
      });
  }

  #again() {
    this.work = { ...this.work, key: '', at: 0, failed: '' };
    this.#anew();
  }

  /** @param {string} name @param {string} value */
  #choose(name, value) {
    if (name === 'view') this.view = value;
    else if (name === 'step' && value === '') {
      const { step: _, ...rest } = this.chosen;
      this.chosen = rest;
    } else this.chosen = { ...this.chosen, [name]: value };
  }

  #turn() {
    this.asTable = !this.asTable;
  }

  /** The place of the card is kept while it is in the dialog. */
  #grow() {
    this.style.minHeight = `${this.offsetHeight}px`;
    this.full = true;
  }

  #shrink() {
    this.style.minHeight = '';
    this.full = false;
  }

  #name() {
    const study = this.snapshot?.study?.name ?? 'study';
    return `${study}-${this.chart?.id}`.replace(/[^\w.-]+/g, '-');
  }

  async #png() {
    const { look, chart } = this;
    const { canvas } = this.#drawing;
    if (!look || !chart || !canvas) return;
    const { whole: words, note } = this.said;
    const { panel, ink, muted, t } = look;
    const font = getComputedStyle(this).fontFamily;
    const around = { title: t(`chart.${chart.id}.title`), words, note, panel, ink, muted, font };
    saveAs(`${this.#name()}.png`, await pngOf(canvas, around), 'image/png');
  }

  #csv() {
    const table = this.chart?.table?.(this.#info, /** @type {Look} */ (this.look));
    if (table) saveAs(`${this.#name()}.csv`, csvText(table), 'text/csv');
  }
}

customElements.define('chart-card', ChartCard);
