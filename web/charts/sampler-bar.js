/** What median and percentile ask for: at each step the score that a trial must not fall behind, over the curves of the trials. All of it
 *  stands in the snapshot, and the rule is the core's own (src/tune/pruner_percentile.c): the scores of the first fold, the percentile
 *  between two of them as NumPy has it, of the complete trials that may be seen. */
import { formatScore } from './format.js';
import { axis, options } from './look.js';
import { atEdge, edgeMarks, isOff, offNote } from './off-axis.js';
import { endsOf, scoreRange } from './score-range.js';
import { rings } from './space.js';

/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {any} SamplerInfo as sampler.js has it */
/** @typedef {{step: number, value: number}} Report */
/** @typedef {{type: string, percentile: number, n_startup_trials: number, n_warmup_steps: number, interval_steps: number,
 *   n_min_trials: number, score: string}} Rule */

/** More curves than these say nothing more. */
const MOST = 150;
const MOST_POINTS = 120;

/** The rule of a study's pruner. @param {any} search @returns {Rule} */
export const ruleOf = ({ pruner }) => ({
  percentile: 50,
  n_startup_trials: 5,
  n_warmup_steps: 0,
  interval_steps: 1,
  n_min_trials: 1,
  score: 'best',
  ...pruner,
});

/** What a trial reported: its first fold's scores; those without one are left out. @param {TrialView} trial @returns {Report[]} */
export function reportsOf({ folds = [], live, fold, status }) {
  const rows = folds[0]?.curve ?? (status === 'running' && fold === 0 ? live : []);
  return rows.flatMap((row, i) => {
    const value = row[2];
    return typeof value === 'number' && Number.isFinite(value) ? [{ step: i + 1, value }] : [];
  });
}

/** The share q of values, 0 to 1, between two of them. @param {number[]} ascending @param {number} q */
function quantile(ascending, q) {
  const at = (ascending.length - 1) * q;
  const below = Math.floor(at);
  const rise = (ascending[below + 1] ?? ascending[below]) - ascending[below];
  return ascending[below] + rise * (at - below);
}

/**
 * The bar at each step at which it is looked at; none before enough trials are complete.
 * @param {readonly TrialView[]} seen those whose outcomes count @param {Rule} rule @param {boolean} maximize
 * @returns {Report[]}
 */
export function barOf(seen, rule, maximize) {
  const complete = seen.filter(({ status }) => status === 'complete');
  if (complete.length === 0 || complete.length < rule.n_startup_trials) return [];
  /** @type {Map<number, number[]>} */
  const at = new Map();
  for (const trial of complete)
    for (const { step, value } of reportsOf(trial)) {
      const values = at.get(step);
      if (values) values.push(value);
      else at.set(step, [value]);
    }
  const share = rule.percentile / 100;
  /** @type {Report[]} */
  const bar = [];
  let look = rule.n_warmup_steps;
  for (const step of [...at.keys()].sort((a, b) => a - b)) {
    if (step < look) continue;
    const since = Math.floor((step - rule.n_warmup_steps) / rule.interval_steps) + 1;
    look = rule.n_warmup_steps + since * rule.interval_steps;
    const values = at.get(step) ?? [];
    if (values.length < rule.n_min_trials) continue;
    values.sort((a, b) => a - b);
    bar.push({ step, value: quantile(values, maximize ? 1 - share : share) });
  }
  return bar;
}

/** What a trial is measured by at a step, null where it has not come so far. @param {readonly Report[]} reports @param {number} step @param {Rule} rule @param {boolean} maximize */
export function measured(reports, step, { score }, maximize) {
  const until = reports.filter((each) => each.step <= step);
  const last = until[until.length - 1];
  if (last?.step !== step) return null;
  if (score === 'last') return last.value;
  return until.reduce((best, { value }) => (maximize === value > best ? value : best), last.value);
}

/**
 * What is drawn of a study.
 * @param {{before: TrialView[], next: TrialView | null, visible: number, search: any, maximize: boolean}} study
 */
export function barInfo({ before, next, visible, search, maximize }) {
  const rule = ruleOf(search);
  const seen = before.filter(({ number }) => number < visible);
  const bar = barOf(seen, rule, maximize);
  const drawn = next ? [...seen, next] : before;
  const curves = drawn
    .map((trial) => ({ trial, points: reportsOf(trial) }))
    .filter(({ points }) => points.length > 0)
    .slice(-MOST);
  return {
    rule,
    bar,
    curves,
    of: drawn.length,
    cut: seen.filter(({ status }) => status === 'pruned').length,
    seen: seen.length,
  };
}

/** At most MOST_POINTS of a curve, the last one among them. @param {readonly Report[]} reports */
function thin(reports) {
  const every = Math.ceil(reports.length / MOST_POINTS);
  return reports
    .filter((_, i) => (reports.length - 1 - i) % every === 0)
    .map(({ step, value }) => ({ x: step, y: value }));
}

/** Where each curve ends. @param {any[]} curves @returns {{x: number, y: number, trial: number, cut: boolean}[]} */
const endsOfCurves = (curves) =>
  curves.flatMap(({ trial, points }) => {
    const { step, value } = points[points.length - 1];
    return [{ x: step, y: value, trial: trial.number, cut: trial.status === 'pruned' }];
  });

/** @param {SamplerInfo} info @returns {[number, number]} */
function axisOf({ bars, maximize }) {
  const ends = endsOfCurves(bars.curves);
  const of = (/** @type {boolean} */ wanted) =>
    ends.flatMap(({ cut, y }) => (cut === wanted ? [y] : []));
  const bar = bars.bar.map((/** @type {Report} */ { value }) => value);
  return endsOf(scoreRange([...of(false), ...bar], maximize, of(true)) ?? [0, 1]);
}

