/**
 * Optuna's journal: one JSON object a line, each an operation on studies and trials. This file reads and writes lines; it
 * touches no file. Ids are implicit: the n-th study and the n-th trial of the whole file.
 */
import { shortened } from './journal-curves.js';

/** @typedef {import('./journal-params.js').Entry} Entry */
/** @typedef {Record<string, any>} Attributes */
/** @typedef {Record<string, any>} Line an operation */
/**
 * @typedef {object} JournalTrial
 * @property {number} id in the file
 * @property {number} number in its study
 * @property {'running' | 'complete' | 'pruned' | 'failed' | 'waiting'} state
 * @property {number[] | null} values one for each objective
 * @property {Record<string, Entry>} params
 * @property {Map<number, number | null>} reports by step
 * @property {Attributes} user
 * @property {Attributes} system
 * @property {string} worker that created it
 * @property {string | null} start
 * @property {string | null} end
 */
/**
 * @typedef {object} JournalStudy
 * @property {number} id
 * @property {string} name
 * @property {('maximize' | 'minimize' | 'not set')[]} directions
 * @property {Attributes} user
 * @property {Attributes} system
 * @property {JournalTrial[]} trials
 */

const OP = {
  createStudy: 0,
  deleteStudy: 1,
  studyUser: 2,
  studySystem: 3,
  createTrial: 4,
  param: 5,
  state: 6,
  report: 7,
  trialUser: 8,
  trialSystem: 9,
};
/** @type {JournalTrial['state'][]} */
const STATES = ['running', 'complete', 'pruned', 'failed', 'waiting'];
/** @type {JournalStudy['directions']} */
const DIRECTIONS = ['not set', 'minimize', 'maximize'];

/** The operations that we write; an id that is known only under the lock is added by whoever appends. */
export const lines = {
  /** @param {string} name @param {('maximize' | 'minimize')[]} directions of each objective @returns {Line} */
  createStudy: (name, directions) => ({
    op_code: OP.createStudy,
    study_name: name,
    directions: directions.map((direction) => DIRECTIONS.indexOf(direction)),
  }),
  /** @param {number} study_id @param {string} key @param {unknown} value @returns {Line} */
  studyUser: (study_id, key, value) => ({
    op_code: OP.studyUser,
    study_id,
    user_attr: { [key]: value },
  }),
  /** @param {number} study_id @param {string} key @param {unknown} value @returns {Line} */
  studySystem: (study_id, key, value) => ({
    op_code: OP.studySystem,
    study_id,
    system_attr: { [key]: value },
  }),
  /**
   * Parameters stand in the line that creates the trial: optuna-dashboard resolves choices only there.
   * @param {number} study_id @param {Record<string, Entry>} params @param {Attributes} user @param {string} start @returns {Line}
   */
  createTrial: (study_id, params, user, start) => ({
    op_code: OP.createTrial,
    study_id,
    datetime_start: start,
    state: STATES.indexOf('running'),
    distributions: mapOf(params, ({ distribution }) => distribution),
    params: mapOf(params, ({ internal }) => internal),
    user_attrs: user,
    system_attrs: {},
    intermediate_values: {},
  }),
  /** @param {number} trial_id @param {number} step @param {number} value @returns {Line} */
  report: (trial_id, step, value) => ({
    op_code: OP.report,
    trial_id,
    step,
    intermediate_value: value,
  }),
  /** @param {number} trial_id @param {string} key @param {unknown} value @returns {Line} */
  trialUser: (trial_id, key, value) => ({
    op_code: OP.trialUser,
    trial_id,
    user_attr: { [key]: value },
  }),
  /**
   * @param {number} trial_id @param {'complete' | 'pruned' | 'failed'} state @param {readonly number[] | null} values one for each objective
   * @param {string | null} start said again: optuna-dashboard forgets it otherwise @param {string} end @returns {Line}
   */
  finish: (trial_id, state, values, start, end) => ({
    op_code: OP.state,
    trial_id,
    state: STATES.indexOf(state),
    values,
    ...(start !== null && { datetime_start: start }),
    datetime_complete: end,
  }),
};

