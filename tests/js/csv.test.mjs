// CSV files as people have them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/tools.mjs';
import { datasetFromCsv } from '../../web/lib/csv.js';
import { BUILT_IN, loadDataset } from '../../web/lib/datasets.js';

/** A data set without mistakes. */
function good(text, options = {}) {
  const problems = [];
  const dataset = datasetFromCsv(text, options, problems);
  assert.deepEqual(problems, []);
  return dataset;
}
const codes = (dataset) => dataset.notes.map(({ path: where, code }) => [where, code]);
const matrix = ({ x, features }) =>
  Array.from({ length: x.length / features }, (_, i) => [
    ...x.slice(i * features, (i + 1) * features),
  ]);

test('numbers, classes sorted, the last column is the target', () => {
  const data = good('a,b,kind\n1,2,z\n3,4,B\n5,6,a\n');
  assert.deepEqual(matrix(data), [
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  assert.deepEqual(
    [data.task, data.target, data.classes],
    ['classification', 'kind', ['B', 'a', 'z']],
  );
  assert.deepEqual([...data.y], [2, 0, 1]);
  assert.deepEqual(
    [data.rows, data.features, data.shape, data.feature_names],
    [3, 2, [2], ['a', 'b']],
  );
});

test('quotes, semicolons, tabs, a byte-order mark, empty lines and Windows line ends', () => {
  const expected = good('a,"b, c",y\n1,2,p\n3,4,q');
  assert.deepEqual(good('\uFEFFa;b, c;y\r\n1;2;p\r\n\r\n3;4;q\r\n'), expected);
  assert.deepEqual(good('\n"a"\tb, c\ty\n1\t 2 \tp\n3\t4\tq\n\n'), expected);
});

test('lines at the top that begin with # are skipped, and rows keep their numbers', () => {
  const rows = 'a,b,y\n1,2,p\n3,4,q\n';
  const bare = good(rows);
  const remarked = good(`# made by hand, on a Sunday, in May, 2020\n#\r\n${rows}`);
  assert.deepEqual(codes(remarked), [['', 'remarks_skipped']]);
  assert.equal(remarked.notes[0].values.count, 2);
  assert.deepEqual({ ...remarked, notes: [] }, bare);
  const alike = good(`# made by hand, on a Sunday, in May\n${rows}`);
  assert.deepEqual(alike.feature_names, ['a', 'b'], 'as many commas as columns');
  const long = `${'# a remark; with; signs\n'.repeat(30)}a;b;y\n1,5;2;p\n3;4;q\n`;
  assert.deepEqual(matrix(good(long)), matrix(good('a,b,y\n1.5,2,p\n3,4,q\n')));
  const problems = [];
  assert.equal(datasetFromCsv(`# one\n# two\n${rows}1,2\n`, {}, problems), null);
  assert.equal(problems[0].path, 'row 6');
  const quotes = [];
  assert.equal(datasetFromCsv(`# one\n${rows}"1"x,2,p\n`, {}, quotes), null);
  assert.deepEqual([quotes[0].path, quotes[0].code], ['row 5', 'csv_quotes']);
});

test('a header that begins with # is one, and a # further down is a value', () => {
  const table = '1,2,p\n3,4,q\n';
  const data = good(`# of a plant\n#id,b,y\n${table}`);
  assert.deepEqual([data.feature_names, data.rows], [['#id', 'b'], 2]);
  assert.deepEqual(codes(data), [['', 'remarks_skipped']]);
  const below = good('a,y\n1,p\n2,#\n');
  assert.deepEqual([below.classes, below.rows], [['#', 'p'], 2]);
});

test('a file without names is recognised, or told', () => {
  assert.deepEqual(good('1,2,p\n3,4,q').feature_names, ['column_1', 'column_2']);
  assert.equal(
    good('1,2,p\n3,4,q\n5,6,p', { header: true }).feature_names[0],
    '1',
    'a header of numbers',
  );
  const words = good('a,b\nc,d\na,d', { header: false });
  assert.deepEqual([words.rows, words.target], [3, 'column_2']);
  assert.deepEqual(good(',x,y\n0,1,p\n1,2,q').feature_names, ['column_1', 'x']);
});

test('numbers among the names, and words that are values, do not mislead the search for a header', () => {
  const years = good('kind,2019,2020,y\nr,0.5,1.5,p\ng,1.5,2,q\nr,2.5,3,p\ng,3.5,4,q\n');
  assert.deepEqual([years.rows, years.target, years.classes], [4, 'y', ['p', 'q']]);
  const above = good('1,2,3\n0.5,1.5,p\n1.5,2,q\n2.5,3,p\n');
  assert.deepEqual([above.rows, above.target], [3, '3']);
  const counted = good('0,1,2,3\n0.5,1.5,2,7.5\n1.5,2,2,8.5\n2.5,3,1,9.5');
  assert.deepEqual([counted.rows, counted.target], [3, '3']);
  const words = good('red,p\nblue,q\nred,q\nblue,p\n');
  assert.deepEqual([words.rows, words.target], [4, 'column_2']);
});

test('decimal commas are read where another delimiter separates the cells', () => {
  const data = good('x;n;y\n1,5;2;p\n-2,25;3;q\n1,5e2;4;p\n');
  assert.deepEqual(matrix(data), [
    [1.5, 2],
    [-2.25, 3],
    [150, 4],
  ]);
  assert.deepEqual(codes(data), [['', 'decimal_commas']]);
});

test('delimiters at the end of rows and rows of delimiters hold nothing', () => {
  const data = good('x,y,,\n1,p,,\n2,q,,\n,,,\n');
  assert.deepEqual([data.rows, data.target, data.feature_names], [2, 'y', ['x']]);
  assert.deepEqual(data.notes, []);
});

test('a column that only counts the rows is told', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `${i},${(i * 7) % 5},${i % 2 ? 'p' : 'q'}`);
  const data = good(`,x,y\n${lines.join('\n')}`);
  assert.deepEqual(codes(data), [['column column_1', 'row_counter']]);
});

