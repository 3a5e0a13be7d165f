/** The score over the plane of two parameters: what gp expects there, where it is the sampler; else what the forest behind the importance
 *  expects, whatever the other parameters are; before there is one, what the trials around each place had. */
import { NO_PLANE, planeOf } from './contour-plane.js';
import { formatScore, formatValue } from './format.js';
import {
  axesIn,
  axesOf,
  colourOf,
  jitter,
  mixed,
  quality,
  score,
  scoresOf,
  usualAxis,
} from './scales.js';
import { cellOf } from './slice.js';
import {
  chosenAxis,
  legendTicks,
  paramChoice,
  paramScale,
  rings,
  smallPrint,
  spaceOptions,
  uprightScale,
} from './space.js';
import { samplerOf } from './sampler-study.js';
import { placesOf } from './surface-cells.js';
import { newsOf } from './why.js';

export { register } from './cells-controller.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {import('./scales.js').Axis} Axis */
/** @typedef {import('./scales.js').Scores} Scores */
/** @typedef {import('./space.js').Options} Options */
/** @typedef {import('./contour-plane.js').Plane} Plane */
/** @typedef {import('./contour-plane.js').Sample} Sample */

export const id = 'contour';
/** @type {string[]} */
export const views = [];

/** Points along an axis of a model. */
const POINTS = 36;
/** Fewer trials make no plane. */
const FEWEST = 3;
/** A cell this far from every trial is as pale as any. */
const FAR = 0.3;
const PALEST = 0.3;
/** Of more trials only small dots leave something of the plane to be seen. */
const CROWD = 500;
const LEGEND_PX = 64;
const LEGEND_STEPS = 24;

/**
 * @typedef {object} ContourInfo
 * @property {Axis | null} across
 * @property {Axis | null} up
 * @property {Plane} plane
 * @property {any} view a model's figures; null: none yet
 * @property {Sample[]} complete
 * @property {Sample[]} pruned
 * @property {Scores} scores
 * @property {number} unused complete trials without one of the two
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {Set<number> | null} brushed
 */
/** @type {(study: StudyFile) => boolean} */
export const fits = (study) => axesOf(study).length > 1;

/** @param {Snapshot} snapshot @param {Options} options */
export function choices(snapshot, { x, y, look }) {
  const axes = axesIn(snapshot);
  const { across, up } = pairOf(axes, x, y);
  if (!across || !up) return [];
  const t = look?.t ?? String;
  return [
    paramChoice('x', t('chart.contour.x'), axes, across.name),
    paramChoice(
      'y',
      t('chart.contour.y'),
      axes.filter((axis) => axis !== across),
      up.name,
    ),
  ];
}

/** Two axes that are not one. @param {Axis[]} axes @param {string | undefined} x @param {string | undefined} y */
function pairOf(axes, x, y) {
  const across = chosenAxis(axes, x, usualAxis(axes)) ?? null;
  const rest = axes.filter((axis) => axis !== across);
  return { across, up: chosenAxis(rest, y, usualAxis(rest)) ?? null };
}

/** @param {Snapshot} snapshot @param {Options} options */
export function key(snapshot, { x, y }) {
  const { across, up } = pairOf(axesIn(snapshot), x, y);
  const news = up ? newsOf(snapshot) : '';
  return news && JSON.stringify([news, across?.name, up?.name]);
}

/** @param {Snapshot} snapshot @param {Options} options @param {any} tools */
export async function load(snapshot, { x, y }, tools) {
  const { across, up } = pairOf(axesIn(snapshot), x, y);
  const viewer = await tools.viewer(snapshot);
  const plane = { params: [across?.name, up?.name], points: POINTS };
  if (samplerOf(snapshot) !== 'gp') return viewer.view({ ...plane, of: 'forest' });
  const own = await viewer.view(plane);
  return own.kind === 'gp' ? own : viewer.view({ ...plane, of: 'forest' });
}

