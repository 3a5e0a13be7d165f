/** How the scores are spread: in bars, summed up, or by the values of a parameter. */
import { formatNumber, formatScore } from './format.js';
import { axis as scaleOf } from './look.js';
import { atEdge, edgeMarks, isOff, offNote } from './off-axis.js';
import { endsOf } from './score-range.js';
import { axesIn, jitter, rounds, score, scoresOf } from './scales.js';
import { chosenAxis, paramChoice, paramScale, rings, spaceOptions, valueScale } from './space.js';

export { register } from './cells-controller.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./cells-controller.js').Cell} Cell */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {import('./scales.js').Scores} Scores */
/** @typedef {import('./space.js').Options} Options */
/** @typedef {'histogram' | 'cumulative' | 'groups'} View */

export const id = 'distribution';
/** @type {View[]} */
export const views = ['histogram', 'cumulative', 'groups'];

const MOST_BINS = 24;
const FEWEST_BINS = 6;
/** Parts of a parameter with many values. */
const PARTS = 4;
/** A group of fewer trials is not called the best. */
const ENOUGH = 3;

/** @typedef {{from: number, to: number, trials: TrialView[], left: number}} Bin left: how many a brush has left, all without one */
/** @typedef {{text: string, at: number, trials: TrialView[], quarters: [number, number, number]}} Group at: its place, 0 to 1; quarters: of its scores */
/**
 * @typedef {object} DistributionInfo
 * @property {View} view
 * @property {Scores} scores
 * @property {TrialView[]} sorted complete trials from the lowest score to the highest
 * @property {Bin[]} bins
 * @property {Axis | null} param
 * @property {Group[]} groups
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {Set<number> | null} brushed
 */

/** @param {Snapshot} snapshot @param {Options} options */
export function choices(snapshot, { view, param, look }) {
  const axes = axesIn(snapshot);
  if (view !== 'groups' || axes.length === 0) return [];
  const t = look?.t ?? String;
  const { name } = chosenAxis(axes, param, firstChoice(axes));
  return [paramChoice('param', t('chart.space.param'), axes, name)];
}

/** @param {Axis[]} axes */
const firstChoice = (axes) =>
  Math.max(
    axes.findIndex(({ kind }) => kind === 'choice'),
    0,
  );

/** @param {Snapshot} snapshot @param {Options} options @returns {DistributionInfo} */
export function info(
  snapshot,
  { selected, hovered = null, brushed = null, view = 'histogram', param },
) {
  const scores = scoresOf(snapshot);
  const axes = axesIn(snapshot);
  const axis = chosenAxis(axes, param, firstChoice(axes)) ?? null;
  const sorted = scores.complete.slice().sort((a, b) => score(a) - score(b));
  return {
    view: /** @type {View} */ (view),
    scores,
    sorted,
    bins: view === 'histogram' ? binsOf(sorted, scores, brushed) : [],
    param: axis,
    groups: axis && view === 'groups' ? groupsOf(sorted, axis) : [],
    selected,
    hovered,
    brushed,
  };
}

/**
 * Bars between round numbers over the range of the scores; what lies beyond is counted in the small print.
 * @param {TrialView[]} sorted @param {Scores} scores @param {Set<number> | null} brushed
 * @returns {Bin[]}
 */
function binsOf(sorted, { range }, brushed) {
  if (!range) return [];
  const [low, high] = range;
  const wanted = Math.min(Math.max(Math.sqrt(sorted.length), FEWEST_BINS), MOST_BINS);
  const [first, second = first + 1] = rounds(0, (4 * (high - low || 1)) / wanted);
  const width = second - first;
  const start = Math.floor(low / width + 1e-9);
  const count = Math.floor(high / width + 1e-9) - start + 1;
  const bins = Array.from({ length: count }, (_, i) => ({
    from: (start + i) * width,
    to: (start + i + 1) * width,
    trials: /** @type {TrialView[]} */ ([]),
    left: 0,
  }));
  for (const trial of sorted) {
    const bin = bins[Math.floor(score(trial) / width + 1e-9) - start];
    if (!bin) continue;
    bin.trials.push(trial);
    if (!brushed || brushed.has(trial.number)) bin.left++;
  }
  return bins;
}

/** By value where there are few, in parts of its scale where there are many; last those without it. @param {TrialView[]} sorted @param {Axis} axis @returns {Group[]} */
function groupsOf(sorted, axis) {
  const few = axis.kind === 'choice' || (axis.values.length > 0 && axis.values.length <= 8);
  const count = few ? axis.ticks.length : PARTS;
  /** @type {TrialView[][]} */
  const members = Array.from({ length: count + 1 }, () => []);
  for (const trial of sorted) {
    const at = axis.position(trial.params[axis.name]);
    if (at === null) members[count].push(trial);
    else members[groupAt(axis, few, at, count)].push(trial);
  }
  const shown = members[count].length ? count + 1 : count;
  return members
    .slice(0, shown)
    .map((trials, i) => ({
      text: i === count ? '' : few ? axis.ticks[i].text : partText(axis, i),
      at: (i + 0.5) / shown,
      trials,
      quarters: [0.25, 0.5, 0.75].map((share) => quantile(trials, share)),
    }))
    .map((group) => /** @type {Group} */ (group));
}

