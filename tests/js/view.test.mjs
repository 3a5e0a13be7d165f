// Study.view and viewer: what the sampler and the pruner believed, as data to draw.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import {
  createRun,
  describeProblem,
  run,
  Study,
  StudyError,
  translator,
  viewer,
} from '../../web/lib/index.js';

const space = {
  lr: { type: 'float', low: 1e-4, high: 1, log: true },
  kind: { type: 'categorical', choices: ['a', 'b', [1, 2]] },
  units: { type: 'int', low: 1, high: 200, when: { kind: ['a', [1, 2]] } },
  size: { type: 'int', low: 8, high: 64, log: true, step: 2 },
};
const objective = { direction: 'maximize' };

/** Best, nearly 10, at lr 0.01 and the largest size. */
const measure = ({ lr, size, units = 100 }) =>
  10 - (Math.log10(lr) + 2) ** 2 - 8 / size - Math.abs(units - 100) / 1000;

/** @param {object} search @param {number} trials */
async function studyOf(search, trials, hear = async () => {}) {
  const study = await Study.create({ space, search: { trials, seed: 3, ...search }, objective });
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    await study.tell(trial.number, { value: measure(trial.params) });
    await hear(study, trial);
  }
  return study;
}

const increases = (values) => values.every((value, i) => i === 0 || value > values[i - 1]);

test('gp_shows_a_slice_through_the_best_trial', async () => {
  const study = await studyOf({ sampler: 'gp', parallelism: 1 }, 30);
  const view = await study.view({ params: ['lr'], points: 41 });
  assert.equal(view.kind, 'gp');
  assert.deepEqual([view.trial, view.trials, view.outcomes], [null, 30, 30]);
  assert.equal(view.best, study.best.number);
  assert.deepEqual(view.at, study.best.params);
  const { param, log, values, type } = view.x;
  assert.deepEqual([param, log, type, values.length], ['lr', true, 'float', 41]);
  assert.ok(values[0] === 1e-4 && values[40] === 1 && increases(values));
  assert.ok(Math.abs(values[20] - 0.01) < 1e-9, 'the middle of a logarithmic axis');
  for (const each of ['mean', 'deviation', 'acquisition']) assert.equal(view[each].length, 41);
  const highest = values[view.mean.indexOf(Math.max(...view.mean))];
  assert.ok(highest > 3e-3 && highest < 3e-2, `the mean is highest at ${highest}`);
  assert.ok(view.mean.every((mean) => mean < 12) && view.deviation.every((sd) => sd > 0));
  const { kind, ...numbers } = view.scales;
  assert.ok(Object.values(numbers).every((scale) => scale > 0) && kind > 0);
  const guess = await study.view();
  assert.equal(guess.x.param, 'lr', 'the parameter that matters most');
  study.close();
});

test('gp_shows_a_plane_and_a_slice_elsewhere', async () => {
  const study = await studyOf({ sampler: 'gp' }, 25);
  const plane = await study.view({ params: ['size', 'kind'], trial: 20 });
  assert.deepEqual(plane.x.values, [8, 16, 32, 64]);
  assert.deepEqual(plane.y.values, ['a', 'b', [1, 2]]);
  assert.equal(plane.mean.length, 12);
  assert.deepEqual([plane.trial, plane.trials, plane.outcomes], [20, 20, 20 - 3]);
  const at = { ...study.trials[plane.best].params, kind: 'b' };
  const { mean } = await study.view({ params: ['size'], trial: 20, at });
  assert.deepEqual(mean, plane.mean.slice(4, 8), 'a row of the plane');
  const bare = await study.view({ params: ['lr'], at: {}, points: 3 });
  assert.deepEqual(bare.at, {});
  const third = await study.view({ params: ['lr'], at: 3, points: 3 });
  assert.deepEqual(third.at, study.trials[3].params);
  study.close();
});

