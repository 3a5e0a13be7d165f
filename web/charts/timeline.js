/**
 * Which worker trained which trial when, and when it waited. Of a study that is opened again, or another program's, the workers are not known: its
 * trials are put into as many rows as ran at a time.
 */
import { formatScore, formatSeconds, formatShare } from './format.js';
import { axis, options } from './look.js';
import { boxAt } from './shapes-controller.js';

export { register } from './shapes-controller.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */

export const id = 'timeline';
/** @type {string[]} */
export const views = [];

/** More than three of a unit are drawn in it. */
const UNITS = /** @type {const} */ ([
  ['hours', 3600],
  ['minutes', 60],
]);

/** @typedef {{trial: TrialView, lane: number, from: number, to: number}} Bar */
/**
 * @typedef {object} TimelineInfo
 * @property {Bar[]} bars in the order of the trials
 * @property {number} lanes workers; or rows
 * @property {boolean} isPacked whether a lane is a row of what did not overlap
 * @property {number} end in seconds
 * @property {number} busy the share of the workers' time that was spent on trials
 * @property {number} unseen trials that cannot be drawn: finished without times, and where they are packed, without an end
 * @property {TrialView[]} open of these the ones that have a beginning
 * @property {number | null} best
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {Set<number> | null} brushed
 */

/**
 * @param {Snapshot} snapshot
 * @param {{selected: number | null, hovered?: number | null, brushed?: Set<number> | null}} marks
 * @returns {TimelineInfo}
 */
export function info(snapshot, { selected, hovered = null, brushed = null }) {
  /** @type {Bar[]} */
  const bars = [];
  /** @type {TrialView[]} */
  const open = [];
  const isPacked = snapshot.trials.some(
    (trial) => trial?.began !== undefined && trial.worker === undefined,
  );
  let unseen = 0;
  let [lanes, end, spent] = [1, 0, 0];
  for (const trial of snapshot.trials) {
    if (!trial) continue;
    const { began, worker = 0, status } = trial;
    const to = trial.ended ?? (status === 'running' && !isPacked ? snapshot.seconds : undefined);
    if (began === undefined || to === undefined) {
      if (isPacked && began !== undefined) open.push(trial);
      unseen++;
      continue;
    }
    bars.push({ trial, lane: worker, from: began, to: Math.max(to, began) });
    lanes = Math.max(lanes, worker + 1);
    end = Math.max(end, to);
    spent += Math.max(0, to - began);
  }
  const workers = isPacked ? pack(bars) : Math.max(lanes, bars.length ? snapshot.workers : 0);
  return {
    bars,
    lanes: workers,
    isPacked,
    end,
    busy: end > 0 ? Math.min(1, spent / (end * workers)) : 0,
    unseen,
    open,
    best: snapshot.best?.number ?? null,
    selected,
    hovered,
    brushed,
  };
}

/** Each bar into the first row that is free when it begins. @param {Bar[]} bars @returns {number} rows: as many as there ever ran at a time */
function pack(bars) {
  /** @type {number[]} when each row is free again */
  const free = [];
  for (const bar of bars.toSorted((a, b) => a.from - b.from || a.trial.number - b.trial.number)) {
    const row = free.findIndex((at) => at <= bar.from);
    bar.lane = row < 0 ? free.length : row;
    free[bar.lane] = bar.to;
  }
  return Math.max(1, free.length);
}

/** @param {TimelineInfo} info @param {Look} look */
export function config({ bars, lanes, isPacked, end, best, selected, hovered, brushed }, look) {
  const { t } = look;
  const [unitName, unit] = UNITS.find(([, seconds]) => end > 3 * seconds) ?? ['seconds', 1];
  const laneName = isPacked ? 'row' : 'worker';
  const boxes = bars.map((bar) => {
    const { number } = bar.trial;
    const pale = brushed !== null && !brushed.has(number);
    return { ...boxOf(bar, unit), ...paintOf(bar.trial, number === best, pale, look) };
  });
  const ringed = [
    { number: hovered, line: look.muted },
    { number: selected, line: look.ink },
  ].flatMap(({ number, line }) =>
    bars
      .filter(({ trial }) => trial.number === number)
      .map((bar) => ({ ...boxOf(bar, unit), trial: undefined, line, width: 3 })),
  );
  const middle = (/** @type {Bar} */ { lane, from, to }) => ({
    x: (from + to) / 2 / unit,
    y: lane + 0.5,
  });
  const under = {
    type: 'shapes',
    data: bars.map((bar) => ({ ...middle(bar), trial: bar.trial.number })),
    pointRadius: 0,
    pointHoverRadius: 0,
    boxes,
    shapes: [...boxes, ...ringed],
  };
  const made = options(
    {
      x: axis(look, t(`chart.timeline.${unitName}`), {
        min: 0,
        max: end / unit || 1,
      }),
      y: axis(look, '', {
        reverse: true,
        min: 0,
        max: lanes,
        grid: { display: false },
        title: { display: false },
        ticks: {
          callback: (/** @type {number} */ at) =>
            t(`chart.timeline.${laneName}`, { [laneName]: at + 0.5 }),
        },
        afterBuildTicks: (scale) => {
          scale.ticks = Array.from({ length: lanes }, (_, lane) => ({ value: lane + 0.5 }));
        },
      }),
    },
    ({ dataIndex }) => label(bars[dataIndex], look),
  );
  return {
    type: 'scatter',
    data: { datasets: [under] },
    options: { ...made, interaction: { mode: 'nearest', intersect: true } },
    pick,
  };
}

