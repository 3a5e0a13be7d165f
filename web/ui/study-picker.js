import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';
import { fileFields } from './form-styles.js';
import { wordsOfDataset, wordsOfExample } from './words.js';

/** @typedef {{name: string, file: string, title?: string}} Example */
/** @typedef {{id: string, title: string, about?: string, rows: number, features: number, available?: boolean}} DataSet */

/**
 * Where a study starts: an example, a built-in data set, or the reader's own files.
 *
 * @property examples  the worked examples
 * @property datasets  the built-in data sets
 * @property chosen    "example:NAME", "dataset:ID" or "own"
 * @property own       the name of the reader's own file, if one is open
 * @property edited    whether it is no longer what was chosen
 * @property foreign   the name of another program's study, while that is shown and not what was chosen
 * @property t         the dictionary
 * @fires pick   string: as `chosen`
 * @fires files  File[]: data of the reader's own, or a study file
 * @fires leave-foreign  back to what was chosen, as it is on the desk
 */
export class StudyPicker extends LitElement {
  static properties = {
    examples: { attribute: false },
    datasets: { attribute: false },
    chosen: { attribute: false },
    own: { attribute: false },
    edited: { type: Boolean },
    foreign: { attribute: false },
    t: { attribute: false },
  };

  static styles = [
    controls,
    fileFields,
    css`
      :host {
        display: flex;
        gap: 8px;
        min-width: 0;
      }
      select {
        flex: 0 1 340px;
        min-width: 0;
        height: 32px;
        text-overflow: ellipsis;
      }
      .file {
        height: 32px;
      }
      @media (max-width: 699px) {
        select,
        .file {
          height: 36px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Example[]} */
    this.examples = [];
    /** @type {DataSet[]} */
    this.datasets = [];
    this.chosen = '';
    this.own = '';
    this.edited = false;
    this.foreign = '';
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { t, foreign } = this;
    const option = (
      /** @type {string} */ value,
      /** @type {string} */ text,
      /** @type {string} */ title,
    ) => {
      const chosen = value === this.chosen;
      const shown = chosen && this.edited ? t('page.pick.edited', { title: text }) : text;
      return html`<option value=${value} title=${title} .selected=${chosen && !foreign}>${shown}</option>`;
    };
    return html`
      <select aria-label=${t('page.pick.label')} @change=${this.#pick}>
        ${
          foreign
            ? html`<optgroup label=${t('page.foreign.title')}><option value="" .selected=${true}>${foreign} · ${t('page.foreign.state')}</option></optgroup>`
            : nothing
        }
        <optgroup label=${t('page.pick.examples')}>
          ${this.examples.map((each) => {
            const { title, about } = wordsOfExample(t, each);
            return option(`example:${each.name}`, title, about);
          })}
        </optgroup>
        <optgroup label=${t('page.pick.datasets')}>
          ${this.datasets.map((each) => {
            const { title, about } = wordsOfDataset(t, each);
            return option(`dataset:${each.id}`, t('page.pick.new', { data: title }), about);
          })}
        </optgroup>
        ${
          this.own
            ? html`<optgroup label=${t('page.pick.yours')}>${option('own', this.own, '')}</optgroup>`
            : nothing
        }
      </select>
      <label class="file" title=${t('page.pick.filesHelp')}>${t('page.pick.files')}
        <input type="file" multiple accept=".csv,.tsv,.txt,.json,.gz,.idx,.ubyte,.bin,*/*" @change=${this.#files} />
      </label>
    `;
  }

  /** What is on the desk already is not opened anew: it may be edited. @param {Event & {target: HTMLSelectElement}} event */
  #pick({ target: { value } }) {
    if (this.foreign && value === this.chosen) emit(this, 'leave-foreign');
    else emit(this, 'pick', value);
  }

  /** @param {Event & {target: HTMLInputElement}} event */
  #files(event) {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length) emit(this, 'files', files);
  }
}

customElements.define('study-picker', StudyPicker);
