// Our side: every row of samplers.def, with its defaults, one trial after the other.
import { availableParallelism } from 'node:os';
import { decodeValues, encodeSearch, encodeSpace } from '../../../web/lib/encode.js';
import { Engine } from '../../../web/lib/engine.js';
import { schema } from '../../../web/lib/index.js';
import { loadModule } from '../../../web/lib/platform.node.js';
import { Study, StudyClient } from '../../../web/lib/study.js';
import { checkTuner, expandSpace } from '../../../web/lib/study-file.js';
import { missingCurve } from './fronts.mjs';

const MOST_WORKERS = 4;
const WARM_UP = 0.1; // seconds
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
  const study = new Study(client, await client.call('create', content));
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

/** The missing share of a front after each trial. @param {StudyClient} client of a worker that has nothing else to do
 * @param {import('./fronts.mjs').Front} front @param {string} sampler @param {number} seed @param {number} trials */
async function frontCurve(client, front, sampler, seed, trials) {
  const module = await loadModule();
  const both = ['first', 'second'].map((metric) => ({ metric, direction: 'minimize' }));
  const how = search(sampler, seed, trials);
  const content = { module, space: front.space, search: how, objective: both };
  const study = new Study(client, await client.call('create', content));
  const points = [];
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    points.push(front.values(trial.params));
    await study.tell(trial.number, { values: points[points.length - 1] });
  }
  return missingCurve(front, points);
}

/**
 * The curves of several studies, in the same order; as many at a time as there are processors, up to 4.
 * @param {{ problem: import('./functions.mjs').Problem | import('./fronts.mjs').Front, sampler: string, seed: number, trials: number }[]} studies
 * @returns {Promise<number[][]>} rejects with StudyError when a sampler refuses the space
 */
export async function curves(studies) {
  const found = new Array(studies.length);
  let next = 0;
  const drain = async (/** @type {StudyClient} */ client) => {
    while (next < studies.length) {
      const at = next++;
      const { problem, sampler, seed, trials } = studies[at];
      found[at] =
        'values' in problem
          ? await frontCurve(client, problem, sampler, seed, trials)
          : await curve(client, problem, sampler, seed, trials);
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

/** @type {Promise<Engine> | undefined} */
let engine;

/**
 * A tuner in this thread. @param {{ space: object, search: object, objective: { direction: string } }} json
 */
export async function openTuner(json) {
  engine ??= loadModule().then((module) => Engine.create(module));
  const known = await schema();
  const { study: checked } = checkTuner(known, json);
  const params = expandSpace(checked);
  const maximized = [json.objective.direction === 'maximize'];
  const encoded = [encodeSpace(params), encodeSearch(known, checked)];
  return { study: (await engine).study(encoded[0], encoded[1], maximized), params };
}

/**
 * Seconds of asking and telling, as the study worker does it, without the messages to and from it and without the function. A study
 * before it, which is not counted, lets V8 compile what both use: in a fresh process the first thousand trials cost some
 * 10 milliseconds more in all.
 * @param {import('./functions.mjs').Problem} problem @param {string} sampler @param {number} trials @param {number} limit seconds
 * @returns {Promise<{ seconds: number, trials: number }>} fewer trials when the limit was reached
 */
export async function cost(problem, sampler, trials, limit) {
  await costOnce(problem, sampler, trials, Math.min(limit, WARM_UP));
  return costOnce(problem, sampler, trials, limit);
}

/** @type {typeof cost} */
async function costOnce({ space, regret }, sampler, trials, limit) {
  const { study, params } = await openTuner({
    space,
    search: search(sampler, 1, trials),
    objective,
  });
  let seconds = 0;
  let told = 0;
  while (told < trials && seconds < limit) {
    const before = performance.now();
    const { number, values } = study.ask();
    const between = performance.now();
    if (number < 0) break;
    const value = regret(decodeValues(params, values));
    const after = performance.now();
    study.tell(number, 'complete', [value]);
    seconds += (between - before + performance.now() - after) / 1000;
    told++;
  }
  study.free();
  return { seconds, trials: told };
}
