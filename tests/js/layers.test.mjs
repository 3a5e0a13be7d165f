// Layers inside layers, and texts: what the study file says, and what the core hears of it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { completeConfig, encodeConfig } from '../../web/lib/encode.js';
import { nearest } from '../../web/lib/problems.js';
import { indexOf } from '../../web/lib/schema.js';
import {
  checkStudy,
  expandSpace,
  layerPaths,
  resolveObjective,
  resolveStudy,
} from '../../web/lib/study-file.js';
import { texts } from './data-sets.mjs';
import { expectProblem } from './problems.mjs';

const schema = await readSchema();
const data = { source: 'iris' };
const dense = (units) => ({ type: 'dense', units });
const residual = (...layers) => ({ type: 'residual', layers });
const repeat = (times, ...layers) => ({ type: 'repeat', times, layers });
const each = { type: 'dense', units: { param: 'u', each: true } };
const u = { type: 'int', low: 1, high: 9 };
const kind = (name) => indexOf(schema, 'layers', name);

function good(layers, more = {}) {
  const { study, errors } = checkStudy(schema, { data, model: { layers }, ...more });
  assert.deepEqual(errors, []);
  assert.deepEqual(checkStudy(schema, study).study, study, 'filling in twice changes nothing');
  return study;
}
const bad = (layers, more) => checkStudy(schema, { data, model: { layers }, ...more }).errors;

/** Kind and first field of each layer that C reads. */
function rowsOf(study, params = {}) {
  const numbers = encodeConfig(schema, resolveStudy(study, params));
  const rows = [];
  for (let i = 0, at = 1; i < numbers[0]; i++) {
    const { name, fields } = schema.tables.layers[numbers[at]];
    rows.push(fields.length > 0 ? [name, numbers[at + 1]] : [name]);
    at += 1 + fields.length;
  }
  return rows;
}

test('a block stands behind its layers and says how many they are, those of inner blocks included', () => {
  const study = good([
    dense(3),
    residual(dense(4), residual(dense(5), { type: 'stack', sizes: [6, 7] }), dense(8)),
    { type: 'flatten' },
  ]);
  assert.deepEqual(rowsOf(study), [
    ['dense', 3],
    ['dense', 4],
    ['dense', 5],
    ['dense', 6],
    ['dense', 7],
    ['residual', 3],
    ['dense', 8],
    ['residual', 6],
    ['flatten'],
  ]);
  assert.deepEqual(layerPaths(study, {}), [
    'model.layers.0',
    'model.layers.1.layers.0',
    'model.layers.1.layers.1.layers.0',
    'model.layers.1.layers.1.layers.1',
    'model.layers.1.layers.1.layers.1',
    'model.layers.1.layers.1',
    'model.layers.1.layers.2',
    'model.layers.1',
    'model.layers.2',
  ]);
});

test('the fields of a block follow in schema order, with their defaults', () => {
  const study = good([{ ...residual(dense(3)), activation: 'relu', l2: 0.5 }]);
  const numbers = [...encodeConfig(schema, resolveStudy(study, {}))];
  const at = 1 + 1 + schema.tables.layers[kind('dense')].fields.length;
  const relu = indexOf(schema, 'activations', 'relu');
  assert.deepEqual(numbers.slice(at, at + 6), [kind('residual'), 1, relu, 0, 0, 0.5]);
});

test('a block may be repeated, and a repeat may stand in a block', () => {
  const inRepeat = good([repeat(2, residual(each))], { space: { u } });
  assert.deepEqual(Object.keys(expandSpace(inRepeat)), ['u.0', 'u.1']);
  assert.deepEqual(rowsOf(inRepeat, { 'u.0': 3, 'u.1': 4 }), [
    ['dense', 3],
    ['residual', 1],
    ['dense', 4],
    ['residual', 1],
  ]);
  const n = { type: 'int', low: 1, high: 2 };
  const inBlock = good([residual(repeat({ param: 'n' }, each))], { space: { n, u } });
  assert.deepEqual(Object.keys(expandSpace(inBlock)), ['n', 'u.0', 'u.1']);
  assert.deepEqual(rowsOf(inBlock, { n: 2, 'u.0': 3, 'u.1': 4 }), [
    ['dense', 3],
    ['dense', 4],
    ['residual', 2],
  ]);
  assert.deepEqual(rowsOf(inBlock, { n: 1, 'u.0': 3 }), [
    ['dense', 3],
    ['residual', 1],
  ]);
});

test('a block may be one choice of several', () => {
  const study = good([{ type: { param: 'kind' }, layers: [dense(4)], units: 5 }], {
    space: { kind: { type: 'categorical', choices: ['dense', 'residual'] } },
  });
  assert.deepEqual(rowsOf(study, { kind: 'dense' }), [['dense', 5]]);
  assert.deepEqual(rowsOf(study, { kind: 'residual' }), [
    ['dense', 4],
    ['residual', 1],
  ]);
  const { layers } = completeConfig(schema, resolveStudy(study, { kind: 'dense' }));
  assert.equal('layers' in layers[0], false);
});

