// The charts about the reasons: importance, interactions, luck, time, several objectives, the sampler's view; and what all of them must do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomsOf } from '../../web/charts/densities-controller.js';
import * as importance from '../../web/charts/importance.js';
import * as interactions from '../../web/charts/interactions.js';
import { createLook } from '../../web/charts/look.js';
import * as pareto from '../../web/charts/pareto.js';
import { goodOf } from '../../web/charts/sampler-densities.js';
import { barOf, measured, reportsOf, ruleOf } from '../../web/charts/sampler-bar.js';
import { ellipseOf, widthOf } from '../../web/charts/sampler-cloud.js';
import * as sampler from '../../web/charts/sampler.js';
import * as timeline from '../../web/charts/timeline.js';
import { enoughFor, newsOf } from '../../web/charts/why.js';
import * as curse from '../../web/charts/winners-curse.js';
import { DICTIONARIES, translator } from '../../web/lib/i18n/index.js';
import { createRun } from '../../web/lib/index.js';
import { createStore } from '../../web/lib/store.js';
import { viewer } from '../../web/lib/viewer.js';
import { completeTrial, empty, running } from '../page/fixture.js';
import { as, near, snapshotOf, studyOf } from './space-study.mjs';

const look = createLook(false, translator('en'));
/** @type {any[]} */
const charts = [importance, interactions, timeline, curse, pareto, sampler];

/** @param {number} [count] @param {object} [search] @returns {any} */
function done(count = 40, search = { sampler: { type: 'random' } }) {
  const made = snapshotOf(count);
  // 10 ** -4 is a little below 0.0001, and so no value of the space.
  const trials = made.trials.map((/** @type {any} */ trial) => ({
    ...trial,
    params: { ...trial.params, rate: Math.max(0.0001, trial.params.rate) },
  }));
  const study = { ...made.study, search: { trials: count, seed: 1, ...search } };
  return { ...made, study, trials, status: 'done', finished: count, failed: 0 };
}

/** Two numbers, so that gp and tpe have something to learn. @param {string} type @param {number} [count] @returns {any} */
function searched(type, count = 20) {
  const made = done(count, {
    sampler: { type, ...(type === 'gp' && { n_startup_trials: 5 }) },
    trials: count,
    seed: 1,
    parallelism: 3,
  });
  const { rate, wide } = made.study.space;
  const trials = made.trials.map((/** @type {any} */ trial) => {
    const { rate: r, wide: w } = trial.params;
    return { ...trial, params: { rate: r, wide: w } };
  });
  return { ...made, study: { ...made.study, space: { rate, wide } }, trials };
}

/** Tools whose viewer is opened once and closed by the test. @param {import('node:test').TestContext} t */
function toolsFor(t) {
  return {
    /** @param {any} snapshot */
    async viewer(snapshot) {
      const made = await viewer(snapshot);
      t.after(() => made.close());
      return made;
    },
  };
}

/** Asks as a card does. @param {any} chart @param {any} snapshot @param {any} tools @param {object} [chosen] */
async function asked(chart, snapshot, tools, chosen = {}) {
  /** @type {any} */
  const options = { selected: null, look, view: chart.views[0], ...chosen };
  for (const { name, value } of chart.choices?.(snapshot, options) ?? []) options[name] = value;
  if (chart.key?.(snapshot, options)) options.loaded = await chart.load(snapshot, options, tools);
  for (const { name, value } of chart.choices?.(snapshot, options) ?? []) options[name] = value;
  return chart.info(snapshot, options);
}

test('importance_finds_the_parameter_that_makes_the_score_and_says_what_it_rests_on', async (t) => {
  const seen = await asked(importance, done(60), toolsFor(t));
  assert.equal(seen.bars[0].name, 'rate');
  assert.ok(seen.bars[0].share > 0.6, String(seen.bars[0].share));
  assert.match(importance.sentence(seen, look), /^rate (matters most|explains)/);
  assert.match(importance.note(seen, look), /60/);
  const other = await asked(importance, done(60), toolsFor(t), { view: 'ped_anova' });
  assert.equal(other.bars[0].name, 'rate');
  const few = await asked(importance, done(12), toolsFor(t));
  assert.match(importance.sentence(few, look), /12 trials are few/);
  assert.equal(enoughFor(1), 20);
  assert.equal(enoughFor(5), 50);
});

