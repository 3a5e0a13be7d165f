// The charts over the axes of a space: their scales, slice, contour, distribution; and what all of them must do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTo, newPlane } from '../../web/charts/contour-plane.js';
import * as contour from '../../web/charts/contour.js';
import * as distribution from '../../web/charts/distribution.js';
import { createLook } from '../../web/charts/look.js';
import * as parallel from '../../web/charts/parallel.js';
import {
  axesOf,
  colourOf,
  jitter,
  quality,
  scoreAxis,
  scoresOf,
  spreadOf,
  viridis,
} from '../../web/charts/scales.js';
import * as slice from '../../web/charts/slice.js';
import { DICTIONARIES, translator } from '../../web/lib/i18n/index.js';
import { completeTrial, empty, running } from '../page/fixture.js';
import { near, snapshotOf, studyOf } from './space-study.mjs';

const look = createLook(false, translator('en'));
const charts = [parallel, slice, contour, distribution];

test('each_parameter_stands_on_its_own_scale', () => {
  const [rate, units, wide, kind, slope] = axesOf(studyOf());
  near(rate.position(0.01) ?? -1, 0.5);
  near(units.position(2) ?? -1, 0.25);
  near(wide.position(0) ?? -1, 0.5);
  near(kind.position('tanh') ?? -1, 0.5);
  near(kind.position(0.5) ?? -1, 5 / 6);
  assert.equal(slope.position(undefined), null);
  assert.equal(kind.position('gelu'), null);
  assert.deepEqual(
    units.ticks.map(({ text }) => text),
    ['1', '2', '3', '4', '5'],
  );
  assert.deepEqual(
    kind.ticks.map(({ text }) => text),
    ['relu', 'tanh', '0.5'],
  );
  for (const { ticks } of [rate, units, wide, kind])
    for (const { at } of ticks) assert.ok(at >= 0 && at <= 1);
  assert.deepEqual([rate.ticks[0].text, rate.ticks.at(-1)?.text], ['0.0001', '1']);
  assert.deepEqual([slope.sometimes, rate.sometimes], [true, false]);
  assert.equal(rate.text(0.5), '0.01');
});

test('an_axis_with_a_step_has_its_values_and_one_value_is_in_the_middle', () => {
  const space = {
    batch: { type: 'int', low: 16, high: 128, log: true, step: 2 },
    fixed: { type: 'int', low: 3, high: 3 },
  };
  const [batch, fixed] = axesOf(/** @type {any} */ ({ ...studyOf(), space }));
  assert.deepEqual(batch.values, [16, 32, 64, 128]);
  near(batch.position(32) ?? -1, 1 / 3);
  assert.equal(fixed.position(3), 0.5);
});

test('parameters_of_a_repeat_have_an_axis_each', () => {
  const study = {
    ...studyOf(),
    model: {
      layers: [
        {
          type: 'repeat',
          times: { param: 'n' },
          layers: [{ type: 'dense', units: { param: 'u', each: true } }],
        },
      ],
    },
    space: { n: { type: 'int', low: 1, high: 2 }, u: { type: 'int', low: 8, high: 64 } },
  };
  const axes = axesOf(/** @type {any} */ (study));
  assert.deepEqual(
    axes.map(({ name, sometimes }) => [name, sometimes]),
    [
      ['n', false],
      ['u.0', true],
      ['u.1', true],
    ],
  );
});

test('scores_far_astray_neither_press_the_others_together_nor_are_they_lost', () => {
  const snapshot = snapshotOf(40, 'minimize');
  snapshot.trials[3] = { ...snapshot.trials[3], value: 5000 };
  const scores = scoresOf(snapshot);
  assert.ok(scores.range && scores.range[1] < 1);
  assert.ok(scores.beyond >= 1);
  assert.equal(quality(scores, 5000), 0);
  assert.equal(quality(scores, /** @type {any} */ (scores.best).value), 1);
  assert.equal(scoreAxis(scores, 'loss').position(5000), 1);
});

