// A run of every sampler that is killed and goes on from its journal; a run that goes on from saved bytes; warm starts of runs.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { createRun, schema, StudyError } from '../../web/lib/index.js';
import {
  readJournal,
  begin,
  folderFor,
  mixedStudy,
  readJson,
  save,
  sweetspot,
} from './journal-tools.mjs';
import { comparable } from './studies.mjs';

const file = folderFor(test);
const { samplers } = (await schema()).tables;

/** Runs a study to its end. */
function run(study, out, ...words) {
  const { status, stderr } = sweetspot('run', study, '--workers', '2', '--out', out, ...words);
  assert.equal(status, 0, stderr);
  return { result: readJson(out), stderr };
}

for (const { name } of samplers) {
  test(`killed with SIGKILL and run again, the study is the uninterrupted one: ${name}`, async () => {
    const points = name === 'grid' ? { points: 3 } : {};
    const search = { sampler: { type: name, ...points }, trials: 14 };
    const study = mixedStudy({ name }, search);
    study.training = { ...study.training, epochs: 150 };
    save(file(`${name}.json`), study);
    const storage = file(`${name}.journal`);
    const child = begin('run', file(`${name}.json`), '--workers', '2', '--storage', storage);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    const isAway = () =>
      fs.existsSync(storage) && fs.readFileSync(storage, 'utf8').split('"op_code":6,').length > 4;
    while (!isAway() && child.exitCode === null) await new Promise((go) => setTimeout(go, 5));
    child.kill('SIGKILL');
    await ended;
    fs.rmSync(`${storage}.lock`, { force: true });
    const { result } = run(file(`${name}.json`), file('resumed.out'), '--storage', storage);
    const { result: whole } = run(file(`${name}.json`), file('whole.out'));
    assert.equal(result.fingerprint, whole.fingerprint);
    assert.equal(comparable(result), comparable(whole));
    assert.equal(readJournal(storage).study(name).trials.length, 14);
  });
}

test('a run goes on from its bytes, in another run, to the same end', async () => {
  const pruner = { type: 'median', n_startup_trials: 2 };
  const study = mixedStudy({ name: 'bytes' }, { sampler: { type: 'tpe' }, pruner, trials: 12 });
  const whole = await createRun(study, { workers: 2 }).result;
  for (const stop of [0, 3, 12]) {
    const first = createRun(study, { workers: 2 });
    let over = 0;
    let bytes;
    for await (const event of first.events) {
      over += event.event === 'trial';
      if (event.event === 'start' && stop === 0) bytes = await first.save();
      if (event.event === 'trial' && over === stop) {
        bytes = await first.save();
        first.abort();
      }
    }
    const again = createRun(study, { workers: 1, saved: bytes });
    const result = await again.result;
    assert.equal(result.fingerprint, whole.fingerprint, `saved after ${stop}`);
    assert.deepEqual(
      await again.save().then((all) => all.length > bytes.length || stop === 12),
      true,
    );
    if (stop !== 3) continue;
    const torn = bytes.slice(0, -2);
    await assert.rejects(createRun(study, { saved: torn }).result, /not the bytes of a saved run/);
    const other = mixedStudy({ name: 'bytes' }, { sampler: { type: 'gp' }, pruner, trials: 12 });
    await assert.rejects(createRun(other, { saved: bytes }).result, (error) => {
      assert.ok(error instanceof StudyError);
      assert.match(error.message, /another study: search\.sampler/);
      return true;
    });
  }
});

test('a warm start from a result and from a journal is the same, is told, and is part of the fingerprint', () => {
  const small = (changes, search) => {
    const study = mixedStudy(changes, { trials: 6, ...search });
    study.training = { ...study.training, epochs: 3 };
    return study;
  };
  const before = save(
    file('before.json'),
    small({ name: 'before' }, { sampler: { type: 'random' } }),
  );
  const after = save(file('after.json'), small({ name: 'after' }));
  run(before, file('before.out'), '--storage', file('before.journal'));
  const cold = run(after, file('cold.out')).result;
  const warm = run(
    after,
    file('warm.out'),
    '--warm-start',
    file('before.out'),
    '--storage',
    file('warm.journal'),
  );
  assert.match(warm.stderr, /the sampler knows 6 trials/);
  assert.equal(warm.result.warm_start.trials, 6);
  assert.equal(warm.result.trials.length, 6);
  assert.notEqual(warm.result.fingerprint, cold.fingerprint);
  const other = run(after, file('other.out'), '--warm-start', file('before.journal')).result;
  assert.equal(other.fingerprint, warm.result.fingerprint);
  const again = run(
    after,
    file('again.out'),
    '--warm-start',
    file('before.out'),
    '--storage',
    file('warm.journal'),
  );
  assert.equal(again.result.fingerprint, warm.result.fingerprint);
  const changed = run(after, file('changed.out'), '--storage', file('warm.journal'));
  assert.match(changed.stderr, /warm_start/, 'without it the next trials would be others');
  const { status, stderr } = sweetspot('run', after, '--warm-start', after);
  assert.equal(status, 2);
  assert.match(stderr, /neither a result/);
});

test('auto: the command and the result say what was picked and why', () => {
  const study = save(
    file('auto.json'),
    mixedStudy({ name: 'auto' }, { sampler: 'auto', trials: 4 }),
  );
  const { result, stderr } = run(study, file('auto.out'));
  assert.deepEqual(result.sampler, { picked: 'sobol', reason: 'short' });
  assert.match(stderr, /auto picked sobol, because there are too few trials/);
  const chinese = sweetspot('run', study, '--lang', 'zh').stderr;
  assert.match(chinese, /auto 选择了 sobol，因为试验太少/);
});
