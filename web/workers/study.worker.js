/**
 * The tuner, and everything that must not hold up the page: checking the file, loading and parsing data, proposing. A switch
 * over requests { id, kind, ... }; each is answered { id, answer }, { id, problems } or { id, error }.
 *
 *   create  { module, space, search, objective }      the tuner alone
 *   open    { module, study, files, base, folders, params, seed, speed, lack }  a study file and its data; says { what, share }
 *           on the way. speed: the build that trials run in; lack: why that is not the one that the file asks for
 *   serve   { port }                                  sends the data through a port, to a trial worker
 *   ask     { want }                                  { asked: [{ number, params, config }], state }
 *   report  { number, reports }                       the step of the pruner's next look, 0 to stop the trial
 *   adopt   { queue }                                 which of these configurations the tuner takes as its first trials
 *   importance { method, pairs }                      how much each parameter mattered, and each pair
 *   tell, refit, fingerprint                          as their functions below
 */
import { port } from '#platform';
import { enqueueAll } from '../lib/check-enqueue.js';
import {
  completeConfig,
  decodeValues,
  encodeConfig,
  encodeData,
  encodeSearch,
  encodeSpace,
} from '../lib/encode.js';
import { Engine, STATUS, STEP } from '../lib/engine.js';
import { StudyError } from '../lib/errors.js';
import { openStudy } from '../lib/open.js';
import { problem } from '../lib/problems.js';
import { fingerprintText } from '../lib/result.js';
import { indexOf, parseSchema } from '../lib/schema.js';
import { checkTuner, expandSpace, resolveStudy } from '../lib/study-file.js';

/** @typedef {import('../lib/types').Params} Params */
/** @typedef {import('../lib/types').Param} Param */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').Schema} Schema */
/** @typedef {import('../lib/types').Result} Result */
/** @typedef {import('../lib/result.js').BareTrial} BareTrial */

const FOREVER = 2147483647; // steps

const { post, onMessage } = port();
/** @type {Engine} */
let engine;
/** @type {Schema} */
let schema;
/** @type {ReturnType<Engine['study']> | null} none when a single configuration was given */
let tuner = null;
/** @type {Record<string, Param>} */
let space = {};
/** @type {StudyFile | null} none for the tuner alone */
let study = null;
/** @type {{ data: import('../lib/types').Dataset, split: Float64Array } | null} */
let served = null;
/** @type {import('../lib/types').DatasetInfo | null} */
let info = null;
/** @type {import('../lib/fast.js').Speed} */
let speed = 'exact';
/** The trials of a run that are over, by number. @type {BareTrial[]} */
const trials = [];
/** @type {Params | null} the single configuration, when there is no tuner */
let single = null;

const handlers = { create, open, serve, adopt, ask, report, tell, importance, refit, fingerprint };

