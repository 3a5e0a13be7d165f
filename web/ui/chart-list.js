/**
 * The charts of the page, in the order of their tabs and places. Each module is loaded when its tab is shown.
 *
 * A module is what chart-module.js says. `wide`: the card takes a whole row.
 */
import { loadWords } from '../lib/index.js';

/** @typedef {'progress' | 'space' | 'why' | 'sampler'} Tab */
/**
 * @typedef {object} ChartEntry
 * @property {Tab} tab
 * @property {string} id the module's own
 * @property {() => Promise<any>} load
 * @property {boolean} [wide]
 */

/** @type {readonly Tab[]} */
export const TABS = ['progress', 'space', 'why', 'sampler'];

/** With its words, which the first view does without. @param {Promise<any>} chart */
async function late(chart) {
  await loadWords();
  return chart;
}

/** @type {readonly ChartEntry[]} */
export const CHARTS = [
  { tab: 'progress', id: 'history', load: () => import('../charts/history.js') },
  { tab: 'progress', id: 'curves', load: () => import('../charts/curves.js') },
  { tab: 'progress', id: 'timeline', load: () => import('../charts/timeline.js'), wide: true },
  { tab: 'space', id: 'pareto', load: () => late(import('../charts/pareto.js')), wide: true },
  { tab: 'space', id: 'parallel', load: () => late(import('../charts/parallel.js')), wide: true },
  { tab: 'space', id: 'slice', load: () => late(import('../charts/slice.js')) },
  { tab: 'space', id: 'contour', load: () => late(import('../charts/contour.js')) },
  { tab: 'space', id: 'distribution', load: () => late(import('../charts/distribution.js')) },
  { tab: 'why', id: 'importance', load: () => late(import('../charts/importance.js')) },
  { tab: 'why', id: 'interactions', load: () => late(import('../charts/interactions.js')) },
  { tab: 'why', id: 'curse', load: () => late(import('../charts/winners-curse.js')), wide: true },
  { tab: 'sampler', id: 'sampler', load: () => late(import('../charts/sampler.js')), wide: true },
];
