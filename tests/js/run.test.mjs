// web/lib/run.js with real workers: everything that can happen to a run.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import test from 'node:test';
import { createRun, inspect, run, StudyError } from '../../web/lib/index.js';
import { linkTo, Worker } from '../../web/lib/platform.node.js';
import { spawnWorker } from '../../web/lib/spawn.js';
import { collect, comparable, irisStudy, longStudy, randomStudy } from './studies.mjs';

const ENDLESS = 1000000; // epochs

test('events_tell_the_whole_story_in_order', async () => {
  const handle = createRun(irisStudy(), { workers: 2 });
  const events = await collect(handle.events);
  const result = await handle.result;
  const kinds = events.map(({ event }) => event);
  const names = kinds.filter((name) => !['progress', 'report'].includes(name));
  const first = names.indexOf('start');
  assert.ok(names.slice(0, first).every((name) => name === 'loading'));
  const start = events.find(({ event }) => event === 'start');
  assert.deepEqual([start.trials, start.size, start.folds, start.workers], [4, 4, 2, 2]);
  assert.equal(start.study.training.batch_size, 16);
  assert.equal(start.data.class_counts.join(), '50,50,50');
  assert.equal('x' in start.data, false);
  assert.equal(names.filter((name) => name === 'asked').length, 4);
  assert.equal(names.filter((name) => name === 'trial').length, 4);
  assert.ok(names.indexOf('refit') > names.lastIndexOf('trial'));
  assert.equal(names.at(-1), 'study');
  assert.equal(events.at(-1).result, result);
  assert.equal(result.state, 'complete');
  assert.deepEqual(
    result.trials.map(({ number }) => number),
    [0, 1, 2, 3],
  );
  assert.match(result.fingerprint, /^[0-9a-f]{16}$/);
});

test('a_trial_carries_its_curves_scores_and_hash', async () => {
  const { trials, best } = await createRun(irisStudy(), { workers: 1 }).result;
  for (const trial of trials) {
    assert.equal(trial.folds.length, 2);
    assert.match(trial.hash, /^[0-9a-f]{16}$/);
    const mean = (trial.folds[0].score + trial.folds[1].score) / 2;
    assert.ok(Math.abs(trial.value - mean) < 1e-12);
    for (const { curve, metrics, score } of trial.folds) {
      assert.equal(curve.length, 8);
      assert.equal(metrics.accuracy, score);
      assert.ok(curve.every((row) => row.length === 3 && row.every(Number.isFinite)));
    }
  }
  const values = trials.map(({ value }) => value);
  assert.equal(best.value, Math.max(...values));
  assert.equal(best.number, values.indexOf(best.value));
});

test('with_repeats_each_fold_is_trained_several_times_and_the_mean_of_all_counts', async () => {
  const once = await createRun(irisStudy(), { workers: 1 }).result;
  const study = irisStudy({ validation: { folds: 2, repeats: 3 } });
  const { trials, study: filled, test: tested } = await createRun(study, { workers: 2 }).result;
  assert.deepEqual(filled.validation, { folds: 2, repeats: 3 });
  for (const [i, trial] of trials.entries()) {
    const scores = trial.folds.map(({ metrics }) => metrics.loss);
    assert.equal(new Set(scores).size, 6);
    const timeless = (folds) => folds.map(({ seconds: _, ...fold }) => fold);
    assert.deepEqual(timeless(trial.folds.slice(0, 2)), timeless(once.trials[i].folds));
    const mean = trial.folds.reduce((sum, { score }) => sum + score, 0) / 6;
    assert.ok(Math.abs(trial.value - mean) < 1e-12);
  }
  assert.equal(tested.epochs, 8);
});

test('the_best_is_refitted_and_tested_on_rows_nothing_has_seen', async () => {
  const { test: tested, study } = await createRun(irisStudy(), { workers: 1 }).result;
  const rows = tested.classes.reduce((sum, c) => sum + c.rows, 0);
  assert.equal(rows, 30);
  assert.equal(
    tested.confusion.flat().reduce((a, b) => a + b),
    rows,
  );
  const right = tested.confusion.reduce((sum, row, c) => sum + row[c], 0);
  assert.ok(Math.abs(tested.metrics.accuracy - right / rows) < 1e-12);
  assert.equal(tested.epochs, study.training.epochs);
});

test('with_patience_the_refit_takes_as_many_epochs_as_the_folds_needed', async () => {
  const study = longStudy(200);
  study.training.early_stopping = { type: 'patience', patience: 3 };
  const { trials, best, test: tested } = await createRun(study, { workers: 1 }).result;
  const { folds } = trials[best.number];
  const mean = folds.reduce((sum, fold) => sum + fold.best_epoch + 1, 0) / folds.length;
  assert.equal(tested.epochs, Math.floor(mean + 0.5));
  assert.ok(tested.epochs < 200);
});

