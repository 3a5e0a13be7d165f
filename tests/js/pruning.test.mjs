// Trials that are given up early, the user's own first trials and early ends, in whole runs with real workers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { createRun, StudyError } from '../../web/lib/index.js';
import { linkTo, Worker } from '../../web/lib/platform.node.js';
import { spawnWorker } from '../../web/lib/spawn.js';
import { collect, comparable, prunedStudy } from './studies.mjs';

const { tables } = await readSchema();
const runOf = (study, options) => createRun(study, { workers: 1, ...options }).result;

test('a_stopped_trial_keeps_its_curve_its_step_and_the_score_that_the_pruner_went_by', async () => {
  const handle = createRun(prunedStudy('asha'), { workers: 2 });
  const events = await collect(handle.events);
  const { trials, best } = await handle.result;
  const pruned = trials.filter(({ state }) => state === 'pruned');
  for (const { number, step, value, std, hash, reason, folds } of pruned) {
    const [{ curve, score, metrics }] = folds;
    assert.deepEqual([folds.length, curve.length], [1, step], 'not one epoch more');
    assert.equal(value, curve.at(-1)[2]);
    assert.deepEqual([std, hash, reason, score, metrics], [null, null, undefined, null, {}]);
    assert.ok([1, 2, 4].includes(step));
    const reports = events.filter(({ event, trial }) => event === 'report' && trial === number);
    assert.deepEqual(
      reports.map((report) => [report.step, report.value]),
      curve.map((row, epoch) => [epoch + 1, row[2]]),
    );
  }
  assert.ok(pruned.length > 0);
  assert.equal(trials[best.number].state, 'complete');
  assert.equal(events.at(-1).pruned, pruned.length);
});

test('the_score_of_a_stopped_trial_may_be_its_best', async () => {
  const study = prunedStudy('median');
  study.training.optimizer.learning_rate = 0.2;
  study.space = { units: study.space.units };
  const { trials } = await runOf(study);
  const pruned = trials.filter(({ state }) => state === 'pruned');
  assert.ok(pruned.length > 0);
  for (const { value, folds } of pruned)
    assert.equal(value, Math.max(...folds[0].curve.map((row) => row[2])));
});

test('a_pruner_of_epochs_looks_at_the_first_fold_alone', async () => {
  const { trials } = await runOf(prunedStudy('asha', 'random', { validation: { folds: 3 } }));
  const pruned = trials.filter(({ state }) => state === 'pruned');
  const complete = trials.filter(({ state }) => state === 'complete');
  assert.ok(pruned.length > 0 && complete.length > 0);
  assert.ok(
    pruned.every(({ folds, step }) => folds.length === 1 && folds[0].curve.length === step),
  );
  assert.ok(complete.every(({ folds }) => folds.length === 3));
});

test('a_pruner_of_folds_keeps_those_that_ended', async () => {
  const { trials } = await runOf(prunedStudy('wilcoxon'));
  const pruned = trials.filter(({ state }) => state === 'pruned');
  assert.ok(pruned.length > 0);
  for (const { folds, step, value, hash, std } of pruned) {
    assert.equal(folds.length, step);
    const mean = folds.reduce((sum, { score }) => sum + score, 0) / step;
    assert.ok(Math.abs(value - mean) < 1e-12);
    assert.match(hash, /^[0-9a-f]{16}$/);
    assert.equal(typeof std, 'number');
  }
});

test('the_fingerprint_covers_when_a_trial_was_stopped', async () => {
  const study = prunedStudy('asha');
  const eager = await runOf(study);
  const late = structuredClone(study);
  late.search.pruner.min_resource = 2;
  const other = await runOf(late);
  const steps = ({ trials }) => trials.map(({ step }) => step).join();
  assert.notEqual(steps(eager), steps(other));
  assert.notEqual(eager.fingerprint, other.fingerprint);
});

test('a_worker_that_dies_while_its_trial_waits_changes_nothing', async () => {
  const study = prunedStudy('asha');
  const calm = await runOf(study);
  /** Trials whose worker was killed; nobody survives that twice. */
  const killed = new Set();
  const spawn = (kind) => {
    if (kind === 'study') return spawnWorker(kind);
    const worker = new Worker(new URL('../../web/workers/trial.worker.js', import.meta.url));
    const link = linkTo(worker);
    let looks = 0;
    let die = () => {};
    const onMessage = (hear) =>
      link.onMessage((message) => {
        hear(message);
        if (message.kind === 'look' && ++looks % 2 === 0 && !killed.has(message.trial)) {
          killed.add(message.trial);
          worker.terminate();
          die(new Error('killed'));
        }
      });
    const onError = (hear) => {
      die = hear;
    };
    return { ...link, onMessage, onError };
  };
  const shaken = await runOf(study, { workers: 2, spawn });
  assert.ok(killed.size > 2, `${killed.size} deaths`);
  assert.equal(shaken.fingerprint, calm.fingerprint);
});

