/** Journals of Optuna that are dropped on the page: studies that are looked at and not run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { linesOf } from '../../web/lib/keep.js';
import {
  accessibility,
  button,
  manySmall,
  openStudies,
  putStudy,
  reach,
  runStudy,
  snapshotOf,
  studyFile,
  useSite,
} from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();

/** Drops files on what stands at a place of the page. @param {Page} page @param {string} selector @param {{name: string, text: string}[]} files */
async function drop(page, selector, files) {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  for (const type of ['dragover', 'drop'])
    await page.locator(selector).first().dispatchEvent(type, { dataTransfer: data });
}

/** Waits until the picker at the head names a study. @param {Page} page @param {string | RegExp} name */
async function picked(page, name) {
  await page.waitForFunction(
    ({ source, isWhole }) => {
      const picker = document.querySelector('study-picker')?.shadowRoot?.querySelector('select');
      const text = picker?.selectedOptions[0]?.textContent?.trim() ?? '';
      return isWhole ? text === source : new RegExp(source).test(text);
    },
    typeof name === 'string'
      ? { source: name, isWhole: true }
      : { source: name.source, isWhole: false },
    { timeout: 10000 },
  );
}

const optuna = readFileSync(new URL('../js/optuna-3.1.journal', import.meta.url), 'utf8');
/** Its first study alone. */
const houses = optuna.slice(0, optuna.indexOf('{"op_code": 0', 1));

test('a_journal_of_optuna_is_opened_where_it_is_dropped', () =>
  withPage({}, async (page) => {
    await putStudy(page, manySmall(7));
    await drop(page, 'study-form', [{ name: 'houses.log', text: houses }]);
    await reach(page, 'done');
    const shown = await snapshotOf(page);
    assert.deepEqual([shown.study.name, shown.trials.length], ['house prices', 25]);
    await page.getByRole('heading', { name: 'From a journal of another program' }).waitFor();
    await picked(page, 'house prices · another program’s study');
    assert.ok(await button(page, 'Run').isDisabled());
    assert.equal(
      await button(page, 'Share').count(),
      0,
      'what it would share is not what is shown',
    );
    const table = page.getByRole('table', { name: 'Trials' });
    await table.getByText('activation').first().waitFor();
    await page
      .getByText(/^value$/)
      .first()
      .waitFor();
    assert.equal(await button(page, 'Look inside').count(), 0);
    for (const [tab, ids] of [
      ['Progress', ['history', 'curves', 'timeline']],
      ['Space', ['parallel', 'slice', 'contour', 'distribution']],
      ['Why', ['importance', 'interactions', 'curse']],
    ]) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      for (const id of ids) await page.locator(`chart-card[data-chart=${id}] canvas`).waitFor();
    }
    await page
      .locator('chart-card[data-chart=importance]')
      .getByText(/^lr goes with|lr .*\d+ %/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Progress', exact: true }).click();
    const timeline = page.locator('chart-card[data-chart=timeline]');
    await timeline.getByText(/^One trial ran at a time, over .*s; trial \d+ took/).waitFor();
    await timeline.getByText(/A row is not a worker.* they have no end: 1\./).waitFor();
    await timeline.getByRole('button', { name: 'Table: Timeline' }).click();
    await timeline.getByRole('columnheader', { name: 'row' }).waitFor();
    assert.equal(await timeline.getByRole('columnheader', { name: 'worker' }).count(), 0);
    await page.getByRole('tab', { name: 'Sampler' }).click();
    await page.getByText('Nothing to show here for this study.').waitFor();
    assert.deepEqual(await accessibility(page), []);
    await page.keyboard.press('Space');
    assert.equal((await snapshotOf(page)).status, 'done', 'nothing runs');
    const coming = page.waitForEvent('download');
    await button(page, 'trials.csv').click();
    const chunks = [];
    for await (const chunk of await (await coming).createReadStream()) chunks.push(chunk);
    const rows = Buffer.concat(chunks).toString('utf8').trim().split('\n');
    assert.ok(rows.length >= 24 && rows[0].includes('param_lr'));
    await button(page, 'Back to my study').click();
    await button(page, 'Run').waitFor();
    await picked(page, /, edited$/);
    await page.locator('study-form').waitFor();
    await runStudy(page, manySmall(7));
    assert.equal((await snapshotOf(page)).finished, 7);
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    const dialog = await openStudies(page);
    await dialog.getByRole('button', { name: 'Open house prices' }).click();
    await page.getByRole('heading', { name: 'From a journal of another program' }).waitFor();
    assert.equal((await snapshotOf(page)).best.number, shown.best.number);
  }));

