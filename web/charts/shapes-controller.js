/** Draws plain shapes between two axes, and the points of its dataset above them: boxes, lines, areas, marks with a word. It asks Chart.js
 *  for the controller it builds upon, so that a chart of the first tab does not bring Chart.js along. */

/**
 * Places are in the units of the axes.
 * @typedef {{kind: 'box', x0: number, x1: number, y0: number, y1: number, fill?: string, line?: string, width?: number,
 *   dash?: number[], text?: string, ink?: string, trial?: number}} Box text only where it fits
 * @typedef {{kind: 'line', points: readonly {x: number, y: number}[], colour: string, width?: number, dash?: number[],
 *   fill?: string}} Line
 * @typedef {{kind: 'area', points: readonly {x: number, low: number, high: number}[], fill: string}} Area
 * @typedef {{kind: 'across' | 'up', at: number, colour: string, text?: string, back?: string,
 *   dash?: number[]}} Mark through the whole chart; its text has a rim of the colour behind it
 * @typedef {{kind: 'text', x: number, y: number, text: string, colour: string, align?: CanvasTextAlign, right?: number,
 *   up?: number, back?: string}} Words `right` and `up`: pixels from the place; `back`: what they lie on
 * @typedef {Box | Line | Area | Mark | Words} Shape
 */

const FONT = '11px system-ui, "Noto Sans", sans-serif';
const LINE_PX = 13;
/** Digits need no more. */
const LEAST_PX = 11;

/** @typedef {{ctx: CanvasRenderingContext2D, x: (value: number) => number, y: (value: number) => number, area: import('chart.js').ChartArea}} Paper */

/** @param {Paper} paper @param {Shape} shape */
function paint(paper, shape) {
  const { ctx, area, x, y } = paper;
  ctx.setLineDash('dash' in shape ? (shape.dash ?? []) : []);
  if (shape.kind === 'box') return box(paper, shape);
  if (shape.kind === 'area') return filled(paper, shape);
  if (shape.kind === 'text') return;
  ctx.beginPath();
  ctx.strokeStyle = shape.colour;
  ctx.lineWidth = shape.kind === 'line' ? (shape.width ?? 1.5) : 1.5;
  if (shape.kind === 'line') for (const point of shape.points) ctx.lineTo(x(point.x), y(point.y));
  if (shape.kind === 'line' && shape.fill) {
    ctx.fillStyle = shape.fill;
    ctx.fill();
  }
  if (shape.kind === 'across') {
    ctx.moveTo(area.left, y(shape.at));
    ctx.lineTo(area.right, y(shape.at));
  }
  if (shape.kind === 'up') {
    ctx.moveTo(x(shape.at), area.top);
    ctx.lineTo(x(shape.at), area.bottom);
  }
  ctx.stroke();
}

/** @param {Paper} paper @param {Box} box */
function box({ ctx, x, y }, { x0, x1, y0, y1, fill, line, width: thick = 1, text, ink }) {
  // Whole pixels: no seams between neighbours.
  const [from, to] = [Math.round(x(x0)), Math.round(x(x1))];
  const [left, width] = [Math.min(from, to), Math.max(1, Math.abs(to - from))];
  const [one, other] = [Math.round(y(y0)), Math.round(y(y1))];
  const [top, height] = [Math.min(one, other), Math.abs(other - one)];
  if (fill) {
    ctx.fillStyle = fill;
    ctx.fillRect(left, top, width, height);
  }
  if (line) {
    ctx.strokeStyle = line;
    ctx.lineWidth = thick;
    ctx.strokeRect(left + 0.5, top + 0.5, Math.max(0, width - 1), Math.max(0, height - 1));
  }
  if (!text || height < LEAST_PX || ctx.measureText(text).width > width - 1) return;
  ctx.fillStyle = ink ?? '';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, left + width / 2, top + height / 2 + 0.5);
}

/** @param {Paper} paper @param {Area} area */
function filled({ ctx, x, y }, { points, fill }) {
  ctx.beginPath();
  for (const point of points) ctx.lineTo(x(point.x), y(point.high));
  for (const point of points.toReversed()) ctx.lineTo(x(point.x), y(point.low));
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
}

