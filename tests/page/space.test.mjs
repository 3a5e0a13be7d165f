/** The tab Space: a brush on the axes of parallel coordinates, by hand and by selects, filters the trials everywhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manySmall, putStudy, reach, useSite } from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();
const TRIALS = 24;

/** @param {Page} page */
const brushed = (page) =>
  page.evaluate(
    () => /** @type {any} */ (document.querySelector('chart-deck')).brushed?.size ?? null,
  );

/** @param {Page} page */
async function openSpace(page) {
  await putStudy(page, manySmall(TRIALS));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reach(page, 'done');
  await page.getByRole('tab', { name: 'Space' }).click();
  await page.getByRole('img', { name: /^Parallel coordinates\. 24 trials/ }).waitFor();
}

/** @param {Page} page @param {number | null} count */
async function waitForBrush(page, count) {
  for (let i = 0; i < 40 && (await brushed(page)) !== count; i++) await page.waitForTimeout(50);
  assert.equal(await brushed(page), count);
}

test('a_brush_keeps_the_trials_that_pass_and_escape_lets_go', () =>
  withPage({}, async (page) => {
    await openSpace(page);
    const canvas = page.getByRole('img', { name: /^Parallel coordinates/ });
    const box = await canvas.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 14, box.y + 42);
    await page.mouse.down();
    await page.mouse.move(box.x + 14, box.y + 120, { steps: 6 });
    await page.mouse.up();
    const chip = page.getByRole('button', { name: /of 24 trials/ });
    await chip.waitFor();
    const count = await brushed(page);
    assert.ok(count > 0 && count < TRIALS, String(count));
    await page.keyboard.press('Escape');
    await waitForBrush(page, null);
    await page.getByRole('img', { name: /^Parallel coordinates\. 24 trials/ }).waitFor();
  }));

test('selects_brush_as_a_drag_does_and_axes_are_joined', () =>
  withPage({}, async (page) => {
    await openSpace(page);
    const axis = page.getByRole('combobox', { name: 'Filter by' });
    const part = page.getByRole('combobox', { name: 'Keep' });
    await part.selectOption({ label: 'keep highest third' });
    await page.getByRole('button', { name: /of 24 trials/ }).waitFor();
    const one = await brushed(page);
    await axis.selectOption({ label: 'filter: units' });
    await page.waitForTimeout(300);
    await part.selectOption({ label: 'keep lowest third' });
    await page.waitForTimeout(500);
    assert.ok((await brushed(page)) < one);
    await part.selectOption({ label: 'keep all' });
    await waitForBrush(page, one);
  }));

test('every_chart_of_the_space_has_its_table', () =>
  withPage({}, async (page) => {
    await openSpace(page);
    for (const title of ['Parallel coordinates', 'Slice', 'Contour', 'Distribution']) {
      await page.getByRole('button', { name: `Table: ${title}` }).click();
      const rows = page.getByRole('table', { name: title }).getByRole('row');
      await rows.nth(1).waitFor();
      assert.ok((await rows.count()) > 2, title);
    }
  }));
