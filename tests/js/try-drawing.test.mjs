// What a drawing becomes, which columns belong together, and where the points of a curve lie.
import assert from 'node:assert/strict';
import test from 'node:test';
import { brief, chosen, columnsOf } from '../../web/ui/try-columns.js';
import { boxOf, centred } from '../../web/ui/try-drawing.js';
import { linesOf, pathOf, spanOf } from '../../web/ui/trial-lines.js';

const SIDE = 60;
/** A filled box on empty paper. */
function box(left, top, width, height) {
  const ink = new Float32Array(SIDE * SIDE);
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) ink[y * SIDE + x] = 1;
  return ink;
}
/** Rows and columns that have ink, first and last. */
function boundsOf(pixels, width) {
  const on = [...pixels.keys()].filter((i) => pixels[i] > 0.5);
  const xs = on.map((i) => i % width);
  const ys = on.map((i) => Math.floor(i / width));
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

test('a_drawing_fills_20_pixels_of_28_around_its_centre_of_mass_wherever_it_was_drawn', () => {
  assert.deepEqual(boxOf(28), { size: 20, byMass: true });
  for (const ink of [box(0, 0, 12, 40), box(40, 15, 12, 40)]) {
    const pixels = centred(ink, SIDE, 28, 28);
    const [left, right, top, bottom] = boundsOf(pixels, 28);
    assert.deepEqual([top, bottom], [4, 23]);
    assert.deepEqual([left, right], [11, 16]);
    assert.ok(Math.max(...pixels) <= 1 && Math.min(...pixels) >= 0);
  }
});

test('the_centre_is_that_of_mass_not_of_the_box', () => {
  const ink = box(10, 10, 4, 40);
  ink[10 * SIDE + 30] = 1; // a speck far to the right
  const pixels = centred(ink, SIDE, 28, 28);
  const sum = pixels.reduce((all, value) => all + value, 0);
  const x = pixels.reduce((all, value, i) => all + value * ((i % 28) + 0.5), 0) / sum;
  assert.ok(Math.abs(x - 14) < 0.1, `${x}`);
});

test('small_digits_fill_their_rows', () => {
  assert.deepEqual(boxOf(8), { size: 8, byMass: false });
  const [, , top, bottom] = boundsOf(centred(box(20, 5, 10, 30), SIDE, 8, 8), 8);
  assert.deepEqual([top, bottom], [0, 7]);
});

test('ink_is_neither_lost_nor_made', () => {
  const pixels = centred(box(10, 10, 20, 40), SIDE, 28, 28);
  const sum = pixels.reduce((all, value) => all + value, 0);
  assert.ok(Math.abs(sum - 10 * 20) < 1e-3, `${sum}`);
  assert.equal(centred(new Float32Array(SIDE * SIDE), SIDE, 28, 28), null);
});

test('curves_are_lines_by_fold_of_what_was_measured', () => {
  const curve = [
    [1, 3, null],
    [0.5, 2, 0.7],
    [0.2, null, 0.9],
  ];
  const lines = linesOf([{ number: 4, folds: [{ curve }, { curve }] }], 2);
  assert.deepEqual(lines[1], {
    trial: 4,
    fold: 1,
    points: [
      [2, 0.7],
      [3, 0.9],
    ],
  });
  const span = spanOf(lines);
  assert.deepEqual(span, { low: 0.7, high: 0.9, epochs: 3 });
  assert.equal(pathOf(lines[0], span, 100, 50), '50.0,50.0 100.0,0.0');
  assert.equal(spanOf(linesOf([{ number: 1 }], 2)), null);
  const live = linesOf([{ number: 1, live: curve }], 0);
  assert.equal(live[0].points.length, 3);
  const long = Array.from({ length: 1000 }, (_, i) => [i, i, i]);
  const [thin] = linesOf([{ number: 1, live: long }], 1);
  assert.ok(thin.points.length <= 150);
  assert.deepEqual(thin.points.at(-1), [1000, 999], 'the last epoch stays');
});

test('columns_of_words_are_one_again', () => {
  const range = (name, high = 1, whole = true) => ({ name, low: 0, high, mean: 0, whole });
  const ranges = ['a', 'sex=f', 'sex=m', 'home=x', 'home=y', 'b'].map((name) => range(name));
  const columns = columnsOf(ranges);
  assert.deepEqual(
    columns.map((column) => column.name ?? column.range.name),
    ['a', 'sex', 'home', 'b'],
  );
  assert.deepEqual(columns[2].options, [
    { text: 'x', at: 3 },
    { text: 'y', at: 4 },
  ]);
  assert.deepEqual(chosen([7, 0, 1, 1, 0, 8], columns[1], 1), [7, 1, 0, 1, 0, 8]);
  assert.equal(columnsOf([range('x=1', 9), range('x=2', 1, false)]).length, 2);
  const names = ranges.map(({ name }) => name);
  assert.equal(brief([7, 0, 1, 1, 0, 8], names, String, 3), 'a 7, sex m, home x …');
});
