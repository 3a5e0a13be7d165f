/** Draws parallel coordinates and lets axes be brushed and moved. A brush is told as the event brush-trials of the canvas. */
import { DatasetController } from 'chart.js';
import {
  areaOf,
  axisAt,
  nearestLine,
  placed,
  placesOf,
  spotAt,
  valueAt,
  wished,
  within,
} from './parallel-brush.js';
import { Layers, paintAxes, paintLabels, paintLines, paintMarked } from './parallel-paint.js';

/** @typedef {import('./parallel.js').ParallelInfo} ParallelInfo */
/** @typedef {import('./parallel-brush.js').Range} Range */
/** @typedef {import('./look.js').Look} Look */

/** The page hears of a brush in motion as often as this. */
const TELL_MS = 120;
/** A press that moves less is a click. */
const CLICK_PX = 4;

/**
 * What is going on under the pointer.
 * @typedef {object} Drag
 * @property {'brush' | 'axis' | 'none'} kind
 * @property {string} key of the axis
 * @property {number} from where it began, on the axis
 * @property {Range | null} moved the brush that is moved as a whole
 * @property {number} x
 * @property {number} y
 * @property {boolean} far
 */

export class ParallelController extends DatasetController {
  static id = 'parallel';
  static defaults = { datasetElementType: false, dataElementType: 'point' };

  layers = new Layers();
  /** @type {Drag | null} */
  drag = null;
  /** Whether the click that follows was a brush's. */
  handled = false;
  told = 0;
  frame = 0;
  ended = new AbortController();

  /** @param {import('chart.js').Chart} chart @param {number} index */
  constructor(chart, index) {
    super(chart, index);
    this.listen();
  }

  linkScales() {}
  addElements() {}
  buildOrUpdateElements() {}

  /** @returns {{info: ParallelInfo, look: Look}} */
  get given() {
    return /** @type {any} */ (this.getDataset());
  }

  get area() {
    const { axes } = this.given.info;
    const unused = axes.some(({ sometimes }) => sometimes);
    return areaOf(this.chart.chartArea, unused, axes.length);
  }

  /** The axes as they stand, with their place across. */
  get places() {
    const { info } = this.given;
    return placesOf(placed(info.axes, info.memory.order), this.area);
  }

  update() {
    const { info } = this.given;
    const { memory, brushed, wish } = info;
    if (memory.sent && brushed === memory.sent) memory.heard = true;
    else if (!brushed && memory.heard && !this.drag) {
      memory.ranges.clear();
      memory.sent = null;
      memory.heard = false;
    }
    if (wish && wish !== memory.wish) {
      memory.wish = wish;
      const { key, range } = wished(wish);
      this.brush(key, range);
    }
    if (!this.drag) this.tell();
  }

  draw() {
    const { info, look } = this.given;
    const { chart, places, area } = this;
    const through = within(info.lines, info.axes, info.memory.ranges) ?? info.brushed;
    const scene = { ctx: chart.ctx, look, info, places, area, through };
    const size = { width: chart.width, height: chart.height, ratio: chart.currentDevicePixelRatio };
    paintLines(scene, this.layers, size);
    paintAxes(scene);
    paintMarked(scene);
    paintLabels(scene);
  }

  /** @param {string} key @param {Range | null} range */
  brush(key, range) {
    const { memory } = this.given.info;
    if (range) memory.ranges.set(key, range);
    else memory.ranges.delete(key);
    memory.changes++;
  }

  /** Tells the page which trials are left, if they are others than before. */
  tell() {
    const { lines, axes, memory } = this.given.info;
    const now = within(lines, axes, memory.ranges);
    const before = memory.sent;
    if (now === before || (now && before && sameSet(now, before))) return;
    memory.sent = now;
    memory.heard = false;
    this.told = performance.now();
    this.emit('brush-trials', now);
  }

