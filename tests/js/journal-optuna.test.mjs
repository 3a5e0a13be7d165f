// Our journals in Optuna's hands, and its in ours.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { JournalFile } from '../../web/cli/storage.js';
import { lines } from '../../web/lib/journal.js';
import { written } from '../../web/lib/journal-params.js';
import {
  folderFor,
  mixedStudy,
  python,
  readJournal,
  readJson,
  save,
  sweetspot,
} from './journal-tools.mjs';

const file = folderFor(test);
const there = spawnSync('/usr/bin/python3', ['-c', 'import optuna']).status === 0;
const options = { skip: !there && 'python3-optuna is not installed' };

/** Whole numbers are floats in Python's eyes of a log scale with steps no more: choices stay what they are. */
const asOptuna = (params) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, written(value)]));

test('Optuna loads what we wrote: parameters, values, states, scores on the way', options, () => {
  const search = { pruner: { type: 'asha' } };
  const study = save(file('mixed.json'), mixedStudy({}, search));
  const { status } = sweetspot(
    'run',
    study,
    '--storage',
    file('a.journal'),
    '--out',
    file('a.json'),
  );
  assert.equal(status, 0);
  const { trials, best } = readJson(file('a.json'));
  const answer = python('load', file('a.journal'), 'mixed');
  assert.equal(answer.status, 0, answer.stderr);
  const loaded = JSON.parse(answer.stdout);
  assert.equal(loaded.direction, 'MAXIMIZE');
  assert.equal(loaded.trials.length, 16);
  const kept = readJournal(file('a.journal')).study('mixed').trials;
  assert.equal(kept[loaded.best].user['sweetspot:trial'].number, best.number);
  loaded.trials.forEach((trial, i) => {
    const own = trials[kept[i].user['sweetspot:trial'].number];
    assert.equal(trial.state, own.state.toUpperCase());
    assert.equal(trial.value, own.value);
    assert.deepEqual(trial.params, asOptuna(own.params));
    assert.deepEqual(trial.reports, [...kept[i].reports]);
    assert.ok(trial.reports.length > 0 && trial.seconds >= 0);
  });
  assert.ok(trials.some(({ state }) => state === 'pruned'));
});

test('Optuna continues with its own TPE, and we continue after that', options, () => {
  const storage = file('b.journal');
  const study = save(file('b.json'), mixedStudy({ name: 'b' }, { trials: 10 }));
  assert.equal(sweetspot('run', study, '--storage', storage).status, 0);
  const answer = python('tpe', storage, 'b', '20');
  assert.equal(answer.status, 0, answer.stderr);
  assert.equal(JSON.parse(answer.stdout).trials.length, 30);

  const more = save(file('b2.json'), mixedStudy({ name: 'b' }, { trials: 36 }));
  const out = file('b2.out.json');
  const { status, stderr } = sweetspot('run', more, '--storage', storage, '--out', out);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /other programs that the tuner learns from: 20/);
  const { trials } = readJson(out);
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 30, 31, 32, 33, 34, 35];
  assert.deepEqual(
    trials.map(({ number }) => number),
    numbers,
    'ours before and after those of Optuna',
  );
  const after = JSON.parse(python('load', storage, 'b').stdout);
  assert.deepEqual(
    after.trials.map(({ state }) => state),
    Array(36).fill('COMPLETE'),
  );

  const again = sweetspot('run', more, '--storage', storage, '--out', file('b3.out.json'));
  assert.equal(again.status, 0, again.stderr);
  assert.equal(readJson(file('b3.out.json')).fingerprint, readJson(out).fingerprint);
});

test('a study that Optuna began is continued by us', options, () => {
  const storage = file('c.journal');
  assert.equal(python('random', storage, 'c', '5').status, 0);
  const study = mixedStudy({ name: 'c' }, { trials: 8 });
  study.objective = { metric: 'log_loss', direction: 'minimize' };
  const { status, stderr } = sweetspot('run', save(file('c.json'), study), '--storage', storage);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /trials that the tuner cannot take .*: 5\./, 'they have another parameter');
  assert.equal(JSON.parse(python('load', storage, 'c').stdout).trials.length, 13);
  const imported = JSON.parse(sweetspot('import', storage).stdout);
  assert.equal(imported.trials.length, 13);
  assert.deepEqual(
    imported.trials[0].reports.map(({ step }) => step),
    [0, 1],
  );
});

