/** `sweetspot datasets`, `sweetspot examples` and `sweetspot schema`: what there is. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetFolders } from '#platform';
import { datasets, schema } from '../lib/index.js';
import { EXIT } from './exit.js';
import { table } from './text.js';

/** @typedef {import('./main.js').Terminal} Terminal */
/** @typedef {import('./arguments.js').Arguments} Arguments */

/** @param {Arguments} args @param {Terminal} terminal */
export async function datasetsCommand({ json }, { t, print, width }) {
  const rows = (await datasets()).map((/** @type {any} */ row) => ({ ...row, here: isHere(row) }));
  if (json) {
    for (const row of rows) print(JSON.stringify(row));
    return EXIT.done;
  }
  const names = ['id', 'rows', 'features', 'classes', 'there', 'title'];
  const head = names.map((name) => t(`cli.dataset.${name}`));
  const lines = rows.map((/** @type {any} */ row) => [
    row.id,
    String(row.rows),
    featuresOf(row, t),
    String(row.classes || '-'),
    t(row.here ? 'cli.dataset.yes' : 'cli.dataset.build'),
    row.title,
  ]);
  print(table(head, lines, { indent: '', width }));
  return EXIT.done;
}

/**
 * What a row is: so many words, pixels, or numbers.
 * @param {{ features: number, words?: number, window?: number, shape?: number[] }} row @param {Terminal['t']} t
 */
function featuresOf({ features, words, window, shape }, t) {
  if (words) return t('cli.dataset.texts', { longest: features, words });
  if (window) return t('cli.dataset.windows', { features, window });
  return shape ? shape.join('x') : String(features);
}

/** Whether its files are built. @param {{ file?: string, files?: Record<string, string> }} row */
function isHere({ file, files = {} }) {
  const needed = file ? [file] : Object.values(files);
  const there = (/** @type {string} */ name) =>
    datasetFolders().some((folder) => fs.existsSync(path.join(folder, name)));
  return needed.every(there);
}

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The study files that come with it, as `sweetspot run` takes them. @param {Arguments} args @param {Terminal} terminal */
export async function examplesCommand({ json }, { t, print, width }) {
  const files = fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
  const rows = files.sort().map((name) => {
    const key = `page.example.${name.slice(0, -'.json'.length)}`;
    const file = path.relative(process.cwd(), path.join(EXAMPLES, name));
    return { file, title: t(`${key}.title`), about: t(`${key}.about`) };
  });
  if (json) for (const row of rows) print(JSON.stringify(row));
  else {
    const head = ['file', 'about'].map((name) => t(`cli.example.${name}`));
    print(
      table(
        head,
        rows.map(({ file, about }) => [file, about]),
        { indent: '', width },
      ),
    );
  }
  return EXIT.done;
}

/** @param {Arguments} _ @param {Terminal} terminal */
export async function schemaCommand(_, { print }) {
  print(JSON.stringify(await schema(), null, 2));
  return EXIT.done;
}
