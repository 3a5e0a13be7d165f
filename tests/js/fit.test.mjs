// Layers that do not fit their data or each other: found before the run, told at their place, in both languages.
import assert from 'node:assert/strict';
import test from 'node:test';
import { cornersOf, paramsOf } from '../../web/lib/corners.js';
import { encodeConfig, encodeData } from '../../web/lib/encode.js';
import { Engine } from '../../web/lib/engine.js';
import { checkFit } from '../../web/lib/fit.js';
import { describeProblem, translator } from '../../web/lib/i18n/index.js';
import { createRun, inspect } from '../../web/lib/index.js';
import { loadModule } from '../../web/lib/platform.node.js';
import { parseSchema } from '../../web/lib/schema.js';
import { checkStudy, expandSpace, resolveStudy } from '../../web/lib/study-file.js';
import { expectProblem } from './problems.mjs';
import { numbers, texts } from './data-sets.mjs';
import { irisStudy } from './studies.mjs';

const engine = await Engine.create(await loadModule());
const schema = parseSchema(engine.schemaText());
const picture = numbers([6, 6, 2]);
const series = numbers([10, 3]);
const english = (problem) => describeProblem(translator('en'), problem);
const choices = (...values) => ({ type: 'categorical', choices: values });

function studyOf(layers, space = {}, data = {}) {
  const json = { data: { source: 'iris', ...data }, model: { layers }, space };
  const { study, errors } = checkStudy(schema, json);
  assert.deepEqual(errors, []);
  return study;
}

/** With the real core. */
function fit(layers, dataset, { space, data, params } = {}) {
  const study = studyOf(layers, space, data);
  const handle = engine.dataset(dataset);
  handle.split(encodeData(schema, study));
  const found = checkFit({ schema, handle, dataset, study }, params);
  handle.free();
  return found;
}

test('shapes and parameters of each layer that fits', () => {
  const study = studyOf([
    { type: 'max_pool2d' },
    { type: 'residual', layers: [{ type: 'batch_norm' }] },
    { type: 'flatten' },
    { type: 'dense', units: 5 },
  ]);
  const handle = engine.dataset(picture);
  handle.split(encodeData(schema, study));
  const {
    fit: count,
    misfit,
    shapes,
  } = handle.shapes(encodeConfig(schema, resolveStudy(study, {})));
  assert.equal(misfit, null);
  assert.equal(count, 6);
  assert.deepEqual(shapes, [
    { shape: [3, 3, 2], parameters: 0 },
    { shape: [3, 3, 2], parameters: 4 },
    { shape: [3, 3, 2], parameters: 0 },
    { shape: [18], parameters: 0 },
    { shape: [5], parameters: 95 },
    { shape: [1], parameters: 6 },
  ]);
  handle.free();
});

const NEVER = [
  ['a picture as a sequence', [{ type: 'lstm' }], picture, 'model.layers.0', 'needs_sequence'],
  ['a sequence as a picture', [{ type: 'max_pool2d' }], series, 'model.layers.0', 'needs_picture'],
  [
    'a second recurrent layer',
    [{ type: 'lstm', units: 4 }, { type: 'gru' }],
    series,
    'model.layers.1',
    'needs_sequence',
  ],
  ['an embedding of pixels', [{ type: 'embedding' }], picture, 'model.layers.0', 'needs_tokens'],
  ['words without embedding', [{ type: 'dense' }], texts(), 'model.layers.0', 'needs_numbers'],
  ['words without any layer', [], texts(), 'model.layers', 'needs_numbers'],
  [
    'a pool larger than the picture',
    [{ type: 'repeat', times: 3, layers: [{ type: 'dropout' }, { type: 'max_pool2d' }] }],
    picture,
    'model.layers.0.layers.1',
    'too_small',
  ],
  [
    'another number of pixels',
    [{ type: 'reshape', height: 6, width: 6, channels: 3 }],
    picture,
    'model.layers.0',
    'wrong_size',
  ],
  [
    'a block that flattens',
    [{ type: 'batch_norm' }, { type: 'residual', layers: [{ type: 'flatten' }] }],
    picture,
    'model.layers.1',
    'wrong_block',
  ],
  [
    'a block inside a block',
    [
      {
        type: 'residual',
        layers: [{ type: 'batch_norm' }, { type: 'residual', layers: [{ type: 'flatten' }] }],
      },
    ],
    picture,
    'model.layers.0.layers.1',
    'wrong_block',
  ],
  [
    'a block whose repeat never happens',
    [{ type: 'residual', layers: [{ type: 'repeat', times: 0, layers: [{ type: 'dense' }] }] }],
    picture,
    'model.layers.0',
    'empty_block',
  ],
  [
    'a layer too wide',
    [{ type: 'dense', units: 1000000 }],
    numbers([65536, 1]),
    'model.layers.0',
    'too_large',
  ],
];
for (const [name, layers, dataset, path, misfit] of NEVER) {
  test(`never fits: ${name}`, () => {
    const { errors, warnings } = fit(layers, dataset);
    assert.deepEqual(warnings, []);
    expectProblem(errors, path, `misfit_${misfit}`);
    assert.equal(errors.length, 1);
  });
}

test('every reason of the core why a layer does not fit has a text', () => {
  const names = schema.tables.misfits.map(({ name }) => name).filter((name) => name !== 'none');
  assert.deepEqual(new Set(NEVER.map((one) => one[4])), new Set(names), 'a case for each above');
  for (const name of names)
    for (const language of ['en', 'zh'])
      assert.ok(translator(language).has(`error.misfit_${name}`), `${language} ${name}`);
});

