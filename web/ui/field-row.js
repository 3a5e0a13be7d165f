import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { controls, emit, icons, labelOf, wordOr } from './controls.js';
import {
  choicesText,
  fixedFrom,
  getAt,
  isObject,
  listOf,
  paramFor,
  paramOf,
  spaceOf,
  readValue,
} from './edit.js';
import { mistakesAt } from './form-context.js';
import { rows } from './form-styles.js';
import './param-editor.js';
import { describeParam } from './words.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./form-context.js').FormField} FormField */

/** What a field was fixed to before its dial was turned, by parameter, so that turning it back loses nothing.
 *  @type {Map<string, Json>} */
const fixedBefore = new Map();

/**
 * One field of the study: its name, its value, its dial. With the dial on, the parameter behind it.
 *
 * @property context  the form it stands in
 * @property field    the field of the schema
 * @property path     where its value stands in the study file
 * @property scope    the first half of the key of its help, such as "training" or "optimizers.adam"
 * @property tunable  whether it has a dial
 * @property given    its value where the file says it in another way, such as "optimizer": "sgd"
 * @property each     whether it stands in a repeated group, where each repetition may have a value of its own
 * @fires edit  {import('./edit.js').Edit}
 */
export class FieldRow extends LitElement {
  static properties = {
    context: { attribute: false },
    field: { attribute: false },
    path: { attribute: false },
    scope: { attribute: false },
    given: { attribute: false },
    tunable: { type: Boolean },
    each: { type: Boolean },
  };

  static styles = [
    controls,
    rows,
    css`
      label {
        overflow-wrap: anywhere;
        line-height: 1.25;
      }
      .value {
        display: flex;
        gap: 8px;
        align-items: center;
        min-width: 0;
      }
      .unit {
        flex: none;
        color: var(--muted);
      }
      .dial {
        color: var(--muted);
        border-radius: 50%;
      }
      .dial:hover {
        color: var(--tuned);
      }
      .dial[aria-pressed='true'] {
        color: var(--on-tuned);
        background: var(--tuned);
        border-color: var(--tuned);
      }
      .range {
        overflow: hidden;
        color: var(--tuned);
        font-variant-numeric: tabular-nums;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .tuned label {
        color: var(--tuned);
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {FormField | undefined} */
    this.field = undefined;
    /** @type {import('./edit.js').Path} */
    this.path = [];
    this.scope = '';
    /** @type {Json | undefined} */
    this.given = undefined;
    this.tunable = false;
    this.each = false;
    /** All of the form that this row shows. */
    this.shown = '';
  }

  /** Most edits leave most rows as they are. @param {Map<string, unknown>} changed */
  shouldUpdate(changed) {
    const { context } = this;
    if (!context) return true;
    const value = getAt(context.draft, this.path) ?? this.given ?? null;
    const name = paramOf(value);
    const param = name === null ? null : (spaceOf(context.draft)[name] ?? null);
    const places = [this.path.join('.'), ...(name === null ? [] : [`space.${name}`])];
    const mistakes = places.map((place) => mistakesAt(context, place));
    const columns = this.field?.name === 'target' ? context.columns : 0;
    const shown = JSON.stringify([value, param, mistakes, columns, context.t('page.form.data')]);
    const same = shown === this.shown && changed.size === 1 && changed.has('context');
    this.shown = shown;
    return !same;
  }

  render() {
    const { context, field } = this;
    if (!context || !field) return nothing;
    const { t, draft } = context;
    const value = getAt(draft, this.path) ?? this.given;
    const name = paramOf(value);
    const help = wordOr(t, `schema.${this.scope}.${field.name}`, field.help);
    const label = labelOf(t, field.name);
    const mistakes = mistakesAt(context, this.path.join('.'));
    const rowHelp = field.type === 'choice' ? rowHelpOf(context, field, value) : '';
    return html`
      <div class="row ${name === null ? '' : 'tuned'}">
        <label for="value" title=${help}>${label}</label>
        <div class="value" title=${rowHelp || help}>
          ${
            name === null
              ? this.#control(value, mistakes.length > 0)
              : html`<span class="range">${describeParam(spaceOf(draft)[name])}</span>`
          }
          ${field.unit && name === null && field.unit !== field.name ? html`<span class="unit">${wordOr(t, `page.unit.${field.unit}`, field.unit)}</span>` : nothing}
        </div>
        ${this.tunable ? this.#dial(value, name, label) : html`<span></span>`}
      </div>
      <span id="help" class="hidden-text">${help}</span>
      ${name === null ? nothing : this.#editor(name, value)}
      ${mistakes.map((text) => html`<p class="mistake">${text}</p>`)}
    `;
  }

  /** @param {Json | undefined} value @param {boolean} wrong */
  #control(value, wrong) {
    const field = /** @type {FormField} */ (this.field);
    if (field.type === 'bool') {
      return html`<input id="value" type="checkbox" aria-describedby="help" .checked=${Boolean(value ?? field.default)}
        @change=${(/** @type {any} */ e) => this.#set(e.target.checked)} />`;
    }
    if (field.type === 'choice') {
      const rows = this.context?.schema.tables[field.table ?? ''] ?? [];
      const chosen = value ?? field.default;
      const names = rows.map((row) => row.name);
      if (typeof chosen === 'string' && !names.includes(chosen)) names.push(chosen);
      return html`<select id="value" aria-describedby="help" aria-invalid=${wrong}
        @change=${(/** @type {any} */ e) => this.#set(e.target.value)}>
        ${names.map((name) => html`<option value=${name} .selected=${name === chosen}>${name}</option>`)}
      </select>`;
    }
    const text = Array.isArray(value)
      ? choicesText(value, false)
      : value === undefined
        ? ''
        : scalarText(value);
    const fallback =
      typeof field.default === 'number' ? formatNumber(field.default) : (field.default ?? '');
    const numeric = field.type === 'float' || field.type === 'int';
    return html`<input id="value" type="text" aria-describedby="help" aria-invalid=${wrong} autocomplete="off" spellcheck="false"
      inputmode=${numeric ? 'decimal' : 'text'} placeholder=${String(fallback)} .value=${text}
      list=${field.name === 'target' ? 'columns' : nothing}
      @change=${(/** @type {any} */ e) => this.#set(this.#parse(e.target.value))} />
      ${field.name === 'target' ? html`<datalist id="columns">${this.context?.columns.map((column) => html`<option value=${column}></option>`)}</datalist>` : nothing}`;
  }

  /** @param {string} text @returns {Json | undefined} */
  #parse(text) {
    const type = this.field?.type;
    if (type === 'sizes') return text.trim() === '' ? undefined : listOf(text);
    if (type === 'text') return text.trim() === '' ? undefined : text.trim();
    return readValue(text);
  }

  /** @param {Json | undefined} value */
  #set(value) {
    emit(this, 'edit', { op: 'set', path: this.path, value });
  }

