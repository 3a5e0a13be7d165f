// web/lib/pool.js, with workers that are played by the test.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Pool } from '../../web/lib/pool.js';

/** A worker that does nothing but remember; the test speaks for it. */
function fakeWorkers() {
  const workers = [];
  const spawn = () => {
    const worker = {
      posted: [],
      alive: true,
      post: (message) => worker.posted.push(message),
      onMessage: (hear) => {
        worker.say = hear;
      },
      onError: (hear) => {
        worker.die = () => hear(new Error('killed'));
      },
      terminate: () => {
        worker.alive = false;
      },
      keepAlive: () => {},
    };
    workers.push(worker);
    return worker;
  };
  return { workers, spawn };
}

const job = { trial: 3, config: new Float64Array(1), metric: 1, metrics: 11, seed: 1, refit: 0 };
const quiet = { onProgress: () => {} };
const done = {
  kind: 'done',
  trial: 3,
  outcome: { folds: [], parameters: 1, value: 1 },
  seconds: 2,
};
const kinds = (worker) => worker.posted.map(({ kind }) => kind);

function startPool() {
  const { workers, spawn } = fakeWorkers();
  const pool = new Pool(1, spawn);
  pool.start();
  pool.loadWith((worker) => worker.post({ kind: 'load' }));
  return { workers, pool };
}

test('data_is_sent_once_before_the_first_job', async () => {
  const { workers, pool } = startPool();
  for (let i = 0; i < 2; i++) {
    const answer = pool.run(0, job, quiet);
    workers[0].say(done);
    assert.deepEqual(await answer, { outcome: done.outcome, seconds: 2 });
  }
  assert.deepEqual(kinds(workers[0]), ['load', 'start', 'start']);
});

test('a_worker_that_dies_costs_its_trial_one_more_try', async () => {
  const { workers, pool } = startPool();
  const answer = pool.run(0, job, quiet);
  workers[0].die();
  assert.equal(workers.length, 2);
  assert.deepEqual(kinds(workers[1]), ['load', 'start']);
  const [, { kind: _, ...again }] = workers[1].posted;
  assert.deepEqual(again, job);
  workers[0].say({ ...done, seconds: 99 });
  workers[1].say(done);
  assert.equal((await answer).seconds, 2);
});

test('a_trial_whose_worker_dies_twice_has_failed', async () => {
  const { workers, pool } = startPool();
  const answer = pool.run(0, job, quiet);
  workers[0].die();
  workers[1].die();
  assert.equal((await answer).outcome.reason, 'worker');
  assert.equal(workers.length, 2);
  const next = pool.run(0, job, quiet);
  workers[2].say(done);
  assert.equal((await next).outcome.value, 1);
});

test('a_worker_that_dies_idle_is_replaced_when_there_is_work', async () => {
  const { workers, pool } = startPool();
  workers[0].die();
  assert.equal(workers.length, 1);
  const answer = pool.run(0, job, quiet);
  workers[1].say(done);
  assert.ok(await answer);
});

test('a_pause_reaches_running_and_new_workers', async () => {
  const { workers, pool } = startPool();
  const answer = pool.run(0, job, quiet);
  pool.pause();
  workers[0].die();
  assert.deepEqual(kinds(workers[0]), ['load', 'start', 'pause']);
  assert.deepEqual(kinds(workers[1]), ['pause', 'load', 'start']);
  pool.resume();
  workers[1].say(done);
  assert.ok(await answer);
  assert.equal(kinds(workers[1]).at(-1), 'resume');
});

test('progress_reaches_whoever_gave_the_job', async () => {
  const { workers, pool } = startPool();
  const heard = [];
  const answer = pool.run(0, job, { onProgress: (progress) => heard.push(progress.share) });
  workers[0].say({ kind: 'progress', share: 0.5 });
  workers[0].say(done);
  await answer;
  assert.deepEqual(heard, [0.5]);
});

test('closing_ends_workers_and_answers_null', async () => {
  const { workers, pool } = startPool();
  const answer = pool.run(0, job, quiet);
  pool.close();
  assert.equal(await answer, null);
  assert.equal(workers[0].alive, false);
  assert.equal(await pool.run(0, job, quiet), null);
  assert.equal(workers.length, 1);
});

test('a_look_is_answered_to_the_worker_that_asked', async () => {
  const { workers, pool } = startPool();
  const asked = [];
  let answerLate = () => {};
  const onLook = ({ step }) => {
    asked.push(step);
    if (asked.length > 1) return 0;
    return new Promise((resolve) => {
      answerLate = resolve;
    });
  };
  const answer = pool.run(0, job, { ...quiet, onLook });
  workers[0].say({ kind: 'look', trial: 3, step: 1, parts: [] });
  workers[0].die();
  workers[1].say({ kind: 'look', trial: 3, step: 1, parts: [] });
  await new Promise(setImmediate);
  answerLate(5);
  await new Promise(setImmediate);
  assert.deepEqual(asked, [1, 1]);
  assert.deepEqual(kinds(workers[0]), ['load', 'start'], 'the dead one hears nothing');
  assert.deepEqual(workers[1].posted.at(-1), { kind: 'allow', allowed: 0 });
  assert.equal(workers[1].posted.filter(({ kind }) => kind === 'allow').length, 1);
  workers[1].say(done);
  assert.equal((await answer).seconds, 2);
});

test('a_pruner_that_breaks_ends_the_job_with_its_error', async () => {
  const { workers, pool } = startPool();
  const onLook = () => Promise.reject(new Error('no memory'));
  const answer = pool.run(0, job, { ...quiet, onLook });
  workers[0].say({ kind: 'look', trial: 3, step: 1, parts: [] });
  await assert.rejects(answer, /no memory/);
});
