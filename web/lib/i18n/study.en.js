/** Mistakes in study files and data, in English. */
export default {
  'error.file_empty':
    'the file is empty; a study file is a JSON object such as {"data": {"source": "iris"}}',
  'error.json_ends':
    'line {line}, column {column}: the file ends too early; close what is open with ", ] or }',
  'error.json_comment':
    'line {line}, column {column}: JSON has no comments; remove it, or move the text to "about"',
  'error.json_trailing_comma':
    'line {line}, column {column}: nothing follows the last comma; remove that comma',
  'error.json_quotes': 'line {line}, column {column}: JSON wants double quotes: " instead of \'',
  'error.json_string':
    'line {line}, column {column}: this text is not closed on its line, or has a \\ that JSON does not know; close it with ", write \\\\ for a backslash and \\n for a new line',
  'error.json_key':
    'line {line}, column {column}: a name in double quotes is expected, such as "units"; found {found}',
  'error.json_colon':
    'line {line}, column {column}: a colon is expected after the name; found {found}',
  'error.json_comma':
    'line {line}, column {column}: a comma or a closing bracket is expected; found {found}',
  'error.json_value_missing':
    'line {line}, column {column}: a value is missing before {found}; write it, or remove the comma or the name before it',
  'error.json_number':
    'line {line}, column {column}: JSON cannot read the number {found}; write it such as 0.5, -3 or 1e-4',
  'error.json_unexpected':
    'line {line}, column {column}: {found} is no value; text goes in double quotes, the others are numbers, true, false and null',
  'error.json_after_end':
    'line {line}, column {column}: something follows the end of the study: {found}; remove it',
  'error.json_deep':
    'line {line}, column {column}: brackets are nested too deeply; a study needs no more than 200 levels',
  'error.duplicate_key': '"{key}" is given twice; keep one of them',
  'error.is_result':
    'this is the result of a study; the study itself stands under "study": save that part as a file of its own',
  'error.not_an_object':
    'a study is a JSON object such as {"data": {"source": "iris"}}; found {value}',

  'error.unknown_key': 'there is no "{key}" here; remove it, or use one of: {allowed}',
  'error.unknown_key_hint': 'there is no "{key}" here; did you mean "{hint}"?',
  'error.missing': '"{key}" is missing; add it',
  'error.expected_object': 'an object in braces { } is expected; found {value}',
  'error.expected_list': 'a list in brackets [ ] is expected; found {value}',
  'error.expected_number': 'a number is expected; found {value}',
  'error.expected_integer': 'a whole number is expected; found {value}',
  'error.expected_boolean': 'true or false is expected, without quotes; found {value}',
  'error.expected_text': 'a text in double quotes is expected; found {value}',
  'error.expected_variant':
    'a name or an object {"type": name} is expected, where the name is one of: {allowed}; found {value}',
  'error.expected_column':
    'a column is expected: its name, or its number counted from 1; found {value}',
  'error.expected_source':
    'the name of a built-in set, the path of a CSV file, {"images": file, "labels": file} or {"batches": [files]} is expected; found {value}',
  'error.not_one_of': '{value} is not known here; use one of: {allowed}',
  'error.not_one_of_hint': '{value} is not known here; did you mean "{hint}"?',
  'error.out_of_range': '{value} is out of range; it may be {low} to {high}',
  'error.field_of_other':
    '{variants} has no "{key}"; it belongs to {others}: remove it, or set "type" to one of those',
  'error.version':
    'this is a file of version {value}, and only version {version} can be read; write "version": {version}',

  'error.param_not_here':
    'a parameter cannot stand here, because this is the same for every trial; write a value',
  'error.param_not_in_space':
    'the space has no parameter "{name}"; add it to "space", or use one of: {names}',
  'error.param_not_in_space_hint': 'the space has no parameter "{name}"; did you mean "{hint}"?',
  'error.param_unused':
    'nothing uses the parameter "{name}"; write {"param": "{name}"} where it belongs, or remove it',
  'error.param_name':
    '{name} cannot be the name of a parameter; use up to 100 characters without a dot',
  'error.float_for_int': 'a whole number is needed there; write "type": "int"',
  'error.number_for_name':
    'a range of numbers ("{type}") cannot stand there; write "type": "categorical" with "choices"',
  'error.each_outside':
    '"each" makes a parameter for each repetition, so it belongs inside a layer {"type": "repeat"}; remove it here',
  'error.each_mixed':
    'the parameter "{name}" is one for each repetition at {use}, but one for all here; write "each": true at both places or at none',
  'error.each_twice':
    'the parameter "{name}" already belongs to the repeat of {use}; use a parameter of another name here',
  'error.each_parent':
    '"{name}" is a parameter for each repetition, so it cannot stand in "when"; remove that condition',

  'error.low_above_high': 'low ({low}) is above high ({high}); exchange them',
  'error.log_of_zero':
    'a logarithmic scale cannot begin at {low}; write a low above 0, or "log": false',
  'error.step_not_positive': 'a step of {step} leads nowhere; write one above 0',
  'error.factor_too_small':
    'with "log" a step is the factor between neighbours, so {step} leads nowhere; write one above 1, such as 2',
  'error.step_does_not_divide':
    'steps of {step} from {low} do not meet {high}; write a high of {last} or {next}, or another step',
  'error.factor_does_not_reach':
    'multiplying {low} by {step} does not meet {high}; write a high of {last} or {next}, or another step',
  'error.choices_empty': 'a categorical parameter needs at least one choice; add some',
  'error.choice_twice': 'the choice {value} is there twice; keep one of them',
  'error.when_unknown':
    'the condition is on "{parent}", which is not in the space; use one of: {names}',
  'error.when_unknown_hint':
    'the condition is on "{parent}", which is not in the space; did you mean "{hint}"?',
  'error.when_empty':
    'no value of "{parent}" is listed, so the parameter would never exist; list some, or remove the condition',
  'error.when_float':
    '"{parent}" takes any number of a range, so it will hardly ever have just this value; give it a "step", or choose another condition',
  'error.when_value': '"{parent}" never is {value}; its values are {allowed}',
  'error.when_cycle': 'the conditions go round in a circle: {names}; remove one of them',

  'error.weight': 'a weight is a number above 0, up to {most}; found {value}',
  'error.weights_count':
    'there are {choices} choices and {count} weights; write one weight for each choice, in their order',
  'error.constraint_list':
    'constraints are a list of texts such as ["units.1 <= units.0"]; found {value}',
  'error.constraint_text':
    'a constraint is a text in double quotes, such as "units.1 <= units.0"; found {value}',
  'error.constraint_many': 'these are {count} constraints; at most {most} may be given',
  'error.constraint_twice': 'this constraint is at constraints.{first} already; keep one of them',
  'error.constraint_long':
    'this constraint is longer than {most} characters; split it at an "and" into several',
  'error.constraint_deep':
    'character {at}: this is nested too deeply; use fewer parentheses, or split it into several constraints',
  'error.constraint_character':
    'character {at}: {found} cannot stand in a constraint; write a parameter whose name has other signs than letters, digits and _ as `name`',
  'error.constraint_quote':
    'character {at}: this {quote} is not closed; add another behind the text',
  'error.constraint_assign': 'character {at}: write == to compare',
  'error.constraint_logic': 'character {at}: write and, or, not in words; to compare, ==, !=',
  'error.constraint_value':
    'character {at}: a number, a parameter, a text in quotes or a parenthesis is expected; found {found}',
  'error.constraint_value_end':
    'character {at}: the constraint ends too early; a number, a parameter, a text in quotes or a parenthesis is expected',
  'error.constraint_operator':
    'character {at}: a comparison such as <=, a sign such as + or and, or is expected; found {found}',
  'error.constraint_close': 'character {at}: ) is expected; found {found}',
  'error.constraint_close_end': 'character {at}: a parenthesis is not closed; add )',
  'error.constraint_chain':
    'character {at}: one comparison cannot follow another; write a <= b and b <= c instead of a <= b <= c',
  'error.constraint_function':
    'character {at}: there is no function "{name}"; there are min, max and abs',
  'error.constraint_abs': 'character {at}: abs takes one number',
  'error.constraint_two': 'character {at}: {name} takes two numbers or more',
  'error.constraint_name':
    'character {at}: the space has no parameter {name}; use one of: {names}; a text goes in single quotes',
  'error.constraint_name_hint':
    'character {at}: the space has no parameter {name}; did you mean "{hint}"?',
  'error.constraint_needs_number': 'character {at}: a number is needed here, and {found} is none',
  'error.constraint_needs_truth':
    'character {at}: something that is true or false is needed here, such as units <= 64; {found} is not',
  'error.constraint_kinds':
    'character {at}: {left} and {right} cannot be compared; compare numbers with numbers, and choices with texts in single quotes',
  'error.constraint_order': 'character {at}: {left} and {right} have no order; use == or !=',
  'error.constraint_choice':
    'character {at}: "{name}" never is {value}; its choices are: {allowed}',
  'error.constraint_choice_hint':
    'character {at}: "{name}" never is {value}; did you mean \'{hint}\'?',
  'error.constraint_constant':
    'this constraint names no parameter, so it forbids everything or nothing; name one, or remove it',
  'error.constraint_broken':
    'this configuration breaks the constraint "{constraint}"; change it, or the constraint',
  'error.constraints_impossible':
    'no configuration of the space satisfies all constraints; loosen one, or give the parameters wider ranges',
  'error.constraints_never':
    'no configuration of {draws} draws satisfies the constraints; loosen one, or give the parameters ranges in which more configurations do',

  'error.model_is_list': 'the layers belong in an object: write "model": {"layers": [ ... ]}',
  'error.too_many_layers': 'these are {count} layers; at most {high} may be given here',
  'error.repeat_in_repeat':
    'a repeat cannot stand inside another; put its layers into the outer one',
  'error.bidirectional_is_field':
    'a recurrent layer reads both ways by itself; write {"type": "lstm", "bidirectional": true}, or the same with "gru" or "simple_rnn"',
  'error.input_follows': 'the shape of the input follows from the data; remove this layer',
  'error.misfit_needs_picture':
    '"{layer}" needs pictures [height, width, channels], and {found} comes in; put a "reshape" before it, or use a layer for that shape',
  'error.misfit_needs_sequence':
    '"{layer}" needs a sequence [steps, channels], and {found} comes in; a text needs an "embedding" first, a recurrent layer before it "return_sequences": true, other data a "reshape"',
  'error.misfit_needs_tokens':
    '"{layer}" reads texts and is the first layer, but {found} comes in, which is none; put it first on a data set of texts, or remove it',
  'error.misfit_needs_numbers':
    'words come in, and "{layer}" needs numbers; put an "embedding" first, such as {"type": "embedding", "output_dim": 16}',
  'error.misfit_too_small':
    'the window of "{layer}" is larger than the {found} that comes in; use a smaller kernel_size, pool_size or dilation_rate, "padding": "same", or fewer pooling layers and strides before it',
  'error.misfit_too_large':
    '"{layer}" would make more than 2147483647 numbers of each row of {found}; use fewer units or filters, or larger strides',
  'error.misfit_wrong_size':
    '{found} comes in, which is {size} numbers, and "{layer}" asks for another count; choose height, width and channels whose product is {size}',
  'error.misfit_wrong_block':
    '{block} comes into the block, and its layers make {found} of it, to which the input cannot be brought; let each side stay as it is or shrink by the same whole stride: "padding": "same" inside does so',
  'error.misfit_empty_block': 'a residual block needs layers inside; put some into "layers"',
  'error.num_words_few':
    '{value} is too few, as the first {low} numbers stand for padding, the start and unknown words; write more than {low}, or 0 for what the set is meant for',
  'error.needs_texts': '"{key}" is for data of texts, and this is none; remove it',
  'error.one_fold':
    'one fold leaves nothing to train on; write 2 or more, or use "fraction" instead',
  'error.folds_and_fraction':
    'either "folds" or "fraction" decides what is held out, not both; remove one of them',
  'error.l2_and_alpha':
    '"l2" and "alpha" are the same penalty, counted in two ways; remove one of them',
  'error.grid_too_large':
    'this grid has {size} configurations, and at most {high} can be gone through; give parameters fewer values, or use the sampler "random"',
  'error.objectives_count':
    'a list has 2 to {high} objectives; found {count}; a single one stands without a list, such as {"metric": "accuracy"}',
  'error.objective_twice': '"{metric}" is an objective already; name each once',
  'error.cost_alone':
    '"{metric}" alone would be won by the smallest network, whatever it predicts; put a metric first, such as [{"metric": "accuracy"}, {"metric": "{metric}"}]',
  'error.cost_first':
    'trials are ranked, and the best one is refitted, by the first objective: make that a metric, and put "{metric}" after it',
  'error.sampler_for_one':
    '"{sampler}" knows one objective only; use "nsga2", or one of: {allowed}',
  'error.pruner_for_one':
    '"{pruner}" compares trials by one objective; with several, use "none" or leave the pruner out',
  'error.target_for_one':
    'a target is for one objective; with several, leave it out and use "no_improvement" or "trials"',
  'error.direction_wrong':
    'the best "{metric}" is found with "{direction}"; write that, or leave the direction out',
  'error.off_step': '{value} is not one of {low}, {low} + {step} and so on; write one of those',
  'error.off_factor':
    '{value} is not one of {low}, {low} x {step} and so on; write one of those, to the last digit',
  'error.view_params':
    'one parameter or two different ones are expected, as a list of names; found {value}',
  'error.view_no_param': 'there is no parameter "{name}"; use one of: {names}',
  'error.view_no_param_hint': 'there is no parameter "{name}"; did you mean "{hint}"?',
  'error.view_at':
    'the number of a trial is expected, or an object with values by name; found {value}',
  'error.enqueue_twice': 'this configuration is at {first} already; keep one of them',
  'error.enqueue_too_many':
    'these are {count} configurations, and the study has {trials} trials; write more "trials", or remove some',
  'error.enqueue_refused':
    'the search cannot have this configuration; write each value exactly as the steps of its parameter give it',
  'error.param_missing': '"{name}" has no value; add one',
  'error.param_inactive':
    '"{name}" exists only when {when}; remove it, or give the others those values',

  'error.metric_for_classification':
    '"{metric}" is a metric for predicting numbers, but this data has classes; use one of: {allowed}',
  'error.metric_for_regression':
    '"{metric}" is a metric for classes, but this data predicts a number; use one of: {allowed}',
  'error.loss_for_classes':
    '"{loss}" does not fit data of {classes} classes; use one of: {allowed}',
  'error.loss_for_regression':
    '"{loss}" is for classes, but this data predicts a number; use one of: {allowed}',
  'error.metric_needs_classes':
    '"{metric}" is for data of {least} classes or more, and this data has {classes}; use "accuracy"',
  'error.class_weight_needs_classes':
    'classes can be weighted only where there are some, and this data predicts a number; use "none"',
  'error.smoothing_needs_crossentropy':
    'labels can be smoothed for a cross-entropy only, not for "{loss}"; set it to 0, or use another loss',
  'error.one_class':
    'every row of "{name}" has the same class, so there is nothing to learn; choose another target, or add rows of other classes',
  'error.folds_above_rows':
    '{folds} folds need at least as many rows to train on, and there are {rows}; write fewer folds, or leave more rows to training',
  'error.too_few_rows':
    '{rows} rows are left to train on, and at least 2 are needed; add rows, or hold fewer back',

  'error.data_refused':
    'the data cannot be used: {reason}; correct the file, or hold fewer rows back',
  'error.data_too_large':
    'the data needs {bytes} bytes of memory, more than there is; use fewer rows or columns',
  'error.unknown_dataset':
    'there is no built-in data set {value}; use one of: {allowed}; the path of a file has a dot or a slash, such as ./table.csv',
  'error.unknown_dataset_hint': 'there is no built-in data set {value}; did you mean "{hint}"?',
  'error.cannot_read':
    '{file} cannot be read ({reason}); check the name, which is relative to the folder of the study file',
  'error.not_built':
    'the files of "{name}" could not be had ({reason}); try again, or if they were never built: npm run datasets',
  'error.gzip_broken': '{file} is compressed with gzip, but broken or cut off; get it again',
  'error.not_text':
    'this is not a text file in UTF-8; save the table as CSV with the encoding UTF-8',
  'error.csv_empty': 'the file is empty; it needs a row of names and rows of values',
  'error.csv_header_only':
    'the file has a row of {columns} names and nothing below it; add rows, or write "header": false if that row holds values',
  'error.csv_quotes':
    'a quote is not closed, or stands inside a cell; close it, and write a quote inside quotes twice: ""',
  'error.csv_ragged':
    'this row has {found} cells and the first one has {expected}; add or remove cells, and put cells that contain the delimiter in quotes',
  'error.csv_column_twice':
    'columns {first} and {second} are both called "{name}"; rename one of them',
  'error.csv_one_column':
    'only one column was found ("{name}"), and inputs and a target are needed; separate the cells with commas, semicolons or tabs',
  'error.no_such_column': 'the file has no column "{name}"; its columns are: {names}',
  'error.no_such_column_hint':
    'the file has no column "{name}"; did you mean "{hint}"? Its columns are: {names}',
  'error.target_dropped':
    '"{name}" is to be predicted and dropped at once; remove it from "drop", or name another target',
  'error.no_features':
    'there is no column left to predict "{name}" from; add columns, or drop fewer',
  'error.not_finite':
    '{value} is the result of a calculation that failed; correct it, or leave the cell empty if the value is missing',
  'error.not_a_number':
    '"{value}" is no number, but most cells of "{name}" are; correct it, leave the cell empty if the value is missing, or name the column in "drop"',
  'error.said_number':
    '"{value}" is no number, but "columns" says that "{name}" holds numbers; correct it, leave the cell empty if the value is missing, or write "category" there',
  'error.column_is_target':
    '"{name}" is to be predicted, so "task" says what it is: write "classification" or "regression" there, and remove it from "columns"',
  'error.expected_columns':
    'an object is expected, such as {"zip": "category", "size": "number"}; found {value}',
  'error.decimal_comma': '"{value}" has a decimal comma; write {better}',
  'error.dressed_number':
    '"{value}" is a number with signs around it or separators inside; write plain numbers such as 1234.5, or write "drop": ["{name}"]',
  'error.id_column':
    'no two rows have the same text (such as "{example}"), so it is a name or an id and nothing can be learned from it; write "drop": ["{name}"]',
  'error.too_many_categories':
    'these are {count} different texts, and at most {high} can become categories; group them, or write "drop": ["{name}"]',
  'error.target_not_numeric':
    '"{name}" holds text such as "{example}", so it cannot be predicted as a number; write "task": "classification", or choose another target',
  'error.too_many_classes':
    '"{name}" has {count} different values in {rows} rows, too many for classes; choose another target, or write "task": "regression" if they are numbers',
  'error.idx_magic':
    'this is not an IDX file: it begins with {found} instead of 00 00 08; images and labels as MNIST has them are expected',
  'error.idx_type':
    'this IDX file holds numbers of type {found}, and only bytes (0x08) can be read; convert it',
  'error.idx_dimensions':
    'this IDX file has {found} dimensions, and {expected} are expected; are images and labels exchanged?',
  'error.idx_length':
    'the file should have {expected} bytes and has {found}; it is cut off or damaged: get it again',
  'error.idx_counts_differ':
    'there are {labels} labels and {images} images; give the two files that belong together',
  'error.idx_shapes_differ':
    'the images for testing are {found}, those for training {expected}; give files that belong together',
  'error.idx_empty': 'the file has no images; give one that has',
  'error.batches_empty':
    'no file is named; list those of CIFAR-10, such as ["data_batch_1.bin", "data_batch_2.bin"]',
  'error.cifar_length':
    '{file} has {found} bytes, and records of {record} bytes each are expected; give the .bin files of the binary version of CIFAR-10, unpacked from their archive',
  'error.cifar_label':
    'record {row} of {file} has the label {label}, and CIFAR-10 has 0 to 9; give the .bin files of the binary version of CIFAR-10',
  'error.cifar_python':
    '{file} is of the Python version of CIFAR-10, which only Python can read; get the binary version, cifar-10-binary.tar.gz, and give its .bin files',
  'error.tokens_magic':
    'this is no file of texts: it begins with {found} instead of 54585353; build it again with: npm run datasets',
  'error.tokens_version':
    'this file of texts has version {found}, and only version {expected} can be read; build it again with: npm run datasets',
  'error.tokens_length':
    'the file of texts should have {expected} bytes and has {found}; it is cut off or damaged: build it again with: npm run datasets',
  'error.tokens_lengths':
    'the lengths of the texts add up to {found} words, and the file has {expected}; it is damaged: build it again with: npm run datasets',
  'error.tokens_empty_row':
    'text {row} of the file has no words; it is damaged: build it again with: npm run datasets',
  'error.tokens_range':
    'the file has the word number {found}, and its {words} words end below that; it is damaged: build it again with: npm run datasets',
  'error.tokens_words':
    'the file lists {found} words, and {expected} are expected; it is damaged: build it again with: npm run datasets',
  'error.tokens_not_utf8':
    'the list of words is not in UTF-8; the file is damaged: build it again with: npm run datasets',
  'error.window_needs_table':
    'windows can be cut only from the rows of a table; write "window": 0, or use a CSV file',
  'error.window_too_long':
    '{rows} rows are too few for windows of {window} with the target {horizon} rows later; {least} are needed at least: write a smaller window or horizon, or add rows',
  'error.window_leaves_few':
    'of {windows} windows {test} are for testing, and what does not overlap them leaves {rows} to train on; write a smaller window, horizon or test_fraction',
  'error.windows_too_large':
    'the windows would need {bytes} bytes of memory; write a smaller window, or use fewer rows or columns',
  'error.and_more': 'and {count} more of the same kind',

  'error.saved_study':
    'these are not the bytes of a saved study, or not all of them; or the version that wrote them proposed other trials',
  'error.saved_run':
    'these are not the bytes of a saved run, or not all of them; save it again, or start without them',
  'error.saved_run_other':
    'the saved run is one of another study: {places}; run it with the study file it was saved from',
  'error.warm_no_trials':
    'expected a list of trials, such as [{"params": {"lr": 0.1}, "value": 0.9}], or a result file, not {value}',
  'error.warm_other_objective':
    'its values are of another kind ({other}; here: {own}); take the result of a study with the same objective',
  'reason.several': 'there are several objectives, and it looks for their front',
  'reason.whole': 'the space has no more configurations than there are trials',
  'reason.short': 'there are too few trials to learn from, so they are spread evenly',
  'reason.conditional': 'some parameters exist only for some values of others',
  'reason.choices': 'at least half of the parameters are choices without an order',
  'reason.numbers': 'with up to 15 parameters and 250 trials it learns most from each trial',
  'reason.long': 'there are only numbers and more than 250 trials',
  'reason.many': 'there are many parameters, or many trials with some choices',
};
