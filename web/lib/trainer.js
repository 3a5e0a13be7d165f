/** One configuration on one slot of the pool, from its job to its result; what it says on the way becomes events. */
import { STEP } from './engine-status.js';
import { Looks } from './looks.js';
import { firstObjective, objectivesOf } from './objectives.js';
import { rowsOf, testResult, trialResult } from './result.js';

/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./inspect.js').Opened} Opened */
/** @typedef {import('./pool.js').Outcome} Outcome */

/** Where the best is trained once more. */
export const REFIT_SLOT = 0;

export class Trainer {
  #pool;
  #opened;
  #tuner;
  #tell;

  /**
   * @param {import('./pool.js').Pool} pool @param {import('./study.js').StudyClient} tuner
   * @param {Opened} opened @param {(event: RunEvent) => void} tell
   */
  constructor(pool, tuner, opened, tell) {
    this.#pool = pool;
    this.#tuner = tuner;
    this.#opened = opened;
    this.#tell = tell;
  }

  /**
   * Trains on each fold, as far as the pruner lets it.
   * @param {number} slot @param {import('./proposals.js').Asked} asked
   * @returns {Promise<TrialResult | null>} null when the run was aborted
   */
  async train(slot, asked) {
    const { number, params, config } = asked;
    const looks = this.#looksOf(number);
    this.#tell({ event: 'asked', trial: number, params, worker: slot });
    const answer = await this.#pool.run(slot, this.#job(number, config, 0), {
      onProgress: ({ fold, epoch, share, curve, metrics }) => {
        looks.hear(fold, curve, metrics);
        const rows = rowsOf(curve);
        this.#tell({ event: 'progress', trial: number, fold, epoch, share, curve: rows });
      },
      onLook: (look) => looks.answer(look),
    });
    if (!answer) return null;
    const { outcome, seconds } = answer;
    outcome.folds.forEach(({ curve, metrics }, fold) => looks.hear(fold, curve, metrics));
    await looks.end();
    const ended = this.#ended(outcome, looks);
    return trialResult(asked, { outcome: { ...outcome, ...ended }, seconds }, this.#metrics());
  }

  /**
   * Trains on all training rows and scores on the test rows.
   * @param {number} number of the trial that is refitted @param {Float64Array} config @param {number} epochs
   * @param {Record<string, any>[]} [layers] if its worker is to keep the network
   * @returns {Promise<{ tested: Pick<Result, 'test' | 'test_reason'>, outcome?: Outcome }>}
   */
  async refit(number, config, epochs, layers) {
    const job = { ...this.#job(number, config, epochs), layers };
    const answer = await this.#pool.run(REFIT_SLOT, job, {
      onProgress: ({ share }) => this.#tell({ event: 'refit', share }),
    });
    if (!answer) return { tested: { test: null } };
    const { outcome } = answer;
    return { tested: testResult(answer, this.#metrics(), this.#opened.data.classes), outcome };
  }

  /** @param {number} number */
  #looksOf(number) {
    return new Looks(
      this.#opened,
      (reports) => this.#tuner.call('report', { number, reports }),
      (report) => this.#tell({ event: 'report', trial: number, ...report }),
    );
  }

  /** What a trial is worth that did not come to its end, and where it was. @param {Outcome} outcome @param {Looks} looks */
  #ended(outcome, looks) {
    if (outcome.pruned) return { value: this.#valueOf(outcome, looks) };
    if (outcome.reason !== 'time_limit') return {};
    const value = outcome.value ?? this.#valueOf(outcome, looks);
    return { value, pruned: looks.reached };
  }

  /** Of a trial that was stopped: the mean of its folds, or what the pruner went by. @param {Outcome} outcome @param {Looks} looks */
  #valueOf(outcome, looks) {
    const { step, study } = this.#opened;
    if (step === STEP.FOLD) return outcome.value;
    const { score } = /** @type {{ score?: string }} */ (study.search.pruner);
    return looks.value(score === 'best', firstObjective(study).direction === 'maximize');
  }

  /** @param {number} trial @param {Float64Array} config @param {number} refit @returns {import('./pool.js').Job} */
  #job(trial, config, refit) {
    const { study, metric, metrics, step } = this.#opened;
    const seed = Number(study.search.seed);
    const hears = refit > 0 ? STEP.NONE : step;
    const limit = refit > 0 ? 0 : Number(study.search.trial_time_limit_s);
    return { trial, config, metric, metrics: metrics.length, seed, refit, hears, limit };
  }

  #metrics() {
    const { metrics, metric, study } = this.#opened;
    return { names: metrics, metric, objectives: objectivesOf(study) };
  }
}