/** @template T, U @param {Record<string, T>} object @param {(value: T) => U} change @returns {Record<string, U>} */
function mapOf(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** As text that ends with a newline; numbers that are none become null. @param {Line[]} list @param {string} worker who writes */
export function textOf(list, worker) {
  return list
    .map((line) => {
      const { op_code, ...rest } = shortened(line);
      return `${JSON.stringify({ op_code, worker_id: worker, ...rest })}\n`;
    })
    .join('');
}

/** Python also writes NaN and Infinity: null here. @param {string} text @returns {Line | null} null when it is no operation */
export function parseLine(text) {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (found) =>
    found.startsWith('"') ? found : 'null',
  );
  try {
    const line = JSON.parse(plain);
    return Number.isInteger(line?.op_code) ? line : null;
  } catch {
    return null;
  }
}

/** What the lines of a file come to. */
export class Journal {
  /** Those that exist, by id. @type {Map<number, JournalStudy>} */
  #studies = new Map();
  /** By id, those of deleted studies too. @type {JournalTrial[]} */
  #trials = [];
  #created = 0;

  /** @returns {JournalStudy[]} */
  get studies() {
    return [...this.#studies.values()];
  }

  /** @param {string} name @returns {JournalStudy | undefined} */
  study(name) {
    return this.studies.find((one) => one.name === name);
  }

  /** The id that the next trial of the file gets. */
  get nextTrial() {
    return this.#trials.length;
  }

  /** @param {number} id @returns {JournalTrial | undefined} */
  trial(id) {
    return this.#trials[id];
  }

  /** Operations on what does not exist or is over change nothing, nor do unknown ones. @param {Line} line */
  apply(line) {
    if (line.op_code === OP.createStudy) this.#createStudy(line);
    else if (line.op_code >= OP.param) this.#changeTrial(line);
    else {
      const study = this.#studies.get(line.study_id);
      if (study) this.#changeStudy(study, line);
    }
  }

  /** @param {Line} line */
  #createStudy({ study_name: name, directions }) {
    if (this.study(name)) return;
    const id = this.#created++;
    const words = directions.map((/** @type {number} */ direction) => DIRECTIONS[direction]);
    this.#studies.set(id, { id, name, directions: words, user: {}, system: {}, trials: [] });
  }

  /** @param {JournalStudy} study @param {Line} line */
  #changeStudy(study, line) {
    if (line.op_code === OP.deleteStudy) this.#studies.delete(study.id);
    else if (line.op_code === OP.studyUser) Object.assign(study.user, line.user_attr);
    else if (line.op_code === OP.studySystem) Object.assign(study.system, line.system_attr);
    else if (line.op_code === OP.createTrial) this.#createTrial(study, line);
  }

  /** @param {JournalStudy} study @param {Line} line */
  #createTrial(study, line) {
    const { value = null, values = value === null ? null : [value] } = line;
    const { distributions = {}, params = {}, intermediate_values: reports = {} } = line;
    const entries = Object.keys(params).map((name) => [
      name,
      { internal: params[name], distribution: distributions[name] },
    ]);
    /** @type {JournalTrial} */
    const trial = {
      id: this.#trials.length,
      number: study.trials.length,
      state: STATES[line.state ?? 0],
      values,
      params: Object.fromEntries(entries),
      reports: new Map(Object.entries(reports).map(([step, score]) => [Number(step), score])),
      user: { ...line.user_attrs },
      system: { ...line.system_attrs },
      worker: String(line.worker_id),
      start: line.datetime_start ?? null,
      end: line.datetime_complete ?? null,
    };
    this.#trials.push(trial);
    study.trials.push(trial);
  }

  /** @param {Line} line */
  #changeTrial(line) {
    const trial = this.#trials[line.trial_id];
    if (!trial || !['running', 'waiting'].includes(trial.state)) return;
    if (line.op_code === OP.param) {
      const { param_name: name, param_value_internal: internal, distribution } = line;
      trial.params[name] = { internal, distribution };
    } else if (line.op_code === OP.report) trial.reports.set(line.step, line.intermediate_value);
    else if (line.op_code === OP.trialUser) Object.assign(trial.user, line.user_attr);
    else if (line.op_code === OP.trialSystem) Object.assign(trial.system, line.system_attr);
    else if (line.op_code === OP.state) {
      trial.state = STATES[line.state];
      trial.values = line.values ?? trial.values;
      trial.start = line.datetime_start ?? trial.start;
      trial.end = line.datetime_complete ?? null;
    }
  }
}
