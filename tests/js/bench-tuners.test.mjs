// npm run bench:tuners: the shape of its output, its functions in both languages, its statistics. Its figures are not looked at.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { largestDifference } from '../bench/tuners/check.mjs';
import { FRONTS, missingCurve } from '../bench/tuners/fronts.mjs';
import { PROBLEMS } from '../bench/tuners/functions.mjs';
import { curves } from '../bench/tuners/ours.mjs';
import { pair, rowsOf, summary } from '../bench/tuners/rows.mjs';
import { NAMES as TABLES } from '../bench/tuners/table.mjs';
import { signedRank } from '../bench/tuners/wilcoxon.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const python = existsSync('/usr/bin/python3') || spawnSync('python3', ['-V']).status === 0;

/** @param {string[]} args @returns {Promise<{ code: number, out: string, err: string }>} */
function bench(...args) {
  return new Promise((resolve) => {
    const words = ['tests/bench/tuners/bench.mjs', ...args];
    execFile(process.execPath, words, { cwd: ROOT }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

test('rows without the peer have a regret of ours and nothing of theirs', async () => {
  const words = ['--json', '--quick', '--no-peers', '--seeds', '2', '--only', 'random/branin'];
  const { code, out, err } = await bench(...words);
  assert.equal(code, 0, err);
  const { rows } = JSON.parse(out);
  assert.equal(rows.length, 1);
  const [{ name, unit, ours, peer, theirs, ratio, p, verdict }] = rows;
  assert.equal(name, 'random/branin/optuna-random@25');
  assert.deepEqual([unit, peer], ['median regret', 'optuna-random']);
  assert.ok(ours > 0);
  assert.deepEqual([theirs, ratio, p, verdict], [null, null, null, '']);
});

test('a sampler that refuses a space has a row that says why', async () => {
  const { out } = await bench('--json', '--quick', '--no-peers', '--only', 'grid/mlp');
  const [{ ours, ratio, note }] = JSON.parse(out).rows;
  assert.deepEqual([ours, ratio], [null, null]);
  assert.match(note, /grid/);
});

test('a rival of our own needs no peer, and a cost has its row', async () => {
  const words = ['--json', '--quick', '--no-peers', '--seeds', '2', '--only'];
  const beside = JSON.parse((await bench(...words, 'cma_es/branin')).out).rows;
  const own = beside.find((/** @type {any} */ { peer }) => peer === 'random');
  assert.ok(own.theirs > 0 && Math.abs(own.ratio - own.theirs / own.ours) < 1e-12);
  assert.ok(own.p > 0 && own.p <= 1);
  const [cost] = JSON.parse((await bench(...words, 'sobol/cost-5d')).out).rows;
  assert.deepEqual([cost.name, cost.unit, cost.theirs], ['sobol/cost-5d', 'ms/trial', null]);
  assert.ok(cost.ours > 0);
});

const nameOf = (/** @type {any} */ { name }) => name;
const isOwn = (/** @type {any} */ { peer }) => peer === 'random';

test('fronts and pruning have their rows', async () => {
  const words = ['--json', '--quick', '--no-peers', '--seeds', '2'];
  const fronts = JSON.parse((await bench('fronts', ...words)).out).rows;
  assert.deepEqual(
    fronts.filter(isOwn).map(nameOf),
    Object.keys(FRONTS).map((name) => `nsga2/${name}/random@25`),
  );
  assert.ok(fronts.every((/** @type {any} */ { ours }) => ours > 0 && ours < 1));
  const { rows } = JSON.parse((await bench('pruning', ...words)).out);
  assert.deepEqual(
    rows.map(nameOf),
    ['digits', 'fashion_mnist'].flatMap((network) =>
      ['median', 'asha'].map((pruner) => `pruning/${network}/${pruner}@25`),
    ),
  );
  assert.ok(
    rows.every((/** @type {any} */ { share, ours, theirs }) => share > 0 && ours > 0 && theirs > 0),
  );
});

test('what of a front is missing', () => {
  const front = { space: {}, values: () => [], ideal: [0, 0], reference: [4, 4] };
  const points = [
    [5, 0],
    [2, 2],
    [3, 3],
    [1, 3],
    [2, 1],
    [0, 0],
  ];
  assert.deepEqual(
    missingCurve(front, points),
    [16, 12, 12, 11, 9, 0].map((area) => area / 16),
  );
});

test('what cannot be read is refused with what there is', async () => {
  const wrong = await bench('--only', 'tpe/nothing');
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /hartmann6.*cost-5d/);
  for (const words of [['--only', 'none/'], ['--seeds', '0'], ['--rounds', '3'], ['prune']])
    assert.equal((await bench(...words)).code, 2, words.join(' '));
});

test('every function has its value where its least is, and a regret of 0 there', () => {
  const known = {
    branin: { x0: Math.PI, x1: 2.275 },
    hartmann6: { x0: 0.20169, x1: 0.150011, x2: 0.476874, x3: 0.275332, x4: 0.311652, x5: 0.6573 },
    rosenbrock5: Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`x${i}`, 1])),
    ackley10: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`x${i}`, 0])),
    rastrigin5: Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`x${i}`, 0])),
    levy10: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`x${i}`, 1])),
    mlp: {
      lr: 1e-3,
      optimizer: 'adam',
      layers: 2,
      units0: 64,
      units1: 32,
      dropout: 0.2,
      batch_exp: 5,
    },
  };
  assert.deepEqual([...Object.keys(known), ...TABLES], Object.keys(PROBLEMS));
  for (const [name, params] of Object.entries(known)) {
    const regret = PROBLEMS[name].regret(params);
    assert.ok(Math.abs(regret) < 1e-8, `${name}: ${regret}`);
  }
});

