// Studies as the arrays of doubles that C reads, in the order of the schema.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import {
  decodeValues,
  encodeConfig,
  encodeData,
  encodeParams,
  encodeSearch,
  encodeSpace,
} from '../../web/lib/encode.js';
import { indexOf } from '../../web/lib/schema.js';
import { checkStudy, expandSpace, resolveStudy } from '../../web/lib/study-file.js';

const schema = await readSchema();
const { study } = checkStudy(schema, {
  data: { source: 'iris', test_fraction: 0.25, stratify: false, scale: 'minmax', limit: 100 },
  validation: { folds: 4 },
  model: {
    layers: [
      { type: 'dense', units: { param: 'units' }, activation: 'tanh' },
      { type: 'dropout', rate: 0.5 },
    ],
  },
  training: {
    optimizer: { type: { param: 'optimizer' }, learning_rate: 0.5 },
    epochs: 7,
    shuffle: false,
  },
  space: {
    units: {
      type: 'int',
      low: 8,
      high: 32,
      log: true,
      step: 2,
      when: { optimizer: ['adam'], depth: [0.5] },
    },
    optimizer: { type: 'categorical', choices: ['sgd', 'adam'] },
    depth: { type: 'float', low: 0, high: 1, step: 0.5 },
  },
  search: { sampler: { type: 'grid', points: 3 }, trials: 9, seed: 5 },
});
const index = (table, name) => indexOf(schema, table, name);
/** The numbers of a section: what is given, else the default. */
const numbersOf = (fields, given) =>
  fields
    .filter(({ type }) => type !== 'text')
    .flatMap(({ name, type, table, default: value }) => {
      if (name in given) return given[name];
      return type === 'choice' ? index(table, value) : Number(value);
    });

test('data and validation', () => {
  const given = { test_fraction: 0.25, stratify: 0, scale: index('scales', 'minmax'), limit: 100 };
  const data = numbersOf(schema.sections.data, given);
  assert.deepEqual([...encodeData(schema, study)], [...data, 4, 0.2, 1]);
  assert.deepEqual(data.slice(0, 4), [0.25, 0, 42, index('scales', 'minmax')]);
});

test('a configuration: layers, then training with the chosen optimizer and its defaults, then texts', () => {
  const { layers } = schema.tables;
  const numbers = [
    ...encodeConfig(schema, resolveStudy(study, { units: 16, optimizer: 'sgd', depth: 0 })),
  ];
  const dense = [index('layers', 'dense'), 16, index('activations', 'tanh')];
  assert.deepEqual(numbers.slice(0, 4), [2, ...dense]);
  const second = 2 + layers[0].fields.length;
  assert.deepEqual(numbers.slice(second, second + 2), [index('layers', 'dropout'), 0.5]);
  const objects = {
    optimizer: [index('optimizers', 'sgd'), 0.5, 0, 0],
    schedule: index('schedules', 'constant'),
    early_stopping: index('stoppings', 'none'),
  };
  const training = numbersOf(schema.sections.training, { ...objects, epochs: 7, shuffle: 0 });
  const text = numbersOf(schema.sections.text, {});
  assert.deepEqual(numbers.slice(second + 2), [...training, ...text]);
});

test('the width of an object is that of its variant', () => {
  const sgd = encodeConfig(schema, resolveStudy(study, { units: 16, optimizer: 'sgd', depth: 0 }));
  const adam = encodeConfig(
    schema,
    resolveStudy(study, { units: 16, optimizer: 'adam', depth: 0 }),
  );
  assert.equal(adam.length, sgd.length + 1);
});

test('search', () => {
  assert.deepEqual(
    [...encodeSearch(schema, study)],
    [index('samplers', 'grid'), 3, 0, 9, 0, 0, 5, 4, 1e30, 0, 0],
  );
});

test('the space: parents first, conditions by place and value', () => {
  assert.deepEqual(
    [...encodeSpace(expandSpace(study))],
    [
      3,
      ...[2, 0, 0, 0, 0, 2, 0],
      ...[0, 0, 1, 0, 0.5, 0, 0],
      ...[1, 8, 32, 1, 2, 0, 2, 0, 1, 1, 1, 1, 0.5],
    ],
  );
  assert.deepEqual([...encodeSpace({})], [0]);
});

test('values come back as they went', () => {
  const space = expandSpace(study);
  const params = { optimizer: 'adam', depth: 0.5, units: 32 };
  assert.deepEqual(decodeValues(space, encodeParams(space, params)), params);
  assert.deepEqual(decodeValues(space, Float64Array.of(0, 1, Number.NaN)), {
    optimizer: 'sgd',
    depth: 1,
  });
});

test('a choice may be any JSON value', () => {
  const choices = [[50], [50, 50], null, { a: 1 }, 'x', 0, false];
  const space = { c: { type: 'categorical', choices } };
  for (const c of choices) assert.deepEqual(decodeValues(space, encodeParams(space, { c })), { c });
});
