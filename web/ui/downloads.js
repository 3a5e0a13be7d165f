/** What a reader takes away: study file, result, trials, journal, pictures of the charts. Loaded when it is first asked for. */
import { cvResultsCsv } from '../lib/cv-results.js';
import { resultBlob } from '../lib/index.js';
import { addResult } from '../lib/journal-result.js';
import { Journal, textOf } from '../lib/journal.js';
import { zip } from '../lib/zip.js';
import { saveAs } from './browser.js';
import { CHARTS } from './chart-list.js';
import { pngOf } from './chart-files.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/types').TrialResult} TrialResult */
/** @typedef {'study' | 'result' | 'trials' | 'journal' | 'pictures'} What */
/**
 * @typedef {object} From
 * @property {Snapshot} snapshot
 * @property {string} text the study file
 * @property {import('../charts/look.js').Look} look
 * @property {any} [tools] as chart-card has them
 */

/** Of a picture, in CSS pixels. */
const WIDTH = 800;
const HEIGHT = 420;

/** @param {What} what @param {From} from */
export async function download(what, from) {
  const { snapshot, text } = from;
  const name = fileName(what === 'study' ? studyName(text) : snapshot.study?.name);
  const { result } = snapshot;
  if (what === 'study') saveAs(`${name}.json`, text, 'application/json');
  if (what === 'result' && result) {
    const blob = await resultBlob(result);
    saveAs(`${name}.result.json`, blob, blob.type);
  }
  const run = finishedOf(snapshot);
  if (what === 'trials' && run) saveAs(`${name}.trials.csv`, cvResultsCsv(run), 'text/csv');
  if (what === 'journal' && run?.data)
    saveAs(`${name}.journal.jsonl`, journalText(/** @type {any} */ (run)), 'application/jsonl');
  if (what === 'pictures') {
    const members = await pictures(from, name);
    if (members.length) saveAs(`${name}.charts.zip`, zip(members), 'application/zip');
  }
}

/** @param {unknown} name */
function fileName(name) {
  return String(name ?? 'study').replace(/[^\p{L}\p{N}_.-]+/gu, '-');
}

/** @param {string} text */
function studyName(text) {
  try {
    return JSON.parse(text).name;
  } catch {
    return undefined;
  }
}

/** What there is of a result, also while it runs. @param {Snapshot} snapshot */
function finishedOf({ result, study, data, trials }) {
  if (result) return result;
  if (!study || !(data || study.foreign)) return null;
  const done = trials.filter(({ state }) => state !== undefined);
  return done.length > 0 ? { study, data, trials: done.map(bare) } : null;
}

/** Without what is for drawing alone. @param {Snapshot['trials'][number]} view @returns {TrialResult} */
function bare({ status: _, share: __, live: ___, fold: ____, worker: _____, ...trial }) {
  const { began: ______, ended: _______, ...result } = trial;
  return /** @type {TrialResult} */ (result);
}

/** As `sweetspot export` writes it. @param {Pick<import('../lib/types').Result, 'study' | 'data' | 'trials'>} run */
export function journalText(run) {
  const journal = new Journal();
  /** @type {import('../lib/journal.js').Line[]} */
  const lines = [];
  const began = Date.now();
  const timeAt = (/** @type {number} */ seconds) =>
    new Date(began + 1000 * seconds).toISOString().replace('Z', '000+00:00');
  const add = (/** @type {import('../lib/journal.js').Line[]} */ ...more) => {
    for (const line of more) {
      lines.push(line);
      journal.apply(line);
    }
  };
  addResult(journal, add, run, timeAt);
  return textOf(lines, 'sweetspot-page');
}

/* ---- pictures ---------------------------------------------------------------------------------------------------------------- */

/** Every chart that has something to show, drawn out of sight. @param {From} from @param {string} name @returns {Promise<import('../lib/zip.js').Member[]>} */
async function pictures(from, name) {
  const { snapshot, look } = from;
  const { Chart } = await import('./chart-js.js');
  const members = [];
  for (const { id, load } of CHARTS) {
    const module = await load();
    if (module.fits && !(snapshot.study && module.fits(snapshot.study))) continue;
    const blob = await pictureOf(Chart, module, from).catch((error) => {
      throw new Error(`${look.t(`chart.${id}.title`)}: ${error.message}`);
    });
    if (blob)
      members.push({
        name: `${name}-${id}.png`,
        bytes: new Uint8Array(await blob.arrayBuffer()),
      });
  }
  return members;
}

/** @param {any} Chart @param {any} module @param {From} from @returns {Promise<Blob | null>} null: nothing to show */
async function pictureOf(Chart, module, { snapshot, look, tools }) {
  /** @type {Record<string, any>} */
  const options = { selected: null, hovered: null, brushed: null, view: module.views?.[0], look };
  for (const { name, value } of module.choices?.(snapshot, options) ?? []) options[name] = value;
  if (module.load && (module.key?.(snapshot, options) ?? '') !== '') {
    try {
      options.loaded = await module.load(snapshot, options, tools);
    } catch {
      return null; // its card says why
    }
  }
  const info = module.info(snapshot, options);
  if (module.isEmpty(info)) return null;
  const { type, data, options: drawing, plugins } = module.config(info, look);
  module.register?.(Chart);
  const place = document.createElement('div');
  Object.assign(place.style, {
    position: 'fixed',
    insetInlineStart: '-10000px',
    width: `${WIDTH}px`,
    height: `${HEIGHT}px`,
  });
  const canvas = document.createElement('canvas');
  place.append(canvas);
  document.body.append(place);
  const config = { ...drawing, responsive: true, maintainAspectRatio: false, animation: false };
  const drawn = new Chart(canvas, {
    type,
    data,
    options: { ...config, devicePixelRatio: 2 },
    ...(plugins && { plugins }),
  });
  try {
    const { panel, ink, muted, t } = look;
    const title = t(`chart.${module.id}.title`);
    const words = module.sentence(info, look);
    const note = module.note(info, look);
    const font = getComputedStyle(document.body).fontFamily;
    return await pngOf(drawn.canvas, { title, words, note, panel, ink, muted, font });
  } finally {
    drawn.destroy();
    place.remove();
  }
}
