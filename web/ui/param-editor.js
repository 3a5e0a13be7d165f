import { LitElement, css, html, nothing } from 'lit';
import { controls, emit, labelOf } from './controls.js';
import { choicesOf, choicesText, isObject, spaceOf, readValue } from './edit.js';
import { mistakesAt } from './form-context.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('./form-context.js').FormField} FormField */
/** @typedef {{[key: string]: Json}} LooseParam */
/** @typedef {'range' | 'log' | 'list'} Kind */

/**
 * The parameter behind a dial: a range, a range on a log scale, or a list.
 *
 * @property context  the form it stands in
 * @property field    the field that it takes the place of
 * @property name     its name in the space
 * @property path     where it is referred to
 * @property canRepeat  whether it stands in a repeated group
 * @property repeated   whether each repetition has a value of its own
 * @fires edit  {import('./edit.js').Edit}
 */
export class ParamEditor extends LitElement {
  static properties = {
    context: { attribute: false },
    field: { attribute: false },
    name: { attribute: false },
    path: { attribute: false },
    canRepeat: { type: Boolean },
    repeated: { type: Boolean },
  };

  static styles = [
    controls,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(6, minmax(0, 1fr));
        gap: 4px 8px;
        margin: 0 0 8px;
        padding: 8px;
        border: 0;
        border-inline-start: 2px solid var(--tuned);
        border-radius: 0 var(--radius) var(--radius) 0;
        background: var(--tuned-wash);
      }
      label {
        display: grid;
        gap: 2px;
        color: var(--muted);
      }
      label > * {
        color: var(--ink);
      }
      label {
        grid-column: span 2;
      }
      .half {
        grid-column: span 3;
      }
      .all {
        grid-column: 1 / -1;
      }
      .checks {
        display: flex;
        flex-wrap: wrap;
        gap: 0 16px;
      }
      .check {
        display: flex;
        gap: 4px;
        align-items: center;
        min-height: 28px;
        color: var(--ink);
      }
      p {
        margin: 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {FormField | undefined} */
    this.field = undefined;
    this.name = '';
    /** @type {import('./edit.js').Path} */
    this.path = [];
    this.canRepeat = false;
    this.repeated = false;
  }

  render() {
    const { context, field } = this;
    if (!context || !field) return nothing;
    const { t } = context;
    const raw = spaceOf(context.draft)[this.name];
    const param = isObject(raw) ? raw : {};
    const numeric = field.type === 'float' || field.type === 'int';
    const kind = kindOf(param);
    const wrong = mistakesAt(context, `space.${this.name}`);
    return html`
      <fieldset>
        <legend class="hidden-text">${t('page.param.legend', { name: this.name })}</legend>
        <label class=${numeric ? 'half' : 'all'}>${t('page.param.name')}
          <input type="text" .value=${this.name} spellcheck="false" autocomplete="off"
            @change=${(/** @type {any} */ e) => emit(this, 'edit', { op: 'rename', name: this.name, to: e.target.value })} />
        </label>
        ${
          numeric
            ? html`<label class="half">${t('page.param.kind')}
              <select @change=${(/** @type {any} */ e) => this.#turnInto(e.target.value, param)}>
                ${['range', 'log', 'list'].map((each) => html`<option value=${each} .selected=${each === kind}>${t(`page.param.${each}`)}</option>`)}
              </select></label>`
            : nothing
        }
        ${kind === 'list' ? this.#list(param, field) : this.#range(param, kind)}
        ${this.canRepeat ? this.#each() : nothing}
        ${isObject(param.when) ? html`<p class="all muted">${t('page.param.when', { when: whenText(param.when) })}</p>` : nothing}
        ${wrong.map((text) => html`<p class="all mistake">${text}</p>`)}
      </fieldset>
    `;
  }

  /** @param {LooseParam} param @param {Kind} kind */
  #range(param, kind) {
    const t = /** @type {FormContext} */ (this.context).t;
    const number = (/** @type {string} */ key, /** @type {string} */ label) => html`<label>${label}
      <input type="text" inputmode="decimal" autocomplete="off" .value=${param[key] === undefined ? '' : String(param[key])}
        placeholder=${key === 'step' ? t('page.param.nostep') : ''}
        @change=${(/** @type {any} */ e) => this.#set({ ...param, [key]: readValue(e.target.value) })} /></label>`;
    return [
      number('low', t('page.param.low')),
      number('high', t('page.param.high')),
      number('step', t(kind === 'log' ? 'page.param.factor' : 'page.param.step')),
    ];
  }

