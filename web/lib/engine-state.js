/** What a tuner is told of other lives, its own or another study's, and how it is kept; the rules of engine.js hold. */
import { STATUS, TOLD } from './engine-status.js';
import { problem } from './problems.js';

/** @typedef {import('./engine-status.js').Inside} Inside */

const NOTE_LENGTH_AT = 12; // where the saved bytes say how long their note is, and behind which it stands

export class StateHandle {
  #inside;
  #handle;
  #count;
  #objectives;

  /** @param {Inside} inside @param {number} handle @param {number} count K, parameters of the space @param {number} objectives M */
  constructor(inside, handle, count, objectives) {
    this.#inside = inside;
    this.#handle = handle;
    this.#count = count;
    this.#objectives = objectives;
  }

  /** The sampler in use and, if `auto` picked it, why: their rows in the schema; reason is -1 otherwise. @returns {{ sampler: number, reason: number }} */
  get picked() {
    const { c } = this.#inside;
    return { sampler: c.ss_study_sampler(this.#handle), reason: c.ss_study_reason(this.#handle) };
  }

  /**
   * The next trial, whose values are known; as they are now, which differs if something else has changed.
   * @param {Float64Array} values [K]
   * @returns {{ number: number, values: Float64Array } | null} as StudyHandle.ask; null when they are none of the space
   */
  recall(values) {
    const { c, lend, error, buffer } = this.#inside;
    return lend(values, (at) => {
      const number = c.ss_study_recall(this.#handle, at);
      if (number === STATUS.BAD_ARGUMENT) return null;
      const none = number === STATUS.WAIT || number === STATUS.EXHAUSTED;
      if (number < 0 && !none) throw error(number);
      return { number, values: new Float64Array(buffer(), at, this.#count).slice() };
    });
  }

  /**
   * A finished trial from elsewhere.
   * @param {Float64Array} values [K] @param {keyof typeof TOLD} state @param {number[]} told [M]
   * @returns {number} its number, STATUS.EXHAUSTED, or STATUS.BAD_ARGUMENT: none of the space
   */
  adopt(values, state, told) {
    const { c, lend, error } = this.#inside;
    const all = Float64Array.from({ length: this.#objectives }, (_, m) => told[m] ?? Number.NaN);
    const number = lend(values, (at) =>
      lend(all, (toldAt) => c.ss_study_adopt(this.#handle, at, TOLD[state], toldAt)),
    );
    if (number === STATUS.NO_MEMORY) throw error(number);
    return number;
  }

  /**
   * Complete trials of an earlier study, before anything else.
   * @param {Float64Array[]} rows of values [K] @param {number[][]} told [M] each
   * @returns {boolean[] | null} which of them were taken; null when the sampler learns nothing
   */
  warm(rows, told) {
    const { c, lend, error, buffer } = this.#inside;
    const flat = (/** @type {Iterable<number>[]} */ lists) =>
      Float64Array.from(lists.flatMap((list) => [...list]));
    return lend(flat(rows), (at) =>
      lend(flat(told), (toldAt) =>
        lend(new Uint8Array(rows.length), (takenAt) => {
          const status = c.ss_study_warm(this.#handle, at, toldAt, rows.length, takenAt);
          if (status === STATUS.BAD_ARGUMENT) return null;
          if (status < 0) throw error(status);
          return Array.from(new Uint8Array(buffer(), takenAt, rows.length), Boolean);
        }),
      ),
    );
  }

  /** The whole study as bytes, which keep a text besides. @param {string} note @returns {Uint8Array} */
  save(note) {
    const { c, lend, buffer } = this.#inside;
    const text = new TextEncoder().encode(note);
    return lend(text, (noteAt) => {
      const size = c.ss_study_save(this.#handle, noteAt, text.length, 0, 0);
      return lend(new Uint8Array(size), (at) => {
        c.ss_study_save(this.#handle, noteAt, text.length, at, size);
        return new Uint8Array(buffer(), at, size).slice();
      });
    });
  }
}

/** Why bytes were refused. */
export const notSaved = () => problem('', 'saved_study');

/** The text that saved bytes keep; the engine has found them whole. @param {Uint8Array} bytes */
export function noteOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(NOTE_LENGTH_AT, true);
  const from = NOTE_LENGTH_AT + 4;
  return new TextDecoder().decode(bytes.subarray(from, from + length));
}
