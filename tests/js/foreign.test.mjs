// A journal that Debian's Optuna 3.1 wrote (scripts/goldens/optuna_journal.py) as a study that the page shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import * as curves from '../../web/charts/curves.js';
import * as history from '../../web/charts/history.js';
import * as importance from '../../web/charts/importance.js';
import { createLook } from '../../web/charts/look.js';
import * as parallel from '../../web/charts/parallel.js';
import * as pareto from '../../web/charts/pareto.js';
import * as sampler from '../../web/charts/sampler.js';
import * as slice from '../../web/charts/slice.js';
import * as timeline from '../../web/charts/timeline.js';
import { readSchema } from '../../scripts/schema.mjs';
import { foreignStudy, foreignTrials, linesOfStudy } from '../../web/lib/foreign-study.js';
import { translator } from '../../web/lib/i18n/index.js';
import { Journal } from '../../web/lib/journal.js';
import { linesOf } from '../../web/lib/keep.js';
import { keptEvents, startOf, trialsOf } from '../../web/lib/kept-study.js';
import { createStore } from '../../web/lib/store.js';
import { ChartTools } from '../../web/ui/chart-tools.js';

const schema = await readSchema();
const look = createLook(false, translator('en'));
const all = linesOf(readFileSync(new URL('optuna-3.1.journal', import.meta.url), 'utf8'));

/** @param {object[]} lines */
function journalOf(lines) {
  const journal = new Journal();
  for (const line of lines) journal.apply(line);
  return journal;
}

/** What the page shows of a study. @param {string} name @param {object[]} [lines] */
function shown(name, lines = all) {
  const found = journalOf(lines).study(name);
  const journal = journalOf(linesOfStudy(lines, found));
  const study = foreignStudy(schema, journal.studies[0]);
  const store = createStore();
  const numbered = foreignTrials(journal.studies[0], Date.parse);
  const start = startOf(study, trialsOf(journal, numbered));
  store.recall(keptEvents(journal, start, null, numbered));
  store.apply({ event: 'study', best: store.snapshot.best, result: null });
  return { study, snapshot: store.snapshot, found, journal };
}

test('its space, objective, states, values and scores on the way are those of Optuna', () => {
  const { study, snapshot } = shown('house prices');
  assert.deepEqual(study.space, {
    lr: { type: 'float', low: 0.0001, high: 0.1, log: true },
    layers: { type: 'int', low: 1, high: 3, log: false },
    activation: { type: 'categorical', choices: ['relu', 'tanh'] },
    dropout: { type: 'float', low: 0, high: 0.5, log: false, step: 0.1 },
  });
  assert.deepEqual(study.objective, { metric: 'value', direction: 'minimize' });
  assert.equal(study.about, 'dataset: ames');
  assert.equal(study.foreign.odd, false);
  const { trials, status, failed, pruned, best } = snapshot;
  assert.equal(status, 'done');
  assert.equal(trials.length, 25);
  assert.deepEqual([trials[5].status, trials[5].value], ['failed', null]);
  assert.equal(trials[24].status, 'running');
  assert.equal(failed, 1);
  const complete = trials.filter(({ state }) => state === 'complete');
  assert.ok(pruned > 0 && complete.length > 4);
  assert.equal(best.value, Math.min(...complete.map(({ value }) => value)));
  for (const { params, value, folds, seconds } of complete) {
    const far = Math.abs(params.layers - 2) * 0.3 + (params.activation === 'tanh' ? 0.2 : 0);
    const base = (Math.log10(params.lr) + 2.5) ** 2 + far + params.dropout;
    assert.ok(Math.abs(value - base - 0.5) < 1e-9, 'the value of these very parameters');
    assert.deepEqual(
      folds[0].curve.map((row) => Number((row[2] - base).toFixed(6))),
      [2, 1, 0.666667, 0.5],
    );
    assert.ok(seconds > 0);
  }
  const cut = trials.find(({ state }) => state === 'pruned');
  assert.equal(cut.value, cut.folds[0].curve.at(-1)[2]);
});

