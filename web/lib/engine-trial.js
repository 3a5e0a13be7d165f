/** A data set and a trial of sweetspot.wasm, as handles; the rules of engine.js hold. */
import { hex } from './engine-status.js';

/** @typedef {import('./engine-status.js').Inside} Inside */
/**
 * What a configuration makes of the data, layer by layer.
 * @typedef {object} Shapes
 * @property {number} fit how many layers fit; all of them and the output layer when there is no misfit
 * @property {string | null} misfit why the next one does not: a row of the table "misfits"
 * @property {{ shape: number[], parameters: number }[]} shapes what comes out of each that fits, and its trainable numbers
 */

const SHAPE_NUMBERS = 5;

/** A data set in the engine's memory, read only once it is split. */
export class DatasetHandle {
  /** @param {Inside} inside @param {number} handle @param {number} rows @param {number} classes 0 for regression */
  constructor(inside, handle, rows, classes) {
    this.inside = inside;
    this.handle = handle;
    this.rows = rows;
    this.classes = classes;
  }

  /** Decides which rows are tested and which fold each other row is held out in. @param {Float64Array} config */
  split(config) {
    const { c, lend, error } = this.inside;
    const status = lend(config, (at) => c.ss_dataset_split(this.handle, at, config.length));
    if (status < 0) throw error(status);
  }

  /** Its features where C has them; good until the memory grows. @param {Uint8ArrayConstructor} View of their type @param {number} length */
  features(View, length) {
    const { c, buffer } = this.inside;
    return new View(buffer(), c.ss_dataset_x(this.handle) >>> 0, length);
  }

  get folds() {
    return /** @type {number} */ (this.inside.c.ss_dataset_folds(this.handle));
  }

  /** [N] the fold of each row; -1 a test row, -2 always trained on, -3 not used. @returns {Int32Array} */
  roles() {
    const at = this.inside.c.ss_dataset_roles(this.handle) >>> 0;
    return new Int32Array(this.inside.buffer(), at, this.rows).slice();
  }

  /**
   * Plans a configuration without training it; after the split. @param {Float64Array} config
   * @returns {Shapes}
   */
  shapes(config) {
    const { c, lend, error, buffer, misfits } = this.inside;
    const room = (config[0] + 1) * SHAPE_NUMBERS;
    return lend(config, (at) =>
      lend(new Float64Array(room), (shapesAt) =>
        lend(new Int32Array(1), (misfitAt) => {
          const fit = c.ss_trial_shapes(this.handle, at, config.length, shapesAt, misfitAt);
          if (fit < 0) throw error(fit);
          const [misfit] = new Int32Array(buffer(), misfitAt, 1);
          const numbers = new Float64Array(buffer(), shapesAt, fit * SHAPE_NUMBERS);
          const shapes = Array.from({ length: fit }, (_, i) => layerShape(numbers, i));
          return { fit, misfit: misfit === 0 ? null : misfits()[misfit], shapes };
        }),
      ),
    );
  }

  /** Bytes that a trial needs. @param {Float64Array} config @param {boolean} refit @returns {number} */
  trialBytes(config, refit) {
    const { c, lend, error } = this.inside;
    const { length } = config;
    const bytes = lend(config, (at) => c.ss_trial_bytes(this.handle, at, length, refit ? 1 : 0));
    if (bytes < 0) throw error(bytes);
    return bytes;
  }

  /**
   * One configuration, ready to be trained.
   * @param {Float64Array} config
   * @param {{ metric: number, seed: number, number: number, refitEpochs?: number }} options metric: its row in the schema
   */
  trial(config, { metric, seed, number, refitEpochs = 0 }) {
    const { c, lend, error, buffer } = this.inside;
    return lend(config, (at) =>
      lend(new Int32Array(1), (statusAt) => {
        const how = [metric, seed, number, refitEpochs, statusAt];
        const handle = c.ss_trial_create(this.handle, at, config.length, ...how) >>> 0;
        if (handle === 0) throw error(new Int32Array(buffer(), statusAt, 1)[0]);
        return new TrialHandle(this.inside, handle, this.classes);
      }),
    );
  }

  free() {
    this.inside.c.ss_dataset_free(this.handle);
    this.handle = 0;
  }
}

/** @param {Float64Array} numbers @param {number} i */
function layerShape(numbers, i) {
  const [rank, ...rest] = numbers.subarray(i * SHAPE_NUMBERS, (i + 1) * SHAPE_NUMBERS);
  return { shape: rest.slice(0, rank), parameters: rest[3] };
}

/** One configuration in training. */
export class TrialHandle {
  /** @param {Inside} inside @param {number} handle @param {number} classes */
  constructor(inside, handle, classes) {
    this.inside = inside;
    this.handle = handle;
    this.classes = classes;
  }

