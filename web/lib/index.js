/**
 * Sweetspot as a library: the whole of it, for Node and browsers.
 *
 *     import { run } from 'sweetspot';
 *     for await (const event of run(studyFile, { workers: 2 })) console.log(event);
 */
import { datasetFolders, loadModule } from '#platform';
import { Engine } from './engine.js';
import { readIndex } from './open.js';
import { parseSchema } from './schema.js';
import { checkStudy, checkStudyText } from './study-file.js';

export { cvResultsCsv as trialsCsv } from './cv-results.js';
export { StudyError } from './errors.js';
export { describeProblem, loadLanguage, loadWords, translator } from './i18n/index.js';
export { inspect } from './inspect.js';
export { leaderboard } from './result.js';
export { resultBlob, resultText } from './result-text.js';
export { createRun, run } from './run.js';
export { createStore } from './store.js';
export { lookInto } from './trial-look.js';
export { Study } from './study.js';
export { viewer } from './viewer.js';

/** @type {Promise<import('./types').Schema> | undefined} */
let loaded;

/** Everything that a study file can say: tables, fields, ranges, defaults. */
export function schema() {
  loaded ??= (async () => {
    const engine = await Engine.create(await loadModule());
    return parseSchema(engine.schemaText());
  })();
  return loaded;
}

/**
 * All mistakes of a study file at once, and the file with its defaults filled in. Its data is not read: `inspect` does that.
 * @param {unknown} study JSON, or the text of the file
 * @param {{ params?: unknown }} [options] params: the values of one configuration, to be checked too
 * @returns {Promise<import('./types').Checked>}
 */
export async function check(study, options = {}) {
  const checker = typeof study === 'string' ? checkStudyText : checkStudy;
  return checker(await schema(), /** @type {any} */ (study), options);
}

/** The built-in data sets: id, title, rows, features, source, licence. */
export async function datasets() {
  const { datasets: rows } = await readIndex(datasetFolders());
  return rows;
}
