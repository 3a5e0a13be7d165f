// The small drawing of a table: which columns, how they are scaled, and nothing where there is nothing to draw.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sketchOf } from '../../web/ui/sketch.js';

test('the columns that tell the classes apart are drawn', () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `${i % 7},${i % 2 ? 9 : 1},${i % 5},${i % 2 ? 3 : 2},${i % 2 ? 'b' : 'a'}`,
  );
  const sketch = sketchOf(['noise,first,more,second,class', ...rows].join('\n'), {
    target: 'class',
  });
  assert.deepEqual([...sketch.columns].sort(), ['first', 'second']);
  assert.deepEqual(sketch.kinds, ['a', 'b']);
  assert.equal(sketch.dots.length, 30);
  assert.deepEqual(sketch.dots.slice(0, 2), [
    { x: 0, y: 0, kind: 0 },
    { x: 1, y: 1, kind: 1 },
  ]);
});

test('numbers stand over the column that tells most of them', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${(i * 17) % 11},${i},${3 * i + 1}`);
  const sketch = sketchOf(['noise,told,price', ...rows].join('\n'), { target: 'price' });
  assert.deepEqual(sketch.columns, ['told', 'price']);
  assert.ok(sketch.dots.every(({ x, y }) => Math.abs(x - y) < 1e-12));
});

test('pictures are pictures and a series is a line', () => {
  const text = 'p0,p1,p2,p3,digit\n0,16,8,0,7\n4,0,0,4,1\n';
  assert.deepEqual(sketchOf(text, { target: 'digit', shape: [2, 2, 1] }).pictures, [
    { width: 2, pixels: [0, 1, 0.5, 0] },
    { width: 2, pixels: [1, 0, 0, 1] },
  ]);
  const series = 'day,warm,sky\nmo,10,sun\ntu,30,rain\nwe,20,sun\n';
  assert.deepEqual(sketchOf(series, { target: 'sky', window: 2 }), {
    column: 'warm',
    line: [0, 1, 0.5],
  });
});

test('a table without its target or without two numbers is not drawn', () => {
  assert.equal(sketchOf('', { target: 'y' }), null);
  assert.equal(sketchOf('a,y\n1,b\n2,c\n', { target: 'y' }), null);
});
