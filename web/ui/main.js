/** Wires the page: the only file that knows all of it. State goes down as properties, wishes come up as events. */
import { createLook } from '../charts/look.js';
import {
  inspect,
  loadLanguage,
  loadWords,
  schema as loadSchema,
  StudyError,
  translator,
} from '../lib/index.js';
import './best-panel.js';
import { recall, remember } from './browser.js';
import './chart-deck.js';
import { library } from './chart-drawing.js';
import { ChartTools } from './chart-tools.js';
import { Desk } from './desk.js';
import { isObject } from './edit.js';
import { failure, failuresOf, isFailure } from './failures.js';
import { canSay } from './late-words.js';
import { wireKeep } from './keep-wiring.js';
import { askedOf, wireEmbed } from './embed.js';
import './problem-list.js';
import { pageState, UNMARKED } from './page-state.js';
import { reveal } from './reveal.js';
import './run-bar.js';
import { Looker } from './looker.js';
import { Session } from './session.js';
import { Sharing } from './sharing.js';
import { machineWords, wireMachine } from './machine.js';
import {
  $,
  closeDialogs,
  foldTrials,
  isNarrow,
  settled,
  showBrush,
  showLook,
  showSetup,
  showTab,
  showTitle,
  wireShell,
} from './shell.js';
import { listSources, openDataset, openExample, openFiles } from './sources.js';
import { spaceSize } from './space-size.js';
import './study-form.js';
import './study-picker.js';
import './trial-table.js';
import { aboutOf, factsOf, moreOf, planOf, say } from './words.js';

/** @typedef {import('../lib/types').Problem} Problem */

const FIRST = 'iris-tpe';
const LOOK_AGAIN_MS = 400;
/** After the first view has drawn itself. */
const WARM_MS = 1600;

const asked = askedOf(location);
/** Where it fails, its view asks again. */
const fetchText = () => import('./study-text.js').catch(() => {});
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

const schema = loadSchema();
const sources = listSources();
const session = new Session(
  () => render(),
  (notice) => kept.notify(notice),
);
const looker = new Looker(() => desk && renderStudy(), settled());
/** @type {Desk} */
let desk;
/** @type {Awaited<ReturnType<typeof listSources>>} */
let lists = { examples: [], datasets: [] };
const state = pageState(asked);
const kept = wireKeep({
  session: () => session,
  look: () => look,
  putOnDesk: (head, chosen, files) => putOnDesk(head, chosen, files),
  workers: () => state.workers,
  refresh: () => renderPicker(),
  unmark: () => mark(UNMARKED),
});
const sharing = new Sharing({
  desk: () => ({ text: desk.text, study: desk.checked.study, canUndo: desk.canUndo }),
  state: () => state,
  snapshot: () => session.snapshot,
  busy: () => session.busy,
  open: (opened, chosen, what) => open(() => opened, chosen, what),
  supply: (files) => {
    state.files = files;
    void lookAtData();
  },
});
await loadLanguage(state.language);
let t = translator(state.language);
let look = createLook(prefersDark.matches, t);

/** The language and the theme, wherever they are seen. Paper is light. @param {{type?: string}} [event] */
function applyLook({ type } = {}) {
  const chosen = state.theme ? state.theme === 'dark' : prefersDark.matches;
  const dark = chosen && type !== 'beforeprint';
  t = translator(state.language);
  look = createLook(dark, t);
  showLook(t, dark);
  machineWords(t);
  if (desk) renderStudy();
  kept.showLook();
  render();
}

