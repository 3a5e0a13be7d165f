/** What the sampler believes before a trial, and where it goes next: gp's surface, tpe's densities, asha's rungs; of those that
 *  learn nothing how their points fill the space. */
import { register as registerCells } from './cells-controller.js';
import { register as registerDensities } from './densities-controller.js';
import { formatNumber, formatScore, formatValue } from './format.js';
import { densitiesConfig, goodOf, tellingOf } from './sampler-densities.js';
import { planeConfig, sliceConfig } from './sampler-plane.js';
import { reached, rungsConfig } from './sampler-rungs.js';
import {
  ALONE,
  hasRungs,
  hasScore,
  isAsked,
  kindOf,
  pairOf,
  proposed,
  samplerOf,
  stepOf,
  whose,
} from './sampler-study.js';
import { axesOf } from './scales.js';
import { register as registerShapes } from './shapes-controller.js';
import { objectivesOf, wordFor } from './why.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./sampler-study.js').Loaded} Loaded */

export const id = 'sampler';
/** What another program's sampler thought is not known. @type {(study: import('../lib/types').StudyFile) => boolean} */
export const fits = ({ foreign }) => !foreign;
/** @type {string[]} */
export const views = [];

const SURFACES = ['mean', 'deviation', 'acquisition'];
/** Points along an axis of a plane, and of one parameter. */
const POINTS = { plane: 36, line: 121 };
const ALL = '*';
/** Of tpe, where the study does not say it. */
const STARTUP = 6;

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
  if (hasRungs(snapshot))
    found.push(choice('of', whose(snapshot, options), ['sampler', 'pruner'], 'chart.sampler.of'));
  if (kind === 'asha' || axes.length < 2) return found;
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
  const { across, up } = pairOf(study, options, kind !== 'points');
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
  if (of === 'pruner' || samplerOf(snapshot) === 'tpe')
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
  const generation = generationOf(name, search, axes.length, before);
  return {
    kind: has ? kind : 'points',
    view: has,
    /** An answer is on its way, or comes with the next trial. */
    waits: asked && !isFor,
    early: has
      ? known.length === 0 || isDrawn(kind, search, step)
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
    next: step === null ? null : (trials.find(({ number }) => number === step) ?? null),
    best: has?.best ?? null,
    good:
      kind === 'tpe' ? goodOf(known, maximize, Number(search.sampler?.gamma ?? 0.2)) : new Set(),
    generation,
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

/** The latest proposals of those that go by generations. @param {string} name @param {any} search @param {number} params @param {TrialView[]} before */
function generationOf(name, search, params, before) {
  const sizes = {
    cma_es: 4 + Math.floor(3 * Math.log(Math.max(1, params))),
    nsga2: Number(search.sampler?.population_size ?? 50),
  };
  const size = sizes[/** @type {'cma_es' | 'nsga2'} */ (name)] ?? 0;
  return size && before.length >= size ? before.slice(-size) : [];
}

/** @typedef {ReturnType<typeof info>} SamplerInfo */

/** @param {SamplerInfo} info @param {Look} look @returns {any} */
export function config(info, look) {
  const { kind, across, up } = info;
  if (!across) return { type: 'scatter', data: { datasets: [] }, options: {} };
  if (kind === 'asha') return rungsConfig(info, look);
  if (kind === 'tpe') return densitiesConfig(info, look);
  if (kind === 'gp' && !up) return sliceConfig(info, look);
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
  ticks: [],
  position: () => 0.5,
  text: () => '',
};

/** @param {SamplerInfo} info @param {Look} look */
export function sentence(info, { t }) {
  if (isEmpty(info)) return t('chart.sampler.empty');
  const when = whenOf(info, t);
  return `${when}${what(info, t)}`;
}

/** @param {SamplerInfo} info @param {Look['t']} t */
function whenOf({ step, waiting, status, known }, t) {
  if (step !== null) return t('chart.sampler.before', { trial: step, known: known.length });
  return status === 'running' && waiting.length
    ? t('chart.sampler.now', { known: known.length })
    : '';
}

/** @param {SamplerInfo} info @param {Look['t']} t */
function what(info, t) {
  const { kind, name, view, next, early, maximize } = info;
  if (kind === 'asha') return rungWords(info, t);
  if (early) return t('chart.sampler.early', { name });
  if (kind === 'tpe') {
    const telling = tellingOf(info);
    return telling ? t('chart.sampler.tpe', telling) : t('chart.sampler.alike');
  }
  if (kind === 'gp') {
    const { mean, deviation } = view;
    const top = mean.reduce(
      (/** @type {number} */ at, /** @type {number} */ each, /** @type {number} */ i) =>
        (maximize ? each > mean[at] : each < mean[at]) ? i : at,
      0,
    );
    const values = {
      value: formatScore(mean[top]),
      deviation: formatNumber(Number(deviation[top].toPrecision(2))),
    };
    const goal = next
      ? t('chart.sampler.went.next', { trial: next.number })
      : t('chart.sampler.goes');
    return `${t('chart.sampler.gp', { ...values, at: placeWords(info, top) })} ${goal}`;
  }
  return t(`chart.sampler.is.${name}`);
}

/** @param {SamplerInfo} info @param {number} at index of a figure of the view */
function placeWords({ view }, at) {
  const { x, y } = view;
  const value = (/** @type {any} */ each) =>
    formatValue(typeof each === 'number' ? Number(each.toPrecision(2)) : each);
  const across = `${x.param} ${value(x.values[at % x.values.length])}`;
  return y ? `${across}, ${y.param} ${value(y.values[Math.floor(at / x.values.length)])}` : across;
}

/** @param {SamplerInfo} info @param {Look['t']} t */
function rungWords(info, t) {
  const rungs = reached(info);
  const [first] = rungs;
  if (!first) return t('chart.sampler.early', { name: 'asha' });
  const counts = rungs.map(({ trials }) => trials.length).join(' → ');
  return t('chart.sampler.asha', { counts, steps: rungs.map(({ step }) => step).join(', ') });
}

/** @param {SamplerInfo} info @param {Look} look */
export function note({ kind, up, view, axes, generation, show, waits, known }, { t }) {
  if (waits) return t('chart.loading');
  if (kind === 'asha') return t('chart.sampler.ladder');
  if (kind === 'tpe') return t('chart.sampler.rugs');
  if (kind === 'points')
    return generation.length
      ? t('chart.sampler.ellipse', { trials: generation.length })
      : t('chart.slice.age');
  const said = [up ? t(`chart.sampler.note.${show}`) : t('chart.sampler.note.slice')];
  if (axes.length > (up ? 2 : 1) && view.best !== null && known.length)
    said.push(t('chart.sampler.others', { trial: view.best }));
  return said.join(' ');
}

/** @param {SamplerInfo} info */
export function isEmpty({ kind, waits, trials, across, view }) {
  if (!across || trials.length === 0) return true;
  if (kind === 'asha' && view) return reached(/** @type {any} */ ({ view })).length === 0;
  return waits && kind !== 'points';
}

/** @param {SamplerInfo} info @param {Look} look */
export function table(info, { t }) {
  const { kind, view, known, waiting, across, up, metric } = info;
  if (kind === 'asha')
    return {
      columns: ['rung', 'trial', 'went']
        .map((name) => t(`chart.sampler.column.${name}`))
        .toSpliced(2, 0, metric),
      rows: reached(info).flatMap(({ step, trials }) =>
        trials.map(({ number, value, promoted }) => [step, number, value, promoted ? '✓' : null]),
      ),
    };
  if (kind === 'tpe') {
    const rows = Object.entries(view.params).flatMap(([name, own]) =>
      own.values.map((/** @type {any} */ value, /** @type {number} */ i) => [
        name,
        plain(value),
        figure(own.good[i]),
        figure(own.bad[i]),
      ]),
    );
    return {
      columns: [
        t('chart.space.param'),
        ...['value', 'good', 'others'].map((name) => t(`chart.sampler.column.${name}`)),
      ],
      rows,
    };
  }
  if (kind === 'gp') {
    const { x, y, mean, deviation, acquisition } = view;
    const columns = [
      x.param,
      ...(y ? [y.param] : []),
      ...SURFACES.map((name) => t(`chart.sampler.${name}`)),
    ];
    const rows = mean.map((/** @type {number} */ each, /** @type {number} */ i) => [
      plain(x.values[i % x.values.length]),
      ...(y ? [plain(y.values[Math.floor(i / x.values.length)])] : []),
      figure(each),
      figure(deviation[i]),
      figure(acquisition[i]),
    ]);
    return { columns, rows };
  }
  const names = [across, up].flatMap((axis) => (axis ? [axis.name] : []));
  const trials = [...known, ...waiting];
  return {
    columns: [t('chart.space.trial'), ...names, metric],
    rows: trials.map(({ number, params, value }) => [
      number,
      ...names.map((name) => plain(params[name])),
      value ?? null,
    ]),
    trials: trials.map(({ number }) => number),
  };
}

/** @param {any} value */
const plain = (value) =>
  typeof value === 'number' ? figure(value) : value === undefined ? null : formatValue(value);
/** @param {number} value */
const figure = (value) => (Number.isFinite(value) ? Number(value.toPrecision(5)) : null);
