/** The look of the first view of the data. */
import { css } from 'lit';

export const styles = css`
  .own {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    margin: 4px 0 8px;
  }
  .file {
    height: 28px;
    border: 1px dashed var(--muted);
    background: none;
  }
  .file:hover {
    border-color: var(--ink);
  }
  .own span {
    flex: 1 1 140px;
    font-size: 12px;
  }
  h4 {
    margin: 8px 0 2px;
    font-size: 13px;
  }
  p {
    margin: 2px 0;
    overflow-wrap: anywhere;
  }
  .wait {
    min-height: 28px;
  }
  /* About what will stand there. */
  .coming {
    min-height: 300px;
  }
  .plot {
    width: 100%;
    height: auto;
    border-radius: var(--radius);
    background: var(--sunk);
    stroke: none;
  }
  .small {
    font-size: 12px;
  }
  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(44px, 1fr));
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .pictures li {
    min-width: 0;
    overflow: hidden;
    color: var(--muted);
    font-size: 12px;
    text-align: center;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  canvas {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    image-rendering: pixelated;
    border-radius: 3px;
    background: var(--sunk);
  }
  .texts {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .texts li {
    padding: 4px 0;
    border-bottom: 1px solid var(--hair);
    overflow-wrap: anywhere;
    line-height: 1.35;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
    border: 1px solid var(--hair);
    border-radius: var(--radius);
    scrollbar-width: thin;
  }
  table {
    min-width: 100%;
    border-collapse: collapse;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    max-width: 140px;
    padding: 2px 8px;
    overflow: hidden;
    border-bottom: 1px solid var(--hair);
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  tr:last-child td {
    border-bottom: 0;
  }
  .kind {
    max-width: none;
    padding: 0 2px 2px;
  }
  .target {
    font-weight: 600;
  }
  th.target::after {
    content: ' ◎';
  }
  .unused {
    color: var(--muted);
    text-decoration: line-through;
  }
  .number {
    text-align: end;
  }
  .bars {
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(60px, 1fr) auto;
    gap: 2px 8px;
    align-items: center;
    margin: 0;
    font-size: 12px;
  }
  .many {
    grid-template-columns: repeat(2, minmax(0, auto) minmax(16px, 1fr) auto);
  }
  .bars dt {
    overflow: hidden;
    max-width: 110px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bars dd {
    display: contents;
  }
  .bar {
    width: 100%;
    height: 8px;
    stroke: none;
  }
  .count {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .split {
    width: 100%;
    height: 14px;
    border-radius: 3px;
    stroke: var(--panel);
    stroke-width: 1;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    font-size: 12px;
  }
  .key span::before {
    content: '';
    display: inline-block;
    width: 9px;
    height: 9px;
    margin-inline-end: 4px;
    border-radius: 2px;
    background: var(--mark);
  }
  .train {
    --mark: var(--trial);
    fill: var(--trial);
  }
  .held {
    --mark: var(--best);
    fill: var(--best);
  }
  .test {
    --mark: var(--miss);
    fill: var(--miss);
  }
  .left {
    --mark: var(--line);
    fill: var(--line);
  }
  .notes {
    margin: 0;
    padding-inline-start: 16px;
    font-size: 12px;
  }
  @media (pointer: coarse) {
    .file {
      height: 44px;
    }
  }
`;