test('a_run_that_is_stopped_keeps_what_is_finished', async () => {
  const study = prunedStudy('median', 'tpe');
  const whole = await runOf(study);
  for (const after of [1, 4, 9]) {
    const handle = createRun(study, { workers: 2 });
    let over = 0;
    for await (const { event } of handle.events) {
      if (event === 'trial' && ++over === after) handle.stop();
    }
    const { trials, state } = await handle.result;
    assert.ok(trials.length >= after && trials.length <= 12);
    assert.equal(state, trials.length < 12 ? 'stopped' : 'complete');
    const bare = (all) => JSON.stringify(all, (key, value) => (key === 'seconds' ? 0 : value));
    assert.equal(bare(trials), bare(whole.trials.slice(0, trials.length)));
  }
});

test('a_pause_while_trials_are_asked_about_changes_nothing', async () => {
  const study = prunedStudy('median');
  const calm = await runOf(study);
  const handle = createRun(study, { workers: 2 });
  let pauses = 0;
  for await (const { event } of handle.events) {
    if (event !== 'report' || pauses === 5) continue;
    pauses++;
    handle.pause();
    setTimeout(() => handle.resume(), 20);
  }
  assert.equal((await handle.result).fingerprint, calm.fingerprint);
});

test('the_users_own_configurations_come_first', async () => {
  const enqueue = [
    { units: 8, learning_rate: 0.01 },
    { learning_rate: 0.1, units: 2 },
  ];
  for (const { name: sampler } of tables.samplers) {
    const study = prunedStudy('none', sampler, { search: { enqueue, trials: 4 } });
    study.training.epochs = 1;
    const { trials, study: filled } = await runOf(study);
    assert.deepEqual(filled.search.enqueue, enqueue);
    assert.equal(trials.length, 4, sampler);
    assert.deepEqual([trials[0].params, trials[1].params].map(sorted), enqueue.map(sorted));
    assert.equal(new Set(trials.map(({ params }) => JSON.stringify(params))).size, 4);
  }
});

const sorted = (params) => Object.entries(params).sort();

test('a_configuration_that_the_space_does_not_have_is_named_with_its_place', async () => {
  const enqueue = [
    { units: 8 },
    { units: 800, learning_rate: 0.01 },
    { units: 9, learning_rate: 0.01 },
    { units: 8, learning_rate: 0.01, depth: 1 },
    { units: 8, learning_rate: 0.01 },
    { learning_rate: 0.01, units: 8 },
    7,
  ];
  const study = prunedStudy('none', 'random', { search: { enqueue, trials: 5 } });
  study.space.units.step = 2;
  const error = await runOf(study).then(
    () => null,
    (reason) => reason,
  );
  assert.ok(error instanceof StudyError);
  assert.deepEqual(
    error.problems.map(({ path, code }) => `${path} ${code}`),
    [
      'search.enqueue.0.learning_rate param_missing',
      'search.enqueue.1.units out_of_range',
      'search.enqueue.2.units off_step',
      'search.enqueue.3.depth param_not_in_space',
      'search.enqueue.5 enqueue_twice',
      'search.enqueue.6 expected_object',
      'search.enqueue enqueue_too_many',
    ],
  );
});

test('a_target_ends_the_study_at_the_same_trial_for_any_workers', async () => {
  const study = prunedStudy('none', 'random', { search: { target: 0.5, trials: 12 } });
  const [one, two] = await Promise.all([runOf(study), runOf(study, { workers: 2 })]);
  assert.deepEqual([one.state, one.ended], ['complete', 'target']);
  assert.ok(one.trials.length < 12 && one.best.value >= 0.5);
  assert.equal(comparable(one), comparable(two));
});

test('no_improvement_ends_the_study_and_is_told', async () => {
  const study = prunedStudy('none', 'random', { search: { no_improvement: 2, trials: 12 } });
  const handle = createRun(study, { workers: 2 });
  const ending = (await collect(handle.events)).at(-1);
  const { ended, trials, best } = await handle.result;
  assert.deepEqual([ended, ending.ended], ['no_improvement', 'no_improvement']);
  assert.ok(trials.length < 12 && best.number <= trials.length - 1 - 2);
});

test('a_study_that_runs_to_its_end_says_nothing_of_an_early_one', async () => {
  const result = await runOf(prunedStudy('none', 'random', { search: { target: 2, trials: 3 } }));
  assert.equal('ended' in result, false);
});
