/** A network as a drawing, from top to bottom: how wide each layer is, what goes around a block, what is repeated. Pure: numbers
 *  and words; network-figure.js makes an SVG of them. */
import { formatCount } from '../charts/format.js';
import { isObject, paramsUsed } from './edit.js';

/** @typedef {import('../lib/types').Json} Json */
/** @typedef {import('../lib/plan.js').Plan} Plan */
/** @typedef {import('../lib/plan.js').Range} Range */
/** @typedef {import('./controls.js').Translate} Translate */
/**
 * @typedef {object} Bar
 * @property {number} y its top
 * @property {string} path of the layer; "" for the input and the output
 * @property {string} name
 * @property {string} sizes "50–150 · 250–750"
 * @property {number} low width at least
 * @property {number} high width at most
 * @property {number} rank 1 for numbers, 2 for a sequence, 3 for pictures; 0 while unknown
 * @property {boolean} weights whether it has any
 * @property {boolean} tuned
 */
/** @typedef {{from: number, to: number, depth: number, label: string}} Side from y to y, so far out */
/** @typedef {{height: number, bars: Bar[], arcs: Side[], brackets: Side[], text: string}} Drawing */

export const ROW = 34;
export const BAR = 14;
export const WIDEST = 84;
const NARROWEST = 8;
/** Sizes from here on are drawn as the widest. */
const MOST = 65536;

/** `8`, `8–64`. @param {Range} range */
export function rangeText([low, high]) {
  return low === high ? formatCount(low) : `${formatCount(low)}–${formatCount(high)}`;
}

/** `8 × 8 × 16–32`. @param {Range[]} shape */
export const shapeText = (shape) => shape.map(rangeText).join(' × ');

/** On a scale of logarithms: a layer of 1,000 is not a hundred times as wide as one of 10. @param {number} size */
function widthOf(size) {
  const share = Math.log2(1 + Math.min(size, MOST)) / Math.log2(1 + MOST);
  return NARROWEST + (WIDEST - NARROWEST) * share;
}

/**
 * @param {Json | undefined} layers of the draft
 * @param {Plan | null} plan null while unknown
 * @param {Translate} t
 * @returns {Drawing}
 */
export function drawNetwork(layers, plan, t) {
  /** @type {Bar[]} */
  const bars = [];
  /** @type {Side[]} */
  const arcs = [];
  /** @type {Side[]} */
  const brackets = [];
  /** @type {string[]} */
  const words = [];
  /** @param {string} path @param {string} name @param {{shape: Range[], parameters?: Range} | null | undefined} size @param {boolean} tuned */
  const add = (path, name, size, tuned) => {
    const ends = [0, 1].map((end) =>
      (size?.shape ?? []).reduce((product, range) => product * range[end], 1),
    );
    const parameters = size?.parameters && size.parameters[1] > 0 ? size.parameters : null;
    const sizes = [
      size ? shapeText(size.shape) : '',
      parameters ? rangeText(parameters) : '',
    ].filter(Boolean);
    const [low, high] = size ? ends.map(widthOf) : [WIDEST / 2, WIDEST / 2];
    const y = bars.length * ROW;
    bars.push({
      y,
      path,
      name,
      sizes: sizes.join(' · '),
      low,
      high,
      rank: size?.shape.length ?? 0,
      weights: parameters !== null,
      tuned,
    });
    const count = parameters ? t('page.net.parameters', { count: rangeText(parameters) }) : '';
    words.push([name, sizes[0] ?? '', count].filter(Boolean).join(' '));
  };
  const middle = (/** @type {number} */ at) => at * ROW + BAR / 2;
  /** @param {Json | undefined} list @param {string} path @param {number} depth */
  const walk = (list, path, depth) => {
    if (!Array.isArray(list)) return;
    list.forEach((layer, i) => {
      if (!isObject(layer)) return;
      const here = `${path}.${i}`;
      const name = typeof layer.type === 'string' ? layer.type : '?';
      const size = plan?.layers[here];
      const inner = layer.layers;
      const first = bars.length;
      if (Array.isArray(inner)) walk(inner, `${here}.layers`, depth + 1);
      if (name === 'repeat') {
        if (bars.length === first) return;
        const label = `× ${timesText(layer.times, plan, here)}`;
        brackets.push({
          from: middle(first) - BAR / 2,
          to: middle(bars.length - 1) + BAR / 2,
          depth,
          label,
        });
        words.push(t('page.net.repeated', { times: label }));
        return;
      }
      const { layers: _, ...own } = layer;
      add(here, name, size, paramsUsed(own).size > 0);
      if (Array.isArray(inner)) {
        arcs.push({ from: middle(first - 1), to: middle(bars.length - 1), depth, label: '' });
        words.push(t('page.net.around'));
      }
    });
  };
  const input = plan && {
    shape: plan.input.map((size) => /** @type {Range} */ ([size, size])),
  };
  add('', t('page.net.input'), input, false);
  walk(layers, 'model.layers', 0);
  add('', t('page.net.output'), plan?.output, false);
  const text = t('page.net.text', { layers: words.join('; ') });
  return { height: bars.length * ROW - (ROW - BAR) + 12, bars, arcs, brackets, text };
}

/** How often: the file's number, or what the corners of the space came to. @param {Json | undefined} times @param {Plan | null} plan @param {string} path */
function timesText(times, plan, path) {
  if (typeof times === 'number') return String(times);
  const inside = Object.entries(plan?.layers ?? {}).filter(([at]) => at.startsWith(`${path}.`));
  const counts = inside.map(([, layer]) => layer.times);
  return counts.length ? rangeText(counts[0]) : '?';
}
