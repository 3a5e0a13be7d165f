// The curves of a journal: short in a text, floats in a page, the same to the bit in the end.
import assert from 'node:assert/strict';
import test from 'node:test';
import { lines, parseLine, textOf } from '../../web/lib/journal.js';
import { pack, unpack } from '../../web/lib/journal-curves.js';

const f = Math.fround;
const curve = [
  [f(0.1), null, f(1 / 3)],
  [f(1e-30), f(3e38), 0],
];
const trial = (folds) => lines.trialUser(0, 'folds', folds);
const parsed = (text) => text.trim().split('\n').map(parseLine);

test('packed and unpacked, through text or not, curves are what they were', () => {
  const all = [
    lines.report(0, 1, 0.5),
    trial([
      { score: 1 / 3, curve, seconds: 0.25 },
      { score: null, curve: [] },
    ]),
    trial([{ curve: [] }]),
    trial([{ curve }]),
  ];
  const { lines: bare, curves } = pack(all);
  assert.equal(curves.length, 12);
  assert.doesNotMatch(textOf(bare, 'w'), /0\.333333343/);
  assert.deepEqual(unpack(bare, curves), all);
  const back = unpack(parsed(textOf(bare, 'w')), curves);
  assert.deepEqual(
    back.map(({ user_attr }) => user_attr),
    all.map(({ user_attr }) => user_attr),
  );
  assert.equal(textOf(back, 'w'), textOf(all, 'w'));
  assert.match(textOf(all, 'w'), /0\.333333343\b/);
});

test('what another program calls folds stays as it is', () => {
  for (const folds of [
    5,
    'five',
    null,
    [null],
    [{ curve: 5 }],
    [{ curve: [[1, 2]] }],
    [[1]],
    [{ curve: [[0.1, 0.2, 0.3]] }],
    [{ curve: [['a', 'b', 'c']] }],
  ]) {
    const line = trial(folds);
    assert.deepEqual(pack([line]), { lines: [line] });
    assert.deepEqual(JSON.parse(textOf([line], 'w')).user_attr.folds, folds);
  }
});