test('a_view_of_a_trial_is_the_same_later_and_before_any_outcome_there_is_none', async () => {
  const early = [];
  for (const sampler of ['gp', 'tpe']) {
    const search = { sampler, parallelism: 1 };
    const plain = await studyOf(search, 24);
    const study = await studyOf(search, 24, async (one, { number }) => {
      if (number % 5 === 4) early.push(await one.view({ trial: number + 1, params: ['lr'] }));
    });
    for (const view of early.splice(0))
      assert.deepEqual(await study.view({ trial: view.trial, params: ['lr'] }), view);
    assert.deepEqual(study.trials, plain.trials, 'looking changes nothing');
    const first = await study.view({ trial: 0 });
    if (sampler === 'gp')
      assert.deepEqual(first, { kind: 'none', of: 'sampler', name: 'gp', reason: 'too_early' });
    else assert.ok(first.params.lr.ratio.every((ratio) => Math.abs(ratio - 1) < 1e-12));
    study.close();
    plain.close();
  }
});

test('tpe_shows_two_densities_for_each_parameter', async () => {
  const study = await studyOf({ sampler: 'tpe' }, 60);
  const { kind, params, best } = await study.view();
  assert.equal(kind, 'tpe');
  assert.equal(best, study.best.number);
  assert.deepEqual(Object.keys(params).sort(), ['kind', 'lr', 'size', 'units']);
  const { values, good, bad, ratio } = params.lr;
  assert.equal(values.length, 101);
  const mean = good.reduce((sum, density) => sum + density, 0) / 101;
  assert.ok(Math.abs(mean - 1) < 0.05, 'a density over the unit interval');
  const likeliest = values[ratio.indexOf(Math.max(...ratio))];
  assert.ok(likeliest > 2e-3 && likeliest < 5e-2, `it goes to ${likeliest}`);
  assert.ok(good.every((l, i) => Math.abs(l / bad[i] - ratio[i]) < 1e-12));
  for (const name of ['kind', 'size']) {
    const sum = params[name].good.reduce((all, share) => all + share, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, `${name}: probabilities`);
  }
  assert.deepEqual(params.kind.values, ['a', 'b', [1, 2]]);
  const few = await study.view({ params: ['size'] });
  assert.deepEqual(Object.keys(few.params), ['size']);
  study.close();
});

test('cma_es_shows_the_distribution_that_another_implementation_has_after_the_same_trials', async () => {
  const file = new URL('../parity/cma_view_goldens.json', import.meta.url);
  const { population, trials, after } = JSON.parse(readFileSync(file, 'utf8'));
  const numbers = {
    a: { type: 'float', low: -1, high: 3 },
    b: { type: 'float', low: 1e-4, high: 1, log: true },
    c: { type: 'float', low: 0, high: 1 },
  };
  const search = { sampler: 'cma_es', trials: 100, parallelism: 1 };
  const study = await Study.create({
    space: numbers,
    search,
    objective: { direction: 'minimize' },
  });
  const close = (/** @type {number} */ own, /** @type {number} */ theirs) =>
    assert.ok(Math.abs(own - theirs) < 1e-9, `${own} ${theirs}`);
  const start = await study.view();
  assert.deepEqual(
    [start.kind, start.params, start.mean, start.generation, start.size],
    ['cma_es', ['a', 'b', 'c'], [0.5, 0.5, 0.5], 0, population],
  );
  for (const [n, { units, value }] of trials.entries()) {
    const [a, b, c] = units;
    await study.add({ params: { a: 4 * a - 1, b: 10 ** (4 * b - 4), c }, value });
    if ((n + 1) % population > 0) continue;
    const view = await study.view();
    const wanted = after[(n + 1) / population - 1];
    assert.equal(view.first, n + 1);
    view.mean.forEach((own, i) => {
      close(own, wanted.mean[i]);
      for (const [j, each] of wanted.covariance[i].entries()) close(view.covariance[i][j], each);
    });
  }
  const early = await study.view({ trial: population + 2 });
  assert.deepEqual([early.generation, early.first], [1, population]);
  close(early.mean[0], after[0].mean[0]);
  study.close();
});

