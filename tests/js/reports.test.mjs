// web/lib/reports.js: what is heard of a trial, and what of it is news.
import assert from 'node:assert/strict';
import test from 'node:test';
import { STEP } from '../../web/lib/engine-status.js';
import { Reports, reportsEpochs } from '../../web/lib/reports.js';

/** @param {number[]} values validation metric of each epoch */
const curveOf = (...values) => Float32Array.from(values.flatMap((value) => [1, 1, value]));
const metrics = (value) => Float64Array.of(9, value);

test('with_one_part_each_epoch_is_told_once', () => {
  const reports = new Reports(true, 1);
  assert.deepEqual([...reports.news(0, curveOf(0.25), null)], [{ step: 1, value: 0.25 }]);
  assert.deepEqual([...reports.news(0, curveOf(0.25), null)], []);
  assert.deepEqual(
    [...reports.news(0, curveOf(0.25, 0.5, 0.75), null)],
    [
      { step: 2, value: 0.5 },
      { step: 3, value: 0.75 },
    ],
  );
  assert.deepEqual([...reports.news(0, curveOf(0.25), null)], [], 'a second try begins again');
  assert.deepEqual(
    [...reports.news(0, curveOf(0.25, 0.5, 0.75, 1), metrics(1))],
    [{ step: 4, value: 1 }],
  );
});

test('an_epoch_without_a_score_is_left_out', () => {
  const news = new Reports(true, 1).news(0, curveOf(Number.NaN, 0.5), null);
  assert.deepEqual([...news], [{ step: 2, value: 0.5 }]);
});

test('with_folds_each_that_has_ended_is_told_once', () => {
  const reports = new Reports(false, 1);
  assert.deepEqual([...reports.news(0, curveOf(0.1), null)], []);
  assert.deepEqual([...reports.news(0, curveOf(0.1), metrics(0.5))], [{ step: 1, value: 0.5 }]);
  assert.deepEqual([...reports.news(0, curveOf(0.1), metrics(0.5))], []);
  assert.deepEqual([...reports.news(1, curveOf(0.1), metrics(Number.NaN))], []);
  assert.deepEqual([...reports.news(2, curveOf(0.1), metrics(1))], [{ step: 3, value: 1 }]);
});

test('what_is_reported_follows_the_pruner', () => {
  assert.equal(reportsEpochs(STEP.NONE, 1), true);
  assert.equal(reportsEpochs(STEP.NONE, 3), false);
  assert.equal(reportsEpochs(STEP.EPOCH, 3), true);
  assert.equal(reportsEpochs(STEP.FOLD, 1), false);
});

test('by_epoch_only_the_first_fold_is_told', () => {
  const reports = new Reports(true, 1);
  assert.deepEqual([...reports.news(0, curveOf(0.25), metrics(1))], [{ step: 1, value: 0.25 }]);
  assert.deepEqual([...reports.news(1, curveOf(0.25, 0.5), null)], []);
});
