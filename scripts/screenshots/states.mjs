// The states of the page that are worth a picture, and how to come to each. Selectors, not words: every state is shown in both languages.
import { readFileSync } from 'node:fs';
import { linesOfStudy } from '../../web/lib/foreign-study.js';
import { Journal } from '../../web/lib/journal.js';
import { linesOf } from '../../web/lib/keep.js';
import { expectedOf, shareText } from '../../web/lib/share.js';
import { resultOf } from './studies.mjs';
import * as studies from './studies.mjs';

/** @typedef {import('playwright-core').Page} Page */
/**
 * @typedef {object} State
 * @property {(page: Page, tools: Tools) => Promise<unknown>} [reach] from the first view to the state
 * @property {string | (() => Promise<string>)} [search] of the address
 * @property {string} [show] what to scroll to
 * @property {string} [place] of the narrow page: "setup", "charts", "trials" or "best"
 */
/** @typedef {{ isNarrow: boolean }} Tools */

const LONG_MS = 120e3;

/** @param {Page} page @param {string} status */
const reached = (page, status) =>
  page.waitForSelector(`body[data-status="${status}"]`, { timeout: LONG_MS });

/** The page's own snapshot of its run. @param {Page} page @param {number} count */
const finished = (page, count) =>
  page.waitForFunction(
    (wanted) => {
      const { document } = /** @type {any} */ (globalThis);
      return document.querySelector('run-bar').snapshot.finished >= wanted;
    },
    count,
    { timeout: LONG_MS },
  );

/** Gives an element an event, as its parts would. @param {Page} page @param {string} name @param {unknown} [detail] */
const wish = (page, name, detail) =>
  page.evaluate(
    ([type, value]) => {
      const { document, CustomEvent } = /** @type {any} */ (globalThis);
      document
        .querySelector('run-bar')
        .dispatchEvent(new CustomEvent(type, { detail: value, bubbles: true, composed: true }));
    },
    /** @type {[string, unknown]} */ ([name, detail]),
  );

/** @param {Page} page @param {object} study */
async function put(page, study) {
  await wish(page, 'text', JSON.stringify(study, null, 2));
  await page.waitForTimeout(300);
}

/** @param {Page} page @param {object} study */
async function begin(page, study) {
  await put(page, study);
  await page.click('run-bar .main');
}

/** A journal of Optuna, as the tests have it. @param {Page} page @param {number} [which] of its studies */
async function foreign(page, which = 0) {
  const text = readFileSync(new URL('../../tests/js/optuna-3.1.journal', import.meta.url), 'utf8');
  const lines = linesOf(text);
  const journal = new Journal();
  for (const line of lines) journal.apply(line);
  const own = linesOfStudy(lines, journal.studies[which]);
  const buffer = Buffer.from(own.map((line) => JSON.stringify(line)).join('\n'));
  const file = { name: 'other.journal', mimeType: '', buffer };
  await page.setInputFiles('study-picker input[type=file]', file);
  await page.waitForSelector('body[data-foreign]');
  await page.waitForTimeout(1000);
}

/** @param {Page} page @param {object} study */
async function ran(page, study) {
  await begin(page, study);
  await reached(page, 'done');
}

/** @param {Page} page @param {string} name */
async function example(page, name) {
  await page.selectOption('study-picker select', `example:${name}`);
  await page.waitForTimeout(1200);
}

/** @param {Page} page @param {Tools} tools @param {string} name */
async function place(page, { isNarrow }, name) {
  const isThere = await page.locator(`body[data-tab=${name}]`).count();
  if (isNarrow && !isThere) await page.click(`.tabs [data-tab=${name}]`);
}

/** @param {string} tab @param {object} study @returns {State} */
const chartsOf = (tab, study) => ({
  place: 'charts',
  reach: async (page) => {
    await ran(page, study);
    await wish(page, 'chart-tab', tab);
    await page.waitForSelector('chart-card canvas');
    await page.waitForTimeout(2500);
  },
});

