import { css } from 'lit';

export const cardStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  figure {
    display: flex;
    flex-direction: column;
    margin: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    justify-content: flex-end;
    min-height: 28px;
  }
  h3 {
    flex: 1;
    margin: 0;
    font-size: 15px;
    white-space: nowrap;
  }
  select {
    width: auto;
    max-width: 100%;
    flex: none;
    field-sizing: content;
    height: 24px;
    padding: 0 4px;
    border-color: transparent;
    color: var(--muted);
    text-overflow: ellipsis;
  }
  /* Its place is kept before there are words: where they take more lines than two, and the small print more than one, the plot gives
     up to a quarter of its height. */
  .body {
    --height: var(--chart-height, 220px);
    display: flex;
    flex-direction: column;
    min-height: calc(62px + var(--height));
  }
  .body.steps {
    min-height: calc(98px + var(--height));
  }
  .says {
    min-height: 34px;
    max-width: 90ch;
    margin: 0;
    color: var(--muted);
    font-size: 12px;
    line-height: 17px;
    overflow-wrap: anywhere;
  }
  .plot,
  .twin {
    position: relative;
    flex: 1 0 calc(0.75 * var(--height));
    min-height: 0;
  }
  canvas {
    position: absolute;
    inset: 0;
  }
  .axes {
    position: absolute;
    inset: 8px 12px 40px 44px;
    width: calc(100% - 56px);
    height: calc(100% - 48px);
    border: solid var(--line);
    border-width: 0 0 1px 1px;
    stroke: var(--hair);
  }
  .wait {
    position: absolute;
    inset: 0 8px 40px 56px;
    display: grid;
    place-content: center;
    margin: 0;
    color: var(--muted);
    text-align: center;
    text-wrap: balance;
  }
  .wait span {
    max-width: 40ch;
    padding: 4px 8px;
    background: var(--panel);
  }
  .wait.failed {
    color: var(--bad);
  }
  .busy {
    display: inline-block;
    width: 12px;
    height: 12px;
    border: 2px solid var(--line);
    border-top-color: var(--ink);
    border-radius: 50%;
    vertical-align: -2px;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .twin {
    overflow: auto;
    scrollbar-width: thin;
    font-size: 12px;
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }
  th {
    position: sticky;
    top: 0;
    background: var(--panel);
    color: var(--muted);
    font-weight: 400;
  }
  th,
  td {
    height: 24px;
    padding: 0 8px 0 0;
    border-bottom: 1px solid var(--hair);
    text-align: start;
    white-space: nowrap;
  }
  .number {
    text-align: end;
  }
  tr[aria-selected] {
    cursor: pointer;
  }
  tr[aria-selected]:hover,
  tr[aria-selected='true'] {
    background: var(--sunk);
  }
  tr[aria-selected='true'] td:first-child {
    box-shadow: inset 3px 0 var(--ink);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: start;
    min-height: 28px;
  }
  .note {
    flex: 1 1 auto;
    min-width: 0;
    max-width: 100%;
    margin: 0;
    padding-top: 4px;
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    overflow-wrap: anywhere;
  }
  .take {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }
  .take button {
    padding: 0 6px;
    color: var(--muted);
    font-size: 12px;
  }
  .take button.icon {
    padding: 0;
  }
  .take button[aria-pressed='true'] {
    background: var(--sunk);
    color: var(--ink);
  }
  dialog {
    width: calc(100vw - 32px);
    height: calc(100dvh - 32px);
    max-width: none;
    max-height: none;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--panel);
    color: inherit;
  }
  dialog::backdrop {
    background: color-mix(in srgb, var(--paper) 70%, transparent);
  }
  dialog figure {
    height: 100%;
  }
  dialog .body {
    flex: 1;
    min-height: 0;
  }
  dialog .plot,
  dialog .twin {
    flex: 1;
  }
  @media (max-width: 699px) {
    .body.steps {
      min-height: calc(132px + var(--height)); /* the slider has two rows */
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .busy {
      animation: none;
    }
  }
  @media print {
    .take,
    select {
      display: none;
    }
  }
`;
