// The charts about the reasons: importance, interactions, luck, time, several objectives, the sampler's view; and what all of them must do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as importance from '../../web/charts/importance.js';
import * as interactions from '../../web/charts/interactions.js';
import * as pareto from '../../web/charts/pareto.js';
import * as sampler from '../../web/charts/sampler.js';
import * as timeline from '../../web/charts/timeline.js';
import { enoughFor, newsOf } from '../../web/charts/why.js';
import * as curse from '../../web/charts/winners-curse.js';
import { DICTIONARIES } from '../../web/lib/i18n/index.js';
import { createStore } from '../../web/lib/store.js';
import { completeTrial, empty, running } from '../page/fixture.js';
import { asked, done, look, toolsFor, twoObjectives } from './asked-charts.mjs';
import { as, near, studyOf } from './space-study.mjs';

/** @type {any[]} */
const charts = [importance, interactions, timeline, curse, pareto, sampler];

test('importance_finds_the_parameter_that_makes_the_score_and_says_what_it_rests_on', async (t) => {
  const seen = await asked(importance, done(60), toolsFor(t));
  assert.equal(seen.bars[0].name, 'rate');
  assert.ok(seen.bars[0].share > 0.6, String(seen.bars[0].share));
  assert.match(importance.sentence(seen, look), /^rate (matters most|explains)/);
  assert.match(importance.note(seen, look), /60/);
  const other = await asked(importance, done(60), toolsFor(t), { view: 'ped_anova' });
  assert.equal(other.bars[0].name, 'rate');
  const few = await asked(importance, done(12), toolsFor(t));
  assert.match(importance.sentence(few, look), /12 trials are few/);
  assert.equal(enoughFor(1), 20);
  assert.equal(enoughFor(5), 50);
});

test('importance_is_asked_anew_for_a_tenth_more_trials_while_they_stream_in', () => {
  const whole = done();
  const live = (/** @type {number} */ finished) =>
    newsOf({ ...whole, status: 'running', finished });
  const keys = Array.from({ length: 1000 }, (_, n) => live(n));
  assert.equal(keys[3], '');
  const changes = keys.filter((key, n) => n > 100 && key !== keys[n - 1]).length;
  assert.ok(changes > 5 && changes < 60, String(changes));
  const study = studyOf();
  const at = (/** @type {number} */ finished) => newsOf({ ...done(), study, finished });
  assert.notEqual(at(40), at(41));
  assert.notEqual(newsOf({ ...done(), study: studyOf() }), at(40));
});

test('interactions_have_every_pair_and_each_by_itself_on_the_diagonal', async (t) => {
  const seen = await asked(interactions, done(60), toolsFor(t));
  assert.deepEqual(seen.names, Object.keys(studyOf().space));
  assert.equal(seen.ranked.length, 10);
  assert.ok(seen.pairs.rate.rate > 0.6);
  const { data } = interactions.config(seen, look);
  assert.equal(/** @type {any} */ (data.datasets[0]).shapes.length, 25);
  assert.match(interactions.sentence(seen, look), /apart|together/);
});

test('the_best_of_n_draws_is_as_the_bootstrap_has_it', () => {
  const ranked = [5, 4, 3, 2, 1];
  const luck = curse.luckOf(ranked);
  assert.deepEqual(
    luck.map(({ n }) => n),
    [1, 2, 3, 4, 5],
  );
  // One draw: its median is the median. Draws by hand: a linear congruence, so that the test is the same every time.
  assert.equal(luck[0].middle, 3);
  let state = 1;
  const draw = () => {
    state = (state * 48271) % 2147483647;
    return ranked[state % 5];
  };
  for (const { n, low, middle, high } of luck) {
    const best = Array.from({ length: 20001 }, () => Math.max(...Array.from({ length: n }, draw)));
    best.sort((a, b) => a - b);
    assert.deepEqual([best[2000], best[10000], best[18000]], [low, middle, high], `n ${n}`);
  }
});

