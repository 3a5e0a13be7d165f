// Wrong study files: each mistake is told once, at its place, in both languages, with no slot left open.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { checkStudy, checkStudyText } from '../../web/lib/study-file.js';
import { expectProblem } from './problems.mjs';

const schema = await readSchema();
const floats = (low, high, more) => ({ type: 'float', low, high, ...more });
const ints = (low, high, more) => ({ type: 'int', low, high, ...more });
const choices = (...values) => ({ type: 'categorical', choices: values });
const data = { source: 'iris' };
const layers = (...list) => ({ data, model: { layers: list } });
const dense = (more) => ({ type: 'dense', ...more });
const lr = (param, more) => ({
  data,
  training: { optimizer: { type: 'adam', learning_rate: { param: 'lr' } } },
  space: { lr: param, ...more },
});
const units = (param) => ({ ...layers(dense({ units: { param: 'u' } })), space: { u: param } });
const act = (param) => ({ ...layers(dense({ activation: { param: 'a' } })), space: { a: param } });
const repeat = (inner, more) => ({ type: 'repeat', times: 2, layers: inner, ...more });
const each = { units: { param: 'u', each: true } };

const STUDIES = [
  ['empty file', '  \n', '', 'file_empty'],
  ['file cut off', '{"data": {"source": "iris"}', '', 'json_ends'],
  ['trailing comma', '{"data": {"source": "iris"},}', '', 'json_trailing_comma'],
  ['single quotes', "{'data': 1}", '', 'json_quotes'],
  ['comment', '{"data": {} // mine\n}', '', 'json_comment'],
  ['missing comma', '{"name": "a" "data": {}}', '', 'json_comma'],
  ['missing colon', '{"name" "a"}', '', 'json_colon'],
  ['bare key', '{name: "a"}', '', 'json_key'],
  ['bare word', '{"name": iris}', '', 'json_unexpected'],
  ['number with a leading dot', '{"data": .5}', '', 'json_number'],
  ['NaN in JSON', '{"data": NaN}', '', 'json_number'],
  ['text not closed', '{"name": "abc\n}', '', 'json_string'],
  ['two objects', '{} {}', '', 'json_after_end'],
  ['value missing', '{"name": , "data": {}}', '', 'json_value_missing'],
  ['brackets without end', '['.repeat(300), '', 'json_deep'],
  ['key given twice', '{"data": {"source": "iris"}, "data": {}}', 'data', 'duplicate_key'],
  ['not an object', [1, 2], '', 'not_an_object'],
  ['null', null, '', 'not_an_object'],
  ['unknown key', { data, modell: {} }, 'modell', 'unknown_key'],
  ['key that every object has', { data, constructor: {} }, 'constructor', 'unknown_key'],
  ['a result in place of a study', { version: 1, study: { data }, trials: [] }, '', 'is_result'],
  [
    'unknown key deep inside',
    { data, training: { optimizer: { type: 'adam', momentun: 1 } } },
    'training.optimizer.momentun',
    'unknown_key',
  ],
  ['other version', { version: 2, data }, 'version', 'version'],
  ['name that is no text', { name: 5, data }, 'name', 'expected_text'],
  ['no data', {}, 'data.source', 'missing'],
  ['section that is a list', { data: [] }, 'data', 'expected_object'],
  ['unknown data set', { data: { source: 'irsi' } }, 'data.source', 'unknown_dataset'],
  ['source that is a number', { data: { source: 3 } }, 'data.source', 'expected_source'],
  ['images without labels', { data: { source: { images: 'a' } } }, 'data.source.labels', 'missing'],
  ['unknown task', { data: { ...data, task: 'clustering' } }, 'data.task', 'not_one_of'],
  ['target counted from 0', { data: { ...data, target: 0 } }, 'data.target', 'expected_column'],
  [
    'columns that are a list',
    { data: { ...data, columns: ['id'] } },
    'data.columns',
    'expected_columns',
  ],
  [
    'a column of no known kind',
    { data: { ...data, columns: { zip: 'categorical' } } },
    'data.columns.zip',
    'not_one_of',
  ],
  ['drop that is no list', { data: { ...data, drop: 'id' } }, 'data.drop', 'expected_list'],
  [
    'test_fraction above its range',
    { data: { ...data, test_fraction: 1.5 } },
    'data.test_fraction',
    'out_of_range',
  ],
  ['seed with a fraction', { data: { ...data, seed: 1.5 } }, 'data.seed', 'expected_integer'],
  ['boolean as text', { data: { ...data, stratify: 'yes' } }, 'data.stratify', 'expected_boolean'],
  [
    'parameter in data',
    { data: { ...data, scale: { param: 's' } }, space: { s: choices('none') } },
    'data.scale',
    'param_not_here',
  ],
  [
    'folds and fraction',
    { data, validation: { folds: 5, fraction: 0.2 } },
    'validation',
    'folds_and_fraction',
  ],
  ['one fold', { data, validation: { folds: 1 } }, 'validation.folds', 'one_fold'],
  ['model as a list', { data, model: [dense()] }, 'model', 'model_is_list'],
  [
    'layers that are no list',
    { data, model: { layers: dense() } },
    'model.layers',
    'expected_list',
  ],
  ['layer that is a text', layers('dense'), 'model.layers.0', 'expected_object'],
  ['layer without type', layers({ units: 3 }), 'model.layers.0.type', 'missing'],
  ['unknown layer', layers({ type: 'dens' }), 'model.layers.0.type', 'not_one_of'],
  ['1e9 units', layers(dense({ units: 1e9 })), 'model.layers.0.units', 'out_of_range'],
  ['no units', layers(dense({ units: 0 })), 'model.layers.0.units', 'out_of_range'],
  [
    'number too large for JSON',
    '{"data": {"source": "iris"}, "model": {"layers": [{"type": "dense", "units": 1e999}]}}',
    'model.layers.0.units',
    'out_of_range',
  ],
  ['dropout of 1', layers({ type: 'dropout', rate: 1 }), 'model.layers.0.rate', 'out_of_range'],
  [
    'unknown activation',
    layers(dense({ activation: 'swish' })),
    'model.layers.0.activation',
    'not_one_of',
  ],
  ['stack without sizes', layers({ type: 'stack' }), 'model.layers.0.sizes', 'missing'],
  [
    'stack with a wrong size',
    layers({ type: 'stack', sizes: [8, 1.5] }),
    'model.layers.0.sizes.1',
    'expected_integer',
  ],
  [
    'stack of too many layers',
    layers({ type: 'stack', sizes: Array(101).fill(2) }),
    'model.layers.0.sizes',
    'too_many_layers',
  ],
  [
    'negative repetitions',
    layers(repeat([], { times: -1 })),
    'model.layers.0.times',
    'out_of_range',
  ],
  [
    'repeat in a repeat',
    layers(repeat([repeat([dense()])])),
    'model.layers.0.layers.0',
    'repeat_in_repeat',
  ],
  [
    'each outside a repeat',
    { ...layers(dense(each)), space: { u: ints(1, 9) } },
    'model.layers.0.units',
    'each_outside',
  ],
  [
    'each in two repeats',
    { ...layers(repeat([dense(each)]), repeat([dense(each)])), space: { u: ints(1, 9) } },
    'model.layers.1.layers.0.units',
    'each_twice',
  ],
  [
    'each and not each',
    {
      ...layers(repeat([dense(each), dense({ units: { param: 'u' } })])),
      space: { u: ints(1, 9) },
    },
    'model.layers.0.layers.1.units',
    'each_mixed',
  ],
  [
    'optimizer as a number',
    { data, training: { optimizer: 3 } },
    'training.optimizer',
    'expected_variant',
  ],
  [
    'unknown optimizer',
    { data, training: { optimizer: 'adm' } },
    'training.optimizer',
    'not_one_of',
  ],
  [
    'field of another optimizer',
    { data, training: { optimizer: { type: 'adam', momentum: 0.9 } } },
    'training.optimizer.momentum',
    'field_of_other',
  ],
  [
    'field of no optimizer that may be chosen',
    {
      data,
      training: { optimizer: { type: { param: 'o' }, rho: 0.9 } },
      space: { o: choices('sgd', 'adam') },
    },
    'training.optimizer.rho',
    'field_of_other',
  ],
  ['l2 and alpha', { data, training: { l2: 0.1, alpha: 0.1 } }, 'training.alpha', 'l2_and_alpha'],
  [
    'text for a number',
    { data, training: { epochs: '10' } },
    'training.epochs',
    'expected_integer',
  ],
  ['unknown sampler', { data, search: { sampler: 'gird' } }, 'search.sampler', 'not_one_of'],
  ['parallelism of 0', { data, search: { parallelism: 0 } }, 'search.parallelism', 'out_of_range'],
  ['unknown metric', { data, objective: { metric: 'acuracy' } }, 'objective.metric', 'not_one_of'],
  [
    'wrong direction',
    { data, objective: { metric: 'accuracy', direction: 'minimize' } },
    'objective.direction',
    'direction_wrong',
  ],
  [
    'unknown direction',
    { data, objective: { metric: 'loss', direction: 'down' } },
    'objective.direction',
    'not_one_of',
  ],
  [
    'parameter not in the space',
    layers(dense({ units: { param: 'unit' } })),
    'model.layers.0.units.param',
    'param_not_in_space',
  ],
  [
    'parameter without name',
    layers(dense({ units: { param: 3 } })),
    'model.layers.0.units.param',
    'expected_text',
  ],
  [
    'parameter that nothing uses',
    { data, space: { lr: floats(0, 1) } },
    'space.lr',
    'param_unused',
  ],
  ['parameter with a dot', { data, space: { 'a.b': floats(0, 1) } }, 'space.a.b', 'param_name'],
  [
    'a parameter that every object seems to have',
    lr({ type: 'float', low: 0.1, high: 0.2, when: {} }, { toString: ints(1, 2) }),
    'space.toString',
    'param_name',
  ],
  [
    '__proto__ as a parameter',
    '{"data": {"source": "iris"}, "space": {"__proto__": {"type": "float", "low": 0, "high": 1}}}',
    'space.__proto__',
    'param_name',
  ],
  ['space that is a list', { data, space: [] }, 'space', 'expected_object'],
  ['parameter that is a list', lr([0.1, 0.2]), 'space.lr', 'expected_object'],
  [
    'parameter of unknown type',
    lr({ type: 'loguniform', low: 1, high: 2 }),
    'space.lr.type',
    'not_one_of',
  ],
  ['range without end', lr({ type: 'float', low: 0.1 }), 'space.lr.high', 'missing'],
  ['low above high', lr(floats(0.1, 0.01)), 'space.lr.low', 'low_above_high'],
  ['low that is a text', lr(floats('0.1', 1)), 'space.lr.low', 'expected_number'],
  ['log of zero', lr(floats(0, 1, { log: true })), 'space.lr.low', 'log_of_zero'],
  ['log of a negative', lr(floats(-1, 1, { log: true })), 'space.lr.low', 'log_of_zero'],
  [
    'step that does not divide',
    units(ints(16, 100, { step: 16 })),
    'space.u.step',
    'step_does_not_divide',
  ],
  [
    'factor that does not reach',
    units(ints(32, 250, { step: 2, log: true })),
    'space.u.step',
    'factor_does_not_reach',
  ],
  ['factor of 1', units(ints(32, 64, { step: 1, log: true })), 'space.u.step', 'factor_too_small'],
  ['step of 0', units(ints(1, 9, { step: 0 })), 'space.u.step', 'step_not_positive'],
  ['whole numbers with a fraction', units(ints(1.5, 9)), 'space.u.low', 'expected_integer'],
  ['no choices', act(choices()), 'space.a.choices', 'choices_empty'],
  [
    'choices that are no list',
    act({ type: 'categorical', choices: 'relu' }),
    'space.a.choices',
    'expected_list',
  ],
  [
    'the same choice twice',
    act(choices('relu', 'tanh', 'relu')),
    'space.a.choices.2',
    'choice_twice',
  ],
  [
    'choice that the field does not know',
    act(choices('relu', 'swish')),
    'space.a.choices.1',
    'not_one_of',
  ],
  ['lists for a number', units(choices([50], 100)), 'space.u.choices.0', 'expected_integer'],
  ['float for a whole number', units(floats(1, 9)), 'space.u.type', 'float_for_int'],
  ['range for a name', act(floats(0, 1)), 'space.a.type', 'number_for_name'],
  ['range that leaves the field', units(ints(1, 5e6)), 'space.u.high', 'out_of_range'],
  [
    'condition on nothing',
    lr(floats(0.1, 1, { when: { optimiser: ['sgd'] } })),
    'space.lr.when.optimiser',
    'when_unknown',
  ],
  [
    'condition on itself',
    lr(floats(0.1, 1, { step: 0.1, when: { lr: [0.1] } })),
    'space.lr.when',
    'when_cycle',
  ],
  [
    'condition without values',
    {
      ...act(choices('relu')),
      space: { a: { ...choices('relu'), when: { b: [] } }, b: choices(1, 2) },
    },
    'space.a.when.b',
    'when_empty',
  ],
  [
    'condition on a value that is none',
    {
      ...act(choices('relu')),
      space: { a: { ...choices('relu'), when: { b: [3] } }, b: choices(1, 2) },
    },
    'space.a.when.b',
    'when_value',
  ],
  [
    'condition on a continuous one',
    {
      ...act(choices('relu')),
      space: { a: { ...choices('relu'), when: { b: [0.5] } }, b: floats(0, 1) },
    },
    'space.a.when.b',
    'when_float',
  ],
  [
    'condition on an each parameter',
    {
      ...layers(repeat([dense({ ...each, activation: { param: 'a' } })])),
      space: { u: ints(1, 9), a: { ...choices('relu'), when: { u: [2] } } },
    },
    'space.u',
    'each_parent',
  ],
  [
    'grid without end',
    {
      ...units(ints(1, 1000)),
      training: { batch_size: { param: 'b' }, epochs: { param: 'e' } },
      space: { u: ints(1, 1000), b: ints(1, 1000), e: ints(1, 1000) },
      search: { sampler: 'grid' },
    },
    'search.sampler',
    'grid_too_large',
  ],
];

