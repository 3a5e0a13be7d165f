/** What the calls of sweetspot.h answer, and what its handles share. */

export const STATUS = {
  NO_MEMORY: -1,
  BAD_ARGUMENT: -2,
  WAIT: -7,
  EXHAUSTED: -8,
  TOO_LARGE: -10,
  BAD_SHAPE: -11,
  NO_VIEW: -13,
};
export const TRIAL = { RUNNING: 0, COMPLETE: 1, DIVERGED: 2 };
/** What a step of a report is (ss_step): nothing is heard, an epoch of the first fold, a fold. */
export const STEP = { NONE: 0, EPOCH: 1, FOLD: 2 };
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

/** @typedef {Float64Array | Float32Array | Uint8Array | Uint16Array | Int32Array} Numbers that can be copied into memory */
/**
 * What a handle needs of the engine that made it.
 * @typedef {object} Inside
 * @property {Record<string, any>} c
 * @property {() => ArrayBuffer} buffer
 * @property {<T>(values: Numbers, use: (at: number) => T) => T} lend
 * @property {(status: number) => EngineError} error
 * @property {() => string[]} misfits names of the reasons why a layer does not fit, in schema order
 */

/** @param {bigint} value */
export function hex(value) {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}