test('cma_es_has_probabilities_of_choices_and_nsga2_parents_and_who_competes_with_them', async () => {
  const study = await studyOf({ sampler: 'cma_es' }, 40);
  const { params, mean, covariance, shares } = await study.view();
  assert.deepEqual(params, ['lr', 'units', 'size']);
  assert.deepEqual([mean.length, covariance.length, covariance[2].length], [3, 3, 3]);
  assert.deepEqual(Object.keys(shares), ['kind']);
  assert.ok(Math.abs(shares.kind.reduce((sum, each) => sum + each, 0) - 1) < 1e-12);
  study.close();

  const sampler = { type: 'nsga2', population_size: 6 };
  const pairs = await Study.create({
    space,
    search: { sampler, trials: 40, seed: 1, parallelism: 1 },
    objective: [
      { metric: 'fit', direction: 'maximize' },
      { metric: 'cost', direction: 'minimize' },
    ],
  });
  const none = await pairs.view();
  assert.deepEqual([none.kind, none.size, none.parents, none.fresh], ['nsga2', 6, [], []]);
  for (let n = 0; n < 20; n++) {
    const trial = await pairs.ask();
    await pairs.tell(trial.number, { values: [measure(trial.params), trial.params.size] });
  }
  const { parents, fresh } = await pairs.view();
  assert.deepEqual(fresh, [18, 19]);
  assert.equal(parents.length, 6);
  const beats = (/** @type {number[]} */ [f, c], /** @type {number[]} */ [g, d]) =>
    f >= g && c <= d && (f > g || c < d);
  const values = parents.map(({ number }) => pairs.trials[number].values);
  for (const [i, { rank }] of parents.entries())
    assert.equal(
      rank > 0,
      values.some((other) => beats(other, values[i])),
      `parent ${i}`,
    );
  const first = await pairs.view({ trial: 6 });
  assert.deepEqual(first.parents.map(({ number }) => number).sort(), [0, 1, 2, 3, 4, 5]);
  pairs.close();
});

test('the_forest_expects_over_two_parameters_what_the_trials_had_there', async () => {
  const study = await studyOf({ sampler: 'random', trials: 300 }, 300);
  const view = await study.view({ of: 'forest', params: ['lr', 'size'], points: 9 });
  assert.equal(view.kind, 'forest');
  assert.deepEqual([view.x.values.length, view.y.values], [9, [8, 16, 32, 64]]);
  assert.equal(view.mean.length, 36);
  const best = view.mean.indexOf(Math.max(...view.mean));
  assert.ok(Math.abs(Math.log10(view.x.values[best % 9]) + 2) < 0.6, `best at ${best}`);
  // Against the plain mean of the trials near a place.
  const near = study.trials.filter(
    ({ params: { lr, size } }) => Math.abs(Math.log10(lr) + 2) < 0.2 && size === 64,
  );
  const plain = near.reduce((sum, { value }) => sum + value, 0) / near.length;
  const at = view.mean[3 * 9 + 4];
  assert.ok(near.length > 3 && Math.abs(at - plain) < 0.15, `${at} ${plain}`);
  const turned = await study.view({ of: 'forest', params: ['size', 'lr'], points: 9 });
  for (let i = 0; i < 9; i++)
    for (let j = 0; j < 4; j++)
      assert.ok(Math.abs(turned.mean[i * 4 + j] - view.mean[j * 9 + i]) < 1e-9);
  await assert.rejects(study.view({ of: 'forest', params: ['lr'] }), /two/);
  study.close();
  const few = await studyOf({ sampler: 'random' }, 1);
  assert.equal((await few.view({ of: 'forest', params: ['lr', 'size'] })).reason, 'too_early');
  few.close();
});

