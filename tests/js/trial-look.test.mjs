// A trial trained once more: the same network, and what can be asked of it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { createRun, lookInto, StudyError } from 'sweetspot';
import { tokensOf, wordOf, wordsOf } from '../../web/lib/text-set.js';
import { spawnWorker } from '../../web/lib/spawn.js';
import { irisStudy, longStudy } from './studies.mjs';

const result = (study, options = {}) => createRun(study, { workers: 1, ...options }).result;
const withResult = async (run) => {
  await run.result;
  return run.network();
};
const one = (layers, more) => ({
  version: 1,
  name: 'one',
  model: { layers },
  space: {},
  search: { trials: 1 },
  ...more,
});
const sum = (values) => values.reduce((all, value) => all + value, 0);

test('a_trial_is_repeated_to_the_bit_and_its_scores_follow_from_its_predictions', async () => {
  const { study, trials, data } = await result(irisStudy());
  const trial = trials[2];
  const shares = [];
  const look = await lookInto(study, trial, { onProgress: ({ share }) => shares.push(share) });
  assert.equal(look.hash, trial.hash);
  assert.equal(look.same, true);
  assert.equal(look.value, trial.value);
  assert.equal(look.folds, 2);
  assert.equal(shares[0], null);
  for (const [fold, { metrics }] of trial.folds.entries()) {
    const { confusion, classes } = await look.confusion({ fold });
    const rows = sum(confusion.flat());
    assert.equal(sum(confusion.map((row, c) => row[c])) / rows, metrics.accuracy);
    assert.ok(Math.abs(sum(classes.map((each) => each.f1)) / 3 - metrics.macro_f1) < 1e-12);
    assert.deepEqual(
      classes.map((each) => each.name),
      data.classes,
    );
  }
  const { confusion } = await look.confusion();
  assert.equal(sum(confusion.flat()), 120);
  const { total, shown } = await look.mistakes({ limit: 3 });
  assert.equal(total, 120 - sum(confusion.map((row, c) => row[c])));
  assert.equal(shown.length, Math.min(3, total));
  for (const { truth, guess, probabilities, input } of shown) {
    assert.notEqual(truth, guess);
    assert.equal(Math.max(...probabilities), probabilities[guess]);
    assert.equal(input.values.length, 4);
  }
  const certain = shown.map(({ probabilities }) => Math.max(...probabilities));
  assert.deepEqual(certain, [...certain].sort().reverse());
  const cell = await look.mistakes({ truth: 1, guess: 2, limit: 1000 });
  assert.equal(cell.total, confusion[1][2]);
  look.close();
  await assert.rejects(look.row(0), /closed/);
});

test('a_row_of_the_data_and_the_same_numbers_by_hand_are_predicted_alike', async () => {
  const { study, trials } = await result(irisStudy());
  const look = await lookInto(study, trials[3]);
  const ranges = await look.ranges();
  assert.deepEqual(
    ranges.map(({ name }) => name),
    look.data.feature_names,
  );
  const { shown } = await look.mistakes({ fold: 1, limit: 1 });
  for (const { input, probabilities } of shown) {
    const { predicted } = await look.predict(input);
    assert.deepEqual(predicted, probabilities);
  }
  const first = await look.row(0);
  assert.deepEqual(await look.row(first.count), first);
  assert.ok(
    first.input.values.every((value, d) => value >= ranges[d].low && value <= ranges[d].high),
  );
  await assert.rejects(look.predict({ values: [1, 2] }), /4 numbers, not 2/);
  await assert.rejects(look.predict({ values: [1, 2, 3, Number.NaN] }), /none/);
  const layer = await look.layer();
  assert.equal(layer.kind, 'table');
  assert.equal(layer.units.length, trials[3].params.units);
  assert.equal(await look.boundary(), null);
  look.close();
});

test('the_refit_of_the_best_is_looked_at_on_the_test_rows', async () => {
  const { study, trials, best, test: tested } = await result(irisStudy());
  const trial = { ...trials[best.number], hash: tested.hash };
  const look = await lookInto(study, trial, { refit: true });
  assert.equal(look.same, true);
  const { confusion, classes } = await look.confusion();
  assert.deepEqual(confusion, tested.confusion);
  assert.deepEqual(classes, tested.classes);
  look.close();
});