for (const [name, input, path, code] of STUDIES) {
  test(`study: ${name}`, () => {
    const options = { datasets: ['iris', 'mnist'] };
    const checked =
      typeof input === 'string'
        ? checkStudyText(schema, input, options)
        : checkStudy(schema, input, options);
    assert.equal(checked.study, null);
    expectProblem(checked.errors, path, code);
    assert.equal(checked.errors.length, 1, JSON.stringify(checked.errors));
  });
}

test('all mistakes of a file are told at once', () => {
  const { errors } = checkStudy(schema, {
    data: { source: 'iris', seed: -1 },
    model: { layers: [{ type: 'dense', units: 0, activation: 'rel' }] },
    space: { lr: { type: 'float', low: 1, high: 0 } },
  });
  const paths = [
    'space.lr.low',
    'data.seed',
    'model.layers.0.units',
    'model.layers.0.activation',
    'space.lr',
  ];
  assert.deepEqual(
    errors.map((error) => error.path),
    paths,
  );
});

test('a misspelt parameter is told once, not again as one that nothing uses', () => {
  const json = { ...layers(dense({ units: { param: 'unit' } })), space: { units: ints(1, 9) } };
  const [error, ...more] = checkStudy(schema, json).errors;
  assert.deepEqual([error.code, error.values.hint, more], ['param_not_in_space', 'units', []]);
});