/** The words of marks, those of lines across moved apart. @param {Paper} paper @param {Shape[]} shapes @param {[number, number]} range */
function words({ ctx, area, x, y }, shapes, [top, bottom]) {
  const across = shapes.flatMap((shape) => (shape.kind === 'across' && shape.text ? [shape] : []));
  let last = top - 2;
  ctx.textBaseline = 'alphabetic';
  for (const { at, text, colour, back } of across.sort((a, b) => y(a.at) - y(b.at))) {
    last = Math.min(Math.max(y(at) - 4, last + LINE_PX), bottom - 2);
    ctx.textAlign = 'right';
    ctx.fillStyle = colour;
    if (back) {
      ctx.strokeStyle = back;
      ctx.lineWidth = 3;
      ctx.strokeText(text ?? '', area.right - 2, last);
    }
    ctx.fillText(text ?? '', area.right - 2, last);
  }
  for (const shape of shapes) {
    if (shape.kind === 'up' && shape.text) {
      const isLeft = x(shape.at) > (area.left + area.right) / 2;
      ctx.textAlign = isLeft ? 'right' : 'left';
      ctx.fillStyle = shape.colour;
      ctx.fillText(shape.text, x(shape.at) + (isLeft ? -4 : 4), top + 10);
    }
    if (shape.kind !== 'text') continue;
    const [left, base] = [x(shape.x) + (shape.right ?? 0), y(shape.y) - (shape.up ?? 0)];
    ctx.textAlign = shape.align ?? 'center';
    if (shape.back) {
      const { width } = ctx.measureText(shape.text);
      ctx.fillStyle = shape.back;
      ctx.fillRect(shape.align === 'right' ? left - width - 3 : left - 3, base - 11, width + 6, 15);
    }
    ctx.fillStyle = shape.colour;
    ctx.fillText(shape.text, left, base);
  }
}

/** The box of a trial under a place. @param {any} chart @param {number} left @param {number} top @returns {number} its index, -1 for none */
export function boxAt(chart, left, top) {
  const { x, y } = chart.scales;
  const [at, up] = [x.getValueForPixel(left), y.getValueForPixel(top)];
  const { shapes } = chart.data.datasets[0];
  return shapes.findLastIndex(
    (/** @type {any} */ { kind, trial, x0, x1, y0, y1 }) =>
      kind === 'box' && trial !== undefined && at >= x0 && at <= x1 && up >= y0 && up <= y1,
  );
}

/** @param {typeof import('chart.js').Chart} chart */
export function register(chart) {
  const Scatter = /** @type {any} */ (chart.registry.getController('scatter'));
  chart.register(/** @type {any} */ (controllerOn(Scatter)));
}

/** @param {any} Scatter */
function controllerOn(Scatter) {
  return class ShapesController extends Scatter {
    static id = 'shapes';
    static defaults = { ...Scatter.defaults, showLine: false };

    /** A point that stands for a box is wherever its box is: for tooltips. @param {...any} given */
    updateElements(...given) {
      super.updateElements(...given);
      const { boxes } = this.getDataset();
      if (!boxes) return;
      const { xScale, yScale, data } = this._cachedMeta;
      data.forEach((/** @type {any} */ element, /** @type {number} */ i) => {
        const { x0, x1, y0, y1 } = boxes[i];
        element.inRange = (/** @type {number} */ left, /** @type {number} */ top) => {
          const [x, y] = [xScale.getValueForPixel(left), yScale.getValueForPixel(top)];
          return x >= x0 && x <= x1 && y >= y0 && y <= y1;
        };
      });
    }

    draw() {
      const { ctx, chartArea: area } = this.chart;
      const { xScale, yScale } = this._cachedMeta;
      const { shapes } = this.getDataset();
      /** @type {Paper} */
      const paper = {
        ctx,
        area,
        x: (value) => xScale.getPixelForValue(value),
        y: (value) => yScale.getPixelForValue(value),
      };
      const { top, bottom } = yScale;
      ctx.save();
      ctx.font = FONT;
      ctx.beginPath();
      ctx.rect(area.left - 1, top - 1, area.width + 2, bottom - top + 2);
      ctx.clip();
      for (const shape of shapes) paint(paper, shape);
      ctx.restore();
      ctx.save();
      ctx.font = FONT;
      words(paper, shapes, [top, bottom]);
      ctx.restore();
      super.draw();
    }
  };
}