test('the_best_colour_stands_out_from_the_paper', () => {
  const light = (/** @type {string} */ hex) =>
    [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);
  assert.ok(light(colourOf(1, false)) < light(colourOf(0, false)));
  assert.ok(light(colourOf(1, true)) > light(colourOf(0, true)));
  assert.equal(viridis(0), '#440154');
  assert.equal(viridis(1), '#fde725');
});

test('the_parameter_that_makes_the_score_has_the_variance_and_chance_has_none', () => {
  const snapshot = snapshotOf();
  const scores = scoresOf(snapshot);
  const [rate, units, wide] = axesOf(snapshot.study);
  assert.ok(spreadOf(rate, scores) > 0.8);
  assert.ok(spreadOf(units, scores) < 0.1);
  assert.ok(spreadOf(wide, scores) < 0.1);
});

test('a_slice_has_trials_without_the_parameter_at_a_place_of_their_own', () => {
  const snapshot = snapshotOf();
  const { panels } = slice.info(snapshot, { selected: null, param: 'slope' });
  assert.equal(panels.length, 1);
  assert.equal(panels[0].complete.length, 40);
  for (const { trial, x } of panels[0].complete)
    assert.equal(x < -0.05, (trial ?? 1) % 3 > 0, `trial ${trial} at ${x}`);
  const seen = slice.info(snapshot, { selected: null, param: 'slope' });
  assert.match(slice.note(seen, look), /At “not used”: trials without that parameter \(26\)/);
  const { options, data } = /** @type {any} */ (slice.config(seen, look));
  const scale = { ticks: [] };
  options.scales.x.afterBuildTicks(scale);
  const [{ value }] = /** @type {any[]} */ (scale.ticks);
  assert.equal(options.scales.x.ticks.callback(value), 'not used');
  const [dots] = data.datasets;
  assert.ok(dots.data.every((/** @type {any} */ { x }) => x > options.scales.x.min));
  const item = { raw: dots.data[0], dataset: dots };
  assert.match(options.plugins.tooltip.callbacks.label(item), /slope not used/);
  const { rows } = slice.table(seen, look);
  assert.equal(rows.filter(([, slope]) => slope === null).length, 26);
  const rate = slice.info(snapshot, { selected: null, param: 'rate' });
  assert.doesNotMatch(slice.note(rate, look), /without/);
});

test('a_slice_says_whether_the_parameter_matters', () => {
  const says = (/** @type {string} */ param) =>
    slice.sentence(slice.info(snapshotOf(), { selected: null, param }), look);
  assert.match(says('rate'), /rate alone goes with \d\d/);
  assert.match(says('wide'), /wide alone says little/);
  assert.match(slice.sentence(slice.info(snapshotOf(4), { selected: null }), look), /Too early/);
});

test('several_slices_stand_beside_each_other_on_axes_of_their_own', () => {
  const seen = slice.info(snapshotOf(), { selected: null, param: '*' });
  assert.equal(seen.panels.length, 4);
  assert.ok(seen.panels.some(({ axis }) => axis.name === 'rate'));
  const { data, options } = /** @type {any} */ (slice.config(seen, look));
  assert.deepEqual(Object.keys(options.scales), ['x', 'x1', 'x2', 'x3', 'y']);
  const used = new Set(data.datasets.map((/** @type {any} */ each) => each.xAxisID));
  assert.deepEqual([...used], ['x', 'x1', 'x2', 'x3']);
});

test('a_plane_meets_its_trials_and_lies_between_them', () => {
  const samples = [
    { x: 0.05, y: 0.05, value: 1, trial: 0 },
    { x: 0.95, y: 0.95, value: 3, trial: 1 },
  ];
  const plane = newPlane(10, 10);
  addTo(plane, samples);
  const { sums, weights, nearest, columns } = plane;
  const values = sums.map((sum, i) => sum / weights[i]);
  near(values[0], 1, 0.01);
  near(values[99], 3, 0.01);
  near(values[9 * columns], 2, 1e-9);
  near(nearest[0], 0, 1e-9);
  assert.ok(values.every((value) => value >= 1 && value <= 3));
});