  /** @param {Json | undefined} value @param {string | null} name @param {string} label */
  #dial(value, name, label) {
    const t = /** @type {FormContext} */ (this.context).t;
    const on = name !== null;
    return html`<button class="icon dial" type="button" aria-pressed=${on}
      aria-label=${t('page.dial.label', { field: label })} title=${on ? t('page.dial.fix') : t('page.dial.tune')}
      @click=${() => this.#turn(value, name)}>${icons.dial(on)}</button>`;
  }

  /** @param {Json | undefined} value @param {string | null} name */
  #turn(value, name) {
    const { context, path } = this;
    const field = /** @type {FormField} */ (this.field);
    if (!context) return;
    if (name !== null) {
      const fixed =
        fixedBefore.get(name) ??
        fixedFrom(spaceOf(context.draft)[name], /** @type {any} */ (field));
      emit(this, 'edit', { op: 'fix', path, value: fixed });
      return;
    }
    const wish = path.at(-1) === 'type' ? String(path.at(-2)) : field.name;
    if (value !== undefined && !(wish in spaceOf(context.draft))) fixedBefore.set(wish, value);
    const param =
      field.type === 'sizes'
        ? { type: 'categorical', choices: [[32], [64], [64, 64]] }
        : paramFor(/** @type {any} */ (field), context.schema, value);
    emit(this, 'edit', { op: 'tune', path, param, name: wish, each: this.each });
  }

  /** @param {string} name @param {Json | undefined} value */
  #editor(name, value) {
    return html`<param-editor .context=${this.context} .field=${this.field} .name=${name} .path=${this.path}
      ?canRepeat=${this.each} ?repeated=${isObject(value) && value.each === true}></param-editor>`;
  }
}

/** @param {Json} value */
function scalarText(value) {
  return typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? String(value)
      : JSON.stringify(value);
}

/**
 * What the chosen row of a table says of itself.
 * @param {FormContext} context
 * @param {FormField} field
 * @param {Json | undefined} value
 */
function rowHelpOf({ t, schema }, field, value) {
  const chosen = value ?? field.default;
  const row = schema.tables[field.table ?? '']?.find((each) => each.name === chosen);
  return row ? wordOr(t, `schema.${field.table}.${row.name}`, row.help) : '';
}

customElements.define('field-row', FieldRow);
