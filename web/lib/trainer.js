/** One configuration on one slot of the pool, from its job to its result; what it says on the way becomes events. */
import { Reports } from './reports.js';
import { rowsOf, testResult, trialResult } from './result.js';

/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./inspect.js').Opened} Opened */

export class Trainer {
  #pool;
  #opened;
  #tell;

  /** @param {import('./pool.js').Pool} pool @param {Opened} opened @param {(event: RunEvent) => void} tell */
  constructor(pool, opened, tell) {
    this.#pool = pool;
    this.#opened = opened;
    this.#tell = tell;
  }

  /**
   * Trains on each fold.
   * @param {number} slot @param {import('./proposals.js').Asked} asked
   * @returns {Promise<TrialResult | null>} null when the run was aborted
   */
  async train(slot, asked) {
    const { number, params, config } = asked;
    const report = this.#reporter(number);
    this.#tell({ event: 'asked', trial: number, params, worker: slot });
    const answer = await this.#pool.run(slot, this.#job(number, config, 0), (progress) => {
      const { fold, epoch, share, curve, metrics } = progress;
      report(fold, curve, metrics);
      const rows = rowsOf(curve);
      this.#tell({ event: 'progress', trial: number, fold, epoch, share, curve: rows });
    });
    if (!answer) return null;
    answer.outcome.folds.forEach(({ curve, metrics }, fold) => report(fold, curve, metrics));
    return trialResult(asked, answer, this.#metrics());
  }

  /**
   * Trains on all training rows and scores on the test rows.
   * @param {number} number of the trial that is refitted @param {Float64Array} config @param {number} epochs
   * @returns {Promise<Pick<Result, 'test' | 'test_reason'>>}
   */
  async refit(number, config, epochs) {
    const job = this.#job(number, config, epochs);
    const answer = await this.#pool.run(0, job, ({ share }) =>
      this.#tell({ event: 'refit', share }),
    );
    if (!answer) return { test: null };
    return testResult(answer, this.#metrics(), this.#opened.data.classes);
  }

  /** @param {number} trial @returns {(fold: number, curve: Float32Array, metrics: Float64Array | null) => void} */
  #reporter(trial) {
    const reports = new Reports(this.#opened.folds, this.#opened.metric);
    return (fold, curve, metrics) => {
      for (const { step, value } of reports.news(fold, curve, metrics))
        this.#tell({ event: 'report', trial, step, value });
    };
  }

  /** @param {number} trial @param {Float64Array} config @param {number} refit @returns {import('./pool.js').Job} */
  #job(trial, config, refit) {
    const { study, metric, metrics } = this.#opened;
    const seed = Number(study.search.seed);
    return { trial, config, metric, metrics: metrics.length, seed, refit };
  }

  #metrics() {
    const { metrics, metric } = this.#opened;
    return { names: metrics, metric };
  }
}
