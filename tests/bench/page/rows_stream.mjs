// Rows stream/...: 1,000 Iris trials come in as fast as they are trained. What the main thread does meanwhile, and how it feels.
import { writeFileSync } from 'node:fs';
import { median } from '../contest.mjs';
import { done, manySmall, putStudy, run } from './browser.mjs';
import { summary, traced } from './trace.mjs';

const TRIALS = 1000;
const TABS = ['Progress', 'Space', 'Why', 'Sampler'];
const LONG_MS = 50;
/** The shortest time that Event Timing tells of. */
const SHORTEST_MS = 16;
const KEY_EVERY_MS = 60;
const WHEEL_EVERY_MS = 40;

const tabRow = (/** @type {string} */ tab) => `stream/${tab.toLowerCase()}`;
const [TYPING, SCROLLING] = ['stream/typing', 'stream/scrolling'];

export const names = [...TABS.map(tabRow), TYPING, SCROLLING];

/** @param {import('./browser.mjs').Browser} site @param {import('../page.mjs').Options} options */
export async function measure(site, { wanted, trace, say }) {
  /** @type {import('../page.mjs').Row[]} */
  const rows = [];
  for (const tab of TABS) {
    if (!wanted(tabRow(tab))) continue;
    say(`${TRIALS} trials, ${tab}`);
    const found = await site.visit((page) => stream(page, tab, () => done(page).then(() => {})));
    rows.push(...taskRows(tabRow(tab), found));
  }
  if (wanted(TYPING)) rows.push(...(await typing(site, say)));
  if (wanted(SCROLLING)) rows.push(...(await scrolling(site, say)));
  if (trace) await traceOne(site, trace, say);
  return rows;
}

/** @param {string} name @param {{ tasks: number[], seconds: number }} found */
function taskRows(name, { tasks, seconds }) {
  const note = `the ${TRIALS.toLocaleString('en')} trials took ${seconds.toFixed(1)} s`;
  return [
    { name, unit: `tasks over ${LONG_MS} ms`, figure: tasks.length, goal: 0, note },
    ...(tasks.length ? [{ name: `${name}/worst`, unit: 'ms', figure: Math.max(...tasks) }] : []),
  ];
}

/**
 * Lets the trials come in, and says how long each long task took.
 * @param {import('playwright-core').Page} page @param {string} tab @param {() => Promise<void>} act until it is over
 */
async function stream(page, tab, act) {
  await putStudy(page, manySmall(TRIALS));
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const tasks = (globalThis.longTasks = []);
    const see = (/** @type {PerformanceObserverEntryList} */ list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    };
    new PerformanceObserver(see).observe({ type: 'longtask' });
  });
  const before = performance.now();
  await run(page);
  await act();
  const seconds = (performance.now() - before) / 1000;
  await page.waitForTimeout(300);
  /** @type {number[]} */
  const tasks = await page.evaluate(() => globalThis.longTasks);
  return { tasks, seconds };
}

/** Does something again and again until the study is done. @param {import('playwright-core').Page} page @param {(at: number) => Promise<void>} act */
async function meanwhile(page, act) {
  let isOver = false;
  const end = done(page).then(() => {
    isOver = true;
  });
  for (let at = 0; !isOver; at++) await act(at);
  await end;
}

/** From a key to the frame that shows it. @param {import('./browser.mjs').Browser} site @param {(text: string) => void} say */
async function typing(site, say) {
  say('typing meanwhile');
  return site.visit(async (page) => {
    await page.evaluate(() => {
      const keys = (globalThis.keys = /** @type {number[]} */ ([]));
      const see = (/** @type {PerformanceObserverEntryList} */ list) => {
        for (const { name, duration } of list.getEntries())
          if (name === 'keydown') keys.push(duration);
      };
      new PerformanceObserver(see).observe(
        /** @type {any} */ ({ type: 'event', durationThreshold: 16 }),
      );
    });
    let count = 0;
    const found = await stream(page, 'Progress', async () => {
      const field = page
        .locator('field-row:visible')
        .filter({ hasText: 'batch size' })
        .locator('input')
        .first();
      await field.click();
      await meanwhile(page, async (at) => {
        await page.keyboard.press(at % 4 < 2 ? '1' : 'Backspace');
        count++;
        await page.waitForTimeout(KEY_EVERY_MS);
      });
    });
    /** @type {number[]} */
    const slow = await page.evaluate(() => globalThis.keys);
    const all = [...slow, ...Array(Math.max(0, count - slow.length)).fill(SHORTEST_MS)];
    const note = `${count} keys; ${SHORTEST_MS} ms is the least that is told`;
    return [
      { name: `${TYPING}/median`, unit: 'ms', figure: median(all), goal: 50, note },
      { name: `${TYPING}/worst`, unit: 'ms', figure: Math.max(...all) },
      ...taskRows(TYPING, found),
    ];
  });
}

/** Frames of the main thread while the table of trials is scrolled. @param {import('./browser.mjs').Browser} site @param {(text: string) => void} say */
async function scrolling(site, say) {
  say('scrolling meanwhile');
  return site.visit(async (page) => {
    const found = await stream(page, 'Progress', async () => {
      await page.waitForSelector('trial-table .scroll tbody tr');
      await page.locator('trial-table').hover();
      await page.evaluate(() => {
        const gaps = (globalThis.gaps = /** @type {number[]} */ ([]));
        let before = performance.now();
        const look = (/** @type {number} */ at) => {
          gaps.push(at - before);
          before = at;
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      await meanwhile(page, async (at) => {
        await page.mouse.wheel(0, at % 40 < 20 ? 120 : -120);
        await page.waitForTimeout(WHEEL_EVERY_MS);
      });
    });
    /** @type {number[]} */
    const gaps = (await page.evaluate(() => globalThis.gaps)).slice(1).sort((a, b) => a - b);
    const note = `${gaps.length} frames`;
    return [
      { name: `${SCROLLING}/median`, unit: 'ms a frame', figure: median(gaps), goal: 17, note },
      {
        name: `${SCROLLING}/p95`,
        unit: 'ms a frame',
        figure: gaps[Math.floor(0.95 * gaps.length)],
      },
      { name: `${SCROLLING}/worst`, unit: 'ms a frame', figure: gaps[gaps.length - 1] },
      ...taskRows(SCROLLING, found),
    ];
  });
}

/** Apart from the others, for looking costs time. @param {import('./browser.mjs').Browser} site @param {string} file @param {(text: string) => void} say */
async function traceOne(site, file, say) {
  say(`a trace: ${file}`);
  const buffer = await site.visit(async (page) => {
    await putStudy(page, manySmall(TRIALS));
    return traced(site.browser, page, async () => {
      await run(page);
      await done(page);
    });
  });
  writeFileSync(file, buffer);
  const { kinds, total, top } = summary(buffer);
  for (const [kind, { count, ms, longest }] of Object.entries(kinds))
    say(`${kind}: ${count}, ${ms.toFixed(0)} ms, the longest ${longest.toFixed(1)} ms`);
  for (const [name, ms] of top)
    say(`${ms.toFixed(0)} ms, ${((100 * ms) / total).toFixed(1)} %: ${name}`);
}
