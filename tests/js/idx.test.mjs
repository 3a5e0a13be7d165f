// Images and labels in IDX files.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadDataset } from '../../web/lib/datasets.js';
import { datasetFromIdx } from '../../web/lib/idx.js';

const bytes = (sizes, values) => {
  const file = new Uint8Array(4 + 4 * sizes.length + values.length);
  file.set([0, 0, 8, sizes.length]);
  const view = new DataView(file.buffer);
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  file.set(values, 4 + 4 * sizes.length);
  return file;
};
const images = bytes([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
const labels = bytes([3], [0, 2, 1]);
const test_images = bytes([1, 2, 2], [20, 21, 22, 23]);
const test_labels = bytes([1], [2]);

test('training rows come first, the test rows of the set after them', () => {
  const problems = [];
  const data = datasetFromIdx(
    { images, labels, test_images, test_labels },
    { id: 'mine' },
    problems,
  );
  assert.deepEqual(problems, []);
  assert.deepEqual([data.rows, data.test_rows, data.features, data.shape], [4, 1, 4, [2, 2, 1]]);
  assert.deepEqual([...data.x], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255, 20, 21, 22, 23]);
  assert.ok(data.x instanceof Uint8Array);
  assert.deepEqual(
    [[...data.y], data.classes],
    [
      [0, 2, 1, 2],
      ['0', '1', '2'],
    ],
  );
  assert.deepEqual(data.feature_names, ['pixel_0_0', 'pixel_0_1', 'pixel_1_0', 'pixel_1_1']);
});

test('names of the classes are used if there are enough', () => {
  const names = (class_names) => datasetFromIdx({ images, labels }, { class_names }, []).classes;
  assert.deepEqual(names(['a', 'b', 'c']), ['a', 'b', 'c']);
  assert.deepEqual(names(['a', 'b']), ['0', '1', '2']);
});

test('colour pictures and flat rows keep their shape', () => {
  const colour = bytes([3, 1, 2, 3], Array(18).fill(7));
  assert.deepEqual(datasetFromIdx({ images: colour, labels }, {}, []).shape, [1, 2, 3]);
  const flat = bytes([3, 5], Array(15).fill(7));
  assert.deepEqual(datasetFromIdx({ images: flat, labels }, {}, []).shape, [1, 5, 1]);
});

test('pictures for testing must have the shape of the others', () => {
  const problems = [];
  const wide = bytes([1, 2, 3], Array(6).fill(1));
  assert.equal(
    datasetFromIdx({ images, labels, test_images: wide, test_labels }, {}, problems),
    null,
  );
  assert.deepEqual(
    [problems[0].path, problems[0].code],
    ['data.source.test_images', 'idx_shapes_differ'],
  );
});

test('a built-in set of colour pictures may have no test files', async () => {
  const files = { train_images: 'e/i.gz', train_labels: 'e/l.gz' };
  const entry = { id: 'emoji', title: 'Emoji', kind: 'idx', files, class_names: ['a', 'b', 'c'] };
  const colour = bytes(
    [3, 2, 1, 3],
    Array.from({ length: 18 }, (_, i) => i),
  );
  const read = async (name) => gzipSync(name.endsWith('i.gz') ? colour : labels);
  const { dataset, problems } = await loadDataset(
    { data: { source: 'emoji', window: -1 } },
    { read, index: { datasets: [entry] } },
  );
  assert.deepEqual(problems, []);
  assert.deepEqual([dataset.shape, dataset.test_rows, dataset.features], [[2, 1, 3], 0, 6]);
  assert.deepEqual(
    [...dataset.x],
    Array.from({ length: 18 }, (_, i) => i),
  );
  assert.deepEqual(dataset.feature_names.slice(2, 4), ['pixel_0_0_2', 'pixel_1_0_0']);
  assert.deepEqual(dataset.classes, ['a', 'b', 'c']);
});

test('both files of a study may be compressed', async () => {
  const source = { images: './i.gz', labels: './l.gz' };
  const read = async (name) => gzipSync(name === './i.gz' ? images : labels);
  const { dataset, problems } = await loadDataset(
    { data: { source } },
    { read, index: { datasets: [] } },
  );
  assert.deepEqual(problems, []);
  assert.deepEqual([dataset.id, dataset.rows], ['i.gz', 3]);
});

test('a view into a larger buffer is read from its own beginning', () => {
  const large = new Uint8Array(100).fill(9);
  large.set(images, 13);
  const view = large.subarray(13, 13 + images.length);
  assert.equal(datasetFromIdx({ images: view, labels }, {}, []).x[11], 255);
});
