// The house rules that a search of the text can check. What each is for: docs/architecture.md.
import assert from 'node:assert/strict';
import test from 'node:test';
import { code, files, matches, source, under } from './sources.mjs';

/** Files that may read a clock: only for the `seconds` they report, never for what they decide. */
const CLOCKS = ['web/lib/platform.browser.js', 'web/lib/platform.node.js'];

const STDIO = /<stdio\.h>|\b([fsnv]*printf|puts|putchar|fopen|exit|_Exit|abort)\s*\(/;
const ALLOCATION = /\b(malloc|calloc|realloc|free|alloca)\s*\(/;
const SIMD = /simd128|simde|intrin\.h|arm_neon|f32x4\.h|\bv128_t\b|\b[fi]4_\w+\(/;
const FUNCTIONS = 'random|expm?1?|log|log2|log10|log1p|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2';
/** x ** y is Math.pow; between two literals it is a constant. */
const POWER = '[\\w)\\]]\\s*\\*\\*=?\\s*[A-Za-z_(]|[A-Za-z_)\\]]\\s*\\*\\*';
const INEXACT = new RegExp(`\\bMath\\.(${FUNCTIONS})\\b|${POWER}|getRandomValues|randomUUID`);
const CLOCK = /\bDate\b|performance\.now|hrtime/;
const VARIABLE =
  /^(static\s+)?((struct|union|enum)\s+)?(?!struct|union|enum|typedef|extern)\w+[\s*]+\w+(\s*\[[^;]*\])*(\s*=.*)?$/s;

/** The declarations at file scope of a C file, bodies and initializers cut out. */
function declarations(file) {
  let text = code(file).replace(/^\s*#(.*\\\n)*.*$/gm, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\{[^{}]*\}/g, ' @ ');
  }
  return text.split(/;|@(?!\s*;)/).map((part) => part.trim());
}

test('src has no stdio, exit or abort', () => {
  assert.deepEqual(matches(under('src'), STDIO), []);
});

test('src allocates only in its arena and behind its door', () => {
  const allocators = (file) => file.startsWith('src/api/') || file === 'src/base/arena.c';
  const others = under('src').filter((file) => !allocators(file));
  assert.deepEqual(matches(others, ALLOCATION), []);
});

test('src has no variable at file scope that is not const', () => {
  const wrong = under('src')
    .filter((file) => file.endsWith('.c'))
    .flatMap((file) =>
      declarations(file)
        .filter((part) => VARIABLE.test(part) && !/\bconst\b|\(/.test(part))
        .map((part) => `${file}: ${part}`),
    );
  assert.deepEqual(wrong, []);
});

test('SIMD stays in src/kernels', () => {
  const others = under('src', 'include').filter((file) => !file.startsWith('src/kernels/'));
  assert.deepEqual(matches(others, SIMD), []);
});

test('no chance and no transcendental function of JavaScript reaches a result', () => {
  assert.deepEqual(matches(under('web/lib', 'web/workers'), INEXACT), []);
});

test('no clock reaches a result', () => {
  const others = under('web/lib', 'web/workers').filter((file) => !CLOCKS.includes(file));
  assert.deepEqual(matches(others, CLOCK), []);
});

test('no file is over 500 lines', () => {
  assert.deepEqual(
    files.filter((file) => source(file).trimEnd().split('\n').length > 500),
    [],
  );
});
