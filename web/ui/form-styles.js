/** Looks that several parts of the form share. */
import { css } from 'lit';

/** A name, its value, and room for a dial. */
export const rows = css`
  .row {
    display: grid;
    grid-template-columns: minmax(92px, 5fr) minmax(0, 6fr) 28px;
    gap: 8px;
    align-items: center;
    min-height: 32px;
  }
  @media (pointer: coarse) {
    .row {
      grid-template-columns: minmax(92px, 5fr) minmax(0, 6fr) 36px;
      min-height: 40px;
    }
  }
`;

/** A button that is a field for files. */
export const fileFields = css`
  .file {
    position: relative;
    display: inline-flex;
    flex: none;
    align-items: center;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--field);
    cursor: pointer;
  }
  .file:hover {
    border-color: var(--muted);
  }
  .file:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .file input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
    font-size: 0;
  }
`;