/** Everything that follows from the study on the desk. */
function renderStudy() {
  const { checked, draft, text, parsed } = desk;
  const source = isObject(draft.data) ? draft.data.source : undefined;
  const listed = lists.datasets.find((each) => each.id === source);
  const { info, files, base } = state;
  looker.see({ draft, study: checked.study, listed, info, files, base });
  const problems = different([...checked.errors, ...state.dataErrors, ...looker.errors]);
  if (!canSay(t, problems, renderStudy)) return;
  const mistakes = problems.filter((each) => !isFailure(each)).map((each) => say(t, each));
  if (state.notice) mistakes.unshift({ path: '', text: state.notice });
  const example = lists.examples.find((each) => `example:${each.name}` === state.chosen);
  const facts = factsOf(t, state.info, listed);
  const texts = Boolean((state.info ?? listed)?.words);
  const size = checked.study ? spaceSize(t, checked.study) : null;
  const { columns } = state;
  const { schema } = desk;
  giveForm({ schema, draft, mistakes, t, columns, facts, texts, look: looker.view, size });
  $('study-form').inert = !parsed;
  Object.assign($('study-text'), { text, t, mistakes });
  const known = checked.warnings.map(({ path, code }) => path + code);
  const found = different([...state.dataWarnings, ...looker.warnings]);
  const shown = found.filter(({ path, code }) => !known.includes(path + code));
  const notes = [...checked.warnings, ...shown, ...(state.info?.notes ?? [])].map((problem) =>
    say(t, problem),
  );
  const again = session.snapshot.status === 'failed' ? null : () => looker.look();
  const anew = () => run();
  const ways = { kept: session.broken, resume: kept.resume, run: anew, again };
  const failures = failuresOf(t, problems, ways);
  if (state.unopened) failures.unshift(state.unopened);
  Object.assign($('problem-list'), { failures, mistakes, notes, t });
  $('[data-act="undo"]').disabled = !desk.canUndo;
  $('[data-act="redo"]').disabled = !desk.canRedo;
  $('chart-deck').study = checked.study;
  $('run-bar').mistakes = problems.filter((each) => !isFailure(each)).length;
  $('run-bar').plan = checked.study ? planOf(t, checked.study) : '';
  const about = aboutOf(t, { draft, example, info: state.info, listed, facts });
  $('best-panel').about = about;
  const other = session.snapshot.study?.foreign ? session.snapshot.study : null;
  $('.brand .of').textContent = other?.name ?? about.title;
  $('trial-table').space = isObject(draft.space) ? Object.keys(draft.space) : [];
  renderPicker();
}

/** A form of forty fields is drawn again only for a reason: a run changes its state more often than its study. */
let given = '';
/** @param {import('./form-context.js').FormContext} context */
function giveForm(context) {
  const { draft, mistakes, columns, facts } = context;
  const reasons = JSON.stringify([draft, mistakes, columns, facts, looker.version, t.language]);
  if (reasons === given) return;
  given = reasons;
  $('study-form').context = context;
}

/** Each problem once, whoever found it. @param {Problem[]} problems */
function different(problems) {
  const keys = problems.map((problem) => JSON.stringify(problem));
  return problems.filter((_, i) => keys.indexOf(keys[i]) === i);
}

function renderPicker() {
  const { chosen, own } = state;
  const edited = desk?.isEdited ?? false;
  Object.assign($('study-picker'), { ...lists, chosen, own, edited, t, inert: session.busy });
}

/** Everything that follows from the run. */
function render() {
  const { snapshot } = session;
  const { selected, hovered, brushed, tab } = state;
  if ($('run-bar').snapshot?.status !== snapshot.status) statusChanged(snapshot);
  const more = snapshot.status === 'done' ? moreOf(desk?.checked.study, snapshot) : 0;
  Object.assign($('run-bar'), { snapshot, t, more, broken: Boolean(session.broken) });
  Object.assign($('chart-deck'), { snapshot, look, selected, hovered, brushed, tab });
  Object.assign($('trial-table'), { snapshot, selected, hovered, brushed, t });
  const { files, base } = state;
  const { network } = session;
  Object.assign($('best-panel'), { snapshot, selected, t, files, base, network, colours: look });
  showBrush(t, brushed, snapshot.trials.length);
  showTitle(snapshot);
  sharing.render(t);
  kept.showForeign();
}

/** @param {import('../lib/types').Snapshot} snapshot */
function statusChanged({ status, problems, data, warnings }) {
  if (status === 'failed') state.dataErrors = problems;
  if (status === 'loading') state.dataErrors = [];
  if (status === 'running') library().catch(() => {}); // a chart asks again
  if (status === 'done') remember('met', 'yes');
  if (data) Object.assign(state, { info: data, dataWarnings: warnings });
  if (data && looker.view.state === 'failed') looker.look(); // they are there after all
  document.body.dataset.status = status;
  if (status === 'failed' && isNarrow()) showTab('setup'); // where it says why
  setTimeout(() => desk && renderStudy());
}

