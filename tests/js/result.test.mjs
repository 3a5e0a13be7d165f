// web/lib/result.js: pure functions over results.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  bareTrial,
  bestOf,
  fingerprintText,
  leaderboard,
  testResult,
  trialResult,
} from '../../web/lib/result.js';
import { resultBlob, resultText } from '../../web/lib/result-text.js';

const metrics = {
  names: ['loss', 'accuracy', 'r2'],
  metric: 1,
  objectives: [{ metric: 'accuracy' }],
};
const fold = (accuracy) => ({
  bestEpoch: 1,
  metrics: Float64Array.of(0.5, accuracy, Number.NaN),
  curve: Float32Array.of(1, 0.5, Number.NaN, 0.25, Number.POSITIVE_INFINITY, 1),
});
const asked = { number: 4, params: { lr: 0.5 } };

test('a_trial_is_the_mean_of_its_folds_with_their_deviation', () => {
  const outcome = { folds: [fold(0.5), fold(1)], value: 0.75, parameters: 9, hash: 'ab' };
  const trial = trialResult(asked, { outcome, seconds: 2 }, metrics);
  assert.equal(trial.state, 'complete');
  assert.equal(trial.value, 0.75);
  assert.equal(trial.std, 0.25);
  assert.deepEqual(trial.folds[0].metrics, { loss: 0.5, accuracy: 0.5 });
  assert.deepEqual(trial.folds[0].curve, [
    [1, 0.5, null],
    [0.25, null, 1],
  ]);
  assert.equal('reason' in trial, false);
});

test('a_failed_trial_says_why_and_has_no_value', () => {
  const folds = [{ bestEpoch: -1, metrics: null, curve: new Float32Array(3) }];
  const outcome = { reason: 'diverged', folds, parameters: 9 };
  const trial = trialResult(asked, { outcome, seconds: 2 }, metrics);
  assert.deepEqual(
    [trial.state, trial.reason, trial.value, trial.hash],
    ['failed', 'diverged', null, null],
  );
  assert.equal(trial.folds[0].score, null);
  const undefinedValue = { folds: [fold(1)], value: Number.NaN, parameters: 9, hash: 'ab' };
  const other = trialResult(asked, { outcome: undefinedValue, seconds: 2 }, metrics);
  assert.deepEqual([other.state, other.reason, other.hash], ['failed', 'undefined', null]);
  assert.deepEqual(testResult({ outcome, seconds: 1 }, metrics, []), {
    test: null,
    test_reason: 'diverged',
  });
  const memory = { reason: 'memory', bytes: 5e12, folds: [], parameters: 0 };
  assert.equal(trialResult(asked, { outcome: memory, seconds: 0 }, metrics).bytes, 5e12);
});

test('a_test_has_its_confusion_matrix_and_classes', () => {
  const outcome = {
    folds: [fold(1)],
    value: 1,
    parameters: 9,
    hash: 'ab',
    confusion: Int32Array.of(5, 1, 0, 4),
    classes: Float64Array.of(1, 0.8, 0.9, 6, 0.8, 1, 0.9, 4),
  };
  const { test: result } = testResult({ outcome, seconds: 1 }, metrics, ['no', 'yes']);
  assert.deepEqual(result.confusion, [
    [5, 1],
    [0, 4],
  ]);
  assert.deepEqual(result.classes[1], { name: 'yes', precision: 0.8, recall: 1, f1: 0.9, rows: 4 });
  assert.equal(result.epochs, 2);
});

const trial = (number, value, state = 'complete') => ({
  number,
  state,
  value,
  params: { lr: number, 'a "b"': [1, 2] },
  std: 0,
  folds: [{ score: value, best_epoch: 0, metrics: {}, curve: [[1, 2, 3]] }],
  parameters: 1,
  hash: 'h',
  seconds: 1,
});

test('the_best_is_first_and_equals_stand_by_number', () => {
  const trials = [trial(0, 0.5), trial(1, 0.9), trial(2, null, 'failed'), trial(3, 0.9)];
  assert.deepEqual(
    leaderboard(trials, 'maximize').map(({ number }) => number),
    [1, 3, 0],
  );
  assert.equal(bestOf([...trials].reverse(), 'maximize').number, 1);
  assert.equal(bestOf(trials, 'minimize').number, 0);
  assert.equal(bestOf([], 'maximize'), null);
});

test('the_fingerprint_leaves_out_what_depends_on_the_machine', () => {
  const result = {
    state: 'complete',
    study: { a: 1, b: { seconds: 2 } },
    data: {},
    best: null,
    test: null,
  };
  const text = fingerprintText({
    ...result,
    trials: [trial(0, 0.5)],
    machine: { workers: 1 },
    seconds: 1,
  });
  const folds = trial(0, 0.5).folds.map((fold) => ({ ...fold, seconds: 8 }));
  const slower = { ...trial(0, 0.5), folds, seconds: 9 };
  assert.equal(fingerprintText({ ...result, trials: [slower], machine: {}, seconds: 5 }), text);
  assert.notEqual(fingerprintText({ ...result, trials: [trial(0, 0.6)] }), text);
  assert.notEqual(
    fingerprintText({ ...result, study: { a: 1, b: { seconds: 3 } }, trials: [trial(0, 0.5)] }),
    text,
  );
  const reordered = { ...result, study: { b: { seconds: 2 }, a: 1 }, trials: [trial(0, 0.5)] };
  assert.equal(fingerprintText(reordered), text);
  const bare = { ...result, trials: [bareTrial(trial(0, 0.5))] };
  assert.equal(fingerprintText(bare), text);
  assert.notEqual(fingerprintText({ ...bare, test_reason: 'memory' }), text);
});

test('the_text_of_a_result_is_json_with_lists_and_curves_on_one_line', async () => {
  const result = {
    version: 1,
    study: { sizes: [[50], [50, 50]], empty: {}, none: [], mixed: [null, [1]], text: '[\n  1]' },
    test: null,
    test_reason: undefined,
    trials: [trial(0, 0.5), trial(1, 1 / 3)],
    seconds: 1.25,
  };
  result.trials[1].folds[0].curve = [
    [Math.fround(0.1), null, 1],
    [2, 3, 1e-9],
  ];
  const text = resultText(result);
  const read = JSON.parse(text);
  assert.deepEqual(read.trials[1].folds[0].curve[0], [0.1, null, 1]);
  assert.deepEqual(read.study, result.study);
  assert.equal('test_reason' in read, false);
  for (const line of ['"sizes": [[50], [50, 50]]', '"curve": [[0.1, null, 1], [2, 3, 1e-9]]'])
    assert.ok(text.includes(line), line);
  result.trials[1].folds[0].curve[0][0] = 0.1;
  assert.deepEqual(read, JSON.parse(JSON.stringify(result)));
  assert.equal(await (await resultBlob(result)).text(), text);
  assert.deepEqual(JSON.parse(resultText({ ...result, trials: [] })).trials, []);
});

test('a_large_result_is_written_in_many_breaths', async () => {
  const trials = Array.from({ length: 2000 }, (_, number) => trial(number, 0.5));
  let breaths = 0;
  const count = () => {
    breaths++;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  const blob = await resultBlob({ version: 1, trials });
  clearImmediate(timer);
  assert.equal(JSON.parse(await blob.text()).trials.length, 2000);
  assert.ok(breaths >= 3, `${breaths}`);
});
