/** `sweetspot trial`: one configuration, epoch by epoch. */
import path from 'node:path';
import { createRun } from '../lib/index.js';
import { firstObjective } from '../lib/objectives.js';
import { readText } from './files.js';
import { onInterrupt } from './interrupt.js';
import { EXIT } from './exit.js';
import { reasonOf } from './report.js';
import { jsonLines } from './run.js';
import { duration, score } from './text.js';

/** @typedef {import('../lib/types').TrialResult} TrialResult */
/** @typedef {import('./main.js').Terminal} Terminal */

const WIDTH = 12;

/** @type {(args: import('./arguments.js').Arguments, terminal: Terminal) => Promise<number>} */
export async function trialCommand({ file, params = {}, seed, json }, { t, print, complain }) {
  const { signal, release } = onInterrupt();
  const run = createRun(readText(file), {
    params,
    seed,
    signal,
    base: path.dirname(file),
    workers: 1,
  });
  /** Epochs of each fold that are printed already. @type {number[]} */
  const printed = [];
  let metric = '';
  /** @param {number} fold @param {(number | null)[][]} curve */
  const printEpochs = (fold, curve) => {
    for (let epoch = printed[fold] ?? 0; epoch < curve.length; epoch++) {
      print(
        json
          ? jsonRow(fold, epoch, curve[epoch], metric)
          : textRow([fold + 1, epoch + 1], curve[epoch]),
      );
    }
    printed[fold] = Math.max(printed[fold] ?? 0, curve.length);
  };
  try {
    for await (const event of run.events) {
      if (event.event === 'start') {
        metric = firstObjective(event.study).metric;
        if (!json) print(heading(t, params, metric));
        if (!json && event.study.speed === 'fast') print(t(`cli.speed.${event.speed}`));
      }
      if (event.event === 'progress') printEpochs(event.fold, event.curve);
      if (event.event !== 'trial') continue;
      event.folds.forEach(({ curve }, fold) => printEpochs(fold, curve));
      if (!json) print(closing(t, event, metric));
      else for (const line of jsonLines(event)) print(JSON.stringify(line));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    release();
  }
  if (!signal.aborted) return EXIT.done;
  complain(t('cli.interrupted'));
  return EXIT.interrupted;
}

/** @param {Terminal['t']} t @param {Record<string, unknown>} params @param {string} metric */
function heading(t, params, metric) {
  const columns = ['fold', 'epoch', 'loss', 'val_loss'].map((name) => t(`cli.column.${name}`));
  const title = t('cli.trial', { params: JSON.stringify(params) });
  return `${title}\n${[...columns, metric].map((text) => text.padStart(WIDTH)).join(' ')}`;
}

/** @param {number[]} place fold and epoch, from 1 @param {(number | null)[]} row */
function textRow(place, row) {
  return [...place.map(String), ...row.map(score)].map((text) => text.padStart(WIDTH)).join(' ');
}

/** @param {number} fold @param {number} epoch @param {(number | null)[]} row @param {string} metric */
function jsonRow(fold, epoch, [loss, valLoss, value], metric) {
  return JSON.stringify({
    event: 'epoch',
    trial: 0,
    fold,
    epoch,
    loss,
    val_loss: valLoss,
    [metric]: value,
  });
}

/** @param {Terminal['t']} t @param {TrialResult} trial @param {string} metric */
function closing(t, trial, metric) {
  if (trial.state === 'failed') return t('cli.trial_failed', { reason: reasonOf(t, trial) });
  const { value, std, folds, parameters, seconds, hash } = trial;
  if (trial.reason)
    return t('cli.trial_over_time', { metric, value: score(value), time: duration(seconds) });
  return t(folds.length > 1 ? 'cli.trial_done' : 'cli.trial_done_1', {
    metric,
    value: score(value),
    std: score(std),
    folds: folds.length,
    parameters,
    time: duration(seconds),
    hash: hash ?? '',
  });
}
