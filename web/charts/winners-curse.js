/** How much of the lead is luck: the best score among those that others draws would have brought, its folds, and its test. */
import { formatNumber, formatScore } from './format.js';
import { axis, options } from './look.js';
import { mean, score, scoresOf } from './scales.js';
import { rings } from './space.js';
import { around, objectivesOf } from './why.js';

export { register } from './shapes-controller.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./look.js').Point} Point */
/** @typedef {import('./scales.js').Scores} Scores */

export const id = 'curse';
export const views = ['leaders', 'luck'];

const FEWEST = 3;
const LEADERS = 12;
const FIVE = 5;
/** So many numbers of trials the band is worked out at. */
const PLACES = 80;
const [LOW, HIGH] = [0.1, 0.9];

/** @typedef {{n: number, low: number, middle: number, high: number}} Luck of the best of n */
/**
 * @typedef {object} CurseInfo
 * @property {string} view
 * @property {Scores} scores
 * @property {TrialView[]} ranked complete ones, the best first
 * @property {Luck[]} luck
 * @property {Point[]} path the best so far, by the number of complete trials
 * @property {number | null} test the best trial's score on test rows
 * @property {number | null} honest what the trials chosen on the other folds score on the fold left out
 * @property {{spread: number, folds: number} | null} five how far the five best differ, and how far their folds
 * @property {number | null} selected
 * @property {number | null} hovered
 * @property {Set<number> | null} brushed
 */

/** @type {WeakMap<readonly TrialView[], {count: number, ranked: TrialView[], luck: Luck[], path: Point[], honest: number | null}>} */
const known = new WeakMap();

/**
 * @param {Snapshot} snapshot
 * @param {{selected: number | null, hovered?: number | null, brushed?: Set<number> | null, view?: string}} options
 * @returns {CurseInfo}
 */
export function info(snapshot, { selected, hovered = null, brushed = null, view = views[0] }) {
  const scores = scoresOf(snapshot);
  const kept = known.get(snapshot.trials) ?? figures(scores);
  known.set(snapshot.trials, kept);
  const [objective] = objectivesOf(snapshot.study);
  const test = snapshot.result?.test?.metrics[objective?.metric ?? ''];
  return {
    view,
    scores,
    ...kept,
    test: typeof test === 'number' && Number.isFinite(test) ? test : null,
    five: fiveOf(kept.ranked),
    selected,
    hovered,
    brushed,
  };
}

/** @param {Scores} scores */
function figures(scores) {
  const { complete, maximize } = scores;
  const ranked = complete.toSorted((a, b) =>
    maximize ? score(b) - score(a) : score(a) - score(b),
  );
  /** @type {Point[]} */
  const path = [];
  for (const [i, trial] of complete.entries()) {
    const before = path[i - 1]?.y ?? score(trial);
    const y = maximize ? Math.max(before, score(trial)) : Math.min(before, score(trial));
    path.push({ x: i + 1, y });
  }
  return {
    count: complete.length,
    ranked,
    luck: luckOf(ranked.map(score)),
    path,
    honest: honestOf(ranked),
  };
}

/**
 * The best of n draws with replacement from these scores (the bootstrap, worked out instead of drawn): it is at least as good as the
 * k-th of N with probability 1 - (1 - k/N)^n.
 * @param {readonly number[]} ranked the best first
 * @returns {Luck[]}
 */
export function luckOf(ranked) {
  const { length } = ranked;
  const step = Math.max(1, Math.ceil(length / PLACES));
  const places = Array.from({ length: Math.ceil(length / step) }, (_, i) => 1 + i * step);
  if (length > 1 && places[places.length - 1] !== length) places.push(length);
  return places.map((n) => {
    const at = (/** @type {number} */ chance) => {
      const k = Math.ceil(length * (1 - (1 - chance) ** (1 / n)) - 1e-9);
      return ranked[Math.min(Math.max(k, 1), length) - 1];
    };
    return { n, low: at(HIGH), middle: at(0.5), high: at(LOW) };
  });
}

/**
 * For each fold the trial that is best by the mean of the others, and its score on this one: no score is chosen for itself.
 * @param {readonly TrialView[]} ranked the best first
 * @returns {number | null} null with fewer than three folds
 */
