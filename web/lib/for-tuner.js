/** Trials of another program's study (foreign-study.js), as a tuner of ours can live through them. */

/** @typedef {import('./types').StudyFile} StudyFile */

/**
 * Those that are complete and have all their parameters, numbered anew; of a study of ours all of them, as they are.
 * @template {{ study: StudyFile | null, trials: readonly any[] }} T
 * @param {T} snapshot @returns {T}
 */
export function forTuner(snapshot) {
  const { study } = snapshot;
  if (!study?.foreign) return snapshot;
  const names = Object.keys(study.space);
  const whole = snapshot.trials.filter(
    ({ status, params }) => status === 'complete' && names.every((name) => name in params),
  );
  return { ...snapshot, trials: whole.map((trial, number) => ({ ...trial, number })) };
}
