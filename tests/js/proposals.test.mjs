// web/lib/proposals.js, with a tuner that is played by the test.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Proposals } from '../../web/lib/proposals.js';

function startProposals(ahead = 2) {
  const calls = [];
  const tuner = {
    call: (_, { want }) =>
      new Promise((resolve, reject) => {
        calls.push({ want, resolve, reject });
      }),
  };
  let news = 0;
  const proposals = new Proposals(tuner, ahead, () => news++);
  const answer = async (state, ...numbers) => {
    calls.shift().resolve({ asked: numbers.map((number) => ({ number })), state });
    await new Promise(setImmediate);
  };
  return { proposals, calls, answer, news: () => news };
}

test('it_asks_ahead_and_ends_when_the_tuner_does', async () => {
  const { proposals, calls, answer, news } = startProposals();
  assert.equal(proposals.take(), undefined);
  assert.equal(calls.length, 1);
  await answer('ready', 0, 1);
  assert.equal(news(), 1);
  assert.equal(proposals.take().number, 0);
  assert.equal(proposals.exhausted, false);
  await answer('exhausted', 2);
  assert.deepEqual([proposals.take().number, proposals.take().number], [1, 2]);
  assert.equal(proposals.take(), undefined);
  assert.equal(proposals.exhausted, true);
  assert.equal(calls.length, 0);
});

test('a_waiting_tuner_is_asked_again_after_a_value', async () => {
  const { proposals, calls, answer } = startProposals();
  proposals.take();
  await answer('wait');
  proposals.take();
  assert.equal(calls.length, 0);
  proposals.told();
  proposals.take();
  assert.equal(calls.length, 1);
});

test('a_value_told_while_the_answer_is_on_its_way_counts', async () => {
  const { proposals, calls, answer } = startProposals();
  proposals.take();
  proposals.told();
  await answer('wait');
  proposals.take();
  assert.equal(calls.length, 1, 'nobody else would ask again');
});

test('a_tuner_that_breaks_ends_the_proposals_with_its_error', async () => {
  const { proposals, calls } = startProposals();
  proposals.take();
  calls[0].reject(new Error('broken'));
  await new Promise(setImmediate);
  assert.equal(proposals.exhausted, true);
  assert.equal(proposals.failure.message, 'broken');
});