  /** @param {string} name @param {unknown} detail */
  emit(name, detail) {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true });
    this.chart.canvas.dispatchEvent(event);
  }

  redraw() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.chart.ctx) this.chart.draw();
    });
  }

  listen() {
    const { canvas } = this.chart;
    const { signal } = this.ended;
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
      canvas.addEventListener(type, act, { signal, capture: true, passive: false });
    on('pointerdown', (event) => this.press(event));
    on('pointermove', (event) => this.move(event));
    on('pointerup', () => this.release());
    on('pointercancel', () => this.cancel());
    // A finger on an axis brushes; elsewhere it scrolls the page.
    on('touchstart', (event) => {
      if (this.spot(event.touches[0])) event.preventDefault();
    });
    // The click that ends a brush is no click on a line.
    on('click', (event) => this.handled && event.stopImmediatePropagation());
  }

  /** @param {{clientX: number, clientY: number}} event */
  point({ clientX, clientY }) {
    const { left, top } = this.chart.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** @param {{clientX: number, clientY: number}} event */
  spot(event) {
    return spotAt(this.point(event), this.places, this.area);
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0) return;
    const { x, y } = this.point(event);
    const spot = this.spot(event);
    const key = spot?.axis.key ?? '';
    const from = valueAt(y, this.area);
    const range = this.given.info.memory.ranges.get(key);
    const moved = spot && range && from > range[0] && from < range[1] ? range : null;
    const kind = spot ? (spot.onName ? 'axis' : 'brush') : 'none';
    this.drag = { kind, key, from, moved, x, y, far: false };
    if (spot) {
      this.chart.canvas.setPointerCapture(event.pointerId);
      event.preventDefault();
    }
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { drag } = this;
    const { x, y } = this.point(event);
    if (!drag) {
      const spot = this.spot(event);
      this.chart.canvas.style.cursor = spot ? (spot.onName ? 'ew-resize' : 'ns-resize') : '';
      return;
    }
    drag.far ||= Math.abs(x - drag.x) > CLICK_PX || Math.abs(y - drag.y) > CLICK_PX;
    if (!drag.far) return;
    if (drag.kind === 'brush') this.stretch(drag, valueAt(y, this.area));
    if (drag.kind === 'axis') this.shift(drag.key, x);
    this.redraw();
  }

  /** @param {Drag} drag @param {number} to */
  stretch({ key, from, moved }, to) {
    if (moved) this.brush(key, [moved[0] + to - from, moved[1] + to - from]);
    else this.brush(key, [Math.min(from, to), Math.max(from, to)]);
    if (performance.now() - this.told > TELL_MS) this.tell();
  }

  /** Puts an axis where the pointer is. @param {string} key @param {number} x */
  shift(key, x) {
    const { memory } = this.given.info;
    const order = this.places.map(({ axis }) => axis.key);
    const to = axisAt(x, this.places);
    if (order[to] === key) return;
    order.splice(order.indexOf(key), 1);
    order.splice(to, 0, key);
    memory.order = order;
  }

  /** A click on a brushed axis clears the brush; any other is the card's. */
  release() {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    const brushed = drag.kind === 'brush' && this.given.info.memory.ranges.has(drag.key);
    this.handled = drag.kind !== 'none' && (drag.far || brushed);
    if (!drag.far && brushed) this.brush(drag.key, null);
    this.tell();
    this.redraw();
  }

  cancel() {
    this.drag = null;
    this.tell();
    this.redraw();
  }

  /** The line at a place, for who hovers or clicks. @param {{x: number, y: number}} at */
  lineAt(at) {
    if (this.drag?.far) return null;
    const { lines, axes, memory, brushed } = this.given.info;
    const through = within(lines, axes, memory.ranges) ?? brushed;
    return nearestLine(at, lines, through, this.places, this.area);
  }

  end() {
    this.ended.abort();
    cancelAnimationFrame(this.frame);
  }
}

/** @param {Set<number>} a @param {Set<number>} b */
function sameSet(a, b) {
  if (a.size !== b.size) return false;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}

/** A chart that goes takes its listeners along; the canvas may stay. */
const ending = {
  id: 'parallel-ending',
  /** @param {import('chart.js').Chart} chart */
  beforeDestroy(chart) {
    const controller = chart.getDatasetMeta(0)?.controller;
    if (controller instanceof ParallelController) controller.end();
  },
};

/** @param {typeof import('chart.js').Chart} chart */
export function register(chart) {
  chart.register(ParallelController, ending);
}
