import { LitElement, css, html } from 'lit';
import { loadWords } from '../lib/index.js';
import { kindOf, withKind, withTarget } from './column-edit.js';
import { controls, emit, labelOf, wordOr } from './controls.js';
import { isObject } from './edit.js';
import { mistakesAt } from './form-context.js';
import { rows } from './form-styles.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./column-edit.js').Kind} Kind */

/** @type {Kind[]} */
const KINDS = ['', 'number', 'category', 'drop'];

/** @param {FormContext} context @returns {import('./edit.js').Draft} */
const dataOf = ({ draft }) => (isObject(draft.data) ? draft.data : {});

/** @param {FormContext} context @param {string[]} columns */
const targetOf = (context, columns) =>
  String(dataOf(context).target ?? context.look.peek?.facts.target ?? columns.at(-1));

/**
 * What one column of a table holds, or, of the one that is predicted, what kind of answer it is.
 *
 * @property context  the form it stands in
 * @property columns  names of all columns
 * @property name     of this one
 * @property found    what it was found to hold: a role of peek.js; '' while unknown
 * @property label    what the select is called
 * @fires edit  {import('./edit.js').Edit}
 */
export class ColumnKind extends LitElement {
  static properties = {
    context: { attribute: false },
    columns: { attribute: false },
    name: { attribute: false },
    found: { attribute: false },
    label: { attribute: false },
  };

