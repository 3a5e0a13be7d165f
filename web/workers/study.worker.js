/**
 * The tuner, and everything that must not hold up the page: checking the file, loading and parsing data, proposing. A switch
 * over requests { id, kind, ... }; each is answered { id, answer }, { id, problems } or { id, error }.
 *
 *   create  { module, space, constraints, search, objective }  the tuner alone
 *   open    { module, study, files, base, folders, params, seed, speed, lack }  a study file and its data; says { what, share }
 *           on the way. speed: the build that trials run in; lack: why that is not the one that the file asks for
 *   serve   { port }                                  sends the data through a port, to a trial worker
 *   ask     { want }                                  { asked: [{ number, params, config }], state, ended }
 *   report  { number, reports }                       the step of the pruner's next look, 0 to stop the trial
 *   load    { module, bytes }                         the tuner alone, as save left it; { kept, directions ... }
 *   save    { kept }                                  its bytes, which hold what the caller wants kept, too
 *   add     { params, state, values }                 the number of a finished trial from elsewhere
 *   recall  { known }                                 what trials of an earlier life of this run were, by number: asked for again
 *   adopt   { queue }                                 which of these configurations the tuner takes as its first trials
 *   importance { method, pairs }                      how much each parameter mattered, and each pair
 *   peek    { module, data, validation, files, base, folders }  some rows of the data, in a form that can be drawn
 *   plan    { module, study, facts }                  the shapes and sizes of a network on data of which facts are known
 *   view    { request }                               what the sampler or the pruner believes (view.js)
 *   look    { module, study, warmStart }              the tuner of a checked study that another worker runs; what it was warmed up by; then
 *   follow  { trials }                                its trials, by number (replay.js)
 *   hypervolume { numbers, reference }                of complete trials
 *   rehearse { module, folders }                      nothing, so that the next request is answered sooner (rehearsal.js)
 *   tell, refit, layers, fingerprint                          as their functions below
 */
import { port } from '#platform';
import { impossible, never } from '../lib/check-constraints.js';
import { enqueueAll } from '../lib/check-enqueue.js';
import { brokenBy } from '../lib/constraint-code.js';
import { noteOf, notSaved } from '../lib/engine-state.js';
import {
  completeConfig,
  decodeValues,
  encodeConfig,
  encodeConstraints,
  encodeData,
  encodeParams,
  encodeSearch,
  encodeSpace,
  flatten,
} from '../lib/encode.js';
import { Engine, EngineError, STATUS, STEP } from '../lib/engine.js';
import { StudyError } from '../lib/errors.js';
import { firstObjective, objectivesOf } from '../lib/objectives.js';
import { openStudy } from '../lib/open.js';
import { peekData } from '../lib/peek.js';
import { planNetwork } from '../lib/plan.js';
import { checkParams } from '../lib/params.js';
import { problem } from '../lib/problems.js';
import { rehearse as rehearsal } from '../lib/rehearsal.js';
import { Replay } from '../lib/replay.js';
import { canonical, fingerprintText } from '../lib/result.js';
import { defaultsOf, indexOf, parseSchema, rowOf } from '../lib/schema.js';
import { checkTuner, expandSpace, resolveStudy } from '../lib/study-file.js';
import { warmUp } from '../lib/warm-start.js';

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
/** @type {Promise<void> | undefined} */
let starting;
/** Somebody waits for an answer. */
let isWanted = false;
/** @type {Schema} */
let schema;
/** @type {ReturnType<Engine['study']> | null} none when a single configuration was given */
let tuner = null;
/** @type {Record<string, Param>} */
let space = {};
/** The name of the tuner's pruner. */
let pruner = 'none';
/** @type {Replay | null} */
let replay = null;
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
/** What the tuner was made of, checked. @type {any} */
let tuned = null;
/** What an earlier study found, as it was given. @type {unknown} */
let warmStart;
/** Those of its trials that the tuner took. @type {ReturnType<typeof warmUp>} */
let warmed = { trials: [], warnings: [] };
/** Configurations of an earlier life of the run, by number. @type {Map<number, Params>} */
let recalled = new Map();
/** How many trials the tuner has proposed. */
let proposed = 0;
/** @type {Params | null} the single configuration, when there is no tuner */
let single = null;

const handlers = {
  create,
  peek,
  plan,
  load,
  save,
  open,
  serve,
  add,
  adopt,
  recall,
  ask,
  report,
  tell,
  importance,
  layers,
  hypervolume,
  view,
  look,
  follow,
  refit,
  fingerprint,
  rehearse,
};

