// The command, as a shell calls it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { checkWritable, writeText } from '../../web/cli/files.js';
import { duration, table, widthOf } from '../../web/cli/text.js';
import texts from '../../web/lib/i18n/cli.en.js';
import { comparable, irisStudy, longStudy, randomStudy } from './studies.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

const command = path.resolve('web/cli/sweetspot.js');
const env = { ...process.env, LC_ALL: 'C' };
const file = (name) => path.join(folder, name);

function save(name, study) {
  fs.writeFileSync(file(name), typeof study === 'string' ? study : JSON.stringify(study));
  return file(name);
}

function sweetspot(...words) {
  return spawnSync(process.execPath, [command, ...words], { encoding: 'utf8', env });
}

const lines = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('run_prints_a_leaderboard_and_the_test', () => {
  const { status, stdout, stderr } = sweetspot(
    'run',
    save('iris.json', irisStudy()),
    '--workers',
    '2',
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, /Leaderboard: accuracy/);
  assert.match(stdout, /trial +accuracy .*learning_rate +units/);
  assert.match(stdout, /macro_f1 +[01]\.\d{4}/);
  assert.match(stdout, /class +precision +recall +F1 +rows/);
  assert.match(stdout, /Confusion matrix/);
  assert.match(stdout, /fingerprint: [0-9a-f]{16}/);
  assert.match(
    stderr,
    /test: 150 rows, 4 features, target species \(3 classes\); trials: 4, folds: 2, workers: 2/,
  );
});

test('json_is_one_object_a_line_and_the_study_last', () => {
  const { status, stdout } = sweetspot('run', save('iris.json', irisStudy()), '--json');
  assert.equal(status, 0);
  const all = lines(stdout);
  const events = all.filter(({ event }) => event !== 'report');
  assert.deepEqual(
    events.map(({ event }) => event),
    ['trial', 'trial', 'trial', 'trial', 'study'],
  );
  const first = all.filter(({ event, trial }) => event === 'report' && trial === events[0].number);
  assert.deepEqual(
    first.map(({ step, value }) => [step, value]),
    events[0].scores.map((score, fold) => [fold + 1, score]),
  );
  assert.deepEqual(Object.keys(first[0]), ['event', 'trial', 'step', 'value']);
  const { number, state, value, params, seconds, scores } = events[0];
  assert.equal(typeof number + typeof value + typeof seconds, 'numbernumbernumber');
  assert.equal(state, 'complete');
  assert.deepEqual(Object.keys(params), ['learning_rate', 'units']);
  assert.equal(scores.length, 2);
  const last = events.at(-1);
  assert.deepEqual(Object.keys(last.best), ['number', 'value', 'params']);
  assert.ok('accuracy' in last.test && 'macro_f1' in last.test);
  assert.equal(last.trials, 4);
  assert.equal('result' in last, false);
});

test('the_result_files_of_one_and_two_workers_are_the_same', () => {
  const study = save('random.json', randomStudy(8));
  const results = [1, 2].map((workers) => {
    const out = file(`result-${workers}.json`);
    const { status, stderr } = sweetspot('run', study, '--workers', String(workers), '--out', out);
    assert.equal(status, 0, stderr);
    return JSON.parse(fs.readFileSync(out, 'utf8'));
  });
  assert.equal(results[0].fingerprint, results[1].fingerprint);
  assert.equal(comparable(results[0]), comparable(results[1]));
  assert.equal(results[0].trials[0].folds[0].curve.length, 8);
  assert.equal(results[0].study.search.pruner.type, 'none');
});

test('trial_prints_every_epoch', () => {
  const study = save('iris.json', irisStudy());
  const params = '{"learning_rate": 0.03, "units": 4}';
  const { status, stdout } = sweetspot('trial', study, '--params', params);
  assert.equal(status, 0);
  assert.match(stdout, /fold +epoch +loss +val_loss +accuracy/);
  assert.equal(stdout.match(/^ +[12] +[1-8] /gm).length, 16);
  assert.match(stdout, /accuracy [01]\.\d{4} \+- .* over 2 folds, 35 weights/);
  const json = sweetspot('trial', study, '--params', params, '--seed', '5', '--json');
  const events = lines(json.stdout);
  assert.equal(events.filter(({ event }) => event === 'epoch').length, 16);
  assert.equal(events.at(-1).event, 'trial');
});

