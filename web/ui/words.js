/** What the page says about a study in a few words. */
import { formatCount, formatValue } from '../charts/format.js';
import { describeProblem } from '../lib/i18n/index.js';
import { countConfigurations, expandSpace } from '../lib/study-file.js';
import { wordOr } from './controls.js';
import { isObject, spaceOf } from './edit.js';

/** @typedef {import('../lib/types').StudyFile} StudyFile */
/** @typedef {import('../lib/types').DatasetInfo} DatasetInfo */
/** @typedef {import('../lib/types').Problem} Problem */
/** @typedef {import('./sources.js').DataSet} DataSet */
/** @typedef {import('../lib/i18n/index.js').Translate} Translate */

/** What trials is where the file says nothing and the space is not a grid. */
const USUAL_TRIALS = 50;
/** Beyond this a space is as good as endless. */
const COUNTABLE = 1e6;

/** Paths of the study file, as opposed to places in a table. */
const STUDY_PATH =
  /^(version|name|about|data|validation|model|training|space|constraints|search|objective|speed)(\.|$)/;

/**
 * What a run would do: "36 configurations, 5 folds each".
 * @param {Translate} t
 * @param {StudyFile} study with its defaults
 */
export function planOf(t, study) {
  const { sampler, trials } = /** @type {any} */ (study.search);
  const { folds, fraction, repeats = 1 } = study.validation;
  const held = folds
    ? t('page.plan.folds', { folds })
    : t('page.plan.fraction', { percent: Math.round(Number(fraction) * 100) });
  const validation = repeats > 1 ? t('page.plan.repeats', { held, repeats }) : held;
  const space = expandSpace(study);
  const size = countConfigurations(space, sampler.type === 'grid' ? sampler.points : undefined);
  if (size === 1) return t('page.plan.one', { validation });
  const wanted = trials || (sampler.type === 'grid' ? size : USUAL_TRIALS);
  if (!(size <= COUNTABLE))
    return t('page.plan.endless', { trials: formatCount(wanted), validation });
  if (wanted >= size) return t('page.plan.all', { size: formatCount(size), validation });
  return t('page.plan.some', { trials: formatCount(wanted), size: formatCount(size), validation });
}

/** So many trials more are offered when a run is over. */
const MORE_TRIALS = 20;

/**
 * How many trials could follow those of a run; 0 when the space is used up.
 * @param {StudyFile | null | undefined} study
 * @param {import('../lib/types').Snapshot} snapshot
 */
export function moreOf(study, { planned, result }) {
  if (!study || !result || result.state === 'interrupted') return 0;
  if (Object.keys(study.space ?? {}).length === 0) return 0; // the same one again
  const { sampler } = /** @type {any} */ (study.search);
  if (sampler.type !== 'grid') return MORE_TRIALS;
  const size = countConfigurations(expandSpace(study), sampler.points);
  return Math.max(0, Math.min(MORE_TRIALS, size - planned));
}

/**
 * The data: what the run found, else what the list of data sets says, else that it is the reader's own.
 * @param {Translate} t
 * @param {DatasetInfo | null} info
 * @param {DataSet | undefined} listed
 */
export function factsOf(t, info, listed) {
  const data = info ?? listed;
  if (!data) return t('page.facts.own');
  const classes = Array.isArray(data.classes) ? data.classes.length : (data.classes ?? 0);
  const rows = rowsOf(t, data);
  const facts = [classes > 0 ? t('page.facts.classes', { facts: rows, classes }) : rows];
  if (data.test_rows) facts.push(t('page.facts.test', { test: formatCount(data.test_rows) }));
  if (info?.target) facts.push(t('page.facts.target', { target: info.target }));
  return facts.join(t('page.comma'));
}

/**
 * How many rows there are and what one is: words, rows of a series, pixels or numbers.
 * @param {Translate} t
 * @param {DatasetInfo | DataSet} data a list of data sets does not yet have the windows of a series
 */
function rowsOf(t, data) {
  const { shape = [], words } = data;
  const [rows, features] = [formatCount(data.rows), formatCount(data.features)];
  if (words) return t('page.facts.texts', { rows, longest: features, words: formatCount(words) });
  if ('window' in data && data.window)
    return t('page.facts.series', { rows, features, window: data.window });
  if (shape.length === 2)
    return t('page.facts.windows', { rows, window: shape[0], columns: shape[1] });
  if (shape.length === 3) return t('page.facts.pictures', { rows, shape: shape.join(' × ') });
  return t('page.facts.rows', { rows, features });
}

/** A parameter in a few characters: `0.0001 … 0.1 log`. @param {import('../lib/types').Json | undefined} param */
export function describeParam(param) {
  if (!isObject(param)) return '?';
  if (Array.isArray(param.choices))
    return param.choices.map((item) => formatValue(item)).join(' | ');
  const step = param.step ? ` / ${formatValue(param.step)}` : '';
  return `${formatValue(param.low)} … ${formatValue(param.high)}${param.log ? ' log' : ''}${step}`;
}

/** The title of an example, and what it shows. @param {import('./controls.js').Translate} t @param {import('./study-picker.js').Example} example */
export function wordsOfExample(t, { name, title }) {
  const own = title ?? name;
  return {
    title: wordOr(t, `page.example.${name}.title`, own),
    about: wordOr(t, `page.example.${name}.about`, own),
  };
}

/** The name of a built-in data set, and what its rows are. @param {import('./controls.js').Translate} t @param {{id: string, title: string, about?: string}} dataset */
export function wordsOfDataset(t, { id, title, about = '' }) {
  return {
    title: wordOr(t, `page.dataset.${id}.title`, title),
    about: wordOr(t, `page.dataset.${id}.about`, about),
  };
}

/**
 * The study on the desk, before it has run.
 * @param {Translate} t
 * @param {object} known
 * @param {import('./edit.js').Draft} known.draft
 * @param {import('./study-picker.js').Example | undefined} known.example that it began as
 * @param {DatasetInfo | null} known.info
 * @param {DataSet | undefined} known.listed
 * @param {string} known.facts
 * @returns {import('./study-about.js').About}
 */
export function aboutOf(t, { draft, example, info, listed, facts }) {
  const source = isObject(draft.data) ? draft.data.source : undefined;
  const file = isObject(source) ? Object.values(source).flat().join(' + ') : String(source ?? '–');
  const words = example?.name === draft.name && example && wordsOfExample(t, example);
  const data = listed && wordsOfDataset(t, listed);
  const own = typeof draft.about === 'string' ? draft.about : '';
  return {
    title: words ? words.title : String(draft.name ?? ''),
    text: words ? words.about : own,
    data: data?.title ?? file.replace(/^.*\//, ''),
    dataText: data?.about ?? '',
    facts,
    classes: info?.classes ?? listed?.class_names ?? [],
    listed,
    space: Object.entries(spaceOf(draft)).map(([name, param]) => [name, describeParam(param)]),
  };
}

/**
 * A mistake for the list and for the form. A path of the study file stands by itself, a place in a table in the text.
 * @param {Translate} t
 * @param {Problem} problem
 */
export function say(t, problem) {
  const { line } = problem.values;
  if (/^json_/.test(problem.code) && line !== undefined)
    return { path: '', text: describeProblem(t, problem), line: Number(line) };
  const inStudy = STUDY_PATH.test(problem.path);
  return inStudy
    ? { path: problem.path, text: describeProblem(t, { ...problem, path: '' }) }
    : { path: '', text: describeProblem(t, problem) };
}