test('a_contour_takes_two_different_parameters_and_only_trials_that_use_both', () => {
  const snapshot = snapshotOf();
  const seen = contour.info(snapshot, { selected: null, x: 'rate', y: 'rate' });
  assert.equal(seen.across?.name, 'rate');
  assert.notEqual(seen.up?.name, 'rate');
  const some = contour.info(snapshot, { selected: null, x: 'rate', y: 'slope' });
  assert.equal(some.complete.length + some.unused, 40);
  assert.equal(some.unused, 26);
  assert.match(contour.note(some, look), /Without one of the two, not drawn: 26/);
  const { rows } = contour.table(some, look);
  assert.equal(rows.length, 40);
  assert.equal(rows.filter(([, , slope]) => slope === null).length, 26);
  const kinds = contour.info(snapshot, { selected: null, x: 'kind', y: 'rate' });
  assert.equal(kinds.plane.columns, 3);
  assert.ok(kinds.plane.nearest.every(Number.isFinite));
});

test('a_plane_that_grew_trial_by_trial_is_the_one_made_at_once', () => {
  const snapshot = snapshotOf();
  const options = { selected: null, x: 'rate', y: 'wide' };
  for (const count of [5, 17, 40])
    contour.info({ ...snapshot, trials: snapshot.trials.slice(-count) }, options);
  const grown = contour.info(snapshot, options).plane;
  const fresh = contour.info({ ...snapshot, study: studyOf() }, options).plane;
  assert.notEqual(grown, fresh);
  assert.equal(grown.trials.size, 40);
  grown.sums.forEach((sum, i) => {
    near(sum / grown.weights[i], fresh.sums[i] / fresh.weights[i]);
    assert.equal(grown.nearest[i], fresh.nearest[i]);
  });
});

test('a_plane_is_made_once_while_no_trial_has_come', () => {
  const snapshot = snapshotOf();
  const options = { selected: null, x: 'rate', y: 'wide' };
  const { plane } = contour.info(snapshot, options);
  assert.equal(contour.info({ ...snapshot }, { ...options, selected: 2 }).plane, plane);
  assert.notEqual(contour.info(snapshot, { ...options, y: 'units' }).plane, plane);
  const better = snapshot.trials.slice(0, 39);
  assert.notEqual(contour.info({ ...snapshot, trials: better }, options).plane, plane);
});

test('a_study_of_one_parameter_has_no_contour', () => {
  const { rate } = studyOf().space;
  assert.equal(contour.fits(/** @type {any} */ ({ ...studyOf(), space: { rate } })), false);
  assert.equal(contour.fits(studyOf()), true);
});

test('every_score_is_in_one_bar_and_bars_stand_at_round_numbers', () => {
  for (const snapshot of [snapshotOf(), snapshotOf(3), snapshotOf(1), snapshotOf(200)]) {
    const { bins, sorted, scores } = distribution.info(snapshot, { selected: null });
    const counted = bins.reduce((sum, { trials }) => sum + trials.length, 0);
    assert.equal(counted + scores.beyond, sorted.length);
    for (const { from, to, trials } of bins)
      for (const { value } of trials)
        assert.ok(Number(value) >= from - 1e-9 && Number(value) <= to + 1e-9);
    assert.ok(bins.length <= 26);
  }
});

test('equal_scores_are_one_bar', () => {
  const trials = [0, 1, 2].map((n) => ({ ...completeTrial(n, 0.9), params: {} }));
  const snapshot = /** @type {any} */ ({ ...snapshotOf(), trials });
  const { bins } = distribution.info(snapshot, { selected: null });
  assert.deepEqual(
    bins.map(({ trials: inside }) => inside.length),
    [3],
  );
});

