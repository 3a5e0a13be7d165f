import { LitElement, css, html } from 'lit';
import { controls, emit } from './controls.js';

const SIDE = 168;

/**
 * Paper to draw on, with a mouse, a pen or a finger: white on black, as the pictures of digits are.
 *
 * @property thick  width of the pen as a share of the paper
 * @property label  what it is for
 * @fires draw      { ink: Float32Array [side, side] from 0 to 1, side }
 */
export class TryCanvas extends LitElement {
  static properties = { thick: { attribute: false }, label: { attribute: false } };

  static styles = [
    controls,
    css`
      canvas {
        display: block;
        width: ${SIDE}px;
        height: ${SIDE}px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: black;
        cursor: crosshair;
        touch-action: none;
      }
    `,
  ];

  constructor() {
    super();
    this.thick = 0.08;
    this.label = '';
    /** @type {{ x: number, y: number } | null} */
    this.pen = null;
  }

  render() {
    return html`<canvas width=${SIDE} height=${SIDE} role="img" aria-label=${this.label}
      @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}></canvas>`;
  }

  get #canvas() {
    return /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
  }

  get #paper() {
    const paper = this.#canvas.getContext('2d', { willReadFrequently: true });
    return /** @type {CanvasRenderingContext2D} */ (paper);
  }

  clear() {
    this.#paper.clearRect(0, 0, SIDE, SIDE);
  }

  /** Grey values of a picture, stretched over the paper. @param {ArrayLike<number>} values from 0 to 1 @param {number} height @param {number} width */
  show(values, height, width) {
    this.clear();
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const level = Math.round(255 * values[y * width + x]);
        this.#paper.fillStyle = `rgb(${level} ${level} ${level})`;
        this.#paper.fillRect((x * SIDE) / width, (y * SIDE) / height, SIDE / width, SIDE / height);
      }
  }

  /** @param {PointerEvent} event */
  #place({ clientX, clientY }) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return { x: ((clientX - left) / width) * SIDE, y: ((clientY - top) / height) * SIDE };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    emit(this, 'draw-begin');
    this.pen = this.#place(event);
    this.#line(this.pen);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.pen) this.#line(this.#place(event));
  }

  #up() {
    this.pen = null;
  }

  /** From where the pen is to here. @param {{ x: number, y: number }} to */
  #line(to) {
    const from = this.pen ?? to;
    const paper = this.#paper;
    Object.assign(paper, { lineWidth: this.thick * SIDE, lineCap: 'round', strokeStyle: 'white' });
    paper.beginPath();
    paper.moveTo(from.x, from.y);
    paper.lineTo(to.x, to.y + 0.01);
    paper.stroke();
    this.pen = to;
    emit(this, 'draw', { ink: this.#ink(), side: SIDE });
  }

  #ink() {
    const { data } = this.#paper.getImageData(0, 0, SIDE, SIDE);
    return Float32Array.from({ length: SIDE * SIDE }, (_, i) => data[4 * i] / 255);
  }
}

customElements.define('try-canvas', TryCanvas);
