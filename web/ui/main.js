/** Wires the page: the only file that knows all of it. State goes down as properties, wishes come up as events. */
import * as curves from '../charts/curves.js';
import * as history from '../charts/history.js';
import { createLook } from '../charts/look.js';
import {
  inspect,
  resultBlob,
  schema as loadSchema,
  StudyError,
  translator,
  trialsCsv,
} from '../lib/index.js';
import './best-panel.js';
import { recall, remember, saveAs } from './browser.js';
import './chart-card.js';
import { Desk } from './desk.js';
import { isObject } from './edit.js';
import './problem-list.js';
import { reveal } from './reveal.js';
import './run-bar.js';
import { Session } from './session.js';
import { $, all, isNarrow, showLook, showSetup, showTab, wireShell } from './shell.js';
import { listSources, openDataset, openExample, openFiles } from './sources.js';
import './study-form.js';
import './study-picker.js';
import './study-text.js';
import './trial-table.js';
import { aboutOf, factsOf, planOf, say } from './words.js';

/** @typedef {import('../lib/types').Problem} Problem */
/** @typedef {import('../lib/types').DatasetInfo} DatasetInfo */

const FIRST = 'iris-grid';
const LOOK_AGAIN_MS = 400;

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

const schema = loadSchema();
const sources = listSources();
const session = new Session(() => render());
/** @type {Desk} */
let desk;
/** @type {Awaited<ReturnType<typeof listSources>>} */
let lists = { examples: [], datasets: [] };
const state = {
  language: recall('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  theme: recall('theme'),
  chosen: '',
  own: '',
  base: '',
  /** @type {Map<string, File>} */
  files: new Map(),
  /** @type {string[]} */
  columns: [],
  /** What the reader's own data turned out to be. @type {DatasetInfo | null} */
  info: null,
  /** Mistakes that only the data show, from looking at it or from the last run. @type {readonly Problem[]} */
  dataErrors: [],
  /** What else they show. @type {readonly Problem[]} */
  dataWarnings: [],
  /** Something went wrong outside of any study. */
  notice: '',
  /** @type {number | null} */
  selected: null,
};
let t = translator(state.language);
let look = createLook(prefersDark.matches, t);

/** The language and the theme, wherever they are seen. */
function applyLook() {
  const dark = state.theme ? state.theme === 'dark' : prefersDark.matches;
  t = translator(state.language);
  look = createLook(dark, t);
  showLook(t, dark);
  if (desk) renderStudy();
  render();
}

/** Everything that follows from the study on the desk. */
function renderStudy() {
  const { checked, draft, text, parsed } = desk;
  const problems = [...checked.errors, ...state.dataErrors];
  const mistakes = problems.map((problem) => say(t, problem));
  if (state.notice) mistakes.unshift({ path: '', text: state.notice });
  const source = isObject(draft.data) ? draft.data.source : undefined;
  const listed = lists.datasets.find((each) => each.id === source);
  const example = lists.examples.find((each) => `example:${each.name}` === state.chosen);
  const facts = factsOf(t, state.info, listed);
  const texts = Boolean((state.info ?? listed)?.words);
  giveForm({ schema: desk.schema, draft, mistakes, t, columns: state.columns, facts, texts });
  $('study-form').inert = !parsed;
  Object.assign($('study-text'), { text, t, wrong: checked.errors.length > 0 });
  const known = checked.warnings.map(({ path, code }) => path + code);
  const shown = state.dataWarnings.filter(({ path, code }) => !known.includes(path + code));
  const notes = [...checked.warnings, ...shown, ...(state.info?.notes ?? [])].map((problem) =>
    say(t, problem),
  );
  Object.assign($('problem-list'), { mistakes, notes, t });
  $('[data-act="undo"]').disabled = !desk.canUndo;
  $('run-bar').mistakes = mistakes.length;
  $('run-bar').plan = checked.study ? planOf(t, checked.study) : '';
  $('best-panel').about = aboutOf(t, { draft, example, info: state.info, listed, facts });
  $('trial-table').space = isObject(draft.space) ? Object.keys(draft.space) : [];
  renderPicker();
}

/** A form of forty fields is drawn again only for a reason: a run changes its state more often than its study. */
let given = '';
/** @param {import('./form-context.js').FormContext} context */
function giveForm(context) {
  const { draft, mistakes, columns, facts } = context;
  const reasons = JSON.stringify([draft, mistakes, columns, facts, t.language]);
  if (reasons === given) return;
  given = reasons;
  $('study-form').context = context;
}

function renderPicker() {
  const { chosen, own } = state;
  Object.assign($('study-picker'), { ...lists, chosen, own, t, inert: session.busy });
}

/** Everything that follows from the run. */
function render() {
  const { snapshot } = session;
  const { selected } = state;
  if ($('run-bar').snapshot?.status !== snapshot.status) statusChanged(snapshot);
  Object.assign($('run-bar'), { snapshot, t });
  for (const card of all('chart-card')) Object.assign(card, { snapshot, look, selected });
  Object.assign($('trial-table'), { snapshot, selected, t });
  Object.assign($('best-panel'), { snapshot, selected, t });
}

/** @param {import('../lib/types').Snapshot} snapshot */
function statusChanged({ status, problems, data, warnings }) {
  if (status === 'failed') state.dataErrors = problems;
  if (data) Object.assign(state, { info: data, dataWarnings: warnings });
  document.body.dataset.status = status;
  setTimeout(() => desk && renderStudy());
}

/** @param {() => Promise<import('./sources.js').Opened | null> | import('./sources.js').Opened} get @param {string} chosen @param {string} what */
async function open(get, chosen, what) {
  if (session.busy) return;
  state.notice = '';
  try {
    const opened = await get();
    if (!opened) state.notice = t('page.drop.unknown');
    else {
      const { base, files, columns } = opened;
      Object.assign(state, {
        base,
        files,
        columns,
        chosen,
        info: null,
        dataErrors: [],
        dataWarnings: [],
        selected: null,
      });
      state.own = chosen === 'own' ? what : state.own;
      desk.open(opened.text ?? opened.draft ?? '');
      session.clear();
      if (files.size) void lookAtData();
    }
  } catch (error) {
    state.notice = t('page.broken.load', { what, reason: /** @type {Error} */ (error).message });
  }
  renderStudy();
  render();
}

/** @param {string} chosen */
function pick(chosen) {
  const [kind, name] = chosen.split(/:(.*)/s);
  const example = lists.examples.find((each) => each.name === name);
  const dataset = lists.datasets.find((each) => each.id === name);
  if (kind === 'example' && example) return open(() => openExample(example), chosen, example.file);
  if (kind === 'dataset' && dataset) return open(() => openDataset(dataset), chosen, dataset.title);
  return undefined;
}

/** @param {File[]} files */
function take(files) {
  return open(() => openFiles(files), 'own', files.map((file) => file.name).join(' + '));
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let lookLater;
/** The reader's own data is looked at, in a worker, before anything runs: its rows, its classes, its mistakes. */
async function lookAtData() {
  const { text, checked } = desk;
  if (!checked.study || session.busy) return;
  try {
    const { data, warnings } = await inspect(text, { files: state.files, base: state.base });
    if (text !== desk.text) return;
    Object.assign(state, { info: data, dataErrors: [], dataWarnings: warnings });
  } catch (error) {
    if (text !== desk.text || !(error instanceof StudyError)) return;
    Object.assign(state, { info: null, dataErrors: error.problems, dataWarnings: [] });
  }
  renderStudy();
}

/** @param {() => void} change */
function studyChanged(change) {
  change();
  state.dataErrors = [];
  state.dataWarnings = [];
  state.notice = '';
  if (session.snapshot.status === 'failed') session.clear();
  clearTimeout(lookLater);
  if (state.files.size) lookLater = setTimeout(lookAtData, LOOK_AGAIN_MS);
  renderStudy();
}

function run() {
  if (session.busy || !desk) return;
  if (desk.checked.errors.length) {
    showTab('setup');
    $('problem-list').scrollIntoView({ block: 'nearest' });
    return;
  }
  Object.assign(state, { selected: null, dataErrors: [], notice: '' });
  if (isNarrow()) showTab('charts');
  void session
    .begin(desk.text, { files: state.files, base: state.base, what: t('page.loading.study') })
    .then(renderPicker);
}

/** @param {string} what */
function download(what) {
  const { result } = session.snapshot;
  const name = String(desk.draft.name ?? 'study').replace(/[^\w.-]+/g, '-');
  if (what === 'study') saveAs(`${name}.json`, desk.text, 'application/json');
  else if (result && what === 'result')
    void resultBlob(result).then((blob) => saveAs(`${name}.result.json`, blob, blob.type));
  else if (result) saveAs(`${name}.trials.csv`, trialsCsv(result), 'text/csv');
}

/** @param {number | null} trial */
function select(trial) {
  state.selected = trial;
  render();
}

/** @type {Record<string, (detail: any) => unknown>} */
const wishes = {
  pick,
  files: take,
  run,
  pause: () => session.pause(),
  stop: () => session.stop(),
  'select-trial': select,
  download,
  edit: (edit) => studyChanged(() => desk.edit(edit)),
  text: (text) => studyChanged(() => desk.setText(text)),
  place: (path) => {
    showSetup('form');
    reveal($('study-form'), path);
  },
};
for (const [name, act] of Object.entries(wishes)) {
  document.body.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail));
}
/** @type {Record<string, () => unknown>} */
const acts = {
  language: () => {
    state.language = state.language === 'zh' ? 'en' : 'zh';
    remember('language', state.language);
    applyLook();
  },
  theme: () => {
    state.theme = look.dark ? 'light' : 'dark';
    remember('theme', state.theme);
    applyLook();
  },
  undo: () => desk?.canUndo && studyChanged(() => desk.undo()),
};
prefersDark.addEventListener('change', applyLook);

wireShell({
  acts,
  take,
  clear: () => select(null),
  toggle: () => {
    const { status } = session.snapshot;
    if (status === 'running' || status === 'paused') session.pause();
    else run();
  },
});
$('[data-chart="history"]').chart = history;
$('[data-chart="curves"]').chart = curves;
showTab('setup');
showSetup('form');
applyLook();
try {
  lists = await sources;
  desk = new Desk(
    await schema,
    lists.datasets.map((each) => each.id),
  );
  const first = lists.examples.find((each) => each.name === FIRST) ?? lists.examples[0];
  if (first) await pick(`example:${first.name}`);
  else if (lists.datasets.length) await pick(`dataset:${lists.datasets[0].id}`);
} catch (error) {
  const text = t('page.broken', { reason: error instanceof Error ? error.message : String(error) });
  Object.assign($('problem-list'), { mistakes: [{ path: '', text }], t });
}
