// web/lib/looks.js: what the pruner is told of a trial, and what the trial hears, with a pruner that is played by the test.
import assert from 'node:assert/strict';
import test from 'node:test';
import { STEP } from '../../web/lib/engine-status.js';
import { Looks } from '../../web/lib/looks.js';

const curveOf = (...values) => Float32Array.from(values.flatMap((value) => [1, 1, value]));
const scores = [0.25, 0.5, 0.75, 0.5];
const upTo = (step) => [{ fold: 0, curve: curveOf(...scores.slice(0, step)), metrics: null }];
const at = (step) => ({ trial: 0, step, parts: upTo(step) });

function startLooks(step = STEP.EPOCH, answers = {}) {
  const said = [];
  const told = [];
  const ask = async (reports) => {
    said.push(reports.map((report) => report.step));
    return answers[reports.at(-1).step] ?? 0;
  };
  const looks = new Looks({ step, folds: 1, metric: 0 }, ask, (report) => told.push(report.step));
  return { looks, said, told };
}

test('each_step_is_said_once_in_order_and_the_answer_is_the_next_look', async () => {
  const { looks, said, told } = startLooks(STEP.EPOCH, { 1: 3, 3: 2147483647 });
  assert.equal(await looks.answer(at(1)), 3);
  looks.hear(0, curveOf(0.25, 0.5), null);
  assert.equal(await looks.answer(at(3)), 2147483647);
  looks.hear(0, curveOf(...scores), null);
  await looks.end();
  assert.deepEqual(said, [[1], [2, 3], [4]]);
  assert.deepEqual(told, [1, 2, 3, 4]);
});

test('a_second_try_is_led_to_where_the_first_one_was', async () => {
  const { looks, said } = startLooks(STEP.EPOCH, { 1: 2, 2: 4 });
  await looks.answer(at(1));
  await looks.answer(at(2));
  assert.equal(await looks.answer(at(1)), 2, 'straight to the last answer');
  assert.equal(await looks.answer(at(2)), 4);
  assert.equal(await looks.answer(at(4)), 0);
  assert.deepEqual(said, [[1], [2], [3, 4]]);
  assert.equal(await looks.answer(at(1)), 4, 'it ends where the first would have');
  assert.equal(await looks.answer(at(4)), 0);
  assert.equal(said.length, 3);
});

test('without_a_pruner_nothing_is_said_to_it', async () => {
  const { looks, said, told } = startLooks(STEP.NONE);
  looks.hear(0, curveOf(...scores), null);
  await looks.end();
  assert.deepEqual([said, told], [[], [1, 2, 3, 4]]);
});

test('the_value_of_a_stopped_trial_is_its_best_or_last_score', () => {
  const { looks } = startLooks();
  looks.hear(0, curveOf(...scores), null);
  assert.equal(looks.value(false, true), 0.5);
  assert.equal(looks.value(true, true), 0.75);
  assert.equal(looks.value(true, false), 0.25);
});
