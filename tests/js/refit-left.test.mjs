// web/lib/refit-left.js: what the final training takes, from snapshots made by hand; and what a store says of it while events come.
import assert from 'node:assert/strict';
import test from 'node:test';
import { RefitLeft, refitRange } from '../../web/lib/refit-left.js';
import { createStore } from '../../web/lib/store.js';

const curve = (/** @type {number} */ epochs) => Array.from({ length: epochs }, () => [1, 1, 0.5]);

/** Two folds of 20 epochs, 0.1 s each. @param {object} [study] @param {object} [trial] */
function snapshotOf(study = {}, trial = {}) {
  const folds = [4, 9].map((best_epoch) => ({ best_epoch, curve: curve(20), seconds: 2 }));
  const params = { epochs: 20, kind: 'patience' };
  return /** @type {any} */ ({
    study: {
      data: { test_fraction: 0.2 },
      validation: { folds: 2 },
      training: { epochs: 20, early_stopping: { type: 'none' }, score: 'last' },
      ...study,
    },
    data: { test_rows: 0 },
    workers: 1,
    best: { number: 1, value: 0.9, params },
    trials: [undefined, { number: 1, params, folds, seconds: 5, ...trial }],
  });
}

/** @param {any} range @param {number} seconds on the rows of a fold @param {number} [share] of the rows that a fold trains on */
function isAbout(range, seconds, share = 0.5, least = 0.6) {
  const wanted = [least * seconds, (1.25 * seconds) / share];
  assert.ok(Math.abs(range[0] - wanted[0]) < 1e-9, `${range} is not ${wanted}`);
  assert.ok(Math.abs(range[1] - wanted[1]) < 1e-9, `${range} is not ${wanted}`);
}

test('its_epochs_times_the_seconds_an_epoch_took', () => {
  isAbout(refitRange(snapshotOf()), 2);
  isAbout(refitRange({ ...snapshotOf(), workers: 2 }), 2, 0.5, 0.35);
  const training = { epochs: { param: 'epochs' } };
  isAbout(refitRange(snapshotOf({ training, validation: { fraction: 0.2 } })), 2, 0.8);
  const stopped = [10, 30].map((n) => ({ best_epoch: n, curve: curve(n) }));
  isAbout(refitRange(snapshotOf({}, { folds: stopped, seconds: 4 })), 2, 0.5);
});

test('as_many_epochs_as_the_best_weights_of_the_folds_took_where_validation_chose_them', () => {
  const folded = 0.1 * Math.floor((5 + 10) / 2 + 0.5);
  for (const training of [
    { epochs: 20, early_stopping: { type: 'patience' } },
    { epochs: 20, early_stopping: { param: 'kind' } },
    { epochs: 20, early_stopping: { type: 'none' }, score: 'best' },
  ])
    isAbout(refitRange(snapshotOf({ training })), folded);
});

test('nothing_follows_without_test_rows_and_nothing_is_known_without_a_best', () => {
  assert.deepEqual(refitRange(snapshotOf({ data: { test_fraction: 0 } })), [0, 0]);
  const own = { ...snapshotOf({ data: { test_fraction: 0 } }), data: { test_rows: 100 } };
  isAbout(refitRange(own), 2);
  assert.equal(refitRange({ ...snapshotOf(), best: null }), null);
  assert.equal(refitRange(snapshotOf({}, { folds: [] })), null);
  assert.equal(refitRange(snapshotOf({}, { folds: [{ best_epoch: 0, curve: [] }] })), null);
});

test('while_it_runs_its_own_progress_counts', () => {
  const left = new RefitLeft();
  assert.equal(left.left(0, null), null);
  left.heard(0, 10);
  assert.deepEqual(left.left(12, [3, 8]), [1, 6]);
  assert.deepEqual(left.left(15, [3, 8]), [0, 3]);
  assert.equal(left.left(12, null), null);
  left.heard(0.25, 20);
  assert.deepEqual(left.left(20, [3, 8]), [30, 30]);
  assert.deepEqual(left.left(25, null), [25, 25]);
});

test('a_store_counts_it_with_the_trials_and_then_alone', () => {
  const clock = { seconds: 0 };
  const store = createStore({ clock: () => clock.seconds });
  const { study } = snapshotOf();
  const objective = { metric: 'accuracy', direction: 'maximize' };
  const say = (/** @type {any} */ event) => store.apply(event);
  /** Six trials of 4 s, one after the other. @param {number} from @param {number} to */
  const live = (from, to) => {
    for (let number = from; number < to; number++) {
      say({ event: 'asked', trial: number, params: {}, worker: 0 });
      clock.seconds += 4;
      const folds = [2, 2].map((seconds) => ({ best_epoch: 0, curve: curve(20), seconds }));
      const value = number === 1 ? 0.9 : 0.5;
      say({ event: 'trial', number, state: 'complete', params: {}, value, folds, seconds: 4 });
    }
  };
  const start = { study: { ...study, objective }, data: { test_rows: 0 }, warnings: [] };
  say({ event: 'start', ...start, trials: 6, workers: 1 });
  live(0, 2);
  assert.deepEqual([store.snapshot.left, store.snapshot.leftRefit], [null, null]);
  live(2, 4);
  const { left, leftRefit } = store.snapshot;
  assert.deepEqual(leftRefit, [1.2, 5]);
  assert.deepEqual(left, [8 + 1.2, 8 + 5]);
  live(4, 6);
  say({ event: 'refit', share: 0 });
  assert.deepEqual(store.snapshot.left, [1.2, 5]);
  clock.seconds += 1;
  say({ event: 'refit', share: 0.25 });
  assert.deepEqual(store.snapshot.left, [3, 3]);
  assert.deepEqual(store.snapshot.leftRefit, [3, 3]);
  say({ event: 'study', best: store.snapshot.best, result: {} });
  assert.deepEqual([store.snapshot.left, store.snapshot.leftRefit], [null, null]);
  store.reset();
  say({ event: 'start', ...start, trials: 6, workers: 1 });
  clock.seconds += 100;
  say({ event: 'refit', share: 0.5 });
  assert.equal(store.snapshot.left, null, 'the run before is forgotten');
});
