/** `sweetspot datasets` and `sweetspot schema`: what there is. */
import fs from 'node:fs';
import path from 'node:path';
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
    String(row.features),
    String(row.classes || '-'),
    t(row.here ? 'cli.dataset.yes' : 'cli.dataset.build'),
    row.title,
  ]);
  print(table(head, lines, { indent: '', width }));
  return EXIT.done;
}

/** Whether its files are built. @param {{ file?: string, files?: Record<string, string> }} row */
function isHere({ file, files = {} }) {
  const needed = file ? [file] : Object.values(files);
  const there = (/** @type {string} */ name) =>
    datasetFolders().some((folder) => fs.existsSync(path.join(folder, name)));
  return needed.every(there);
}

/** @param {Arguments} _ @param {Terminal} terminal */
export async function schemaCommand(_, { print }) {
  print(JSON.stringify(await schema(), null, 2));
  return EXIT.done;
}
