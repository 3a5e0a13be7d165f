/** Studies beside each other: the best score of each, as its trials ended. */
import { formatScore } from './format.js';
import { axis, options } from './look.js';
import { edgeMarks, isOff, offNote } from './off-axis.js';
import { endsOf, scoreRange } from './score-range.js';

/** @typedef {import('./look.js').Look} Look */
/** @typedef {{ number: number, state: string, value: number | null }} Scored */
/** @typedef {{ name: string, metric: string, direction: string, trials: readonly Scored[] }} Compared */
/** @typedef {{ x: number, y: number }} Step */
/**
 * @typedef {object} CompareInfo
 * @property {{ name: string, steps: Step[] }[]} lines
 * @property {string[]} metrics
 * @property {number} last
 * @property {boolean} maximize
 * @property {[number, number] | null} ends of the axis of scores; null: whatever takes them all
 * @property {(Step & { line: number })[]} off steps beyond them
 */

export const id = 'compare';
/** Lines that can be told apart. */
export const MOST = 7;
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 4], [1, 3]];

/** A staircase: the best score after each trial. @param {Compared} study @returns {Step[]} */
export function bestSoFar({ direction, trials }) {
  let best = Number.NaN;
  const worse = direction === 'minimize' ? Infinity : -Infinity;
  return [...trials]
    .sort((a, b) => a.number - b.number)
    .flatMap(({ state, value }, at) => {
      const score = state === 'complete' ? (value ?? worse) : worse;
      const isBetter = direction === 'minimize' ? !(score >= best) : !(score <= best);
      if (isBetter && Number.isFinite(score)) best = score;
      return Number.isNaN(best) ? [] : [{ x: at + 1, y: best }];
    });
}

/** @param {any} snapshot { studies: Compared[] } @returns {CompareInfo} */
export function info({ studies }) {
  const shown = /** @type {Compared[]} */ (studies).slice(0, MOST);
  const lines = shown.map((study) => ({ name: study.name, steps: bestSoFar(study) }));
  const maximize = shown.every(({ direction }) => direction !== 'minimize');
  const isOneWay = maximize || shown.every(({ direction }) => direction === 'minimize');
  const steps = lines.flatMap((each, line) => each.steps.map((step) => ({ ...step, line })));
  steps.sort((a, b) => a.x - b.x);
  const scores = steps.map(({ y }) => y);
  const last = lines.flatMap((each) => each.steps.slice(-1).map(({ y }) => y));
  const range = isOneWay ? scoreRange(scores, maximize) : null;
  // How a study began may lie off the axis, what it came to never.
  const ends = range && endsOf([Math.min(...range, ...last), Math.max(...range, ...last)]);
  const off = steps.filter((step) => ends && isOff(step, ends));
  return {
    lines,
    maximize,
    ends: off.length ? ends : null,
    off,
    metrics: [...new Set(shown.map(({ metric }) => metric))],
    last: Math.max(1, ...shown.map(({ trials }) => trials.length)),
  };
}

/** @param {CompareInfo} info @param {Look} look */
export function config({ lines, metrics, last, ends, off }, look) {
  const { t } = look;
  const datasets = lines.map(({ steps }, at) => ({
    data: steps,
    showLine: true,
    stepped: 'before',
    borderColor: look.series[at],
    backgroundColor: look.series[at],
    borderDash: DASHES[at],
    borderWidth: 2,
    pointRadius: 0,
    pointHitRadius: 8,
    clip: 4,
  }));
  if (ends) datasets.push(/** @type {any} */ (edgeMarks(off, ends, look)));
  const score = metrics.length === 1 ? metrics[0] : t('chart.score');
  return {
    type: 'scatter',
    data: { datasets },
    options: options(
      {
        x: axis(look, t('chart.compare.x'), { min: 0, max: 1.04 * last }),
        y: axis(look, score, ends ? { min: ends[0], max: ends[1] } : {}),
      },
      ({ datasetIndex, raw }) =>
        t('chart.compare.point', {
          name: lines[raw.line ?? datasetIndex].name,
          trials: raw.x,
          value: formatScore(raw.value ?? raw.y),
        }),
    ),
    plugins: [{ id: 'numbers', afterDatasetsDraw: numbers }],
  };
}

/** The number of a study at the end of its line: colours alone do not tell. @param {any} chart */
function numbers(chart) {
  const { ctx, data } = chart;
  ctx.save();
  ctx.font = '600 12px system-ui, sans-serif';
  ctx.textBaseline = 'middle';
  for (const [at, { borderColor, showLine }] of data.datasets.entries()) {
    const end = chart.getDatasetMeta(at).data.at(-1);
    if (!end || !showLine) continue;
    ctx.fillStyle = borderColor;
    ctx.fillText(String(at + 1), end.x + 4, end.y);
  }
  ctx.restore();
}

/** @param {CompareInfo} info @param {Look} look */
export function sentence({ lines }, { t }) {
  const ends = lines.map(({ name, steps }, at) => {
    const value = steps.length ? formatScore(/** @type {Step} */ (steps.at(-1)).y) : '–';
    return t('chart.compare.end', { number: at + 1, name, value });
  });
  return t('chart.compare.says', { ends: ends.join(t('chart.compare.comma')) });
}

/** @param {CompareInfo} info @param {Look} look */
export const note = ({ metrics, off, maximize }, { t }) =>
  [
    metrics.length > 1 ? t('chart.compare.metrics', { metrics: metrics.join(', ') }) : '',
    offNote(off.length, maximize, t),
  ]
    .filter(Boolean)
    .join(' ');

/** @param {CompareInfo} info */
export const isEmpty = ({ lines }) => lines.every(({ steps }) => steps.length === 0);

/** @param {CompareInfo} info @param {Look} look */
export function table({ lines, last }, { t }) {
  const maps = lines.map(({ steps }) => new Map(steps.map(({ x, y }) => [x, y])));
  const rows = Array.from({ length: last }, (_, at) => [
    at + 1,
    ...maps.map((values) => values.get(at + 1) ?? null),
  ]);
  return { columns: [t('chart.compare.x'), ...lines.map(({ name }) => name)], rows };
}
