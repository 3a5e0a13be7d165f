// Optuna's journal: lines, parameters, the file and its lock.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import {
  distributionOf,
  internalOf,
  kindOf,
  paramsOf,
  written,
} from '../../web/lib/journal-params.js';
import { Journal, lines, parseLine, textOf } from '../../web/lib/journal.js';
import { askedLine, ownNumber, toldLines, trialOf } from '../../web/lib/journal-study.js';
import { JournalFile, livingProcess } from '../../web/cli/storage.js';
import { folderFor } from './journal-tools.mjs';

const file = folderFor(test);
const attributes = (param) => JSON.parse(distributionOf(param));

test('parameters become the distributions that Optuna has', () => {
  const cases = [
    [{ type: 'float', low: 0, high: 1 }, 'Float', { step: null, low: 0, high: 1, log: false }],
    [
      { type: 'float', low: 1e-4, high: 0.1, log: true },
      'Float',
      { step: null, low: 1e-4, high: 0.1, log: true },
    ],
    [
      { type: 'float', low: 0, high: 1, step: 0.25 },
      'Float',
      { step: 0.25, low: 0, high: 1, log: false },
    ],
    [{ type: 'int', low: 2, high: 9, step: 3 }, 'Int', { log: false, step: 3, low: 2, high: 8 }],
    [{ type: 'int', low: 2, high: 32, log: true }, 'Int', { log: true, step: 1, low: 2, high: 32 }],
    [
      { type: 'int', low: 16, high: 128, log: true, step: 2 },
      'Categorical',
      { choices: [16, 32, 64, 128] },
    ],
    [
      { type: 'float', low: 0.001, high: 0.5, log: true, step: 10 },
      'Categorical',
      { choices: [0.001, 0.01, 0.1] },
    ],
    [
      { type: 'categorical', choices: ['a', null, true, 3, [64, 32], [], { a: 1 }] },
      'Categorical',
      { choices: ['a', null, true, 3, '64,32', '[]', '{"a":1}'] },
    ],
  ];
  for (const [param, name, expected] of cases)
    assert.deepEqual(attributes(param), { name: `${name}Distribution`, attributes: expected });
  // Too many steps to write out: a log scale without them.
  const fine = { type: 'float', low: 1e-300, high: 1e300, log: true, step: 1.0001 };
  assert.equal(attributes(fine).name, 'FloatDistribution');
});

test('values go there and come back', () => {
  const space = {
    sizes: { type: 'categorical', choices: [[8], [16, 8]] },
    units: { type: 'int', low: 16, high: 128, log: true, step: 2 },
    rate: { type: 'float', low: 0, high: 1, when: { sizes: [[8]] } },
  };
  const entry = (name, value) => ({
    distribution: distributionOf(space[name]),
    internal: internalOf(space[name], value),
  });
  assert.equal(internalOf(space.units, 64), 2);
  assert.equal(internalOf(space.sizes, [16, 8]), 1);
  const two = { sizes: entry('sizes', [16, 8]), units: entry('units', 64) };
  assert.deepEqual(paramsOf(space, two), { sizes: [16, 8], units: 64 });
  const three = { ...two, sizes: entry('sizes', [8]), rate: entry('rate', 0.5) };
  assert.deepEqual(paramsOf(space, three), { sizes: [8], units: 64, rate: 0.5 });
  assert.equal(paramsOf(space, { ...three, rate: { ...three.rate, internal: 2 } }), null);
  assert.equal(paramsOf(space, { units: three.units }), null, 'one is missing');
  assert.equal(paramsOf(space, { ...two, other: three.rate }), null, 'one is not of the space');
  assert.equal(written([64, 32]), '64,32');
});

test('old and short forms of distributions are read', () => {
  const old = '{"name": "LogUniformDistribution", "attributes": {"low": 0.1, "high": 1}}';
  const short = '{"type": "float", "low": 0.1, "high": 1, "log": true}';
  const now = distributionOf({ type: 'float', low: 0.2, high: 2, log: true });
  assert.equal(kindOf(old), kindOf(now));
  assert.equal(kindOf(short), kindOf(now));
  assert.notEqual(kindOf(distributionOf({ type: 'float', low: 1, high: 2 })), kindOf(now));
});

test('ids are counted as Optuna counts them', () => {
  const journal = new Journal();
  const apply = (...all) => {
    for (const line of all) journal.apply(line);
  };
  apply(lines.createStudy('a', ['maximize']), lines.createStudy('a', ['minimize'])); // the second counts for nothing
  apply(lines.createStudy('b', ['minimize']), lines.createTrial(1, {}, {}, 'now'));
  apply(lines.createTrial(7, {}, {}, 'now'), lines.createTrial(0, {}, {}, 'now')); // there is no study 7
  assert.deepEqual(journal.study('a').directions, ['maximize']);
  assert.deepEqual(
    journal.study('a').trials.map(({ id, number }) => [id, number]),
    [[1, 0]],
  );
  apply(lines.report(1, 3, 0.5), lines.finish(1, 'complete', [0.5], null, 'then'));
  apply(lines.report(1, 4, 0.7), lines.finish(1, 'failed', null, null, 'later')); // it is over
  const [trial] = journal.study('a').trials;
  assert.deepEqual(
    [trial.state, trial.values, [...trial.reports]],
    ['complete', [0.5], [[3, 0.5]]],
  );
  apply({ op_code: 10, trial_id: 1 }, { op_code: 1, study_id: 1 });
  assert.equal(journal.study('b'), undefined);
  assert.equal(journal.nextTrial, 2);
});

