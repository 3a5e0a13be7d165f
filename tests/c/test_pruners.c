/** Every pruner against Optuna's decisions (tests/parity/pruner_goldens.h; a row of pruners.def without a golden fails), what every row
 *  promises, and that the order in which trials finish changes nothing. */
#include <string.h>

#include "../parity/pruner_goldens.h"
#include "check.h"
#include "spaces.h"
#include "tune/study.h"
#include "tune/wilcoxon.h"

/* ---- the reports of scripts/goldens/pruner_goldens.py ---- */

static uint64_t draw(const int study, const int trial, const int step, const int purpose, const uint64_t n) {
    uint64_t x = (((uint64_t)study * 1000 + (uint64_t)trial) * 1000 + (uint64_t)step) * 8 + (uint64_t)purpose;
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return (x ^ (x >> 31)) % n;
}
static double unit(const int study, const int trial, const int step, const int purpose) {
    return (double)draw(study, trial, step, purpose, 1 << 20) / (1 << 20);
}
static double rounded(const int study, const double value) { return study % 2 ? floor(8 * value) / 8 : value; }

static bool is_reported(const int study, const int trial, const int step, const bool by_fold) {
    if (by_fold) return step >= 1 && step <= PRUNER_FOLDS;
    if (step == 0 && study % 5 != 0) return false;
    return study % 3 != 0 || draw(study, trial, step, 3, 4) != 0;
}
static double loss_at(const int study, const int trial, const int step, const bool by_fold) {
    const double noise = 0.5 * unit(study, trial, step, 1), quality = unit(study, trial, 0, 0);
    if (by_fold) return rounded(study, quality + unit(study, 0, step, 5) + noise);
    if (study % 4 >= 2 && draw(study, trial, step, 2, 12) == 0) return NAN;
    return rounded(study, quality + 2.0 / (step + 1) + noise);
}
static bool fails(const int study, const int trial) { return draw(study, trial, 0, 4, 10) == 0; }
static double sign_of(const int study) { return study % 3 == 1 ? -1 : 1; }

/* ---- a run of a study: any number of workers, each trial a report at a time ---- */

struct life {
    int step, reports, finite;
    int look; /* as far as it may go unasked */
    double sum;
};

static struct ss_study *new_study(const union pruner_options *const pruner, const int trials, const int parallelism,
                                  const bool is_maximized) {
    struct numbers space;
    struct ss_study *study = NULL;
    space_of(&space, 1);
    add_float(&space, 0, 1, 0, 0);
    const struct search_options options = {.sampler.kind = sampler_kind_random,
                                           .pruner = *pruner,
                                           .trials = trials,
                                           .parallelism = parallelism,
                                           .target = 1e30F};
    CHECK(study_create(&study, space.at, space.n, &options, &(const uint8_t){is_maximized}, 1) == SS_OK);
    return study;
}

static void tell(struct ss_study *const study, const int trial, const enum outcome outcome, const double value) {
    study_tell(study, trial, outcome, &value);
}

/* One more report, or the end. @return after how many reports it is stopped, 0 when at its end, -1 when it goes on */
static int advance(struct ss_study *const study, const int number, const int trial, struct life *const life) {
    const bool by_fold = study->pruner->hears == HEARS_FOLDS;
    const int last = by_fold ? PRUNER_FOLDS : PRUNER_STEPS;
    const double sign = study->is_maximized[0] ? -1 : 1;
    while (life->step <= last && !is_reported(number, trial, life->step, by_fold)) life->step++;
    if (life->step > last) {
        if (fails(number, trial) || life->finite == 0)
            tell(study, trial, OUTCOME_FAILED, NAN);
        else
            tell(study, trial, OUTCOME_COMPLETE, sign * (life->sum / life->finite));
        return 0;
    }
    const int step = life->step++;
    const double loss = loss_at(number, trial, step, by_fold);
    life->reports++;
    if (!isnan(loss)) life->sum += loss, life->finite++;
    const int allowed = study_report(study, trial, step, sign * loss);
    CHECK(allowed == 0 || allowed > step);
    CHECK(allowed != 0 || step >= life->look); /* stopped at a look, not between */
    CHECK(allowed == 0 || step >= life->look || allowed == life->look);
    life->look = allowed;
    if (allowed != 0) return -1;
    tell(study, trial, OUTCOME_PRUNED, sign * loss);
    return life->reports;
}