/** The figures that came, if they are of these axes. @param {any} loaded @param {Axis | null} across @param {Axis | null} up */
function viewFor(loaded, across, up) {
  const isHere = loaded?.mean && loaded.x.param === across?.name && loaded.y?.param === up?.name;
  return isHere ? loaded : null;
}

/** @param {Snapshot} snapshot @param {Options} options @returns {ContourInfo} */
export function info(snapshot, { selected, hovered = null, brushed = null, x, y, loaded }) {
  const { study } = snapshot;
  const scores = scoresOf(snapshot);
  const { across, up } = pairOf(axesIn(snapshot), x, y);
  const complete = pointsOf(scores.complete, across, up);
  return {
    across,
    up,
    plane: study && across && up ? planeOf(study, across, up, complete) : NO_PLANE,
    view: viewFor(loaded, across, up),
    complete,
    pruned: pointsOf(scores.pruned, across, up),
    scores,
    unused: scores.complete.length - complete.length,
    selected,
    hovered,
    brushed,
  };
}

/** Of the trials that use both, in order. @param {TrialView[]} trials @param {Axis | null} across @param {Axis | null} up @returns {Sample[]} */
function pointsOf(trials, across, up) {
  if (!across || !up) return [];
  /** @type {Sample[]} */
  const points = [];
  for (const trial of trials) {
    const x = across.position(trial.params[across.name]);
    const y = up.position(trial.params[up.name]);
    if (x !== null && y !== null) points.push({ x, y, trial: trial.number, value: score(trial) });
  }
  return points;
}

/** Where a trial is drawn: those of one value stand beside each other. @param {Sample[]} samples @param {Axis} across @param {Axis} up @returns {Sample[]} */
function spread(samples, across, up) {
  const [wide, high] = [across, up].map(roomOf);
  const apart = samples.map((sample) => ({
    ...sample,
    x: sample.x + wide * jitter(sample.trial),
    y: sample.y + high * jitter(7 * sample.trial + 3),
  }));
  return apart.sort((a, b) => a.x - b.x);
}

/** @param {Axis} axis */
function roomOf({ kind, ticks, values }) {
  const few = kind === 'choice' ? ticks.length : values.length;
  return few ? Math.min(0.5 / few, 0.1) : 0;
}

/** @param {ContourInfo} info @param {Look} look */
export function config(info, look) {
  const { across, up, scores, selected, hovered, brushed } = info;
  if (!across || !up) return { type: 'scatter', data: { datasets: [] }, options: {} };
  const complete = spread(info.complete, across, up);
  const pruned = spread(info.pruned, across, up);
  const both = [...complete, ...pruned].sort((a, b) => a.x - b.x);
  const marks = { best: scores.best?.number, selected, hovered };
  const faint = (/** @type {Point} */ { trial = 0 }) => brushed !== null && !brushed.has(trial);
  const colour = (/** @type {Sample} */ { value }) => colourOf(quality(scores, value), look.dark);
  const dots = {
    data: complete,
    clip: 8,
    pointRadius: complete.length > CROWD ? 1.5 : complete.length > 200 ? 2.5 : 4,
    pointHoverRadius: 5,
    borderWidth: complete.length > CROWD ? 0.5 : 1,
    borderColor: complete.map((point) => (faint(point) ? look.line : look.panel)),
    backgroundColor: complete.map((point) => (faint(point) ? look.line : colour(point))),
    order: 4,
  };
  const stopped = {
    data: pruned,
    clip: 8,
    pointStyle: 'triangle',
    pointRadius: 3.5,
    borderWidth: 1,
    borderColor: look.ink,
    backgroundColor: look.panel,
    order: 5,
  };
  const under = {
    type: 'cells',
    data: [],
    cells: cellsOf(info, look),
    legend: legendOf(scores, look),
    order: 9,
  };
  return {
    type: 'scatter',
    data: { datasets: [under, dots, stopped, ...rings(both, marks, look)] },
    options: spaceOptions(
      { x: paramScale(look, across), y: uprightScale(look, up) },
      ({ raw }) => label(info, look, raw.trial),
      LEGEND_PX,
    ),
  };
}