test('trial_names_missing_wrong_and_unknown_parameters', () => {
  const study = save('iris.json', irisStudy());
  const { status, stderr } = sweetspot('trial', study, '--params', '{"units": 5, "lr": 1}');
  assert.equal(status, 2);
  for (const name of ['learning_rate', 'units', 'lr'])
    assert.match(stderr, new RegExp(`params\\.${name}:`));
});

test('check_lists_every_mistake_with_its_place_and_exits_2', () => {
  assert.equal(sweetspot('check', save('good.json', irisStudy())).status, 0);
  const study = irisStudy({ validation: { folds: 500000 } });
  study.space.units = { type: 'int', low: 9, high: 3 };
  study.training.batchsize = 3;
  const { status, stderr } = sweetspot('check', save('bad.json', study));
  assert.equal(status, 2);
  assert.match(stderr, /mistakes/);
  for (const place of ['validation.folds', 'space.units', 'training.batchsize']) {
    assert.ok(stderr.includes(`  ${place}`), place);
  }
  assert.match(stderr, /batch_size/);
});

const wrong = {
  'not JSON': ['run', () => save('broken.json', '{"version": 1,\n "data" {}}')],
  'an empty file': ['run', () => save('empty.json', '')],
  'no such file': ['run', () => file('none.json')],
  'a folder': ['run', () => folder],
  'an unknown data set': ['run', () => save('set.json', irisStudy({ data: { source: 'irys' } }))],
  'a data file that is not there': [
    'run',
    () => save('csv.json', irisStudy({ data: { source: 'no.csv' } })),
  ],
  'more folds than rows': [
    'check',
    () => save('folds.json', irisStudy({ validation: { folds: 900 } })),
  ],
  'no file': ['run'],
  'two files': ['check', () => 'a.json', () => 'b.json'],
  'an unknown command': ['tune'],
  'an unknown option': ['run', () => save('iris.json', irisStudy()), () => '--fast'],
  'workers that are no number': [
    'run',
    () => save('iris.json', irisStudy()),
    () => '--workers=many',
  ],
  'no workers': ['run', () => save('iris.json', irisStudy()), () => '--workers', () => '0'],
  'an option without its value': ['run', () => save('iris.json', irisStudy()), () => '--out'],
  'params that are no JSON': [
    'trial',
    () => save('iris.json', irisStudy()),
    () => '--params',
    () => '{lr',
  ],
  'a result in place of the study': [
    'run',
    () => save('iris.json', irisStudy()),
    () => `--out=${folder}/./iris.json`,
  ],
  'a result that cannot be written': [
    'run',
    () => save('iris.json', irisStudy()),
    () => `--out=${file('nowhere/result.json')}`,
  ],
};
for (const [name, [verb, ...words]] of Object.entries(wrong)) {
  test(`wrong_input_is_one_clear_message_and_exit_2: ${name}`, () => {
    const { status, stdout, stderr } = sweetspot(verb, ...words.map((word) => word()));
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    assert.ok(stderr.length > 20);
    assert.doesNotMatch(stderr, /\n +at |\{\w+\}|undefined|\[object/);
  });
}

test('a_full_disk_is_told', { skip: !fs.existsSync('/dev/full') }, () => {
  const full = fs.openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [command, 'schema'], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', full, 'pipe'],
  });
  fs.closeSync(full);
  assert.equal(status, 2);
  assert.match(stderr, /standard output cannot be written \(ENOSPC\)\n$/);
  assert.doesNotMatch(stderr, /\n +at /);
});

