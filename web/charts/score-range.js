/** The range of scores that a chart shows. */

/** Below so many trials every score is shown, however bad. */
const ROBUST_FROM = 20;
/** A score so many times worse than the best, as a loss on its way to infinity, is beyond every range. */
const FAR = 1e6;

/**
 * From the best score to the worst, or to the worst but one in ten where those went far astray: they must not press all
 * others into a line. What is a million times the best on its way to infinity never counts.
 * @param {number[]} values @param {boolean} maximize
 * @returns {[number, number] | null}
 */
export function scoreRange(values, maximize) {
  if (values.length === 0) return null;
  const ordered = values.slice().sort((a, b) => (maximize ? b - a : a - b));
  const [best] = ordered;
  const limit = FAR * Math.abs(best) || Infinity;
  const sorted = ordered.filter((value) => Math.abs(value - best) < limit);
  const worst = sorted[sorted.length - 1];
  const usual = sorted[Math.floor((sorted.length - 1) * 0.9)];
  const astray =
    sorted.length >= ROBUST_FROM && Math.abs(worst - best) > 3 * Math.abs(usual - best);
  const end = astray && usual !== best ? usual : worst;
  return maximize ? [end, best] : [best, end];
}
