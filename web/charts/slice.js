/** The score against the values of one parameter. */
import { formatScore, formatValue } from './format.js';
import { atEdge, edgeMarks, isOff, offNote } from './off-axis.js';
import { endsOf, scoreRange } from './score-range.js';
import {
  axesIn,
  jitter,
  mixed,
  NOT_USED,
  score,
  scoresOf,
  spreadOf,
  usualAxis,
  viridis,
} from './scales.js';
import {
  chosenAxis,
  paramChoice,
  paramScale,
  rings,
  smallPrint,
  spaceOptions,
  valueScale,
} from './space.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {import('./scales.js').Scores} Scores */
/** @typedef {import('./space.js').Options} Options */

export const id = 'slice';
/** @type {string[]} */
export const views = [];

/** The choice of several parameters beside each other, and how many. */
const SEVERAL = '*';
const MOST = 4;
/** The share of variance from which a parameter is said to matter. */
const MATTERS = 0.1;
const ENOUGH = 10;

/**
 * @typedef {object} Panel of one parameter
 * @property {Axis} axis
 * @property {Point[]} complete
 * @property {Point[]} pruned
 * @property {number} without trials that have no such parameter; they stand at its foot
 * @property {number} share of the variance of the scores between its values
 */
/**
 * @typedef {object} SliceInfo
 * @property {Panel[]} panels
 * @property {Scores} scores
 * @property {[number, number]} ends of the axis of scores
 * @property {number} off trials beyond them
 * @property {number} last number of the latest trial
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {Set<number> | null} brushed
 */

/** @param {Snapshot} snapshot @param {Options} options */
export function choices(snapshot, { param, look }) {
  const axes = axesIn(snapshot);
  if (axes.length < 2) return [];
  const t = look?.t ?? String;
  const value = param === SEVERAL ? SEVERAL : chosenAxis(axes, param, usualAxis(axes)).name;
  const choice = paramChoice('param', t('chart.space.param'), axes, value);
  const several = { value: SEVERAL, text: t('chart.slice.several') };
  return [{ ...choice, options: [...choice.options, several] }];
}

/** @param {Snapshot} snapshot @param {Options} options @returns {SliceInfo} */
export function info(snapshot, { selected, hovered = null, brushed = null, param }) {
  const scores = scoresOf(snapshot);
  const axes = axesIn(snapshot);
  const one = chosenAxis(axes, param, usualAxis(axes));
  const shown = param === SEVERAL ? strongest(axes, scores) : one ? [one] : [];
  const { complete, pruned } = scores;
  const numbers = [...complete, ...pruned].map(({ number }) => number);
  const range = scoreRange(complete.map(score), scores.maximize, pruned.map(score));
  const ends = endsOf(range ?? [0, 1]);
  const off = [...complete, ...pruned].filter((trial) => isOff({ y: score(trial) }, ends));
  return {
    panels: shown.map((axis) => ({
      axis,
      complete: pointsOf(complete, axis),
      pruned: pointsOf(pruned, axis),
      without: [...complete, ...pruned].filter((trial) => isWithout(trial, axis)).length,
      share: spreadOf(axis, scores),
    })),
    scores,
    ends,
    off: off.length,
    last: Math.max(1, ...numbers),
    selected,
    hovered,
    brushed,
  };
}

/** Those whose values tell the scores apart best, in the order of the space. @param {Axis[]} axes @param {Scores} scores */
function strongest(axes, scores) {
  const ranked = axes.map((axis) => ({ axis, share: spreadOf(axis, scores) }));
  ranked.sort((a, b) => b.share - a.share);
  const most = ranked.slice(0, MOST).map(({ axis }) => axis);
  return axes.filter((axis) => most.includes(axis));
}

/** @param {TrialView} trial @param {Axis} axis */
const isWithout = ({ params }, { name, position }) => position(params[name]) === null;

/** How far from its place a trial may stand: where there are only a few values, those of one value stand beside each other. @param {Axis} axis */
function widthOf(axis) {
  const few = axis.values.length || (axis.kind === 'choice' ? axis.ticks.length : 0);
  return few ? Math.min(0.5 / few, 0.2) : 0;
}

/** Sorted by place. @param {TrialView[]} trials @param {Axis} axis */
function pointsOf(trials, axis) {
  const wide = widthOf(axis);
  /** @type {Point[]} */
  const points = [];
  for (const trial of trials) {
    const at = axis.position(trial.params[axis.name]);
    if (at === null && !axis.sometimes) continue;
    const x = at === null ? footAt(trial) : at + wide * jitter(trial.number);
    points.push({ x, y: score(trial), trial: trial.number });
  }
  return points.sort((a, b) => a.x - b.x);
}

/** @param {TrialView} trial */
const footAt = ({ number }) => NOT_USED + 0.06 * jitter(number);