/** What a run reports of each trial, all of it before the trial's own event. @param {any[]} events */
function reportsOf(events) {
  const reports = [];
  const over = new Set();
  for (const { event, trial, number, step, value } of events) {
    if (event === 'trial') over.add(number);
    if (event !== 'report') continue;
    assert.ok(!over.has(trial), 'reports come first');
    reports[trial] = [...(reports[trial] ?? []), [step, value]];
  }
  return reports;
}

for (const epochs of [8, 3000]) {
  test(`each_epoch_of_one_held_out_part_is_reported_once: ${epochs}`, async () => {
    const study = longStudy(epochs, { validation: { fraction: 0.25 } });
    const handle = createRun(study, { workers: 2 });
    const events = await collect(handle.events);
    const { trials } = await handle.result;
    const reports = reportsOf(events);
    for (const { number, folds } of trials)
      assert.deepEqual(
        reports[number],
        folds[0].curve.map(([, , value], epoch) => [epoch + 1, value]),
      );
  });

  test(`each_fold_is_reported_once_with_its_score: ${epochs}`, async () => {
    const handle = createRun(longStudy(epochs), { workers: 2 });
    const reports = reportsOf(await collect(handle.events));
    for (const { number, folds } of (await handle.result).trials)
      assert.deepEqual(
        reports[number],
        folds.map(({ score }, fold) => [fold + 1, score]),
      );
  });
}

test('reports_come_while_the_trial_is_running', { timeout: 60000 }, async () => {
  const study = longStudy(ENDLESS, { validation: { fraction: 0.25 } });
  const handle = createRun(study, { workers: 1 });
  const steps = [];
  for await (const event of handle.events) {
    if (event.event === 'report') steps.push(event.step);
    if (steps.length > 100) handle.abort();
  }
  assert.deepEqual(
    steps,
    steps.map((_, i) => i + 1),
  );
});

test('a_refit_that_fails_says_why', async () => {
  const spawn = (kind) => {
    const link = spawnWorker(kind);
    if (kind === 'study') return link;
    const post = (message, transfer) => {
      if (message.refit > 0) link.post({ kind: 'load', module: null, port: null });
      link.post(message, transfer);
    };
    return { ...link, post };
  };
  const handle = createRun(irisStudy(), { workers: 1, spawn });
  const ending = (await collect(handle.events)).at(-1);
  const { test: tested, test_reason: reason, best } = await handle.result;
  assert.deepEqual([tested, reason], [null, 'worker']);
  assert.deepEqual([ending.test, ending.test_reason], [null, 'worker']);
  assert.ok(best);
});

test('without_test_rows_there_is_no_refit', async () => {
  const data = { source: 'iris', test_fraction: 0 };
  const handle = createRun(irisStudy({ data }), { workers: 1 });
  const events = await collect(handle.events);
  assert.equal((await handle.result).test, null);
  assert.ok(!events.some(({ event }) => event === 'refit'));
});

test('a_pause_holds_running_trials_and_changes_nothing', async () => {
  const study = longStudy(400);
  const calm = await createRun(study, { workers: 2 }).result;
  const handle = createRun(study, { workers: 2 });
  const kinds = [];
  let resumed = false;
  for await (const event of handle.events) {
    kinds.push(event.event);
    if (event.event === 'asked' && event.trial === 0) {
      handle.pause();
      setTimeout(() => {
        resumed = true;
        handle.resume();
      }, 150);
    }
    if (!resumed && event.event === 'asked') assert.ok(event.trial < 2, 'none begins while paused');
  }
  assert.ok(kinds.includes('paused') && kinds.includes('resumed'));
  assert.equal(comparable(await handle.result), comparable(calm));
});

test('a_paused_trial_says_nothing_until_it_is_resumed', { timeout: 60000 }, async () => {
  const handle = createRun(longStudy(ENDLESS), { workers: 1 });
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  let heard = 0;
  const listening = (async () => {
    for await (const { event } of handle.events) if (event === 'progress') heard++;
  })();
  while (heard === 0) await wait(20);
  handle.pause();
  let before = 0;
  do {
    before = heard; // what was on its way may still arrive; without a pause there would be five in each round
    await wait(500);
  } while (heard !== before);
  handle.resume();
  while (heard === before) await wait(20);
  handle.abort();
  await listening;
});

test('stop_lets_running_trials_finish_and_tests_the_best', async () => {
  const handle = createRun(randomStudy(200), { workers: 2 });
  let finished = 0;
  for await (const event of handle.events)
    if (event.event === 'trial' && ++finished === 3) handle.stop();
  const result = await handle.result;
  assert.equal(result.state, 'stopped');
  assert.ok(result.trials.length >= 3 && result.trials.length < 200);
  assert.ok(result.test.metrics.accuracy > 0);
});

