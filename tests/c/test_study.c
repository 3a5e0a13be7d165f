/** Ask, report, tell, best; budgets; what waits for what; and every argument that is refused. */
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
    CHECK(ss_study_create(space.at, space.n, search.at, search.n, 0, &status) == NULL && status == SS_NOT_A_GRID);
}

static void test_best(const int maximize) {
    struct numbers space, search;
    double values[1];
    int status = SS_NO_MEMORY;
    line(&space);
    search_of(&search, sampler_kind_random, 6, 1, 4);
    struct ss_study *const study = ss_study_create(space.at, space.n, search.at, search.n, maximize, &status);
    CHECK(status == SS_OK);
    const double sign = maximize ? -1 : 1;
    claim("trials are numbered from 0");
    for (int t = 0; t < 6; t++) CHECK(ss_study_ask(study, values) == t && values[0] >= 0 && values[0] < 1);
    CHECK(ss_study_ask(study, values) == SS_EXHAUSTED);
    claim("the best is the earliest of equals among the complete trials");
    CHECK(ss_study_best(study) == -1);
    CHECK(ss_study_tell(study, 5, SS_TOLD_FAILED, -100 * sign) == SS_OK && ss_study_best(study) == -1);
    CHECK(ss_study_tell(study, 4, SS_TOLD_PRUNED, -100 * sign) == SS_OK && ss_study_best(study) == -1);
    CHECK(ss_study_tell(study, 2, SS_TOLD_COMPLETE, 1 * sign) == SS_OK && ss_study_best(study) == 2);
    CHECK(ss_study_tell(study, 1, SS_TOLD_COMPLETE, 1 * sign) == SS_OK && ss_study_best(study) == 1);
    CHECK(ss_study_tell(study, 3, SS_TOLD_COMPLETE, 1 * sign) == SS_OK && ss_study_best(study) == 1);
    CHECK(ss_study_tell(study, 0, SS_TOLD_COMPLETE, 2 * sign) == SS_OK && ss_study_best(study) == 1);
    claim("a trial is over once");
    CHECK(ss_study_tell(study, 1, SS_TOLD_COMPLETE, 0) == SS_BAD_ARGUMENT);
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
    CHECK(ss_study_tell(study, 0, SS_TOLD_COMPLETE, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_report(study, 0, 0, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_ask(study, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_ask(study, values) == 0);
    CHECK(ss_study_tell(study, -1, SS_TOLD_COMPLETE, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_tell(study, 1, SS_TOLD_COMPLETE, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_tell(study, 0, 3, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_study_tell(study, 0, SS_TOLD_COMPLETE, NAN) == SS_BAD_ARGUMENT);
    CHECK(ss_study_report(study, 0, -1, 1) == SS_BAD_ARGUMENT);
    claim("without a pruner a trial may go to its end");
    CHECK(ss_study_report(study, 0, 3, NAN) == INT32_MAX);
    CHECK(ss_study_tell(study, 0, SS_TOLD_PRUNED, NAN) == SS_OK);
    ss_study_free(study);
    ss_study_free(NULL);
    CHECK(ss_study_ask(NULL, values) == SS_BAD_ARGUMENT && ss_study_best(NULL) == -1);

    claim("search fields are checked against their rows");
    int status = SS_OK;
    const int whole = search.n;
    for (int n = 0; n <= whole + 1; n++) {
        if (n == whole) continue;
        search.at[whole] = 0;
        CHECK(ss_study_create(space.at, space.n, search.at, n, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
    }
    for (int i = 0; i < whole; i++) {
        const double kept = search.at[i], wrong[] = {-1, 1e12, NAN};
        for (int k = 0; k < 3; k++) {
            search.at[i] = wrong[k];
            CHECK(ss_study_create(space.at, space.n, search.at, whole, 0, &status) == NULL &&
                  status == SS_BAD_ARGUMENT);
        }
        search.at[i] = kept;
    }
    CHECK(ss_study_create(space.at, space.n, search.at, whole, 2, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(ss_study_create(space.at, space.n - 1, search.at, whole, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(ss_study_create(NULL, 1, search.at, whole, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
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
static int32_t show_allow(const struct history *const history, const int trial, const int step, const double loss) {
    (void)trial, (void)step;
    CHECK(loss == -0.5); /* maximised: losses are negated values */
    return history->visible;
}
static const struct sampler_ops show_sampler = {.name = "show", .learns = true, .propose = show_propose};
static const struct pruner_ops show_pruner = {.name = "show", .compares = true, .allow = show_allow};

static void test_lag(void) {
    struct numbers space, search;
    double values[1];
    int status = SS_OK;
    line(&space);
    search_of(&search, sampler_kind_random, 20, 1, 3);
    struct ss_study *study = ss_study_create(space.at, space.n, search.at, search.n, 1, &status);
    study->sampler = &show_sampler;
    study->pruner = &show_pruner;
    claim("trial i waits for trials 0 .. i - parallelism and sees those");
    for (int t = 0; t < 3; t++) CHECK(ss_study_ask(study, values) == t && values[0] == 0);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    CHECK(ss_study_tell(study, 1, SS_TOLD_COMPLETE, 1) == SS_OK);
    CHECK(ss_study_tell(study, 2, SS_TOLD_PRUNED, 2) == SS_OK);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    CHECK(ss_study_tell(study, 0, SS_TOLD_COMPLETE, 0) == SS_OK);
    for (int t = 3; t < 6; t++) CHECK(ss_study_ask(study, values) == t && values[0] == t - 2);
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    claim("a trial is compared with what it was proposed from");
    CHECK(ss_study_report(study, 3, 1, 0.5) == 1);
    CHECK(ss_study_report(study, 5, 1, 0.5) == 3);
    ss_study_free(study);

    claim("a sampler that learns nothing waits for nothing, unless the pruner compares");
    study = study_of(&space, &search);
    for (int t = 0; t < 10; t++) CHECK(ss_study_ask(study, values) == t);
    study->pruner = &show_pruner;
    CHECK(ss_study_ask(study, values) == SS_WAIT);
    ss_study_free(study);
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
    CHECK(ss_study_create(many, 1 + 7 * 140000, search.at, search.n, 0, &status) == NULL && status == SS_NO_MEMORY);
}

int main(void) {
    test_budget();
    test_best(0);
    test_best(1);
    test_arguments();
    test_lag();
    test_no_memory();
    return check_report();
}
