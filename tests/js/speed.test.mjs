// "speed": "fast": which build a study's trials run in, and that its result says so.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { FAST_TOOLS, which } from '../../scripts/tools.mjs';
import { reportOf } from '../../web/cli/report.js';
import { loadTrainer } from '../../web/lib/fast.js';
import { Engine } from '../../web/lib/engine.js';
import { fingerprintText } from '../../web/lib/result.js';
import { check, createRun, inspect, translator } from '../../web/lib/index.js';
import { loadModule } from '../../web/lib/platform.node.js';
import { spawnWorker } from '../../web/lib/spawn.js';
import { collect, comparable, irisStudy } from './studies.mjs';

const FILE = 'build/wasm/sweetspot-relaxed.wasm';
const isBuilt = fs.existsSync(FILE);
const whenBuilt = { skip: !isBuilt && 'the fast build is not here: its compiler is missing' };
const fast = irisStudy({ speed: 'fast' });
/** @type {import('../../web/lib/types').Result} */
const exactResult = await createRun(irisStudy(), { workers: 2 }).result;

/** How far two lists are apart at most. @param {number[]} a @param {number[]} b */
const apart = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

/** Runs a study to its end. @param {any} study @param {any} [options] */
async function runAll(study, options) {
  const handle = createRun(study, { workers: 2, ...options });
  const events = await collect(handle.events);
  return { events, start: events.find(({ event }) => event === 'start'), ...(await handle.result) };
}

/** The run of a fast study where there is no fast build: exact numbers, and the reason. @param {string} code */
async function fallsBack(code) {
  const { start, events: _, ...result } = await runAll(fast);
  assert.deepEqual([start.speed, result.speed, result.study.speed], ['exact', 'exact', 'fast']);
  assert.equal(result.machine.simd, 'simd128');
  assert.deepEqual(start.warnings, [{ path: 'speed', code, values: {} }]);
  const { trials, test: tested } = result;
  const { trials: expected, test: expectedTest } = exactResult;
  assert.equal(
    comparable({ trials, tested }),
    comparable({ trials: expected, tested: expectedTest }),
  );
  assert.match(
    reportOf(translator('en'), /** @type {any} */ (result)),
    /exact build: the fast one/,
  );
  const { warnings } = await inspect(fast);
  assert.deepEqual(warnings, start.warnings);
  return result;
}

// First: a module that was compiled once is kept.
test('where_the_fast_build_was_not_made_the_exact_build_runs_and_a_warning_says_so', async (t) => {
  const { readFileSync } = fs;
  t.mock.method(fs, 'readFileSync', (/** @type {any} */ file, /** @type {any} */ how) => {
    if (String(file).endsWith('relaxed.wasm')) throw new Error('no such file');
    return readFileSync(file, how);
  });
  await fallsBack('fast_missing');
});

test('the_fast_build_is_here_if_its_compiler_is', () => {
  if (FAST_TOOLS.every(which)) assert.ok(isBuilt, 'node scripts/build.mjs');
});

test('both_builds_have_the_same_door', whenBuilt, async () => {
  const { module, speed } = await loadTrainer(fast);
  const exact = await loadModule();
  assert.equal(speed, 'fast');
  assert.notEqual(module, exact);
  const names = (/** @type {any[]} */ entries) =>
    entries.map(({ name, kind }) => name + kind).sort();
  const { exports, imports } = WebAssembly.Module;
  assert.deepEqual(names(exports(module)), names(exports(exact)));
  assert.deepEqual(
    imports(module).map(({ module: from, name }) => `${from}.${name}`),
    ['env.emscripten_notify_memory_growth'],
  );
  assert.ok(fs.statSync(FILE).size < 1.25 * fs.statSync('build/wasm/sweetspot.wasm').size);
});

test('a_fast_run_trains_as_well_as_an_exact_one_and_says_that_it_was_fast', whenBuilt, async () => {
  const { start, events, ...result } = await runAll(fast);
  assert.deepEqual([start.speed, result.speed, result.study.speed], ['fast', 'fast', 'fast']);
  assert.deepEqual([events.at(-1).speed, result.machine.simd], ['fast', 'relaxed-simd']);
  assert.deepEqual(start.warnings, []);
  const losses = ({ trials }) => trials.map(({ folds }) => folds[0].metrics.loss);
  assert.ok(apart(losses(result), losses(exactResult)) < 1e-3);
  assert.ok(result.best.value > 0.9);
  assert.ok(Math.abs(result.best.value - exactResult.best.value) < 0.05);
  assert.deepEqual(
    result.trials.map(({ params }) => params),
    exactResult.trials.map(({ params }) => params),
  );
  assert.match(reportOf(translator('en'), /** @type {any} */ (result)), /fast build: another/);
});

test('a_fast_run_repeats_itself_with_any_number_of_workers', whenBuilt, async () => {
  const [one, two] = [await runAll(fast, { workers: 1 }), await runAll(fast)];
  assert.equal(one.fingerprint, two.fingerprint);
  assert.notEqual(one.fingerprint, exactResult.fingerprint);
});

test('the_fingerprint_covers_the_build_that_ran', whenBuilt, async () => {
  const engine = await Engine.create(await loadModule());
  const result = await runAll(fast);
  assert.equal(result.fingerprint, engine.hash(fingerprintText(result)));
  assert.notEqual(fingerprintText({ ...result, speed: 'exact' }), fingerprintText(result));
});

test('only_the_workers_of_trials_get_the_fast_module', whenBuilt, async () => {
  const exact = await loadModule();
  const { module: relaxed } = await loadTrainer(fast);
  /** @type {Record<string, Set<WebAssembly.Module>>} */
  const given = { trial: new Set(), study: new Set() };
  const spawn = (/** @type {'trial' | 'study'} */ kind) => {
    const worker = spawnWorker(kind);
    const post = (/** @type {any} */ message, /** @type {any} */ transfer) => {
      if (message.module) given[kind].add(message.module);
      worker.post(message, transfer);
    };
    return { ...worker, post };
  };
  await createRun(fast, { workers: 2, spawn }).result;
  assert.deepEqual([given.trial.size, given.study.size], [1, 1]);
  assert.ok(given.trial.has(relaxed) && given.study.has(exact));
});

test('the_default_is_exact', async () => {
  const said = await createRun(irisStudy({ speed: 'exact' }), { workers: 1 }).result;
  assert.deepEqual([exactResult.speed, exactResult.study.speed], ['exact', 'exact']);
  assert.equal(exactResult.machine.simd, 'simd128');
  assert.equal(said.fingerprint, exactResult.fingerprint);
  assert.doesNotMatch(reportOf(translator('en'), exactResult), /build/);
});

test('without_relaxed_simd_the_exact_build_runs_and_a_warning_says_so', async (t) => {
  t.mock.method(WebAssembly, 'validate', () => false);
  const { fingerprint } = await fallsBack('fast_unsupported');
  t.mock.restoreAll();
  assert.notEqual(fingerprint, exactResult.fingerprint);
});

test('another_speed_is_refused_with_what_there_is', async () => {
  const { errors } = await check(irisStudy({ speed: 'quick' }));
  assert.deepEqual(errors, [
    {
      path: 'speed',
      code: 'not_one_of',
      values: { value: '"quick"', hint: '', allowed: 'exact, fast' },
    },
  ]);
  const [wrong] = (await check(irisStudy({ speed: null }))).errors;
  assert.equal(wrong.path, 'speed');
  const text = JSON.stringify(irisStudy({ speed: 'Fast' }));
  assert.equal((await check(text)).errors[0].code, 'not_one_of');
});
