// Axes of scores: what they cover, and the marks of what lies off them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as compare from '../../web/charts/compare.js';
import * as curves from '../../web/charts/curves.js';
import * as distribution from '../../web/charts/distribution.js';
import * as history from '../../web/charts/history.js';
import { createLook } from '../../web/charts/look.js';
import { atEdge, edgeMarks, isOff } from '../../web/charts/off-axis.js';
import { endsOf, scoreRange } from '../../web/charts/score-range.js';
import * as slice from '../../web/charts/slice.js';
import { translator } from '../../web/lib/i18n/index.js';
import { completeTrial, running } from '../page/fixture.js';
import { as } from './space-study.mjs';

/** @typedef {import('../../web/lib/types').Snapshot} Snapshot */

const look = createLook(false, translator('en'));

/** Ten good complete trials, one of them poor, and pruned ones of which three are far below. @returns {any} */
function pruned() {
  const complete = Array.from({ length: 10 }, (_, n) => completeTrial(n, 0.9 + n / 200));
  const stopped = [0.88, 0.86, 0.3, 0.25, 0.1].map((value, n) =>
    as({ ...completeTrial(10 + n, value), folds: undefined, live: [[1, 1, value]] }, 'pruned'),
  );
  return { ...running, trials: [...complete, ...stopped], planned: 15 };
}

/** The triangles that are at the edge. @param {any} config */
const marksIn = (config) =>
  config.data.datasets.filter(
    (/** @type {any} */ { rotation, data }) => Array.isArray(rotation) && data.length > 0,
  );

test('without_outliers_an_axis_covers_every_score_as_before', () => {
  const even = Array.from({ length: 40 }, (_, n) => n / 40);
  const skewed = even.map((value) => value ** 2);
  const cases = [even, skewed, [0.95, 0.94, 0.9, 0.3], [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5], [3]];
  for (const values of cases)
    for (const maximize of [true, false]) {
      const all = [Math.min(...values), Math.max(...values)];
      assert.deepEqual(scoreRange(values, maximize), all, String(values));
      const some = Math.floor(values.length / 2);
      assert.deepEqual(
        scoreRange(values.slice(some), maximize, values.slice(0, some)),
        all,
        String(values),
      );
    }
  assert.equal(scoreRange([], true), null);
});

test('an_axis_leaves_out_what_would_press_the_others_flat', () => {
  const good = Array.from({ length: 30 }, (_, n) => 0.9 + n / 400);
  const best = Math.max(...good);
  // a sixth of the trials at the level of chance
  assert.deepEqual(scoreRange([...good, 0.1, 0.1, 0.2, 0.1, 0.15, 0.1], true), [0.9, best]);
  // few trials, one diverged
  assert.deepEqual(scoreRange([1, 1.2, 1.1, 1.3, 1.15, 1.25, 1.05, 900], false), [1, 1.3]);
  // most were pruned: those near the complete ones stay
  const stopped = [0.89, 0.87, 0.8, 0.2, 0.1, 0];
  assert.deepEqual(scoreRange(good, true, stopped), [0.8, best]);
  // only pruned ones yet
  assert.deepEqual(scoreRange([], true, [...good, 0]), [0.9, best]);
  // a score of nearly nothing does not make all others infinite
  assert.deepEqual(scoreRange([1e-9, 0.1, 0.2, 0.3, 0.3], false), [1e-9, 0.3]);
});

test('complete_trials_that_are_off_stay_off_when_others_are_pruned', () => {
  const losses = Array.from({ length: 40 }, (_, n) => (n < 3 ? 60 : 1 + n / 100));
  const [, high] = /** @type {[number, number]} */ (scoreRange(losses, false, [1.5]));
  assert.ok(high < 2, String(high));
});

test('a_mark_points_outwards_at_the_edge_and_keeps_its_score', () => {
  const ends = endsOf([0.8, 0.95]);
  const points = [
    { x: 0, y: 0.9, trial: 0 },
    { x: 1, y: 0.1, trial: 1 },
    { x: 2, y: 1.7, trial: 2 },
  ];
  const marks = /** @type {any} */ (edgeMarks(points, ends, look, new Set([2])));
  assert.deepEqual(marks.data, [
    { x: 1, y: ends[0], trial: 1, value: 0.1 },
    { x: 2, y: ends[1], trial: 2, value: 1.7 },
  ]);
  assert.deepEqual(marks.rotation, [180, 0]);
  assert.deepEqual(marks.backgroundColor, [look.line, look.muted]);
  assert.equal(atEdge(points[0], ends), points[0]);
  const wide = { x: 9, y: 0.9, trial: 3 };
  assert.equal(isOff(wide, ends, [0, 5]), true);
  assert.deepEqual(/** @type {any} */ (edgeMarks([wide], ends, look, null, [0, 5])).rotation, [90]);
});

