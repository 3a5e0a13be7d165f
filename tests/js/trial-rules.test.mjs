// Which epoch of a training is scored, and the time that a trial may take.
import assert from 'node:assert/strict';
import test from 'node:test';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRun } from '../../web/lib/index.js';
import { collect, comparable, irisStudy, longStudy, randomStudy } from './studies.mjs';

const FOREVER = 1000000; // epochs

function withTraining(study, training) {
  return { ...study, training: { ...study.training, ...training } };
}

function withSearch(study, search) {
  return { ...study, search: { ...study.search, ...search } };
}

/** One configuration that never ends, with a limit that a slow machine keeps too. */
function slowStudy(changes = {}, search = {}) {
  const study = withTraining(irisStudy({ validation: { fraction: 0.3 } }), { epochs: FOREVER });
  const space = { units: { type: 'categorical', choices: [4] } };
  study.training.optimizer.learning_rate = 0.01;
  return withSearch({ ...study, space, ...changes }, { trial_time_limit_s: 0.3, ...search });
}

test('score_best_scores_the_best_epoch_of_every_fold_and_refits_for_as_long', async () => {
  const study = withTraining(randomStudy(6), { epochs: 40 });
  const last = await createRun(study, { workers: 2 }).result;
  const { trials, best, test } = await createRun(withTraining(study, { score: 'best' })).result;
  for (const { number, value, folds, hash } of trials) {
    const maxima = folds.map(({ curve }) => Math.max(...curve.map((row) => row[2])));
    folds.forEach(({ score, best_epoch, curve }, fold) => {
      assert.equal(Math.fround(score), maxima[fold]);
      assert.equal(
        best_epoch,
        curve.findIndex((row) => row[2] === maxima[fold]),
      );
    });
    const other = last.trials[number];
    assert.deepEqual(
      folds.map(({ curve }) => curve),
      other.folds.map(({ curve }) => curve),
      'the training is the same',
    );
    assert.ok(value >= other.value);
    assert.notEqual(hash, other.hash, 'the weights are not');
  }
  const { folds } = trials[best.number];
  const mean = folds.reduce((sum, { best_epoch }) => sum + best_epoch + 1, 0) / folds.length;
  assert.equal(test.epochs, Math.floor(mean + 0.5));
  assert.equal(last.test.epochs, 40);
});

test('a_loss_is_best_where_it_is_least', async () => {
  const objective = { metric: 'loss', direction: 'minimize' };
  const study = withTraining(randomStudy(3, { objective }), { epochs: 30, score: 'best' });
  const { trials } = await createRun(study).result;
  for (const { score, curve } of trials.flatMap(({ folds }) => folds))
    assert.equal(Math.fround(score), Math.min(...curve.map((row) => row[2])));
});

test('a_trial_over_its_time_is_pruned_with_its_score_so_far', async () => {
  const handle = createRun(slowStudy(), { workers: 1 });
  const events = await collect(handle.events);
  const result = await handle.result;
  const [trial] = result.trials;
  const { curve } = trial.folds[0];
  assert.deepEqual([trial.state, trial.reason, trial.hash], ['pruned', 'time_limit', null]);
  assert.ok(curve.length > 1 && curve.length < FOREVER);
  assert.deepEqual([trial.value, trial.step], [curve.at(-1)[2], curve.length]);
  assert.ok(trial.seconds >= 0.3 && trial.seconds < 5, `${trial.seconds} s`);
  assert.equal(result.over_time, 1);
  assert.equal(events.at(-1).over_time, 1);
  assert.equal(result.best, null, 'only complete trials are refitted');
});

test('where_folds_ended_their_mean_counts', async () => {
  const validation = { folds: 50, repeats: 100 };
  const folds = withTraining(slowStudy({ validation }), { epochs: 200 });
  const { trials } = await createRun(folds).result;
  const [{ state, value, folds: parts, hash, step }] = trials;
  const ended = parts.filter(({ score }) => score !== null);
  assert.ok(ended.length > 0 && ended.length < 5000, `${ended.length} folds`);
  assert.deepEqual([state, step], ['pruned', ended.length]);
  const mean = ended.reduce((sum, { score }) => sum + score, 0) / ended.length;
  assert.ok(Math.abs(value - mean) < 1e-12);
  assert.match(hash, /^[0-9a-f]{16}$/);
});

