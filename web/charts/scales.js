/** Where the values of a space stand: an axis for each parameter and one for the score, each on its own scale, from 0 to 1. */
import { expandSpace } from '../lib/expand.js';
import { firstObjective } from '../lib/objectives.js';
import { formatNumber, formatTick, formatValue } from './format.js';
import { scoreRange } from './score-range.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('../lib/types').Param} Param */
/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').TrialView} TrialView */

/**
 * @typedef {object} Axis
 * @property {string} name
 * @property {string} key the name; '' for the score, which no parameter is called
 * @property {'choice' | 'number' | 'score'} kind
 * @property {boolean} log
 * @property {readonly Json[]} values the choices, or the few numbers there are; none of a continuum
 * @property {boolean} sometimes whether a trial may go without the parameter
 * @property {string} none key of the word for those that do
 * @property {{at: number, text: string}[]} ticks
 * @property {(value: Json | undefined) => number | null} position from 0 to 1; null where the value is missing
 * @property {(at: number) => string} text what stands at a position
 */

/** Where on the axis of a parameter a trial stands that goes without it: beyond its low end. */
export const NOT_USED = -0.12;
/** Of a study of ours a condition says so; of another program's it is all that is known. */
const NONE = 'chart.space.none';
const MISSING = 'chart.space.missing';
/** The key of the score's axis. */
export const SCORE = '';
/** Numbers as few as these are ticks, one by one. */
const FEW = 8;

/** @type {WeakMap<StudyFile, Axis[]>} */
const known = new WeakMap();
/** @type {WeakMap<readonly TrialView[], Axis[]>} */
const found = new WeakMap();

/** The axes of the parameters, in the order of the space. @param {StudyFile | null} study @returns {Axis[]} */
export function axesOf(study) {
  if (!study) return [];
  const made =
    known.get(study) ??
    Object.entries(expandSpace(study)).map(([name, param]) => axisOf(name, param));
  known.set(study, made);
  return made;
}

/**
 * The same, where a study does not say which parameters are conditional: its trials show it.
 * @param {Pick<Snapshot, 'study' | 'trials'>} snapshot @returns {Axis[]}
 */
export function axesIn({ study, trials }) {
  const axes = axesOf(study);
  if (!study?.foreign) return axes;
  const scored = () => trials.filter(({ value }) => Number.isFinite(value));
  const made = found.get(trials) ?? withGaps(axes, scored());
  found.set(trials, made);
  return made;
}

/** @param {Axis[]} axes @param {TrialView[]} trials */
function withGaps(axes, trials) {
  return axes.map((axis) => ({
    ...axis,
    sometimes: trials.some(({ params }) => axis.position(params[axis.name]) === null),
    none: MISSING,
  }));
}

/** @param {string} name @param {Param} param @returns {Axis} */
function axisOf(name, param) {
  const sometimes = Object.keys(param.when ?? {}).length > 0;
  if (param.type === 'categorical') return choiceAxis(name, param.choices ?? [], sometimes);
  const log = Boolean(param.log);
  const { low = 0, high = 1 } = param;
  const position = positionOf(low, high, log);
  const values = fewValues(param);
  const ticks = (values.length ? thinned(values) : ticksOf(low, high, log)).map((value) => ({
    at: position(value),
    text: formatNumber(value),
  }));
  /** @param {number} at */
  const text = (at) => {
    const value = log ? low * (high / low) ** at : low + at * (high - low);
    return param.type === 'int'
      ? String(Math.round(value))
      : formatNumber(Number(value.toPrecision(2)));
  };
  return {
    name,
    key: name,
    kind: 'number',
    log,
    values,
    sometimes,
    none: NONE,
    ticks,
    position: (value) => (typeof value === 'number' ? position(value) : null),
    text,
  };
}

/** @param {string} name @param {readonly Json[]} choices @param {boolean} sometimes @returns {Axis} */
function choiceAxis(name, choices, sometimes) {
  const at = (/** @type {number} */ index) => (index + 0.5) / choices.length;
  const words = choices.map(formatValue);
  const places = new Map(choices.map((choice, index) => [JSON.stringify(choice), index]));
  return {
    name,
    key: name,
    kind: 'choice',
    log: false,
    values: choices,
    sometimes,
    none: NONE,
    ticks: words.map((text, index) => ({ at: at(index), text })),
    position: (value) => {
      const index = value === undefined ? undefined : places.get(JSON.stringify(value));
      return index === undefined ? null : at(index);
    },
    text: (where) =>
      words[Math.min(Math.max(Math.floor(where * words.length), 0), words.length - 1)],
  };
}

