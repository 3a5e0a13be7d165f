/** What the page keeps: a study goes on after a reload, a crash, without storage, without room; past studies; two tabs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRun } from '../../web/lib/index.js';
import {
  accessibility,
  button,
  manySmall,
  openStudies,
  putStudy,
  reach,
  snapshotOf,
  useSite,
} from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();

/** A study of some seconds, of which a busy machine sees the middle too. @param {number} trials @param {object} [search] */
const middling = (trials, search = {}) => {
  const study = manySmall(trials);
  return {
    ...study,
    name: 'middling',
    training: { ...study.training, epochs: 2000 },
    search: { ...study.search, ...search },
  };
};

/** @param {object} study what Node makes of it, without an interruption */
async function uninterrupted(study) {
  const { fingerprint } = await createRun(study, { workers: 1 }).result;
  return fingerprint;
}

/** @param {Page} page */
const notice = (page) => page.locator('keep-notice').getByRole('status');

/** @param {Page} page @param {number} count */
async function untilFinished(page, count) {
  await page.waitForFunction(
    (wanted) => /** @type {any} */ (document.querySelector('run-bar')).snapshot.finished >= wanted,
    count,
  );
}

/** @param {Page} page @param {object} study */
async function run(page, study) {
  await putStudy(page, study);
  await button(page, 'Run').click();
}

/** Runs a study to its end. @param {Page} page @param {string} name @param {number} trials */
async function runWhole(page, name, trials) {
  await putStudy(page, { ...manySmall(trials), name });
  await page.getByRole('button', { name: /^Run( again)?$/ }).click();
  await page.waitForFunction(
    (wanted) => {
      const { status, result } = /** @type {any} */ (document.querySelector('run-bar')).snapshot;
      return status === 'done' && result?.study.name === wanted;
    },
    name,
    { timeout: 60000 },
  );
  await page.waitForTimeout(300);
}

test('a_reload_in_the_middle_changes_nothing', () =>
  withPage({}, async (page) => {
    const study = middling(24, { sampler: { type: 'tpe' }, pruner: { type: 'median' } });
    await run(page, study);
    await untilFinished(page, 4);
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    await notice(page)
      .getByText(/“middling” was cut off: \d+ of 24 trials are kept/)
      .waitFor();
    const kept = Number(/(\d+) of 24/.exec(String(await notice(page).textContent()))?.[1]);
    assert.ok(kept >= 2, `${kept} kept`);
    await notice(page).getByRole('button', { name: 'Resume' }).click();
    await reach(page, 'done');
    const { result } = await snapshotOf(page);
    assert.equal(result.trials.length, 24);
    assert.equal(result.fingerprint, await uninterrupted(study));
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    await page.waitForTimeout(500);
    assert.equal((await notice(page).textContent())?.trim(), '');
  }));

test('what_was_cut_off_can_be_looked_at_before_it_goes_on', () =>
  withPage({}, async (page) => {
    const study = middling(12);
    await run(page, study);
    await untilFinished(page, 3);
    await button(page, 'Pause').click();
    await page.waitForTimeout(300);
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    await notice(page).getByRole('button', { name: 'Look' }).click();
    await reach(page, 'paused');
    const shown = await snapshotOf(page);
    assert.ok(shown.finished >= 2 && shown.finished < 12);
    assert.equal(shown.study.name, 'middling');
    await button(page, 'Resume').click();
    await reach(page, 'done');
    assert.equal((await snapshotOf(page)).result.fingerprint, await uninterrupted(study));
  }));

test('more_trials_give_the_longer_study', () =>
  withPage({}, async (page) => {
    await run(page, manySmall(6));
    await reach(page, 'done');
    await button(page, '20 more trials').click();
    await page.waitForFunction(
      () =>
        /** @type {any} */ (document.querySelector('run-bar')).snapshot.result?.trials.length ===
        26,
    );
    const { result } = await snapshotOf(page);
    assert.equal(result.fingerprint, await uninterrupted(manySmall(26)));
    const dialog = await openStudies(page);
    assert.equal(await dialog.getByRole('row').count(), 2, 'one study, not two');
    await dialog.getByText('26 of 26').waitFor();
  }));

