import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as curves from '../../web/charts/curves.js';
import {
  formatCount,
  formatLeft,
  formatNumber,
  formatScore,
  formatSeconds,
  formatSpread,
  formatTick,
  formatValue,
  shortName,
} from '../../web/charts/format.js';
import * as history from '../../web/charts/history.js';
import { axis, createLook } from '../../web/charts/look.js';
import { translator } from '../../web/lib/i18n/index.js';
import { completeTrial, empty, running } from '../page/fixture.js';

const look = createLook(false, translator('en'));

test('best_so_far_never_falls_when_maximizing', () => {
  const { best, top, complete } = history.info(running, { selected: null });
  assert.equal(best.length, complete.length);
  for (let i = 1; i < best.length; i++) assert.ok(best[i].y >= best[i - 1].y);
  assert.deepEqual(top, { x: 7, y: 0.95, trial: 7 });
});

test('best_so_far_never_rises_when_minimizing', () => {
  const study = { ...running.study, objective: { metric: 'loss', direction: 'minimize' } };
  const { best, top } = history.info(/** @type {any} */ ({ ...running, study }), {
    selected: null,
  });
  for (let i = 1; i < best.length; i++) assert.ok(best[i].y <= best[i - 1].y);
  assert.equal(top?.y, 0.7);
});

test('history_does_not_depend_on_the_order_in_which_trials_finished', () => {
  const trials = running.trials.slice().reverse();
  assert.deepEqual(
    history.info({ ...running, trials }, { selected: 3 }),
    history.info(running, { selected: 3 }),
  );
});

test('a_share_never_gets_an_axis_beyond_one', () => {
  const trials = [completeTrial(0, 1), completeTrial(1, 0.99)];
  const { range } = history.info({ ...running, trials }, { selected: null });
  assert.equal(range?.[1], 1);
});

test('a_few_trials_that_went_astray_do_not_flatten_the_others', () => {
  const study = { ...running.study, objective: { metric: 'loss', direction: 'minimize' } };
  const trials = Array.from({ length: 40 }, (_, n) =>
    completeTrial(n, n === 17 ? 5000 : 1 + n / 100),
  );
  const info = history.info(/** @type {any} */ ({ ...running, study, trials }), { selected: null });
  assert.ok(info.range && info.range[1] < 3, String(info.range));
  assert.ok(info.off.length >= 1);
  assert.match(history.note(info, look), new RegExp(String(info.off.length)));
});

test('a_score_on_its_way_to_infinity_does_not_flatten_even_a_few', () => {
  const study = { ...running.study, objective: { metric: 'loss', direction: 'minimize' } };
  const trials = [6194, 2e15, 6e27].map((value, n) => completeTrial(n, value));
  const snapshot = /** @type {any} */ ({ ...running, study, trials });
  const info = history.info(snapshot, { selected: null });
  assert.ok(info.range && info.range[1] < 7000, String(info.range));
  assert.equal(info.off.length, 2);
  const { range } = curves.info(snapshot, { selected: null });
  assert.ok(range && range[1] < 1e11, String(range));
});

test('the_axis_of_trials_has_room_for_the_first_and_the_last_and_whole_ticks', () => {
  for (const [planned, last] of [
    [1, 0],
    [2, 1],
    [36, 30],
    [1000, 800],
  ]) {
    const info = history.info({ ...empty, planned }, { selected: null });
    const { x } = /** @type {any} */ (history.config(info, look).options).scales;
    assert.ok(x.min < 0 && x.max > planned - 1);
    x.afterBuildTicks(x);
    assert.deepEqual([x.ticks[0].value, x.ticks.at(-1).value], [0, last]);
  }
});

test('failed_and_selected_trials_are_marked', () => {
  const info = history.info(running, { selected: 4 });
  assert.deepEqual(info.failed, [10]);
  assert.deepEqual(info.selected, { x: 4, y: 0.7, trial: 4 });
});