test('a_run_keeps_the_network_that_it_tested_which_answers_as_the_one_trained_again_does', async () => {
  const layers = [{ type: 'flatten' }, { type: 'dense', units: { param: 'units' } }];
  const file = one(layers, {
    data: { source: 'digits' },
    validation: { folds: 2 },
    training: { epochs: 3 },
    space: { units: { type: 'int', low: 4, high: 12 } },
    search: { sampler: { type: 'random' }, trials: 3 },
  });
  const spawned = [];
  const spawn = (kind) => {
    const worker = spawnWorker(kind);
    const end = worker.terminate;
    const each = { kind, ended: false };
    worker.terminate = () => {
      each.ended = true;
      end();
    };
    spawned.push(each);
    return worker;
  };
  const plain = await result(file);
  const run = createRun(file, { workers: 2, keep: true, spawn });
  const { study, best, test: tested, fingerprint } = await run.result;
  assert.equal(fingerprint, plain.fingerprint, 'to keep it changes nothing');
  const kept = await run.network();
  assert.equal(spawned.filter(({ ended }) => !ended).length, 1, 'one worker is left');
  assert.equal(await run.network(), kept);
  assert.deepEqual([kept.kept, kept.refit, kept.number], [true, true, best.number]);
  assert.equal(kept.hash, tested.hash);
  const trial = { ...plain.trials[best.number], hash: tested.hash };
  const again = await lookInto(study, trial, { refit: true });
  assert.deepEqual([again.kept, again.same], [false, true]);
  for (const ask of [
    (look) => look.row(7),
    (look) => look.ranges(),
    (look) => look.confusion(),
    (look) => look.mistakes({ limit: 500 }),
    (look) => look.layer(),
    async (look) => look.predict((await look.row(3)).input),
  ])
    assert.deepEqual(await ask(kept), await ask(again), String(ask));
  assert.deepEqual((await kept.confusion()).confusion, tested.confusion);
  again.close();
  kept.close();
  assert.ok(kept.closed && spawned.every(({ ended }) => ended));
});

test('nothing_is_kept_that_was_not_asked_for_or_not_tested', async () => {
  assert.equal(await withResult(createRun(irisStudy(), { workers: 1 })), null);
  const untested = irisStudy({ data: { source: 'iris', test_fraction: 0 } });
  assert.equal(await withResult(createRun(untested, { workers: 1, keep: true })), null);
  const broken = createRun({ version: 1 }, { keep: true });
  assert.equal(await broken.network(), null);
  await assert.rejects(broken.result, StudyError);
  const left = createRun(irisStudy(), { workers: 1, keep: true });
  await left.result;
  left.abort();
  assert.equal(await left.network(), null, 'it was given up');
});

test('another_hash_is_told_and_none_is_not_compared', async () => {
  const study = irisStudy();
  const params = { learning_rate: 0.03, units: 4 };
  const look = await lookInto(study, { number: 0, params, hash: '0'.repeat(16) });
  assert.equal(look.same, false);
  look.close();
  const other = await lookInto(study, { number: 0, params });
  assert.equal(other.same, null);
  other.close();
});

test('pictures_filters_and_a_drawing', async () => {
  const layers = [
    { type: 'conv2d', filters: 6, kernel_size: 3, activation: 'relu' },
    { type: 'flatten' },
  ];
  const study = one(layers, {
    data: { source: 'digits' },
    validation: { fraction: 0.2 },
    training: { epochs: 3, batch_size: 32 },
  });
  const { trials } = await result(study);
  const look = await lookInto(study, trials[0]);
  assert.equal(look.same, true);
  const layer = await look.layer();
  assert.deepEqual([layer.kind, layer.layer, layer.total], ['pictures', 'conv2d', 6]);
  assert.deepEqual([layer.shape, layer.units[5].length], [[3, 3, 1], 9]);
  const { input, truth } = await look.row(4);
  assert.deepEqual([input.kind, input.shape], ['picture', [8, 8, 1]]);
  const { predicted } = await look.predict({ values: input.values });
  assert.equal(predicted.length, 10);
  assert.ok(Math.abs(sum([...predicted]) - 1) < 1e-5);
  assert.equal(predicted.indexOf(Math.max(...predicted)), truth);
  const [{ high }] = await look.ranges();
  assert.equal(high, 16);
  look.close();
});

test('dense_units_on_pictures_are_pictures_though_flattened_before', async () => {
  const study = one([{ type: 'flatten' }, { type: 'dense', units: 3 }], {
    data: { source: 'digits' },
    training: { epochs: 1 },
  });
  const look = await lookInto(study, { number: 0, params: {} });
  const layer = await look.layer();
  assert.deepEqual([layer.kind, layer.shape, layer.units.length], ['pictures', [8, 8, 1], 3]);
  look.close();
});

test('the_plane_of_two_inputs', async () => {
  const study = one([{ type: 'dense', units: 16, activation: 'tanh' }], {
    data: { source: 'moons' },
    training: { epochs: 20, optimizer: { type: 'adam', learning_rate: 0.02 } },
  });
  const look = await lookInto(study, { number: 0, params: {} });
  const { size, spans, predicted, points } = await look.boundary({ size: 20, points: 100 });
  assert.equal(predicted.length, 20 * 20 * 2);
  assert.ok(points.length <= 100 && points.some(({ held }) => held));
  for (const { x, y } of points)
    assert.ok(x > spans[0][0] && x < spans[0][1] && y > spans[1][0] && y < spans[1][1]);
  const centre = (d, at) => spans[d][0] + ((at + 0.5) / size) * (spans[d][1] - spans[d][0]);
  const own = await look.predict({ values: [centre(0, 3), centre(1, 7)] });
  assert.deepEqual(own.predicted, predicted.slice(2 * (7 * size + 3), 2 * (7 * size + 3) + 2));
  look.close();
});

