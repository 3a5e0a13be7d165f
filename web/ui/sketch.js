/** What to draw of a table before anything has run: pure functions of its text. */

/** @typedef {{target?: string, shape?: number[], window?: number}} Known what the list of data sets says */
/** @typedef {{x: number, y: number, kind: number}} Dot x and y from 0 to 1; kind: the class, in the order of the file */
/** @typedef {{columns: [string, string], dots: Dot[], kinds: string[]} | {pictures: {width: number, pixels: number[]}[]} | {column: string, line: number[]}} Sketch */

const MOST_DOTS = 200;
const MOST_STEPS = 120;
const PICTURES = 8;
/** More values than these of a target are numbers. */
const MOST_KINDS = 12;

/** @param {string} text of a CSV file of ours: commas, a header, no quotes @param {Known} known @returns {Sketch | null} */
export function sketchOf(text, { target = '', shape, window }) {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  const at = names.indexOf(target);
  if (at < 0) return null;
  if (shape && shape[2] === 1) return { pictures: picturesOf(lines, at, shape[1]) };
  const rows = thinned(lines, MOST_DOTS).map((line) => line.split(','));
  const numeric = names
    .map((_, i) => i)
    .filter((i) => i !== at && rows.every((row) => isNumber(row[i])));
  if (window) {
    const column = numeric[0];
    const line = lines.slice(0, MOST_STEPS).map((each) => Number(each.split(',')[column]));
    return { column: names[column], line: scaled(line) };
  }
  const labels = rows.map((row) => row[at]);
  const kinds = [...new Set(labels)];
  const classes = kinds.length <= MOST_KINDS;
  const columns = numeric.map((i) => rows.map((row) => Number(row[i])));
  const strength = columns.map((column) =>
    classes ? between(column, labels) : correlation(column, labels.map(Number)),
  );
  const order = numeric.map((_, i) => i).sort((a, b) => strength[b] - strength[a]);
  const [first, second] = classes ? [order[0], order[1]] : [order[0], -1];
  if (first === undefined || second === undefined) return null;
  const x = scaled(columns[first]);
  const y = scaled(classes ? columns[second] : labels.map(Number));
  const dots = x.map((each, i) => ({
    x: each,
    y: y[i],
    kind: classes ? kinds.indexOf(labels[i]) : 0,
  }));
  const other = classes ? names[numeric[second]] : target;
  return { columns: [names[numeric[first]], other], dots, kinds: classes ? kinds : [] };
}

/** @param {string | undefined} cell */
const isNumber = (cell) => cell !== undefined && cell !== '' && Number.isFinite(Number(cell));

/** Every so many-th, that no more are left than wanted. @param {string[]} lines @param {number} most */
function thinned(lines, most) {
  const step = Math.max(1, lines.length / most);
  return Array.from(
    { length: Math.min(lines.length, most) },
    (_, i) => lines[Math.floor(i * step)],
  );
}

/** From 0 to 1. @param {number[]} values */
function scaled(values) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return values.map((value) => (value - low) / span);
}

/** @param {number[]} values */
const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** @param {number[]} values */
function squaresOf(values) {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** The share of a column's variance that lies between the classes. @param {number[]} column @param {string[]} labels */
function between(column, labels) {
  let within = 0;
  for (const kind of new Set(labels))
    within += squaresOf(column.filter((_, i) => labels[i] === kind));
  return 1 - within / (squaresOf(column) || 1);
}

/** The square of Pearson's coefficient. @param {number[]} a @param {number[]} b */
function correlation(a, b) {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const both = a.reduce((sum, value, i) => sum + (value - meanA) * (b[i] - meanB), 0);
  return both ** 2 / (squaresOf(a) * squaresOf(b) || 1);
}

/** The first rows as pictures, from 0 to 1. @param {string[]} lines @param {number} at of the target @param {number} width */
function picturesOf(lines, at, width) {
  return lines.slice(0, PICTURES).map((line) => {
    const pixels = line.split(',').filter((_, i) => i !== at);
    return { width, pixels: scaled(pixels.map(Number)) };
  });
}