test('mistakes inside blocks are told at their place', () => {
  for (const [layers, path, code] of [
    [[residual(dense(0))], 'model.layers.0.layers.0.units', 'out_of_range'],
    [[residual(residual({ type: 'dens' }))], 'model.layers.0.layers.0.layers.0.type', 'not_one_of'],
    [[{ type: 'residual' }], 'model.layers.0.layers', 'missing'],
    [[residual()], 'model.layers.0.layers', 'misfit_empty_block'],
    [[{ type: 'residual', layers: dense(3) }], 'model.layers.0.layers', 'expected_list'],
    [
      [repeat(2, residual(repeat(2, dense(3))))],
      'model.layers.0.layers.0.layers.0',
      'repeat_in_repeat',
    ],
    [[{ ...dense(3), layers: [] }], 'model.layers.0.layers', 'field_of_other'],
    [[{ type: 'Bidirectional' }], 'model.layers.0.type', 'bidirectional_is_field'],
    [[{ type: 'InputLayer' }], 'model.layers.0.type', 'input_follows'],
  ]) {
    const errors = bad(layers);
    expectProblem(errors, path, code);
    assert.equal(errors.length, 1, JSON.stringify(errors));
  }
  const errors = bad([residual(each)], { space: { u } });
  expectProblem(errors, 'model.layers.0.layers.0.units', 'each_outside');
});

test("Keras's and PyTorch's names of layers lead to the names here", () => {
  const names = [...schema.tables.layers.map(({ name }) => name), 'stack', 'repeat'];
  for (const [theirs, ours] of Object.entries({
    Dense: 'dense',
    Linear: 'dense',
    Conv2D: 'conv2d',
    Conv1D: 'conv1d',
    MaxPooling2D: 'max_pool2d',
    MaxPool1d: 'max_pool1d',
    AveragePooling1D: 'average_pool1d',
    AvgPool2d: 'average_pool2d',
    GlobalAveragePooling1D: 'global_average_pool1d',
    GlobalAveragePooling2D: 'global_average_pool2d',
    GlobalMaxPooling1D: 'global_max_pool1d',
    GlobalMaxPooling2D: 'global_max_pool2d',
    max_pooling2d: 'max_pool2d',
    BatchNormalization: 'batch_norm',
    BatchNorm2d: 'batch_norm',
    LayerNormalization: 'layer_norm',
    LayerNorm: 'layer_norm',
    Embedding: 'embedding',
    PositionalEncoding: 'position_embedding',
    SimpleRNN: 'simple_rnn',
    LSTM: 'lstm',
    GRU: 'gru',
    MultiHeadAttention: 'self_attention',
    MultiheadAttention: 'self_attention',
    Flatten: 'flatten',
    Reshape: 'reshape',
    Activation: 'activation',
    ReLU: 'activation',
    Dropout: 'dropout',
    SpatialDropout1D: 'dropout',
    Residual: 'residual',
    Add: 'residual',
  }))
    assert.equal(nearest(theirs, names), ours, theirs);
});

test('how a trial sees a text stands in "data", may be a parameter, and reaches C with each configuration', () => {
  const space = { words: { type: 'categorical', choices: [10, 12] }, length: { ...u, low: 3 } };
  const own = {
    num_words: { param: 'words' },
    max_length: { param: 'length' },
    truncating: 'post',
  };
  const study = good([], { data: { ...data, ...own }, space });
  const resolved = resolveStudy(study, { words: 12, length: 7 });
  const post = indexOf(schema, 'sides', 'post');
  assert.deepEqual([...encodeConfig(schema, resolved)].slice(-4), [12, 7, 0, post]);
  assert.deepEqual(completeConfig(schema, resolved).text, {
    num_words: 12,
    max_length: 7,
    padding: 'pre',
    truncating: 'post',
  });
  const usual = resolveStudy(good([]), {});
  assert.deepEqual([...encodeConfig(schema, usual)].slice(-4), [0, 0, 0, 0]);
});

test('what is said of texts is checked', () => {
  const space = {
    w: { type: 'int', low: 2, high: 50 },
    z: { type: 'int', low: 0, high: 50 },
    c: { type: 'categorical', choices: [0, 1, 50] },
  };
  for (const [own, path, code] of [
    [{ num_words: 2 }, 'data.num_words', 'num_words_few'],
    [{ num_words: 70000 }, 'data.num_words', 'out_of_range'],
    [{ max_length: 1.5 }, 'data.max_length', 'expected_integer'],
    [{ padding: 'left' }, 'data.padding', 'not_one_of'],
    [{ maxlen: 100 }, 'data.maxlen', 'unknown_key'],
    [{ num_words: { param: 'w' } }, 'space.w.low', 'num_words_few'],
    [{ num_words: { param: 'z' } }, 'space.z.low', 'num_words_few'],
    [{ num_words: { param: 'c' } }, 'space.c.choices.1', 'num_words_few'],
    [{ limit: { param: 'w' } }, 'data.limit', 'param_not_here'],
  ]) {
    const { param } = Object.values(own)[0];
    const used = param ? { space: { [param]: space[param] } } : {};
    const { errors } = checkStudy(schema, { data: { ...data, ...own }, ...used });
    expectProblem(errors, path, code);
    assert.equal(errors.length, 1, JSON.stringify(errors));
  }
});

test('the data decides whether there are texts, and how many words', () => {
  const space = { w: { type: 'int', low: 10, high: 40 } };
  const study = good([], { data: { ...data, num_words: { param: 'w' } }, space });
  const { warnings, errors } = resolveObjective(schema, study, texts());
  assert.deepEqual(errors, []);
  const [warning] = warnings.filter(({ code }) => code === 'num_words_above');
  assert.deepEqual(warning.values, { most: 40, words: 12 });
  const { words: _, starts: __, ...table } = texts();
  expectProblem(resolveObjective(schema, study, table).errors, 'data.num_words', 'needs_texts');
});
