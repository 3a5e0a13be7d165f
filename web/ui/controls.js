/** Styles and small helpers that the elements share. Colours and spaces are custom properties of page.css. */
import { css, html, svg } from 'lit';

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Translate */

export const controls = css`
  :host {
    display: block;
  }
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  input[type='text'],
  select,
  textarea {
    width: 100%;
    min-width: 0;
    height: 28px;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--field);
    font-variant-numeric: tabular-nums;
  }
  select {
    padding-inline-end: 2px;
  }
  input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  input[type='text']:hover,
  select:hover,
  textarea:hover {
    border-color: var(--muted);
  }
  input[aria-invalid='true'],
  select[aria-invalid='true'] {
    border-color: var(--bad);
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--ink);
  }
  button {
    height: 28px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--field);
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    border-color: var(--muted);
  }
  button:disabled {
    color: var(--muted);
    opacity: 0.6;
    cursor: default;
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
  }
  button.icon {
    display: inline-grid;
    place-items: center;
    width: 28px;
    padding: 0;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  svg {
    display: block;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .mistake {
    margin: 2px 0 4px;
    color: var(--bad);
    overflow-wrap: anywhere;
  }
  .muted {
    color: var(--muted);
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  summary {
    width: fit-content;
    padding: 4px 0;
    color: var(--muted);
    cursor: pointer;
  }
  summary:hover {
    color: var(--ink);
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='false'] {
      border-color: Canvas !important;
    }
    .track,
    .bar,
    .key span::before {
      forced-color-adjust: none;
    }
  }
  @media print {
    .take,
    button:not(th button, td button) {
      display: none !important;
    }
    tr,
    figure {
      break-inside: avoid;
    }
    h3 {
      break-after: avoid;
    }
    select {
      border: 0;
      background: none;
      appearance: none;
    }
  }
  @media (pointer: coarse) {
    input[type='text'],
    select,
    button {
      height: 36px;
    }
    button.icon {
      width: 36px;
    }
  }
`;

export const icons = {
  /** A dial: off points up, on to the side. */
  dial: (/** @type {boolean} */ on) => svg`<svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="M3.4 12.6a6.5 6.5 0 1 1 9.2 0" /><path d=${on ? 'M8 8l3.4-2.6' : 'M8 8V3.8'} />
    <circle cx="8" cy="8" r="1.1" fill="currentColor" /></svg>`,
  up: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 9.5l4-4 4 4" /></svg>`,
  down: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5l4 4 4-4" /></svg>`,
  grip: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4.5 5.5h7M4.5 8h7M4.5 10.5h7" /></svg>`,
  remove: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4.5 4.5l7 7m0-7l-7 7" /></svg>`,
  play: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 3.2v9.6l8-4.8z" fill="currentColor" /></svg>`,
  pause: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.2 3.5v9M10.8 3.5v9" stroke-width="2.6" stroke-linecap="butt" /></svg>`,
  stop: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" /></svg>`,
};

export const chartIcons = {
  full: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3H3v3M10 3h3v3M6 13H3v-3M10 13h3v-3" /></svg>`,
  small: svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 6h3V3M13 6h-3V3M3 10h3v3M13 10h-3v3" /></svg>`,
};

/**
 * Sends a bubbling event out of all shadow trees.
 * @param {EventTarget} from
 * @param {string} name
 * @param {unknown} [detail]
 */
export function emit(from, name, detail) {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

/** A name that may break after its underscores. @param {string} name */
export function breakable(name) {
  return name.split(/(?<=_)/).map((part) => html`${part}<wbr>`);
}

/**
 * The word for a field, in the reader's language where the dictionary has one.
 * @param {Translate} t
 * @param {string} name
 */
export function labelOf(t, name) {
  return wordOr(t, `page.field.${name}`, name.replaceAll('_', ' '));
}

/**
 * A text of the dictionary, or another where the dictionary has none.
 * @param {Translate} t
 * @param {string} key
 * @param {string} otherwise
 */
export function wordOr(t, key, otherwise) {
  const text = t(key);
  return text === key || text === '' ? otherwise : text;
}