test('a line break in a name becomes a space', () => {
  assert.deepEqual(good('"x\nin cm",y\n1,p\n2,q').feature_names, ['x in cm']);
});

test('the target by name or number, columns to ignore', () => {
  const text =
    'id,y,x\nn1,p,1\nn2,q,2\nn3,p,3\nn4,q,4\nn5,p,5\nn6,q,6\nn7,p,7\nn8,q,8\nn9,p,9\nn10,q,10';
  for (const target of ['y', 2, '2']) {
    const data = good(text, { target, drop: ['id'] });
    assert.deepEqual([data.target, data.feature_names], ['y', ['x']]);
  }
});

test('text becomes one column for each category, true and false become 1 and 0', () => {
  const data = good('colour,wet,y\nred,true,p\nblue,False,q\nred,TRUE,p');
  assert.deepEqual(data.feature_names, ['colour=blue', 'colour=red', 'wet']);
  assert.deepEqual(matrix(data), [
    [0, 1, 1],
    [1, 0, 0],
    [0, 1, 1],
  ]);
  assert.deepEqual(codes(data), [['column colour', 'one_hot']]);
});

test('what a column holds can be said: numbers that are categories, in their order and as they are spelt', () => {
  const text = 'zip,wet,m,y\n01234,True,10,p\n1234,false,2,q\n,TRUE,10,p\n01234,false,1,q\n';
  const columns = { zip: 'category', 2: 'category', m: 'category' };
  const data = good(text, { columns });
  assert.deepEqual(data.feature_names, [
    'zip=(missing)',
    'zip=01234',
    'zip=1234',
    'wet=false',
    'wet=true',
    'm=1',
    'm=2',
    'm=10',
  ]);
  assert.deepEqual(matrix(data)[2], [1, 0, 0, 0, 1, 0, 0, 1]);
  assert.deepEqual(
    codes(data).map(([, code]) => code),
    ['one_hot', 'one_hot', 'one_hot'],
  );
  const numbers = good('x,wet,y\n1,true,p\n2,false,q\n,true,p\n', {
    columns: { x: 'number', wet: 'number' },
  });
  assert.deepEqual(numbers.feature_names, ['x', 'wet'], 'what it is anyway may be said');
  const left = good(text, { columns: { zip: 'category' }, drop: ['zip'] });
  assert.deepEqual(left.feature_names, ['wet', 'm'], 'left out all the same');
});

test('gaps get the median or a category of their own, rows without target go', () => {
  const data = good('x,c,gone,y\n1,red,,p\n,?,NA,q\n5,red,null,p\n#N/A,blue,,q\n3,red,,');
  assert.deepEqual(data.feature_names, ['x', 'c=(missing)', 'c=blue', 'c=red']);
  assert.deepEqual(matrix(data), [
    [1, 0, 0, 1],
    [3, 1, 0, 0],
    [5, 0, 0, 1],
    [3, 0, 1, 0],
  ]);
  assert.deepEqual(codes(data), [
    ['column y', 'rows_dropped'],
    ['column x', 'gaps_filled'],
    ['column c', 'one_hot'],
    ['column gone', 'column_empty'],
  ]);
});