  /** @param {LooseParam} param @param {FormField} field */
  #list(param, field) {
    const t = /** @type {FormContext} */ (this.context).t;
    const choices = Array.isArray(param.choices) ? param.choices : [];
    const weights = choices.length > 1 ? this.#weights(param, choices) : nothing;
    if (field.type === 'choice' || field.type === 'object' || field.type === 'bool') {
      return html`${this.#checks(param, choices, field)}${weights}`;
    }
    const lists = field.type === 'sizes';
    return html`<label class="all">${t(lists ? 'page.param.lists' : 'page.param.choices')}
      <input type="text" autocomplete="off" spellcheck="false" .value=${choicesText(choices, lists)}
        @change=${(/** @type {any} */ e) => this.#choose(param, choicesOf(e.target.value, lists))} /></label>${weights}`;
  }

  /** How likely each choice is drawn. @param {LooseParam} param @param {Json[]} choices */
  #weights(param, choices) {
    const t = /** @type {FormContext} */ (this.context).t;
    const { weights } = param;
    const text = Array.isArray(weights) ? choicesText(weights, false) : String(weights ?? '');
    const write = (/** @type {string} */ typed) => {
      const numbers = choicesOf(typed, false);
      this.#set({ ...param, weights: numbers.length ? numbers : undefined });
    };
    const field = html`<label class="all" title=${t('page.param.weightsHelp')}>${t('page.param.weights')}
      <input type="text" inputmode="decimal" autocomplete="off" .value=${text} placeholder=${choices.map(() => '1').join(', ')}
        @change=${(/** @type {any} */ e) => write(e.target.value)} /></label>`;
    return weights === undefined
      ? html`<details class="all"><summary>${t('page.param.weigh')}</summary>${field}</details>`
      : field;
  }

  /** Other choices; those that stay keep their weights, new ones get 1. @param {LooseParam} param @param {Json[]} choices */
  #choose(param, choices) {
    const { weights } = param;
    const old = Array.isArray(param.choices) ? param.choices.map((one) => JSON.stringify(one)) : [];
    const kept = Array.isArray(weights)
      ? { weights: choices.map((one) => weights[old.indexOf(JSON.stringify(one))] ?? 1) }
      : {};
    this.#set({ ...param, choices, ...kept });
  }

  /** @param {LooseParam} param @param {Json[]} choices @param {FormField} field */
  #checks(param, choices, field) {
    /** @type {Json[]} */
    const all = field.type === 'bool' ? [false, true] : namesOf(this.context, field);
    const toggle = (/** @type {Json} */ choice, /** @type {boolean} */ on) =>
      this.#choose(
        param,
        all.filter((item) => (item === choice ? on : choices.includes(item))),
      );
    return html`<div class="checks all" role="group" aria-label=${labelOf(/** @type {FormContext} */ (this.context).t, field.name)}>
      ${all.map(
        (
          choice,
        ) => html`<label class="check"><input type="checkbox" .checked=${choices.includes(choice)}
          @change=${(/** @type {any} */ e) => toggle(choice, e.target.checked)} />${String(choice)}</label>`,
      )}</div>`;
  }

  #each() {
    const t = /** @type {FormContext} */ (this.context).t;
    const set = (/** @type {boolean} */ on) =>
      emit(this, 'edit', {
        op: 'set',
        path: this.path,
        value: on ? { param: this.name, each: true } : { param: this.name },
      });
    return html`<label class="check all"><input type="checkbox" .checked=${this.repeated}
      @change=${(/** @type {any} */ e) => set(e.target.checked)} />${t('page.param.each')}</label>`;
  }

  /** @param {Kind} kind @param {LooseParam} param */
  #turnInto(kind, param) {
    const numbers = (Array.isArray(param.choices) ? param.choices : [param.low, param.high]).filter(
      (value) => typeof value === 'number',
    );
    const field = this.field;
    const low = numbers.length ? Math.min(...numbers) : (field?.tune?.low ?? 0);
    const high = numbers.length > 1 ? Math.max(...numbers) : (field?.tune?.high ?? 1);
    const type = field?.type === 'int' ? 'int' : 'float';
    const kept = isObject(param.when) ? { when: param.when } : {};
    if (kind === 'list') this.#set({ type: 'categorical', choices: [low, high], ...kept });
    else if (kind === 'range') this.#set({ type, low, high, ...kept });
    else this.#set({ type, low: low > 0 ? low : lowForLog(high, type), high, log: true, ...kept });
  }

  /** @param {{[key: string]: Json | undefined}} param */
  #set(param) {
    const entries = Object.entries(param).filter(([, value]) => value !== undefined);
    emit(this, 'edit', { op: 'param', name: this.name, param: Object.fromEntries(entries) });
  }
}

/** @param {LooseParam} param @returns {Kind} */
function kindOf(param) {
  if (param.type === 'categorical' || Array.isArray(param.choices)) return 'list';
  return param.log ? 'log' : 'range';
}

/** A log scale has no zero. @param {number} high @param {'int' | 'float'} type */
function lowForLog(high, type) {
  return type === 'int' ? 1 : high / 1000;
}

/** @param {FormContext | undefined} context @param {FormField} field */
function namesOf(context, field) {
  return (context?.schema.tables[field.table ?? ''] ?? []).map((row) => row.name);
}

/** @param {{[parent: string]: Json}} when */
function whenText(when) {
  return Object.entries(when)
    .map(
      ([parent, values]) =>
        `${parent} = ${Array.isArray(values) ? choicesText(values, false) : String(values)}`,
    )
    .join('; ');
}

customElements.define('param-editor', ParamEditor);
