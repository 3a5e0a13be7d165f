import { css } from 'lit';

/** What says in a few words what a study is: headings, sentences, the table of its space. */
export const aboutStyles = css`
  h3 {
    margin: 16px 0 4px;
    font-size: 13px;
  }
  p {
    margin: 4px 0;
    overflow-wrap: anywhere;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 0;
    border-bottom: 1px solid var(--hair);
    vertical-align: baseline;
    overflow-wrap: anywhere;
  }
  th {
    padding-inline-end: 8px;
    color: var(--tuned);
    text-align: start;
  }
  td {
    text-align: end;
  }
`;