onMessage(async ({ id, kind, ...request }) => {
  try {
    const answer = await handlers[/** @type {keyof typeof handlers} */ (kind)](request);
    if (id) post({ id, answer });
  } catch (error) {
    if (!id) throw error;
    if (error instanceof StudyError) post({ id, problems: error.problems });
    else post({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {any} request */
async function create({ module, ...json }) {
  await startEngine(module);
  const { errors, study: checked } = checkTuner(schema, json);
  if (errors.length > 0) throw new StudyError(errors);
  startTuner(checked);
  return { direction: checked.objective.direction };
}

/** @param {any} request @returns {Promise<import('../lib/inspect.js').Opened>} */
async function open({ module, params, speed: trainer, lack, ...request }) {
  await startEngine(module);
  const opened = await openStudy(schema, { ...request, params, module }, post);
  const { dataset: data, folds, testRows, warnings } = opened;
  ({ study, info } = opened);
  speed = trainer;
  if (lack) warnings.push(problem('speed', lack));
  served = { data, split: encodeData(schema, study) };
  if (params) single = params;
  else startTuner(study);
  const size = tuner?.size ?? 1;
  const step = tuner?.step ?? STEP.NONE;
  return {
    study,
    data: info,
    speed,
    warnings,
    planned: tuner?.budget ?? 1,
    size: Number.isFinite(size) ? size : null,
    folds,
    testRows,
    step,
    metric: indexOf(schema, 'metrics', study.objective.metric),
    metrics: schema.tables.metrics.map(({ name }) => name),
  };
}

/** @param {WebAssembly.Module} module */
async function startEngine(module) {
  engine = await Engine.create(module);
  schema = parseSchema(engine.schemaText());
}

/**
 * @param {StudyFile} checked @param {Params[]} [before] configurations that come before those that the file enqueues
 * @returns {boolean[]} which of them the tuner has taken: not what is outside the space or there twice
 */
function startTuner(checked, before = []) {
  space = expandSpace(checked);
  const maximize = checked.objective.direction === 'maximize';
  tuner = engine.study(encodeSpace(space), encodeSearch(schema, checked), maximize);
  return enqueueAll(tuner, space, checked.search.enqueue, before);
}

/** The tuner anew, its first trials given. @param {{ queue: Params[] }} request */
function adopt({ queue }) {
  tuner?.free();
  return startTuner(/** @type {StudyFile} */ (study), queue);
}

/** @param {{ port: MessagePort }} request */
function serve({ port: to }) {
  to.postMessage(served);
}

/**
 * Up to so many trials.
 * @param {{ want: number }} request
 * @returns {{ asked: { number: number, params: Params, config: Float64Array | null }[], state: 'ready' | 'wait' | 'exhausted' }}
 */
function ask({ want }) {
  if (!tuner) return askSingle();
  const asked = [];
  while (asked.length < want) {
    const { number, values } = tuner.ask();
    if (number === STATUS.WAIT) return { asked, state: 'wait' };
    if (number === STATUS.EXHAUSTED) return { asked, state: 'exhausted' };
    const params = decodeValues(space, values);
    asked.push({ number, params, config: configOf(params) });
  }
  return { asked, state: 'ready' };
}

/** The one configuration that was given, as trial 0. @returns {ReturnType<typeof ask>} */
function askSingle() {
  const params = /** @type {Params} */ (single);
  return { asked: [{ number: 0, params, config: configOf(params) }], state: 'exhausted' };
}

/** @param {Params} params */
function configOf(params) {
  return study && encodeConfig(schema, resolveStudy(study, params));
}

/**
 * To which step the trial may go, after the last of these.
 * @param {{ number: number, reports: { step: number, value: number }[] }} request
 */
function report({ number, reports }) {
  let allowed = 0;
  for (const { step, value } of reports) allowed = tuner?.report(number, step, value) ?? FOREVER;
  return allowed;
}

/**
 * @param {{ number: number, state: 'complete' | 'pruned' | 'failed', value: number, trial?: BareTrial }} request trial: of a
 *   run, kept for its fingerprint
 */
function tell({ number, state, value, trial }) {
  tuner?.tell(number, state, value);
  if (trial) trials[number] = trial;
}

/**
 * By the name of each parameter, and for pairs by the names of both.
 * @param {{ method: string, pairs: boolean }} request
 */
function importance({ method, pairs: wanted }) {
  const kind = indexOf(schema, 'importances', method);
  const names = Object.keys(space);
  if (kind < 0) {
    const known = schema.tables.importances.map(({ name }) => name).join(', ');
    throw new Error(`importance: ${method} is none of ${known}`);
  }
  if (!tuner) return { single: {}, pairs: null };
  const { single: shares, pairs } = tuner.importance(kind, wanted);
  /** @param {number[]} row */
  const named = (row) => Object.fromEntries(names.map((name, i) => [name, row[i]]));
  return {
    single: named(shares),
    pairs: pairs && Object.fromEntries(names.map((name, i) => [name, named(pairs[i])])),
  };
}

/**
 * The configuration of the best trial for all training rows, and for how many epochs: as many as the folds' best weights took
 * in the mean when they were chosen by validation, which the refit does not have; else as the file says.
 * @param {{ params: Params, bestEpochs: number[] }} request
 */
function refit({ params, bestEpochs }) {
  const resolved = resolveStudy(/** @type {StudyFile} */ (study), params);
  const { training } = completeConfig(schema, resolved);
  const chosen = training.early_stopping.type === 'patience';
  const mean = bestEpochs.reduce((sum, epoch) => sum + epoch + 1, 0) / bestEpochs.length;
  return { config: configOf(params), epochs: chosen ? Math.floor(mean + 0.5) : training.epochs };
}

/**
 * Of the study, its data and the trials that were told.
 * @param {Pick<Result, 'state' | 'best' | 'test' | 'test_reason'>} ending @returns {string} 16 hexadecimal digits
 */
function fingerprint({ state, best, test, test_reason }) {
  const known =
    /** @type {{ study: StudyFile, speed: typeof speed, data: import('../lib/types').DatasetInfo }} */ ({
      study,
      speed,
      data: info,
    });
  const told = trials.filter((trial) => trial);
  return engine.hash(fingerprintText({ ...known, state, best, test, test_reason, trials: told }));
}
