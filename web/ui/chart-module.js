/** What a chart is to the page: the contract of the modules of web/charts. */

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../charts/look.js').Look} Look */
/** @typedef {import('./chart-files.js').Table} Table */
/** @typedef {{name: string, label: string, value: string, options: {value: string, text: string}[]}} Choice */
/** What a module is asked about: marks, and what the reader chose, by the names of its choices; `look` for its words. @typedef {Record<string, any>} Options */
/**
 * A chart: pure functions of a snapshot.
 * @typedef {object} ChartModule
 * @property {string} id its words are chart.ID.title, .help, .empty, and chart.ID.VIEW for each view
 * @property {readonly string[]} [views]
 * @property {(study: import('../lib/types').StudyFile) => boolean} [fits] whether it is shown for a study; always, if left out
 * @property {(study: import('../lib/types').StudyFile | null, t: Look['t']) => string} [never] why there will be nothing to show; ''
 *   where there may be
 * @property {(snapshot: Snapshot, options: Options) => Choice[]} [choices] further selects; what is chosen comes back by name
 * @property {(snapshot: Snapshot) => {last: number} | null} [steps] a slider back through the study; what is chosen comes back as
 *   `step`, left out for now
 * @property {(snapshot: Snapshot, options: Options) => any} info
 * @property {(info: any, look: Look) => any} config for Chart.js; a point may say its `trial`. Beside `type`, `data`, `options`
 *   and `plugins` it may give `pick(chart, x, y)`: the trial at a place, null for none
 * @property {(info: any, look: Look) => string} sentence
 * @property {(info: any, look: Look) => string} note
 * @property {(info: any) => boolean} isEmpty
 * @property {(info: any, look: Look) => Table} [table]
 * @property {(snapshot: Snapshot, options: Options) => string} [key] when it changes, `load` is called again; '' is nothing to load
 * @property {(snapshot: Snapshot, options: Options, tools: any) => Promise<unknown>} [load] what it gives comes back as `loaded`
 * @property {(chart: any) => void} [register] own controllers and scales
 */

export {};
