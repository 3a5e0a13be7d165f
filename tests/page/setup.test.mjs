/** The set-up: the data before a run, layers, shapes, dials, constraints, objectives, mistakes in the text; by pointer and keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRun } from '../../web/lib/index.js';
import {
  accessibility,
  manySmall,
  putStudy,
  runStudy,
  snapshotOf,
  studyFile,
  useSite,
  wordsOf,
} from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();
const PHONE = { viewport: { width: 320, height: 800 }, hasTouch: true, isMobile: true };

/** @param {Page} page @param {string} text */
const says = (page, text) =>
  page.waitForFunction(
    (wanted) => {
      const all = (/** @type {any} */ root) =>
        [...root.querySelectorAll('*')].flatMap((each) => [
          ...(each.shadowRoot ? [each.shadowRoot, ...all(each.shadowRoot)] : []),
        ]);
      return all(document).some((root) => root.textContent.includes(wanted));
    },
    text,
    { timeout: 10000 },
  );

const layered = {
  ...manySmall(10),
  model: {
    layers: [
      { type: 'dense', units: { param: 'units' }, activation: 'relu' },
      { type: 'dropout', rate: 0.2 },
      { type: 'dense', units: 5, activation: 'tanh' },
    ],
  },
};

/** @param {Page} page */
const kindsOf = async (page) =>
  (await studyFile(page)).model.layers.map((/** @type {any} */ { type }) => type);

test('the_data_are_seen_before_anything_runs', () =>
  withPage({}, async (page) => {
    const rows = page.getByRole('region', { name: 'First rows' });
    await rows.getByRole('columnheader', { name: 'species' }).waitFor();
    assert.equal(await rows.getByRole('row').count(), 5);
    await page.getByText('120 in 5 folds of 24, each held out once').waitFor();
    await page.getByText('30 for the test at the end').waitFor();
    await page.getByRole('heading', { name: 'Rows of each class' }).waitFor();
    await page.selectOption('study-picker select', 'dataset:moons');
    await page.locator('data-peek').getByRole('img', { name: 'x1 across, x2 up' }).waitFor();
    await page.selectOption('study-picker select', 'dataset:diabetes');
    await page.getByRole('heading', { name: 'progression, from 25 to 346' }).waitFor();
  }));

test('a_large_set_is_looked_at_when_the_reader_wants_it', () =>
  withPage({}, async (page) => {
    await page.selectOption('study-picker select', 'dataset:spam');
    await page.getByRole('button', { name: 'Look at the data (1.7 MB)' }).click();
    await page.getByRole('heading', { name: 'Some of the texts' }).waitFor();
    assert.equal(await page.locator('data-peek .texts li').count(), 4);
    await page.selectOption('study-picker select', 'dataset:digits');
    await page.getByRole('heading', { name: 'Some of the pictures' }).waitFor();
    const drawn = await page.locator('data-peek canvas').evaluateAll((all) =>
      all.map((canvas) => {
        const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
        const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
        return context?.getImageData(0, 0, width, height).data.some((byte, i) => i % 4 < 3 && byte);
      }),
    );
    assert.deepEqual([drawn.length, drawn.every(Boolean)], [16, true]);
  }));

test('a_file_of_ones_own_says_its_columns_and_takes_another_target', () =>
  withPage({}, async (page) => {
    const lines = Array.from(
      { length: 60 },
      (_, i) => `${i},${i % 7},${i % 2 ? 'a' : 'b'},${i * 2}`,
    );
    const buffer = Buffer.from(`number,week,kind,worth\n${lines.join('\n')}\n`);
    const input = page.getByLabel('Your own file…');
    await input.setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('region', { name: 'First rows' }).getByText('worth').waitFor();
    await page.getByRole('heading', { name: 'worth, from 0 to 118' }).waitFor();
    await page.getByLabel('target column').selectOption('kind');
    await page.getByRole('heading', { name: 'Rows of each class' }).waitFor();
    await page.getByText('3 of 3 columns are inputs').click();
    await page
      .getByRole('group', { name: 'Columns that are inputs' })
      .getByLabel('number')
      .selectOption('left out');
    await page.getByText('2 of 3 columns are inputs').waitFor();
    const { data } = await studyFile(page);
    assert.deepEqual([data.target, data.drop], ['kind', ['number']]);
    await page.getByLabel('task', { exact: true }).selectOption('regression');
    await page.locator('problem-list').getByText('To mend: 1').waitFor();
  }));

