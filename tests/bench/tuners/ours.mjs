// Our side: every row of samplers.def, with its defaults, one trial after the other.
import { availableParallelism } from 'node:os';
import { decodeValues, encodeSearch, encodeSpace } from '../../../web/lib/encode.js';
import { Engine } from '../../../web/lib/engine.js';
import { schema } from '../../../web/lib/index.js';
import { loadModule } from '../../../web/lib/platform.node.js';
import { Study, StudyClient } from '../../../web/lib/study.js';
import { checkTuner, expandSpace } from '../../../web/lib/study-file.js';

const MOST_WORKERS = 4;
const objective = { direction: 'minimize' };

/** @param {string} sampler @param {number} seed @param {number} trials */
const search = (sampler, seed, trials) => ({
  sampler: { type: sampler },
  trials,
  seed,
  parallelism: 1,
});

/** @returns {Promise<string[]>} */
export async function samplers() {
  return (await schema()).tables.samplers.map(({ name }) => name);
}

/**
 * The best so far after each trial. A sampler that comes to its end before keeps its best.
 * @param {StudyClient} client of a worker that has nothing else to do
 * @param {import('./functions.mjs').Problem} problem @param {string} sampler @param {number} seed @param {number} trials
 * @returns {Promise<number[]>}
 */
async function curve(client, { space, regret }, sampler, seed, trials) {
  const module = await loadModule();
  const content = { module, space, search: search(sampler, seed, trials), objective };
  const { direction } = await client.call('create', content);
  const study = new Study(client, direction);
  /** @type {number[]} */
  const best = [];
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    const value = regret(trial.params);
    best.push(Math.min(value, best.at(-1) ?? value));
    await study.tell(trial.number, { value });
  }
  while (best.length < trials) best.push(/** @type {number} */ (best.at(-1)));
  return best;
}

/**
 * The curves of several studies, in the same order; as many at a time as there are processors, up to 4.
 * @param {{ problem: import('./functions.mjs').Problem, sampler: string, seed: number, trials: number }[]} studies
 * @returns {Promise<number[][]>} rejects with StudyError when a sampler refuses the space
 */
export async function curves(studies) {
  const found = new Array(studies.length);
  let next = 0;
  const drain = async (/** @type {StudyClient} */ client) => {
    while (next < studies.length) {
      const at = next++;
      const { problem, sampler, seed, trials } = studies[at];
      found[at] = await curve(client, problem, sampler, seed, trials);
    }
  };
  const workers = Math.min(availableParallelism(), MOST_WORKERS, studies.length);
  const clients = Array.from({ length: workers }, () => new StudyClient());
  try {
    await Promise.all(clients.map(drain));
  } finally {
    for (const client of clients) client.close();
  }
  return found;
}

/**
 * Seconds of asking and telling, as the study worker does it, without the messages to and from it and without the function.
 * @param {import('./functions.mjs').Problem} problem @param {string} sampler @param {number} trials @param {number} limit seconds
 * @returns {Promise<{ seconds: number, trials: number }>} fewer trials when the limit was reached
 */
export async function cost({ space, regret }, sampler, trials, limit) {
  const engine = await Engine.create(await loadModule());
  const known = await schema();
  const json = { space, search: search(sampler, 1, trials), objective };
  const { study: checked } = checkTuner(known, json);
  const params = expandSpace(checked);
  const study = engine.study(encodeSpace(params), encodeSearch(known, checked), false);
  let seconds = 0;
  let told = 0;
  while (told < trials && seconds < limit) {
    const before = performance.now();
    const { number, values } = study.ask();
    const between = performance.now();
    if (number < 0) break;
    const value = regret(decodeValues(params, values));
    const after = performance.now();
    study.tell(number, 'complete', value);
    seconds += (between - before + performance.now() - after) / 1000;
    told++;
  }
  study.free();
  return { seconds, trials: told };
}
