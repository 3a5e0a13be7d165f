// The ground everything stands on: the shipped wasm's contract, the data sets' index, the lockfiles, the server.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { serve } from '../../scripts/serve.mjs';
import { hashOf } from '../../scripts/tools.mjs';
import { ROOT } from './sources.mjs';

const read = (file) => fs.readFileSync(path.join(ROOT, file));
const json = (file) => JSON.parse(read(file).toString());
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('sweetspot.wasm exports what sweetspot.h declares, imports at most memory growth, and is under 360 kB, 140 kB as it travels', async () => {
  const bytes = read('build/wasm/sweetspot.wasm');
  const module = await WebAssembly.compile(bytes);
  const header = read('include/sweetspot.h')
    .toString()
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const declared = [...header.matchAll(/\bss_\w+(?=\()/g)].map(([name]) => name);
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.deepEqual(exported.sort(), [...new Set(declared), 'memory', '_initialize'].sort());
  const imported = WebAssembly.Module.imports(module).map(
    (entry) => `${entry.module}.${entry.name}`,
  );
  assert.deepEqual(
    imported.filter((name) => name !== 'env.emscripten_notify_memory_growth'),
    [],
  );
  assert.ok(bytes.length < 360_000, `${bytes.length} bytes`);
  const travelling = gzipSync(bytes).length;
  assert.ok(travelling < 140_000, `${travelling} bytes`);
});

test('datasets/index.json tells the truth about every CSV file', () => {
  const { datasets } = json('datasets/index.json');
  const csv = datasets.filter(({ kind }) => kind === 'csv');
  assert.deepEqual(
    csv.map(({ file }) => file).sort(),
    fs
      .readdirSync(path.join(ROOT, 'datasets'))
      .filter((f) => f.endsWith('.csv'))
      .sort(),
  );
  for (const entry of csv) {
    const bytes = read(`datasets/${entry.file}`);
    assert.equal(sha256(bytes), entry.sha256, entry.file);
    assert.equal(bytes.length, entry.bytes, entry.file);
    const [header, ...rows] = bytes
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    assert.equal(rows.length, entry.rows, entry.file);
    assert.equal(header.length, (entry.columns ?? entry.features) + 1, entry.file);
    const column = header.indexOf(entry.target);
    assert.ok(column >= 0, entry.file);
    assert.ok(
      rows.every((row) => row.length === header.length && row.every((cell) => cell !== '')),
      entry.file,
    );
    const values = new Set(rows.map((row) => row[column]));
    if (entry.task === 'classification')
      assert.deepEqual([...values].sort(), [...entry.class_names].sort(), entry.file);
  }
  for (const { id, title, about, source, licence, task } of datasets) {
    assert.ok(
      id && title && about && source && licence && ['classification', 'regression'].includes(task),
      id,
    );
  }
});

test('the built idx sets have the bytes and shapes that the index says', (t) => {
  const built = json('datasets/index.json').datasets.filter(
    ({ kind, id }) => kind === 'idx' && fs.existsSync(path.join(ROOT, 'build/datasets', id)),
  );
  if (built.length === 0) t.skip('no idx set could be built here');
  for (const { files, sha256: sums, rows, test_rows, shape, classes } of built) {
    for (const [part, file] of Object.entries(files)) {
      const bytes = gunzipSync(read(`build/datasets/${file}`));
      assert.equal(sha256(bytes), sums[part], file);
      assert.equal(
        bytes.readUInt32BE(4),
        part.startsWith('test') ? test_rows : rows - test_rows,
        file,
      );
      if (part.endsWith('images'))
        assert.deepEqual([bytes.readUInt32BE(8), bytes.readUInt32BE(12)], shape.slice(0, 2));
      else
        assert.ok(
          bytes.subarray(8).every((label) => label < classes),
          file,
        );
    }
  }
});

test('package files pin exact versions and name no registry', () => {
  for (const folder of ['', 'datasets/packages/', 'scripts/peers/']) {
    const { dependencies, devDependencies } = json(`${folder}package.json`);
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    assert.deepEqual(
      versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  }
  for (const folder of ['', 'scripts/peers/'])
    assert.doesNotMatch(read(`${folder}package-lock.json`).toString(), /"resolved"/, folder);
});

test('a hash of inputs changes with a content, a name and the salt, and with nothing else', (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const place = path.relative(ROOT, folder);
  fs.writeFileSync(path.join(folder, 'a'), '1');
  const first = hashOf([place]);
  assert.equal(hashOf([place]), first);
  assert.notEqual(hashOf([place], 'salt'), first);
  fs.renameSync(path.join(folder, 'a'), path.join(folder, 'b'));
  assert.notEqual(hashOf([place]), first);
  fs.renameSync(path.join(folder, 'b'), path.join(folder, 'a'));
  assert.equal(hashOf([place]), first);
  fs.writeFileSync(path.join(folder, 'a'), '2');
  assert.notEqual(hashOf([place]), first);
});

/** A site of a few files beside a file that must never be served. */
async function site(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
  const dist = path.join(folder, 'dist');
  for (const [file, text] of Object.entries({
    'dist/index.html': '<p>page</p>',
    'dist/assets/a-1.js': 'x',
    'dist/wasm/s-1.wasm': 'w',
    'dist/datasets/mnist/t.gz': 'z',
    'secret.txt': 'secret',
    'dist-other/x.txt': 'secret',
  })) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  fs.symlinkSync(path.join(folder, 'secret.txt'), path.join(dist, 'link.txt'));
  const server = await serve({ port: 0, folder: dist });
  t.after(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true });
  });
  return server;
}

