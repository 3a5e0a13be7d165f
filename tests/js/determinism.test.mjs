// The same study gives the same bytes, with any number of workers.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { createRun } from '../../web/lib/index.js';
import { resultText } from '../../web/lib/result-text.js';
import { comparable, irisStudy, randomStudy } from './studies.mjs';

const wine = {
  ...JSON.parse(fs.readFileSync('examples/csv-wine.json', 'utf8')),
  search: { sampler: { type: 'random' }, trials: 6, seed: 3 },
};

for (const [name, study] of Object.entries({ grid: irisStudy(), random: randomStudy(12), wine })) {
  test(`any_number_of_workers_gives_the_same_result: ${name}`, async () => {
    const results = [];
    for (const workers of [1, 2, 3]) {
      results.push(await createRun(study, { workers, base: 'examples' }).result);
    }
    const [one, ...more] = results;
    assert.ok(one.trials.length > 1);
    for (const other of more) {
      assert.equal(other.fingerprint, one.fingerprint);
      assert.equal(comparable(other), comparable(one));
    }
  });
}

test('another_seed_gives_another_result', async () => {
  const [one, other] = await Promise.all(
    [1, 2].map((seed) => createRun(irisStudy(), { seed }).result),
  );
  assert.notEqual(one.fingerprint, other.fingerprint);
});

test('the_result_repeats_the_study_and_running_it_again_gives_the_same', async () => {
  const first = await createRun(randomStudy(4), { workers: 2 }).result;
  const again = await createRun(JSON.parse(resultText(first)).study, { workers: 1 }).result;
  assert.equal(again.fingerprint, first.fingerprint);
});
