/**
 * How long the trials of a run will still take, as a range of seconds (the final training after them: refit-left.js). A clock has measured it, and it is only ever shown.
 *
 * A trial that runs has come so far (its share) in so many seconds: at this pace the whole of it takes seconds / share. It may be cut
 * short, by a pruner or by early stopping. Of the trials that are over, each took a part of its whole; what runs now takes at least the
 * least of these parts and at most its whole. With the mean part it counts among the trials seen, too: short trials end first.
 *
 * The n trials that have not begun are draws from those seen: n times their mean, give or take z = 1.3 + 3 / seen deviations of
 * such a sum and of the mean itself, s * sqrt(n * (1 + n / seen)). The mean at the top counts the longest seen once more, that at the
 * bottom the shortest, for times are skewed as often as not. The range holds this for all trials seen and for the latest quarter of them:
 * samplers move to other sizes, pruners begin late. Where there is a pruner, five trials of no length at all are added to the bottom.
 *
 * All of it is spread over as many trials as ran at a time so far; then the last one runs alone. In simulated studies the true time lay in the range
 * 19 times of 20 (tests/js/time-left.test.mjs).
 */

/** Finished trials before there is an estimate. */
const ENOUGH = 3;
/** A share above this says how long the whole takes; or one that was heard of after so many seconds, of which the start took a few hundredths. */
const SURE = 0.02;
const SURE_AFTER = 0.5;
/** So many trials are over before it is known how a pruner goes about. */
const PRUNED_FROM = 20;
const CUT_AT_ONCE = 5;
/** The latest trials: a quarter of all, and so many at least. */
const LATEST = 8;

/** @typedef {{ at: number, seen: number, share: number }} Running when it began; when and how far it was heard of last */
/** @typedef {{ sum: number, shortest: number, longest: number, squares: number, n: number }} Times squares: of what each is off the mean */

/** @param {Running} trial */
const wholeOf = ({ at, seen, share }) => (seen - at) / share;
/** @param {Running} trial */
const isSure = ({ at, seen, share }) => share > SURE || (share > 0 && seen - at > SURE_AFTER);

export class TimeLeft {
  /** By number. @type {Map<number, Running>} */
  #running = new Map();
  /** Seconds of the trials that are over. @type {number[]} */
  #over = [];
  /** Of what the trials that are over took of their whole. */
  #parts = { count: 0, sum: 0, least: 1 };
  /** Seconds in which trials ran, those of trials beside each other counted each; and when they were counted. */
  #busy = { trials: 0, seconds: 0, until: 0 };

  /** @param {number} number of the trial @param {number} at seconds of the run, as all the others here */
  begun(number, at) {
    this.#count(at);
    this.#running.set(number, { at, seen: at, share: 0 });
  }

  /** @param {number} number @param {number} share @param {number} at */
  heard(number, share, at) {
    const trial = this.#running.get(number);
    if (trial) Object.assign(trial, { share, seen: at });
  }

  /** @param {number} number @param {number} seconds that it took @param {number} at */
  ended(number, seconds, at) {
    this.#count(at);
    this.#over.push(seconds);
    const trial = this.#running.get(number);
    this.#running.delete(number);
    if (!trial) return;
    // It was not trained just now but kept from before.
    if (at - trial.at < seconds / 2) this.#busy = { trials: 0, seconds: 0, until: at };
    else if (isSure(trial)) {
      const part = Math.min(1, seconds / wholeOf(trial));
      const { count, sum, least } = this.#parts;
      this.#parts = { count: count + 1, sum: sum + part, least: Math.min(least, part) };
    }
  }

