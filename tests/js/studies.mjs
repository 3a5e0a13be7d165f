// Small studies for tests, and what makes two results comparable.

/** Iris, quick: a grid of four configurations, two folds. */
export function irisStudy(changes = {}) {
  return {
    version: 1,
    name: 'test',
    data: { source: 'iris', test_fraction: 0.2, seed: 42, scale: 'standard' },
    validation: { folds: 2 },
    model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
    training: {
      optimizer: { type: 'adam', learning_rate: { param: 'learning_rate' } },
      batch_size: 16,
      epochs: 8,
    },
    space: {
      learning_rate: { type: 'categorical', choices: [0.003, 0.03] },
      units: { type: 'categorical', choices: [4, 16] },
    },
    search: { sampler: { type: 'grid' }, seed: 1, parallelism: 4 },
    objective: { metric: 'accuracy', direction: 'maximize' },
    ...changes,
  };
}

/** Random search: more trials, continuous. */
export function randomStudy(trials, changes = {}) {
  return irisStudy({
    space: {
      learning_rate: { type: 'float', low: 0.001, high: 0.1, log: true },
      units: { type: 'int', low: 2, high: 32 },
    },
    search: { sampler: { type: 'random' }, trials, seed: 7, parallelism: 4 },
    ...changes,
  });
}

/** Settings that stop some trial of a small study. */
const EAGER = {
  median: { n_startup_trials: 2 },
  percentile: { n_startup_trials: 2, percentile: 40 },
  threshold: { lower: 0.6, n_warmup_steps: 2 },
  patience: { patience: 1 },
  asha: { min_resource: 1, reduction_factor: 2 },
  wilcoxon: { p_threshold: 0.3, n_startup_steps: 2 },
};

/** Twelve trials, of which the pruner stops some. */
export function prunedStudy(pruner, sampler = 'random', changes = {}) {
  const folds = pruner === 'wilcoxon' ? { folds: 4 } : { fraction: 0.3 };
  const study = randomStudy(12, { validation: folds, ...changes });
  return {
    ...study,
    training: { ...study.training, epochs: 6 },
    search: {
      sampler: { type: sampler, ...(sampler === 'grid' && { points: 4 }) },
      pruner: { type: pruner, ...EAGER[pruner] },
      trials: 12,
      seed: 7,
      parallelism: 2,
      ...changes.search,
    },
  };
}

/** One configuration, long enough to be caught in the act. */
export function longStudy(epochs, changes = {}) {
  const study = irisStudy(changes);
  return {
    ...study,
    training: { ...study.training, epochs },
    ...changes,
  };
}

/** A result without what depends on the machine, as text. */
export function comparable(result) {
  const clean = (key, value) =>
    ['seconds', 'machine', 'fingerprint'].includes(key) ? undefined : value;
  return JSON.stringify(result, clean);
}

export async function collect(events) {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
}