  static styles = [
    controls,
    css`
      select {
        width: auto;
        min-width: 100%;
        padding: 0 2px;
        font-size: 12px;
      }
      select.said {
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {string[]} */
    this.columns = [];
    this.name = '';
    this.found = '';
    this.label = '';
  }

  render() {
    const { context, columns, name, label } = this;
    if (!context) return html``;
    const isTarget = name === targetOf(context, columns);
    const data = dataOf(context);
    const chosen = isTarget ? String(data.task ?? '') : kindOf(data, columns, name);
    const all = isTarget ? ['', 'classification', 'regression'] : KINDS;
    return html`<select class=${chosen ? 'said' : ''} aria-label=${label} title=${label}
      @change=${(/** @type {any} */ event) => this.#choose(event.target.value, isTarget)}>
      ${all.map((each) => html`<option value=${each} .selected=${each === chosen}>${this.#word(each, chosen, isTarget)}</option>`)}
    </select>`;
  }

  /** @param {string} kind @param {string} chosen @param {boolean} isTarget */
  #word(kind, chosen, isTarget) {
    const { t, look } = /** @type {FormContext} */ (this.context);
    if (isTarget && kind) return t(`page.task.${kind}`);
    if (kind) return t(`page.columns.kind.${kind}`);
    const task = look.peek?.facts.task;
    const found = isTarget
      ? task && t(`page.task.${task}`)
      : ['number', 'text'].includes(this.found) &&
        t(`page.columns.kind.${this.found === 'text' ? 'category' : 'number'}`);
    return found && chosen === '' ? t('page.columns.found', { kind: found }) : t('page.task.auto');
  }

  /** @param {string} kind @param {boolean} isTarget */
  #choose(kind, isTarget) {
    const { context, columns, name } = this;
    if (!context) return;
    if (isTarget)
      emit(this, 'edit', { op: 'set', path: ['data', 'task'], value: kind || undefined });
    else {
      const value = withKind(dataOf(context), columns, name, /** @type {Kind} */ (kind));
      emit(this, 'edit', { op: 'set', path: ['data'], value });
    }
  }
}

/**
 * Of a table of the reader's own: which column is predicted, as what, and what the others hold or whether they are left out.
 *
 * @property context  the form it stands in
 * @property columns  their names
 * @fires edit  {import('./edit.js').Edit}
 */
export class OwnColumns extends LitElement {
  static properties = { context: { attribute: false }, columns: { attribute: false } };

  static styles = [
    controls,
    rows,
    css`
      .row {
        overflow-wrap: anywhere;
      }
      .left {
        color: var(--muted);
        text-decoration: line-through;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {string[]} */
    this.columns = [];
  }

  render() {
    const { context, columns } = this;
    if (!context) return html``;
    const { t, look } = context;
    const data = dataOf(context);
    const target = targetOf(context, columns);
    const inputs = columns.filter((name) => name !== target);
    const used = inputs.filter((name) => kindOf(data, columns, name) !== 'drop').length;
    const set = (/** @type {string} */ key, /** @type {Json | undefined} */ value) =>
      emit(this, 'edit', { op: 'set', path: ['data', key], value });
    const predict = (/** @type {string} */ name) =>
      emit(this, 'edit', { op: 'set', path: ['data'], value: withTarget(data, columns, name) });
    const wrong = [...mistakesAt(context, 'data.drop'), ...mistakesAt(context, 'data.columns')];
    // What the file holds cannot be seen: the way to mend it must be.
    const open = wrong.length > 0 || (look.state === 'failed' && !look.peek);
    const head = data.header;
    return html`
      ${this.#row(
        'target',
        t('page.columns.target'),
        html`<select id="target" title=${this.#help('target')} @change=${(/** @type {any} */ e) => predict(e.target.value)}>
          ${columns.map((name) => html`<option value=${name} .selected=${name === target}>${name}</option>`)}
        </select>`,
      )}
      ${this.#row(
        'task',
        labelOf(t, 'task'),
        html`<select id="task" title=${this.#help('task')} @change=${(/** @type {any} */ e) => set('task', e.target.value || undefined)}>
          ${['', 'classification', 'regression'].map((name) => html`<option value=${name} .selected=${name === (data.task ?? '')}>${t(`page.task.${name || 'auto'}`)}</option>`)}
        </select>`,
      )}
      <details ?open=${open}>
        <summary>${t('page.columns.used', { used, count: inputs.length })}</summary>
        ${this.#row(
          'header',
          t('page.columns.header'),
          html`<select id="header" @change=${(/** @type {any} */ e) => set('header', e.target.value === '' ? undefined : e.target.value === 'true')}>
            ${['', 'true', 'false'].map((name) => html`<option value=${name} .selected=${name === String(head ?? '')}>${t(`page.columns.header.${name || 'auto'}`)}</option>`)}
          </select>`,
        )}
        <div role="group" aria-label=${t('page.columns.inputs')}>
          ${inputs.map(
            (
              name,
            ) => html`<div class="row"><span class=${kindOf(data, columns, name) === 'drop' ? 'left' : ''}>${name}</span>
              <column-kind .context=${context} .columns=${columns} .name=${name} .label=${name} .found=${foundOf(context, name)}></column-kind><span></span></div>`,
          )}
        </div>
      </details>
      ${wrong.map((text) => html`<p class="mistake">${text}</p>`)}
    `;
  }

  /** @param {'target' | 'task' | 'header'} name @param {string} label @param {unknown} control */
  #row(name, label, control) {
    const context = /** @type {FormContext} */ (this.context);
    return html`<div class="row">
        <label for=${name} title=${this.#help(name)}>${label}</label>${control}<span></span>
      </div>
      ${mistakesAt(context, `data.${name}`).map((text) => html`<p class="mistake">${text}</p>`)}`;
  }

  /** @param {string} name */
  #help(name) {
    const { t, schema } = /** @type {FormContext} */ (this.context);
    const field = schema.sections.data.find((each) => each.name === name);
    return wordOr(t, `schema.data.${name}`, field?.help ?? '');
  }
}

/** @param {FormContext} context @param {string} name */
function foundOf({ look }, name) {
  const { columns = [], roles = [] } = look.peek?.head ?? {};
  return roles[columns.indexOf(name)] ?? '';
}

await loadWords();
customElements.define('column-kind', ColumnKind);
customElements.define('own-columns', OwnColumns);