test('importance_is_asked_anew_for_a_tenth_more_trials_while_they_stream_in', () => {
  const whole = done();
  const live = (/** @type {number} */ finished) =>
    newsOf({ ...whole, status: 'running', finished });
  const keys = Array.from({ length: 1000 }, (_, n) => live(n));
  assert.equal(keys[3], '');
  const changes = keys.filter((key, n) => n > 100 && key !== keys[n - 1]).length;
  assert.ok(changes > 5 && changes < 60, String(changes));
  const study = studyOf();
  const at = (/** @type {number} */ finished) => newsOf({ ...done(), study, finished });
  assert.notEqual(at(40), at(41));
  assert.notEqual(newsOf({ ...done(), study: studyOf() }), at(40));
});

test('interactions_have_every_pair_and_each_by_itself_on_the_diagonal', async (t) => {
  const seen = await asked(interactions, done(60), toolsFor(t));
  assert.deepEqual(seen.names, Object.keys(studyOf().space));
  assert.equal(seen.ranked.length, 10);
  assert.ok(seen.pairs.rate.rate > 0.6);
  const { data } = interactions.config(seen, look);
  assert.equal(/** @type {any} */ (data.datasets[0]).shapes.length, 25);
  assert.match(interactions.sentence(seen, look), /apart|together/);
});

test('the_best_of_n_draws_is_as_the_bootstrap_has_it', () => {
  const ranked = [5, 4, 3, 2, 1];
  const luck = curse.luckOf(ranked);
  assert.deepEqual(
    luck.map(({ n }) => n),
    [1, 2, 3, 4, 5],
  );
  // One draw: its median is the median. Draws by hand: a linear congruence, so that the test is the same every time.
  assert.equal(luck[0].middle, 3);
  let state = 1;
  const draw = () => {
    state = (state * 48271) % 2147483647;
    return ranked[state % 5];
  };
  for (const { n, low, middle, high } of luck) {
    const best = Array.from({ length: 20001 }, () => Math.max(...Array.from({ length: n }, draw)));
    best.sort((a, b) => a - b);
    assert.deepEqual([best[2000], best[10000], best[18000]], [low, middle, high], `n ${n}`);
  }
});

test('a_score_that_chose_itself_is_told_from_one_that_did_not', () => {
  const of = (/** @type {number} */ number, /** @type {number[]} */ scores) => ({
    ...completeTrial(number, scores.reduce((sum, each) => sum + each, 0) / scores.length),
    folds: scores.map((score) => ({ score, best_epoch: 1, metrics: {}, curve: [] })),
  });
  // Trial 0 is ahead by one lucky fold: the other folds choose trial 1.
  const ranked = [of(0, [1, 0.5, 0.5]), of(1, [0.6, 0.6, 0.6])].sort(
    (a, b) => Number(b.value) - Number(a.value),
  );
  near(Number(curse.honestOf(ranked)), (0.6 + 0.5 + 0.5) / 3);
  assert.equal(curse.honestOf(ranked.slice(0, 1)), null);
});

test('five_that_differ_by_less_than_their_folds_may_each_be_the_best', () => {
  const seen = (/** @type {number} */ gap) => {
    const trials = [0, 1, 2, 3, 4, 5].map((n) => completeTrial(n, 0.9 + gap * n));
    return curse.sentence(curse.info({ ...done(6), trials }, { selected: null }), look);
  };
  assert.match(seen(0.001), /any of them may be the best/);
  assert.match(seen(0.01), /more than their folds/);
  const tested = /** @type {any} */ ({
    ...done(),
    result: { test: { metrics: { accuracy: 0.5 } } },
  });
  assert.match(
    curse.sentence(curse.info(tested, { selected: null }), look),
    /but 0\.5000 on the test rows/,
  );
});

test('the_store_knows_when_a_trial_began_and_ended_without_pauses', () => {
  let clock = 10;
  const store = createStore({ clock: () => clock });
  const start = {
    event: 'start',
    study: running.study,
    data: null,
    trials: 2,
    workers: 2,
    warnings: [],
  };
  store.apply(/** @type {any} */ (start));
  clock = 11;
  store.apply(/** @type {any} */ ({ event: 'asked', trial: 0, params: {}, worker: 1 }));
  store.apply({ event: 'paused' });
  clock = 50;
  store.apply({ event: 'resumed' });
  clock = 52;
  const { number: _, status: __, ...trial } = completeTrial(0, 0.9);
  store.apply(/** @type {any} */ ({ event: 'trial', number: 0, ...trial }));
  assert.equal(store.snapshot.trials[0].began, 1);
  assert.equal(store.snapshot.trials[0].ended, 3);
});

