// Rows node/...: the same study in the page and in a fresh process of Node, one after the other.
import { median, once } from '../contest.mjs';
import { example, putStudy, sinceClick } from './browser.mjs';

/** What the page may cost more, in percent. */
const STUDIES = { 'iris-grid': 25, 'mnist-dropout': 10 };

export const names = Object.keys(STUDIES).map((study) => `node/${study}`);

/** @param {import('./browser.mjs').Browser} site @param {import('../page.mjs').Options} options */
export async function measure(site, { wanted, rounds = 3, say }) {
  const rows = [];
  for (const [study, goal] of Object.entries(STUDIES)) {
    const name = `node/${study}`;
    if (!wanted(name)) continue;
    const workers = await site.visit((page) => page.evaluate(() => navigator.hardwareConcurrency));
    const options = { study: `${study}.json`, workers, speed: 'exact' };
    const contestant = { name: 'node', file: 'grid_sweetspot.mjs', options };
    const pairs = [];
    for (let round = 0; round < rounds; round++) {
      say(`${study}: round ${round + 1} of ${rounds}`);
      const page = await inPage(site, study);
      const { seconds } = await once(contestant);
      pairs.push({ page, node: seconds });
    }
    const [page, node] = ['page', 'node'].map((side) => median(pairs.map((pair) => pair[side])));
    const more = median(pairs.map((pair) => 100 * (pair.page / pair.node - 1)));
    const each = pairs.map((pair) => `${pair.page.toFixed(2)}/${pair.node.toFixed(2)}`).join(', ');
    const note = `page ${page.toFixed(2)} s, Node ${node.toFixed(2)} s: ${each}`;
    rows.push({ name, unit: '% more', figure: more, goal, note });
  }
  return rows;
}

/** From the click to the end; MNIST's files are in the cache by then. @param {import('./browser.mjs').Browser} site @param {string} study */
function inPage(site, study) {
  return site.visit(async (page) => {
    await putStudy(page, example(study));
    return (await sinceClick(page, 'done')) / 1000;
  });
}