/* Workers take their turns as the order's random numbers fall. @return trials begun */
static int run(int stops[PRUNER_TRIALS], struct ss_study *const study, const int number, const int workers,
               const int order) {
    struct life lives[PRUNER_TRIALS] = {{0}};
    int running[PRUNER_TRIALS], count = 0, asked = 0;
    double values[1];
    for (int turn = 0; asked < PRUNER_TRIALS || count > 0; turn++) {
        while (count < workers && asked < PRUNER_TRIALS && study_ask(study, values) == asked)
            running[count++] = asked++;
        if (!CHECK(count > 0)) break;
        const int slot = (int)draw(order, turn % 1000, turn / 1000, 7, (uint64_t)count), trial = running[slot];
        stops[trial] = advance(study, number, trial, &lives[trial]);
        if (stops[trial] >= 0) running[slot] = running[--count];
    }
    return asked;
}

static void test_goldens(void) {
    int seen[pruner_count] = {0};
    seen[pruner_kind_none] = 1;
    claim("every trial is stopped where Optuna stops it");
    for (size_t i = 0; i < sizeof pruner_goldens / sizeof *pruner_goldens; i++) {
        const struct pruner_golden *const golden = &pruner_goldens[i];
        struct ss_study *const study = new_study(&golden->options, PRUNER_TRIALS, 1, sign_of(golden->number) < 0);
        int stops[PRUNER_TRIALS] = {0};
        run(stops, study, golden->number, 1, 0);
        for (int t = 0; t < PRUNER_TRIALS; t++)
            if (!CHECK(stops[t] == golden->stops[t]))
                printf("  %s, study %d, trial %d: %d, not %d\n", study->pruner->name, golden->number, t, stops[t],
                       golden->stops[t]);
        seen[golden->options.kind]++;
        study_free(study);
    }
    claim("every pruner has a golden");
    for (int kind = 0; kind < pruner_count; kind++) CHECK(seen[kind] > 0);
}

static void test_order(void) {
    claim("neither the number of workers nor the order of finishing changes a decision");
    int differ = 0;
    for (size_t i = 0; i < sizeof pruner_goldens / sizeof *pruner_goldens; i += 5) {
        const struct pruner_golden *const golden = &pruner_goldens[i];
        for (int parallelism = 1; parallelism <= 4; parallelism *= 2) {
            int first[PRUNER_TRIALS] = {0};
            for (int workers = 1; workers <= 6; workers++) {
                int stops[PRUNER_TRIALS] = {0};
                struct ss_study *const study = new_study(&golden->options, PRUNER_TRIALS, parallelism, false);
                run(stops, study, golden->number, workers, 40 + workers);
                if (workers == 1) memcpy(first, stops, sizeof first);
                CHECK(memcmp(first, stops, sizeof first) == 0);
                study_free(study);
            }
            differ += parallelism > 1 && sign_of(golden->number) > 0 && memcmp(first, golden->stops, sizeof first) != 0;
        }
    }
    claim("the lag does change them: fewer trials are seen");
    CHECK(differ > 10);
}

/* ---- what every row promises ---- */

static union pruner_options defaults_of(const int kind) {
    struct numbers n = {0};
    union pruner_options options = {0};
    put(&n, kind);
    switch (kind) {
#define VARIANT(name, help, source) case pruner_kind_##name:
#define FLOAT(name, dflt, ...) put(&n, dflt);
#define INT(name, dflt, ...) put(&n, dflt);
#define BOOL(name, dflt, help) put(&n, dflt);
#define CHOICE(name, dflt, table, help) put(&n, SCORE_##dflt);
#define END(name) break;
#include "tune/pruners.def"
    }
    const double *in = n.at;
    CHECK(pruner_read(&options, &in, n.at + n.n) && in == n.at + n.n);
    return options;
}

static void test_conformance(const int kind) {
    const union pruner_options options = defaults_of(kind);
    const double odd[] = {NAN, INFINITY, -INFINITY, 0, 1e300, -1e300, 5e-324};
    const int steps[] = {0, 1, 2, 1000000, INT32_MAX};
    double values[1];
    claim("no trial at all");
    study_free(new_study(&options, 20, 1, false));
    claim("any number may be reported at any step; all may fail");
    for (int outcome = OUTCOME_COMPLETE; outcome <= OUTCOME_FAILED; outcome++) {
        struct ss_study *const study = new_study(&options, 60, 2, outcome == OUTCOME_PRUNED);
        for (int t = 0; study_ask(study, values) == t; t++) {
            for (int k = 0; k < 5; k++) {
                const int allowed = study_report(study, t, steps[k], odd[(t + k * (1 + t / 7)) % 7]);
                CHECK(allowed == 0 || allowed > steps[k] || steps[k] == INT32_MAX);
            }
            tell(study, t, (enum outcome)outcome, outcome == OUTCOME_COMPLETE ? 1 : NAN);
        }
        CHECK(study->told == 60);
        study_free(study);
    }
    claim("a trial that was stopped stays stopped, and what it says after that does not count");
    struct ss_study *const study = new_study(&options, 60, 1, false);
    int stopped = 0;
    for (int t = 0; study_ask(study, values) == t; t++) {
        bool was_stopped = false;
        for (int step = 1; step <= 30; step++) {
            const int allowed = study_report(study, t, step, t + 0.1 * step);
            if (was_stopped) CHECK(allowed == 0 && study->tracks[t].at[study->tracks[t].count - 1].step < step);
            was_stopped |= allowed == 0;
        }
        stopped += was_stopped;
        tell(study, t, OUTCOME_COMPLETE, t);
    }
    CHECK((stopped > 0) == (kind != pruner_kind_none && kind != pruner_kind_threshold));
    study_free(study);
}

