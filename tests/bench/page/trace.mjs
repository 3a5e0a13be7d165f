// What the main thread of a page did, out of Chromium's trace: tasks, and the functions that the sampling profiler met.
const CATEGORIES =
  '-* toplevel devtools.timeline disabled-by-default-devtools.timeline v8.execute disabled-by-default-v8.cpu_profiler';

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, id?: string, args: any }} Event */

/**
 * @param {import('playwright-core').Browser} browser @param {import('playwright-core').Page} page
 * @param {() => Promise<void>} act
 */
export async function traced(browser, page, act) {
  await browser.startTracing(page, { categories: CATEGORIES.split(' ') });
  await act();
  return browser.stopTracing();
}

/**
 * The thread's milliseconds by kind and by function, the costliest first.
 * @param {Buffer} trace @param {number} [most] functions
 */
export function summary(trace, most = 12) {
  /** @type {{ traceEvents: Event[] }} */
  const { traceEvents: events } = JSON.parse(trace.toString());
  const renderers = events.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const busy = (/** @type {Event} */ { pid, tid }) =>
    events.filter((each) => each.pid === pid && each.tid === tid && each.name === 'FunctionCall')
      .length;
  const main = renderers.sort((a, b) => busy(b) - busy(a))[0];
  const own = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid);
  const functions = selfTimes(events, main.pid, own);
  const total = [...functions.values()].reduce((sum, ms) => sum + ms, 0);
  const top = [...functions].sort((a, b) => b[1] - a[1]).slice(0, most);
  return { kinds: kinds(own), total, top };
}

/** @param {Event[]} own */
function kinds(own) {
  /** @type {Record<string, { count: number, ms: number, longest: number }>} */
  const out = {};
  const names = [
    'RunTask',
    'FunctionCall',
    'Layout',
    'UpdateLayoutTree',
    'Paint',
    'MajorGC',
    'MinorGC',
  ];
  for (const { name, dur = 0 } of own) {
    if (!names.includes(name)) continue;
    out[name] ??= { count: 0, ms: 0, longest: 0 };
    out[name].count++;
    out[name].ms += dur / 1000;
    out[name].longest = Math.max(out[name].longest, dur / 1000);
  }
  return out;
}

/** @param {Event[]} events @param {number} pid @param {Event[]} own */
function selfTimes(events, pid, own) {
  const ids = new Set(own.filter(({ name }) => name === 'Profile').map(({ id }) => id));
  /** @type {Map<number, string>} */
  const nodes = new Map();
  /** @type {Map<string, number>} */
  const times = new Map();
  const chunks = events.filter(
    (each) => each.name === 'ProfileChunk' && each.pid === pid && ids.has(each.id),
  );
  for (const { args } of chunks) {
    const { cpuProfile = {}, timeDeltas = [] } = args.data;
    for (const { id, callFrame } of cpuProfile.nodes ?? []) nodes.set(id, nameOf(callFrame));
    (cpuProfile.samples ?? []).forEach((/** @type {number} */ node, /** @type {number} */ at) => {
      const name = nodes.get(node) ?? '?';
      if (name !== '(idle)' && name !== '(root)')
        times.set(name, (times.get(name) ?? 0) + timeDeltas[at] / 1000);
    });
  }
  return times;
}

/** @param {{ functionName: string, url?: string, lineNumber?: number, columnNumber?: number }} frame */
function nameOf({ functionName, url = '', lineNumber = 0, columnNumber = 0 }) {
  const file = url
    .split('/')
    .pop()
    ?.replace(/-[\w-]{8}\.js$/, '.js');
  const where = file ? ` ${file}:${lineNumber + 1}:${columnNumber + 1}` : '';
  return (functionName || '(anonymous)') + where;
}
