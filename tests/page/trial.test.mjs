/** A trial looked at closely: its hash is that of the run, its mistakes are shown, and rows of one's own are predicted. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import {
  accessibility,
  manySmall,
  putStudy,
  reachAnother,
  runStudy,
  selectTrial,
  snapshotOf,
  useSite,
} from './driver.mjs';
import { digits, mails } from './small-study.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();

/** @param {Page} page @param {string} [name] of the button */
async function lookInside(page, name = 'Look inside') {
  await page.getByRole('button', { name }).click();
  await page.locator('trial-look details.try').waitFor();
}

/** The class that has the longest bar, and its share. @param {Page} page */
const likeliest = (page) => page.locator('try-bars li.most').innerText();

/** @param {Page} page @param {string} part */
const open = (page, part) => page.locator(`trial-look details.${part} > summary`).click();

test('a_trial_is_trained_once_more_to_the_same_hash_and_says_what_it_got_wrong', () =>
  withPage({}, async (page) => {
    await runStudy(page, manySmall(6));
    const { best, trials, result } = await snapshotOf(page);
    const other = trials.find((/** @type {any} */ each) => each.number !== best.number);
    await selectTrial(page, other.number);
    await lookInside(page);
    const look = page.locator('trial-look');
    await look.getByText('the hash of the weights is the same').waitFor();
    assert.equal(await look.locator('code').innerText(), other.hash);
    await open(page, 'confusion');
    await look.locator('confusion-matrix td').first().waitFor();
    const cells = await look.locator('confusion-matrix td').allInnerTexts();
    const held = result.data.rows - 30;
    assert.equal(
      cells.reduce((sum, cell) => sum + Number(cell), 0),
      held,
    );
    await open(page, 'mistakes');
    const right = cells.reduce((sum, cell, i) => (i % 4 === 0 ? sum + Number(cell) : sum), 0);
    await look.getByText(`${held - right} rows; those it was most certain of`).waitFor();
    const miss = look.locator('confusion-matrix button').first();
    const count = Number(await miss.innerText());
    await miss.click();
    await look.getByText(new RegExp(`^${count} rows of \\w+ taken for`)).waitFor();
    await open(page, 'classes');
    await look.locator('details.classes tbody tr').first().waitFor();
    assert.equal(await look.locator('details.classes tbody tr').count(), 3);
    await open(page, 'layer');
    await look.getByText('Weight of each column for each unit').waitFor();
    assert.deepEqual(await accessibility(page), []);
    await page.getByRole('button', { name: 'Show the best' }).click();
    await look.waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('button', { name: 'Look inside' }).count(), 1);
  }));

test('the_best_is_looked_at_as_it_was_tested_and_a_row_is_tried_with_sliders', () =>
  withPage({}, async (page) => {
    await runStudy(page, manySmall(4));
    const { result } = await snapshotOf(page);
    const workers = page.workers().length;
    await lookInside(page, 'Try it');
    assert.ok(page.workers().length <= workers, 'nothing is trained again');
    const look = page.locator('trial-look');
    await look.getByText('The very network that was tested').waitFor();
    assert.equal(await look.locator('code').innerText(), result.test.hash);
    await look.getByText('a test row.').waitFor();
    const lefts = await look
      .locator('try-bars .track')
      .evaluateAll((tracks) => tracks.map((track) => track.getBoundingClientRect().left));
    assert.equal(new Set(lefts).size, 1, 'all bars begin at one place');
    const slider = look.getByRole('slider', { name: /petal_length/ });
    await slider.fill('1.2');
    await look.getByRole('slider', { name: /petal_width/ }).fill('0.2');
    await look.locator('try-bars li.most', { hasText: 'setosa' }).waitFor();
    await slider.fill('6.5');
    await look.getByRole('slider', { name: /petal_width/ }).fill('2.4');
    await look.locator('try-bars li.most', { hasText: 'virginica' }).waitFor();
    await slider.press('ArrowLeft');
    await look.getByRole('button', { name: 'A row from the data' }).click();
    await look.getByText('True class: ').waitFor();
    await lookInside(page);
    const { trials, best } = result;
    await look.getByText(trials[best.number].hash).waitFor();
    assert.equal(await look.count(), 1, 'one network at a time is looked into');
  }));

