/** What charts need to know of the page around them: colours, words, and what is marked. Canvas takes no custom properties,
 *  so the few colours of the charts stand here; they agree with those of ui/page.css. Series: Okabe and Ito 2008. */
import { formatTick, shortName } from './format.js';

/** A longer name is cut off or squeezed beside a small chart. */
const MOST_TITLE = 24;

/**
 * @typedef {object} Look
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {boolean} dark
 * @property {string} ink
 * @property {string} muted
 * @property {string} line the grid
 * @property {string} panel what lies behind the chart
 * @property {string} best
 * @property {string} trial a trial among others
 * @property {string} faint a curve among many
 * @property {string} failed
 * @property {string} tuned what is searched
 * @property {(name: string) => string} [called] how a parameter is called in a sentence that has more than one; whole, if left out
 * @property {readonly string[]} series colours of things that are only different: Okabe and Ito 2008
 */

/**
 * A point of a chart. `parsing: false` takes it as it is.
 * @typedef {{x: number, y: number, trial?: number}} Point
 */

const LIGHT = {
  ink: '#1b1c1e',
  muted: '#5c6066',
  line: '#e6e6e2',
  panel: '#ffffff',
  best: '#0072b2',
  trial: '#56b4e9',
  faint: 'rgba(86, 150, 190, 0.42)',
  failed: '#b3261e',
  tuned: '#00735c',
  series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#6b6e74'],
};
const DARK = {
  ink: '#ececea',
  muted: '#a2a6ab',
  line: '#2b2e32',
  panel: '#1c1e21',
  best: '#6fbdf2',
  trial: '#3f87b5',
  faint: 'rgba(98, 150, 186, 0.45)',
  failed: '#ff8f86',
  tuned: '#48d1ac',
  series: ['#56b4e9', '#e69f00', '#2bc09a', '#dd93bb', '#f0e442', '#ef7d33', '#a2a6ab'],
};

/**
 * @param {boolean} dark
 * @param {Look['t']} t
 * @returns {Look}
 */
export function createLook(dark, t) {
  return { dark, t, ...(dark ? DARK : LIGHT) };
}

/**
 * A value axis or an epoch axis, in the manner of all of them.
 * @param {Look} look
 * @param {string} title
 * @param {{ticks?: object, grid?: object, title?: object, reverse?: boolean, min?: number, max?: number, afterBuildTicks?: (scale: {ticks: {value: number}[]}) => void}} more
 */
export function axis(look, title, { ticks, ...more }) {
  return {
    type: 'linear',
    title: {
      display: true,
      text: /\s|（/.test(title) ? title : shortName(title, MOST_TITLE),
      color: look.muted,
      font: { size: 12 },
      padding: 2,
    },
    border: { color: look.line },
    grid: { color: look.line, tickColor: look.line, tickLength: 4 },
    ticks: {
      color: look.muted,
      font: { size: 12 },
      maxRotation: 0,
      autoSkipPadding: 12,
      includeBounds: false,
      callback: (
        /** @type {number} */ value,
        /** @type {number} */ _,
        /** @type {{value: number}[]} */ all,
      ) => formatTick(value, all.length > 1 ? Math.abs(all[1].value - all[0].value) : 1),
      ...ticks,
    },
    ...more,
  };
}

/**
 * What all charts have in common; the axes and the words of the tooltip are the chart's own.
 * @param {Record<string, object>} scales
 * @param {(item: any) => string} label
 */
export function options(scales, label) {
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: 4, right: 12 } },
    interaction: { mode: 'nearest', intersect: false, axis: 'xy' },
    scales,
    plugins: {
      legend: { display: false },
      tooltip: {
        animation: false,
        displayColors: false,
        callbacks: { title: () => '', label },
      },
    },
  };
}

/**
 * The colour of each point: that of all, or the quiet one for those that a brush has left out.
 * @param {readonly Point[]} points
 * @param {Set<number> | null} brushed
 * @param {string} colour
 * @param {string} quiet
 */
export function marked(points, brushed, colour, quiet) {
  if (!brushed) return colour;
  return points.map(({ trial }) => (brushed.has(trial ?? -1) ? colour : quiet));
}
