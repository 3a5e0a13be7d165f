/** axe-core finds nothing, in both themes, on a phone and on a screen, in every main state. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibility, manySmall, putStudy, reach, useSite } from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();
const study = { ...manySmall(12), search: { sampler: { type: 'tpe' }, trials: 12 } };

for (const [width, height] of [
  [390, 844],
  [1280, 800],
]) {
  const isNarrow = width < 700;
  const options = { viewport: { width, height }, hasTouch: isNarrow, isMobile: isNarrow };

  /** In both themes. @param {Page} page @param {string} where */
  const check = async (page, where) => {
    const found = [];
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme });
      await page.waitForSelector(`html[data-theme=${colorScheme}]`);
      await page.waitForTimeout(100);
      found.push(...(await accessibility(page)).map((line) => `${where}, ${colorScheme}: ${line}`));
    }
    return found;
  };
  /** @param {Page} page @param {string} name */
  const place = async (page, name) => {
    if (isNarrow) await page.click(`.tabs [data-tab=${name}]`);
  };

  test(`the_first_view_has_no_mistake_at_${width}`, () =>
    withPage(options, async (page) => {
      await page.waitForSelector('data-peek .rows, data-peek table, data-peek svg');
      const found = await check(page, 'set-up');
      for (const name of isNarrow ? ['charts', 'trials', 'best'] : []) {
        await place(page, name);
        found.push(...(await check(page, name)));
      }
      await place(page, 'setup');
      await page.click('.switch [data-setup=file]');
      found.push(...(await check(page, 'study file')));
      assert.deepEqual(found, []);
    }));

  test(`a_finished_study_has_no_mistake_at_${width}`, () =>
    withPage(options, async (page) => {
      await putStudy(page, study);
      await page.click('run-bar .main');
      await reach(page, 'done');
      const found = [];
      for (const tab of ['Progress', 'Space', 'Why', 'Sampler']) {
        await place(page, 'charts');
        await page.getByRole('tab', { name: tab, exact: true }).click();
        await page.waitForSelector('chart-card canvas');
        await page.waitForTimeout(700);
        found.push(...(await check(page, tab)));
      }
      await page
        .getByRole('button', { name: /^Table: / })
        .first()
        .click();
      found.push(...(await check(page, 'table twin')));
      for (const name of isNarrow ? ['trials', 'best', 'setup'] : []) {
        await place(page, name);
        found.push(...(await check(page, name)));
      }
      assert.deepEqual(found, []);
    }));

  test(`dialogs_have_no_mistake_at_${width}`, () =>
    withPage(options, async (page) => {
      await putStudy(page, manySmall(4));
      await page.click('run-bar .main');
      await reach(page, 'done');
      const found = [];
      for (const [act, dialog] of [
        ['gallery', 'example-gallery dialog[open]'],
        ['studies', 'studies-dialog dialog[open]'],
        ['share', 'share-dialog dialog[open]'],
        ['keys', 'dialog.keys[open]'],
      ]) {
        const button = page.locator(`[data-act=${act}]`);
        if (await button.isVisible()) await button.click();
        else await page.keyboard.press('?');
        await page.waitForSelector(dialog);
        await page.waitForTimeout(300);
        found.push(...(await check(page, act)));
        await page.keyboard.press('Escape');
        await page.waitForSelector(dialog, { state: 'hidden' });
      }
      assert.deepEqual(found, []);
    }));

  test(`a_look_inside_and_what_can_be_tried_have_no_mistake_at_${width}`, () =>
    withPage(options, async (page) => {
      await putStudy(page, manySmall(4));
      await page.click('run-bar .main');
      await reach(page, 'done');
      await place(page, 'best');
      await page.getByRole('button', { name: 'Look inside' }).click();
      await page.locator('trial-look try-bars').waitFor();
      const found = await check(page, 'try it');
      for (const part of ['confusion', 'classes', 'mistakes', 'layer'])
        await page.click(`trial-look details.${part} > summary`);
      await page.waitForTimeout(500);
      found.push(...(await check(page, 'inside')));
      await page.getByRole('button', { name: 'Pin to compare' }).click();
      found.push(...(await check(page, 'pinned')));
      assert.deepEqual(found, []);
    }));

  test(`mistakes_and_dials_have_no_mistake_at_${width}`, () =>
    withPage(options, async (page) => {
      await page.selectOption('study-picker select', 'example:digits-tpe');
      await page.waitForSelector('param-editor');
      await page.waitForTimeout(500);
      const found = await check(page, 'dials');
      await putStudy(page, { ...study, training: { epochs: 'many' } });
      await page.waitForSelector('problem-list .mistakes');
      found.push(...(await check(page, 'mistakes')));
      assert.deepEqual(found, []);
    }));
}
