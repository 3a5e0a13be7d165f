// Rows NETWORK/PEER: training the networks of networks.mjs, whole epochs with Adam, one thread each; exact, and with relaxed SIMD.
import { existsSync } from 'node:fs';
import { contest, INSTALL_PEERS, median, ROOT, row } from './contest.mjs';
import { NETWORKS } from './networks.mjs';

const UNIT = 'samples/s';
const PEERS = /** @type {Record<string, { file: string, flags?: string[] }>} */ ({
  pytorch: { file: 'net_torch.py' },
  tfjs: { file: 'net_tfjs.mjs' },
});
const FAST = 'pytorch-relaxed-simd';
const TENTH = 'epoch10';
const RELAXED = ['--experimental-wasm-relaxed-simd'];

/** @param {string} network */
const namesOf = (network) =>
  [...Object.keys(PEERS), FAST, TENTH].map((peer) => `${network}/${peer}`);

export const names = Object.keys(NETWORKS).flatMap(namesOf);

/** @typedef {import('./bench.mjs').Options} Options */

/** @param {Options} options @returns {Promise<import('./contest.mjs').Row[]>} */
export async function measure(options) {
  const rows = [];
  for (const network of Object.keys(NETWORKS)) {
    if (!namesOf(network).some(options.wanted)) continue;
    if (network.startsWith('mnist') && !existsSync(`${ROOT}build/datasets/mnist`)) {
      const note = 'MNIST is not built: npm run datasets';
      rows.push(...namesOf(network).map((name) => row(name, UNIT, null, '', null, { note })));
      continue;
    }
    rows.push(...(await besidePeers(network, options)), ...(await tenthEpoch(network, options)));
  }
  return rows;
}

/** @param {string} network @param {Options} options @param {object} [more] */
function engine(network, { quick }, more = {}) {
  const { samples, batch } = NETWORKS[network];
  const own = { network, samples: quick ? 4 * batch : samples, ...more };
  return { name: 'sweetspot', file: 'net_sweetspot.mjs', options: own };
}

/** @param {any[]} rounds */
const rate = (rounds) => median(rounds.map(({ samples_per_second }) => samples_per_second));

/** @param {string} network @param {Options} options */
async function besidePeers(network, options) {
  const { batch, samples, fewer = {} } = NETWORKS[network];
  const wanted = namesOf(network).filter((name) => !name.endsWith(TENTH) && options.wanted(name));
  if (wanted.length === 0) return [];
  const contestants = [engine(network, options)];
  const relaxed = existsSync(`${ROOT}build/wasm/sweetspot-relaxed.wasm`);
  if (relaxed && wanted.includes(`${network}/${FAST}`)) {
    contestants.push(
      /** @type {any} */ ({
        ...engine(network, options, { speed: 'fast' }),
        name: 'fast',
        flags: RELAXED,
      }),
    );
  }
  for (const [name, peer] of Object.entries(options.peers ? PEERS : {})) {
    if (!wanted.some((one) => one.startsWith(`${network}/${name}`))) continue;
    const own = { network, batch, samples: fewer[name] ?? samples };
    if (options.quick) own.samples = Math.min(own.samples, 2 * batch);
    contestants.push(/** @type {any} */ ({ ...peer, name, options: own }));
  }
  const how = { rounds: options.rounds ?? (options.quick ? 1 : 5), warm: true, say: options.say };
  const found = /** @type {Map<string, any>} */ (await contest(contestants, how));
  const ours = rate(found.get('sweetspot').rounds);
  return wanted.map((name) => {
    const peer = name.slice(network.length + 1);
    const isFast = peer === FAST;
    const them = found.get(isFast ? 'pytorch' : peer);
    const us = isFast ? found.get('fast')?.rounds && rate(found.get('fast').rounds) : ours;
    const note = them?.about ?? (options.peers ? INSTALL_PEERS : 'left out: --no-peers');
    const missing = isFast && !us ? { note: 'no build with relaxed SIMD here' } : { note };
    return row(name, UNIT, us ?? null, peer, them?.rounds ? rate(them.rounds) : null, missing);
  });
}

/** Denormals would slow it down. @param {string} network @param {Options} options */
async function tenthEpoch(network, options) {
  const name = `${network}/${TENTH}`;
  if (!options.wanted(name)) return [];
  const how = { rounds: options.rounds ?? 1, warm: false, say: options.say };
  const found = await contest([engine(network, options, { tenth: true })], how);
  const { rounds } = /** @type {any} */ (found.get('sweetspot'));
  const [tenth, second] = ['tenth', 'second'].map((key) =>
    median(rounds.map((/** @type {any} */ answer) => answer[key])),
  );
  return [row(name, UNIT, tenth, 'its second epoch', second)];
}
