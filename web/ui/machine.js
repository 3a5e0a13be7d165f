/** What runs on the reader's machine, and how many workers of it: a line in the footer. */
import { emit } from './controls.js';

/** @typedef {import('./controls.js').Translate} Translate */

const MOST_WORKERS = 16;

/** @returns {HTMLElement} */
const line = () => /** @type {HTMLElement} */ (document.querySelector('[data-machine]'));
const cores = () => navigator.hardwareConcurrency || 1;

/** The choice of workers: once; its words follow the language. */
export function wireMachine() {
  const select = line().querySelector('select');
  select?.addEventListener('change', () =>
    emit(select, 'workers', Number(select.value) || undefined),
  );
}

/** @param {Translate} t */
export function machineWords(t) {
  const [label, facts] = line().children;
  const select = label.querySelector('select');
  /** @type {HTMLElement} */ (label).title = t('page.run.threadsHelp');
  const box = /** @type {HTMLSelectElement} */ (select);
  const counts = Array.from({ length: Math.min(MOST_WORKERS, 2 * cores()) }, (_, at) => at + 1);
  const { value } = box;
  box.replaceChildren(
    new Option(t('page.run.threadsAuto', { count: cores() }), ''),
    ...counts.map((count) => new Option(String(count), String(count))),
  );
  box.value = value;
  const { deviceMemory } = /** @type {any} */ (navigator);
  const memory = deviceMemory ? [t('page.machine.memory', { gigabytes: deviceMemory })] : [];
  facts.textContent = [...memory, t('page.machine.simd')].join(', ');
}
