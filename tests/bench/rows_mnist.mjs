// Rows mnist-mlp-...: training 784-128-10 on MNIST (relu, dropout 0.2, adam, batch 32), whole epochs, one thread each.
import { existsSync } from 'node:fs';
import { contest, INSTALL_PEERS, median, ROOT, row } from './contest.mjs';

const UNIT = 'samples/s';
const SAMPLES = 60000; // an epoch
const FEWER = 10000; // of a peer that would take a minute

const NETWORK = { batch: 32, dropout: 0.2 };

/** scikit-learn computes in the type of the pixels: float64 is what `pixels / 255` gives in NumPy, and what its own loader of
 * MNIST leads to; float32 is what the others compute in, and stands beside it.
 * @type {Record<string, { file: string, options: object, samples?: number, flags?: string[] }>} */
const PEERS = {
  'tfjs-wasm': { file: 'mlp_tfjs.mjs', options: {}, samples: FEWER, flags: ['--no-liftoff'] },
  'scikit-learn': { file: 'mlp_sklearn.py', options: { dtype: 'float64' } },
  pytorch: { file: 'mlp_torch.py', options: { set_to_none: false } },
  'pytorch-set-to-none': { file: 'mlp_torch.py', options: { set_to_none: true } },
  'scikit-learn-float32': { file: 'mlp_sklearn.py', options: { dtype: 'float32' } },
};

const MLP = 'mnist-mlp-b32';
const FIRST = `${MLP}/first-epoch`;
const FAST = `${MLP}/fast-build`;
const TENTH = 'mnist-mlp-epoch10';

export const names = [...Object.keys(PEERS).map((peer) => `${MLP}/${peer}`), FAST, FIRST, TENTH];

/** @typedef {import('./bench.mjs').Options} Options */

/** @param {Options} options @returns {Promise<import('./contest.mjs').Row[]>} */
export async function measure(options) {
  if (!existsSync(`${ROOT}build/datasets/mnist`)) {
    const note = 'MNIST is not built: npm run datasets';
    return names.map((name) => row(name, UNIT, null, '', null, { note }));
  }
  return [
    ...(await besidePeers(options)),
    ...(await fastBuild(options)),
    ...(await firstEpoch(options)),
    ...(await tenthEpoch(options)),
  ];
}

/** @param {Options} options @param {object} [more] */
function engine({ quick, speed }, more = {}) {
  const samples = quick ? FEWER : SAMPLES;
  return {
    name: 'sweetspot',
    file: 'mlp_sweetspot.mjs',
    options: { ...NETWORK, samples, speed, ...more },
  };
}

/** @param {any[]} rounds */
const rate = (rounds) => median(rounds.map(({ samples_per_second }) => samples_per_second));

/** All of them in one contest, so that every round has seen the same machine. @param {Options} options */
async function besidePeers(options) {
  const wanted = Object.keys(PEERS).filter((peer) => options.wanted(`${MLP}/${peer}`));
  if (wanted.length === 0) return [];
  const peers = (options.peers ? wanted : []).map((name) => {
    const { samples = SAMPLES, flags, file, options: own } = PEERS[name];
    const count = options.quick ? FEWER : samples;
    return { name, file, flags, options: { ...NETWORK, samples: count, ...own } };
  });
  const how = { rounds: options.rounds ?? (options.quick ? 3 : 7), warm: true, say: options.say };
  const found = await contest([engine(options), ...peers], how);
  const ours = rate(/** @type {any} */ (found.get('sweetspot')).rounds);
  return wanted.map((peer) => {
    const them = /** @type {any} */ (found.get(peer));
    if (!them?.rounds)
      return row(`${MLP}/${peer}`, UNIT, ours, peer, null, { note: missingNote(options) });
    return row(`${MLP}/${peer}`, UNIT, ours, peer, rate(them.rounds), { note: them.about });
  });
}

/** @param {Options} options */
const missingNote = ({ peers }) => (peers ? INSTALL_PEERS : 'left out: --no-peers');

/** What relaxed SIMD gives on this processor. @param {Options} options */
async function fastBuild(options) {
  if (!options.wanted(FAST)) return [];
  if (!existsSync(`${ROOT}build/wasm/sweetspot-relaxed.wasm`))
    return [row(FAST, UNIT, null, 'exact build', null, { note: 'its compiler is missing' })];
  const contestants = ['fast', 'exact'].map((speed) => ({
    ...engine(options, { speed }),
    name: speed,
  }));
  const how = { rounds: options.rounds ?? (options.quick ? 3 : 7), warm: true, say: options.say };
  const found = await contest(contestants, how);
  const [fast, exact] = [...found.values()].map((one) => rate(/** @type {any} */ (one).rounds));
  return [row(FAST, UNIT, fast, 'exact build', exact)];
}

/** What a fresh process does in its first epoch, with and without V8's baseline compiler. @param {Options} options */
async function firstEpoch(options) {
  if (!options.wanted(FIRST)) return [];
  const contestants = [
    engine(options),
    { ...engine(options, { baseline: true }), name: 'baseline first' },
  ];
  const how = {
    rounds: options.rounds ?? (options.quick ? 1 : 3),
    warm: false,
    fresh: true,
    say: options.say,
  };
  const found = await contest(contestants, how);
  const [ours, theirs] = [...found.values()].map((one) => rate(/** @type {any} */ (one).rounds));
  const note =
    'for information: Node without its baseline compiler, as trial workers run; a browser always has it';
  return [row(FIRST, UNIT, ours, 'with baseline compiler', theirs, { note })];
}

/** Denormals would slow it down. @param {Options} options */
async function tenthEpoch(options) {
  if (!options.wanted(TENTH)) return [];
  const how = { rounds: options.rounds ?? (options.quick ? 1 : 3), warm: false, say: options.say };
  const found = await contest([engine(options, { tenth: true })], how);
  const { rounds } = /** @type {any} */ (found.get('sweetspot'));
  const [tenth, second] = ['tenth', 'second'].map((key) =>
    median(rounds.map((/** @type {any} */ answer) => answer[key])),
  );
  return [row(TENTH, UNIT, tenth, 'its second epoch', second)];
}
