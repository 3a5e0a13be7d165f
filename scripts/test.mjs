// `npm test`: installs what is missing, builds, and runs every test; exit status 1 if anything failed.
//   npm test [-- --only c|check|js]      one part of it
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { filesBelow, loudly, main, say, Stop } from './tools.mjs';

/** @typedef {{ name: string, part: 'c' | 'check' | 'js', command: string[], closing: RegExp }} Suite */

const CTEST = /^(\d+% tests passed.*|No tests were found.*|\s+\d+ - .*\(.*\))$/gm;
const NODE = /^(?:#|ℹ) (?:tests|pass|fail|cancelled|skipped) \d+$/gm;

/** @returns {Suite[]} */
function suites() {
  const files = filesBelow(['tests/js', 'tests/page', 'tests/parity']).filter((file) =>
    file.endsWith('.test.mjs'),
  );
  const ctest = (/** @type {string} */ preset) => [
    'ctest',
    '--preset',
    preset,
    '--no-tests=error',
    '-j2',
  ];
  return [
    {
      name: 'C, native (asserts, ASan, UBSan)',
      part: 'c',
      command: ctest('native'),
      closing: CTEST,
    },
    { name: 'C, as WebAssembly', part: 'c', command: ctest('wasm'), closing: CTEST },
    {
      name: 'types, lint, formats, floors',
      part: 'check',
      command: ['node', 'scripts/check.mjs'],
      closing: NODE,
    },
    // One file at a time: the page and the parity tests fill both cores by themselves, and some measure.
    {
      name: 'JavaScript and page',
      part: 'js',
      command: ['node', '--test', '--test-reporter=spec', '--test-concurrency=1', ...files],
      closing: NODE,
    },
  ];
}

/** @param {string[]} args */
function partOf(args) {
  if (args.length === 0) return undefined;
  const [option, part] = args.flatMap((arg) => arg.split('='));
  if (option === '--only' && ['c', 'check', 'js'].includes(part ?? '')) return part;
  throw new Stop(
    `cannot read "${args.join(' ')}"; the only option is --only c, --only check or --only js`,
  );
}

await main(async () => {
  const only = partOf(process.argv.slice(2));
  await bootstrap('test');
  await build({ tests: true });
  const results = [];
  for (const suite of suites().filter(({ part }) => !only || part === only)) {
    say(`\n== ${suite.name}`);
    const { status, output } = await loudly(suite.command, { keep: true });
    results.push({ ...suite, status, lines: output.match(suite.closing) ?? [] });
  }
  console.log('\n== Summary');
  for (const { name, status, lines } of results) {
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const line of lines.filter(Boolean)) console.log(line.trimEnd());
  }
  const failed = results.filter(({ status }) => status !== 0).length;
  if (failed > 0) console.log(`${failed} of ${results.length} suites failed`);
  return failed === 0 ? 0 : 1;
});