test('abort_is_at_once_and_keeps_what_is_finished', async () => {
  const controller = new AbortController();
  const study = randomStudy(200);
  study.training = { ...study.training, epochs: 60 };
  const handle = createRun(study, { workers: 2, signal: controller.signal });
  let finished = 0;
  for await (const event of handle.events) {
    if (event.event === 'trial' && ++finished === 2) controller.abort();
  }
  const result = await handle.result;
  assert.equal(result.state, 'interrupted');
  assert.ok(result.trials.length >= 2 && result.trials.length < 200);
  assert.equal(result.test, null);
  assert.ok(result.best);
});

test('abort_does_not_wait_for_a_trial_without_end', { timeout: 60000 }, async () => {
  const handle = createRun(longStudy(ENDLESS), { workers: 1 });
  for await (const event of handle.events) if (event.event === 'progress') handle.abort();
  const result = await handle.result;
  assert.deepEqual([result.state, result.trials.length, result.best], ['interrupted', 0, null]);
});

test('abort_before_the_beginning_rejects', async () => {
  const handle = createRun(irisStudy(), { workers: 1, signal: AbortSignal.abort() });
  await assert.rejects(handle.result, { name: 'AbortError' });
  await assert.rejects(collect(handle.events), { name: 'AbortError' });
});

test('a_diverging_trial_fails_with_its_reason_and_the_study_goes_on', async () => {
  const study = irisStudy();
  study.space.learning_rate.choices = [1000, 0.03];
  study.training.optimizer.type = 'sgd';
  study.training.epochs = 30;
  study.data.scale = 'none';
  study.model.layers = [{ type: 'dense', units: { param: 'units' }, activation: 'linear' }];
  const handle = createRun(study, { workers: 2 });
  const reports = reportsOf(await collect(handle.events));
  const { trials, best, test: tested } = await handle.result;
  const failed = trials.filter(({ state }) => state === 'failed');
  assert.ok(failed.length > 0);
  for (const { reason, params, value, hash } of failed) {
    assert.deepEqual([reason, params.learning_rate, value, hash], ['diverged', 1000, null, null]);
  }
  assert.equal(trials.length, 4);
  for (const { number, folds } of trials) {
    const ended = folds.filter(({ score }) => score !== null);
    assert.equal((reports[number] ?? []).length, ended.length);
  }
  assert.equal(best.params.learning_rate, 0.03);
  assert.ok(tested.metrics.accuracy > 0.5);
});

test('a_trial_too_large_says_how_much_it_needs_and_the_study_goes_on', async () => {
  const study = irisStudy();
  study.space.units.choices = [1000000, 4];
  study.model.layers.push({ type: 'dense', units: { param: 'units' } });
  const { trials, best } = await createRun(study, { workers: 1 }).result;
  const failed = trials.filter(({ state }) => state === 'failed');
  assert.deepEqual(
    failed.map(({ params, reason }) => [params.units, reason]),
    [
      [1000000, 'memory'],
      [1000000, 'memory'],
    ],
  );
  assert.ok(failed[0].bytes > 4e12);
  assert.equal(best.params.units, 4);
});

test('a_killed_worker_loses_no_finished_trial_and_changes_nothing', async () => {
  const study = longStudy(6000);
  const calm = await createRun(study, { workers: 2 }).result;
  const threads = [];
  const spawn = (kind) => {
    if (kind === 'study') return spawnWorker(kind);
    const url = new URL('../../web/workers/trial.worker.js', import.meta.url);
    threads.push(new Worker(url, { type: 'module' }));
    return linkTo(threads.at(-1));
  };
  const handle = createRun(study, { workers: 2, spawn });
  let killed = false;
  const events = [];
  for await (const event of handle.events) {
    events.push(event);
    if (event.event !== 'asked' || event.trial < 2 || killed) continue;
    killed = true; // some trial is finished, and this one has just begun
    void threads[event.worker].terminate();
  }
  const result = await handle.result;
  assert.ok(killed);
  assert.equal(threads.length, 3);
  assert.equal(result.fingerprint, calm.fingerprint);
  assert.equal(comparable(result), comparable(calm));
  for (const reports of reportsOf(events)) assert.equal(reports.length, 2, 'each fold once');
});

test('a_time_limit_begins_no_new_trial_and_finishes_those_begun', async () => {
  const study = randomStudy(100000);
  study.search.time_limit_s = 1;
  const handle = createRun(study, { workers: 2 });
  const events = await collect(handle.events);
  const { state, trials } = await handle.result;
  assert.equal(state, 'complete');
  assert.ok(trials.length > 0 && trials.length < 100000);
  assert.equal(events.filter(({ event }) => event === 'asked').length, trials.length);
});

