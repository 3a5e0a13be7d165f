/** Trials that come in by the hundred: the page draws no more than can be read, and a run finds its workers ready. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRun } from '../../web/lib/index.js';
import { manySmall, putStudy, reach, reachAnother, snapshotOf, useSite } from './driver.mjs';

const TRIALS = 300;
/** npm run bench:page goes by 50 ms; other tests share the cores here and stretch any task. */
const LONG_TASK_MS = 200;
/** Charts of the first tab, how often one is drawn at most, and what may come on top: the first and the last, a change of size. */
const [CHARTS, PERIOD_MS, MORE] = [3, 200, 6];

const withPage = useSite();

/** Counts what is drawn and the workers that are started; before the page's own scripts. */
function watch() {
  const counts = { drawn: 0, workers: 0, tasks: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { counts });
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...place) {
    counts.drawn++;
    clearRect.apply(this, place);
  };
  globalThis.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      counts.workers++;
    }
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) counts.tasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}

const countsOf = (/** @type {import('./driver.mjs').Page} */ page) =>
  page.evaluate(() => /** @type {any} */ (globalThis).counts);

test('three_hundred_trials_are_drawn_no_more_than_five_times_a_second', (t) =>
  withPage({ init: watch }, async (page) => {
    await putStudy(page, manySmall(TRIALS));
    await page.waitForTimeout(500);
    const tries = [];
    for (let i = 0; i < 3 && !tries.includes(''); i++) {
      const before = await countsOf(page);
      const since = performance.now();
      await reachAnother(page, () => page.click('run-bar .main'));
      await page.waitForTimeout(700);
      assert.equal((await snapshotOf(page)).finished, TRIALS);
      const { drawn, tasks } = await countsOf(page);
      const periods = (performance.now() - since) / PERIOD_MS;
      const times = drawn - before.drawn;
      t.diagnostic(`${times} times in ${Math.round(periods)} periods`);
      assert.ok(times > CHARTS, 'they are drawn as it goes');
      assert.ok(times <= CHARTS * (periods + MORE), `drawn ${times} times`);
      const long = tasks.slice(before.tasks.length).filter((ms) => ms > LONG_TASK_MS);
      tries.push(long.join(' '));
    }
    assert.ok(tries.includes(''), `long tasks, in ms: ${tries.join('; ')}`);
  }));

test('a_run_finds_its_workers_ready_and_gives_the_same_result', () =>
  withPage({ init: watch }, async (page) => {
    const study = manySmall(6);
    await putStudy(page, study);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    const ready = 2 + Math.min(cores, 4); // one looks at the data, one is the tuner
    while ((await countsOf(page)).workers < ready) await page.waitForTimeout(100);
    await page.click('run-bar .main');
    await reach(page, 'done');
    const { result } = await snapshotOf(page);
    const isFew = cores <= 4;
    if (isFew) assert.equal((await countsOf(page)).workers, ready, 'none was started for the run');
    assert.equal(result.fingerprint, (await createRun(study).result).fingerprint);
    await page.waitForTimeout(1500);
    await reachAnother(page, () => page.click('run-bar .main'));
    assert.equal((await snapshotOf(page)).result.fingerprint, result.fingerprint);
  }));