export function honestOf(ranked) {
  const folds = ranked[0]?.folds?.length ?? 0;
  if (folds < 3 || ranked.length < 2) return null;
  const isRising = score(ranked[0]) >= score(ranked[ranked.length - 1]);
  const found = [];
  for (let fold = 0; fold < folds; fold++) {
    /** @type {{others: number, own: number} | null} */
    let chosen = null;
    for (const trial of ranked) {
      const own = trial.folds?.[fold]?.score;
      if (typeof own !== 'number' || !Number.isFinite(own)) continue;
      const others = score(trial) * folds - own;
      const ahead = chosen ? others - chosen.others : 1;
      if (!chosen || (isRising ? ahead > 0 : ahead < 0)) chosen = { others, own };
    }
    if (chosen) found.push(chosen.own);
  }
  return found.length === folds ? mean(found) : null;
}

/** @param {readonly TrialView[]} ranked */
function fiveOf(ranked) {
  const best = ranked.slice(0, FIVE);
  if (best.length < FIVE || best.some(({ folds = [] }) => folds.length < 2)) return null;
  const spread = Math.abs(score(best[0]) - score(best[FIVE - 1]));
  return { spread, folds: mean(best.map(({ std }) => std ?? 0)) };
}

/** @param {CurseInfo} info @param {Look} look */
export function config(info, look) {
  return info.view === 'luck' ? luckConfig(info, look) : leadersConfig(info, look);
}

/** What the best is held against. @param {CurseInfo} info @param {Look} look */
function marksOf({ test, honest }, look) {
  const { t, series } = look;
  const mark = (
    /** @type {number | null} */ at,
    /** @type {string} */ key,
    /** @type {string} */ colour,
    /** @type {number[]} */ dash,
  ) =>
    at === null
      ? []
      : [
          {
            kind: 'across',
            at,
            colour,
            dash,
            back: look.panel,
            text: t(key, { value: formatScore(at) }),
          },
        ];
  return [
    ...mark(test, 'chart.curse.test', series[1], []),
    ...mark(honest, 'chart.curse.honest', series[2], [5, 4]),
  ];
}

/** @param {CurseInfo} info @param {Look} look */
function leadersConfig(info, look) {
  const { ranked, scores, selected, hovered, brushed } = info;
  const { t } = look;
  const shown = ranked.slice(0, LEADERS);
  const colour = (/** @type {TrialView} */ { number }) =>
    brushed && !brushed.has(number)
      ? look.line
      : number === scores.best?.number
        ? look.best
        : look.trial;
  const points = shown.map((trial, i) => ({ x: i, y: score(trial), trial: trial.number }));
  const whiskers = shown.map((trial, i) => ({
    kind: 'line',
    points: [-1, 1].map((side) => ({ x: i, y: score(trial) + side * (trial.std ?? 0) })),
    colour: colour(trial),
    width: 2,
  }));
  const folds = shown.flatMap((trial, i) =>
    (trial.folds ?? []).flatMap((fold) =>
      typeof fold.score === 'number' && (trial.folds?.length ?? 0) > 1
        ? [{ x: i, y: fold.score, trial: trial.number }]
        : [],
    ),
  );
  const values = [...points, ...folds].map(({ y }) => y);
  const ends = [info.test, info.honest].filter((each) => each !== null);
  const all = [...values, ...ends];
  const isShare = all.every((each) => each >= 0 && each <= 1);
  const bars = whiskers
    .flatMap((whisker) => whisker.points.map(({ y }) => y))
    .map((y) => (isShare ? Math.min(Math.max(y, 0), 1) : y));
  all.push(...bars);
  const dot = { clip: 8, borderWidth: 0 };
  return {
    type: 'scatter',
    data: {
      datasets: [
        { type: 'shapes', data: [], shapes: [...whiskers, ...marksOf(info, look)], order: 9 },
        { ...dot, data: points, pointRadius: 5, backgroundColor: shown.map(colour), order: 3 },
        { ...dot, data: folds, pointRadius: 2, backgroundColor: look.muted, order: 5 },
        ...rings(points, { selected, hovered }, look),
      ],
    },
    options: options(
      {
        x: axis(look, t('chart.curse.ranked'), {
          min: -0.6,
          max: Math.max(shown.length, FIVE) - 0.4,
          grid: { display: false },
          ticks: {
            autoSkipPadding: 4,
            callback: (/** @type {number} */ at) => String(shown[at]?.number ?? ''),
          },
          afterBuildTicks: (scale) => {
            scale.ticks = shown.map((_, value) => ({ value }));
          },
        }),
        y: axis(
          look,
          scores.metric || t('chart.score'),
          around([Math.min(...all), Math.max(...all)]),
        ),
      },
      ({ raw }) => t('chart.point', { trial: raw.trial, value: formatScore(raw.y) }),
    ),
  };
}

