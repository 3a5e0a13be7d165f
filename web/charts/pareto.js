/** Two objectives against each other, and the trials that no other beats by all. */
import { formatCost, formatNumber, formatScore } from './format.js';
import { axis, options } from './look.js';
import { rings } from './space.js';
import { around, objectivesOf } from './why.js';

export { register } from './shapes-controller.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./why.js').Objective} Objective */

export const id = 'pareto';
/** @type {string[]} */
export const views = [];

/** From so much between its ends an axis is logarithmic. */
const WIDE = 30;

/** @typedef {{x: number, y: number, trial: number, values: readonly number[]}} Place */
/**
 * @typedef {object} ParetoInfo
 * @property {Objective[]} objectives
 * @property {number} across index of the objective along x
 * @property {number} up
 * @property {Place[]} places complete trials by x
 * @property {Set<number>} front numbers
 * @property {Place[]} stairs those of the front that no other beats by these two, by x
 * @property {number | null} hypervolume
 * @property {number} others trials without values, failed or pruned
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {Set<number> | null} brushed
 */

/** @type {(study: StudyFile) => boolean} */
export const fits = (study) => objectivesOf(study).length > 1;

/** @param {Snapshot} snapshot @param {any} options */
export function choices(snapshot, { x, y, look }) {
  const objectives = objectivesOf(snapshot.study);
  if (objectives.length < 3) return [];
  const { across, up } = axesFor(objectives, x, y);
  const t = look?.t ?? String;
  const all = objectives.map(({ metric }) => ({ value: metric, text: metric }));
  return [
    { name: 'x', label: t('chart.contour.x'), value: objectives[across].metric, options: all },
    {
      name: 'y',
      label: t('chart.contour.y'),
      value: objectives[up].metric,
      options: all.filter((_, i) => i !== across),
    },
  ];
}

/** The second across, often a cost, and the first up. @param {Objective[]} objectives @param {string} [x] @param {string} [y] */
function axesFor(objectives, x, y) {
  const find = (/** @type {string | undefined} */ name) =>
    objectives.findIndex(({ metric }) => metric === name);
  const across = find(x) < 0 ? 1 : find(x);
  const up = find(y) < 0 || find(y) === across ? (across === 0 ? 1 : 0) : find(y);
  return { across, up };
}

/**
 * The front comes from the values, as the result has it, so that it is there while the study runs.
 * @param {Snapshot} snapshot @param {any} options @returns {ParetoInfo}
 */
export function info(snapshot, { selected, hovered = null, brushed = null, x, y }) {
  const objectives = objectivesOf(snapshot.study);
  const { across, up } = axesFor(objectives, x, y);
  /** @type {Place[]} */
  const places = [];
  let others = 0;
  for (const trial of snapshot.trials) {
    if (!trial) continue;
    const values = /** @type {{values?: number[] | null}} */ (trial).values ?? [];
    const isWhole = values.length === objectives.length && values.every(Number.isFinite);
    if (trial.status === 'complete' && isWhole && objectives.length > 1)
      places.push({ x: values[across], y: values[up], trial: trial.number, values });
    else if (trial.status !== 'running') others++;
  }
  places.sort((a, b) => a.x - b.x || a.trial - b.trial);
  const every = objectives.map((_, i) => i);
  const front = frontOf(places, objectives, every);
  const two = frontOf(front, objectives, [across, up]);
  const stairs = two.filter(
    ({ x: at, y: high }, i) => at !== two[i - 1]?.x || high !== two[i - 1]?.y,
  );
  const result = /** @type {{hypervolume?: number} | null} */ (snapshot.result);
  return {
    objectives,
    across,
    up,
    places,
    front: new Set(front.map(({ trial }) => trial)),
    stairs,
    hypervolume: result?.hypervolume ?? null,
    others,
    selected,
    hovered,
    brushed,
  };
}

/** Those that none dominates by some of the objectives; equals stay together. @param {Place[]} places @param {Objective[]} objectives @param {number[]} by */
export function frontOf(places, objectives, by) {
  const signs = objectives.map(({ direction }) => (direction === 'minimize' ? 1 : -1));
  const beats = (/** @type {Place} */ a, /** @type {Place} */ b) => {
    let isBetter = false;
    for (const i of by) {
      const gap = signs[i] * (a.values[i] - b.values[i]);
      if (gap > 0) return false;
      if (gap < 0) isBetter = true;
    }
    return isBetter;
  };
  /** @type {Place[]} */
  let front = [];
  for (const place of places) {
    if (front.some((other) => beats(other, place))) continue;
    front = front.filter((other) => !beats(place, other));
    front.push(place);
  }
  return front;
}

