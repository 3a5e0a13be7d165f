import { html, nothing } from 'lit';
import { formatNumber } from '../charts/format.js';
import { emit } from './controls.js';

/** More rows than these are for the file. */
const MOST_ROWS = 200;

/** Whether a number has more digits than are read; the file has them all. @param {unknown} cell @returns {cell is number} */
const isLong = (cell) => typeof cell === 'number' && formatNumber(cell) !== String(cell);

/**
 * The table twin of a chart: what it shows as numbers, a row for each trial where there are some.
 * @param {import('./chart-card.js').ChartCard} card @param {string} title @param {import('../charts/look.js').Look['t']} t
 */
export function tableTwin(card, title, t) {
  const { columns, rows, trials } = card.said.table ?? {
    columns: [],
    rows: [],
    trials: undefined,
  };
  const shown = rows.slice(0, MOST_ROWS);
  const numeric = columns.map((_, at) => shown.every((row) => typeof row[at] !== 'string'));
  const trialOf = (/** @type {number} */ at) => trials?.[at] ?? null;
  return html`<div class="twin" tabindex="0" role="region" aria-label=${title}>
    <table aria-label=${title}>
      <thead><tr>${columns.map((name, at) => html`<th scope="col" class=${numeric[at] ? 'number' : ''}>${name}</th>`)}</tr></thead>
      <tbody>${shown.map(
        (
          row,
          at,
        ) => html`<tr aria-selected=${trials ? trialOf(at) !== null && trialOf(at) === card.selected : nothing}
          @click=${() => trialOf(at) !== null && emit(card, 'select-trial', trialOf(at))}>
          ${row.map((cell, column) => html`<td class=${numeric[column] ? 'number' : ''} title=${isLong(cell) ? String(cell) : nothing}>${isLong(cell) ? formatNumber(cell) : (cell ?? '–')}</td>`)}</tr>`,
      )}</tbody>
    </table>
    ${rows.length > MOST_ROWS ? html`<p class="muted">${t('chart.tableSome', { rows: MOST_ROWS, of: rows.length })}</p>` : nothing}
  </div>`;
}
