// Chromium on dist/, and a page in it as a visitor has it.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { serve } from '../../../scripts/serve.mjs';
import { findChromium } from '../../../scripts/tools.mjs';
import { ROOT } from '../contest.mjs';

export { manySmall } from '../../page/small-study.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */

const FLAGS =
  '--no-sandbox --headless --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** The page's own idle work is over after so many milliseconds. */
const SETTLE_MS = 3500;
const LONGEST_MS = 300000;

/** @param {string} [executablePath] */
export async function openBrowser(executablePath = findChromium()) {
  const site = await serve({ port: 0 });
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  return {
    browser,
    /** A page of its own profile; everything goes when `use` is over. @template T @param {(page: Page) => Promise<T>} use @returns {Promise<T>} */
    async visit(use) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      try {
        const page = await context.newPage();
        await page.goto(site.url);
        await settle(page);
        return await use(page);
      } finally {
        await context.close();
      }
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** @param {Page} page */
export async function settle(page) {
  await page.waitForSelector('run-bar .plan:not(:empty)');
  await page.mouse.move(640, 400); // as whoever is about to click
  await page.waitForTimeout(SETTLE_MS);
}

/** @param {string} name */
export const example = (name) => JSON.parse(readFileSync(`${ROOT}examples/${name}.json`, 'utf8'));

/** Puts a study on the desk; the form and the file are both there afterwards. @param {Page} page @param {object} study */
export async function putStudy(page, study) {
  const file = page.locator('.switch [data-setup=file]');
  const isOneOfTwo = await file.isVisible(); // in a wide window both are there
  if (isOneOfTwo) await file.click();
  await page.fill('study-text textarea', JSON.stringify(study, null, 2));
  await page.locator('study-text textarea').blur();
  if (isOneOfTwo) await page.click('.switch [data-setup=form]');
  await page.waitForTimeout(SETTLE_MS);
}

/** @param {Page} page */
export const run = (page) => page.click('run-bar .main');

/** @param {Page} page */
export const done = (page) =>
  page.waitForSelector('body[data-status="done"]', { timeout: LONGEST_MS });

/**
 * Milliseconds from the click on Run until the page shows something, looked at once a frame.
 * @param {Page} page @param {'trial' | 'epoch' | 'done'} what
 */
export async function sinceClick(page, what) {
  await page.evaluate((wanted) => {
    const bar = /** @type {any} */ (document.querySelector('run-bar'));
    const isThere = {
      trial: ({ finished }) => finished > 0,
      epoch: ({ trials, finished }) => finished > 0 || trials.some(({ live }) => live.length > 0),
      done: ({ status }) => status === 'done',
    }[wanted];
    const clicked = ({ timeStamp }) => {
      const look = () => {
        const { status } = bar.snapshot;
        if (status !== 'empty' && isThere(bar.snapshot))
          globalThis.took = performance.now() - timeStamp;
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    globalThis.took = 0;
    addEventListener('click', clicked, { once: true, capture: true });
  }, what);
  await run(page);
  for (;;) {
    const took = await page.evaluate(() => globalThis.took);
    if (took > 0) return took;
    await page.waitForTimeout(100);
  }
}
