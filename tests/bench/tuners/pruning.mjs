// npm run bench:tuners -- pruning: epochs trained until a network reaches a target accuracy, with no pruner, with median and with asha.
// Random search over a recorded study (table.mjs), whose trials report the curves that were recorded; the seeds are paired. As in a
// run, trials count in the order of their numbers, and parallelism says which of them a pruner may know.
import { decodeValues } from '../../../web/lib/encode.js';
import { median, row } from '../contest.mjs';
import { openTuner } from './ours.mjs';
import { curveOf, tableProblem } from './table.mjs';
import { signedRank } from './wilcoxon.mjs';

/** @typedef {{ space: Record<string, any>, curveOf: (params: Record<string, any>) => number[], size: number }} Network */

export const NETWORKS = ['digits', 'fashion_mnist'];
const PRUNERS = ['median', 'asha'];
const BASELINE = 'none';
const PARALLELISM = 4; // the default
const TARGET_AT = 2 / 3;
const TARGET_SEEDS = { from: 100000, count: 100 }; // none of those measured

/** @param {string} name of NETWORKS @returns {Network} */
export function networkOf(name) {
  const { space, table, rowOf } = tableProblem(name);
  return { space, curveOf: (params) => curveOf(table, rowOf(params)), size: table.loss.length };
}

/**
 * The best accuracy so far after each epoch trained, until there are no more trials or the last target is reached.
 * @param {Network} network @param {{ pruner: string, seed: number, trials: number, target?: number }} how @returns {Promise<number[]>}
 */
export async function progress(
  network,
  { pruner, seed, trials, target = Number.POSITIVE_INFINITY },
) {
  const search = { sampler: 'random', pruner, trials, seed, parallelism: PARALLELISM };
  const json = { space: network.space, search, objective: { direction: 'maximize' } };
  const { study, params } = await openTuner(json);
  /** @type {number[]} */
  const best = [];
  for (;;) {
    const { number, values } = study.ask();
    if (number < 0) break;
    const curve = network.curveOf(decodeValues(params, values));
    let epoch = 0;
    for (let allowed = 1; epoch < curve.length && allowed > epoch; epoch++) {
      best.push(Math.max(best.at(-1) ?? 0, curve[epoch]));
      allowed = study.report(number, epoch + 1, curve[epoch]);
    }
    if (best[best.length - 1] >= target) break;
    study.tell(number, epoch < curve.length ? 'pruned' : 'complete', [curve[epoch - 1]]);
  }
  study.free();
  return best;
}

/** The accuracy that random search has after two thirds of so many trials: the median over seeds. @param {Network} network @param {number} budget */
async function targetOf(network, budget) {
  const trials = Math.round(TARGET_AT * budget);
  const reached = [];
  for (let i = 0; i < TARGET_SEEDS.count; i++) {
    const how = { pruner: BASELINE, seed: TARGET_SEEDS.from + i, trials };
    reached.push((await progress(network, how)).at(-1) ?? 0);
  }
  return median(reached);
}

/** Epochs until each target, by seed; Infinity where no trial reaches it. @param {Network} network @param {string} pruner
 * @param {number} seeds @param {number[]} targets rising @returns {Promise<number[][]>} [targets][seeds] */
async function epochsTo(network, pruner, seeds, targets) {
  const runs = [];
  for (let seed = 0; seed < seeds; seed++) {
    const how = { pruner, seed, trials: network.size, target: targets[targets.length - 1] };
    runs.push(await progress(network, how));
  }
  return targets.map((target) =>
    runs.map((best) => {
      const at = best.findIndex((accuracy) => accuracy >= target);
      return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
    }),
  );
}

/**
 * A row for each network, pruner and number of trials that the target was taken from.
 * @param {number} seeds @param {number[]} budgets @param {(text: string) => void} say
 */
export async function pruningRows(seeds, budgets, say) {
  const rows = [];
  for (const name of NETWORKS) {
    say(`pruning: ${name}, ${seeds} seeds`);
    const network = networkOf(name);
    const targets = [];
    for (const budget of budgets) targets.push(await targetOf(network, budget));
    const theirs = await epochsTo(network, BASELINE, seeds, targets);
    for (const pruner of PRUNERS) {
      const ours = await epochsTo(network, pruner, seeds, targets);
      budgets.forEach((budget, i) => {
        const note = `to ${(100 * targets[i]).toFixed(1)} %`;
        const who = `pruning/${name}/${pruner}@${budget}`;
        const [we, they] = [median(ours[i]), median(theirs[i])];
        const plain = row(who, 'epochs', we, BASELINE, they, { lower: true, note });
        const share = median(ours[i].map((epochs, seed) => epochs / theirs[i][seed]));
        rows.push({ ...plain, share, p: signedRank(ours[i], theirs[i]).p });
      });
    }
  }
  return rows;
}
