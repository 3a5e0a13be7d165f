/**
 * A study that another program wrote into a journal of Optuna: there is no study file in it, so nothing can be run, but what it searched
 * and what its trials came to can be shown.
 */
import { valueIn } from './journal-params.js';
import { reportsOf } from './journal-study.js';
import { secondsOf } from './journal-times.js';
import { checkTuner } from './study-file.js';

/** @typedef {import('./types').Param} Param */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').Schema} Schema */
/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./journal.js').JournalStudy} JournalStudy */
/** @typedef {import('./journal.js').JournalTrial} JournalTrial */
/** @typedef {import('./journal.js').Line} Line */
/** @typedef {import('./journal-times.js').TimeOf} TimeOf */

/** Steps up to here are the epochs of a curve; beyond, their order is. */
const MOST_STEPS = 1000;
/** Attributes of a study that other programs hold for themselves. */
const INNER = /[:]/;

/** @param {JournalStudy} found @returns {import('./types').Objective[]} */
function objectivesIn({ directions, system }) {
  const names = system['study:metric_names'];
  return directions.map((direction, i) => ({
    metric: String(names?.[i] ?? (directions.length > 1 ? `value ${i}` : 'value')),
    direction: direction === 'maximize' ? 'maximize' : 'minimize',
  }));
}

/** All that a parameter was in any trial, for it may have changed on the way. @param {JournalTrial[]} trials @returns {Record<string, Param>} */
function spaceOf(trials) {
  /** @type {Map<string, Map<string, Param>>} by the text of the distribution, of which there are few */
  const found = new Map();
  for (const { params } of trials)
    for (const [name, { distribution }] of Object.entries(params)) {
      const own = found.get(name) ?? new Map();
      if (!own.has(distribution)) own.set(distribution, paramOf(distribution));
      found.set(name, own);
    }
  return Object.fromEntries([...found].map(([name, own]) => [name, joined([...own.values()])]));
}

/** @param {string} text a distribution of Optuna, of this year or of before @returns {Param} */
function paramOf(text) {
  const { name, type, attributes, ...rest } = JSON.parse(text);
  const { low, high, log, step, q, choices } = attributes ?? rest;
  const word = String(name ?? type).toLowerCase();
  if (word.startsWith('categorical')) return { type: 'categorical', choices };
  const kind = word.startsWith('int') ? 'int' : 'float';
  const by = step ?? q;
  const isLog = Boolean(log) || word.includes('log');
  // Steps of a log scale are factors here, and there are none there.
  const isStepped = !isLog && by && !(kind === 'int' && by === 1);
  return { type: kind, low, high, ...(isLog && { log: true }), ...(isStepped && { step: by }) };
}

/** @param {Param[]} all of one name @returns {Param} */
function joined(all) {
  const [first] = all;
  if (all.length === 1) return first;
  const choices = all.flatMap((each) => each.choices ?? []);
  if (choices.length > 0) return { type: 'categorical', choices: [...new Set(choices)] };
  const { step: _, log: __, ...rest } = first;
  return {
    ...rest,
    low: Math.min(...all.map(({ low = 0 }) => low)),
    high: Math.max(...all.map(({ high = 0 }) => high)),
    ...(all.every(({ log }) => log) && { log: true }),
  };
}

/**
 * The study, as far as a chart has to know of it.
 * @param {Schema} schema @param {JournalStudy} found
 * @returns {StudyFile}
 */
export function foreignStudy(schema, found) {
  const space = spaceOf(found.trials);
  const all = objectivesIn(found);
  const objective = all.length > 1 ? all : all[0];
  const names = Object.keys(space);
  const isWhole = found.trials.every(
    ({ state, params }) => state !== 'complete' || names.every((name) => name in params),
  );
  const trials = Math.max(1, found.trials.length);
  const search = { sampler: { type: 'random' }, trials, allow_duplicates: true };
  const { study } = checkTuner(schema, { space, search, objective });
  const about = Object.entries(found.user)
    .filter(([key]) => !INNER.test(key))
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
  return /** @type {any} */ ({
    version: 1,
    name: found.name,
    about,
    data: { source: '' },
    validation: {},
    model: { layers: [] },
    training: {},
    space: study?.space ?? space,
    search: study?.search ?? search,
    objective,
    speed: 'exact',
    foreign: { odd: !isWhole || !study },
  });
}

