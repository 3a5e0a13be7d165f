/**
 * The door to sweetspot.wasm, and the only file that knows that its memory exists. Pointers stay in here; what goes out are
 * numbers, copies and handles. A typed-array view is made at the moment of use and dropped before the next call into C,
 * because memory that grows leaves old views empty. Every handle is freed by whoever created it.
 */

export const STATUS = { NO_MEMORY: -1, WAIT: -7, EXHAUSTED: -8, TOO_LARGE: -10 };
export const TRIAL = { RUNNING: 0, COMPLETE: 1, DIVERGED: 2 };
export const TOLD = { complete: 0, pruned: 1, failed: 2 };

/** A status that C answered. `name` is the row of base/status.def, such as "NO_MEMORY". */
export class EngineError extends Error {
  /** @param {number} status @param {string} text as ss_status_name gives it: "NO_MEMORY: not enough memory" */
  constructor(status, text) {
    super(text);
    this.status = status;
    this.name = text.split(':')[0];
  }
}

/** One instance of the module with a memory of its own. */
export class Engine {
  #c;

  /** @param {WebAssembly.Instance} instance */
  constructor(instance) {
    this.#c = /** @type {Record<string, any>} */ (instance.exports);
    this.#c._initialize();
  }

  /** @param {WebAssembly.Module} module @returns {Promise<Engine>} */
  static async create(module) {
    const env = { emscripten_notify_memory_growth() {} };
    return new Engine(await WebAssembly.instantiate(module, { env }));
  }

  /** The whole schema as JSON text. */
  schemaText() {
    return this.#text(this.#c.ss_schema());
  }

  /** 64-bit FNV-1a as 16 hexadecimal digits. @param {string | Uint8Array} content text counts as UTF-8 */
  hash(content) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return this.#lend(bytes, (pointer) => hex(this.#c.ss_hash(pointer, bytes.length)));
  }

  /**
   * Copies a data set into this memory.
   * @param {import('./types').Dataset} data
   * @returns {DatasetHandle}
   */
  dataset(data) {
    const classes = data.task === 'classification' ? data.classes.length : 0;
    const bytes = data.x instanceof Uint8Array ? 1 : 0;
    const { rows, features, test_rows: testRows } = data;
    const handle = this.#c.ss_dataset_create(rows, features, classes, bytes, testRows) >>> 0;
    if (handle === 0) throw this.error(STATUS.NO_MEMORY);
    const x = this.#c.ss_dataset_x(handle) >>> 0;
    const y = this.#c.ss_dataset_y(handle) >>> 0;
    const View = bytes ? Uint8Array : Float32Array;
    new View(this.#buffer(), x, rows * features).set(data.x);
    new Float32Array(this.#buffer(), y, rows).set(data.y);
    return new DatasetHandle(this.#inside(), handle, rows, classes);
  }

  /**
   * A tuner over a space.
   * @param {Float64Array} space @param {Float64Array} search as encode.js writes them @param {boolean} maximize
   */
  study(space, search, maximize) {
    return this.#lend(space, (spaceAt) =>
      this.#lend(search, (searchAt) =>
        this.#lend(new Int32Array(1), (statusAt) => {
          const counts = [spaceAt, space.length, searchAt, search.length, maximize ? 1 : 0];
          const handle = this.#c.ss_study_create(...counts, statusAt) >>> 0;
          if (handle === 0) throw this.error(new Int32Array(this.#buffer(), statusAt, 1)[0]);
          return new StudyHandle(this.#inside(), handle, space[0]);
        }),
      ),
    );
  }

  /** @param {number} status */
  error(status) {
    return new EngineError(status, this.#text(this.#c.ss_status_name(status)));
  }

  /** What the handles of this file need. @returns {Inside} */
  #inside() {
    return {
      c: this.#c,
      buffer: () => this.#buffer(),
      lend: (values, use) => this.#lend(values, use),
      error: (status) => this.error(status),
    };
  }

  /** @returns {ArrayBuffer} */
  #buffer() {
    return this.#c.memory.buffer;
  }

  /** @param {number} pointer */
  #text(pointer) {
    const bytes = new Uint8Array(this.#buffer(), pointer >>> 0);
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }

  /**
   * Copies an argument into memory for the length of one call.
   * @template T
   * @param {Float64Array | Uint8Array | Int32Array} values @param {(pointer: number) => T} use
   */
  #lend(values, use) {
    const pointer = this.#c.ss_alloc(Math.max(values.byteLength, 16)) >>> 0;
    if (pointer === 0) throw this.error(STATUS.NO_MEMORY);
    try {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      new Uint8Array(this.#buffer(), pointer, bytes.length).set(bytes);
      return use(pointer);
    } finally {
      this.#c.ss_free(pointer);
    }
  }
}

