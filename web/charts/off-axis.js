/** What lies off an axis of scores stands at its edge: a triangle that points outwards. */

/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {readonly [number, number]} Ends of the axis */

/** @type {Ends} */
const ANY = [-Infinity, Infinity];

/** @param {number} at @param {Ends} ends */
const clamped = (at, [low, high]) => Math.min(Math.max(at, low), high);

/** @param {{x?: number, y: number}} point @param {Ends} ends @param {Ends} [across] the ends of the other axis, where it has scores too */
export const isOff = ({ x = 0, y }, ends, across = ANY) =>
  y !== clamped(y, ends) || x !== clamped(x, across);

/** The point, or where its mark is: at the edge, its own score kept as `value`. @template {Point} T @param {T} point @param {Ends} ends @param {Ends} [across] @returns {T & {value?: number}} */
export const atEdge = (point, ends, across = ANY) =>
  isOff(point, ends, across)
    ? { ...point, x: clamped(point.x, across), y: clamped(point.y, ends), value: point.y }
    : point;

/** Which way its mark points, in degrees. @param {Point} point @param {Ends} ends @param {Ends} across */
function turnOf({ x, y }, ends, across) {
  if (y !== clamped(y, ends)) return y < ends[0] ? 180 : 0;
  return x < across[0] ? 270 : 90;
}

/**
 * The marks, as a data set of Chart.js.
 * @param {readonly Point[]} points sorted along the other axis; those on the axis are left out
 * @param {Ends} ends @param {Look} look @param {Set<number> | null} [brushed] @param {Ends} [across]
 */
export function edgeMarks(points, ends, look, brushed = null, across = ANY) {
  const off = points.filter((point) => isOff(point, ends, across));
  const colour = ({ trial = -1 }) => (brushed && !brushed.has(trial) ? look.line : look.muted);
  return {
    data: off.map((point) => atEdge(point, ends, across)),
    clip: 8,
    pointStyle: 'triangle',
    rotation: off.map((point) => turnOf(point, ends, across)),
    pointRadius: 4.5,
    pointHoverRadius: 6,
    borderWidth: 0,
    backgroundColor: off.map(colour),
    order: 3,
  };
}

/** What the small print says of them. @param {number} trials how many @param {boolean} maximize @param {Look['t']} t */
export const offNote = (trials, maximize, t) =>
  trials ? t('chart.off', { trials, mark: maximize ? '▼' : '▲' }) : '';
