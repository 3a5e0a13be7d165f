import { LitElement, css, html, nothing } from 'lit';
import { controls } from './controls.js';
import { percent } from './try-bars.js';

/** @typedef {import('../lib/trial-look.js').Look} Look */
/** @typedef {{ word: string, known: boolean }} Word */

/** Words that are listed as those that count. */
const MOST_WORDS = 6;
/** And as those that are not known. */
const MOST_UNKNOWN = 20;
const WEIGH_LATER_MS = 350;
/** What stands in a text of the data for a word that the network does not know. */
const GAP = '…';
/** A smaller difference is none. */
const LEAST = 0.0005;

/**
 * The words of a text that count most for what was predicted, and those that the network does not know.
 *
 * @property look       a trained network
 * @property said       {{ text: string, words: Word[], predicted: Float32Array } | null} a text and what was made of it
 * @property t          the dictionary
 */
export class TryWords extends LitElement {
  static properties = {
    look: { attribute: false },
    said: { attribute: false },
    t: { attribute: false },
    most: { state: true },
  };

  static styles = [
    controls,
    css`
      p {
        margin: 4px 0;
      }
      .unknown {
        color: var(--muted);
        text-decoration: underline dotted;
      }
      ul {
        margin: 4px 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }
      li {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Look | null} */
    this.look = null;
    /** @type {{ text: string, words: Word[], predicted: Float32Array } | null} */
    this.said = null;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {{ word: string, weight: number }[]} */
    this.most = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
  }

  /** Each word costs a prediction: only once the reader pauses. @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('said') && !changed.has('look')) return;
    this.most = [];
    clearTimeout(this.later);
    if (this.said) this.later = setTimeout(() => void this.#weigh(), WEIGH_LATER_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
  }

  get #guess() {
    const predicted = this.said?.predicted ?? new Float32Array(0);
    return predicted.indexOf(Math.max(...predicted));
  }

  async #weigh() {
    const { look, said } = this;
    if (!look || !said || said.predicted.length < 2 || said.words.length === 0) return;
    const { text, words } = said;
    const found = await look.weigh({ text, guess: this.#guess }).catch(() => null);
    if (!found || look !== this.look || said !== this.said) return;
    this.most = [...found.weights]
      .map((weight, i) => ({ word: words[i].word, weight }))
      .filter(({ weight }) => Math.abs(weight) >= LEAST)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, MOST_WORDS);
  }

  render() {
    const { said, most, t, look } = this;
    if (!said) return nothing;
    const strange = said.words.filter(({ known }) => !known).map(({ word }) => word);
    const unknown = [...new Set(strange)].filter((word) => word !== GAP).slice(0, MOST_UNKNOWN);
    const name = look?.data.classes[this.#guess] ?? '';
    return html`
      ${
        most.length
          ? html`<p class="muted">${t('page.try.counts', { name })}</p>
          <ul>${most.map(({ word, weight }) => html`<li><span>${word}</span><span>${weight > 0 ? '+' : '−'}${percent(Math.abs(weight))}</span></li>`)}</ul>`
          : nothing
      }
      ${strange.includes(GAP) ? html`<p class="muted">${t('page.try.gap')}</p>` : nothing}
      ${unknown.length ? html`<p class="muted">${t('page.try.unknown')} <span class="unknown">${unknown.join(' ')}</span></p>` : nothing}`;
  }
}

customElements.define('try-words', TryWords);
