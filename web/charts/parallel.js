/** Parallel coordinates: an axis for each parameter and one for the score, a line for each trial. */
import { firstObjective } from '../lib/objectives.js';
import { formatScore, formatValue } from './format.js';
import { FOOT, memoryOf } from './parallel-brush.js';
import {
  axesIn,
  NOT_USED,
  quality,
  SCORE,
  score,
  scoreAxis,
  scoresOf,
  spreadOf,
} from './scales.js';

export { register } from './parallel-controller.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./parallel-brush.js').Line} Line */
/** @typedef {import('./parallel-brush.js').Memory} Memory */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {import('./scales.js').Scores} Scores */

export const id = 'parallel';
/** @type {string[]} */
export const views = [];

/** The choice of the select that asks for nothing: what is so already. */
const NOW = 'now';

/**
 * @typedef {object} ParallelInfo
 * @property {Axis[]} axes in the order of the space, the score's last
 * @property {Line[]} lines the worst first; the same array while nothing changed
 * @property {Scores} scores
 * @property {Memory} memory
 * @property {Set<number> | null} brushed
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {string} wish
 * @property {string} strongest the parameter whose values tell the scores apart best, '' before there are enough trials
 */
/** @typedef {{selected: number | null, hovered?: number | null, brushed?: Set<number> | null, axis?: string, part?: string, look?: Look}} Options */

/** @type {WeakMap<StudyFile, {of: TrialView[], range: Scores['range'], lines: Line[], strongest: string}>} */
const drawn = new WeakMap();

/** @param {Snapshot} snapshot @param {Options} options @returns {ParallelInfo} */
export function info(snapshot, { selected, hovered = null, brushed = null, part = '' }) {
  const { study } = snapshot;
  const scores = scoresOf(snapshot);
  const { metric } = scores;
  const axes = [...axesIn(snapshot), scoreAxis(scores, metric)];
  const { lines, strongest } = linesOf(study, axes, scores);
  const memory = memoryOf(study);
  return {
    axes,
    lines,
    scores,
    memory,
    brushed,
    selected,
    hovered,
    wish: part === NOW ? '' : part,
    strongest,
  };
}

/** @param {StudyFile | null} study @param {Axis[]} axes @param {Scores} scores */
function linesOf(study, axes, scores) {
  if (!study) return { lines: [], strongest: '' };
  const of = [...scores.pruned, ...scores.complete];
  const before = drawn.get(study);
  const unchanged =
    before?.of.length === of.length &&
    String(before.range) === String(scores.range) &&
    before.of.every((trial, i) => trial === of[i]);
  if (before && unchanged) return before;
  const lines = of.map((trial) => lineOf(trial, axes, scores));
  lines.sort((a, b) => Number(b.pruned) - Number(a.pruned) || a.good - b.good);
  const now = { of, range: scores.range, lines, strongest: strongestOf(axes, scores) };
  drawn.set(study, now);
  return now;
}

/** @param {TrialView} trial @param {Axis[]} axes @param {Scores} scores @returns {Line} */
function lineOf(trial, axes, scores) {
  const last = axes.length - 1;
  const at = Float32Array.from(axes, (axis, i) => {
    const value = i === last ? score(trial) : trial.params[axis.name];
    return axis.position(value) ?? NOT_USED;
  });
  const pruned = trial.status === 'pruned';
  return { trial, at, good: quality(scores, score(trial)), pruned };
}

/** @param {Axis[]} axes @param {Scores} scores */
function strongestOf(axes, scores) {
  if (scores.complete.length < 10) return '';
  const spreads = axes
    .slice(0, -1)
    .map((axis) => ({ name: axis.name, share: spreadOf(axis, scores) }));
  return spreads.reduce((a, b) => (b.share > a.share ? b : a), { name: '', share: 0.1 }).name;
}

/**
 * The brush for who does not drag: an axis, and what of it to keep. A wish carries the count of changes, so that the same one
 * is a new one after a change by hand.
 * @param {Snapshot} snapshot @param {Options} options
 */
