/** A run as bytes, and the way on from them: for pages, where no journal can be written (docs/journal.md). Text of two lines: a head with
 * a hash of the second, which is what is over. The tuner needs no more: it proposes the same trials again and hears what became of them. */
import { StudyError } from './errors.js';
import { describeProblem, loadWords, translator } from './i18n/index.js';
import { objectivesOf, valuesOf } from './objectives.js';
import { problem, same } from './problems.js';
import { VERSION } from './result.js';

/** @typedef {import('./inspect.js').Opened} Opened */
/** @typedef {import('./types').Params} Params */
/** @typedef {import('./types').TrialResult} TrialResult */
/** @typedef {import('./run.js').Memory} Memory */
/** @typedef {Map<number, { step: number, value: number }[]>} Reports by the trial's number */
/**
 * @typedef {object} Saved
 * @property {string} version
 * @property {string} checksum of the data
 * @property {import('./types').StudyFile} study
 * @property {import('./types').WarmFacts} [warm_start]
 * @property {TrialResult[]} trials
 * @property {[number, { step: number, value: number }[]][]} reports
 */

const KIND = 'sweetspot run 1';

/** @param {Opened} opened @param {readonly TrialResult[]} trials that are over @param {Reports} reports @returns {Uint8Array} */
export function savedRun({ study, data, warm_start }, trials, reports) {
  const over = [...trials].sort((a, b) => a.number - b.number);
  const kept = over.map(({ number }) => [number, reports.get(number) ?? []]);
  const facts = { version: VERSION, checksum: data.checksum, study, warm_start };
  const body = JSON.stringify({ ...facts, trials: over, reports: kept });
  return new TextEncoder().encode(`${KIND} ${hashOf(body)}\n${body}`);
}

/** As RunOptions.resume. @param {Uint8Array} bytes @returns {(opened: Opened) => Promise<Memory>} rejects with StudyError */
export function resumeFrom(bytes) {
  return async ({ study, data, warm_start }) => {
    await loadWords();
    const { differences, KEYS } = await import('./journal-study.js'); // a first run needs none of it
    const saved = readSaved(bytes);
    const old = { user: { [KEYS.study]: saved }, directions: directionsOf(study), trials: [] };
    const source = { study, data, warm_start };
    const { refused, changed } = differences(/** @type {any} */ (old), source);
    const places = [...refused, ...changed];
    if (places.length > 0) throw other(places.join(', '));
    const trials = new Map(saved.trials.map((trial) => [trial.number, trial]));
    const reports = new Map(saved.reports);
    return {
      known: saved.trials.map(({ number, params }) => [number, params]),
      others: 0,
      recall: ({ number, params }) => {
        const trial = trials.get(number);
        if (!trial) return null;
        if (!same(trial.params, params)) throw other(`trials.${number}`);
        const { state } = trial;
        return { state, values: [...valuesOf(trial)], reports: reports.get(number) ?? [], trial };
      },
    };
  };
}

/** @param {Uint8Array} bytes @returns {Saved} throws StudyError */
function readSaved(bytes) {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `${KIND} ${hashOf(body)}`) throw refused('saved_run', {});
  return JSON.parse(body);
}

/** @param {string} places */
const other = (places) => refused('saved_run_other', { places });

/** @param {string} code @param {Record<string, string>} values */
function refused(code, values) {
  const t = translator('en');
  return new StudyError([problem('', code, values)], (each) => describeProblem(t, each));
}

/** @param {import('./types').StudyFile} study */
const directionsOf = (study) => objectivesOf(study).map(({ direction }) => direction);

/** FNV-1a of 32 bits over the text's units, from both ends: enough to see that something was lost. @param {string} text */
function hashOf(text) {
  let forward = 0x811c9dc5;
  let backward = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    forward = Math.imul(forward ^ text.charCodeAt(i), 0x01000193);
    backward = Math.imul(backward ^ text.charCodeAt(text.length - 1 - i), 0x01000193);
  }
  return [forward, backward].map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
}
