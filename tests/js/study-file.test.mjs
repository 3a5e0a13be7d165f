// What a good study file means: defaults, short forms, conditions, stacks and repeats.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { completeConfig } from '../../web/lib/encode.js';
import { editDistance, nearest } from '../../web/lib/problems.js';
import { defaultsOf, rowOf } from '../../web/lib/schema.js';
import {
  checkParams,
  checkStudy,
  checkStudyText,
  checkTuner,
  countConfigurations,
  expandSpace,
  resolveObjective,
  resolveStudy,
} from '../../web/lib/study-file.js';

const schema = await readSchema();
const data = { source: 'iris' };

/** A study without mistakes. */
function good(json) {
  const { study, errors } = checkStudy(schema, json);
  assert.deepEqual(errors, []);
  return study;
}
const warnings = (json) => checkStudy(schema, json).warnings.map(({ path, code }) => [path, code]);

const RICH = {
  data: { ...data, target: 'species', drop: ['a', 2] },
  validation: { folds: 3 },
  model: {
    layers: [
      { type: 'stack', sizes: { param: 'sizes' }, activation: 'relu', dropout: { param: 'rate' } },
      {
        type: 'repeat',
        times: { param: 'n' },
        layers: [{ type: 'dense', units: { param: 'units', each: true } }, { type: 'dropout' }],
      },
    ],
  },
  training: {
    optimizer: {
      type: { param: 'optimizer' },
      momentum: { param: 'momentum' },
      learning_rate: 0.05,
    },
  },
  space: {
    momentum: { type: 'float', low: 0, high: 0.9, when: { optimizer: 'sgd' } },
    units: { type: 'int', low: 8, high: 32, step: 8 },
    sizes: { type: 'categorical', choices: [[], 4, [8, 8]] },
    rate: { type: 'float', low: 0, high: 0.5, step: 0.25 },
    n: { type: 'int', low: 0, high: 2 },
    optimizer: { type: 'categorical', choices: ['sgd', 'adam'] },
  },
};

test('the least study is filled with the defaults of the schema', () => {
  const study = good({ data });
  assert.deepEqual(Object.keys(study), [
    'version',
    'name',
    'data',
    'validation',
    'model',
    'training',
    'space',
    'search',
    'objective',
    'speed',
  ]);
  assert.deepEqual(study.training, defaultsOf(schema.sections.training, schema));
  assert.deepEqual(study.search, defaultsOf(schema.sections.search, schema));
  const { data: ofData, text } = schema.sections;
  assert.deepEqual(study.data, { source: 'iris', ...defaultsOf([...ofData, ...text]) });
  assert.deepEqual(study.validation, { fraction: 0.2, repeats: 1 });
  assert.deepEqual(study.objective, { metric: 'auto' });
});

test('every default of the schema is within its own range', () => {
  const rows = Object.values(schema.tables).flat();
  const fields = [
    ...Object.values(schema.sections).flat(),
    ...rows.flatMap((row) => row.fields ?? []),
  ];
  for (const { name, type, default: value, low, high, table, absent, untyped } of fields) {
    if (type === 'float' || type === 'int') assert.ok(value >= low && value <= high, name);
    if (type === 'choice') assert.ok(rowOf(schema, table, value), name);
    if (type === 'object')
      assert.ok(rowOf(schema, table, absent) && rowOf(schema, table, untyped), name);
  }
});

test('filling a filled study changes nothing', () => {
  for (const json of [
    { data },
    RICH,
    { data, objective: 'accuracy' },
    { data, training: { early_stopping: true } },
  ]) {
    const once = good(json);
    assert.equal(JSON.stringify(good(JSON.parse(JSON.stringify(once)))), JSON.stringify(once));
  }
});

test('a study text may begin with a byte-order mark', () => {
  assert.deepEqual(
    checkStudyText(schema, `\uFEFF${JSON.stringify({ data })}`).study,
    good({ data }),
  );
});

test('short forms mean what they say', () => {
  const training = (json) => good({ data, training: json }).training;
  const patience = {
    type: 'patience',
    ...defaultsOf(rowOf(schema, 'stoppings', 'patience').fields),
  };
  assert.deepEqual(training({ early_stopping: true }).early_stopping, patience);
  assert.deepEqual(training({ early_stopping: {} }).early_stopping, patience);
  assert.deepEqual(training({ early_stopping: { patience: 3 } }).early_stopping, {
    ...patience,
    patience: 3,
  });
  for (const off of [false, null, 'none'])
    assert.deepEqual(training({ early_stopping: off }).early_stopping, { type: 'none' });
  assert.equal(training({ optimizer: 'sgd' }).optimizer.learning_rate, 0.01);
  const study = good({
    data,
    training: { optimizer: { param: 'o' } },
    space: { o: { type: 'categorical', choices: ['sgd', 'adam'] } },
  });
  assert.deepEqual(study.training.optimizer, { type: { param: 'o' } });
});

