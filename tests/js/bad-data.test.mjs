// Wrong data files, and studies that do not fit their data: each mistake is told at its place, in both languages.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { checkStudy, resolveObjective } from '../../web/lib/study-file.js';
import { expectProblem, load } from './problems.mjs';

const schema = await readSchema();
/** A table of `rows` rows x,label with alternating labels. */
const rows = (n) => Array.from({ length: n }, (_, i) => `${i},${i % 2 ? 'a' : 'b'}`).join('\n');
const idx = (...bytes) => Uint8Array.from(bytes);
const IMAGES = idx(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 8, 7, 6);
const LABELS = idx(0, 0, 8, 1, 0, 0, 0, 2, 0, 1);

const FILES = [
  ['empty CSV', '\n\n', {}, 'data.source', 'csv_empty'],
  ['CSV with names only', 'x,label\n', {}, 'data.source', 'csv_header_only'],
  ['ragged CSV', 'x,label\n1,a\n2\n3,b', {}, 'row 3', 'csv_ragged'],
  ['quote not closed', 'x,label\n1,"a\n2,b', {}, 'row 2', 'csv_quotes'],
  ['two columns of one name', 'x,x,label\n1,2,a\n3,4,b', {}, 'column x', 'csv_column_twice'],
  ['one column', 'label\na\nb', {}, 'data.source', 'csv_one_column'],
  [
    'target that is not there',
    `x,label\n${rows(4)}`,
    { target: 'lable' },
    'data.target',
    'no_such_column',
  ],
  [
    'dropped column that is not there',
    `x,label\n${rows(4)}`,
    { drop: ['id'] },
    'data.drop.0',
    'no_such_column',
  ],
  ['target dropped', `x,label\n${rows(4)}`, { drop: ['label'] }, 'data.drop', 'target_dropped'],
  [
    'kind of a column that is not there',
    `x,label\n${rows(4)}`,
    { columns: { zip: 'category' } },
    'data.columns.zip',
    'no_such_column',
  ],
  [
    'kind of the target',
    `x,label\n${rows(4)}`,
    { columns: { label: 'category' } },
    'data.columns.label',
    'column_is_target',
  ],
  [
    'words in a column that is said to hold numbers',
    'x,label\nlow,a\n2,b\nhigh,a\nlow,b',
    { columns: { x: 'number' } },
    'row 2, column x',
    'said_number',
  ],
  [
    'numbers that never repeat as categories',
    `x,label\n${rows(12)}`,
    { columns: { x: 'category' } },
    'column x',
    'id_column',
  ],
  [
    'too many numbers as categories',
    `x,label\n${rows(60)}\n${rows(60)}`,
    { columns: { 1: 'category' } },
    'column x',
    'too_many_categories',
  ],
  ['all inputs dropped', `x,label\n${rows(4)}`, { drop: ['x'] }, 'data.source', 'no_features'],
  ['one class', 'x,label\n1,a\n2,a\n3,a', {}, 'data.target', 'one_class'],
  ['NaN cell', 'x,label\n1,a\nNaN,b\n3,a', {}, 'row 3, column x', 'not_finite'],
  ['infinite cell', 'x,label\n1,a\n1e999,b\n-inf,a', {}, 'row 3, column x', 'not_finite'],
  ['word among numbers', 'x,label\n1,a\n2,b\nthree,a', {}, 'row 4, column x', 'not_a_number'],
  ['decimal commas', 'x,label\n"1,5",a\n"2,5",b\n"3,5",a', {}, 'column x', 'decimal_comma'],
  [
    'commas that may separate thousands',
    'x;label\n1,500;a\n2,500;b\n3,250;a',
    {},
    'column x',
    'decimal_comma',
  ],
  [
    'decimal commas beside points',
    'x;z;label\n1,5;0.5;a\n2,5;1.5;b\n3,5;2.5;a',
    {},
    'column x',
    'decimal_comma',
  ],
  [
    'amounts of money',
    `x;label\n${rows(12).replaceAll(/^(\d+),/gm, '$$$1.50;')}`,
    {},
    'column x',
    'dressed_number',
  ],
  [
    'column of names',
    `who,x,label\n${rows(12).replaceAll(/^(\d+)/gm, 'n$1,$1')}`,
    {},
    'column who',
    'id_column',
  ],
  [
    'column of too many texts',
    `who,x,label\n${rows(120).replaceAll(/^(\d+)/gm, (n) => `n${n >> 1},${n}`)}`,
    {},
    'column who',
    'too_many_categories',
  ],
  [
    'text as a number',
    `x,label\n${rows(4)}`,
    { task: 'regression' },
    'data.target',
    'target_not_numeric',
  ],
  [
    'every row a class',
    'x,label\n' +
      rows(60)
        .replaceAll(/[ab]$/gm, '')
        .replaceAll(/^(\d+),/gm, '$1,c$1'),
    {},
    'data.target',
    'too_many_classes',
  ],
  ['no row with a target', 'x,label\n1,\n2,?\n3,a', {}, 'data.source', 'too_few_rows'],
  [
    'picture as a table',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0),
    {},
    'data.source',
    'not_text',
  ],
  ['broken gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 1), {}, 'data.source', 'gzip_broken'],
  ['file that is not there', null, {}, 'data.source', 'cannot_read'],
  ['built-in set not built', null, { source: 'mnist' }, 'data.source', 'not_built'],
  ['built-in set that is not there', null, { source: 'mnits' }, 'data.source', 'unknown_dataset'],
  ['truncated IDX', [IMAGES.slice(0, -1), LABELS], {}, 'data.source.images', 'idx_length'],
  ['IDX cut in its head', [IMAGES.slice(0, 9), LABELS], {}, 'data.source.images', 'idx_length'],
  ['no IDX', [idx(1, 2, 3, 4), LABELS], {}, 'data.source.images', 'idx_magic'],
  [
    'IDX of floats',
    [idx(0, 0, 13, 3, ...IMAGES.slice(4)), LABELS],
    {},
    'data.source.images',
    'idx_type',
  ],
  ['images and labels exchanged', [LABELS, IMAGES], {}, 'data.source.images', 'idx_dimensions'],
  [
    'more images than labels',
    [IMAGES, idx(0, 0, 8, 1, 0, 0, 0, 1, 0)],
    {},
    'data.source.labels',
    'idx_counts_differ',
  ],
  [
    'IDX with one label',
    [IMAGES, idx(0, 0, 8, 1, 0, 0, 0, 2, 1, 1)],
    {},
    'data.source.labels',
    'one_class',
  ],
];