test('the_report_of_the_final_network_stands_once_and_its_cells_open_its_mistakes', () =>
  withPage({}, async (page) => {
    await runStudy(page, digits);
    const { result } = await snapshotOf(page);
    const final = page.getByRole('region', { name: 'Final network', exact: true });
    const wrong = result.test.confusion.flatMap(
      (/** @type {number[]} */ row, /** @type {number} */ c) =>
        row.filter((_, guess) => guess !== c),
    );
    const count = wrong.reduce(
      (/** @type {number} */ sum, /** @type {number} */ each) => sum + each,
      0,
    );
    await final.getByText(`${count} of 360 test rows are wrong`).waitFor();
    const cell = final.locator('confusion-matrix button').first();
    const rows = await cell.innerText();
    await cell.click();
    const look = final.getByRole('region', { name: 'Inside the final network' });
    await look.getByText(new RegExp(`^${rows} rows of \\d taken for \\d$`)).waitFor();
    assert.equal(await page.locator('confusion-matrix').count(), 1);
    assert.equal(await page.locator('class-report').count(), 1);
    assert.equal(await look.locator('details.confusion, details.classes').count(), 0);
    assert.equal(await look.locator('trial-mistakes li').count(), Number(rows));
    await look.getByRole('button', { name: 'Show all mistakes' }).click();
    await look.getByText(`${count} rows; those it was most certain of`).waitFor();
    assert.deepEqual(await accessibility(page), []);
  }));

