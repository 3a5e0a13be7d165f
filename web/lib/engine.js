/**
 * The door to sweetspot.wasm. Only this file and its handles (engine-*.js) know that its memory exists. Pointers stay in here;
 * what goes out are numbers, copies and handles. A typed-array view is made at the moment of use and dropped before the next
 * call into C, because memory that grows leaves old views empty. Every handle is freed by whoever created it.
 */
import { EngineError, hex, STATUS } from './engine-status.js';
import { StudyHandle } from './engine-study.js';
import { DatasetHandle } from './engine-trial.js';
import { parseSchema } from './schema.js';

export { EngineError, STATUS, STEP, TRIAL } from './engine-status.js';

/** As many words as one row of text may have. */
const MOST_TOKENS = 65535;

/** One instance of the module with a memory of its own. */
export class Engine {
  #c;
  /** @type {string[] | undefined} */
  #misfits;

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
    const handle = data.starts ? this.#textsOf(data, classes) : this.#numbersOf(data, classes);
    const x = this.#c.ss_dataset_x(handle) >>> 0;
    const y = this.#c.ss_dataset_y(handle) >>> 0;
    const View = /** @type {Uint8ArrayConstructor} */ (data.x.constructor);
    new View(this.#buffer(), x, data.x.length).set(data.x);
    new Float32Array(this.#buffer(), y, data.rows).set(data.y);
    return new DatasetHandle(this.#inside(), handle, data.rows, classes);
  }

  /** Room for rows of numbers, whose shape is known. @param {import('./types').Dataset} data @param {number} classes */
  #numbersOf({ rows, features, x, test_rows: testRows, shape = [] }, classes) {
    const bytes = x instanceof Uint8Array ? 1 : 0;
    const handle = this.#c.ss_dataset_create(rows, features, classes, bytes, testRows) >>> 0;
    if (handle === 0) throw this.error(STATUS.NO_MEMORY);
    if (shape.length < 2) return handle;
    const [height, width, channels] = shape.length === 3 ? shape : [0, ...shape];
    const status = this.#c.ss_dataset_shape(handle, height, width, channels);
    if (status < 0) this.#refuse(handle, status);
    return handle;
  }

  /** Room for texts. @param {import('./types').Dataset} data @param {number} classes @returns {number} */
  #textsOf(data, classes) {
    const { rows, x, words = 0, starts = [], features, test_rows: testRows } = data;
    const wordsTold = Math.min(data.num_words ?? words, words);
    const length = Math.min(data.max_length ?? features, MOST_TOKENS);
    const sizes = [rows, x.length, words, wordsTold, length, classes, testRows];
    const handle = this.#c.ss_dataset_create_text(...sizes) >>> 0;
    if (handle === 0) throw this.error(STATUS.NO_MEMORY);
    const at = this.#c.ss_dataset_starts(handle) >>> 0;
    new Int32Array(this.#buffer(), at, rows + 1).set(starts);
    return handle;
  }

  /** @param {number} handle @param {number} status @returns {never} */
  #refuse(handle, status) {
    this.#c.ss_dataset_free(handle);
    throw this.error(status);
  }

  /**
   * A tuner over a space.
   * @param {Float64Array} space @param {Float64Array} search as encode.js writes them
   * @param {boolean[]} maximize for each objective
   */
  study(space, search, maximize) {
    return this.#lend(space, (spaceAt) =>
      this.#lend(search, (searchAt) =>
        this.#lend(Uint8Array.from(maximize, Number), (maximizeAt) =>
          this.#lend(new Int32Array(1), (statusAt) => {
            const { length } = maximize;
            const counts = [spaceAt, space.length, searchAt, search.length, maximizeAt, length];
            const handle = this.#c.ss_study_create(...counts, statusAt) >>> 0;
            if (handle === 0) throw this.error(new Int32Array(this.#buffer(), statusAt, 1)[0]);
            return new StudyHandle(this.#inside(), handle, space[0], length);
          }),
        ),
      ),
    );
  }

  /**
   * A tuner as it was saved, which goes on as the one that was saved would have.
   * @param {Uint8Array} bytes
   * @param {() => { count: number, objectives: number }} sizes K and M, asked for when the bytes have been found whole
   */
  load(bytes, sizes) {
    return this.#lend(bytes, (at) =>
      this.#lend(new Int32Array(1), (statusAt) => {
        const handle = this.#c.ss_study_load(at, bytes.length, statusAt) >>> 0;
        if (handle === 0) throw this.error(new Int32Array(this.#buffer(), statusAt, 1)[0]);
        const { count, objectives } = sizes();
        return new StudyHandle(this.#inside(), handle, count, objectives);
      }),
    );
  }

  /** @param {number} status */
  error(status) {
    return new EngineError(status, this.#text(this.#c.ss_status_name(status)));
  }

  /** What the handles of this file need. @returns {import('./engine-status.js').Inside} */
  #inside() {
    return {
      c: this.#c,
      buffer: () => this.#buffer(),
      lend: (values, use) => this.#lend(values, use),
      error: (status) => this.error(status),
      misfits: () => this.#namesOfMisfits(),
    };
  }

  #namesOfMisfits() {
    this.#misfits ??= parseSchema(this.schemaText()).tables.misfits.map(({ name }) => name);
    return this.#misfits;
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
   * @param {import('./engine-status.js').Numbers} values @param {(pointer: number) => T} use
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
