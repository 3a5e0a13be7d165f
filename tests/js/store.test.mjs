// web/lib/store.js: events in, immutable snapshots out.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../web/lib/store.js';

const study = { objective: { metric: 'accuracy', direction: 'maximize' } };
const start = {
  event: 'start',
  study,
  data: {},
  trials: 8,
  size: 8,
  folds: 1,
  workers: 2,
  warnings: [],
};
const asked = (trial) => ({ event: 'asked', trial, params: { lr: trial }, worker: 0 });
const finished = (number, value, seconds = 1) => ({
  event: 'trial',
  number,
  state: value === null ? 'failed' : 'complete',
  params: { lr: number },
  value,
  std: 0,
  folds: [],
  parameters: 1,
  hash: 'x',
  seconds,
});

function storeAt(seconds = 0) {
  const clock = { seconds };
  const frames = [];
  const store = createStore({ schedule: (f) => frames.push(f), clock: () => clock.seconds });
  return { store, clock, frames };
}

test('a_snapshot_follows_the_events', () => {
  const { store, clock } = storeAt();
  assert.equal(store.snapshot.status, 'empty');
  store.apply({ event: 'loading', what: 'iris', share: 0.5 });
  assert.deepEqual(store.snapshot.loading, { what: 'iris', share: 0.5 });
  store.apply(start);
  assert.equal(store.snapshot.loading, null);
  store.apply(asked(0));
  store.apply({ event: 'progress', trial: 0, fold: 1, epoch: 3, share: 0.25, curve: [[1, 2, 3]] });
  const { status, share, live, fold } = store.snapshot.trials[0];
  assert.deepEqual(
    { status, share, live, fold },
    { status: 'running', share: 0.25, live: [[1, 2, 3]], fold: 1 },
  );
  clock.seconds = 3;
  store.apply(finished(0, 0.5));
  const { trials, best, finished: count, failed, seconds, planned } = store.snapshot;
  assert.equal(trials[0].status, 'complete');
  assert.deepEqual(trials[0].live, []);
  assert.deepEqual(best, { number: 0, value: 0.5, params: { lr: 0 } });
  assert.deepEqual(
    { count, failed, seconds, planned },
    { count: 1, failed: 0, seconds: 3, planned: 8 },
  );
  store.apply({ event: 'refit', share: 0.5 });
  assert.equal(store.snapshot.refit, 0.5);
  store.apply({ event: 'study', best, result: { fine: true } });
  assert.equal(store.snapshot.status, 'done');
  assert.deepEqual(store.snapshot.result, { fine: true });
  store.reset();
  assert.equal(store.snapshot.status, 'empty');
  assert.equal(store.snapshot.trials.length, 0);
});

test('what_did_not_change_keeps_its_identity', () => {
  const { store } = storeAt();
  for (const event of [start, asked(0), asked(1)]) store.apply(event);
  const before = store.snapshot;
  assert.equal(store.snapshot, before);
  store.apply(finished(1, 0.5));
  const after = store.snapshot;
  assert.notEqual(after.trials, before.trials);
  assert.equal(after.trials[0], before.trials[0]);
  assert.notEqual(after.trials[1], before.trials[1]);
  assert.equal(before.trials[1].status, 'running');
  store.apply({ event: 'paused' });
  assert.equal(store.snapshot.trials, after.trials);
});

test('readers_are_told_once_a_frame', () => {
  const { store, frames } = storeAt();
  const told = [];
  const end = store.subscribe((snapshot) => told.push(snapshot));
  for (const event of [start, asked(0), finished(0, 1)]) store.apply(event);
  assert.equal(frames.length, 1);
  frames[0]();
  assert.equal(told.length, 1);
  assert.equal(told[0].finished, 1);
  store.apply(asked(1));
  assert.equal(frames.length, 2);
  end();
  frames[1]();
  assert.equal(told.length, 1);
});

test('the_best_is_the_earliest_of_equals_in_any_order_of_finishing', () => {
  const { store } = storeAt();
  for (const event of [start, asked(0), asked(1), asked(2), asked(3)]) store.apply(event);
  store.apply(finished(2, 0.9));
  store.apply(finished(1, 0.9));
  store.apply(finished(0, 0.1));
  store.apply(finished(3, null));
  assert.equal(store.snapshot.best.number, 1);
  assert.equal(store.snapshot.failed, 1);
});

test('the_time_left_is_a_range_after_three_trials', () => {
  const { store } = storeAt();
  store.apply(start);
  [2, 4].forEach((seconds, i) => {
    store.apply(asked(i));
    store.apply(finished(i, 0.5, seconds));
  });
  assert.equal(store.snapshot.left, null);
  store.apply(asked(2));
  store.apply(finished(2, 0.5, 3));
  const [low, high] = store.snapshot.left;
  assert.ok(low < 7.5 && 7.5 < high, `${low} .. ${high}`); // 5 trials of 3 s on 2 workers
  store.apply(asked(3));
  store.apply({ event: 'progress', trial: 3, fold: 0, epoch: 1, share: 1, curve: [] });
  assert.ok(store.snapshot.left[1] < high);
});

test('pauses_do_not_count_as_time', () => {
  const { store, clock } = storeAt(10);
  store.apply(start);
  clock.seconds = 12;
  store.apply({ event: 'paused' });
  assert.equal(store.snapshot.status, 'paused');
  clock.seconds = 100;
  store.apply({ event: 'resumed' });
  clock.seconds = 101;
  store.apply(asked(0));
  assert.equal(store.snapshot.seconds, 3);
  assert.equal(store.snapshot.status, 'running');
});

test('a_run_that_cannot_begin_leaves_its_problems', () => {
  const { store } = storeAt();
  store.apply({ event: 'loading', what: 'x', share: null });
  store.fail([{ path: 'data', code: 'missing', values: {} }]);
  assert.equal(store.snapshot.status, 'failed');
  assert.equal(store.snapshot.problems.length, 1);
  assert.equal(store.snapshot.loading, null);
});

test('pruned_trials_are_counted_and_never_the_best', () => {
  const { store } = storeAt();
  for (const event of [start, asked(0), asked(1)]) store.apply(event);
  store.apply({ ...finished(0, 0.9), state: 'pruned', step: 3 });
  store.apply(finished(1, 0.5));
  const { pruned, failed, best, trials } = store.snapshot;
  assert.deepEqual([pruned, failed, best.number], [1, 0, 1]);
  assert.deepEqual([trials[0].status, trials[0].step], ['pruned', 3]);
});
