/** How large a space is and what it costs to search it, in words: "4 × 3 × 3 = 36 configurations". */
import { formatCount } from '../charts/format.js';
import { countValues } from '../lib/count.js';
import { countConfigurations, expandSpace } from '../lib/study-file.js';
import { isObject, paramOf } from './edit.js';

/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('./controls.js').Translate} Translate */

/** Beyond this a space is as good as endless. */
const COUNTABLE = 1e6;
/** More factors than these are not written out. */
const MOST_FACTORS = 8;
/** What trials is where the file says nothing and the space is not a grid. */
const USUAL_TRIALS = 50;

/**
 * @param {Translate} t
 * @param {StudyFile} study a checked one
 * @returns {{size: string, work: string}}
 */
export function spaceSize(t, study) {
  const { sampler, trials: wanted } = /** @type {any} */ (study.search);
  const grid = sampler.type === 'grid';
  const space = expandSpace(study);
  const points = grid ? sampler.points : undefined;
  const size = countConfigurations(space, points);
  const trials = grid ? Math.min(wanted || size, size) : Math.min(wanted || USUAL_TRIALS, size);
  const text = sizeText(t, space, size, points);
  const all = study.constraints?.length ? t('page.size.constrained', { size: text }) : text;
  return { size: all, work: workText(t, study, trials) };
}

/** @param {Translate} t @param {Record<string, import('../lib/types').Param>} space @param {number} size @param {number | undefined} points */
function sizeText(t, space, size, points) {
  const params = Object.values(space);
  if (params.length === 0) return t('page.size.one');
  const counts = params.map((param) => countValues(param, points));
  const free = counts.filter((count) => !(count <= COUNTABLE)).length;
  if (free > 0) return t('page.size.continuous', { count: params.length, free });
  const all = formatCount(size);
  if (!(size <= COUNTABLE)) return t('page.size.many', { count: params.length });
  const plain = params.every((param) => !isObject(/** @type {any} */ (param.when)));
  if (!plain || params.length < 2 || params.length > MOST_FACTORS)
    return t('page.size.count', { size: all });
  return t('page.size.product', { factors: counts.map(formatCount).join(' × '), size: all });
}

/** Trials, the parts that are held out, and epochs at most. @param {Translate} t @param {StudyFile} study @param {number} trials */
function workText(t, { validation, training, space }, trials) {
  const { folds, repeats = 1 } = validation;
  const fits = Math.max(1, Number(folds) || 1) * Number(repeats);
  const name = paramOf(training.epochs);
  const param = name === null ? null : space[name];
  const most = param
    ? Math.max(Number(param.high ?? 0), ...(param.choices ?? []).map(Number))
    : Number(training.epochs);
  if (!Number.isFinite(trials * most)) return '';
  const values = { trials: formatCount(trials), fits, epochs: formatCount(most) };
  const all = formatCount(trials * fits * most);
  return t(fits > 1 ? 'page.size.workFolds' : 'page.size.work', { ...values, all });
}
