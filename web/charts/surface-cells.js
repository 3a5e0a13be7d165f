/** The cells of a plane whose figures a viewer gave: one around each of its values. */

/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {{x0: number, x1: number, y0: number, y1: number}} Place */

/** Edges of the cells whose middles these are. @param {number[]} middles */
function edges(middles) {
  const inner = middles.slice(1).map((at, i) => (at + middles[i]) / 2);
  const [first = 0, last = 1] = [middles[0], middles[middles.length - 1]];
  return [Math.min(0, first), ...inner, Math.max(1, last)];
}

/** @param {Axis} axis @param {readonly any[]} values */
function edgesOf(axis, values) {
  return axis.kind === 'choice'
    ? Array.from({ length: values.length + 1 }, (_, i) => i / values.length)
    : edges(values.map((value) => axis.position(value) ?? 0));
}

/** In the order of the figures. @param {{x: {values: any[]}, y: {values: any[]}}} view @param {Axis} across @param {Axis} up @returns {Place[]} */
export function placesOf(view, across, up) {
  const [xs, ys] = [edgesOf(across, view.x.values), edgesOf(up, view.y.values)];
  return view.y.values.flatMap((_, row) =>
    view.x.values.map((_value, column) => ({
      x0: xs[column],
      x1: xs[column + 1],
      y0: ys[row],
      y1: ys[row + 1],
    })),
  );
}
