import { css } from 'lit';

/** A dialog that lies over the page: a head with its title and its closing button, which stays in sight, and what scrolls under it. */
export const dialogStyles = css`
  dialog {
    width: min(var(--dialog-width, 1120px), calc(100vw - 24px));
    max-width: none;
    max-height: calc(100dvh - 24px);
    padding: 0 16px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--panel);
    color: var(--ink);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: color-mix(in srgb, var(--paper) 70%, transparent);
  }
  .head {
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 12px 0;
    background: var(--panel);
  }
  h2 {
    margin: 0;
    font-size: 18px;
  }
`;
