/** Rows of the form for a list of fields: those that the file sets and the first few in sight, the others one click away. */
import { html, nothing } from 'lit';
import { getAt } from './edit.js';
import { mistakesAt } from './form-context.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./form-context.js').FormField} FormField */
/** @typedef {import('./edit.js').Path} Path */

/**
 * @param {FormContext} context
 * @param {{field: FormField, scope: string}[]} fields
 * @param {Path} path of the object that has these fields
 * @param {{tunable?: boolean, each?: boolean, essential: number | string[]}} options how many are always in sight, or which
 */
export function fieldRows(context, fields, path, options) {
  const { essential } = options;
  const isEssential = (/** @type {FormField} */ field, /** @type {number} */ at) =>
    typeof essential === 'number' ? at < essential : essential.includes(field.name);
  const inSight = fields.filter(
    ({ field }, at) =>
      isEssential(field, at) ||
      getAt(context.draft, [...path, field.name]) !== undefined ||
      mistakesAt(context, [...path, field.name].join('.')).length > 0,
  );
  const others = fields.filter((item) => !inSight.includes(item));
  const rows = (/** @type {typeof fields} */ items) =>
    items.map((item) => row(context, item, path, options));
  return html`
    ${rows(inSight)}
    ${
      others.length
        ? html`<details><summary>${context.t('page.form.more', { count: others.length })}</summary>${rows(others)}</details>`
        : nothing
    }
  `;
}

/**
 * @param {FormContext} context
 * @param {{field: FormField, scope: string}} item
 * @param {Path} path
 * @param {{tunable?: boolean, each?: boolean}} options
 */
function row(context, { field, scope }, path, { tunable, each }) {
  const at = [...path, field.name];
  const dial = Boolean(tunable) && field.type !== 'text';
  return field.type === 'object'
    ? html`<variant-field .context=${context} .field=${field} .path=${at} ?tunable=${dial}></variant-field>`
    : html`<field-row .context=${context} .field=${field} .path=${at} .scope=${scope} ?tunable=${dial} ?each=${each}></field-row>`;
}
