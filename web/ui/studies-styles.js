import { css } from 'lit';

export const studiesStyles = css`
  h3 {
    margin: 0;
    font-size: 15px;
  }
  p {
    margin: 0 0 8px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-bottom: 12px;
  }
  .scroll {
    position: relative; /* holds the hidden texts of what scrolls */
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th {
    padding: 4px 8px;
    color: var(--muted);
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }
  td,
  tbody th {
    padding: 6px 8px;
    border-top: 1px solid var(--hair);
    vertical-align: middle;
  }
  tbody th {
    color: inherit;
    white-space: normal;
  }
  tr[aria-current='true'] {
    background: var(--sunk);
  }
  .number {
    text-align: end;
  }
  .name {
    min-width: 120px;
    overflow-wrap: anywhere;
  }
  .name button {
    height: auto;
    min-height: 28px;
    padding: 4px 0;
    border: 0;
    background: none;
    font-weight: 600;
    text-align: start;
    white-space: normal;
    text-decoration: underline;
    text-decoration-color: var(--line);
    text-underline-offset: 3px;
  }
  .name button:hover {
    text-decoration-color: currentColor;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    justify-content: flex-end;
  }
  .export {
    width: auto;
  }
  .choose {
    display: inline-grid;
    place-items: center;
    width: 28px;
    height: 28px;
  }
  .params {
    white-space: nowrap; /* the table scrolls */
    font: 12px var(--mono);
  }
  @media (max-width: 759px) {
    .list thead {
      position: absolute;
      clip-path: inset(50%);
    }
    .list tr {
      display: grid;
      grid-template-columns: auto 1fr auto;
      gap: 0 8px;
      padding: 8px 0;
      border-top: 1px solid var(--hair);
    }
    .list td {
      padding: 2px 0;
      border: 0;
    }
    .list td.small {
      color: var(--muted);
    }
    .list td.date,
    .list td.trials {
      grid-column: 2;
    }
    .list td.trials {
      text-align: start;
    }
    .list td.acts {
      grid-column: 1 / -1;
    }
    .list tr > :is(.best, .state, .size, .acts) {
      padding-inline-end: 8px;
    }
    .list .best {
      grid-row: 1;
      grid-column: 3;
      align-self: center;
    }
    .list .name {
      align-self: center;
    }
    .list .state {
      grid-column: 3;
      grid-row: 2;
      text-align: end;
    }
    .list .size {
      grid-column: 3;
      grid-row: 3;
    }
    .choose,
    .acts button,
    .acts select {
      min-width: 44px;
      height: 44px;
    }
  }
`;
