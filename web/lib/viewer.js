/** What the sampler and the pruner of a finished or running study think of it, worked out beside the run. */
import { loadModule } from '#platform';
import { objectivesOf } from './objectives.js';
import { StudyClient } from './study.js';

/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./types').TrialView} TrialView */
/** @typedef {import('./replay.js').Lived} Lived */
/** A result, a snapshot of the store, or just these two. @typedef {{ study: StudyFile | null, trials: readonly (TrialResult | TrialView)[],
 *   warm_start?: import('./types').WarmFacts }} Trials */

/**
 * Opens a finished or a running study to be looked at: a tuner of its own, in a worker of its own, that lives through the trials again. The run
 * is not disturbed, and nothing is trained or proposed anew where that is dear: a result of 200 trials of gp takes about a second, others
 * some milliseconds.
 *
 *     const look = await viewer(result);                                    // of a file, or of an event 'study'
 *     const line = await look.view({ params: ['learning_rate'] });          // gp: a slice through the best trial, as of now
 *     const plane = await look.view({ params: ['learning_rate', 'units'], trial: 20, points: 40 });   // before trial 20 was proposed
 *     const rungs = await look.view({ of: 'pruner' });
 *     const shares = await look.importance();                               // as Study.importance
 *     look.close();
 *
 *     const live = await viewer(store.snapshot);                            // a run
 *     store.subscribe(async (snapshot) => draw(await live.follow(snapshot).then(() => live.view())));
 *
 * Step through a study with `trial: 0, 1, 2 ...`: each view is exactly what that proposal rested on (search.parallelism hides the latest
 * outcomes from it). Draw by `kind`: 'gp' a line or a plane, 'tpe' two densities for each parameter, 'asha' the rungs, 'none' a sentence
 * why there is nothing to draw (`reason`). types.d.ts has the shapes: View, ViewRequest.
 *
 * A result does not hold the trials of another study from which this one was warmed up: `warmStart` gives them once more.
 *
 * @param {Trials} trials with a study that was checked, as results and snapshots have it
 * @param {{ warmStart?: import('./warm-start.js').WarmStart }} [how] as it was given to the run
 * @returns {Promise<Viewer>} rejects when there is no study, when these are not the trials it was warmed up from, or when the worker cannot be
 *   started
 */
export async function viewer(trials, { warmStart } = {}) {
  if (!trials.study) throw new TypeError('viewer: there is no study yet');
  const client = new StudyClient();
  try {
    const module = await loadModule();
    const known = await client.call('look', { module, study: trials.study, warmStart });
    if (known?.hash !== trials.warm_start?.hash && warmStart !== undefined)
      throw new TypeError('viewer: warmStart is not what this study was warmed up from');
    const made = new Viewer(client, trials.study);
    await made.follow(trials);
    return made;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Steps count from 1; those without a score are left out. @param {(number | null)[]} scores */
const reportsOf = (scores) =>
  scores.flatMap((score, i) => {
    const value = score ?? Number.NaN;
    return Number.isFinite(value) ? [{ step: i + 1, value }] : [];
  });

export class Viewer {
  #client;
  #study;
  /** Trials that are over and were handed to the worker. @type {Set<number>} */
  #over = new Set();
  /** Whether the worker can do with what is new. */
  #isOwn = true;

  /** @param {StudyClient} client @param {StudyFile} study */
  constructor(client, study) {
    this.#client = client;
    this.#study = study;
  }

  /**
   * Takes in what has come since, running trials too: the sampler counts them. Calls may overlap: they are worked off in their order.
   * @param {Pick<Trials, 'trials'>} trials of the same study
   * @returns {Promise<boolean>} whether the views are exact: false if some trials were not proposed by this study's own sampler, and the
   *   sampler is one whose state cannot follow from the history alone
   */
  async follow({ trials }) {
    const all = trials.filter((trial) => trial).sort((a, b) => a.number - b.number);
    const isNew = (/** @type {{ number: number }} */ { number }) => !this.#over.has(number);
    const lived = (this.#isOwn ? all.filter(isNew) : all).map((trial) => this.#lived(trial));
    const isOwn = await this.#client.call('follow', { trials: lived });
    if (!isOwn && this.#isOwn) {
      this.#isOwn = false; // and the worker has to see all of them again
      if (this.#over.size > 0) return this.follow({ trials });
    }
    for (const { number, state } of lived) if (state !== 'running') this.#over.add(number);
    return this.#isOwn;
  }

  /** @param {TrialResult | TrialView} trial @returns {Lived} */
  #lived(trial) {
    const { number, params, value, folds = [] } = trial;
    const state = 'status' in trial ? trial.status : trial.state;
    const values = /** @type {{ values?: (number | null)[] | null }} */ (trial).values ?? [value];
    const isValued = state !== 'failed' && state !== 'running';
    return {
      number,
      params,
      state,
      values: isValued ? values.map((each) => each ?? Number.NaN) : [],
      reports: this.#reports(state === 'running' ? [] : folds),
    };
  }

  /** Of both kinds that a pruner may hear; the worker knows which. @param {import('./types').FoldResult[]} folds */
  #reports(folds) {
    const [{ metric }] = objectivesOf(this.#study);
    const epochs = (folds[0]?.curve ?? []).map((row) => row[2]);
    const ends = folds.map(({ metrics }) => metrics[metric]);
    return { epochs: reportsOf(epochs), folds: reportsOf(ends) };
  }

  /** As Study.view. @param {import('./types').ViewRequest} [request] @returns {Promise<import('./types').View>} */
  async view(request = {}) {
    return this.#client.call('view', { request });
  }

  /** As Study.importance. @param {{ method?: 'fanova' | 'ped_anova' }} [how] @returns {Promise<Record<string, number>>} */
  async importance({ method = 'fanova' } = {}) {
    return (await this.#client.call('importance', { method, pairs: false })).single;
  }

  /** As Study.importancePairs. @returns {Promise<Record<string, Record<string, number>>>} */
  async importancePairs() {
    return (await this.#client.call('importance', { method: 'fanova', pairs: true })).pairs;
  }

  /** Ends the worker. Without it a process still ends by itself. */
  close() {
    this.#client.close();
  }
}
