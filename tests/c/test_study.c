/** Enqueue, ask, report, tell, best; budgets and stops; what waits for what; and every argument that is refused. */
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/study.h"

static void four_choices(struct numbers *const s) {
    space_of(s, 1);
    add_choice(s, 4);
}
static void line(struct numbers *const s) {
    space_of(s, 1);
    add_float(s, 0, 1, 0, 0);
}

static double budget_of(void (*const make_space)(struct numbers *), const int sampler, const double trials) {
    struct numbers space, search;
    make_space(&space);
    search_of(&search, sampler, trials, 1, 4);
    struct ss_study *const study = study_of(&space, &search);
    const double budget = study == NULL ? -1 : ss_study_budget(study);
    ss_study_free(study);
    return budget;
}

static void no_parameters(struct numbers *const s) { space_of(s, 0); }
static void large(struct numbers *const s) {
    space_of(s, 8);
    for (int i = 0; i < 8; i++) add_int(s, 1, 10, 0, 0);
}

static void test_budget(void) {
    claim("the budget is search.trials, cut to the space; 0 is a whole grid, or 50");
    CHECK(budget_of(line, sampler_kind_random, 0) == 50);
    CHECK(budget_of(line, sampler_kind_random, 1000000) == 1000000);
    CHECK(budget_of(four_choices, sampler_kind_random, 0) == 4);
    CHECK(budget_of(four_choices, sampler_kind_random, 3) == 3);
    CHECK(budget_of(four_choices, sampler_kind_grid, 0) == 4);
    CHECK(budget_of(four_choices, sampler_kind_grid, 100) == 4);
    CHECK(budget_of(mixed_space, sampler_kind_grid, 0) == MIXED_SIZE);
    CHECK(budget_of(line, sampler_kind_grid, 0) == 5);
    CHECK(budget_of(no_parameters, sampler_kind_grid, 0) == 1);
    CHECK(budget_of(no_parameters, sampler_kind_random, 10) == 1);
    CHECK(budget_of(large, sampler_kind_grid, 100) == 100);
    claim("a whole grid of more than a million is refused");
    struct numbers space, search;
    int status = SS_OK;
    large(&space);
    search_of(&search, sampler_kind_grid, 0, 1, 4);
    CHECK(create_one(space.at, space.n, search.at, search.n, 0, &status) == NULL && status == SS_NOT_A_GRID);
}

static void test_best(const int maximize) {
    struct numbers space, search;
    double values[1];
    int status = SS_NO_MEMORY;
    line(&space);
    search_of(&search, sampler_kind_random, 6, 1, 4);
    struct ss_study *const study = create_one(space.at, space.n, search.at, search.n, maximize, &status);
    CHECK(status == SS_OK);
    const double sign = maximize ? -1 : 1;
    claim("trials are numbered from 0");
    for (int t = 0; t < 6; t++) CHECK(ss_study_ask(study, values) == t && values[0] >= 0 && values[0] < 1);
    CHECK(ss_study_ask(study, values) == SS_EXHAUSTED);
    claim("the best is the earliest of equals among the complete trials");
    CHECK(ss_study_best(study) == -1);
    CHECK(tell_one(study, 5, SS_TOLD_FAILED, -100 * sign) == SS_OK && ss_study_best(study) == -1);
    CHECK(tell_one(study, 4, SS_TOLD_PRUNED, -100 * sign) == SS_OK && ss_study_best(study) == -1);
    CHECK(tell_one(study, 2, SS_TOLD_COMPLETE, 1 * sign) == SS_OK && ss_study_best(study) == 2);
    CHECK(tell_one(study, 1, SS_TOLD_COMPLETE, 1 * sign) == SS_OK && ss_study_best(study) == 1);
    CHECK(tell_one(study, 3, SS_TOLD_COMPLETE, 1 * sign) == SS_OK && ss_study_best(study) == 1);
    CHECK(tell_one(study, 0, SS_TOLD_COMPLETE, 2 * sign) == SS_OK && ss_study_best(study) == 1);
    claim("a trial is over once");
    CHECK(tell_one(study, 1, SS_TOLD_COMPLETE, 0) == SS_BAD_ARGUMENT);
    CHECK(ss_study_report(study, 1, 0, 0.5) == SS_BAD_ARGUMENT);
    ss_study_free(study);
}