test('what_a_column_holds_is_chosen_at_its_head_and_undone_at_once', () =>
  withPage({}, async (page) => {
    const lines = Array.from(
      { length: 60 },
      (_, i) => `${i % 7},${10001 + (i % 3)},${i % 2 ? 'a' : 'b'}`,
    );
    const buffer = Buffer.from(`week,zip,kind\n${lines.join('\n')}\n`);
    const mine = { name: 'mine.csv', mimeType: 'text/csv', buffer };
    await page.getByLabel('Your own file…').setInputFiles(mine);
    const rows = page.getByRole('region', { name: 'First rows' });
    const zip = rows.getByLabel('What zip holds');
    await zip.waitFor();
    assert.match(await zip.innerText(), /^number \(found\)/);
    await zip.selectOption('category');
    await page.waitForFunction(() => {
      const form = document.querySelector('study-form');
      return form?.shadowRoot
        ?.querySelector('data-peek')
        ?.shadowRoot?.textContent?.includes('3 columns of 0 and 1');
    });
    assert.deepEqual((await studyFile(page)).data.columns, { zip: 'category' });
    const ran = await (async () => {
      const text = await page.inputValue('study-text textarea');
      const study = { ...JSON.parse(text), search: { sampler: { type: 'random' }, trials: 2 } };
      await runStudy(page, study);
      const { result } = await snapshotOf(page);
      const files = new Map([['mine.csv', new Uint8Array(buffer)]]);
      const there = await createRun(study, { files, workers: 1 }).result;
      assert.deepEqual(result.data.feature_names, ['week', 'zip=10001', 'zip=10002', 'zip=10003']);
      return [result.fingerprint, there.fingerprint];
    })();
    assert.equal(ran[0], ran[1], 'the page and Node read the same table');
    await rows.getByLabel('What kind holds').selectOption('classes');
    await zip.selectOption('left out');
    const { data } = await studyFile(page);
    assert.deepEqual([data.drop, data.columns, data.task], [['zip'], undefined, 'classification']);
    await page.getByRole('button', { name: 'Undo' }).click();
    const before = (await studyFile(page)).data;
    assert.deepEqual([before.drop, before.columns], [undefined, { zip: 'category' }], 'one step');
    assert.deepEqual(await accessibility(page), []);
    await page.getByLabel('target column').selectOption('zip');
    const other = (await studyFile(page)).data;
    assert.deepEqual(
      [other.target, other.columns],
      ['zip', undefined],
      'no mistake is left behind',
    );
  }));

test('a_file_that_cannot_be_read_as_it_is_can_be_mended_in_the_form', () =>
  withPage({}, async (page) => {
    const lines = Array.from({ length: 60 }, (_, i) => `n${i},${i % 7},${i % 2 ? 'a' : 'b'}`);
    const buffer = Buffer.from(`id,week,kind\n${lines.join('\n')}\n`);
    const mine = { name: 'mine.csv', mimeType: 'text/csv', buffer };
    await page.getByLabel('Your own file…').setInputFiles(mine);
    await page.locator('problem-list').getByText('To mend: 1').waitFor();
    const inputs = page.getByRole('group', { name: 'Columns that are inputs' });
    await inputs.getByLabel('id').selectOption('left out');
    await page.getByRole('region', { name: 'First rows' }).getByText('week').waitFor();
    await page.locator('problem-list').getByText('To mend').waitFor({ state: 'detached' });
  }));

test('shapes_and_weights_stand_beside_each_layer_and_in_a_drawing', () =>
  withPage({}, async (page) => {
    await putStudy(page, layered);
    await says(page, '4–64 · 20–320 weights');
    const drawing = page.getByRole('img', { name: /^The network from input to output/ });
    assert.match(
      String(await drawing.getAttribute('aria-label')),
      /input 4; dense 4–64 20–320 weights; dropout 4–64; dense 5 25–325 weights; output 3 18 weights/,
    );
    await page.getByText(/63–663 weights in all/).waitFor();
    await page.getByRole('button', { name: 'Add a layer: dropout' }).first().click();
    await page.waitForFunction(() => {
      const figure = document
        .querySelector('study-form')
        ?.shadowRoot?.querySelector('network-figure');
      return figure?.shadowRoot?.querySelectorAll('text.name').length === 6;
    });
  }));

test('what_does_not_fit_is_said_in_place_before_a_run', () =>
  withPage({}, async (page) => {
    await putStudy(page, {
      ...layered,
      model: { layers: [{ type: 'max_pool2d', pool_size: 2 }] },
      space: {},
      training: {},
    });
    await page.locator('layer-list .mistake').first().waitFor();
    await page.getByRole('button', { name: 'model.layers.0' }).waitFor();
  }));

