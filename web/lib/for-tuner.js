/** Another program's study (foreign-study.js), as a tuner of ours can live through it. */

/** @typedef {import('./types').StudyFile} StudyFile */
/** @typedef {import('./types').Param} Param */

/**
 * Of a study of ours all as it is. Else the trials that are complete and have all their parameters, numbered anew; and floats without
 * steps, for two programs need not step to the same last bit.
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
  const space = Object.fromEntries(
    Object.entries(study.space).map(([name, param]) => [name, unstepped(param)]),
  );
  const trials = whole.map((trial, number) => ({ ...trial, number }));
  return { ...snapshot, study: { ...study, space }, trials };
}

/** @param {Param} param @returns {Param} */
function unstepped(param) {
  if (param.type !== 'float') return param;
  const { step: _, ...rest } = param;
  return rest;
}
