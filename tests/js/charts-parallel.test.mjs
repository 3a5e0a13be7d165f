// Parallel coordinates: their lines, their brushes, and what lies where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLook } from '../../web/charts/look.js';
import * as parallel from '../../web/charts/parallel.js';
import {
  areaOf,
  memoryOf,
  nearestLine,
  placed,
  placesOf,
  spotAt,
  valueAt,
  wished,
  within,
} from '../../web/charts/parallel-brush.js';
import { NOT_USED } from '../../web/charts/scales.js';
import { translator } from '../../web/lib/i18n/index.js';
import { completeTrial } from '../page/fixture.js';
import { as, near, snapshotOf } from './space-study.mjs';

const look = createLook(false, translator('en'));

test('a_line_goes_through_every_value_and_below_the_axis_it_does_not_use', () => {
  const { lines, axes } = parallel.info(snapshotOf(), { selected: null });
  const line = lines.find(({ trial }) => trial.number === 1);
  assert.ok(line);
  assert.equal(axes.at(-1)?.kind, 'score');
  assert.equal(line.at.length, 6);
  near(line.at[4], NOT_USED, 1e-6);
  near(line.at[1], 0.25, 1e-6);
});

test('the_foot_of_an_axis_has_a_word_a_count_a_choice_and_an_empty_cell', () => {
  const snapshot = snapshotOf();
  const seen = parallel.info(snapshot, { selected: null });
  const without = snapshot.trials.filter((/** @type {any} */ { params }) => !('slope' in params));
  const note = `At the foot of an axis, “not used”: trials without that parameter (${without.length}).`;
  assert.ok(parallel.note(seen, look).includes(note), parallel.note(seen, look));
  const { columns, rows, trials } = parallel.table(seen, look);
  const [, slope] = [columns.indexOf('rate'), columns.indexOf('slope')];
  rows.forEach((row, i) => {
    const { params } = snapshot.trials[trials[i]];
    assert.equal(row[slope], 'slope' in params ? '0.25' : null);
  });
  const keep = (/** @type {string} */ axis) =>
    parallel.choices(snapshot, { selected: null, look, axis })[1].options;
  assert.ok(keep('rate').every(({ text }) => !text.includes('not used')));
  const choice = keep('slope').find(({ text }) => text === 'keep “not used”');
  const { key, range } = wished(choice?.value ?? '');
  assert.equal(key, 'slope');
  const kept = within(seen.lines, seen.axes, new Map([['slope', range ?? [0, 1]]]));
  assert.deepEqual(
    [...(kept ?? [])].sort((a, b) => a - b),
    without.map((/** @type {any} */ { number }) => number),
  );
});

test('the_best_line_is_drawn_last_and_pruned_ones_first', () => {
  const snapshot = snapshotOf();
  snapshot.trials[5] = as(snapshot.trials[5], 'pruned');
  snapshot.trials[6] = { ...as(snapshot.trials[6], 'failed'), value: null };
  const seen = parallel.info(snapshot, { selected: null });
  assert.equal(seen.lines.at(-1)?.trial, seen.scores.best);
  assert.equal(seen.lines[0].trial.number, 5);
  assert.ok(seen.lines.every(({ trial }) => trial.number !== 6));
  const words = parallel.note(seen, look);
  assert.match(words, /Failed, not drawn: 1/);
  assert.match(words, /Pruned, with their last score: 1/);
});

test('lines_are_the_same_array_while_no_trial_has_come', () => {
  const snapshot = snapshotOf();
  const first = parallel.info(snapshot, { selected: null });
  const later = { ...snapshot, trials: snapshot.trials.slice() };
  assert.equal(parallel.info(later, { selected: 3 }).lines, first.lines);
  later.trials.push({ ...completeTrial(40, 0.7), params: snapshot.trials[0].params });
  assert.notEqual(parallel.info(later, { selected: 3 }).lines, first.lines);
});

