// When the trials of a journal ran, as the timeline of an opened study draws it.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as timeline from '../../web/charts/timeline.js';
import { createRun } from '../../web/lib/index.js';
import { Journal } from '../../web/lib/journal.js';
import { secondsOf } from '../../web/lib/journal-times.js';
import { keptEvents, linesOfResult, ownTrials, startOf } from '../../web/lib/kept-study.js';
import { createStore } from '../../web/lib/store.js';
import { manySmall } from '../page/small-study.mjs';

const at = (seconds) => new Date(1e12 + 1000 * seconds).toISOString();
const spans = (...pairs) =>
  pairs.map(([from, to]) => ({ start: at(from), end: to === null ? null : at(to) }));

test('seconds count from the first trial, whatever the order', () => {
  const secondOf = secondsOf(spans([4, 9], [0, 5]), Date.parse);
  assert.deepEqual(
    [0, 4, 9].map((each) => secondOf(at(each))),
    [0, 4, 9],
  );
  assert.equal(secondOf(null), undefined);
  assert.equal(secondsOf([], Date.parse)(at(1)), undefined);
});

test('a night without a trial is shortened, a short pause and a trial over midnight are not', () => {
  const night = 36000;
  const secondOf = secondsOf(
    spans([0, 10], [10.2, 12], [night, night + 8], [night + 1, null]),
    Date.parse,
  );
  assert.equal(secondOf(at(12)), 12);
  const busy = 10 + 1.8 + 8;
  assert.ok(Math.abs(secondOf(at(night + 8)) - (12 + 0.05 * busy + 8)) < 1e-6);
  assert.equal(secondsOf(spans([0, night], [5, night]), Date.parse)(at(night)), night);
});

test('an opened study of ours has its timeline, in as many rows as trials ran at a time', async () => {
  const result = await createRun(manySmall(4), { workers: 1 }).result;
  const journal = new Journal();
  for (const line of linesOfResult(result, at)) journal.apply(line);
  const store = createStore();
  const start = { ...startOf(result.study, result.trials), workers: 2 }; // which trial was whose is not kept
  store.recall(keptEvents(journal, start, result, ownTrials(journal, Date.parse)));
  const { bars, lanes, isPacked, unseen } = timeline.info(store.snapshot, { selected: null });
  assert.deepEqual([bars.length, lanes, isPacked, unseen], [4, 1, true, 0]);
  const length = ({ from, to }) => to - from;
  for (const [i, { seconds }] of result.trials.entries())
    assert.ok(Math.abs(length(bars[i]) - seconds) < 0.002, `trial ${i}`);
});
