/** Draws a small panel for each parameter: where good trials lie and where the others do, and every trial on its place. As many panels
 *  stand in a row as have room. Like the shapes it comes without Chart.js. */

/**
 * @typedef {object} DensityPanel
 * @property {string} title
 * @property {boolean} bars values that can be counted
 * @property {number[]} at places of the values, 0 to 1
 * @property {number[]} good
 * @property {number[]} bad
 * @property {{at: number, trial: number, good: boolean, line: string | null, pale: boolean}[]} rugs line: it is marked
 * @property {{at: number, text: string} | null} next
 * @property {{at: number, text: string}[]} ticks
 */
/** @typedef {{good: string, bad: string, ink: string, muted: string, line: string, panel: string, next: string}} Paints */
/** @typedef {{left: number, top: number, width: number, height: number}} Room */

const LEAST_WIDTH = 160;
const LEAST_HEIGHT = 96;
const [HEAD, FOOT, GAP] = [18, 38, 20];
/** Room for the bars of the first and the last value. */
const PAD = 10;
const FONT = 'system-ui, "Noto Sans", sans-serif';
const NEAR = 8;

/** @param {import('chart.js').ChartArea} area @param {number} count @returns {Room[]} */
export function roomsOf({ left, top, width, height }, count) {
  const most = Math.max(1, Math.floor(height / LEAST_HEIGHT));
  const fit = Math.max(1, Math.floor(width / LEAST_WIDTH));
  const wish = Math.max(Math.min(fit, count), Math.ceil(count / most));
  const rows = Math.ceil(count / wish);
  const columns = Math.ceil(count / rows);
  const [wide, high] = [width / columns, height / rows];
  return Array.from({ length: count }, (_, i) => ({
    left: left + (i % columns) * wide + GAP / 2,
    top: top + Math.floor(i / columns) * high + HEAD,
    width: wide - GAP,
    height: high - HEAD - FOOT,
  }));
}

/** @param {CanvasRenderingContext2D} ctx @param {Room} room @param {DensityPanel} panel @param {Paints} paints */
function paint(ctx, room, { title, bars, at, good, bad, rugs, next, ticks }, paints) {
  const { left, top, width, height } = room;
  const floor = top + height;
  const most = Math.max(...good, ...bad) || 1;
  const x = (/** @type {number} */ share) => left + PAD + share * (width - 2 * PAD);
  const y = (/** @type {number} */ value) => floor - (value / most) * height;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.font = `600 12px ${FONT}`;
  ctx.fillStyle = paints.ink;
  ctx.fillText(title, left, top - 6, width);
  if (bars) {
    const half = Math.min((0.3 * width) / at.length, 14);
    at.forEach((share, i) => {
      ctx.fillStyle = paints.good;
      ctx.fillRect(x(share) - half, y(good[i]), half - 0.5, floor - y(good[i]));
      ctx.strokeStyle = paints.bad;
      ctx.lineWidth = 1.5;
      ctx.strokeRect(x(share) + 1, y(bad[i]), half - 1.5, floor - y(bad[i]));
    });
  } else {
    curve(ctx, at.map(x), bad.map(y), paints.bad, [4, 3]);
    ctx.globalAlpha = 0.15;
    ctx.beginPath();
    ctx.moveTo(x(at[0]), floor);
    at.forEach((share, i) => ctx.lineTo(x(share), y(good[i])));
    ctx.lineTo(x(at[at.length - 1]), floor);
    ctx.fillStyle = paints.good;
    ctx.fill();
    ctx.globalAlpha = 1;
    curve(ctx, at.map(x), good.map(y), paints.good, []);
  }
  curve(ctx, [left, left + width], [floor + 0.5, floor + 0.5], paints.line, [], 1);
  for (const each of rugs) rug(ctx, x(each.at), floor, each, paints);
  if (next) mark(ctx, x(next.at), room, next.text, paints.next);
  tickWords(ctx, ticks, x, floor + FOOT - 7, room, paints.muted);
}

/** @param {CanvasRenderingContext2D} ctx @param {number[]} xs @param {number[]} ys @param {string} colour @param {number[]} dash @param {number} [width] */
function curve(ctx, xs, ys, colour, dash, width = 2) {
  ctx.beginPath();
  xs.forEach((x, i) => ctx.lineTo(x, ys[i]));
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Good trials long and strong, the others short. @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} floor @param {DensityPanel['rugs'][number]} rug @param {Paints} paints */
function rug(ctx, x, floor, { good, line, pale }, paints) {
  const [from, to] = good ? [floor + 2, floor + 11] : [floor + 12, floor + 18];
  curve(ctx, [x, x], [from, to], pale ? paints.line : good ? paints.good : paints.bad, [], 1.5);
  if (!line) return;
  ctx.strokeStyle = line;
  ctx.lineWidth = 2;
  ctx.strokeRect(x - 4, from - 1, 8, to - from + 2);
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {Room} room @param {string} text @param {string} colour */
function mark(ctx, x, { left, top, width, height }, text, colour) {
  curve(ctx, [x, x], [top, top + height], colour, [3, 3], 1.5);
  ctx.font = `11px ${FONT}`;
  ctx.fillStyle = colour;
  ctx.textAlign = x > left + width / 2 ? 'right' : 'left';
  ctx.fillText(text, x + (x > left + width / 2 ? -3 : 3), top + 9);
}

/** Those that do not touch. @param {CanvasRenderingContext2D} ctx @param {DensityPanel['ticks']} ticks @param {(share: number) => number} x @param {number} y @param {Room} room @param {string} colour */
function tickWords(ctx, ticks, x, y, { left, width }, colour) {
  ctx.font = `11px ${FONT}`;
  ctx.fillStyle = colour;
  ctx.textAlign = 'left';
  let end = Number.NEGATIVE_INFINITY;
  for (const { at, text } of ticks) {
    const wide = ctx.measureText(text).width;
    const from = Math.min(Math.max(x(at) - wide / 2, left), left + width - wide);
    if (from < end + 6) continue;
    ctx.fillText(text, from, y);
    end = from + wide;
  }
}

/** The trial whose mark is near a place. @param {any} chart @param {number} x @param {number} y @returns {number | null} */
export function pick({ data, chartArea }, x, y) {
  const { panels } = data.datasets[0];
  const rooms = roomsOf(chartArea, panels.length);
  let [near, found] = [NEAR, /** @type {number | null} */ (null)];
  rooms.forEach(({ left, top, width, height }, i) => {
    if (y < top || y > top + height + FOOT) return;
    for (const { at, trial } of /** @type {DensityPanel[]} */ (panels)[i].rugs) {
      const far = Math.abs(left + PAD + at * (width - 2 * PAD) - x);
      if (far < near) [near, found] = [far, trial];
    }
  });
  return found;
}

/** @param {typeof import('chart.js').Chart} chart */
export function register(chart) {
  const Scatter = /** @type {any} */ (chart.registry.getController('scatter'));
  chart.register(/** @type {any} */ (controllerOn(Scatter)));
}

/** @param {any} Scatter */
function controllerOn(Scatter) {
  return class DensitiesController extends Scatter {
    static id = 'densities';
    static defaults = { ...Scatter.defaults, showLine: false };

    draw() {
      const { ctx, chartArea } = this.chart;
      const { panels, paints } = this.getDataset();
      const rooms = roomsOf(chartArea, panels.length);
      ctx.save();
      panels.forEach((/** @type {DensityPanel} */ panel, /** @type {number} */ i) =>
        paint(ctx, rooms[i], panel, paints),
      );
      ctx.restore();
    }
  };
}