test('groups_are_the_choices_or_quarters_of_the_scale_and_those_without', () => {
  const snapshot = snapshotOf();
  const of = (/** @type {string} */ param) =>
    distribution.info(snapshot, { selected: null, view: 'groups', param }).groups;
  assert.deepEqual(
    of('kind').map(({ text }) => text),
    ['relu', 'tanh', '0.5'],
  );
  assert.deepEqual(
    of('rate').map(({ trials }) => trials.length),
    [10, 10, 10, 10],
  );
  const slope = of('slope');
  assert.equal(slope.length, 5);
  assert.equal(slope[4].text, '');
  assert.equal(
    slope.reduce((sum, { trials }) => sum + trials.length, 0),
    40,
  );
  const seen = distribution.info(snapshot, { selected: null, view: 'groups', param: 'rate' });
  assert.match(distribution.sentence(seen, look), /^rate 0\.1 – 1 has the best median/);
});

test('quartiles_are_those_of_numpy', () => {
  const trials = [1, 2, 4, 8].map((value, n) => completeTrial(n, value));
  near(distribution.quantile(trials, 0.25), 1.75);
  near(distribution.quantile(trials, 0.5), 3);
  near(distribution.quantile(trials, 0.75), 5);
});

test('points_are_in_order_along_the_axis_whatever_is_drawn', () => {
  const snapshot = snapshotOf();
  const configs = [
    slice.config(slice.info(snapshot, { selected: 3, param: '*' }), look),
    contour.config(contour.info(snapshot, { selected: 3 }), look),
    ...distribution.views.map((view) =>
      distribution.config(distribution.info(snapshot, { selected: 3, view }), look),
    ),
  ];
  for (const { data } of configs) {
    for (const dataset of /** @type {any[]} */ (data.datasets)) {
      const xs = dataset.data.map((/** @type {{x: number}} */ point) => point.x);
      assert.deepEqual(
        xs,
        xs.slice().sort((/** @type {number} */ a, /** @type {number} */ b) => a - b),
      );
    }
  }
});

test('a_brush_makes_the_others_pale_in_every_chart', () => {
  const snapshot = snapshotOf();
  const brushed = new Set([3, 4]);
  const dots = (/** @type {any} */ { data }) =>
    data.datasets.find((/** @type {any} */ each) => Array.isArray(each.backgroundColor));
  for (const config of [
    slice.config(slice.info(snapshot, { selected: null, brushed }), look),
    contour.config(contour.info(snapshot, { selected: null, brushed }), look),
    distribution.config(
      distribution.info(snapshot, { selected: null, brushed, view: 'groups' }),
      look,
    ),
  ]) {
    const { data, backgroundColor } = dots(config);
    for (const [i, { trial }] of data.entries())
      assert.equal(backgroundColor[i] !== look.line, brushed.has(trial));
  }
  const { bins } = distribution.info(snapshot, { selected: null, brushed });
  assert.equal(
    bins.reduce((sum, { left }) => sum + left, 0),
    2,
  );
});

test('trials_of_one_value_stand_beside_each_other_the_same_every_time', () => {
  const places = Array.from({ length: 200 }, (_, n) => jitter(n));
  assert.ok(places.every((at) => at >= -0.5 && at < 0.5));
  assert.equal(new Set(places).size, 200);
});

