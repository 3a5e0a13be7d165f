/** What the charts over the axes of a space have in common: their scales for Chart.js, their selects, their small print. */
import { axis, options } from './look.js';
import { NOT_USED, rounds } from './scales.js';
import { endsOf } from './score-range.js';
import { formatNumber, formatTick, shortName } from './format.js';

/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {import('./scales.js').Scores} Scores */
/** @typedef {{selected: number | null, hovered?: number | null, brushed?: Set<number> | null, view?: string, look?: Look, [choice: string]: any}} Options */

/**
 * A parameter's axis for Chart.js: places from 0 to 1, its own values as ticks.
 * @param {Look} look @param {Axis} param
 * @param {{ narrow?: boolean, longest?: number, wide?: number, hasFoot?: boolean }} [options] narrow: one of several beside each other; longest:
 *   name; wide: how far from its place a trial may stand; hasFoot: whether there is a place for trials without the parameter
 */
export function paramScale(
  look,
  { name = '', kind, ticks, none },
  { narrow = false, longest = 24, wide = 0, hasFoot = false } = {},
) {
  const words = new Map(ticks.map(({ at, text }) => [at, text]));
  if (hasFoot) words.set(NOT_USED, look.t(none));
  const room = narrow ? 0.1 : kind === 'choice' ? 0 : 0.03 + wide / 2;
  const most = narrow ? 8 : 14;
  return axis(look, shortName(name, narrow ? 10 : longest), {
    min: hasFoot ? NOT_USED - 0.1 : -room,
    max: 1 + room,
    ticks: {
      callback: (/** @type {number} */ at) => lines(words.get(at) ?? '', most),
      autoSkipPadding: 6,
      ...(narrow && { align: 'inner' }),
      ...(kind === 'choice' && { autoSkip: narrow || ticks.length > 12 }),
    },
    afterBuildTicks: (scale) => {
      const ends = narrow && kind === 'number' && ticks.length > 2;
      const shown = ends ? [ticks[0], ticks[ticks.length - 1]] : ticks;
      const foot = hasFoot ? [{ value: NOT_USED }] : [];
      scale.ticks = [...foot, ...shown.map(({ at }) => ({ value: at }))];
    },
  });
}

/** @param {string} text @param {number} most */
const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** From and to stand below each other. @param {string} text @param {number} most */
function lines(text, most) {
  const [from, to] = text.split(' – ');
  return to === undefined ? short(text, most) : [from, `– ${to}`];
}

/** The score's axis, a little wider than its range. @param {Look} look @param {Scores} scores @param {readonly [number, number]} [ends] */
export function valueScale(look, { range, metric }, [min, max] = endsOf(range ?? [0, 1])) {
  return axis(look, metric || look.t('chart.score'), { min, max });
}

/** Ticks of a legend of scores. @param {Scores} scores */
export function legendTicks({ range }) {
  const [low, high] = range ?? [0, 1];
  if (!(high > low)) return [{ at: 0.5, text: formatNumber(low) }];
  const values = rounds(low, high);
  const step = values.length > 1 ? values[1] - values[0] : 1;
  return values.map((value) => ({
    at: (value - low) / (high - low),
    text: values.length > 1 ? formatTick(value, step) : formatNumber(value),
  }));
}

/** The same upright, where there is less room for its name. @param {Look} look @param {Axis} param */
export const uprightScale = (look, param) => paramScale(look, param, { longest: 16 });

/** A select of a parameter. @param {string} name @param {string} label @param {readonly Axis[]} axes @param {string} value */
export const paramChoice = (name, label, axes, value) => ({
  name,
  label,
  value,
  options: axes.map((each) => ({ value: each.name, text: each.name })),
});

/** The chosen axis, or the one that stands for it. @param {readonly Axis[]} axes @param {string | undefined} name @param {number} otherwise */
export const chosenAxis = (axes, name, otherwise) =>
  axes.find((each) => each.name === name) ?? axes[otherwise];

/**
 * Rings around marked points; each ring only where its trial is among the points.
 * @param {readonly Point[]} points
 * @param {{best?: number, selected: number | null, hovered: number | null}} marks
 * @param {Look} look
 */
export function rings(points, { best, selected, hovered }, look) {
  const ring = (/** @type {number | null | undefined} */ number, /** @type {string} */ colour) => ({
    data: points.filter(({ trial }) => trial === number),
    pointRadius: 6,
    pointHoverRadius: 6,
    backgroundColor: 'transparent',
    borderColor: colour,
    borderWidth: 2,
    clip: 8,
  });
  return [
    { ...ring(best, look.best), order: 2 },
    { ...ring(hovered, look.muted), order: 1 },
    { ...ring(selected, look.ink), order: 0 },
  ];
}

/** Small print: what is not drawn as the others are. @param {Scores} scores @param {Look['t']} t @param {number} [unused] trials without the parameter */
export function smallPrint({ pruned, failed, beyond }, t, unused = 0) {
  const said = [];
  if (unused) said.push(t('chart.space.unused', { trials: unused }));
  if (pruned.length) said.push(t('chart.space.pruned', { trials: pruned.length }));
  if (failed) said.push(t('chart.space.failed', { trials: failed }));
  if (beyond) said.push(t('chart.space.beyond', { trials: beyond }));
  return said.join(' ');
}

/** @param {Record<string, object>} scales @param {(item: any) => string} text @param {number} [right] room for a legend */
export function spaceOptions(scales, text, right) {
  const made = options(scales, text);
  return right ? { ...made, layout: { padding: { top: 6, right } } } : made;
}