test('a_trial_without_a_score_fails_and_says_why', async () => {
  const study = withTraining(slowStudy(), { validation_freq: FOREVER });
  const { trials, over_time } = await createRun(study).result;
  const [{ state, reason, value }] = trials;
  assert.deepEqual([state, reason, value, over_time], ['failed', 'time_limit', null, 1]);
});

test('a_pruner_hears_what_came_before_the_time_was_over', async () => {
  const pruner = { type: 'median' };
  const study = slowStudy({}, { pruner });
  const { trials } = await createRun(study).result;
  const [{ state, value, folds }] = trials;
  assert.equal(state, 'pruned');
  assert.equal(value, Math.max(...folds[0].curve.map((row) => row[2])), 'its score is the best');
});

test('a_trial_within_its_time_is_the_same_as_without_a_limit', async () => {
  const free = await createRun(randomStudy(4)).result;
  const bound = await createRun(withSearch(randomStudy(4), { trial_time_limit_s: 3600 })).result;
  assert.equal(JSON.stringify(bound.trials, bare), JSON.stringify(free.trials, bare));
  assert.equal(bound.over_time, undefined);
  assert.equal(comparable(bound).includes('over_time'), false);
});

/** @param {string} key @param {unknown} value */
const bare = (key, value) => (key === 'seconds' ? undefined : value);

test('a_pause_does_not_count_and_the_refit_has_no_limit', async () => {
  const study = withSearch(longStudy(40000), { trial_time_limit_s: 300 });
  study.space = {};
  study.model.layers[0].units = 8;
  study.training.optimizer.learning_rate = 0.01;
  const whole = await createRun(study, { workers: 1 }).result;
  const limit = Math.max(1, whole.trials[0].seconds * 3);
  const handle = createRun(withSearch(study, { trial_time_limit_s: limit }), { workers: 1 });
  let isPaused = false;
  for await (const { event } of handle.events) {
    if (event !== 'progress' || isPaused) continue;
    isPaused = true;
    handle.pause();
    setTimeout(() => handle.resume(), limit * 1000 + 200);
  }
  assert.ok(isPaused, 'it was caught in the act');
  const { trials } = await handle.result;
  assert.deepEqual([trials[0].state, trials[0].hash], ['complete', whole.trials[0].hash]);
});

test('the_command_says_that_a_clock_decided', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-rules-'));
  const file = path.join(folder, 'slow.json');
  fs.writeFileSync(file, JSON.stringify(slowStudy()));
  const words = ['web/cli/sweetspot.js', 'run', file, '--out', path.join(folder, 'out.json')];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  assert.match(stdout + stderr, /ended 1 of 1 trials.*cannot be repeated exactly/);
  const words2 = ['web/cli/sweetspot.js', 'trial', file, '--params', '{"units": 4}'];
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 1 << 28 }; // a line for each epoch
  const single = spawnSync(process.execPath, words2, options);
  assert.match(single.stdout, /ended by trial_time_limit_s after .*: accuracy 0\.\d+ so far/);
  fs.rmSync(folder, { recursive: true });
});

test('duplicates_are_tried_when_they_are_asked_for_and_train_from_other_weights', async () => {
  const space = {
    learning_rate: { type: 'categorical', choices: [0.01] },
    units: { type: 'categorical', choices: [4] },
  };
  const one = withTraining(randomStudy(6, { space }), { epochs: 3 });
  const few = await createRun(one, { workers: 1 }).result;
  const many = await createRun(withSearch(one, { allow_duplicates: true }), { workers: 2 }).result;
  assert.equal(few.trials.length, 1);
  assert.equal(many.trials.length, 6);
  assert.equal(new Set(many.trials.map(({ hash }) => hash)).size, 6);
});
