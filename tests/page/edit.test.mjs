import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applyEdit,
  choicesOf,
  choicesText,
  fixedFrom,
  paramFor,
  readValue,
  setAt,
} from '../../web/ui/edit.js';
import { LAYER_GROUPS, newLayer, REPEAT, STACK } from '../../web/ui/layer-kinds.js';
import { formatJson } from '../../web/ui/study-format.js';
import { starter } from '../../web/ui/sources.js';
import { columnsOf, sortTrials } from '../../web/ui/trial-rows.js';
import { completeTrial, empty, running } from './fixture.js';
import { DICTIONARIES } from '../../web/lib/i18n/index.js';
import { readSchema } from '../../scripts/schema.mjs';
import { checkStudy } from '../../web/lib/study-file.js';
import { readFileSync, readdirSync } from 'node:fs';

/** @typedef {import('../../web/ui/edit.js').Draft} Draft */

/** The words of the page, of all its parts. */
const pageEn = Object.fromEntries(
  Object.entries(DICTIONARIES.en).filter(([key]) => /^(page|chart)\./.test(key)),
);

/** @type {Draft} */
const draft = {
  model: {
    layers: [
      { type: 'dense', units: { param: 'units' } },
      { type: 'dropout', rate: 0.2 },
    ],
  },
  training: { optimizer: 'sgd', epochs: { param: 'n' } },
  space: {
    units: { type: 'int', low: 8, high: 64 },
    n: { type: 'int', low: 1, high: 9 },
    other: { type: 'float', low: 0, high: 1, when: { units: [8], n: [1] } },
  },
};

test('an_edit_leaves_the_draft_before_it_as_it_was', () => {
  const before = JSON.stringify(draft);
  const next = applyEdit(draft, { op: 'set', path: ['training', 'epochs'], value: 5 });
  assert.equal(JSON.stringify(draft), before);
  assert.equal(next.model, draft.model);
});

test('a_parameter_without_a_use_goes_and_so_do_conditions_on_it', () => {
  const next = applyEdit(draft, { op: 'set', path: ['training', 'epochs'], value: 5 });
  assert.deepEqual(Object.keys(/** @type {any} */ (next.space)), ['units', 'other']);
  assert.deepEqual(/** @type {any} */ (next.space).other.when, { units: [8] });
  const bare = applyEdit(next, { op: 'set', path: ['model', 'layers', 0], value: undefined });
  assert.deepEqual(bare.space, { other: { type: 'float', low: 0, high: 1 } });
  assert.deepEqual(bare.model, { layers: [{ type: 'dropout', rate: 0.2 }] });
});

test('a_dial_makes_a_parameter_with_a_name_of_its_own', () => {
  /** @type {import('../../web/lib/types').Param} */
  const param = { type: 'float', low: 0, high: 0.5 };
  const next = applyEdit(draft, {
    op: 'tune',
    path: ['model', 'layers', 1, 'rate'],
    name: 'units',
    param,
  });
  assert.deepEqual(/** @type {any} */ (next.model).layers[1].rate, { param: 'units_2' });
  assert.deepEqual(/** @type {any} */ (next.space).units_2, param);
  const back = applyEdit(next, { op: 'fix', path: ['model', 'layers', 1, 'rate'], value: 0.2 });
  assert.deepEqual(back, draft);
});

test('a_field_set_in_a_shorthand_opens_it_up', () => {
  const next = applyEdit(draft, {
    op: 'set',
    path: ['training', 'optimizer', 'momentum'],
    value: 0.9,
  });
  assert.deepEqual(/** @type {any} */ (next.training).optimizer, { type: 'sgd', momentum: 0.9 });
});

test('a_rename_reaches_every_use_and_every_condition', () => {
  const next = applyEdit(draft, { op: 'rename', name: 'units', to: 'width' });
  assert.deepEqual(/** @type {any} */ (next.model).layers[0].units, { param: 'width' });
  assert.deepEqual(Object.keys(/** @type {any} */ (next.space)), ['width', 'n', 'other']);
  assert.deepEqual(/** @type {any} */ (next.space).other.when, { width: [8], n: [1] });
  const taken = applyEdit(draft, { op: 'rename', name: 'units', to: 'n' });
  assert.deepEqual(/** @type {any} */ (taken.model).layers[0].units, { param: 'n_2' });
});