test('JavaScript and Python have the same functions', {
  skip: !python && 'no Python',
}, async () => {
  assert.ok((await largestDifference([...Object.keys(PROBLEMS), ...Object.keys(FRONTS)])) <= 1e-12);
});

test('our runs repeat, and each keeps its best', async () => {
  const runs = ['tpe', 'random'].flatMap((sampler) =>
    [0, 1].map((seed) => ({ problem: PROBLEMS.mlp, sampler, seed, trials: 15 })),
  );
  const [first, second] = [await curves(runs), await curves(runs.toReversed())];
  assert.deepEqual(first, second.toReversed());
  for (const curve of first) {
    assert.equal(curve.length, 15);
    assert.ok(curve.every((value, i) => i === 0 || value <= curve[i - 1]));
  }
});

test('a sampler that comes to its end keeps its best', async () => {
  const space = { x: { type: 'int', low: 0, high: 3 } };
  const problem = { space, regret: (/** @type {any} */ { x }) => x };
  const [curve] = await curves([{ problem, sampler: 'grid', seed: 0, trials: 6 }]);
  assert.deepEqual(curve, [0, 0, 0, 0, 0, 0]);
});

// scipy 1.10, wilcoxon(a, b, mode="exact"), and for the ties the count of all 2^n signs by hand
test('the signed-rank test has the p of scipy', () => {
  const a = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
  const b = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
  const found = signedRank(a, b);
  assert.ok(Math.abs(found.p - 0.0390625) < 1e-15);
  assert.equal(found.lower, false);
  assert.equal(signedRank(b, a).lower, true);
  assert.equal(signedRank([1, 2], [1, 2]).p, 1);
  assert.equal(signedRank([0, 0, 0, 5], [1, 1, 1, 5]).p, 0.25);
  assert.equal(signedRank(new Array(200).fill(0), new Array(200).fill(1)).p, 2 ** -199);
});

test('rows and the summary count what is significant', () => {
  const low = Array.from({ length: 10 }, (_, i) => [i + 1]);
  const high = low.map(([value]) => [value + 20]);
  const who = { sampler: 'a', problem: 'f', rival: 'b' };
  const better = pair(who, low, high, [1]);
  const worse = pair({ ...who, problem: 'g' }, high, low, [1]);
  assert.deepEqual(
    [better, worse].flatMap(rowsOf).map(({ verdict }) => verdict),
    ['better', 'worse'],
  );
  assert.deepEqual(summary([better, worse]), [
    'a beside b @1: significantly better on 1, worse on 1, a lower median on 1 of 2',
  ]);
});
