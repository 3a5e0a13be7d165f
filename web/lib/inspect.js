/** What can be said of a study before it runs. */
import { datasetFolders, loadModule, locate } from '#platform';
import { StudyClient } from './study.js';

/**
 * What the study worker knows once it has checked the file and loaded the data.
 * @typedef {object} Opened
 * @property {import('./types').StudyFile} study
 * @property {import('./types').DatasetInfo} data
 * @property {import('./types').Problem[]} warnings
 * @property {number} planned trials
 * @property {number | null} size configurations of the space
 * @property {number} folds
 * @property {number} testRows
 * @property {number} metric
 * @property {string[]} metrics
 */

/**
 * Checks a study file with its data, without running it.
 * @param {unknown} study @param {Pick<import('./run.js').RunOptions, 'files' | 'base' | 'params' | 'seed'>} [options]
 * @returns {Promise<Opened>} rejects with StudyError
 */
export async function inspect(study, options = {}) {
  const client = new StudyClient();
  try {
    return await client.call('open', await openRequest(study, options));
  } finally {
    client.close();
  }
}

/** @param {unknown} study @param {Pick<import('./run.js').RunOptions, 'files' | 'base' | 'params' | 'seed'>} options */
export async function openRequest(study, { files, base = '', params, seed }) {
  const module = await loadModule();
  return { module, study, files, base: locate('', base), folders: datasetFolders(), params, seed };
}
