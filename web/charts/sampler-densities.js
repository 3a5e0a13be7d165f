/** tpe's view: two densities for each parameter, those of the good trials and of the others. */
import { formatValue } from './format.js';
import { options } from './look.js';
import { jitter } from './scales.js';
import { pick } from './densities-controller.js';

/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {any} SamplerInfo as sampler.js has it */

const MOST_GOOD = 25;

/** The good trials as tpe takes them: the best share of those known, 25 at most. @param {readonly TrialView[]} known @param {boolean} maximize @param {number} gamma @returns {Set<number>} */
export function goodOf(known, maximize, gamma) {
  const complete = known.filter(({ status }) => status === 'complete');
  const sign = maximize ? -1 : 1;
  const ranked = complete.toSorted(
    (a, b) => sign * (Number(a.value) - Number(b.value)) || a.number - b.number,
  );
  const count = Math.min(MOST_GOOD, Math.ceil(gamma * known.length));
  return new Set(ranked.slice(0, count).map(({ number }) => number));
}

/** @param {SamplerInfo} info @param {Look} look */
export function densitiesConfig(info, look) {
  const { view, axes } = info;
  const panels = axes.flatMap((/** @type {Axis} */ axis) => {
    const own = view.params[axis.name];
    return own ? [panelOf(axis, own, info, look)] : [];
  });
  const { ink, muted, line, panel, series } = look;
  const paints = { good: look.best, bad: muted, ink, muted, line, panel, next: series[1] };
  const hidden = { display: false, min: 0, max: 1 };
  return {
    type: 'scatter',
    data: { datasets: [{ type: 'densities', data: [], panels, paints }] },
    options: options({ x: hidden, y: hidden }, () => ''),
    pick,
  };
}

/** @param {Axis} axis @param {any} own @param {SamplerInfo} info @param {Look} look */
function panelOf(axis, own, info, look) {
  const { known, good, next, selected, hovered, brushed } = info;
  const isCounted = axis.kind === 'choice';
  const at = own.values.map((/** @type {any} */ value) => axis.position(value) ?? 0);
  const wide = isCounted
    ? 0.5 / axis.ticks.length
    : axis.values.length
      ? 0.5 / axis.values.length
      : 0;
  const rugs = known.flatMap((/** @type {TrialView} */ { number, params }) => {
    const place = axis.position(params[axis.name]);
    if (place === null) return [];
    return [
      {
        at: Math.min(Math.max(place + wide * jitter(number), 0), 1),
        trial: number,
        good: good.has(number),
        line: number === selected ? look.ink : number === hovered ? look.muted : null,
        pale: brushed !== null && !brushed.has(number),
      },
    ];
  });
  const place = next ? axis.position(next.params[axis.name]) : peakOf(own, at);
  return {
    title: axis.name,
    bars: isCounted || at.length < 12,
    at,
    good: own.good,
    bad: own.bad,
    rugs,
    next: place === null ? null : { at: place, text: next ? String(next.number) : '×' },
    ticks: axis.ticks,
  };
}

/** @param {{ratio: number[]}} own @param {number[]} at */
function peakOf({ ratio }, at) {
  let most = 0;
  ratio.forEach((each, i) => {
    if (each > ratio[most]) most = i;
  });
  return at[most] ?? null;
}

/** The parameter on which the good trials stand most apart, and where. @param {SamplerInfo} info @returns {{name: string, value: string} | null} */
export function tellingOf({ view }) {
  let found = null;
  let most = 0;
  for (const [name, own] of Object.entries(view.params)) {
    const { good, bad, values, ratio } = /** @type {any} */ (own);
    const all =
      good.reduce((/** @type {number} */ sum, /** @type {number} */ each) => sum + each, 0) || 1;
    const others =
      bad.reduce((/** @type {number} */ sum, /** @type {number} */ each) => sum + each, 0) || 1;
    let apart = 0;
    good.forEach((/** @type {number} */ each, /** @type {number} */ i) => {
      apart += Math.abs(each / all - bad[i] / others) / 2;
    });
    if (apart <= most) continue;
    most = apart;
    const at = ratio.indexOf(Math.max(...ratio));
    found = { name, value: formatValue(roughly(values[at])) };
  }
  return found;
}

/** @param {any} value */
const roughly = (value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(2)) : value;
