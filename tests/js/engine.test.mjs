// web/lib/engine.js: the calls of include/sweetspot.h as objects.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadModule } from '../../web/lib/platform.node.js';
import { encodeConfig, encodeData, encodeSearch, encodeSpace } from '../../web/lib/encode.js';
import { Engine, EngineError, STATUS, TRIAL } from '../../web/lib/engine.js';
import { indexOf, parseSchema } from '../../web/lib/schema.js';
import { checkStudy, expandSpace, resolveStudy } from '../../web/lib/study-file.js';
import { numbers, texts } from './data-sets.mjs';
import { irisStudy } from './studies.mjs';

const engine = await Engine.create(await loadModule());
const schema = parseSchema(engine.schemaText());

/** Two clouds of points, told apart by the sign of their sum. */
function clouds(rows = 120) {
  const x = Float32Array.from({ length: rows * 2 }, (_, i) => ((i * 37) % 101) / 50 - 1);
  const y = Float32Array.from({ length: rows }, (_, r) => (x[2 * r] + x[2 * r + 1] > 0 ? 1 : 0));
  const classes = ['no', 'yes'];
  return { task: 'classification', rows, features: 2, test_rows: 0, x, y, classes, shape: [2] };
}

function checked(changes) {
  const { study, errors } = checkStudy(schema, irisStudy(changes));
  assert.deepEqual(errors, []);
  return study;
}

function configOf(study, params = { learning_rate: 0.03, units: 4 }) {
  return encodeConfig(schema, resolveStudy(study, params));
}

const accuracy = indexOf(schema, 'metrics', 'accuracy');
const count = schema.tables.metrics.length;
const how = { metric: accuracy, seed: 1, number: 0 };

function finish(trial, rows) {
  let state = TRIAL.RUNNING;
  while (state === TRIAL.RUNNING) state = trial.run(rows);
  return state;
}

test('hash_is_fnv_1a', () => {
  assert.equal(engine.hash(''), 'cbf29ce484222325');
  assert.equal(engine.hash('a'), 'af63dc4c8601ec8c');
  assert.equal(engine.hash('foobar'), '85944171f73967e8');
});

test('slices_of_any_size_give_the_same_weights', () => {
  const study = checked();
  const data = engine.dataset(clouds());
  data.split(encodeData(schema, study));
  assert.equal(data.folds, 2);
  const hashes = [1, 7, 16, 1e6].map((rows) => {
    const trial = data.trial(configOf(study), how);
    assert.equal(finish(trial, rows), TRIAL.COMPLETE);
    assert.equal(trial.fold, 2);
    assert.equal(trial.epochs(0), 8);
    assert.equal(trial.curve(0).length, 24);
    assert.equal(trial.progress, 1);
    const { hash, score } = trial;
    const mean = (trial.metrics(0, count)[accuracy] + trial.metrics(1, count)[accuracy]) / 2;
    assert.ok(Math.abs(score - mean) < 1e-12);
    trial.free();
    return hash;
  });
  assert.match(hashes[0], /^[0-9a-f]{16}$/);
  assert.equal(new Set(hashes).size, 1);
  data.free();
});

test('a_refit_is_scored_on_the_test_rows', () => {
  const study = checked();
  const data = engine.dataset(clouds());
  data.split(encodeData(schema, study));
  const roles = data.roles();
  const tested = roles.filter((role) => role === -1).length;
  assert.ok(Math.abs(tested - 24) <= 1, `${tested}`);
  const trial = data.trial(configOf(study), { ...how, refitEpochs: 5 });
  assert.equal(finish(trial, 64), TRIAL.COMPLETE);
  assert.equal(trial.epochs(0), 5);
  assert.equal(
    trial.confusion().reduce((a, b) => a + b, 0),
    tested,
  );
  assert.equal(trial.classReport().length, 8);
  assert.equal(trial.weights().length, trial.parameters);
  trial.free();
  data.free();
});