/** @param {SliceInfo} info @param {Look} look */
export function config(info, look) {
  const { panels, scores, ends, selected, hovered, brushed } = info;
  const marks = { best: scores.best?.number, selected, hovered };
  const on = (/** @type {Point[]} */ points) => points.filter((point) => !isOff(point, ends));
  const datasets = panels.flatMap(({ complete, pruned }, i) => {
    const all = [...complete, ...pruned].sort((a, b) => a.x - b.x);
    const shown = all.map((point) => atEdge(point, ends));
    return [
      dots(on(complete), info, look),
      triangles(on(pruned), info, look),
      edgeMarks(all, ends, look, brushed),
      ...rings(shown, marks, look),
    ].map((each) => ({ ...each, xAxisID: `x${i || ''}` }));
  });
  const several = panels.length > 1;
  const scales = panels.map(({ axis }, i) => [
    `x${i || ''}`,
    {
      ...paramScale(look, axis, { narrow: several, wide: widthOf(axis), hasFoot: axis.sometimes }),
      axis: 'x',
      position: 'bottom',
      stack: 'x',
    },
  ]);
  const trials = new Map(
    [...scores.complete, ...scores.pruned].map((trial) => [trial.number, trial]),
  );
  return {
    type: 'scatter',
    data: { datasets },
    options: spaceOptions(
      { ...Object.fromEntries(scales), y: valueScale(look, scores, ends) },
      ({ raw, dataset }) => {
        const { axis } = panels[Number(dataset.xAxisID.slice(1))];
        const value = formatValue(trials.get(raw.trial)?.params[axis.name]) || look.t(axis.none);
        return look.t('chart.slice.point', {
          trial: raw.trial,
          name: axis.name,
          value,
          score: formatScore(raw.value ?? raw.y),
        });
      },
    ),
  };
}

/** Early trials pale, late ones strong. @param {Point[]} points @param {SliceInfo} info @param {Look} look */
function dots(points, { last, brushed }, look) {
  const many = points.length > 300;
  return {
    data: points,
    clip: 8,
    borderWidth: 0,
    pointRadius: many ? 2 : 3.5,
    pointHoverRadius: 5,
    backgroundColor: points.map(({ trial = 0 }) =>
      brushed && !brushed.has(trial) ? look.line : ageColour(trial / last, look),
    ),
    order: 4,
  };
}

/** @param {number} age 0 the first trial, 1 the latest @param {Look} look */
const ageColour = (age, { dark, panel }) =>
  mixed(viridis(dark ? 0.25 + 0.6 * age : 0.75 - 0.6 * age), panel, 0.45 + 0.5 * age);

/** @param {Point[]} points @param {SliceInfo} info @param {Look} look */
function triangles(points, { brushed }, look) {
  return {
    data: points,
    clip: 8,
    pointStyle: 'triangle',
    pointRadius: 3.5,
    backgroundColor: look.panel,
    borderColor: points.map(({ trial = 0 }) =>
      brushed && !brushed.has(trial) ? look.line : look.muted,
    ),
    borderWidth: 1,
    order: 5,
  };
}

/** @param {SliceInfo} info @param {Look} look */
export function sentence({ panels, scores }, { t }) {
  const { best, complete } = scores;
  const [first] = panels;
  if (!best || !first) return t('chart.slice.empty');
  const { name, none } = panels.reduce((a, b) => (b.share > a.share ? b : a)).axis;
  const most = Math.max(...panels.map(({ share }) => share));
  const values = { name, value: formatValue(best.params[name]) || t(none) };
  if (complete.length < ENOUGH) return t('chart.slice.early', values);
  const share = Math.round(100 * most);
  return t(most > MATTERS ? 'chart.slice.matters' : 'chart.slice.flat', { ...values, share });
}

/** @param {SliceInfo} info @param {Look} look */
export function note({ panels, scores, off }, { t }) {
  const most = panels.reduce((a, b) => (b.without > a.without ? b : a), panels[0]);
  const foot = most?.without
    ? t('chart.slice.foot', { word: t(most.axis.none), trials: most.without })
    : '';
  const more = smallPrint({ ...scores, beyond: 0 }, t);
  const edge = offNote(off, scores.maximize, t);
  return [t('chart.slice.age'), foot, more, edge].filter(Boolean).join(' ');
}

/** @param {SliceInfo} info */
export function isEmpty({ panels }) {
  return panels.every(({ complete, pruned }) => complete.length + pruned.length === 0);
}

/** @param {SliceInfo} info @param {Look} look */
export function table({ panels, scores }, { t }) {
  const names = panels.map(({ axis }) => axis.name);
  const trials = [...scores.complete, ...scores.pruned];
  return {
    columns: [t('chart.space.trial'), ...names, scores.metric],
    rows: trials.map((trial) => [
      trial.number,
      ...names.map((name) => cellOf(trial.params[name])),
      score(trial),
    ]),
    trials: trials.map(({ number }) => number),
  };
}

/** @param {import('../lib/types').Json | undefined} value */
export const cellOf = (value) =>
  typeof value === 'number' ? value : value === undefined ? null : formatValue(value);
