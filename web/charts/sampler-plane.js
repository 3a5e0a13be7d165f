/** The sampler's view over one parameter or two: what gp expects there, where cma_es draws, whom nsga2 crosses, or just the points
 *  and their order. */
import { formatNumber, formatScore, formatValue } from './format.js';
import { axis } from './look.js';
import { atEdge, edgeMarks, isOff } from './off-axis.js';
import { cloudShapes } from './sampler-cloud.js';
import { populationDots } from './sampler-population.js';
import { colourOf, jitter, mixed, viridis } from './scales.js';
import { paramScale, rings, spaceOptions, uprightScale } from './space.js';
import { placesOf } from './surface-cells.js';
import { endsOf } from './score-range.js';

/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {any} SamplerInfo as sampler.js has it */
/** @typedef {{x: number, low: number, high: number}} Span */

const LEGEND_PX = 64;
const LEGEND_STEPS = 24;
/** The logarithm of an improvement that is e^8 times less than the greatest is none. */
const DEEP = 8;
/** So many trials bear their numbers, and so many are drawn large. */
const FEW = 40;
const MANY = 60;

/** Figures as shares from 0 to 1, the greatest 1. @param {readonly number[]} figures @param {string} show */
function shares(figures, show) {
  const known = figures.filter(Number.isFinite);
  const high = Math.max(...known);
  const low = show === 'acquisition' ? high - DEEP : Math.min(...known);
  const wide = high - low || 1;
  return figures.map((each) => Math.min(Math.max((each - low) / wide, 0), 1) || 0);
}

/** @param {SamplerInfo} info @param {Look} look */
export function planeConfig(info, look) {
  const { kind, across, up, show, maximize, selected, hovered } = info;
  const view = kind === 'gp' ? info.view : null;
  const { t } = look;
  const places = info.known.concat(info.waiting).flatMap((/** @type {TrialView} */ trial) => {
    const at = placeOf(trial, across, up);
    return at ? [{ ...at, trial: trial.number, of: trial }] : [];
  });
  places.sort((/** @type {any} */ a, /** @type {any} */ b) => a.x - b.x);
  const waiting = new Set(info.waiting.map((/** @type {TrialView} */ { number }) => number));
  const next = info.next && placeOf(info.next, across, up);
  const goal = next ?? (view ? peakOf(info) : null);
  const text = info.next
    ? t('chart.sampler.next', { trial: info.next.number })
    : t('chart.sampler.goal');
  const shapes = goal
    ? [
        {
          kind: 'text',
          x: goal.x,
          y: goal.y,
          text,
          colour: look.ink,
          back: look.panel,
          ...beside(goal),
        },
      ]
    : [];
  const numbers =
    kind !== 'points' || places.length > FEW
      ? []
      : places.map((/** @type {any} */ { x, y, trial }) => ({
          kind: 'text',
          x,
          y,
          text: String(trial),
          colour: look.muted,
          align: 'left',
          right: 7,
          up: -4,
        }));
  const datasets = [
    ...(view ? [cells(info, look)] : []),
    ...(kind === 'cma_es'
      ? [{ type: 'shapes', data: [], shapes: cloudShapes(info, look), order: 8 }]
      : []),
    { type: 'shapes', data: [], shapes: [...numbers, ...shapes], order: 1 },
    kind === 'nsga2'
      ? populationDots(places, info, look)
      : dots(places, waiting, { ...info, view }, look),
    {
      data: goal ? [{ ...goal, ...(info.next && { trial: info.next.number }) }] : [],
      pointStyle: 'crossRot',
      pointRadius: 8,
      pointHoverRadius: 8,
      borderWidth: 3,
      borderColor: look.failed,
      clip: 8,
      order: 2,
    },
    ...rings(places, { best: info.best ?? undefined, selected, hovered }, look),
  ];
  const title = show === 'mean' || !view ? '' : t(`chart.sampler.${show}`);
  return {
    type: 'scatter',
    data: { datasets },
    options: spaceOptions(
      { x: paramScale(look, across), y: uprightScale(look, up) },
      ({ raw }) => label(raw, info, look),
      view ? LEGEND_PX : undefined,
    ),
    title,
    maximize,
  };
}

/** Words beside a mark, on the side with more room. @param {{x: number, y: number}} at */
const beside = ({ x, y }) => ({
  align: x > 0.6 ? 'right' : 'left',
  right: x > 0.6 ? -12 : 12,
  up: y > 0.9 ? -14 : 8,
});