  /** @param {number} at */
  #count(at) {
    const { trials, seconds, until } = this.#busy;
    const more = at - until;
    this.#busy = {
      trials: trials + more * this.#running.size,
      seconds: seconds + more,
      until: at,
    };
  }

  /**
   * @param {object} run
   * @param {number} run.planned trials in all; those that are over if no more will begin
   * @param {number} run.workers @param {number} run.now
   * @param {boolean} [run.prunes] whether it has a pruner
   * @param {number} [run.limit] seconds after which no trial begins
   * @returns {readonly [number, number] | null} null while too little is known
   */
  left({ planned, workers, now, prunes = false, limit = Infinity }) {
    const over = this.#over;
    if (over.length < ENOUGH) return null;
    this.#count(now);
    const rest = Math.max(0, planned - over.length - this.#running.size);
    const running = this.#runningOnes(now, prunes && over.length < PRUNED_FROM);
    const seen = [...over, ...running.seen];
    const all = timesOf(seen);
    const { longest } = all;
    const latest = timesOf(seen.slice(-Math.max(LATEST, Math.ceil(seen.length / 4))));
    const [from, to] = [
      Math.min(bottomOf(all, rest, prunes ? CUT_AT_ONCE : 0), bottomOf(latest, rest, 0)),
      Math.max(topOf(all, rest), topOf(latest, rest)),
    ];
    const { trials, seconds } = this.#busy;
    const lanes = trials > 0 ? Math.min(workers, trials / seconds) : workers;
    const alone = rest > 0 ? Math.max(0, 1 - 1 / lanes) * longest : 0;
    const begins = Math.max(0, limit - now);
    const low = Math.min((running.low + from) / lanes, begins);
    const high = rest > 0 ? (running.high + to) / lanes + alone : 0;
    return [
      Math.max(low, running.lowMost),
      Math.max(Math.min(high, begins + longest), running.highMost),
    ];
  }

  /** What the trials that run still need: all of them, and the one that needs most. @param {number} now @param {boolean} unknown whether any may end at once */
  #runningOnes(now, unknown) {
    const { count, sum, least } = this.#parts;
    const usual = count > 0 ? sum / count : 1;
    const longest = maxOf(this.#over);
    const all = { low: 0, high: 0, lowMost: 0, highMost: 0, seen: /** @type {number[]} */ ([]) };
    for (const trial of this.#running.values()) {
      const spent = now - trial.at;
      const whole = isSure(trial) ? wholeOf(trial) : Math.max(longest, 2 * spent);
      const low = Math.max(0, unknown ? 0 : least * whole - spent);
      const high = Math.max(0, whole - spent);
      all.low += low;
      all.high += high;
      all.lowMost = Math.max(all.lowMost, low);
      all.highMost = Math.max(all.highMost, high);
      if (isSure(trial)) all.seen.push(Math.max(spent, usual * whole));
    }
    return all;
  }
}

/** @param {readonly number[]} all */
const maxOf = (all) => all.reduce((most, each) => Math.max(most, each), 0);

/** @param {readonly number[]} all @returns {Times} */
function timesOf(all) {
  const n = all.length;
  const sum = all.reduce((so, each) => so + each, 0);
  const squares = all.reduce((so, each) => so + (each - sum / n) * (each - sum / n), 0);
  const shortest = all.reduce((least, each) => Math.min(least, each), Infinity);
  return { sum, shortest, longest: maxOf(all), squares, n };
}

/** What the rest takes at least. @param {Times} times @param {number} rest @param {number} cut trials of no length */
function bottomOf({ sum, shortest, squares, n }, rest, cut) {
  const mean = cut > 0 ? sum / (n + cut) : (sum + shortest) / (n + 1);
  return Math.max(0, rest * mean - spreadOf(squares, n, rest));
}

/** And at most. @param {Times} times @param {number} rest */
function topOf({ sum, longest, squares, n }, rest) {
  return (rest * (sum + longest)) / (n + 1) + spreadOf(squares, n, rest);
}

/** @param {number} squares @param {number} n @param {number} rest */
function spreadOf(squares, n, rest) {
  return (1.3 + 3 / n) * Math.sqrt((squares / (n - 1)) * rest * (1 + rest / n));
}
