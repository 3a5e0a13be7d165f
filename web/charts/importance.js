/** How much of the differences in score goes back to each parameter. */
import { axis, options } from './look.js';
import { shortName } from './format.js';
import { completeOf, enoughFor, newsOf, percent } from './why.js';

export { register } from './shapes-controller.js';
export { never, newsOf as key } from './why.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('./look.js').Look} Look */

export const id = 'importance';
export const views = ['fanova', 'ped_anova'];

/** More bars than these are one. */
const MOST = 12;
/** A share below this is nothing. */
const NOTHING = 0.005;
/** A bar of so much of the longest has its words inside. */
const LONG = 0.8;

/** @typedef {{shares: Record<string, Record<string, number>>, trials: number}} Loaded by method */
/**
 * @typedef {object} ImportanceInfo
 * @property {{name: string, share: number}[]} bars the greatest first
 * @property {number} others shares of those that have no bar
 * @property {number} trials complete ones that the shares rest on
 * @property {number} enough
 */

/** @type {(study: StudyFile) => boolean} */
export const fits = ({ space }) => Object.keys(space).length > 1;

/** @param {Snapshot} snapshot @param {unknown} _ @param {any} tools @returns {Promise<Loaded>} */
export async function load(snapshot, _, tools) {
  const trials = completeOf(snapshot);
  const viewer = await tools.viewer(snapshot);
  /** @type {Loaded['shares']} */
  const shares = {};
  for (const method of views) shares[method] = await viewer.importance({ method });
  return { shares, trials };
}

/** @param {Snapshot} snapshot @param {{view?: string, loaded?: Loaded}} options @returns {ImportanceInfo} */
export function info(snapshot, { view = views[0], loaded }) {
  const isKnown = loaded !== undefined && newsOf(snapshot) !== '';
  const shares = Object.entries((isKnown && loaded.shares[view]) || {});
  const bars = shares.map(([name, share]) => ({ name, share }));
  bars.sort((a, b) => b.share - a.share);
  const rest = bars.splice(MOST);
  return {
    bars,
    others: rest.reduce((sum, { share }) => sum + share, 0),
    trials: isKnown ? loaded.trials : 0,
    enough: enoughFor(Object.keys(snapshot.study?.space ?? {}).length),
  };
}

/** @param {ImportanceInfo} info @param {Look} look */
export function config({ bars }, look) {
  const greatest = Math.max(0.1, ...bars.map(({ share }) => share));
  const boxes = bars.map(({ share }, i) => ({
    kind: 'box',
    x0: 0,
    x1: share,
    y0: i + 0.18,
    y1: i + 0.82,
    fill: look.tuned,
  }));
  const words = bars.map(({ share }, i) => ({
    kind: 'text',
    x: share,
    y: i + 0.5,
    text: percent(share),
    up: -4,
    // Beside a long bar there is no room on a narrow card.
    ...(share > LONG * greatest
      ? { colour: look.panel, align: 'right', right: -6 }
      : { colour: look.ink, align: 'left', right: 6 }),
  }));
  return {
    type: 'scatter',
    data: { datasets: [{ type: 'shapes', data: [], shapes: [...boxes, ...words] }] },
    options: options(
      {
        x: axis(look, look.t('chart.importance.x'), {
          min: 0,
          max: Math.min(1.14, greatest * 1.18),
          ticks: { callback: (/** @type {number} */ at) => (at > 1 ? '' : percent(at)) },
        }),
        y: names(
          look,
          bars.map(({ name }) => name),
        ),
      },
      () => '',
    ),
  };
}

/** An axis of names, from the top. @param {Look} look @param {readonly string[]} list */
export function names(look, list) {
  return axis(look, '', {
    reverse: true,
    min: 0,
    max: Math.max(1, list.length),
    grid: { display: false },
    title: { display: false },
    ticks: {
      callback: (/** @type {number} */ at) => shortName(list[at - 0.5] ?? '', 16),
      autoSkip: false,
    },
    afterBuildTicks: (scale) => {
      scale.ticks = list.map((_, i) => ({ value: i + 0.5 }));
    },
  });
}

/** @param {ImportanceInfo} info @param {Look} look */
export function sentence({ bars, trials, enough }, { t, called = String }) {
  const [first, second] = bars;
  if (!first) return t('chart.importance.empty');
  if (first.share < NOTHING) return t('chart.importance.none');
  const values = { name: called(first.name), share: percent(first.share), trials };
  const key = trials < enough ? 'early' : second && second.share >= NOTHING ? 'says' : 'one';
  return t(`chart.importance.${key}`, {
    ...values,
    second: called(second?.name ?? ''),
    less: percent(second?.share ?? 0),
  });
}

/** @param {ImportanceInfo} info @param {Look} look */
export function note({ trials, enough, others, bars }, { t }) {
  if (!bars.length) return '';
  const said = [
    t(trials < enough ? 'chart.importance.few' : 'chart.importance.rests', { trials, enough }),
  ];
  if (others > 0) said.push(t('chart.importance.others', { share: percent(others) }));
  return said.join(' ');
}

/** @param {ImportanceInfo} info */
export const isEmpty = ({ bars }) => bars.length === 0;

/** @param {ImportanceInfo} info @param {Look} look */
export function table({ bars }, { t }) {
  return {
    columns: [t('chart.space.param'), t('chart.importance.x')],
    rows: bars.map(({ name, share }) => [name, Number(share.toFixed(4))]),
  };
}