/** @param {number} low @param {number} high @param {boolean} log @returns {(value: number) => number} */
function positionOf(low, high, log) {
  if (!(high > low)) return () => 0.5;
  const from = log ? Math.log(low) : low;
  const length = (log ? Math.log(high) : high) - from;
  return (value) => Math.min(Math.max(((log ? Math.log(value) : value) - from) / length, 0), 1);
}

/** The numbers of a parameter that has only a few. @param {Param} param @returns {number[]} */
function fewValues({ type, low = 0, high = 1, step, log }) {
  if (!step && type !== 'int') return [];
  const width = step ?? 1;
  const values = [];
  for (let i = 0, value = low; value <= high * (1 + 1e-9) + 1e-12; i++) {
    if (values.length > 4 * FEW) return [];
    values.push(Number(value.toPrecision(12)));
    value = log && step ? value * step : low + (i + 1) * width;
  }
  return values;
}

/** At most FEW of them, evenly. @param {number[]} values */
function thinned(values) {
  const step = Math.ceil(values.length / FEW);
  return values.filter((_, index) => index % step === 0);
}

/**
 * Both ends, and round numbers between them that do not touch.
 * @param {number} low @param {number} high @param {boolean} log
 */
function ticksOf(low, high, log) {
  if (!(high > low)) return [low];
  const position = positionOf(low, high, log);
  const ticks = [low, high];
  for (const value of log ? decades(low, high) : rounds(low, high)) {
    if (ticks.every((other) => Math.abs(position(other) - position(value)) > 0.14))
      ticks.push(value);
  }
  return ticks.sort((a, b) => a - b);
}

/** Powers of ten, then what lies between them. @param {number} low @param {number} high */
function decades(low, high) {
  const inner = [];
  for (const factor of [1, 3, 2, 5]) {
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      const value = Number(`${factor}e${power}`);
      if (value > low && value < high) inner.push(value);
    }
  }
  return inner;
}

/** About four round numbers. @param {number} low @param {number} high */
export function rounds(low, high) {
  const rough = (high - low) / 4;
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = Number(`1e${Math.floor(Math.log10(rough))}`);
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const values = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++)
    values.push(Number((i * step).toPrecision(12)));
  return values;
}

/**
 * @typedef {object} Scores
 * @property {TrialView[]} complete those with a score, by number
 * @property {TrialView[]} pruned those with a value where they were stopped
 * @property {number} failed how many
 * @property {TrialView | null} best
 * @property {string} metric
 * @property {boolean} maximize
 * @property {[number, number] | null} range of the scores without those that went far astray
 * @property {number} beyond trials outside of it
 */

/** @param {Snapshot} snapshot @returns {Scores} */
export function scoresOf(snapshot) {
  const objective = snapshot.study && firstObjective(snapshot.study);
  const maximize = objective?.direction !== 'minimize';
  const ordered = snapshot.trials.slice().sort((a, b) => a.number - b.number);
  const having = ordered.filter(({ value }) => Number.isFinite(value));
  const complete = having.filter(({ status }) => status === 'complete');
  /** @type {TrialView | null} */
  let best = null;
  for (const trial of complete) {
    const ahead = score(trial) - (best ? score(best) : 0);
    if (!best || (maximize ? ahead > 0 : ahead < 0)) best = trial;
  }
  const range = scoreRange(complete.map(score), maximize);
  const [low, high] = range ?? [0, 0];
  return {
    complete,
    pruned: having.filter(({ status }) => status === 'pruned'),
    failed: ordered.filter(({ status }) => status === 'failed').length,
    best,
    metric: objective?.metric ?? '',
    maximize,
    range,
    beyond: complete.filter((trial) => score(trial) < low || score(trial) > high).length,
  };
}

/** Of a trial that has one. @param {TrialView} trial */
export const score = (trial) => /** @type {number} */ (trial.value);

/** How good a score is: 0 the worst of the range, 1 the best. @param {Scores} scores @param {number} value */
export function quality({ range, maximize }, value) {
  const [low, high] = range ?? [0, 1];
  if (!(high > low)) return 1;
  const at = Math.min(Math.max((value - low) / (high - low), 0), 1);
  return maximize ? at : 1 - at;
}

