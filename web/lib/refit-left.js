/**
 * How long the final training of the best configuration takes, as a range of seconds, before it has begun and while it runs. A clock has
 * measured it, and it is only ever shown.
 *
 * Before: its epochs, which the best trial so far tells as the refit itself will count them (`refit` of study.worker.js), times the seconds that
 * an epoch took in that trial. The trial trained on a share of the training rows and scored the others each epoch; the final training
 * has all rows and scores none, so that an epoch takes between 1 and 1 / share times as long. A clock is off by a third or so; and it runs alone,
 * where trials beside each other shared the processor: with two workers on two cores it took 0.36 to 0.93 of that product, with one 0.8 to
 * 1.2. While it runs, what is left follows from how far it is.
 */
import { isRef } from './problems.js';

/** @typedef {import('./types').Snapshot} Snapshot */
/** @typedef {readonly [number, number]} Range seconds, from and to */

/** How much less it may be after trials of one worker, and of several; how much more. */
const [LEAST, LEAST_BESIDE, MOST] = [0.6, 0.35, 1.25];
/** A share above this says how long the whole takes. */
const SURE = 0.05;

/** Nothing follows the trials. @type {Range} */
const NONE = [0, 0];

/** @param {Pick<Snapshot, 'study' | 'data' | 'best' | 'trials' | 'workers'>} snapshot @returns {Range | null} null while it is not known */
export function refitRange({ study, data, best, trials, workers }) {
  const { validation = {}, training = {}, data: source } = /** @type {any} */ (study ?? {});
  if (!data?.test_rows && !(source?.test_fraction > 0)) return NONE;
  const trial = best && trials[best.number];
  if (!trial?.folds || !best) return null;
  const { folds, seconds = 0 } = trial;
  const epochs = epochsOf(training, best.params, folds);
  const trained = folds.reduce((sum, { curve }) => sum + curve.length, 0);
  const all = folds.reduce((sum, fold) => sum + (fold.seconds ?? Number.NaN), 0);
  const whole = (epochs * (all > 0 ? all : seconds)) / trained;
  if (!(whole > 0) || !Number.isFinite(whole)) return null;
  const share = validation.folds > 1 ? 1 - 1 / validation.folds : 1 - (validation.fraction ?? 0);
  return [(workers > 1 ? LEAST_BESIDE : LEAST) * whole, (MOST * whole) / share];
}

/** @param {any} training @param {import('./types').Params} params @param {readonly { best_epoch: number }[]} folds */
function epochsOf(training, params, folds) {
  const given = (/** @type {any} */ value) => (isRef(value) ? params[value.param] : value);
  const stopping = given(training.early_stopping);
  const isChosen =
    given(stopping?.type ?? stopping) === 'patience' || given(training.score) === 'best';
  const mean = folds.reduce((sum, { best_epoch }) => sum + best_epoch + 1, 0) / folds.length;
  return isChosen ? Math.floor(mean + 0.5) : Number(given(training.epochs));
}

/** The final training that runs. */
export class RefitLeft {
  /** When it began; when and how far it was heard of last. */
  #heard = { at: 0, seen: 0, share: -1 };

  /** @param {number} share 0 when it begins @param {number} at seconds of the run */
  heard(share, at) {
    const began = this.#heard.share < 0 ? at : this.#heard.at;
    this.#heard = { at: began, seen: at, share };
  }

  /** @param {number} now @param {Range | null} expected of the whole @returns {Range | null} */
  left(now, expected) {
    const { at, seen, share } = this.#heard;
    const spent = now - at;
    const whole = (seen - at) / share;
    const [low, high] = share > SURE && whole > 0 ? [whole, whole] : (expected ?? NONE);
    return high > 0 ? [Math.max(0, low - spent), Math.max(0, high - spent)] : null;
  }
}