test('a_trial_worker_that_crashes_has_its_trial_tried_again', () =>
  withPage({ errors: /crashed/ }, async (page) => {
    const study = middling(10);
    await run(page, study);
    await untilFinished(page, 2);
    const workers = page.workers().filter((worker) => worker.url().includes('trial'));
    assert.ok(workers.length > 0);
    await workers[0].evaluate(() => {
      setTimeout(() => Promise.reject(new Error('crashed')));
    });
    await reach(page, 'done');
    const { result } = await snapshotOf(page);
    assert.equal(result.fingerprint, await uninterrupted(study));
  }));

/** As the browser ends a worker that has used too much memory: no event tells of it. @param {Page} page @param {string} kind */
async function closeWorkers(page, kind) {
  const workers = page.workers().filter((worker) => worker.url().includes(kind));
  assert.ok(workers.length > 0);
  for (const worker of workers) void worker.evaluate(() => self.close()).catch(() => {});
}

test('trial_workers_that_end_without_a_word_have_their_trials_tried_again', () =>
  withPage({}, async (page) => {
    const study = middling(10);
    await run(page, study);
    await untilFinished(page, 2);
    await closeWorkers(page, 'trial');
    await reach(page, 'done');
    const { result } = await snapshotOf(page);
    assert.equal(result.fingerprint, await uninterrupted(study));
  }));

test('a_study_worker_that_ends_without_a_word_ends_the_run_and_the_rest_can_follow', () =>
  withPage({}, async (page) => {
    const study = middling(10);
    await run(page, study);
    await untilFinished(page, 3);
    await closeWorkers(page, 'study');
    await reach(page, 'failed');
    await page.getByText(/ended without a reason/).waitFor();
    await page.locator('run-bar').getByRole('button', { name: 'Resume' }).click();
    await reach(page, 'done');
    assert.equal((await snapshotOf(page)).result.fingerprint, await uninterrupted(study));
  }));

test('a_study_worker_that_crashes_ends_the_run_with_its_reason_and_the_rest_can_follow', () =>
  withPage({ errors: /crashed/ }, async (page) => {
    const study = middling(10);
    await run(page, study);
    await untilFinished(page, 3);
    for (const worker of page.workers().filter((each) => each.url().includes('study')))
      await worker.evaluate(() => {
        setTimeout(() => Promise.reject(new Error('crashed')));
      });
    await reach(page, 'failed');
    const failure = page.getByRole('region', { name: 'The run broke off' });
    await failure.getByText(/Something failed while it ran: .*crashed/).waitFor();
    await failure.getByText(/^\d+ of 10 trials are kept; Resume goes on/).waitFor();
    await failure.getByRole('button', { name: 'Run from the start' }).waitFor();
    assert.equal(await page.getByText(/To mend/).count(), 0, 'it is no mistake of the study');
    assert.deepEqual(await accessibility(page), []);
    await failure.getByRole('button', { name: 'Resume' }).click();
    await failure.waitFor({ state: 'detached' });
    await reach(page, 'done');
    assert.equal((await snapshotOf(page)).result.fingerprint, await uninterrupted(study));
  }));

test('data_that_cannot_be_fetched_are_no_mistake_of_the_study_and_are_tried_again', () =>
  withPage({ errors: /Failed to load resource|wine/ }, async (page) => {
    let isDown = true;
    await page.route('**/datasets/wine.csv', (route) =>
      isDown ? route.abort() : route.continue(),
    );
    await putStudy(page, { ...manySmall(4), data: { source: 'wine' } });
    const failure = page.getByRole('region', { name: 'The data could not be fetched' });
    await failure.getByText('The study is as you left it.').waitFor(); // before any run
    await button(page, 'Run').click();
    await reach(page, 'failed');
    await failure.getByText(/wine: .*fetch/).waitFor();
    assert.equal(await page.getByText(/To mend|to mend/).count(), 0);
    isDown = false;
    await failure.getByRole('button', { name: 'Try again' }).click();
    await reach(page, 'done');
    await failure.waitFor({ state: 'detached' });
  }));

