// The package as others import it.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as sweetspot from 'sweetspot';
import { irisStudy } from './studies.mjs';

test('the_inventory_is_what_the_docs_name', () => {
  const names = [
    'Study',
    'run',
    'createRun',
    'check',
    'inspect',
    'schema',
    'datasets',
    'translator',
    'viewer',
  ];
  const more = [
    'describeProblem',
    'createStore',
    'StudyError',
    'leaderboard',
    'resultText',
    'resultBlob',
    'trialsCsv',
    'loadLanguage',
    'loadWords',
    'lookInto',
  ];
  assert.deepEqual(Object.keys(sweetspot).sort(), [...names, ...more].sort());
});

test('run_gives_the_events_of_a_study', async () => {
  const events = [];
  for await (const { event } of sweetspot.run(irisStudy(), { workers: 2 })) events.push(event);
  assert.equal(events.filter((event) => event === 'trial').length, 4);
  assert.equal(events.at(-1), 'study');
});

test('check_lists_all_mistakes_in_both_languages', async () => {
  const study = irisStudy({ validation: { folds: 1 } });
  study.space.units.choices = ['many'];
  const { errors, study: filled } = await sweetspot.check(study);
  assert.equal(filled, null);
  assert.ok(errors.length >= 2);
  for (const language of ['en', 'zh']) {
    const t = sweetspot.translator(language);
    for (const problem of errors) assert.ok(sweetspot.describeProblem(t, problem).length > 10);
  }
  const good = await sweetspot.check(JSON.stringify(irisStudy()));
  assert.deepEqual(good.errors, []);
  assert.equal(good.study.training.batch_size, 16);
});

test('inspect_reads_the_data_without_running', async () => {
  const { data, planned, size, folds } = await sweetspot.inspect(irisStudy());
  assert.deepEqual([data.rows, data.features, planned, size, folds], [150, 4, 4, 4, 2]);
});

test('schema_and_datasets_list_what_there_is', async () => {
  const schema = await sweetspot.schema();
  assert.ok(schema.tables.optimizers.some(({ name }) => name === 'adam'));
  assert.ok((await sweetspot.datasets()).some(({ id }) => id === 'iris'));
});
