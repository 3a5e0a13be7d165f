import { LitElement, css, html, nothing } from 'lit';
import { controls, emit, icons, labelOf, wordOr } from './controls.js';
import { getAt, isObject } from './edit.js';
import { mistakesAt } from './form-context.js';
import { rows } from './form-styles.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('../lib/types').Row} Row */

const MOST = 4;

/**
 * What the search is for: a metric of the held-out rows, or several objectives at once.
 *
 * @property context  the form it stands in
 * @fires edit  {import('./edit.js').Edit}
 */
export class ObjectiveList extends LitElement {
  static properties = { context: { attribute: false } };

  static styles = [
    controls,
    rows,
    css`
      p {
        margin: 2px 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
  }

  /** The names of the objectives; one at least. */
  get names() {
    const said = getAt(this.context?.draft ?? null, ['objective']);
    const nameOf = (/** @type {Json | undefined} */ one) =>
      isObject(one) && typeof one.metric === 'string'
        ? one.metric
        : typeof one === 'string'
          ? one
          : 'auto';
    return Array.isArray(said) && said.length ? said.map(nameOf) : [nameOf(said)];
  }

  render() {
    const { context, names } = this;
    if (!context) return nothing;
    const { t, schema } = context;
    const costs = schema.tables.costs;
    const several = names.length > 1;
    const own = context.mistakes.filter(
      ({ path }) => path === 'objective' || (!several && path.startsWith('objective.')),
    );
    return html`
      ${names.map((name, i) => this.#row(name, i, several))}
      ${own.map(({ text }) => html`<p class="mistake">${text}</p>`)}
      ${
        costs && names.length < MOST
          ? html`<p><button type="button" title=${t('page.objective.addHelp')} @click=${this.#add}>${t('page.objective.add')}</button></p>`
          : nothing
      }
      ${several ? html`<p class="muted">${t('page.objective.several')}</p>` : nothing}
    `;
  }

  /** @param {string} name @param {number} i @param {boolean} several */
  #row(name, i, several) {
    const context = /** @type {FormContext} */ (this.context);
    const { t, schema } = context;
    const { metrics, costs = [] } = schema.tables;
    const help = (/** @type {Row} */ row) =>
      wordOr(t, `schema.${costs.includes(row) ? 'costs' : 'metrics'}.${row.name}`, row.help);
    const chosen = [...metrics, ...costs].find((row) => row.name === name);
    const label = several
      ? t('page.objective.index', { index: i + 1 })
      : labelOf(context.t, 'metric');
    const option = (/** @type {Row} */ row) =>
      html`<option value=${row.name} title=${help(row)} .selected=${row.name === name}>${row.name}${several ? (row.direction === 'MINIMIZE' ? ' ↓' : ' ↑') : ''}</option>`;
    const mistakes = several ? mistakesAt(context, `objective.${i}`) : [];
    return html`
      <div class="row">
        <label for=${i ? `metric-${i}` : 'metric'}>${label}</label>
        <select id=${i ? `metric-${i}` : 'metric'} title=${chosen ? help(chosen) : t('page.form.auto')} aria-invalid=${mistakes.length > 0}
          @change=${(/** @type {any} */ e) => this.#set(i, e.target.value)}>
          ${i === 0 ? html`<option value="auto" .selected=${name === 'auto'}>auto</option>` : nothing}
          ${metrics.map(option)}${i > 0 ? costs.map(option) : nothing}
        </select>
        ${
          several
            ? html`<button class="quiet icon" type="button" aria-label=${t('page.objective.remove', { index: i + 1 })}
                title=${t('page.objective.remove', { index: i + 1 })} @click=${() => this.#remove(i)}>${icons.remove}</button>`
            : html`<span></span>`
        }
      </div>
      ${mistakes.map((text) => html`<p class="mistake">${text}</p>`)}
    `;
  }

  /** @param {number} i @param {string} name */
  #set(i, name) {
    this.#write(this.names.map((old, k) => (k === i ? name : old)));
  }

  /** @param {number} i */
  #remove(i) {
    this.#write(this.names.filter((_, k) => k !== i));
  }

  /** The first cost that is not there yet, else a metric. */
  #add() {
    const { schema } = /** @type {FormContext} */ (this.context);
    const all = [...(schema.tables.costs ?? []), ...schema.tables.metrics].map(({ name }) => name);
    const free = all.find((name) => !this.names.includes(name));
    if (free) this.#write([...this.names, free]);
  }

  /** A metric brings its direction with it. @param {string[]} names */
  #write(names) {
    const { schema } = /** @type {FormContext} */ (this.context);
    const all = [...schema.tables.metrics, ...(schema.tables.costs ?? [])];
    const write = (/** @type {string} */ metric) => {
      const row = all.find(({ name }) => name === metric);
      return row
        ? { metric, direction: row.direction === 'MINIMIZE' ? 'minimize' : 'maximize' }
        : { metric };
    };
    const [first] = names;
    const one = first === 'auto' ? undefined : write(first);
    const value = names.length > 1 ? names.map(write) : one;
    emit(this, 'edit', { op: 'set', path: ['objective'], value });
  }
}

customElements.define('objective-list', ObjectiveList);
