/** Manners of the page: nothing leaves its origin, its policy is never broken, the keyboard is enough, paper and small screens do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manySmall, putStudy, reach, snapshotOf, useSite } from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();

/** The element that has the focus, through all shadow trees: its words, and whether it is seen; null: none. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body) return null;
    const words = at.getAttribute('aria-label') ?? at.textContent ?? '';
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const seen = outlineStyle !== 'none' && outlineWidth !== '0px';
    return `${at.matches(':focus-visible') && seen ? '' : '(unseen) '}${words.replace(/\s+/g, ' ').trim()}`;
  });

/** Presses Tab until something has the focus. @param {Page} page @param {RegExp} wanted @param {string} [key] */
async function tabTo(page, wanted, key = 'Tab') {
  const passed = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press(key);
    const name = await focused(page);
    if (name !== null && wanted.test(name)) return;
    passed.push(name);
  }
  assert.fail(`${wanted} has no focus after ${passed.join(' | ')}`);
}

test('nothing_is_asked_of_another_origin_and_the_policy_is_never_broken', () =>
  withPage(
    {
      init: () => {
        const broken = /** @type {any} */ ((globalThis.broken = []));
        addEventListener('securitypolicyviolation', (event) =>
          broken.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`),
        );
      },
    },
    async (page, url) => {
      /** @type {string[]} */
      const asked = [];
      page.context().on('request', (request) => asked.push(request.url()));
      await page.reload();
      await page.waitForSelector('run-bar .plan:not(:empty)');
      await putStudy(page, manySmall(8));
      await page.click('run-bar .main');
      await reach(page, 'done');
      for (const name of ['Space', 'Why', 'Sampler']) {
        await page.getByRole('tab', { name, exact: true }).click();
        await page.waitForSelector('chart-card canvas');
        await page.waitForTimeout(300);
      }
      await page.getByRole('button', { name: 'PNG: What the sampler believes' }).click();
      await page.getByRole('button', { name: 'Look inside' }).click();
      await page.locator('trial-look try-bars').waitFor();
      for (const act of ['gallery', 'studies', 'share']) {
        await page.click(`[data-act=${act}]`);
        await page.waitForTimeout(300);
        await page.keyboard.press('Escape');
      }
      const others = asked.filter((each) => !/^(blob|data):/.test(each) && !each.startsWith(url));
      assert.deepEqual(others, []);
      assert.ok(asked.some((each) => each.endsWith('.wasm')));
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).broken), []);
    },
  ));

test('the_keyboard_alone_runs_a_study_selects_a_trial_and_takes_it_away', () =>
  withPage({}, async (page) => {
    await putStudy(page, manySmall(6));
    await page.evaluate(() => /** @type {any} */ (document.activeElement)?.blur());
    await page.locator('body').evaluate((body) => {
      body.tabIndex = -1;
      body.focus();
      body.removeAttribute('tabindex');
    });
    await tabTo(page, /^Run$/);
    await page.keyboard.press('Enter');
    await reach(page, 'done');
    await tabTo(page, /^Progress$/);
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(page), 'Space');
    await tabTo(page, /^no\. ↓$/); // sorts by number, the other way round
    await page.keyboard.press('Enter');
    await tabTo(page, /trials|Trials/, 'Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('trial-table tr[aria-selected=true]');
    await page.keyboard.press('ArrowDown');
    const row = page.locator('trial-table tr[aria-selected=true] td').first();
    const number = Number(await row.innerText());
    assert.match(await page.innerText('best-panel h2'), new RegExp(`^Trial ${number}\\b`));
    await tabTo(page, /^trials\.csv$/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
    ]);
    assert.match(download.suggestedFilename(), /\.csv$/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('trial-table tr[aria-selected=true]').count(), 0);
  }));

test('every_stop_of_the_keyboard_is_seen', () =>
  withPage({}, async (page) => {
    await putStudy(page, manySmall(3));
    await page.click('run-bar .main');
    await reach(page, 'done');
    await page.locator('h1').click();
    const stops = [];
    for (let i = 0; i < 300; i++) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      if (name === null) break; // once around
      stops.push(name);
    }
    assert.deepEqual(
      stops.filter((name) => name.startsWith('(unseen)')),
      [],
    );
    assert.ok(stops.length > 40, String(stops.length));
  }));

test('what_turns_while_a_chart_is_worked_out_stands_still_with_reduced_motion', () =>
  withPage({}, async (page) => {
    await putStudy(page, manySmall(6));
    await page.click('run-bar .main');
    await reach(page, 'done');
    await page
      .locator('chart-card')
      .first()
      .evaluate((element) => {
        const card = /** @type {any} */ (element);
        const load = () => new Promise(() => {});
        card.chart = { ...card.chart, isEmpty: () => true, key: () => 'one', load };
      });
    const busy = page.locator('chart-card .busy').first();
    await busy.waitFor();
    const moves = () => busy.evaluate((element) => getComputedStyle(element).animationName);
    assert.equal(await moves(), 'turn');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moves(), 'none');
  }));

test('with_forced_colours_it_is_still_all_there', () =>
  withPage({ forcedColors: 'active' }, async (page) => {
    await putStudy(page, manySmall(6));
    await page.click('run-bar .main');
    await reach(page, 'done');
    const bare = await page.locator('button:visible').evaluateAll((buttons) =>
      buttons
        .filter((button) => {
          const { color, backgroundColor } = getComputedStyle(button);
          return color === backgroundColor;
        })
        .map((button) => button.textContent),
    );
    assert.deepEqual(bare, []);
  }));

test('it_is_printed_on_a_few_pages_and_light_on_a_dark_page', () =>
  withPage({ colorScheme: 'dark' }, async (page) => {
    await putStudy(page, manySmall(12));
    await page.click('run-bar .main');
    await reach(page, 'done');
    await page.waitForSelector('chart-card canvas');
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= 5, `${pages} pages`);
    const theme = () => page.getAttribute('html', 'data-theme');
    assert.equal(await theme(), 'dark');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await theme(), 'light');
    const paper = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.documentElement);
      return backgroundColor.match(/\d+/g)?.map(Number);
    });
    assert.ok(
      paper?.every((part) => part > 200),
      String(paper),
    );
    for (const name of ['Run again', 'Share', 'Look inside'])
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await theme(), 'dark');
  }));

for (const locale of ['en-US', 'zh-CN']) {
  test(`nothing_sticks_out_at_320_in_${locale}`, () =>
    withPage(
      { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, locale },
      async (page) => {
        /** @type {string[]} */
        const wide = [];
        const measure = async (/** @type {string} */ where) => {
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          if (width > 320) wide.push(`${where}: ${width}`);
        };
        await page.waitForTimeout(1000);
        await measure('first view');
        await putStudy(page, {
          ...manySmall(6),
          name: 'a study with a rather long name, in words',
        });
        await page.click('run-bar .main');
        await reach(page, 'done');
        for (const place of ['setup', 'trials', 'best', 'charts']) {
          await page.click(`.tabs [data-tab=${place}]`);
          await page.waitForTimeout(200);
          await measure(place);
        }
        for (const tab of await page.locator('chart-deck [role=tab]').all()) {
          await tab.click();
          await page.waitForTimeout(500);
          await measure(await tab.innerText());
        }
        for (const [act, dialog] of [
          ['gallery', 'example-gallery dialog[open]'],
          ['studies', 'studies-dialog dialog[open]'],
          ['share', 'share-dialog dialog[open]'],
        ]) {
          await page.click(`[data-act=${act}]`);
          const box = await page.locator(dialog).boundingBox();
          const inner = await page
            .locator(dialog)
            .evaluate((element) => element.scrollWidth - element.clientWidth);
          if (!box || box.x < 0 || box.x + box.width > 320 || inner > 0)
            wide.push(`${act}: ${JSON.stringify(box)} ${inner}`);
          await page.keyboard.press('Escape');
        }
        assert.deepEqual(wide, []);
        const { result } = await snapshotOf(page);
        assert.equal(result.trials.length, 6);
      },
    ));
}

test('who_comes_for_the_first_time_is_told_what_run_does_and_sees_it_improve', () =>
  withPage({}, async (page) => {
    const pitch = page.getByText('again and again, each time with other values');
    await pitch.waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await reach(page, 'done');
    const { trials } = await snapshotOf(page);
    let best = -1;
    const records = trials.filter(({ value }) => {
      const isBetter = (value ?? -1) > best;
      if (isBetter) best = value ?? -1;
      return isBetter;
    });
    assert.ok(records.length >= 4, `the best changed ${records.length} times`);
    assert.ok(await pitch.isVisible(), 'nothing jumps');
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    assert.ok(!(await pitch.isVisible()), 'once is enough');
  }));

test('an_example_that_was_changed_says_so', () =>
  withPage({}, async (page) => {
    const chosen = page.locator('study-picker option:checked');
    const title = await chosen.innerText();
    await putStudy(page, manySmall(8));
    await page.getByText(`${title}, edited`).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(
      () => !/edited/.test(document.querySelector('study-picker')?.shadowRoot?.textContent ?? ''),
    );
    assert.equal(await chosen.innerText(), title);
  }));
