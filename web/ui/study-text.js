import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';
import { lineAt, marksOf, placesOf, spanOf, tunedSpans } from './json-places.js';

/** @typedef {ReturnType<typeof marksOf>[number]} Mark */

/** How long after the last key the text counts as meant. */
const PAUSE_MS = 200;

/**
 * The study file as text, with its mistakes where they are.
 *
 * @property text      the file
 * @property t         the dictionary
 * @property mistakes  {path, text, line?}[]
 * @fires text  string: the whole text, a moment after it was changed
 */
export class StudyText extends LitElement {
  static properties = {
    text: { attribute: false },
    t: { attribute: false },
    mistakes: { attribute: false },
    said: { state: true },
  };

  static styles = [
    controls,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      .editor {
        position: relative;
        display: flex;
        flex: 1;
        min-height: 320px;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--field);
        font: 12.5px / 19px var(--mono);
      }
      .editor:focus-within {
        outline: 2px solid var(--focus);
        outline-offset: 1px;
      }
      .editor.wrong {
        border-color: var(--bad);
      }
      .gutter {
        position: relative;
        flex: none;
        width: 40px;
        overflow: hidden;
        border-inline-end: 1px solid var(--hair);
        color: var(--muted);
        text-align: end;
        user-select: none;
      }
      .numbers {
        position: absolute;
        inset: 0 0 auto;
        padding: 8px 6px 8px 0;
        font-size: 11px;
        white-space: pre;
      }
      .gutter button {
        position: absolute;
        inset-inline: 0;
        width: 100%;
        height: 19px;
        padding: 0 6px 0 0;
        border: 0;
        border-radius: 0;
        background: var(--bad-wash);
        color: var(--bad);
        font: inherit;
        font-weight: 700;
        text-align: end;
      }
      .gutter button::before {
        content: '!';
        position: absolute;
        inset-inline-start: 5px;
      }
      .page {
        position: relative;
        flex: 1;
        min-width: 0;
        overflow: hidden;
      }
      .under,
      textarea {
        margin: 0;
        padding: 8px;
        border: 0;
        font: 12.5px / 19px var(--mono);
        tab-size: 2;
        white-space: pre;
      }
      .under {
        position: absolute;
        inset: 0 auto auto 0;
        color: transparent;
        pointer-events: none;
      }
      mark {
        border-radius: 2px;
        background: var(--bad-wash);
        color: transparent;
        text-decoration: underline wavy var(--bad);
        text-decoration-skip-ink: none;
        text-underline-offset: 2px;
      }
      .tuned {
        border-radius: 2px;
        background: var(--tuned-wash);
        box-shadow: 0 1px var(--tuned);
      }
      textarea {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        border-radius: 0;
        background: transparent;
        resize: none;
        scrollbar-width: thin;
      }
      textarea:focus-visible {
        outline: none;
      }
      @media (max-width: 1099px) {
        .editor {
          min-height: max(320px, 60dvh);
        }
      }
      .says {
        min-height: 20px;
        margin: 4px 0 0;
        color: var(--bad);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    /** @type {{path: string, text: string, line?: number}[]} */
    this.mistakes = [];
    /** The line whose mistakes are told, from 0. @type {number | null} */
    this.said = null;
    /** @type {Mark[]} */
    this.marks = [];
    /** Where the text speaks of parameters. @type {import('./json-places.js').Span[]} */
    this.tuned = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#say();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('text') || changed.has('mistakes'))
      this.marks = marksOf(this.text, this.mistakes);
    if (changed.has('text')) this.tuned = tunedSpans(this.text);
  }

