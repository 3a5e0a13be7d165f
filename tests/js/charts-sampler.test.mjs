// The chart of the sampler and the pruner: what each of them has to show, at every step of a study.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomsOf } from '../../web/charts/densities-controller.js';
import { barOf, measured, reportsOf, ruleOf } from '../../web/charts/sampler-bar.js';
import { ellipseOf, widthOf } from '../../web/charts/sampler-cloud.js';
import { goodOf } from '../../web/charts/sampler-densities.js';
import * as sampler from '../../web/charts/sampler.js';
import { createRun } from '../../web/lib/index.js';
import { completeTrial } from '../page/fixture.js';
import { asked, done, look, searched, toolsFor, twoObjectives } from './asked-charts.mjs';
import { near } from './space-study.mjs';

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
    ['minimize', 'loss', { type: 'median', n_warmup_steps: 2, interval_steps: 2 }],
    ['maximize', 'accuracy', { type: 'percentile', percentile: 60, n_startup_trials: 3 }],
    ['minimize', 'loss', { type: 'percentile', percentile: 40, score: 'last' }],
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
          rate: { type: 'float', low: 1e-3, high: 1, log: true },
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
        // At its last epoch a trial is over, and nobody asks any more.
        if (own === null || (step === 9 && trial.state === 'complete')) return false;
        return maximize ? own < value : own > value;
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
  assert.match(sampler.note(seen, look), /▲ Worse than the axis shows: [12]\./);
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
