// web/lib/reports.js: what is heard of a trial, and what of it is news.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Reports } from '../../web/lib/reports.js';

/** @param {number[]} values validation metric of each epoch */
const curveOf = (...values) => Float32Array.from(values.flatMap((value) => [1, 1, value]));
const metrics = (value) => Float64Array.of(9, value);

test('with_one_part_each_epoch_is_told_once', () => {
  const reports = new Reports(1, 1);
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
  const news = new Reports(1, 1).news(0, curveOf(Number.NaN, 0.5), null);
  assert.deepEqual([...news], [{ step: 2, value: 0.5 }]);
});

test('with_folds_each_that_has_ended_is_told_once', () => {
  const reports = new Reports(3, 1);
  assert.deepEqual([...reports.news(0, curveOf(0.1), null)], []);
  assert.deepEqual([...reports.news(0, curveOf(0.1), metrics(0.5))], [{ step: 1, value: 0.5 }]);
  assert.deepEqual([...reports.news(0, curveOf(0.1), metrics(0.5))], []);
  assert.deepEqual([...reports.news(1, curveOf(0.1), metrics(Number.NaN))], []);
  assert.deepEqual([...reports.news(2, curveOf(0.1), metrics(1))], [{ step: 3, value: 1 }]);
});
