// Every example is without mistakes and says what it is.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { ROOT } from '../../scripts/tools.mjs';
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
