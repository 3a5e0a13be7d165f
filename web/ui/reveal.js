/** Finds the field of the form that a path of the study file means, through all shadow trees. */
import { getAt, paramOf } from './edit.js';

/**
 * @param {HTMLElement & {renderRoot: ParentNode}} form
 * @param {string} path such as "training.optimizer.learning_rate" or "space.lr.low"
 */
export function reveal(form, path) {
  const at = (/** @type {string} */ place) => path === place || path.startsWith(`${place}.`);
  const rows = rowsIn(form.renderRoot).filter((row) => {
    const name = paramOf(row.context && getAt(row.context.draft, row.path));
    return at(row.path.join('.')) || (name !== null && at(`space.${name}`));
  });
  const row = rows.sort((a, b) => b.path.length - a.path.length)[0];
  if (!row) return;
  for (let up = /** @type {Node | null} */ (row); up; up = outer(up)) {
    if (up instanceof HTMLDetailsElement) up.open = true;
  }
  row.scrollIntoView({ block: 'center' });
  const editor = row.renderRoot.querySelector('param-editor');
  const inside = /** @type {any} */ (editor)?.renderRoot ?? row.renderRoot;
  inside.querySelector('input, select')?.focus();
}

/** @param {ParentNode} root @returns {import('./field-row.js').FieldRow[]} */
function rowsIn(root) {
  return [...root.querySelectorAll('field-row, variant-field, layer-list')].flatMap((element) =>
    element.localName === 'field-row'
      ? [/** @type {any} */ (element)]
      : rowsIn(/** @type {any} */ (element).renderRoot),
  );
}

/** @param {Node} node @returns {Node | null} */
function outer(node) {
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}
