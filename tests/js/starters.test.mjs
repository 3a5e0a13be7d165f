// Studies that the page begins with on a data set, and what it says about the data.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { ROOT } from '../../scripts/tools.mjs';
import { translator } from '../../web/lib/i18n/index.js';
import { checkStudy } from '../../web/lib/study-file.js';
import { openDataset } from '../../web/ui/sources.js';
import { factsOf } from '../../web/ui/words.js';

const schema = await readSchema();
const { datasets } = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));

for (const entry of datasets) {
  test(`a study on ${entry.id} begins without a mistake`, () => {
    const { errors, study } = checkStudy(schema, openDataset(entry).draft);
    assert.deepEqual(errors, []);
    const first = study.model.layers[0].type;
    assert.equal(first, entry.kind === 'text' ? 'embedding' : entry.window ? 'lstm' : 'dense');
  });
}

const en = translator('en');
const facts = (id) =>
  factsOf(
    en,
    null,
    datasets.find((entry) => entry.id === id),
  );

test('what a row is, is told by the kind of the data', () => {
  assert.equal(facts('iris'), '150 rows, 4 features, 3 classes');
  assert.equal(facts('diabetes'), '442 rows, 10 features');
  assert.match(facts('mnist'), /^70,000 pictures of 28 × 28 × 1, 10 classes; 10,000 of the rows/);
  assert.match(facts('imdb'), /^[\d,]+ texts of up to [\d,]+ words, 20,000 different words, 2 cl/);
  assert.match(facts('seattle_weather'), /^1,461 rows of a series, \d features, in windows of 14 /);
});

test('windows are told as they were cut', () => {
  const cut = { rows: 1447, features: 84, shape: [14, 6], classes: ['rain', 'sun'] };
  const text = factsOf(en, /** @type {any} */ (cut), undefined);
  assert.equal(text, '1,447 windows of 14 rows, 6 features in each, 2 classes');
});
