/** Between a result file and Optuna's journal. Pure functions. */
import { expandSpace } from './expand.js';
import { valueIn } from './journal-params.js';
import { lines } from './journal.js';
import {
  askedLine,
  configurationOf,
  KEYS,
  ownNumber,
  reportsOf,
  studyLine,
  studyLines,
  toldLines,
  trialOf,
} from './journal-study.js';
import { frontOf } from './objectives.js';
import { leaderboard, VERSION } from './result.js';

/** @typedef {import('./types').Result} Result */
/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('./journal.js').JournalStudy} JournalStudy */
/** @typedef {import('./journal.js').JournalTrial} JournalTrial */

/**
 * Appends a result as a study of its own. What a result does not keep is made up: every trial begins when the last one ended.
 * @param {Journal} journal @param {(...lines: import('./journal.js').Line[]) => void} add each line counts in the journal at once
 * @param {Pick<Result, 'study' | 'data' | 'trials'>} result
 * @param {(seconds: number) => string} timeAt so long after the first trial began
 */
export function addResult(journal, add, { study, data, trials }, timeAt) {
  add(studyLine(study));
  const { id } = /** @type {JournalStudy} */ (journal.study(study.name));
  add(...studyLines(id, { study, data }));
  const space = expandSpace(study);
  let seconds = 0;
  for (const trial of trials) {
    const start = timeAt(seconds);
    const end = timeAt((seconds += trial.seconds));
    const trialId = journal.nextTrial;
    add(askedLine(id, space, { number: trial.number, generation: 0 }, trial.params, start));
    for (const { step, value } of scoresOf(study, trial)) add(lines.report(trialId, step, value));
    add(...toldLines(trialId, trial, start, end));
  }
}

/** What a trial reported, from its curves (reports.js). @param {StudyFile} study @param {TrialResult} trial */
function scoresOf({ validation, search }, { folds }) {
  const { type } = /** @type {{ type?: string }} */ (search.pruner ?? {});
  const count = (validation.folds || 1) * (validation.repeats || 1);
  const byFold = type === 'wilcoxon' || ((type ?? 'none') === 'none' && count > 1);
  const scores = byFold
    ? folds.map(({ score }) => score)
    : (folds[0]?.curve ?? []).map(([, , score]) => score);
  return scores.flatMap((value, i) =>
    typeof value === 'number' && Number.isFinite(value) ? [{ step: i + 1, value }] : [],
  );
}

/**
 * A study of a journal, whoever wrote it, in the words of a result file as far as they fit: the study file if it is one of ours;
 * our own trials whole, those of others with what the journal has of them.
 * @param {JournalStudy} journalStudy
 */
export function resultOf({ name, directions, user, system, trials }) {
  const own = user[KEYS.study];
  const names = system['study:metric_names'] ?? [];
  const isSeveral = directions.length > 1;
  const objectives = directions.map((direction, m) => ({
    metric: names[m] ?? nameOf(m),
    direction,
  }));
  const study = own?.study ?? { name, objective: isSeveral ? objectives : objectives[0] };
  const space = own ? expandSpace(own.study) : null;
  const all = trials.map((trial) => importedTrial(trial, space));
  const known = directions.includes('not set')
    ? []
    : /** @type {('maximize' | 'minimize')[]} */ (directions);
  const [first] = known.length > 0 ? leaderboard(all, known[0]) : [];
  const best = first && { number: first.number, value: first.value, params: first.params };
  return {
    version: 1,
    sweetspot: VERSION,
    state: 'imported',
    study,
    best: best ?? null,
    ...(isSeveral && known.length > 0 && { front: frontOf(all, known) }),
    trials: all,
    attributes: without(user, [KEYS.study]),
  };
}

/** @param {number} m */
const nameOf = (m) => (m === 0 ? 'value' : `value_${m}`);

/** @param {JournalTrial} trial @param {Record<string, import('./types').Param> | null} space */
function importedTrial(trial, space) {
  const { number, state, values, start, end } = trial;
  const params = (space && configurationOf(space, trial)) ?? plainParams(trial);
  const reports = reportsOf(trial);
  const times = { datetime_start: start, datetime_complete: end };
  const isSeveral = values !== null && values.length > 1;
  if (ownNumber(trial)) return { ...trialOf(trial, number, params, isSeveral), reports, ...times };
  const several = isSeveral && { values };
  const value = values?.[0] ?? null;
  const attributes = trial.user;
  return { number, state, params, value, ...several, reports, attributes, ...times };
}

/** @param {JournalTrial} trial */
function plainParams({ params }) {
  return Object.fromEntries(
    Object.entries(params).map(([name, entry]) => [name, valueIn(entry) ?? null]),
  );
}

/** @param {Record<string, unknown>} object @param {string[]} keys */
function without(object, keys) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