static void test_arguments(void) {
    struct numbers space, search;
    double values[1];
    line(&space);
    search_of(&search, sampler_kind_random, 5, 1, 4);
    struct ss_study *const study = study_of(&space, &search);
    claim("no trial, no answer");
    CHECK(tell_one(study, 0, SS_TOLD_COMPLETE, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_report(study, 0, 0, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_ask(study, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_ask(study, values) == 0);
    CHECK(tell_one(study, -1, SS_TOLD_COMPLETE, 1) == SS_BAD_ARGUMENT);
    CHECK(tell_one(study, 1, SS_TOLD_COMPLETE, 1) == SS_BAD_ARGUMENT);
    CHECK(tell_one(study, 0, 3, 1) == SS_BAD_ARGUMENT);
    CHECK(tell_one(study, 0, SS_TOLD_COMPLETE, NAN) == SS_BAD_ARGUMENT);
    CHECK(ss_study_report(study, 0, -1, 1) == SS_BAD_ARGUMENT);
    claim("without a pruner a trial may go to its end");
    CHECK(ss_study_report(study, 0, 3, NAN) == INT32_MAX);
    CHECK(tell_one(study, 0, SS_TOLD_PRUNED, NAN) == SS_OK);
    ss_study_free(study);
    ss_study_free(NULL);
    CHECK(ss_study_ask(NULL, values) == SS_BAD_ARGUMENT && ss_study_best(NULL) == -1);
    CHECK(ss_study_enqueue(NULL, values) == SS_BAD_ARGUMENT && ss_study_step(NULL) == SS_BAD_ARGUMENT);

    claim("search fields are checked against their rows");
    int status = SS_OK;
    const int whole = search.n;
    for (int n = 0; n <= whole + 1; n++) {
        if (n == whole) continue;
        search.at[whole] = 0;
        CHECK(create_one(space.at, space.n, search.at, n, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
    }
    for (int i = 0; i < whole; i++) {
        const double kept = search.at[i], wrong[] = {-2e30, 2e30, NAN};
        for (int k = 0; k < 3; k++) {
            search.at[i] = wrong[k];
            CHECK(create_one(space.at, space.n, search.at, whole, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
        }
        search.at[i] = kept;
    }
    CHECK(create_one(space.at, space.n, search.at, whole, 2, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(create_one(space.at, space.n - 1, search.at, whole, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(create_one(NULL, 1, search.at, whole, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
}

/* A sampler and a pruner that tell what they are shown: the values of a trial are the number of outcomes it sees, and a trial may
 * go as far as the number of trials it is compared with. */
static int show_propose(double *const values, void *const state, const struct history *const history,
                        struct rng *const rng) {
    (void)state, (void)rng;
    values[0] = history->visible;
    for (int t = 0; t < history->visible; t++) CHECK(history->outcome[t] != OUTCOME_NONE && history->loss[t] == -t);
    return SS_OK;
}
static int32_t show_allow(struct pruner_call *const call) {
    CHECK(pruner_latest(call)->loss == -0.5 && call->is_maximized); /* losses are negated values */
    CHECK(call->history->best == call->history->visible - 1 - (call->history->visible == 3));
    return call->history->visible;
}
static const struct sampler_ops show_sampler = {.name = "show", .learns = true, .propose = show_propose};
static const struct pruner_ops show_pruner = {
    .name = "show", .hears = HEARS_EPOCHS, .compares = true, .allow = show_allow};

static void test_lag(void) {
    struct numbers space, search;
    double values[1];
    int status = SS_OK;
    line(&space);
    search_of(&search, sampler_kind_random, 20, 1, 3);
    struct ss_study *study = create_one(space.at, space.n, search.at, search.n, 1, &status);
    struct track tracks[20] = {{0}};
    study->tracks = tracks;
    study->sampler = &show_sampler;
    study->pruner = &show_pruner;
    claim("trial i waits for trials 0 .. i - parallelism and sees those");
    for (int t = 0; t < 3; t++) CHECK(ss_study_ask(study, values) == t && values[0] == 0);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    CHECK(tell_one(study, 1, SS_TOLD_COMPLETE, 1) == SS_OK);
    CHECK(tell_one(study, 2, SS_TOLD_PRUNED, 2) == SS_OK);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    CHECK(tell_one(study, 0, SS_TOLD_COMPLETE, 0) == SS_OK);
    for (int t = 3; t < 6; t++) CHECK(ss_study_ask(study, values) == t && values[0] == t - 2);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    claim("a trial is compared with what it was proposed from");
    CHECK(ss_study_report(study, 3, 1, 0.5) == 1);
    CHECK(ss_study_report(study, 5, 1, 0.5) == 3);
    claim("between looks it is not asked; an earlier step is refused");
    CHECK(ss_study_report(study, 5, 2, 7) == 3);
    CHECK(ss_study_report(study, 5, 1, 0.5) == SS_BAD_ARGUMENT);
    CHECK(ss_study_report(study, 5, 3, 0.5) == 3 && tracks[5].count == 3);
    ss_study_free(study);

    claim("a sampler that learns nothing waits for nothing, unless the pruner compares");
    study = study_of(&space, &search);
    for (int t = 0; t < 10; t++) CHECK(ss_study_ask(study, values) == t);
    study->pruner = &show_pruner;
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    ss_study_free(study);
    claim("a sampler that learns waits by itself");
    study = study_of(&space, &search);
    study->sampler = &show_sampler;
    for (int t = 0; t < 3; t++) CHECK(ss_study_ask(study, values) == t);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    ss_study_free(study);
}

static void test_enqueue(void) {
    struct numbers space, search;
    double values[7];
    claim("the user's own guesses come first, in their order, and are not proposed again");
    mixed_space(&space);
    const double own[][7] = {{0, 2, 0.3, 16, 24, NAN, 1}, {1, 1, NAN, 8, NAN, NAN, NAN}, {0, 1, 0, 32, NAN, NAN, NAN}};
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        search_of(&search, sampler, 1000, 1, 4);
        struct ss_study *const study = study_of(&space, &search);
        for (int q = 0; q < 3; q++) CHECK(ss_study_enqueue(study, own[q]) == SS_OK);
        int met[3] = {0}, trials = 0;
        while (ss_study_ask(study, values) == trials) {
            for (int q = 0; q < 3; q++) {
                int same = 0;
                for (int i = 0; i < 7; i++) same += values[i] == own[q][i] || (isnan(values[i]) && isnan(own[q][i]));
                if (trials < 3) CHECK((same == 7) == (q == trials));
                met[q] += same == 7;
            }
            CHECK(tell_one(study, trials, SS_TOLD_COMPLETE, trials % 7) == SS_OK);
            trials++;
        }
        for (int q = 0; q < 3; q++) CHECK(met[q] == 1);
        CHECK(trials == MIXED_SIZE || study->size > MIXED_SIZE);
        ss_study_free(study);
    }

    claim("what is not exactly a configuration of the space is refused");
    search_of(&search, sampler_kind_random, 2, 1, 4);
    struct ss_study *const study = study_of(&space, &search);
    const double wrong[][7] = {
        {3, 1, NAN, 8, NAN, NAN, NAN},   {0, 1, NAN, 8, NAN, NAN, NAN}, {1, 1, 0.3, 8, NAN, NAN, NAN},
        {1, 1.5, NAN, 8, NAN, NAN, NAN}, {1, 1, NAN, 9, NAN, NAN, NAN}, {1, 1, NAN, INFINITY, NAN, NAN, NAN},
        {1, 1, NAN, NAN, NAN, NAN, NAN}, {0, 1, 0.31, 8, NAN, NAN, 0},  {1, 1, NAN, 8, NAN, NAN, 0},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(ss_study_enqueue(study, wrong[i]) == SS_BAD_ARGUMENT);
    CHECK(ss_study_enqueue(study, NULL) == SS_BAD_ARGUMENT);
    claim("each once, no more than there are trials, and not after the first was asked for");
    CHECK(ss_study_enqueue(study, own[0]) == SS_OK && ss_study_enqueue(study, own[0]) == SS_BAD_ARGUMENT);
    CHECK(ss_study_ask(study, values) == 0 && ss_study_enqueue(study, own[1]) == SS_BAD_ARGUMENT);
    ss_study_free(study);
    struct ss_study *const full = study_of(&space, &search);
    CHECK(ss_study_enqueue(full, own[0]) == SS_OK && ss_study_enqueue(full, own[1]) == SS_OK);
    CHECK(ss_study_enqueue(full, own[2]) == SS_BAD_ARGUMENT);
    ss_study_free(full);
}

/* A study of so many trials whose values are given by number; at most `workers` run at once and end in some order. @return trials begun */
static int begun_of(const double target, const int no_improvement, const int maximize, const double parallelism,
                    const int workers, double (*const value_of)(int)) {
    struct numbers space, search;
    double values[1];
    int status = SS_OK, running[8], count = 0, asked = 0;
    line(&space);
    search_of(&search, sampler_kind_random, 100, 1, parallelism);
    search.at[search.n - 3] = target;
    search.at[search.n - 2] = no_improvement;
    struct ss_study *const study = create_one(space.at, space.n, search.at, search.n, maximize, &status);
    for (unsigned turn = 1;; turn = turn * 1664525 + 1013904223) {
        while (count < workers && ss_study_ask(study, values) == asked) running[count++] = asked++;
        if (count == 0) break;
        const int slot = (int)((turn >> 16) % (unsigned)count), trial = running[slot];
        const double value = value_of(trial);
        const int told = isnan(value) ? SS_TOLD_FAILED : trial == 9 ? SS_TOLD_PRUNED : SS_TOLD_COMPLETE;
        CHECK(tell_one(study, trial, told, value) == SS_OK);
        running[slot] = running[--count];
    }
    CHECK(asked == 100 || ss_study_ask(study, values) == SS_EXHAUSTED);
    ss_study_free(study);
    return asked;
}

static double rising(const int trial) { return trial == 9 ? 0.99 : trial / 100.0; }
static double falling(const int trial) { return trial == 9 ? 0.01 : 1 - trial / 100.0; }
static double stuck(const int trial) { return trial < 20 ? falling(trial) : trial % 2 ? NAN : falling(19); }
static double failing(const int trial) { return trial < 0 ? 0 : (double)NAN; }

static void test_stops(void) {
    for (int parallelism = 1; parallelism <= 4; parallelism *= 2)
        for (int workers = 1; workers <= 5; workers++) {
            claim("no trial begins once a complete trial that it may see reached the target");
            CHECK(begun_of(0.3, 0, 1, parallelism, workers, rising) == 30 + parallelism);
            CHECK(begun_of(0.7, 0, 0, parallelism, workers, falling) == 30 + parallelism);
            CHECK(begun_of(2, 0, 1, parallelism, workers, rising) == 100);
            CHECK(begun_of(1e30, 0, 0, parallelism, workers, falling) == 100);
            CHECK(begun_of(0.5, 0, 0, parallelism, workers, failing) == 100);
            claim("or once so many brought nothing better; failed ones count");
            CHECK(begun_of(1e30, 10, 0, parallelism, workers, stuck) == 29 + parallelism);
            CHECK(begun_of(1e30, 10, 0, parallelism, workers, failing) == 9 + parallelism);
            CHECK(begun_of(1e30, 10, 0, parallelism, workers, falling) == 100);
        }
}

static void test_steps(void) {
    claim("a step is what the pruner hears");
    struct numbers space, search;
    int status = SS_OK;
    line(&space);
    search_of(&search, sampler_kind_random, 6, 1, 4);
    struct ss_study *study = study_of(&space, &search);
    CHECK(ss_study_step(study) == SS_STEP_NONE);
    ss_study_free(study);
    const double *in = search.at;
    struct search_options options = {0};
    CHECK(search_read(&options, &in, search.at + search.n));
    const int kinds[] = {pruner_kind_patience, pruner_kind_asha, pruner_kind_wilcoxon};
    const int expected[] = {SS_STEP_EPOCH, SS_STEP_EPOCH, SS_STEP_FOLD};
    for (int i = 0; i < 3; i++) {
        options.pruner.kind = kinds[i];
        status = study_create(&study, space.at, space.n, &options, &(const uint8_t){0}, 1);
        CHECK(status == SS_OK && ss_study_step(study) == expected[i]);
        ss_study_free(study);
    }
}

/* AddressSanitizer asks this: let an allocation fail as it does without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }

static void test_no_memory(void) {
    claim("a study that cannot fit says so");
    struct numbers space, search;
    static double many[1 + 7 * 140000];
    int status = SS_OK;
    many[0] = 140000;
    for (int i = 0; i < 140000; i++) memcpy(many + 1 + 7 * i, (double[]){0, 0, 1, 0, 0, 0, 0}, 7 * sizeof(double));
    line(&space);
    search_of(&search, sampler_kind_random, 1000000, 1, 4);
    CHECK(create_one(many, 1 + 7 * 140000, search.at, search.n, 0, &status) == NULL && status == SS_NO_MEMORY);
}

int main(void) {
    test_budget();
    test_best(0);
    test_best(1);
    test_arguments();
    test_lag();
    test_enqueue();
    test_stops();
    test_steps();
    test_no_memory();
    return check_report();
}
