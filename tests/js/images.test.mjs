/** The pictures of the documents are there and small, and none lies about unused. `node scripts/screenshots.mjs --docs` makes them. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const ROOT = path.resolve(import.meta.dirname, '../..');
const IMAGES = path.join(ROOT, 'docs/images');
const MOST_BYTES = 120e3;
const MOST_BYTES_OF_ALL = 500e3;

/** Every local picture that a document shows. @param {string} file @returns {string[]} */
function picturesOf(file) {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const links = [...text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)];
  for (const [whole, words] of links) assert.ok(words.trim(), `${file}: ${whole} has no words`);
  return links
    .map(([, , link]) => link)
    .filter((link) => !/^https?:/.test(link))
    .map((link) => path.join(ROOT, path.dirname(file), link));
}

const documents = ['README.md', 'README.zh-CN.md'].concat(
  readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
);

test('every picture of a document is there, and every picture is shown', () => {
  const shown = documents.flatMap(picturesOf);
  assert.deepEqual(
    shown.filter((file) => !existsSync(file)),
    [],
  );
  const files = readdirSync(IMAGES).map((name) => path.join(IMAGES, name));
  assert.deepEqual(
    files.filter((file) => !shown.includes(file)),
    [],
  );
  for (const file of ['README.md', 'README.zh-CN.md']) assert.equal(picturesOf(file).length, 1);
});

test('the pictures are small', () => {
  const sizes = readdirSync(IMAGES).map((name) => statSync(path.join(IMAGES, name)).size);
  assert.ok(
    sizes.every((bytes) => bytes < MOST_BYTES),
    sizes.join(),
  );
  assert.ok(sizes.reduce((sum, bytes) => sum + bytes, 0) < MOST_BYTES_OF_ALL, sizes.join());
});
