// The benchmark's output has its shape, with and without what it compares with. Its figures are not looked at.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { median, row } from '../bench/contest.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string[]} args @returns {Promise<{ code: number, out: string, err: string }>} */
function bench(...args) {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['tests/bench/bench.mjs', ...args],
      { cwd: ROOT },
      (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err });
      },
    );
  });
}

/** @param {string} only @param {string[]} expected names */
async function givesRows(only, expected) {
  const words = ['--json', '--quick', '--rounds', '1', '--no-peers', '--only', only];
  let { code, out, err } = await bench(...words);
  // On a busy machine one round can be so uneven that the benchmark refuses it, as it should.
  for (let i = 0; i < 9 && /more than the machine can do/.test(err); i++)
    ({ code, out, err } = await bench(...words));
  assert.equal(code, 0, err);
  const { rows } = JSON.parse(out);
  assert.deepEqual(
    rows.map((/** @type {any} */ { name }) => name),
    expected,
  );
  for (const { unit, ours, peer, theirs, ratio } of rows) {
    assert.ok(ours > 0 && unit && peer);
    assert.ok((theirs === null && ratio === null) || (theirs > 0 && ratio > 0));
  }
  return rows;
}

test('a study without its peer has rows whose ratio is null', async () => {
  const rows = await givesRows('iris-grid', ['iris-grid', 'iris-grid-accuracy']);
  for (const { theirs } of rows) assert.equal(theirs, null);
});

const kernels = existsSync(`${ROOT}build/wasm/bench_kernels.wasm`);
test('products are compared with the ceiling of the same run', {
  skip: !kernels && 'npm run bench builds it',
}, async () => {
  const rows = await givesRows('sgemm-32', ['sgemm-32x128x784']);
  assert.ok(Math.abs(rows[0].ratio - rows[0].ours / rows[0].theirs) < 1e-9);
});

test('an unknown row or option is refused with what there is', async () => {
  const wrong = await bench('--only', 'nothing');
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /sgemm-32x128x784/);
  assert.equal((await bench('--rounds', '0')).code, 2);
  assert.equal((await bench('--fast')).code, 2);
  assert.match((await bench('--speed', 'quick')).err, /exact or fast/);
});

test('a ratio above 1 means that ours is better, whichever way the unit counts', () => {
  assert.equal(row('a', 'samples/s', 30, 'b', 10).ratio, 3);
  assert.equal(row('a', 's', 1, 'b', 10, { lower: true }).ratio, 10);
  assert.equal(row('a', 's', 1, 'b', null, { lower: true }).ratio, null);
  assert.equal(median([5, 1, 3]), 3);
  assert.equal(median([4, 1, 3, 2]), 2.5);
});
