/** How each trial learned: a score or a loss over the epochs. */
import { firstObjective } from '../lib/objectives.js';
import { formatCount, formatScore } from './format.js';
import { axis, options } from './look.js';
import { edgeMarks, isOff, offNote } from './off-axis.js';
import { scoreRange } from './score-range.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {readonly (readonly (number | null)[])[]} Curve rows [training loss, validation loss, validation metric] */
/** @typedef {'metric' | 'validation' | 'training'} View */

export const id = 'curves';
/** What can be drawn, in the order offered. @type {View[]} */
export const views = ['metric', 'validation', 'training'];

const COLUMN = { metric: 2, validation: 1, training: 0 };
/** More than these say nothing more and cost frames. */
const MOST_CURVES = 40;
const MOST_POINTS = 120;
/** So many times the best of all values is no loss any more. */
const FAR = 1e6;

/**
 * @typedef {object} CurvesInfo
 * @property {{trial: number, role: 'best' | 'selected' | 'hovered' | 'running' | 'other' | 'out', pruned: boolean, points: Point[]}[]} curves the most important first
 * @property {number} of how many trials have a curve
 * @property {View} view
 * @property {string} metric
 * @property {number} epochs the longest curve
 * @property {[number, number] | null} range
 * @property {boolean} rising whether more is better of what is drawn
 * @property {Point[]} off the ends of the curves that lie off the axis wholly, by epoch
 */

/**
 * @param {Snapshot} snapshot
 * @param {{selected: number | null, hovered?: number | null, brushed?: Set<number> | null, view?: View}} marks
 * @returns {CurvesInfo}
 */
export function info(snapshot, { selected, hovered = null, brushed = null, view = 'metric' }) {
  const objective = snapshot.study && firstObjective(snapshot.study);
  const maximize = objective?.direction !== 'minimize';
  const best = snapshot.best?.number;
  const worst = maximize ? -Infinity : Infinity;
  const ranked = snapshot.trials
    .filter((trial) => trial.status !== 'failed')
    .map((trial) => ({
      trial,
      role: roleOf(trial, { best, selected, hovered, brushed }),
      value: trial.value ?? worst,
    }))
    .sort(
      (a, b) =>
        RANK[a.role] - RANK[b.role] ||
        (maximize ? b.value - a.value : a.value - b.value) ||
        b.trial.number - a.trial.number,
    );
  /** @type {CurvesInfo['curves']} */
  const curves = [];
  let epochs = 0;
  for (const { trial, role } of ranked) {
    if (curves.length === MOST_CURVES) break;
    const points = curveOf(trial, view);
    if (points.length === 0) continue;
    epochs = Math.max(epochs, points[points.length - 1].x);
    curves.push({ trial: trial.number, role, pruned: trial.status === 'pruned', points });
  }
  const metric = objective?.metric ?? '';
  const rising = view === 'metric' && maximize;
  const range = rangeOf(curves, rising);
  const off = curves
    .filter(({ points }) => range && points.every((point) => isOff(point, range)))
    .map(({ points }) => points[points.length - 1]);
  off.sort((a, b) => a.x - b.x);
  return { curves, of: ranked.length, view, metric, epochs, range, rising, off };
}

const RANK = { selected: 0, hovered: 1, best: 2, running: 3, other: 4, out: 5 };

/**
 * @param {TrialView} trial
 * @param {{best?: number, selected: number | null, hovered: number | null, brushed: Set<number> | null}} marks
 * @returns {'best' | 'selected' | 'hovered' | 'running' | 'other' | 'out'}
 */
function roleOf(trial, { best, selected, hovered, brushed }) {
  if (trial.number === selected) return 'selected';
  if (trial.number === hovered) return 'hovered';
  if (brushed && !brushed.has(trial.number)) return 'out';
  if (trial.number === best) return 'best';
  return trial.status === 'running' ? 'running' : 'other';
}

/** Snapshots keep unchanged trials as they are, so each finished curve is thinned once. @type {WeakMap<TrialView, Map<View, Point[]>>} */
const thinned = new WeakMap();

/** @param {TrialView} trial @param {View} view */
function curveOf(trial, view) {
  const views = thinned.get(trial) ?? new Map();
  const points = views.get(view) ?? thin(trial, COLUMN[view]);
  views.set(view, points);
  thinned.set(trial, views);
  return points;
}

/**
 * The mean over the folds at each epoch (a fold that stopped early keeps its last value), at most MOST_POINTS of them.
 * A running trial shows the fold it is in.
 * @param {TrialView} trial
 * @param {number} column
 * @returns {Point[]}
 */
function thin(trial, column) {
  const finished = trial.folds?.map((fold) => fold.curve) ?? [];
  const folds = /** @type {Curve[]} */ (finished.length ? finished : [trial.live]);
  const columns = folds.map((rows) => lastKnown(rows, column)).filter((values) => values.length);
  const length = Math.max(0, ...columns.map((values) => values.length));
  const step = Math.max(1, Math.ceil(length / MOST_POINTS));
  /** @type {Point[]} */
  const points = [];
  for (let at = 0; at < length; at += step) {
    const epoch = Math.min(at + step, length) - 1;
    let sum = 0;
    for (const values of columns) sum += values[Math.min(epoch, values.length - 1)];
    points.push({ x: epoch + 1, y: sum / columns.length, trial: trial.number });
  }
  return points;
}

