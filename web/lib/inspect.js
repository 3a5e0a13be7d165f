/** What can be said of a study before it runs. */
import { datasetFolders, loadModule, locate } from '#platform';
import { loadTrainer } from './fast.js';
import { StudyClient } from './study.js';

/**
 * What the study worker knows once it has checked the file and loaded the data.
 * @typedef {object} Opened
 * @property {import('./types').StudyFile} study
 * @property {import('./fast.js').Speed} speed the build that trials run in
 * @property {import('./types').DatasetInfo} data
 * @property {import('./types').Problem[]} warnings
 * @property {number} planned trials
 * @property {number | null} size configurations of the space
 * @property {number} rejected the share of random draws that break a constraint
 * @property {import('./types').Picked} [sampler] what `auto` picked
 * @property {import('./types').WarmFacts} [warm_start]
 * @property {number} folds
 * @property {number} testRows
 * @property {number} step what the pruner hears: one of STEP
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
    const { request } = await openRequest(study, options);
    return await client.call('open', request);
  } finally {
    client.close();
  }
}

/**
 * What the study worker is asked, and the module that trials run in. The tuner and the split are always those of the exact build.
 * @param {unknown} study @param {Pick<import('./run.js').RunOptions, 'files' | 'base' | 'params' | 'seed' | 'warmStart'>} options
 */
export async function openRequest(study, { files, base = '', params, seed, warmStart }) {
  const [module, trainer] = await Promise.all([loadModule(), loadTrainer(study)]);
  const { speed, lack } = trainer;
  const places = { base: locate('', base), folders: datasetFolders() };
  const request = { module, study, files, ...places, params, seed, speed, lack, warmStart };
  return { request, trainer };
}