test('a_timeline_has_a_bar_for_each_trial_on_its_worker_and_says_how_busy_they_were', () => {
  const timed = [
    { ...completeTrial(0, 0.9), worker: 0, began: 0, ended: 4 },
    { ...as(completeTrial(1, 0.8), 'pruned'), worker: 1, began: 0, ended: 1 },
    { ...completeTrial(2, 0.7), worker: 1, began: 2, ended: 3 },
    completeTrial(3, 0.7),
  ];
  const seen = timeline.info({ ...done(4), trials: timed, workers: 2 }, { selected: 1 });
  assert.deepEqual(
    seen.bars.map(({ lane, from, to }) => [lane, from, to]),
    [
      [0, 0, 4],
      [1, 0, 1],
      [1, 2, 3],
    ],
  );
  near(seen.busy, 6 / 8);
  assert.equal(seen.unseen, 1);
  assert.match(timeline.sentence(seen, look), /busy 75 %/);
  const made = /** @type {any} */ (timeline.config(seen, look));
  const [{ shapes }] = made.data.datasets;
  assert.notEqual(shapes[0].fill, shapes[1].fill);
  const scales = {
    x: { getValueForPixel: (/** @type {number} */ x) => x },
    y: { getValueForPixel: (/** @type {number} */ y) => y },
  };
  const under = (/** @type {number} */ x, /** @type {number} */ y) =>
    made.pick({ scales, data: made.data }, x, y);
  assert.deepEqual([under(2, 0.5), under(0.5, 1.5), under(1.5, 1.5)], [0, 1, null]);
});

/** @returns {any} */
function twoObjectives() {
  const values = [
    [0.9, 100],
    [0.8, 50],
    [0.7, 80],
    [0.95, 1000],
    [0.8, 50],
  ];
  const trials = values.map((each, n) => ({ ...completeTrial(n, each[0]), values: each }));
  const objective = [
    { metric: 'accuracy', direction: 'maximize' },
    { metric: 'parameters', direction: 'minimize' },
  ];
  return { ...done(5), study: { ...studyOf(), objective }, trials };
}

test('a_front_has_those_that_none_beats_and_equals_stay_together', () => {
  const seen = pareto.info(twoObjectives(), { selected: null });
  assert.deepEqual([...seen.front].sort(), [0, 1, 3, 4]);
  assert.deepEqual(
    seen.stairs.map(({ x, y }) => [x, y]),
    [
      [50, 0.8],
      [100, 0.9],
      [1000, 0.95],
    ],
  );
  assert.deepEqual(
    pareto.staircase(seen).map(({ x, y }) => [x, y]),
    [
      [50, 0.8],
      [100, 0.8],
      [100, 0.9],
      [1000, 0.9],
      [1000, 0.95],
    ],
  );
  assert.equal(/** @type {any} */ (pareto.config(seen, look)).options.scales.x.type, 'linear');
  assert.match(pareto.sentence(seen, look), /^4 of 5 trials/);
  assert.equal(pareto.fits(studyOf()), false);
  assert.equal(pareto.fits(twoObjectives().study), true);
});

test('gp_has_a_surface_a_slice_and_what_each_trial_was_proposed_from', async (t) => {
  const tools = toolsFor(t);
  const snapshot = searched('gp');
  const plane = await asked(sampler, snapshot, tools);
  assert.equal(plane.kind, 'gp');
  assert.equal(plane.view.mean.length, plane.view.x.values.length * plane.view.y.values.length);
  assert.match(sampler.sentence(plane, look), /gp expects the best score/);
  const slice = await asked(sampler, snapshot, tools, { y: '-', step: '12' });
  assert.equal(slice.up, null);
  assert.equal(slice.next?.number, 12);
  assert.equal(slice.known.length, slice.view.outcomes);
  assert.equal(slice.known.length + slice.waiting.length, 12);
  assert.ok(slice.waiting.length > 0);
  assert.match(sampler.sentence(slice, look), /^Before trial 12/);
  const early = await asked(sampler, snapshot, tools, { step: '0' });
  assert.equal(early.kind, 'points');
  assert.match(sampler.sentence(early, look), /no model yet/);
  for (const seen of [plane, slice, early])
    assert.ok(sampler.config(seen, look).data.datasets.length);
});

