// The same study gives the same bytes, with any number of workers.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { createRun } from '../../web/lib/index.js';
import { resultText } from '../../web/lib/result-text.js';
import { comparable, irisStudy, prunedStudy, randomStudy } from './studies.mjs';

const { tables } = await readSchema();

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

/** What makes a sampler learn within a dozen trials, by the name of its field. */
const SOON = { n_startup_trials: 2, population_size: 4, n_ei_candidates: 8 };

function soon({ name, fields = [] }) {
  const hasty = fields.filter((field) => Object.hasOwn(SOON, field.name));
  return {
    type: name,
    ...Object.fromEntries(hasty.map((field) => [field.name, SOON[field.name]])),
  };
}

for (const row of tables.samplers) {
  for (const { name: pruner } of tables.pruners) {
    test(`one_two_and_four_workers_give_the_same_study: ${row.name}, ${pruner}`, async () => {
      const points = row.name === 'grid' && { points: 4 };
      const search = { sampler: { ...soon(row), ...points }, parallelism: 4 };
      const study = prunedStudy(pruner, row.name);
      Object.assign(study.search, search);
      const [one, two, four] = await Promise.all(
        [1, 2, 4].map((workers) => createRun(study, { workers }).result),
      );
      for (const other of [two, four]) {
        assert.equal(other.fingerprint, one.fingerprint);
        assert.equal(comparable(other), comparable(one));
      }
      assert.equal(one.trials.length, 12);
      const pruned = one.trials.filter(({ state }) => state === 'pruned');
      if (row.name === 'random') assert.equal(pruned.length > 0, pruner !== 'none', pruner);
    });
  }
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
