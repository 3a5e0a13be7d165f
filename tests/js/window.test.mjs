// Windows over a series.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadDataset } from '../../web/lib/datasets.js';
import { cutWindows } from '../../web/lib/window.js';
import { expectProblem } from './problems.mjs';

/** Rows t, 10 t, y = 100 + t in the order of time. */
const series = (n) =>
  `a,b,y\n${Array.from({ length: n }, (_, t) => `${t}.5,${10 * t},${100 + t}.25`).join('\n')}`;

const weather = { id: 'weather', kind: 'csv', file: 'w.csv', task: 'regression', target: 'y' };
const index = { datasets: [{ ...weather, test_rows: 0, window: 3, horizon: 2 }] };
/** The data set of a text and the fields of data. */
async function load(text, data, source = './t.csv') {
  const read = async () => new TextEncoder().encode(text);
  return loadDataset({ data: { source, ...data } }, { read, index });
}
async function good(...request) {
  const { dataset, problems } = await load(...request);
  assert.deepEqual(problems, []);
  return dataset;
}
const noted = (dataset) => dataset.notes.map(({ code, values }) => [code, values.count]);

test('each row is a window with all columns, and the target stands behind it', async () => {
  const data = await good(series(6), { window: 2, horizon: 3 });
  assert.deepEqual([data.rows, data.features, data.shape], [2, 6, [2, 3]]);
  assert.deepEqual(data.feature_names, ['a', 'b', 'y']);
  assert.deepEqual([...data.x.subarray(0, 6)], [0.5, 0, 100.25, 1.5, 10, 101.25]);
  assert.deepEqual([...data.x.subarray(6)], [1.5, 10, 101.25, 2.5, 20, 102.25]);
  assert.deepEqual([...data.y], [104.25, 105.25]);
  assert.deepEqual([data.task, data.test_rows], ['regression', 0]);
  assert.deepEqual(noted(data), [['windows', undefined]]);
});

test('the target is the next row when no horizon is given, and 0 or less is no window', async () => {
  const next = await good(series(5), { window: 3, horizon: 0 });
  assert.deepEqual([...next.y], [103.25, 104.25]);
  for (const window of [0, -1]) {
    const plain = await good(series(5), { window, horizon: 4 });
    assert.deepEqual([plain.rows, plain.shape, plain.notes], [5, [2], []]);
  }
});

test('a class is no input, and text becomes columns in every step', async () => {
  const text = 'wind,rain,sky\nN,1.5,sun\nS,2.5,fog\nN,3.5,sun\nN,4.5,fog\nS,5.5,sun';
  const data = await good(text, { window: 2, horizon: 1 });
  assert.deepEqual(data.feature_names, ['wind=N', 'wind=S', 'rain']);
  assert.deepEqual([data.task, data.classes], ['classification', ['fog', 'sun']]);
  assert.deepEqual([data.shape, data.rows], [[2, 3], 3]);
  assert.deepEqual([...data.x.subarray(0, 6)], [1, 0, 1.5, 0, 1, 2.5]);
  assert.deepEqual([...data.y], [1, 0, 1]);
});

test('a series of one column is forecast from itself', async () => {
  const data = await good('y\n1.5\n2.5\n3.5\n4.5\n5.5', { window: 2 });
  assert.deepEqual([...data.x], [1.5, 2.5, 2.5, 3.5, 3.5, 4.5]);
  assert.deepEqual([...data.y], [3.5, 4.5, 5.5]);
});

test('the last windows are for testing, and none before them shares a row with them', async () => {
  const [window, horizon] = [4, 3];
  const data = await good(series(50), { window, horizon, test_fraction: 0.1 });
  const windows = 50 - window - horizon + 1;
  assert.deepEqual([windows, data.test_rows], [44, 4]);
  assert.equal(data.rows, windows - (window + horizon - 1));
  const first = (row) => data.x[row * data.features] - 0.5;
  const border = data.rows - data.test_rows;
  assert.deepEqual(
    Array.from({ length: data.test_rows }, (_, i) => first(border + i)),
    Array.from({ length: data.test_rows }, (_, i) => windows - data.test_rows + i),
  );
  const lastSeen = data.y[border - 1] - 100.25;
  assert.equal(lastSeen, first(border) - 1, 'the last target to train on is the row before');
  assert.deepEqual(noted(data)[1], ['windows_left_out', window + horizon - 1]);
});

