// Finds what is missing on this machine and installs it; a second call does nothing and takes a moment.
//   node scripts/bootstrap.mjs [build | test | data]     what it is for; default build
// System packages come from apt where that is possible (Debian, Ubuntu; root or passwordless sudo); elsewhere the
// script says what to install and stops with exit status 1. npm's packages come from package-lock.json.
import fs from 'node:fs';
import path from 'node:path';
import {
  BUILD,
  FAST_TOOLS,
  hashOf,
  isMain,
  main,
  findChromium,
  printed,
  quietly,
  ROOT,
  say,
  Stop,
  succeeds,
  which,
} from './tools.mjs';

/** @typedef {'build' | 'test' | 'data'} Purpose */

/** What is needed beside Node: how to see that it is there, and what it is called elsewhere. */
const NEEDS = [
  {
    name: 'emscripten',
    apt: 'emscripten',
    brew: 'emscripten',
    for: ['build', 'test'],
    there: () => which('emcc') && which('em-config'),
  },
  {
    name: 'cmake 3.21 or later',
    apt: 'cmake',
    brew: 'cmake',
    for: ['build', 'test'],
    there: () => which('cmake') && which('ctest'),
  },
  {
    name: 'ninja',
    apt: 'ninja-build',
    brew: 'ninja',
    for: ['build', 'test'],
    there: () => which('ninja'),
  },
  {
    name: 'a C compiler with AddressSanitizer',
    apt: 'gcc libc6-dev',
    brew: '',
    for: ['test'],
    there: hasSanitizer,
  },
  {
    name: 'SIMDe',
    apt: 'libsimde-dev',
    brew: 'simde',
    for: ['test'],
    there: () =>
      ['/usr/include', '/usr/local/include', '/opt/homebrew/include'].some((folder) =>
        fs.existsSync(`${folder}/simde/wasm/simd128.h`),
      ),
  },
  {
    name: 'Chromium',
    apt: 'chromium',
    brew: '--cask chromium',
    for: ['test'],
    there: findChromium,
  },
];

function hasSanitizer() {
  if (process.platform === 'darwin') return which('cc');
  return (
    which('cc') &&
    path.isAbsolute(printed('cc', '-print-file-name=libasan.so')) &&
    fs.existsSync('/usr/include/stdio.h')
  );
}

/** Installs what is missing for a purpose. @param {Purpose} purpose */
export async function bootstrap(purpose) {
  checkNode();
  const missing = NEEDS.filter((need) => need.for.includes(purpose) && !need.there());
  if (missing.length > 0) await installSystemPackages(missing);
  if (purpose !== 'data') await tryFastTools();
  await installNodePackages();
}

/** The compiler of the fast build, where apt has it; tried once. Nothing else needs it: build.mjs says what is then left out. */
async function tryFastTools() {
  const tried = path.join(BUILD, 'stamps', 'fast-tools');
  const apt = aptCommand();
  if (FAST_TOOLS.every(which) || !apt || fs.existsSync(tried)) return;
  fs.mkdirSync(path.dirname(tried), { recursive: true });
  fs.writeFileSync(tried, '');
  await aptInstall(apt, ['clang-19', 'lld-19']).catch(() =>
    say('bootstrap: clang-19 and lld-19 cannot be installed here (build/bootstrap.log)'),
  );
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(
    `Node ${process.versions.node} is too old: 20.19 or later is needed (https://nodejs.org)`,
  );
}

/** @param {typeof NEEDS} missing */
async function installSystemPackages(missing) {
  const packages = missing.flatMap((need) => need.apt.split(' '));
  const apt = aptCommand();
  if (!apt) throw new Stop(whatToInstall(missing, packages, !!which('apt-get')));
  await aptInstall(apt, packages);
  const still = missing.filter((need) => !need.there());
  if (still.length > 0)
    throw new Stop(`installed, but still not found: ${still.map((need) => need.name).join(', ')}`);
}

/** The beginning of a command of apt-get; undefined where it is not there, or not ours to run. */
function aptCommand() {
  const apt = which('apt-get');
  const isRoot = process.getuid?.() === 0;
  if (!apt || !(isRoot || (which('sudo') && succeeds('sudo', '-n', 'true')))) return undefined;
  return [...(isRoot ? [] : ['sudo', '-n']), 'env', 'DEBIAN_FRONTEND=noninteractive', apt];
}

/** @param {string[]} apt @param {string[]} packages */
async function aptInstall(apt, packages) {
  say(`bootstrap: apt-get install ${packages.join(' ')} (log: build/bootstrap.log)`);
  await quietly('bootstrap.log', [...apt, 'update']);
  await quietly('bootstrap.log', [...apt, 'install', '-y', '--no-install-recommends', ...packages]);
}

/** @param {typeof NEEDS} missing @param {string[]} packages @param {boolean} hasApt */
function whatToInstall(missing, packages, hasApt) {
  const lines = [`missing: ${missing.map((need) => need.name).join(', ')}.`];
  const brew = missing.map((need) => need.brew).filter(Boolean);
  if (hasApt)
    lines.push(
      `Neither root nor passwordless sudo here. Install them once:\n  sudo apt-get install ${packages.join(' ')}`,
    );
  else if (process.platform === 'darwin')
    lines.push(
      `Install them once:\n  xcode-select --install\n  ${brew.map((name) => `brew install ${name}`).join('\n  ')}`,
    );
  else
    lines.push(
      `Install them with this system's package manager (Debian calls them: ${packages.join(' ')}).`,
    );
  lines.push('Then run the same command again.');
  return lines.join('\n');
}

async function installNodePackages() {
  const stamp = path.join(ROOT, 'node_modules', '.stamp');
  const hash = hashOf(['package-lock.json'], `${process.platform} ${process.arch}`);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) return;
  say('bootstrap: npm ci (log: build/bootstrap.log)');
  await quietly('bootstrap.log', ['npm', 'ci', '--include=dev']);
  fs.writeFileSync(stamp, hash);
}

if (isMain(import.meta.url)) {
  await main(() => bootstrap(/** @type {Purpose} */ (process.argv[2] ?? 'build')));
}