test('a_parameter_of_the_data_is_kept_while_it_is_used_and_renamed_with_the_others', () => {
  const path = ['data', 'max_length'];
  /** @type {import('../../web/lib/types').Param} */
  const param = { type: 'int', low: 50, high: 500 };
  const next = applyEdit(draft, { op: 'tune', path, name: 'max_length', param });
  assert.deepEqual(/** @type {any} */ (next.data).max_length, { param: 'max_length' });
  const other = applyEdit(next, { op: 'set', path: ['training', 'epochs'], value: 5 });
  assert.ok('max_length' in /** @type {any} */ (other.space));
  const renamed = applyEdit(next, { op: 'rename', name: 'max_length', to: 'long' });
  assert.deepEqual(/** @type {any} */ (renamed.data).max_length, { param: 'long' });
  const back = applyEdit(renamed, { op: 'fix', path, value: 200 });
  assert.deepEqual(back.space, draft.space);
});

test('an_edit_reaches_layers_inside_layers', () => {
  const path = ['model', 'layers', 2];
  const grown = applyEdit(draft, { op: 'set', path, value: newLayer('residual') });
  const inside = [...path, 'layers', 0, 'filters'];
  /** @type {import('../../web/lib/types').Param} */
  const param = { type: 'int', low: 4, high: 64, log: true };
  const tuned = applyEdit(grown, { op: 'tune', path: inside, name: 'filters', param });
  assert.deepEqual(/** @type {any} */ (tuned.model).layers[2].layers[0].filters, {
    param: 'filters',
  });
  const gone = applyEdit(tuned, { op: 'set', path, value: undefined });
  assert.deepEqual(gone, draft);
});

test('every_layer_can_be_added_from_one_group_and_begins_without_a_mistake', async () => {
  const schema = await readSchema();
  const offered = Object.values(LAYER_GROUPS).flatMap((group) => Object.keys(group));
  const rows = schema.tables.layers.map(({ name }) => name);
  assert.deepEqual([...offered].sort(), [...rows, STACK, REPEAT].sort());
  for (const kind of offered) {
    const study = { data: { source: 'iris' }, model: { layers: [newLayer(kind)] } };
    assert.deepEqual(checkStudy(schema, study).errors, [], kind);
  }
  for (const group of Object.keys(LAYER_GROUPS).slice(1))
    assert.ok(`page.layers.group.${group}` in pageEn, group);
});

test('layers_move', () => {
  const next = applyEdit(draft, { op: 'move', path: ['model', 'layers'], from: 1, to: 0 });
  assert.deepEqual(
    /** @type {any} */ (next.model).layers.map((/** @type {any} */ layer) => layer.type),
    ['dropout', 'dense'],
  );
});

test('a_draft_of_any_shape_can_be_edited', () => {
  for (const odd of [
    {},
    { model: null },
    { training: 3 },
    { space: [] },
    { training: { optimizer: null } },
  ]) {
    const next = applyEdit(/** @type {any} */ (odd), {
      op: 'set',
      path: ['training', 'optimizer', 'learning_rate'],
      value: 0.1,
    });
    assert.equal(/** @type {any} */ (next.training).optimizer.learning_rate, 0.1);
  }
  assert.deepEqual(setAt({}, ['a', 0, 'b'], 1), { a: [{ b: 1 }] });
});

test('choices_are_read_as_they_are_written', () => {
  for (const [choices, lists] of /** @type {[any[], boolean][]} */ ([
    [[0.0001, 0.001], false],
    [['relu', 'tanh'], false],
    [[true, false], false],
    [[[50], [100], [50, 50]], true],
  ])) {
    assert.deepEqual(choicesOf(choicesText(choices, lists), lists), choices);
  }
  assert.equal(readValue(' 1e-4 '), 0.0001);
  assert.equal(readValue(''), undefined);
  assert.equal(readValue('ten'), 'ten');
});

test('a_dial_turned_on_and_off_gives_a_value_that_the_range_has', () => {
  const field = /** @type {any} */ ({
    name: 'lr',
    type: 'float',
    default: 5,
    tune: { low: 0.1, high: 1, scale: 'LOG' },
  });
  const param = paramFor(field, /** @type {any} */ ({ tables: {} }), undefined);
  assert.deepEqual(param, { type: 'float', low: 0.1, high: 1, log: true });
  assert.equal(fixedFrom(/** @type {any} */ (param), field), 0.1);
});

