// build/wasm/sweetspot.wasm is what include/sweetspot.h declares, and nothing else.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { loadModule } from '../../web/lib/platform.node.js';

const header = fs.readFileSync('include/sweetspot.h', 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const module = await loadModule();

test('it_imports_at_most_the_notice_that_memory_grew', () => {
  const imports = WebAssembly.Module.imports(module).map(
    ({ module: from, name }) => `${from}.${name}`,
  );
  assert.deepEqual(
    imports.filter((name) => name !== 'env.emscripten_notify_memory_growth'),
    [],
  );
});

test('it_exports_what_the_header_declares', () => {
  const declared = [...header.matchAll(/\b(ss_\w+)\(/g)].map(([, name]) => name);
  assert.ok(declared.length > 30);
  const exports = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.deepEqual(exports.sort(), [...new Set(declared), 'memory', '_initialize'].sort());
});

test('it_is_under_360_kB', () => {
  const { size } = fs.statSync('build/wasm/sweetspot.wasm');
  assert.ok(size < 360000, `${size} bytes`);
});
