/** What the sampler's chart knows of a study without asking: who proposes, along which axes, and what was known before a trial. */
import { axesOf, usualAxis } from './scales.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {'gp' | 'tpe' | 'cma_es' | 'nsga2' | 'asha' | 'bar' | 'points'} Kind */
/** What came of a question. @typedef {{view: any, of: string, x?: string, y?: string, step: number | null}} Loaded */

/** Those without a belief that can be drawn from the outside; of the rest a viewer knows. */
const PLAIN = ['random', 'grid', 'sobol', 'halton'];
/** Those that have one. @type {readonly string[]} */
const BELIEVING = ['gp', 'tpe', 'cma_es', 'nsga2'];
/** Pruners that can be looked at, and how. @type {Record<string, Kind>} */
const PRUNERS = { asha: 'asha', median: 'bar', percentile: 'bar' };
/** The choice of no second parameter. */
export const ALONE = '-';

/** @param {StudyFile | null} study @param {'sampler' | 'pruner'} what */
function typeOf(study, what) {
  const given = /** @type {any} */ (study?.search)?.[what];
  return String(given?.type ?? given ?? '');
}

/** The sampler's name; what `auto` picked once that is known. @param {Snapshot} snapshot */
export function samplerOf({ study, result }) {
  const picked = /** @type {any} */ (result)?.sampler?.picked;
  return String(picked ?? (typeOf(study, 'sampler') || 'random'));
}

/** Whether there is a pruner to look at. @param {Snapshot} snapshot */
export const hasPruner = ({ study }) => typeOf(study, 'pruner') in PRUNERS;

/** Whose view is chosen: the pruner's where the sampler itself learns nothing. @param {Snapshot} snapshot @param {any} options */
export function whose(snapshot, { of }) {
  if (!hasPruner(snapshot)) return 'sampler';
  return of ?? (PLAIN.includes(samplerOf(snapshot)) ? 'pruner' : 'sampler');
}

/** @param {Snapshot} snapshot @param {any} options @returns {Kind} */
export function kindOf(snapshot, options) {
  if (whose(snapshot, options) === 'pruner') return PRUNERS[typeOf(snapshot.study, 'pruner')];
  const name = samplerOf(snapshot);
  if (PLAIN.includes(name)) return 'points';
  const kind = BELIEVING.includes(name) ? name : options.loaded?.view?.kind;
  return BELIEVING.includes(kind) ? kind : 'points';
}

/** Whether a viewer has something to say. @param {Snapshot} snapshot @param {any} options */
export const isAsked = (snapshot, options) => {
  if (whose(snapshot, options) === 'pruner') return kindOf(snapshot, options) === 'asha';
  return !PLAIN.includes(samplerOf(snapshot));
};

/**
 * The axes of a plane; `up` null for one parameter alone.
 * @param {StudyFile | null} study @param {any} options @param {boolean} alone whether one may be looked at
 */
export function pairOf(study, { x, y }, alone) {
  const axes = axesOf(study);
  const across = axes.find(({ name }) => name === x) ?? axes[usualAxis(axes)] ?? null;
  const rest = axes.filter((axis) => axis !== across);
  const up = rest.find(({ name }) => name === y) ?? rest[usualAxis(rest)] ?? null;
  return { axes, across, up: alone && y === ALONE ? null : up };
}

/** Proposed so far, by number. @param {Snapshot} snapshot */
export const proposed = ({ trials }) =>
  trials.filter(Boolean).toSorted((a, b) => a.number - b.number);

/** The step chosen, null for now. @param {Snapshot} snapshot @param {any} options @returns {number | null} */
export function stepOf({ trials }, { step }) {
  const n = Number(step ?? Number.NaN);
  return Number.isInteger(n) && n >= 0 && n < trials.length ? n : null;
}

/** @param {TrialView} trial */
export const hasScore = ({ status, value }) =>
  (status === 'complete' || status === 'pruned') && Number.isFinite(value);
