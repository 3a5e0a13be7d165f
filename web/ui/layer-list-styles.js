/** The look of the list of layers. */
import { css } from 'lit';

export const styles = css`
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    padding: 0 0 8px;
  }
  li:last-child {
    border-bottom: 1px solid var(--line);
  }
  li:focus {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  /* The line between two cards; a + on it where a layer may come between them. */
  .insert {
    position: relative;
    display: block;
    width: 100%;
    height: 16px;
    margin: -1px 0 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
  }
  .insert::before {
    content: '';
    position: absolute;
    inset: 50% 0 auto;
    border-top: 1px solid var(--line);
  }
  li:first-child .insert:not(:hover, :focus-visible, [aria-expanded='true'])::before {
    border-color: transparent;
  }
  .insert:hover::before,
  .insert:focus-visible::before,
  .insert[aria-expanded='true']::before {
    border-color: var(--muted);
  }
  .insert span {
    position: absolute;
    inset: 50% auto auto 50%;
    width: 18px;
    height: 18px;
    border: 1px solid var(--muted);
    border-radius: 50%;
    background: var(--field);
    line-height: 15px;
    text-align: center;
    opacity: 0;
    transform: translate(-50%, -50%);
  }
  .insert:hover span,
  .insert:focus-visible span,
  .insert[aria-expanded='true'] span {
    opacity: 1;
  }
  @media (pointer: coarse) {
    .insert {
      height: 32px;
    }
    .insert span {
      width: 24px;
      height: 24px;
      line-height: 21px;
      opacity: 1;
    }
  }
  .between {
    padding: 0 0 8px;
    border-bottom: 1px solid var(--line);
  }
  .head {
    display: flex;
    align-items: center;
    min-height: 28px;
  }
  .name {
    flex: 1;
    font-weight: 600;
  }
  .size {
    min-height: 16px;
    margin: -4px 0 2px 26px;
    color: var(--muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .grip {
    margin-inline-start: -6px;
    color: var(--muted);
    cursor: grab;
    touch-action: none;
  }
  li {
    border-top: 2px solid transparent;
  }
  li.before {
    border-top-color: var(--tuned);
  }
  li.after {
    border-bottom: 2px solid var(--tuned);
  }
  li.held {
    opacity: 0.6;
  }
  .index {
    margin-inline-end: 8px;
    color: var(--muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .inner {
    margin: 4px 0 0 4px;
    padding-inline-start: 12px;
    border-inline-start: 1px solid var(--line);
  }
  p {
    margin: 8px 0 0;
  }
`;
