import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';

/** @typedef {{path: string, text: string}} Said */
/** @typedef {import('./failures.js').Failure} Failure */

/** So many are read; the others come when these are mended. */
const MOST = 12;

/**
 * What broke, all mistakes of a study at once, and what should be known besides: each with its place and its remedy.
 *
 * @property failures  Failure[] no mistakes of the study
 * @property mistakes  {path, text}[]
 * @property notes     {path, text}[] warnings, and what was done to the data
 * @property t         the dictionary
 * @fires place  string: the path of the mistake that was clicked
 */
export class ProblemList extends LitElement {
  static properties = {
    failures: { attribute: false },
    mistakes: { attribute: false },
    notes: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      details {
        margin-bottom: 12px;
        padding: 4px 12px;
        border-radius: var(--radius);
        background: var(--bad-wash);
      }
      .notes {
        background: var(--sunk);
      }
      summary {
        width: auto;
        font-weight: 600;
      }
      .mistakes summary {
        color: var(--bad);
      }
      /* Wide: the foot of the set-up, which the form scrolls above. */
      @media (min-width: 1100px) {
        details {
          margin: 0;
          padding: 4px 16px;
          border-top: 1px solid var(--line);
          border-radius: 0;
        }
      }
      .failure {
        margin-bottom: 12px;
        padding: 8px 12px 12px;
        border: 1px solid var(--line);
        border-inline-start: 4px solid var(--bad);
        border-radius: var(--radius);
        background: var(--sunk);
        overflow-wrap: anywhere;
      }
      .failure h3 {
        margin: 0 0 4px;
        font-size: 15px;
      }
      .failure h3 span {
        color: var(--bad);
      }
      .failure p {
        margin: 0 0 4px;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 8px;
      }
      .acts button {
        height: auto;
        min-height: 32px;
      }
      @media (min-width: 1100px) {
        .failure {
          margin: 0;
          border-width: 1px 0 0;
          border-inline-start-width: 4px;
          border-radius: 0;
        }
      }
      button.primary {
        border-color: var(--ink);
        background: var(--ink);
        color: var(--paper);
        font-weight: 600;
      }
      @media (max-width: 699px) {
        .acts button {
          min-height: 44px;
        }
      }
      ul {
        margin: 0 0 4px;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 2px 0;
        overflow-wrap: anywhere;
      }
      button.path {
        height: auto;
        padding: 0;
        border: 0;
        background: none;
        font: 12px var(--mono);
        text-decoration: underline;
        text-underline-offset: 2px;
        white-space: normal;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Failure[]} */
    this.failures = [];
    /** @type {Said[]} */
    this.mistakes = [];
    /** @type {Said[]} */
    this.notes = [];
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    return html`
      <div role="alert">${this.failures.map((failure) => this.#failure(failure))}</div>
      <div role="status">${this.#list(this.mistakes, 'mistakes', 'page.problems.mistakes')}</div>
      ${this.#list(this.notes, 'notes', 'page.problems.notes')}
    `;
  }

  /** @param {Failure} failure */
  #failure({ title, lines, acts }) {
    return html`<section class="failure" aria-label=${title}>
      <h3><span aria-hidden="true">▲</span> ${title}</h3>
      ${lines.map((line) => html`<p>${line}</p>`)}
      ${acts.length ? html`<div class="acts">${acts.map(({ word, act }, i) => html`<button type="button" class=${i === 0 ? 'primary' : ''} @click=${act}>${word}</button>`)}</div>` : nothing}
    </section>`;
  }

  /** @param {Said[]} all @param {string} kind @param {string} title */
  #list(all, kind, title) {
    if (all.length === 0) return nothing;
    return html`<details class=${kind} ?open=${kind === 'mistakes'}>
      <summary>${this.t(title, { count: all.length })}</summary>
      <ul>
        ${all.slice(0, MOST).map(
          ({ path, text }) => html`<li>
            ${path ? html`<button class="path" type="button" @click=${() => emit(this, 'place', path)}>${path}</button>: ` : nothing}${text}
          </li>`,
        )}
      </ul>
      ${all.length > MOST ? html`<p class="muted">${this.t('page.problems.more', { count: all.length - MOST })}</p>` : nothing}
    </details>`;
  }
}

customElements.define('problem-list', ProblemList);
