// Sets of texts: files of word numbers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { packTokens } from '../../scripts/datasets/text.mjs';
import { BUILT_IN, loadDataset } from '../../web/lib/datasets.js';
import { datasetFromTokens } from '../../web/lib/text-set.js';
import { expectProblem } from './problems.mjs';

const TEXTS = [[1, 3, 4], [1], [1, 5, 2, 3, 1000]];
const WORDS = ['good', 'bad', 'naïve', ...Array.from({ length: 995 }, (_, i) => `w${i}`)];

/** A file of texts as its format says, written by hand. */
function fileOf({
  magic = 0x54585353,
  version = 1,
  labels = [0, 1, 1],
  texts = TEXTS,
  lengths = texts.map((text) => text.length),
  words = 1001,
  vocabulary = Buffer.from(WORDS.join('\n')),
} = {}) {
  const tokens = texts.flat();
  const shorts = Buffer.alloc(2 * (lengths.length + tokens.length));
  [...lengths, ...tokens].forEach((value, i) => {
    shorts.writeUInt16LE(value, 2 * i);
  });
  const head = Buffer.alloc(24);
  [magic, version, labels.length, words, tokens.length, vocabulary.length].forEach((value, i) => {
    head.writeUInt32LE(value, 4 * i);
  });
  return new Uint8Array(Buffer.concat([head, Buffer.from(labels), shorts, vocabulary]));
}

const entry = {
  id: 'mails',
  title: 'Mails',
  kind: 'text',
  file: 'mails/mails.tokens.gz',
  class_names: ['ham', 'spam'],
  test_rows: 0,
};
/** The set as a study gets it. */
function load(file, data = {}, onProgress = () => {}) {
  const read = async (name, onShare) => {
    assert.equal(name, `${BUILT_IN}mails/mails.tokens.gz`);
    onShare(0.25);
    onShare(1);
    return file;
  };
  const index = { datasets: [entry] };
  return loadDataset({ data: { source: 'mails', ...data } }, { read, index, onProgress });
}

test('all texts lie one after the other, and each is found by its start', async () => {
  const { dataset, problems } = await load(gzipSync(fileOf()));
  assert.deepEqual(problems, []);
  assert.deepEqual([...dataset.x], [1, 3, 4, 1, 1, 5, 2, 3, 1000]);
  assert.ok(dataset.x instanceof Uint16Array);
  assert.deepEqual(dataset.starts, Uint32Array.of(0, 3, 4, 9));
  assert.deepEqual([...dataset.y], [0, 1, 1]);
  assert.deepEqual([dataset.rows, dataset.features, dataset.shape], [3, 5, [5]]);
  assert.deepEqual([dataset.words, dataset.vocabulary], [1001, WORDS]);
  assert.deepEqual([dataset.id, dataset.title, dataset.task], ['mails', 'Mails', 'classification']);
  assert.deepEqual([dataset.classes, dataset.test_rows], [['ham', 'spam'], 0]);
});

test('what the builder of the sets writes is read', () => {
  const rows = TEXTS.map((tokens, label) => ({ label, tokens: Uint16Array.from(tokens) }));
  const problems = [];
  const data = datasetFromTokens(packTokens(rows, WORDS), {}, problems);
  assert.deepEqual(problems, []);
  assert.deepEqual([[...data.x], [...data.y]], [TEXTS.flat(), [0, 1, 2]]);
  assert.deepEqual(data.vocabulary, WORDS);
});

test('the share of the compressed file is told while it is fetched', async () => {
  const seen = [];
  await load(gzipSync(fileOf()), {}, (progress) => seen.push(progress));
  assert.deepEqual(seen, [
    { what: 'mails', share: 0.25 },
    { what: 'mails', share: 1 },
  ]);
});

test('what the set is meant for goes with it', () => {
  const meant = (options) => {
    const { num_words, max_length } = datasetFromTokens(fileOf(), options, []);
    return [num_words, max_length];
  };
  assert.deepEqual(meant({ num_words: 500, max_length: 4 }), [500, 4]);
  assert.deepEqual(meant({ num_words: 5000, max_length: 400 }), [1001, 400]);
  assert.deepEqual(meant({}), [1001, 5]);
});

test('labels are their own names without better ones, and a view is read from its own beginning', () => {
  const large = new Uint8Array(20000).fill(7);
  const file = fileOf({ labels: [0, 2, 1] });
  large.set(file, 11);
  const view = large.subarray(11, 11 + file.length);
  const data = datasetFromTokens(view, { class_names: ['ham', 'spam'] }, []);
  assert.deepEqual([data.classes, data.x[8]], [['0', '1', '2'], 1000]);
});

test('texts begin beyond the range of 16 bits too', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => Array(200).fill(3 + (i % 500)));
  const labels = texts.map((_, i) => i % 2);
  const { starts, x } = datasetFromTokens(fileOf({ texts, labels }), {}, []);
  assert.deepEqual([starts[4999], x[starts[4999]]], [999800, 3 + (4999 % 500)]);
});

const whole = fileOf();
const BAD = [
  ['another file', fileOf({ magic: 0x1234 }), 'tokens_magic'],
  ['a later version', fileOf({ version: 2 }), 'tokens_version'],
  ['cut in its head', whole.slice(0, 23), 'tokens_length'],
  ['cut at its end', whole.slice(0, -1), 'tokens_length'],
  ['a byte too many', new Uint8Array([...whole, 0]), 'tokens_length'],
  ['no rows', fileOf({ texts: [], labels: [] }), 'too_few_rows'],
  ['lengths of other texts', fileOf({ lengths: [3, 1, 4] }), 'tokens_lengths'],
  ['a text without a word', fileOf({ texts: [[1, 3], [], [1]] }), 'tokens_empty_row'],
  ['a word that is none', fileOf({ texts: [[1], [1001], [1]] }), 'tokens_range'],
  ['words without a name', fileOf({ vocabulary: Buffer.from('good\nbad') }), 'tokens_words'],
  [
    'words in Latin 1',
    fileOf({ vocabulary: Buffer.from('na\xefve', 'latin1') }),
    'tokens_not_utf8',
  ],
  ['one class', fileOf({ labels: [1, 1, 1] }), 'one_class'],
];
for (const [name, file, code] of BAD) {
  test(`texts: ${name}`, async () => {
    const { dataset, problems } = await load(file);
    assert.equal(dataset, null);
    expectProblem(problems, 'data.source', code);
  });
}

test('texts: all mistakes at once', () => {
  const problems = [];
  const file = fileOf({ lengths: [3, 0, 5], labels: [0, 0, 0], words: 900 });
  assert.equal(datasetFromTokens(file, {}, problems), null);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['tokens_empty_row', 'tokens_lengths', 'tokens_range', 'tokens_words', 'one_class'],
  );
});

test('texts: not built, broken, or cut into windows', async () => {
  const read = async () => {
    throw new Error('there is no such file');
  };
  const index = { datasets: [entry] };
  const missing = await loadDataset({ data: { source: 'mails' } }, { read, index });
  expectProblem(missing.problems, 'data.source', 'not_built');
  const broken = await load(gzipSync(fileOf()).subarray(0, 100));
  expectProblem(broken.problems, 'data.source', 'gzip_broken');
  const windows = await load(gzipSync(fileOf()), { window: 5 });
  assert.equal(windows.dataset, null);
  expectProblem(windows.problems, 'data.window', 'window_needs_table');
  const plain = await load(gzipSync(fileOf()), { window: -1, horizon: 0 });
  assert.deepEqual(plain.problems, []);
});
