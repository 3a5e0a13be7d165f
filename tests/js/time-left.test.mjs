// web/lib/time-left.js: the true time left lies in the range, in studies of many kinds that are lived through by a simulated clock.
import assert from 'node:assert/strict';
import test from 'node:test';
import { TimeLeft } from '../../web/lib/time-left.js';

/** So often the true time left lies in the range, over a whole study and its repetitions. */
const OFTEN = 0.8;
const SEEDS = 20;
const LOOK = 0.5; // seconds between two looks at the time left
const TELL = 0.1; // and between two words of a trial

/** A generator of our own, so that the studies are the same everywhere. @param {number} seed */
function randomFrom(seed) {
  let state = (seed * 7919 + 13) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
  };
}

/** About normal. @param {() => number} random */
const noise = (random) => random() + random() + random() + random() - 2;

/**
 * What the trials of a study are: their epochs, seconds an epoch, and whether one is cut after an epoch.
 * @typedef {{ epochs: number, pace: number, isCut?: (epoch: number) => boolean }} Sketch
 * @type {Record<string, { prunes?: boolean, begin: (random: () => number) => () => Sketch }>}
 */
const KINDS = {
  constant: {
    begin: (random) => () => ({ epochs: 20, pace: 0.1 * (1 + 0.03 * noise(random)) }),
  },
  'log-uniform epochs 1..100': {
    begin: (random) => () => ({
      epochs: Math.round(100 ** random()),
      pace: 0.1 * (1 + 0.03 * noise(random)),
    }),
  },
  'log-uniform units and batch sizes': {
    begin: (random) => () => ({ epochs: 30, pace: 0.01 * 16 ** random() * 8 ** random() }),
  },
  'early stopping': {
    begin: (random) => () => {
      const end = 5 - 40 * Math.log(random() + 1e-9);
      return { epochs: 100, pace: 0.05, isCut: (epoch) => epoch >= end };
    },
  },
  asha: {
    prunes: true,
    begin: (random) => {
      /** @type {Record<number, number[]>} */
      const rungs = { 1: [], 3: [], 9: [], 27: [] };
      return () => {
        const worth = random();
        const isCut = (/** @type {number} */ epoch) => {
          const rung = rungs[epoch];
          if (!rung) return false;
          const score = worth + (0.1 * noise(random)) / Math.sqrt(epoch);
          rung.push(score);
          const better = rung.filter((other) => other > score).length;
          return better >= Math.max(1, Math.floor(rung.length / 3));
        };
        return { epochs: 81, pace: 0.1 * (1 + 0.1 * noise(random)), isCut };
      };
    },
  },
};

/**
 * Lives through a study with as many lanes as workers.
 * @param {string} kind @param {{ trials: number, workers: number, seed: number }} size
 * @returns {{ end: number, looks: { at: number, range: readonly [number, number], needs: number }[] }} needs: what the trial that is furthest
 *   from its end still needs at its pace, if nothing cuts it
 */
function live(kind, { trials, workers, seed }) {
  const { begin, prunes } = KINDS[kind];
  const random = randomFrom(seed);
  const next = begin(random);
  const left = new TimeLeft();
  const looks = [];
  /** @type {(Sketch & { number: number, at: number, epoch: number, ends: number, tells: number, share: number, seen: number })[]} */
  const lanes = [];
  let begun = 0;
  let now = 0;
  const start = (/** @type {number} */ lane) => {
    if (begun === trials) return void lanes.splice(lane, 1);
    const sketch = next();
    const ends = now + sketch.pace;
    lanes[lane] = {
      ...sketch,
      number: begun,
      at: now,
      epoch: 0,
      ends,
      tells: now + TELL,
      share: 0,
      seen: now,
    };
    left.begun(begun++, now);
  };
  for (let lane = 0; lane < workers; lane++) start(lane);
  for (let look = LOOK; lanes.length > 0; ) {
    const soonest = Math.min(...lanes.map(({ ends, tells }) => Math.min(ends, tells)));
    if (look < soonest) {
      now = look;
      look += LOOK;
      const range = left.left({ planned: trials, workers, now, prunes });
      const needs = lanes.map(({ at, seen, share }) =>
        share > 0.02 || (share > 0 && seen - at > 0.5) ? (seen - at) / share - (now - at) : 0,
      );
      if (range) looks.push({ at: now, range, needs: Math.max(...needs) });
      continue;
    }
    now = soonest;
    const at = lanes.findIndex(({ ends, tells }) => Math.min(ends, tells) === soonest);
    const trial = lanes[at];
    if (trial.tells < trial.ends) {
      trial.share = (trial.epoch + 1 - (trial.ends - now) / trial.pace) / trial.epochs;
      trial.seen = now;
      trial.tells += TELL;
      left.heard(trial.number, trial.share, now);
      continue;
    }
    trial.epoch++;
    trial.ends += trial.pace;
    if (trial.epoch < trial.epochs && !trial.isCut?.(trial.epoch)) continue;
    left.ended(trial.number, now - trial.at, now);
    start(at);
  }
  return { end: now, looks };
}