test('a repeat has a parameter for each repetition, which exists when the repetition does', () => {
  const space = expandSpace(good(RICH));
  assert.deepEqual(Object.keys(space), [
    'optimizer',
    'momentum',
    'n',
    'units.0',
    'units.1',
    'sizes',
    'rate',
  ]);
  assert.deepEqual(space['units.0'].when, { n: [1, 2] });
  assert.deepEqual(space['units.1'].when, { n: [2] });
  assert.deepEqual(space.momentum.when, { optimizer: ['sgd'] });
});

test('a repeat of a fixed number needs no condition', () => {
  const study = good({
    data,
    model: {
      layers: [
        {
          type: 'repeat',
          times: 2,
          layers: [{ type: 'dense', units: { param: 'u', each: true } }],
        },
      ],
    },
    space: { u: { type: 'int', low: 1, high: 4 } },
  });
  assert.deepEqual(Object.keys(expandSpace(study)), ['u.0', 'u.1']);
  const { layers } = resolveStudy(study, { 'u.0': 3, 'u.1': 4 });
  assert.deepEqual(
    layers.map((layer) => layer.units),
    [3, 4],
  );
});

test('an own condition of an each parameter on its count is kept', () => {
  const study = good({
    data,
    model: {
      layers: [
        {
          type: 'repeat',
          times: { param: 'n' },
          layers: [{ type: 'dense', units: { param: 'u', each: true } }],
        },
      ],
    },
    space: {
      n: { type: 'int', low: 1, high: 3 },
      u: { type: 'int', low: 1, high: 4, when: { n: [3] } },
    },
  });
  assert.deepEqual(expandSpace(study)['u.0'].when, { n: [3] });
});

test('a configuration is written out layer by layer', () => {
  const study = good(RICH);
  const params = {
    sizes: [8, 8],
    rate: 0.25,
    n: 1,
    'units.0': 16,
    optimizer: 'sgd',
    momentum: 0.5,
  };
  assert.deepEqual(checkParams(study, params), []);
  const { layers, training } = completeConfig(schema, resolveStudy(study, params));
  assert.deepEqual(
    layers.map(({ type, units, rate }) => [type, units ?? rate]),
    [
      ['dense', 8],
      ['dropout', 0.25],
      ['dense', 8],
      ['dropout', 0.25],
      ['dense', 16],
      ['dropout', 0.2],
    ],
  );
  assert.equal(layers[0].activation, 'relu');
  assert.deepEqual(training.optimizer, {
    type: 'sgd',
    learning_rate: 0.05,
    momentum: 0.5,
    nesterov: false,
  });
});

test('fields that a chosen variant lacks are dropped, parameters that do not exist leave the default', () => {
  const study = good(RICH);
  const adam = completeConfig(
    schema,
    resolveStudy(study, { sizes: 4, rate: 0, n: 0, optimizer: 'adam' }),
  );
  assert.deepEqual(
    adam.layers.map(({ type, units }) => [type, units]),
    [['dense', 4]],
  );
  assert.deepEqual(Object.keys(adam.training.optimizer), [
    'type',
    'learning_rate',
    'beta_1',
    'beta_2',
    'epsilon',
  ]);
  assert.equal(adam.training.optimizer.learning_rate, 0.05);
  const sgd = completeConfig(
    schema,
    resolveStudy(study, { sizes: [], rate: 0, n: 0, optimizer: 'sgd' }),
  );
  assert.deepEqual(sgd.layers, []);
  assert.equal(sgd.training.optimizer.momentum, 0);
});

test('a layer whose type is a parameter that does not exist is left out', () => {
  const study = good({
    data,
    model: { layers: [{ type: { param: 'kind' }, units: 5 }] },
    training: { optimizer: { param: 'o' } },
    space: {
      o: { type: 'categorical', choices: ['sgd', 'adam'] },
      kind: { type: 'categorical', choices: ['dense', 'dropout'], when: { o: ['sgd'] } },
    },
  });
  assert.deepEqual(resolveStudy(study, { o: 'adam' }).layers, []);
  const { layers } = completeConfig(schema, resolveStudy(study, { o: 'sgd', kind: 'dropout' }));
  assert.deepEqual(layers, [{ type: 'dropout', rate: 0.2 }]);
});

