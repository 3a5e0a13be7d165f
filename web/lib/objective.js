/** What a study wants, once its data is known: the metric that follows from the task, and the mistakes that only the data
 * shows. */
import { isRef, list, problem } from './problems.js';
import { rowOf } from './schema.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./types.js').StudyFile} StudyFile */
/** @typedef {import('./types.js').Dataset} Dataset */
/** @typedef {import('./types.js').DatasetInfo} DatasetInfo */
/** @typedef {import('./types.js').Checked} Checked */
/** @typedef {import('./types.js').Objective} Objective */

/** Which losses a task can be trained with. */
const LOSSES = {
  regression: ['auto', 'mean_squared_error', 'mean_absolute_error', 'huber'],
  two_classes: ['auto', 'categorical_crossentropy', 'binary_crossentropy', 'hinge'],
  classes: ['auto', 'categorical_crossentropy', 'hinge'],
};
const CROSSENTROPIES = ['auto', 'categorical_crossentropy', 'binary_crossentropy'];
/** Metrics that say something of so many classes or more. @type {Record<string, number>} */
const LEAST_CLASSES = { top_3_accuracy: 4 };

/** The study with its metric and direction decided, or what does not fit the data.
 * @param {Schema} schema
 * @param {StudyFile} study a checked one
 * @param {Dataset | DatasetInfo} dataset
 * @returns {Checked} */
export function resolveObjective(schema, study, dataset) {
  /** @type {Problem[]} */
  const errors = [];
  /** @type {Problem[]} */
  const warnings = [];
  const objective = resolveAll(errors, schema, study, dataset);
  checkLoss(errors, study, dataset);
  checkLabels(errors, study, dataset);
  checkText(errors, warnings, schema, study, dataset);
  checkRows(errors, warnings, study, dataset);
  if (errors.length > 0) return { errors, warnings, study: null };
  return { errors, warnings, study: { ...study, objective } };
}

/** @param {Problem[]} errors
 * @param {Schema} schema
 * @param {StudyFile} study
 * @param {Dataset | DatasetInfo} dataset */
function resolveAll(errors, schema, study, dataset) {
  if (!Array.isArray(study.objective))
    return resolveOne(errors, schema, study.objective, 'objective', dataset);
  const all = study.objective.map((objective, m) =>
    resolveOne(errors, schema, objective, `objective.${m}`, dataset),
  );
  const names = all.map(({ metric }) => metric);
  names.forEach((metric, m) => {
    if (names.indexOf(metric) < m)
      errors.push(problem(`objective.${m}.metric`, 'objective_twice', { metric }));
  });
  return all;
}

/** @param {Problem[]} errors
 * @param {Schema} schema
 * @param {Objective} objective
 * @param {string} path
 * @param {Dataset | DatasetInfo} dataset
 * @returns {Objective} */
function resolveOne(errors, schema, objective, path, dataset) {
  if (rowOf(schema, 'costs', objective.metric)) return objective;
  const fallback = dataset.task === 'classification' ? 'accuracy' : 'mean_squared_error';
  const metric = objective.metric === 'auto' ? fallback : objective.metric;
  const row = rowOf(schema, 'metrics', metric);
  const direction = row?.direction === 'MAXIMIZE' ? 'maximize' : 'minimize';
  if (row?.task !== 'ANY_TASK' && row?.task?.toLowerCase() !== dataset.task) {
    const fitting = schema.tables.metrics.filter(
      ({ task }) => task === 'ANY_TASK' || task?.toLowerCase() === dataset.task,
    );
    const allowed = list(fitting.map(({ name }) => name));
    errors.push(problem(`${path}.metric`, `metric_for_${dataset.task}`, { metric, allowed }));
  } else if (dataset.classes.length < (LEAST_CLASSES[metric] ?? 0)) {
    const values = { metric, least: LEAST_CLASSES[metric], classes: dataset.classes.length };
    errors.push(problem(`${path}.metric`, 'metric_needs_classes', values));
  }
  const wished = objective.direction ?? direction;
  if (wished !== direction) {
    errors.push(problem(`${path}.direction`, 'direction_wrong', { metric, direction }));
  }
  return { metric, direction };
}

/** @param {Problem[]} errors
 * @param {StudyFile} study
 * @param {Dataset | DatasetInfo} dataset */
function checkLoss(errors, study, dataset) {
  const classes = dataset.classes.length;
  const fitting =
    LOSSES[
      dataset.task === 'regression' ? 'regression' : classes === 2 ? 'two_classes' : 'classes'
    ];
  const loss = study.training.loss;
  const values = isRef(loss) ? (study.space[loss.param].choices ?? []) : [loss];
  values.forEach((value, i) => {
    if (fitting.includes(String(value))) return;
    const path = isRef(loss) ? `space.${loss.param}.choices.${i}` : 'training.loss';
    const code = dataset.task === 'regression' ? 'loss_for_regression' : 'loss_for_classes';
    errors.push(problem(path, code, { loss: String(value), classes, allowed: list(fitting) }));
  });
}

