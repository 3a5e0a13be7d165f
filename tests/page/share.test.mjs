/** What leaves the page: a link that brings a study and what it should give, a frame in another page, files. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { test } from 'node:test';
import { createRun } from '../../web/lib/index.js';
import { expectedOf, shareText } from '../../web/lib/share.js';
import {
  accessibility,
  manySmall,
  putStudy,
  reach,
  snapshotOf,
  studyFile,
  useSite,
} from './driver.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

const withPage = useSite();
const study = manySmall(4);

/** @param {Page} page */
const strip = (page) => page.locator('share-note [role=status]');
/** @param {Page | Frame} page */
const run = (page) => page.locator('run-bar .main').click();

/** @param {Page} page @param {string} name */
async function saved(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('group', { name: 'Take it away' }).getByRole('button', { name }).click(),
  ]);
  return { name: download.suggestedFilename(), file: await download.path() };
}

test('a_link_opened_elsewhere_gives_the_same_bits_and_says_so', async () => {
  let link = '';
  let hash = '';
  await withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await putStudy(page, study);
    await run(page);
    await reach(page, 'done');
    const { result } = await snapshotOf(page);
    hash = result.trials[result.best.number].hash;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this study' });
    await dialog.getByText('what a run should come to').waitFor();
    assert.deepEqual(await accessibility(page), []);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await dialog.getByText('Copied.').waitFor();
    link = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(link, await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
    assert.ok(link.length < 2000, String(link.length));
  });
  await withPage({ search: new URL(link).hash, ready: 'share-note' }, async (page) => {
    await strip(page).getByText('It should give').waitFor();
    assert.match(
      await strip(page).innerText(),
      new RegExp(`accuracy 0\\.\\d+, weights ${hash.slice(0, 8)}`),
    );
    assert.deepEqual(await studyFile(page), study);
    await run(page);
    await strip(page).getByText('Reproduced, bit for bit').waitFor({ timeout: 60000 });
    const { result } = await snapshotOf(page);
    assert.equal(result.trials[result.best.number].hash, hash);
    assert.deepEqual(await accessibility(page), []);
    await page.getByRole('button', { name: 'Hide' }).click();
    assert.equal(new URL(page.url()).hash, '');
  });
});

test('where_the_clipboard_is_closed_the_link_is_marked_and_a_phone_can_send_it', () =>
  withPage({}, async (page) => {
    await page.evaluate(() => {
      const closed = { writeText: () => Promise.reject(new Error('closed')) };
      Object.defineProperty(navigator, 'clipboard', { value: closed });
      document.execCommand = () => false;
      Object.defineProperty(navigator, 'share', {
        value: async (/** @type {object} */ data) => {
          Object.assign(window, { sent: data });
        },
      });
    });
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this study' });
    await dialog.getByText('Run the study first').waitFor();
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await dialog.getByText('copy it with Ctrl C').waitFor();
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    const marked = await page.evaluate(() => {
      const area = document.querySelector('share-dialog')?.shadowRoot?.querySelector('textarea');
      return area?.value.slice(area.selectionStart, area.selectionEnd);
    });
    assert.equal(marked, link);
    await dialog.getByRole('button', { name: 'Send' }).click();
    const sent = await page.evaluate(() => /** @type {any} */ (window).sent);
    assert.deepEqual(sent, { title: 'Sweetspot: iris-tpe', url: link });
    // Mistakes cannot be shared, nor what no link can hold.
    await page.keyboard.press('Escape');
    await putStudy(page, { ...study, training: { epochs: -1 } });
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByText('Mend them').waitFor();
  }));

test('a_changed_study_is_not_the_same_and_it_is_said_what_was_changed', async () => {
  const want = expectedOf(await createRun(study).result);
  const search = `#s=${await shareText({ study, want })}`;
  await withPage({ search, ready: 'share-note' }, async (page) => {
    await strip(page).getByText('It should give').waitFor();
    await putStudy(page, { ...study, training: { ...study.training, epochs: 41 } });
    await run(page);
    await strip(page).getByText('Not the same').waitFor({ timeout: 60000 });
    assert.match(await strip(page).innerText(), /was changed[\s\S]*training\.epochs 40 → 41/);
    await page.getByText('What differs').click();
    const table = page.getByRole('table', { name: 'What differs' });
    assert.match(await table.innerText(), new RegExp(`hash of its weights\\s+${want.best?.hash}`));
  });
});

