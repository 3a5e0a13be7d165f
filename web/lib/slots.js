/** How many workers a run starts. */
import { cores } from '#platform';

/**
 * Known before the file is checked: there is no use in more workers than trials.
 * @param {unknown} study @param {{ workers?: number, params?: unknown }} options
 */
export function slotsFor(study, { workers = cores(), params }) {
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