test('tpe_has_two_densities_of_each_parameter_and_its_good_trials', async (t) => {
  const seen = await asked(sampler, searched('tpe'), toolsFor(t), { step: '15' });
  assert.equal(seen.kind, 'tpe');
  const [{ panels }] = sampler.config(seen, look).data.datasets;
  assert.deepEqual(
    panels.map((/** @type {any} */ { title }) => title),
    ['rate', 'wide'],
  );
  assert.equal(panels[0].rugs.filter((/** @type {any} */ { good }) => good).length, 3);
  assert.equal(panels[0].next.text, '15');
  assert.match(sampler.sentence(seen, look), /rate tells good from other trials best/);
  const trials = [0.1, 0.5, 0.3, 0.9].map((value, n) => completeTrial(n, value));
  assert.deepEqual([...goodOf(trials, true, 0.5)], [3, 1]);
  assert.deepEqual([...goodOf(trials, false, 0.25)], [0]);
});

test('asha_has_its_rungs_and_who_went_on', async (t) => {
  const pruner = { type: 'asha', min_resource: 1, reduction_factor: 2 };
  const snapshot = done(8, { sampler: { type: 'random' }, pruner, trials: 8, seed: 1 });
  snapshot.study = { ...snapshot.study, validation: { fraction: 0.25 } };
  const seen = await asked(sampler, snapshot, toolsFor(t));
  assert.equal(seen.kind, 'asha');
  assert.match(sampler.sentence(seen, look), /were reached by 8/);
  assert.equal(sampler.table(seen, look).columns.length, 4);
  assert.equal((await asked(sampler, snapshot, toolsFor(t), { of: 'sampler' })).kind, 'points');
});

test('those_that_learn_nothing_say_so_and_need_no_viewer', () => {
  for (const type of ['random', 'grid', 'sobol', 'halton']) {
    const snapshot = done(20, { sampler: { type } });
    assert.equal(sampler.key(snapshot, {}), '');
    const seen = sampler.info(snapshot, { selected: null, step: '7' });
    assert.equal(seen.known.length, 7);
    assert.match(sampler.sentence(seen, look), /learns nothing/);
  }
});

test('an_ellipse_lies_at_its_deviations_around_the_mean', () => {
  const points = ellipseOf({ x: 1, y: 2 }, [4, 1.5, 1], 2);
  // On the ellipse (p - m)' C^-1 (p - m) is the square of the deviations.
  const determinant = 4 * 1 - 1.5 * 1.5;
  for (const { x, y } of points) {
    const [u, v] = [x - 1, y - 2];
    near((1 * u * u - 2 * 1.5 * u * v + 4 * v * v) / determinant, 4);
  }
  near(Math.max(...points.map(({ x }) => x)), 5, 0.02);
  near(widthOf({ mean: [0, 0], covariance: [[1 / 36, 0], [0, 1 / 144]] }), Math.SQRT1_2); // biome-ignore format: short
});

test('cma_es_has_its_cloud_and_the_generation_that_it_will_learn_from', async (t) => {
  const tools = toolsFor(t);
  const seen = await asked(sampler, searched('cma_es'), tools);
  assert.equal(seen.kind, 'cma_es');
  assert.deepEqual([...(seen.generation ?? [])].slice(0, 1), [18]); // generations of six
  assert.match(sampler.sentence(seen, look), /after 3 generations its cloud has \d+ %/);
  const lines = sampler
    .config(seen, look)
    .data.datasets.flatMap(({ shapes = [] }) => shapes.filter(({ kind }) => kind === 'line'));
  assert.equal(lines.length, 2);
  const first = await asked(sampler, searched('cma_es'), tools, { step: '2' });
  assert.match(sampler.sentence(first, look), /^Before trial 2, .*begins with a wide cloud/);
  const alone = { ...searched('cma_es') };
  const { rate, wide } = alone.study.space;
  const tint = { type: 'categorical', choices: ['a', 'b'] };
  const params = (/** @type {any} */ each, /** @type {number} */ n) =>
    ({ ...each, params: { ...each.params, tint: n % 2 ? 'a' : 'b' } }); // biome-ignore format: short
  const mixed = {
    ...alone,
    study: { ...alone.study, space: { rate, wide, tint } },
    trials: alone.trials.map(params),
  };
  const strips = await asked(sampler, mixed, tools, { x: 'rate', y: 'tint' });
  const shapes = sampler.config(strips, look).data.datasets[0].shapes;
  assert.equal(shapes.filter((/** @type {any} */ { kind }) => kind === 'box').length, 4);
  const words = shapes.flatMap((/** @type {any} */ { text }) => (text ? [text] : []));
  assert.equal(words.length, 2);
  assert.match(sampler.note(strips, look), /how likely a choice/);
});

