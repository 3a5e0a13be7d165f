import { LitElement, css, html, nothing } from 'lit';
import { SPEEDS } from '../lib/study-file.js';
import './constraint-list.js';
import { controls, emit, labelOf, wordOr } from './controls.js';
import './data-peek.js';
import { getAt, isObject } from './edit.js';
import { mistakesAt } from './form-context.js';
import { rows } from './form-styles.js';
import { fieldRows } from './form-rows.js';
import './field-row.js';
import './layer-list.js';
import './network-figure.js';
import './objective-list.js';
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
    rows,
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
      .source {
        grid-column: 2 / -1;
        overflow-wrap: anywhere;
      }
      p {
        margin: 4px 0;
      }
      .space {
        min-height: 20px;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .space strong {
        color: var(--tuned);
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
        <data-peek .context=${context} .own=${columnsOf(context)}></data-peek>
        ${this.#columns(context)}
        ${this.#section(context, 'data', ['source', ...(columnsOf(context).length ? OWN_ROWS : [])])}
        ${this.#texts(context)}
        ${this.#section(context, 'validation', validationHides(context))}
      </section>
      <section aria-labelledby="network">
        <h3 id="network">${t('page.form.network')}</h3>
        <network-figure .context=${context}></network-figure>
        <layer-list .context=${context} .path=${['model', 'layers']}></layer-list>
      </section>
      <section aria-labelledby="training">
        <h3 id="training">${t('page.form.training')}</h3>
        ${this.#section(context, 'training', [])}
      </section>
      <section aria-labelledby="search">
        <h3 id="search">${t('page.form.search')}</h3>
        <p class="space" role="status" aria-label=${t('page.size.label')}>${context.size ? html`<strong>${context.size.size}</strong> ${context.size.work}` : nothing}</p>
        ${this.#section(context, 'search', [])}
        <objective-list .context=${context}></objective-list>
        <constraint-list .context=${context}></constraint-list>
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

  /** Of a table whose columns are known. @param {FormContext} context */
  #columns(context) {
    const columns = columnsOf(context);
    if (columns.length === 0) return nothing;
    void import('./own-columns.js').catch(() => {});
    return html`<own-columns .context=${context} .columns=${columns}></own-columns>`;
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
}

/** @param {FormContext} context */
function isFile(context) {
  const source = getAt(context.draft, ['data', 'source']);
  return typeof source === 'string' && /[./]/.test(source);
}

/** Rows of the form that a table with known columns has in another way. */
const OWN_ROWS = ['target', 'task'];

/** The columns of the reader's own table, as far as known. @param {FormContext} context @returns {string[]} */
function columnsOf(context) {
  if (!isFile(context)) return [];
  return context.look.peek?.head?.columns ?? context.columns;
}

/** Folds or a fraction: the one that the file does not use is out of the way. @param {FormContext} context */
function validationHides(context) {
  const folds = getAt(context.draft, ['validation', 'folds']);
  const fraction = getAt(context.draft, ['validation', 'fraction']);
  if (fraction !== undefined && folds !== undefined) return [];
  return typeof folds === 'number' && folds > 0 ? ['fraction'] : [];
}

customElements.define('study-form', StudyForm);