test('failed_trials_stand_at_the_bad_end_of_the_axis', () => {
  for (const direction of ['maximize', 'minimize']) {
    const study = { ...running.study, objective: { metric: 'accuracy', direction } };
    const snapshot = /** @type {any} */ ({ ...running, study });
    const { data, options } = /** @type {any} */ (
      history.config(history.info(snapshot, { selected: null }), look)
    );
    const { data: crosses } = data.datasets.find(
      (/** @type {any} */ { pointStyle }) => pointStyle === 'crossRot',
    );
    const { min, max } = options.scales.y;
    assert.deepEqual(crosses, [{ x: 10, y: direction === 'maximize' ? min : max, trial: 10 }]);
  }
});

test('a_long_name_keeps_both_ends_and_a_title_of_words_stays_whole', () => {
  const name = 'units_of_the_first_hidden_layer.1';
  assert.equal(shortName(name, 40), name);
  assert.equal(shortName(name, 16), 'units_of…layer.1');
  assert.equal(shortName(name, 16).length, 16);
  const title = (/** @type {string} */ text) =>
    /** @type {any} */ (axis(look, text, {})).title.text;
  assert.equal(title(name), 'units_of_the…den_layer.1');
  const words = 'share of the differences between them';
  assert.equal(title(words), words);
});

test('a_curve_is_the_mean_of_its_folds', () => {
  const { curves: drawn, epochs } = curves.info(running, { selected: null });
  const best = drawn.find(({ role }) => role === 'best');
  assert.equal(best?.trial, 7);
  assert.equal(epochs, 4);
  const last = best?.points.at(-1);
  assert.ok(last && Math.abs(last.y - 0.95 * (1 - 0.125)) < 1e-12);
});

test('a_fold_that_stopped_early_keeps_its_last_value', () => {
  const trial = completeTrial(0, 0.8);
  trial.folds = [
    {
      score: 0,
      best_epoch: 0,
      metrics: {},
      curve: [
        [null, null, 0.2],
        [null, null, 0.4],
      ],
    },
    { score: 0, best_epoch: 0, metrics: {}, curve: [[null, null, 0.6]] },
  ];
  const { curves: drawn } = curves.info({ ...running, trials: [trial] }, { selected: null });
  assert.deepEqual(
    drawn[0].points.map(({ x, y }) => [x, y]),
    [
      [1, 0.4],
      [2, 0.5],
    ],
  );
});

test('a_running_trial_shows_what_it_has_and_an_unmeasured_epoch_is_bridged', () => {
  const { curves: drawn } = curves.info(running, { selected: null });
  const live = drawn.find(({ role }) => role === 'running');
  assert.deepEqual(
    live?.points.map(({ y }) => y),
    [0.4, 0.4],
  );
});

test('a_view_without_measurements_draws_nothing', () => {
  const trial = completeTrial(0, 0.8);
  for (const fold of trial.folds ?? []) fold.curve = fold.curve.map(([loss]) => [loss, null, null]);
  const snapshot = { ...running, trials: [trial] };
  assert.equal(curves.info(snapshot, { selected: null, view: 'validation' }).curves.length, 0);
  assert.equal(curves.info(snapshot, { selected: null, view: 'training' }).curves.length, 1);
});

test('a_thousand_long_trials_stay_few_and_short_and_the_marked_ones_are_among_them', () => {
  const trials = Array.from({ length: 1000 }, (_, n) => completeTrial(n, n / 1000));
  const curve = Array.from({ length: 1000 }, (_, e) => [1, 1, e / 1000]);
  for (const trial of trials) for (const fold of trial.folds ?? []) fold.curve = curve;
  const best = { number: 999, value: 0.999, params: {} };
  const info = curves.info({ ...running, trials, best }, { selected: 5 });
  assert.equal(info.curves.length, 40);
  assert.ok(info.curves.every(({ points }) => points.length <= 120));
  assert.equal(info.curves[0].trial, 5);
  assert.equal(info.curves[1].trial, 999);
  assert.equal(info.curves[0].points.at(-1)?.x, 1000);
});

