// Runs that keep a journal: what is in it, and that a run which goes on with it is the uninterrupted one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import test from 'node:test';
import {
  begin,
  folderFor,
  mixedStudy,
  readJournal,
  readJson,
  save,
  sweetspot,
} from './journal-tools.mjs';
import { comparable, irisStudy, randomStudy } from './studies.mjs';

const file = folderFor(test);

/** Runs a study to its end. */
function run(study, storage, out = file('out.json')) {
  const words = storage ? ['--storage', storage] : [];
  const { status, stderr } = sweetspot('run', study, '--workers', '2', '--out', out, ...words);
  assert.equal(status, 0, stderr);
  return { result: readJson(out), stderr };
}

/** Begins to run a study and kills it when so many trials are over. @returns how many were */
async function killedAt(count, study, storage) {
  const child = begin('run', study, '--workers', '2', '--storage', storage);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const over = () =>
    fs.existsSync(storage) ? fs.readFileSync(storage, 'utf8').split('"op_code":6,').length - 1 : 0;
  while (over() < count && child.exitCode === null) await new Promise((go) => setTimeout(go, 5));
  child.kill('SIGKILL');
  await ended;
  fs.rmSync(`${storage}.lock`, { force: true }); // as the command says when it was killed while it wrote
  return over();
}

const longer = (study, epochs) => ({ ...study, training: { ...study.training, epochs } });

test('a journal has every trial with its parameters, scores on the way and value', () => {
  const study = save(file('mixed.json'), mixedStudy());
  const { result, stderr } = run(study, file('mixed.journal'), file('first.json'));
  assert.doesNotMatch(stderr, /goes on/);
  assert.equal(result.fingerprint, run(study).result.fingerprint, 'as without a journal');
  const kept = readJournal(file('mixed.journal')).study('mixed');
  assert.deepEqual(kept.directions, ['maximize']);
  assert.deepEqual(kept.system['study:metric_names'], ['accuracy']);
  assert.equal(kept.trials.length, 16);
  for (const trial of kept.trials) {
    const { number } = trial.user['sweetspot:trial'];
    const told = result.trials[number];
    assert.deepEqual([trial.state, trial.values], [told.state, [told.value]]);
    assert.deepEqual(trial.user['sweetspot:params'], told.params);
    const scores = [...trial.reports].map(([step, score]) => [step, Number(score.toPrecision(7))]);
    assert.deepEqual(
      scores,
      told.folds[0].curve.map(([, , score], i) => [i + 1, score]),
    );
    assert.equal(trial.user.hash, told.hash);
  }
  assert.doesNotMatch(fs.readFileSync(file('mixed.journal'), 'utf8'), /NaN|Infinity/);
});

test('a finished study is not trained again', () => {
  const before = fs.readFileSync(file('mixed.journal'), 'utf8');
  const first = readJson(file('first.json'));
  const { result, stderr } = run(file('mixed.json'), file('mixed.journal'));
  assert.match(stderr, /goes on; finished trials: 16, begun ones to be trained again: 0/);
  assert.equal(comparable(result), comparable(first));
  assert.deepEqual(result.trials, first.trials, 'with the seconds they took then');
  assert.equal(fs.readFileSync(file('mixed.journal'), 'utf8'), before);
});

const EPOCHS = 1000; // of all folds: long enough to be caught in the act
const SEARCHES = [
  { sampler: { type: 'tpe' }, pruner: { type: 'percentile' } },
  { sampler: { type: 'random' }, pruner: { type: 'median' } },
  { sampler: { type: 'gp' } },
  { sampler: { type: 'random' }, pruner: { type: 'asha', min_resource: 50 } },
  {
    sampler: { type: 'random' },
    pruner: { type: 'wilcoxon', p_threshold: 0.3, n_startup_steps: 2 },
    validation: { folds: 4 },
  },
];
for (const { validation = { fraction: 0.25 }, ...search } of SEARCHES) {
  const name = `${search.sampler.type}-${search.pruner?.type ?? 'none'}`;
  test(`killed and gone on with, twice, a study is the uninterrupted one: ${name}`, async () => {
    const study = save(
      file(`${name}.json`),
      longer(mixedStudy({ name, validation }, search), EPOCHS / (validation.folds ?? 1)),
    );
    const storage = file(`${name}.journal`);
    const first = await killedAt(1, study, storage);
    assert.ok(first >= 1 && first < 16, `${first} trials were over`);
    await killedAt(first + 3, study, storage);
    const { result, stderr } = run(study, storage);
    assert.match(stderr, /goes on; finished trials: ([3-9]|1[0-6]), /);
    const whole = run(study).result;
    assert.equal(result.fingerprint, whole.fingerprint);
    assert.equal(comparable(result), comparable(whole));
    const { trials } = readJournal(storage).study(name);
    assert.equal(trials.length, 16, 'a trial that was running is the same one again');
    const stopped = trials.filter(({ state }) => state === 'pruned');
    if (['asha', 'wilcoxon'].includes(search.pruner?.type)) assert.ok(stopped.length > 0);
    assert.ok(trials.every(({ state }) => state !== 'running'));
  });
}

test('Ctrl-C keeps what is finished, and the next run goes on', async () => {
  const study = save(file('stop.json'), longer(randomStudy(12), 600));
  const storage = file('stop.journal');
  const child = begin('run', study, '--workers', '2', '--storage', storage);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  while (!fs.existsSync(storage) || !/"op_code":6,/.test(fs.readFileSync(storage, 'utf8')))
    await new Promise((go) => setTimeout(go, 5));
  child.kill('SIGINT');
  assert.equal(await ended, 130);
  assert.equal(fs.existsSync(`${storage}.lock`), false);
  const { result } = run(study, storage);
  assert.equal(result.fingerprint, run(study).result.fingerprint);
});