test('brushes_of_several_axes_are_joined_by_and', () => {
  const { lines, axes } = parallel.info(snapshotOf(), { selected: null });
  assert.equal(within(lines, axes, new Map()), null);
  const upper = within(lines, axes, new Map([['rate', [0.5, 1]]]));
  assert.equal(upper?.size, 20);
  const both = within(
    lines,
    axes,
    new Map([
      ['rate', [0.5, 1]],
      ['kind', [0, 1 / 3]],
    ]),
  );
  for (const { trial } of lines) {
    const through = Number(trial.params.rate) >= 0.01 && trial.params.kind === 'relu';
    assert.equal(both?.has(trial.number), through, String(trial.number));
  }
  const unused = within(lines, axes, new Map([['slope', [NOT_USED - 0.04, -0.05]]]));
  assert.equal(unused?.size, lines.filter(({ trial }) => trial.params.kind !== 'relu').length);
});

test('a_select_asks_for_the_same_brush_as_a_drag_and_what_is_so_already_asks_for_nothing', () => {
  const snapshot = snapshotOf();
  const options = { selected: null, look, axis: 'kind' };
  const [, part] = parallel.choices(snapshot, options);
  const tanh = part.options.find(({ text }) => text === 'tanh');
  assert.ok(tanh);
  const { key, range } = wished(tanh.value);
  assert.equal(key, 'kind');
  near(range?.[0] ?? -1, 1 / 3);
  near(range?.[1] ?? -1, 2 / 3);
  const { wish } = parallel.info(snapshot, { ...options, part: part.value });
  assert.equal(wish, '');
  const memory = memoryOf(snapshot.study);
  memory.ranges.set('kind', /** @type {[number, number]} */ (range));
  memory.changes++;
  const [, now] = parallel.choices(snapshot, { ...options, part: tanh.value });
  assert.equal(now.value, tanh.value); // not followed yet
  memory.wish = tanh.value;
  const [, after] = parallel.choices(snapshot, { ...options, part: tanh.value });
  assert.equal(after.options.find(({ value }) => value === after.value)?.text, 'tanh');
});

test('a_name_with_a_slash_can_be_asked_for_and_nonsense_asks_for_nothing', () => {
  assert.deepEqual(wished('3/a/b/0:0.5'), { key: 'a/b', range: [0, 0.5] });
  assert.deepEqual(wished('3//all'), { key: '', range: null });
  assert.deepEqual(wished('now'), { key: '', range: null });
});

test('axes_stand_as_they_were_put_and_new_ones_at_the_end', () => {
  const { axes } = parallel.info(snapshotOf(), { selected: null });
  const names = placed(axes, ['wide', 'rate']).map(({ axis }) => axis.name);
  assert.deepEqual(names.slice(0, 2), ['wide', 'rate']);
  assert.deepEqual(names.slice(2), ['units', 'kind', 'slope', 'accuracy']);
});

test('a_place_on_the_canvas_has_its_axis_its_value_and_its_line', () => {
  const { axes, lines } = parallel.info(snapshotOf(), { selected: null });
  const area = areaOf({ left: 0, right: 640, top: 0, bottom: 240 }, true);
  const places = placesOf(placed(axes, []), area);
  const [first, second] = places;
  const y = (area.top + area.bottom) / 2;
  near(valueAt(y, area), 0.5);
  assert.equal(spotAt({ x: first.x + 8, y }, places, area)?.axis.name, 'rate');
  assert.equal(spotAt({ x: first.x + 8, y }, places, area)?.onName, false);
  assert.equal(spotAt({ x: first.x + 8, y: 4 }, places, area)?.onName, true);
  assert.equal(spotAt({ x: (first.x + second.x) / 2, y }, places, area), null);
  const line = lines[12];
  const at = { x: first.x + 0.25 * (second.x - first.x), y: 0 };
  at.y = area.bottom - (0.75 * line.at[0] + 0.25 * line.at[1]) * (area.bottom - area.top);
  const only = new Set([line.trial.number]);
  assert.equal(nearestLine(at, lines, only, places, area), line.trial.number);
  assert.equal(nearestLine({ ...at, y: at.y + 30 }, lines, only, places, area), null);
});