test('layers_move_by_keyboard_and_it_is_said', () =>
  withPage({}, async (page) => {
    await putStudy(page, layered);
    const grip = page.getByRole('button', { name: /^Move dense, layer 1 of 3/ });
    await grip.focus();
    await page.keyboard.press('ArrowDown');
    await says(page, 'dense is now layer 2 of 3');
    assert.deepEqual(await kindsOf(page), ['dropout', 'dense', 'dense']);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    const focused = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute('aria-label');
    });
    assert.match(String(focused), /^Move dense, layer 2 of 3/);
    await page.keyboard.press('Alt+ArrowUp');
    assert.deepEqual(await kindsOf(page), ['dense', 'dropout', 'dense']);
    await page.keyboard.press('ArrowUp'); // nothing above
    assert.deepEqual(await kindsOf(page), ['dense', 'dropout', 'dense']);
  }));

test('a_layer_is_put_between_two_by_keyboard_and_has_the_focus', () =>
  withPage({}, async (page) => {
    await putStudy(page, layered);
    await page.getByRole('button', { name: /^Move dense, layer 1 of 3/ }).focus();
    const line = page.getByRole('button', { name: 'Insert a layer before layer 2' });
    await line.focus();
    await page.keyboard.press('Enter');
    assert.equal(await line.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await accessibility(page), []);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    assert.equal(await line.getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('Enter');
    await page.getByText('Other layers').first().click();
    await page.getByRole('button', { name: 'Insert before layer 2: batch_norm' }).press('Enter');
    assert.deepEqual(await kindsOf(page), ['dense', 'batch_norm', 'dropout', 'dense']);
    await page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.getAttribute('aria-label');
      });
    assert.equal(await focused(), 'Insert a layer before layer 2', 'the card, then what is in it');
    await page.keyboard.press('Tab');
    assert.match(String(await focused()), /^Move batch_norm, layer 2 of 4/);
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await kindsOf(page), ['dense', 'dropout', 'dense']);
  }));

test('layers_move_by_dragging', () =>
  withPage({}, async (page) => {
    await putStudy(page, layered);
    const last = page.getByRole('button', { name: /^Move dense, layer 3 of 3/ });
    await last.scrollIntoViewIfNeeded();
    const first = page.getByRole('button', { name: /^Move dense, layer 1 of 3/ });
    const [from, to] = [await last.boundingBox(), await first.boundingBox()];
    assert.ok(from && to);
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 40, { steps: 4 });
    await page.mouse.move(to.x + 10, to.y - 10, { steps: 4 });
    await page.mouse.up();
    const { layers } = (await studyFile(page)).model;
    assert.deepEqual([layers[0].units, layers.length], [5, 3]);
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual((await studyFile(page)).model.layers[2].units, 5);
  }));

test('a_dial_says_how_large_the_space_becomes', () =>
  withPage({ search: '?example=iris-grid' }, async (page) => {
    const size = page.getByRole('status', { name: 'Size of the search' });
    assert.match(await size.innerText(), /^3 × 2 × 3 × 2 = 36 configurations/);
    assert.match(await size.innerText(), /36 trials × 5 fits × 1,000 epochs/);
    await page.getByRole('button', { name: 'Tune batch size' }).click();
    await page.waitForFunction(() =>
      document
        .querySelector('study-form')
        ?.shadowRoot?.querySelector('.space')
        ?.textContent?.includes('× '),
    );
    assert.ok(!(await size.innerText()).includes('= 36 '));
  }));

test('constraints_and_weights_are_written_in_the_form', () =>
  withPage({}, async (page) => {
    await putStudy(page, manySmall(10));
    await page.getByRole('button', { name: '+ constraint' }).click();
    await page.keyboard.type('units * lr <');
    await page.keyboard.press('Tab');
    const line = page.getByLabel('Constraint 1', { exact: true });
    await page.locator('constraint-list .mistake').waitFor();
    assert.equal(await line.getAttribute('aria-invalid'), 'true');
    await line.fill('units * lr < 3');
    await line.press('Enter');
    await page.locator('constraint-list .mistake').waitFor({ state: 'detached' });
    assert.deepEqual((await studyFile(page)).constraints, ['units * lr < 3']);
    await page.getByRole('button', { name: 'Remove constraint 1' }).click();
    assert.equal((await studyFile(page)).constraints, undefined);
    await page.getByRole('button', { name: 'Tune activation' }).first().click();
    const weigh = page.getByText('draw some more often').first();
    await weigh.click();
    await page.getByLabel('weights: how often each is drawn').first().fill('3, 1');
    await page.keyboard.press('Tab');
    assert.deepEqual((await studyFile(page)).space.activation.weights, [3, 1]);
  }));

