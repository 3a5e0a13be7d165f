// What a page keeps of studies, on a shelf in memory: the parts that need no browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bestSoFar } from '../../web/charts/compare.js';
import { createRun } from '../../web/lib/index.js';
import { Journal } from '../../web/lib/journal.js';
import { Keep, linesOf } from '../../web/lib/keep.js';
import { memoryShelf } from '../../web/lib/keep-db.js';
import { keptEvents, keptResult, linesOfResult, readResult } from '../../web/lib/kept-study.js';
import { Recorder } from '../../web/lib/recorder.js';
import { createStore } from '../../web/lib/store.js';

const clock = () => '2026-01-01T00:00:00.000000+00:00';
const study = (trials, search = {}) => ({
  version: 1,
  name: 'kept',
  data: { source: 'iris' },
  validation: { folds: 2 },
  model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
  training: { optimizer: { type: 'adam', learning_rate: { param: 'lr' } }, epochs: 5 },
  space: {
    units: { type: 'int', low: 4, high: 64 },
    lr: { type: 'float', low: 0.001, high: 0.1, log: true },
  },
  search: { sampler: { type: 'random' }, trials, ...search },
});

/** Runs, keeps, and stops after so many trials if told to; as the page does it. */
async function run(kept, file, { until = Infinity, mode = {} } = {}) {
  const recorder = new Recorder(kept, { clock, ...mode });
  const run = createRun(file, { workers: 1, resume: recorder.begin.bind(recorder) });
  let count = 0;
  for await (const event of run.events) {
    recorder.apply(event);
    if (event.event === 'start') {
      const { event: _, ...start } = event;
      kept.updateHead({ start, ending: null });
    }
    if (event.event === 'trial' && ++count >= until) run.abort();
    if (event.event === 'study') {
      const { trials: _, ...ending } = event.result;
      kept.updateHead({ ending });
    }
  }
  await recorder.end();
  await kept.save();
  return run.result;
}

const keepOf = (onTrouble) => {
  const shelf = memoryShelf();
  let time = 1000;
  return { shelf, keep: new Keep(shelf, { clock: () => ++time, onTrouble }) };
};
const begin = (keep, id, file, files = new Map()) =>
  keep.begin(id, { text: JSON.stringify(file), base: '', files });

for (const type of ['random', 'tpe', 'gp'])
  test(`a study that was cut off goes on as if it had not been: ${type}`, async () => {
    const file = study(8, { sampler: { type } });
    const { keep } = keepOf();
    await run(begin(keep, 'a', file), file, { until: 3 });
    const again = await keep.open('a');
    const result = await run(again, file);
    const { result: whole } = createRun(file, { workers: 1 });
    assert.equal(result.fingerprint, (await whole).fingerprint);
    assert.equal(again.journal.studies[0].trials.length, 8);
  });

test('more trials give the longer study, or train what is proposed anew', async () => {
  for (const search of [{}, { sampler: { type: 'auto' } }]) {
    const { keep } = keepOf();
    const kept = begin(keep, 'a', study(6, search));
    await run(kept, study(6, search));
    const longer = study(30, search);
    let result;
    try {
      result = await run(await keep.open('a'), longer, { mode: { longer: true } });
    } catch (error) {
      assert.equal(error.message, 'other_proposal');
      result = await run(await keep.open('a'), longer, { mode: { afresh: true } });
    }
    assert.equal(result.trials.length, 30);
    if (search.sampler) continue; // it goes by the number of trials
    const { result: whole } = createRun(longer, { workers: 1 });
    assert.equal(result.fingerprint, (await whole).fingerprint);
  }
});

test('another study is not gone on with', async () => {
  const { keep } = keepOf();
  await run(begin(keep, 'a', study(2)), study(2));
  const other = study(2);
  other.training.epochs = 6;
  await assert.rejects(run(await keep.open('a'), other), ({ code, values }) => {
    assert.match(values.places, /training/);
    return code === 'other_study';
  });
});

test('what is kept is shown as it ran', async () => {
  const { keep } = keepOf();
  const result = await run(begin(keep, 'a', study(4)), study(4));
  const kept = await keep.open('a');
  const shown = keptResult(kept);
  assert.deepEqual(plain(shown), plain(result));
  const store = createStore();
  store.recall(keptEvents(kept.journal, kept.head.start, shown), shown.seconds);
  const { status, trials, best, data, seconds } = store.snapshot;
  assert.deepEqual([status, trials.length, best.number], ['done', 4, result.best.number]);
  assert.equal(data.rows, 150);
  assert.equal(seconds, result.seconds);
  assert.equal(trials[0].began, undefined);
});