for (const chart of charts) {
  test(`${chart.id}_has_a_configuration_for_every_state_and_the_same_one_twice`, () => {
    const asked = { selected: 3, hovered: 4, brushed: new Set([3]), look };
    const states = [empty, running, snapshotOf(), snapshotOf(2), snapshotOf(30, 'minimize')];
    for (const snapshot of states) {
      for (const view of chart.views.length ? chart.views : [undefined]) {
        const options = /** @type {any} */ ({ ...asked, view });
        for (const { name, value } of chart.choices(snapshot, options)) options[name] = value;
        const info = /** @type {any} */ (chart.info(snapshot, options));
        const config = JSON.stringify(chart.config(info, look));
        assert.equal(
          JSON.stringify(chart.config(/** @type {any} */ (chart.info(snapshot, options)), look)),
          config,
        );
        if (snapshot === empty) assert.ok(chart.isEmpty(info));
        if (snapshot.trials.length > 20) assert.equal(chart.isEmpty(info), false);
        for (const words of [chart.sentence(info, look), chart.note(info, look)])
          assert.doesNotMatch(words, /\{|undefined|NaN|chart\./);
        const { columns, rows, trials } = /** @type {any} */ (chart.table(info, look));
        for (const row of rows) assert.equal(row.length, columns.length);
        if (trials) assert.equal(trials.length, rows.length);
      }
    }
  });
}

test('every_word_of_these_charts_is_used_and_there_in_both_languages', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const folder = new URL('../../web/charts/', import.meta.url);
  const code = readdirSync(folder)
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const { default: words } = await import('../../web/lib/i18n/page-space.en.js');
  const byCard = ['title', 'help', 'empty', ...distribution.views];
  for (const key of Object.keys(words)) {
    assert.ok(DICTIONARIES.zh[key], key);
    const last = key.slice(key.lastIndexOf('.') + 1);
    assert.ok(
      byCard.includes(last) || code.includes(`'${key}'`) || code.includes(`'${last}'`),
      key,
    );
  }
  for (const [, key] of code.matchAll(/\bt\(\s*'(chart\.[\w.]+)'/g))
    assert.ok(key in DICTIONARIES.en, key);
});

test('a_thousand_trials_of_ten_parameters_are_quickly_worked_out', () => {
  const snapshot = snapshotOf(1000);
  for (const chart of charts) {
    const took = Math.min(
      ...[1, 2, 3, 4, 5].map((selected) => {
        const start = performance.now();
        const info = /** @type {any} */ (chart.info({ ...snapshot }, { selected }));
        chart.config(info, look);
        return performance.now() - start;
      }),
    );
    assert.ok(took < 16, `${chart.id}: ${took} ms`);
  }
});

test('a_contour_is_what_a_model_expects_as_soon_as_there_is_one_and_says_which', async () => {
  const snapshot = { ...snapshotOf(40), status: 'done', finished: 40, failed: 0, pruned: 0 };
  const options = { selected: null, x: 'rate', y: 'wide' };
  assert.equal(contour.key({ ...snapshot, finished: 3 }, options), '');
  assert.match(contour.key(snapshot, options), /rate.*wide/);
  const asked = [];
  const axis = (param, values) => ({ param, type: 'float', log: false, values });
  const figures = (kind) => ({
    kind,
    best: 3,
    x: axis('rate', [0.001, 0.01]),
    y: axis('wide', [8, 32, 64]),
    mean: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
    ...(kind === 'gp' && { deviation: [0.1, 0.1, 0.1, 0.2, 0.2, 0.3] }),
  });
  const tools = {
    viewer: async () => ({
      view: async (request) => {
        asked.push(request.of ?? 'sampler');
        return figures(request.of === 'forest' ? 'forest' : 'gp');
      },
    }),
  };
  const search = { ...snapshot.study.search, sampler: { type: 'gp' } };
  const gp = { ...snapshot, study: { ...snapshot.study, search } };
  for (const [each, says, notes] of [
    [snapshot, /by a random forest/, /mean over all other parameters/],
    [gp, /by the sampler’s own model, gp/, /as in trial 3; pale where gp is unsure/],
  ]) {
    const loaded = await contour.load(each, options, tools);
    const seen = contour.info(each, { ...options, loaded });
    assert.match(contour.sentence(seen, look), says);
    assert.match(contour.note(seen, look), notes);
    const { datasets } = contour.config(seen, look).data;
    assert.equal(datasets[0].cells.length, 6);
    assert.ok(datasets[1].data.length > 20, 'the trials stay in sight');
    const y = Object.keys(each.study.space).find((name) => !['rate', 'wide'].includes(name));
    const other = contour.info(each, { ...options, y, loaded });
    assert.equal(other.view, null, 'figures of other axes are not drawn');
    assert.match(contour.sentence(other, look), /^Where the accuracy is good/);
  }
  assert.deepEqual(asked, ['forest', 'sampler']);
});
