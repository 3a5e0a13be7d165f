/** Learning curves as lines of a small drawing: pure functions. */

/** @typedef {(number | null)[][]} Curve rows of training loss, validation loss, validation metric */
/** @typedef {{ trial: number, fold: number, points: [number, number][] }} Line epoch from 1, value */

const MOST_POINTS = 150;

/**
 * A line for each fold, with the epochs that have a value.
 * @param {readonly { number: number, folds?: { curve: Curve }[], live?: Curve }[]} trials @param {number} column
 * @returns {Line[]}
 */
export function linesOf(trials, column) {
  return trials.flatMap(({ number, folds, live }) => {
    const curves = folds?.length ? folds.map(({ curve }) => curve) : live?.length ? [live] : [];
    return curves.map((curve, fold) => ({ trial: number, fold, points: pointsOf(curve, column) }));
  });
}

/** The last point always stays. @param {Curve} curve @param {number} column @returns {[number, number][]} */
function pointsOf(curve, column) {
  /** @type {[number, number][]} */
  const all = curve.flatMap((row, epoch) => {
    const value = row[column];
    return value === null ? [] : [[epoch + 1, value]];
  });
  const step = Math.ceil(all.length / MOST_POINTS) || 1;
  return all.filter((_, i) => (all.length - 1 - i) % step === 0);
}

/** @param {Line[]} lines @returns {{ low: number, high: number, epochs: number } | null} null when there is nothing to draw */
export function spanOf(lines) {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return null;
  let [low, high, epochs] = [Infinity, -Infinity, 1];
  for (const [epoch, value] of points) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    epochs = Math.max(epochs, epoch);
  }
  return { low, high, epochs };
}

/**
 * A line as the points of a polyline in a box of this size.
 * @param {Line} line @param {{ low: number, high: number, epochs: number }} span @param {number} width @param {number} height
 */
export function pathOf({ points }, { low, high, epochs }, width, height) {
  const place = (/** @type {[number, number]} */ [epoch, value]) => {
    const x = epochs > 1 ? ((epoch - 1) / (epochs - 1)) * width : width / 2;
    const y = high > low ? height - ((value - low) / (high - low)) * height : height / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  return points.map(place).join(' ');
}
