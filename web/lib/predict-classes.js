/** Hits and misses of predictions, counted as src/train/metric.c counts them. */
/** @typedef {{ name: string, precision: number, recall: number, f1: number, rows: number }} ClassReport */

/**
 * @param {{ rows: Int32Array, predicted: Float32Array }[]} parts predicted: [n, C] @param {Float32Array} y the class of each row
 * @param {number} classes C
 * @returns {number[][]} [C][C] row the true class, column the predicted one
 */
export function confusionOf(parts, y, classes) {
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  for (const { rows, predicted } of parts)
    rows.forEach((row, i) => {
      let guess = 0;
      for (let c = 1; c < classes; c++)
        if (predicted[i * classes + c] > predicted[i * classes + guess]) guess = c;
      counts[y[row]][guess]++;
    });
  return counts;
}

/** @param {number[][]} confusion @param {string[]} names @returns {ClassReport[]} */
export function reportOf(confusion, names) {
  return names.map((name, c) => {
    const hit = confusion[c][c];
    const rows = confusion[c].reduce((sum, count) => sum + count, 0);
    const taken = confusion.reduce((sum, row) => sum + row[c], 0);
    return {
      name,
      precision: ratio(hit, taken),
      recall: ratio(hit, rows),
      f1: ratio(2 * hit, rows + taken),
      rows,
    };
  });
}

/** @param {number} part @param {number} whole */
const ratio = (part, whole) => (whole > 0 ? part / whole : 0);
