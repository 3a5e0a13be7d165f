/**
 * The curves of our trials in a journal, which are most of it: rows [training loss, validation loss, score] of 32-bit floats, null where
 * nothing was measured. In a file they are text, with as many digits as tell such floats apart; a page keeps them as the floats they are,
 * which costs a fifth of the time and half the room.
 */

/** @typedef {import('./journal.js').Line} Line */
/** @typedef {(number | null)[][]} Curve [E, 3] */
/** @typedef {{ curve: Curve | number }} Fold */

const WIDTH = 3;
const DIGITS = 9; // they tell every 32-bit float apart

/** @param {unknown} x */
const isFloat = (x) => x === null || Math.fround(/** @type {number} */ (x)) === x;

/** @param {unknown} curve @returns {curve is Curve} */
const isCurve = (curve) =>
  Array.isArray(curve) &&
  curve.every((row) => Array.isArray(row) && row.length === WIDTH && row.every(isFloat));

/** Other programs may have folds of their own. @param {Line} line */
const hasCurves = ({ user_attr: user }) =>
  Array.isArray(user?.folds) &&
  user.folds.every((/** @type {Fold | null} */ fold) => isCurve(fold?.curve));

/** @param {Line} line @param {(curve: any) => unknown} change @returns {Line} */
function withCurves(line, change) {
  const folds = line.user_attr.folds.map((/** @type {Fold} */ { curve, ...fold }) => ({
    ...fold,
    curve: change(curve),
  }));
  return { ...line, user_attr: { folds } };
}

/** For a text. @param {Line} line @returns {Line} */
export function shortened(line) {
  const short = (/** @type {number | null} */ x) => x && Number(x.toPrecision(DIGITS));
  return hasCurves(line)
    ? withCurves(line, (/** @type {Curve} */ curve) => curve.map((row) => row.map(short)))
    : line;
}

/**
 * Takes the curves out of lines: each leaves its number of epochs.
 * @param {Line[]} lines @returns {{ lines: Line[], curves?: Float32Array }} curves: one after the other, NaN for null; left out where
 *   there are none
 */
export function pack(lines) {
  /** @type {Curve[]} */
  const taken = [];
  const take = (/** @type {Curve} */ curve) => {
    taken.push(curve);
    return curve.length;
  };
  const bare = lines.map((line) => (hasCurves(line) ? withCurves(line, take) : line));
  if (taken.length === 0) return { lines };
  const curves = new Float32Array(WIDTH * taken.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const curve of taken)
    for (const row of curve) for (const x of row) curves[at++] = x ?? Number.NaN;
  return { lines: bare, curves };
}

/** @param {Line} line */
const isPacked = ({ user_attr: user }) =>
  Array.isArray(user?.folds) &&
  user.folds.every((/** @type {Fold | null} */ fold) => Number.isInteger(fold?.curve));

/** Puts them back. @param {Line[]} lines @param {Float32Array} curves @returns {Line[]} */
export function unpack(lines, curves) {
  let at = 0;
  const float = () => {
    const x = curves[at++];
    return Number.isNaN(x) ? null : x;
  };
  const give = (/** @type {number} */ length) =>
    Array.from({ length }, () => [float(), float(), float()]);
  return lines.map((line) => (isPacked(line) ? withCurves(line, give) : line));
}
