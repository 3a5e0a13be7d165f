// Rows start/...: from the click on Run until something has come of it.
import { median } from '../contest.mjs';
import { example, putStudy, settle, sinceClick } from './browser.mjs';

const [IRIS, GRID, MNIST] = [
  'start/iris-first-trial',
  'start/iris-grid-first-trial',
  'start/mnist-first-epoch',
];
const [IRIS_MS, MNIST_MS] = [300, 1500];

export const names = [IRIS, GRID, MNIST];

/** @param {import('./browser.mjs').Browser} site @param {import('../page.mjs').Options} options */
export async function measure(site, { wanted, rounds = 5, say }) {
  const rows = [];
  if (wanted(IRIS)) {
    say(`${rounds} first trials of the first example`);
    const times = await repeat(rounds, () => site.visit((page) => sinceClick(page, 'trial')));
    rows.push(rowOf(IRIS, times, IRIS_MS));
  }
  if (wanted(GRID)) {
    say(`${rounds} first trials of iris-grid`);
    const times = await repeat(rounds, () =>
      site.visit(async (page) => {
        await putStudy(page, example('iris-grid'));
        return sinceClick(page, 'trial');
      }),
    );
    rows.push(rowOf(GRID, times, IRIS_MS));
  }
  if (wanted(MNIST)) {
    say(`${rounds} first epochs of MNIST`);
    const times = await site.visit(async (page) => {
      await fromCache(page, true);
      return repeat(rounds, () => fromCache(page, false));
    });
    rows.push(rowOf(MNIST, times, MNIST_MS));
  }
  return rows;
}

/** @param {import('playwright-core').Page} page @param {boolean} isFirst it fills the cache */
async function fromCache(page, isFirst) {
  if (!isFirst) {
    await page.reload();
    await settle(page);
  }
  await putStudy(page, example('mnist-dropout'));
  const took = await sinceClick(page, 'epoch');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  return took;
}

/** @param {number} rounds @param {() => Promise<number>} once */
async function repeat(rounds, once) {
  const times = [];
  for (let i = 0; i < rounds; i++) times.push(await once());
  return times;
}

/** @param {string} name @param {number[]} times @param {number} goal */
const rowOf = (name, times, goal) => ({
  name,
  unit: 'ms',
  figure: median(times),
  goal,
  note: `${times.map((each) => Math.round(each)).join(', ')}`,
});