for (const kind of Object.keys(KINDS))
  test(`the_true_time_left_lies_in_the_range: ${kind}`, (t) => {
    for (const [trials, workers] of [
      [20, 2],
      [40, 2],
      [60, 4],
      [200, 8],
    ]) {
      const tenths = Array.from({ length: 10 }, () => ({ all: 0, inside: 0 }));
      for (let seed = 1; seed <= SEEDS; seed++) {
        const { end, looks } = live(kind, { trials, workers, seed });
        for (const { at, range, needs } of looks) {
          assert.ok(range[0] <= range[1], `${range}`);
          assert.ok(range[1] >= needs - 1e-9, `${range[1]} is less than ${needs}`);
          const tenth = tenths[Math.min(9, Math.floor((10 * at) / end))];
          const grain = 0.1 + 0.02 * (end - at); // finer than what is shown of it
          tenth.all++;
          if (range[0] - grain <= end - at && end - at <= range[1] + grain) tenth.inside++;
        }
      }
      const sum = (/** @type {'all' | 'inside'} */ key) =>
        tenths.reduce((n, tenth) => n + tenth[key], 0);
      const share = sum('inside') / sum('all');
      const parts = tenths.map(({ all, inside }) => (all ? Math.round((100 * inside) / all) : '-'));
      t.diagnostic(
        `${trials} trials, ${workers} workers: ${(100 * share).toFixed(0)} %, by tenths ${parts.join(' ')}`,
      );
      assert.ok(share >= OFTEN, `${trials} trials, ${workers} workers: ${share}`);
    }
  });

/** Three trials of a second on one worker, and a fourth that has run for two. */
function threeAndOne() {
  const left = new TimeLeft();
  for (let trial = 0; trial < 3; trial++) {
    left.begun(trial, trial);
    left.ended(trial, 1, trial + 1);
  }
  left.begun(3, 3);
  return left;
}

test('a_trial_that_runs_longer_than_all_others_is_waited_for', () => {
  const left = threeAndOne();
  left.heard(3, 0.04, 5);
  const [low, high] = left.left({ planned: 4, workers: 1, now: 5 }) ?? [];
  assert.ok(low > 47.9 && high < 48.1, `${low} .. ${high}`);
});

test('the_steady_is_known_to_the_second', () => {
  const left = threeAndOne();
  left.heard(3, 0.5, 3.5);
  const [low, high] = left.left({ planned: 10, workers: 1, now: 3.5 }) ?? [];
  assert.deepEqual([low, high], [6.5, 6.5]);
});

test('no_more_begins_after_a_stop_or_a_time_limit', () => {
  const left = threeAndOne();
  left.heard(3, 0.5, 3.5);
  assert.deepEqual(left.left({ planned: 0, workers: 1, now: 3.5 }), [0.5, 0.5]);
  const [low, high] = left.left({ planned: 1000, workers: 1, now: 3.5, limit: 5 }) ?? [];
  assert.deepEqual([low, high], [1.5, 2.5]);
});

test('trials_that_another_run_has_trained_say_how_long_they_take_but_not_how_many_run_at_a_time', () => {
  const left = new TimeLeft();
  for (let trial = 0; trial < 50; trial++) {
    left.begun(trial, 0.01 * trial);
    left.ended(trial, 10, 0.01 * (trial + 1));
  }
  left.begun(50, 0.5);
  left.begun(51, 0.5);
  for (const trial of [50, 51]) left.heard(trial, 0.5, 5.5);
  const [low, high] = left.left({ planned: 62, workers: 2, now: 5.5 }) ?? [];
  assert.ok(low > 54.9 && high < 61, `${low} .. ${high}`);
});

test('where_fewer_run_than_there_are_workers_it_takes_longer', () => {
  const left = new TimeLeft(); // search.parallelism: 1
  for (let trial = 0; trial < 5; trial++) {
    left.begun(trial, trial);
    left.ended(trial, 1, trial + 1);
  }
  const [low, high] = left.left({ planned: 15, workers: 8, now: 5 }) ?? [];
  assert.deepEqual([low, high], [10, 10]);
});