test('charts speak of it; the sampler is left out', () => {
  const { study, snapshot } = shown('house prices');
  const options = { selected: null, hovered: null, brushed: null, look };
  for (const chart of [history, curves, parallel, slice, timeline]) {
    const info = chart.info(snapshot, { ...options, view: chart.views?.[0] });
    assert.equal(chart.isEmpty(info), false, chart.id);
    assert.ok(chart.config(info, look).data, chart.id);
    assert.doesNotMatch(chart.sentence(info, look), /undefined|NaN|\{/, chart.id);
  }
  assert.equal(sampler.fits(study), false);
});

test('importance is worked out by a tuner of ours', async () => {
  const { snapshot } = shown('house prices');
  const tools = new ChartTools();
  try {
    const loaded = await importance.load(snapshot, {}, tools);
    const info = importance.info(snapshot, { loaded });
    assert.equal(info.bars.length, 4);
    assert.equal(info.bars[0].name, 'lr');
    assert.ok(info.bars[0].share > 0.3 && info.bars[3].share > 0.01, 'every trial was heard');
  } finally {
    tools.close();
  }
});

test('several objectives and a parameter that is not always there', () => {
  const { study, snapshot } = shown('two goals');
  assert.deepEqual(
    study.objective.map(({ direction }) => direction),
    ['maximize', 'minimize'],
  );
  assert.equal(study.foreign.odd, true);
  assert.equal(importance.key(snapshot), '');
  assert.match(importance.never(study, look.t), /not every trial/);
  const info = pareto.info(snapshot, { selected: null });
  assert.equal(info.places.length, 10);
  assert.ok(info.front.size > 0);
  const [first] = snapshot.trials;
  assert.equal(first.values[0], first.params.x);
});

test('a parameter that is not in every trial has a place at the foot of its axis', () => {
  const { snapshot } = shown('two goals');
  const without = snapshot.trials.filter(({ params }) => !('y' in params));
  assert.ok(without.length > 0 && without.length < 10);
  const info = parallel.info(snapshot, { selected: null });
  assert.deepEqual(
    info.axes.map(({ name, sometimes }) => [name, sometimes]),
    [
      ['x', false],
      ['kind', false],
      ['y', true],
      ['value 0', false],
    ],
  );
  for (const { trial, at } of info.lines) assert.equal(at[2] < 0, !('y' in trial.params));
  const said = `At the foot of an axis, “missing”: trials without that parameter (${without.length}).`;
  assert.ok(parallel.note(info, look).includes(said), parallel.note(info, look));
  const { rows, columns } = parallel.table(info, look);
  const y = columns.indexOf('y');
  assert.equal(rows.filter((row) => row[y] === null).length, without.length);
  const seen = slice.info(snapshot, { selected: null, param: 'y' });
  assert.equal(seen.panels[0].without, without.length);
  assert.equal(slice.choices(snapshot, { selected: null, look })[0].value, 'x');
  const whole = parallel.info(shown('house prices').snapshot, { selected: null });
  assert.ok(whole.axes.every(({ sometimes }) => !sometimes));
  assert.doesNotMatch(parallel.note(whole, look), /missing/);
});

/** A journal of trials with these times, in seconds. @param {([from: number | null, to: number | null])[]} times */
function timed(times) {
  const at = (/** @type {number | null} */ seconds) =>
    seconds === null ? null : new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString();
  const create = { op_code: 0, study_name: 's', directions: [1] };
  const lines = times.flatMap(([from, to], trial_id) => [
    { op_code: 4, study_id: 0, datetime_start: at(from) },
    ...(to === null
      ? []
      : [{ op_code: 6, trial_id, state: 1, values: [1], datetime_complete: at(to) }]),
  ]);
  return shown('s', [create, ...lines]).snapshot;
}

test('its timeline has a row for each trial that ran beside another', () => {
  const { snapshot } = shown('house prices');
  const one = timeline.info(snapshot, { selected: null });
  assert.equal(one.lanes, 1);
  assert.equal(one.bars.length, 24);
  for (const { trial, from, to } of one.bars)
    assert.ok(Math.abs(to - from - trial.seconds) < 1e-9, 'as long as the journal says');
  assert.match(timeline.sentence(one, look), /^One trial ran at a time/);
  assert.match(timeline.note(one, look), /Not drawn, for they have no end: 1\./);
  const spans = [
    [100, 110],
    [103, 106],
    [104, null],
    [105, 120],
    [106, 108],
    [null, null],
    [110, 111],
  ];
  const info = timeline.info(timed(/** @type {any} */ (spans)), { selected: null });
  assert.deepEqual(
    info.bars.map(({ trial, lane, from, to }) => [trial.number, lane, from, to]),
    [
      [0, 0, 0, 10],
      [1, 1, 3, 6],
      [3, 2, 5, 20],
      [4, 1, 6, 8],
      [6, 0, 10, 11],
    ],
  );
  assert.match(timeline.sentence(info, look), /^Up to 3 trials ran at a time, over 20 s; trial 3/);
  const note = timeline.note(info, look);
  assert.match(note, /A row is not a worker/);
  assert.match(note, /no end: 1\. Not timed here: 1\./);
  const { columns, rows, trials } = timeline.table(info, look);
  assert.equal(columns[1], 'row');
  assert.deepEqual(rows.at(-1), [2, null, 'running', 4, null, null]);
  assert.equal(rows.length, trials.length);
  const made = /** @type {any} */ (timeline.config(info, look));
  assert.equal(made.options.scales.y.ticks.callback(2.5), 'row 3');
  const hours = timeline.config(timeline.info(timed([[0, 9e4]]), { selected: null }), look);
  assert.equal(/** @type {any} */ (hours).options.scales.x.title.text, 'hours');
  const none = timeline.info(timed([[null, null]]), { selected: null });
  assert.ok(timeline.isEmpty(none));
  assert.match(timeline.never(snapshot.study, look.t), /No trial of this journal says when/);
});

test('the lines of one study are a file of their own', () => {
  const { found, journal } = shown('two goals');
  const [alone] = journal.studies;
  assert.equal(journal.studies.length, 1);
  assert.deepEqual(
    foreignTrials(alone, Date.parse).map(({ params }) => params),
    foreignTrials(found, Date.parse).map(({ params }) => params),
  );
  assert.ok(found.trials[0].id > 0 && alone.trials[0].id === 0);
});

test('steps by the million are told apart by their order, and waiting trials are left out', () => {
  const create = { op_code: 0, study_name: 's', directions: [2] };
  const trial = (state) => ({ op_code: 4, study_id: 0, state, datetime_start: null });
  const report = (trial_id, step, value) => ({
    op_code: 7,
    trial_id,
    step,
    intermediate_value: value,
  });
  const end = { op_code: 6, trial_id: 0, state: 1, values: [3] };
  const steps = [report(0, 1e6, 1), report(0, 3e6, 2), report(1, 2e6, 5)];
  const { snapshot } = shown('s', [create, trial(0), trial(0), ...steps, end, trial(4)]);
  assert.deepEqual(
    snapshot.trials[0].folds[0].curve.map((row) => row[2]),
    [1, null, 2],
  );
  assert.equal(snapshot.trials.length, 2);
});