test('a_study_is_written_so_that_it_reads_back_the_same', () => {
  for (const study of [
    draft,
    starter('x', 'iris', 150),
    {},
    { a: [], b: {}, c: [[1, 2], { d: null }] },
  ]) {
    assert.deepEqual(JSON.parse(formatJson(/** @type {any} */ (study))), study);
  }
  assert.ok(
    formatJson(starter('x', 'iris', 150))
      .split('\n')
      .every((line) => line.length <= 110),
  );
});

test('every_word_of_the_page_is_in_both_languages_and_is_used', () => {
  const here = (/** @type {string} */ folder) => new URL(`../../web/${folder}/`, import.meta.url);
  const sources = ['ui', 'charts'].flatMap((folder) =>
    readdirSync(here(folder)).map((file) => readFileSync(new URL(file, here(folder)), 'utf8')),
  );
  const text =
    sources.join('\n') + readFileSync(new URL('../../web/index.html', import.meta.url), 'utf8');
  const asked = [
    ...text.matchAll(/(?:\bt\(|data-t(?:-label)?=|wordOr\(t, )['"]((?:page|chart)\.[\w.]+)['"]/g),
  ];
  for (const [, key] of asked) assert.ok(key in pageEn, `${key} is in no dictionary`);
  /** Whether its beginning stands in a template that something is put into. @param {string} key */
  const made = (key) =>
    key.split('.').some((_, at, parts) => {
      const beginning = parts.slice(0, at).join('.');
      return at > 1 && text.includes(`\`${beginning}.\${`);
    });
  const named = namesOfSources();
  for (const key of Object.keys(pageEn)) {
    const source = /^page\.((?:example|dataset)\..+)\.(?:title|about)$/.exec(key);
    assert.ok(
      (source ? named.includes(source[1]) : made(key) || /^(chart\.\w+\.|error\.)/.test(key)) ||
        text.includes(`'${key}'`) ||
        text.includes(`"${key}"`),
      `${key} is not used`,
    );
  }
});

/** What the picker offers, as its words are keyed. */
function namesOfSources() {
  const root = new URL('../../', import.meta.url);
  const { datasets } = JSON.parse(readFileSync(new URL('datasets/index.json', root), 'utf8'));
  const examples = readdirSync(new URL('examples/', root)).filter((file) => /\.json$/.test(file));
  return [
    ...examples.map((file) => `example.${file.replace(/\.json$/, '')}`),
    ...datasets.map((/** @type {{id: string}} */ { id }) => `dataset.${id}`),
  ];
}

test('trials_sort_by_any_column_and_what_is_not_there_comes_last', () => {
  const numbers = (/** @type {string} */ key, /** @type {boolean} */ descending) =>
    sortTrials(running.trials, { key, descending }).map(({ number }) => number);
  assert.deepEqual(numbers('value', true).slice(0, 2), [7, 9]);
  assert.deepEqual(numbers('value', true).slice(-2), [11, 10]);
  assert.deepEqual(numbers('value', false).slice(-2), [10, 11]);
  assert.deepEqual(numbers('number', true).slice(0, 2), [11, 10]);
  assert.deepEqual(numbers('param:units', false).slice(0, 3), [0, 1, 10]);
});

test('the_table_has_a_column_for_each_parameter_before_and_during_a_run', () => {
  const keys = (/** @type {any} */ snapshot) => columnsOf(snapshot, ['a']).map(({ key }) => key);
  assert.deepEqual(keys(empty), ['number', 'state', 'value', 'param:a', 'seconds']);
  assert.deepEqual(keys(running), [
    'number',
    'state',
    'value',
    'param:units',
    'param:lr',
    'seconds',
  ]);
});

test('the_table_has_a_column_for_each_objective_after_the_first', () => {
  const objective = [{ metric: 'accuracy' }, { metric: 'parameters' }];
  const trials = [
    { ...completeTrial(0, 0.9), values: [0.9, 300] },
    { ...completeTrial(1, 0.8), values: [0.8, 20] },
  ];
  const study = { .../** @type {any} */ (running.study), objective };
  const snapshot = { ...running, study, trials };
  const column = columnsOf(snapshot, []).find(({ word }) => word === 'parameters');
  assert.equal(column?.key, 'objective:1');
  const sorted = sortTrials(trials, { key: 'objective:1', descending: false });
  assert.deepEqual(
    sorted.map(({ number }) => number),
    [1, 0],
  );
});