test('a_score_that_chose_itself_is_told_from_one_that_did_not', () => {
  const of = (/** @type {number} */ number, /** @type {number[]} */ scores) => ({
    ...completeTrial(number, scores.reduce((sum, each) => sum + each, 0) / scores.length),
    folds: scores.map((score) => ({ score, best_epoch: 1, metrics: {}, curve: [] })),
  });
  // Trial 0 is ahead by one lucky fold: the other folds choose trial 1.
  const ranked = [of(0, [1, 0.5, 0.5]), of(1, [0.6, 0.6, 0.6])].sort(
    (a, b) => Number(b.value) - Number(a.value),
  );
  near(Number(curse.honestOf(ranked)), (0.6 + 0.5 + 0.5) / 3);
  assert.equal(curse.honestOf(ranked.slice(0, 1)), null);
});

test('five_that_differ_by_less_than_their_folds_may_each_be_the_best', () => {
  const seen = (/** @type {number} */ gap) => {
    const trials = [0, 1, 2, 3, 4, 5].map((n) => completeTrial(n, 0.9 + gap * n));
    return curse.sentence(curse.info({ ...done(6), trials }, { selected: null }), look);
  };
  assert.match(seen(0.001), /any of them may be the best/);
  assert.match(seen(0.01), /more than their folds/);
  const tested = /** @type {any} */ ({
    ...done(),
    result: { test: { metrics: { accuracy: 0.5 } } },
  });
  assert.match(
    curse.sentence(curse.info(tested, { selected: null }), look),
    /but 0\.5000 on the test rows/,
  );
});

test('the_store_knows_when_a_trial_began_and_ended_without_pauses', () => {
  let clock = 10;
  const store = createStore({ clock: () => clock });
  const start = {
    event: 'start',
    study: running.study,
    data: null,
    trials: 2,
    workers: 2,
    warnings: [],
  };
  store.apply(/** @type {any} */ (start));
  clock = 11;
  store.apply(/** @type {any} */ ({ event: 'asked', trial: 0, params: {}, worker: 1 }));
  store.apply({ event: 'paused' });
  clock = 50;
  store.apply({ event: 'resumed' });
  clock = 52;
  const { number: _, status: __, ...trial } = completeTrial(0, 0.9);
  store.apply(/** @type {any} */ ({ event: 'trial', number: 0, ...trial }));
  assert.equal(store.snapshot.trials[0].began, 1);
  assert.equal(store.snapshot.trials[0].ended, 3);
});

test('a_timeline_has_a_bar_for_each_trial_on_its_worker_and_says_how_busy_they_were', () => {
  const timed = [
    { ...completeTrial(0, 0.9), worker: 0, began: 0, ended: 4 },
    { ...as(completeTrial(1, 0.8), 'pruned'), worker: 1, began: 0, ended: 1 },
    { ...completeTrial(2, 0.7), worker: 1, began: 2, ended: 3 },
    completeTrial(3, 0.7),
  ];
  const seen = timeline.info({ ...done(4), trials: timed, workers: 2 }, { selected: 1 });
  assert.deepEqual(
    seen.bars.map(({ lane, from, to }) => [lane, from, to]),
    [
      [0, 0, 4],
      [1, 0, 1],
      [1, 2, 3],
    ],
  );
  near(seen.busy, 6 / 8);
  assert.equal(seen.unseen, 1);
  assert.match(timeline.sentence(seen, look), /busy 75 %/);
  const made = /** @type {any} */ (timeline.config(seen, look));
  const [{ shapes }] = made.data.datasets;
  assert.notEqual(shapes[0].fill, shapes[1].fill);
  const scales = {
    x: { getValueForPixel: (/** @type {number} */ x) => x },
    y: { getValueForPixel: (/** @type {number} */ y) => y },
  };
  const under = (/** @type {number} */ x, /** @type {number} */ y) =>
    made.pick({ scales, data: made.data }, x, y);
  assert.deepEqual([under(2, 0.5), under(0.5, 1.5), under(1.5, 1.5)], [0, 1, null]);
});