/** The status of a request target sent as it stands: fetch would tidy "..". */
const statusOf = (port, target, method = 'GET') =>
  new Promise((resolve, reject) => {
    const request = http.request({ host: 'localhost', port, path: target, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end();
  });

test('the server sends the headers of netlify.toml with the right types', async (t) => {
  const { url } = await site(t);
  const page = await fetch(url);
  assert.equal(await page.text(), '<p>page</p>');
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(
    page.headers.get('content-security-policy'),
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:;/,
  );
  assert.match(page.headers.get('cache-control'), /max-age=0/);
  for (const [name, value] of [
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-embedder-policy', 'require-corp'],
    ['cross-origin-resource-policy', 'cross-origin'],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
  ])
    assert.equal(page.headers.get(name), value);
  const wasm = await fetch(`${url}wasm/s-1.wasm`);
  assert.equal(wasm.headers.get('content-type'), 'application/wasm');
  assert.match(wasm.headers.get('cache-control'), /immutable/);
  assert.match((await fetch(`${url}assets/a-1.js`)).headers.get('cache-control'), /immutable/);
  const data = await fetch(`${url}datasets/mnist/t.gz`);
  assert.equal(data.headers.get('content-type'), 'application/gzip');
  assert.equal(data.headers.get('content-encoding'), null); // the page decompresses it itself
});

test('the server serves nothing outside its folder', async (t) => {
  const { port } = await site(t);
  for (const target of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/../dist-other/x.txt',
    '/link.txt',
    '/assets',
    '/none',
  ]) {
    assert.equal(await statusOf(port, target), 404, target);
  }
  assert.equal(await statusOf(port, '/%'), 400);
  assert.equal(await statusOf(port, '/index.html%00.js'), 404);
  assert.equal(await statusOf(port, '/', 'POST'), 405);
  assert.equal(await statusOf(port, '/', 'HEAD'), 200);
});

test('a file that goes away while it is asked for is not found, and the server goes on', async (t) => {
  const { port, url } = await site(t);
  const { realpathSync } = fs;
  t.mock.method(fs, 'realpathSync', (file) => {
    const real = realpathSync(file);
    if (real.endsWith('a-1.js')) fs.rmSync(real, { force: true });
    return real;
  });
  assert.equal(await statusOf(port, '/assets/a-1.js'), 404);
  assert.equal((await fetch(url)).status, 200);
});

test('a taken port moves to the next one', async (t) => {
  const first = await site(t);
  const second = await serve({ port: first.port });
  t.after(second.close);
  assert.ok(second.port > first.port);
});
