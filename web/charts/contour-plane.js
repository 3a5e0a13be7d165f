/** Scores between trials by their nearness: for a plane of which no model says anything yet. */

/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {{x: number, y: number, value: number, trial: number}} Sample a trial on the plane */
/**
 * @typedef {object} Plane
 * @property {number} columns
 * @property {number} rows
 * @property {Float64Array} sums [rows, columns] of the weighted scores, the lowest row first
 * @property {Float64Array} weights [rows, columns]
 * @property {Float64Array} nearest [rows, columns] the square of the distance to the nearest trial, in parts of an axis
 * @property {Set<number>} trials those that are in it
 */

/** Cells along an axis without steps. */
const CELLS = 36;
/** A trial itself is no peak. */
const SMOOTH = 4e-4;

/** The plane of the two axes last asked for, of each study. @type {WeakMap<StudyFile, {key: string, plane: Plane}>} */
const planes = new WeakMap();

/** A trial that has come is added to the plane that is there. @param {StudyFile} study @param {Axis} across @param {Axis} up @param {Sample[]} samples */
export function planeOf(study, across, up, samples) {
  const key = JSON.stringify([across.name, up.name]);
  const before = planes.get(study);
  const kept = before?.key === key ? before.plane : undefined;
  const news = kept ? samples.filter(({ trial }) => !kept.trials.has(trial)) : samples;
  if (kept && kept.trials.size + news.length === samples.length) {
    if (news.length) addTo(kept, news);
    return kept;
  }
  const plane = newPlane(countOf(across), countOf(up));
  addTo(plane, samples);
  planes.set(study, { key, plane });
  return plane;
}

/** @param {Axis} axis */
const countOf = ({ kind, ticks }) => (kind === 'choice' ? ticks.length : CELLS);

/** @param {number} columns @param {number} rows @returns {Plane} */
export function newPlane(columns, rows) {
  const [sums, weights] = [new Float64Array(columns * rows), new Float64Array(columns * rows)];
  const nearest = new Float64Array(columns * rows).fill(Infinity);
  return { columns, rows, sums, weights, nearest, trials: new Set() };
}

export const NO_PLANE = newPlane(0, 0);

/**
 * Each trial counts at the middle of each cell by one over the fourth power of its distance.
 * @param {Plane} plane @param {readonly Sample[]} samples
 */
export function addTo({ columns, rows, sums, weights, nearest, trials }, samples) {
  for (const { x, y, value, trial } of samples) {
    trials.add(trial);
    for (let row = 0, cell = 0; row < rows; row++) {
      const up = y - (row + 0.5) / rows;
      for (let column = 0; column < columns; column++, cell++) {
        const across = x - (column + 0.5) / columns;
        const square = across * across + up * up;
        const weight = 1 / ((square + SMOOTH) * (square + SMOOTH));
        sums[cell] += weight * value;
        weights[cell] += weight;
        if (square < nearest[cell]) nearest[cell] = square;
      }
    }
  }
}
