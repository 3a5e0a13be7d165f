// Several objectives, from the study file to the result, and the tuner alone with them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { describeProblem, translator } from '../../web/lib/i18n/index.js';
import { createRun, Study } from '../../web/lib/index.js';
import { frontOf, isClock, worstOf } from '../../web/lib/objectives.js';
import { bareTrial } from '../../web/lib/result.js';
import { cvResultsCsv } from '../../web/lib/cv-results.js';
import { checkStudy, resolveObjective } from '../../web/lib/study-file.js';
import { comparable, randomStudy } from './studies.mjs';

const schema = await readSchema();
const BOTH = [{ metric: 'accuracy' }, { metric: 'parameters' }];

function twoObjectives(changes = {}, objective = BOTH) {
  const study = randomStudy(24, { objective, ...changes });
  return {
    ...study,
    training: { ...study.training, epochs: 4 },
    search: {
      sampler: { type: 'nsga2', population_size: 6 },
      trials: 24,
      seed: 3,
      parallelism: 4,
      ...changes.search,
    },
  };
}

const codesOf = (study) => {
  const { errors, warnings } = checkStudy(schema, study);
  return [...errors, ...warnings].map(({ path: place, code }) => `${place}: ${code}`);
};

test('the study file takes one objective, or a list of two to four', () => {
  assert.deepEqual(codesOf(twoObjectives()), []);
  assert.deepEqual(codesOf(twoObjectives({}, ['accuracy', 'parameters', 'log_loss'])), []);
  const { study } = checkStudy(schema, twoObjectives());
  assert.deepEqual(study.objective, [
    { metric: 'accuracy', direction: 'maximize' },
    { metric: 'parameters', direction: 'minimize' },
  ]);
  assert.deepEqual(checkStudy(schema, study).study, study, 'filling in changes nothing more');
  const larger = checkStudy(
    schema,
    twoObjectives({}, ['accuracy', { metric: 'parameters', direction: 'maximize' }]),
  ).study;
  assert.equal(larger.objective[1].direction, 'maximize', 'a cost may be wanted');
});

const MISTAKES = {
  'objective: objectives_count': [[], [{ metric: 'accuracy' }]],
  'objective.1.metric: objective_twice': [['accuracy', 'accuracy']],
  'objective.metric: cost_alone': ['parameters', { metric: 'seconds' }],
  'objective.0.metric: cost_first': [['parameters', 'accuracy']],
  'objective.1.metric: not_one_of': [['accuracy', 'parametres']],
  'objective.1.direction: direction_wrong': [
    ['accuracy', { metric: 'log_loss', direction: 'maximize' }],
  ],
  'objective.1: expected_object': [['accuracy', 7]],
  'objective.1.goal: unknown_key': [['accuracy', { metric: 'parameters', goal: 3 }]],
  'objective.1.metric: objective_clock': [['accuracy', 'seconds']],
};

for (const [mistake, objectives] of Object.entries(MISTAKES)) {
  test(`a mistake in the list is named: ${mistake}`, () => {
    for (const objective of objectives) {
      const { errors, warnings } = checkStudy(schema, twoObjectives({}, objective));
      const found = [...errors, ...warnings];
      const codes = found.map(({ path: place, code }) => `${place}: ${code}`);
      assert.deepEqual(codes, [mistake]);
      for (const language of ['en', 'zh']) {
        const text = describeProblem(translator(language), found[0]);
        assert.ok(!text.includes('error.') && !/\{\w+\}/.test(text), text);
      }
    }
  });
}

test('five are one too many', () => {
  const five = ['accuracy', 'log_loss', 'macro_f1', 'parameters', 'seconds'];
  assert.ok(codesOf(twoObjectives({}, five)).includes('objective: objectives_count'));
});

test('what knows one objective only is refused several, and nsga2 is named', () => {
  const search = { sampler: 'tpe', pruner: 'median', target: 0.9 };
  const { errors } = checkStudy(schema, twoObjectives({ search }));
  assert.deepEqual(
    errors.map(({ path: place, code }) => `${place}: ${code}`),
    [
      'search.sampler: sampler_for_one',
      'search.pruner: pruner_for_one',
      'search.target: target_for_one',
    ],
  );
  for (const language of ['en', 'zh'])
    assert.match(describeProblem(translator(language), errors[0]), /"tpe".*"nsga2"/);
  const several = schema.tables.several.map(({ name }) => name);
  for (const { name } of schema.tables.samplers) {
    const codes = codesOf(twoObjectives({ search: { sampler: name, trials: 4 } }));
    assert.equal(codes.includes('search.sampler: sampler_for_one'), !several.includes(name), name);
  }
});

