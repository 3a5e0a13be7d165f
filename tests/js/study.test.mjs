// web/lib/study.js: the tuner alone, for anything that gives a number.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { Study, StudyError } from '../../web/lib/index.js';
import { StudyClient } from '../../web/lib/study.js';

const space = {
  x: { type: 'float', low: -5, high: 5 },
  kind: { type: 'categorical', choices: ['a', 'b', [1, 2]] },
};
const objective = { direction: 'minimize' };

test('ask_and_tell_to_the_end_of_the_budget', async () => {
  const search = { sampler: { type: 'random' }, trials: 20, seed: 3 };
  const study = await Study.create({ space, search, objective });
  let asked = 0;
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    assert.equal(trial.number, asked++);
    const { x, kind } = trial.params;
    assert.ok(x >= -5 && x <= 5);
    assert.ok(['a', 'b', '[1,2]'].includes(typeof kind === 'string' ? kind : JSON.stringify(kind)));
    await study.tell(trial.number, { value: x * x });
  }
  assert.equal(asked, 20);
  const values = study.trials.map(({ value }) => value);
  assert.equal(study.best.value, Math.min(...values));
  assert.equal(study.best.number, values.indexOf(study.best.value));
  assert.deepEqual(study.best.params, study.trials[study.best.number].params);
  study.close();
});

test('the_same_seed_asks_the_same', async () => {
  const lists = [];
  for (const seed of [5, 5, 6]) {
    const study = await Study.create({ space, search: { trials: 5, seed }, objective });
    const asked = await Promise.all([1, 2, 3].map(() => study.ask()));
    lists.push(JSON.stringify(asked));
    study.close();
  }
  assert.equal(lists[0], lists[1]);
  assert.notEqual(lists[0], lists[2]);
});

test('failed_and_pruned_trials_are_kept_and_never_the_best', async () => {
  const study = await Study.create({ space, search: { trials: 10 }, objective });
  const [a, b, c, d] = [await study.ask(), await study.ask(), await study.ask(), await study.ask()];
  assert.equal(study.best, null);
  assert.equal(study.trials[0].state, 'running');
  await study.tell(a.number, { state: 'failed', reason: 'no power' });
  await study.tell(b.number, { value: -100, state: 'pruned' });
  await study.tell(c.number, { value: Number.NaN });
  await study.tell(d.number, { value: 3 });
  assert.deepEqual(
    study.trials.map(({ state }) => state),
    ['failed', 'pruned', 'failed', 'complete'],
  );
  assert.equal(study.trials[0].reason, 'no power');
  assert.equal(study.best.value, 3);
  study.close();
});

test('a_pruner_that_never_prunes_says_continue', async () => {
  const study = await Study.create({ space, search: { trials: 2 }, objective });
  const { number } = await study.ask();
  assert.equal(await study.report(number, 1, 0.5), 'continue');
  await study.tell(number, { value: 0.5 });
  await assert.rejects(study.report(number, 2, 0.5), RangeError);
  study.close();
});

test('telling_twice_or_of_a_stranger_is_refused', async () => {
  const study = await Study.create({ space, search: { trials: 2 }, objective });
  const { number } = await study.ask();
  await study.tell(number, { value: 1 });
  await assert.rejects(study.tell(number, { value: 2 }), RangeError);
  await assert.rejects(study.tell(99, { value: 2 }), RangeError);
  study.close();
});

test('a_state_that_does_not_exist_is_refused_and_changes_nothing', async () => {
  const study = await Study.create({ space, search: { trials: 2 }, objective });
  const { number } = await study.ask();
  const wrong = study.tell(number, { value: 1, state: 'done' });
  await assert.rejects(wrong, /^RangeError: trial 0: state is one of complete, pruned, failed/);
  assert.equal(study.trials[0].state, 'running');
  await study.tell(number, { value: 1 });
  assert.equal(study.best.number, number);
  study.close();
});

/** A worker that says "wait" to whoever asks, until it was told something. */
function waitingWorker() {
  let say = () => {};
  let state = 'wait';
  const worker = { dies: () => {}, terminate() {}, keepAlive() {} };
  worker.onMessage = (hear) => {
    say = hear;
  };
  worker.onError = (hear) => {
    worker.dies = () => hear(new Error('killed'));
  };
  worker.post = ({ id, kind }) => {
    if (kind === 'tell') state = 'exhausted';
    const first = kind === 'ask' && id === 1;
    const asked = first ? [{ number: 0, params: {} }] : [];
    queueMicrotask(() => say({ id, answer: kind === 'ask' ? { asked, state } : 0 }));
  };
  return worker;
}

test('an_ask_that_must_wait_goes_on_when_a_value_is_told', async () => {
  const study = new Study(new StudyClient(waitingWorker), {
    directions: ['minimize'],
    rejected: 0,
  });
  assert.equal((await study.ask()).number, 0);
  const next = study.ask();
  await new Promise((resolve) => setTimeout(resolve, 10));
  await study.tell(0, { value: 1 });
  assert.equal(await next, null);
});