test('without_storage_a_study_runs_and_the_page_says_so_once', () =>
  withPage(
    {
      init: () => {
        const refuse = () => {
          throw new DOMException('refused', 'SecurityError');
        };
        Object.defineProperty(globalThis, 'indexedDB', { get: () => ({ open: refuse }) });
      },
    },
    async (page) => {
      await run(page, manySmall(5));
      await reach(page, 'done');
      const { result } = await snapshotOf(page);
      assert.equal(result.fingerprint, await uninterrupted(manySmall(5)));
      await notice(page).getByText('This browser keeps nothing here').waitFor();
      await notice(page).getByRole('button', { name: 'Close' }).click();
      await button(page, '20 more trials').click();
      await page.waitForFunction(
        () =>
          /** @type {any} */ (document.querySelector('run-bar')).snapshot.result?.trials.length ===
          25,
      );
      assert.equal((await notice(page).textContent())?.trim(), '');
      const dialog = await openStudies(page);
      await dialog.getByText('Kept until the page is closed').waitFor();
      await dialog.getByText('25 of 25').waitFor();
    },
  ));

test('without_room_a_study_runs_and_is_kept_when_there_is_room_again', () =>
  withPage({}, async (page, url) => {
    const study = middling(14);
    const client = await page.context().newCDPSession(page);
    const { origin } = new URL(url);
    await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await run(page, study);
    await notice(page).getByText('There is no room to keep more').waitFor();
    await client.send('Storage.overrideQuotaForOrigin', { origin });
    await reach(page, 'done');
    assert.equal((await snapshotOf(page)).result.fingerprint, await uninterrupted(study));
  }));

test('a_study_that_another_tab_runs_is_shown_and_left_to_it', () =>
  withPage({}, async (page, url) => {
    const study = middling(20);
    await run(page, study);
    await untilFinished(page, 3);
    await button(page, 'Pause').click();
    const other = await page.context().newPage();
    await other.goto(url);
    await other.waitForSelector('run-bar .plan:not(:empty)');
    await other.waitForTimeout(300);
    assert.equal((await notice(other).textContent())?.trim(), '', 'nothing was cut off');
    const dialog = await openStudies(other);
    await dialog.getByText('runs in another tab').waitFor();
    assert.ok(await dialog.getByRole('button', { name: 'Delete middling' }).isDisabled());
    await dialog.getByRole('button', { name: 'Open middling' }).click();
    await notice(other).getByText('runs in another tab').waitFor();
    await untilFinished(other, 2);
    const first = (await snapshotOf(other)).finished;
    await button(page, 'Resume').click();
    await untilFinished(other, first + 1);
    await reach(page, 'done');
    await other.waitForFunction(
      () => /** @type {any} */ (document.querySelector('run-bar')).snapshot.result,
    );
    const [here, there] = [await snapshotOf(page), await snapshotOf(other)];
    assert.equal(there.result.fingerprint, here.result.fingerprint);
    await other.close();
  }));

test('past_studies_are_opened_named_deleted_and_brought_back', () =>
  withPage({}, async (page) => {
    await runWhole(page, 'first', 5);
    const { result } = await snapshotOf(page);
    await runWhole(page, 'second', 4);
    await page.reload();
    await page.waitForSelector('run-bar .plan:not(:empty)');
    const dialog = await openStudies(page);
    const rows = dialog.getByRole('row');
    assert.equal(await rows.count(), 3);
    assert.deepEqual(await accessibility(page), []);
    await dialog.getByRole('button', { name: 'Rename first' }).click();
    await dialog.getByRole('textbox', { name: 'New name' }).fill('renamed');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Open renamed' }).click();
    await reach(page, 'done');
    const shown = await snapshotOf(page);
    assert.deepEqual(shown.result.trials.map(withoutOrder), result.trials.map(withoutOrder));
    assert.deepEqual(withoutOrder(shown.result), withoutOrder(result));
    assert.equal(shown.data.rows, 150);
    await openStudies(page);
    await dialog.getByRole('button', { name: 'Delete renamed' }).click();
    await dialog.getByText('renamed', { exact: true }).waitFor({ state: 'detached' });
    assert.equal(await rows.count(), 2);
    await page.keyboard.press('Escape');
    await notice(page).getByRole('button', { name: 'Undo' }).click();
    await openStudies(page);
    assert.equal(await rows.count(), 3);
  }));