test('a_tuner_that_dies_ends_the_run_with_the_reason', { timeout: 60000 }, async () => {
  const spawn = (kind) => {
    if (kind === 'trial') return spawnWorker(kind);
    const url = new URL('../../web/workers/study.worker.js', import.meta.url);
    const thread = new Worker(url, { type: 'module' });
    const link = linkTo(thread);
    const post = (message, transfer) => {
      if (message.kind === 'serve')
        void thread.terminate(); // a trial worker waits for its data
      else link.post(message, transfer);
    };
    return { ...link, post };
  };
  const handle = createRun(irisStudy(), { workers: 2, spawn });
  await assert.rejects(collect(handle.events), /the worker ended/);
  await assert.rejects(handle.result, /the worker ended/);
});

test('impossible_options_are_refused_with_what_is_possible', async () => {
  for (const workers of [0, 1.5, -2, 257, Number.NaN, '2'])
    assert.throws(
      () => createRun(irisStudy(), { workers }),
      /^RangeError: workers: .* from 1 to 256/,
    );
  await assert.rejects(run(irisStudy(), { workers: 0 }).next(), RangeError);
  for (const seed of [-1, 0.5, '7']) {
    await assert.rejects(createRun(irisStudy(), { workers: 1, seed }).result, (error) => {
      assert.ok(error instanceof StudyError);
      assert.match(error.message, /^seed: .{20}/);
      return true;
    });
  }
});

test('an_address_that_cannot_be_reached_is_told_as_such', async () => {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  const data = { source: `http://127.0.0.1:${port}/rows.csv` };
  const text = /data\.source: .*the server cannot be reached \(ECONNREFUSED\)/;
  await assert.rejects(inspect(irisStudy({ data })), text);
});

test('one_configuration_is_one_trial_without_a_test', async () => {
  const params = { learning_rate: 0.03, units: 4 };
  const search = await createRun(irisStudy(), { workers: 1 }).result;
  const { trials, test: tested } = await createRun(irisStudy(), { params, workers: 4 }).result;
  assert.equal(trials.length, 1);
  assert.equal(tested, null);
  assert.deepEqual(trials[0].params, params);
  const other = await createRun(irisStudy(), { params, seed: 9 }).result;
  assert.notEqual(other.trials[0].hash, trials[0].hash);
  assert.equal(other.study.search.seed, 9);
  const first = search.trials[0];
  const same = await createRun(irisStudy(), { params: first.params }).result;
  assert.equal(same.trials[0].hash, first.hash, 'trial 0 of the search and this are one');
});

test('wrong_input_rejects_with_all_its_problems', async () => {
  const study = irisStudy({ objective: { metric: 'accuracy', direction: 'minimize' } });
  study.space.units.choices = [];
  const handle = createRun(study, { workers: 1 });
  await assert.rejects(collect(handle.events), StudyError);
  await assert.rejects(handle.result, (error) => {
    const paths = error.problems.map(({ path }) => path);
    assert.ok(paths.includes('space.units.choices'), paths.join());
    assert.ok(paths.includes('objective.direction'), paths.join());
    return true;
  });
});

test('wrong_data_rejects_with_its_place', async () => {
  const rows = 'a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n';
  const files = new Map([['own.csv', new TextEncoder().encode(rows)]]);
  const data = { source: 'own.csv', target: 'c' };
  await assert.rejects(inspect(irisStudy({ data }), { files }), StudyError);
  await assert.rejects(
    inspect(irisStudy({ data: { source: 'none.csv' } }), { base: '/nowhere' }),
    StudyError,
  );
});

test('own_files_are_read_from_memory', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 7},${i % 5},${i % 2 ? 'odd' : 'even'}`);
  const text = `a,b,kind\n${rows.join('\n')}\n`;
  const data = { source: 'own.csv', target: 'kind' };
  const bytes = await createRun(irisStudy({ data }), {
    files: new Map([['own.csv', new TextEncoder().encode(text)]]),
  }).result;
  assert.deepEqual(bytes.data.classes, ['even', 'odd']);
  const blob = await createRun(irisStudy({ data }), {
    files: new Map([['own.csv', new Blob([text])]]),
  }).result;
  assert.equal(blob.fingerprint, bytes.fingerprint);
});

test('leaving_the_loop_ends_the_run', { timeout: 60000 }, async () => {
  for await (const event of run(longStudy(ENDLESS), { workers: 1 })) {
    if (event.event === 'asked') break;
  }
});

test('regression_runs_too', async () => {
  const study = irisStudy({ data: { source: 'diabetes' }, objective: { metric: 'r2' } });
  const { best, test: tested, data } = await createRun(study, { workers: 2 }).result;
  assert.equal(data.task, 'regression');
  assert.ok(Number.isFinite(best.value));
  assert.equal(tested.confusion, null);
  assert.ok('mean_squared_error' in tested.metrics && !('accuracy' in tested.metrics));
});