export function choices(snapshot, { axis = SCORE, part = '', look }) {
  const t = look?.t ?? String;
  const axes = axesIn(snapshot);
  if (axes.length === 0) return [];
  const { metric = '' } = snapshot.study ? firstObjective(snapshot.study) : {};
  const chosen = axes.find(({ name }) => name === axis);
  const key = chosen ? axis : SCORE;
  const memory = memoryOf(snapshot.study);
  const { ranges, changes } = memory;
  const range = ranges.get(key);
  const wish = (/** @type {string} */ part) => (part === now ? NOW : `${changes}/${key}/${part}`);
  const parts = partsOf(chosen, t);
  const now = range ? range.join(':') : 'all';
  const own = { part: now, text: t('chart.parallel.own') };
  const known = now === 'all' || parts.some(({ part }) => part === now);
  const all = [{ part: 'all', text: t('chart.parallel.all') }, ...(known ? [] : [own]), ...parts];
  return [
    {
      name: 'axis',
      label: t('chart.parallel.axis'),
      value: key,
      options: [
        { value: SCORE, text: t('chart.parallel.by', { name: metric || t('chart.score') }) },
        ...axes.map(({ name }) => ({ value: name, text: t('chart.parallel.by', { name }) })),
      ],
    },
    {
      name: 'part',
      label: t('chart.parallel.part'),
      value: part && part !== memory.wish ? part : NOW,
      options: all.map(({ part, text }) => ({ value: wish(part), text })),
    },
  ];
}

/** What of an axis can be kept by a select: each choice, or a third; or what goes without. @param {Axis | undefined} axis @param {Look['t']} t */
function partsOf(axis, t) {
  const parts = valuesOf(axis, t);
  if (!axis?.sometimes) return parts;
  return [
    ...parts,
    { part: FOOT.join(':'), text: t('chart.parallel.keepNone', { word: t(axis.none) }) },
  ];
}

/** @param {Axis | undefined} axis @param {Look['t']} t */
function valuesOf(axis, t) {
  if (axis?.kind !== 'choice')
    return [
      { part: `0:${1 / 3}`, text: t('chart.parallel.low') },
      { part: `${1 / 3}:${2 / 3}`, text: t('chart.parallel.middle') },
      { part: `${2 / 3}:1`, text: t('chart.parallel.high') },
    ];
  const half = 0.5 / axis.ticks.length;
  return axis.ticks.map(({ at, text }) => ({ part: `${at - half}:${at + half}`, text }));
}

/** How many trials go without some parameter. @param {Line[]} lines */
const without = (lines) => lines.filter(({ at }) => at.some((place) => place < 0)).length;

/** @param {ParallelInfo} info @param {Look} look */
export function config(info, look) {
  return {
    type: 'parallel',
    data: { datasets: [{ data: [], clip: false, info, look }] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
    /** @param {any} chart @param {number} x @param {number} y @returns {number | null} */
    pick: (chart, x, y) => chart.getDatasetMeta(0).controller.lineAt({ x, y }),
  };
}

/** @param {ParallelInfo} info @param {Look} look */
export function sentence({ lines, strongest, brushed, scores, axes }, { t }) {
  const { best, metric } = scores;
  if (lines.length === 0) return t('chart.parallel.empty');
  const values = { lines: lines.length, axes: axes.length - 1, metric };
  if (brushed) return t('chart.parallel.brushed', { ...values, trials: brushed.size });
  if (!strongest || !best) return t('chart.parallel.says', values);
  const value = formatValue(best.params[strongest]);
  return value
    ? t('chart.parallel.strongest', { ...values, name: strongest, value })
    : t('chart.parallel.says', values);
}

/** @param {ParallelInfo} info @param {Look} look */
export function note({ scores, axes, lines }, { t }) {
  const said = [];
  const some = axes.find(({ sometimes }) => sometimes);
  if (some) said.push(t('chart.parallel.foot', { word: t(some.none), trials: without(lines) }));
  if (scores.pruned.length) said.push(t('chart.space.pruned', { trials: scores.pruned.length }));
  if (scores.failed) said.push(t('chart.space.failed', { trials: scores.failed }));
  if (scores.beyond) said.push(t('chart.space.beyond', { trials: scores.beyond }));
  return said.join(' ');
}

/** @param {ParallelInfo} info */
export function isEmpty({ lines }) {
  return lines.length === 0;
}

/** @param {ParallelInfo} info @param {Look} look */
export function table({ lines, axes, scores, brushed }, { t }) {
  const params = axes.slice(0, -1).map(({ name }) => name);
  const shown = lines.filter(({ trial }) => !brushed || brushed.has(trial.number)).reverse();
  return {
    columns: [t('chart.space.trial'), t('page.trials.state'), ...params, scores.metric],
    rows: shown.map(({ trial }) => [
      trial.number,
      t(`page.trial.${trial.status}`),
      ...params.map((name) => formatValue(trial.params[name]) || null),
      formatScore(score(trial)),
    ]),
    trials: shown.map(({ trial }) => trial.number),
  };
}
