// The recorded studies of npm run bench:tuners: what stands in them, that training gives it again, and what is measured with them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NETWORKS, progress } from '../bench/tuners/pruning.mjs';
import { scoresIn, scoresOf } from '../bench/tuners/record.mjs';
import { pruningLines, text } from '../bench/tuners/rows.mjs';
import { curveOf, NAMES, readTable, studyPath, tableProblem } from '../bench/tuners/table.mjs';
import { createRun, inspect } from '../../web/lib/index.js';

const AGAIN = 3; // trials that are trained once more
const SMALL = ['digits', 'wine']; // in the repository: the others need npm run datasets

test('a table is its study file, each configuration once', async () => {
  for (const name of NAMES) {
    const { study, fingerprint, columns, loss, steps } = readTable(name);
    assert.deepEqual(study, JSON.parse(readFileSync(studyPath(name), 'utf8')), name);
    assert.match(fingerprint, /^[0-9a-f]{16}$/);
    assert.ok(loss.length >= 2000 && loss.every((value) => value > 0), name);
    const places = Object.values(columns).map(({ at }) => at);
    const seen = new Set(loss.map((_, row) => places.map((at) => at[row]).join()));
    assert.equal(seen.size, loss.length, name);
    if (NETWORKS.includes(name)) {
      assert.ok(steps?.every((curve) => curve.length === 27));
      assert.ok(curveOf(readTable(name), 0).every((share) => share >= 0 && share <= 1));
    }
    if (SMALL.includes(name)) assert.equal((await inspect(study)).size, loss.length, name);
  }
});

test('training gives the recorded scores again', async () => {
  for (const name of SMALL) {
    const { study, loss, steps } = readTable(name);
    study.search.trials = AGAIN;
    const { trials } = await createRun(study, { workers: 2 }).result;
    const recorded = scoresIn({ loss: loss.slice(0, AGAIN), steps: steps?.slice(0, AGAIN) });
    assert.deepEqual(scoresOf(trials), recorded, name);
  }
});

test('a configuration is looked up by the places of its numbers and its choices', () => {
  const { space, regret, rowOf, table } = tableProblem('digits');
  assert.deepEqual(space.units_0, { type: 'int', low: 0, high: 4 });
  assert.deepEqual(space.units_1.when, { layers: [1] });
  assert.deepEqual(space.optimizer.choices, ['sgd', 'adam', 'rmsprop']);
  const row = rowOf({
    layers: 1,
    units_0: 4,
    units_1: 3,
    dropout: 0,
    learning_rate: 5,
    optimizer: 'adam',
  });
  const { columns } = table;
  assert.deepEqual(
    Object.values(columns).map(({ values, at }) => values[at[row]]),
    [2, 128, 64, 0, columns.learning_rate.values[5], 'adam'],
  );
  const one = { layers: 0, units_0: 4, dropout: 0, learning_rate: 5, optimizer: 'adam' };
  assert.equal(columns['units.1'].at[rowOf(one)], -1);
  assert.throws(() => regret({ ...one, dropout: 3 }), /digits has no/);
  const least = table.loss
    .map((_, i) => i)
    .filter((i) => table.loss[i] === Math.min(...table.loss));
  assert.equal(least.length, 1);
});

test('progress is counted epoch by epoch, up to the target', async () => {
  const network = {
    space: { x: { type: 'int', low: 0, high: 9 } },
    curveOf: (/** @type {Record<string, any>} */ { x }) => [
      x / 20,
      x / 15,
      x === 9 ? 0.9 : x / 12,
      0.6,
    ],
    size: 10,
  };
  const how = { pruner: 'none', seed: 1, trials: 10 };
  const all = await progress(network, how);
  assert.equal(all.length, 40);
  assert.equal(all[39], 0.9);
  const found = all.indexOf(0.9);
  assert.equal(found % 4, 2);
  const cut = await progress(network, { ...how, target: 0.9 });
  assert.deepEqual(cut, all.slice(0, found + 2)); // the trial that reached it is over
  const stopped = await progress(network, { ...how, pruner: 'asha' });
  assert.ok(stopped.length < 40 && stopped.length >= 10, String(stopped.length));
});

test('what a pruner saves stands in a line', () => {
  const row = { name: 'pruning/digits/asha', unit: 'epochs', ours: 100, peer: 'none', theirs: 400 };
  const rest = { ratio: 4, note: 'to 97.0 %', share: 0.254, p: 0.00195 };
  assert.equal(
    text(pruningLines([{ ...row, ...rest }]), true).split('\n')[2],
    '| pruning/digits/asha | none (to 97.0 %) | 100 | 400 | 0.25 | 0.002 |',
  );
});
