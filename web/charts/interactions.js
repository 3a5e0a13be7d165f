/** What two parameters explain together beyond what each explains by itself: a square of all pairs. */
import { names } from './importance.js';
import { options } from './look.js';
import { colourOf, mixed } from './scales.js';
import { shortName } from './format.js';
import { completeOf, enoughFor, newsOf, percent } from './why.js';

export { register } from './shapes-controller.js';
export { never, newsOf as key } from './why.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('./look.js').Look} Look */

export const id = 'interactions';
/** @type {string[]} */
export const views = [];

const MOST = 9;
/** From so much on a pair is worth a word. */
const MATTERS = 0.03;
/** More names than these stand steep, or they would run into each other. */
const STEEP = 6;

/** @typedef {{pairs: Record<string, Record<string, number>>, trials: number}} Loaded */
/** @typedef {{a: string, b: string, share: number}} Pair */
/**
 * @typedef {object} InteractionsInfo
 * @property {string[]} names in the order of the space, those that matter most
 * @property {Record<string, Record<string, number>>} pairs
 * @property {Pair[]} ranked of two different ones, the greatest first
 * @property {number} alone what all explain by themselves
 * @property {number} left how many have no place
 * @property {number} trials
 * @property {number} enough
 */

/** @type {(study: StudyFile) => boolean} */
export const fits = ({ space }) => Object.keys(space).length > 1;

/** @param {Snapshot} snapshot @param {unknown} _ @param {any} tools @returns {Promise<Loaded>} */
export async function load(snapshot, _, tools) {
  const trials = completeOf(snapshot);
  const viewer = await tools.viewer(snapshot);
  return { pairs: await viewer.importancePairs(), trials };
}

/** @param {Snapshot} snapshot @param {{loaded?: Loaded}} options @returns {InteractionsInfo} */
export function info(snapshot, { loaded }) {
  const pairs = (newsOf(snapshot) && loaded?.pairs) || {};
  const all = Object.keys(pairs);
  const weight = (/** @type {string} */ name) =>
    all.reduce((sum, other) => sum + (pairs[name][other] ?? 0), 0);
  const kept = new Set(all.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST));
  const shown = all.filter((name) => kept.has(name));
  const ranked = all.flatMap((a, i) =>
    all.slice(i + 1).map((b) => ({ a, b, share: pairs[a][b] ?? 0 })),
  );
  return {
    names: shown,
    pairs,
    ranked: ranked.sort((a, b) => b.share - a.share),
    alone: all.reduce((sum, name) => sum + (pairs[name][name] ?? 0), 0),
    left: all.length - shown.length,
    trials: loaded?.trials ?? 0,
    enough: enoughFor(Object.keys(snapshot.study?.space ?? {}).length),
  };
}

/** @param {InteractionsInfo} info @param {Look} look */
export function config({ names: list, pairs }, look) {
  const shares = list.flatMap((a) => list.map((b) => pairs[a][b] ?? 0));
  const most = Math.max(0.01, ...shares);
  const boxes = shares.map((share, i) => {
    const [row, column] = [Math.floor(i / list.length), i % list.length];
    // Weak shares pale, so that nothing looks like something only on a closer look.
    const at = share / most;
    return {
      kind: 'box',
      x0: column,
      x1: column + 1,
      y0: row,
      y1: row + 1,
      fill: mixed(colourOf(at, look.dark), look.panel, 0.12 + 0.88 * Math.sqrt(at)),
      line: row === column ? look.ink : look.panel,
      text: share < 0.005 ? '·' : String(Math.round(100 * share)),
      ink: at > (look.dark ? 0.45 : 0.35) ? look.panel : look.ink,
    };
  });
  const up = names(look, list);
  const longest = Math.max(...list.map(({ length }) => length));
  const steep = list.length > STEEP;
  const across = {
    ...up,
    reverse: false,
    ticks: {
      .../** @type {any} */ (up).ticks,
      callback: (/** @type {number} */ at) => shortName(list[at - 0.5] ?? '', 10),
      maxRotation: steep ? 60 : 40,
      // Side by side they would touch in a card of the usual width.
      minRotation: steep ? 60 : list.length * longest > 32 ? 30 : 0,
    },
  };
  return {
    type: 'scatter',
    data: { datasets: [{ type: 'shapes', data: [], shapes: boxes }] },
    options: options({ x: across, y: up }, () => ''),
  };
}

/** @param {InteractionsInfo} info @param {Look} look */
export function sentence({ ranked, alone, names: list, trials, enough }, look) {
  const { t, called = String } = look;
  if (!list.length) return t('chart.interactions.empty');
  const [first] = ranked;
  const values = { alone: percent(alone), share: percent(first?.share ?? 0), trials };
  if (!first || first.share < MATTERS) return t('chart.interactions.none', values);
  const key = trials < enough ? 'chart.interactions.early' : 'chart.interactions.says';
  return t(key, { ...values, a: called(first.a), b: called(first.b) });
}

/** @param {InteractionsInfo} info @param {Look} look */
export function note({ left, names: list, trials, enough }, { t }) {
  if (!list.length) return '';
  const said = [t('chart.interactions.diagonal')];
  said.push(
    t(trials < enough ? 'chart.importance.few' : 'chart.importance.rests', { trials, enough }),
  );
  if (left) said.push(t('chart.interactions.left', { params: left }));
  return said.join(' ');
}

/** @param {InteractionsInfo} info */
export const isEmpty = ({ names: list }) => list.length === 0;

/** @param {InteractionsInfo} info @param {Look} look */
export function table({ pairs, ranked }, { t }) {
  const cell = (/** @type {number} */ share) => Number(share.toFixed(4));
  const alone = Object.keys(pairs).map((name) => [name, null, cell(pairs[name][name] ?? 0)]);
  return {
    columns: [t('chart.space.param'), t('chart.interactions.with'), t('chart.importance.x')],
    rows: [...alone, ...ranked.map(({ a, b, share }) => [a, b, cell(share)])],
  };
}
