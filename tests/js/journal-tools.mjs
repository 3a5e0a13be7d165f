// What the tests of the journal share: a folder, studies that run long enough to be stopped, the command.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Journal, parseLine } from '../../web/lib/journal.js';
import { irisStudy } from './studies.mjs';

const command = path.resolve('web/cli/sweetspot.js');
const env = { ...process.env, LC_ALL: 'C' };

/** A folder that is gone after the tests. */
export function folderFor(test) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sweetspot-journal-'));
  test.after(() => fs.rmSync(folder, { recursive: true }));
  return (name) => path.join(folder, name);
}

/** Every kind of parameter. */
export function mixedStudy(changes = {}, search = {}) {
  const study = irisStudy({
    name: 'mixed',
    validation: { fraction: 0.25 },
    model: {
      layers: [
        { type: 'stack', sizes: { param: 'sizes' } },
        { type: 'dense', units: { param: 'units' }, activation: { param: 'activation' } },
      ],
    },
    space: {
      learning_rate: { type: 'float', low: 0.001, high: 0.1, log: true },
      batch_size: { type: 'int', low: 8, high: 32, step: 8 },
      units: { type: 'int', low: 4, high: 32, log: true, step: 2 },
      sizes: { type: 'categorical', choices: [[8], [16, 8], [4, 4]] },
      activation: { type: 'categorical', choices: ['relu', 'tanh'] },
    },
    search: { sampler: { type: 'tpe' }, trials: 16, seed: 3, parallelism: 2, ...search },
    ...changes,
  });
  study.training = { ...study.training, batch_size: { param: 'batch_size' }, epochs: 12 };
  return { ...study, ...changes };
}

export function save(file, study) {
  fs.writeFileSync(file, JSON.stringify(study));
  return file;
}

export function sweetspot(...words) {
  return spawnSync(process.execPath, [command, ...words], { encoding: 'utf8', env });
}

/** The same, not waited for. */
export function begin(...words) {
  return spawn(process.execPath, [command, ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

export function readJournal(file) {
  const journal = new Journal();
  const texts = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  for (const text of texts) journal.apply(parseLine(text));
  return journal;
}

export const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

export const python = (...words) =>
  spawnSync('/usr/bin/python3', [path.resolve('tests/js/journal_optuna.py'), ...words], {
    encoding: 'utf8',
  });
