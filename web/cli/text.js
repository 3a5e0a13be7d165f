/** Tables and numbers for a terminal. */

const GAP = '  ';
const CUT = '...';

/**
 * Rows under a head, columns as wide as they need to be. Numbers stand to the right, words to the left. Columns that do not fit
 * are left out from the last on, and "..." stands in their place: lines that wrap cannot be read.
 * @param {string[]} head @param {string[][]} rows @param {{ indent?: string, width?: number }} [options] width of the terminal
 */
export function table(head, rows, { indent = GAP, width = Infinity } = {}) {
  const widths = head.map((title, c) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[c]))),
  );
  const count = countFitting(widths, width - indent.length);
  const isCut = count < head.length;
  const numeric = head.map((_, c) => rows.every((row) => /^[-+\d.,e ]*(ms|s|min)?$/.test(row[c])));
  return [head, ...rows]
    .map((row) => row.slice(0, count).map((text, c) => pad(text, widths[c], numeric[c])))
    .map((row, r) => (isCut && r === 0 ? [...row, CUT] : row))
    .map((row) => (indent + row.join(GAP)).trimEnd())
    .join('\n');
}

/** How many columns fit, with room for the sign that others do not; one at least. @param {number[]} widths @param {number} width */
function countFitting(widths, width) {
  let used = 0;
  const ends = widths.map((own) => (used += own + GAP.length));
  if (used - GAP.length <= width) return widths.length;
  return Math.max(1, ends.filter((end) => end + CUT.length <= width).length);
}

/** @param {string} text @param {number} width @param {boolean} toRight */
function pad(text, width, toRight) {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return toRight ? space + text : text + space;
}

/** Columns of a terminal: Chinese characters take two. @param {string} text */
export function widthOf(text) {
  const wide = text.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g,
  );
  return text.length + (wide?.length ?? 0);
}

/** A measured number, four digits after the point. @param {number | null | undefined} value */
export function score(value) {
  if (value === null || value === undefined) return '-';
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 1e6) ? value.toExponential(3) : value.toFixed(4);
}

/** A parameter's value, as short as it can be told. @param {unknown} value */
export function short(value) {
  if (value === undefined) return '-';
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A time with two digits or so. @param {number} seconds */
export function duration(seconds) {
  if (seconds < 0.995) return `${Number((1000 * seconds).toPrecision(2))} ms`;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {number} bytes */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; bytes >= 1000 && unit < units.length - 1; unit++) bytes /= 1000;
  return `${bytes >= 10 || unit === 0 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit]}`;
}

/** @param {number | null} share */
export function percent(share) {
  return share === null ? '' : `${Math.floor(100 * share)} %`;
}

/** @param {number} share @param {number} [width] */
export function bar(share, width = 24) {
  const done = Math.round(width * Math.min(1, Math.max(0, share)));
  return `[${'#'.repeat(done)}${'.'.repeat(width - done)}]`;
}