/** @param {Axis} axis @param {boolean} few @param {number} at @param {number} count */
function groupAt({ ticks }, few, at, count) {
  if (!few) return Math.min(Math.floor(at * count + 1e-9), count - 1);
  return ticks.findIndex((tick) => Math.abs(tick.at - at) < 1e-9);
}

/** @param {Axis} axis @param {number} part */
const partText = (axis, part) => `${axis.text(part / PARTS)} – ${axis.text((part + 1) / PARTS)}`;

/** Between the two nearest scores. @param {TrialView[]} sorted @param {number} share */
export function quantile(sorted, share) {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return score(sorted[low]) + (at - low) * (score(sorted[high]) - score(sorted[low]));
}

/** @param {DistributionInfo} info @param {Look} look */
export function config(info, look) {
  if (info.view === 'groups') return groupsConfig(info, look);
  return info.view === 'cumulative' ? cumulativeConfig(info, look) : barsConfig(info, look);
}

/** @param {DistributionInfo} info @param {Look} look */
function barsConfig(info, look) {
  const { bins, sorted, scores, selected, hovered } = info;
  const { t } = look;
  const top = Math.max(1, ...bins.map(({ trials }) => trials.length));
  const bars = bins.flatMap(({ from, to, trials, left }) => {
    const gap = 0.04 * (to - from);
    const bar = { x0: from + gap, x1: to - gap, y0: 0 };
    const whole = { ...bar, y1: trials.length, fill: look.line };
    return [...(left < trials.length ? [whole] : []), { ...bar, y1: left, fill: look.trial }];
  });
  const [first, last] = [bins[0]?.from ?? 0, bins[bins.length - 1]?.to ?? 1];
  const inside = sorted.filter((trial) => score(trial) >= first && score(trial) <= last);
  const rug = inside.map((trial) => ({ x: score(trial), y: 0, trial: trial.number }));
  const middles = bins.map(({ from, to, trials }) => ({ x: (from + to) / 2, y: trials.length }));
  const marks = { best: scores.best?.number, selected, hovered };
  const datasets = [
    { type: 'cells', data: middles, cells: bars, pointRadius: 0, pointHoverRadius: 0, order: 9 },
    { data: rug, clip: 8, pointRadius: 2, borderWidth: 0, backgroundColor: look.muted, order: 4 },
    ...rings(rug, marks, look),
  ];
  return {
    type: 'scatter',
    data: { datasets },
    options: spaceOptions(
      {
        x: scaleOf(look, scores.metric || t('chart.score'), { min: first, max: last }),
        y: scaleOf(look, t('chart.distribution.trials'), {
          min: 0,
          max: Math.ceil(top * 1.06),
          ticks: { precision: 0 },
        }),
      },
      ({ raw, dataIndex }) =>
        raw.trial === undefined ? barText(bins[dataIndex], t) : pointText(raw.trial, raw.x, t),
    ),
  };
}

/** @param {Bin} bin @param {Look['t']} t */
const barText = ({ from, to, trials }, t) =>
  t('chart.distribution.bar', {
    trials: trials.length,
    from: formatNumber(from),
    to: formatNumber(to),
  });

/** @param {number} trial @param {number} value @param {Look['t']} t */
const pointText = (trial, value, t) => t('chart.point', { trial, value: formatScore(value) });

/** @param {DistributionInfo} info @param {Look} look */
function cumulativeConfig({ sorted, scores, brushed, selected, hovered }, look) {
  const { t } = look;
  const all = staircase(sorted);
  const left = brushed ? staircase(sorted.filter(({ number }) => brushed.has(number))) : [];
  const line = { showLine: true, stepped: 'before', clip: 4, pointRadius: 0, pointHoverRadius: 4 };
  const marks = { best: scores.best?.number, selected, hovered };
  const datasets = [
    { ...line, data: all, borderColor: brushed ? look.muted : look.best, borderWidth: 2, order: 5 },
    { ...line, data: left, borderColor: look.best, borderWidth: 2, borderDash: [5, 3], order: 4 },
    ...rings(all, marks, look),
  ];
  const scale = valueScale(look, scores);
  return {
    type: 'scatter',
    data: { datasets },
    options: spaceOptions(
      {
        x: scale,
        y: scaleOf(look, t('chart.distribution.share'), {
          min: 0,
          max: 100,
          ticks: { callback: (/** @type {number} */ value) => `${value} %` },
        }),
      },
      ({ raw }) =>
        t('chart.distribution.step', {
          trial: raw.trial,
          value: formatScore(raw.x),
          share: Math.round(raw.y),
        }),
    ),
  };
}

/** @param {TrialView[]} sorted @returns {Point[]} */
const staircase = (sorted) =>
  sorted.map((trial, i) => ({
    x: score(trial),
    y: (100 * (i + 1)) / sorted.length,
    trial: trial.number,
  }));

