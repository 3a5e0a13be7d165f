import { LitElement, css, html, nothing } from 'lit';
import { controls, emit } from './controls.js';

/**
 * All that a reader can take away, in one place; below it what tells two results apart.
 *
 * @property snapshot  the state of the run
 * @property t         the dictionary
 * @fires download  "study" | "result" | "trials" | "journal" | "pictures"
 */
export class TakeAway extends LitElement {
  static properties = { snapshot: { attribute: false }, t: { attribute: false } };

  static styles = [
    controls,
    css`
      h3 {
        margin: 16px 0 4px;
        font-size: 13px;
      }
      .take {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .take button {
        padding: 0 8px;
      }
      p {
        margin: 4px 0;
      }
      code {
        font: 12px var(--mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/types').Snapshot | undefined} */
    this.snapshot = undefined;
    /** @type {import('./controls.js').Translate} */
    this.t = (key) => key;
  }

  render() {
    const { snapshot, t } = this;
    if (!snapshot) return nothing;
    const { result, finished, study } = snapshot;
    const isForeign = Boolean(study?.foreign);
    const button = (/** @type {string} */ what, /** @type {boolean} */ off) =>
      html`<button type="button" title=${t(`page.take.${what}Help`)} ?disabled=${off} @click=${() => emit(this, 'download', what)}>${t(`page.take.${what}`)}</button>`;
    return html`<h3 id="take">${t('page.take.title')}</h3>
      <div class="take" role="group" aria-labelledby="take">
        ${button('result', !result)}${button('trials', !finished)}${button('study', isForeign)}${button('journal', !finished || isForeign)}${button('pictures', !finished)}
      </div>
      ${
        result
          ? html`<p class="muted">${t(result.speed === 'fast' ? 'page.take.fingerprintFast' : 'page.take.fingerprint')} <code>${result.fingerprint}</code></p>
        <p class="muted">${t(result.machine.workers === 1 ? 'page.take.machineOne' : 'page.take.machine', { ...result.machine, build: t(`page.speed.${result.speed}`) })}</p>
        ${result.speed === result.study.speed ? nothing : html`<p class="muted">${t('page.take.notFast')}</p>`}`
          : nothing
      }`;
  }
}

customElements.define('take-away', TakeAway);