/** @param {string} act @param {string} dialog @returns {State} */
const dialogOf = (act, dialog) => ({
  reach: async (page) => {
    await ran(page, studies.quick(12));
    await page.click(`[data-act=${act}]`);
    await page.waitForSelector(`${dialog} dialog[open]`);
    await page.waitForTimeout(500);
  },
});

const OF_TRIAL = 'best-panel .take button';
const FINAL = 'final-network .score button';
/** @param {object} study @param {(page: Page) => Promise<unknown>} [then] @param {string} [button] @returns {State} */
const inside = (study, then, button = FINAL) => ({
  place: 'best',
  show: button === FINAL ? 'final-network' : 'trial-look',
  reach: async (page, tools) => {
    await ran(page, study);
    await place(page, tools, 'best');
    await page.click(button);
    await page.waitForSelector('trial-look details.try', { timeout: LONG_MS });
    await then?.(page);
  },
});

/** @param {Page} page @param {string[]} parts */
async function unfold(page, ...parts) {
  for (const part of parts) await page.click(`trial-look details.${part} > summary`);
  await page.waitForTimeout(1500);
}

/** A stroke down, as a finger would draw a one. @param {Page} page */
async function drawOne(page) {
  const paper = page.locator('trial-look try-canvas, trial-look canvas').first();
  await paper.scrollIntoViewIfNeeded();
  const box = await paper.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  await page.mouse.move(box.x + box.width / 2, box.y + 25);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 80, { steps: 8 });
  await page.mouse.move(box.x + box.width / 2 - 4, box.y + 130, { steps: 8 });
  await page.mouse.up();
  await page.waitForTimeout(500);
}

