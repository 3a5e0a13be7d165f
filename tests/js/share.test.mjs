// A study in a link: there and back, what a torn, foreign or hostile one says, and what tells two results apart.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../web/lib/crc32.js';
import { check, createRun } from '../../web/lib/index.js';
import {
  editsOf,
  compare,
  expectedOf,
  LONG,
  MOST,
  readShared,
  ShareError,
  shareText,
} from '../../web/lib/share.js';
import { zip } from '../../web/lib/zip.js';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './sources.mjs';

const small = {
  version: 1,
  name: 'klein · 小',
  data: { source: 'iris' },
  validation: { folds: 3 },
  model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
  training: { epochs: 5 },
  space: { units: { type: 'int', low: 2, high: 40 } },
  search: { sampler: { type: 'random' }, trials: 4 },
};

/** A link as a stranger could make it. @param {string | Buffer} inside */
function forged(inside) {
  const packed = deflateRawSync(inside);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(crc32(packed));
  return `1.${Buffer.concat([head, packed]).toString('base64url')}`;
}

/** @param {string} text */
async function faultOf(text) {
  const error = await readShared(text).then(
    () => null,
    (reason) => reason,
  );
  assert.ok(error instanceof ShareError, String(error));
  return error.fault;
}

test('a_study_comes_back_as_it_was_with_what_it_should_give', async () => {
  const result = await createRun(small, { workers: 1 }).result;
  const want = expectedOf(result);
  assert.equal(want.best?.hash, result.trials[Number(result.best?.number)].hash);
  assert.equal(want.fingerprint, result.fingerprint);
  const text = await shareText({ study: small, want, at: 'examples' });
  assert.match(text, /^1\.[\w-]+$/);
  const { study, want: got, at } = await readShared(text);
  assert.deepEqual(study, small);
  assert.equal(JSON.stringify(study), JSON.stringify(small), 'keys keep their order');
  assert.deepEqual(got, want);
  assert.equal(at, 'examples');
  assert.deepEqual((await readShared(await shareText({ study: small }))).want, null);
});

test('every_example_fits_a_short_link', async (t) => {
  const files = readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.json'));
  const lengths = await Promise.all(
    files.map(async (file) => {
      const study = JSON.parse(readFileSync(path.join(ROOT, 'examples', file), 'utf8'));
      return (await shareText({ study })).length;
    }),
  );
  t.diagnostic(`${files.length} examples: up to ${Math.max(...lengths)} characters`);
  assert.ok(files.length > 10 && Math.max(...lengths) < LONG);
});

test('a_link_that_was_cut_or_changed_is_told_from_one_that_is_not_ours', async () => {
  const text = await shareText({ study: small });
  for (const length of [3, 6, 40, text.length - 1])
    assert.equal(await faultOf(text.slice(0, length)), 'torn', String(length));
  const other = text[30] === 'A' ? 'B' : 'A';
  assert.equal(await faultOf(text.slice(0, 30) + other + text.slice(31)), 'torn');
  assert.equal(await faultOf(text.replace('1.', '2.')), 'version');
  for (const foreign of ['', 'hello', '1', '%', forged('[]'), forged('{"study": 1}'), forged('{')])
    assert.equal(await faultOf(foreign), 'foreign', foreign);
  assert.deepEqual((await readShared(`${text}).`)).study, small, 'the full stop behind it');
  assert.deepEqual((await readShared(text.replace('.', '%2E'))).study, small);
});

test('what_unpacks_to_more_than_a_study_is_given_up_on_the_way', async () => {
  const bomb = forged(Buffer.alloc(60e6, 32)); // 60 MB of spaces in 60 kB
  assert.equal(await faultOf(bomb.length > MOST ? forged(Buffer.alloc(20e6, 32)) : bomb), 'large');
  assert.equal(await faultOf(`1.${'A'.repeat(MOST)}`), 'large');
  const noise = Array.from({ length: 30000 }, (_, i) => ((i * 7919) % 65521) / 65521);
  await assert.rejects(shareText({ study: { ...small, noise } }), { fault: 'large' });
});

test('what_a_stranger_expects_is_taken_only_as_far_as_it_is_well_formed', async () => {
  const wantOf = async (/** @type {unknown} */ want) =>
    (await readShared(forged(JSON.stringify({ study: small, want })))).want;
  assert.equal(await wantOf('x'), null);
  assert.equal(await wantOf({ fingerprint: '<b>' }), null);
  const odd = await wantOf({
    fingerprint: '0123456789abcdef',
    best: { number: -1, value: 'x' },
    metric: 'm'.repeat(1000),
    state: 'odd',
    more: 1,
  });
  assert.equal(odd?.best, null);
  assert.equal(odd?.metric.length, 64);
  assert.equal(odd?.state, 'complete');
  assert.ok(!('more' in /** @type {object} */ (odd)));
});

test('two_runs_are_the_same_or_it_is_said_what_differs_and_why', async () => {
  const result = await createRun(small, { workers: 1 }).result;
  const want = expectedOf(result);
  assert.deepEqual(compare(want, result, false), {
    same: true,
    bestSame: true,
    differences: [],
    reasons: [],
  });
  const study = { ...small, training: { epochs: 6 } };
  const other = await createRun(study, { workers: 1 }).result;
  assert.deepEqual(
    editsOf((await check(small)).study, result.study),
    [],
    'the metric was left open',
  );
  const edits = editsOf(result.study, other.study);
  assert.deepEqual(edits, [{ path: 'training.epochs', before: 5, after: 6 }]);
  const verdict = compare(want, other, true);
  assert.equal(verdict.same, false);
  assert.deepEqual(verdict.reasons, ['edited']);
  const weights = verdict.differences.find(({ what }) => what === 'weights');
  assert.equal(weights?.expected, want.best?.hash);

  const reasons = (/** @type {object} */ change) =>
    compare({ ...want, fingerprint: '00', ...change }, result, false).reasons;
  assert.deepEqual(reasons({}), ['unknown']);
  assert.deepEqual(reasons({ sweetspot: '0.0.1' }), ['version']);
  assert.deepEqual(reasons({ speed: 'fast' }), ['fast']);
  assert.deepEqual(reasons({ clock: true }), ['clock']);
  assert.deepEqual(reasons({ state: 'stopped' }), ['stopped']);
  assert.deepEqual(reasons({ checksum: 'ff' }), ['data']);
  assert.equal(compare({ ...want, fingerprint: '00' }, result, false).bestSame, true);
});

test('a_zip_file_is_one_that_others_read', async () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zip-'));
  const bytes = new TextEncoder().encode('one\n');
  const blob = zip([
    { name: 'a.txt', bytes },
    { name: '图.txt', bytes: new Uint8Array(0) },
  ]);
  const file = path.join(folder, 'x.zip');
  writeFileSync(file, Buffer.from(await blob.arrayBuffer()));
  const program =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), z.read("a.txt"))';
  const said = execFileSync('python3', ['-c', program, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  assert.equal(said.trim(), "None ['a.txt', '图.txt'] b'one\\n'");
});
