import { LitElement, css, html } from 'lit';
import { controls, emit } from './controls.js';

/** How long after the last key the text counts as meant. */
const PAUSE_MS = 200;

/**
 * The study file as text.
 *
 * @property text    the file
 * @property t       the dictionary
 * @property wrong   whether the text is not a study
 * @fires text  string: the whole text, a moment after it was changed
 */
export class StudyText extends LitElement {
  static properties = {
    text: { attribute: false },
    t: { attribute: false },
    wrong: { type: Boolean },
  };

  static styles = [
    controls,
    css`
      :host,
      label {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      textarea {
        flex: 1;
        height: auto;
        min-height: 320px;
        padding: 8px;
        resize: none;
        font: 12.5px/1.5 var(--mono);
        tab-size: 2;
        white-space: pre;
        scrollbar-width: thin;
      }
      textarea[aria-invalid='true'] {
        border-color: var(--bad);
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
    this.wrong = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#say();
  }

  render() {
    return html`<label><span class="hidden-text">${this.t('page.file.label')}</span>
      <textarea spellcheck="false" autocomplete="off" autocapitalize="off" aria-invalid=${this.wrong} .value=${this.text}
        @input=${this.#later} @change=${this.#say}></textarea></label>`;
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#say(), PAUSE_MS);
  }

  #say() {
    clearTimeout(this.timer);
    const area = this.renderRoot.querySelector('textarea');
    if (!area || area.value === this.text) return;
    this.text = area.value;
    emit(this, 'text', area.value);
  }
}

customElements.define('study-text', StudyText);
