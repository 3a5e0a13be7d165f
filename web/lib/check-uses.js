/** What can only be said of the parameters when the whole file has been read. */
import { fail } from './check-values.js';

/** @typedef {import('./check-values.js').Context} Context */

/** Parameters that nothing uses, and `each` parameters used in two ways.
 * @param {Context} context */
export function checkUses(context) {
  const parents = new Set();
  for (const param of context.space.values()) {
    for (const parent of Object.keys(param?.when ?? {})) parents.add(parent);
  }
  for (const [name] of context.space) {
    const uses = context.uses.get(name) ?? [];
    const path = `space.${name}`;
    const misnamed = context.errors.some((error) => error.path === path);
    if (uses.length === 0 && !parents.has(name) && !misnamed)
      fail(context, path, 'param_unused', { name });
    const each = uses.filter((use) => use.each && use.repeat !== null);
    if (each.length === 0) continue;
    const plain = uses.find((use) => !use.each);
    const other = each.find((use) => use.repeat !== each[0].repeat);
    if (plain) fail(context, plain.path, 'each_mixed', { name, use: each[0].path });
    if (other) fail(context, other.path, 'each_twice', { name, use: each[0].path });
    if (parents.has(name)) fail(context, `space.${name}`, 'each_parent', { name });
  }
}