/** What is done to the labels of classes must have classes, and smoothing a loss that takes shares of them.
 * @param {Problem[]} errors
 * @param {StudyFile} study
 * @param {Dataset | DatasetInfo} dataset */
function checkLabels(errors, study, dataset) {
  const { loss, label_smoothing, class_weight } = study.training;
  const regression = dataset.task === 'regression';
  const weighs = possible(study, class_weight).some((value) => value !== 'none');
  if (regression && weighs) {
    errors.push(problem('training.class_weight', 'class_weight_needs_classes'));
  }
  const smooths = isRef(label_smoothing) || Number(label_smoothing) > 0;
  const other = regression
    ? 'regression'
    : possible(study, loss).find((value) => !CROSSENTROPIES.includes(String(value)));
  if (smooths && other !== undefined) {
    const values = { loss: String(other) };
    errors.push(problem('training.label_smoothing', 'smoothing_needs_crossentropy', values));
  }
}

/** What is said of texts needs texts, and of these only so many words are told apart.
 * @param {Problem[]} errors
 * @param {Problem[]} warnings
 * @param {Schema} schema
 * @param {StudyFile} study
 * @param {Dataset | DatasetInfo} dataset */
function checkText(errors, warnings, schema, { data, space }, { words }) {
  if (words === undefined) {
    for (const { name, default: usual } of schema.sections.text) {
      const said = data[name] !== undefined && data[name] !== usual;
      if (said) errors.push(problem(`data.${name}`, 'needs_texts', { key: name }));
    }
    return;
  }
  const wished = data.num_words;
  const { high = 0, choices = [] } = isRef(wished) ? space[wished.param] : { high: Number(wished) };
  const most = Math.max(high, ...choices.map(Number));
  if (most > words) warnings.push(problem('data.num_words', 'num_words_above', { most, words }));
}

/** The values that a name in the study can have. @param {StudyFile} study @param {unknown} value @returns {unknown[]} */
function possible(study, value) {
  return isRef(value) ? (study.space[value.param].choices ?? []) : [value];
}

/** How many rows each class has; [] for regression.
 * @param {Dataset | DatasetInfo} dataset
 * @returns {number[]} */
export function countClasses(dataset) {
  if ('class_counts' in dataset) return dataset.class_counts;
  const counts = new Array(dataset.classes.length).fill(0);
  if (counts.length > 0) for (const y of dataset.y) counts[y]++;
  return counts;
}

/** How many of so many rows a fraction keeps apart: as the core rounds (src/train/split.c), where 0.2 of 150 is 30 although
 * 0.2 as a 32-bit float is a little more.
 * @param {number} fraction
 * @param {number} rows */
export function shareOf(fraction, rows) {
  return Math.min(rows, Math.ceil(Math.fround(fraction) * (1 - 1e-7) * rows));
}

/** @param {Problem[]} errors
 * @param {Problem[]} warnings
 * @param {StudyFile} study
 * @param {Dataset | DatasetInfo} dataset */
function checkRows(errors, warnings, study, dataset) {
  const { test_fraction, limit } = /** @type {Record<string, number>} */ (study.data);
  const test = dataset.test_rows > 0 ? dataset.test_rows : shareOf(test_fraction, dataset.rows);
  const left = dataset.rows - test;
  const rows = limit > 0 ? Math.min(limit, left) : left;
  const folds = study.validation.folds ?? 0;
  const counts = countClasses(dataset).filter((count) => count > 0);
  if (dataset.task === 'classification' && counts.length < 2) {
    errors.push(problem('data.target', 'one_class', { name: dataset.target }));
  }
  if (folds > rows) errors.push(problem('validation.folds', 'folds_above_rows', { folds, rows }));
  else if (rows < 2) {
    const path = limit > 0 && limit < 2 ? 'data.limit' : 'data.test_fraction';
    errors.push(problem(path, 'too_few_rows', { rows }));
  } else if (folds === 0) {
    const trained = rows - shareOf(study.validation.fraction ?? 0, rows);
    if (trained < 1) errors.push(problem('validation.fraction', 'too_few_rows', { rows: trained }));
  }
  const least = Math.min(...counts);
  if (errors.length === 0 && folds > least && study.data.stratify) {
    warnings.push(problem('validation.folds', 'class_below_folds', { folds, rows: least }));
  }
  if (test === 0) warnings.push(problem('data.test_fraction', 'no_test_rows'));
}
