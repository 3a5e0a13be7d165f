// The table of trials has scikit-learn's columns, and pandas reads it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import test from 'node:test';
import { createRun } from '../../web/lib/index.js';
import { cvResults, cvResultsCsv } from '../../web/lib/cv-results.js';

const PYTHON = '/usr/bin/python3';
const has = (/** @type {string} */ module) =>
  spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0;

/** @param {number} number @param {number | null} value @param {string} [state] */
const trial = (number, value, state = 'complete') => ({
  number,
  state,
  params: { lr: number, 'a "b"': [1, 2] },
  value,
  values: value === null ? null : [value, 10 * number],
  std: value === null ? null : 0,
  folds: value === null ? [] : [{ score: value, best_epoch: 1, metrics: { loss: number } }],
  parameters: 3,
  hash: value === null ? null : 'h',
  seconds: 1,
});
const study = { objective: { metric: 'accuracy', direction: 'maximize' } };
const trials = /** @type {any[]} */ ([
  trial(0, 0.5),
  trial(1, 0.9),
  trial(2, 0.9),
  { ...trial(3, null, 'failed'), reason: 'diverged' },
  { ...trial(4, 0.99, 'pruned'), step: 2 },
]);

test('a_row_for_each_trial_equals_share_a_rank_and_who_has_no_score_shares_the_last', () => {
  const [head, first, , , fourth, fifth, end] = cvResultsCsv({ study, trials }).split('\r\n');
  assert.equal(
    head,
    'mean_fit_time,std_fit_time,"param_a ""b""",param_lr,params,split0_test_score,mean_test_score,std_test_score,rank_test_score,number,state,reason,value,parameters,hash',
  );
  const params = '"{""lr"":0,""a \\""b\\"""":[1,2]}"';
  assert.equal(first, `1,,"[1,2]",0,${params},0.5,0.5,0,3,0,complete,,0.5,3,h`);
  assert.match(fourth, /,,,,4,3,failed,diverged,,3,$/);
  assert.match(fifth, /,0\.99,,,4,4,pruned,,0\.99,3,h$/);
  assert.equal(end, '');
  const { columns, rows } = cvResults({ study, trials });
  const rank = columns.indexOf('rank_test_score');
  assert.deepEqual(
    rows.map((row) => row[rank]),
    [3, 1, 1, 4, 4],
  );
});

test('the_time_of_fitting_is_that_of_the_folds', () => {
  const folds = [1, 2, 6].map((seconds) => ({ score: 0.5, metrics: {}, seconds }));
  const timed = { ...trial(0, 0.5), folds, seconds: 10 };
  const cut = { ...timed, folds: [folds[0], { score: null, metrics: {} }] };
  const { columns, rows } = cvResults({ study, trials: /** @type {any[]} */ ([timed, cut]) });
  assert.deepEqual(columns.slice(0, 2), ['mean_fit_time', 'std_fit_time']);
  assert.deepEqual(rows[0].slice(0, 2), [3, Math.sqrt(14 / 3)]);
  assert.deepEqual(rows[1].slice(0, 2), [5, null], 'a fold that did not end has no time');
  assert.ok(!columns.some((name) => name.includes('score_time')));
});

test('less_is_better_where_the_study_says_so', () => {
  const minimize = { objective: { metric: 'loss', direction: 'minimize' } };
  const { columns, rows } = cvResults({ study: /** @type {any} */ (minimize), trials });
  const at = columns.indexOf('rank_test_score');
  assert.deepEqual(
    rows.map((row) => row[at]),
    [1, 2, 2, 4, 4],
  );
});

test('several_objectives_have_the_columns_of_several_scorers', () => {
  const several = {
    objective: [study.objective, { metric: 'loss', direction: 'minimize' }],
  };
  const { columns, rows } = cvResults({ study: /** @type {any} */ (several), trials });
  const column = (/** @type {string} */ name) => rows.map((row) => row[columns.indexOf(name)]);
  assert.deepEqual(column('mean_test_loss'), [0, 10, 20, null, null]);
  assert.deepEqual(column('rank_test_loss'), [1, 2, 3, 4, 4]);
  assert.deepEqual(column('rank_test_accuracy'), [3, 1, 1, 4, 4]);
  assert.deepEqual(column('split0_test_loss'), [0, 1, 2, null, 4]);
  assert.ok(!columns.includes('mean_test_score'));
});

