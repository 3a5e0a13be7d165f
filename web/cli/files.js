/** Files that the command line names. */
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from './arguments.js';

/** @param {string} file @returns {string} throws UsageError */
export function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw fault('cli.cannot_read', file, error);
  }
}

/** Refuses before the work, not after it. @param {string} file @param {string} study the file that must stay */
export function checkWritable(file, study) {
  if (isSame(file, study)) throw new UsageError([{ key: 'cli.out_is_study', values: { file } }]);
  try {
    fs.accessSync(path.dirname(path.resolve(file)), fs.constants.W_OK);
    if (fs.existsSync(file)) fs.closeSync(fs.openSync(file, 'r+'));
  } catch (error) {
    throw fault('cli.cannot_write', file, error);
  }
}

/** Links followed. @param {string} file @param {string} other a file that is there */
function isSame(file, other) {
  return fs.existsSync(file) && fs.realpathSync(file) === fs.realpathSync(other);
}

/** Whole or not at all. @param {string} file @param {string} text */
export function writeText(file, text) {
  try {
    const draft = `${file}.part`;
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, file);
  } catch (error) {
    throw fault('cli.cannot_write', file, error);
  }
}

/** @param {string} key @param {string} file @param {unknown} error */
function fault(key, file, error) {
  const { code = String(error) } = /** @type {{ code?: string }} */ (error);
  return new UsageError([{ key, values: { file, reason: code } }]);
}
