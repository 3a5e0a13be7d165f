/** Wires what is kept to the page: the line that tells of it, the dialog of studies, and what is done with one of them. */
import { loadWords } from '../lib/index.js';
import './keep-notice.js';
import { $, isNarrow, showTab } from './shell.js';

/** What files of studies may be called; their beginning tells. */
const STUDIES = /(\.(json|jsonl|ndjson|journal|log|txt)|^[^.]+)$/i;

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./session.js').Notice} Notice */
/** @typedef {import('../charts/look.js').Look} Look */
/**
 * @typedef {object} Page
 * @property {() => Session} session
 * @property {() => Look} look
 * @property {(head: import('../lib/keep.js').KeptHead, chosen: string, files: Map<string, File>) => void} putOnDesk
 * @property {() => number | undefined} workers
 * @property {() => void} refresh the run is over
 * @property {() => void} unmark no trial is marked
 */

/** @param {Page} page */
export function wireKeep({ session, look, putOnDesk, workers, refresh, unmark }) {
  const words = (/** @type {string} */ key, /** @type {any} */ values = {}) =>
    look().t(`page.keep.${key}`, values);
  /** What was said once. @type {Set<string>} */
  const known = new Set();

  /** @param {import('./keep-notice.js').Said} said */
  const say = (said) => Object.assign($('keep-notice'), { said, t: look().t });

  /** @param {Notice} notice */
  async function notify({ key, values, resume: id, once }) {
    if (once && known.has(key)) return;
    known.add(key);
    await loadWords();
    const acts = id ? [{ word: words('resume'), act: () => resume(id) }] : [];
    say({ text: words(key, values), acts, brief: key === 'again' });
  }

  /** On the desk, and what it has come to. @param {string} id */
  async function open(id) {
    if (session().busy) return;
    const { keep } = await session().keep();
    const kept = await keep.open(id);
    if (!kept) return notify({ key: 'gone', values: { reason: id } });
    if (kept.record.foreign) {
      await loadWords();
      unmark();
      if (isNarrow()) showTab('charts');
    } else putOnDesk(kept.head, kept.record.chosen, await keep.filesOf(kept.head));
    await session().show(id);
  }

  /** @type {unknown} */
  let foreign = null;
  /** Of a study of another program there is nothing to set up: a note says so, and leads back to the study on the desk. */
  function showForeign() {
    const { study } = session().snapshot;
    const shown = study?.foreign ? study : null;
    if (!shown && !foreign) return;
    document.body.toggleAttribute('data-foreign', shown !== null);
    $('study-picker').foreign = shown?.name ?? '';
    foreign = shown;
    if (!shown) return;
    $('.brand .of').textContent = shown.name;
    if (!$('foreign-note')) $('.setup .editors').before(document.createElement('foreign-note'));
    Object.assign($('foreign-note'), { study, t: look().t });
    void import('./foreign-note.js');
  }

  /** @param {string} id @param {boolean} [stop] */
  async function resume(id, stop = false) {
    if (session().busy) return;
    const { keep } = await session().keep();
    const kept = await keep.open(id);
    if (kept && session().id !== id)
      putOnDesk(kept.head, kept.record.chosen, await keep.filesOf(kept.head));
    const what = look().t('page.loading.study');
    await session().resume(id, { what, workers: workers(), stop });
    refresh();
  }

  async function openDialog() {
    const [{ keep }] = await Promise.all([
      session().keep(),
      import('./studies-dialog.js'),
      loadWords(),
    ]);
    const dialog = $('studies-dialog');
    Object.assign(dialog, { keep, look: look(), id: session().id, own: session().busy });
    await dialog.show();
  }

  /** After a reload: what was cut off can go on. */
  async function offer() {
    const record = await session().cutOff();
    if (!record || session().busy) return;
    await loadWords();
    const { id, finished, planned } = record;
    const name = record.title ?? record.name;
    const dismiss = async () => (await session().keep()).keep.change(id, { state: 'interrupted' });
    say({
      text: words('cutOff', { name, finished, planned }),
      acts: [
        { word: words('resume'), act: () => resume(id) },
        { word: words('look'), act: () => open(id) },
      ],
    });
    $('keep-notice').addEventListener('dismiss', dismiss, { once: true });
  }

  /**
   * Result files and journals that were dropped or chosen as data. One study is opened at once, unless the list of studies is.
   * @param {File[]} files @returns {Promise<boolean>} whether they are any
   */
  async function takeStudies(files) {
    const maybe = files.every(({ name }) => STUDIES.test(name));
    if (!maybe) return false;
    const { areStudies, importStudies } = await import('./studies-files.js');
    if (!(await areStudies(files))) return false;
    const [{ keep }] = await Promise.all([session().keep(), loadWords()]);
    const isOpen = $('studies-dialog').isOpen;
    if (isOpen || session().busy) {
      await openDialog();
      await $('studies-dialog').take(files);
      return true;
    }
    const { ids, refused } = await importStudies(keep, files);
    if (ids.length === 1) await open(ids[0]);
    else if (ids.length > 1) await openDialog();
    const bad = refused.length > 0 ? words('notOurs', { files: refused.join(', ') }) : '';
    const good = ids.length > 0 ? words('imported', { count: ids.length }) : '';
    say({ text: [good, bad].filter(Boolean).join(' '), brief: true });
    return true;
  }

  /** @type {Record<string, (detail: any) => unknown>} */
  const wishes = {
    'open-study': open,
    'resume-study': resume,
    say,
    'leave-foreign': () => {
      unmark();
      session().clear();
      refresh();
    },
    gone: (ids) => ids.includes(session().id) && !session().busy && session().clear(),
  };
  for (const [name, act] of Object.entries(wishes))
    document.body.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail));
  /** The colours may change while the dialog is open. */
  const showLook = () => {
    const dialog = $('studies-dialog');
    if (dialog.keep) dialog.look = look();
  };
  return { notify, openDialog, offer, resume, takeStudies, showForeign, showLook };
}