test('asha_shows_its_rungs', async () => {
  const pruner = { type: 'asha', reduction_factor: 2 };
  const search = { sampler: 'random', pruner, trials: 12, seed: 1, parallelism: 2 };
  const study = await Study.create({ space, search, objective });
  const last = [];
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    const { number } = trial;
    const level = (number * 7) % 12;
    let step = 1;
    while (step < 8 && (await study.report(number, step, level + step / 10)) === 'continue') step++;
    last[number] = step;
    const state = step < 8 ? 'pruned' : 'complete';
    await study.tell(number, { value: level + step / 10, state });
  }
  const view = await study.view({ of: 'pruner' });
  assert.equal(view.kind, 'asha');
  assert.deepEqual(view.rungs.map(({ step }) => step).slice(0, 3), [1, 2, 4]);
  for (const { step, trials } of view.rungs.slice(0, 3)) {
    const numbers = last.flatMap((end, number) => (end >= step ? [number] : []));
    assert.deepEqual(trials.map(({ number }) => number), numbers); // biome-ignore format: short
    for (const { number, value, promoted } of trials) {
      assert.equal(value, ((number * 7) % 12) + step / 10);
      assert.equal(promoted, last[number] > step);
    }
  }
  const sixth = await study.view({ of: 'pruner', trial: 6 });
  assert.ok(sixth.rungs[0].trials.every(({ number }) => number < 5));
  const none = await study.view();
  assert.deepEqual(none, { kind: 'none', of: 'sampler', name: 'random', reason: 'no_view' });
  study.close();
});

test('what_cannot_be_shown_is_named_in_both_languages', async () => {
  const study = await studyOf({ sampler: 'gp' }, 5);
  const none = await study.view({ of: 'pruner' });
  assert.deepEqual(none, { kind: 'none', of: 'pruner', name: 'none', reason: 'no_view' });
  const wrong = [
    [{ params: ['lrr'] }, 'params', /no parameter "lrr"/, /没有参数 "lrr"/],
    [{ params: [] }, 'params', /one parameter or two/, /一个参数名或两个/],
    [{ params: ['lr', 'lr'] }, 'params', /two different/, /两个不同/],
    [{ params: ['lr', 'size', 'kind'] }, 'params', /one parameter or two/, /列表/],
    [{ trial: 6 }, 'trial', /6 is out of range; it may be 0 to 5/, /6/],
    [{ trial: 1.5 }, 'trial', /whole number/, /整数/],
    [{ points: 1 }, 'points', /2 to 1000/, /1000/],
    [{ points: 500, params: ['lr', 'size'] }, 'points', /2 to 200/, /200/],
    [{ at: 5 }, 'at', /0 to 4/, /4/],
    [{ at: 'best' }, 'at', /number of a trial/, /试验的编号/],
    [{ at: { lr: 2 } }, 'at.lr', /2 is out of range/, /2/],
    [{ at: { depth: 2 } }, 'at.depth', /no parameter "depth"/, /没有参数/],
    [{ at: { kind: 'c' } }, 'at.kind', /not known here/, /c/],
    [{ of: 'samplers' }, 'of', /did you mean "sampler"/, /sampler/],
  ];
  const [en, zh] = [translator('en'), translator('zh')];
  for (const [request, path, english, chinese] of wrong) {
    await assert.rejects(study.view(request), (error) => {
      assert.ok(error instanceof StudyError, JSON.stringify(request));
      const [found] = error.problems;
      assert.equal(found.path, path);
      assert.match(describeProblem(en, found), english);
      assert.match(describeProblem(zh, found), chinese);
      return true;
    });
  }
  study.close();
});

/** A run of iris, small. @param {object} search */
async function resultOf(search, events = []) {
  const file = {
    version: 1,
    name: 'view',
    data: { source: 'iris' },
    validation: { folds: 2 },
    model: { layers: [{ type: 'dense', units: { param: 'units' } }] },
    training: {
      epochs: 9,
      optimizer: { type: 'adam', learning_rate: { param: 'learning_rate' } },
    },
    space: {
      learning_rate: { type: 'float', low: 1e-4, high: 0.1, log: true },
      units: { type: 'int', low: 2, high: 64 },
    },
    search: { trials: 16, seed: 2, parallelism: 2, ...search },
    objective: { metric: 'accuracy' },
  };
  for await (const event of run(file, { workers: 2 })) {
    events.push(event);
    if (event.event === 'study') return event.result;
  }
  throw new Error('no result');
}