test('NaN and Infinity of Python are read, inside texts they stay; neither is written', () => {
  const { user_attr } = parseLine(
    '{"op_code": 8, "user_attr": {"NaN": [NaN, -Infinity, "a \\" NaN"]}}',
  );
  assert.deepEqual(user_attr, { NaN: [null, null, 'a " NaN'] });
  assert.equal(parseLine('{"op_code"'), null);
  assert.doesNotMatch(textOf([lines.trialUser(0, 'x', Number.NaN)], 'w'), /NaN/);
});

test('a trial comes back as it was told, curves to the bit', () => {
  const curve = [
    [0.1, null, 1 / 3].map((x) => x && Math.fround(x)),
    [1e-30, 3e38, 0].map(Math.fround),
  ];
  const told = {
    number: 4,
    state: 'complete',
    params: { sizes: [8, 4] },
    value: 1 / 3,
    std: 0.1,
    folds: [{ score: 1 / 3, best_epoch: 1, metrics: { accuracy: 1 / 3 }, curve }],
    parameters: 7,
    hash: '0123',
    seconds: 0.25,
  };
  const space = { sizes: { type: 'categorical', choices: [[8, 4]] } };
  const journal = new Journal();
  const all = [
    lines.createStudy('a', ['maximize']),
    askedLine(0, space, { number: 4, generation: 0 }, told.params, 'now'),
    ...toldLines(0, told, 'now', 'then'),
  ];
  for (const text of textOf(all, 'w').trim().split('\n')) journal.apply(parseLine(text));
  const [trial] = journal.study('a').trials;
  assert.deepEqual(ownNumber(trial), { number: 4, generation: 0 });
  assert.deepEqual(trialOf(trial, 4, told.params), told);
  assert.deepEqual(Object.keys(trialOf(trial, 4, told.params)), Object.keys(told), 'in that order');
  const alive = new Journal();
  for (const line of all) alive.apply(line);
  assert.equal(alive.trial(0).user.folds, told.folds, 'a page has its curves in memory once');
  assert.match(textOf(all, 'w'), /0\.333333343\b/, 'a float in few digits');
});

/** Appends so many studies. */
async function addStudies(name, ...studies) {
  const storage = new JournalFile(name, { patience: 300 });
  await storage.change((_, add) => {
    for (const study of studies) add(lines.createStudy(study, ['minimize']));
  });
  return storage.journal.studies.map((study) => study.name);
}

test('a torn last line is completed when it is whole, and cut when it is not', async () => {
  const name = file('torn.journal');
  await addStudies(name, 'a');
  const whole = textOf([lines.createStudy('b', ['minimize'])], 'w');
  fs.appendFileSync(name, whole.trimEnd());
  assert.deepEqual(await addStudies(name, 'c'), ['a', 'b', 'c']);
  fs.appendFileSync(name, whole.slice(0, 30));
  assert.deepEqual(await addStudies(name, 'd'), ['a', 'b', 'c', 'd']);
  assert.equal(fs.readFileSync(name, 'utf8').split('\n').length, 5);
});

test('a file of another kind stays as it is', async () => {
  for (const text of ['{"version": 1}', 'op', '{"version": 1}\n', '{\n "version"']) {
    fs.writeFileSync(file('other.json'), text);
    await assert.rejects(
      addStudies(file('other.json'), 'a'),
      ({ mistake }) => mistake.values.line === 1,
    );
    assert.equal(fs.readFileSync(file('other.json'), 'utf8'), text);
  }
});

test('a line that is none is named with its number, and the lock is given back', async () => {
  const name = file('wrong.journal');
  await addStudies(name, 'a');
  fs.appendFileSync(name, 'hello\n');
  await assert.rejects(addStudies(name, 'b'), ({ mistake }) => {
    assert.deepEqual(mistake, { key: 'cli.storage.line', values: { file: name, line: 2 } });
    return true;
  });
  assert.equal(fs.existsSync(`${name}.lock`), false);
});

test('a lock that stays is named; one that goes is waited for', async () => {
  const name = file('locked.journal');
  fs.symlinkSync(name, `${name}.lock`);
  await assert.rejects(
    addStudies(name, 'a'),
    ({ mistake }) => mistake.key === 'cli.storage.locked',
  );
  setTimeout(() => fs.unlinkSync(`${name}.lock`), 100);
  assert.deepEqual(await addStudies(name, 'a'), ['a']);
});

test('the lock is the link that Optuna makes', async () => {
  const name = file('link.journal');
  await new JournalFile(name).change(() => assert.equal(fs.readlinkSync(`${name}.lock`), name));
  assert.deepEqual(
    fs.readdirSync(file('.')).filter((other) => other.startsWith('link.')),
    ['link.journal'],
  );
});

test('a file that cannot be one is named', async () => {
  await assert.rejects(addStudies(file('no/folder'), 'a'), ({ mistake }) => {
    assert.equal(mistake.values.reason, 'ENOENT');
    return mistake.key === 'cli.storage.cannot_use';
  });
});

test('two writers at once lose nothing', async () => {
  const name = file('two.journal');
  const names = (who) => Array.from({ length: 40 }, (_, i) => `${who}${i}`);
  const write = async (who) => {
    const storage = new JournalFile(name);
    for (const study of names(who))
      await storage.change((_, add) => add(lines.createStudy(study, ['minimize'])));
  };
  await Promise.all([write('a'), write('b')]);
  const all = await addStudies(name);
  assert.deepEqual(all.toSorted(), [...names('a'), ...names('b')].toSorted());
});

test('a process that is gone, this one or of another machine does not live', () => {
  const worker = (id, host) => `sweetspot-${id}@${host}-0123abcd`;
  assert.equal(livingProcess(worker(process.ppid, 'elsewhere')), 0);
  assert.equal(livingProcess('7ed5-1234'), 0);
});