static void test_many(const int kind) {
    claim("ten thousand trials");
    enum { MANY = 10000, LENGTH = 5 };
    const union pruner_options options = defaults_of(kind);
    struct ss_study *const study = new_study(&options, MANY, 4, false);
    double values[1];
    for (int t = 0; study_ask(study, values) == t; t++) {
        int step = 1;
        while (step <= LENGTH && study_report(study, t, step, unit(0, t, step, 0)) != 0) step++;
        tell(study, t, step <= LENGTH ? OUTCOME_PRUNED : OUTCOME_COMPLETE, unit(0, t, 0, 0));
    }
    CHECK(study->told == MANY);
    study_free(study);
}

/* ---- what some rows promise beyond that ---- */

static void test_asha_best(void) {
    claim("asha by the best so far is asha by the latest of curves that never rise");
    union pruner_options by_best = defaults_of(pruner_kind_asha), by_last = by_best;
    by_best.asha.score = SCORE_best;
    by_last.asha.score = SCORE_last;
    struct ss_study *const noisy = new_study(&by_best, 200, 1, false), *const smooth =
                                                                           new_study(&by_last, 200, 1, false);
    double values[1];
    int early = 0, differ = 0;
    for (int t = 0; t < 200; t++) {
        CHECK(study_ask(noisy, values) == t && study_ask(smooth, values) == t);
        double least = INFINITY;
        bool is_stopped = false;
        for (int step = 1; step <= 30 && !is_stopped; step++) {
            const double loss = loss_at(0, t, step, false);
            differ += loss > least;
            least = fmin(least, loss);
            const int allowed = study_report(noisy, t, step, loss);
            CHECK(study_report(smooth, t, step, least) == allowed);
            is_stopped = allowed == 0;
        }
        early += is_stopped;
        tell(noisy, t, is_stopped ? OUTCOME_PRUNED : OUTCOME_COMPLETE, least);
        tell(smooth, t, is_stopped ? OUTCOME_PRUNED : OUTCOME_COMPLETE, least);
    }
    CHECK(early > 50 && early < 200 && differ > 100);
    study_free(noisy);
    study_free(smooth);
}

static void test_asha_looks(void) {
    claim("asha asks at its rungs only");
    union pruner_options options = defaults_of(pruner_kind_asha);
    struct ss_study *study = new_study(&options, 5, 1, false);
    double values[1];
    study_ask(study, values);
    const int looks[][2] = {{1, 3},  {2, 3},   {3, 9},           {4, 9},
                            {9, 27}, {40, 81}, {531440, 531441}, {1162261467, INT32_MAX}};
    for (int i = 0; i < 8; i++) CHECK(study_report(study, 0, looks[i][0], 0.5) == looks[i][1]);
    study_free(study);

    claim("a trial that one report takes past several rungs competes only up to where it is stopped");
    study = new_study(&options, 5, 1, false);
    study_ask(study, values);
    CHECK(study_report(study, 0, 1, 0.1) == 3 && study_report(study, 0, 3, 0.9) == 9);
    tell(study, 0, OUTCOME_COMPLETE, 0.9);
    study_ask(study, values);
    CHECK(study_report(study, 1, 4, 0.2) == 0); /* the better at step 3, but not at step 1 */
    tell(study, 1, OUTCOME_PRUNED, 0.2);
    study_ask(study, values);
    CHECK(study_report(study, 2, 1, 0.1) == 3 && study_report(study, 2, 3, 0.5) == 9);
    study_free(study);
}

static void test_percentile_last(void) {
    claim("by the latest score a trial is stopped for what it is, not for what it was");
    union pruner_options options = defaults_of(pruner_kind_median);
    options.median.n_startup_trials = 1;
    for (int score = SCORE_best; score <= SCORE_last; score++) {
        options.median.score = score;
        struct ss_study *const study = new_study(&options, 3, 1, false);
        double values[1];
        study_ask(study, values);
        CHECK(study_report(study, 0, 1, 0.5) == INT32_MAX && study_report(study, 0, 2, 0.5) == INT32_MAX);
        tell(study, 0, OUTCOME_COMPLETE, 0.5);
        study_ask(study, values);
        CHECK(study_report(study, 1, 1, 0.4) == 2);
        CHECK(study_report(study, 1, 2, 0.6) == (score == SCORE_last ? 0 : 3));
        study_free(study);
    }
}