test('few whole numbers that repeat are classes, in the order of numbers; others are numbers', () => {
  const classes = good('x,y\n1,10\n2,9\n3,10\n4,9\n');
  assert.deepEqual([classes.task, classes.classes], ['classification', ['9', '10']]);
  const numbers = good('x,y\n1,10\n2,9\n3,8');
  assert.deepEqual([numbers.task, numbers.classes, [...numbers.y]], ['regression', [], [10, 9, 8]]);
  assert.equal(good('x,y\n1,1.5\n2,1.5\n3,2').task, 'regression');
  assert.equal(good('x,y\n1,10\n2,9\n3,10\n4,9', { task: 'regression' }).task, 'regression');
  assert.deepEqual(good('x,y\n1,true\n2,false\n3,true').classes, ['false', 'true']);
});

test('a word among numbers is told with its row as a spreadsheet counts', () => {
  const problems = [];
  assert.equal(datasetFromCsv('x,y\n\n1,p\n2,q\nmany,p\n4,q', {}, problems), null);
  assert.equal(problems[0].path, 'row 5, column x');
});

test('empty lines among the rows do not shift the numbers of the others', () => {
  const problems = [];
  datasetFromCsv('x,y\n1,p\n\n2,q\n\nmany,p\n4,q', {}, problems);
  assert.equal(problems[0].path, 'row 6, column x');
});

test('rows that were dropped do not shift the numbers of the others', () => {
  const problems = [];
  datasetFromCsv('x,y\n1,\n2,q\nmany,p\n4,q', {}, problems);
  assert.equal(problems[0].path, 'row 4, column x');
});

const index = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));
const read = async (name) =>
  fs.readFileSync(path.join(ROOT, 'datasets', name.replace(BUILT_IN, '')));

for (const entry of index.datasets.filter(({ kind }) => kind === 'csv')) {
  test(`the built-in set ${entry.id} is as its index says`, async () => {
    const { dataset, problems } = await loadDataset(
      { data: { source: entry.id, window: 0 } },
      { read, index },
    );
    assert.deepEqual(problems, []);
    for (const key of ['id', 'title', 'task', 'rows', 'features', 'test_rows'])
      assert.deepEqual(dataset[key], entry[key], key);
    assert.equal(dataset.classes.length, entry.classes);
    assert.deepEqual(dataset.classes, entry.class_names ?? []);
    assert.equal(dataset.x instanceof Uint8Array, 'shape' in entry);
    assert.deepEqual(
      dataset.notes.filter(({ code }) => code !== 'one_hot'),
      [],
    );
  });
}

for (const entry of index.datasets.filter(({ window }) => window)) {
  test(`the series ${entry.id} comes in windows`, async () => {
    const data = { source: entry.id, window: -1, horizon: 0, test_fraction: 0 };
    const { dataset } = await loadDataset({ data }, { read, index });
    const { window, horizon, features } = entry;
    assert.equal(dataset.rows, entry.rows - window - horizon + 1);
    assert.deepEqual(dataset.shape, [window, features]);
    assert.equal(dataset.x.length, dataset.rows * window * features);
    assert.deepEqual(dataset.classes, entry.class_names ?? []);
  });
}

test('another target of a built-in set has a task of its own', async () => {
  const data = { source: 'iris', target: 'petal_width' };
  const { dataset } = await loadDataset({ data }, { read, index });
  assert.deepEqual([dataset.task, dataset.classes, dataset.features], ['regression', [], 6]);
});

test('a file may be compressed, and its progress is told', async () => {
  const seen = [];
  const packed = async (_name, onShare) => {
    onShare(0.5);
    return gzipSync('x,y\n1,p\n2,q');
  };
  const options = { read: packed, index, onProgress: (progress) => seen.push(progress) };
  const { dataset } = await loadDataset(
    { data: { source: 'https://example.org/a/t.csv.gz?x=1' } },
    options,
  );
  assert.deepEqual([dataset.rows, dataset.id], [2, 't.csv.gz']);
  assert.deepEqual(seen, [{ what: 't.csv.gz', share: 0.5 }]);
});

test('a spreadsheet text in UTF-16 is read', async () => {
  const utf16 = async () => Buffer.from('\uFEFFx\ty\n1\tp\n2\tq', 'utf16le');
  const { dataset } = await loadDataset({ data: { source: './t.txt' } }, { read: utf16, index });
  assert.deepEqual(dataset.feature_names, ['x']);
});