test('the_language_follows_the_option_and_the_environment', () => {
  const study = save('iris.json', irisStudy());
  assert.match(sweetspot('check', study, '--lang', 'zh').stdout, /没有错误/);
  const chinese = { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' };
  const { stdout } = spawnSync(process.execPath, [command, '--help'], {
    encoding: 'utf8',
    env: chinese,
  });
  assert.match(stdout, /退出码/);
});

test('every_text_of_the_command_is_used_and_every_text_used_is_there', () => {
  const code = fs.readdirSync('web/cli').map((name) => fs.readFileSync(`web/cli/${name}`, 'utf8'));
  const used = code.join('\n');
  for (const key of Object.keys(texts).filter((name) => name.startsWith('cli.'))) {
    const stem = key.slice(0, key.lastIndexOf('.') + 1);
    assert.ok(used.includes(`'${key}'`) || used.includes(`\`${stem}$`), key);
  }
  for (const [, key] of used.matchAll(/'(cli\.\w+(?:\.\w+)?)'/g)) assert.ok(key in texts, key);
});

test('help_version_datasets_and_schema', () => {
  assert.match(sweetspot('--help').stdout, /sweetspot run STUDY\.json/);
  assert.match(sweetspot().stdout, /Exit status/);
  const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
  assert.equal(sweetspot('--version').stdout.trim(), version);
  const listed = sweetspot('datasets').stdout;
  assert.match(listed, /^iris +150 +4 +3 +yes/m);
  assert.match(listed, /^mnist +70000 +28x28x1 +10 /m);
  assert.match(listed, /^imdb +\d+ +up to \d+ of 20000 words +2 /m);
  assert.match(listed, /^seattle_weather +1461 +\d+, windows of 14 +5 /m);
  assert.ok(lines(sweetspot('datasets', '--json').stdout).some(({ id }) => id === 'mnist'));
  assert.match(sweetspot('examples').stdout, /^examples.iris-grid\.json +\S/m);
  assert.match(sweetspot('examples', '--lang', 'zh').stdout, /^examples.iris-grid\.json .*网格/m);
  assert.ok(lines(sweetspot('examples', '--json').stdout).every(({ title }) => title));
  assert.ok(JSON.parse(sweetspot('schema').stdout).tables.layers.length > 1);
});

test('control_c_keeps_and_reports_what_is_finished', { timeout: 30000 }, async () => {
  const study = randomStudy(100000);
  const out = file('interrupted.json');
  const words = [command, 'run', save('many.json', study), '--json', '--out', out];
  const child = spawn(process.execPath, words, { env });
  let text = '';
  child.stdout.on('data', (data) => {
    const before = text.split('"event":"trial"').length;
    text += data;
    if (before <= 3 && text.split('"event":"trial"').length > 3) child.kill('SIGINT');
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 130);
  const last = lines(text).at(-1);
  assert.deepEqual([last.event, last.state], ['study', 'interrupted']);
  const result = JSON.parse(fs.readFileSync(out, 'utf8'));
  assert.equal(result.trials.length, last.trials);
  assert.ok(result.trials.length >= 3);
});

test('control_c_before_the_first_trial_is_no_error_either', { timeout: 30000 }, async () => {
  const words = [command, 'run', save('long.json', longStudy(1000000)), '--workers', '1'];
  const child = spawn(process.execPath, words, { env });
  let text = '';
  child.stderr.on('data', (data) => {
    if (!text.includes('folds:') && (text + data).includes('folds:')) child.kill('SIGINT');
    text += data;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 130);
  assert.match(text, /interrupted/);
});

test('an_early_end_of_the_pipe_still_writes_the_file_that_was_asked_for', () => {
  const study = save('many-reports.json', longStudy(500, { validation: { fraction: 0.25 } }));
  for (const [i, pipe] of ['| head -n 1', '2>&1 | head -n 1', '2>&1 | true'].entries()) {
    const out = file(`early-${i}.json`);
    const words = `"${process.execPath}" "${command}" run "${study}" --json --out "${out}" ${pipe}`;
    const { status, stderr } = spawnSync('sh', ['-c', words], { encoding: 'utf8', env });
    assert.equal(status, 0);
    assert.doesNotMatch(stderr, /EPIPE|\n +at /);
    assert.equal(JSON.parse(fs.readFileSync(out, 'utf8')).trials.length, 4, pipe);
  }
});

test('a_result_goes_into_a_pipe_or_through_a_link_and_replaces_neither', () => {
  const pipe = file('pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const { O_RDWR, O_NONBLOCK } = fs.constants;
  const reader = fs.openSync(pipe, O_RDWR | O_NONBLOCK);
  checkWritable(pipe, 'study.json');
  writeText(pipe, 'result');
  const text = Buffer.alloc(10);
  assert.equal(text.toString('utf8', 0, fs.readSync(reader, text)), 'result');
  fs.closeSync(reader);
  assert.ok(fs.lstatSync(pipe).isFIFO());
  fs.symlinkSync(save('linked.json', 'old'), file('link.json'));
  checkWritable(file('link.json'), 'study.json');
  writeText(file('link.json'), 'result');
  assert.ok(fs.lstatSync(file('link.json')).isSymbolicLink());
  assert.equal(fs.readFileSync(file('linked.json'), 'utf8'), 'result');
});

test('a_study_without_a_complete_trial_says_so_and_why', () => {
  const study = irisStudy();
  study.space.units.choices = [1000000, 900000];
  study.model.layers.push({ type: 'dense', units: { param: 'units' } });
  const { status, stdout, stderr } = sweetspot('run', save('none.json', study), '--json');
  assert.equal(status, 0);
  assert.deepEqual([lines(stdout).at(-1).best, lines(stdout).at(-1).failed], [null, 4]);
  assert.match(stderr, /warning: no trial was completed.*:\n {2}4 x it needs .* TB, more than/);
});

test('a_study_comes_from_standard_input', () => {
  const words = [command, 'check', '-'];
  const run = (input) => spawnSync(process.execPath, words, { encoding: 'utf8', env, input });
  assert.match(run(JSON.stringify(irisStudy())).stdout, /^-: no mistakes/);
  assert.equal(run('{').status, 2);
});

test('the_file_with_the_mistakes_is_named_wherever_it_stands', () => {
  const study = save('wrong.json', '{}');
  const { stderr } = sweetspot('run', '--workers', '2', study);
  assert.ok(stderr.startsWith(`${study}: `), stderr);
});

test('a_table_leaves_out_the_columns_that_do_not_fit', () => {
  const head = ['trial', 'accuracy', 'units', 'time'];
  const rows = [
    ['0', '0.9667', '16', '3.1 ms'],
    ['12', '0.9', '试验', '1.2 s'],
  ];
  const whole = table(head, rows);
  assert.equal(whole.split('\n')[1], '      0    0.9667  16     3.1 ms');
  assert.equal(whole.split('\n')[2], '     12       0.9  试验    1.2 s');
  assert.equal(table(head, rows, { width: 32 }), whole);
  const narrow = table(head, rows, { width: 31 }).split('\n');
  assert.deepEqual(narrow, [
    '  trial  accuracy  units  ...',
    '      0    0.9667  16',
    '     12       0.9  试验',
  ]);
  for (const width of [12, 16, 20, 25, 28, 29])
    for (const line of table(head, rows, { width }).split('\n')) assert.ok(widthOf(line) <= width);
});

test('a_time_has_two_digits_or_so', () => {
  const times = [0, 0.00314, 0.0456, 0.789, 0.9949, 0.996, 9.94, 42, 600, 7260];
  assert.deepEqual(times.map(duration), [
    ...['0 ms', '3.1 ms', '46 ms', '790 ms', '990 ms', '1.0 s', '9.9 s', '42 s'],
    ...['10 min', '2 h 1 min'],
  ]);
});

test('an_early_end_of_the_pipe_is_no_error', () => {
  const study = save('iris.json', irisStudy());
  const words = `"${process.execPath}" "${command}" schema | head -c 10; "${process.execPath}" "${command}" run "${study}" | true`;
  const { status, stderr } = spawnSync('sh', ['-c', words], { encoding: 'utf8', env });
  assert.equal(status, 0);
  assert.doesNotMatch(stderr, /EPIPE|at /);
});
