// Constraints as texts: what they mean, in JavaScript and in C alike, and each mistake told at its character in both languages.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { compileConstraint, holds } from '../../web/lib/constraint-code.js';
import {
  decodeValues,
  encodeConstraints,
  encodeSearch,
  encodeSpace,
} from '../../web/lib/encode.js';
import { Engine } from '../../web/lib/engine.js';
import { loadModule } from '../../web/lib/platform.node.js';
import { checkTuner, expandSpace } from '../../web/lib/study-file.js';
import { expectProblem } from './problems.mjs';

const schema = await readSchema();
const engine = await Engine.create(await loadModule());

const space = {
  depth: { type: 'int', low: 1, high: 2 },
  wide: { type: 'int', low: 1, high: 3 },
  narrow: { type: 'int', low: 1, high: 3, when: { depth: [2] } },
  rate: { type: 'float', low: 0.1, high: 0.4, step: 0.1 },
  optimizer: { type: 'categorical', choices: ['sgd', 'adam'] },
  batch: { type: 'categorical', choices: [16, 32, 64] },
  norm: { type: 'categorical', choices: [true, false] },
  shape: { type: 'categorical', choices: [null, [32, 16], { a: 1 }, 'a b', 7] },
};
const objective = { direction: 'minimize' };
const tunerOf = (constraints, search = {}) =>
  checkTuner(schema, { space, constraints, search, objective });

/** As the same thing would be said in JavaScript; undefined is open. */
const MEANINGS = [
  ['narrow <= wide', ({ narrow, wide }) => narrow === undefined || narrow <= wide],
  ['not (narrow <= wide)', ({ narrow, wide }) => narrow === undefined || narrow > wide],
  ['narrow < 2 and wide < 2', ({ narrow, wide }) => !(narrow >= 2) && wide < 2],
  ['narrow < 2 or wide < 2', ({ narrow, wide }) => !(narrow >= 2) || wide < 2],
  ['wide * 2 - 1 == depth + 2', ({ wide, depth }) => wide * 2 - 1 === depth + 2],
  ['wide - 1 - 1 >= 0', ({ wide }) => wide - 2 >= 0],
  ['12 / wide / 2 > 2', ({ wide }) => 12 / wide / 2 > 2],
  ['2 + 3 * wide != 11', ({ wide }) => wide !== 3],
  ['(2 + 3) * -wide < -7.5', ({ wide }) => wide > 1.5],
  ['rate + 0.1 <= 0.3', ({ rate }) => rate < 0.25],
  ['rate < 0.3', ({ rate }) => rate < 0.25],
  ['rate * 1e1 >= .3e1', ({ rate }) => rate > 0.25],
  [`optimizer == 'sgd'`, ({ optimizer }) => optimizer === 'sgd'],
  ['"adam" != optimizer', ({ optimizer }) => optimizer === 'sgd'],
  [
    `batch * 10 <= 320 or optimizer == 'sgd'`,
    ({ batch, optimizer }) => batch <= 32 || optimizer === 'sgd',
  ],
  ['norm or batch < 64', ({ norm, batch }) => norm || batch < 64],
  ['norm == (batch == 16)', ({ norm, batch }) => norm === (batch === 16)],
  ['norm == false', ({ norm }) => !norm],
  ['not not norm', ({ norm }) => norm],
  [
    'min(wide, 2, depth) + max(wide, 1) == abs(-3)',
    ({ wide, depth }) => Math.min(wide, 2, depth) + wide === 3,
  ],
  ['shape != null', ({ shape }) => shape !== null],
  [`shape == '[32,16]' or shape == '7'`, ({ shape }) => Array.isArray(shape) || shape === 7],
  [`shape == '{"a":1}'`, ({ shape }) => shape?.a === 1],
  [`shape == 'a b'`, ({ shape }) => shape === 'a b'],
  ['`wide` <= 2', ({ wide }) => wide <= 2],
  [
    'depth == 1 or narrow == 1 and wide == 3',
    ({ depth, narrow, wide }) => depth === 1 || (narrow === 1 && wide === 3),
  ],
];

