/** Every trial's score in the order of the trials, and the best so far. */
import { firstObjective } from '../lib/objectives.js';
import { formatScore } from './format.js';
import { axis, marked, options } from './look.js';
import { atEdge, edgeMarks, isOff, offNote } from './off-axis.js';
import { endsOf, scoreRange } from './score-range.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */

export const id = 'history';

/**
 * @typedef {object} HistoryInfo
 * @property {Point[]} complete
 * @property {Point[]} pruned
 * @property {number[]} failed their numbers
 * @property {Point[]} best a staircase: the best score up to each trial
 * @property {Point | null} top the best trial
 * @property {Point | null} selected
 * @property {Point | null} hovered
 * @property {Set<number> | null} brushed
 * @property {readonly import('../lib/types').TrialView[]} trials in the order of their numbers
 * @property {string} metric
 * @property {number} last the last trial number on the axis
 * @property {[number, number] | null} range of the score axis; null before the first score
 * @property {Point[]} off the trials off that axis
 * @property {boolean} maximize
 */

/**
 * @param {Snapshot} snapshot
 * @param {{selected: number | null, hovered?: number | null, brushed?: Set<number> | null}} marks
 * @returns {HistoryInfo}
 */
export function info(snapshot, { selected, hovered = null, brushed = null }) {
  const objective = snapshot.study && firstObjective(snapshot.study);
  const maximize = objective?.direction !== 'minimize';
  const ordered = snapshot.trials.slice().sort((a, b) => a.number - b.number);
  /** @type {HistoryInfo} */
  const out = {
    complete: [],
    pruned: [],
    failed: [],
    best: [],
    top: null,
    selected: null,
    hovered: null,
    brushed,
    trials: ordered,
    metric: objective?.metric ?? '',
    last: Math.max(snapshot.planned || 10, ordered.length),
    range: null,
    off: [],
    maximize,
  };
  for (const trial of ordered) {
    if (trial.status === 'failed') out.failed.push(trial.number);
    const value = trial.value;
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    const point = { x: trial.number, y: value, trial: trial.number };
    if (trial.number === selected) out.selected = point;
    if (trial.number === hovered) out.hovered = point;
    if (trial.status === 'pruned') out.pruned.push(point);
    if (trial.status !== 'complete') continue;
    out.complete.push(point);
    if (!out.top || (maximize ? value > out.top.y : value < out.top.y)) out.top = point;
    out.best.push({ x: trial.number, y: out.top.y, trial: out.top.trial });
  }
  const scored = out.complete.concat(out.pruned).sort((a, b) => a.x - b.x);
  const [complete, pruned] = [out.complete, out.pruned].map((points) => points.map(({ y }) => y));
  const range = scoreRange(complete, maximize, pruned);
  const ends = range && endsOf(range);
  out.range = ends;
  if (ends) out.off = scored.filter((point) => isOff(point, ends));
  return out;
}

/**
 * @param {HistoryInfo} info
 * @param {Look} look
 * @returns {{type: 'scatter', data: {datasets: object[]}, options: object}}
 */
export function config(info, look) {
  const { t } = look;
  const ends = info.range ?? [0, 1];
  const [min, max] = ends;
  const on = (/** @type {Point[]} */ points) => points.filter((point) => !isOff(point, ends));
  const [complete, pruned] = [on(info.complete), on(info.pruned)];
  const marks = (/** @type {Point | null} */ point) => (point ? [atEdge(point, ends)] : []);
  const many = info.complete.length > 300;
  const pad = Math.max(0.5, 0.015 * info.last);
  const dot = { clip: 8, borderWidth: 0, pointRadius: many ? 1.5 : 2.5, pointHoverRadius: 5 };
  const ring = { clip: 8, pointRadius: 6, pointHoverRadius: 6, backgroundColor: 'transparent' };
  const datasets = [
    {
      ...dot,
      data: complete,
      backgroundColor: marked(complete, info.brushed, look.trial, look.line),
      order: 4,
    },
    {
      data: pruned,
      backgroundColor: look.panel,
      borderColor: marked(pruned, info.brushed, look.muted, look.line),
      borderWidth: 1,
      pointRadius: 3,
      pointStyle: 'triangle',
      clip: 8,
      order: 4,
    },
    {
      // At the bad end: at the other they would look like the best.
      data: info.failed.map((trial) => ({ x: trial, y: info.maximize ? min : max, trial })),
      borderColor: look.failed,
      borderWidth: 1.5,
      pointRadius: 3.5,
      pointStyle: 'crossRot',
      clip: 8,
      order: 3,
    },
    {
      data: info.best,
      showLine: true,
      clip: 4,
      stepped: 'before',
      borderColor: look.best,
      borderWidth: 2,
      pointRadius: 0,
      pointHoverRadius: 0,
      pointHitRadius: 0,
      order: 5,
    },
    edgeMarks(info.off, ends, look, info.brushed),
    { ...ring, data: marks(info.top), borderColor: look.best, borderWidth: 2, order: 2 },
    {
      ...ring,
      data: marks(info.hovered),
      borderColor: look.muted,
      borderWidth: 2,
      order: 1,
    },
    {
      ...ring,
      data: marks(info.selected),
      borderColor: look.ink,
      borderWidth: 2,
      order: 1,
    },
  ];
  return {
    type: 'scatter',
    data: { datasets },
    options: options(
      {
        x: axis(look, t('chart.history.x'), {
          min: -pad,
          max: info.last - 1 + pad,
          afterBuildTicks: (scale) => {
            scale.ticks = ticksFor(info.last);
          },
        }),
        y: axis(look, info.metric || t('chart.score'), { min, max }),
      },
      (item) =>
        info.failed.includes(item.raw.trial)
          ? t('chart.history.failed', { trial: item.raw.trial })
          : t('chart.point', {
              trial: item.raw.trial,
              value: formatScore(item.raw.value ?? item.raw.y),
            }),
    ),
  };
}

/** Whole trials, at most seven of them, steps of 1, 2, 5, 10 ... apart. @param {number} last */
function ticksFor(last) {
  let step = 1;
  for (let at = 0; last / step > 7; at++) step *= at % 3 === 1 ? 2.5 : 2;
  return Array.from({ length: Math.ceil(last / step) }, (_, at) => ({ value: at * step }));
}

/**
 * The chart in one sentence, for those who do not see it.
 * @param {HistoryInfo} info
 * @param {Look} look
 */
export function sentence(info, { t }) {
  if (!info.top) return t('chart.history.empty');
  return t(info.complete.length === 1 ? 'chart.history.saysOne' : 'chart.history.says', {
    trials: info.complete.length,
    trial: info.top.trial ?? 0,
    value: formatScore(info.top.y),
    metric: info.metric,
  });
}

/** @param {HistoryInfo} info @param {Look} look */
export function note(info, { t }) {
  return offNote(info.off.length, info.maximize, t);
}

/** @param {HistoryInfo} info */
export function isEmpty(info) {
  return info.complete.length === 0 && info.failed.length === 0 && info.pruned.length === 0;
}

/** @param {HistoryInfo} info @param {Look} look */
export function table(info, { t }) {
  /** @type {number | null} */
  let best = null;
  let at = 0;
  const rows = info.trials.map((trial) => {
    if (info.best[at]?.x === trial.number) best = info.best[at++].y;
    const score = trial.value ?? null;
    return [trial.number, t(`page.trial.${trial.status}`), score, best];
  });
  const columns = [t('chart.history.x'), t('page.trials.state'), info.metric, t('page.run.best')];
  return { columns, rows, trials: info.trials.map(({ number }) => number) };
}