/**
 * Its trials, those that wait to be begun left out.
 * @param {JournalStudy} found @param {TimeOf} timeOf
 * @returns {import('./kept-study.js').Numbered[]}
 */
export function foreignTrials(found, timeOf) {
  const objectives = objectivesIn(found);
  const placeOf = placesOf(found.trials);
  const secondOf = secondsOf(found.trials, timeOf);
  return found.trials.flatMap((trial) => {
    const { number, state } = trial;
    if (state === 'waiting') return [];
    const params = paramsOf(trial);
    const isOver = state !== 'running';
    return [
      {
        number,
        params,
        trial: isOver ? resultOf(trial, params, objectives, placeOf, timeOf) : null,
        began: secondOf(trial.start),
        ended: isOver ? secondOf(trial.end) : undefined,
      },
    ];
  });
}

/** @param {JournalTrial} trial @returns {Params} */
function paramsOf({ params }) {
  const known = Object.entries(params).flatMap(([name, entry]) => {
    const value = valueIn(entry);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(known);
}

/** Where in a curve the score of a step stands: steps count from 0 or from 1, and may be millions. @param {JournalTrial[]} trials @returns {(step: number) => number} */
function placesOf(trials) {
  const steps = [...new Set(trials.flatMap(({ reports }) => [...reports.keys()]))].sort(
    (a, b) => a - b,
  );
  const [low = 0, high = 0] = [steps[0], steps[steps.length - 1]];
  if (low >= 0 && high <= MOST_STEPS) return (step) => step - Math.min(low, 1);
  const places = new Map(steps.map((step, i) => [step, i]));
  return (step) => places.get(step) ?? 0;
}

/**
 * @param {JournalTrial} trial @param {Params} params @param {import('./types').Objective[]} objectives @param {(step: number) => number} placeOf
 * @param {TimeOf} timeOf
 * @returns {TrialResult}
 */
function resultOf(trial, params, objectives, placeOf, timeOf) {
  const { number, start, end, system } = trial;
  const reports = reportsOf(trial);
  const given = trial.values ?? [];
  const isValued = given.length === objectives.length && given.every(Number.isFinite);
  const state = trial.state === 'complete' && !isValued ? 'failed' : trial.state;
  const last = reports.at(-1)?.value ?? null;
  const value = state === 'failed' ? null : isValued ? given[0] : last;
  /** @type {(number | null)[][]} */
  const curve = [];
  for (const { step, value: score } of reports) curve[placeOf(step)] = [null, null, score];
  const rows = Array.from(curve, (row) => row ?? [null, null, null]);
  const [{ metric }] = objectives;
  const metrics = value === null ? {} : { [metric]: value };
  const fold = { score: value, best_epoch: 0, metrics, curve: rows };
  const took = (timeOf(end ?? '') - timeOf(start ?? '')) / 1000;
  return /** @type {any} */ ({
    number,
    state,
    params,
    value,
    ...(objectives.length > 1 && { values: isValued && state !== 'failed' ? given : null }),
    std: null,
    folds: rows.length > 0 ? [fold] : [],
    parameters: 0,
    hash: null,
    ...(state === 'pruned' && rows.length > 0 && { step: rows.length }),
    ...(state === 'failed' && { reason: String(system.fail_reason ?? 'unsaid') }),
    seconds: took > 0 ? took : 0,
  });
}

/** The lines of one study of a file, as a file of their own. @param {readonly Line[]} all @param {JournalStudy} found @returns {Line[]} */
export function linesOfStudy(all, found) {
  const ids = new Map(found.trials.map(({ id }, at) => [id, at]));
  return all.flatMap((line) => {
    if (line.op_code === 0) return line.study_name === found.name ? [line] : [];
    if ('study_id' in line) return line.study_id === found.id ? [{ ...line, study_id: 0 }] : [];
    const at = ids.get(line.trial_id);
    return at === undefined ? [] : [{ ...line, trial_id: at }];
  });
}
