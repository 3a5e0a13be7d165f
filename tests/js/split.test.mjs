// What JavaScript says about the split before it is made agrees with what the core does.
import assert from 'node:assert/strict';
import test from 'node:test';
import { encodeData } from '../../web/lib/encode.js';
import { Engine } from '../../web/lib/engine.js';
import { createRun } from '../../web/lib/index.js';
import { shareOf } from '../../web/lib/objective.js';
import { loadModule } from '../../web/lib/platform.node.js';
import { parseSchema } from '../../web/lib/schema.js';
import { checkStudy } from '../../web/lib/study-file.js';
import { irisStudy } from './studies.mjs';

const engine = await Engine.create(await loadModule());
const schema = parseSchema(engine.schemaText());
const hundredths = Array.from({ length: 90 }, (_, i) => (i + 1) / 100);

/** The split that a fraction asks for, as the core reads it. @param {number} test @param {number} held */
function splitFor(test, held) {
  const data = { source: 'iris', test_fraction: test };
  const { study } = checkStudy(schema, irisStudy({ data, validation: { fraction: held } }));
  return encodeData(schema, study);
}

/** Regression: no class can be missing. @param {number} rows */
function numbers(rows) {
  const x = Float32Array.from({ length: rows }, (_, row) => row);
  return { task: 'regression', rows, features: 1, test_rows: 0, x, y: x, classes: [] };
}

test('fractions_keep_as_many_rows_apart_as_the_core_does', () => {
  const tests = hundredths.map((fraction) => splitFor(fraction, 0.2));
  const helds = hundredths.map((fraction) => splitFor(0, fraction));
  for (let rows = 10; rows <= 300; rows++) {
    const data = engine.dataset(numbers(rows));
    const count = (wanted) => data.roles().filter((role) => role === wanted).length;
    hundredths.forEach((fraction, i) => {
      // Fewer than two rows left are refused.
      if (rows - shareOf(fraction, rows) >= 2) {
        data.split(tests[i]);
        assert.equal(count(-1), shareOf(fraction, rows), `test ${fraction} of ${rows}`);
      }
      data.split(helds[i]);
      assert.equal(count(0), shareOf(fraction, rows), `held out ${fraction} of ${rows}`);
    });
    data.free();
  }
});

test('a_fifth_of_iris_is_thirty_rows', async () => {
  assert.equal(shareOf(0.2, 150), 30);
  const { test: tested } = await createRun(irisStudy(), { workers: 1 }).result;
  assert.equal(
    tested.classes.reduce((sum, { rows }) => sum + rows, 0),
    30,
  );
});
