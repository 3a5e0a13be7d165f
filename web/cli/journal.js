/** `sweetspot export` and `sweetspot import`: between result files and Optuna's journal. */
import { addResult, resultOf } from '../lib/journal-result.js';
import { UsageError } from './arguments.js';
import { EXIT } from './exit.js';
import { checkWritable, readText, writeText } from './files.js';
import { JournalFile, StorageError } from './storage.js';

/** @typedef {import('./arguments.js').Arguments} Arguments */
/** @typedef {import('./main.js').Terminal} Terminal */

/** @param {Arguments} args @param {Terminal} terminal */
export async function exportCommand({ file, journal: target }, { t, complain }) {
  if (!target) throw wrong('cli.export.no_journal', {});
  const result = readResult(file);
  const { name } = result.study;
  const began = Date.now();
  const timeAt = (/** @type {number} */ seconds) =>
    new Date(began + 1000 * seconds).toISOString().replace('Z', '000+00:00');
  await new JournalFile(target).change((journal, add) => {
    if (journal.study(name)) throw new StorageError('cli.export.there', { file: target, name });
    addResult(journal, add, result, timeAt);
  });
  complain(t('cli.export.done', { file: target, name, count: result.trials.length }));
  return EXIT.done;
}

/** @param {string} file @returns {import('../lib/types').Result} throws UsageError */
function readResult(file) {
  let result;
  try {
    result = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw wrong('cli.export.no_result', { file });
  }
  const isResult = result?.study?.space && result.data?.checksum && Array.isArray(result.trials);
  if (!isResult) throw wrong('cli.export.no_result', { file });
  return result;
}

/** @param {Arguments} args @param {Terminal} terminal */
export async function importCommand({ file, study: wanted, out }, { t, print, complain }) {
  if (out) checkWritable(out, file);
  const { studies } = new JournalFile(file).read();
  const names = studies.map(({ name }) => name).join(', ');
  if (studies.length === 0) throw wrong('cli.import.empty', { file });
  if (wanted === undefined && studies.length > 1)
    throw wrong('cli.import.several', { file, names });
  const study = studies.find(({ name }) => wanted === undefined || name === wanted);
  if (!study) throw wrong('cli.import.unknown', { file, name: wanted ?? '', names });
  const result = resultOf(study);
  const text = `${JSON.stringify(result, null, 1)}\n`;
  if (out) writeText(out, text);
  else print(text.trimEnd());
  complain(t('cli.import.done', { file, name: study.name, count: study.trials.length }));
  return EXIT.done;
}

/** @param {string} key @param {Record<string, string | number>} values */
const wrong = (key, values) => new UsageError([{ key, values }]);