/** @type {Record<string, State>} */
export const STATES = {
  first: {},
  'first-charts': { place: 'charts' },
  'setup-pictures': { reach: (page) => example(page, 'digits-cnn') },
  'setup-text': { reach: (page) => example(page, 'imdb-textcnn-small') },
  'setup-dials': { reach: (page) => example(page, 'digits-tpe'), show: 'param-editor' },
  'setup-file': {
    reach: (page) =>
      page
        .locator('.switch [data-setup=file]')
        .click({ timeout: 1000 })
        .catch(() => {}),
  },
  mistakes: {
    reach: (page) =>
      put(page, {
        ...studies.quick(5),
        training: { epochs: 'many', optimizer: { type: 'adamm' } },
      }),
  },
  loading: {
    place: 'charts',
    reach: async (page) => {
      await page.route('**/datasets/**', () => {}); // never answered
      await example(page, 'mnist-dropout');
      await page.click('run-bar .main');
      await reached(page, 'loading');
      await page.waitForTimeout(1000);
    },
  },
  running: {
    place: 'charts',
    reach: async (page) => {
      await begin(page, studies.endless);
      await finished(page, 8);
      await page.waitForTimeout(1500);
    },
  },
  paused: {
    place: 'charts',
    reach: async (page) => {
      await begin(page, studies.slow);
      await finished(page, 5);
      await wish(page, 'pause');
      await reached(page, 'paused');
      await page.waitForTimeout(1500);
    },
  },
  stopping: {
    place: 'charts',
    reach: async (page) => {
      await begin(page, studies.endless);
      await finished(page, 8);
      await wish(page, 'stop');
      await page.waitForTimeout(500);
    },
  },
  failed: {
    reach: async (page) => {
      await page.route('**/datasets/wine.csv', (route) => route.abort());
      await begin(page, { ...studies.quick(5), data: { source: 'wine' } });
      await reached(page, 'failed');
      await page.waitForTimeout(500);
    },
  },
  'trials-failed': { place: 'trials', reach: (page) => ran(page, studies.failing) },
  crashed: {
    reach: async (page) => {
      await begin(page, studies.endless);
      await finished(page, 8);
      for (const worker of page.workers().filter((each) => each.url().includes('study')))
        await worker.evaluate(() => {
          setTimeout(() => Promise.reject(new Error('crashed')));
        });
      await reached(page, 'failed');
      await page.waitForTimeout(500);
    },
  },
  resume: {
    reach: async (page) => {
      await begin(page, studies.slow);
      await finished(page, 5);
      await page.waitForTimeout(500);
      await page.reload();
      await page.waitForSelector('keep-notice button');
    },
  },
  done: {
    place: 'charts',
    reach: async (page) => {
      await page.click('run-bar .main');
      await reached(page, 'done');
      await page.waitForTimeout(1500);
    },
  },
  'done-trials': { place: 'trials', reach: (page) => ran(page, studies.tpe) },
  'done-best': { place: 'best', reach: (page) => ran(page, studies.tpe) },
  thousand: {
    place: 'charts',
    reach: async (page) => {
      await ran(page, studies.thousand);
      await page.waitForTimeout(1500);
    },
  },
  'thousand-space': chartsOf('space', studies.thousand),
  'own-csv': {
    reach: async (page) => {
      const buffer = Buffer.from('height,weight,species\n1,2,a\n3,x\n4,5,b,c\n');
      const file = { name: 'mine.csv', mimeType: 'text/csv', buffer };
      await page.setInputFiles('study-picker input[type=file]', file);
      await page.waitForSelector('problem-list .mistakes');
    },
  },
  'own-columns': {
    reach: async (page) => {
      const kinds = ['relief', 'flat', 'coast'];
      const lines = Array.from({ length: 90 }, (_, i) =>
        [
          10001 + (i % 4),
          1 + (i % 12),
          kinds[i % 3],
          40 + ((7 * i) % 50),
          i % 5 ? 'no' : 'yes',
        ].join(),
      );
      const buffer = Buffer.from(`zip,month,ground,size,flood\n${lines.join('\n')}\n`);
      const file = { name: 'floods.csv', mimeType: 'text/csv', buffer };
      await page.setInputFiles('study-picker input[type=file]', file);
      const zip = page.locator('data-peek column-kind select').first();
      await zip.selectOption('category');
      await page.locator('own-columns summary').click();
      await page.waitForTimeout(1000);
    },
    show: 'data-peek',
  },
  'insert-layer': {
    reach: async (page) => {
      await page.locator('layer-menu button').first().click();
      await page.locator('layer-list .insert').nth(1).click();
    },
    show: 'layer-list .between',
  },
  'optuna-setup': { reach: (page) => foreign(page) },
  'optuna-charts': { place: 'charts', reach: (page) => foreign(page) },
  'optuna-timeline': {
    place: 'charts',
    show: 'chart-card[data-chart=timeline]',
    reach: (page) => foreign(page),
  },
  'optuna-parallel': {
    place: 'charts',
    show: 'chart-card[data-chart=parallel]',
    reach: async (page) => {
      await foreign(page, 1);
      await wish(page, 'chart-tab', 'space');
      await page.waitForSelector('chart-card canvas');
      await page.waitForTimeout(1500);
    },
  },
  'conditional-parallel': {
    ...chartsOf('space', studies.conditional),
    show: 'chart-card[data-chart=parallel]',
  },
  refitting: {
    place: 'charts',
    reach: async (page) => {
      await begin(page, studies.longLast);
      await reached(page, 'refitting');
      await page.waitForTimeout(2000);
    },
  },
  shared: {
    search: async () => {
      const want = expectedOf(await resultOf(studies.quick(12)));
      return `#s=${await shareText({ study: studies.quick(12), want })}`;
    },
  },
  reproduced: {
    search: async () => {
      const want = expectedOf(await resultOf(studies.quick(12)));
      return `#s=${await shareText({ study: studies.quick(12), want })}`;
    },
    place: 'charts',
    reach: async (page) => {
      await page.click('run-bar .main');
      await reached(page, 'done');
      await page.waitForTimeout(500);
    },
  },
  share: dialogOf('share', 'share-dialog'),
  gallery: dialogOf('gallery', 'example-gallery'),
  keys: {
    reach: async (page) => {
      await page.keyboard.press('?');
      await page.waitForSelector('dialog.keys[open]');
    },
  },
  studies: {
    reach: async (page) => {
      for (const name of ['first', 'second', 'third']) {
        await ran(page, { ...studies.quick(6), name });
        await page.waitForTimeout(300);
      }
      await page.click('[data-act=studies]');
      await page.waitForSelector('studies-dialog table');
      await page.waitForTimeout(500);
    },
  },
  'studies-compared': {
    reach: async (page) => {
      for (const name of ['first', 'second']) {
        await ran(page, { ...studies.quick(name === 'first' ? 8 : 14), name });
        await page.waitForTimeout(300);
      }
      await page.click('[data-act=studies]');
      await page.waitForSelector('studies-dialog tbody tr:nth-child(2)');
      for (const box of await page.locator('studies-dialog td input[type=checkbox]').all())
        await box.click();
      await page.click('studies-dialog .tools button');
      await page.waitForSelector('studies-dialog canvas');
      await page.waitForTimeout(800);
    },
  },
  'look-inside': inside(
    studies.digits,
    (page) => unfold(page, 'confusion', 'classes', 'mistakes'),
    OF_TRIAL,
  ),
  'look-layer': inside(studies.digits, (page) => unfold(page, 'layer', 'mistakes')),
  'look-plane': {
    ...inside(studies.moons, (page) => unfold(page, 'boundary')),
    show: 'trial-boundary',
  },
  'try-digit': inside(studies.digits, drawOne),
  'try-sliders': inside(studies.quick(6)),
  'try-text': inside(studies.mails, (page) => unfold(page, 'mistakes', 'layer')),
  'try-series': inside(studies.weather, (page) => unfold(page, 'mistakes')),
  'try-pictures': inside(studies.emoji, (page) => unfold(page, 'mistakes', 'layer')),
  'try-numbers': inside(studies.numbers, (page) => unfold(page, 'mistakes', 'layer')),
  compare: {
    place: 'best',
    reach: async (page, tools) => {
      await ran(page, studies.quick(12));
      await place(page, tools, 'best');
      await page.click('best-panel .take button[aria-pressed]');
      await wish(page, 'select-trial', 3);
      await page.waitForSelector('trial-compare');
    },
    show: 'trial-compare',
  },
  progress: chartsOf('progress', studies.tpe),
  space: chartsOf('space', studies.tpe),
  why: chartsOf('why', studies.tpe),
  sampler: chartsOf('sampler', studies.tpe),
  gp: chartsOf('sampler', studies.gp),
  cma: chartsOf('sampler', studies.cma),
  nsga2: chartsOf('sampler', studies.pareto),
  asha: chartsOf('sampler', studies.asha),
  median: chartsOf('sampler', studies.median),
  many: chartsOf('space', studies.many),
  pareto: chartsOf('space', studies.pareto),
  grid: chartsOf('sampler', studies.grid),
  table: {
    place: 'charts',
    reach: async (page) => {
      await ran(page, studies.tpe);
      await page.waitForSelector('chart-card canvas');
      await page.locator('chart-card .take button').first().click();
      await page.waitForTimeout(500);
    },
  },
  'full-screen': {
    place: 'charts',
    reach: async (page) => {
      await ran(page, studies.tpe);
      await page.waitForSelector('chart-card canvas');
      await page.locator('chart-card .take button.icon').first().click();
      await page.waitForTimeout(800);
    },
  },
  embed: {
    search: '?embed&example=iris-grid',
    reach: async (page) => {
      await page.click('run-bar .main');
      await reached(page, 'done');
      await page.waitForTimeout(1000);
    },
  },
};

/** Brings a page that shows its first view to a state. @param {Page} page @param {State} state @param {Tools} tools */
export async function bring(page, state, tools) {
  await state.reach?.(page, tools);
  if (state.place) await place(page, tools, state.place);
  if (state.show) {
    await page
      .locator(state.show)
      .first()
      .evaluate((element) => {
        /** @type {any} */ (element).scrollIntoView({ block: 'start' });
      });
    await page.waitForTimeout(300);
  }
}