/** @param {ContourInfo} info @param {Look} look @returns {import('./cells-controller.js').Cell[]} */
function cellsOf(info, look) {
  const { across, up, plane, view, scores } = info;
  const { dark, panel } = look;
  const { columns, rows, nearest, sums, weights } = plane;
  /** A place is the paler, the less is known of it. @param {number} value @param {number} far 0 to 1 */
  const fill = (value, far) =>
    mixed(colourOf(quality(scores, value), dark), panel, 1 - (1 - PALEST) * far);
  const distance = (/** @type {number} */ cell) => Math.min(Math.sqrt(nearest[cell]) / FAR, 1);
  if (!view || !across || !up)
    return Array.from(sums, (sum, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return {
        x0: column / columns,
        x1: (column + 1) / columns,
        y0: row / rows,
        y1: (row + 1) / rows,
        fill: fill(sum / weights[i], distance(i)),
      };
    });
  const least = view.deviation && Math.min(...view.deviation);
  const span = view.deviation && (Math.max(...view.deviation) - least || 1);
  const cellAt = (/** @type {number} */ at, /** @type {number} */ count) =>
    Math.min(Math.floor(at * count), count - 1);
  return placesOf(view, across, up).map((place, i) => {
    const { x0, x1, y0, y1 } = place;
    const cell = cellAt((y0 + y1) / 2, rows) * columns + cellAt((x0 + x1) / 2, columns);
    const far = view.deviation ? (view.deviation[i] - least) / span : distance(cell);
    return { ...place, fill: fill(view.mean[i], far) };
  });
}

/** @param {Scores} scores @param {Look} look */
function legendOf(scores, look) {
  const colours = Array.from({ length: LEGEND_STEPS }, (_, i) => {
    const at = (i + 0.5) / LEGEND_STEPS;
    return colourOf(scores.maximize ? at : 1 - at, look.dark);
  });
  return { colours, ticks: legendTicks(scores), ink: look.muted };
}

/** @param {ContourInfo} info @param {Look} look @param {number} number */
function label({ across, up, scores }, { t }, number) {
  const trial = [...scores.complete, ...scores.pruned].find((each) => each.number === number);
  if (!trial || !across || !up) return '';
  const at = [across, up].map(({ name }) => `${name} ${formatValue(trial.params[name])}`);
  const value = `${formatScore(trial.value)} (${at.join(', ')})`;
  return t('chart.point', { trial: number, value });
}

/** @param {ContourInfo} info @param {Look} look */
export function sentence({ across, up, scores, complete, view }, { t, called = String }) {
  const { best, metric } = scores;
  if (!best || !across || !up || complete.length < FEWEST) return t('chart.contour.empty');
  const at = [across, up].flatMap(({ name }) => {
    const value = formatValue(best.params[name]);
    return value ? [`${called(name)} ${value}`] : [];
  });
  const by = view ? `chart.contour.says.${view.kind}` : 'chart.contour.says';
  return t(by, { trial: best.number, metric, at: at.join(', ') || '–' });
}

/** @param {ContourInfo} info @param {Look} look */
export function note({ scores, unused, view }, { t }) {
  const how = view ? `chart.contour.by.${view.kind}` : 'chart.contour.between';
  return `${t(how, { trial: view?.best ?? 0 })} ${smallPrint(scores, t, unused)}`.trim();
}

/** @param {ContourInfo} info */
export function isEmpty({ complete }) {
  return complete.length < FEWEST;
}

/** @param {ContourInfo} info @param {Look} look */
export function table({ across, up, scores }, { t }) {
  const names = [across, up].flatMap((axis) => (axis ? [axis.name] : []));
  const trials = scores.complete;
  return {
    columns: [t('chart.space.trial'), ...names, scores.metric],
    rows: trials.map((trial) => [
      trial.number,
      ...names.map((name) => cellOf(trial.params[name])),
      score(trial),
    ]),
    trials: trials.map(({ number }) => number),
  };
}
