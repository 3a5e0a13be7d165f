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
  const study = new Study(new StudyClient(waitingWorker), 'minimize');
  assert.equal((await study.ask()).number, 0);
  const next = study.ask();
  await new Promise((resolve) => setTimeout(resolve, 10));
  await study.tell(0, { value: 1 });
  assert.equal(await next, null);
});

for (const end of ['closed', 'killed']) {
  test(`an_ask_that_waits_is_rejected_when_the_study_is: ${end}`, { timeout: 20000 }, async () => {
    const worker = waitingWorker();
    const study = new Study(new StudyClient(() => worker), 'minimize');
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
