import { LitElement, css, html } from 'lit';
import { controls, emit, wordOr } from './controls.js';
import { LAYER_GROUPS, REPEAT, STACK } from './layer-kinds.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */

/** What is offered without another click. */
const FIRST_GROUP = 'dense';

/**
 * The kinds of layers that may be added, by what they are for.
 *
 * @property context  the form it stands in
 * @property index    before which layer, counted from 1; 0: at the end
 * @property repeated whether they are repeated there already
 * @fires add-layer  string: the kind
 */
export class LayerMenu extends LitElement {
  static properties = {
    context: { attribute: false },
    index: { attribute: false },
    repeated: { type: Boolean },
  };

  static styles = [
    controls,
    css`      .add {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        padding: 8px 0 0;
      }
      .add button {
        padding: 0 5px;
      }
      .groups {
        margin: 0;
      }
      .groups dt {
        margin-top: 4px;
        color: var(--muted);
      }
      .groups .add {
        margin: 0;
        padding-top: 2px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    this.index = 0;
    this.repeated = false;
  }

  render() {
    const { context } = this;
    if (!context) return html``;
    const { t } = context;
    const others = Object.keys(LAYER_GROUPS).filter((group) => group !== FIRST_GROUP);
    return html`
      <div class="add">${this.#buttons(context, FIRST_GROUP)}</div>
      <details><summary>${t('page.layers.others')}</summary>
        <dl class="groups">
          ${others.map((group) => html`<dt>${t(`page.layers.group.${group}`)}</dt><dd class="add">${this.#buttons(context, group)}</dd>`)}
        </dl>
      </details>
    `;
  }

  /** @param {FormContext} context @param {string} group */
  #buttons(context, group) {
    const { t } = context;
    const { index } = this;
    const key = index ? 'page.layers.insertIt' : 'page.layers.add';
    return Object.keys(LAYER_GROUPS[group])
      .filter((kind) => kind !== REPEAT || !this.repeated)
      .map(
        (kind) => html`<button type="button" title=${helpOf(context, kind)}
          aria-label=${t(key, { layer: kind, index })} @click=${() => emit(this, 'add-layer', kind)}>+ ${kind}</button>`,
      );
  }
}

/** What a kind of layer does. @param {FormContext} context @param {string} kind */
export function helpOf({ t, schema }, kind) {
  if (kind === STACK || kind === REPEAT) return t(`page.layers.${kind}`);
  const row = schema.tables.layers.find(({ name }) => name === kind);
  return wordOr(t, `schema.layers.${kind}`, row?.help ?? '');
}

customElements.define('layer-menu', LayerMenu);
