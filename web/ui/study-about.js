import { LitElement, css, html, nothing } from 'lit';
import { aboutStyles } from './about-styles.js';
import { breakable, controls } from './controls.js';
import './data-sketch.js';

/** More classes than these are counted, not named. */
const MOST_CLASSES = 12;

/**
 * What a study is, before it has run.
 *
 * @typedef {object} About
 * @property {string} title
 * @property {string} text one sentence; "" where nobody wrote one
 * @property {string} data the name of the data set
 * @property {string} dataText what its rows are
 * @property {string} facts its rows, features and classes in numbers
 * @property {readonly string[]} classes
 * @property {[name: string, values: string][]} space
 * @property {import('./sources.js').DataSet | undefined} listed a built-in data set
 */

/**
 * The study in a few words: what it is for, its data, what it searches.
 *
 * @property about  {About}
 * @property t      the dictionary
 */
export class StudyAbout extends LitElement {
  static properties = { about: { attribute: false }, t: { attribute: false } };

  static styles = [
    controls,
    aboutStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        max-width: 100%;
        padding: 1px 8px;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: 12px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {About | undefined} */
    this.about = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { about, t } = this;
    if (!about) return nothing;
    const { text, data, dataText, facts, classes, space, listed } = about;
    const named = classes.slice(0, MOST_CLASSES);
    return html`
      ${text ? html`<p>${text}</p>` : nothing}
      <h3>${t('page.form.data')}</h3>
      <p><strong>${data}</strong>${dataText ? html`<br />${dataText}` : nothing}</p>
      <p class="muted">${facts}</p>
      <data-sketch .listed=${listed} .t=${t}></data-sketch>
      ${named.length ? html`<ul aria-label=${t('page.about.classes')}>${named.map((name) => html`<li title=${name}>${name}</li>`)}${classes.length > named.length ? html`<li>…</li>` : nothing}</ul>` : nothing}
      <h3>${t('page.about.space')}</h3>
      ${
        space.length
          ? html`<table><tbody>${space.map(([name, values]) => html`<tr><th scope="row">${breakable(name)}</th><td>${values}</td></tr>`)}</tbody></table>`
          : html`<p class="muted">${t('page.best.noParams')}</p>`
      }
    `;
  }
}

customElements.define('study-about', StudyAbout);
