// A contestant's side of contest.mjs, for Node: load, say what one is, then a line for each line heard.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';

/** What the process was started with. */
export const options = JSON.parse(process.argv[2]);

/** @param {object} line */
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/**
 * @param {() => Promise<{ about: string, round: () => object | Promise<object> } | { missing: string }>} load
 */
export async function compete(load) {
  const loaded = await load();
  if ('missing' in loaded) return say(loaded);
  say({ about: loaded.about });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line) say(await loaded.round());
  }
}

/** @template T @param {() => T} work @returns {{ seconds: number, result: T }} */
export function timed(work) {
  const before = performance.now();
  const result = work();
  return { seconds: (performance.now() - before) / 1000, result };
}

/** The rows of an IDX file of build/datasets/mnist without its header. @param {string} file @param {number} header */
export function idxBytes(file, header) {
  return gunzipSync(
    readFileSync(new URL(`../../../build/datasets/mnist/${file}`, import.meta.url)),
  ).subarray(header);
}