/** @param {TrialView} trial @param {Axis} across @param {Axis | null} up */
function placeOf({ params, number }, across, up) {
  const x = across.position(params[across.name]);
  const y = up ? up.position(params[up.name]) : 0.5 + 0.8 * jitter(number);
  if (x === null || y === null) return null;
  const room = (/** @type {Axis | null} */ each) =>
    each?.kind === 'choice' ? 0.5 / each.ticks.length : 0;
  return { x: x + room(across) * jitter(number), y: y + room(up) * jitter(7 * number + 3) };
}

/** Where the acquisition is greatest of what is drawn. @param {SamplerInfo} info */
function peakOf({ view, across, up }) {
  const { acquisition, x, y } = view;
  let at = 0;
  acquisition.forEach((/** @type {number} */ each, /** @type {number} */ i) => {
    if (each > acquisition[at] || Number.isNaN(acquisition[at])) at = i;
  });
  const columns = x.values.length;
  const left = across.position(x.values[at % columns]);
  const high = up ? up.position(y.values[Math.floor(at / columns)]) : 0;
  return left === null || high === null ? null : { x: left, y: high };
}

/** @param {SamplerInfo} info @param {Look} look */
function cells(info, look) {
  const { view, across, up, show, maximize } = info;
  const colour = colourFor(show, maximize, look);
  const fills = shares(view[show], show).map(colour);
  return {
    type: 'cells',
    data: [],
    cells: placesOf(view, across, up).map((place, i) => ({ ...place, fill: fills[i] })),
    legend: {
      colours: Array.from({ length: LEGEND_STEPS }, (_, i) => colour((i + 0.5) / LEGEND_STEPS)),
      ticks: legendOf(view[show], show, look),
      ink: look.muted,
    },
    order: 9,
  };
}

/** The strong end is the good one. @param {string} show @param {boolean} maximize @param {Look} look @returns {(share: number) => string} */
function colourFor(show, maximize, { dark, panel }) {
  const isRising = show !== 'mean' || maximize;
  return (share) => mixed(colourOf(isRising ? share : 1 - share, dark), panel, 0.85);
}

/** @param {readonly number[]} figures @param {string} show @param {Look} look */
function legendOf(figures, show, { t }) {
  if (show === 'acquisition')
    return [
      { at: 0.03, text: t('chart.sampler.little') },
      { at: 0.97, text: t('chart.sampler.much') },
    ];
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  return [0, 0.5, 1].map((share) => ({
    at: 0.03 + 0.94 * share,
    text: formatNumber(Number((low + share * (high - low)).toPrecision(3))),
  }));
}

/** Trials over a surface are rings in ink; without a surface their order is their colour. @param {any[]} places @param {Set<number>} waiting @param {SamplerInfo} info @param {Look} look */
function dots(places, waiting, { view, brushed, trials, generation }, look) {
  const faint = (/** @type {number} */ trial) => brushed !== null && !brushed.has(trial);
  const isOld = (/** @type {number} */ trial) => generation !== null && !generation.has(trial);
  const last = Math.max(1, trials.length - 1);
  const age = (/** @type {number} */ trial) =>
    viridis(look.dark ? 0.3 + 0.7 * (trial / last) : 0.85 * (1 - trial / last));
  const colour = (/** @type {number} */ trial) => {
    if (faint(trial)) return look.line;
    if (waiting.has(trial)) return 'transparent';
    if (generation) return isOld(trial) ? look.line : look.series[1];
    return view ? look.panel : age(trial);
  };
  const rim = (/** @type {number} */ trial) => {
    if (faint(trial)) return look.line;
    if (isOld(trial)) return look.muted;
    return waiting.has(trial) || view || generation ? look.ink : look.panel;
  };
  return {
    data: places,
    clip: 8,
    pointRadius: generation
      ? places.map(({ trial }) => (isOld(trial) ? 2 : 4.5))
      : places.length > MANY
        ? 3
        : 4.5,
    pointHoverRadius: 6,
    borderWidth: generation ? places.map(({ trial }) => (isOld(trial) ? 0.5 : 1.5)) : 1.5,
    borderColor: places.map(({ trial }) => rim(trial)),
    backgroundColor: places.map(({ trial }) => colour(trial)),
    order: 4,
  };
}

/** @param {any} raw @param {SamplerInfo} info @param {Look} look */
function label({ trial, of }, { across, up }, { t }) {
  if (trial === undefined) return t('chart.sampler.goal');
  const names = [across, up].flatMap((each) => (each ? [each.name] : []));
  const at = of ? names.map((name) => `${name} ${formatValue(of.params[name])}`).join(', ') : '';
  return t('chart.point', { trial, value: `${formatScore(of?.value)} (${at})` });
}

