// The reference is as its script makes it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { FILE, studyFileReference } from '../../scripts/docs.mjs';
import { readSchema } from '../../scripts/schema.mjs';
import { checkStudyText } from '../../web/lib/study-file.js';

test('docs/study-file.md is what scripts/docs.mjs makes of the schema', async () => {
  const made = studyFileReference(await readSchema());
  assert.ok(
    fs.readFileSync(FILE, 'utf8') === made,
    'docs/study-file.md is stale: node scripts/docs.mjs',
  );
});

test('every study in the reference is one', async () => {
  const schema = await readSchema();
  const studies = [...studyFileReference(schema).matchAll(/^```json\n([\s\S]*?)^```/gm)];
  assert.equal(studies.length, 3);
  for (const [, text] of studies) assert.deepEqual(checkStudyText(schema, text).errors, []);
});

test('every link of the reference leads to a heading', async () => {
  const made = studyFileReference(await readSchema());
  const headings = [...made.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, anchor] of made.matchAll(/\]\(#([^)]+)\)/g))
    assert.ok(headings.includes(anchor), anchor);
});
