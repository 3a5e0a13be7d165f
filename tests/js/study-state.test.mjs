// A study that is saved, fed from outside or started warm, through the library: the rest is what it would have been.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Study, StudyError } from '../../web/lib/index.js';

const space = {
  lr: { type: 'float', low: 1e-4, high: 1, log: true },
  units: { type: 'int', low: 1, high: 64 },
  kind: { type: 'categorical', choices: ['a', { b: 1 }, null] },
  depth: { type: 'int', low: 1, high: 3, when: { kind: ['a'] } },
};
const objective = { direction: 'maximize' };
const search = (sampler, more = {}) => ({ sampler, trials: 30, seed: 3, parallelism: 3, ...more });
const scoreOf = ({ lr, units, depth = 0 }) =>
  -((lr - 0.1) ** 2) - (units / 64 - 0.5) ** 2 - depth / 9;

/** Asks and tells, three trials at a time; stops after so many events. */
async function live(study, events = Infinity) {
  for (let event = 0; event < events; event++) {
    const running = study.trials.filter(({ state }) => state === 'running');
    const done = study.trials.length - running.length;
    const lag = running.length > 0 ? study.trials.length - running[0].number : 0;
    if (lag < 3) {
      const trial = await study.ask();
      if (!trial && running.length === 0) return;
      if (trial) continue;
    }
    const { number, params } = running[lag < 3 ? (done * 7) % running.length : 0];
    const value = scoreOf(params);
    const said = number % 4 === 1 ? await study.report(number, 2, value) : 'continue';
    if (said === 'stop') await study.tell(number, { state: 'pruned', value });
    else if (number % 7 === 3) await study.tell(number, { state: 'failed', reason: 'cold' });
    else await study.tell(number, { value });
  }
}

test('a saved study goes on in another worker as if nothing had been, running trials included', async () => {
  for (const sampler of ['tpe', 'cma_es', 'auto']) {
    const pruner = { type: 'median', n_startup_trials: 3 };
    const whole = await Study.create({ space, objective, search: search(sampler, { pruner }) });
    await live(whole);
    for (const stop of [0, 7, 40]) {
      const first = await Study.create({ space, objective, search: search(sampler, { pruner }) });
      await live(first, stop);
      const bytes = await first.save();
      first.close();
      const second = await Study.load(bytes);
      assert.deepEqual(second.trials, first.trials);
      assert.deepEqual(await second.save(), bytes);
      await live(second);
      assert.deepEqual(second.trials, whole.trials, `${sampler} stopped after ${stop}`);
      assert.deepEqual(second.best, whole.best);
      assert.deepEqual(second.sampler, whole.sampler);
      second.close();
    }
    whole.close();
  }
});

test('saving waits for trials that are being asked for', async () => {
  const study = await Study.create({ space, objective, search: search('random') });
  const [asked, bytes] = await Promise.all([study.ask(), study.save()]);
  const loaded = await Study.load(bytes);
  assert.deepEqual(loaded.trials[0].params, asked.params);
  await loaded.tell(0, { value: 1 });
  assert.equal(loaded.best.number, 0);
  study.close();
  loaded.close();
});

test('torn, foreign and changed bytes are refused by name', async () => {
  const study = await Study.create({ space, objective, search: search('tpe') });
  await live(study, 9);
  const bytes = await study.save();
  study.close();
  const changed = bytes.slice();
  changed[40] ^= 1;
  const wrong = [
    new Uint8Array(0),
    bytes.slice(0, -1),
    changed,
    new TextEncoder().encode('{"trials": []}'),
  ];
  for (const each of wrong)
    await assert.rejects(Study.load(each), (error) => {
      assert.ok(error instanceof StudyError);
      assert.match(error.message, /not the bytes of a saved study/);
      return true;
    });
});