test('numbers_that_were_missed_by_most', async () => {
  const study = one([{ type: 'dense', units: 8, activation: 'relu' }], {
    data: { source: 'diabetes' },
    training: { epochs: 5 },
  });
  const { trials } = await result(study);
  const look = await lookInto(study, trials[0]);
  assert.equal(await look.confusion(), null);
  const { total, shown } = await look.mistakes({ limit: 1000 });
  const errors = shown.map(({ truth, guess }) => Math.abs(truth - guess));
  assert.deepEqual(
    errors,
    [...errors].sort((a, b) => b - a),
  );
  const known = sum(trials[0].folds.map(({ metrics }) => metrics.mean_absolute_error));
  assert.equal(total, errors.length);
  assert.ok(Math.abs(sum(errors) / total - known / trials[0].folds.length) < 1e-3 * known);
  const { predicted } = await look.predict(shown.find(({ fold }) => fold === look.folds - 1).input);
  assert.equal(predicted.length, 1);
  look.close();
});

test('a_text_is_read_as_the_data_set_reads_it', async () => {
  const study = one([{ type: 'embedding', output_dim: 8 }, { type: 'global_average_pool1d' }], {
    data: { source: 'spam', num_words: 2000, max_length: 60 },
    validation: { fraction: 0.2 },
    training: { epochs: 4, optimizer: { type: 'adam', learning_rate: 0.02 } },
  });
  const look = await lookInto(study, { number: 0, params: {} });
  const text = 'Click here, and get MONEY free! qwertzuiop';
  const { predicted, words } = await look.predict({ text });
  assert.equal(predicted.length, 2);
  assert.deepEqual(
    words.map(({ word, known }) => (known ? word : `(${word})`)),
    ['click', 'here', 'and', 'get', 'money', 'free', '(qwertzuiop)'],
  );
  const guess = predicted[1] > predicted[0] ? 1 : 0;
  const { weights } = await look.weigh({ text, guess });
  assert.equal(weights.length, 7);
  assert.equal(weights[6], 0, 'an unknown word is no other than an unknown word');
  assert.ok(weights.some((weight) => weight !== 0));
  const { input } = await look.row(1);
  assert.equal(input.kind, 'text');
  assert.ok(input.words.length > 5);
  const layer = await look.layer();
  assert.equal(layer.kind, 'words');
  assert.equal(layer.words[0].near.length, 5);
  const near = await look.near('Money');
  assert.equal(near.word, 'money');
  assert.equal(await look.near('qwertzuiop'), null);
  look.close();
});

test('a_look_can_be_cancelled_and_says_why_it_fails', async () => {
  const study = longStudy(100000);
  const params = { learning_rate: 0.03, units: 4 };
  const controller = new AbortController();
  const look = lookInto(
    study,
    { number: 0, params },
    {
      signal: controller.signal,
      onProgress: ({ share }) => share !== null && controller.abort(),
    },
  );
  await assert.rejects(look, { name: 'AbortError' });
  await assert.rejects(lookInto(study, { number: 0, params: { units: 5 } }), StudyError);
  const wild = irisStudy({
    data: { source: 'diabetes', scale: 'none', scale_target: false },
    objective: { metric: 'r2', direction: 'maximize' },
    training: { epochs: 8, optimizer: { type: 'sgd', learning_rate: 1000 } },
    space: {},
    model: { layers: [{ type: 'dense', units: 4 }] },
    search: { trials: 1 },
  });
  await assert.rejects(lookInto(wild, { number: 0, params: {} }), { code: 'diverged' });
});

test('the_program_of_the_docs_runs', async () => {
  const text = await readFile('docs/look-into.md', 'utf8');
  const [, program] = /^```js\n(.*?)^```/ms.exec(text);
  const body = program.replace(/^import .*$/m, '');
  const AsyncFunction = (async () => {}).constructor;
  const said = [];
  const console = { log: (...words) => said.push(words) };
  const names = ['createRun', 'lookInto', 'studyFile', 'console'];
  await AsyncFunction(...names, body)(createRun, lookInto, irisStudy(), console);
  assert.deepEqual(said[0], [true]);
  assert.equal(said[1][0], 'setosa');
  assert.equal(said.at(-1)[1].length, 3);
});

test('words_and_tokens', () => {
  const vocabulary = ['the', 'film'];
  assert.deepEqual(wordsOf("The film's (good)!"), ['the', "film's", 'good']);
  assert.deepEqual([...tokensOf(['the', 'film', 'x'], vocabulary)], [1, 3, 4, 2]);
  assert.deepEqual(
    [0, 2, 3, 4].map((token) => wordOf(token, vocabulary)),
    [null, null, 'the', 'film'],
  );
});
