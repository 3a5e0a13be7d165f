/** What cma_es draws its trials from, over two axes: the ellipses of one and two deviations around the mean; of a category the
 *  probabilities of its choices. */
import { mixed } from './scales.js';

/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {any} SamplerInfo as sampler.js has it */
/** @typedef {{x: number, y: number}} Place */

/** Of each range, where cma_es begins. */
const START = 1 / 6;
const TURNS = 64;

/**
 * Places at so many deviations around a mean.
 * @param {Place} mean @param {readonly [number, number, number]} covariance of x, of both, of y @param {number} deviations
 * @returns {Place[]}
 */
export function ellipseOf(mean, [xx, xy, yy], deviations) {
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [half, gap] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  const [long, wide] = [half + gap, half - gap].map((square) => deviations * Math.sqrt(Math.max(0, square))); // biome-ignore format: short
  return Array.from({ length: TURNS + 1 }, (_, i) => {
    const turn = (2 * Math.PI * i) / TURNS;
    const [a, b] = [long * Math.cos(turn), wide * Math.sin(turn)];
    return {
      x: mean.x + a * Math.cos(angle) - b * Math.sin(angle),
      y: mean.y + a * Math.sin(angle) + b * Math.cos(angle),
    };
  });
}

/** The mean and the deviation along an axis; null where it is no number of several values. @param {any} view @param {Axis | null} axis */
export function alongOf({ params, mean, covariance }, axis) {
  const i = axis ? params.indexOf(axis.name) : -1;
  return i < 0 ? null : { i, mean: mean[i], deviation: Math.sqrt(covariance[i][i]) };
}

/** How wide the distribution is, as a share of where it began: the mean over its numbers. @param {any} view */
export function widthOf({ mean, covariance }) {
  if (mean.length === 0) return 1;
  const sum = mean.reduce(
    (/** @type {number} */ all, /** @type {number} */ _, /** @type {number} */ i) =>
      all + Math.log(Math.sqrt(covariance[i][i]) / START),
    0,
  );
  return Math.exp(sum / mean.length);
}

/** The parts of an axis and how likely each is: the choices of a category, or all of it. @param {any} view @param {Axis | null} axis */
function partsOf({ shares }, axis) {
  const own = axis ? shares[axis.name] : undefined;
  if (!axis || !own) return [{ from: 0, to: 1, share: 1, text: '' }];
  const half = 0.5 / axis.ticks.length;
  return axis.ticks.map(({ at }, i) => ({
    from: at - half,
    to: at + half,
    share: own[i],
    text: `${Math.round(100 * own[i])} %`,
  }));
}

/** Shapes to lie under the points. @param {SamplerInfo} info @param {Look} look @returns {any[]} */
export function cloudShapes({ view, across, up }, look) {
  const colour = look.series[1];
  const line = { kind: 'line', colour, width: 1.5 };
  const [x, y] = [alongOf(view, across), alongOf(view, up)];
  if (x && y) {
    const { covariance } = view;
    const square = /** @type {const} */ ([
      covariance[x.i][x.i],
      covariance[x.i][y.i],
      covariance[y.i][y.i],
    ]);
    const mean = { x: x.mean, y: y.mean };
    return [
      {
        ...line,
        points: ellipseOf(mean, square, 2),
        dash: [5, 4],
        fill: mixed(colour, look.panel, 0.12),
      },
      { ...line, points: ellipseOf(mean, square, 1), fill: mixed(colour, look.panel, 0.25) },
      { kind: 'text', ...mean, text: '+', colour: look.ink, up: -4 },
    ];
  }
  const bands = [2, 1].map((deviations) => {
    const fill = mixed(colour, look.panel, deviations === 2 ? 0.12 : 0.3);
    return { fill, deviations, line: colour, ...(deviations === 2 && { dash: [5, 4] }) };
  });
  /** Of a choice a strip is as high as it is likely. @param {{from: number, to: number, share: number}} part */
  const strip = ({ from, to, share }) => {
    const [middle, half] = [(from + to) / 2, ((to - from) / 2) * share];
    return [middle - half, middle + half];
  };
  if (x || y) {
    const along = /** @type {NonNullable<typeof x>} */ (x ?? y);
    return partsOf(view, x ? up : across).flatMap((part) => {
      const [low, high] = strip(part);
      const boxes = bands.map(({ deviations, ...paint }) => {
        const [from, to] = [-1, 1].map((sign) => along.mean + sign * deviations * along.deviation);
        return x
          ? { kind: 'box', x0: from, x1: to, y0: low, y1: high, ...paint }
          : { kind: 'box', x0: low, x1: high, y0: from, y1: to, ...paint };
      });
      const [at, end] = [(part.from + part.to) / 2, part.to];
      const place = x ? { x: 1, y: at, align: 'right' } : { x: at, y: 1, up: -10 };
      const words = {
        kind: 'text',
        ...place,
        text: part.text,
        colour: look.muted,
        back: look.panel,
      };
      return part.text && end > 0 ? [...boxes, words] : boxes;
    });
  }
  return partsOf(view, across).flatMap((column) =>
    partsOf(view, up).flatMap((row) => {
      const share = column.share * row.share;
      const [x0, x1] = strip({ ...column, share: Math.sqrt(share) });
      const [y0, y1] = strip({ ...row, share: Math.sqrt(share) });
      const fill = mixed(colour, look.panel, 0.25);
      return [{ kind: 'box', x0, x1, y0, y1, fill, line: colour, ink: look.ink }];
    }),
  );
}
