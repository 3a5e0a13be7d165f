// Every kind of layer: the same study, the same bytes, with any number of workers and slices of any size.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createRun } from '../../web/lib/index.js';
import { networks } from './networks.mjs';
import { comparable } from './studies.mjs';

for (const study of networks) {
  test(`${study.name}: one worker and two give the same result, curves and all`, async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => createRun(study, { workers }).result),
    );
    assert.equal(one.trials.length, 3);
    for (const { state } of one.trials) assert.equal(state, 'complete');
    assert.ok(one.test);
    assert.equal(comparable(one), comparable(two));
    assert.equal(one.fingerprint, two.fingerprint);
  });
}
