/** web/lib/platform.browser.js in Chromium: a worker that fails is heard of, however it fails; one that is ended has not failed. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';
import { findChromium } from '../../scripts/tools.mjs';

/** An address that is not secure leads here, too. */
const ARGS = ['--no-sandbox', '--headless', '--host-resolver-rules=MAP sweetspot.test 127.0.0.1'];
const FILES = {
  'index.html': '<title>worker</title>',
  'worker.js': `import { port } from './platform.js';
    const { onMessage } = port();
    onMessage(async (message) => {
      if (message === 'reject') throw new Error('rejected');
    });
    onMessage((message) => {
      if (message === 'throw') throw new Error('thrown');
      if (message === 'close') setTimeout(() => self.close(), 300); // it holds its lock by then
      if (message === 'reply') self.postMessage('reply');
    });`,
};

/** A page that has the platform's module and a worker beside it. @param {import('node:test').TestContext} t */
async function pageOf(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
  for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(folder, name), text);
  fs.copyFileSync('web/lib/platform.browser.js', path.join(folder, 'platform.js'));
  const site = await serve({ port: 0, folder });
  const executablePath = findChromium();
  const browser = await chromium.launch({ executablePath, args: ARGS });
  t.after(async () => {
    await browser.close();
    await site.close();
    fs.rmSync(folder, { recursive: true });
  });
  const page = await browser.newPage();
  await page.goto(site.url);
  return page;
}

test('a_worker_fails_by_an_exception_a_rejection_a_missing_file_and_by_closing_itself', async (t) => {
  const page = await pageOf(t);
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
  assert.match(await failureOf('worker.js', 'close'), /ended without a reason/);
});

test('a_worker_that_is_told_to_end_has_not_failed_and_leaves_no_lock', async (t) => {
  const page = await pageOf(t);
  const { heard, seen } = await page.evaluate(async () => {
    const { linkTo } = await import(new URL('platform.js', location.href).href);
    const wait = (/** @type {number} */ ms) => new Promise((go) => setTimeout(go, ms));
    const heard = [];
    const links = Array.from({ length: 5 }, () =>
      linkTo(new Worker('worker.js', { type: 'module' })),
    );
    for (const link of links) {
      link.onMessage((/** @type {unknown} */ message) => heard.push(message));
      link.onError((/** @type {Error} */ error) => heard.push(error.message));
      link.post('reply');
    }
    /** Waits until so many locks are held, and as many watched. @param {number} wanted */
    const locks = async (wanted) => {
      for (let tries = 0; tries < 50; tries++) {
        const { held = [], pending = [] } = await navigator.locks.query();
        if (held.length === wanted && pending.length === wanted) return true;
        await wait(100);
      }
      return JSON.stringify(await navigator.locks.query());
    };
    links[0].terminate(); // before it has begun
    const seen = [await locks(4)];
    for (const link of links.slice(1, 4)) link.terminate();
    seen.push(await locks(1));
    links[4].post('close');
    seen.push(await locks(0));
    await wait(200);
    return { heard, seen };
  });
  const replies = Array.from({ length: 4 }, () => 'reply');
  assert.deepEqual(heard, [...replies, 'the worker ended without a reason']);
  assert.deepEqual(seen, [true, true, true]);
});

test('without_locks_a_worker_works_as_well', async (t) => {
  const page = await pageOf(t);
  const insecure = page
    .url()
    .replace('127.0.0.1', 'sweetspot.test')
    .replace('localhost', 'sweetspot.test');
  await page.goto(insecure);
  const heard = await page.evaluate(async () => {
    const { linkTo } = await import(new URL('platform.js', location.href).href);
    const link = linkTo(new Worker('worker.js', { type: 'module' }));
    const reply = new Promise((resolve) => link.onMessage(resolve));
    link.post('reply');
    return [typeof navigator.locks, await reply];
  });
  assert.deepEqual(heard, ['undefined', 'reply']);
});
