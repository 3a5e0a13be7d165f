// Builds what changed: build/wasm/sweetspot.wasm and where it can be had sweetspot-relaxed.wasm, build/datasets/, and the
// deployable site in dist/.
//   node scripts/build.mjs [--tests] [--bench] [--core]
// --tests also builds the C tests (native and wasm), --bench the benchmark's wasm, --core leaves the site out.
import fs from 'node:fs';
import path from 'node:path';
import { buildDatasets } from './datasets.mjs';
import {
  BUILD,
  FAST_TOOLS,
  filesBelow,
  isMain,
  main,
  quietly,
  ROOT,
  say,
  Stop,
  step,
  which,
} from './tools.mjs';

const C_SOURCES = ['CMakeLists.txt', 'CMakePresets.json', 'scripts/cmake', 'include', 'src'];
const C_TESTS = ['tests/c', 'tests/parity'];
const SITE_SOURCES = [
  'web',
  'vite.config.js',
  'package-lock.json',
  'build/wasm/sweetspot.wasm',
  'build/wasm/sweetspot-relaxed.wasm',
];

/** @param {{ tests?: boolean, bench?: boolean, core?: boolean }} [what] */
export async function build({ tests = false, bench = false, core = false } = {}) {
  await buildC({ tests, bench });
  await buildFast(bench);
  const large = await buildDatasets();
  if (!core) await buildSite(large);
}

/** CMake itself knows what is stale; the stamp only saves starting it. @param {{ tests: boolean, bench: boolean }} what */
async function buildC({ tests, bench }) {
  const targets = ['sweetspot', ...(tests ? ['wasm_tests'] : []), ...(bench ? ['bench'] : [])];
  const inputs = [
    ...C_SOURCES,
    ...(tests ? C_TESTS : []),
    ...(bench ? ['tests/bench/kernels.c'] : []),
  ];
  const outputs = [
    'build/wasm/sweetspot.wasm',
    ...(bench ? ['build/wasm/bench_kernels.wasm'] : []),
  ];
  await step(`wasm ${targets.slice(1).join(' ')}`.trim(), { inputs, outputs }, async () => {
    await configure('wasm');
    await quietly('wasm.log', ['cmake', '--build', '--preset', 'wasm', '--target', ...targets]);
  });
  if (!tests) return;
  await step(
    'native tests',
    { inputs: [...C_SOURCES, ...C_TESTS], outputs: ['build/native/build.ninja'] },
    async () => {
      await configure('native');
      await quietly('native.log', ['cmake', '--build', '--preset', 'native']);
    },
  );
}

/** The same sources with relaxed SIMD. Without its compiler all else is as it should be. @param {boolean} bench */
async function buildFast(bench) {
  const names = ['sweetspot-relaxed.wasm', ...(bench ? ['bench_kernels-relaxed.wasm'] : [])];
  const outputs = names.map((name) => `build/wasm/${name}`);
  const missing = FAST_TOOLS.filter((tool) => !which(tool));
  if (missing.length > 0) {
    say(
      `build: no fast build, for want of ${missing.join(' and ')}; studies with "speed": "fast" train in the exact one`,
    );
    for (const file of outputs) fs.rmSync(path.join(ROOT, file), { force: true });
    return;
  }
  const inputs = [...C_SOURCES, ...(bench ? ['tests/bench/kernels.c'] : [])];
  await step(`fast wasm ${bench ? 'bench' : ''}`.trim(), { inputs, outputs }, async () => {
    await configure('relaxed');
    const targets = ['sweetspot', ...(bench ? ['bench'] : [])];
    await quietly('relaxed.log', [
      'cmake',
      '--build',
      '--preset',
      'relaxed',
      '--target',
      ...targets,
    ]);
    for (const name of names)
      fs.copyFileSync(path.join(BUILD, 'relaxed', name), path.join(BUILD, 'wasm', name));
  });
}

/** A build folder that was moved or copied names its old place: start it afresh. @param {string} preset */
async function configure(preset) {
  const cache = path.join(BUILD, preset, 'CMakeCache.txt');
  if (
    fs.existsSync(cache) &&
    !fs.readFileSync(cache, 'utf8').includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${ROOT}\n`)
  ) {
    fs.rmSync(path.dirname(cache), { recursive: true });
  }
  await quietly(`${preset}.log`, ['cmake', '--preset', preset]);
}

/** @param {string[]} large ids of the data sets in build/datasets */
async function buildSite(large) {
  // vite empties dist/, and with it the outputs of the second step.
  await step('site', { inputs: SITE_SOURCES, outputs: ['dist/index.html'] }, () =>
    quietly('site.log', ['node', 'node_modules/vite/bin/vite.js', 'build']),
  );
  const inputs = [
    'datasets/index.json',
    ...filesBelow(['datasets']).filter((file) => file.endsWith('.csv')),
    'examples',
  ];
  const outputs = ['dist/datasets/index.json', 'dist/examples/index.json'];
  await step(
    'data sets and examples into the site',
    { inputs, outputs, salt: large.join() },
    async () => {
      copyDatasets(large);
      copyExamples();
    },
  );
}

/** The small sets, the large ones that were built, and an index of just those. @param {string[]} large */
function copyDatasets(large) {
  const out = path.join(ROOT, 'dist/datasets');
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  const { datasets } = JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/index.json'), 'utf8'));
  const served = datasets.filter(
    (/** @type {any} */ entry) => entry.kind === 'csv' || large.includes(entry.id),
  );
  for (const entry of served) {
    if (entry.kind === 'csv')
      fs.copyFileSync(path.join(ROOT, 'datasets', entry.file), path.join(out, entry.file));
    else
      fs.cpSync(path.join(BUILD, 'datasets', entry.id), path.join(out, entry.id), {
        recursive: true,
      });
  }
  fs.writeFileSync(path.join(out, 'index.json'), `${JSON.stringify({ datasets: served })}\n`);
}

/** All study files, with an index for the page's list: file, name and the "about" of each, how long it takes, and its article. */
function copyExamples() {
  const from = path.join(ROOT, 'examples');
  const out = path.join(ROOT, 'dist/examples');
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  const entries = fs.existsSync(from) ? fs.readdirSync(from, { withFileTypes: true }) : [];
  const files = entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
  for (const file of files) fs.copyFileSync(path.join(from, file), path.join(out, file));
  fs.cpSync(path.join(from, 'embed'), path.join(out, 'embed'), { recursive: true });
  const known = JSON.parse(fs.readFileSync(path.join(from, 'gallery/index.json'), 'utf8'));
  const examples = files
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .map((file) => {
      try {
        const { name, about, data } = JSON.parse(fs.readFileSync(path.join(from, file), 'utf8'));
        const source = typeof data?.source === 'string' ? data.source : undefined;
        const own = path.basename(file, '.json');
        return { name: own, file, title: about ?? name ?? file, source, ...known[own] };
      } catch (error) {
        throw new Stop(`examples/${file} is not JSON: ${/** @type {Error} */ (error).message}`);
      }
    });
  fs.writeFileSync(path.join(out, 'index.json'), `${JSON.stringify({ examples })}\n`);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const args = process.argv.slice(2);
    const unknown = args.filter((arg) => !['--tests', '--bench', '--core'].includes(arg));
    if (unknown.length > 0)
      throw new Stop(`unknown option ${unknown.join(' ')}; there are: --tests --bench --core`);
    await build({
      tests: args.includes('--tests'),
      bench: args.includes('--bench'),
      core: args.includes('--core'),
    });
    say('build: up to date');
  });
}