test('a constraint means what it says, in C as in JavaScript', () => {
  const expanded = expandSpace({ space });
  const names = Object.keys(expanded);
  const all = engine.study(
    encodeSpace(expanded),
    encodeSearch(schema, tunerOf([], { sampler: 'grid' }).study),
    [false],
  );
  const rows = Array.from({ length: all.budget }, () => all.ask().values);
  assert.equal(rows.length, 2880);
  for (const [text, means] of MEANINGS) {
    const { study, errors } = tunerOf([text], { sampler: 'grid' });
    assert.deepEqual(errors, [], text);
    const { code } = compileConstraint(expanded, text);
    const expected = rows.filter((values) => means(decodeValues(expanded, values)));
    assert.ok(expected.length > 0 && expected.length < rows.length, text);
    const kept = rows.filter((values) => holds(code, values));
    assert.deepEqual(kept, expected, text);
    const numbers = encodeSpace(expanded, encodeConstraints(schema, expanded, study.constraints));
    const tuner = engine.study(numbers, encodeSearch(schema, study), [false]);
    assert.equal(tuner.size, expected.length, text);
    const asked = Array.from({ length: tuner.budget }, () => tuner.ask().values);
    assert.deepEqual(asked, expected, text);
    tuner.free();
  }
  assert.equal(names.length, 8);
  all.free();
});

test('names with other signs stand in backquotes', () => {
  const odd = {
    'learning rate': { type: 'float', low: 0, high: 1 },
    学习率: { type: 'int', low: 0, high: 1 },
  };
  assert.deepEqual(compileConstraint(odd, '`learning rate` < 学习率').names, Object.keys(odd));
});

test('what is deep but allowed fits the stack of C', () => {
  const expanded = expandSpace({ space });
  const layers = [
    ['(', ')', 'wide > 1'],
    ['1 + 2 * (', ')', 'wide', ' > 0'],
    ['1 - 2 / min(3, ', ')', 'wide', ' > 0'],
    ['norm or norm and norm == (', ')', 'norm or norm and 1 + 2 * wide < 2 + 3 * wide'],
    ['not ', '', 'norm'],
    ['-', '', 'wide', ' < 0'],
  ];
  for (const [open, close, inner, after = ''] of layers) {
    let deepest = null;
    for (let n = 1; n < 40; n++) {
      const text = open.repeat(n) + inner + close.repeat(n) + after;
      const { errors, study } = tunerOf([text]);
      if (study) deepest = study;
      else assert.match(errors[0].code, /^constraint_(deep|long)$/, text);
    }
    const codes = encodeConstraints(schema, expanded, deepest.constraints);
    engine.study(encodeSpace(expanded, codes), encodeSearch(schema, deepest), [false]).free();
  }
});

const WRONG = [
  ['', 'constraint_value_end', 1],
  ['   ', 'constraint_value_end', 4],
  ['wide', 'constraint_needs_truth', 1],
  ['wide + 1', 'constraint_needs_truth', 1],
  [`'sgd'`, 'constraint_needs_truth', 1],
  ['wide <=', 'constraint_value_end', 8],
  ['wide <= * 2', 'constraint_value', 9],
  ['wide <= )', 'constraint_value', 9],
  ['wide depth', 'constraint_operator', 6],
  ['wide <= 3 4', 'constraint_operator', 11],
  ['wide <= 3)', 'constraint_operator', 10],
  ['(wide <= 3', 'constraint_close_end', 11],
  ['(wide <= 3 4)', 'constraint_close', 12],
  ['wide = 3', 'constraint_assign', 6],
  ['wide <= 3 && norm', 'constraint_logic', 11],
  ['!norm', 'constraint_logic', 1],
  ['wide ^ 2 < 3', 'constraint_character', 6],
  ['wide ** 2 < 3', 'constraint_value', 7],
  ['wide; depth', 'constraint_character', 5],
  [`optimizer == 'sgd`, 'constraint_quote', 14],
  ['`wide < 3', 'constraint_quote', 1],
  ['1 < wide < 3', 'constraint_chain', 10],
  ['wide == depth == 1', 'constraint_chain', 15],
  ['wid <= 3', 'constraint_name', 1],
  ['wide.0 <= 3', 'constraint_name', 1],
  ['optimizer == sgd', 'constraint_name', 14],
  ['constructor == 1', 'constraint_name', 1],
  [`optimizer == 'sdg'`, 'constraint_choice', 14],
  [`'lion' != optimizer`, 'constraint_choice', 1],
  [`optimizer < 'sgd'`, 'constraint_order', 1],
  ['norm < true', 'constraint_order', 1],
  [`wide == 'sgd'`, 'constraint_kinds', 1],
  ['norm == 1', 'constraint_kinds', 1],
  [`1 == 1 and wide + 'a' < 3`, 'constraint_needs_number', 19],
  ['norm + 1 < 3', 'constraint_needs_number', 1],
  ['-optimizer < 3', 'constraint_needs_number', 2],
  ['wide and norm', 'constraint_needs_truth', 1],
  ['norm and wide', 'constraint_needs_truth', 10],
  ['not wide', 'constraint_needs_truth', 5],
  ['sqrt(wide) < 2', 'constraint_function', 1],
  ['abs(wide, 2) < 2', 'constraint_abs', 1],
  ['abs() < 2', 'constraint_value', 5],
  ['1 < 2 + min(wide)', 'constraint_two', 9],
  ['max(1, norm) < 2', 'constraint_needs_number', 8],
  ['1 < 2', 'constraint_constant', 1],
  [`${'('.repeat(30)}norm${')'.repeat(30)}`, 'constraint_deep', 21],
  [`norm or ${'norm or '.repeat(200)}norm`, 'constraint_long', 1001],
];

