/** How many workers a run starts. */
import { cores } from '#platform';

export const MAX_WORKERS = 256;

/**
 * Known before the file is checked: there is no use in more workers than trials.
 * @param {unknown} study @param {{ workers?: number, params?: unknown }} options
 * @throws {RangeError} unless `workers` is left out or a whole number from 1 to MAX_WORKERS
 */
export function slotsFor(study, { workers = Math.min(cores(), MAX_WORKERS), params }) {
  if (!Number.isInteger(workers) || workers < 1 || workers > MAX_WORKERS) {
    const remedy = `give a whole number from 1 to ${MAX_WORKERS}, or leave it out for one a core`;
    throw new RangeError(`workers: ${workers} is not possible; ${remedy}`);
  }
  const json = typeof study === 'string' ? maybeJson(study) : /** @type {any} */ (study);
  const fixed = params || Object.keys(json?.space ?? {}).length === 0;
  const trials = fixed ? 1 : Number(json?.search?.trials) || Infinity;
  return Math.max(1, Math.min(workers, trials));
}

/** @param {string} text */
function maybeJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
