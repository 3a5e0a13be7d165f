import { LitElement, css, html, nothing } from 'lit';
import { controls, emit, icons } from './controls.js';
import { getAt, isObject, spaceOf } from './edit.js';
import { mistakesAt } from './form-context.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('../lib/types').Json} Json */

/**
 * What every configuration must keep, such as "units.1 <= units.0": one line each.
 *
 * @property context  the form it stands in
 * @fires edit  {import('./edit.js').Edit}
 */
export class ConstraintList extends LitElement {
  static properties = { context: { attribute: false } };

  static styles = [
    controls,
    css`
      h4 {
        margin: 8px 0 2px;
        font-size: 13px;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 28px;
        gap: 8px;
        align-items: center;
        min-height: 32px;
      }
      input[type='text'] {
        font-family: var(--mono);
        font-size: 12.5px;
      }
      p {
        margin: 2px 0;
        overflow-wrap: anywhere;
      }
      @media (pointer: coarse) {
        .line {
          grid-template-columns: minmax(0, 1fr) 36px;
          min-height: 40px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** A line that is not in the file yet. */
    this.fresh = false;
  }

  render() {
    const { context } = this;
    if (!context) return nothing;
    const { t, draft } = context;
    const said = draft.constraints;
    const lines = Array.isArray(said) ? said : [];
    const names = Object.keys(spaceOf(draft));
    if (names.length === 0 && lines.length === 0) return nothing;
    const own = context.mistakes.filter((mistake) => mistake.path === 'constraints');
    return html`
      <h4 id="title">${t('page.constraints')}</h4>
      <ul aria-labelledby="title">
        ${lines.map((line, i) => this.#line(line, i, mistakesAt(context, `constraints.${i}`)))}
        ${this.fresh ? this.#line('', lines.length, []) : nothing}
      </ul>
      ${own.map(({ text }) => html`<p class="mistake">${text}</p>`)}
      <p><button type="button" @click=${this.#add}>${t('page.constraints.add')}</button></p>
      ${lines.length || this.fresh ? html`<p class="muted" id="help">${t('page.constraints.help', { names: writable(draft, names).join(', ') })}</p>` : nothing}
    `;
  }

  /** @param {Json} line @param {number} i @param {string[]} mistakes */
  #line(line, i, mistakes) {
    const { t } = /** @type {FormContext} */ (this.context);
    const text = typeof line === 'string' ? line : JSON.stringify(line);
    return html`<li>
      <div class="line">
        <input type="text" spellcheck="false" autocomplete="off" autocapitalize="off" .value=${text} data-at=${i}
          aria-label=${t('page.constraints.one', { index: i + 1 })} aria-describedby="help" aria-invalid=${mistakes.length > 0}
          placeholder=${i === 0 ? 'units.1 <= units.0' : ''}
          @change=${(/** @type {any} */ e) => this.#set(i, e.target.value)} />
        <button class="quiet icon" type="button" aria-label=${t('page.constraints.remove', { index: i + 1 })}
          title=${t('page.constraints.remove', { index: i + 1 })} @click=${() => this.#set(i, '')}>${icons.remove}</button>
      </div>
      ${mistakes.map((mistake) => html`<p class="mistake">${mistake}</p>`)}
    </li>`;
  }

  async #add() {
    this.fresh = true;
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLInputElement | undefined} */ (
      [...this.renderRoot.querySelectorAll('input')].at(-1)
    )?.focus();
  }

  /** @param {number} i @param {string} typed */
  #set(i, typed) {
    const said = getAt(/** @type {FormContext} */ (this.context).draft, ['constraints']);
    const lines = Array.isArray(said) ? said.slice() : [];
    if (i >= lines.length) this.fresh = false;
    if (i >= lines.length && typed.trim() === '') return this.requestUpdate();
    if (typed.trim() === '') lines.splice(i, 1);
    else lines[i] = typed.trim();
    emit(this, 'edit', {
      op: 'set',
      path: ['constraints'],
      value: lines.length ? lines : undefined,
    });
  }
}

/** The names as a constraint writes them: of a parameter with a value for each repetition the first two. @param {Json} draft @param {string[]} names */
function writable(draft, names) {
  const each = new Set();
  const walk = (/** @type {Json | undefined} */ value) => {
    if (isObject(value) && value.each === true) each.add(value.param);
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(getAt(draft, ['model']));
  return names.flatMap((name) => (each.has(name) ? [`${name}.0`, `${name}.1`] : [name]));
}

customElements.define('constraint-list', ConstraintList);
