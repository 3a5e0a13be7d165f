/** What is good to know of a study and its data, and where it stands, in English. Mistakes stand in study.en.js. */
export default {
  'place.at': '{place}: {text}',
  'place.row': 'row {row}',
  'place.column': 'column {column}',
  'place.cell': 'row {row}, column {column}',
  'place.used': ' (it is used by {use})',
  'place.with': ' (with {with})',
  'place.fails': ' (with {fails}; such trials will fail)',
  'warning.fast_unsupported':
    'relaxed SIMD is not known here: the trials run in the exact build; the fast one wants a newer browser or Node',
  'warning.fast_missing':
    'the fast build is not here: the trials run in the exact one; npm run build makes it where clang 19 and its linker are installed',
  'warning.warm_left_out':
    '{count} of {total} trials of the earlier study are of no use here and left out; the first of them:',
  'warning.warm_no_value': 'a trial that is {state} and has no finite value of {metric}',
  'warning.warm_refused':
    'not exactly a configuration of this space, by its steps or its constraints',
  'warning.warm_no_use':
    'the sampler {sampler} reads no values, so a warm start is of no use to it; choose tpe, gp, cma_es, nsga2 or auto',
  'warning.adaptive_without_sgd':
    'the schedule "adaptive" acts with the optimizer sgd only, as in scikit-learn; here it changes nothing',
  'warning.field_not_everywhere':
    '"{key}" acts with {where} only; the other choices have no such field',
  'warning.trials_above_size':
    'the space has {size} configurations, so no more than that many of the {trials} trials will run',
  'warning.class_below_folds':
    'the smallest class has {rows} rows, fewer than the {folds} folds; some folds will not see it',
  'warning.objective_clock':
    '"{metric}" is measured by a clock: running the study again will not give the same trials',
  'warning.num_words_above':
    'the data tells {words} words apart, so asking for {most} is the same as asking for {words}',
  'warning.no_test_rows':
    'no rows are kept apart, so the best configuration will not be tested; write a test_fraction such as 0.2',
  'note.rows_dropped': '{count} rows without a value to predict were left out',
  'note.gaps_filled': '{count} missing values were filled with the median of the others, {median}',
  'note.remarks_skipped': 'lines at the top that begin with # were skipped: {count}',
  'note.decimal_commas': 'decimal commas were read as points: {value} as {better}',
  'note.row_counter':
    'the column only counts the rows, and they may be sorted; write "drop": ["{name}"] unless it means something',
  'note.column_empty': 'the column has no values and was left out',
  'note.windows':
    'each row is a window of {window} rows of the file, in their order; the target {horizon} rows after it is predicted',
  'note.windows_left_out':
    '{count} windows before those for testing were left out, because they overlap them',
  'note.one_hot': 'the column became {count} columns of 0 and 1, one for each category',
};
