import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';
import { dialogStyles } from './dialog-styles.js';
import { pictureOf } from './gallery-pictures.js';
import { wordsOfExample } from './words.js';

/**
 * `time` and `article`: how long it takes, and the article it stands in (examples/gallery/index.json).
 * @typedef {import('./study-picker.js').Example & {source?: string, time?: string, article?: string}} Example
 */
/** @typedef {'rows' | 'pictures' | 'texts' | 'series'} Kind */
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
    const articles = this.examples.filter(({ article }) => article);
    articles.sort((a, b) => (String(a.article) < String(b.article) ? -1 : 1));
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
    const { name, time, article } = example;
    const { title, about } = wordsOfExample(t, example);
    const small = [
      time && t(`page.gallery.time.${time}`),
      article && t('page.gallery.article', { article }),
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

customElements.define('example-gallery', ExampleGallery);