/**
 * One column of a curve with its gaps filled by the value before; [] if nothing was measured.
 * @param {Curve} rows
 * @param {number} column
 */
function lastKnown(rows, column) {
  let known = rows.find((row) => typeof row[column] === 'number')?.[column];
  if (typeof known !== 'number') return [];
  return rows.map((row) => {
    const value = row[column];
    if (typeof value === 'number' && Number.isFinite(value)) known = value;
    return /** @type {number} */ (known);
  });
}

/**
 * All of the curves, but for those that never come near the others, for the worst twentieth of their points, and for what is on its way
 * to infinity.
 * @param {CurvesInfo['curves']} curves @param {boolean} rising
 * @returns {[number, number] | null}
 */
function rangeOf(curves, rising) {
  const tops = curves.map(({ points, pruned, role }) => ({
    points,
    top: points.reduce((best, { y }) => (rising === y > best ? y : best), points[0].y),
    isPart: pruned || role === 'running',
  }));
  const of = (/** @type {boolean} */ part) =>
    tops.flatMap(({ isPart, top }) => (isPart === part ? [top] : []));
  const near = scoreRange(of(false), rising, of(true)) ?? [0, 0];
  const shown = tops.filter(({ top }) => !isOff({ y: top }, near));
  const values = shown.flatMap(({ points }) => points.map(({ y }) => y));
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const low = values[0];
  while (low > 0 && values[values.length - 1] > FAR * low) values.pop();
  const high = values[values.length - 1];
  const typical = values[Math.floor((values.length - 1) * 0.95)];
  const top = high - low > 6 * (typical - low) && typical > low ? typical : high;
  const pad = (top - low) * 0.06 || Math.abs(top) * 0.05 || 0.5;
  return [low - pad, top + pad];
}

/**
 * @param {CurvesInfo} info
 * @param {Look} look
 * @returns {{type: 'scatter', data: {datasets: object[]}, options: object}}
 */
export function config(info, look) {
  const { t } = look;
  const styles = {
    best: { borderColor: look.best, borderWidth: 2.5, order: 1 },
    selected: { borderColor: look.ink, borderWidth: 2.5, order: 0 },
    hovered: { borderColor: look.muted, borderWidth: 2.5, order: 1 },
    running: { borderColor: look.muted, borderWidth: 1.25, borderDash: [3, 3], order: 2 },
    other: { borderColor: look.faint, borderWidth: 1.25, order: 3 },
    out: { borderColor: look.line, borderWidth: 1, order: 4 },
  };
  const datasets = info.curves.map(({ role, pruned, points }) => ({
    data: points,
    showLine: true,
    clip: 4,
    pointRadius: pruned
      ? points.map((_, at) => (at === points.length - 1 ? 3 : 0))
      : points.length === 1
        ? 2
        : 0,
    pointStyle: pruned ? 'triangle' : 'circle',
    pointHoverRadius: 3,
    backgroundColor: styles[role].borderColor,
    ...styles[role],
  }));
  const [min, max] = info.range ?? [0, 1];
  const title = info.view === 'metric' ? info.metric || t('chart.score') : t('chart.loss');
  return {
    type: 'scatter',
    data: { datasets: [...datasets, edgeMarks(info.off, [min, max], look)] },
    options: options(
      {
        x: axis(look, t('chart.curves.x'), {
          min: 1,
          ticks: { precision: 0 },
          max: info.epochs ? Math.max(info.epochs, 2) : 20,
        }),
        y: axis(look, title, { min, max }),
      },
      (item) =>
        t('chart.curves.point', {
          trial: item.raw.trial,
          epoch: item.raw.x,
          value: formatScore(item.raw.value ?? item.raw.y),
        }),
    ),
  };
}

/** @param {CurvesInfo} info @param {Look} look */
export function sentence(info, { t }) {
  if (info.curves.length === 0) return t('chart.curves.empty');
  const curves = info.curves.length;
  return t(curves === 1 ? 'chart.curves.saysOne' : 'chart.curves.says', {
    curves,
    epochs: formatCount(info.epochs),
  });
}

/** @param {CurvesInfo} info @param {Look} look */
export function note(info, { t }) {
  const hidden = info.of > info.curves.length && info.curves.length === MOST_CURVES;
  const some = hidden
    ? t('chart.curves.some', { curves: info.curves.length, of: formatCount(info.of) })
    : '';
  return [some, offNote(info.off.length, info.rising, t)].join(' ').trim();
}

/** @param {CurvesInfo} info */
export function isEmpty(info) {
  return info.curves.length === 0;
}

/** @param {CurvesInfo} info @param {Look} look */
export function table(info, { t }) {
  const rows = info.curves.flatMap(({ trial, points }) =>
    points.map(({ x, y }) => [trial, x, Number(formatScore(y))]),
  );
  const title = info.view === 'metric' ? info.metric : t(`chart.curves.${info.view}`);
  const columns = [t('chart.history.x'), t('chart.curves.x'), title];
  return { columns, rows, trials: rows.map(([trial]) => trial) };
}