test('a_link_that_cannot_be_read_says_why_and_the_page_opens', async () => {
  const text = await shareText({ study });
  for (const [part, words] of [
    [text.slice(0, -9), 'cut short or changed'],
    [text.replace('1.', '7.'), 'newer Sweetspot'],
    ['xyz', 'no study'],
  ]) {
    await withPage({ search: `#s=${part}` }, async (page) => {
      await strip(page).getByText(words).waitFor();
      assert.match(await page.innerText('run-bar .plan'), /60 trials/);
    });
  }
});

test('a_link_opened_over_work_asks_first_and_there_is_a_way_back', async () => {
  const text = await shareText({ study: { ...study, name: 'theirs' } });
  await withPage({}, async (page) => {
    await putStudy(page, { ...study, name: 'mine' });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `s=${text}`);
    await strip(page).getByText('shared study, theirs').waitFor();
    assert.equal((await studyFile(page)).name, 'mine');
    await page.getByRole('button', { name: 'Open it' }).click();
    await strip(page).getByText('without a result').waitFor();
    assert.equal((await studyFile(page)).name, 'theirs');
    await page.getByRole('button', { name: 'Back to mine' }).click();
    await page.waitForSelector('share-note', { state: 'hidden' });
    assert.equal((await studyFile(page)).name, 'mine');
  });
});

test('data_that_did_not_come_along_is_asked_for_and_taken', async () => {
  const own = { ...study, name: 'own', data: { source: 'wine.csv', target: 'cultivar' } };
  const search = `#s=${await shareText({ study: own })}`;
  await withPage({ search, ready: 'share-note' }, async (page) => {
    await strip(page).getByText('drop wine.csv here').waitFor();
    const buffer = readFileSync(new URL('../../datasets/wine.csv', import.meta.url));
    await page.setInputFiles('study-picker input[type=file]', {
      name: 'wine.csv',
      mimeType: 'text/csv',
      buffer,
    });
    await strip(page).getByText('drop wine.csv here').waitFor({ state: 'detached' });
    assert.equal((await studyFile(page)).name, 'own');
    await run(page);
    await reach(page, 'done');
    assert.equal((await snapshotOf(page)).finished, 4);
  });
});

test('all_that_can_be_taken_away_is_what_it_says', () =>
  withPage({}, async (page) => {
    await putStudy(page, study);
    await run(page);
    await reach(page, 'done');
    const { result } = await snapshotOf(page);

    const file = await saved(page, 'study.json');
    assert.equal(file.name, 'many.json');
    assert.deepEqual(JSON.parse(readFileSync(file.file, 'utf8')), study);

    const csv = readFileSync((await saved(page, 'trials.csv')).file, 'utf8').split('\r\n');
    assert.match(
      csv[0],
      /^mean_fit_time,.*param_lr,param_units,params,split0_test_score,.*rank_test_score/,
    );
    assert.equal(csv.length, 1 + result.trials.length + 1);

    const journal = readFileSync((await saved(page, 'journal.jsonl')).file, 'utf8');
    const lines = journal
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(lines[0].study_name, 'many');
    assert.equal(lines.filter(({ op_code: code }) => code === 4).length, 4);

    const charts = await saved(page, 'charts.zip');
    assert.equal(charts.name, 'many.charts.zip');
    const program = `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for n in z.namelist():
    b = z.read(n)
    assert b[:8] == bytes([137,80,78,71,13,10,26,10]), n
    print(n, int.from_bytes(b[16:20], 'big'), len(b))
`;
    const names = execFileSync('python3', ['-c', program, charts.file], { encoding: 'utf8' });
    for (const id of ['history', 'curves', 'parallel', 'slice', 'contour'])
      assert.match(names, new RegExp(`^many-${id}\\.png 1\\d{3} \\d{4,}$`, 'm'));
    assert.equal(
      await page.locator('body > div:has(> canvas)').count(),
      0,
      'nothing is left behind',
    );
  }));

/** Another site, with a page around a frame. @param {string} body */
async function otherSite(body) {
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // As a page that is isolated: what it frames must agree to it.
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.end(
      `<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,">${body}</html>`,
    );
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(null));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