test(
  'several objectives: Optuna loads them, continues with its own NSGA-II, and we continue after that',
  options,
  () => {
    const storage = file('e.journal');
    const objective = [{ metric: 'accuracy' }, { metric: 'parameters' }];
    const search = { sampler: { type: 'nsga2', population_size: 6 }, trials: 12 };
    const study = save(file('e.json'), mixedStudy({ name: 'e', objective }, search));
    const out = file('e.out.json');
    const first = sweetspot('run', study, '--storage', storage, '--out', out);
    assert.equal(first.status, 0, first.stderr);
    const { trials, front } = readJson(out);
    const loaded = JSON.parse(python('nsga2', storage, 'e', '0').stdout);
    assert.deepEqual(loaded.directions, ['MAXIMIZE', 'MINIMIZE']);
    const kept = readJournal(storage).study('e').trials;
    const numberOf = (i) => kept[i].user['sweetspot:trial'].number;
    loaded.values.forEach((values, i) => assert.deepEqual(values, trials[numberOf(i)].values));
    assert.deepEqual(
      loaded.front.map(numberOf).sort((a, b) => a - b),
      front,
    );

    const answer = python('nsga2', storage, 'e', '10');
    assert.equal(answer.status, 0, answer.stderr);
    assert.equal(JSON.parse(answer.stdout).values.length, 22);
    const more = save(
      file('e2.json'),
      mixedStudy({ name: 'e', objective }, { ...search, trials: 28 }),
    );
    const { status, stderr } = sweetspot('run', more, '--storage', storage, '--out', out);
    assert.equal(status, 0, stderr);
    const imported = JSON.parse(sweetspot('import', storage).stdout);
    assert.equal(imported.trials.length, 28);
    assert.ok(imported.trials.every(({ values }) => values.length === 2));
    assert.deepEqual(imported.front, JSON.parse(python('nsga2', storage, 'e', '0').stdout).front);

    const single = save(file('e3.json'), mixedStudy({ name: 'e' }, { trials: 28 }));
    const refused = sweetspot('run', single, '--storage', storage);
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /objective/, 'other objectives are another study');
  },
);

test('both write at once, 200 trials, and nothing is lost', options, async () => {
  const storage = file('d.journal');
  const script = path.resolve('tests/js/journal_optuna.py');
  const optuna = spawn('/usr/bin/python3', [script, 'random', storage, 'optuna', '100']);
  const ended = new Promise((resolve) => optuna.on('exit', resolve));
  const ours = new JournalFile(storage);
  await ours.change((_, add) => add(lines.createStudy('ours', ['minimize'])));
  const { id } = ours.journal.study('ours');
  for (let n = 0; n < 100; n++) {
    const trial = await ours.change((journal, add) => {
      const next = journal.nextTrial;
      add(lines.createTrial(id, {}, { n }, '2026-01-01T00:00:00.000000+00:00'));
      return next;
    });
    await ours.change((_, add) => add(lines.report(trial, 1, n)));
    const end = '2026-01-01T00:00:01.000000+00:00';
    await ours.change((_, add) => add(lines.finish(trial, 'complete', [n], null, end)));
  }
  assert.equal(await ended, 0);
  const journal = readJournal(storage);
  const [a, b] = ['ours', 'optuna'].map((name) => journal.study(name).trials);
  assert.deepEqual(
    a.map(({ values, user, reports }) => [values[0], user.n, reports.get(1)]),
    a.map((_, n) => [n, n, n]),
  );
  assert.deepEqual([a.length, b.length], [100, 100]);
  assert.ok(
    b.every(({ state, reports, params, values }) => {
      const x = params.x.internal;
      return state === 'complete' && reports.get(0) === x && values[0] === x * x;
    }),
  );
  const loaded = JSON.parse(python('load', storage, 'ours').stdout);
  assert.deepEqual(
    loaded.trials.map(({ value }) => value),
    a.map((_, n) => n),
  );
});
