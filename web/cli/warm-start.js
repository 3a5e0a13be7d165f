/** `sweetspot run --warm-start FILE`: the trials of a result file, or of a journal. */
import { resultOf } from '../lib/journal-result.js';
import { UsageError } from './arguments.js';
import { readText } from './files.js';
import { JournalFile } from './storage.js';

/**
 * @param {string} file a result, or a journal that holds one study
 * @returns {import('../lib/warm-start.js').WarmStart} throws UsageError, StorageError
 */
export function readWarmStart(file) {
  const text = readText(file);
  let result;
  try {
    result = JSON.parse(text);
  } catch {
    return fromJournal(file);
  }
  if (result?.op_code !== undefined) return fromJournal(file); // a journal of one line
  if (!Array.isArray(result?.trials)) throw wrong('cli.warm_start.no_result', { file });
  return result;
}

/** @param {string} file */
function fromJournal(file) {
  const { studies } = new JournalFile(file).read();
  const names = studies.map(({ name }) => name).join(', ');
  if (studies.length === 0) throw wrong('cli.import.empty', { file });
  if (studies.length > 1) throw wrong('cli.warm_start.several', { file, names });
  return /** @type {any} */ (resultOf(studies[0]));
}

/** @param {string} key @param {Record<string, string | number>} values */
const wrong = (key, values) => new UsageError([{ key, values }]);
