// What the scripts share: running commands quietly, finding tools, and skipping steps whose inputs did not change.
// Only Node's standard library: these run before anything is installed. Progress goes to standard error, so that
// `npm run bench -- --json` has standard output to itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const BUILD = path.join(ROOT, 'build');

/** One line of progress. @param {string} text */
export const say = (text) => void process.stderr.write(`${text}\n`);

/** A failure whose message is all a reader needs: no stack trace is shown for it. */
export class Stop extends Error {}

/** Runs a script's main and turns what it throws into a message and an exit status.
 * @param {() => Promise<number | void>} body */
export async function main(body) {
  try {
    const status = await body();
    if (typeof status === 'number') process.exitCode = status;
  } catch (error) {
    say(
      error instanceof Stop
        ? `sweetspot: ${error.message}`
        : String(error instanceof Error ? error.stack : error),
    );
    process.exitCode = 1;
  }
}

/** Whether `module` is the script that node was asked to run. @param {string} url import.meta.url */
export const isMain = (url) =>
  !!process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(url);

/** The full path of a program on the PATH, or undefined. @param {string} name */
export function which(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** What makes the fast build besides Emscripten, whose own compiler may be too old for it. */
export const FAST_TOOLS = ['clang-19', 'wasm-ld-19'];

/** Chromium or Chrome for the page tests: CHROME_PATH, the PATH, or macOS's place; undefined if there is none. */
export function findChromium() {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return (
    process.env.CHROME_PATH ??
    names.map(which).find(Boolean) ??
    (fs.existsSync(mac) ? mac : undefined)
  );
}

/** Runs a command with its output in a log file; its end is shown only if it fails.
 * @param {string} log name of the log below build/
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} [options] */
export async function quietly(log, [program, ...args], options = {}) {
  fs.mkdirSync(BUILD, { recursive: true });
  const file = path.join(BUILD, log);
  const out = fs.openSync(file, 'a');
  const start = fs.fstatSync(out).size;
  fs.writeSync(out, `\n$ ${program} ${args.join(' ')}\n`);
  const status = await exitOf(
    spawn(program, args, { cwd: ROOT, ...options, stdio: ['ignore', out, out] }),
  );
  fs.closeSync(out);
  if (status === 0) return;
  const text = fs.readFileSync(file).subarray(start).toString().trimEnd();
  const tail = text.split('\n').slice(-40).join('\n');
  throw new Stop(
    `${program} ${args[0] ?? ''} failed (exit ${status}); the end of build/${log}:\n${tail}`,
  );
}

/** Runs a command with its output on the terminal and, if asked, a copy of it returned.
 * @param {string[]} command
 * @param {{ keep?: boolean, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ status: number, output: string }>} */
export async function loudly([program, ...args], { keep = false, env } = {}) {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', keep ? 'pipe' : 'inherit', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return { status: await exitOf(child), output };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
const exitOf = (child) =>
  new Promise((resolve) => {
    child.on('error', (error) => {
      say(String(error.message));
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });

/** Whether a command runs and exits 0; nothing is shown. @param {string} program @param {string[]} args */
export const succeeds = (program, ...args) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** What a command prints, trimmed; empty if it cannot be run. @param {string} program @param {string[]} args */
export const printed = (program, ...args) =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() ?? '';

/** All files below the given files and folders (relative to the project), sorted; what is missing is left out.
 * @param {string[]} places */
export function filesBelow(places) {
  return places
    .flatMap((place) => {
      const full = path.join(ROOT, place);
      if (!fs.existsSync(full)) return [];
      if (!fs.statSync(full).isDirectory()) return [place];
      return fs
        .readdirSync(full, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name)))
        .filter((file) => !file.includes('node_modules'));
    })
    .sort();
}

/** A hash of the names and contents of files. @param {string[]} places @param {string} [salt] */
export function hashOf(places, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const file of filesBelow(places)) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** Runs a step unless its inputs are those of the last time and its outputs are there.
 * @param {string} name shown, and the name of the stamp in build/stamps/
 * @param {{ inputs: string[], outputs: string[], salt?: string }} what
 * @param {() => Promise<void>} body
 * @returns {Promise<boolean>} whether it ran */
export async function step(name, { inputs, outputs, salt }, body) {
  const stamp = path.join(BUILD, 'stamps', name.replaceAll(/\W+/g, '-'));
  const hash = hashOf(inputs, salt);
  const there = outputs.every((file) => fs.existsSync(path.join(ROOT, file)));
  if (there && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) return false;
  fs.rmSync(stamp, { force: true });
  say(`build: ${name} ...`);
  await body();
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, hash);
  return true;
}