test('a metric that the data does not have is named at its place, and so is auto when it is there already', () => {
  const iris = {
    task: 'classification',
    classes: ['a', 'b', 'c'],
    rows: 150,
    test_rows: 0,
    class_counts: [50, 50, 50],
  };
  const codes = (objective) => {
    const { study } = checkStudy(schema, twoObjectives({}, objective));
    const { errors, study: resolved } = resolveObjective(schema, study, iris);
    return resolved
      ? resolved.objective
      : errors.map(({ path: place, code }) => `${place}: ${code}`);
  };
  assert.deepEqual(codes(['accuracy', 'r2']), ['objective.1.metric: metric_for_classification']);
  assert.deepEqual(codes(['accuracy', 'auto']), ['objective.1.metric: objective_twice']);
  assert.deepEqual(codes(['auto', 'parameters'])[0], { metric: 'accuracy', direction: 'maximize' });
});

test('costs measured by a clock are those that the schema says', () => {
  for (const row of schema.tables.costs) assert.equal(isClock({ metric: row.name }), row.clock);
});

test('a front is what no other dominates', () => {
  const trial = (number, ...values) => ({ number, state: 'complete', value: values[0], values });
  const trials = [
    trial(0, 0.5, 10),
    trial(1, 0.9, 100),
    trial(5, 0.9, 90),
    trial(2, 0.9, 90),
    trial(3, 0.4, 10),
    { number: 4, state: 'failed', value: null, values: null },
    { number: 6, state: 'pruned', value: 1, values: [1, 1] },
  ];
  assert.deepEqual(frontOf(trials, ['maximize', 'minimize']), [0, 2, 5]);
  assert.deepEqual(frontOf(trials, ['minimize', 'minimize']), [3]);
  assert.deepEqual(worstOf(trials, ['maximize', 'minimize']), [0.4, 100]);
  assert.equal(worstOf([], ['maximize', 'minimize']), null);
});

test('one, two and four workers give the same front, and all of it is in the result', async () => {
  const [one, two, four] = await Promise.all(
    [1, 2, 4].map((workers) => createRun(twoObjectives(), { workers }).result),
  );
  for (const other of [two, four]) {
    assert.equal(other.fingerprint, one.fingerprint);
    assert.equal(comparable(other), comparable(one));
  }
  assert.equal(one.trials.length, 24);
  for (const { value, values, parameters } of one.trials)
    assert.deepEqual(values, [value, parameters]);
  const directions = ['maximize', 'minimize'];
  assert.deepEqual(one.front, frontOf(one.trials, directions));
  assert.ok(one.front.length > 1 && one.repeatable === undefined);
  const [least, most] = worstOf(one.trials, directions);
  let volume = 0;
  let before = most;
  const front = one.front
    .map((number) => one.trials[number].values)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  front.forEach(([accuracy, parameters], i) => {
    const next = front[i + 1]?.[0] ?? least;
    volume += (accuracy - next) * (most - parameters);
    before = parameters;
  });
  assert.ok(
    before < most && Math.abs(one.hypervolume - volume) < 1e-9,
    `${one.hypervolume} ${volume}`,
  );
  const best = one.trials.reduce((a, b) => (b.value > a.value ? b : a));
  assert.equal(one.best.number, best.number, 'the best is so by the first objective');
  assert.ok(one.test.metrics.accuracy > 0);

  const [head, first] = cvResultsCsv(one).split('\r\n');
  const columns = head.split(',').length;
  assert.match(head, /mean_test_accuracy,.*rank_test_accuracy,.*mean_test_parameters,/);
  assert.ok(columns > 10 && first.includes(`,${one.trials[0].values[1]},`));
});

