/** What the sampler believes before a trial, and where it goes next: gp's surface, tpe's densities, the distribution of cma_es, nsga2's
 *  parents; of those that learn nothing how their points fill the space. And what the pruner goes by: asha's rungs, the bar of median. */
import { register as registerCells } from './cells-controller.js';
import { register as registerDensities } from './densities-controller.js';
import { barConfig, barInfo } from './sampler-bar.js';
import { densitiesConfig, goodOf } from './sampler-densities.js';
import { planeConfig, sliceConfig } from './sampler-plane.js';
import { valuesConfig } from './sampler-population.js';
import { reached, rungsConfig } from './sampler-rungs.js';
import {
  ALONE,
  hasPruner,
  hasScore,
  isAsked,
  kindOf,
  pairOf,
  proposed,
  samplerOf,
  stepOf,
  whose,
} from './sampler-study.js';
import { note as noteOf, sentence as sentenceOf } from './sampler-words.js';
import { axesOf } from './scales.js';
import { register as registerShapes } from './shapes-controller.js';
import { objectivesOf, wordFor } from './why.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./sampler-study.js').Loaded} Loaded */

export { table } from './sampler-table.js';
export const id = 'sampler';
/** What another program's sampler thought is not known. @type {(study: import('../lib/types').StudyFile) => boolean} */
export const fits = ({ foreign }) => !foreign;
/** @type {string[]} */
export const views = [];

const SURFACES = ['mean', 'deviation', 'acquisition'];
/** Points along an axis of a plane, and of one parameter. */
const POINTS = { plane: 36, line: 121 };
const ALL = '*';
/** What the population is drawn over. */
const OVER = ['params', 'values'];
/** Of tpe, and trials at a time, where the study does not say it. */
const STARTUP = 6;
const PARALLELISM = 4;

/** @param {typeof import('chart.js').Chart} chart */
export function register(chart) {
  registerCells(chart);
  registerShapes(chart);
  registerDensities(chart);
}

/**
 * How far one can step back: before trial 0, 1, 2 ... and `last`, which is now. What is chosen comes back as `step`.
 * @param {Snapshot} snapshot
 */
export function steps({ trials }) {
  return trials.length > 1 ? { last: trials.length } : null;
}

/** @param {Snapshot} snapshot @param {any} options */
export function choices(snapshot, options) {
  const { study } = snapshot;
  const axes = axesOf(study);
  if (!study || axes.length === 0) return [];
  const t = options.look?.t ?? String;
  const kind = kindOf(snapshot, options);
  const choice = (
    /** @type {string} */ name,
    /** @type {string} */ value,
    /** @type {string[]} */ values,
    prefix = 'chart.sampler',
  ) => ({
    name,
    label: t(`chart.sampler.choose.${name}`),
    value,
    options: values.map((each) => ({ value: each, text: prefix ? t(`${prefix}.${each}`) : each })),
  });
  const found = [];
  if (hasPruner(snapshot))
    found.push(choice('of', whose(snapshot, options), ['sampler', 'pruner'], 'chart.sampler.of'));
  if (kind === 'asha' || kind === 'bar') return found;
  if (kind === 'nsga2' && objectivesOf(study).length > 1) {
    const { over = OVER[0] } = options;
    found.push(choice('over', OVER.includes(over) ? over : OVER[0], OVER, 'chart.sampler.over'));
    if (over === 'values') return found;
  }
  if (axes.length < 2) return found;
  const names = axes.map(({ name }) => name);
  if (kind === 'tpe') {
    const { param = ALL } = options;
    const one = choice('param', names.includes(param) ? param : ALL, names, '');
    one.options.unshift({ value: ALL, text: t('chart.sampler.all') });
    return [...found, one];
  }
  const { across, up } = pairOf(study, options, kind === 'gp');
  const rest = names.filter((name) => name !== across?.name);
  const upward = choice('y', up?.name ?? ALONE, rest, '');
  if (kind === 'gp') upward.options.push({ value: ALONE, text: t('chart.sampler.alone') });
  if (kind === 'gp' && up) {
    const { show = SURFACES[0] } = options;
    found.push(choice('show', SURFACES.includes(show) ? show : SURFACES[0], SURFACES));
  }
  return [...found, choice('x', across?.name ?? '', names, ''), upward];
}

/** @param {Snapshot} snapshot @param {any} options */
export function key(snapshot, options) {
  const { study, finished, trials } = snapshot;
  if (!study || !isAsked(snapshot, options) || trials.length === 0) return '';
  const step = stepOf(snapshot, options);
  const kind = kindOf(snapshot, options);
  const { across, up } = pairOf(study, options, kind === 'gp');
  const axes = kind === 'gp' ? [across?.name, up?.name] : [];
  return JSON.stringify([
    wordFor(study),
    whose(snapshot, options),
    step ?? `now ${finished}`,
    axes,
  ]);
}

/** @param {Snapshot} snapshot @param {any} options @param {any} tools @returns {Promise<Loaded>} */
export async function load(snapshot, options, tools) {
  const of = whose(snapshot, options);
  const step = stepOf(snapshot, options);
  const viewer = await tools.viewer(snapshot);
  const at = step === null ? { of } : { of, trial: step };
  if (of === 'pruner' || ['tpe', 'cma_es', 'nsga2'].includes(samplerOf(snapshot)))
    return { view: await viewer.view(at), of, step };
  const { across, up } = pairOf(snapshot.study, options, true);
  const params = [across, up].flatMap((axis) => (axis ? [axis.name] : []));
  const points = up ? POINTS.plane : POINTS.line;
  const view = await viewer.view({ ...at, params, points });
  // `auto` may have picked tpe, which shows all of its parameters.
  const all = view.kind === 'tpe' ? await viewer.view(at) : view;
  return { view: all, of, step, x: across?.name, y: up?.name };
}

