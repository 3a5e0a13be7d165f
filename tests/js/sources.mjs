// The project's own source files, for the tests that read them.
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

const FOLDERS = ['include', 'src', 'web', 'scripts', 'tests'];
const SOURCE = /\.([cm]?js|ts|c|h|def|css|html)$/;

/** All source files, relative to the project, with forward slashes. */
export const files = FOLDERS.flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((name) => SOURCE.test(name) && !name.includes('node_modules')),
);

/** Those below any of the folders. @param {string[]} folders */
export const under = (...folders) =>
  files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));

/** @param {string} file */
export const source = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** The source without its comments; line numbers stay. @param {string} file */
export const code = (file) =>
  source(file)
    .replace(/\/\*[\s\S]*?\*\//g, (text) => text.replace(/[^\n]/g, ''))
    .replace(/(?<![:'"])\/\/.*/g, '');

/** Every line of code that a pattern matches, as "file:line: text".
 * @param {string[]} list @param {RegExp} pattern */
export const matches = (list, pattern) =>
  list.flatMap((file) =>
    code(file)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  );
