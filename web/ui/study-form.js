import { LitElement, css, html, nothing } from 'lit';
import { SPEEDS } from '../lib/study-file.js';
import { controls, emit, labelOf, wordOr } from './controls.js';
import { getAt, isObject } from './edit.js';
import { mistakesAt } from './form-context.js';
import { fieldRows } from './form-rows.js';
import './field-row.js';
import './layer-list.js';
import './variant-field.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('../lib/types').Field} Field */

/** What is in sight when the file does not say it. */
const ESSENTIAL = {
  data: ['test_fraction'],
  validation: ['folds'],
  training: ['optimizer', 'batch_size', 'epochs'],
  search: ['sampler', 'trials', 'seed'],
  text: ['num_words', 'max_length'],
};

/** What is predicted is known of the built-in sets, not of the reader's own file. */
const FILE_ESSENTIAL = ['target', ...ESSENTIAL.data];

/**
 * The study as a form, made from the schema.
 *
 * @property context  {import('./form-context.js').FormContext}
 * @fires edit  {import('./edit.js').Edit}
 */
export class StudyForm extends LitElement {
  static properties = { context: { attribute: false } };

  static styles = [
    controls,
    css`
      section {
        padding: 12px 0;
        border-top: 1px solid var(--line);
      }
      section:first-of-type {
        padding-top: 0;
        border-top: 0;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 15px;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(92px, 5fr) minmax(0, 6fr) 28px;
        gap: 8px;
        align-items: center;
        min-height: 32px;
      }
      .source {
        grid-column: 2 / -1;
        overflow-wrap: anywhere;
      }
      p {
        margin: 4px 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
  }

  render() {
    const { context } = this;
    if (!context) return nothing;
    const { t } = context;
    return html`
      <section aria-labelledby="data">
        <h3 id="data">${t('page.form.data')}</h3>
        ${this.#source(context)}
        ${this.#section(context, 'data', ['source'])}
        ${this.#texts(context)}
        ${this.#section(context, 'validation', validationHides(context))}
      </section>
      <section aria-labelledby="network">
        <h3 id="network">${t('page.form.network')}</h3>
        <layer-list .context=${context} .path=${['model', 'layers']}></layer-list>
      </section>
      <section aria-labelledby="training">
        <h3 id="training">${t('page.form.training')}</h3>
        ${this.#section(context, 'training', [])}
      </section>
      <section aria-labelledby="search">
        <h3 id="search">${t('page.form.search')}</h3>
        ${this.#section(context, 'search', [])}
        ${this.#objective(context)}
        ${this.#speed(context)}
      </section>
    `;
  }

  /** @param {FormContext} context @param {keyof typeof ESSENTIAL} name @param {string[]} hidden */
  #section(context, name, hidden) {
    const fields = context.schema.sections[name]
      .filter((field) => !hidden.includes(field.name))
      .map((field) => ({ field, scope: name }));
    const own = context.mistakes.filter((mistake) => mistake.path === name);
    return html`
      ${own.map((mistake) => html`<p class="mistake">${mistake.text}</p>`)}
      ${fieldRows(context, fields, [name], { tunable: name === 'training', essential: name === 'data' && isFile(context) ? FILE_ESSENTIAL : ESSENTIAL[name] })}
    `;
  }

  /** How a trial sees a text, which may differ from trial to trial; where the data has none, only what the file says.
   * @param {FormContext} context */
  #texts(context) {
    const fields = context.schema.sections.text
      .filter(({ name }) => context.texts || getAt(context.draft, ['data', name]) !== undefined)
      .map((field) => ({ field, scope: 'text' }));
    return fieldRows(context, fields, ['data'], { tunable: true, essential: ESSENTIAL.text });
  }

  /** @param {FormContext} context */
  #source(context) {
    const source = getAt(context.draft, ['data', 'source']);
    const text = isObject(source)
      ? Object.values(source).flat().join(' + ')
      : String(source ?? '–');
    return html`
      <div class="row"><span>${labelOf(context.t, 'source')}</span><strong class="source">${text}</strong></div>
      <p class="muted">${context.facts}</p>
      ${mistakesAt(context, 'data.source').map((mistake) => html`<p class="mistake">${mistake}</p>`)}
    `;
  }

  /** @param {FormContext} context */
  #objective(context) {
    const { t, schema, draft } = context;
    const metric = getAt(draft, ['objective', 'metric']) ?? 'auto';
    const help = (/** @type {import('../lib/types').Row} */ row) =>
      wordOr(t, `schema.metrics.${row.name}`, row.help);
    const chosen = schema.tables.metrics.find((row) => row.name === metric);
    return html`
      <div class="row">
        <label for="metric">${labelOf(t, 'metric')}</label>
        <select id="metric" title=${chosen ? help(chosen) : t('page.form.auto')} @change=${this.#setMetric}>
          <option value="auto" .selected=${metric === 'auto'}>auto</option>
          ${schema.tables.metrics.map((row) => html`<option value=${row.name} title=${help(row)} .selected=${row.name === metric}>${row.name}</option>`)}
        </select>
        <span></span>
      </div>
      ${mistakesAt(context, 'objective').map((mistake) => html`<p class="mistake">${mistake}</p>`)}
    `;
  }

  /** @param {FormContext} context */
  #speed(context) {
    const { t, draft } = context;
    const speed = getAt(draft, ['speed']) ?? 'exact';
    const mistakes = mistakesAt(context, 'speed');
    return html`
      <div class="row">
        <label for="speed">${labelOf(t, 'speed')}</label>
        <select id="speed" aria-describedby="speed-help" aria-invalid=${mistakes.length > 0} @change=${this.#setSpeed}>
          ${SPEEDS.map((name) => html`<option value=${name} .selected=${name === speed}>${t(`page.speed.${name}`)}</option>`)}
        </select>
        <span></span>
      </div>
      <p class="muted" id="speed-help">${wordOr(t, `page.speed.${speed}.help`, '')}</p>
      ${mistakes.map((mistake) => html`<p class="mistake">${mistake}</p>`)}
    `;
  }

  /** @param {Event & {target: HTMLSelectElement}} event */
  #setSpeed({ target }) {
    const value = target.value === 'exact' ? undefined : target.value;
    emit(this, 'edit', { op: 'set', path: ['speed'], value });
  }

  /** A metric brings its direction with it. @param {Event & {target: HTMLSelectElement}} event */
  #setMetric(event) {
    const name = event.target.value;
    const row = this.context?.schema.tables.metrics.find((each) => each.name === name);
    const value = row
      ? { metric: name, direction: row.direction === 'MINIMIZE' ? 'minimize' : 'maximize' }
      : undefined;
    emit(this, 'edit', { op: 'set', path: ['objective'], value });
  }
}

/** @param {FormContext} context */
function isFile(context) {
  const source = getAt(context.draft, ['data', 'source']);
  return typeof source === 'string' && /[./]/.test(source);
}

/** Folds or a fraction: the one that the file does not use is out of the way. @param {FormContext} context */
function validationHides(context) {
  const folds = getAt(context.draft, ['validation', 'folds']);
  const fraction = getAt(context.draft, ['validation', 'fraction']);
  if (fraction !== undefined && folds !== undefined) return [];
  return typeof folds === 'number' && folds > 0 ? ['fraction'] : [];
}

customElements.define('study-form', StudyForm);