/** @param {any} object */
const withoutOrder = (object) => JSON.parse(JSON.stringify(object));

test('studies_are_compared', () =>
  withPage({}, async (page) => {
    await runWhole(page, 'first', 5);
    await runWhole(page, 'second', 8);
    const dialog = await openStudies(page);
    await dialog.getByRole('checkbox', { name: 'Choose all' }).check();
    await dialog.getByRole('button', { name: 'Compare (2)' }).click();
    const table = dialog.getByRole('table', { name: 'Compared' });
    await table.getByRole('rowheader', { name: '1 second' }).waitFor();
    await table.getByText('8 of 8').waitFor();
    await dialog
      .getByText(/^The best scores at the end: 1 second 0\.\d+, 2 first 0\.\d+/)
      .waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(
      () => /** @type {any} */ (document.querySelector('studies-dialog')).look.dark,
    ); // the chart has the colours of the page
    await dialog.getByRole('button', { name: 'Table: Best so far, compared' }).click();
    const twin = dialog.getByRole('table', { name: 'Best so far, compared' });
    await twin.getByRole('row').nth(8).waitFor();
    assert.equal(await twin.getByRole('row').count(), 9);
    assert.deepEqual(await accessibility(page), []);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Compare (2)' }).waitFor();
  }));

test('studies_leave_as_files_and_come_back', () =>
  withPage({}, async (page) => {
    await runWhole(page, 'first', 5);
    const { result } = await snapshotOf(page);
    const dialog = await openStudies(page);
    /** @type {Record<string, string>} */
    const files = {};
    for (const [label, key] of [
      ['Study file', 'study'],
      ['Result', 'result'],
      ['Journal', 'journal'],
    ]) {
      const coming = page.waitForEvent('download');
      await dialog.getByRole('combobox', { name: 'Export first' }).selectOption(label);
      const file = await coming;
      const chunks = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk);
      files[key] = Buffer.concat(chunks).toString('utf8');
    }
    assert.equal(JSON.parse(files.study).name, 'first');
    assert.equal(JSON.parse(files.result).fingerprint, result.fingerprint);
    const lines = files.journal.trim().split('\n');
    assert.equal(lines.filter((line) => JSON.parse(line).op_code === 4).length, 5);
    await dialog.getByRole('button', { name: 'Delete first' }).click();
    await dialog.getByText('Nothing is kept yet').waitFor();
    const input = dialog.locator('input[type=file]');
    const buffer = (/** @type {string} */ text) => Buffer.from(text);
    await input.setInputFiles([
      { name: 'a.result.json', mimeType: 'application/json', buffer: buffer(files.result) },
      { name: 'a.journal', mimeType: '', buffer: buffer(files.journal) },
      { name: 'other.json', mimeType: '', buffer: buffer('{"op_code": 0, "study_name": "x"}') },
    ]);
    await dialog.getByText('Studies imported: 2. No study with trials is in other.json.').waitFor();
    await dialog.getByRole('button', { name: 'Open first' }).first().click();
    await page.waitForFunction(
      () => /** @type {any} */ (document.querySelector('run-bar')).snapshot.finished === 5,
    );
    const shown = await snapshotOf(page);
    assert.deepEqual(
      shown.trials.map((/** @type {any} */ { hash }) => hash),
      result.trials.map((/** @type {any} */ { hash }) => hash),
    );
  }));