onMessage(async ({ id, kind, ...request }) => {
  isWanted ||= kind !== 'rehearse';
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
async function create({ module, warmStart: given, ...json }) {
  await startEngine(module);
  warmStart = given;
  const { errors, study: checked } = checkTuner(schema, json);
  if (errors.length > 0) throw new StudyError(errors);
  startTuner(checked);
  return { ...facts(), warnings: warmed.warnings };
}

/** What is to be known of the tuner. */
function facts() {
  const directions = objectivesOf(tuned).map(({ direction }) => direction);
  return { directions, rejected: tuner?.rejected ?? 0, sampler: picked() };
}

/** What `auto` has picked, and why; undefined when it was not asked. @returns {import('../lib/types').Picked | undefined} */
function picked() {
  const { sampler = 0, reason = -1 } = tuner?.state.picked ?? {};
  if (reason < 0) return undefined;
  const { samplers, reasons } = schema.tables;
  return { picked: samplers[sampler].name, reason: reasons[reason].name };
}

/** @param {{ module: WebAssembly.Module, bytes: Uint8Array }} request */
async function load({ module, bytes }) {
  await startEngine(module);
  try {
    let kept;
    tuner = engine.load(bytes, () => {
      ({ tuned, kept } = JSON.parse(noteOf(bytes)));
      space = expandSpace(tuned);
      return { count: Object.keys(space).length, objectives: objectivesOf(tuned).length };
    });
    pruner = tuned.search.pruner?.type ?? 'none';
    proposed = /** @type {any} */ (kept).trials.length;
    return { ...facts(), kept };
  } catch (error) {
    if (error instanceof EngineError && error.status !== STATUS.BAD_ARGUMENT) throw error;
    throw new StudyError([notSaved()]);
  }
}

/** @param {{ kept: unknown }} request */
function save({ kept }) {
  return /** @type {NonNullable<typeof tuner>} */ (tuner).state.save(
    JSON.stringify({ tuned, kept }),
  );
}

/** @param {{ params: Params, state: 'complete' | 'pruned' | 'failed', values: number[] }} request @returns {number} -1 when the budget is used up */
function add({ params, state, values }) {
  const wrong = checkParams(tuned, params);
  if (wrong.length > 0) throw new StudyError(wrong);
  const row = encodeParams(space, params);
  const broken = brokenBy(space, tuned.constraints, row);
  if (broken.length > 0)
    throw new StudyError(
      broken.map((constraint) => problem('params', 'constraint_broken', { constraint })),
    );
  const number = Number(tuner?.state.adopt(row, state, values));
  if (number === STATUS.EXHAUSTED) return -1;
  if (number < 0) throw new StudyError([problem('params', 'enqueue_refused')]);
  proposed++;
  return number;
}

/** @param {{ known: [number, Params][] }} request */
function recall({ known }) {
  recalled = new Map(known);
}

/** The next trial, without the cost of proposing it where it is known. */
function nextTrial() {
  const it = /** @type {NonNullable<typeof tuner>} */ (tuner);
  const known = recalled.get(proposed);
  return (known && it.state.recall(encodeParams(space, known))) ?? it.ask();
}

/** @param {any} request @returns {Promise<import('../lib/inspect.js').Opened>} */
async function open({ module, params, speed: trainer, lack, warmStart: given, ...request }) {
  await startEngine(module);
  warmStart = given;
  const opened = await openStudy(schema, { ...request, params, module }, post);
  const { dataset: data, folds, testRows, warnings } = opened;
  ({ study, info } = opened);
  speed = trainer;
  if (lack) warnings.push(problem('speed', lack));
  served = { data, split: encodeData(schema, study) };
  if (params) single = params;
  else startTuner(study);
  warnings.push(...warmed.warnings);
  const size = tuner?.size ?? 1;
  const step = tuner?.step ?? STEP.NONE;
  return {
    study,
    data: info,
    speed,
    warnings,
    planned: tuner?.budget ?? 1,
    size: Number.isFinite(size) ? size : null,
    rejected: tuner?.rejected ?? 0,
    sampler: picked(),
    warm_start: warmFacts(),
    folds,
    testRows,
    step,
    metric: indexOf(schema, 'metrics', firstObjective(study).metric),
    metrics: schema.tables.metrics.map(({ name }) => name),
  };
}

/** Once. @param {WebAssembly.Module} module */
function startEngine(module) {
  starting ??= Engine.create(module).then((created) => {
    engine = created;
    schema = parseSchema(engine.schemaText());
  });
  return starting;
}

/** @param {{ module: WebAssembly.Module, folders: string[] }} request */
async function rehearse(request) {
  try {
    await startEngine(request.module);
    await rehearsal(schema, request, () => isWanted);
  } catch {
    // who asks for more will hear what is wrong
  }
}

/**
 * @param {StudyFile} checked @param {Params[]} [before] configurations that come before those that the file enqueues
 * @returns {boolean[]} which of them the tuner has taken: not what is outside the space or there twice
 */
function startTuner(checked, before = []) {
  tuned = checked;
  space = expandSpace(checked);
  const chosen = /** @type {any} */ (checked.search.pruner);
  pruner = chosen?.type ?? chosen ?? 'none';
  const maximize = objectivesOf(checked).map(({ direction }) => direction === 'maximize');
  const { constraints = [] } = checked;
  const numbers = encodeSpace(space, encodeConstraints(schema, space, constraints));
  tuner = engine.study(numbers, encodeSearch(schema, checked), maximize);
  if (tuner.budget === 0) throw new StudyError([impossible()]);
  if (warmStart !== undefined) warmed = warmUp(tuner, space, checked, warmStart);
  return enqueueAll(tuner, space, checked.search.enqueue, before);
}

/** @param {any} request @returns {Promise<import('../lib/peek.js').Peek>} */
async function peek(request) {
  await startEngine(request.module);
  return peekData(schema, request, post);
}

/** @param {any} request @returns {Promise<import('../lib/plan.js').Plan>} */
async function plan({ module, study: checked, facts }) {
  await startEngine(module);
  return planNetwork(engine, schema, checked, facts);
}

/** How many trials of an earlier study the tuner knows, and a hash of them. @returns {import('../lib/types').WarmFacts | undefined} */
function warmFacts() {
  const { trials: known } = warmed;
  if (known.length === 0) return undefined;
  return { trials: known.length, hash: engine.hash(canonical(known)) };
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
 * @returns {{ asked: { number: number, params: Params, config: Float64Array | null }[], state: 'ready' | 'wait' | 'exhausted',
 *   ended?: 'constraints' }}
 */
function ask({ want }) {
  if (!tuner) return askSingle();
  const asked = [];
  while (asked.length < want) {
    const { number, values } = nextTrial();
    if (number === STATUS.WAIT) return { asked, state: 'wait' };
    if (number === STATUS.EXHAUSTED) return exhausted(asked);
    const params = decodeValues(space, values);
    asked.push({ number, params, config: configOf(params) });
    proposed++;
  }
  return { asked, state: 'ready' };
}

/** There will be no more. @param {ReturnType<typeof ask>['asked']} asked @returns {ReturnType<typeof ask>} */
function exhausted(asked) {
  const draws = tuner?.gaveUp ?? 0;
  if (draws > 0 && proposed === 0 && asked.length === 0) throw new StudyError([never(draws)]);
  return { asked, state: 'exhausted', ...(draws > 0 && { ended: 'constraints' }) };
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
 * @param {{ number: number, state: 'complete' | 'pruned' | 'failed', values: number[], trial?: BareTrial }} request values: one for
 *   each objective; trial: of a run, kept for its fingerprint
 */
function tell({ number, state, values, trial }) {
  tuner?.tell(number, state, values);
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

/** @param {{ request: import('../lib/types').ViewRequest }} request */
async function view({ request }) {
  if (!tuner) return { kind: 'none', of: 'sampler', name: '', reason: 'no_view' };
  const { viewOf } = await import('../lib/view.js'); // the page's first view needs none
  const { samplers } = schema.tables;
  const sampler = samplers[tuner.state.picked.sampler].name;
  const own = defaultsOf(rowOf(schema, 'samplers', 'nsga2')?.fields ?? []);
  const { population_size: size } = { ...own, ...tuned.search.sampler };
  return viewOf({ tuner, space, sampler, pruner, size }, request);
}

/** @param {{ module: WebAssembly.Module, study: StudyFile, warmStart?: unknown }} request */
async function look({ module, study: checked, warmStart: given }) {
  await startEngine(module);
  warmStart = given;
  if (given !== undefined) startTuner(checked);
  const known = warmFacts();
  replay = new Replay((before) => {
    tuner?.free();
    startTuner(checked, before);
    return /** @type {import('../lib/engine-study.js').StudyHandle} */ (tuner);
  });
  return known;
}

/** @param {{ trials: import('../lib/replay.js').Lived[] }} request */
function follow({ trials: lived }) {
  return replay?.follow(lived, (params) => encodeParams(space, params));
}

/** @param {{ numbers: number[], reference: number[] }} request complete trials; one value for each objective */
function hypervolume({ numbers, reference }) {
  return tuner?.hypervolume(numbers, reference) ?? 0;
}

/**
 * The configuration of the best trial for all training rows, and for how many epochs: as many as the folds' best weights took
 * in the mean when they were chosen by validation, which the refit does not have; else as the file says.
 * @param {{ params: Params, bestEpochs: number[] }} request
 */
function refit({ params, bestEpochs }) {
  const resolved = resolveStudy(/** @type {StudyFile} */ (study), params);
  const { training } = completeConfig(schema, resolved);
  const chosen = training.early_stopping.type === 'patience' || training.score === 'best';
  const mean = bestEpochs.reduce((sum, epoch) => sum + epoch + 1, 0) / bestEpochs.length;
  return { config: configOf(params), epochs: chosen ? Math.floor(mean + 0.5) : training.epochs };
}

/** The layers of a configuration with all their fields, in the order in which C has them. @param {{ params: Params }} request */
function layers({ params }) {
  const resolved = resolveStudy(/** @type {StudyFile} */ (study), params);
  return flatten(completeConfig(schema, resolved).layers);
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
      warm_start: warmFacts(),
    });
  const told = trials.filter((trial) => trial);
  return engine.hash(fingerprintText({ ...known, state, best, test, test_reason, trials: told }));
}