const TABLE = `x,label\n${rows(10)}`;
const NUMBERS = 'x,y\n1,1.5\n2,2.5\n3,3.25\n4,4.5\n5,1.75\n6,8.5';
const FITS = [
  [
    'more folds than rows',
    TABLE,
    { validation: { folds: 9 } },
    'validation.folds',
    'folds_above_rows',
  ],
  ['nothing left to train on', TABLE, { data: { limit: 1 } }, 'data.limit', 'too_few_rows'],
  [
    'accuracy of numbers',
    NUMBERS,
    { objective: { metric: 'accuracy' } },
    'objective.metric',
    'metric_for_regression',
  ],
  [
    'squared error of classes',
    TABLE,
    { objective: { metric: 'r2' } },
    'objective.metric',
    'metric_for_classification',
  ],
  [
    'loss of classes for numbers',
    NUMBERS,
    { training: { loss: 'categorical_crossentropy' } },
    'training.loss',
    'loss_for_regression',
  ],
  [
    'loss of numbers for classes',
    TABLE,
    { training: { loss: 'mean_squared_error' } },
    'training.loss',
    'loss_for_classes',
  ],
  [
    'hinge for numbers',
    NUMBERS,
    { training: { loss: 'hinge' } },
    'training.loss',
    'loss_for_regression',
  ],
  [
    'huber for classes',
    TABLE,
    { training: { loss: 'huber' } },
    'training.loss',
    'loss_for_classes',
  ],
  [
    'area under the curve of numbers',
    NUMBERS,
    { objective: 'roc_auc' },
    'objective.metric',
    'metric_for_regression',
  ],
  [
    'the best three of fewer than four classes',
    TABLE,
    { objective: 'top_3_accuracy' },
    'objective.metric',
    'metric_needs_classes',
  ],
  [
    'weights of classes for numbers',
    NUMBERS,
    { training: { class_weight: 'balanced' } },
    'training.class_weight',
    'class_weight_needs_classes',
  ],
  [
    'smoothed labels for numbers',
    NUMBERS,
    { training: { label_smoothing: 0.1 } },
    'training.label_smoothing',
    'smoothing_needs_crossentropy',
  ],
  [
    'smoothed labels for a hinge among the losses',
    TABLE,
    {
      training: { label_smoothing: 0.1, loss: { param: 'loss' } },
      space: { loss: { type: 'categorical', choices: ['auto', 'hinge'] } },
    },
    'training.label_smoothing',
    'smoothing_needs_crossentropy',
  ],
  [
    'direction against the task',
    NUMBERS,
    { objective: { direction: 'maximize' } },
    'objective.direction',
    'direction_wrong',
  ],
];

for (const [name, file, options, path, code] of FILES) {
  test(`data: ${name}`, async () => {
    const source = Array.isArray(file) ? { images: 'images', labels: 'labels' } : './table.csv';
    const { dataset, problems } = await load(source, file, options);
    assert.equal(dataset, null);
    expectProblem(problems, path, code);
  });
}

for (const [name, file, more, path, code] of FITS) {
  test(`study and data: ${name}`, async () => {
    const json = { ...more, data: { source: './table.csv', ...more.data } };
    const { study, errors } = checkStudy(schema, json);
    assert.deepEqual(errors, []);
    const { dataset } = await load('./table.csv', file);
    const fitted = resolveObjective(schema, study, dataset);
    assert.equal(fitted.study, null);
    expectProblem(fitted.errors, path, code);
  });
}

test('of many mistakes of one kind ten are listed and the others counted', async () => {
  const { problems } = await load('./table.csv', `x,label\n${'1\n'.repeat(50)}`);
  assert.equal(problems.length, 11);
  assert.deepEqual([problems[10].code, problems[10].values.count], ['and_more', 40]);
});
