/** asha's view: the rungs, the trials that were measured there, and who went on. */
import { formatScore } from './format.js';
import { axis, options } from './look.js';
import { atEdge, edgeMarks, isOff } from './off-axis.js';
import { jitter } from './scales.js';
import { endsOf, scoreRange } from './score-range.js';
import { rings } from './space.js';

/** @typedef {import('./look.js').Look} Look */
/** @typedef {{step: number, trials: {number: number, value: number, promoted: boolean}[]}} Rung */
/** @typedef {any} SamplerInfo as sampler.js has it */

/** The rungs that a trial has reached. @param {SamplerInfo} info @returns {Rung[]} */
export const reached = ({ view }) =>
  view.rungs.filter((/** @type {Rung} */ { trials }) => trials.length > 0);

/** Of those that went on; of those that ended there, but for what is far astray: most are of the first trials at the first rung. @param {SamplerInfo} info */
function axisOf(info) {
  const trials = reached(info).flatMap((rung) => rung.trials);
  const of = (/** @type {boolean} */ wanted) =>
    trials.flatMap(({ promoted, value }) => (promoted === wanted ? [value] : []));
  return endsOf(scoreRange(of(true), info.maximize, of(false)) ?? [0, 1]);
}

/** How many trials are worse than the axis shows, at a rung or more. @param {SamplerInfo} info */
export function beyondOf(info) {
  const ends = axisOf(info);
  const trials = reached(info).flatMap((rung) => rung.trials);
  return new Set(trials.flatMap(({ number, value: y }) => (isOff({ y }, ends) ? [number] : [])))
    .size;
}

/** @param {SamplerInfo} info @param {Look} look */
export function rungsConfig(info, look) {
  const { selected, hovered, brushed, metric } = info;
  const rungs = reached(info);
  const { t } = look;
  const place = (
    /** @type {number} */ rung,
    /** @type {Rung['trials'][number]} */ { number, value },
  ) => ({
    x: rung + 0.28 * jitter(number),
    y: value,
    trial: number,
    rung,
  });
  const points = rungs.flatMap(({ trials }, rung) =>
    trials.map((each) => ({ ...place(rung, each), promoted: each.promoted })),
  );
  points.sort((a, b) => a.x - b.x);
  const ends = axisOf(info);
  const shown = points.filter((point) => !isOff(point, ends));
  const on = shown.filter(({ promoted }) => promoted);
  const out = shown.filter(({ promoted }) => !promoted);
  const paths = rungs.slice(1).flatMap(({ trials }, i) =>
    trials.flatMap((each) => {
      const before = rungs[i].trials.find(({ number }) => number === each.number);
      return before
        ? [
            {
              kind: 'line',
              points: [place(i, before), place(i + 1, each)],
              colour: each.number === selected ? look.ink : look.faint,
            },
          ]
        : [];
    }),
  );
  const [min, top] = ends;
  const counts = rungs.map(({ trials }, rung) => ({
    kind: 'text',
    x: rung,
    y: top,
    text: t('chart.sampler.count', {
      on: trials.filter(({ promoted }) => promoted).length,
      trials: trials.length,
    }),
    colour: look.muted,
    up: 4,
  }));
  const faint = (/** @type {{trial: number}} */ { trial }) =>
    brushed !== null && !brushed.has(trial);
  return {
    type: 'scatter',
    data: {
      datasets: [
        { type: 'shapes', data: [], shapes: [...paths, ...counts], order: 9 },
        {
          data: on,
          clip: 8,
          pointRadius: 4.5,
          borderWidth: 1,
          borderColor: look.panel,
          backgroundColor: on.map((point) => (faint(point) ? look.line : look.best)),
          order: 3,
        },
        {
          data: out,
          clip: 8,
          pointStyle: 'triangle',
          rotation: 180,
          pointRadius: 3.5,
          borderWidth: 1,
          borderColor: out.map((point) => (faint(point) ? look.line : look.muted)),
          backgroundColor: look.panel,
          order: 4,
        },
        edgeMarks(points, ends, look, brushed),
        ...rings(
          points.map((point) => atEdge(point, ends)),
          { selected, hovered },
          look,
        ),
      ],
    },
    options: options(
      {
        x: axis(look, t('chart.sampler.rung'), {
          min: -0.5,
          max: Math.max(1, rungs.length) - 0.5,
          grid: { display: false },
          ticks: { callback: (/** @type {number} */ at) => String(rungs[at]?.step ?? '') },
          afterBuildTicks: (scale) => {
            scale.ticks = rungs.map((_, value) => ({ value }));
          },
        }),
        y: axis(look, metric || t('chart.score'), {
          min,
          max: top + 0.12 * (top - min),
        }),
      },
      ({ raw }) =>
        t(raw.promoted ? 'chart.sampler.went' : 'chart.sampler.ended', {
          trial: raw.trial,
          value: formatScore(raw.value ?? raw.y),
          step: rungs[raw.rung]?.step ?? 0,
        }),
    ),
  };
}