/** The trials beside gp's line, and the ends of its axis: those of the band. @param {SamplerInfo} info */
function besideLine({ known, view, across }) {
  /** @type {any[]} */
  const places = known.flatMap((/** @type {TrialView} */ trial) => {
    const at = placeOf(trial, across, null);
    return at ? [{ x: at.x, y: Number(trial.value), trial: trial.number, of: trial }] : [];
  });
  places.sort((a, b) => a.x - b.x);
  const { mean, deviation } = view;
  const sides = [-2, 2].flatMap((side) =>
    mean.map((/** @type {number} */ y, /** @type {number} */ i) => y + side * deviation[i]),
  );
  return { places, ends: endsOf([Math.min(...sides), Math.max(...sides)]) };
}

/** How many trials are beyond gp's band as it is drawn. @param {SamplerInfo} info */
export function offSlice(info) {
  const { places, ends } = besideLine(info);
  return places.filter((place) => isOff(place, ends)).length;
}

/** One parameter: the expected score with its band, and below it what is gained by a trial there. @param {SamplerInfo} info @param {Look} look */
export function sliceConfig(info, look) {
  const { view, across, selected, hovered, metric } = info;
  const { t } = look;
  const xs = view.x.values.map((/** @type {any} */ value) => across.position(value));
  /** @type {{x: number, y: number}[]} */
  const line = view.mean.map((/** @type {number} */ y, /** @type {number} */ i) => ({
    x: xs[i],
    y,
  }));
  const band = line.map(({ x, y }, i) => ({
    x,
    low: y - 2 * view.deviation[i],
    high: y + 2 * view.deviation[i],
  }));
  const most = Math.max(...view.acquisition.filter(Number.isFinite));
  const gains = view.acquisition.map((/** @type {number} */ each, /** @type {number} */ i) => ({
    x: xs[i],
    low: 0,
    high: Math.exp(each - most) || 0,
  }));
  const { places, ends } = besideLine(info);
  const [min, max] = ends;
  const on = places.filter((place) => !isOff(place, ends));
  const shown = places.map((place) => atEdge(place, ends));
  const near = nearness(info);
  const next = info.next && across.position(info.next.params[across.name]);
  const goal = next ?? peakOf({ ...info, up: null })?.x ?? null;
  const text = info.next
    ? t('chart.sampler.next', { trial: info.next.number })
    : t('chart.sampler.goal');
  const mark = goal === null ? [] : [{ kind: 'up', at: goal, colour: look.failed, dash: [4, 3] }];
  const worded = mark.map((each) => ({ ...each, text }));
  const flat = (/** @type {string} */ yAxisID) => ({ type: 'shapes', data: [], yAxisID, order: 9 });
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          ...flat('y'),
          shapes: [
            { kind: 'area', points: band, fill: mixed(look.trial, look.panel, 0.3) },
            { kind: 'line', points: line, colour: look.best, width: 2 },
            ...worded,
          ],
        },
        {
          ...flat('y1'),
          shapes: [{ kind: 'area', points: gains, fill: look.series[2] }],
        },
        {
          data: on,
          clip: 8,
          pointRadius: 3.5,
          borderWidth: 1,
          borderColor: look.ink,
          backgroundColor: on.map(({ of }) => mixed(look.ink, look.panel, near(of))),
          order: 4,
        },
        edgeMarks(places, ends, look),
        ...rings(shown, { best: info.best ?? undefined, selected, hovered }, look),
      ],
    },
    options: spaceOptions(
      {
        x: paramScale(look, across),
        y1: {
          ...axis(look, t('chart.sampler.gain'), {
            min: 0,
            max: 1.05,
            ticks: { display: false },
            grid: { display: false },
          }),
          axis: 'y',
          position: 'left',
          stack: 'y',
          stackWeight: 1,
          offset: true,
        },
        y: {
          ...axis(look, metric || t('chart.score'), { min, max }),
          axis: 'y',
          position: 'left',
          stack: 'y',
          stackWeight: 3,
        },
      },
      ({ raw }) => label(raw, { ...info, up: null }, look),
    ),
  };
}

/** How near a trial is to the slice: 1 on it, towards 0 at the far end of the space. @param {SamplerInfo} info */
function nearness({ view, axes, across }) {
  const others = axes.filter((/** @type {Axis} */ each) => each !== across);
  return (/** @type {TrialView} */ { params }) => {
    let far = 0;
    for (const { name, position } of others) {
      const gap = Number(position(params[name])) - Number(position(view.at[name]));
      far += Math.abs(gap);
    }
    return others.length ? Math.max(0, 1 - (2 * far) / others.length) : 1;
  };
}
