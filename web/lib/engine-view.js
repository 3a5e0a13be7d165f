/** What a tuner's sampler and pruner believe, as figures; the rules of engine.js hold. Looking changes nothing. */
import { STATUS } from './engine-status.js';

/** @typedef {import('./engine-status.js').Inside} Inside */

/** What a sampler has to show (ss_view). */
export const VIEW = { NONE: 0, DENSITIES: 1, SURROGATE: 2, DISTRIBUTION: 3, POPULATION: 4 };
/** How far a trial sees, or -1 for all that is known. @typedef {number} Trial */

const NONE_SO_HIGH = 2147483647;

export class ViewHandle {
  #inside;
  #handle;
  #count;

  /** @param {Inside} inside @param {number} handle @param {number} count K, parameters of the space */
  constructor(inside, handle, count) {
    this.#inside = inside;
    this.#handle = handle;
    this.#count = count;
  }

  /** One of VIEW. @returns {number} */
  get kind() {
    return this.#inside.c.ss_study_view(this.#handle);
  }

  /**
   * What trial n's proposal could see; best is -1 for none. @param {Trial} trial
   * @returns {{ trials: number, outcomes: number, best: number } | null} null when a trial that it depends on is not told yet
   */
  seen(trial) {
    const { c } = this.#inside;
    return this.#numbers(3, (at) => {
      if (!this.#passed(c.ss_study_seen(this.#handle, trial, at), STATUS.WAIT)) return null;
      const [trials, outcomes, best] = this.#read(at, 3);
      return { trials, outcomes, best };
    });
  }

  /** The values [K] of a trial. @param {number} number */
  values(number) {
    const { c } = this.#inside;
    return this.#numbers(this.#count, (at) => {
      this.#passed(c.ss_study_values(this.#handle, number, at));
      return Float64Array.from(this.#read(at, this.#count));
    });
  }

  /** Values along a parameter's own scale. @param {number} parameter @param {number} most @returns {number[]} */
  axis(parameter, most) {
    const { c } = this.#inside;
    return this.#numbers(most, (at) => {
      const count = c.ss_study_axis(this.#handle, parameter, most, at);
      if (count < 0) throw this.#inside.error(count);
      return this.#read(at, count);
    });
  }

  /** l(x) and g(x) of tpe. @param {Trial} trial @param {number} parameter @param {number[]} values */
  densities(trial, parameter, values) {
    const { c, lend } = this.#inside;
    const { length } = values;
    return lend(Float64Array.from(values), (valuesAt) =>
      this.#numbers(2 * length, (at) => {
        const badAt = at + 8 * length;
        const rest = [valuesAt, length, at, badAt];
        this.#passed(c.ss_study_densities(this.#handle, trial, parameter, ...rest));
        return { good: this.#read(at, length), bad: this.#read(badAt, length) };
      }),
    );
  }

  /**
   * The surrogate of gp at configurations; null where there is none yet.
   * @param {Trial} trial @param {Float64Array} rows [n, K] @param {number} n
   * @returns {{ mean: number[], deviation: number[], acquisition: number[], scales: number[] } | null}
   */
  surrogate(trial, rows, n) {
    const { c, lend } = this.#inside;
    return lend(rows, (rowsAt) =>
      this.#numbers(3 * n + this.#count, (at) => {
        const [deviationAt, acquisitionAt, scalesAt] = [8, 16, 24].map((bytes) => at + bytes * n);
        const rest = [rowsAt, n, at, deviationAt, acquisitionAt, scalesAt];
        const status = c.ss_study_surrogate(this.#handle, trial, ...rest);
        if (!this.#passed(status, STATUS.NO_VIEW)) return null;
        return {
          mean: this.#read(at, n),
          deviation: this.#read(deviationAt, n),
          acquisition: this.#read(acquisitionAt, n),
          scales: this.#read(scalesAt, this.#count),
        };
      }),
    );
  }

  /**
   * What the forest of fanova expects over two parameters. @param {number} across @param {number[]} x @param {number} up @param {number[]} y
   * @returns {number[] | null} a row of x for each y; null where the trials do not differ
   */
  surface(across, x, up, y) {
    const { c, lend } = this.#inside;
    return lend(Float64Array.from([...x, ...y]), (at) =>
      this.#numbers(x.length * y.length, (meanAt) => {
        const yAt = at + 8 * x.length;
        const rest = [across, at, x.length, up, yAt, y.length, meanAt];
        this.#passed(c.ss_study_surface(this.#handle, ...rest));
        const mean = this.#read(meanAt, x.length * y.length);
        return Number.isNaN(mean[0]) ? null : mean;
      }),
    );
  }

  /**
   * What cma_es draws from. @param {Trial} trial @param {number} choices of all categories that have several
   * @returns {{ first: number, size: number, generation: number, mean: number[], covariance: number[], shares: number[] }}
   *   mean [K], covariance [K, K]: NaN of what is no number; shares one category after the other
   */
  distribution(trial, choices) {
    const { c } = this.#inside;
    const params = this.#count;
    return this.#numbers(3 + params + params * params + choices, (at) => {
      const [mean, covariance, shares] = [3, 3 + params, 3 + params + params * params];
      const rest = [mean, covariance, shares].map((numbers) => at + 8 * numbers);
      this.#passed(c.ss_study_distribution(this.#handle, trial, at, ...rest));
      const all = this.#read(at, shares + choices);
      const [first, size, generation] = all;
      return {
        first,
        size,
        generation,
        mean: all.slice(mean, covariance),
        covariance: all.slice(covariance, shares),
        shares: all.slice(shares),
      };
    });
  }

  /**
   * Whom nsga2 crosses, and the complete trials after them: rank -1. @param {Trial} trial @param {number} size of its population
   * @returns {{ number: number, rank: number }[]} a negative number: a trial of an earlier study
   */
  population(trial, size) {
    const { c, buffer } = this.#inside;
    // Twice 2 size numbers of four bytes.
    return this.#numbers(2 * size, (at) => {
      const count = c.ss_study_population(this.#handle, trial, at, at + 8 * size);
      this.#passed(count);
      const read = (/** @type {number} */ from) =>
        Array.from(new Int32Array(buffer(), from, count));
      const ranks = read(at + 8 * size);
      return read(at).map((number, i) => ({ number, rank: ranks[i] }));
    });
  }

  /**
   * A rung of asha: the value of each trial that was measured there, and whether it went on.
   * @param {Trial} trial @param {number} rung from 0 @param {number} asked how many trials there are
   * @returns {{ step: number, trials: { number: number, value: number, promoted: boolean }[] } | null} null without such a rung
   */
  rung(trial, rung, asked) {
    const { c, error, buffer } = this.#inside;
    return this.#numbers(2 * asked, (at) => {
      const flagsAt = at + 8 * asked;
      const step = c.ss_study_rung(this.#handle, trial, rung, at, flagsAt);
      if (step === STATUS.NO_VIEW || step === STATUS.WAIT || step === NONE_SO_HIGH) return null;
      if (step < 0) throw error(step);
      const flags = new Uint8Array(buffer(), flagsAt, asked).slice();
      const trials = this.#read(at, asked)
        .map((value, number) => ({ number, value, promoted: flags[number] === 1 }))
        .filter(({ value }) => !Number.isNaN(value));
      return { step, trials };
    });
  }

  /** Room for so many numbers. @template T @param {number} count @param {(at: number) => T} use */
  #numbers(count, use) {
    return this.#inside.lend(new Float64Array(count), use);
  }

  /** @param {number} at @param {number} count */
  #read(at, count) {
    return Array.from(new Float64Array(this.#inside.buffer(), at, count));
  }

  /** @param {number} status @param {number} [excused] the one that is no error @returns {boolean} whether there is an answer */
  #passed(status, excused = 0) {
    if (status < 0 && status !== excused) throw this.#inside.error(status);
    return status >= 0;
  }
}
