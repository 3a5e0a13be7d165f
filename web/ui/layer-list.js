import { LitElement, html, nothing } from 'lit';
import { controls, emit, icons } from './controls.js';
import { getAt, isObject } from './edit.js';
import { mistakesAt } from './form-context.js';
import { fieldRows } from './form-rows.js';
import { newLayer, REPEAT, STACK } from './layer-kinds.js';
import { styles } from './layer-list-styles.js';
import { helpOf } from './layer-menu.js';
import { rangeText, shapeText } from './network-drawing.js';
import { startDrag } from './reorder.js';
import './field-row.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./form-context.js').FormField} FormField */

/**
 * The layers of a network: add, put in between, remove, move, and the fields of each. The output layer follows from the data.
 *
 * @property context  the form it stands in
 * @property path     where the list stands in the study file
 * @property nested   whether it is the inside of a group
 * @property repeated whether that group, or one around it, is repeated
 * @fires edit  {import('./edit.js').Edit}
 */
export class LayerList extends LitElement {
  static properties = {
    context: { attribute: false },
    path: { attribute: false },
    nested: { type: Boolean },
    repeated: { type: Boolean },
  };

  static styles = [controls, styles];

  /** Where a layer was put in, and how many there are with it. @type {{ at: number, count: number } | null} */
  #fresh = null;

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {import('./edit.js').Path} */
    this.path = [];
    this.nested = false;
    this.repeated = false;
    /** The layer that is dragged, and where it would go. @type {{at: number, to: number} | null} */
    this.drag = null;
    /** Before which layer the menu stands. @type {number | null} */
    this.inserting = null;
    /** What was moved, for those who do not see it. */
    this.moved = '';
  }

  render() {
    const { context } = this;
    if (!context) return nothing;
    const { t } = context;
    const value = getAt(context.draft, this.path);
    const layers = Array.isArray(value) ? value : [];
    const place = this.path.join('.');
    const own = context.mistakes.filter((mistake) => mistake.path === place);
    return html`
      <p class="hidden-text" role="status">${this.moved}</p>
      <ol>${layers.map((layer, at) => this.#layer(layer, at, layers.length))}</ol>
      ${own.map((mistake) => html`<p class="mistake">${mistake.text}</p>`)}
      <layer-menu .context=${context} ?repeated=${this.repeated} @add-layer=${(/** @type {CustomEvent} */ e) => this.#add(e.detail, layers.length)}></layer-menu>
      ${this.nested ? nothing : html`<p class="muted">${t('page.layers.output')}</p>`}
    `;
  }

  /** @param {Json} layer @param {number} at @param {number} count */
  #layer(layer, at, count) {
    const context = /** @type {FormContext} */ (this.context);
    const { t } = context;
    const kind = isObject(layer) && typeof layer.type === 'string' ? layer.type : '?';
    const path = [...this.path, at];
    const own = context.mistakes.filter((mistake) =>
      [path.join('.'), `${path.join('.')}.type`].includes(mistake.path),
    );
    const fields = this.#fields(kind);
    const known = fields.length > 0 || kind in this.#rows();
    const stray = known ? [] : mistakesAt(context, path.join('.'));
    const button = (
      /** @type {string} */ key,
      /** @type {unknown} */ icon,
      /** @type {boolean} */ off,
      /** @type {() => void} */ act,
    ) =>
      html`<button class="quiet icon" type="button" ?disabled=${off} aria-label=${t(key, { layer: kind, index: at + 1 })}
        title=${t(key, { layer: kind, index: at + 1 })} @click=${act}>${icon}</button>`;
    const grip = t('page.layers.grip', { layer: kind, index: at + 1, count });
    return html`<li class=${this.#dragClass(at)} tabindex="-1">
      ${this.#between(at)}
      <div class="head" title=${helpOf(context, kind)} @keydown=${(/** @type {KeyboardEvent} */ e) => this.#key(e, at, count)}>
        <button class="quiet icon grip" type="button" aria-label=${grip} title=${grip}
          @pointerdown=${(/** @type {PointerEvent} */ e) => this.#hold(e, at)}>${icons.grip}</button>
        <span class="name"><span class="index">${at + 1}</span>${kind}</span>
        ${button('page.layers.up', icons.up, at === 0, () => this.#move(at, at - 1))}
        ${button('page.layers.down', icons.down, at === count - 1, () => this.#move(at, at + 1))}
        ${button('page.layers.remove', icons.remove, false, () => this.#remove(at))}
      </div>
      ${this.#size(path.join('.'))}
      ${(known ? own.map((mistake) => mistake.text) : stray).map((text) => html`<p class="mistake">${text}</p>`)}
      ${fieldRows(context, fields, path, { tunable: true, each: this.repeated, essential: Object.keys(newLayer(kind)) })}
      ${
        kind === REPEAT || this.#rows()[kind]?.fields?.some((field) => field.type === 'layers')
          ? html`<div class="inner"><layer-list .context=${context} .path=${[...path, 'layers']} nested
              ?repeated=${this.repeated || kind === REPEAT}></layer-list></div>`
          : nothing
      }
    </li>`;
  }

  /** The rows of the schema by their names. @returns {Record<string, import('../lib/types').Row>} */
  #rows() {
    const { schema } = /** @type {FormContext} */ (this.context);
    return Object.fromEntries(schema.tables.layers.map((row) => [row.name, row]));
  }

  /** @param {string} kind @returns {{field: FormField, scope: string}[]} */
  #fields(kind) {
    const { t } = /** @type {FormContext} */ (this.context);
    const rows = this.#rows();
    if (kind === STACK) {
      const dense = rows.dense?.fields ?? [];
      const rate = rows.dropout?.fields?.[0];
      /** @type {FormField} */
      const sizes = { name: 'sizes', type: 'sizes', help: t('page.layers.sizes') };
      const rest = dense.filter((field) => field.name !== 'units');
      const dropout = rate ? [{ ...rate, name: 'dropout', default: 0 }] : [];
      return [sizes, ...rest, ...dropout].map((field) => ({ field, scope: 'layers.dense' }));
    }
    if (kind === REPEAT) {
      /** @type {FormField} */
      const times = {
        name: 'times',
        type: 'int',
        help: t('page.layers.times'),
        tune: { low: 1, high: 3, scale: 'LINEAR' },
      };
      return [{ field: times, scope: 'layers.repeat' }];
    }
    const fields = rows[kind]?.fields ?? [];
    return fields
      .filter((field) => field.type !== 'layers')
      .map((field) => ({ field, scope: `layers.${kind}` }));
  }

  /** A line before a card, where a layer may be put in. @param {number} at */
  #between(at) {
    const context = /** @type {FormContext} */ (this.context);
    const { t } = context;
    const isOpen = this.inserting === at;
    const words = t('page.layers.insert', { index: at + 1 });
    const insert = (/** @type {CustomEvent} */ { detail }) => this.#insert(detail, at);
    return html`<button class="insert" type="button" aria-expanded=${isOpen} aria-label=${words} title=${words}
        @click=${() => this.#turn(isOpen ? null : at)}><span aria-hidden="true">${isOpen ? '×' : '+'}</span></button>
      ${
        isOpen
          ? html`<div class="between" role="group" aria-label=${words} @keydown=${this.#leave}>
            <layer-menu .context=${context} .index=${at + 1} ?repeated=${this.repeated} @add-layer=${insert}></layer-menu></div>`
          : nothing
      }`;
  }

  /** @param {number | null} at before which layer the menu stands */
  #turn(at) {
    this.inserting = at;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #leave(event) {
    if (event.key !== 'Escape' || this.inserting === null) return;
    event.stopPropagation();
    const lines = this.renderRoot.querySelectorAll('ol > li > .insert');
    /** @type {HTMLElement} */ (lines[this.inserting]).focus();
    this.#turn(null);
  }

  /** The new card has the focus once it is there. @param {string} kind @param {number} at */
  #insert(kind, at) {
    this.inserting = null;
    this.#fresh = { at, count: this.#count() + 1 };
    emit(this, 'edit', { op: 'insert', path: this.path, at, value: newLayer(kind) });
  }

  #count() {
    const list = this.context && getAt(this.context.draft, this.path);
    return Array.isArray(list) ? list.length : 0;
  }

  updated() {
    if (!this.#fresh || this.#fresh.count !== this.#count()) return;
    const card = this.renderRoot.querySelectorAll('ol > li')[this.#fresh.at];
    this.#fresh = null;
    /** @type {HTMLElement | undefined} */ (card)?.focus();
  }

  /** @param {string} kind @param {number} at */
  #add(kind, at) {
    emit(this, 'edit', { op: 'set', path: [...this.path, at], value: newLayer(kind) });
  }

  /** @param {number} at */
  #remove(at) {
    emit(this, 'edit', { op: 'set', path: [...this.path, at], value: undefined });
  }

  /** What comes out of a layer, and its trainable numbers. @param {string} place */
  #size(place) {
    const { t, look } = /** @type {FormContext} */ (this.context);
    const size = look.plan?.layers[place];
    if (!size) return nothing;
    const shape = shapeText(size.shape);
    const count = size.parameters[1] > 0 ? rangeText(size.parameters) : '';
    const words = count ? t('page.net.parameters', { count }) : '';
    return html`<p class="size">${[shape, words].filter(Boolean).join(' · ')}</p>`;
  }

  /** @param {number} at */
  #dragClass(at) {
    if (!this.drag) return '';
    const { at: held, to } = this.drag;
    if (at === held) return 'held';
    const side = to < held ? 'before' : 'after';
    return at === to && to !== held ? side : '';
  }

  /** @param {PointerEvent} event @param {number} at */
  #hold(event, at) {
    if (event.button !== 0) return;
    const items = /** @type {HTMLElement[]} */ ([...this.renderRoot.querySelectorAll('ol > li')]);
    startDrag(event, {
      items,
      at,
      show: (to) => {
        this.drag = to === null ? null : { at, to };
        this.requestUpdate();
      },
      drop: (to) => this.#move(at, to),
    });
  }

  /** Arrows on the handle, with Alt on every button of the head. @param {KeyboardEvent} event @param {number} at @param {number} count */
  #key(event, at, count) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!by || !button || !(event.altKey || button.classList.contains('grip'))) return;
    event.preventDefault();
    event.stopPropagation();
    const to = at + by;
    if (to < 0 || to >= count) return;
    const place = [...(button.parentElement?.children ?? [])].indexOf(button);
    this.#move(at, to);
    requestAnimationFrame(() => {
      const head = this.renderRoot.querySelectorAll('ol > li > .head')[to];
      const same = /** @type {HTMLButtonElement | undefined} */ (head?.children[place]);
      if (same?.disabled) /** @type {HTMLElement} */ (head.children[0]).focus();
      else same?.focus();
    });
  }

  /** @param {number} from @param {number} to */
  #move(from, to) {
    const { t, draft } = /** @type {FormContext} */ (this.context);
    const list = getAt(draft, this.path);
    const layer = Array.isArray(list) ? list[from] : null;
    const kind = isObject(layer) ? String(layer.type) : '?';
    const count = Array.isArray(list) ? list.length : 0;
    this.moved = t('page.layers.moved', { layer: kind, index: to + 1, count });
    emit(this, 'edit', { op: 'move', path: this.path, from, to });
  }
}

customElements.define('layer-list', LayerList);
