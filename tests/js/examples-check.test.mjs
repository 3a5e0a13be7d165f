// Every example is without mistakes and says what it is.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { ROOT } from '../../scripts/tools.mjs';
import page from '../../web/lib/i18n/page-frame.en.js';
import { createRun } from '../../web/lib/index.js';
import { checkStudyText, countConfigurations, expandSpace } from '../../web/lib/study-file.js';

const schema = await readSchema();
const { datasets } = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));
const folder = path.join(ROOT, 'examples');
const files = fs
  .readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'index.json');
const check = (file) =>
  checkStudyText(schema, fs.readFileSync(path.join(folder, file), 'utf8'), {
    datasets: datasets.map(({ id }) => id),
  });

for (const file of files) {
  test(`${file} has no mistakes, and says in a line what it is`, () => {
    const { errors, study } = check(file);
    assert.deepEqual(errors, []);
    assert.equal(study.name, path.basename(file, '.json'));
    assert.match(study.about, /^.{20,120}$/);
    const own = typeof study.data.source === 'string' && study.data.source.startsWith('..');
    if (own) assert.ok(fs.existsSync(path.resolve(folder, study.data.source)));
  });
}

test('the gallery knows of each example how long it takes, and no other', () => {
  const known = JSON.parse(fs.readFileSync(path.join(folder, 'gallery/index.json'), 'utf8'));
  assert.deepEqual(
    Object.keys(known).sort(),
    files.map((file) => path.basename(file, '.json')).sort(),
  );
  for (const [name, { time, article = '000' }] of Object.entries(known)) {
    assert.ok(`page.gallery.time.${time}` in page, name);
    assert.match(article, /^\d{3}$/, name);
  }
});

for (const file of files) {
  test(`${file} runs, cut down to two trials of an epoch`, async (t) => {
    const { study } = check(file);
    const { files: parts = {} } = datasets.find(({ id }) => id === study.data.source) ?? {};
    const isBuilt = (part) => fs.existsSync(path.join(ROOT, 'build/datasets', part));
    if (!Object.values(parts).every(isBuilt)) return t.skip(`${study.data.source} is not built`);
    study.data.limit = 300;
    study.training.epochs = 1;
    delete study.space.epochs;
    study.search.trials = 2;
    const { best, test: tested, trials } = await createRun(study, { base: folder }).result;
    assert.equal(trials.length, Object.keys(study.space).length > 0 ? 2 : 1);
    assert.ok(best && tested);
  });
}

test('the grid of Iris has 36 configurations, and its one warning is of the rule it shares with scikit-learn', () => {
  const { study, warnings } = check('iris-grid.json');
  assert.equal(countConfigurations(expandSpace(study)), 36);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['adaptive_without_sgd'],
  );
});

test('no other example has a warning', () => {
  for (const file of files.filter((one) => one !== 'iris-grid.json'))
    assert.deepEqual(check(file).warnings, [], file);
});
