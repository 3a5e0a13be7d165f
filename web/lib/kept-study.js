/** What is kept of a study, as a run would tell it: a page shows it and runs nothing. */
import { expandSpace } from './expand.js';
import { Journal } from './journal.js';
import { addResult } from './journal-result.js';
import { configurationOf, KEYS, pastOf, planOf } from './journal-study.js';
import { secondsOf } from './journal-times.js';
import { leaderboard, summaryOf } from './result.js';

/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').RunEvent} RunEvent */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./journal.js').JournalStudy} JournalStudy */
/** @typedef {import('./journal.js').JournalTrial} JournalTrial */
/** @typedef {import('./keep.js').Start} Start */

/** The study of a journal that is ours, with its file. @param {Journal} journal @returns {{ kept: JournalStudy, study: StudyFile } | null} */
export function ownStudy(journal) {
  const kept = journal.studies.find(({ user }) => user[KEYS.study]?.study);
  return kept ? { kept, study: kept.user[KEYS.study].study } : null;
}

/**
 * A trial by its number, and what it was asked to be.
 * @typedef {object} Numbered
 * @property {number} number
 * @property {import('./types').Params} params
 * @property {TrialResult | null} trial null while it is not over
 * @property {number} [began] seconds since the first trial began
 * @property {number} [ended]
 */

/**
 * Trials by their numbers in the study as it goes on.
 * @param {Journal} journal @param {import('./journal-times.js').TimeOf} [timeOf] left out: without their times
 * @returns {Numbered[]}
 */
export function ownTrials(journal, timeOf = () => Number.NaN) {
  const found = ownStudy(journal);
  if (!found) return [];
  const { kept, study } = found;
  const space = expandSpace(study);
  const { adopted, own } = planOf(kept, false);
  const numbered = new Map(own);
  for (const [number, trial] of adopted.entries()) numbered.set(number, trial);
  const beganOf = (/** @type {JournalTrial} */ { start, user }) => user[KEYS.resumed] ?? start;
  const spans = [...numbered.values()].map((trial) => ({ ...trial, start: beganOf(trial) }));
  const secondOf = secondsOf(spans, timeOf);
  return [...numbered].flatMap(([number, trial]) => {
    const params = configurationOf(space, trial);
    if (!params) return [];
    const isOver = trial.state !== 'running' && trial.state !== 'waiting';
    const its = isOver ? pastOf(trial, number, params, study).trial : null;
    const ended = isOver ? secondOf(trial.end) : undefined;
    return [{ number, params, trial: its, began: secondOf(beganOf(trial)), ended }];
  });
}

/** Trials that are over. @param {Journal} journal @param {Numbered[]} [numbered] of another program's journal: foreignTrials @returns {TrialResult[]} */
export function trialsOf(journal, numbered = ownTrials(journal)) {
  return numbered.flatMap(({ trial }) => trial ?? []).sort((a, b) => a.number - b.number);
}

/** @param {{ journal: Journal, head: import('./keep.js').KeptHead }} kept @returns {Result | null} null when it has not ended */
export function keptResult({ journal, head }) {
  return head.ending && { ...head.ending, trials: trialsOf(journal) };
}

/**
 * @param {Journal} journal @param {Start | null} start @param {Result | null} [result] @param {Numbered[]} [numbered] as of trialsOf
 * @returns {Generator<RunEvent, void>}
 */
export function* keptEvents(journal, start, result = null, numbered = ownTrials(journal)) {
  const found = ownStudy(journal);
  if (!found && !start) return;
  const trials = result?.trials ?? trialsOf(journal, numbered);
  const made = /** @type {any} */ (start ?? startOf(found?.study, trials));
  yield/** @type {RunEvent} */ ({ event: 'start', ...made });
  const asked = new Map(numbered.map((each) => [each.number, each]));
  const over = new Map(trials.map((trial) => [trial.number, trial]));
  // Those that had not ended have their places too.
  const count = 1 + Math.max(-1, ...asked.keys(), ...over.keys());
  for (let number = 0; number < count; number++) {
    const trial = over.get(number);
    const { params = {}, began, ended } = asked.get(number) ?? {};
    yield { event: 'asked', trial: number, params: trial?.params ?? params, worker: 0, at: began };
    if (trial) yield { event: 'trial', ...trial, at: ended };
  }
  if (result) yield { event: 'study', ...summaryOf(result), result };
}

/** What the run of a journal or of a result file said when it began, as far as they know. @param {any} study @param {TrialResult[]} trials @param {any} [data] @returns {Start} */
export function startOf(study, trials, data = null) {
  const planned = Number(study?.search?.trials) || 0;
  return /** @type {any} */ ({
    study,
    data,
    trials: Math.max(planned, trials.length),
    size: null,
    folds: Math.max(1, ...trials.map(({ folds }) => folds.length)),
    workers: 0,
    speed: study?.speed ?? 'exact',
    warnings: [],
  });
}

/** The best of some trials. @param {readonly TrialResult[]} trials @param {any} study */
export function bestTrial(trials, study) {
  const { direction } = [study.objective].flat()[0] ?? {};
  const [first] = leaderboard(/** @type {any} */ (trials), direction ?? 'maximize');
  return first ? { number: first.number, value: /** @type {number} */ (first.value) } : null;
}

/**
 * Whether a text is a result file, and which.
 * @param {string} text @returns {Result | null}
 */
export function readResult(text) {
  try {
    const json = JSON.parse(text);
    const isResult =
      json?.study?.space && json.study.objective && json.data && Array.isArray(json.trials);
    return isResult ? json : null;
  } catch {
    return null;
  }
}

/** The lines that a result is in a journal. @param {Result} result @param {(seconds: number) => string} timeAt */
export function linesOfResult(result, timeAt) {
  const journal = new Journal();
  /** @type {import('./journal.js').Line[]} */
  const all = [];
  const add = (/** @type {import('./journal.js').Line[]} */ ...lines) => {
    for (const line of lines) journal.apply(line);
    all.push(...lines);
  };
  addResult(journal, add, result, timeAt);
  return all;
}