for (const [text, code, at] of WRONG) {
  test(`wrong: ${text.slice(0, 30)}`, () => {
    const { errors, study } = tunerOf(['norm or wide > 1', text]);
    assert.equal(study, null);
    assert.equal(errors.length, 1, JSON.stringify(errors));
    expectProblem(errors, 'constraints.1', code);
    assert.equal(errors[0].values.at, at);
  });
}

test('what was probably meant is said', () => {
  const hintOf = (text, of = space) =>
    checkTuner(schema, { space: of, constraints: [text], objective }).errors[0].values.hint;
  assert.equal(hintOf('wid <= 3'), 'wide');
  assert.equal(hintOf(`optimizer == 'adan'`), 'adam');
});

const LISTS = [
  ['norm', 'constraints', 'constraint_list'],
  [{ a: 1 }, 'constraints', 'constraint_list'],
  [[5], 'constraints.0', 'constraint_text'],
  [['norm', 'norm'], 'constraints.1', 'constraint_twice'],
  [Array.from({ length: 101 }, (_, i) => `wide < ${i + 1}`), 'constraints', 'constraint_many'],
];
for (const [list, path, code] of LISTS) {
  test(`wrong list: ${JSON.stringify(list).slice(0, 30)}`, () =>
    expectProblem(tunerOf(list).errors, path, code));
}

test('all mistakes of form are told at once, beside those of other sections', () => {
  const { errors } = tunerOf(['wide <', 'norm &&'], { sampler: 'tpo' });
  const found = errors.map(({ path, code }) => `${path} ${code}`);
  assert.deepEqual(found, [
    'constraints.0 constraint_value_end',
    'constraints.1 constraint_logic',
    'search.sampler not_one_of',
  ]);
});

const WEIGHTS = [
  [5, 'space.a.weights', 'expected_list'],
  [[1], 'space.a.weights', 'weights_count'],
  [[1, 2, 3], 'space.a.weights', 'weights_count'],
  [[], 'space.a.weights', 'weights_count'],
  [[1, 0], 'space.a.weights.1', 'weight'],
  [[-1, 1], 'space.a.weights.0', 'weight'],
  [[1, '2'], 'space.a.weights.1', 'weight'],
  [[1, null], 'space.a.weights.1', 'weight'],
  [[1, 1e10], 'space.a.weights.1', 'weight'],
];
for (const [weights, path, code] of WEIGHTS) {
  test(`wrong weights: ${JSON.stringify(weights)}`, () => {
    const a = { type: 'categorical', choices: ['x', 'y'], weights };
    expectProblem(checkTuner(schema, { space: { a }, objective }).errors, path, code);
  });
}

test('weights belong to choices', () => {
  const a = { type: 'int', low: 1, high: 2, weights: [1, 2] };
  expectProblem(
    checkTuner(schema, { space: { a }, objective }).errors,
    'space.a.weights',
    'unknown_key',
  );
});
