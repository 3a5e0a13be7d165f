/** What differs between Node and a browser, for browsers: requests, Web Workers, the clock. Imported as `#platform`. */

/** @typedef {import('./pool.js').WorkerLink} WorkerLink */

/** By speed. @type {Map<string, Promise<WebAssembly.Module>>} */
const compiled = new Map();

/** The engine, compiled once a page; the fast build is not even fetched unless it is asked for. @param {import('./fast.js').Speed} [speed] */
export function loadModule(speed = 'exact') {
  const known = compiled.get(speed);
  if (known) return known;
  const module = WebAssembly.compileStreaming(fetch(addressOf(speed)));
  compiled.set(speed, module);
  module.catch(() => compiled.delete(speed)); // the next run tries again
  return module;
}

/** A bundler finds a file only when its address is written out in one expression. @param {import('./fast.js').Speed} speed */
function addressOf(speed) {
  return speed === 'fast'
    ? new URL('../../build/wasm/sweetspot-relaxed.wasm', import.meta.url)
    : new URL('../../build/wasm/sweetspot.wasm', import.meta.url);
}

/** A browser that knows relaxed SIMD has it switched on. */
export function allowRelaxedSimd() {}

const { Worker } = globalThis;
export { Worker };

/**
 * A worker as the library sees it. Browsers tell of an exception in a worker, but not of one that closed itself or was ended for want of
 * memory. So each worker holds a lock of its own for as long as it lives, and says its name: whoever is given that lock knows that it is gone.
 * Where there are no locks (an insecure address, a frame without storage) such an end goes unseen.
 * @param {Worker} worker @returns {WorkerLink}
 */
export function linkTo(worker) {
  const life = new AbortController();
  /** @type {Promise<Error>} */
  const failure = new Promise((fail) => {
    worker.addEventListener('error', ({ message = 'the worker could not be loaded' }) =>
      fail(new Error(message)),
    );
    worker.addEventListener('message', ({ data }) => {
      if (!isSignOfLife(data)) return;
      const { signal } = life;
      const gone = () => fail(new Error('the worker ended without a reason'));
      navigator.locks.request(data.holds, { signal }, gone).catch(() => {}); // it was told to end
    });
  });
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (hear) =>
      worker.addEventListener('message', ({ data }) => {
        if (!isSignOfLife(data)) hear(data);
      }),
    onError: (hear) =>
      void failure.then((error) => {
        if (!life.signal.aborted) hear(error);
      }),
    terminate: () => {
      life.abort();
      worker.terminate();
    },
    keepAlive: () => {},
  };
}

/** @param {any} message */
const isSignOfLife = (message) => typeof message?.holds === 'string';

/** Inside a worker: holds a lock for as long as the worker lives, and says so once it has it. @param {number} [count] of workers that began at once @returns {Promise<unknown>} */
function showLife(count = 0) {
  const holds = `sweetspot worker ${performance.timeOrigin} ${count}`;
  const hold = (/** @type {Lock | null} */ lock) => {
    if (!lock) return showLife(count + 1); // another worker has this name
    self.postMessage({ holds });
    return new Promise(() => {});
  };
  return navigator.locks.request(holds, { ifAvailable: true }, hold).catch(() => {}); // a frame without storage has none
}

/** The page's end, inside a worker. As in Node, a rejection that nobody catches fails the worker: the page waits for it. */
export function port() {
  if (navigator.locks) void showLife();
  self.addEventListener('unhandledrejection', ({ reason }) => {
    throw reason;
  });
  return {
    post: (/** @type {any} */ message, /** @type {Transferable[]} */ transfer = []) =>
      self.postMessage(message, { transfer }),
    onMessage: (/** @type {(message: any) => void} */ hear) =>
      self.addEventListener('message', ({ data }) => hear(data)),
  };
}

const { port1, port2 } = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
port1.onmessage = () => waiting.shift()?.();

/** Lets the messages that have arrived be heard: timers would wait four milliseconds. @returns {Promise<void>} */
export function breathe() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

/**
 * A file of this site or another as bytes; rejects with a reason to be read.
 * @param {string} where @param {(share: number | null) => void} [onShare]
 * @returns {Promise<Uint8Array>}
 */
export async function readBytes(where, onShare) {
  const response = await fetch(where);
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
  const total = Number(response.headers.get('content-length')) || 0;
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    onShare?.(total >= length ? length / total : null);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A name, seen from an address; from the page when that is '', which is not for workers. @param {string} base @param {string} name */
export function locate(base, name) {
  return new URL(name, base || self.location.href).href;
}

/** Where the built-in data sets are: beside the page. Asked on the page, not in a worker. @returns {string[]} */
export function datasetFolders() {
  return [new URL('datasets/', self.location.href).href];
}

export function cores() {
  return navigator.hardwareConcurrency || 2;
}

/** Seconds since some moment. It fills `seconds` fields and sizes slices; no result depends on it. */
export function now() {
  return performance.now() / 1000;
}

export function runtimeName() {
  return (
    /(?:Firefox|Edg|Chrome|Version)\/[\d.]+/.exec(navigator.userAgent)?.[0].replace('/', ' ') ??
    'browser'
  );
}
