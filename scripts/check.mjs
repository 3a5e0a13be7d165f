// `npm run check`: types, lint and format of the JavaScript, format of the C, and the floors. `npm run format` (--fix)
// writes the formats instead.
import { filesBelow, loudly, main, printed, say } from './tools.mjs';

const CLANG_FORMAT = 14; // the version whose output is the reference: others differ in details
const fix = process.argv.includes('--fix');

/** @returns {string[] | undefined} */
function clangFormat() {
  const version = Number(/version (\d+)/.exec(printed('clang-format', '--version'))?.[1]);
  if (version !== CLANG_FORMAT) {
    say(`check: C format not checked (clang-format ${CLANG_FORMAT} is not installed)`);
    return undefined;
  }
  const files = filesBelow(['include', 'src', 'tests/c', 'tests/bench']).filter((file) =>
    /\.[ch]$/.test(file),
  );
  return ['clang-format', ...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...files];
}

const tsc = (/** @type {string} */ project) => [
  'node',
  'node_modules/typescript/bin/tsc',
  '-p',
  project,
];

const checks = {
  'biome (lint and format)': [
    'node',
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    ...(fix ? ['--write'] : []),
    '--colors=off',
  ],
  'clang-format': clangFormat(),
  ...(fix
    ? {}
    : {
        'types of library, workers and scripts (no DOM)': tsc('tsconfig.json'),
        'types of the page': tsc('tsconfig.dom.json'),
        'floors and rules': [
          'node',
          '--test',
          '--test-reporter=dot',
          'tests/js/floors.test.mjs',
          'tests/js/rules.test.mjs',
        ],
      }),
};

await main(async () => {
  let failed = 0;
  for (const [name, command] of Object.entries(checks)) {
    if (!command) continue;
    const { status, output } = await loudly(command, { keep: true });
    if (status !== 0) failed++;
    if (status !== 0 && output === '') say(`check: ${command.join(' ')} exited ${status}`);
    say(`check: ${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  }
  return failed === 0 ? 0 : 1;
});