for (const [chart, options] of /** @type {[any, object][]} */ ([
  [history, {}],
  [slice, { param: 'units' }],
])) {
  test(`${chart.id}_marks_counts_and_tells_of_the_trials_off_its_axis`, () => {
    const snapshot = pruned();
    const info = chart.info(snapshot, { selected: 13, ...options });
    const config = chart.config(info, look);
    const { min, max } = config.options.scales.y;
    assert.ok(min > 0.7 && max < 1, `${min} ${max}`);
    const [marks] = marksIn(config);
    assert.deepEqual(
      marks.data.map((/** @type {any} */ { trial, value, y }) => [trial, value, y]),
      [
        [12, 0.3, min],
        [13, 0.25, min],
        [14, 0.1, min],
      ],
    );
    assert.match(chart.note(info, look), /▼ Worse than the axis shows: 3\./);
    const { label } = config.options.plugins.tooltip.callbacks;
    assert.match(label({ raw: marks.data[0], dataset: marks }), /0\.3000/);
    const values = chart.table(info, look).rows.flat();
    for (const value of [0.3, 0.25, 0.1]) assert.ok(values.includes(value), String(value));
    const drawn = config.data.datasets.flatMap((/** @type {any} */ { data }) => data);
    for (const { y } of drawn) assert.ok(y >= min && y <= max, String(y));
    const rings = drawn.filter((/** @type {any} */ { trial }) => trial === 13);
    assert.equal(rings.length, 2); // its mark, and the ring of the selected one
  });

  test(`${chart.id}_has_no_marks_where_nothing_is_off`, () => {
    const info = chart.info(running, { selected: null, ...options });
    assert.deepEqual(marksIn(chart.config(info, look)), []);
    assert.doesNotMatch(chart.note(info, look), /Worse/);
  });
}

test('curves_that_never_come_near_the_others_are_marked_where_they_end', () => {
  const info = curves.info(pruned(), { selected: null });
  const [low, high] = /** @type {[number, number]} */ (info.range);
  assert.ok(low > 0.3 && high < 1.1, String(info.range)); // the rise of the others is whole
  for (const { trial, points } of info.curves)
    if (trial < 10) assert.ok(points.every((point) => !isOff(point, [low, high])));
  assert.deepEqual(
    info.off.map(({ trial, x }) => [trial, x]).sort(),
    [12, 13, 14].map((trial) => [trial, 1]),
  );
  const [marks] = marksIn(curves.config(info, look));
  assert.deepEqual(marks.rotation, [180, 180, 180]);
  assert.match(curves.note(info, look), /▼ Worse than the axis shows: 3\./);
});

test('a_loss_that_diverges_is_above_its_axis', () => {
  const study = { ...running.study, objective: { metric: 'loss', direction: 'minimize' } };
  const trials = Array.from({ length: 12 }, (_, n) => completeTrial(n, n === 4 ? 900 : 1 + n / 9));
  const snapshot = /** @type {Snapshot} */ (/** @type {any} */ ({ ...running, study, trials }));
  const info = history.info(snapshot, { selected: null });
  const [marks] = marksIn(history.config(info, look));
  assert.deepEqual([marks.data[0].trial, marks.rotation[0]], [4, 0]);
  assert.match(history.note(info, look), /▲ Worse than the axis shows: 1\./);
});

test('the_groups_of_a_distribution_mark_what_is_off', () => {
  const trials = Array.from({ length: 24 }, (_, n) =>
    completeTrial(n, n < 2 ? 0.1 : 0.9 + n / 400),
  );
  const options = { selected: null, view: 'groups', param: 'units' };
  const info = distribution.info({ ...running, trials }, options);
  const [marks] = marksIn(distribution.config(info, look));
  assert.deepEqual(marks.data.map((/** @type {any} */ { trial }) => trial).sort(), [0, 1]);
  assert.match(distribution.note(info, look), /▼ Worse than the axis shows: 2\./);
});

test('studies_side_by_side_show_what_each_came_to_and_mark_how_badly_they_began', () => {
  const study = (/** @type {string} */ name, /** @type {number[]} */ values) => ({
    name,
    metric: 'accuracy',
    direction: 'maximize',
    trials: values.map((value, number) => ({ number, state: 'complete', value })),
  });
  const good = [0.1, 0.9, 0.91, 0.92, 0.93, 0.94, 0.94, 0.95, 0.95, 0.95];
  const apart = compare.info({ studies: [study('a', good), study('b', good.slice(1))] });
  assert.deepEqual(apart.off, [{ x: 1, y: 0.1, line: 0 }]);
  const config = /** @type {any} */ (compare.config(apart, look));
  assert.ok(config.options.scales.y.min > 0.8);
  const [marks] = marksIn(config);
  const { label } = config.options.plugins.tooltip.callbacks;
  assert.match(label({ datasetIndex: 2, raw: marks.data[0] }), /^a: 0\.1000/);
  assert.match(compare.note(apart, look), /▼ Worse than the axis shows: 1\./);
  const worse = compare.info({ studies: [study('a', good), study('b', [0.2, 0.2])] });
  assert.ok(
    worse.lines.every(({ steps }) => !worse.off.includes(/** @type {any} */ (steps.at(-1)))),
  );
  assert.ok(!worse.ends || worse.ends[0] <= 0.2);
  const even = compare.info({ studies: [study('a', good.slice(1))] });
  assert.equal(even.ends, null);
});