/** The axis of the score: like the others, from its own range. @param {Scores} scores @param {string} name @returns {Axis} */
export function scoreAxis({ range }, name) {
  const [low, high] = range ?? [0, 1];
  const position = positionOf(low, high, false);
  const inner = high > low ? rounds(low, high) : [low];
  const step = inner.length > 1 ? inner[1] - inner[0] : 1;
  return {
    name,
    key: SCORE,
    kind: 'score',
    log: false,
    values: [],
    sometimes: false,
    none: '',
    ticks: inner.map((value) => ({
      at: position(value),
      text: inner.length > 1 ? formatTick(value, step) : formatNumber(value),
    })),
    position: (value) => (typeof value === 'number' ? position(value) : null),
    text: (at) => formatNumber(low + at * (high - low)),
  };
}

/** Viridis (van der Walt and Smith 2015) at tenths. */
const VIRIDIS = [
  [68, 1, 84],
  [72, 36, 117],
  [65, 68, 135],
  [53, 95, 141],
  [42, 120, 142],
  [33, 145, 140],
  [34, 168, 132],
  [68, 191, 112],
  [122, 209, 81],
  [189, 223, 38],
  [253, 231, 37],
];

/** So many different colours are enough. */
const SHADES = 96;
/** @type {string[]} */
const shades = Array.from({ length: SHADES + 1 }, (_, shade) => {
  const place = (shade / SHADES) * (VIRIDIS.length - 1);
  const index = Math.min(Math.floor(place), VIRIDIS.length - 2);
  const parts = VIRIDIS[index].map((from, i) =>
    Math.round(from + (place - index) * (VIRIDIS[index + 1][i] - from)),
  );
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
});

/** @param {number} at from 0, dark blue, to 1, yellow @returns {string} #rrggbb */
export const viridis = (at) => shades[Math.round(Math.min(Math.max(at, 0), 1) * SHADES)];

/**
 * The colour of a score: of viridis that end for the best which stands out from the paper.
 * @param {number} good from 0, the worst, to 1, the best @param {boolean} dark
 */
export function colourOf(good, dark) {
  return viridis(dark ? 0.12 + 0.88 * good : 0.93 * (1 - good));
}

/** @type {Map<string, string>} */
const mixes = new Map();
const MIX_STEPS = 16;

/** So much of one colour on another, both as #rrggbb. @param {string} over @param {string} under @param {number} share */
export function mixed(over, under, share) {
  const step = Math.round(share * MIX_STEPS);
  const key = `${over}${under}${step}`;
  const before = mixes.get(key);
  if (before) return before;
  const part = (/** @type {string} */ colour, /** @type {number} */ at) =>
    Number.parseInt(colour.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => {
    const below = part(under, at);
    return Math.round(below + (step / MIX_STEPS) * (part(over, at) - below));
  });
  const made = `rgb(${parts.join(', ')})`;
  mixes.set(key, made);
  return made;
}

/**
 * A place between -0.5 and 0.5 for each trial, so that trials with the same value stand beside each other; the same every time.
 * @param {number} trial
 */
export const jitter = (trial) => ((trial * 0.6180339887498949) % 1) - 0.5;

/**
 * How much of the variance of the scores lies between the values (in four parts) of one parameter: 0 nothing, 1 all. Less what as
 * many groups have by chance (Kelley 1935).
 * @param {Axis} axis @param {Scores} scores
 */
export function spreadOf(axis, { complete }) {
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  for (const trial of complete) {
    const at = axis.position(trial.params[axis.name]);
    const few = axis.kind === 'choice' || axis.values.length > 0;
    const group = at === null ? -1 : few ? at : Math.min(Math.floor(4 * at), 3);
    const values = groups.get(group);
    if (values) values.push(score(trial));
    else groups.set(group, [score(trial)]);
  }
  const all = mean(complete.map(score));
  const total = complete.reduce((sum, trial) => sum + (score(trial) - all) ** 2, 0);
  let inside = 0;
  for (const values of groups.values()) {
    const middle = mean(values);
    for (const value of values) inside += (value - middle) ** 2;
  }
  const free = complete.length - groups.size;
  if (!(total > 0) || free < 1) return 0;
  return Math.max(0, 1 - (inside / free) * ((complete.length - 1) / total));
}

/** The axis shown first: the last number that every trial has, often the learning rate. @param {readonly Axis[]} axes */
export const usualAxis = (axes) =>
  Math.max(
    axes.findLastIndex(({ kind, sometimes }) => kind === 'number' && !sometimes),
    0,
  );

/** @param {number[]} values */
export const mean = (values) =>
  values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