test('values of one configuration are checked', () => {
  const study = good(RICH);
  const codes = (params) => checkParams(study, params).map(({ path, code }) => [path, code]);
  assert.deepEqual(codes({ sizes: 4, rate: 0, n: 0, optimizer: 'adam', momentum: 0.1, lr: 1 }), [
    ['params.lr', 'param_not_in_space'],
    ['params.momentum', 'param_inactive'],
  ]);
  assert.deepEqual(codes({ sizes: 5, rate: 2, n: 0.5, optimizer: 'adam' }), [
    ['params.n', 'expected_integer'],
    ['params.sizes', 'not_one_of'],
    ['params.rate', 'out_of_range'],
  ]);
  assert.deepEqual(codes({ sizes: 4, rate: 0, optimizer: 'adam' }), [
    ['params.n', 'param_missing'],
  ]);
  assert.equal(checkStudy(schema, RICH, { params: {} }).study, null);
});

test('configurations of a conditional space are counted', () => {
  const space = expandSpace(good(RICH));
  const { momentum: _, ...finite } = space;
  assert.equal(countConfigurations(space), Number.POSITIVE_INFINITY);
  // optimizer 2, units 4 to the power of n (1 + 4 + 16), sizes 3, rate 3
  assert.equal(countConfigurations(finite), 2 * 21 * 3 * 3);
  // momentum with 5 points exists for sgd only: 5 + 1 instead of 2
  assert.equal(countConfigurations(space, 5), 6 * 21 * 3 * 3);
  assert.equal(countConfigurations({}), 1);
});

test('what does no harm is a warning', () => {
  const type = (name, ...values) => ({ [name]: { type: 'categorical', choices: values } });
  assert.deepEqual(warnings({ data, training: { schedule: 'adaptive' } }), [
    ['training.schedule', 'adaptive_without_sgd'],
  ]);
  assert.deepEqual(warnings({ data, training: { schedule: 'adaptive', optimizer: 'sgd' } }), []);
  assert.deepEqual(warnings(RICH), [['training.optimizer.momentum', 'field_not_everywhere']]);
  const small = {
    data,
    training: { optimizer: { param: 'o' } },
    space: type('o', 'sgd', 'adam'),
    search: { trials: 3 },
  };
  assert.deepEqual(warnings(small), [['search.trials', 'trials_above_size']]);
});

test('the objective follows from the task', () => {
  const table = {
    id: 't',
    rows: 20,
    test_rows: 0,
    classes: ['a', 'b'],
    target: 'y',
    y: Float32Array.from({ length: 20 }, (_, i) => i % 2),
  };
  const resolve = (json, dataset) => resolveObjective(schema, good({ data, ...json }), dataset);
  const classes = { ...table, task: 'classification' };
  assert.deepEqual(resolve({}, classes).study.objective, {
    metric: 'accuracy',
    direction: 'maximize',
  });
  assert.deepEqual(resolve({ objective: 'loss' }, classes).study.objective, {
    metric: 'loss',
    direction: 'minimize',
  });
  const numbers = { ...table, task: 'regression', classes: [] };
  assert.deepEqual(resolve({}, numbers).study.objective, {
    metric: 'mean_squared_error',
    direction: 'minimize',
  });
  const codes = resolve({ validation: { folds: 9 } }, classes).warnings.map(({ code }) => code);
  assert.deepEqual(codes, []);
  const few = { ...classes, y: Float32Array.from({ length: 20 }, (_, i) => Number(i > 17)) };
  assert.deepEqual(
    resolve({ validation: { folds: 5 } }, few).warnings[0].code,
    'class_below_folds',
  );
});

test('the tuner alone takes any metric, with its direction', () => {
  const space = { x: { type: 'float', low: 0, high: 1 } };
  const { study } = checkTuner(schema, {
    space,
    objective: { metric: 'cost', direction: 'minimize' },
  });
  assert.deepEqual(study.objective, { metric: 'cost', direction: 'minimize' });
  assert.deepEqual(
    checkTuner(schema, { space }).errors.map(({ path }) => path),
    ['objective.direction'],
  );
});

test('near names are found', () => {
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.equal(nearest('ReLU', ['linear', 'relu']), 'relu');
  assert.equal(nearest('lr', ['type', 'learning_rate']), 'learning_rate');
  assert.equal(nearest('zzz', ['type', 'learning_rate']), '');
});
