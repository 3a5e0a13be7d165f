/** How the trial table looks. */
import { css } from 'lit';

/** Every row is as high as this: those out of sight are not drawn. */
export const ROW_PX = 28;

export const trialTableStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .edge {
    position: absolute;
    z-index: 2;
    inset: 0 0 0 auto;
    width: 28px;
    background: linear-gradient(to right, transparent, var(--panel));
    pointer-events: none;
  }
  .scroll {
    flex: 1;
    min-height: var(--table-height, 264px);
    max-height: var(--table-max, none);
    position: relative; /* holds the hidden texts of its rows */
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }
  th {
    position: sticky;
    z-index: 1;
    top: 0;
    padding: 0;
    border-bottom: 1px solid var(--line);
    background: var(--panel);
    text-align: start;
    font-weight: 400;
  }
  th button {
    display: block;
    width: 100%;
    height: auto;
    min-height: 28px;
    padding: 2px 6px;
    border: 0;
    background: none;
    color: var(--muted);
    line-height: 1.2;
    text-align: inherit;
  }
  th.tuned span {
    display: -webkit-box;
    max-width: 120px;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    white-space: normal;
  }
  th.tuned button {
    color: var(--tuned);
    font-size: 12px;
    font-weight: 600;
  }
  td {
    height: ${ROW_PX}px;
    padding: 0 6px;
    border-bottom: 1px solid var(--hair);
    white-space: nowrap;
    max-width: 180px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  th.number,
  td.number {
    text-align: end;
  }
  tr.spare td {
    height: auto;
    padding: 0;
    border: 0;
  }
  tbody tr:not(.spare) {
    cursor: pointer;
  }
  tbody tr:not(.spare):hover {
    background: var(--sunk);
  }
  tr.best td {
    font-weight: 600;
  }
  tr.best .value {
    color: var(--best);
  }
  tbody tr.hovered {
    background: var(--sunk);
  }
  tr[aria-selected='true'] {
    background: var(--sunk);
  }
  tr[aria-selected='true'] td:first-child {
    box-shadow: inset 3px 0 var(--ink);
  }
  .shape {
    display: inline-block;
    width: 16px;
    color: var(--muted);
  }
  .failed .state,
  .failed .shape {
    color: var(--bad);
  }
  .complete .shape {
    color: var(--trial);
  }
  .state {
    min-width: 60px;
  }
  .value {
    min-width: 116px;
  }
  .seconds {
    min-width: 56px;
  }
  .std {
    color: var(--muted);
    font-weight: 400;
  }
  @media print {
    .edge {
      display: none;
    }
    .scroll {
      overflow: visible;
      max-height: none;
    }
  }
  .wait {
    padding: 16px 8px;
    color: var(--muted);
  }
`;