/** @param {() => Promise<import('./sources.js').Opened | null> | import('./sources.js').Opened} get @param {string} chosen @param {string} what */
async function open(get, chosen, what) {
  if (session.busy) return;
  Object.assign(state, { notice: '', unopened: null });
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
        ...UNMARKED,
      });
      state.own = chosen === 'own' ? what : state.own;
      desk.open(opened.text ?? opened.draft ?? '');
      session.clear();
      if (files.size) void lookAtData();
    }
  } catch (error) {
    const { message: reason } = /** @type {Error} */ (error);
    const text = t('page.broken.load', { what, reason });
    state.unopened = failure(text, t('page.broken.again'), () => open(get, chosen, what));
  }
  renderStudy();
  render();
}

/** A study that is kept: as it was when it ran. @type {import('./keep-wiring.js').Page['putOnDesk']} */
function putOnDesk({ text, base, columns }, chosen, files) {
  const marks = { info: null, dataErrors: [], dataWarnings: [], ...UNMARKED };
  Object.assign(state, { base, files, columns, chosen, notice: '', unopened: null, ...marks });
  state.own = chosen === 'own' ? [...files.keys()].join(' + ') : state.own;
  desk.open(text);
  session.clear();
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
async function take(files) {
  if (sharing.takes(files) || (await kept.takeStudies(files))) return undefined;
  closeDialogs();
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
  Object.assign(state, { notice: '', unopened: null });
  if (session.snapshot.status === 'failed' || session.suspended) session.clear();
  clearTimeout(lookLater);
  if (state.files.size) lookLater = setTimeout(lookAtData, LOOK_AGAIN_MS);
  renderStudy();
}

/** Another program's study is shown: it cannot be run, and what is on the desk is another one. */
const isForeign = () => Boolean(session.snapshot.study?.foreign);

/** @param {boolean} [more] go on with the trials that are there */
function run(more = false) {
  if (session.busy || !desk || isForeign()) return;
  if (desk.checked.errors.length) {
    showTab('setup');
    $('problem-list').scrollIntoView({ block: 'nearest' });
    return;
  }
  Object.assign(state, { ...UNMARKED, dataErrors: [], notice: '', unopened: null });
  if (isNarrow()) showTab('charts');
  const { files, base, workers, chosen, columns } = state;
  const what = t('page.loading.study');
  void session
    .begin(desk.text, { files, base, what, workers, more, chosen, columns })
    .then(renderPicker);
}

/** @param {number} count of trials beyond those that are there */
function runMore(count) {
  const trials = session.snapshot.planned + count;
  studyChanged(() => desk.edit({ op: 'set', path: ['search', 'trials'], value: trials }));
  run(true);
}

async function openGallery() {
  await import('./example-gallery.js');
  Object.assign($('example-gallery'), { ...lists, chosen: state.chosen, t });
  $('example-gallery').show();
}

/** @param {'link' | 'embed'} view */
async function share(view) {
  if (!desk) return;
  await Promise.all([import('./share-dialog.js'), loadWords()]);
  const { files, base, chosen } = state;
  const { draft, checked } = desk;
  const isExample = chosen.startsWith('example:') && !desk.canUndo;
  const work = {
    draft: checked.errors.length === 0 ? draft : null,
    study: checked.study,
    result: session.snapshot.result,
    base,
    files: [...files.keys()],
    example: isExample ? chosen.slice('example:'.length) : '',
  };
  $('share-dialog').t = t;
  await $('share-dialog').show(view, work);
}

/** @param {any} what */
async function download(what) {
  try {
    const { download: save } = await import('./downloads.js');
    await save(what, {
      snapshot: session.snapshot,
      text: desk.text,
      look,
      tools: $('chart-deck').tools,
    });
  } catch (error) {
    state.notice = t('page.take.failed', { reason: /** @type {Error} */ (error).message });
    renderStudy();
  }
}

/** Marks trials wherever they are seen. @param {Partial<typeof UNMARKED> | {brushed: Set<number> | null}} marks */
function mark(marks) {
  Object.assign(state, marks);
  render();
}

/** @type {Record<string, (detail: any) => unknown>} */
const wishes = {
  pick,
  files: take,
  run: () => (session.broken ? kept.resume(session.broken.id) : run()),
  more: runMore,
  pause: () => (session.suspended ? kept.resume(session.id ?? '') : session.pause()),
  stop: () => (session.suspended ? kept.resume(session.id ?? '', true) : session.stop()),
  cancel: () => (session.suspended ? session.clear() : session.cancel()),
  'select-trial': (selected) => mark({ selected }),
  'hover-trial': (hovered) => mark({ hovered }),
  'brush-trials': (brushed) => mark({ brushed }),
  'chart-tab': (tab) => {
    state.tab = tab;
    render();
  },
  workers: (workers) => {
    state.workers = workers;
  },
  download,
  edit: (edit) => studyChanged(() => desk.edit(edit)),
  text: (text) => studyChanged(() => desk.setText(text)),
  look: () => looker.look(),
  place: (path) => {
    if (document.body.dataset.setup === 'file' && !$('study-form').checkVisibility())
      return customElements.whenDefined('study-text').then(() => $('study-text').reveal(path));
    showSetup('form');
    return reveal($('study-form'), path);
  },
};
for (const [name, act] of Object.entries(wishes)) {
  document.body.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail));
}
/** @type {Record<string, () => unknown>} */
const acts = {
  language: async () => {
    const language = state.language === 'zh' ? 'en' : 'zh';
    await Promise.all([loadLanguage(language), loadWords()]);
    state.language = language;
    remember('language', language);
    applyLook();
  },
  theme: () => {
    state.theme = look.dark ? 'light' : 'dark';
    remember('theme', state.theme);
    applyLook();
  },
  undo: () => desk?.canUndo && !isForeign() && studyChanged(() => desk.undo()),
  redo: () => desk?.canRedo && !isForeign() && studyChanged(() => desk.redo()),
  gallery: openGallery,
  studies: () => kept.openDialog(),
  share: () => share('link'),
  embed: () => share('embed'),
  keys: () => $('dialog.keys').showModal(),
  fold: foldTrials,
  unbrush: () => mark({ brushed: null }),
  clear: () => mark(state.brushed ? { brushed: null } : UNMARKED),
  toggle: () => {
    const { status } = session.snapshot;
    if (status === 'running' || status === 'paused') wishes.pause(undefined);
    else wishes.run(undefined);
  },
};
prefersDark.addEventListener('change', applyLook);
for (const name of ['beforeprint', 'afterprint']) addEventListener(name, applyLook, true);