/** @param {ParetoInfo} info @param {Look} look */
export function config(info, look) {
  const { objectives, across, up, places, front, selected, hovered, brushed } = info;
  const { t } = look;
  const faint = (/** @type {Place} */ { trial }) => brushed !== null && !brushed.has(trial);
  const beaten = places.filter(({ trial }) => !front.has(trial));
  const ahead = places.filter(({ trial }) => front.has(trial));
  const dots = {
    data: beaten,
    clip: 8,
    pointRadius: places.length > 300 ? 2 : 3,
    borderWidth: 1,
    borderColor: beaten.map((place) => (faint(place) ? look.line : look.faint)),
    backgroundColor: 'transparent',
    order: 5,
  };
  const leaders = {
    data: ahead,
    clip: 8,
    pointStyle: 'rectRot',
    pointRadius: 6,
    pointHoverRadius: 7,
    borderWidth: 1,
    borderColor: look.panel,
    backgroundColor: ahead.map((place) => (faint(place) ? look.line : look.best)),
    order: 3,
  };
  const under = {
    type: 'shapes',
    data: [],
    shapes: [{ kind: 'line', points: staircase(info), colour: look.best, width: 2 }],
    order: 9,
  };
  return {
    type: 'scatter',
    data: { datasets: [under, dots, leaders, ...rings(places, { selected, hovered }, look)] },
    options: options(
      {
        x: scaleOf(
          look,
          objectives[across],
          places.map((place) => place.x),
        ),
        y: scaleOf(
          look,
          objectives[up],
          places.map((place) => place.y),
        ),
      },
      ({ raw }) => {
        const values = objectives.map(({ metric }, i) => `${metric} ${formatCost(raw.values[i])}`);
        return t('chart.point', { trial: raw.trial, value: values.join(', ') });
      },
    ),
  };
}

/** Between two of the front the worse of both by each objective: what they dominate ends there. @param {ParetoInfo} info */
export function staircase({ stairs, objectives, across }) {
  const isRising = objectives[across]?.direction === 'minimize';
  return stairs.flatMap((place, i) => {
    const next = stairs[i + 1];
    if (!next) return [place];
    return [place, isRising ? { x: next.x, y: place.y } : { x: place.x, y: next.y }];
  });
}

/** @param {Look} look @param {Objective | undefined} objective @param {number[]} values */
function scaleOf(look, objective, values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const title = look.t(`chart.pareto.${objective?.direction ?? 'maximize'}`, {
    name: objective?.metric ?? '',
  });
  if (!(low > 0 && high / low > WIDE)) return axis(look, title, around([low, high]));
  const round = high / low > 100 ? /^(0\.0*1|10*)$/ : /^(0\.0*[125]|[125]0*)$/;
  const ticks = {
    callback: (/** @type {number} */ at) => (round.test(String(at)) ? formatNumber(at) : ''),
  };
  return { ...axis(look, title, { min: low / 1.3, max: high * 1.3, ticks }), type: 'logarithmic' };
}

/** @param {ParetoInfo} info @param {Look} look */
export function sentence({ places, front, stairs, objectives, across, up }, { t }) {
  if (!places.length) return t('chart.pareto.empty');
  const [first, last] = [stairs[0], stairs[stairs.length - 1]];
  const at = (/** @type {Place} */ { x, y }) =>
    `${objectives[up].metric} ${formatCost(y)} · ${objectives[across].metric} ${formatCost(x)}`;
  const values = { front: front.size, trials: places.length, from: at(first), to: at(last) };
  return t(first === last ? 'chart.pareto.one' : 'chart.pareto.says', values);
}

/** @param {ParetoInfo} info @param {Look} look */
export function note({ places, others, hypervolume, objectives }, { t }) {
  if (!places.length) return '';
  const said = [t(objectives.length > 2 ? 'chart.pareto.projected' : 'chart.pareto.line')];
  if (hypervolume !== null)
    said.push(t('chart.pareto.volume', { volume: formatScore(hypervolume) }));
  if (others) said.push(t('chart.pareto.others', { trials: others }));
  return said.join(' ');
}

/** @param {ParetoInfo} info */
export const isEmpty = ({ places }) => places.length === 0;

/** @param {ParetoInfo} info @param {Look} look */
export function table({ places, front, objectives }, { t }) {
  return {
    columns: [
      t('chart.space.trial'),
      t('chart.pareto.front'),
      ...objectives.map(({ metric }) => metric),
    ],
    rows: places.map(({ trial, values }) => [trial, front.has(trial) ? '◆' : null, ...values]),
    trials: places.map(({ trial }) => trial),
  };
}
