/** What differs between Node and a browser, for Node: files, worker threads, the clock. Imported as `#platform`. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import { parentPort, Worker as Thread } from 'node:worker_threads';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE = Number(process.versions.node.split('.')[0]);

/** @typedef {import('./pool.js').WorkerLink} WorkerLink */

const FILES = { exact: 'build/wasm/sweetspot.wasm', fast: 'build/wasm/sweetspot-relaxed.wasm' };

/** By speed. @type {Map<string, Promise<WebAssembly.Module>>} */
const compiled = new Map();

/** The engine, compiled once a process. Rejects with code "no_engine" when it was not built. @param {import('./fast.js').Speed} [speed] */
export function loadModule(speed = 'exact') {
  const known = compiled.get(speed);
  if (known) return known;
  const module = compile(FILES[speed]);
  compiled.set(speed, module);
  module.catch(() => compiled.delete(speed)); // the next run tries again
  return module;
}

/** Node 20 has relaxed SIMD behind a flag of the whole process; for later versions there is nothing to do. */
export function allowRelaxedSimd() {
  if (NODE < 22) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** @param {string} file */
async function compile(file) {
  const bytes = readEngine(file);
  // The baseline compiler would run hot loops slowly until the next call: without it the first epoch is as fast as the second.
  v8.setFlagsFromString('--no-liftoff');
  return WebAssembly.compile(bytes);
}

/** @param {string} file */
function readEngine(file) {
  try {
    return fs.readFileSync(path.join(ROOT, file));
  } catch {
    const error = new Error(`${file} is missing: npm run build`);
    throw Object.assign(error, { code: 'no_engine' });
  }
}

/** A thread that takes no options from the command line of this process: some forbid workers of their own files. */
export class Worker extends Thread {
  /** @param {URL} url @param {{ type: 'module' }} _ as in a browser */
  constructor(url, _) {
    super(url, { execArgv: [] });
  }
}

/** A worker as the library sees it. @param {Worker} worker @returns {WorkerLink} */
export function linkTo(worker) {
  let over = false;
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (hear) => void worker.on('message', hear),
    onError: (hear) => {
      const once = (/** @type {Error} */ error) => {
        if (!over) hear(error);
        over = true;
      };
      worker.on('error', once);
      worker.on('exit', (code) => once(new Error(`the worker ended with code ${code}`)));
    },
    terminate: () => {
      over = true;
      void worker.terminate();
    },
    keepAlive: (busy) => (busy ? worker.ref() : worker.unref()),
  };
}

/** The main thread's end, inside a worker. */
export function port() {
  if (!parentPort) throw new Error('this file runs in a worker');
  const inner = parentPort;
  return {
    post: (/** @type {any} */ message, /** @type {any[]} */ transfer = []) =>
      inner.postMessage(message, transfer),
    onMessage: (/** @type {(message: any) => void} */ hear) => void inner.on('message', hear),
  };
}

/** Lets the messages that have arrived be heard. @returns {Promise<void>} */
export function breathe() {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * A file or an address as bytes; rejects with a reason to be read.
 * @param {string} where @param {(share: number | null) => void} [onShare]
 * @returns {Promise<Uint8Array>}
 */
export async function readBytes(where, onShare) {
  if (isAddress(where)) {
    const response = await fetch(where).catch(({ message, cause }) => {
      throw new Error(`the server cannot be reached (${cause?.code ?? cause?.message ?? message})`);
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
  const bytes = readFile(where);
  onShare?.(1);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** At once: it is a worker that waits, and it has nothing else to do. @param {string} where */
function readFile(where) {
  try {
    return fs.readFileSync(where);
  } catch (error) {
    if (/** @type {any} */ (error).code === 'ENOENT') throw new Error('there is no such file');
    throw error;
  }
}

/** A name, seen from a folder or address; from where the process was started when that is ''. @param {string} base @param {string} name */
export function locate(base, name) {
  if (isAddress(name)) return name;
  return isAddress(base) ? new URL(name, base).href : path.resolve(base, name);
}

/** Where the built-in data sets are: each is looked up in these folders in turn. @returns {string[]} */
export function datasetFolders() {
  return [path.join(ROOT, 'datasets'), path.join(ROOT, 'build/datasets')];
}

export function cores() {
  return os.availableParallelism();
}

/** Seconds since some moment. It fills `seconds` fields and sizes slices; no result depends on it. */
export function now() {
  return performance.now() / 1000;
}

export function runtimeName() {
  return `Node ${process.versions.node}`;
}

/** @param {string} where */
function isAddress(where) {
  return /^https?:\/\//.test(where);
}