test('a finished trial from elsewhere takes the next number and can be the best', async () => {
  const study = await Study.create({ space, objective, search: search('tpe', { trials: 4 }) });
  const first = await study.ask();
  const params = { lr: 0.1, units: 32, kind: null };
  assert.equal(await study.add({ params, value: 5 }), 1);
  assert.equal(study.best.number, 1);
  assert.deepEqual(study.trials[1], { number: 1, params, state: 'complete', value: 5 });
  assert.equal(await study.add({ params, state: 'failed', reason: 'there' }), 2);
  await assert.rejects(
    study.add({ params: { lr: 2, units: 32, kind: null }, value: 1 }),
    /params.lr/,
  );
  await assert.rejects(study.add({ params, value: 1, state: 'lost' }), RangeError);
  await study.tell(first.number, { value: 0 });
  assert.equal((await study.ask()).number, 3);
  assert.equal(await study.add({ params, value: 1 }), null);
  const loaded = await Study.load(await study.save());
  assert.deepEqual(loaded.trials, study.trials);
  study.close();
  loaded.close();
});

test('a warm start: what fits is known, what does not is counted and explained', async () => {
  const warmStart = [
    { params: { lr: 0.1, units: 32, kind: null }, value: 1 },
    { params: { lr: 0.1, units: 99, kind: null }, value: 1 },
    { params: { lr: 0.1, units: 3, kind: 'a', depth: 2 }, value: 0.5, state: 'complete' },
    { params: { lr: 0.1, units: 32, kind: null }, value: null, state: 'failed' },
  ];
  const study = await Study.create({ space, objective, search: search('tpe'), warmStart });
  assert.deepEqual(
    study.warnings.map(({ path, code, values }) => [path, code, values.count]),
    [
      ['warm_start', 'warm_left_out', 2],
      ['warm_start.1.units', 'above', undefined],
    ].map((row, i) => (i === 1 ? [row[0], study.warnings[1].code, undefined] : row)),
  );
  assert.equal(study.best, null);
  const cold = await Study.create({ space, objective, search: search('tpe') });
  const [warmTrial, coldTrial] = [await study.ask(), await cold.ask()];
  assert.equal(warmTrial.number, 0);
  assert.deepEqual(warmTrial.params, coldTrial.params, 'six trials are drawn at random first');
  study.close();
  cold.close();

  const sobol = await Study.create({ space, objective, search: search('sobol'), warmStart });
  assert.deepEqual(
    sobol.warnings.map(({ code }) => code),
    ['warm_no_use'],
  );
  sobol.close();
  const bad = { space, objective, search: search('tpe') };
  await assert.rejects(Study.create({ ...bad, warmStart: 7 }), /list of trials/);
  const other = { study: { objective: { metric: 'loss', direction: 'minimize' } }, trials: [] };
  await assert.rejects(Study.create({ ...bad, warmStart: other }), /another kind/);
});

test('auto picks by space, budget and objectives, and says why', async () => {
  const line = { x: { type: 'float', low: 0, high: 1 } };
  const many = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`x${i}`, line.x]));
  const both = [
    { metric: 'a', direction: 'minimize' },
    { metric: 'b', direction: 'maximize' },
  ];
  const choice = { type: 'categorical', choices: [1, 2, 3] };
  const cases = [
    [line, 50, 'gp', 'numbers'],
    [line, 11, 'sobol', 'short'],
    [line, 251, 'cma_es', 'long'],
    [many, 100, 'tpe', 'many'],
    [{ ...line, k: choice }, 50, 'tpe', 'choices'],
    [{ ...line, y: line.x, k: choice }, 50, 'gp', 'numbers'],
    [{ ...line, y: line.x, k: choice }, 300, 'tpe', 'many'],
    [{ k: choice }, 50, 'grid', 'whole'],
    [space, 50, 'gp', 'numbers'],
    [space, 300, 'tpe', 'conditional'],
    [line, 50, 'nsga2', 'several', both],
  ];
  for (const [its, trials, picked, reason, several] of cases) {
    const how = { sampler: 'auto', trials, seed: 1, parallelism: 1 };
    const study = await Study.create({ space: its, objective: several ?? objective, search: how });
    assert.deepEqual(study.sampler, { picked, reason });
    const own = await Study.create({
      space: its,
      objective: several ?? objective,
      search: { ...how, sampler: picked },
    });
    assert.equal(own.sampler, undefined);
    assert.deepEqual(await study.ask(), await own.ask(), 'it is that sampler with its defaults');
    study.close();
    own.close();
  }
});
