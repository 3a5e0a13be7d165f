// What every test of wrong input expects.
import assert from 'node:assert/strict';
import { loadDataset } from '../../web/lib/datasets.js';
import { describeProblem, translator } from '../../web/lib/i18n/index.js';

/** The first problem is of this place and kind, and each has a full text in both languages. */
export function expectProblem(problems, path, code) {
  assert.deepEqual(
    problems.map((one) => [one.path, one.code])[0],
    [path, code],
    JSON.stringify(problems),
  );
  for (const language of ['en', 'zh']) {
    const t = translator(language);
    for (const one of problems) {
      const text = describeProblem(t, one);
      const bare = text.replaceAll(/\{"[^}]*\}/g, '');
      assert.ok(t.has(`error.${one.code}`), `${language} has no text for ${one.code}`);
      assert.ok(text.length > 15, text);
      assert.doesNotMatch(bare, /\{\w+\}|undefined|NaN to|\[object/, text);
    }
  }
}

const index = {
  datasets: [{ id: 'iris' }, { id: 'mnist', kind: 'idx', files: { train_images: 'm.gz' } }],
};
/** Loads a file that is given here: bytes, text, a pair of images and labels, or null for none. */
export const load = (source, file, options) => {
  const read = async (name) => {
    if (file === null) throw new Error('no such file');
    if (Array.isArray(file)) return file[name === 'images' ? 0 : 1];
    return typeof file === 'string' ? new TextEncoder().encode(file) : file;
  };
  return loadDataset({ data: { source, ...options } }, { read, index });
};