/** @param {DistributionInfo} info @param {Look} look */
function groupsConfig({ groups, param, scores, brushed, selected, hovered }, look) {
  const half = 0.32 / groups.length;
  const cells = groups
    .filter(({ trials }) => trials.length >= ENOUGH)
    .flatMap(({ at, quarters: [low, middle, high] }) => {
      const box = { x0: at - half, x1: at + half, fill: 'transparent', line: look.muted };
      return [
        { ...box, y0: low, y1: high },
        { ...box, y0: middle, y1: middle, line: look.ink, width: 2 },
      ];
    });
  const points = groups
    .flatMap(({ at, trials }) =>
      trials.map((trial) => ({
        x: at + 1.5 * half * jitter(trial.number),
        y: score(trial),
        trial: trial.number,
      })),
    )
    .sort((a, b) => a.x - b.x);
  const ends = endsOf(scores.range ?? [0, 1]);
  const shown = points.map((point) => atEdge(point, ends));
  const on = points.filter((point) => !isOff(point, ends));
  const marks = { best: scores.best?.number, selected, hovered };
  const dots = {
    data: on,
    clip: 8,
    borderWidth: 0,
    pointRadius: points.length > 300 ? 1.5 : 2.5,
    backgroundColor: on.map(({ trial }) =>
      brushed && !brushed.has(trial) ? look.line : look.trial,
    ),
    order: 4,
  };
  const named = groups.map(({ at, text }) => ({ at, text: text || look.t(param?.none ?? '') }));
  const across = paramScale(look, {
    .../** @type {Axis} */ (param),
    kind: 'choice',
    ticks: named,
  });
  return {
    type: 'scatter',
    data: {
      datasets: [
        { type: 'cells', data: [], cells, order: 9 },
        dots,
        edgeMarks(points, ends, look, brushed),
        ...rings(shown, marks, look),
      ],
    },
    options: spaceOptions({ x: across, y: valueScale(look, scores) }, ({ raw }) =>
      pointText(raw.trial, raw.value ?? raw.y, look.t),
    ),
  };
}

/** @param {DistributionInfo} info @param {Look} look */
export function sentence({ view, sorted, scores, groups, param }, { t }) {
  const { best, maximize } = scores;
  if (!best) return t('chart.distribution.empty');
  if (view === 'groups' && param) {
    const enough = groups.filter(({ trials }) => trials.length >= ENOUGH);
    const sign = maximize ? 1 : -1;
    const [first, second] = enough.sort((a, b) => sign * (b.quarters[1] - a.quarters[1]));
    if (!first || !second) return t('chart.distribution.few', { name: param.name });
    return t('chart.distribution.best', {
      name: param.name,
      value: first.text || t(param.none),
      median: formatScore(first.quarters[1]),
      trials: first.trials.length,
    });
  }
  const [low, high] = [0.25, 0.75].map((share) => formatScore(quantile(sorted, share)));
  const values = { trials: sorted.length, low, high, best: formatScore(best.value) };
  return t('chart.distribution.says', values);
}

/** @param {DistributionInfo} info @param {Look} look */
export function note({ view, scores, sorted, brushed }, { t }) {
  const said = view === 'groups' ? [t('chart.distribution.boxes')] : [];
  if (brushed && view !== 'groups') said.push(t('chart.distribution.brushed'));
  const { failed, pruned } = scores;
  if (pruned.length) said.push(t('chart.distribution.pruned', { trials: pruned.length }));
  if (failed) said.push(t('chart.space.failed', { trials: failed }));
  const ends = endsOf(scores.range ?? [0, 1]);
  const off = sorted.filter((trial) => isOff({ y: score(trial) }, ends)).length;
  if (off && view === 'groups') said.push(offNote(off, scores.maximize, t));
  if (scores.beyond && view !== 'groups')
    said.push(t('chart.space.beyond', { trials: scores.beyond }));
  return said.join(' ');
}

/** @param {DistributionInfo} info */
export function isEmpty({ sorted }) {
  return sorted.length === 0;
}

/** @param {DistributionInfo} info @param {Look} look */
export function table({ view, sorted, bins, groups, param, scores }, { t }) {
  if (view === 'groups') {
    const columns = ['trials', 'quarter', 'median', 'threeQuarters', 'bestScore'];
    return {
      columns: [param?.name ?? '', ...columns.map((key) => t(`chart.distribution.${key}`))],
      rows: groups.map(({ text, trials, quarters }) => [
        text || t(param?.none ?? ''),
        trials.length,
        ...quarters.map((value) => (Number.isNaN(value) ? null : value)),
        trials.length ? score(scores.maximize ? trials[trials.length - 1] : trials[0]) : null,
      ]),
    };
  }
  if (view === 'cumulative')
    return {
      columns: [t('chart.space.trial'), scores.metric, t('chart.distribution.share')],
      rows: staircase(sorted).map(({ x, y, trial = 0 }) => [trial, x, y]),
      trials: sorted.map(({ number }) => number),
    };
  return {
    columns: [
      t('chart.distribution.from'),
      t('chart.distribution.to'),
      t('chart.distribution.trials'),
    ],
    rows: bins.map(({ from, to, trials }) => [from, to, trials.length]),
  };
}
