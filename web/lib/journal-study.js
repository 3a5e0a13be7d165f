/**
 * A study of ours in Optuna's journal: what of it is kept there, and what a run that goes on with it has to know. docs/journal.md
 * tells the rules.
 */
import { expandSpace } from './expand.js';
import { entriesOf, isStructured, kindOf, distributionOf, paramsOf } from './journal-params.js';
import { lines } from './journal.js';
import { objectivesOf } from './objectives.js';
import { same } from './problems.js';
import { VERSION } from './result.js';

/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').Param} Param */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./journal.js').JournalStudy} JournalStudy */
/** @typedef {import('./journal.js').JournalTrial} JournalTrial */
/** @typedef {import('./journal.js').Line} Line */
/** @typedef {{ study: StudyFile, data: { checksum: string }, warm_start?: import('./types').WarmFacts }} Source what the values of the trials depend on */
/**
 * What a trial was that is over.
 * @typedef {object} Past
 * @property {'complete' | 'pruned' | 'failed'} state
 * @property {(number | null)[]} values one for each objective, as far as there are any
 * @property {{ step: number, value: number }[]} reports
 * @property {TrialResult | null} trial null when another program ran it
 */

/** Attributes of studies and trials that are ours. */
export const KEYS = {
  /** Of a study: the study file, the version and the data's checksum. */
  study: 'sweetspot:study',
  /** Of a study: which trials of the journal the tuner was given before its own. */
  adopted: 'sweetspot:adopted',
  /** Of a trial: its number for the tuner, and the generation that numbers it. */
  trial: 'sweetspot:trial',
  /** Of a trial: its values, where Optuna cannot have their own form. */
  params: 'sweetspot:params',
  /** Of a trial: when a later process took it up again. */
  resumed: 'sweetspot:resumed',
  /** Of a trial: that it never ended, and that no generation will run it again. */
  abandoned: 'sweetspot:abandoned',
};
const PREFIX = 'sweetspot:';
/** What must be the same for values to be comparable; what only decides which trials come next stands in `search`. */
const COMPARED = ['data', 'validation', 'model', 'training', 'space', 'objective', 'speed'];
/** Of `search`, what changes no proposal. */
const HARMLESS = ['time_limit_s'];

/* ---- writing ------------------------------------------------------------------------------------------------------------- */

/** @param {StudyFile} study */
const metricsOf = (study) => objectivesOf(study).map(({ metric }) => metric);
/** @param {StudyFile} study */
const directionsOf = (study) => objectivesOf(study).map(({ direction }) => direction);

/** A study in the journal. @param {StudyFile} study @returns {Line} */
export const studyLine = (study) => lines.createStudy(study.name, directionsOf(study));

/** That a study is ours. @param {number} id @param {Source} source @returns {Line[]} */
export function studyLines(id, { study, data, warm_start }) {
  const kept = {
    version: VERSION,
    checksum: data.checksum,
    study,
    ...(warm_start && { warm_start }),
  };
  return [
    lines.studySystem(id, 'study:metric_names', metricsOf(study)),
    lines.studyUser(id, KEYS.study, kept),
  ];
}

/**
 * @param {number} id of the study @param {Record<string, Param>} space from expandSpace
 * @param {{ number: number, generation: number }} own @param {Params} params @param {string} start @returns {Line}
 */
export function askedLine(id, space, own, params, start) {
  const user = { [KEYS.trial]: own, ...(isStructured(params) && { [KEYS.params]: params }) };
  return lines.createTrial(id, entriesOf(space, params), user, start);
}

/** @param {number} id of the trial @param {TrialResult} trial @param {string | null} start @param {string} end @returns {Line[]} */
export function toldLines(id, trial, start, end) {
  const { number: _, state, params: __, value, values, ...rest } = trial;
  const told =
    state === 'failed' || value === null ? null : values === undefined ? [value] : values;
  return [
    ...Object.entries(rest)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => lines.trialUser(id, key, each)),
    lines.finish(id, state, told, start, end),
  ];
}

/* ---- reading ------------------------------------------------------------------------------------------------------------- */

/** @param {JournalTrial} trial @returns {{ number: number, generation: number } | null} null: another program's */
export function ownNumber({ user }) {
  const own = user[KEYS.trial];
  return Number.isInteger(own?.number) && Number.isInteger(own?.generation) ? own : null;
}

/** @param {JournalTrial} trial */
const isOver = ({ state }) => state !== 'running' && state !== 'waiting';

/**
 * A trial that was trained here, as the run told it.
 * @param {JournalTrial} trial @param {number} number @param {Params} params @param {boolean} isSeveral whether there are several objectives
 * @returns {TrialResult}
 */
export function trialOf({ state, values, user }, number, params, isSeveral) {
  const kept = Object.entries(user).filter(([key]) => !key.startsWith(PREFIX));
  const rest = /** @type {any} */ (Object.fromEntries(kept));
  const folds = (rest.folds ?? []).map(withFloats);
  const several = isSeveral && { values };
  return { number, state, params, value: values?.[0] ?? null, ...several, ...rest, folds };
}

/** @param {TrialResult['folds'][number]} fold */
function withFloats({ curve, ...fold }) {
  return { ...fold, curve: curve.map((row) => row.map((x) => x && Math.fround(x))) };
}

/**
 * @param {JournalTrial} trial @param {number} number for the tuner @param {Params} params @param {StudyFile} study
 * @returns {Past}
 */