test('a_network_that_cannot_fit_says_how_much_it_needs', () => {
  const study = checked();
  const data = engine.dataset(clouds());
  data.split(encodeData(schema, study));
  const layers = [
    { type: 'dense', units: 1000000 },
    { type: 'dense', units: 1000000 },
  ];
  const config = encodeConfig(schema, { layers, training: resolveStudy(study, {}).training });
  assert.throws(
    () => data.trial(config, how),
    (error) =>
      error instanceof EngineError && [STATUS.TOO_LARGE, STATUS.NO_MEMORY].includes(error.status),
  );
  assert.ok(data.trialBytes(config, false) > 4e12);
  data.free();
});

test('running_statistics_stand_behind_the_weights', () => {
  const study = checked({
    space: {},
    model: { layers: [{ type: 'batch_norm' }] },
    training: { epochs: 2 },
  });
  const data = engine.dataset(numbers([4, 4, 3]));
  data.split(encodeData(schema, study));
  const trial = data.trial(configOf(study, {}), how);
  assert.equal(finish(trial, 1000), TRIAL.COMPLETE);
  assert.equal(trial.states, 6); // mean and variance of three channels
  assert.equal(trial.parameters, 6 + 4 * 4 * 3 + 1);
  assert.equal(trial.weights().length, trial.parameters + trial.states);
  trial.free();
  data.free();
});

test('a_text_has_the_length_that_its_configuration_says', () => {
  const words = texts();
  const shapeOf = (own, dataset = words) => {
    const study = checked({
      data: { source: 'iris', ...own },
      space: {},
      model: { layers: [{ type: 'embedding', output_dim: 2 }] },
      training: { epochs: 3 },
    });
    const data = engine.dataset(dataset);
    data.split(encodeData(schema, study));
    const config = configOf(study, {});
    const [embedding] = data.shapes(config).shapes;
    const trial = data.trial(config, how);
    assert.equal(finish(trial, 1000), TRIAL.COMPLETE);
    trial.free();
    data.free();
    return embedding;
  };
  assert.deepEqual(shapeOf({}), { shape: [10, 2], parameters: 24 });
  assert.deepEqual(shapeOf({ max_length: 4, num_words: 8 }), { shape: [4, 2], parameters: 16 });
  const usual = { ...words, max_length: 6, num_words: 9 };
  assert.deepEqual(shapeOf({}, usual), { shape: [6, 2], parameters: 18 });
});

test('a_shape_that_is_not_the_number_of_features_is_refused', () => {
  const wrong = { ...clouds(), shape: [3, 1] };
  assert.throws(
    () => engine.dataset(wrong),
    (error) => error.name === 'BAD_ARGUMENT',
  );
});

test('statuses_become_errors_with_their_names', () => {
  const data = engine.dataset({ ...clouds(), y: new Float32Array(120).fill(5) });
  assert.throws(
    () => data.split(encodeData(schema, checked())),
    (error) => error.name === 'BAD_CLASS' && error.status < 0,
  );
  data.free();
});

test('a_tuner_proposes_within_the_space_and_keeps_the_best', () => {
  const study = checked();
  const space = expandSpace(study);
  const tuner = engine.study(encodeSpace(space), encodeSearch(schema, study), [true]);
  assert.equal(tuner.size, 4);
  assert.equal(tuner.budget, 4);
  for (let n = 0; n < 4; n++) {
    const { number, values } = tuner.ask();
    assert.equal(number, n);
    assert.ok([...values].every((value) => value === 0 || value === 1));
    tuner.tell(number, n === 3 ? 'failed' : 'complete', [n]);
  }
  assert.equal(tuner.ask().number, STATUS.EXHAUSTED);
  assert.equal(tuner.best, 2);
  assert.throws(() => tuner.tell(0, 'complete', [1]), EngineError);
  tuner.free();
});

test('an_empty_space_is_one_configuration', () => {
  const study = checked({
    space: {},
    model: { layers: [] },
    training: { epochs: 1 },
    search: {},
  });
  const tuner = engine.study(encodeSpace({}), encodeSearch(schema, study), [true]);
  assert.equal(tuner.budget, 1);
  assert.equal(tuner.ask().number, 0);
  assert.equal(tuner.ask().number, STATUS.EXHAUSTED);
  tuner.free();
});