const GRID = `
import json, warnings
warnings.filterwarnings('ignore')
from sklearn.datasets import load_iris
from sklearn.model_selection import GridSearchCV
from sklearn.tree import DecisionTreeClassifier
x, y = load_iris(return_X_y=True)
grid = {'max_depth': [1, 2], 'criterion': ['gini', 'entropy']}
one = GridSearchCV(DecisionTreeClassifier(), grid, cv=3).fit(x, y)
two = GridSearchCV(DecisionTreeClassifier(), grid, cv=3, scoring=['accuracy', 'f1_macro'], refit='accuracy').fit(x, y)
print(json.dumps([list(one.cv_results_), list(two.cv_results_)]))
`;

test('the_names_and_their_order_are_scikit_learns', { skip: !has('sklearn') }, () => {
  const [one, two] = JSON.parse(execFileSync(PYTHON, ['-c', GRID], { encoding: 'utf8' }));
  const fold = { score: 1, best_epoch: 1, metrics: { f1_macro: 1 }, curve: [] };
  const some = [
    { ...trial(0, 1), params: { max_depth: 1, criterion: 'gini' }, folds: [fold, fold, fold] },
  ];
  const ours = (/** @type {any} */ objective) =>
    cvResults({ study: { objective }, trials: /** @type {any} */ (some) }).columns;
  const timed = (/** @type {string[]} */ names) =>
    names.filter((name) => !name.includes('score_time'));
  assert.equal(timed(one).length, one.length - 2);
  assert.deepEqual(ours(study.objective).slice(0, one.length - 2), timed(one));
  const several = ours([study.objective, { metric: 'f1_macro', direction: 'maximize' }]);
  assert.deepEqual(several.slice(0, two.length - 2), timed(two));
});

const READ = `
import io, json, sys, pandas
table = pandas.read_csv(io.StringIO(sys.stdin.read()))
best = table.sort_values('rank_test_score').iloc[0]
splits = [c for c in table.columns if c.startswith('split')]
gap = (table[splits].mean(axis=1) - table['mean_test_score']).abs().max()
spread = (table[splits].std(axis=1, ddof=0) - table['std_test_score']).abs().max()
ranks = table['mean_test_score'].rank(method='min', ascending=False).astype(int)
print(json.dumps({'rows': len(table), 'best': int(best['number']), 'params': json.loads(best['params']),
                  'gap': gap, 'spread': spread, 'ranks': bool((ranks == table['rank_test_score']).all()),
                  'total': table['mean_fit_time'].tolist(), 'timed': bool((table['std_fit_time'] > 0).all())}))
`;

test('pandas_reads_a_run', { skip: !has('pandas') }, async () => {
  const small = {
    version: 1,
    name: 'small',
    data: { source: 'iris' },
    validation: { folds: 3 },
    model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
    training: { epochs: 10 },
    space: { units: { type: 'int', low: 2, high: 40 } },
    search: { sampler: { type: 'random' }, trials: 6 },
  };
  const result = await createRun(small, { workers: 1 }).result;
  const input = cvResultsCsv(result);
  const read = JSON.parse(execFileSync(PYTHON, ['-c', READ], { input, encoding: 'utf8' }));
  assert.equal(read.rows, 6);
  assert.equal(read.best, result.best?.number);
  assert.deepEqual(read.params, result.best?.params);
  assert.ok(read.gap < 1e-9 && read.spread < 1e-9, JSON.stringify(read));
  assert.ok(read.ranks && read.timed);
  for (const [i, mean] of read.total.entries()) {
    const { seconds, folds } = result.trials[i];
    assert.ok(mean > 0 && 3 * mean <= seconds + 1e-9, `${mean} of ${seconds} s`);
    assert.equal(folds.length, 3);
  }
});