const plain = (value) => JSON.parse(JSON.stringify(value));

test('a trial that had not ended has its place', async () => {
  const result = await createRun(study(3), { workers: 1 }).result;
  const journal = new Journal();
  const trials = result.trials.filter(({ number }) => number !== 1);
  for (const line of linesOfResult({ ...result, trials }, clock)) journal.apply(line);
  const store = createStore();
  store.recall(keptEvents(journal, null));
  assert.deepEqual(
    store.snapshot.trials.map(({ status }) => status),
    ['complete', 'running', 'complete'],
  );
});

test('a result becomes a journal and its trials come back', async () => {
  const result = await createRun(study(3), { workers: 1 }).result;
  const journal = new Journal();
  for (const line of linesOfResult(readResult(JSON.stringify(result)), clock)) journal.apply(line);
  const events = [...keptEvents(journal, null)];
  const trials = events.filter(({ event }) => event === 'trial');
  assert.deepEqual(
    trials.map(({ hash, value }) => [hash, value]),
    result.trials.map(({ hash, value }) => [hash, value]),
  );
  assert.equal(readResult('{"study": {}}'), null);
  assert.equal(readResult('[1'), null);
});

test('errors of writing are survived, said once, and made good', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const said = [];
  const { shelf, keep } = keepOf((error) => said.push(error?.name));
  const { write } = shelf;
  const full = async () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const kept = begin(keep, 'a', study(4));
  shelf.write = full;
  await kept.change((_, add) => add({ op_code: 0, study_name: 'kept', directions: [2] }));
  await settled();
  await kept.change((_, add) => add({ op_code: 2, study_id: 0, user_attr: { a: 1 } }));
  await settled();
  assert.deepEqual(said, ['QuotaExceededError']);
  assert.equal(await keep.open('a'), null);
  shelf.write = write;
  t.mock.timers.tick(3000);
  await settled();
  assert.deepEqual(said, ['QuotaExceededError', undefined]);
  const { journal } = await keep.open('a');
  assert.deepEqual(journal.studies[0].user, { a: 1 });
});

const settled = async () => {
  for (let i = 0; i < 20; i++) await null;
};

test('studies are listed, renamed, removed, restored and purged with their files', async () => {
  const { shelf, keep } = keepOf();
  const file = new File(['a,b\n1,2\n'], 'own.csv', { lastModified: 5 });
  const own = new Map([['own.csv', file]]);
  for (const id of ['a', 'b']) {
    const kept = begin(keep, id, study(1), own);
    kept.update({ state: 'complete', name: id });
    await kept.change((_, add) => add({ op_code: 0, study_name: id, directions: [2] }));
    await kept.save();
  }
  const names = async () => (await keep.list()).map(({ title, name }) => title ?? name);
  assert.deepEqual(await names(), ['b', 'a']);
  assert.equal((await shelf.all('files')).length, 1, 'the same file once');
  const { head } = await keep.open('a');
  assert.equal(await (await keep.filesOf(head)).get('own.csv').text(), 'a,b\n1,2\n');
  await keep.change('a', { title: 'mine' });
  await keep.remove(['b']);
  assert.deepEqual(await names(), ['mine']);
  await keep.purge(1e6);
  await keep.restore(['b']);
  assert.deepEqual(await names(), ['b', 'mine']);
  await keep.remove(['b']);
  await keep.purge();
  assert.equal((await shelf.all('lines')).length, 1);
  assert.equal((await shelf.all('files')).length, 1, 'still used');
  await keep.remove(['a']);
  await keep.purge();
  for (const store of ['studies', 'heads', 'lines', 'files'])
    assert.deepEqual(await shelf.all(store), []);
});

test('what was written last may be torn', () => {
  assert.equal(linesOf('{"op_code":0,"study_name":"a","directions":[2]}\n{"op_c').length, 1);
});

test('the best so far of a study', () => {
  const trials = [0.5, null, 0.4, 0.7].map((value, number) => ({
    number,
    value,
    state: value === null ? 'failed' : 'complete',
  }));
  const ys = (direction) =>
    bestSoFar({ name: '', metric: '', direction, trials }).map(({ y }) => y);
  assert.deepEqual(ys('maximize'), [0.5, 0.5, 0.5, 0.7]);
  assert.deepEqual(ys('minimize'), [0.5, 0.5, 0.4, 0.4]);
});
