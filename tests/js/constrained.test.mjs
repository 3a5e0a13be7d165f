// Studies with constraints and weights from the file to the result: never broken, the same with any workers, ends told.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { createRun, Study, StudyError } from '../../web/lib/index.js';
import { folderFor, readJson, save, sweetspot } from './journal-tools.mjs';
import { comparable, irisStudy } from './studies.mjs';

const { tables } = await readSchema();
const file = folderFor(test);
const objective = { direction: 'minimize' };

const funnel = (search, changes = {}) =>
  irisStudy({
    validation: { fraction: 0.3 },
    model: {
      layers: [
        {
          type: 'repeat',
          times: 2,
          layers: [{ type: 'dense', units: { param: 'units', each: true } }],
        },
      ],
    },
    training: {
      optimizer: { type: { param: 'optimizer' }, learning_rate: { param: 'learning_rate' } },
      batch_size: 32,
      epochs: 2,
    },
    space: {
      units: { type: 'int', low: 2, high: 16, step: 2 },
      learning_rate: { type: 'float', low: 0.001, high: 0.1, log: true },
      optimizer: { type: 'categorical', choices: ['sgd', 'adam'], weights: [1, 3] },
    },
    constraints: ['units.1 <= units.0', `learning_rate < 0.03 or optimizer == 'sgd'`],
    search: { trials: 12, seed: 3, parallelism: 4, ...search },
    ...changes,
  });

/** What makes a sampler learn within a dozen trials. */
const SOON = { n_startup_trials: 2, population_size: 4 };
const samplerOf = ({ name, fields = [] }) => ({
  type: name,
  ...Object.fromEntries(
    fields.filter((field) => field.name in SOON).map((field) => [field.name, SOON[field.name]]),
  ),
});

for (const row of tables.samplers) {
  test(`one_two_and_four_workers_keep_the_constraints_alike: ${row.name}`, async () => {
    const study = funnel({ sampler: samplerOf(row) });
    const [one, ...more] = await Promise.all(
      [1, 2, 4].map((workers) => createRun(study, { workers }).result),
    );
    assert.equal(one.trials.length, 12);
    for (const { params } of one.trials) {
      assert.ok(params['units.1'] <= params['units.0'], JSON.stringify(params));
      assert.ok(params.learning_rate < 0.03 || params.optimizer === 'sgd', JSON.stringify(params));
    }
    assert.ok(one.rejected > 0.4 && one.rejected < 0.7, one.rejected);
    for (const other of more) assert.equal(comparable(other), comparable(one));
  });
}

test('the share that is rejected stands in the event and the closing lines', async () => {
  const handle = createRun(funnel({ trials: 2 }), { workers: 2 });
  let last;
  for await (const event of handle.events) last = event;
  assert.equal(last.event, 'study');
  assert.equal(last.rejected, last.result.rejected);
  const free = await createRun(funnel({ trials: 2 }, { constraints: [] })).result;
  assert.ok(!('rejected' in free) && !('constraints' in free.study));
  const { stderr, stdout } = sweetspot('run', save(file('funnel.json'), funnel({ trials: 2 })));
  assert.match(
    stderr + stdout,
    /Constraints: \d+(\.\d+)? % of random configurations break one of the 2/,
  );
});

test('a constraint that nothing satisfies is named, counted or drawn', async () => {
  const codeOf = async (study) => {
    const error = await createRun(study).result.catch((problem) => problem);
    assert.ok(error instanceof StudyError, String(error));
    return error.problems.map(({ path, code }) => `${path} ${code}`);
  };
  const never = funnel({}, { constraints: ['learning_rate > 1'] });
  assert.deepEqual(await codeOf(never), ['constraints constraints_never']);
  const grid = funnel({ sampler: 'grid' }, { constraints: ['units.0 + units.1 < 3'] });
  assert.deepEqual(await codeOf(grid), ['constraints constraints_impossible']);
  const space = { x: { type: 'float', low: 0, high: 1 }, y: { type: 'float', low: 0, high: 1 } };
  const study = await Study.create({ space, constraints: ['x + y > 2.5'], objective });
  assert.equal(study.rejected, 1);
  await assert.rejects(study.ask(), (error) => error.problems[0].code === 'constraints_never');
  study.close();
});

test('a search whose constraints leave no more says so', async () => {
  const space = {
    rate: { type: 'float', low: 0.001, high: 0.1, log: true },
    units: { type: 'int', low: 2, high: 16 },
  };
  const study = irisStudy({
    training: { optimizer: { type: 'adam', learning_rate: { param: 'rate' } }, epochs: 1 },
    model: { layers: [{ type: 'dense', units: { param: 'units' } }] },
    validation: { fraction: 0.3 },
    space,
    constraints: ['rate == 0.01'],
    search: { sampler: 'random', trials: 9, enqueue: [{ rate: 0.01, units: 4 }] },
  });
  const result = await createRun(study).result;
  assert.deepEqual([result.trials.length, result.ended, result.rejected], [1, 'constraints', 1]);
});

