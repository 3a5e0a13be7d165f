// Pictures of every state of the page, as dist/ is served, in Chromium.
//   node scripts/screenshots.mjs [--only NAME,NAME] [--all] [--full] [--folder DIST]
//   node scripts/screenshots.mjs --docs
// They go to build/screenshots: each state on a phone and on a screen, together in both languages and both themes; with --all in
// every one of the eight. --full: the whole length of the page. --docs: the few of the README, small, to docs/images.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { bring, STATES } from './screenshots/states.mjs';
import { serve } from './serve.mjs';
import { BUILD, findChromium, main, ROOT, say, Stop } from './tools.mjs';

const SIZES = /** @type {const} */ ({
  390: { width: 390, height: 844 },
  1280: { width: 1280, height: 800 },
});
const LANGUAGES = /** @type {const} */ ({ en: 'en-US', zh: 'zh-CN' });
const THEMES = /** @type {const} */ (['light', 'dark']);
/** @typedef {{ size: keyof typeof SIZES, language: keyof typeof LANGUAGES, themes: readonly ('light' | 'dark')[] }} Look */

/** Four states in turn cover all eight looks twice. @type {Look[][]} */
const TURNS = [
  [
    { size: 390, language: 'en', themes: ['light'] },
    { size: 1280, language: 'zh', themes: ['dark'] },
  ],
  [
    { size: 390, language: 'zh', themes: ['dark'] },
    { size: 1280, language: 'en', themes: ['light'] },
  ],
  [
    { size: 390, language: 'zh', themes: ['light'] },
    { size: 1280, language: 'en', themes: ['dark'] },
  ],
  [
    { size: 390, language: 'en', themes: ['dark'] },
    { size: 1280, language: 'zh', themes: ['light'] },
  ],
];
/** @type {Look[]} */
const EVERY = [390, 1280].flatMap((size) =>
  ['en', 'zh'].map((language) => /** @type {Look} */ ({ size, language, themes: THEMES })),
);

/** The pictures of the README: state, look, and the file. */
const DOCS = /** @type {const} */ ([
  ['done', { size: 1280, language: 'en', themes: ['light'] }, 'page.webp'],
  ['done', { size: 1280, language: 'zh', themes: ['light'] }, 'page.zh-CN.webp'],
  ['gp', { size: 1280, language: 'en', themes: ['dark'] }, 'sampler.webp'],
  ['try-digit', { size: 390, language: 'en', themes: ['light'] }, 'phone.webp'],
]);
const MOST_BYTES = 120e3;

/** @typedef {import('playwright-core').Browser} Browser */

/** @param {Browser} browser @param {string} url @param {string} name @param {Look} look
 * @param {(page: import('playwright-core').Page, theme: string) => Promise<void>} shoot */
async function show(browser, url, name, { size, language, themes }, shoot) {
  const state = STATES[name];
  const isNarrow = size < 700;
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: LANGUAGES[language],
    colorScheme: themes[0],
    hasTouch: isNarrow,
    isMobile: isNarrow,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => say(`${name}: ${error}`));
  try {
    const search = typeof state.search === 'function' ? await state.search() : state.search;
    await page.goto(url + (search ?? ''));
    await page.waitForSelector('run-bar .plan:not(:empty)');
    await page.waitForSelector('data-peek h4', { timeout: 3000 }).catch(() => {});
    await page.waitForTimeout(600);
    await bring(page, state, { isNarrow });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForTimeout(300);
      await shoot(page, theme);
    }
  } finally {
    await context.close();
  }
}

/** @param {Browser} browser @param {string} url @param {{ names: string[], all: boolean, full: boolean }} options */
async function every(browser, url, { names, all, full }) {
  const folder = path.join(BUILD, 'screenshots');
  fs.mkdirSync(folder, { recursive: true });
  let count = 0;
  let failed = 0;
  for (const name of names) {
    for (const look of all ? EVERY : TURNS[Object.keys(STATES).indexOf(name) % TURNS.length]) {
      const { size, language } = look;
      try {
        await show(browser, url, name, look, async (page, theme) => {
          const file = path.join(folder, `${name}-${size}-${theme}-${language}.png`);
          await page.screenshot({ path: file, fullPage: full });
          count++;
        });
      } catch (error) {
        failed++;
        say(`${name} at ${size} in ${language}: ${/** @type {Error} */ (error).message}`);
      }
    }
    say(name);
  }
  say(`${count} pictures are in build/screenshots${failed ? `, ${failed} failed` : ''}`);
  return failed ? 1 : 0;
}

/** @param {Browser} browser @param {string} url */
async function forDocs(browser, url) {
  const folder = path.join(ROOT, 'docs/images');
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, look, file] of DOCS) {
    await show(browser, url, name, look, async (page) => {
      const png = await page.screenshot();
      const bytes = await webp(browser, png);
      if (bytes.length > MOST_BYTES) throw new Stop(`${file} has ${bytes.length} bytes`);
      fs.writeFileSync(path.join(folder, file), bytes);
      say(`docs/images/${file}: ${(bytes.length / 1e3).toFixed(0)} kB`);
    });
  }
}

/** A PNG as WebP, by the browser itself. @param {Browser} browser @param {Buffer} png */
async function webp(browser, png) {
  const page = await browser.newPage();
  const text = await page.evaluate(
    async (data) => {
      const { Image, document } = /** @type {any} */ (globalThis);
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.9);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      all: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
      folder: { type: 'string' },
    },
  });
  const names = values.only?.split(',') ?? Object.keys(STATES);
  const unknown = names.filter((name) => !STATES[name]);
  if (unknown.length)
    throw new Stop(`no state ${unknown.join(', ')}; there are ${Object.keys(STATES).join(', ')}`);
  const executablePath = findChromium();
  if (!executablePath) throw new Stop('Chromium is not installed');
  const folder = values.folder ? path.resolve(values.folder) : undefined;
  const site = await serve({ port: 0, ...(folder && { folder }) });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  try {
    if (values.docs) return await forDocs(browser, site.url);
    return await every(browser, site.url, { names, all: values.all, full: values.full });
  } finally {
    await browser.close();
    await site.close();
  }
});
