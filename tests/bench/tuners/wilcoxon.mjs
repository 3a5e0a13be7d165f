// Wilcoxon's signed-rank test of paired samples, two-sided, from the exact distribution of the rank sum, ties and all.

/** The ranks of values, doubled so that those of equals are whole numbers too. @param {number[]} values */
function doubledRanks(values) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const ranks = new Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = from + to + 1;
    from = to;
  }
  return ranks;
}

/**
 * @param {number[]} ours @param {number[]} theirs in the same order; pairs that are equal do not count
 * @returns {{ p: number, lower: boolean }} lower: ours have the smaller rank sum
 */
export function signedRank(ours, theirs) {
  const differences = ours.map((value, i) => value - theirs[i]).filter((d) => d !== 0);
  const ranks = doubledRanks(differences.map(Math.abs));
  const all = ranks.reduce((total, rank) => total + rank, 0);
  const above = ranks.reduce((total, rank, i) => total + (differences[i] > 0 ? rank : 0), 0);
  const least = Math.min(above, all - above);
  return { p: Math.min(1, 2 * atMost(least, ranks, all)), lower: above < all - above };
}

/** How likely a sum at most this is when each rank counts or not by the toss of a coin.
 * @param {number} limit @param {number[]} ranks @param {number} all */
function atMost(limit, ranks, all) {
  const chance = new Float64Array(all + 1);
  chance[0] = 1;
  for (const rank of ranks)
    for (let at = all; at >= 0; at--)
      chance[at] = (chance[at] + (at >= rank ? chance[at - rank] : 0)) / 2;
  return chance.subarray(0, limit + 1).reduce((total, share) => total + share, 0);
}
