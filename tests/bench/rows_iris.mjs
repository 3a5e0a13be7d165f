// Rows iris-grid...: examples/iris-grid.json with two workers beside scikit-learn's GridSearchCV on the same rows and folds.
import { readFileSync } from 'node:fs';
import { contest, INSTALL_PEERS, median, ROOT, row } from './contest.mjs';
import { load } from './contestants/engine.mjs';

const STUDY = 'iris-grid.json';
const WORKERS = 2;
const TIME = 'iris-grid';
const ACCURACY = 'iris-grid-accuracy';

export const names = [TIME, ACCURACY];

/** @param {import('./bench.mjs').Options} options */
export async function measure({ rounds, quick, peers, speed, say }) {
  const ours = {
    name: 'sweetspot',
    file: 'grid_sweetspot.mjs',
    options: { study: STUDY, workers: WORKERS, speed },
  };
  const peer = { name: 'GridSearchCV', file: 'grid_sklearn.py', options: await sameSearch() };
  const how = { rounds: rounds ?? (quick ? 1 : 3), warm: false, fresh: true, say };
  const found = await contest(peers ? [ours, peer] : [ours], how);
  const [us, them] = [ours, peer].map(({ name }) => /** @type {any} */ (found.get(name)));
  const note = them?.about ?? (peers ? INSTALL_PEERS : 'left out: --no-peers');
  const [time, theirTime] = [us, them].map((one) => middle(one?.rounds, 'seconds'));
  const [best, theirBest] = [us, them].map((one) => middle(one?.rounds, 'accuracy'));
  return [
    row(TIME, 's', time, 'scikit-learn', theirTime, {
      lower: true,
      note: `${us.rounds[0].fits} fits; ${note}`,
    }),
    row(ACCURACY, 'best CV accuracy', best, 'scikit-learn', theirBest, { note }),
  ];
}

/** @param {any[] | undefined} rounds @param {string} key */
const middle = (rounds, key) => (rounds ? median(rounds.map((answer) => answer[key])) : null);

/** The training rows, their folds and the grid of the study file, for scikit-learn. */
async function sameSearch() {
  const { dataset, study, data } = await load(
    JSON.parse(readFileSync(`${ROOT}examples/${STUDY}`, 'utf8')),
  );
  const roles = data.roles();
  const training = Array.from(roles.keys()).filter((i) => roles[i] >= 0);
  const { features } = dataset;
  const x = training.map((i) => Array.from(dataset.x.subarray(i * features, (i + 1) * features)));
  const y = training.map((i) => dataset.y[i]);
  const folds = training.map((i) => roles[i]);
  const grid = Object.fromEntries(
    Object.entries(study.space).map(([name, { choices }]) => [name, choices]),
  );
  return { x, y, folds, grid, epochs: study.training.epochs, seed: 1, workers: WORKERS };
}