test('other studies of the file are left alone', () => {
  const storage = file('several.journal');
  const one = save(file('one.json'), irisStudy({ name: 'one' }));
  const two = save(file('two.json'), irisStudy({ name: 'two' }));
  run(one, storage);
  const before = fs.readFileSync(storage, 'utf8');
  const { result } = run(two, storage);
  assert.ok(fs.readFileSync(storage, 'utf8').startsWith(before));
  assert.equal(result.fingerprint, run(two).result.fingerprint);
  assert.deepEqual(
    readJournal(storage).studies.map(({ name, trials }) => [name, trials.length]),
    [
      ['one', 4],
      ['two', 4],
    ],
  );
});

test('another study of the same name is refused, with what differs', () => {
  const storage = file('name.journal');
  run(save(file('name.json'), irisStudy()), storage);
  const other = irisStudy();
  other.space.units.choices = [4, 8];
  other.training.epochs = 9;
  const { status, stderr } = sweetspot(
    'run',
    save(file('name2.json'), other),
    '--storage',
    storage,
  );
  assert.equal(status, 2);
  assert.match(stderr, /differs in: training\.epochs, space\.units\.choices\. Give/);
});

test('more trials than before: those that are there are the first ones', () => {
  const storage = file('more.journal');
  run(save(file('few.json'), randomStudy(6)), storage);
  const { result, stderr } = run(save(file('many.json'), randomStudy(10)), storage);
  assert.match(stderr, /goes on with changes in: search\.trials/);
  const whole = run(file('many.json')).result;
  assert.equal(comparable(result), comparable(whole));
  assert.equal(readJournal(storage).study('test').trials.length, 10);
  const again = run(file('many.json'), storage);
  assert.equal(comparable(again.result), comparable(whole));
  assert.equal(readJournal(storage).study('test').trials.length, 10);
});

test('a study that another process runs is refused', async () => {
  const study = save(file('busy.json'), longer(randomStudy(12), 3000));
  const storage = file('busy.journal');
  const child = begin('run', study, '--workers', '1', '--storage', storage);
  while (!fs.existsSync(storage) || !/"op_code":4,/.test(fs.readFileSync(storage, 'utf8')))
    await new Promise((go) => setTimeout(go, 5));
  const { status, stderr } = sweetspot('run', study, '--storage', storage);
  child.kill('SIGKILL');
  assert.equal(status, 2);
  assert.match(stderr, new RegExp(`being run by another process \\(${child.pid}\\)`));
});

test('a full disk ends the run with what helps; nothing is lost, and the next run goes on', () => {
  const study = save(file('full.json'), mixedStudy({ name: 'full' }));
  const storage = file('full.journal');
  const limited = `ulimit -f 24; exec "$0" web/cli/sweetspot.js run "$1" --storage "$2" --workers 2`;
  const { status, stderr } = spawnSync('bash', ['-c', limited, process.execPath, study, storage], {
    encoding: 'utf8',
  });
  assert.equal(status, 2, stderr);
  assert.match(stderr, /there is no room for more \(EFBIG\)/);
  assert.ok(fs.readFileSync(storage, 'utf8').endsWith('}\n'), 'no torn line');
  assert.equal(fs.existsSync(`${storage}.lock`), false);
  const { result } = run(study, storage);
  assert.equal(result.fingerprint, run(study).result.fingerprint);
});

test('a result becomes a journal, and a run goes on with it; a journal becomes JSON', () => {
  const study = save(file('export.json'), mixedStudy({ name: 'export' }));
  const { result } = run(study, undefined, file('result.json'));
  const journal = file('export.journal');
  assert.equal(sweetspot('export', file('result.json'), '--journal', journal).status, 0);
  const again = sweetspot('export', file('result.json'), '--journal', journal);
  assert.equal(again.status, 2);
  assert.match(again.stderr, /has a study export already/);
  const resumed = run(study, journal);
  assert.match(resumed.stderr, /finished trials: 16/);
  assert.equal(resumed.result.fingerprint, result.fingerprint);
  const out = file('imported.json');
  assert.equal(sweetspot('import', journal, '--out', out).status, 0);
  const imported = readJson(out);
  assert.deepEqual(imported.best, result.best);
  assert.deepEqual(imported.study, result.study);
  assert.deepEqual(
    imported.trials.map(({ params }) => params),
    result.trials.map(({ params }) => params),
  );
  assert.equal(imported.trials[3].reports.length, 12);
});

test('the result does not replace the journal', () => {
  const study = file('export.json');
  const words = ['--storage', file('same.journal'), '--out', file('same.journal')];
  const { status, stderr } = sweetspot('run', study, ...words);
  assert.equal(status, 2);
  assert.match(stderr, /this is the journal/);
});

test('import and export name what is missing', () => {
  const cases = [
    [['export', file('result.json')], /--journal FILE/],
    [['export', file('export.json'), '--journal', file('x.journal')], /no result file/],
    [['export'], /needs a result file/],
    [['import', file('nothing.journal')], /nothing\.journal: cannot be read or written \(ENOENT\)/],
    [['import', file('several.journal')], /several studies.*one, two/],
    [['import', file('several.journal'), '--study', 'three'], /no study three/],
  ];
  for (const [words, message] of cases) {
    const { status, stderr } = sweetspot(...words);
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
});
