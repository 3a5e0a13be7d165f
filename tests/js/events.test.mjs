// web/lib/events.js: what a reader that is behind is still told.
import assert from 'node:assert/strict';
import test from 'node:test';
import { EventQueue } from '../../web/lib/events.js';
import { collect } from './studies.mjs';

const progress = (trial, fold, epoch) => ({ event: 'progress', trial, fold, epoch });

test('a_reader_that_is_behind_is_told_of_the_newest_progress_alone', async () => {
  const queue = new EventQueue();
  queue.push({ event: 'asked', trial: 0 });
  queue.push(progress(0, 0, 1));
  queue.push({ event: 'report', trial: 0 });
  queue.push(progress(1, 0, 5));
  queue.push(progress(0, 0, 2));
  queue.push(progress(0, 1, 1));
  queue.push({ event: 'trial', number: 0 });
  queue.end();
  assert.deepEqual(await collect(queue), [
    { event: 'asked', trial: 0 },
    progress(0, 0, 2),
    { event: 'report', trial: 0 },
    progress(1, 0, 5),
    progress(0, 1, 1),
    { event: 'trial', number: 0 },
  ]);
});

test('progress_that_was_read_is_not_replaced', async () => {
  const queue = new EventQueue();
  const read = [];
  queue.push(progress(0, 0, 1));
  for await (const event of queue) {
    read.push(event.epoch ?? event.event);
    if (event.epoch === 1) {
      queue.push({ event: 'paused' });
      queue.push(progress(0, 0, 2));
    }
    if (event.epoch === 2) queue.end();
  }
  assert.deepEqual(read, [1, 'paused', 2]);
});

test('an_error_comes_after_all_that_was_said', async () => {
  const queue = new EventQueue();
  queue.push(progress(0, 0, 1));
  queue.end(new Error('broken'));
  const read = [];
  const reading = async () => {
    for await (const event of queue) read.push(event);
  };
  await assert.rejects(reading(), /broken/);
  assert.equal(read.length, 1);
});