/** @param {SamplerInfo} info @param {Look} look */
export function barConfig(info, look) {
  const { bars, next, selected, hovered, brushed, metric } = info;
  const { t } = look;
  const { bar, curves } = bars;
  const strong = new Set([next?.number, selected]);
  const colour = (/** @type {number} */ number) => {
    if (brushed && !brushed.has(number)) return look.line;
    return strong.has(number) ? look.ink : number === hovered ? look.muted : look.faint;
  };
  const ordered = curves.toSorted(
    (/** @type {any} */ a, /** @type {any} */ b) =>
      Number(strong.has(a.trial.number)) - Number(strong.has(b.trial.number)),
  );
  const lines = ordered.map((/** @type {any} */ { trial, points }) => ({
    kind: 'line',
    points: thin(points),
    colour: colour(trial.number),
    width: strong.has(trial.number) ? 2 : 1,
  }));
  const places = endsOfCurves(ordered).sort((a, b) => a.x - b.x);
  const ends = axisOf(info);
  const shown = places.filter((place) => !isOff(place, ends));
  const cut = shown.filter(({ cut: isCut }) => isCut);
  const whole = shown.filter(({ cut: isCut }) => !isCut);
  const high = bar.map((/** @type {Report} */ { step, value }) => ({ x: step, y: value }));
  const [min, max] = ends;
  const last = Math.max(2, ...places.map(({ x }) => x));
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          type: 'shapes',
          data: [],
          shapes: [
            ...lines,
            ...(high.length
              ? [
                  { kind: 'line', points: high, colour: look.panel, width: 6 },
                  { kind: 'line', points: high, colour: look.series[1], width: 3 },
                ]
              : []),
          ],
          order: 9,
        },
        {
          data: whole,
          clip: 8,
          pointRadius: 2,
          borderWidth: 0,
          backgroundColor: whole.map((/** @type {any} */ { trial }) => colour(trial)),
          order: 5,
        },
        {
          data: cut,
          clip: 8,
          pointStyle: 'triangle',
          rotation: 180,
          pointRadius: 4,
          borderWidth: 1,
          borderColor: cut.map((/** @type {any} */ { trial }) =>
            brushed && !brushed.has(trial) ? look.line : look.ink,
          ),
          backgroundColor: look.panel,
          order: 4,
        },
        edgeMarks(places, ends, look, brushed),
        ...rings(
          places.map((place) => atEdge(place, ends)),
          { selected, hovered },
          look,
        ),
      ],
    },
    options: options(
      {
        x: axis(look, t('chart.curves.x'), { min: 1, max: last, ticks: { precision: 0 } }),
        y: axis(look, metric || t('chart.score'), { min, max }),
      },
      ({ raw }) =>
        t(raw.cut ? 'chart.sampler.cut' : 'chart.curves.point', {
          trial: raw.trial,
          epoch: raw.x,
          value: formatScore(raw.value ?? raw.y),
        }),
    ),
  };
}

/** @param {SamplerInfo} info @param {Look['t']} t */
export function barWords({ bars, next, maximize }, t) {
  const { bar, rule, cut, seen } = bars;
  const of =
    rule.percentile === 50
      ? t('chart.sampler.bar.median')
      : t('chart.sampler.bar.percentile', { share: rule.percentile });
  if (bar.length === 0)
    return t('chart.sampler.bar.early', { trials: Math.max(1, rule.n_startup_trials) });
  if (!next) return t('chart.sampler.bar.all', { cut, trials: seen, of });
  const reports = reportsOf(next);
  const last = reports[reports.length - 1];
  if (next.status !== 'pruned' || !last)
    return t('chart.sampler.bar.passed', { trial: next.number, of });
  const own = measured(reports, last.step, rule, maximize) ?? last.value;
  const wanted = bar.find((/** @type {Report} */ { step }) => step === last.step);
  return t('chart.sampler.bar.cut', {
    trial: next.number,
    epoch: last.step,
    value: formatScore(own),
    wanted: formatScore(wanted?.value),
  });
}

/** @param {SamplerInfo} info @param {Look['t']} t */
export function barNote(info, t) {
  const { rule, curves, of } = info.bars;
  const said = [t(`chart.sampler.bar.${rule.score === 'last' ? 'last' : 'best'}`)];
  if (curves.length === MOST && of > MOST)
    said.push(t('chart.sampler.bar.some', { curves: MOST, of }));
  const ends = axisOf(info);
  const off = endsOfCurves(curves).filter((place) => isOff(place, ends)).length;
  if (off) said.push(offNote(off, info.maximize, t));
  return said.join(' ');
}

/** @param {SamplerInfo} info @param {Look} look */
export function barTable({ bars, metric }, { t }) {
  const { bar, curves } = bars;
  return {
    columns: [
      t('chart.curves.x'),
      t('chart.sampler.bar.column'),
      t('chart.sampler.bar.there'),
      metric,
    ],
    rows: bar.map((/** @type {Report} */ { step, value }) => {
      const there = curves.flatMap((/** @type {any} */ { points }) =>
        points.filter((/** @type {Report} */ each) => each.step === step),
      );
      const best = there.reduce(
        (/** @type {number} */ sum, /** @type {Report} */ each) => sum + each.value,
        0,
      );
      return [step, value, there.length, there.length ? best / there.length : null];
    }),
  };
}
