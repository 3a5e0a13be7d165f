/** web/lib/platform.browser.js in Chromium: a worker that fails is heard of, however it fails. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';
import { findChromium } from '../../scripts/tools.mjs';

const FILES = {
  'index.html': '<title>worker</title>',
  'worker.js': `import { port } from './platform.js';
    const { onMessage } = port();
    onMessage(async (message) => {
      if (message === 'reject') throw new Error('rejected');
    });
    onMessage((message) => {
      if (message === 'throw') throw new Error('thrown');
    });`,
};

test('a_worker_fails_by_an_exception_a_rejection_and_a_missing_file', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
  for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(folder, name), text);
  fs.copyFileSync('web/lib/platform.browser.js', path.join(folder, 'platform.js'));
  const site = await serve({ port: 0, folder });
  const executablePath = findChromium();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless'] });
  t.after(async () => {
    await browser.close();
    await site.close();
    fs.rmSync(folder, { recursive: true });
  });
  const page = await browser.newPage();
  await page.goto(site.url);
  /** @param {string} file @param {string} message */
  const failureOf = (file, message) =>
    page.evaluate(
      async ([name, text]) => {
        const { linkTo } = await import(new URL('platform.js', location.href).href);
        const link = linkTo(new Worker(name, { type: 'module' }));
        return new Promise((resolve) => {
          link.onError((/** @type {Error} */ error) => resolve(error.message));
          link.post(text);
        });
      },
      [file, message],
    );
  assert.match(await failureOf('worker.js', 'throw'), /thrown/);
  assert.match(await failureOf('worker.js', 'reject'), /rejected/);
  assert.match(await failureOf('none.js', ''), /could not be loaded/);
});
