/** From a drawing to the pixels of a data set: pure functions. */

/**
 * How the digits of a data set lie in their pictures. MNIST: 20 pixels of 28, the centre of mass in the middle (LeCun et al. 1998); the
 * small digits of scikit-learn fill all their 8 rows.
 * @param {number} height of the pictures
 */
export const boxOf = (height) =>
  height <= 16
    ? { size: height, byMass: false }
    : { size: Math.round((height * 20) / 28), byMass: true };

/**
 * A drawing cut out, made as large as those of the data set, and centred as they are.
 * @param {ArrayLike<number>} ink [side, side] of the drawing, 0 to 1 @param {number} side
 * @param {number} height @param {number} width of the pictures
 * @returns {Float32Array | null} [height, width], 0 to 1; null when nothing is drawn
 */
export function centred(ink, side, height, width) {
  const bounds = boundsOf(ink, side);
  if (!bounds) return null;
  const { size, byMass } = boxOf(Math.min(height, width));
  const { left, top, right, bottom } = bounds;
  const scale = Math.max(right - left, bottom - top) / size; // pixels of the drawing for one of the picture
  const [middleX, middleY] = byMass ? massOf(ink, side) : [(left + right) / 2, (top + bottom) / 2];
  const out = new Float32Array(height * width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = [middleX + (x - width / 2) * scale, middleY + (y - height / 2) * scale];
      out[y * width + x] = meanOf(ink, side, from[0], from[1], scale);
    }
  return out;
}

/** Where there is ink. @param {ArrayLike<number>} ink @param {number} side */
function boundsOf(ink, side) {
  let [left, top, right, bottom] = [side, side, 0, 0];
  for (let i = 0; i < side * side; i++) {
    if (!(ink[i] > 0.1)) continue;
    const [x, y] = [i % side, Math.floor(i / side)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  return right > left ? { left, top, right, bottom } : null;
}

/** @param {ArrayLike<number>} ink @param {number} side */
function massOf(ink, side) {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < side * side; i++) {
    sum += ink[i];
    sumX += ink[i] * ((i % side) + 0.5);
    sumY += ink[i] * (Math.floor(i / side) + 0.5);
  }
  return [sumX / sum, sumY / sum];
}

/** Mean ink of a square; nothing is drawn beyond the edge. @param {ArrayLike<number>} ink @param {number} side @param {number} x @param {number} y @param {number} size */
function meanOf(ink, side, x, y, size) {
  let sum = 0;
  for (let row = Math.floor(y); row < y + size; row++)
    for (let column = Math.floor(x); column < x + size; column++) {
      if (row < 0 || column < 0 || row >= side || column >= side) continue;
      const tall = Math.min(row + 1, y + size) - Math.max(row, y);
      const wide = Math.min(column + 1, x + size) - Math.max(column, x);
      sum += ink[row * side + column] * tall * wide;
    }
  return sum / (size * size);
}
