/** The range of scores that a chart shows. */

/** Below so many scores every one is shown, however bad. */
const FEWEST = 8;
/**
 * Scores went astray when the worst is `far` times further from the best than that share of all; then `keep` times are shown. The finer
 * share needs more of them.
 */
const FENCES = [
  { from: FEWEST, share: 0.75, far: 6, keep: 3 },
  { from: 20, share: 0.9, far: 3, keep: 1.5 },
];
/** The same of trials that were stopped early, by what is seen of the complete ones and of the better half of all. */
const STOPPED = { far: 4, keep: 3 };
/** A score so many times worse than the best, as a loss on its way to infinity, is beyond every range. */
const FAR = 1e6;

/** The value below which a share lies. @param {readonly number[]} ascending @param {number} share */
const quantile = (ascending, share) => ascending[Math.floor((ascending.length - 1) * share)];

/**
 * From the best score to the worst, or to the worst but those few that went far astray: they must not press all others into a
 * line. What is a million times the best on its way to infinity never counts.
 * @param {readonly number[]} values @param {boolean} maximize @param {readonly number[]} [stopped] of trials that are not complete
 * @returns {[number, number] | null}
 */
export function scoreRange(values, maximize, stopped = []) {
  const all = values.concat(stopped);
  if (all.length === 0) return null;
  const best = all.reduce((a, b) => (maximize === b > a ? b : a));
  const awayOf = (/** @type {readonly number[]} */ scores) =>
    scores.map((value) => Math.abs(value - best)).sort((a, b) => a - b);
  const everyone = awayOf(all);
  const limit = FAR * Math.max(Math.abs(best), quantile(everyone, 0.25)) || Infinity;
  const near = (/** @type {readonly number[]} */ ascending) =>
    ascending.filter((away) => away < limit);
  const within = trimmed(near(awayOf(values)));
  const theirs = near(awayOf(stopped));
  const bulk = all.length < FEWEST ? 0 : Math.max(within, quantile(near(everyone), 0.5));
  const last = theirs[theirs.length - 1] ?? 0;
  const isAstray = bulk > 0 && last > STOPPED.far * bulk;
  const end = Math.max(within, isAstray ? farthest(theirs, STOPPED.keep * bulk) : last);
  const shown = all.filter((value) => Math.abs(value - best) <= end);
  return [shown.reduce((a, b) => Math.min(a, b)), shown.reduce((a, b) => Math.max(a, b))];
}

/** The greatest distance within a limit. @param {readonly number[]} ascending @param {number} limit */
const farthest = (ascending, limit) => ascending.findLast((away) => away <= limit) ?? 0;

/** How far from the best a chart shows. @param {readonly number[]} ascending distances from the best */
function trimmed(ascending) {
  const last = ascending[ascending.length - 1] ?? 0;
  const ends = FENCES.map(({ from, share, far, keep }) => {
    const usual = ascending.length >= from ? quantile(ascending, share) : 0;
    return usual > 0 && last > far * usual ? farthest(ascending, keep * usual) : last;
  });
  return Math.min(...ends);
}

/** The ends of an axis: a range, widened a little; shares stay within 0 and 1. @param {readonly [number, number]} range @returns {[number, number]} */
export function endsOf([low, high]) {
  const pad = (high - low) * 0.08 || Math.abs(high) * 0.02 || 0.5;
  const isShare = low >= 0 && high <= 1;
  return isShare ? [Math.max(0, low - pad), Math.min(1, high + pad)] : [low - pad, high + pad];
}
