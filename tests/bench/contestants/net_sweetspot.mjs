// A network of networks.mjs in Sweetspot's engine, one thread, as a trial worker runs it. A round is one epoch of options.samples rows,
// or with options.tenth a tenth epoch and a second one of another trial, slice by slice beside each other.
import { NETWORKS, numbers } from '../networks.mjs';
import { endlessTrial, load, loadMade } from './engine.mjs';
import { compete, options, timed } from './protocol.mjs';

const SLICE = 256; // rows in one call

const network = NETWORKS[options.network];
const { samples } = options;
const training = { optimizer: { type: 'adam' }, batch_size: network.batch };
const model = { layers: network.layers };

/** Random rows. @returns {import('../../../web/lib/types').Dataset} */
function made() {
  const draw = numbers(1);
  const take = (/** @type {number} */ below) => 1 + (Number(draw.next().value) % (below - 1));
  const common = {
    id: 'made',
    title: 'made',
    task: /** @type {const} */ ('classification'),
    rows: samples,
    test_rows: 0,
  };
  const classes = Array.from({ length: network.classes }, (_, i) => `${i}`);
  const y = Float32Array.from({ length: samples }, () => take(network.classes + 1) - 1);
  const rest = { classes, y, feature_names: [], target: 'class' };
  if ('words' in network.data) {
    const { words, length } = network.data;
    const x = Uint16Array.from({ length: samples * length }, () => take(words));
    const starts = Uint32Array.from({ length: samples + 1 }, (_, i) => i * length);
    return /** @type {any} */ ({
      ...common,
      ...rest,
      features: length,
      shape: [length],
      x,
      starts,
      words,
    });
  }
  if (!('pixels' in network.data)) throw new Error('no such data');
  const shape = network.data.pixels;
  const features = shape.reduce((a, b) => a * b);
  const x = Uint8Array.from({ length: samples * features }, () => take(256));
  return /** @type {any} */ ({ ...common, ...rest, features, shape, x });
}

const objective = { metric: 'accuracy', direction: 'maximize' };
const study = { version: 1, model, training, objective };

function open() {
  if ('mnist' in network.data)
    return load({ ...study, data: { source: 'mnist', limit: samples } }, options);
  const data = { source: 'iris', test_fraction: 0.0001, stratify: false };
  return loadMade({ ...study, data }, made(), options);
}

/** Trains to the end of an epoch of the only fold. @param {any} trial @returns {number} seconds */
function epoch(trial) {
  const before = trial.epochs(0);
  let seconds = 0;
  while (trial.epochs(0) === before) seconds += timed(() => trial.run(SLICE)).seconds;
  return seconds;
}

/** @param {(number: number) => any} start */
function tenthBesideSecond(start) {
  const late = start(0);
  for (let i = 0; i < 9; i++) epoch(late);
  const early = start(1);
  epoch(early);
  const seconds = { late: 0, early: 0 };
  while (late.epochs(0) < 10) {
    seconds.late += timed(() => late.run(SLICE)).seconds;
    seconds.early += timed(() => early.run(SLICE)).seconds;
  }
  late.free();
  early.free();
  return { tenth: samples / seconds.late, second: samples / seconds.early };
}

await compete(async () => {
  const loaded = await open();
  const start = (/** @type {number} */ number) => endlessTrial(loaded, number);
  const about = `Sweetspot${options.speed === 'fast' ? ' with relaxed SIMD' : ''}, 1 thread`;
  if (options.tenth) return { about, round: () => tenthBesideSecond(start) };
  const trial = start(0);
  return {
    about,
    round: () => {
      const seconds = epoch(trial);
      const curve = trial.curve(0);
      return { samples_per_second: samples / seconds, loss: curve[curve.length - 3] };
    },
  };
});
