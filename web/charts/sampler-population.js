/** nsga2's view: the parents by rank, the children that compete with them, and who died out; over two parameters or over two objectives. */
import { formatCost } from './format.js';
import { axis, options } from './look.js';
import { atEdge, edgeMarks, isOff } from './off-axis.js';
import { mixed } from './scales.js';
import { endsOf, scoreRange } from './score-range.js';
import { rings } from './space.js';

/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {any} SamplerInfo as sampler.js has it */

/** Ranks beyond this are as pale as this one. */
const PALEST = 4;

/** The part that each trial has: the rank of a parent, 'child', or none. @param {SamplerInfo} info @returns {Map<number, number | 'child'>} */
export function partsOf({ view, waiting }) {
  /** @type {Map<number, number | 'child'>} */
  const parts = new Map();
  for (const { number, rank } of view.parents) parts.set(number, rank);
  for (const number of view.fresh) parts.set(number, 'child');
  for (const { number } of waiting) parts.set(number, 'child');
  return parts;
}

/**
 * How the trials are drawn, those of no part first. @param {any[]} places @param {SamplerInfo} info @param {Look} look
 */
export function populationDots(places, info, look) {
  const parts = partsOf(info);
  const waiting = new Set(info.waiting.map((/** @type {TrialView} */ { number }) => number));
  const { brushed } = info;
  const fill = (/** @type {number} */ trial) => {
    const part = parts.get(trial);
    if (part === undefined || brushed?.has(trial) === false) return look.line;
    if (part === 'child') return waiting.has(trial) ? 'transparent' : look.series[1];
    return mixed(look.best, look.panel, 1 - (0.8 * Math.min(part, PALEST)) / PALEST);
  };
  const rim = (/** @type {number} */ trial) => {
    const part = parts.get(trial);
    if (part === undefined || brushed?.has(trial) === false) return look.muted;
    return part === 'child' ? look.series[1] : look.best;
  };
  return {
    data: places,
    clip: 8,
    pointStyle: places.map(({ trial }) => (parts.get(trial) === 'child' ? 'rectRot' : 'circle')),
    pointRadius: places.map(({ trial }) => {
      const part = parts.get(trial);
      return part === undefined ? 2 : part === 'child' ? 5 : 5.5;
    }),
    pointHoverRadius: 6,
    borderWidth: places.map(({ trial }) => (parts.has(trial) ? 1.5 : 0.5)),
    borderColor: places.map(({ trial }) => rim(trial)),
    backgroundColor: places.map(({ trial }) => fill(trial)),
    order: 4,
  };
}

/** Where the trials stand over the first two objectives, and the ends of both axes. @param {SamplerInfo} info */
function planeOf({ objectives, known }) {
  /** @type {{x: number, y: number, trial: number, values: number[]}[]} */
  const places = known.flatMap((/** @type {any} */ { number, values }) =>
    values?.slice(0, 2).every(Number.isFinite)
      ? [{ x: values[0], y: values[1], trial: number, values }]
      : [],
  );
  places.sort((a, b) => a.x - b.x);
  const [across, ends] = /** @type {const} */ (['x', 'y']).map((way, i) => {
    const values = places.map((place) => place[way]);
    return endsOf(scoreRange(values, objectives[i].direction === 'maximize') ?? [0, 1]);
  });
  return { places, across, ends };
}

/** How many trials neither axis, or one of them, shows. @param {SamplerInfo} info */
export function offPlane(info) {
  const { places, across, ends } = planeOf(info);
  return places.filter((place) => isOff(place, ends, across)).length;
}

/** Over the first two objectives. @param {SamplerInfo} info @param {Look} look */
export function valuesConfig(info, look) {
  const { objectives, selected, hovered, brushed } = info;
  const { t } = look;
  const { places, across, ends } = planeOf(info);
  const on = places.filter((place) => !isOff(place, ends, across));
  const shown = places.map((place) => atEdge(place, ends, across)).sort((a, b) => a.x - b.x);
  const scale = (/** @type {readonly [number, number]} */ [min, max], /** @type {number} */ i) => {
    const maximize = objectives[i].direction === 'maximize';
    const words = t(`chart.pareto.${maximize ? 'maximize' : 'minimize'}`, {
      name: objectives[i].metric,
    });
    return axis(look, words, { min, max });
  };
  return {
    type: 'scatter',
    data: {
      datasets: [
        populationDots(on, info, look),
        edgeMarks(places, ends, look, brushed, across),
        ...rings(shown, { selected, hovered }, look),
      ],
    },
    options: options({ x: scale(across, 0), y: scale(ends, 1) }, ({ raw }) =>
      t('chart.point', {
        trial: raw.trial,
        value: raw.values.slice(0, 2).map(formatCost).join(', '),
      }),
    ),
  };
}