static void test_threshold(void) {
    claim("a value at a bound is within, also where the bound is no float");
    union pruner_options options = defaults_of(pruner_kind_threshold);
    options.threshold.upper = 0.7F;
    options.threshold.lower = 0.3F;
    const double values[] = {0.7, 0.3, 0.5, 0.70001, 0.2999};
    for (int i = 0; i < 5; i++) {
        struct ss_study *const study = new_study(&options, 3, 1, false);
        double asked[1];
        study_ask(study, asked);
        CHECK(study_report(study, 0, 1, values[i]) == (i < 3 ? 2 : 0));
        claim("reports that no other trial is compared with are let go");
        tell(study, 0, OUTCOME_COMPLETE, 1);
        CHECK(study->tracks[0].at == NULL);
        study_free(study);
    }
}

static void test_wilcoxon(void) {
    claim("p is SciPy's, and exact where SciPy's is not");
    for (int sample = 0; sample < (int)(sizeof wilcoxon_goldens / sizeof *wilcoxon_goldens); sample++) {
        const int n = wilcoxon_goldens[sample].n;
        double d[1000];
        for (int i = 0; i < n; i++) {
            d[i] = unit(sample, 0, i, 6) - 0.2 - 0.4 * unit(sample, 0, 0, 7);
            if (sample % 2) d[i] = (floor(6 * d[i]) + (n > 50 ? 0.5 : 0)) / 4;
        }
        const double p = wilcoxon_greater(d, n);
        if (!CHECK(fabs(p - wilcoxon_goldens[sample].p) <= (n <= 50 ? 0 : 1e-13)))
            printf("  sample %d of %d: %.17g, not %.17g\n", sample, n, p, wilcoxon_goldens[sample].p);
    }
    claim("few differences among many zeros prove nothing");
    double zeros[100] = {0};
    CHECK(wilcoxon_greater(zeros, 100) == 1);
    zeros[3] = 1, zeros[50] = 2, zeros[51] = 3;
    CHECK(wilcoxon_greater(zeros, 100) == 0.125);

    claim("wilcoxon asks from the first fold that can decide");
    union pruner_options options = defaults_of(pruner_kind_wilcoxon);
    struct ss_study *const study = new_study(&options, 3, 1, false);
    double values[1];
    study_ask(study, values);
    for (int fold = 1; fold <= 5; fold++) CHECK(study_report(study, 0, fold, 0.1 * fold) == INT32_MAX);
    tell(study, 0, OUTCOME_COMPLETE, 0.3);
    study_ask(study, values);
    const int allowed[] = {4, 4, 4, 0};
    for (int fold = 1; fold <= 4; fold++) CHECK(study_report(study, 1, fold, 0.3 + 0.1 * fold) == allowed[fold - 1]);
    study_free(study);
}

static void test_tracks(void) {
    claim("the first report at a step or after it");
    struct track track = {0};
    CHECK(track_from(&track, 0) == NULL);
    int steps[300], count = 0;
    for (int step = 3; count < 300; step += 1 + (int)draw(1, step % 1000, step / 1000, 0, 1 + (uint64_t)count / 100)) {
        steps[count++] = step;
        CHECK(track_add(&track, step, -step));
    }
    for (int step = 0, i = 0; step <= steps[299] + 1; step++) {
        while (i < 300 && steps[i] < step) i++;
        const struct report *const report = track_from(&track, step);
        CHECK(i == 300 ? report == NULL : report == &track.at[i] && report->step == steps[i]);
    }
    claim("a step that is reported again replaces its value, and the best with it");
    CHECK(track_add(&track, steps[299], 7) && track.count == 300 && track.at[299].loss == 7);
    CHECK(track.at[299].best == -steps[298]);
    track_release(&track);
    CHECK(track.at == NULL && track.count == 0);

    claim("a hundred thousand steps");
    for (int step = 0; step < 100000; step++) CHECK(track_add(&track, step, step == 70000 ? NAN : 1.0 / step));
    CHECK(track.count == 100000 && track_from(&track, 99999)->best == 1.0 / 99999);
    track_release(&track);
}

int main(void) {
    test_goldens();
    test_order();
    for (int kind = 0; kind < pruner_count; kind++) {
        test_conformance(kind);
        test_many(kind);
    }
    test_asha_best();
    test_asha_looks();
    test_percentile_last();
    test_threshold();
    test_wilcoxon();
    test_tracks();
    return check_report();
}
