/** What the command says, in English. */
export default {
  'cli.help': `sweetspot: tunes small neural networks, here and offline

  sweetspot run STUDY.json [--workers N] [--out RESULT.json] [--storage FILE] [--warm-start FILE] [--json]
      search, refit the best configuration, test it once
  sweetspot trial STUDY.json [--params '{"learning_rate": 0.01}'] [--seed N] [--json]
      train one configuration, epoch by epoch
  sweetspot check STUDY.json
      list every mistake of the file and of its data
  sweetspot export RESULT.json --journal FILE
      append a result to a journal, as Optuna reads it
  sweetspot import FILE [--study NAME] [--out RESULT.json]
      a study of such a journal, as JSON
  sweetspot datasets [--json]
      list the built-in data sets
  sweetspot examples [--json]
      list the study files that come with it
  sweetspot schema
      print everything a study file can say, as JSON

  STUDY.json     may be - for standard input
  --workers N    trials at a time; never changes a result (default: the number of cores)
  --out FILE     write every trial with its curves to FILE
  --storage FILE keep every event in Optuna's journal FILE; a study that is there goes on
  --warm-start FILE  a result or a journal of an earlier study, which the sampler learns from
  --json         one JSON object a line on standard output
  --lang en|zh   language (default: from LANG)
  --help, --version

Exit status: 0 done, 2 wrong input, 130 interrupted (what was finished is reported and written).`,
  'cli.error': 'error: {text}',
  'cli.warning': 'warning: {text}',
  'cli.note': 'note: {text}',
  'cli.try_help': 'sweetspot --help lists the commands and options',
  'cli.unknown_command': 'there is no command {value}; there are: {allowed}',
  'cli.unknown_option': '{command} has no option {option}; it has: {allowed}',
  'cli.option_twice': '{option} is given twice',
  'cli.option_value': '{option} needs a value, such as {option} {example}',
  'cli.option_no_value': '{option} takes no value',
  'cli.option_number': '{option} {value}: must be a whole number from {low} to {high}',
  'cli.option_json': '{option}: not JSON: {reason}. Write it as \'{"learning_rate": 0.01}\'',
  'cli.option_lang': '--lang {value}: must be en or zh',
  'cli.no_file': '{command} needs a study file: sweetspot {command} STUDY.json',
  'cli.extra': '{command} takes no further argument, but {value} was given',
  'cli.storage.cannot_use': '{file}: cannot be read or written ({reason})',
  'cli.storage.full':
    '{file}: there is no room for more ({reason}). What is in the file is whole: make room and run the same command again, it goes on from there',
  'cli.storage.locked':
    '{lock}: another program has held this lock for more than {seconds} s, or died while it held it. If no program uses the file, delete the lock; then run the same command again',
  'cli.storage.line':
    '{file}, line {line}: this is no line of a journal; remove it, or name another file',
  'cli.storage.shrunk':
    '{file}: has become shorter while it was in use; restore it, or name another file',
  'cli.storage.deleted': '{file}: the study was deleted from it by another program',
  'cli.storage.in_use':
    '{file}: the study {name} is being run by another process ({process}); wait for it or end it',
  'cli.storage.other_study':
    '{file}: its study {name} is another one; it differs in: {places}. Give the study another "name", or name another file',
  'cli.storage.other_proposal':
    '{file}: trial {trial} has other values than the tuner proposes for trial {number}: the file was changed. Give the study another "name", or name another file',
  'cli.storage.changed':
    '{file}: the study {name} goes on with changes in: {places}. The trials so far are given to the tuner as the first ones',
  'cli.storage.skipped':
    '{file}: trials that the tuner cannot take (values outside the space, the same twice, or more than search.trials): {count}. They stay in the file: {trials}',
  'cli.storage.resumed':
    '{file}: the study {name} goes on; finished trials: {finished}, begun ones to be trained again: {running}',
  'cli.storage.others':
    'trials of other programs that the tuner learns from: {count}; they count for search.trials and are not in the result',
  'cli.export.no_file':
    '{command} needs a result file: sweetspot {command} RESULT.json --journal FILE',
  'cli.export.no_journal': 'export needs --journal FILE, such as --journal study.journal',
  'cli.export.no_result':
    '{file}: this is no result file; sweetspot run STUDY.json --out RESULT.json writes one',
  'cli.export.there':
    '{file}: has a study {name} already; name another file, or change study.name in the result file',
  'cli.export.done': '{file}: study {name}, trials: {count}',
  'cli.import.no_file': '{command} needs a journal: sweetspot {command} FILE',
  'cli.import.empty': '{file}: has no study',
  'cli.import.several': '{file}: has several studies; choose one with --study: {names}',
  'cli.import.unknown': '{file}: has no study {name}; it has: {names}',
  'cli.import.done': '{file}: study {name}, trials: {count}',
  'cli.cannot_read': '{file}: cannot be read ({reason})',
  'cli.cannot_write': '{file}: cannot be written ({reason})',
  'cli.out_is_study':
    '--out {file}: this is the study file itself; name another file for the result',
  'cli.out_is_storage': '--out {file}: this is the journal; name another file for the result',
  'cli.output_lost': 'standard output cannot be written ({reason})',
  'cli.no_engine': 'the engine is not built: run npm run build first',
  'cli.mistakes_1': '{file}: one mistake',
  'cli.mistakes': '{file}: {count} mistakes',
  'cli.good':
    '{file}: no mistakes; {rows} rows, {features} features, {target}; configurations: {size}, trials: {trials}, folds: {folds}',
  'cli.target_classes': 'target {target} ({count} classes)',
  'cli.target_number': 'target {target} (a number)',
  'cli.infinite': 'endless',
  'cli.loading': 'loading {what} {share}',
  'cli.sampler': 'sampler: auto picked {sampler}, because {reason}',
  'cli.warm_start': 'warm start: the sampler knows {count} trials of an earlier study',
  'cli.warm_start.no_result':
    '{file}: neither a result that run --out has written nor a journal of one study',
  'cli.warm_start.several':
    '{file}: a journal of several studies ({names}); take one out with sweetspot import --study NAME --out RESULT.json',
  'cli.start':
    '{name}: {rows} rows, {features} features, {target}; trials: {trials}, folds: {folds}, workers: {workers}',
  'cli.progress': '{bar} {finished}/{planned}',
  'cli.progress_best': 'best {metric} {value} (trial {number})',
  'cli.progress_failed': '{failed} failed',
  'cli.progress_left': '{low} to {high} left',
  'cli.progress_pruned': '{pruned} pruned',
  'cli.refit': 'training the best configuration on all training rows {share}',
  'cli.interrupted': 'interrupted: what was finished is kept',
  'cli.interrupted_early': 'interrupted before the first trial',
  'cli.leaderboard': 'Leaderboard: {metric}, mean and deviation over {folds} folds',
  'cli.leaderboard_1': 'Leaderboard: {metric} on the rows held out',
  'cli.more': '... and {count} more',
  'cli.front': 'Pareto front: {count} trials that no other dominates; hypervolume {volume}',
  'cli.column.number': 'trial',
  'cli.column.std': '+-',
  'cli.column.parameters': 'weights',
  'cli.column.epochs': 'epochs',
  'cli.column.time': 'time',
  'cli.no_best': 'No trial was completed.',
  'cli.none_complete': 'no trial was completed, so there is no best configuration:{reasons}',
  'cli.none_begun': 'no trial was completed: none had begun when the time limit was over',
  'cli.pruned':
    'Pruned: {pruner} stopped {count} of {trials} trials, after {first} to {last} epochs of their first fold; {epochs} epochs were trained in all',
  'cli.pruned_folds':
    'Pruned: {pruner} stopped {count} of {trials} trials, after {first} to {last} folds; {epochs} epochs were trained in all',
  'cli.over_time':
    'Over time: trial_time_limit_s ({limit}) ended {count} of {trials} trials; a clock decided, so this study cannot be repeated exactly',
  'cli.ended.target': 'Ended early: the best score reached the target of {target}',
  'cli.ended.no_improvement': 'Ended early: {patience} trials in a row brought no better score',
  'cli.rejected': 'Constraints: {share} % of random configurations break one of the {count}',
  'cli.rejected_1': 'Constraints: {share} % of random configurations break the one there is',
  'cli.ended.constraints':
    'Ended early: 10000 draws in a row brought no new configuration that keeps the constraints',
  'cli.ended.time_limit': 'Ended early: the time limit of {limit} was over',
  'cli.failed': 'Failed trials: {count}{reasons}',
  'cli.reason.diverged': 'the loss is no longer a number; a smaller learning rate helps',
  'cli.reason.memory': 'it needs {bytes}, more than there is; fewer units or smaller batches help',
  'cli.reason.shape':
    'a layer does not fit what comes into it; sweetspot trial with these parameters says which',
  'cli.reason.worker': 'its worker ended twice',
  'cli.reason.time_limit':
    'it had no score when trial_time_limit_s was over; a longer limit or fewer epochs help',
  'cli.reason.undefined': 'the metric is not defined on the rows held out',
  'cli.test':
    'Test: trial {number} refitted on all training rows ({epochs} epochs), scored once on the test rows',
  'cli.no_test_rows': 'No test: the study keeps no test rows.',
  'cli.no_test':
    'No test: the best configuration could not be refitted on all training rows: {reason}.',
  'cli.no_test.diverged': 'its loss is no longer a number',
  'cli.no_test.memory': 'there is not enough memory',
  'cli.no_test.shape': 'a layer does not fit what comes into it',
  'cli.no_test.worker': 'its worker ended twice',
  'cli.no_test.undefined': 'its metrics are not defined on the test rows',
  'cli.class': 'class',
  'cli.precision': 'precision',
  'cli.recall': 'recall',
  'cli.f1': 'F1',
  'cli.rows': 'rows',
  'cli.confusion': 'Confusion matrix: a row for each true class, a column for each predicted one',
  'cli.summary': 'Trials: {trials}, time: {time}, workers: {workers}, fingerprint: {fingerprint}',
  'cli.speed.exact':
    'Trained in the exact build: the fast one, for which the study asks, cannot run here',
  'cli.speed.fast':
    'Trained in the fast build: another processor may give slightly different numbers',
  'cli.written': 'Result written to {file}',
  'cli.trial': 'Trial of {params}',
  'cli.column.fold': 'fold',
  'cli.column.epoch': 'epoch',
  'cli.column.loss': 'loss',
  'cli.column.val_loss': 'val_loss',
  'cli.trial_done':
    '{metric} {value} +- {std} over {folds} folds, {parameters} weights, {time}, weights {hash}',
  'cli.trial_done_1': '{metric} {value}, {parameters} weights, {time}, weights {hash}',
  'cli.trial_over_time': 'ended by trial_time_limit_s after {time}: {metric} {value} so far',
  'cli.trial_failed': 'failed: {reason}',
  'cli.dataset.id': 'name',
  'cli.dataset.rows': 'rows',
  'cli.dataset.features': 'features',
  'cli.dataset.texts': 'up to {longest} of {words} words',
  'cli.dataset.windows': '{features}, windows of {window}',
  'cli.dataset.classes': 'classes',
  'cli.dataset.there': 'here',
  'cli.dataset.title': 'what it is',
  'cli.dataset.yes': 'yes',
  'cli.dataset.build': 'npm run datasets',
  'cli.example.file': 'file',
  'cli.example.about': 'what it is',
};