test('the mean over the folds is the value of every metric, and what a clock says is not in the fingerprint', async () => {
  const study = twoObjectives({ search: { trials: 6 } }, ['accuracy', 'log_loss', 'seconds']);
  study.search.sampler = 'random';
  const [a, b] = await Promise.all([1, 2].map((workers) => createRun(study, { workers }).result));
  for (const { folds, values, seconds } of a.trials) {
    const mean = folds.reduce((sum, { metrics }) => sum + metrics.log_loss, 0) / folds.length;
    assert.deepEqual(values.slice(1), [mean, seconds]);
  }
  assert.equal(a.fingerprint, b.fingerprint);
  assert.equal(a.repeatable, false);
  const bare = bareTrial(a.trials[0], a.study);
  assert.deepEqual(bare.values, [a.trials[0].value, a.trials[0].values[1], null]);
  assert.deepEqual(bareTrial(bare, a.study), bare, 'leaving out twice is leaving out once');
});

test('the command prints the front as a table', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
  const file = path.join(folder, 'study.json');
  fs.writeFileSync(file, JSON.stringify(twoObjectives({}, ['accuracy', 'parameters', 'seconds'])));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['web/cli/sweetspot.js', 'run', file, '--out', path.join(folder, 'result.json')],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  const { front } = JSON.parse(fs.readFileSync(path.join(folder, 'result.json'), 'utf8'));
  fs.rmSync(folder, { recursive: true });
  assert.equal(status, 0, stderr);
  assert.match(
    stdout,
    new RegExp(`Pareto front: ${front.length} trials.*\\n +trial +accuracy +parameters +seconds`),
  );
  assert.match(stderr + stdout, /measured by a clock/);
});

test('the tuner alone: values, front and hypervolume', async () => {
  const study = await Study.create({
    space: { x: { type: 'float', low: -10, high: 10 } },
    search: {
      sampler: { type: 'nsga2', population_size: 10 },
      trials: 60,
      seed: 1,
      parallelism: 1,
    },
    objective: [
      { metric: 'a', direction: 'minimize' },
      { metric: 'b', direction: 'maximize' },
    ],
  });
  assert.equal(await study.hypervolume(), 0);
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    const { x } = trial.params;
    await study.tell(trial.number, { values: [x * x, -(x - 2) * (x - 2)] });
  }
  const { front, trials, best } = study;
  assert.ok(front.length > 5);
  assert.ok(
    front.every((number) => trials[number].params.x > -0.5 && trials[number].params.x < 2.5),
  );
  assert.equal(best.value, Math.min(...trials.map(({ value }) => value)));
  const volume = await study.hypervolume([4, -4]);
  assert.ok(volume > 10 && volume < 13.34, String(volume)); // 16 - 8 / 3 is all there is
  assert.ok((await study.hypervolume()) > volume, 'the worst of all is further away');
  await assert.rejects(study.hypervolume([4]), RangeError);
  await assert.rejects(study.hypervolume([4, Number.NaN]), RangeError);
  study.close();
});

test('as many values as objectives, or the trial is not told', async () => {
  const study = await Study.create({
    space: { x: { type: 'float', low: 0, high: 1 } },
    search: { trials: 4 },
    objective: [{ direction: 'minimize' }, { direction: 'minimize' }],
  });
  const { number } = await study.ask();
  await assert.rejects(study.tell(number, { value: 1 }), /2 values are wanted, not 1/);
  await assert.rejects(study.tell(number, { values: [1, 2, 3] }), RangeError);
  await study.tell(number, { values: [1, Number.NaN] });
  assert.deepEqual([study.trials[0].state, study.trials[0].values], ['failed', null]);
  await study.tell((await study.ask()).number, { values: [1, 2] });
  assert.deepEqual([study.trials[1].value, study.trials[1].values], [1, [1, 2]]);
  assert.deepEqual(study.front, [1]);
  study.close();
  const wrong = Study.create({
    space: { x: { type: 'int', low: 0, high: 1 } },
    search: { sampler: 'gp' },
    objective: [{ direction: 'minimize' }, {}],
  });
  await assert.rejects(wrong, ({ problems }) => {
    const codes = problems.map(({ path: place, code }) => `${place}: ${code}`);
    assert.deepEqual(codes, ['objective.1.direction: missing', 'search.sampler: sampler_for_one']);
    return true;
  });
});
