// 784-128-10 on MNIST in Sweetspot's engine, one thread, as a trial worker runs it. A round is one epoch, or with
// options.tenth a tenth epoch and a second one of another trial, slice by slice beside each other.
import { endlessTrial, load } from './engine.mjs';
import { compete, options, timed } from './protocol.mjs';

const SLICE = 1024; // rows in one call, some milliseconds of work

const STUDY = {
  version: 1,
  data: { source: 'mnist', limit: options.samples === 60000 ? 0 : options.samples },
  model: {
    layers: [
      { type: 'dense', units: 128, activation: 'relu' },
      { type: 'dropout', rate: options.dropout },
    ],
  },
  training: { optimizer: { type: 'adam' }, batch_size: options.batch },
};

/** Trains to the end of an epoch of the only fold, and says how long that took. @param {any} trial */
function epoch(trial) {
  const before = trial.epochs(0);
  let seconds = 0;
  while (trial.epochs(0) === before) seconds += timed(() => trial.run(SLICE)).seconds;
  return seconds;
}

/** @param {any} trial @param {number} count */
function epochs(trial, count) {
  for (let i = 0; i < count; i++) epoch(trial);
  return trial;
}

/** @param {(number: number) => any} start */
function tenthBesideSecond(start) {
  const late = epochs(start(0), 9);
  const early = epochs(start(1), 1);
  const seconds = { late: 0, early: 0 };
  while (late.epochs(0) < 10) {
    seconds.late += timed(() => late.run(SLICE)).seconds;
    seconds.early += timed(() => early.run(SLICE)).seconds;
  }
  late.free();
  early.free();
  return { tenth: options.samples / seconds.late, second: options.samples / seconds.early };
}

await compete(async () => {
  const loaded = await load(STUDY, { baseline: options.baseline, speed: options.speed });
  /** @param {number} number */
  const start = (number) => endlessTrial(loaded, number);
  const about = `Sweetspot, 1 thread${options.baseline ? ', baseline compiler first' : ''}`;
  if (options.tenth) return { about, round: () => tenthBesideSecond(start) };
  const trial = start(0);
  return {
    about,
    round: () => {
      const seconds = epoch(trial);
      const curve = trial.curve(0);
      return { samples_per_second: options.samples / seconds, loss: curve[curve.length - 3] };
    },
  };
});
