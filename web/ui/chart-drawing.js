/** A chart on its canvas: the only file that calls Chart.js. */

/** So near a point is on it. */
const NEAR_PX = 24;

/** Chart.js, once it is there: it is a third of the page and not needed before there is something to draw. @type {any} */
let Chart;

/** Loads Chart.js. */
export async function library() {
  Chart ??= (await import('./chart-js.js')).Chart;
}

export class ChartDrawing {
  /** What Chart.js made. @type {any} */
  #drawn;
  /** @type {((chart: any, x: number, y: number) => number | null) | undefined} */
  #pick;
  /** @type {number | null} */
  #under = null;
  #heard;

  /** @param {{again: () => void, select: (trial: number) => void, hover: (trial: number | null) => void}} heard `again`: Chart.js has come */
  constructor(heard) {
    this.#heard = heard;
  }

  /** The canvas, while there is something on it. @returns {HTMLCanvasElement | undefined} */
  get canvas() {
    return this.#drawn?.canvas;
  }

  /** @param {HTMLCanvasElement} canvas @param {import('./chart-module.js').ChartModule} chart @param {any} config */
  paint(canvas, chart, { type, data, options, plugins, pick }) {
    if (!Chart) return void library().then(() => this.#heard.again());
    this.#pick = pick;
    const drawn = this.#drawn;
    if (drawn && drawn.canvas === canvas && drawn.config.type === type && drawn.module === chart) {
      drawn.data = data;
      drawn.options = options;
      drawn.update('none');
      return;
    }
    this.discard();
    chart.register?.(Chart);
    this.#drawn = new Chart(canvas, { type, data, options, ...(plugins && { plugins }) });
    this.#drawn.module = chart;
    canvas.onclick = (event) => {
      const trial = this.#trialAt(event);
      if (trial !== null) this.#heard.select(trial);
    };
    canvas.onpointermove = (event) => this.#hover(this.#trialAt(event, NEAR_PX));
    canvas.onpointerleave = () => this.#hover(null);
  }

  discard() {
    this.#drawn?.destroy();
    this.#drawn = undefined;
  }

  /** @param {MouseEvent} event @param {number} [near] */
  #trialAt(event, near = Infinity) {
    const drawn = this.#drawn;
    if (!drawn) return null;
    if (this.#pick) return this.#pick(drawn, event.offsetX, event.offsetY);
    const mode = { intersect: false, axis: 'xy' };
    const [hit] = drawn.getElementsAtEventForMode(event, 'nearest', mode, false);
    if (!hit) return null;
    const { x, y } = hit.element;
    if (Math.hypot(x - event.offsetX, y - event.offsetY) > near) return null;
    const point = drawn.data.datasets[hit.datasetIndex].data[hit.index];
    return typeof point?.trial === 'number' ? point.trial : null;
  }

  /** @param {number | null} trial */
  #hover(trial) {
    if (trial === this.#under) return;
    this.#under = trial;
    this.#heard.hover(trial);
  }
}
