import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';

/** @typedef {{path: string, text: string}} Said */

/** So many are read; the others come when these are mended. */
const MOST = 12;

/**
 * All mistakes of a study at once, and what should be known besides: each with its place and its remedy.
 *
 * @property mistakes  {path, text}[]
 * @property notes     {path, text}[] warnings, and what was done to the data
 * @property t         the dictionary
 * @fires place  string: the path of the mistake that was clicked
 */
export class ProblemList extends LitElement {
  static properties = {
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
    /** @type {Said[]} */
    this.mistakes = [];
    /** @type {Said[]} */
    this.notes = [];
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    return html`
      <div role="status">${this.#list(this.mistakes, 'mistakes', 'page.problems.mistakes')}</div>
      ${this.#list(this.notes, 'notes', 'page.problems.notes')}
    `;
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
