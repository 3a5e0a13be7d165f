/** The brushes of parallel coordinates, and what lies where. */
import { NOT_USED } from './scales.js';

/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Area */
/** @typedef {{axis: Axis, index: number, x: number}} Place an axis and where it stands across; index: in the order of the space */

/** The foot of an axis: a brush of trials without the parameter. */
export const FOOT = /** @type {const} */ ([NOT_USED - 0.04, NOT_USED + 0.04]);

/**
 * @typedef {object} Line
 * @property {TrialView} trial
 * @property {Float32Array} at its place on each axis, the score's last
 * @property {number} good from 0, the worst, to 1, the best
 * @property {boolean} pruned
 */
/** @typedef {[number, number]} Range of places on an axis */
/**
 * What the reader did to the axes of a study. The controller changes it; it outlives the card.
 * @typedef {object} Memory
 * @property {string[]} order names of the axes as they stand, empty until one was moved
 * @property {Map<string, Range>} ranges the brushes, by axis
 * @property {Set<number> | null} sent the trials told last
 * @property {boolean} heard whether the page has shown them since
 * @property {string} wish the last choice of the card's selects that was followed
 * @property {number} changes
 */
/** @type {WeakMap<StudyFile, Memory>} */
const memories = new WeakMap();

/** @param {StudyFile | null} study @returns {Memory} */
export function memoryOf(study) {
  const kept = study && memories.get(study);
  if (kept) return kept;
  const memory = { order: [], ranges: new Map(), sent: null, heard: false, wish: '', changes: 0 };
  if (study) memories.set(study, memory);
  return memory;
}

/** The axes as they stand: as the reader put them, new ones before the score. @param {Axis[]} axes @param {string[]} order */
export function placed(axes, order) {
  const place = (/** @type {Axis} */ axis) => {
    const at = order.indexOf(axis.key);
    return at < 0 ? axes.length : at;
  };
  const ranked = axes.map((axis, index) => ({ axis, index }));
  return order.length
    ? ranked.sort((a, b) => place(a.axis) - place(b.axis) || a.index - b.index)
    : ranked;
}

/**
 * The trials that every brush lets through; null without a brush.
 * @param {Line[]} lines @param {Axis[]} axes @param {Map<string, Range>} ranges
 * @returns {Set<number> | null}
 */
export function within(lines, axes, ranges) {
  const asked = axes.flatMap((axis, index) => {
    const range = ranges.get(axis.key);
    return range ? [{ index, range }] : [];
  });
  if (asked.length === 0) return null;
  const through = lines.filter(({ at }) =>
    asked.every(({ index, range: [low, high] }) => at[index] >= low && at[index] <= high),
  );
  return new Set(through.map(({ trial }) => trial.number));
}

/**
 * What a choice of the card's selects asks for.
 * @param {string} wish @returns {{key: string, range: Range | null}}
 */
export function wished(wish) {
  const [, key, part] = /^\d+\/(.*)\/([^/]*)$/s.exec(wish) ?? [];
  const [low, high] = (part ?? '').split(':').map(Number);
  return { key: key ?? '', range: Number.isFinite(high) ? [low, high] : null };
}

/** Room for two rows of names above the axes, and for what is not used below. */
const NAMES_PX = 38;
/** Axes nearer to each other have their names in three rows instead of two. */
export const NARROW_PX = 45;
export const ROW_PX = 15;
/** So far beside an axis a finger still means it. */
const REACH_PX = 14;
const NEAR_PX = 14;

/**
 * Where the axes are, inside the area of the chart.
 * @param {Area} area @param {boolean} unused whether some axis needs a place for what is not used @param {number} [axes] how many
 * @returns {Area}
 */
export function areaOf({ left, right, top, bottom }, unused, axes = 0) {
  const isNarrow = axes > 1 && (right - left - 78) / (axes - 1) < NARROW_PX;
  const high = top + NAMES_PX + (isNarrow ? ROW_PX : 0);
  const whole = bottom - 8 - high;
  const low = unused ? high + whole / (1 - NOT_USED + 0.04) : bottom - 8;
  return { left: left + 14, right: right - 64, top: high, bottom: low };
}

/** @param {{axis: Axis, index: number}[]} axes @param {Area} area @returns {Place[]} */
export function placesOf(axes, { left, right }) {
  const apart = axes.length > 1 ? (right - left) / (axes.length - 1) : 0;
  return axes.map((each, i) => ({ ...each, x: left + i * apart }));
}

/** Up is more. @param {number} at @param {Area} area */
export const heightOf = (at, { top, bottom }) => bottom - at * (bottom - top);

/** The place on an axis of a height; a little beyond its ends at most. @param {number} y @param {Area} area */
export function valueAt(y, { top, bottom }) {
  return Math.min(Math.max((bottom - y) / (bottom - top), FOOT[0]), 1.02);
}

/**
 * The axis under a point, and whether it is its name.
 * @param {{x: number, y: number}} point @param {Place[]} places @param {Area} area
 */
export function spotAt({ x, y }, places, area) {
  const place = places[axisAt(x, places)];
  const apart = places.length > 1 ? places[1].x - places[0].x : 2 * REACH_PX;
  const onName = y < area.top - 6;
  const reach = onName ? Math.max(apart / 2, REACH_PX) : Math.min(REACH_PX, 0.3 * apart);
  return place && Math.abs(place.x - x) <= reach ? { ...place, onName } : null;
}

/** The nearest axis, by where it stands. @param {number} x @param {Place[]} places */
export function axisAt(x, places) {
  let nearest = 0;
  places.forEach((place, i) => {
    if (Math.abs(place.x - x) < Math.abs(places[nearest].x - x)) nearest = i;
  });
  return nearest;
}

/**
 * The trial whose line passes nearest to a point, of those that a brush has left; the better one of two as near.
 * @param {{x: number, y: number}} point
 * @param {Line[]} lines the best last
 * @param {Set<number> | null} through
 * @param {Place[]} places
 * @param {Area} area
 * @returns {number | null}
 */
export function nearestLine({ x, y }, lines, through, places, area) {
  const right = places.findIndex((place) => place.x >= x);
  if (right < 0 || (right === 0 && places[0].x - x > NEAR_PX)) return null;
  const to = places[Math.max(right, 1)];
  const from = places[Math.max(right, 1) - 1];
  if (!from || !to) return null;
  const share = Math.min(Math.max((x - from.x) / (to.x - from.x), 0), 1);
  let best = NEAR_PX;
  let found = null;
  for (const { trial, at } of lines) {
    if (through && !through.has(trial.number)) continue;
    const height = at[from.index] + share * (at[to.index] - at[from.index]);
    const off = Math.abs(heightOf(height, area) - y);
    if (off > best) continue;
    best = off;
    found = trial.number;
  }
  return found;
}
