/** What the charts about the reasons have in common: which question is asked anew when, and whose words a parameter has. */
import { objectivesOf as allOf } from '../lib/objectives.js';
import { endsOf } from './score-range.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').Objective} Objective */

/** Fewer complete trials tell nothing. */
export const FEWEST = 4;

/** @param {StudyFile | null} study @returns {Objective[]} */
export const objectivesOf = (study) => (study ? allOf(study) : []);

/** @type {WeakMap<StudyFile, number>} */
const numbers = new WeakMap();
let last = 0;

/** A word that stands for this very study. @param {StudyFile} study */
export function wordFor(study) {
  if (!numbers.has(study)) numbers.set(study, ++last);
  return String(numbers.get(study));
}

/** How many trials are complete. @param {Snapshot} snapshot */
export const completeOf = ({ finished, failed, pruned }) => finished - failed - pruned;

/**
 * Changes when a question about all trials is worth asking again: while they stream in after each tenth of them, else whenever
 * there are more. '' before there are enough.
 * @param {Snapshot} snapshot
 */
export function newsOf(snapshot) {
  const { study, status } = snapshot;
  const complete = completeOf(snapshot);
  if (!study || complete < FEWEST || study.foreign?.odd) return '';
  let step = status === 'running' ? 4 : 1;
  while (status === 'running' && step * 16 < complete) step *= 2;
  return `${wordFor(study)} ${Math.floor(complete / step) * step}`;
}

/** Why nothing will ever be shown; '' where something may. @param {StudyFile | null} study @param {(key: string) => string} t */
export const never = (study, t) => (study?.foreign?.odd ? t('chart.why.odd') : '');

/** Trials from which shares of importance hold: ten for each parameter, and never fewer than twenty. @param {number} params */
export const enoughFor = (params) => Math.max(20, 10 * params);

/** @param {readonly [number, number]} range */
export function around(range) {
  const [min, max] = endsOf(range);
  return { min, max };
}

/** A share in whole per cent. @param {number} share */
export const percent = (share) => `${Math.round(100 * share)} %`;
