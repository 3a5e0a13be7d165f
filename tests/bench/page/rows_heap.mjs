// Rows heap/...: JavaScript's memory of the page after a garbage collection, in the middle of 5,000 trials.
import { done, manySmall, putStudy, run } from './browser.mjs';

const AT = [1000, 2500, 5000];

export const names = [
  'heap/before',
  ...AT.map((count) => `heap/${count}`),
  'heap/trial',
  'heap/result',
];

/** @param {import('./browser.mjs').Browser} site @param {import('../page.mjs').Options} options */
export async function measure(site, { say }) {
  say(`the heap over ${AT.at(-1)} trials`);
  return site.visit(async (page) => {
    const session = await page.context().newCDPSession(page);
    const used = async () => {
      for (let i = 0; i < 3; i++) {
        await page.waitForTimeout(200);
        await session.send('HeapProfiler.collectGarbage');
      }
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    await putStudy(page, manySmall(AT[AT.length - 1]));
    const before = await used();
    await run(page);
    /** @type {{ trials: number, bytes: number }[]} */
    const found = [];
    for (const count of AT.slice(0, -1)) {
      while ((await page.evaluate(finishedNow)) < count) await page.waitForTimeout(100);
      await page.click('run-bar .main');
      await page.waitForSelector('body[data-status="paused"]');
      found.push({ trials: await page.evaluate(finishedNow), bytes: await used() });
      await page.click('run-bar .main');
    }
    await done(page);
    found.push({ trials: await page.evaluate(finishedNow), bytes: await used() });
    const json = await page.evaluate(bytesOfTrial);
    const mb = (/** @type {number} */ bytes) => bytes / 1e6;
    const steps = found
      .slice(1)
      .map(({ trials, bytes }, i) => (bytes - found[i].bytes) / (trials - found[i].trials));
    return [
      { name: 'heap/before', unit: 'MB', figure: mb(before) },
      ...found.map(({ bytes, trials }, i) => ({
        name: `heap/${AT[i]}`,
        unit: 'MB',
        figure: mb(bytes),
        note: `${trials} trials`,
      })),
      {
        name: 'heap/trial',
        unit: 'bytes',
        figure: steps[1],
        note: `from ${AT[1]} to ${AT[2]}; ${Math.round(steps[0])} from ${AT[0]} to ${AT[1]}`,
      },
      { name: 'heap/result', unit: 'bytes', figure: json, note: 'a trial in the result file' },
    ];
  });
}

const finishedNow = () => /** @type {any} */ (document.querySelector('run-bar')).snapshot.finished;
const bytesOfTrial = () => {
  const { result } = /** @type {any} */ (document.querySelector('run-bar')).snapshot;
  return JSON.stringify(result.trials).length / result.trials.length;
};
