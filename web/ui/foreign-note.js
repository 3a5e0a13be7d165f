import { LitElement, css, html, nothing } from 'lit';
import { formatCount } from '../charts/format.js';
import { objectivesOf } from '../lib/objectives.js';
import { aboutStyles } from './about-styles.js';
import { breakable, controls, emit } from './controls.js';
import { describeParam } from './words.js';

/**
 * In the place of the set-up, while another program's study is shown: what it is, and the way back.
 *
 * @property study  of foreign-study.js
 * @property t      the dictionary
 * @fires leave-foreign
 */
export class ForeignNote extends LitElement {
  static properties = { study: { attribute: false }, t: { attribute: false } };

  static styles = [
    controls,
    aboutStyles,
    css`
      .name {
        font-size: 15px;
        font-weight: 600;
      }
      button {
        margin-top: 12px;
      }
      @media (pointer: coarse) {
        button {
          height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/types').StudyFile | undefined} */
    this.study = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { study, t } = this;
    if (!study) return nothing;
    const { name, about, space, search } = study;
    const params = Object.entries(space);
    const words = { trials: formatCount(Number(search.trials)), count: params.length };
    const objectives = objectivesOf(study).map(({ metric, direction }) =>
      t('page.foreign.objective', { metric, direction: t(`page.foreign.${direction}`) }),
    );
    return html`<section aria-labelledby="title">
      <h3 id="title">${t('page.foreign.title')}</h3>
      <p class="name">${name}</p>
      ${about ? html`<p class="muted">${about}</p>` : nothing}
      <p>${t('page.foreign.says', words)}</p>
      <button type="button" @click=${() => emit(this, 'leave-foreign')}>${t('page.foreign.back')}</button>
      <h3>${t('page.foreign.objectives')}</h3>
      ${objectives.map((text) => html`<p>${text}</p>`)}
      <h3>${t('page.foreign.space')}</h3>
      <table><tbody>${params.map(([key, param]) => html`<tr><th scope="row">${breakable(key)}</th><td>${describeParam(/** @type {any} */ (param))}</td></tr>`)}</tbody></table>
    </section>`;
  }
}

customElements.define('foreign-note', ForeignNote);