/** @param {CurseInfo} info @param {Look} look */
function luckConfig(info, look) {
  const { luck, path, scores, ranked } = info;
  const { t } = look;
  const middle = luck.map(({ n, middle: y }) => ({ x: n, y }));
  const band = luck.map(({ n, low, high }) => ({ x: n, low, high }));
  const ends = [info.test, info.honest].filter((each) => each !== null);
  const seen = [
    ...path.map(({ y }) => y),
    ...middle.map(({ y }) => y),
    ...band.flatMap(({ low, high }) => [low, high]),
    ...ends,
  ];
  // The first draws may be anything: the axis begins where most of them are.
  const within = scores.range
    ? seen.filter((y) => y >= (scores.range?.[0] ?? y) || ends.includes(y))
    : seen;
  const used = scores.maximize
    ? within
    : seen.filter((y) => y <= (scores.range?.[1] ?? y) || ends.includes(y));
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          type: 'shapes',
          data: [],
          shapes: [
            { kind: 'area', points: band, fill: look.line },
            { kind: 'line', points: middle, colour: look.muted, dash: [4, 3] },
            ...marksOf(info, look),
          ],
          order: 9,
        },
        {
          data: path,
          showLine: true,
          stepped: 'before',
          borderColor: look.best,
          borderWidth: 2,
          pointRadius: 0,
          pointHoverRadius: 4,
          clip: 4,
        },
      ],
    },
    options: options(
      {
        x: axis(look, t('chart.curse.trials'), { min: 1, max: Math.max(2, ranked.length) }),
        y: axis(
          look,
          scores.metric || t('chart.score'),
          around([Math.min(...used), Math.max(...used)]),
        ),
      },
      ({ raw }) => t('chart.curse.point', { trials: raw.x, value: formatScore(raw.y) }),
    ),
  };
}

/** A difference: two digits say enough. @param {number} value */
const rough = (value) => formatNumber(Number(value.toPrecision(2)));

/** @param {CurseInfo} info @param {Look} look */
export function sentence({ ranked, five, test, honest, scores }, { t }) {
  const [best] = ranked;
  if (!best || ranked.length < FEWEST) return t('chart.curse.empty');
  const said = [];
  if (five) {
    const values = { spread: rough(five.spread), folds: rough(five.folds) };
    said.push(t(five.spread < five.folds ? 'chart.curse.within' : 'chart.curse.apart', values));
  }
  const values = { best: formatScore(score(best)) };
  if (test !== null) {
    const isWorse = scores.maximize ? test < score(best) : test > score(best);
    said.push(
      t(isWorse ? 'chart.curse.fell' : 'chart.curse.held', { ...values, test: formatScore(test) }),
    );
  } else if (honest !== null)
    said.push(t('chart.curse.unchosen', { ...values, honest: formatScore(honest) }));
  else if (!five) said.push(t('chart.curse.one', { ...values, trials: ranked.length }));
  return said.join(' ');
}

/** @param {CurseInfo} info @param {Look} look */
export function note({ view, ranked, honest }, { t }) {
  if (ranked.length < FEWEST) return '';
  if (view === 'luck') return t('chart.curse.band');
  const hasFolds = (ranked[0].folds?.length ?? 0) > 1;
  const said = [];
  if (hasFolds) said.push(t('chart.curse.whiskers'));
  if (honest !== null) said.push(t('chart.curse.green'));
  return said.join(' ');
}

/** @param {CurseInfo} info */
export const isEmpty = ({ ranked }) => ranked.length < FEWEST;

/** @param {CurseInfo} info @param {Look} look */
export function table({ view, ranked, luck, scores }, { t }) {
  if (view === 'luck')
    return {
      columns: ['trials', 'low', 'middle', 'high'].map((name) => t(`chart.curse.${name}`)),
      rows: luck.map(({ n, low, middle, high }) => [n, low, middle, high]),
    };
  const ends = (/** @type {TrialView} */ { folds = [] }, /** @type {'min' | 'max'} */ which) =>
    folds.length > 1 ? Math[which](...folds.map(({ score: each }) => each ?? Number.NaN)) : null;
  return {
    columns: [
      t('chart.space.trial'),
      scores.metric,
      ...['deviation', 'least', 'most'].map((name) => t(`chart.curse.${name}`)),
    ],
    rows: ranked.map((trial) => [
      trial.number,
      score(trial),
      trial.std ?? null,
      ends(trial, 'min'),
      ends(trial, 'max'),
    ]),
    trials: ranked.map(({ number }) => number),
  };
}