test('viewer_shows_a_result_as_its_own_tuner_would', async () => {
  for (const sampler of ['gp', 'tpe']) {
    const result = await resultOf({ sampler });
    const look = await viewer(JSON.parse(JSON.stringify(result)));
    const own = await Study.create(result.study);
    for (const { number, params, value } of result.trials) {
      while (own.trials.length <= number) await own.ask();
      assert.deepEqual(own.trials[number].params, params);
      if (number > 0) await own.tell(number - 1, { value: result.trials[number - 1].value });
      if (number === result.trials.length - 1) await own.tell(number, { value });
    }
    for (const trial of [5, 11, 16, null])
      assert.deepEqual(
        await look.view({ trial, params: ['units'] }),
        await own.view({ trial, params: ['units'] }),
        `${sampler} at ${trial}`,
      );
    assert.deepEqual(await look.importance(), await own.importance());
    const pairs = await look.importancePairs();
    assert.deepEqual(Object.keys(pairs).sort(), ['learning_rate', 'units']);
    own.close();
    look.close();
  }
});

test('viewer_follows_a_run_and_shows_rungs', async () => {
  const pruner = { type: 'asha', reduction_factor: 3 };
  const result = await resultOf({ sampler: 'tpe', pruner });
  const look = await viewer({ study: result.study, trials: [] });
  const views = [];
  for (let n = 1; n <= result.trials.length; n++) {
    // The newest is running still, as a snapshot of the store has it.
    const { number, params } = result.trials[n - 1];
    const running = { number, params, status: 'running', share: 0, live: [], fold: 0 };
    assert.equal(await look.follow({ trials: [...result.trials.slice(0, n - 1), running] }), true);
    views.push(await look.view({ trial: n - 1 }));
  }
  assert.equal(await look.follow(result), true);
  const whole = await viewer(result);
  for (const view of views) assert.deepEqual(await whole.view({ trial: view.trial }), view);
  const { kind, rungs } = await whole.view({ of: 'pruner' });
  assert.equal(kind, 'asha');
  assert.deepEqual(rungs.map(({ step }) => step).slice(0, 2), [1, 3]);
  assert.equal(rungs[0].trials.length, result.trials.length);
  for (const { number, promoted } of rungs[0].trials)
    assert.equal(
      promoted,
      !(result.trials[number].state === 'pruned' && result.trials[number].step === 1),
    );
  assert.deepEqual(await look.view({ of: 'pruner' }), {
    kind,
    ...(await whole.view({ of: 'pruner' })),
  });
  look.close();
  whole.close();
});

test('viewer_shows_trials_that_the_sampler_did_not_propose_and_needs_a_study', async () => {
  const result = await resultOf({ sampler: 'random' });
  const [first, ...rest] = result.trials;
  const other = { ...first, params: { ...first.params, units: first.params.units === 7 ? 8 : 7 } };
  const look = await viewer({ study: result.study, trials: [] });
  assert.equal(await look.follow({ trials: [other, ...rest.slice(0, 5)] }), false);
  assert.equal(await look.follow({ trials: [other, ...rest] }), false);
  const { single, ...view } = { single: await look.importance(), ...(await look.view()) };
  assert.deepEqual(view, { kind: 'none', of: 'sampler', name: 'random', reason: 'no_view' });
  assert.ok(Math.abs(single.learning_rate + single.units - 1) < 1e-9 || single.units === 0);
  look.close();
  await assert.rejects(viewer({ study: null, trials: [] }), /no study yet/);
});

test('viewer_knows_the_trials_of_a_warm_start_when_it_is_given_them', async () => {
  const earlier = await resultOf({ sampler: 'random', seed: 8 });
  const search = { sampler: 'gp', trials: 8, seed: 2, parallelism: 2 };
  const file = { ...earlier.study, search };
  const result = await createRun(file, { workers: 1, warmStart: earlier }).result;
  assert.equal(result.warm_start.trials, 16);
  const own = await Study.create({ ...file, warmStart: earlier });
  for (const { number, value } of result.trials) {
    await own.ask();
    await own.tell(number, { value });
  }
  const request = { trial: 3, params: ['units'], at: 0 };
  const look = await viewer(result, { warmStart: earlier });
  assert.deepEqual(await look.view(request), await own.view(request));
  const bare = await viewer(result);
  assert.notDeepEqual((await bare.view(request)).mean, (await own.view(request)).mean);
  for (const each of [look, bare, own]) each.close();
  await assert.rejects(
    viewer(result, { warmStart: { trials: earlier.trials.slice(3) } }),
    /warmed up/,
  );
});
