/** When the trials of a journal ran, for drawing alone. */

/** @typedef {import('./journal.js').JournalTrial} JournalTrial */
/** @typedef {(text: string) => number} TimeOf milliseconds, NaN where it cannot tell; Date.parse: this floor knows no clock */

/** A stretch in which no trial ran is drawn as this share of the time in which some did, at most: a study may have slept for a night. */
const LONGEST = 0.05;

/**
 * @param {readonly Pick<JournalTrial, 'start' | 'end'>[]} trials @param {TimeOf} timeOf
 * @returns {(text: string | null) => number | undefined} seconds since the first trial began; undefined where nothing is told
 */
export function secondsOf(trials, timeOf) {
  const spans = trials
    .map(({ start, end }) => ({ from: timeOf(start ?? ''), to: timeOf(end ?? '') }))
    .filter(({ from }) => Number.isFinite(from))
    .sort((a, b) => a.from - b.from);
  const first = spans[0]?.from ?? Number.NaN;
  /** @type {{ after: number, idle: number }[]} */
  const stretches = [];
  let [until, busy] = [first, 0];
  for (const { from, to } of spans) {
    if (from > until) stretches.push({ after: from, idle: from - until });
    const end = Number.isFinite(to) ? to : from;
    busy += Math.max(0, end - Math.max(from, until));
    until = Math.max(until, from, end);
  }
  const cuts = stretches.filter(({ idle }) => idle > LONGEST * busy);
  return (text) => {
    const time = timeOf(text ?? '');
    const cut = cuts.filter(({ after }) => time >= after);
    const less = cut.reduce((sum, { idle }) => sum + idle - LONGEST * busy, 0);
    const seconds = (time - first - less) / 1000;
    return Number.isFinite(seconds) ? seconds : undefined;
  };
}
