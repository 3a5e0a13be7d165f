/** Away from the page and back: a browser may keep it whole, workers and locks and all, and show it again as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { manySmall, putStudy, reach, runStudy, slow, snapshotOf, useSite } from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite({ cache: true });
const WAIT_MS = 20000;
const RESTORED = 'BackForwardCacheRestore';
/** A page of the origin that is not the page. */
const OTHER = 'datasets/index.json';
/** The other page has no icon. */
const options = { errors: /404/ };
const study = { ...slow, search: { ...slow.search, trials: 10 } };

/**
 * Playwright loses a page that comes back from the cache, so this speaks to the browser itself.
 * @param {Page} page
 */
async function visit(page) {
  const cdp = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const refused = [];
  /** @type {string[]} */
  const seen = [];
  cdp.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) =>
    refused.push(...notRestoredExplanations),
  );
  cdp.on('Page.frameNavigated', ({ type, frame }) => {
    if (!frame.parentId) seen.push(type);
  });
  await cdp.send('Page.enable');
  const evaluate = async (/** @type {string} */ expression) => {
    const options = { expression, awaitPromise: true, returnByValue: true };
    return (await cdp.send('Runtime.evaluate', options)).result.value;
  };
  /** @param {() => Promise<unknown>} is @param {string} what */
  const until = async (is, what) => {
    for (const end = Date.now() + WAIT_MS; Date.now() < end; await after(50))
      if (await is().catch(() => false)) return;
    assert.fail(`in vain for ${what}: ${await evaluate(STATE)}`);
  };
  const status = () => evaluate('document.body?.dataset.status');
  return {
    /** Whether the browser kept nothing for reasons of its own, such as too little memory. */
    hadReasons: () =>
      refused.length > 0 && refused.every(({ type }) => type === 'Circumstantial')
        ? refused.map(({ reason }) => reason).join()
        : '',
    said: () => refused.map(({ type, reason }) => `${type}: ${reason}`).join(),
    evaluate,
    until,
    /** @param {string} wanted */
    reach: (wanted) => until(async () => (await status()) === wanted, wanted),
    fingerprint: () => evaluate(`${RESULT}?.fingerprint ?? null`),
    /** To another page of the origin for some time, and back. @param {string} url @param {number} ms */
    async awayAndBack(url, ms) {
      await until(() => evaluate(SETTLED), 'the workers');
      await after(200);
      await cdp.send('Page.navigate', { url: url + OTHER });
      await until(() => evaluate(`location.pathname === '/${OTHER}'`), 'the other page');
      await after(ms);
      const { entries, currentIndex } = await cdp.send('Page.getNavigationHistory');
      await cdp.send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1].id });
      await until(() => evaluate("Boolean(document.querySelector('run-bar'))"), 'the page');
      return seen.at(-1);
    },
  };
}

/** Every worker is up: the page waits for each of their locks. */
const SETTLED = `(async () => { const locks = await navigator.locks.query();
  const [held, pending] = [locks.held, locks.pending].map((all) => all.filter(({ name }) => name.startsWith('sweetspot worker')).length);
  return held > 1 && held === pending; })()`;
/** For what is said when something never comes. */
const STATE = `(async () => { const { held, pending } = await navigator.locks.query();
  const { status, finished, result, problems } = document.querySelector('run-bar').snapshot;
  return JSON.stringify({ url: location.href, page: document.body.dataset.status, status, finished, ended: Boolean(result), problems,
    held: held.length, pending: pending.length }); })()`;
const RESULT = "document.querySelector('run-bar').snapshot.result";
const RUN = "document.querySelector('run-bar').shadowRoot.querySelector('.main').click()";

test('back_before_and_after_a_run_the_page_is_as_it_was_and_runs_again', (t) =>
  withPage(options, async (page, url) => {
    const there = await visit(page);
    const how = await there.awayAndBack(url, 300);
    if (there.hadReasons()) return t.skip(there.hadReasons());
    assert.equal(how, RESTORED, there.said());
    assert.equal(await there.evaluate('document.body.dataset.status'), 'empty');
    const setText = `(() => { const text = ${JSON.stringify(JSON.stringify(manySmall(6)))};
      document.querySelector('run-bar').dispatchEvent(new CustomEvent('text', { detail: text, bubbles: true, composed: true })); })()`;
    await there.evaluate(setText);
    await there.evaluate(RUN);
    await there.reach('done');
    const first = await there.fingerprint();
    assert.equal(await there.awayAndBack(url, 300), RESTORED, there.said());
    assert.equal(await there.fingerprint(), first);
    await there.evaluate(`globalThis.before = ${RESULT}; ${RUN}`);
    await there.until(() => there.evaluate(`${RESULT} && ${RESULT} !== before`), 'another result');
    await there.reach('done');
    assert.match(String(first), /^[0-9a-f]{16,}$/);
    assert.equal(await there.fingerprint(), first);
  }));

test('back_during_a_run_it_goes_on_to_the_same_result', (t) =>
  withPage(options, async (page, url) => {
    await runStudy(page, study);
    const whole = (await snapshotOf(page)).result.fingerprint;
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    await putStudy(page, study);
    await page.click('run-bar .main');
    await page.waitForFunction(
      () => /** @type {any} */ (document.querySelector('run-bar')).snapshot.finished >= 2,
    );
    const there = await visit(page);
    const how = await there.awayAndBack(url, 1000);
    if (there.hadReasons()) return t.skip(there.hadReasons());
    assert.equal(how, RESTORED, there.said());
    await there.reach('done');
    assert.equal(await there.fingerprint(), whole);
  }));

test('a_page_opened_anew_during_a_run_may_take_it_over', () =>
  withPage(options, async (page, url) => {
    await putStudy(page, { ...slow, search: { ...slow.search, trials: 30 } });
    await page.click('run-bar .main');
    await page.waitForFunction(
      () => /** @type {any} */ (document.querySelector('run-bar')).snapshot.finished >= 2,
    );
    await page.goto(`${url}?again`); // the first one may be kept, frozen with its locks
    await page.locator('keep-notice').getByRole('button', { name: 'Resume' }).click();
    await reach(page, 'done');
    const { trials } = await snapshotOf(page);
    assert.equal(trials.length, 30);
  }));
