/** Draws coloured rectangles between two axes, and their points above them: cells of a plane, bars, boxes. */
import { ScatterController } from 'chart.js';

/**
 * @typedef {object} Cell a rectangle in the units of the axes
 * @property {number} x0
 * @property {number} x1
 * @property {number} y0
 * @property {number} y1
 * @property {string} fill
 * @property {string} [line]
 * @property {number} [width] of the line
 */

export class CellsController extends ScatterController {
  static id = 'cells';
  static defaults = { ...ScatterController.defaults, showLine: false };

  draw() {
    const { ctx, chartArea } = this.chart;
    const { xScale, yScale } = this._cachedMeta;
    const { cells, legend } = /** @type {any} */ (this.getDataset());
    if (!xScale || !yScale) return;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    for (const { x0, x1, y0, y1, fill, line, width: thick = 1 } of /** @type {Cell[]} */ (cells)) {
      // Whole pixels: no seams between neighbours.
      const left = Math.round(xScale.getPixelForValue(x0));
      const top = Math.round(yScale.getPixelForValue(y1));
      const width = Math.round(xScale.getPixelForValue(x1)) - left;
      const height = Math.round(yScale.getPixelForValue(y0)) - top;
      ctx.fillStyle = fill;
      ctx.fillRect(left, top, width, height);
      if (!line) continue;
      ctx.strokeStyle = line;
      ctx.lineWidth = thick;
      ctx.strokeRect(left, top, width, height);
    }
    ctx.restore();
    if (legend) paintLegend(ctx, chartArea, legend);
    super.draw();
  }
}

/**
 * A ramp of colours at the right with a word at either end.
 * @typedef {{colours: string[], ticks: {at: number, text: string}[], ink: string}} Legend colours from the bottom to the top
 */

/** @param {CanvasRenderingContext2D} ctx @param {import('chart.js').ChartArea} area @param {Legend} legend */
function paintLegend(ctx, { right, top, bottom }, { colours, ticks, ink }) {
  const height = (bottom - top) / colours.length;
  ctx.save();
  colours.forEach((colour, i) => {
    ctx.fillStyle = colour;
    ctx.fillRect(right + 10, bottom - (i + 1) * height, 8, height + 0.5);
  });
  ctx.font = '11px system-ui, "Noto Sans", sans-serif';
  ctx.fillStyle = ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { at, text } of ticks) ctx.fillText(text, right + 22, bottom - at * (bottom - top));
  ctx.restore();
}

/** @param {typeof import('chart.js').Chart} chart */
export function register(chart) {
  chart.register(CellsController);
}
