import { LitElement, css, html } from 'lit';

/** What weights look like: blue above zero, orange below, the stronger the larger (Okabe and Ito 2008). */
const ABOVE = [0, 114, 178];
const BELOW = [213, 94, 0];

/**
 * Pixels of a picture, or weights seen as one; as large as it is told, without smoothing.
 *
 * @property values  [H, W, C]
 * @property shape   [H, W, C]
 * @property high    what is white; of weights: what is strongest
 * @property signed  weights: above and below zero
 * @property label   what a person who does not see it hears
 */
export class TrialPicture extends LitElement {
  static properties = {
    values: { attribute: false },
    shape: { attribute: false },
    high: { attribute: false },
    signed: { type: Boolean },
    label: { attribute: false },
  };

  static styles = css`
    :host {
      display: block;
      width: 48px;
      aspect-ratio: 1;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: contain;
      border-radius: 2px;
      background: var(--sunk);
      image-rendering: pixelated;
    }
  `;

  constructor() {
    super();
    /** @type {ArrayLike<number>} */
    this.values = [];
    /** @type {number[]} */
    this.shape = [1, 1, 1];
    this.high = 1;
    this.signed = false;
    this.label = '';
  }

  render() {
    const [height, width] = this.shape;
    return html`<canvas width=${width} height=${height} role="img" aria-label=${this.label}></canvas>`;
  }

  updated() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    const [height, width, channels] = this.shape;
    const image = new ImageData(width, height);
    const paint = this.signed ? paintWeights : paintPixels;
    paint(image.data, this.values, channels, this.high || 1);
    canvas.getContext('2d')?.putImageData(image, 0, 0);
  }
}

/** Grey, or colours where there are three. @param {Uint8ClampedArray} out RGBA @param {ArrayLike<number>} values @param {number} channels @param {number} high */
function paintPixels(out, values, channels, high) {
  for (let i = 0; i < out.length / 4; i++)
    for (let c = 0; c < 4; c++) {
      const from = channels >= 3 ? c : 0;
      out[4 * i + c] = c === 3 ? 255 : (255 * values[i * channels + from]) / high;
    }
}

/** One channel, or the mean of several. @param {Uint8ClampedArray} out RGBA @param {ArrayLike<number>} values @param {number} channels @param {number} high */
function paintWeights(out, values, channels, high) {
  for (let i = 0; i < out.length / 4; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[i * channels + c];
    const colour = sum < 0 ? BELOW : ABOVE;
    out.set([...colour, Math.min(255, (255 * Math.abs(sum)) / channels / high)], 4 * i);
  }
}

customElements.define('trial-picture', TrialPicture);
