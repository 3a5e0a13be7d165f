/** The study file as text that people like to read: short things on one line, long ones opened up. */

/** @typedef {import('../lib/types').Json} Json */

/**
 * @param {Json} value
 * @param {number} width
 */
export function formatJson(value, width = 72) {
  return `${write(value, '', width, 0)}\n`;
}

/** @param {Json} value @param {string} indent @param {number} width @param {number} used characters before it on its line @returns {string} */
function write(value, indent, width, used) {
  const short = oneLine(value);
  const depth = indent.length / 2;
  const fits = indent.length + used + short.length <= width;
  if (typeof value !== 'object' || value === null || (fits && depth > 0)) return short;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) return short;
    const items = value.map((item) => inner + write(item, inner, width, 0));
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const items = Object.entries(value).map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `;
    return inner + name + write(item, inner, width, name.length + 1);
  });
  return items.length ? `{\n${items.join(',\n')}\n${indent}}` : '{}';
}

/** @param {Json} value @returns {string} */
function oneLine(value) {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const items = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`,
  );
  return items.length ? `{ ${items.join(', ')} }` : '{}';
}