for (const chart of [history, curves]) {
  test(`${chart.id}_has_a_configuration_for_every_state_and_the_same_one_twice`, () => {
    for (const snapshot of [empty, running]) {
      const make = () => {
        const info = chart.info(snapshot, { selected: 3 });
        return { info, config: chart.config(/** @type {any} */ (info), look) };
      };
      const { info, config } = make();
      assert.equal(JSON.stringify(config), JSON.stringify(make().config));
      assert.equal(chart.isEmpty(/** @type {any} */ (info)), snapshot === empty);
      for (const dataset of /** @type {any[]} */ (config.data.datasets)) {
        const xs = dataset.data.map((/** @type {{x: number}} */ point) => point.x);
        assert.deepEqual(
          xs,
          xs.slice().sort((/** @type {number} */ a, /** @type {number} */ b) => a - b),
        );
      }
      assert.ok(chart.sentence(/** @type {any} */ (info), look).length > 10);
    }
  });
}

test('numbers_have_at_most_four_significant_digits', () => {
  const cases = /** @type {[number, string][]} */ ([
    [0.1, '0.1'],
    [0.0001, '0.0001'],
    [0.00001, '1e-5'],
    [0.123456, '0.1235'],
    [1234567, '1.235e6'],
    [70000, '70000'],
    [0, '0'],
    [-0.5, '-0.5'],
  ]);
  for (const [value, text] of cases) assert.equal(formatNumber(value), text);
  assert.equal(formatNumber(Number.NaN), '–');
  assert.equal(formatScore(0.95), '0.9500');
  assert.equal(formatScore(1), '1.000');
  assert.equal(formatScore(0.001937), '0.001937');
  assert.equal(formatSpread(0.975, 0.0333), '± 0.033');
  assert.equal(formatSpread(6194, 482.281), '± 482');
  assert.equal(formatSpread(0.925, 1.1e-16), '');
  assert.equal(formatTick(0.98, 0.002), '0.980');
  assert.equal(formatTick(2.5, 2.5), '2.5');
  assert.equal(formatTick(1500, 500), '1,500');
  assert.equal(formatTick(2e30, 1e30), '2e30');
  assert.equal(formatCount(70000), '70,000');
  assert.equal(formatValue([50, 50]), '50, 50');
  assert.equal(formatValue(true), 'true');
  assert.equal(formatValue(null), 'null');
});

test('times_carry_their_unit', () => {
  const cases = /** @type {[number, string][]} */ ([
    [0.004, '4 ms'],
    [0.123, '0.12 s'],
    [8.44, '8.4 s'],
    [59.9, '60 s'],
    [125, '2 min 5 s'],
    [3780, '1 h 3 min'],
  ]);
  for (const [seconds, text] of cases) assert.equal(formatSeconds(seconds), text);
  assert.equal(formatLeft([4.2, 5.5]), '4 – 6 s');
  assert.equal(formatLeft([0, 0.2]), '0 – 1 s');
  assert.equal(formatLeft([61, 170]), '1 – 3 min');
});

test('a_pruned_trial_stands_apart_and_its_curve_ends_with_a_mark', () => {
  const stopped = { ...completeTrial(3, 0.99), status: 'pruned', state: 'pruned', step: 2 };
  const [fold] = stopped.folds ?? [];
  stopped.folds = [{ ...fold, score: null, curve: fold.curve.slice(0, 2) }];
  const trials = running.trials.map((trial) => (trial.number === 3 ? stopped : trial));
  const snapshot = /** @type {any} */ ({ ...running, trials });
  const seen = history.info(snapshot, { selected: null });
  assert.deepEqual(seen.pruned, [{ x: 3, y: 0.99, trial: 3 }]);
  assert.ok(seen.complete.every(({ trial }) => trial !== 3));
  assert.equal(seen.top?.trial, 7);
  const drawn = curves.info(snapshot, { selected: null });
  const curve = drawn.curves.find(({ trial }) => trial === 3);
  assert.deepEqual([curve?.pruned, curve?.points.length], [true, 2]);
  const at = drawn.curves.findIndex(({ trial }) => trial === 3);
  const { datasets } = /** @type {any} */ (curves.config(drawn, look)).data;
  assert.deepEqual([datasets[at].pointStyle, datasets[at].pointRadius], ['triangle', [0, 3]]);
});