wireShell({
  acts,
  take,
  move: (by) => {
    if (state.selected === null) return false;
    $('trial-table').move(by);
    return true;
  },
});
// The text of the study can wait for the first view, but not in a window that has room for it beside the form.
void settled().then(fetchText);
new IntersectionObserver(([{ isIntersecting }]) => {
  if (isIntersecting) void fetchText();
}).observe($('study-text'));
// Whoever moves may be about to run: what keeps a run is not part of the first view.
for (const sign of ['pointermove', 'pointerdown', 'keydown'])
  addEventListener(sign, () => session.fetchKeeping(), {
    capture: true,
    once: true,
    passive: true,
  });
$('chart-deck').tools = new ChartTools();
wireMachine();
wireEmbed(asked);
showTab(asked.embed ? 'charts' : 'setup');
showSetup('form');
$('.pitch').hidden = asked.embed || recall('met') !== null;
applyLook();
try {
  lists = await sources;
  desk = new Desk(
    await schema,
    lists.datasets.map((each) => each.id),
  );
  const named = lists.examples.find((each) => each.name === asked.example);
  const first = named ?? lists.examples.find((each) => each.name === FIRST) ?? lists.examples[0];
  if (asked.share && (await sharing.arrive(asked.share))) {
    // it is on the desk
  } else if (first) await pick(`example:${first.name}`);
  else if (lists.datasets.length) await pick(`dataset:${lists.datasets[0].id}`);
  if (!asked.embed) {
    void kept.offer();
    setTimeout(() => session.warm(), WARM_MS);
  }
} catch (error) {
  const text = t('page.broken', { reason: error instanceof Error ? error.message : String(error) });
  const failures = [failure(text, t('page.broken.reload'), () => location.reload())];
  Object.assign($('problem-list'), { failures, t });
}
