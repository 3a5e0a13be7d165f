/** What the page needs to keep studies: a shelf in the browser's data base, locks between tabs, clocks. Loaded when it is wanted. */
import { memoryShelf, openShelf } from '../lib/keep-db.js';
import { Keep } from '../lib/keep.js';
import { KEYS } from '../lib/journal-study.js';

export { KeepError } from '../lib/keep.js';
export {
  bestTrial,
  keptEvents,
  keptResult,
  ownStudy,
  ownTrials,
  trialsOf,
} from '../lib/kept-study.js';
export { Recorder } from '../lib/recorder.js';
export { isBetter } from '../lib/result.js';

const NAME = 'sweetspot';
const LOCK = `${NAME} study `;

/**
 * @param {(error: unknown) => void} onTrouble what is said when something cannot be written, and with undefined when it can again
 * @returns {Promise<{ keep: Keep, refused: unknown }>} refused: why this visit's memory has to do
 */
export async function openKeep(onTrouble) {
  const clock = () => Date.now();
  try {
    return { keep: new Keep(await openShelf(NAME), { clock, onTrouble }), refused: undefined };
  } catch (error) {
    return { keep: new Keep(memoryShelf(), { clock, onTrouble }), refused: error };
  }
}

/** As Optuna writes it. */
export const clock = () => new Date().toISOString().replace('Z', '000+00:00');

export function newId() {
  const chance = crypto.getRandomValues(new Uint32Array(2));
  return `${Date.now().toString(36)}-${[...chance].map((each) => each.toString(36)).join('')}`;
}

/**
 * Only one tab runs a study.
 * @param {string} id @returns {Promise<(() => void) | null>} gives the lock back; null: another tab has it
 */
export async function lock(id) {
  if (!navigator.locks) return () => {};
  return new Promise((resolve) => {
    const hold = (/** @type {Lock | null} */ held) => {
      if (!held) return resolve(null);
      return new Promise((release) => resolve(() => release(undefined)));
    };
    navigator.locks.request(LOCK + id, { ifAvailable: true }, hold).catch(() => resolve(() => {})); // a frame without storage has no locks, and nobody to share with
  });
}

/** Studies that run, in this tab or in another. @returns {Promise<Set<string>>} */
export async function running() {
  try {
    const { held = [] } = await navigator.locks.query();
    const names = held.map(({ name = '' }) => name);
    return new Set(
      names.filter((name) => name.startsWith(LOCK)).map((name) => name.slice(LOCK.length)),
    );
  } catch {
    return new Set();
  }
}

/** Whether a run of this study file could go on with what is kept. @param {import('../lib/journal.js').JournalStudy} kept */
export const fileOf = (kept) => kept.user[KEYS.study]?.study;
