import { LitElement, css, html } from 'lit';
import { formatCount } from '../charts/format.js';
import { breakable, controls } from './controls.js';

const SHARES = /** @type {const} */ (['precision', 'recall', 'f1']);

/**
 * How well each class was found: precision, recall, F1, rows.
 *
 * @property classes  {import('../lib/predict-classes.js').ClassReport[]}
 * @property t        the dictionary
 */
export class ClassReportTable extends LitElement {
  static properties = {
    classes: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      td,
      th {
        padding: 4px 0 4px 8px;
        border-bottom: 1px solid var(--hair);
        font-weight: 400;
        text-align: end;
      }
      th:first-child {
        padding-inline: 0 8px;
        text-align: start;
        overflow-wrap: anywhere;
      }
      thead th {
        color: var(--muted);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {readonly import('../lib/predict-classes.js').ClassReport[]} */
    this.classes = [];
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { classes, t } = this;
    return html`<table aria-label=${t('page.classes.title')}>
      <thead><tr>${['name', ...SHARES, 'rows'].map((key) => html`<th scope="col">${t(`page.classes.${key}`)}</th>`)}</tr></thead>
      <tbody>${classes.map(
        (each) =>
          html`<tr><th scope="row">${breakable(each.name)}</th>${SHARES.map((key) => html`<td>${each[key].toFixed(3)}</td>`)}<td>${formatCount(each.rows)}</td></tr>`,
      )}</tbody></table>`;
  }
}

customElements.define('class-report', ClassReportTable);