test('nsga2_has_parents_children_and_those_that_died_out', async (t) => {
  const sixty = searched('nsga2', 30);
  const search = { ...sixty.study.search, sampler: { type: 'nsga2', population_size: 8 } };
  const snapshot = { ...sixty, study: { ...sixty.study, search } };
  const tools = toolsFor(t);
  const seen = await asked(sampler, snapshot, tools);
  assert.equal(seen.kind, 'nsga2');
  assert.equal(seen.view.parents.length, 8);
  assert.match(sampler.sentence(seen, look), /two of the 8 parents/);
  const [, dots] = sampler.config(seen, look).data.datasets;
  const styles = new Set(dots.pointStyle);
  assert.deepEqual([...styles].sort(), ['circle', 'rectRot']);
  const table = sampler.table(seen, look);
  const ranks = table.rows.flatMap((row) => (typeof row.at(-1) === 'number' ? [row[0]] : []));
  assert.deepEqual(ranks, seen.view.parents.map(({ number }) => number).sort((a, b) => a - b)); // biome-ignore format: short
  const early = await asked(sampler, snapshot, tools, { step: '5' });
  assert.match(sampler.sentence(early, look), /no parents yet: the first 8/);
  const objective = twoObjectives().study.objective;
  const several = {
    ...snapshot,
    study: { ...snapshot.study, objective },
    trials: snapshot.trials.map((each) => ({ ...each, values: [each.value, each.params.wide] })),
  };
  const over = await asked(sampler, several, tools, { over: 'values' });
  assert.equal(over.kind, 'nsga2');
  const { options, data } = sampler.config(over, look);
  assert.match(options.scales.y.title.text, /parameters \(less is better\)/);
  assert.equal(data.datasets[0].data.length, 30);
});

test('the_bar_of_median_and_percentile_is_what_cut_the_trials_of_a_run', async () => {
  for (const [direction, metric, pruner] of [
    ['maximize', 'accuracy', { type: 'median', n_warmup_steps: 2, interval_steps: 2 }],
    [
      'minimize',
      'loss',
      { type: 'percentile', percentile: 40, score: 'last', n_startup_trials: 3 },
    ],
  ]) {
    const search = { trials: 24, seed: 4, parallelism: 2, pruner };
    const result = await createRun(
      {
        version: 1,
        name: 'bar',
        data: { source: 'iris' },
        model: { layers: [{ type: 'dense', units: { param: 'units' } }] },
        training: {
          epochs: 9,
          optimizer: { type: 'adam', learning_rate: { param: 'rate' } },
        },
        space: {
          units: { type: 'int', low: 2, high: 32 },
          rate: { type: 'float', low: 1e-4, high: 0.1, log: true },
        },
        search,
        objective: { metric, direction },
      },
      { workers: 1 },
    ).result;
    const rule = ruleOf(result.study.search);
    const trials = result.trials.map((each) => ({ ...each, status: each.state, live: [] }));
    const maximize = direction === 'maximize';
    let cut = 0;
    for (const [n, trial] of trials.entries()) {
      const bar = barOf(trials.slice(0, Math.max(0, n - 1)), rule, maximize);
      const reports = reportsOf(trial);
      const behind = bar.filter(({ step, value }) => {
        const own = measured(reports, step, rule, maximize);
        return own !== null && (maximize ? own < value : own > value);
      });
      const at = trial.state === 'pruned' ? [reports.length] : [];
      assert.deepEqual(behind.map(({ step }) => step), at, `${metric}, trial ${n}`); // biome-ignore format: short
      cut += at.length;
    }
    assert.ok(cut > 3 && cut < 20, String(cut));
    const status = 'done';
    const snapshot = { ...done(24), study: result.study, trials, status, finished: 24 };
    const seen = sampler.info(snapshot, { selected: null });
    assert.equal(seen.kind, 'bar');
    assert.equal(sampler.key(snapshot, {}), '');
    assert.match(sampler.sentence(seen, look), new RegExp(`^${cut} of 24 trials were cut`));
    const pruned = trials.find(({ state }) => state === 'pruned');
    const step = String(pruned?.number);
    const then = sampler.info(snapshot, { selected: null, step });
    assert.match(
      sampler.sentence(then, look),
      /was cut after epoch \d+: it had [\d.]+, and the bar/,
    );
    assert.ok(sampler.config(then, look).data.datasets.length);
    assert.equal(sampler.table(then, look).columns.length, 4);
  }
});