for (const end of ['closed', 'killed']) {
  test(`an_ask_that_waits_is_rejected_when_the_study_is: ${end}`, { timeout: 20000 }, async () => {
    const worker = waitingWorker();
    const study = new Study(new StudyClient(() => worker), {
      directions: ['minimize'],
      rejected: 0,
    });
    await study.ask();
    const next = study.ask();
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (end === 'closed') study.close();
    else worker.dies();
    await assert.rejects(next, new RegExp(end));
  });
}

test('a_wrong_space_is_refused_with_its_places', async () => {
  const wrong = { x: { type: 'float', low: 5, high: -5 }, y: { type: 'number' } };
  await assert.rejects(Study.create({ space: wrong, objective }), (error) => {
    assert.ok(error instanceof StudyError);
    assert.ok(error.problems.some(({ path }) => path.startsWith('space.x')));
    assert.ok(error.problems.some(({ path }) => path.startsWith('space.y')));
    assert.match(
      error.message,
      /^space\.x\.low: low \(5\) is above high/,
      'a sentence, not a code',
    );
    return true;
  });
});

test('a_process_ends_without_close', { timeout: 20000 }, () => {
  const code = `
    import { Study } from 'sweetspot';
    const study = await Study.create({ space: { x: { type: 'float', low: 0, high: 1 } }, objective: { direction: 'minimize' } });
    const { number } = await study.ask();
    await study.tell(number, { value: 1 });
    console.log(study.best.value);`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  assert.equal(out.trim(), '1');
});

test('a_pruner_says_stop_and_a_stopped_trial_is_told_as_pruned', async () => {
  const search = { pruner: { type: 'median', n_startup_trials: 2 }, trials: 4, parallelism: 1 };
  const study = await Study.create({ space, search, objective });
  const verdicts = [];
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    const { number } = trial;
    const verdict = await study.report(number, 1, number);
    verdicts.push(verdict);
    await study.tell(number, { value: number, state: verdict === 'stop' ? 'pruned' : 'complete' });
  }
  assert.deepEqual(verdicts, ['continue', 'continue', 'stop', 'stop']);
  assert.deepEqual(
    study.trials.map(({ state }) => state),
    ['complete', 'complete', 'pruned', 'pruned'],
  );
  assert.equal(study.best.number, 0);
  study.close();
});

test('a_step_that_is_none_or_lies_behind_is_refused', async () => {
  const study = await Study.create({ space, search: { pruner: 'asha', trials: 2 }, objective });
  const { number } = await study.ask();
  for (const step of [0, -1, 1.5, Number.NaN, 2 ** 31])
    await assert.rejects(study.report(number, step, 1), RangeError);
  assert.equal(await study.report(number, 4, 1), 'continue');
  assert.equal(await study.report(number, 4, 2), 'continue', 'the last one is replaced');
  await assert.rejects(study.report(number, 3, 1), /whole number from 4, not 3/);
  study.close();
});

test('enqueued_configurations_come_first', async () => {
  const other = await Study.create({ space, search: { trials: 1, seed: 9 }, objective });
  const { params } = await other.ask();
  other.close();
  const study = await Study.create({ space, search: { trials: 3, enqueue: [params] }, objective });
  assert.deepEqual((await study.ask()).params, params);
  assert.notDeepEqual((await study.ask()).params, params);
  study.close();
});

test('importance_says_which_parameter_decides', async () => {
  const study = await Study.create({
    space: {
      much: { type: 'float', low: -1, high: 1 },
      little: { type: 'float', low: -1, high: 1 },
      nothing: { type: 'categorical', choices: ['a', 'b', 'c'] },
    },
    search: { sampler: { type: 'sobol' }, trials: 150, seed: 3 },
    objective: { direction: 'minimize' },
  });
  assert.deepEqual(await study.importance(), { much: 0, little: 0, nothing: 0 });
  for (let trial = await study.ask(); trial; trial = await study.ask()) {
    const { much, little } = trial.params;
    await study.tell(trial.number, { value: 3 * much + little });
  }
  // the variances of 3 a and of b are as 9 to 1
  const { much, little, nothing } = await study.importance();
  assert.ok(Math.abs(much - 0.9) < 0.05 && Math.abs(little - 0.1) < 0.05 && nothing < 0.03);
  const pairs = await study.importancePairs();
  assert.ok(pairs.much.much > 0.8 && pairs.much.little < 0.05);
  const other = await study.importance({ method: 'ped_anova' });
  assert.ok(other.much > other.little && other.little > other.nothing);
  await assert.rejects(study.importance({ method: 'guess' }), /fanova, ped_anova/);
  study.close();
});
