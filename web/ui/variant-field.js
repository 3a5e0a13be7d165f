import { LitElement, css, html, nothing } from 'lit';
import { controls, emit, wordOr } from './controls.js';
import { getAt, isObject, paramOf, spaceOf } from './edit.js';
import { fieldRows } from './form-rows.js';
import './field-row.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('../lib/types').Field} Field */
/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./edit.js').Edit} Edit */

/**
 * A field that is one of several things, such as the optimizer: which one, and the fields that it has.
 *
 * @property context  the form it stands in
 * @property field    the field of the schema, of type "object"
 * @property path     where it stands in the study file
 * @property tunable  whether its fields have dials
 * @fires edit  {import('./edit.js').Edit}
 */
export class VariantField extends LitElement {
  static properties = {
    context: { attribute: false },
    field: { attribute: false },
    path: { attribute: false },
    tunable: { type: Boolean },
  };

  static styles = [
    controls,
    css`
      .inner {
        margin-inline-start: 12px;
      }
      p {
        margin: 0 0 4px;
        font-size: 12px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {Field | undefined} */
    this.field = undefined;
    /** @type {import('./edit.js').Path} */
    this.path = [];
    this.tunable = false;
  }

  render() {
    const { context, field } = this;
    if (!context || !field) return nothing;
    const type = typeOf(getAt(context.draft, this.path), field);
    const names = possible(type, context);
    const rows = (context.schema.tables[field.table ?? ''] ?? []).filter((row) =>
      names.includes(row.name),
    );
    /** @type {Map<string, {field: Field, scope: string}>} */
    const fields = new Map();
    for (const row of rows) {
      for (const inner of row.fields ?? []) {
        if (!fields.has(inner.name))
          fields.set(inner.name, { field: inner, scope: `${field.table}.${row.name}` });
      }
    }
    /** @type {Field} */
    const chooser = {
      name: field.name,
      type: 'choice',
      table: field.table,
      default: field.absent,
      help: field.help,
    };
    return html`
      <field-row .context=${context} .field=${chooser} .path=${[...this.path, 'type']} .given=${type}
        .scope=${this.path[0]} ?tunable=${this.tunable} @edit=${this.#choose}></field-row>
      ${this.path[0] === 'search' && rows.length === 1 ? html`<p class="muted">${wordOr(context.t, `schema.${field.table}.${rows[0].name}`, rows[0].help)}</p>` : nothing}
      <div class="inner">
        ${fieldRows(context, [...fields.values()], this.path, { tunable: this.tunable, essential: 1 })}
      </div>
    `;
  }

  /** Another type keeps the fields that it knows too. @param {CustomEvent<Edit>} event */
  #choose(event) {
    const { context, field } = this;
    const edit = event.detail;
    if (!context || !field || edit.op !== 'set') return;
    event.stopPropagation();
    const old = getAt(context.draft, this.path);
    const row = context.schema.tables[field.table ?? '']?.find((each) => each.name === edit.value);
    const known = (row?.fields ?? []).map((each) => each.name);
    const kept = isObject(old) ? Object.entries(old).filter(([key]) => known.includes(key)) : [];
    const value = { type: edit.value ?? null, ...Object.fromEntries(kept) };
    emit(this, 'edit', { op: 'set', path: this.path, value });
  }
}

/**
 * The type as the file means it; a reference when it is tuned.
 * @param {Json | undefined} value
 * @param {Field} field
 * @returns {Json | undefined}
 */
function typeOf(value, field) {
  if (value === undefined || value === null || value === false) return field.absent;
  if (value === true) return field.untyped;
  if (isObject(value) && paramOf(value) === null) return value.type ?? field.untyped;
  return value;
}

/** The types that a run can meet. @param {Json | undefined} type @param {FormContext} context @returns {Json[]} */
function possible(type, context) {
  const name = paramOf(type);
  if (name === null) return type === undefined ? [] : [type];
  const param = spaceOf(context.draft)[name];
  return isObject(param) && Array.isArray(param.choices) ? param.choices : [];
}

customElements.define('variant-field', VariantField);