/**
 * @typedef {object} Inside
 * @property {Record<string, any>} c
 * @property {() => ArrayBuffer} buffer
 * @property {<T>(values: Float64Array | Uint8Array | Int32Array, use: (at: number) => T) => T} lend
 * @property {(status: number) => EngineError} error
 */

/** A data set in the engine's memory, read only once it is split. */
class DatasetHandle {
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

  get folds() {
    return /** @type {number} */ (this.inside.c.ss_dataset_folds(this.handle));
  }

  /** [N] the fold of each row; -1 a test row, -2 always trained on, -3 not used. @returns {Int32Array} */
  roles() {
    const at = this.inside.c.ss_dataset_roles(this.handle) >>> 0;
    return new Int32Array(this.inside.buffer(), at, this.rows).slice();
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

/** One configuration in training. */
class TrialHandle {
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

  /** [P] the weights now; a copy. */
  weights() {
    const at = this.inside.c.ss_trial_weights(this.handle) >>> 0;
    return new Float32Array(this.inside.buffer(), at, this.parameters).slice();
  }

  free() {
    this.inside.c.ss_trial_free(this.handle);
    this.handle = 0;
  }
}

/** A tuner: proposes configurations, hears their values, trains nothing. */
class StudyHandle {
  /** @param {Inside} inside @param {number} handle @param {number} count K, parameters of the space */
  constructor(inside, handle, count) {
    this.inside = inside;
    this.handle = handle;
    this.count = count;
  }

  /** Different configurations the sampler can propose; Infinity when they cannot be counted. @returns {number} */
  get size() {
    return this.inside.c.ss_study_size(this.handle);
  }

  /** Trials at most. @returns {number} */
  get budget() {
    return this.inside.c.ss_study_budget(this.handle);
  }

  /** The next trial, or `number` STATUS.WAIT or STATUS.EXHAUSTED. @returns {{ number: number, values: Float64Array }} */
  ask() {
    const { c, lend, error, buffer } = this.inside;
    return lend(new Float64Array(this.count), (at) => {
      const number = c.ss_study_ask(this.handle, at);
      const none = number === STATUS.WAIT || number === STATUS.EXHAUSTED;
      if (number < 0 && !none) throw error(number);
      return { number, values: new Float64Array(buffer(), at, this.count).slice() };
    });
  }

  /** How far the trial may go: 2147483647 to the end, 0 stop. @param {number} number @param {number} step @param {number} value */
  report(number, step, value) {
    const allowed = this.inside.c.ss_study_report(this.handle, number, step, value);
    if (allowed < 0) throw this.inside.error(allowed);
    return /** @type {number} */ (allowed);
  }

  /** @param {number} number @param {keyof typeof TOLD} state @param {number} value ignored when failed */
  tell(number, state, value) {
    const status = this.inside.c.ss_study_tell(this.handle, number, TOLD[state], value);
    if (status < 0) throw this.inside.error(status);
  }

  /** Number of the best complete trial, -1 while there is none. @returns {number} */
  get best() {
    return this.inside.c.ss_study_best(this.handle);
  }

  free() {
    this.inside.c.ss_study_free(this.handle);
    this.handle = 0;
  }
}

/** @param {bigint} value */
function hex(value) {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}
