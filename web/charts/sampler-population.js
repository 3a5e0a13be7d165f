/** nsga2's view: the parents by rank, the children that compete with them, and who died out; over two parameters or over two objectives. */
import { formatCost } from './format.js';
import { axis, options } from './look.js';
import { mixed } from './scales.js';
import { scoreRange } from './score-range.js';
import { rings } from './space.js';
import { around } from './why.js';

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

/** Over the first two objectives. @param {SamplerInfo} info @param {Look} look */
export function valuesConfig(info, look) {
  const { objectives, known, selected, hovered } = info;
  const { t } = look;
  const places = known.flatMap((/** @type {any} */ { number, values }) =>
    values?.slice(0, 2).every(Number.isFinite)
      ? [{ x: values[0], y: values[1], trial: number }]
      : [],
  );
  places.sort((/** @type {any} */ a, /** @type {any} */ b) => a.x - b.x);
  const scale = (/** @type {'x' | 'y'} */ way, /** @type {number} */ i) => {
    const maximize = objectives[i].direction === 'maximize';
    const values = places.map((/** @type {any} */ place) => place[way]);
    const range = around(scoreRange(values, maximize) ?? [0, 1]);
    const words = t(`chart.pareto.${maximize ? 'maximize' : 'minimize'}`, {
      name: objectives[i].metric,
    });
    return axis(look, words, range);
  };
  return {
    type: 'scatter',
    data: {
      datasets: [populationDots(places, info, look), ...rings(places, { selected, hovered }, look)],
    },
    options: options({ x: scale('x', 0), y: scale('y', 1) }, ({ raw }) =>
      t('chart.point', { trial: raw.trial, value: [raw.x, raw.y].map(formatCost).join(', ') }),
    ),
  };
}
