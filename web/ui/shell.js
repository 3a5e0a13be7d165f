/** What of the page is not an element: its words, its look, its tabs, its keys, and files dropped on it. */

/** @typedef {import('./controls.js').Translate} Translate */

/** @param {string} selector @returns {any} */
export const $ = (selector) => document.querySelector(selector);

/** @param {string} selector */
export const all = (selector) =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);

/** One place at a time, as page.css has it. */
export const isNarrow = () => matchMedia('(max-width: 699px)').matches;

/** @param {Translate & {language: string}} t @param {boolean} dark */
export function showLook(t, dark) {
  const zh = t.language === 'zh';
  document.documentElement.lang = zh ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  const language = $('[data-act="language"]');
  language.textContent = zh ? 'English' : '中文';
  language.lang = zh ? 'en' : 'zh-CN';
  for (const element of all('[data-t]')) element.textContent = t(element.dataset.t ?? '');
  for (const element of all('[data-t-label]')) {
    const text = t(element.dataset.tLabel ?? '');
    element.setAttribute('aria-label', text);
    if (element.tagName === 'BUTTON') element.title = text;
  }
}

/** @param {string} tab "setup", "charts", "trials" or "best" */
export function showTab(tab) {
  document.body.dataset.tab = tab;
  for (const button of all('.tabs button'))
    button.setAttribute('aria-current', String(button.dataset.tab === tab));
}

/** @param {string} view "form" or "file" */
export function showSetup(view) {
  document.body.dataset.setup = view;
  for (const button of all('.switch button'))
    button.setAttribute('aria-pressed', String(button.dataset.setup === view));
}

/**
 * @param {object} wishes
 * @param {Record<string, () => unknown>} wishes.acts by data-act of a button; "undo" has a key too
 * @param {(files: File[]) => unknown} wishes.take files that were dropped
 * @param {() => void} wishes.clear Escape
 * @param {() => void} wishes.toggle Space
 */
export function wireShell({ acts, take, clear, toggle }) {
  for (const button of all('[data-act]'))
    button.addEventListener('click', () => acts[button.dataset.act ?? '']());
  for (const button of all('.tabs button'))
    button.addEventListener('click', () => showTab(button.dataset.tab ?? ''));
  for (const button of all('.switch button'))
    button.addEventListener('click', () => showSetup(button.dataset.setup ?? ''));
  document.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const inField = target.matches?.('input, select, textarea');
    if (event.key === 'Escape') clear();
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !inField) acts.undo();
    if (event.key !== ' ' || inField || target.matches?.('button, summary, a')) return;
    event.preventDefault();
    if (!event.repeat) toggle();
  });
  wireDrop(take);
}

/** @param {(files: File[]) => unknown} take */
function wireDrop(take) {
  const veil = $('.drop');
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    veil.hidden = false;
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    veil.hidden = true;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) take(files);
  });
}
