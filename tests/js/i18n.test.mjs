// The dictionaries agree, and the Chinese help of the schema is complete.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { STRUCTURES } from '../../web/lib/check-model.js';
import { DICTIONARIES, describeProblem, translator } from '../../web/lib/i18n/index.js';
import notesEn from '../../web/lib/i18n/notes.en.js';
import studyEn from '../../web/lib/i18n/study.en.js';
import { CSV_FIELDS } from '../../web/lib/study-file.js';
import { code, under } from './sources.mjs';

const { en, zh } = DICTIONARIES;
const slots = (text) =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .filter((name, i, all) => all.indexOf(name) === i)
    .sort();

test('both languages have the same keys', () => {
  const own = Object.keys(zh).filter((key) => !key.startsWith('schema.'));
  assert.deepEqual(own.sort(), Object.keys(en).sort());
});

test('no key is in two parts of a dictionary', async () => {
  const folder = new URL('../../web/lib/i18n/', import.meta.url);
  for (const language of ['en', 'zh']) {
    const parts = fs.readdirSync(folder).filter((name) => name.endsWith(`.${language}.js`));
    assert.ok(parts.length > 5);
    const modules = await Promise.all(parts.map((name) => import(new URL(name, folder).href)));
    const all = modules.flatMap((module) => Object.keys(module.default));
    const keys = all.filter((key) => !key.startsWith('schema.')); // one of them gathers the others
    assert.deepEqual(
      keys.filter((key, i) => keys.indexOf(key) !== i),
      [],
      language,
    );
  }
});

test('both languages have the same slots', () => {
  for (const key of Object.keys(en)) assert.deepEqual(slots(zh[key]), slots(en[key]), key);
});

test('no text is empty, and Chinese texts are Chinese', () => {
  for (const [key, text] of [...Object.entries(en), ...Object.entries(zh)])
    assert.ok(text.trim(), key);
  for (const [key, text] of Object.entries(zh)) {
    if (/^(error|warning|note)\./.test(key)) assert.match(text, /[\u4e00-\u9fff]/, key);
  }
});

test('every row and field of the schema has a Chinese help, and no help is left over', async () => {
  const { tables, sections } = await readSchema();
  const all = { ...tables, structures: STRUCTURES };
  const keys = [
    ...Object.entries(all).flatMap(([table, rows]) =>
      rows.flatMap(({ name, fields = [] }) => [
        `schema.${table}.${name}`,
        ...fields.map((field) => `schema.${table}.${name}.${field.name}`),
      ]),
    ),
    ...Object.entries({ ...sections, data: [...sections.data, ...CSV_FIELDS] }).flatMap(
      ([section, fields]) => fields.map(({ name }) => `schema.${section}.${name}`),
    ),
  ];
  const present = Object.keys(zh).filter((key) => key.startsWith('schema.'));
  assert.deepEqual(
    keys.filter((key) => !present.includes(key)),
    [],
    'missing in i18n/schema.zh.js',
  );
  assert.deepEqual(
    present.filter((key) => !keys.includes(key)),
    [],
    'no longer in the schema',
  );
});

/** The arguments of a call, from the text after its opening bracket. @param {string} text */
function argumentsOf(text) {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && depth-- === 0) break;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

/** Codes of problems by where they stand in the calls that make them. */
const MAKERS = { problem: 1, fail: 2, refuse: 0 };

test('every problem that the library can have has a text, and no text is left over', () => {
  const files = under('web/lib').filter((file) => !file.includes('/i18n/'));
  const text = files.map(code).join('\n');
  const made = Object.entries(MAKERS).flatMap(([maker, place]) =>
    [...text.matchAll(new RegExp(`(?<![\\w.])${maker}\\(`, 'g'))].map(
      (call) => argumentsOf(text.slice(call.index + call[0].length, call.index + 1000))[place],
    ),
  );
  const literal = [...made, ...text.matchAll(/code: '\w+', values/g)]
    .map((one) => /^(?:code: )?'(\w+)'/.exec(one)?.[1])
    .filter(Boolean);
  assert.ok(literal.length > 60, `found ${literal.length}`);
  const has = (one) => ['error', 'warning', 'note'].some((kind) => `${kind}.${one}` in en);
  assert.deepEqual(
    literal.filter((one) => !has(one)),
    [],
  );
  const texts = Object.keys({ ...studyEn, ...notesEn }).map(
    (key) => /^(?:error|warning|note)\.(\w+?)(?:_hint)?$/.exec(key)?.[1],
  );
  const unused = texts.filter(
    (one) => one && !text.includes(`'${one}'`) && !/^(metric_for|misfit)_/.test(one),
  );
  assert.deepEqual(unused, []);
});

test('a language is found by its beginning, and an unknown key is itself', () => {
  assert.equal(translator('zh_CN.UTF-8').language, 'zh');
  assert.equal(translator('de').language, 'en');
  assert.equal(translator()('no.such.key'), 'no.such.key');
});

test('slots are filled, and text in braces that is no slot stays', () => {
  const t = translator('en');
  assert.match(t('error.missing', { key: 'low' }), /"low" is missing/);
  assert.match(t('error.each_outside', { name: 'u' }), /\{"type": "repeat"\}/);
});

test('a place in a table is told in words of the language', () => {
  const problem = {
    path: 'row 17, column petal_width',
    code: 'not_finite',
    values: { value: 'NaN' },
  };
  assert.match(describeProblem(translator('en'), problem), /^row 17, column petal_width: NaN is/);
  assert.match(describeProblem(translator('zh'), problem), /^第 17 行，列 petal_width：NaN/);
  assert.match(describeProblem(translator('zh'), { ...problem, path: 'row 3' }), /^第 3 行：/);
});

test('a guess is told when there is one', () => {
  const values = { key: 'lr', hint: 'learning_rate', allowed: 'a, b' };
  const text = (more) =>
    describeProblem(translator('en'), {
      path: 'x',
      code: 'unknown_key',
      values: { ...values, ...more },
    });
  assert.match(text({}), /did you mean "learning_rate"/);
  assert.match(text({ hint: '' }), /use one of: a, b/);
});