test('a_few_bad_first_trials_do_not_press_the_rungs_into_a_line', async (t) => {
  const pruner = { type: 'asha', min_resource: 1, reduction_factor: 2 };
  const made = done(30, { sampler: { type: 'random' }, pruner, trials: 30, seed: 1 });
  const study = {
    ...made.study,
    validation: { fraction: 0.25 },
    objective: { metric: 'loss', direction: 'minimize' },
  };
  const trials = made.trials.map((/** @type {any} */ each, /** @type {number} */ n) => {
    const curve = [1, 2, 3, 4].map((epoch) => [1, 1, n === 0 ? 1e4 : 1 + n / 30 + 1 / epoch]);
    return { ...each, folds: [{ ...each.folds[0], curve }], value: curve[3][2] };
  });
  const seen = await asked(sampler, { ...made, study, trials }, toolsFor(t));
  assert.equal(seen.kind, 'asha');
  assert.ok(sampler.config(seen, look).options.scales.y.max < 5);
  assert.match(sampler.note(seen, look), /Worse than the axis shows: [12]\./);
});

test('panels_stand_beside_each_other_where_there_is_room', () => {
  const area = (/** @type {number} */ width) =>
    /** @type {any} */ ({ left: 0, top: 0, width, height: 400 });
  const columns = (/** @type {number} */ width, /** @type {number} */ count) =>
    new Set(roomsOf(area(width), count).map(({ left }) => left)).size;
  assert.equal(columns(1000, 4), 4);
  assert.equal(columns(360, 4), 2);
  assert.equal(columns(360, 9), 3);
});

for (const chart of charts) {
  test(`${chart.id}_has_a_configuration_for_every_state_and_the_same_one_twice`, () => {
    const states = [
      empty,
      running,
      done(),
      done(2),
      twoObjectives(),
      { ...done(30), study: studyOf('minimize') },
    ];
    for (const snapshot of states) {
      for (const view of chart.views.length ? chart.views : [undefined]) {
        /** @type {any} */
        const options = { selected: 3, hovered: 4, brushed: new Set([3]), look, view };
        if (snapshot.study && chart.fits && !chart.fits(snapshot.study)) continue;
        for (const { name, value } of chart.choices?.(snapshot, options) ?? [])
          options[name] = value;
        const info = chart.info(snapshot, options);
        if (snapshot === empty) assert.ok(chart.isEmpty(info));
        for (const words of [chart.sentence(info, look), chart.note(info, look)])
          assert.doesNotMatch(words, /\{|undefined|NaN|chart\./);
        if (chart.isEmpty(info)) continue;
        const config = JSON.stringify(chart.config(info, look));
        assert.equal(JSON.stringify(chart.config(chart.info(snapshot, options), look)), config);
        assert.doesNotMatch(config, /"[xy]\d?":null/);
        const { columns, rows, trials } = chart.table(info, look);
        for (const row of rows) assert.equal(row.length, columns.length);
        if (trials) assert.equal(trials.length, rows.length);
      }
    }
  });
}

test('every_word_of_these_charts_is_used_and_there_in_both_languages', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const code = ['charts', 'ui']
    .flatMap((name) => {
      const folder = new URL(`../../web/${name}/`, import.meta.url);
      return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    })
    .join('\n');
  const { default: words } = await import('../../web/lib/i18n/page-why.en.js');
  const byCard = ['title', 'help', 'empty'];
  for (const key of Object.keys(words)) {
    assert.ok(DICTIONARIES.zh[key], key);
    const last = key.slice(key.lastIndexOf('.') + 1);
    const isUsed = [`'${key}'`, `'${last}'`, `${last}:`].some((text) => code.includes(text));
    assert.ok(byCard.includes(last) || isUsed, key);
  }
});

test('a_thousand_trials_are_quickly_worked_out', () => {
  const snapshot = done(1000);
  const timed = snapshot.trials.map((/** @type {any} */ trial, /** @type {number} */ n) => ({
    ...trial,
    worker: n % 4,
    began: n,
    ended: n + 3,
  }));
  for (const chart of [timeline, curse, sampler]) {
    const took = Math.min(
      ...[1, 2, 3, 4, 5, 6].map((selected) => {
        const start = performance.now();
        const info = /** @type {any} */ (
          chart.info({ ...snapshot, trials: timed.slice() }, { selected })
        );
        chart.config(info, look);
        return performance.now() - start;
      }),
    );
    assert.ok(took < 40, `${chart.id}: ${took} ms`);
  }
});
