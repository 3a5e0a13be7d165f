/** What broke that is no mistake of the study: a run that crashed, a file that could not be fetched. What happened, what is safe, what to do. */

/** @typedef {import('../lib/types').Problem} Problem */
/** @typedef {import('./controls.js').Translate} Translate */
/**
 * @typedef {object} Failure
 * @property {string} title
 * @property {string[]} lines
 * @property {{ word: string, act: () => unknown }[]} acts the first is the one that matters
 */
/**
 * @typedef {object} Ways
 * @property {{ id: string, finished: number, planned: number } | null} kept of the run that broke off
 * @property {(id: string) => unknown} resume
 * @property {() => unknown} run from the start
 * @property {(() => unknown) | null} again of what failed before a run
 */

/** What one line says. @param {string} title @param {string} word @param {() => unknown} act @returns {Failure} */
export const failure = (title, word, act) => ({ title, lines: [], acts: [{ word, act }] });

/** Nobody mends these in the study. @param {Problem} problem */
export const isFailure = ({ code, values }) =>
  code === 'page_failed' ||
  code === 'not_built' ||
  (code === 'cannot_read' && /^https?:/.test(String(values?.file)));

/** @param {Translate} t @param {readonly Problem[]} problems @param {Ways} ways @returns {Failure[]} */
export function failuresOf(t, problems, ways) {
  return problems
    .filter(isFailure)
    .map((problem) =>
      problem.code === 'page_failed' && !problem.path
        ? crashed(t, problem, ways)
        : notFetched(t, problem, ways),
    );
}

/** @param {Translate} t @param {Problem} problem @param {Ways} ways @returns {Failure} */
function crashed(t, { values }, { kept, resume, run }) {
  const { finished, planned, id } = kept ?? { finished: 0, planned: 0, id: '' };
  const lines = [
    t('page.broke.crashWhy', { reason: values?.reason ?? '' }),
    kept ? t('page.broke.kept', { finished, planned }) : t('page.broke.none'),
    t('page.broke.advice'),
  ];
  const anew = { word: t(kept ? 'page.broke.anew' : 'page.broken.again'), act: run };
  const acts = kept ? [{ word: t('page.keep.resume'), act: () => resume(id) }, anew] : [anew];
  return { title: t('page.broke.crash'), lines, acts };
}

/** @param {Translate} t @param {Problem} problem @param {Ways} ways @returns {Failure} */
function notFetched(t, { values }, { run, again }) {
  const what = values?.name ?? values?.file ?? t('page.broke.data');
  const lines = [
    t('page.broke.fetchWhy', { what, reason: values?.reason ?? '' }),
    t('page.broke.fetchSafe'),
  ];
  return {
    title: t('page.broke.fetch'),
    lines,
    acts: [{ word: t('page.broken.again'), act: again ?? run }],
  };
}