  /** Trains about so many rows, at most to the end of the epoch. @param {number} rows @returns {number} one of TRIAL */
  run(rows) {
    return this.inside.c.ss_trial_run(this.handle, rows);
  }

  /** The fold in training; the number of folds when complete. @returns {number} */
  get fold() {
    return this.inside.c.ss_trial_fold(this.handle);
  }

  /** Epochs finished in a fold. @param {number} fold @returns {number} */
  epochs(fold) {
    return this.inside.c.ss_trial_epochs(this.handle, fold);
  }

  /** Share of the epochs at most, 0 .. 1. @returns {number} */
  get progress() {
    return this.inside.c.ss_trial_progress(this.handle);
  }

  /** [E, 3] training loss, validation loss, validation metric of each epoch; a copy. @param {number} fold */
  curve(fold) {
    const at = this.inside.c.ss_trial_curve(this.handle, fold) >>> 0;
    return new Float32Array(this.inside.buffer(), at, 3 * this.epochs(fold)).slice();
  }

  /** Epoch, from 0, whose weights scored a finished fold. @param {number} fold @returns {number} */
  bestEpoch(fold) {
    return this.inside.c.ss_trial_best_epoch(this.handle, fold);
  }

  /** [M] in schema order, NaN where the task has none; a copy. @param {number} fold @param {number} count M */
  metrics(fold, count) {
    const at = this.inside.c.ss_trial_metrics(this.handle, fold) >>> 0;
    return new Float64Array(this.inside.buffer(), at, count).slice();
  }

  /** Mean of the finished folds' scores. @returns {number} */
  get score() {
    return this.inside.c.ss_trial_score(this.handle);
  }

  /** [C, C] of the last finished fold, row the true class; null for regression. */
  confusion() {
    const at = this.inside.c.ss_trial_confusion(this.handle) >>> 0;
    if (at === 0) return null;
    return new Int32Array(this.inside.buffer(), at, this.classes * this.classes).slice();
  }

  /** [C, 4] of the last finished fold: precision, recall, F1, rows; null for regression. */
  classReport() {
    const at = this.inside.c.ss_trial_classes(this.handle) >>> 0;
    return at === 0 ? null : new Float64Array(this.inside.buffer(), at, this.classes * 4).slice();
  }

  /** 16 hexadecimal digits over the weights that scored each finished fold. */
  get hash() {
    return hex(this.inside.c.ss_trial_hash(this.handle));
  }

  /** Trainable numbers of the network. @returns {number} */
  get parameters() {
    return this.inside.c.ss_trial_parameters(this.handle);
  }

  /** Running statistics of the network, learned without a gradient. @returns {number} */
  get states() {
    return this.inside.c.ss_trial_states(this.handle);
  }

  /** [P + S] the weights now, then the running statistics; a copy. */
  weights() {
    const at = this.inside.c.ss_trial_weights(this.handle) >>> 0;
    return new Float32Array(this.inside.buffer(), at, this.parameters + this.states).slice();
  }

  /**
   * What the network makes of rows of the data set with its weights now; between two folds with those that were scored.
   * @param {Int32Array} rows @returns {Float32Array} [n, C] probabilities; regression: [n] in the unit of the target
   */
  predictRows(rows) {
    const { c, lend } = this.inside;
    return this.#predicted(rows.length, (out) =>
      lend(rows, (at) => c.ss_trial_predict_rows(this.handle, at, rows.length, out)),
    );
  }

  /**
   * The same for rows of one's own, in the form of the data set and not scaled.
   * @param {Float32Array | Uint8Array | Uint16Array} x [n, D], or tokens @param {number} n
   * @param {Int32Array | null} [starts] texts: [n + 1]
   */
  predict(x, n, starts = null) {
    const { c, lend } = this.inside;
    /** @param {number} at @param {number} startsAt @param {number} out */
    const call = (at, startsAt, out) => c.ss_trial_predict(this.handle, at, startsAt, n, out);
    return this.#predicted(n, (out) =>
      lend(x, (at) =>
        starts ? lend(starts, (startsAt) => call(at, startsAt, out)) : call(at, 0, out),
      ),
    );
  }

  /** @param {number} n @param {(out: number) => number} call @returns {Float32Array} */
  #predicted(n, call) {
    const { buffer, lend, error } = this.inside;
    const size = n * Math.max(1, this.classes);
    return lend(new Float32Array(size), (out) => {
      const status = call(out);
      if (status < 0) throw error(status);
      return new Float32Array(buffer(), out, size).slice();
    });
  }

  free() {
    this.inside.c.ss_trial_free(this.handle);
    this.handle = 0;
  }
}