  render() {
    const { t, marks, text, said } = this;
    const lines = text.split('\n').length;
    /** @type {Map<number, Mark[]>} */
    const byLine = new Map();
    for (const mark of marks) byLine.set(mark.line, [...(byLine.get(mark.line) ?? []), mark]);
    const told = said === null ? [] : (byLine.get(said) ?? []);
    return html`
      <div class="editor ${marks.length ? 'wrong' : ''}">
        <div class="gutter">
          <div class="rail">
            <div class="numbers" aria-hidden="true">${Array.from({ length: lines }, (_, i) => i + 1).join('\n')}</div>
            ${[...byLine].map(
              ([line, all]) => html`<button type="button" .line=${line}
                aria-label=${t('page.file.mark', { line: line + 1, text: all.map((mark) => mark.text).join('; ') })}
                title=${all.map((mark) => mark.text).join('\n')}
                @click=${() => this.#goTo(all[0])} @mouseenter=${() => this.#tell(line)} @focus=${() => this.#tell(line)}
                @mouseleave=${() => this.#tell(null)}>${line + 1}</button>`,
            )}
          </div>
        </div>
        <div class="page">
          <pre class="under" aria-hidden="true">${this.#marked()}</pre>
          <textarea spellcheck="false" autocomplete="off" autocapitalize="off" aria-invalid=${marks.length > 0}
            aria-label=${t('page.file.label')} aria-describedby="says" .value=${text}
            @input=${this.#later} @change=${this.#say} @scroll=${this.#scroll} @keyup=${this.#caret} @click=${this.#caret}></textarea>
        </div>
      </div>
      ${marks.length ? html`<p class="says" id="says" aria-live="polite">${told.map((mark) => mark.text).join('; ') || t('page.file.marks', { count: marks.length })}</p>` : nothing}
    `;
  }

  updated() {
    // The policy of the page has no style attributes.
    for (const button of this.renderRoot.querySelectorAll('.gutter button')) {
      const { line, style } = /** @type {any} */ (button);
      style.top = `${8 + 19 * line}px`;
    }
    this.#under(false);
    this.#scroll();
  }

  /** The text once more, unseen but for what is under its mistakes. */
  #marked() {
    const parts = [];
    let at = 0;
    const wrong = this.marks.map(({ start, end }) => ({ start, end, wrong: true }));
    const tuned = this.tuned
      .filter(({ start, end }) => !wrong.some((mark) => mark.start < end && start < mark.end))
      .map((span) => ({ ...span, wrong: false }));
    for (const { start, end, wrong: bad } of [...wrong, ...tuned].sort(
      (a, b) => a.start - b.start,
    )) {
      if (start < at) continue;
      const words = this.text.slice(start, end) || ' ';
      parts.push(this.text.slice(at, start));
      parts.push(bad ? html`<mark>${words}</mark>` : html`<span class="tuned">${words}</span>`);
      at = end;
    }
    return [...parts, this.text.slice(at)];
  }

  get area() {
    return this.renderRoot.querySelector('textarea');
  }

  /** @param {boolean} hidden */
  #under(hidden) {
    const under = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.under'));
    if (under) under.hidden = hidden;
  }

  #scroll() {
    const { area } = this;
    if (!area) return;
    const { scrollTop, scrollLeft } = area;
    const move = (/** @type {string} */ part, /** @type {string} */ to) => {
      const element = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(part));
      if (element) element.style.transform = to;
    };
    move('.under', `translate(${-scrollLeft}px, ${-scrollTop}px)`);
    move('.rail', `translateY(${-scrollTop}px)`);
  }

  /** @param {number | null} line */
  #tell(line) {
    this.said = line;
  }

  /** The mistakes of the line that the caret is in. */
  #caret() {
    const { area } = this;
    if (area) this.said = lineAt(area.value, area.selectionStart);
  }

  /** Shows the place of a path. @param {string} path */
  reveal(path) {
    const mark = this.marks.find((each) => each.path === path);
    const span = mark ?? spanOf(placesOf(this.text), path);
    if (span) this.#goTo({ ...span, line: lineAt(this.text, span.start) });
  }

  /** @param {{start: number, end: number, line: number}} mark */
  #goTo({ start, end, line }) {
    const { area } = this;
    if (!area) return;
    area.focus();
    area.setSelectionRange(start, end);
    area.scrollTop = Math.max(0, 8 + 19 * line - area.clientHeight / 2);
    this.#tell(line);
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#say(), PAUSE_MS);
    this.#under(true); // until it is known what the new text is
  }

  #say() {
    clearTimeout(this.timer);
    const { area } = this;
    if (!area || area.value === this.text) return;
    this.text = area.value;
    emit(this, 'text', area.value);
  }
}

customElements.define('study-text', StudyText);
