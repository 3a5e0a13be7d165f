/** What of the page is not an element: its words, its look, its tabs, its keys, and files dropped on it. */

import { formatScore } from '../charts/format.js';
import { tabKeys } from './tabs.js';

/** @typedef {import('./controls.js').Translate} Translate */

/** So long after it began the page has drawn its first view. */
const SETTLED_MS = 1500;

/** The first view stands and nothing is asked of it, or the reader has begun: what it can do without may be fetched. */
export function settled() {
  return new Promise((resolve) => {
    for (const name of ['pointerdown', 'keydown', 'input', 'scroll', 'drop'])
      addEventListener(name, resolve, { once: true, capture: true, passive: true });
    setTimeout(resolve, SETTLED_MS);
  });
}

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
  for (const button of all('.tabs button')) {
    const on = button.dataset.tab === tab;
    button.setAttribute('aria-selected', String(on));
    button.tabIndex = on ? 0 : -1;
  }
}

const TITLE_MS = 500;
let titled = -TITLE_MS;

/** The tab of the browser tells how far it is: "23/36 · 0.967 · Sweetspot". @param {import('../lib/types').Snapshot} snapshot */
export function showTitle({ status, planned, finished, best }) {
  const score = best ? formatScore(best.value) : '';
  const busy = planned > 0 && status !== 'done' && status !== 'empty' && status !== 'failed';
  const far = busy ? `${finished}/${planned}` : '';
  const done = status === 'done' && score ? `✓ ${score}` : '';
  const title = [done || far, done ? '' : score, 'Sweetspot'].filter(Boolean).join(' · ');
  // The browser takes its time with a title: of trials that come by the hundred some are enough.
  const now = performance.now();
  if (document.title === title || (busy && now - titled < TITLE_MS)) return;
  titled = now;
  document.title = title;
}

/** The brush in the head of the table. @param {Translate} t @param {Set<number> | null} brushed @param {number} of */
export function showBrush(t, brushed, of) {
  const chip = $('.chip');
  chip.hidden = !brushed;
  if (!brushed) return;
  const counts = { some: brushed.size, all: of };
  chip.textContent = `${t('page.brush.some', counts)} · ${t('page.brush.clear')}`;
  chip.title = t('page.brush.name', counts);
}

/** Hides the rows of the table, or shows them again. */
export function foldTrials() {
  const folded = document.body.toggleAttribute('data-folded');
  $('.fold').setAttribute('aria-expanded', String(!folded));
}

/** @param {string} view "form" or "file" */
export function showSetup(view) {
  document.body.dataset.setup = view;
  for (const button of all('.switch button'))
    button.setAttribute('aria-pressed', String(button.dataset.setup === view));
}

/** @type {Record<string, number>} */
const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
/** What has a use of its own for arrows and Space. */
const BUSY = 'button, summary, a, [role=tab], [role=slider], [role=region], audio, video';

/**
 * @param {object} wishes
 * @param {Record<string, () => unknown>} wishes.acts by data-act of a button; "toggle", "clear", "keys", "undo" and "redo" have keys
 * @param {(files: File[]) => unknown} wishes.take files that were dropped
 * @param {(by: number) => boolean} wishes.move to the trial before (-1) or after (1); false when there is none
 */
export function wireShell({ acts, take, move }) {
  for (const button of all('[data-act]'))
    button.addEventListener('click', () => acts[button.dataset.act ?? '']());
  for (const button of all('.tabs button'))
    button.addEventListener('click', () => showTab(button.dataset.tab ?? ''));
  $('.tabs').addEventListener('keydown', tabKeys);
  for (const button of all('.switch button'))
    button.addEventListener('click', () => showSetup(button.dataset.setup ?? ''));
  for (const button of all('[data-close]'))
    button.addEventListener('click', () => button.closest('dialog')?.close());
  document.addEventListener('keydown', (event) => onKey(event, acts, move));
  wireDrop(take);
}

/** @param {KeyboardEvent} event @param {Record<string, () => unknown>} acts @param {(by: number) => boolean} move */
function onKey(event, acts, move) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  const inField = target.matches?.('input, select, textarea, [contenteditable]');
  const inDialog = event.composedPath().some((at) => /** @type {any} */ (at).tagName === 'DIALOG');
  if (event.defaultPrevented || inDialog) return;
  if (event.key === 'Escape') acts.clear();
  if (inField) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const key = event.key.toLowerCase();
    const act = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' && 'undo';
    if (!act) return;
    event.preventDefault();
    acts[act]();
    return;
  }
  if (event.key === '?') acts.keys();
  if (event.altKey || target.matches?.(BUSY)) return;
  if (ARROWS[event.key] && move(ARROWS[event.key])) event.preventDefault();
  if (event.key !== ' ') return;
  event.preventDefault();
  if (!event.repeat) acts.toggle();
}

/** What was dropped is on the desk: it must be seen. */
export function closeDialogs() {
  const own = ['studies-dialog', 'example-gallery', 'share-dialog'].map((name) => $(name));
  for (const root of [...own.map(({ shadowRoot }) => shadowRoot), document])
    for (const dialog of root?.querySelectorAll('dialog[open]') ?? []) dialog.close();
}

/** @param {(files: File[]) => unknown} take */
function wireDrop(take) {
  // A popover is above a dialog, too.
  const veil = (/** @type {boolean} */ on) => $('.drop').togglePopover?.(on);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    veil(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) veil(false);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    veil(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) take(files);
  });
}
