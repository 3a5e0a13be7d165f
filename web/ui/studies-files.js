/** Kept studies taken away as files, and taken in from files. */
import { foreignStudy, foreignTrials, linesOfStudy } from '../lib/foreign-study.js';
import { Journal } from '../lib/journal.js';
import { KEYS } from '../lib/journal-study.js';
import { linesOf } from '../lib/keep.js';
import {
  bestTrial,
  keptResult,
  linesOfResult,
  readResult,
  startOf,
  trialsOf,
} from '../lib/kept-study.js';
import { resultText, schema as loadSchema } from '../lib/index.js';
import { saveAs } from './browser.js';
import { newId } from './keeping.js';
import { formatJson } from './study-format.js';

/** @typedef {import('../lib/keep.js').Keep} Keep */
/** @typedef {import('../lib/types').Result} Result */

const JOURNAL = /^\s*\{"op_code"/;

/**
 * @param {Keep} keep @param {string} id
 * @param {'study' | 'result' | 'journal'} what
 */
export async function exportStudy(keep, id, what) {
  const kept = await keep.open(id);
  if (!kept) return;
  const { title, name } = kept.record;
  const file = (title ?? name ?? 'study').replace(/[^\p{L}\p{N}.-]+/gu, '-') || 'study';
  const result = what === 'result' ? keptResult(kept) : null;
  if (what === 'study') saveAs(`${file}.json`, kept.head.text, 'application/json');
  else if (what === 'journal')
    saveAs(`${file}.journal`, await keep.journalText(id), 'application/x-ndjson');
  else if (result) saveAs(`${file}.result.json`, resultText(result), 'application/json');
}

/** Whether files are results or journals, from how they begin. @param {File[]} files */
export async function areStudies(files) {
  const begin = await Promise.all(files.map((file) => file.slice(0, 400).text()));
  return (
    begin.length > 0 &&
    begin.every((text) => JOURNAL.test(text) || /^\s*\{[^{]*"sweetspot"\s*:\s*"/.test(text))
  );
}

/**
 * Takes in the studies of result files and journals, each as one of its own.
 * @param {Keep} keep @param {File[]} files
 * @returns {Promise<{ ids: string[], refused: string[] }>} refused: files without a study of ours
 */
export async function importStudies(keep, files) {
  /** @type {string[]} */
  const ids = [];
  /** @type {string[]} */
  const refused = [];
  for (const file of files) {
    const taken = await takeFile(keep, await file.text());
    ids.push(...taken);
    if (taken.length === 0) refused.push(file.name);
  }
  return { ids, refused };
}

/** @param {Keep} keep @param {string} text @returns {Promise<string[]>} none of a file that is not what it seems */
async function takeFile(keep, text) {
  try {
    const result = JOURNAL.test(text) ? null : readResult(text);
    return result ? [await takeResult(keep, result)] : await takeJournal(keep, text);
  } catch {
    return [];
  }
}

/** @param {Keep} keep @param {Result} result */
function takeResult(keep, result) {
  const { trials, ...ending } = result;
  const start = startOf(result.study, trials, result.data);
  return take(keep, result, { start, ending });
}

/** @param {Keep} keep @param {string} text @returns {Promise<string[]>} */
async function takeJournal(keep, text) {
  const all = new Journal();
  const lines = linesOf(text);
  for (const line of lines) all.apply(line);
  const ids = [];
  for (const found of all.studies) {
    const { study, checksum } = found.user[KEYS.study] ?? {};
    if (!study?.space) {
      if (found.trials.length > 0)
        ids.push(await takeForeign(keep, found, linesOfStudy(lines, found)));
      continue;
    }
    const one = /** @type {any} */ ({ studies: [found] });
    const trials = trialsOf(one);
    const data = /** @type {any} */ ({ checksum });
    ids.push(
      await take(keep, { study, data, trials }, { start: startOf(study, trials), ending: null }),
    );
  }
  return ids;
}

/**
 * A study of another program, with its lines as they are.
 * @param {Keep} keep @param {import('../lib/journal.js').JournalStudy} found @param {import('../lib/journal.js').Line[]} lines
 */
async function takeForeign(keep, found, lines) {
  const study = foreignStudy(await loadSchema(), found);
  const trials = foreignTrials(found, Date.parse).flatMap(({ trial }) => trial ?? []);
  const id = newId();
  const kept = keep.begin(id, { text: '', base: '', files: new Map() });
  kept.updateHead({ start: startOf(study, trials) });
  kept.update({ ...summaryOf(study, trials), planned: trials.length, foreign: true });
  await kept.change((_, add) => add(...lines));
  await kept.save();
  return id;
}

/** @param {import('../lib/types').StudyFile} study @param {import('../lib/types').TrialResult[]} trials @returns {Partial<import('../lib/keep.js').KeptRecord>} */
function summaryOf(study, trials) {
  const { metric = '', direction = 'maximize' } = /** @type {any} */ ([study.objective].flat()[0]);
  return {
    name: study.name,
    state: 'imported',
    finished: trials.length,
    best: bestTrial(trials, study),
    metric,
    direction,
  };
}

/**
 * @param {Keep} keep @param {Pick<Result, 'study' | 'data' | 'trials'>} result
 * @param {Pick<import('../lib/keep.js').KeptHead, 'start' | 'ending'>} head
 */
async function take(keep, result, { start, ending }) {
  const { study, trials } = result;
  const id = newId();
  const text = formatJson(/** @type {any} */ (study));
  const kept = keep.begin(id, { text, base: '', files: new Map() });
  const began = Date.now();
  const timeAt = (/** @type {number} */ seconds) =>
    new Date(began + 1000 * seconds).toISOString().replace('Z', '000+00:00');
  kept.updateHead({ start, ending });
  kept.update({ ...summaryOf(study, trials), planned: start?.trials ?? trials.length });
  await kept.change((_, add) => add(...linesOfResult(/** @type {Result} */ (result), timeAt)));
  await kept.save();
  return id;
}