test('several_objectives_are_a_list', () =>
  withPage({}, async (page) => {
    await putStudy(page, manySmall(10));
    await page.getByRole('button', { name: '+ objective' }).click();
    await page.getByLabel('objective 2', { exact: true }).waitFor();
    const { objective } = await studyFile(page);
    assert.deepEqual(objective[1], { metric: 'parameters', direction: 'minimize' });
    await page.getByRole('button', { name: 'Remove objective 2' }).click();
    await page.getByLabel('metric', { exact: true }).waitFor();
    assert.equal((await studyFile(page)).objective, undefined);
  }));

test('mistakes_are_marked_in_the_text_and_a_click_goes_there', () =>
  withPage({}, async (page) => {
    await page.getByRole('button', { name: 'Study file' }).click();
    const area = page.getByRole('textbox', { name: 'Study file, JSON' });
    const handle = await area.elementHandle();
    await area.fill((await area.inputValue()).replace('"folds": 5', '"folds": -5'));
    const mark = page.getByRole('button', { name: /^Line \d+: .*-5/ });
    await mark.waitFor();
    assert.equal(await page.locator('study-text mark').innerText(), '"folds": -5');
    const selects = (/** @type {string} */ words) =>
      page.waitForFunction(
        ([element, wanted]) => {
          const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (
            element
          );
          return value.slice(selectionStart, selectionEnd) === wanted;
        },
        /** @type {const} */ ([handle, words]),
        { timeout: 10000 },
      );
    assert.deepEqual(await accessibility(page), []);
    await mark.click();
    await selects('"folds": -5');
    await area.evaluate((element) =>
      /** @type {HTMLTextAreaElement} */ (element).setSelectionRange(0, 0),
    );
    await page.getByRole('button', { name: 'validation.folds' }).click();
    await selects('"folds": -5');
    await area.fill('{\n  "version": 1,\n  "data": nonsense\n}');
    await page.getByRole('button', { name: /^Line 3: / }).waitFor();
  }));

test('a_large_form_answers_at_once', (t) =>
  withPage({}, async (page) => {
    const kinds = ['dense', 'dropout', 'batch_norm', 'activation'];
    const all = Array.from({ length: 12 }, (_, i) => ({ type: kinds[i % 4] }));
    const layers = all.map((layer) => (layer.type === 'dense' ? { ...layer, units: 16 } : layer));
    await putStudy(page, {
      ...manySmall(5),
      model: { layers: [...layered.model.layers, ...layers] },
    });
    await page.waitForTimeout(800);
    const took = await page.evaluate(async () => {
      const times = [];
      const form = /** @type {any} */ (document.querySelector('study-form'));
      for (let i = 0; i < 12; i++) {
        const from = performance.now();
        const detail = { op: 'set', path: ['training', 'epochs'], value: 20 + i };
        form.dispatchEvent(new CustomEvent('edit', { detail, bubbles: true, composed: true }));
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve; // after all that the edit has set off
          port2.postMessage(0);
        });
        times.push(performance.now() - from);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      return times.sort((a, b) => a - b);
    });
    const typed = await page.evaluate(async () => {
      const area = document.querySelector('study-text')?.shadowRoot?.querySelector('textarea');
      const times = [];
      for (let i = 0; area && i < 12; i++) {
        area.value = area.value.replace(/"epochs": \d+/, `"epochs": ${100 + i}`);
        const from = performance.now();
        area.dispatchEvent(new Event('input'));
        area.dispatchEvent(new Event('change'));
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(0);
        });
        times.push(performance.now() - from);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      return times.sort((a, b) => a - b);
    });
    t.diagnostic(`of its text: median ${typed[6].toFixed(1)} ms, worst ${typed[11].toFixed(1)} ms`);
    assert.ok(typed[6] < 50, String(typed));
    t.diagnostic(
      `an edit of a form of ${15} layers: median ${took[6].toFixed(1)} ms, worst ${took[11].toFixed(1)} ms`,
    );
    assert.ok(took[6] < 50, String(took));
  }));

test('the_set_up_fits_a_narrow_phone_in_both_languages', () =>
  withPage(PHONE, async (page) => {
    for (const example of ['example:digits-funnel', 'example:weather-lstm']) {
      await page.selectOption('study-picker select', example);
      await page.waitForTimeout(1200);
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(await width(), 320);
      await page.locator('[data-act=language]').click();
      await page.waitForTimeout(300);
      assert.equal(await width(), 320);
      assert.deepEqual(await accessibility(page), []);
    }
    assert.match(await wordsOf(page, 'study-form'), /Search|搜索/);
  }));