test('the_snippet_works_in_a_page_of_another_site', () =>
  withPage({}, async (page, url) => {
    await page.getByRole('button', { name: 'Embed', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this study' });
    const snippet = await dialog.getByRole('textbox', { name: 'Code for your page' }).inputValue();
    assert.match(snippet, /^<iframe src="http[^"]+#embed&amp;example=iris-tpe" title="[^"]+"/);
    await dialog.getByText('A script that fits the height').click();
    const script = await dialog.getByRole('textbox', { name: 'A script that fits' }).inputValue();
    const host = await otherSite(
      `<p>above</p><div style="height: 9000px">long</div>${snippet}${script}<p>below</p>`,
    );
    try {
      await page.goto(host.url);
      await page.waitForTimeout(300);
      assert.equal(page.frames().filter((each) => each.url().startsWith(url)).length, 0, 'lazy');
      await page.locator('iframe').scrollIntoViewIfNeeded();
      const frame = page.frameLocator('iframe');
      await frame.locator('run-bar .plan').getByText('60 trials').waitFor();
      assert.equal(await frame.getByRole('banner').getByRole('button').count(), 0);
      assert.ok(await frame.getByRole('link', { name: 'Open in Sweetspot' }).isVisible());
      // Nothing in the frame has the focus: its keys do nothing.
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.locator('iframe').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('?');
      await page.waitForTimeout(200);
      assert.equal(await frame.locator('body').getAttribute('data-status'), 'empty');
      assert.equal(await frame.locator('dialog[open]').count(), 0);
      await frame.getByRole('button', { name: 'Run', exact: true }).click();
      await frame.locator('body[data-status=done]').waitFor({ timeout: 60000 });
      await frame.getByRole('tab', { name: 'Best' }).click();
      await frame.getByText('Fingerprint').waitFor();
      const height = async () => Number(await page.locator('iframe').getAttribute('height'));
      const best = await height();
      await frame.getByRole('tab', { name: 'Charts' }).click();
      await page.waitForTimeout(300);
      const inner = await frame
        .locator('body')
        .evaluate((body) => [body.scrollHeight, innerHeight]);
      const told = await height();
      assert.ok(Math.abs(told - inner[0]) <= 1, `${told} for ${inner}`);
      assert.ok(Math.abs(inner[0] - inner[1]) <= 1, 'nothing is cut off, nothing is empty');
      assert.notEqual(await height(), best);
    } finally {
      host.close();
    }
  }));

test('the_frame_of_both_readmes_and_of_the_docs_works', () =>
  withPage({}, async (page, url) => {
    const frames = ['README.md', 'README.zh-CN.md', 'docs/sharing.md'].map((file) => {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
      return /^```html\n(.*?)^```/ms.exec(text)?.[1] ?? '';
    });
    assert.equal(frames[1], frames[0]);
    const addresses = frames.map((frame) => /src="([^"]+)"/.exec(frame)?.[1]);
    assert.equal(addresses[2], addresses[0]);
    const host = await otherSite(frames[0].replace('https://YOUR-SITE/', url));
    try {
      await page.goto(host.url);
      await page.frameLocator('iframe').getByText('36 configurations').first().waitFor();
    } finally {
      host.close();
    }
  }));

test('the_tutorial_with_two_frames_is_served_and_both_run', () =>
  withPage({}, async (page, url) => {
    await page.goto(`${url}examples/embed/`);
    for (const [at, trials] of [
      [0, 36],
      [1, null],
    ]) {
      const place = page.locator('iframe').nth(Number(at));
      await place.scrollIntoViewIfNeeded();
      const frame = place.contentFrame();
      await frame.locator('run-bar .plan:not(:empty)').waitFor();
      assert.equal(
        await frame.getByRole('tab', { name: 'Charts', exact: true }).getAttribute('aria-selected'),
        'true',
      );
      if (trials === null) continue;
      await frame.getByRole('button', { name: 'Run', exact: true }).click();
      await frame.getByText(`${trials} / ${trials}`).first().waitFor({ timeout: 60000 });
    }
  }));

test('a_frame_without_storage_works_and_has_the_language_and_colours_that_its_address_asks_for', async () => {
  const text = await shareText({ study });
  await withPage({ search: `?embed&lang=zh&theme=dark#s=${text}` }, async (page) => {
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('refused', 'SecurityError');
          },
        });
    });
    await page.reload();
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
    await strip(page).getByText('分享的研究').waitFor();
    assert.deepEqual(await studyFile(page), study);
    await run(page);
    await reach(page, 'done');
    assert.deepEqual(await accessibility(page), []);
  });
});
