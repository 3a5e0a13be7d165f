/**
 * A study in a link: the whole study file, and what it came to, in the fragment of an address. Nothing of it reaches a server.
 *
 *     #s=1.DATA     DATA: base64url of 4 bytes CRC-32 (big-endian) of the rest; the rest is raw deflate of a JSON text:
 *                   { "study": the study file, "want": what it should come to or left out, "at": "examples" or left out }
 */
import { crc32 } from './crc32.js';
import { isObject } from './problems.js';

/** @typedef {import('./types').Result} Result */
/**
 * What a run of the study should come to.
 * @typedef {object} Expected
 * @property {string} sweetspot the version that ran it
 * @property {Result['state']} state
 * @property {string} [ended] as in the result
 * @property {number} trials how many there were
 * @property {string} metric of the first objective
 * @property {{number: number, value: number, hash: string} | null} best with the hash of its weights
 * @property {{value: number, hash: string} | null} test of the refitted best one
 * @property {'exact' | 'fast'} speed
 * @property {boolean} clock whether a clock had a say
 * @property {string} checksum of the data
 * @property {string} fingerprint
 */
/** @typedef {{study: Record<string, any>, want: Expected | null, at: '' | 'examples'}} Shared */
/** @typedef {'torn' | 'version' | 'foreign' | 'large'} ShareFault */

const VERSION = '1';
/** Characters of an address above which some programs cut it. */
export const LONG = 2000;
/** Characters above which no link is made, or read. */
export const MOST = 60000;
/** Bytes that may come out of one: a link of a few characters must not fill the memory. */
const MOST_BYTES = 1 << 20;
const CRC_BYTES = 4;

export class ShareError extends Error {
  /** @param {ShareFault} fault */
  constructor(fault) {
    super(`the link cannot be read: ${fault}`);
    this.fault = fault;
  }
}

/* ---- into the link, and out of it ----------------------------------------------------------------------------------------- */

/** @param {{study: Record<string, any>, want?: Expected | null, at?: string}} shared @returns {Promise<string>} what follows "#s="; throws ShareError "large" */
export async function shareText({ study, want, at }) {
  const json = JSON.stringify({ study, ...(want && { want }), ...(at && { at }) });
  const bytes = new TextEncoder().encode(json);
  const packed = await collect(through(bytes, new CompressionStream('deflate-raw')), MOST);
  const all = new Uint8Array(CRC_BYTES + packed.length);
  new DataView(all.buffer).setUint32(0, crc32(packed));
  all.set(packed, CRC_BYTES);
  const text = `${VERSION}.${toText(all)}`;
  if (text.length > MOST || bytes.length > MOST_BYTES) throw new ShareError('large');
  return text;
}

/** @param {string} text what shareText gave @returns {Promise<Shared>} throws ShareError */
export async function readShared(text) {
  if (text.length > MOST) throw new ShareError('large');
  const [, version, data] = /^(\d{1,9})\.([\w-]*)/.exec(decoded(text)) ?? [];
  if (version === undefined) throw new ShareError('foreign');
  if (version !== VERSION) throw new ShareError('version');
  const all = toBytes(data);
  const packed = all.subarray(CRC_BYTES);
  if (all.length <= CRC_BYTES || new DataView(all.buffer).getUint32(0) !== crc32(packed))
    throw new ShareError('torn');
  const bytes = await unpacked(packed);
  return sharedOf(new TextDecoder().decode(bytes));
}

/** Programs that pass links on sometimes write "%2E" for ".". @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {Uint8Array} packed */
async function unpacked(packed) {
  try {
    return await collect(through(packed, new DecompressionStream('deflate-raw')), MOST_BYTES);
  } catch (error) {
    throw error instanceof ShareError ? error : new ShareError('foreign');
  }
}

/** @param {string} text @returns {Shared} */
function sharedOf(text) {
  /** @type {any} */
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ShareError('foreign');
  }
  if (!isObject(json) || !isObject(json.study)) throw new ShareError('foreign');
  const at = json.at === 'examples' ? 'examples' : '';
  return { study: json.study, want: cleanExpected(json.want), at };
}

/** A stranger wrote it: what is not as it should be is left out, or all of it. @param {any} want @returns {Expected | null} */
function cleanExpected(want) {
  if (!isObject(want) || !isHash(want.fingerprint)) return null;
  const { best, test } = want;
  const isBest = isObject(best) && isCount(best.number) && isNumber(best.value);
  const isTest = isObject(test) && isNumber(test.value);
  return {
    sweetspot: textOr(want.sweetspot, '?'),
    state: ['complete', 'stopped', 'interrupted'].includes(want.state) ? want.state : 'complete',
    ...(typeof want.ended === 'string' && { ended: textOr(want.ended, '') }),
    trials: isCount(want.trials) ? want.trials : 0,
    metric: textOr(want.metric, '?'),
    best: isBest
      ? { number: best.number, value: best.value, hash: isHash(best.hash) ? best.hash : '' }
      : null,
    test: isTest ? { value: test.value, hash: isHash(test.hash) ? test.hash : '' } : null,
    speed: want.speed === 'fast' ? 'fast' : 'exact',
    clock: want.clock === true,
    checksum: textOr(want.checksum, ''),
    fingerprint: want.fingerprint,
  };
}