test('a share of the windows is one at least, and without a share none is left out', async () => {
  const few = await good(series(12), { window: 2, test_fraction: 0.01 });
  assert.equal(few.test_rows, 1);
  const none = await good(series(12), { window: 2, test_fraction: 0 });
  assert.deepEqual([none.test_rows, none.rows], [0, 10]);
});

test('a row without a target is a step all the same', async () => {
  const text = 'a,y\n1,1.5\n2,2.5\n3,?\n4,4.5\n5,5.5\n6,\n7,7.5';
  const data = await good(text, { window: 2 });
  assert.deepEqual([...data.y], [4.5, 5.5, 7.5]);
  assert.deepEqual([...data.x.subarray(0, 4)], [2, 2.5, 3, 4.5], 'the median fills the gap');
  assert.deepEqual(noted(data), [
    ['gaps_filled', 2],
    ['windows', undefined],
    ['rows_dropped', 2],
  ]);
});

test('a built-in set has a window of its own, and the study has the last word', async () => {
  const shape = async (data) => (await good(series(12), data, 'weather')).shape;
  assert.deepEqual(await shape({}), [3, 3]);
  assert.deepEqual(await shape({ window: -1, horizon: 0 }), [3, 3]);
  assert.deepEqual(await shape({ window: 5, horizon: 0 }), [5, 3]);
  assert.deepEqual(await shape({ window: 0 }), [2]);
  const target = async (data) => (await good(series(12), data, 'weather')).y[0];
  assert.equal(await target({ window: -1, horizon: 0 }), 104.25);
  assert.equal(await target({ window: 4, horizon: 1 }), 104.25);
  assert.equal(await target({ horizon: 4 }), 106.25);
});

const BAD = [
  ['longer than the file', series(6), { window: 5, horizon: 1 }, 'window_too_long'],
  ['far beyond the file', series(6), { window: 1000, horizon: 1000 }, 'window_too_long'],
  ['hardly any left', series(12), { window: 4, test_fraction: 0.5 }, 'window_leaves_few'],
  ['all for testing', series(12), { window: 2, test_fraction: 0.99 }, 'window_leaves_few'],
];
for (const [name, text, data, code] of BAD) {
  test(`windows: ${name}`, async () => {
    const { dataset, problems } = await load(text, data);
    assert.equal(dataset, null);
    expectProblem(problems, 'data.window', code);
  });
}

test('windows: the least number of rows is as it is said', async () => {
  const { problems } = await load(series(5), { window: 4, horizon: 2 });
  const { least } = problems[0].values;
  assert.equal((await load(series(least - 1), { window: 4, horizon: 2 })).dataset, null);
  assert.equal((await good(series(least), { window: 4, horizon: 2 })).rows, 2);
});

test('windows: too large for any memory', () => {
  const problems = [];
  const long = { x: new Float32Array(0), columns: 1000, y: new Float32Array(3000), target: 'y' };
  assert.equal(cutWindows(long, { window: 1000 }, problems, []), null);
  expectProblem(problems, 'data.window', 'windows_too_large');
});

test('windows: only of a table', async () => {
  const { problems } = await load('', { window: 4 }, { images: 'a', labels: 'b' });
  assert.ok(problems.some(({ code }) => code === 'window_needs_table'));
});

test('windows: a wrong number in the target is told once', async () => {
  const { problems } = await load('a,y\n1,1.5\n2,many\n3,3.5\n4,4.5', { window: 1 });
  assert.deepEqual(
    problems.map(({ path, code }) => [path, code]),
    [['row 3, column y', 'not_a_number']],
  );
});
