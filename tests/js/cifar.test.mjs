// The reader's own files of CIFAR-10.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { readSchema } from '../../scripts/schema.mjs';
import { datasetFromCifar } from '../../web/lib/cifar.js';
import { loadDataset } from '../../web/lib/datasets.js';
import { checkStudy } from '../../web/lib/study-file.js';
import { openFiles } from '../../web/ui/sources.js';
import { expectProblem } from './problems.mjs';

/** Records with these labels; colour c of pixel p of record r is 100 c + p + r, so that each place can be told. */
function batch(labels) {
  const bytes = new Uint8Array(labels.length * 3073);
  labels.forEach((label, r) => {
    bytes[r * 3073] = label;
    for (let c = 0; c < 3; c++) {
      for (let p = 0; p < 1024; p++) bytes[r * 3073 + 1 + 1024 * c + p] = 100 * c + p + r;
    }
  });
  return bytes;
}

/** Loads files by their names. */
function load(source, files, data = {}) {
  const read = async (name) => {
    if (!files[name]) throw new Error('there is no such file');
    return files[name];
  };
  return loadDataset({ data: { source, ...data } }, { read, index: { datasets: [] } });
}
const two = { 'c/data_batch_1.bin': batch([3, 9]), 'c/data_batch_2.bin': batch([0]) };
const names = Object.keys(two);

test('planes of colour become pixels, batches follow each other, the test batch is last', async () => {
  const files = { ...two, 'c/test_batch.bin': batch([7, 1]) };
  const { dataset, problems } = await load({ batches: names, test: 'c/test_batch.bin' }, files);
  assert.deepEqual(problems, []);
  assert.deepEqual([...dataset.y], [3, 9, 0, 7, 1]);
  assert.deepEqual([dataset.rows, dataset.test_rows, dataset.features], [5, 2, 3072]);
  assert.deepEqual([dataset.shape, dataset.id], [[32, 32, 3], 'data_batch_1.bin']);
  assert.equal(dataset.x.length, 5 * 3072);
  for (const [row, r] of [0, 1, 0, 0, 1].entries()) {
    for (const p of [0, 1, 33, 1023]) {
      const at = row * 3072 + 3 * p;
      const expected = [0, 1, 2].map((c) => (100 * c + p + r) % 256);
      assert.deepEqual([...dataset.x.subarray(at, at + 3)], expected, `row ${row}, pixel ${p}`);
    }
  }
  assert.deepEqual([dataset.classes[0], dataset.classes[9]], ['airplane', 'truck']);
  assert.equal(dataset.classes.length, 10);
  assert.deepEqual(dataset.feature_names.slice(95, 97), ['pixel_0_31_2', 'pixel_1_0_0']);
});

test('one batch, compressed, without a test batch', async () => {
  const files = { 'data_batch_1.bin.gz': gzipSync(batch([1, 2, 2])) };
  const { dataset } = await load({ batches: 'data_batch_1.bin.gz' }, files);
  assert.deepEqual([dataset.rows, dataset.test_rows], [3, 0]);
});

const LIST = 'data.source.batches.1';
const BAD = [
  ['cut off', 'b.bin', batch([1, 2]).slice(0, -1), 'cifar_length'],
  ['empty', 'b.bin', new Uint8Array(0), 'cifar_length'],
  ['a label above 9', 'b.bin', batch([1, 10]), 'cifar_label'],
  ['a pickle by its length', 'x/data_batch_2', Uint8Array.of(0x80, 2), 'cifar_python'],
  ['a pickle by its label', 'test_batch', batch([0x80]), 'cifar_python'],
];
for (const [name, file, bytes, code] of BAD) {
  test(`CIFAR-10: ${name}`, async () => {
    const source = { batches: ['a.bin', file] };
    const { dataset, problems } = await load(source, { 'a.bin': batch([1]), [file]: bytes });
    assert.equal(dataset, null);
    expectProblem(problems, LIST, code);
  });
}

test('CIFAR-10: nothing is made of a bad file', () => {
  const path = 'data.source.batches';
  const bytes = batch([1, 2, 30]);
  assert.equal(datasetFromCifar([{ name: 'a.bin', path, bytes, test: false }], {}, []), null);
});

test('CIFAR-10: all bad files at once, the record of a bad label, and files that are not there', async () => {
  const files = { a: batch([1]).slice(1), b: batch([0, 1, 77]) };
  const { problems } = await load({ batches: 'a', test: 'b' }, files);
  assert.deepEqual(
    problems.map(({ path, code }) => [path, code]),
    [
      ['data.source.batches', 'cifar_length'],
      ['data.source.test', 'cifar_label'],
    ],
  );
  assert.deepEqual(problems[1].values, { file: 'b', row: 3, label: 77 });
  const missing = await load({ batches: ['a.bin', 'b.bin'] }, {});
  assert.equal(missing.problems.length, 2);
  expectProblem(missing.problems, 'data.source.batches.0', 'cannot_read');
  const one = await load({ batches: 'a.bin' }, { 'a.bin': batch([5, 5]) });
  expectProblem(one.problems, 'data.source.batches', 'one_class');
  const windows = await load({ batches: names }, two, { window: 3 });
  expectProblem(windows.problems, 'data.window', 'window_needs_table');
});

const schema = await readSchema();
const errorsOf = (source) => checkStudy(schema, { data: { source } }).errors;

test('a study names its batches in a list or alone', () => {
  assert.deepEqual(errorsOf({ batches: ['a.bin'], test: 't.bin' }), []);
  assert.deepEqual(errorsOf({ batches: 'a.bin' }), []);
  expectProblem(errorsOf({ test: 't.bin' }), 'data.source.batches', 'missing');
  expectProblem(errorsOf({ batches: [] }), 'data.source.batches', 'batches_empty');
  expectProblem(errorsOf({ batches: ['a', 3] }), 'data.source.batches.1', 'expected_text');
  expectProblem(errorsOf({ batches: 'a', test: '' }), 'data.source.test', 'expected_text');
  expectProblem(errorsOf({ batches: 'a', tests: 'b' }), 'data.source.tests', 'unknown_key');
  expectProblem(errorsOf({ batches: 'a', images: 'b' }), 'data.source.images', 'unknown_key');
});

/** What the page makes of files that were dropped. */
const dropped = async (...list) => {
  const opened = await openFiles(list.map((name) => new File([new Uint8Array(3073)], name)));
  return opened?.draft.data.source;
};

test('dropped files of CIFAR-10 are a study, those of its Python version too, and other pairs are not', async () => {
  const all = ['test_batch.bin', 'data_batch_2.bin', 'data_batch_1.bin'];
  assert.deepEqual(await dropped(...all), {
    batches: ['data_batch_1.bin', 'data_batch_2.bin'],
    test: 'test_batch.bin',
  });
  assert.deepEqual(await dropped('data_batch_1.bin'), { batches: ['data_batch_1.bin'] });
  assert.deepEqual(await dropped('test_batch.bin.gz'), { batches: ['test_batch.bin.gz'] });
  assert.deepEqual(await dropped('data_batch_1'), { batches: ['data_batch_1'] });
  assert.equal(await dropped('table.csv'), 'table.csv');
  assert.equal(await dropped('a.bin', 'table.csv'), undefined);
  const pair = { images: 'images.bin', labels: 'labels.bin' };
  assert.deepEqual(await dropped('labels.bin', 'images.bin'), pair);
});