test('a_front_has_those_that_none_beats_and_equals_stay_together', () => {
  const seen = pareto.info(twoObjectives(), { selected: null });
  assert.deepEqual([...seen.front].sort(), [0, 1, 3, 4]);
  assert.deepEqual(
    seen.stairs.map(({ x, y }) => [x, y]),
    [
      [50, 0.8],
      [100, 0.9],
      [1000, 0.95],
    ],
  );
  assert.deepEqual(
    pareto.staircase(seen).map(({ x, y }) => [x, y]),
    [
      [50, 0.8],
      [100, 0.8],
      [100, 0.9],
      [1000, 0.9],
      [1000, 0.95],
    ],
  );
  assert.equal(/** @type {any} */ (pareto.config(seen, look)).options.scales.x.type, 'linear');
  assert.match(pareto.sentence(seen, look), /^4 of 5 trials/);
  assert.equal(pareto.fits(studyOf()), false);
  assert.equal(pareto.fits(twoObjectives().study), true);
});

for (const chart of charts) {
  test(`${chart.id}_has_a_configuration_for_every_state_and_the_same_one_twice`, () => {
    const states = [
      empty,
      running,
      done(),
      done(2),
      twoObjectives(),
      { ...done(30), study: studyOf('minimize') },
    ];
    for (const snapshot of states) {
      for (const view of chart.views.length ? chart.views : [undefined]) {
        /** @type {any} */
        const options = { selected: 3, hovered: 4, brushed: new Set([3]), look, view };
        if (snapshot.study && chart.fits && !chart.fits(snapshot.study)) continue;
        for (const { name, value } of chart.choices?.(snapshot, options) ?? [])
          options[name] = value;
        const info = chart.info(snapshot, options);
        if (snapshot === empty) assert.ok(chart.isEmpty(info));
        for (const words of [chart.sentence(info, look), chart.note(info, look)])
          assert.doesNotMatch(words, /\{|undefined|NaN|chart\./);
        if (chart.isEmpty(info)) continue;
        const config = JSON.stringify(chart.config(info, look));
        assert.equal(JSON.stringify(chart.config(chart.info(snapshot, options), look)), config);
        assert.doesNotMatch(config, /"[xy]\d?":null/);
        const { columns, rows, trials } = chart.table(info, look);
        for (const row of rows) assert.equal(row.length, columns.length);
        if (trials) assert.equal(trials.length, rows.length);
      }
    }
  });
}

test('every_word_of_these_charts_is_used_and_there_in_both_languages', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const code = ['charts', 'ui']
    .flatMap((name) => {
      const folder = new URL(`../../web/${name}/`, import.meta.url);
      return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    })
    .join('\n');
  const { default: words } = await import('../../web/lib/i18n/page-why.en.js');
  const byCard = ['title', 'help', 'empty'];
  for (const key of Object.keys(words)) {
    assert.ok(DICTIONARIES.zh[key], key);
    const last = key.slice(key.lastIndexOf('.') + 1);
    const isUsed = [`'${key}'`, `'${last}'`, `${last}:`].some((text) => code.includes(text));
    assert.ok(byCard.includes(last) || isUsed, key);
  }
});

test('a_thousand_trials_are_quickly_worked_out', () => {
  const snapshot = done(1000);
  const timed = snapshot.trials.map((/** @type {any} */ trial, /** @type {number} */ n) => ({
    ...trial,
    worker: n % 4,
    began: n,
    ended: n + 3,
  }));
  for (const chart of [timeline, curse, sampler]) {
    const took = Math.min(
      ...[1, 2, 3, 4, 5, 6].map((selected) => {
        const start = performance.now();
        const info = /** @type {any} */ (
          chart.info({ ...snapshot, trials: timed.slice() }, { selected })
        );
        chart.config(info, look);
        return performance.now() - start;
      }),
    );
    assert.ok(took < 40, `${chart.id}: ${took} ms`);
  }
});
