/** Long names: the sentence of every chart is whole, and its card keeps its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortName } from '../../web/charts/format.js';
import { manySmall, putStudy, reach, useSite } from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */

const withPage = useSite();
const LINE_PX = 17;
const LONG = [
  'units_of_the_first_and_only_hidden_layer',
  'the_learning_rate_that_adam_begins_with_',
];

/** @returns {any} */
function study() {
  const made = manySmall(30);
  const [units, lr] = LONG;
  return {
    ...made,
    model: { layers: [{ type: 'dense', units: { param: units }, activation: 'relu' }] },
    training: { epochs: 10, optimizer: { type: 'adam', learning_rate: { param: lr } } },
    space: { [units]: made.space.units, [lr]: made.space.lr },
  };
}

/** What the cards in sight say, how high they are below their titles, and which sentences are not whole. @param {Page} page */
const cards = (page) =>
  page.locator('chart-deck chart-card').evaluateAll((all) =>
    all.map((card) => {
      const says = /** @type {HTMLElement} */ (card.shadowRoot?.querySelector('.says'));
      const isWhole =
        says.scrollHeight <= says.clientHeight && says.scrollWidth <= says.clientWidth;
      const { chart } = /** @type {HTMLElement} */ (card).dataset;
      const body = /** @type {HTMLElement} */ (card.shadowRoot?.querySelector('.body'));
      const height = body.offsetHeight;
      const { bottom: end } = says.getBoundingClientRect();
      const plot = /** @type {HTMLElement} */ (card.shadowRoot?.querySelector('.plot'));
      const isApart = plot.getBoundingClientRect().top >= end && plot.offsetHeight >= 150;
      return { chart, words: says.innerText, isWhole, isApart, height };
    }),
  );

for (const width of [320, 390, 1280])
  for (const locale of ['en-US', 'zh-CN'])
    test(`at_${width}_pixels_a_sentence_with_long_names_is_whole_in_${locale}`, () =>
      withPage({ viewport: { width, height: 844 }, locale }, async (page) => {
        await putStudy(page, study());
        const place = page.locator('.tabs [data-tab=charts]');
        if (width < 700) await place.click();
        await page.locator('chart-deck #tab-space').click();
        await page.locator('chart-card[data-chart=contour]').waitFor();
        const before = await cards(page);
        await page.click('run-bar .main');
        await reach(page, 'done');
        const contour = page.locator('chart-card[data-chart=contour]');
        await contour.scrollIntoViewIfNeeded(); // it is drawn when it is seen
        await contour.locator('.says', { hasText: shortName(LONG[1], 20) }).waitFor();
        for (const card of await contour.locator('xpath=../chart-card').all())
          await card.scrollIntoViewIfNeeded();
        await page.waitForFunction(() => {
          const { shadowRoot } = /** @type {Element} */ (document.querySelector('chart-deck'));
          const all = [...(shadowRoot?.querySelectorAll('chart-card') ?? [])];
          return all.every((card) => card.shadowRoot?.querySelector('.says')?.textContent);
        });
        const after = await cards(page);
        assert.deepEqual(
          after.filter(({ isWhole, isApart }) => !isWhole || !isApart),
          [],
        );
        const said = after.find(({ chart }) => chart === 'contour')?.words ?? '';
        for (const name of LONG) {
          assert.ok(said.includes(shortName(name, 20)), said); // two of them are shortened in the middle
          assert.ok((await contour.locator('.says').getAttribute('title'))?.includes(name));
        }
        // The plot makes room for the words; fonts differ, so a line more may be.
        for (const [i, { chart, height }] of after.entries())
          assert.ok(height - before[i].height <= LINE_PX, `${chart} moved what is below it`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} pixels too wide`);
      }));