test('a_network_without_mistakes_says_so', () =>
  withPage({}, async (page) => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 2 ? 5 + i / 60 : i / 60},${i % 2 ? 'b' : 'a'}`,
    );
    const buffer = Buffer.from(`size,kind\n${rows.join('\n')}\n`);
    const file = { name: 'easy.csv', mimeType: 'text/csv', buffer };
    await page.setInputFiles('study-picker input[type=file]', file);
    await page.locator('study-form').getByText('2 classes').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('body[data-status="done"]').waitFor();
    const { result } = await snapshotOf(page);
    assert.equal(result.test.metrics.accuracy, 1);
    await page.getByText('0 of 12 test rows are wrong').waitFor();
    await lookInside(page, 'Try it');
    await open(page, 'mistakes');
    await page.getByText('None: it took every row for what it is.').waitFor();
  }));

test('another_run_takes_the_network_away_and_a_reopened_study_trains_it_once_more', () =>
  withPage({}, async (page) => {
    await runStudy(page, manySmall(3));
    await lookInside(page, 'Try it');
    await page.getByText('The very network that was tested').waitFor();
    const running = async (/** @type {number} */ trials) => {
      await putStudy(page, { ...manySmall(trials), name: `of ${trials}` });
      const again = page.getByRole('button', { name: 'Run again' });
      await reachAnother(page, () => again.click());
      await page.waitForTimeout(1500); // workers for the next run are made ready
      return page.workers().length;
    };
    const many = await running(4);
    await page.locator('trial-look').waitFor({ state: 'detached' });
    assert.equal(await running(5), many, 'one network is kept, not two');
    const { result } = await snapshotOf(page);
    await page.getByRole('button', { name: 'Studies' }).click();
    await page.getByRole('button', { name: 'Open of 5' }).click();
    await lookInside(page, 'Try it');
    await page.getByText('Trained once more, bit for bit').waitFor();
    assert.equal(await page.locator('trial-look code').innerText(), result.test.hash);
  }));

test('a_window_of_a_series_is_drawn_with_what_came_and_what_was_predicted', () =>
  withPage({}, async (page) => {
    await runStudy(page, {
      version: 1,
      name: 'weather',
      data: { source: 'seattle_weather', target: 'temp_max', seed: 42 },
      validation: { fraction: 0.2 },
      model: { layers: [{ type: 'gru', units: 4 }] },
      training: { epochs: 2 },
      search: { trials: 1 },
      objective: { metric: 'mean_absolute_error', direction: 'minimize' },
    });
    await lookInside(page, 'Try it');
    const look = page.locator('trial-look');
    const line = look.getByRole('img', { name: /^temp_max: from / });
    await line.locator('circle').nth(1).waitFor();
    assert.equal(await line.locator('circle').count(), 2);
    assert.equal(await look.locator('try-it svg').count(), 11, 'a line for each column');
    await open(page, 'mistakes');
    await look.locator('trial-mistakes svg').nth(7).waitFor();
    assert.equal(await look.locator('trial-mistakes li').count(), 8);
    assert.deepEqual(await accessibility(page), []);
  }));

test('a_digit_is_drawn_and_seen', () =>
  withPage({}, async (page) => {
    await runStudy(page, digits);
    await lookInside(page, 'Try it');
    const look = page.locator('trial-look');
    await look.getByText('True class: ').waitFor();
    await look.getByRole('button', { name: 'A picture from the data' }).click();
    await look.getByRole('button', { name: 'Clear' }).click();
    await look.getByText('Draw, type or pick a row').waitFor();
    const paper = look.getByRole('img', { name: /^Draw here/ });
    await paper.scrollIntoViewIfNeeded();
    const place = await paper.boundingBox();
    assert.ok(place);
    const [x, y] = [place.x + place.width / 2, place.y];
    await page.mouse.move(x, y + 25);
    await page.mouse.down();
    await page.mouse.move(x, y + 80, { steps: 8 });
    await page.mouse.move(x, y + 140, { steps: 8 });
    await page.mouse.up();
    await look.getByRole('img', { name: 'What the network sees' }).waitFor();
    await look.locator('try-bars li.most').waitFor();
    assert.match(await likeliest(page), /^1\s/, 'a stroke down is a one');
    await open(page, 'layer');
    await look.locator('trial-layer trial-picture').first().waitFor();
    assert.equal(await look.locator('trial-layer trial-picture').count(), 8);
  }));

const spam = existsSync('build/datasets/spam');
test('a_text_is_typed_and_its_words_are_weighed', { skip: !spam && 'spam is not built' }, () =>
  withPage({}, async (page) => {
    await runStudy(page, mails);
    await lookInside(page, 'Try it');
    const look = page.locator('trial-look');
    await look
      .getByRole('textbox', { name: 'A text of your own' })
      .fill('Click here for free money qwertzuiop');
    await look.getByText('Not among its words: qwertzuiop').waitFor();
    await look.getByText(/Words that count for/).waitFor();
    assert.ok((await look.locator('try-it li').count()) > 0);
    await open(page, 'layer');
    await look.getByRole('textbox', { name: 'A word of your own' }).fill('money');
    await look.getByRole('textbox', { name: 'A word of your own' }).press('Enter');
    await look.locator('trial-layer dl').nth(1).waitFor();
  }),
);

test('two_inputs_have_a_plane_and_a_look_can_be_cancelled', () =>
  withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
    const moons = {
      version: 1,
      name: 'moons',
      data: { source: 'moons' },
      model: { layers: [{ type: 'dense', units: 16, activation: 'tanh' }] },
      training: { epochs: 30 },
      search: { trials: 1 },
    };
    await runStudy(page, moons);
    await page.getByRole('tab', { name: 'Best' }).click();
    await lookInside(page);
    await open(page, 'boundary');
    await page.getByRole('img', { name: /What the network says over the plane/ }).waitFor();
    const x1 = page.getByRole('slider', { name: 'x1' });
    const ring = page.locator('trial-boundary circle.own').last();
    const before = Number(await ring.getAttribute('cx'));
    const [low, high] = [
      Number(await x1.getAttribute('min')),
      Number(await x1.getAttribute('max')),
    ];
    await x1.fill(String(high));
    assert.ok(Number(await ring.getAttribute('cx')) > before, 'the ring follows the slider');
    const plane = await page.locator('trial-boundary canvas').boundingBox();
    assert.ok(plane);
    await page.locator('trial-boundary canvas').click({ position: { x: plane.width / 2, y: 20 } });
    await page.getByText('Your own.').waitFor();
    const middle = Number(await x1.inputValue());
    assert.ok(Math.abs(middle - (low + high) / 2) < (high - low) / 50, `${middle}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide}`);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.locator('trial-look').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Look inside' }).click();
    await page.locator('trial-look').waitFor();
  }));

test('pinned_trials_stand_side_by_side', () =>
  withPage({}, async (page) => {
    await runStudy(page, manySmall(5));
    await page.getByRole('button', { name: 'Pin to compare' }).click();
    await page.getByText('Select another trial').waitFor();
    const { best, trials } = await snapshotOf(page);
    const other = trials.find((/** @type {any} */ each) => each.number !== best.number).number;
    await selectTrial(page, other);
    const compare = page.locator('trial-compare');
    await compare.waitFor();
    assert.equal(await compare.locator('thead th').count(), 2);
    assert.equal(await compare.locator('polyline').count(), 6, 'three folds each');
    assert.deepEqual(await accessibility(page), []);
    await compare.getByRole('button', { name: new RegExp(`Trial ${best.number}:`) }).click();
    await compare.waitFor({ state: 'detached' });
  }));
