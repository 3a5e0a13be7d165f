// The reference is as its script makes it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { FILE, studyFileReference } from '../../scripts/docs.mjs';
import { readSchema } from '../../scripts/schema.mjs';

test('docs/study-file.md is what scripts/docs.mjs makes of the schema', async () => {
  const made = studyFileReference(await readSchema());
  assert.ok(
    fs.readFileSync(FILE, 'utf8') === made,
    'docs/study-file.md is stale: node scripts/docs.mjs',
  );
});

test('every link of the reference leads to a heading', async () => {
  const made = studyFileReference(await readSchema());
  const headings = [...made.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, anchor] of made.matchAll(/\]\(#([^)]+)\)/g))
    assert.ok(headings.includes(anchor), anchor);
});
