import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';
import { dialogStyles } from './dialog-styles.js';
import { pictureOf } from './gallery-pictures.js';
import { wordsOfExample } from './words.js';

/** @typedef {import('./study-picker.js').Example & {source?: string}} Example */
/** @typedef {'rows' | 'pictures' | 'texts' | 'series'} Kind */
/** What the file of an example does not say: how long it takes, and the article it stands in. */
/** @type {Record<string, {time: 'seconds' | 'minute' | 'minutes' | 'long', article?: string}>} */
const KNOWN = {
  'iris-tpe': { time: 'seconds' },
  'iris-grid': { time: 'seconds', article: '003' },
  'optimizer-grid': { time: 'seconds', article: '000' },
  'mnist-dropout': { time: 'minute', article: '001' },
  'mnist-two-hidden': { time: 'minutes', article: '002' },
  'imdb-textcnn': { time: 'long', article: '001' },
  'cifar-cnn': { time: 'long', article: '002' },
  'csv-wine': { time: 'seconds' },
  'digits-tpe': { time: 'seconds' },
  'digits-asha': { time: 'seconds' },
  'digits-cnn': { time: 'minute' },
  'mnist-random': { time: 'minute' },
  'weather-lstm': { time: 'minute', article: '004' },
  'weather-forecast': { time: 'minute' },
  'imdb-textcnn-small': { time: 'minute' },
  'imdb-flatten': { time: 'minute', article: '001' },
  'spam-transformer': { time: 'minutes' },
  'mnist-cnn': { time: 'minutes', article: '004' },
  'fashion-cnn': { time: 'minutes' },
  'emoji-residual': { time: 'minutes' },
};
const KINDS = /** @type {Kind[]} */ (['rows', 'pictures', 'texts', 'series']);

/**
 * All examples, as cards in groups.
 *
 * @property examples  the worked examples
 * @property datasets  the built-in data sets: what kind the data of an example is
 * @property chosen    "example:NAME" of the one that is open
 * @property t         the dictionary
 * @fires pick  string: "example:NAME"
 */
export class ExampleGallery extends LitElement {
  static properties = {
    examples: { attribute: false },
    datasets: { attribute: false },
    chosen: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    dialogStyles,
    css`
      h3 {
        margin: 12px 0 8px;
        font-size: 15px;
      }
      .cards {
        display: grid;
        gap: 12px;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
      }
      .card {
        display: flex;
        flex-direction: column;
        gap: 4px;
        height: auto;
        padding: 0 0 8px;
        overflow: hidden;
        text-align: start;
        white-space: normal;
      }
      .card > * {
        padding-inline: 12px;
      }
      .card[aria-current='true'] {
        border-color: var(--ink);
      }
      .picture {
        width: 100%;
        height: 84px;
        padding: 0;
        border-bottom: 1px solid var(--hair);
        background: var(--sunk);
        color: var(--best);
        stroke: none;
      }
      strong {
        margin-top: 4px;
      }
      .about {
        flex: 1;
        color: var(--muted);
      }
      .time {
        color: var(--muted);
        font-size: 12px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Example[]} */
    this.examples = [];
    /** @type {any[]} */
    this.datasets = [];
    this.chosen = '';
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  async show() {
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  render() {
    const { t } = this;
    const articles = this.examples.filter(({ name }) => KNOWN[name]?.article);
    articles.sort((a, b) => (articleOf(a) < articleOf(b) ? -1 : 1));
    const others = this.examples.filter((each) => !articles.includes(each));
    return html`<dialog aria-labelledby="title" @click=${this.#outside}>
      <div class="head">
        <h2 id="title">${t('page.gallery.title')}</h2>
        <button type="button" class="quiet" @click=${this.#close}>${t('page.gallery.close')}</button>
      </div>
      ${this.#group('articles', articles)}
      ${KINDS.map((kind) =>
        this.#group(
          kind,
          others.filter((each) => this.#kindOf(each) === kind),
        ),
      )}
    </dialog>`;
  }

  /** @param {string} name @param {Example[]} examples */
  #group(name, examples) {
    if (examples.length === 0) return nothing;
    return html`<section aria-labelledby=${name}>
      <h3 id=${name}>${this.t(`page.gallery.${name}`)}</h3>
      <ul class="cards">${examples.map((each) => html`<li>${this.#card(each)}</li>`)}</ul>
    </section>`;
  }

  /** @param {Example} example */
  #card(example) {
    const { t } = this;
    const { name } = example;
    const { title, about } = wordsOfExample(t, example);
    const known = KNOWN[name];
    const small = [
      known && t(`page.gallery.time.${known.time}`),
      known?.article && t('page.gallery.article', { article: known.article }),
    ];
    return html`<button type="button" class="card" aria-current=${this.chosen === `example:${name}`} @click=${() => this.#pick(name)}>
      <svg class="picture" viewBox="0 0 220 84" preserveAspectRatio="xMidYMid slice" aria-hidden="true">${pictureOf(this.#kindOf(example), name)}</svg>
      <strong>${title}</strong>
      <span class="about">${about}</span>
      <span class="time">${small.filter(Boolean).join(' · ')}</span>
    </button>`;
  }

  /** @param {Example} example @returns {Kind} */
  #kindOf({ source }) {
    const data = this.datasets.find(({ id }) => id === source);
    if (data?.window) return 'series';
    if (data?.words) return 'texts';
    return data?.shape?.length === 3 ? 'pictures' : 'rows';
  }

  /** @param {string} name */
  #pick(name) {
    this.#close();
    emit(this, 'pick', `example:${name}`);
  }

  /** @param {MouseEvent} event */
  #outside(event) {
    if (event.target === event.currentTarget) this.#close();
  }

  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

/** @param {Example} example */
const articleOf = ({ name }) => KNOWN[name]?.article ?? '';

customElements.define('example-gallery', ExampleGallery);
