/** The frame of the page: tabs, the run bar, what is marked everywhere, a chart's table and files, the gallery, keys, print. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { formatNumber } from '../../web/charts/format.js';
import { createRun } from '../../web/lib/index.js';
import {
  accessibility,
  manySmall,
  putStudy,
  reach,
  reachAnother,
  runStudy,
  slow,
  snapshotOf,
  studyFile,
  useSite,
} from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** What the first view with its workers may cost, in bytes as Netlify sends them: all of it, and all but the engine. */
const MOST_BYTES = 250e3;
const MOST_BYTES_OF_PAGE = 138e3;

const withPage = useSite();

/** @param {Page} page @param {number} trials */
const runSmall = (page, trials) => runStudy(page, manySmall(trials));

/** @param {Page} page @param {string} name */
const card = (page, name) =>
  page.locator('chart-card').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** The tab's title follows the run, but not at once. @param {Page} page @param {RegExp} title */
async function titled(page, title) {
  for (let i = 0; i < 40 && !title.test(await page.title()); i++) await page.waitForTimeout(50);
  assert.match(await page.title(), title);
}

/** What `page` asked for by now: its own files by name, with their bytes. @param {Page} page @param {string} url */
async function requested(page, url) {
  const names = await page.evaluate(() => [
    location.href,
    ...performance.getEntriesByType('resource').map(({ name }) => name),
  ]);
  const files = [...new Set(names)].map((name) => new URL(name).pathname);
  assert.ok(names.every((name) => name.startsWith(url)));
  return files
    .filter((file) => !/^\/(datasets|examples)\//.test(file))
    .map((file) => {
      const bytes = readFileSync(path.join('dist', file === '/' ? 'index.html' : file));
      return { file, brotli: brotliCompressSync(bytes).length, gzip: gzipSync(bytes).length };
    });
}

test('the_first_view_costs_less_than_250_kB_without_data', (t) =>
  withPage({}, async (page, url) => {
    await page.waitForSelector('chart-card .wait');
    await page.getByRole('img', { name: 'petal_length across, petal_width up' }).waitFor();
    await page.locator('data-peek').getByText('First rows').waitFor(); // a worker's work
    await page.waitForTimeout(1000);
    const files = await requested(page, url);
    const sum = (/** @type {typeof files} */ some) => some.reduce((n, { brotli }) => n + brotli, 0);
    const own = files.filter(({ file }) => !file.endsWith('.wasm'));
    assert.ok(own.some(({ file }) => file.endsWith('.css')) && own.length < files.length);
    const gzip = files.reduce((n, each) => n + each.gzip, 0);
    const kB = (/** @type {number} */ bytes) => (bytes / 1e3).toFixed(0);
    t.diagnostic(
      `first view: ${kB(sum(files))} kB brotli, ${kB(gzip)} kB gzip; ${kB(sum(own))} kB without the engine`,
    );
    assert.ok(sum(files) < MOST_BYTES, files.map(({ file, brotli }) => `${file} ${brotli}`).join());
    assert.ok(
      sum(own) < MOST_BYTES_OF_PAGE,
      own.map(({ file, brotli }) => `${file} ${brotli}`).join(),
    );
    assert.ok(
      own.some(({ file }) => /study\.worker/.test(file)),
      'with what looks at the data',
    );
    assert.ok(!own.some(({ file }) => /zh-|en-late|chart-js|gallery/.test(file)), 'what can wait');
  }));

test('the_first_view_draws_its_data', () =>
  withPage({}, async (page) => {
    const drawing = page.getByRole('img', { name: 'petal_length across, petal_width up' });
    await drawing.waitFor();
    assert.equal(await drawing.locator('circle, rect, path').count(), 150);
    await page.selectOption('study-picker select', 'example:digits-tpe');
    await page.getByRole('img', { name: 'Some of the pictures' }).waitFor();
  }));

test('charts_stand_behind_tabs_that_arrows_move_through', () =>
  withPage({}, async (page) => {
    const tabs = page.getByRole('tablist', { name: 'Charts' }).getByRole('tab');
    assert.deepEqual(await tabs.allInnerTexts(), ['Progress', 'Space', 'Why', 'Sampler']);
    const selected = () => page.getByRole('tab', { selected: true }).last().innerText();
    await page.getByRole('tab', { name: 'Progress' }).focus();
    assert.ok(await page.getByRole('heading', { name: 'Best so far' }).isVisible());
    await page.keyboard.press('ArrowRight');
    assert.equal(await selected(), 'Space');
    assert.equal(await page.getByRole('heading', { name: 'Best so far' }).count(), 0);
    await page.keyboard.press('End');
    assert.equal(await selected(), 'Sampler');
    await page.keyboard.press('ArrowRight');
    assert.equal(await selected(), 'Progress');
    assert.deepEqual(await accessibility(page), []);
  }));

test('each_tab_shows_its_charts_without_a_mistake', () =>
  withPage({}, async (page) => {
    await runSmall(page, 12);
    for (const name of ['Space', 'Why', 'Sampler', 'Progress']) {
      await page.getByRole('tab', { name }).click();
      await page.waitForSelector('chart-card canvas, chart-deck .none');
      await page.waitForTimeout(400);
      assert.deepEqual(await accessibility(page), [], name);
    }
  }));

test('a_chart_gives_its_table_its_numbers_its_picture_and_fills_the_screen', () =>
  withPage({}, async (page) => {
    await runSmall(page, 6);
    const best = card(page, 'Best so far');
    await best.getByRole('button', { name: 'Table: Best so far' }).click();
    const rows = best.getByRole('table', { name: 'Best so far' }).getByRole('row');
    await rows.nth(6).waitFor();
    assert.equal(await rows.count(), 7);
    const { trials } = await snapshotOf(page);
    const shown = rows.nth(1).getByRole('cell').nth(2);
    assert.equal(await shown.innerText(), formatNumber(trials[0].value));
    await rows.nth(3).click();
    assert.match(await page.innerText('best-panel h2'), /^Trial 2\b/);
    const save = async (/** @type {string} */ name) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        best.getByRole('button', { name }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const csv = await save('CSV: Best so far');
    assert.equal(csv.name, 'many-history.csv');
    const lines = csv.bytes.toString().trim().split('\n');
    assert.equal(lines.length, 7);
    assert.equal(Number(lines[1].split(',')[2]), trials[0].value);
    await best.getByRole('button', { name: 'Table: Best so far' }).click();
    const png = await save('PNG: Best so far');
    assert.equal(png.bytes.readUInt32BE(0), 0x89504e47);
    assert.ok(
      png.bytes.readUInt32BE(20) > (await best.locator('canvas').evaluate((c) => c.clientHeight)),
    );
    await best.getByRole('button', { name: 'Full screen: Best so far' }).click();
    const dialog = page.getByRole('dialog', { name: 'Best so far' });
    const box = await dialog.locator('canvas').boundingBox();
    assert.ok(box && box.width > 1100 && box.height > 500);
    assert.deepEqual(await accessibility(page), []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.match(
      await page.innerText('best-panel h2'),
      /^Trial 2\b/,
      'Escape closed the dialog alone',
    );
    const small = await best.locator('canvas').boundingBox();
    assert.ok(small && small.width < 400);
  }));

test('a_chart_that_has_to_be_worked_out_says_so_and_may_fail_and_be_tried_again', () =>
  withPage({}, async (page) => {
    await runSmall(page, 3);
    const some = page.locator('chart-card').first();
    await some.evaluate((element) => {
      const mine = /** @type {any} */ (element);
      const { info } = mine.chart;
      let calls = 0;
      const answer = () =>
        new Promise((resolve, reject) => {
          const good = calls++ > 0;
          /** @type {any} */ (globalThis).settle = () =>
            good ? resolve([1]) : reject(new Error('no luck'));
        });
      mine.chart = {
        ...mine.chart,
        isEmpty: (/** @type {any} */ { loaded }) => !loaded,
        info: (/** @type {any} */ snapshot, /** @type {any} */ options) => ({
          ...info(snapshot, options),
          loaded: options.loaded,
        }),
        key: () => 'one',
        load: answer,
      };
    });
    await some.getByText('Working it out').waitFor();
    await page.evaluate(() => /** @type {any} */ (globalThis).settle());
    await some.getByText('could not be worked out: no luck').waitFor();
    await some.getByRole('button', { name: 'Try again' }).click();
    await some.getByText('Working it out').waitFor();
    await page.evaluate(() => /** @type {any} */ (globalThis).settle());
    await some.locator('.wait').waitFor({ state: 'detached' });
    assert.ok(await some.getByRole('button', { name: 'PNG: Best so far' }).isEnabled());
  }));

test('a_trial_under_the_pointer_is_marked_everywhere_and_a_brush_filters_the_table', () =>
  withPage({}, async (page) => {
    await runSmall(page, 10);
    const hovered = () =>
      page
        .locator('chart-card')
        .evaluateAll((cards) => cards.map((each) => /** @type {any} */ (each).hovered));
    await page.locator('trial-table tbody tr').nth(2).hover();
    assert.deepEqual(await hovered(), [7, 7, 7]);
    await page.mouse.move(5, 5);
    assert.deepEqual(await hovered(), [null, null, null]);
    await page
      .locator('chart-card')
      .first()
      .evaluate((card) => {
        const detail = new Set([1, 4, 6]);
        card.dispatchEvent(
          new CustomEvent('brush-trials', { detail, bubbles: true, composed: true }),
        );
      });
    const rows = page.getByRole('table', { name: 'Trials' }).locator('tbody tr');
    assert.deepEqual(
      (await rows.locator('td:first-child').allInnerTexts()).map(Number).sort(),
      [1, 4, 6],
    );
    await rows.first().click();
    await page.locator('h1').click();
    const chip = page.getByRole('button', { name: /3 of 10 trials/ });
    await page.keyboard.press('Escape');
    await chip.waitFor({ state: 'hidden' });
    assert.equal(await rows.count(), 10);
    assert.match(
      await page.innerText('best-panel h2'),
      /^Trial 6\b/,
      'the selection is still there',
    );
    await page.keyboard.press('ArrowDown');
    assert.match(await page.innerText('best-panel h2'), /^Trial 5\b/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('trial-table tr[aria-selected=true]').count(), 0);
  }));

test('cancel_ends_at_once_and_keeps_what_is_finished', () =>
  withPage({}, async (page) => {
    await putStudy(page, slow);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.waitForSelector('trial-table tr.complete', { timeout: 60000 });
    await titled(page, /^\d+\/40 · 0\.\d+ · Sweetspot$/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await reach(page, 'done');
    const { result } = await snapshotOf(page);
    assert.equal(result.state, 'interrupted');
    assert.ok(result.trials.length > 0 && result.test === null);
    await titled(page, /^✓ 0\.\d+ · Sweetspot$/);
  }));

test('more_trials_go_on_from_those_that_are_there_as_one_study', () =>
  withPage({}, async (page) => {
    await runSmall(page, 6);
    const hashes = (await snapshotOf(page)).result.trials.map(
      (/** @type {any} */ each) => each.seconds,
    );
    const more = page.getByRole('button', { name: '20 more trials' });
    await reachAnother(page, () => more.click());
    assert.equal((await studyFile(page)).search.trials, 26);
    const { result } = await snapshotOf(page);
    const kept = result.trials.slice(0, 6).map((/** @type {any} */ each) => each.seconds);
    assert.deepEqual(kept, hashes, 'not trained again');
    const whole = await createRun(manySmall(26)).result;
    assert.equal(result.fingerprint, whole.fingerprint);
  }));

test('the_number_of_workers_is_the_readers_choice_and_changes_no_result', () =>
  withPage({}, async (page) => {
    await page.getByLabel('Workers').selectOption('1');
    await runSmall(page, 5);
    const { workers, result } = await snapshotOf(page);
    assert.equal(workers, 1);
    assert.equal(result.fingerprint, (await createRun(manySmall(5)).result).fingerprint);
  }));

test('the_gallery_opens_an_example', () =>
  withPage({}, async (page) => {
    await page.getByRole('button', { name: 'Examples' }).click();
    const dialog = page.getByRole('dialog', { name: 'Examples' });
    const cards = dialog.getByRole('listitem').getByRole('button');
    await cards.first().waitFor();
    assert.equal(
      await cards.count(),
      await page.locator('study-picker optgroup').first().locator('option').count(),
    );
    const times = await dialog.locator('.time').allInnerTexts();
    assert.ok(times.length > 0 && times.every((text) => /second|minute/.test(text)), 'how long');
    assert.deepEqual(await accessibility(page), []);
    await cards.filter({ hasText: 'Wine: a CSV file' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.waitForSelector('study-form strong:text("wine.csv")');
    assert.equal(await page.inputValue('study-picker select'), 'example:csv-wine');
  }));

test('keys_undo_redo_and_show_themselves', () =>
  withPage({}, async (page) => {
    const trials = async () => (await studyFile(page)).search.trials;
    await putStudy(page, manySmall(7));
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    assert.equal(await trials(), 60);
    await page.keyboard.press('Control+Shift+z');
    assert.equal(await trials(), 7);
    assert.ok(await page.getByRole('button', { name: 'Redo' }).isDisabled());
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Redo' }).click();
    assert.equal(await trials(), 7);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    assert.match(await dialog.innerText(), /runs and pauses/);
    assert.deepEqual(await accessibility(page), []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }));

test('a_chinese_reader_sees_no_english_first', () =>
  withPage({ locale: 'zh-CN' }, async (page) => {
    const texts = await page.evaluate(() => {
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      return names.filter((name) => /\/zh-/.test(name)).length;
    });
    assert.equal(texts, 1);
    assert.deepEqual(
      await page.getByRole('tablist', { name: '图表' }).getByRole('tab').allInnerTexts(),
      ['进展', '空间', '原因', '采样器'],
    );
    await page.getByRole('button', { name: '示例' }).click();
    await page.getByRole('dialog', { name: '示例' }).getByRole('listitem').first().waitFor();
  }));

test('it_prints_its_charts_and_all_rows', () =>
  withPage({}, async (page) => {
    await runSmall(page, 60);
    assert.ok((await page.locator('trial-table tbody tr').count()) < 60);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.locator('trial-table tbody tr:not(.spare)').count(), 60);
    assert.ok(!(await page.locator('study-form').isVisible()));
    assert.ok(await page.locator('chart-card canvas').first().isVisible());
    const places = await Promise.all(
      ['.brand .of', '#charts', '#best', '#trials'].map((part) => page.locator(part).boundingBox()),
    );
    const tops = places.map((place) => place?.y ?? Number.NaN);
    assert.deepEqual(
      tops.toSorted((a, b) => a - b),
      tops,
      'a report: its name, the charts, what it came to, all trials',
    );
  }));

for (const width of [320, 700, 1100, 3840]) {
  test(`nothing_sticks_out_at_${width}`, () =>
    withPage({ viewport: { width, height: 900 }, hasTouch: width < 700 }, async (page) => {
      if (width >= 1100) await runSmall(page, 4);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }));
}
