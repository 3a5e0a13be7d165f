// The floors of the house (docs/architecture.md): a file uses its own floor and those below, for C
// includes and JavaScript imports alike.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { code, matches, ROOT, under } from './sources.mjs';

const FLOORS = {
  'src/base': 0,
  'src/kernels': 0,
  'src/nn': 1,
  'src/train': 2,
  'src/tune': 3,
  'src/api': 4,
  include: 4,
  'web/lib': 5,
  'web/workers': 6,
  'web/charts': 7,
  'web/ui': 8,
  'web/cli': 8,
};
/** Arrows that the numbers would allow and the house does not: the tuner never trains. */
const NEVER = ['src/tune > src/train', 'src/tune > src/nn', 'web/ui > web/cli', 'web/cli > web/ui'];

const INCLUDE = /^\s*#\s*include\s+"([^"]+)"/gm;
const IMPORT =
  /(?:^|\s)(?:import|export)\s[^'";]*?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/gm;

const place = (file) => Object.keys(FLOORS).find((folder) => file.startsWith(`${folder}/`));

/** The files that a file includes or imports, relative to the project; packages left out. */
function uses(file) {
  const isC = /\.(c|h|def)$/.test(file);
  return [...code(file).matchAll(isC ? INCLUDE : IMPORT)].flatMap(([, from, dynamic]) => {
    const name = from ?? dynamic;
    if (name === '#platform') return ['web/lib/platform.node.js'];
    if (!isC && !name.startsWith('.')) return [];
    return (isC ? [path.dirname(file), 'src', 'include'] : [path.dirname(file)])
      .map((base) => path.join(base, name))
      .filter((found) => fs.existsSync(path.join(ROOT, found)));
  });
}

/** Whether the house allows `file` to use `used`. */
function allowed(file, used) {
  const [from, to] = [place(file), place(used)];
  if (!to) return !/^(tests|scripts)\//.test(used);
  if (from === 'include') return to === 'include' || used === 'src/base/status.def';
  if (to === 'include') return true; // its status codes are everyone's; its functions: see below
  return FLOORS[to] <= FLOORS[from] && !NEVER.includes(`${from} > ${to}`);
}

test('a file uses its own floor and those below', () => {
  const wrong = under(...Object.keys(FLOORS)).flatMap((file) =>
    uses(file)
      .filter((used) => !allowed(file, used))
      .map((used) => `${file} uses ${used}`),
  );
  assert.deepEqual(wrong, []);
});

test('no floor below src/api calls through the door', () => {
  const below = under('src').filter((file) => place(file) !== 'src/api');
  assert.deepEqual(matches(below, /\bss_\w+\s*\(/), []);
});
