/** How the tests drive the page: Chromium, dist/ as it is served, and what a person would use. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';
import { manySmall } from './small-study.mjs';

export { manySmall };

/** @typedef {import('playwright-core').Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS =
  '--no-sandbox --headless --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const WAIT_MS = 60000;
/** Two rules that axe-core leaves out by itself. */
const AXE = {
  rules: { 'label-content-name-mismatch': { enabled: true }, 'target-size': { enabled: true } },
};

/** Long enough to be paused. */
export const slow = {
  ...manySmall(40),
  training: { epochs: 3000 },
  space: { units: { type: 'int', low: 4, high: 64 } },
};

/** Serves the site and starts Chromium for the tests of a file. @param {{ cache?: boolean }} [options] cache: that for going back, which Playwright switches off */
export function useSite({ cache = false } = {}) {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => {
    site = await serve({ port: 0 });
    const args = FLAGS.split(' ');
    const ignoreDefaultArgs = cache ? ['--disable-back-forward-cache'] : [];
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args,
      ignoreDefaultArgs,
    });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * Opens the page, hands it to a test, and fails if anything was said on the console.
   * @param {import('playwright-core').BrowserContextOptions & {ready?: string, search?: string, init?: () => void, errors?: RegExp}} options ready: what to
   *   wait for; init: done before the page's own scripts; errors: what may be said on the console
   * @param {(page: Page, url: string) => Promise<void>} use
   */
  return async function withPage(options, use) {
    const { ready = 'run-bar .plan:not(:empty)', search = '', init, errors, ...more } = options;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...more });
    if (init) await context.addInitScript(init);
    const page = await context.newPage();
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(String(error)));
    try {
      await page.goto(site.url + search);
      await page.waitForSelector(ready);
      await use(page, site.url);
      assert.deepEqual(
        said.filter((line) => !errors?.test(line)),
        [],
      );
    } finally {
      await context.close();
    }
  };
}

/** @param {Page} page @param {string} status */
export const reach = (page, status) =>
  page.waitForSelector(`body[data-status="${status}"]`, { timeout: WAIT_MS });

/**
 * A run after a run, whose status may be the same again before anyone looks: does what begins it, and waits for another result.
 * @param {Page} page @param {() => Promise<unknown>} act
 */
export async function reachAnother(page, act) {
  const last = await page.evaluateHandle(
    () => /** @type {any} */ (document.querySelector('run-bar')).snapshot.result,
  );
  await act();
  await page.waitForFunction(
    (before) => {
      const { status, result } = /** @type {any} */ (document.querySelector('run-bar')).snapshot;
      return status === 'done' && result && result !== before;
    },
    last,
    { timeout: WAIT_MS },
  );
}

/** @param {Page} page @param {object | string} study */
export async function putStudy(page, study) {
  const view = page.locator('.switch [data-setup=file]');
  const beside = !(await view.isVisible()); // wide enough for the form and the file
  if (!beside) await view.click();
  await page.fill('study-text textarea', typeof study === 'string' ? study : JSON.stringify(study));
  await page.locator('study-text textarea').blur();
  if (!beside) await page.click('.switch [data-setup=form]');
}

/** @param {Page} page @param {object} study */
export async function runStudy(page, study) {
  await putStudy(page, study);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reach(page, 'done');
}

/** As a chart does. @param {Page} page @param {number} trial */
export const selectTrial = (page, trial) =>
  page
    .locator('best-panel')
    .evaluate(
      (element, detail) =>
        element.dispatchEvent(
          new CustomEvent('select-trial', { detail, bubbles: true, composed: true }),
        ),
      trial,
    );

/** All words of an element, those of its shadow tree. @param {Page} page @param {string} selector */
export const wordsOf = (page, selector) =>
  page.locator(selector).evaluate((element) => element.shadowRoot?.textContent ?? '');

/** @param {Page} page @returns {Promise<any>} */
export const studyFile = async (page) => JSON.parse(await page.inputValue('study-text textarea'));

/** @param {Page} page @returns {Promise<any>} */
export const snapshotOf = (page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('run-bar')).snapshot);

/** Mistakes of accessibility in what is shown now, small ones too. @param {Page} page @returns {Promise<string[]>} */
export async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => {
    const { axe } = /** @type {any} */ (globalThis);
    return axe.run(options);
  }, AXE);
  return violations.flatMap((/** @type {any} */ { id, nodes }) =>
    nodes.map(
      (/** @type {any} */ { target, failureSummary }) =>
        `${id}: ${target.flat().join(' ')}: ${failureSummary.split('\n')[1]?.trim()}`,
    ),
  );
}

/** @param {Page} page @param {string} name */
export const button = (page, name) => page.getByRole('button', { name, exact: true });

/** The list of past studies. @param {Page} page */
export async function openStudies(page) {
  await button(page, 'Studies').click();
  const dialog = page.getByRole('dialog', { name: 'Studies' });
  await dialog.waitFor();
  return dialog;
}