test('a mistake of JSON has its line and column', () => {
  const [error] = checkStudyText(schema, '{\n  "name": "a",\n  "data": tru\n}').errors;
  assert.deepEqual([error.values.line, error.values.column], [3, 11]);
});

test('no value at any place makes the checker throw, and what passes fills in to itself', () => {
  const base = {
    ...{
      version: 1,
      name: 'n',
      about: 'a',
      data: { source: 'iris', target: 1, drop: ['x'], num_words: 9 },
    },
    validation: { folds: 2 },
    model: {
      layers: [
        { type: 'stack', sizes: [{ param: 'u' }, 3], dropout: 0.1 },
        repeat([dense({ activation: { param: 'a', each: true } })], { times: { param: 'n' } }),
        { type: 'residual', layers: [{ type: 'batch_norm' }], activation: 'relu' },
      ],
    },
    training: { optimizer: { type: { param: 'o' }, momentum: 0.5 }, early_stopping: true },
    space: {
      u: ints(4, 16, { step: 2, log: true }),
      a: choices('relu', 'tanh'),
      n: ints(0, 2, { when: { o: ['sgd'] } }),
      o: choices('sgd', 'adam'),
    },
    search: { sampler: { type: 'grid', points: 3 } },
    objective: { metric: 'loss', direction: 'minimize' },
  };
  const values = [
    undefined,
    null,
    true,
    0,
    -1,
    0.5,
    1e308,
    '',
    'x',
    'adam',
    [],
    [[]],
    {},
    { param: 'u' },
    { param: 'zz', each: 1 },
    { type: {} },
    { param: { param: 'u' } },
  ];
  let passed = 0;
  const visit = (holder) => {
    for (const key of Object.keys(holder)) {
      const kept = holder[key];
      for (const value of values) {
        holder[key] = value;
        const { study, errors } = checkStudy(schema, base, { datasets: ['iris'] });
        assert.equal(study === null, errors.length > 0);
        if (!study) continue;
        passed++;
        assert.deepEqual(checkStudy(schema, study).study, study);
      }
      holder[key] = kept;
      if (typeof kept === 'object' && kept !== null) visit(kept);
    }
  };
  visit(base);
  assert.ok(passed > 50, `${passed} passed`);
});
