/** Files that the command line names. */
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from './arguments.js';

/** @param {string} file "-" is standard input @returns {string} throws UsageError */
export function readText(file) {
  try {
    return fs.readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (error) {
    throw fault('cli.cannot_read', file, error);
  }
}

/**
 * Refuses before the work, not after it.
 * @param {string} file @param {string} study the file that must stay @param {string} [storage] and the journal
 */
export function checkWritable(file, study, storage) {
  if (isSame(file, study)) throw new UsageError([{ key: 'cli.out_is_study', values: { file } }]);
  const isJournal = storage !== undefined && path.resolve(file) === path.resolve(storage);
  if (isJournal || (storage && isSame(file, storage)))
    throw new UsageError([{ key: 'cli.out_is_storage', values: { file } }]);
  try {
    if (isStream(file)) return;
    fs.accessSync(path.dirname(path.resolve(file)), fs.constants.W_OK);
    if (fs.existsSync(file)) fs.closeSync(fs.openSync(file, 'r+'));
  } catch (error) {
    throw fault('cli.cannot_write', file, error);
  }
}

/** Links followed. @param {string} file @param {string} other */
function isSame(file, other) {
  const both = fs.existsSync(file) && fs.existsSync(other);
  return both && fs.realpathSync(file) === fs.realpathSync(other);
}

/** A pipe or a device, such as /dev/stdout: it takes text and is never replaced. @param {string} file */
function isStream(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}

/** Whole or not at all; a link stays one. @param {string} file @param {string} text */
export function writeText(file, text) {
  try {
    if (isStream(file)) return fs.writeFileSync(file, text);
    const target = fs.existsSync(file) ? fs.realpathSync(file) : file;
    const draft = `${target}.part`;
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, target);
  } catch (error) {
    throw fault('cli.cannot_write', file, error);
  }
}

/** @param {string} key @param {string} file @param {unknown} error */
function fault(key, file, error) {
  const { code = String(error) } = /** @type {{ code?: string }} */ (error);
  return new UsageError([{ key, values: { file, reason: code } }]);
}
