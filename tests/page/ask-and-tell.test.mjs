/** examples/ask-and-tell/index.html as a bundler leaves it, in Chromium. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { serve } from '../../scripts/serve.mjs';
import { findChromium } from '../../scripts/tools.mjs';

test('a_page_tunes_a_function_in_a_worker', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
  const configFile = path.resolve('examples/ask-and-tell/vite.config.js');
  await build({ configFile, logLevel: 'error', build: { outDir: folder } });
  const site = await serve({ port: 0, folder });
  const executablePath = findChromium();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless'] });
  t.after(async () => {
    await browser.close();
    await site.close();
    fs.rmSync(folder, { recursive: true });
  });
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(site.url);
  const status = page.getByRole('status');
  await status.filter({ hasText: /^done/ }).waitFor({ timeout: 60000 });
  const [, value] = /^done: (\S+) at \{"x":/.exec(await status.innerText()) ?? [];
  assert.ok(Number(value) < 0.05, value);
  assert.deepEqual(errors, []);
});
