// examples/ask-and-tell: the programs end, say the same each time, and find what they look for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import test from 'node:test';

/** @param {string} name @param {string[]} rest */
const outputOf = (name, ...rest) =>
  execFileSync(process.execPath, [`examples/ask-and-tell/${name}`, ...rest], { encoding: 'utf8' });

test('a_plain_function_is_tuned', { timeout: 60000 }, () => {
  const lines = outputOf('plain-function.mjs').trim().split('\n');
  assert.equal(lines.length, 41);
  assert.match(lines[0], /^trial {2}0: \d+\.\d{6} {2}best so far$/);
  const [, value, params] = /^best: (\S+) at (\{.*\}), trial \d+$/.exec(lines[40]);
  assert.ok(Number(value) >= 0.397887 && Number(value) < 0.41, value);
  assert.deepEqual(Object.keys(JSON.parse(params)), ['x', 'y']);
});

test('something_that_is_not_ours_is_tuned_and_twice_alike', { timeout: 60000 }, () => {
  const output = outputOf('not-ours.mjs', 'examples/iris-grid.json');
  const first = Number(/own choice: (\d+)/.exec(output)[1]);
  const best = Number(/^best: (\d+) by \{"quality":/m.exec(output)[1]);
  assert.ok(best < first, `${best} bytes after ${first}`);
  assert.match(output, /what mattered: \{\s+quality: /);
  assert.equal(outputOf('not-ours.mjs', 'examples/iris-grid.json'), output);
});

test('the_documentation_shows_what_runs', async () => {
  const text = fs.readFileSync('docs/ask-and-tell.md', 'utf8');
  const blocks = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
  assert.ok(blocks.length >= 3);
  for (const [i, code] of blocks.entries())
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { timeout: 60000 }, `${i}`);
});
