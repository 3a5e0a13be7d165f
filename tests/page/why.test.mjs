// Why a study came out as it did, and what its sampler believed: the tabs Why and Sampler, and the timeline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibility, manySmall, putStudy, reach, useSite } from './driver.mjs';

const withPage = useSite();
const study = { ...manySmall(16), search: { sampler: { type: 'tpe' }, trials: 16 } };

/** @param {import('playwright-core').Page} page @param {string} name */
const open = (page, name) => page.getByRole('tab', { name, exact: true }).click();

/** @param {import('playwright-core').Page} page @param {string} id */
const card = (page, id) => page.locator(`chart-deck [data-chart=${id}]`);

test('a run shows when its workers were busy, why it came out so, and what tpe believed before each trial', () =>
  withPage({}, async (page) => {
    await putStudy(page, study);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await reach(page, 'done');
    await card(page, 'timeline').scrollIntoViewIfNeeded();
    await card(page, 'timeline')
      .getByText(/busy \d+ % of/)
      .waitFor();
    await open(page, 'Why');
    await card(page, 'importance')
      .getByText(/matter|explains|differ/)
      .first()
      .waitFor();
    await card(page, 'interactions')
      .getByText(/apart|together/)
      .first()
      .waitFor();
    await card(page, 'curse').scrollIntoViewIfNeeded();
    await card(page, 'curse')
      .getByText(/five best differ/)
      .waitFor();
    assert.deepEqual(await accessibility(page), []);
    await open(page, 'Sampler');
    const sampler = card(page, 'sampler');
    await sampler.getByText(/lie alike|tells good from other/).waitFor();
    const slider = sampler.getByRole('slider', { name: 'Step through the study' });
    await slider.focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowLeft');
    await sampler.getByText(/^Before trial 13, \d+ scores known/).waitFor();
    await sampler.getByRole('button', { name: 'A trial on' }).click();
    await sampler.getByText(/^Before trial 14, /).waitFor();
    await sampler.getByRole('button', { name: 'Table: What the sampler believes' }).click();
    await sampler.getByRole('cell', { name: 'units' }).first().waitFor();
    assert.deepEqual(await accessibility(page), []);
  }));

test('with reduced motion nothing plays by itself', () =>
  withPage({ reducedMotion: 'reduce' }, async (page) => {
    await putStudy(page, study);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await reach(page, 'done');
    await open(page, 'Sampler');
    await page.getByRole('button', { name: 'A trial back' }).click();
    assert.equal(await page.getByRole('button', { name: 'Play' }).count(), 0);
  }));