test('what came in is told, also to a block', () => {
  const [pool] = fit([{ type: 'max_pool2d', pool_size: 7 }], picture).errors;
  assert.match(english(pool), /^model\.layers\.0: the window of "max_pool2d" .* \[6, 6, 2\]/);
  const [block] = fit([{ type: 'residual', layers: [{ type: 'flatten' }] }], picture).errors;
  assert.match(english(block), /\[6, 6, 2\] comes into the block.* make \[72\] of it/);
  const [text] = fit([{ type: 'embedding' }, { type: 'max_pool1d', pool_size: 9 }], texts(), {
    data: { max_length: 8 },
  }).errors;
  assert.match(english(text), /\[8, 16\]/);
});

test('a value of a parameter that never fits is an error that names it', () => {
  const space = { size: choices(2, 7), rate: { type: 'float', low: 0, high: 0.5 } };
  const layers = [
    { type: 'dropout', rate: { param: 'rate' } },
    { type: 'max_pool2d', pool_size: { param: 'size' } },
  ];
  const { errors, warnings } = fit(layers, picture, { space });
  assert.deepEqual(warnings, []);
  expectProblem(errors, 'model.layers.1', 'misfit_too_small');
  assert.equal(errors.length, 1);
  assert.match(english(errors[0]), / \(with size = 7\)$/);
});

test('values that do not fit together are a warning that names them', () => {
  const space = { size: { type: 'int', low: 2, high: 4 }, times: { type: 'int', low: 1, high: 2 } };
  const pools = { type: 'max_pool2d', pool_size: { param: 'size' } };
  const layers = [{ type: 'repeat', times: { param: 'times' }, layers: [pools] }];
  const { errors, warnings } = fit(layers, picture, { space });
  assert.deepEqual(errors, []);
  assert.equal(warnings.length, 1);
  assert.match(english(warnings[0]), /with size = 4, times = 2; such trials will fail\)$/);
  assert.match(describeProblem(translator('zh'), warnings[0]), /size = 4/);
});

test('where nothing fits, other reasons are told with the values that bring them', () => {
  const space = { size: choices(2, 7) };
  const layers = [{ type: 'max_pool2d', pool_size: { param: 'size' } }, { type: 'lstm' }];
  const { errors, warnings } = fit(layers, picture, { space });
  assert.deepEqual(warnings, []);
  assert.deepEqual(
    errors.map(({ path, code, values }) => [path, code, values.with]),
    [
      ['model.layers.1', 'misfit_needs_sequence', undefined],
      ['model.layers.0', 'misfit_too_small', 'size = 7'],
    ],
  );
});

test('a single configuration is planned alone', () => {
  const layers = [{ type: 'max_pool2d', pool_size: { param: 'size' } }];
  const space = { size: choices(2, 7) };
  assert.deepEqual(fit(layers, picture, { space, params: { size: 2 } }).errors, []);
  assert.equal(fit(layers, picture, { space, params: { size: 7 } }).errors.length, 1);
});

test('the corners of a space: first, last, each value, and what makes a parameter exist', () => {
  const space = expandSpace({
    space: {
      kind: choices('a', 'b', 'c'),
      x: { type: 'float', low: 0, high: 1, when: { kind: ['b'] } },
      n: { type: 'int', low: 1, high: 9 },
    },
  });
  const all = cornersOf(space, 64).map((wishes) => paramsOf(space, wishes));
  assert.deepEqual(all.slice(0, 2), [
    { kind: 'a', n: 1 },
    { kind: 'c', n: 9 },
  ]);
  const texts = new Set(all.map((params) => JSON.stringify(params)));
  for (const params of [
    { kind: 'b', x: 0, n: 1 },
    { kind: 'b', x: 1, n: 9 },
    { kind: 'c', n: 1 },
  ])
    assert.ok(texts.has(JSON.stringify(params)), JSON.stringify(params));
  assert.equal(cornersOf(space, 3).length, 3);
  assert.deepEqual(cornersOf({}, 64), [{}]);
});

/** Iris as a sequence: width times channels must be 4. */
const shaped = (changes) =>
  irisStudy({
    model: {
      layers: [
        { type: 'reshape', height: 0, width: { param: 'w' }, channels: { param: 'c' } },
        { type: 'global_average_pool1d' },
      ],
    },
    training: { epochs: 1 },
    space: { w: choices(1, 2, 4), c: choices(4, 2, 1) },
    ...changes,
  });

test('a proposed configuration that does not fit fails alone, with its reason', async () => {
  const run = createRun(shaped(), { workers: 1 });
  const { trials, best } = await run.result;
  const states = trials.map(({ params, state, reason }) => [params.w * params.c, state, reason]);
  for (const [size, state, reason] of states)
    assert.deepEqual([state, reason], size === 4 ? ['complete', undefined] : ['failed', 'shape']);
  assert.equal(states.filter(([size]) => size === 4).length, 3);
  assert.ok(best);
});

test('a study that never fits is refused before its first trial', async () => {
  const study = shaped({ space: { w: choices(3), c: choices(5) } });
  await assert.rejects(inspect(study), ({ problems }) => {
    expectProblem(problems, 'model.layers.0', 'misfit_wrong_size');
    return true;
  });
});