/** @param {Snapshot} snapshot @param {any} options */
export function info(snapshot, options) {
  const {
    selected,
    hovered = null,
    brushed = null,
    loaded,
    show = SURFACES[0],
    param = ALL,
  } = options;
  const { study, status } = snapshot;
  const asked = isAsked(snapshot, options);
  const given = /** @type {Loaded | undefined} */ (asked ? loaded : undefined);
  const isFor = given?.of === whose(snapshot, options) ? given : undefined;
  const kind = kindOf(snapshot, options);
  const has = isFor && isFor.view.kind === kind ? isFor.view : null;
  // What is drawn is what was asked for when the answer came: the step of the answer, its axes.
  const step = isFor ? isFor.step : stepOf(snapshot, options);
  const drawn = has && kind === 'gp' ? { ...options, x: isFor?.x, y: isFor?.y ?? ALONE } : options;
  const { axes, across, up } = pairOf(study, drawn, kind === 'gp');
  const trials = proposed(snapshot);
  const before = step === null ? trials : trials.filter(({ number }) => number < step);
  const outcomes = has?.outcomes ?? before.length;
  const isKnown = (/** @type {TrialView} */ trial) =>
    hasScore(trial) && (step === null || trial.number < outcomes);
  const known = before.filter(isKnown);
  const [objective] = objectivesOf(study);
  const maximize = objective?.direction !== 'minimize';
  const search = /** @type {any} */ (study?.search ?? {});
  const name = isFor?.view.reason === 'no_view' ? isFor.view.name : samplerOf(snapshot);
  const parallelism = Number(search.parallelism ?? PARALLELISM);
  const visible = step === null ? trials.length : Math.max(0, step - parallelism + 1);
  const next = step === null ? null : (trials.find(({ number }) => number === step) ?? null);
  const isBar = kind === 'bar';
  return {
    kind: has || isBar ? kind : 'points',
    view: has,
    /** An answer is on its way, or comes with the next trial. */
    waits: asked && !isFor,
    early: has
      ? (kind === 'gp' || kind === 'tpe') && (known.length === 0 || isDrawn(kind, search, step))
      : isFor?.view.reason === 'too_early',
    name,
    status,
    step,
    trials,
    axes: kind === 'tpe' && param !== ALL ? axes.filter((axis) => axis.name === param) : axes,
    across,
    up,
    show: SURFACES.includes(show) ? show : SURFACES[0],
    known,
    waiting: before.filter((trial) => trial.status !== 'failed' && !isKnown(trial)),
    next,
    /** What the viewer does not know of. */
    warm: asked && has ? snapshot.result?.warm_start : undefined,
    over: options.over,
    objectives: objectivesOf(study),
    bars: isBar ? barInfo({ before, next, visible, search, maximize }) : null,
    best: has?.best ?? null,
    good:
      kind === 'tpe' ? goodOf(known, maximize, Number(search.sampler?.gamma ?? 0.2)) : new Set(),
    /** Those that cma_es will learn from next. */
    generation: has?.kind === 'cma_es' ? spanOf(has, before.length) : null,
    maximize,
    metric: objective?.metric ?? '',
    selected,
    hovered,
    brushed,
  };
}

/** Whether tpe drew its proposal at random, as its first ones. @param {string} kind @param {any} search @param {number | null} step */
const isDrawn = (kind, { sampler }, step) =>
  kind === 'tpe' && step !== null && step < Number(sampler?.n_startup_trials ?? STARTUP);

/** The generation under way, the one before where it has no trial yet. @param {{first: number, size: number}} view @param {number} trials @returns {Set<number>} */
function spanOf({ first, size }, trials) {
  const from = first < trials ? first : Math.max(0, first - size);
  return new Set(Array.from({ length: size }, (_, i) => from + i));
}

/** @typedef {ReturnType<typeof info>} SamplerInfo */

/** @param {SamplerInfo} info @param {Look} look @returns {any} */
export function config(info, look) {
  const { kind, across, up } = info;
  if (kind === 'bar') return barConfig(info, look);
  if (!across) return { type: 'scatter', data: { datasets: [] }, options: {} };
  if (kind === 'asha') return rungsConfig(info, look);
  if (kind === 'tpe') return densitiesConfig(info, look);
  if (kind === 'gp' && !up) return sliceConfig(info, look);
  if (kind === 'nsga2' && info.over === 'values') return valuesConfig(info, look);
  return planeConfig(up ? info : { ...info, up: ONE }, look);
}

/** In place of a second parameter: the points stand at any height. @type {import('./scales.js').Axis} */
const ONE = {
  name: '',
  key: '',
  kind: 'number',
  log: false,
  values: [],
  sometimes: false,
  none: '',
  ticks: [],
  position: () => 0.5,
  text: () => '',
};

/** @param {SamplerInfo} info @param {Look} look */
export const sentence = (info, look) => sentenceOf(info, look, isEmpty(info));

/** @param {SamplerInfo} info @param {Look} look */
export const note = (info, look) => noteOf(info, look);

/** @param {SamplerInfo} info */
export function isEmpty({ kind, waits, trials, across, view, bars }) {
  if ((!across && kind !== 'bar') || trials.length === 0) return true;
  if (kind === 'asha' && view) return reached(/** @type {any} */ ({ view })).length === 0;
  if (kind === 'bar') return !bars?.curves.length;
  return waits && kind !== 'points';
}