test('a queued configuration that breaks a constraint is a mistake', async () => {
  const params = { 'units.0': 2, 'units.1': 4, learning_rate: 0.01, optimizer: 'sgd' };
  const study = funnel({ enqueue: [{ ...params, 'units.1': 2 }, params] });
  const error = await createRun(study).result.catch((problem) => problem);
  assert.deepEqual(
    error.problems.map(({ path, code, values }) => [path, code, values.constraint]),
    [['search.enqueue.1', 'constraint_broken', 'units.1 <= units.0']],
  );
});

test('what no trial can have need not fit', async () => {
  const study = irisStudy({
    data: { source: 'digits', test_fraction: 0.2 },
    validation: { fraction: 0.3 },
    model: {
      layers: [
        { type: 'reshape', height: { param: 'height' }, width: { param: 'width' }, channels: 1 },
        { type: 'dense', units: 4 },
      ],
    },
    training: { epochs: 1 },
    space: {
      height: { type: 'int', low: 4, high: 16, log: true, step: 2 },
      width: { type: 'int', low: 4, high: 16, log: true, step: 2 },
    },
    constraints: ['height * width == 64'],
    search: { sampler: 'grid' },
  });
  const { trials } = await createRun(study).result;
  assert.deepEqual(
    trials.map(({ state, params }) => [state, params.height, params.width]),
    [
      ['complete', 4, 16],
      ['complete', 8, 8],
      ['complete', 16, 4],
    ],
  );
});

test('choices of any JSON value, drawn by their weights', async () => {
  const choices = [null, true, 0.5, 'a', [], [1, [2, { b: null }]], { a: [1], 'c d': {} }, ''];
  const weights = [1, 2, 3, 1, 2, 3, 1, 2];
  const space = {
    any: { type: 'categorical', choices, weights },
    x: { type: 'float', low: 0, high: 1 },
    more: { type: 'int', low: 1, high: 2, when: { any: [[1, [2, { b: null }]], null] } },
  };
  const enqueue = [{ any: { a: [1], 'c d': {} }, x: 0.25 }];
  const search = { sampler: { type: 'random' }, trials: 1500, seed: 4, enqueue };
  const study = await Study.create({ space, search, objective });
  const seen = choices.map(() => 0);
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    const at = choices.findIndex((one) => JSON.stringify(one) === JSON.stringify(trial.params.any));
    seen[at]++;
    assert.equal('more' in trial.params, at === 5 || at === 0);
    await study.tell(trial.number, { value: trial.params.x });
  }
  assert.deepEqual(study.trials[0].params, enqueue[0]);
  const expected = weights.map((weight) => (1500 * weight) / 15);
  const chi = seen.reduce((sum, n, i) => sum + (n - expected[i]) ** 2 / expected[i], 0);
  assert.ok(chi < 24.3, `chi-square ${chi} of 7 degrees of freedom`); // exceeded once in a thousand
  study.close();
});

for (const row of tables.samplers) {
  test(`a saved study with constraints goes on as it was: ${row.name}`, async () => {
    const space = {
      kind: { type: 'categorical', choices: ['a', 'b', 'c'], weights: [4, 2, 1] },
      x: { type: 'float', low: 0, high: 1 },
      y: { type: 'float', low: 0, high: 1, when: { kind: ['a', 'b'] } },
    };
    const constraints = [`x + y <= 0.4 or kind == 'c'`, 'x <= 0.5'];
    const sampler = { ...samplerOf(row), ...(row.name === 'grid' && { points: 9 }) };
    const search = { sampler, trials: 24, seed: 5, parallelism: 2 };
    const goOn = async (study, count, params = []) => {
      for (let trial; params.length < count; ) {
        trial = await study.ask();
        params.push(trial.params);
        assert.ok(trial.params.x <= 0.5 && !(trial.params.x + trial.params.y > 0.4 + 1e-9));
        await study.tell(trial.number, { value: trial.params.x });
      }
      return params;
    };
    const whole = await Study.create({ space, constraints, search, objective });
    const expected = await goOn(whole, 24);
    const first = await Study.create({ space, constraints, search, objective });
    const asked = await goOn(first, 11);
    const second = await Study.load(await first.save());
    assert.equal(second.rejected, whole.rejected);
    assert.deepEqual(await goOn(second, 24, asked), expected);
    for (const study of [whole, first, second]) study.close();
  });
}

test('a study in a journal keeps its constraints and weights, and goes on as it was', () => {
  const study = funnel({
    sampler: samplerOf({ name: 'tpe', fields: [{ name: 'n_startup_trials' }] }),
  });
  const path = save(file('kept.json'), study);
  const run = (name, ...words) => {
    const out = file(`${name}.json`);
    const { status, stderr } = sweetspot('run', path, '--workers', '2', '--out', out, ...words);
    assert.equal(status, 0, stderr);
    return { result: readJson(out), stderr };
  };
  const { result } = run('whole');
  assert.equal(
    run('first', '--storage', file('kept.journal')).result.fingerprint,
    result.fingerprint,
  );
  const again = run('again', '--storage', file('kept.journal'));
  assert.equal(again.result.fingerprint, result.fingerprint);
  assert.match(again.stderr, /goes on; finished trials: 12/);
  save(path, { ...study, constraints: ['units.1 <= units.0'] });
  assert.match(run('other', '--storage', file('kept.journal')).stderr, /constraints/);
});