export function pastOf(trial, number, params, study) {
  const isOwn = ownNumber(trial) !== null;
  const values = trial.values ?? [];
  const { length } = objectivesOf(study);
  const isKnown =
    trial.state === 'pruned' ||
    (values.length === length && !values.includes(/** @type {any} */ (null)));
  const state = /** @type {Past['state']} */ (isKnown ? trial.state : 'failed');
  // What the steps of another program stand for is not known: its scores on the way are left to it.
  const reports = isOwn ? reportsOf(trial) : [];
  const own = isOwn ? trialOf(trial, number, params, length > 1) : null;
  return { state, values, reports, trial: own };
}

/** @param {JournalTrial} trial */
export function reportsOf({ reports }) {
  return [...reports]
    .flatMap(([step, value]) => (typeof value === 'number' ? [{ step, value }] : []))
    .sort((a, b) => a.step - b.step);
}

/**
 * Where the study of the journal is not the one to be run: places of the study file.
 * @param {JournalStudy} kept @param {Source} source
 * @returns {{ refused: string[], changed: string[] }} refused: its values mean something else; changed: other trials come next
 */
export function differences(kept, { study, data, warm_start }) {
  const old = kept.user[KEYS.study];
  const clashes = clashesOf(kept, study);
  if (!old) return { refused: clashes, changed: [] };
  const refused = COMPARED.flatMap((section) => {
    const [before, now] = [old.study[section], /** @type {any} */ (study)[section]];
    return pathsOf(before, now, section);
  });
  if (old.checksum !== data.checksum) refused.push('data (other rows)');
  const changed = pathsOf(old.study.search, study.search, 'search').filter(
    (path) => !HARMLESS.some((name) => path === `search.${name}`),
  );
  changed.push(...pathsOf(old.study.constraints, study.constraints, 'constraints'));
  if (!same(old.warm_start, warm_start)) changed.push('warm_start');
  if (old.version !== VERSION) changed.push(`sweetspot ${old.version}`);
  const others = clashes.filter((place) => !refused.some((path) => path.startsWith(place)));
  return { refused: [...refused, ...others], changed };
}

/** @param {unknown} before @param {unknown} now @param {string} path @returns {string[]} */
function pathsOf(before, now, path) {
  if (same(before, now)) return [];
  if (!isPlain(before) || !isPlain(now)) return [path];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((name) => pathsOf(before[name], now[name], `${path}.${name}`));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Optuna would refuse: another direction, or a parameter that has become something else. @param {JournalStudy} kept @param {StudyFile} study */
function clashesOf(kept, study) {
  const wrong = !same(kept.directions, directionsOf(study));
  const clash =
    kept.directions.length > 1 || Array.isArray(study.objective)
      ? 'objective'
      : 'objective.direction';
  const space = expandSpace(study);
  const names = Object.keys(space).filter((name) => {
    const entry = kept.trials.find(({ params }) => Object.hasOwn(params, name))?.params[name];
    return entry && kindOf(entry.distribution) !== kindOf(distributionOf(space[name]));
  });
  return [...(wrong ? [clash] : []), ...names.map((name) => `space.${name}`)];
}

/**
 * How to go on with a study: with the trials numbered as they were, or with all that is over given to the tuner first.
 * @typedef {object} Plan
 * @property {number} generation counts how often the latter was done
 * @property {boolean} isNew this generation begins now
 * @property {JournalTrial[]} adopted given to the tuner first: they are its trials 0, 1, 2 ...; of a new generation, those to be offered
 * @property {Map<number, JournalTrial>} own trials of this generation, by number
 * @property {JournalTrial[]} left trials of earlier generations that never ended
 */
/** @param {JournalStudy} kept @param {boolean} isChanged the next trials would not be the same @returns {Plan} */
export function planOf(kept, isChanged) {
  const { generation = 0, trials = [], skipped = [] } = kept.user[KEYS.adopted] ?? {};
  const known = new Set([...trials, ...skipped]);
  const over = kept.trials.filter((trial) => isOver(trial) && !trial.user[KEYS.abandoned]);
  const isForeign = (/** @type {JournalTrial} */ trial) =>
    ownNumber(trial) === null && !known.has(trial.number);
  const isNew = kept.trials.length > 0 && (isChanged || over.some(isForeign));
  const running = kept.trials.filter((trial) => ownNumber(trial) && trial.state === 'running');
  if (isNew)
    return { generation: generation + 1, isNew, adopted: over, own: new Map(), left: running };
  /** @type {Map<number, JournalTrial>} */
  const own = new Map();
  for (const trial of kept.trials) {
    const { number, generation: its } = ownNumber(trial) ?? { number: -1, generation: -1 };
    if (its === generation && !own.has(number)) own.set(number, trial);
  }
  const adopted = trials.map((/** @type {number} */ number) => kept.trials[number]);
  const left = running.filter((trial) => ownNumber(trial)?.generation !== generation);
  return { generation, isNew, adopted, own, left };
}

/** Whether the tuner proposes what it proposed then. @param {Record<string, Param>} space @param {JournalTrial} trial @param {Params} params */
export function isSame(space, trial, params) {
  const entries = entriesOf(space, params);
  const names = Object.keys(entries);
  return (
    names.length === Object.keys(trial.params).length &&
    names.every((name) => entries[name].internal === trial.params[name]?.internal)
  );
}

/** The configuration of a trial; null when it is none of this space. @param {Record<string, Param>} space @param {JournalTrial} trial */
export function configurationOf(space, trial) {
  return paramsOf(space, trial.params);
}