const MOST_TEXT = 64;
const isNumber = (/** @type {unknown} */ value) =>
  typeof value === 'number' && Number.isFinite(value);
const isCount = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isHash = (/** @type {unknown} */ value) =>
  typeof value === 'string' && /^[\da-f]{8,64}$/.test(value);
const textOr = (/** @type {unknown} */ value, /** @type {string} */ otherwise) =>
  typeof value === 'string' ? value.slice(0, MOST_TEXT) : otherwise;

/* ---- what a result promises ------------------------------------------------------------------------------------------------- */

/** @param {Result} result @returns {Expected} */
export function expectedOf(result) {
  const { sweetspot, state, ended, trials, best, test, speed, fingerprint, data } = result;
  const [{ metric }] = [result.study.objective].flat();
  const hash = trials.find(({ number }) => number === best?.number)?.hash ?? '';
  return {
    sweetspot,
    state,
    ...(ended && { ended }),
    trials: trials.length,
    metric,
    best: best && { number: best.number, value: best.value, hash },
    test: test && { value: test.metrics[metric], hash: test.hash },
    speed,
    clock: hadClock(result),
    checksum: data.checksum,
    fingerprint,
  };
}

/** Whether a clock decided what was trained. @param {Result & {over_time?: number, repeatable?: boolean}} result */
function hadClock({ ended, over_time: over, repeatable }) {
  return ended === 'time_limit' || (over ?? 0) > 0 || repeatable === false;
}

/**
 * @typedef {'edited' | 'data' | 'version' | 'fast' | 'clock' | 'stopped' | 'unknown'} Reason
 * @typedef {{what: 'score' | 'best' | 'weights' | 'test' | 'testWeights' | 'trials', expected: string | number, got: string | number}} Difference
 * @typedef {{same: boolean, bestSame: boolean, differences: Difference[], reasons: Reason[]}} Verdict
 *   bestSame: the trial that was best has the same weights here, whatever else differs
 */

/** @param {Expected} want @param {Result} result @param {boolean} edited whether another study was run @returns {Verdict} */
export function compare(want, result, edited) {
  const got = expectedOf(result);
  const twin = result.trials.find(({ number }) => number === want.best?.number);
  const bestSame = Boolean(want.best?.hash) && twin?.hash === want.best?.hash;
  if (want.fingerprint === got.fingerprint)
    return { same: true, bestSame: true, differences: [], reasons: [] };
  /** @type {[Difference['what'], string | number | undefined, string | number | undefined][]} */
  const pairs = [
    ['score', want.best?.value, got.best?.value],
    ['best', want.best?.number, got.best?.number],
    ['weights', want.best?.hash, got.best?.hash],
    ['test', want.test?.value, got.test?.value],
    ['testWeights', want.test?.hash, got.test?.hash],
    ['trials', want.trials, got.trials],
  ];
  const differences = pairs
    .filter(([, a, b]) => a !== b)
    .map(([what, expected = '–', value = '–']) => ({ what, expected, got: value }));
  return { same: false, bestSame, differences, reasons: reasonsOf(want, got, edited) };
}

/** @param {Expected} want @param {Expected} got @param {boolean} edited @returns {Reason[]} */
function reasonsOf(want, got, edited) {
  /** @type {[Reason, boolean][]} */
  const all = [
    ['edited', edited],
    ['data', want.checksum !== '' && want.checksum !== got.checksum],
    ['version', want.sweetspot !== got.sweetspot],
    ['fast', want.speed === 'fast' || got.speed === 'fast'],
    ['clock', want.clock || got.clock],
    ['stopped', want.state !== 'complete' || got.state !== 'complete'],
  ];
  const reasons = all.filter(([, holds]) => holds).map(([reason]) => reason);
  return reasons.length > 0 ? reasons : ['unknown'];
}

/**
 * What was changed in a study that was run, both with their defaults: the run has decided what the study left to the data.
 * @param {any} study @param {any} ran
 */
export function editsOf(study, ran) {
  const left = /** @type {unknown[]} */ (['auto', undefined]);
  return changes(study, ran).filter(
    ({ path, before }) => !(path.startsWith('objective.') && left.includes(before)),
  );
}

/**
 * Where two studies differ, as "training.epochs", with both values.
 * @param {any} before @param {any} after @param {string} [path]
 * @returns {{path: string, before: unknown, after: unknown}[]}
 */
function changes(before, after, path = '') {
  if (Object.is(before, after)) return [];
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => changes(before[key], after[key], path ? `${path}.${key}` : key));
}

/** @param {unknown} value @returns {value is Record<string, any>} */
const isTree = (value) => typeof value === 'object' && value !== null;

/* ---- bytes ------------------------------------------------------------------------------------------------------------------- */

/** @param {Uint8Array} bytes @param {CompressionStream | DecompressionStream} stream */
function through(bytes, stream) {
  return new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(stream);
}

/** @param {ReadableStream<Uint8Array>} stream @param {number} most bytes; throws ShareError "large" above */
async function collect(stream, most) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      throw new ShareError('large');
    }
    parts.push(next.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** base64url, without padding. @param {Uint8Array} bytes */
function toText(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} text @returns {Uint8Array} empty when it is none */
function toBytes(text) {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}