/** @param {any} chart @param {number} x @param {number} y */
function pick(chart, x, y) {
  const index = boxAt(chart, x, y);
  return index < 0 ? null : chart.data.datasets[0].shapes[index].trial;
}

/** @param {Bar} bar @param {number} unit */
function boxOf({ trial, lane, from, to }, unit) {
  const text = String(trial.number);
  const [x0, x1] = [from / unit, to / unit];
  return { kind: 'box', x0, x1, y0: lane + 0.12, y1: lane + 0.88, text, trial: trial.number };
}

/** Each state has a shape, too: full, empty, crossed out by its dashes, open. @param {TrialView} trial @param {boolean} best @param {boolean} pale @param {Look} look */
function paintOf({ status }, best, pale, look) {
  const { ink, panel, line, muted, failed, trial: usual } = look;
  if (pale) return { fill: line, line: panel, ink: muted };
  if (best) return { fill: look.best, line: panel, ink: panel };
  if (status === 'complete') return { fill: usual, line: panel, ink: look.dark ? ink : '#0b2b40' };
  if (status === 'pruned') return { fill: panel, line: muted, ink };
  if (status === 'failed')
    return { fill: panel, line: failed, dash: [2, 2], width: 2, ink: failed };
  return { fill: line, line: muted, dash: [5, 3], ink };
}

/** @param {Bar | undefined} bar @param {Look} look */
function label(bar, { t }) {
  if (!bar) return '';
  const { trial, from, to } = bar;
  const state = t(`page.trial.${trial.status}`);
  const score = trial.value === null || trial.value === undefined ? '' : formatScore(trial.value);
  const what = score ? `${state}, ${score}` : state;
  return t('chart.timeline.point', {
    trial: trial.number,
    what,
    seconds: formatSeconds(to - from),
  });
}

/** @param {TimelineInfo} info @param {Look} look */
export function sentence({ bars, lanes, isPacked, busy, end }, { t }) {
  if (!bars.length) return t('chart.timeline.empty');
  const longest = bars.reduce((most, bar) =>
    bar.to - bar.from > most.to - most.from ? bar : most,
  );
  const key = isPacked ? 'chart.timeline.rows' : 'chart.timeline.says';
  return t(lanes === 1 ? `${key}One` : key, {
    workers: lanes,
    busy: formatShare(busy),
    seconds: formatSeconds(end),
    trial: longest.trial.number,
    longest: formatSeconds(longest.to - longest.from),
  });
}

/** @param {TimelineInfo} info @param {Look} look */
export function note({ bars, isPacked, unseen, open }, { t }) {
  const has = (/** @type {string} */ status) => bars.some(({ trial }) => trial.status === status);
  const said = [];
  if (bars.length) said.push(t('chart.timeline.full'));
  if (has('pruned')) said.push(t('chart.timeline.pruned'));
  if (has('failed')) said.push(t('chart.timeline.failed'));
  if (has('running')) said.push(t('chart.timeline.running'));
  if (isPacked && bars.length) said.push(t('chart.timeline.packed'));
  if (open.length) said.push(t('chart.timeline.open', { trials: open.length }));
  if (unseen > open.length) said.push(t('chart.timeline.unseen', { trials: unseen - open.length }));
  return said.join(' ');
}

/** @param {TimelineInfo} info */
export const isEmpty = ({ bars }) => bars.length === 0;

/** @param {import('../lib/types').StudyFile | null} study @param {Look['t']} t */
export const never = (study, t) => (study?.foreign ? t('chart.timeline.never') : '');

/** Where trials have no end, they have no row either. @param {TimelineInfo} info @param {Look} look */
export function table({ bars, isPacked, open }, { t }) {
  const short = (/** @type {number} */ seconds) => Number(seconds.toFixed(3));
  const names = ['trial', isPacked ? 'row' : 'lane', 'state', 'from', 'to', 'length'];
  /** @type {(trial: TrialView) => string} */
  const stateOf = ({ status }) => t(`page.trial.${status}`);
  const rows = bars.map(({ trial, lane, from, to }) => [
    trial.number,
    lane + 1,
    stateOf(trial),
    short(from),
    short(to),
    short(to - from),
  ]);
  const others = open.map((trial) => [
    trial.number,
    null,
    stateOf(trial),
    short(trial.began ?? 0),
    null,
    null,
  ]);
  return {
    columns: names.map((name) => t(`chart.timeline.column.${name}`)),
    rows: [...rows, ...others],
    trials: [...bars.map(({ trial }) => trial.number), ...open.map(({ number }) => number)],
  };
}