test('the_study_on_the_desk_is_chosen_again_as_it_was_left', () =>
  withPage({}, async (page) => {
    const first = await page.locator('study-picker option:checked').innerText();
    await putStudy(page, manySmall(7));
    await picked(page, `${first}, edited`);
    await drop(page, 'study-form', [{ name: 'houses.log', text: houses }]);
    await picked(page, /^house prices/);
    await button(page, '中文').click();
    await picked(page, 'house prices · 其他程序的研究');
    await button(page, 'English').click();
    await picked(page, 'house prices · another program’s study');
    const picker = page.getByRole('combobox', { name: 'Study', exact: true });
    await picker.selectOption({ label: `${first}, edited` });
    await page.locator('study-form').waitFor();
    await picked(page, `${first}, edited`);
    assert.equal((await studyFile(page)).name, 'many', 'the edits are there');
    assert.equal((await snapshotOf(page)).status, 'empty');
    const dialog = await openStudies(page);
    await dialog.getByRole('button', { name: 'Open house prices' }).click();
    await picked(page, /^house prices/);
    await picker.selectOption({ index: 3 });
    await picked(page, /^(?!house prices).*[^d]$/);
    await page.locator('study-form').waitFor();
    assert.notEqual((await studyFile(page)).name, 'many');
  }));

test('files_dropped_on_the_list_of_studies_are_taken_in_or_opened', () =>
  withPage({}, async (page) => {
    const dialog = await openStudies(page);
    const onto = 'studies-dialog dialog';
    await drop(page, onto, [{ name: 'both.journal', text: optuna }]);
    await dialog.getByText('Studies imported: 2.').waitFor();
    await dialog.getByRole('button', { name: 'Open two goals' }).waitFor();
    assert.equal(await dialog.getByRole('button', { name: /^Resume/ }).count(), 0);
    assert.ok(await dialog.isVisible(), 'the list stays');
    await drop(page, onto, [{ name: 'no.journal', text: '{"op_code": 0, "study_name": "x"}' }]);
    await dialog.getByText('No study with trials is in no.journal.').waitFor();
    const coming = page.waitForEvent('download');
    await dialog.getByRole('combobox', { name: 'Export house prices' }).selectOption('Journal');
    const chunks = [];
    for await (const chunk of await (await coming).createReadStream()) chunks.push(chunk);
    assert.deepEqual(
      linesOf(Buffer.concat(chunks).toString('utf8')),
      linesOf(houses),
      'as Optuna wrote it',
    );
    await dialog.getByRole('button', { name: 'Open two goals' }).click();
    await page.getByRole('tab', { name: 'Space', exact: true }).click();
    await page.locator('chart-card[data-chart=pareto] canvas').waitFor();
    await picked(page, /^two goals/);
    const parallel = page.locator('chart-card[data-chart=parallel]');
    await parallel.getByText(/“missing”: trials without that parameter \(\d\)/).waitFor();
    await parallel.getByRole('combobox', { name: 'Filter by' }).selectOption('filter: y');
    await parallel.getByRole('combobox', { name: 'Keep' }).selectOption('keep “missing”');
    await page.getByRole('button', { name: /of 10 trials/ }).waitFor();
    await parallel.getByRole('button', { name: 'Table: Parallel coordinates' }).click();
    const cells = parallel.getByRole('row').nth(1).getByRole('cell');
    await cells.first().waitFor();
    const names = await parallel.getByRole('columnheader').allInnerTexts();
    const at = names.findIndex((each) => each.trim() === 'y');
    assert.ok(at > 0, names.join());
    assert.equal((await cells.nth(at).innerText()).trim(), '–', 'nothing stands there');
    const slice = page.locator('chart-card[data-chart=slice]');
    await slice.getByRole('combobox', { name: 'Parameter' }).selectOption('y');
    await slice.getByText(/At “missing”: trials without that parameter/).waitFor();
    assert.deepEqual(await accessibility(page), []);
    await page.getByRole('tab', { name: 'Why', exact: true }).click();
    await page
      .getByText(/not every trial of this journal has every parameter/)
      .first()
      .waitFor();
    await openStudies(page);
    await drop(page, onto, [{ name: 'mine.csv', text: 'x,y\n1,a\n2,b\n3,a\n4,b\n' }]);
    await dialog.waitFor({ state: 'hidden' });
    await page.waitForSelector('study-form strong:text("mine.csv")');
    await page.getByRole('region', { name: 'First rows' }).waitFor();
  }));
