/** The fast build: the same engine with relaxed SIMD, whose sums are rounded as each processor likes. Only trials run in it. */
import { allowRelaxedSimd, loadModule } from '#platform';

/** @typedef {'exact' | 'fast'} Speed */
/** @typedef {'fast_unsupported' | 'fast_missing'} Lack why a study that asks for the fast build does not get it */

/** A module with one relaxed multiply-add in it: engines that do not know the instruction refuse it. */
const PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15,
  65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
]);

/**
 * The build that a study's trials run in: the fast one if the file asks for it and it can be had, else the exact one.
 * @param {unknown} study a study file, as JSON or as its text; not yet checked
 * @returns {Promise<{ module: WebAssembly.Module, speed: Speed, lack?: Lack }>}
 */
export async function loadTrainer(study) {
  if (!asksForFast(study)) return { module: await loadModule(), speed: 'exact' };
  if (!runsRelaxedSimd())
    return { module: await loadModule(), speed: 'exact', lack: 'fast_unsupported' };
  try {
    return { module: await loadModule('fast'), speed: 'fast' };
  } catch {
    return { module: await loadModule(), speed: 'exact', lack: 'fast_missing' };
  }
}

/** @param {unknown} study */
function asksForFast(study) {
  if (typeof study !== 'string') return /** @type {any} */ (study)?.speed === 'fast';
  try {
    return JSON.parse(study)?.speed === 'fast';
  } catch {
    return false; // the check of the file says what is wrong with it
  }
}

function runsRelaxedSimd() {
  allowRelaxedSimd();
  return WebAssembly.validate(PROBE);
}
