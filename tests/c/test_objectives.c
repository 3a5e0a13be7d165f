/** A study of several objectives: what it refuses, its best, its front, when it ends; and that every sampler of several.def keeps with
 *  them what all samplers promise (test_samplers.c). */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/study.h"

enum { MOST_PARAMS = 128 };

static struct ss_study *begin(const struct numbers *const space, const struct numbers *const search,
                              const uint8_t *const maximize, const int objectives, int *const status) {
    return ss_study_create(space->at, space->n, search->at, search->n, maximize, objectives, status);
}

static void line(struct numbers *const s) {
    space_of(s, 1);
    add_float(s, 0, 1, 0, 0);
}
static void wide(struct numbers *const s) {
    space_of(s, 100);
    for (int i = 0; i < 100; i++) {
        if (i % 3 == 0)
            add_float(s, 1e-300, 1e300, 1, 0);
        else if (i % 3 == 1)
            add_int(s, 1, 1000, 1, 0);
        else
            add_choice(s, 4);
        if (i >= 50) add_when(s, i - 48 - i % 3, 1, (double[]){2});
    }
}
static void one_point(struct numbers *const s) {
    space_of(s, 2);
    add_float(s, 0.25, 0.25, 0, 0);
    add_choice(s, 1);
}
static void nothing(struct numbers *const s) { space_of(s, 0); }
static void (*const spaces[])(struct numbers *) = {mixed_space, line, wide, one_point, nothing};

static void test_refusals(void) {
    const uint8_t maximize[5] = {0, 1, 0, 0, 0}, wrong[2] = {0, 2};
    struct numbers space, search;
    int status = SS_OK;
    line(&space);
    claim("a sampler that knows one objective is refused several, and so are a pruner and a target");
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        search_of(&search, sampler, 10, 1, 1);
        struct ss_study *const study = begin(&space, &search, maximize, 2, &status);
        CHECK((study != NULL) == sampler_takes_several(sampler));
        CHECK(status == (study != NULL ? SS_OK : SS_BAD_ARGUMENT));
        ss_study_free(study);
    }
    CHECK(sampler_takes_several(sampler_kind_nsga2) && !sampler_takes_several(sampler_kind_tpe));
    struct search_options options = {0};
    search_of(&search, sampler_kind_nsga2, 10, 1, 1);
    const double *in = search.at;
    CHECK(search_read(&options, &in, search.at + search.n) && options.pruner.kind == pruner_kind_none);
    for (int i = 0; i < search.n; i++) {
        const double kept = search.at[i];
        if (kept != 1e30) continue;
        search.at[i] = 0.5;
        CHECK(begin(&space, &search, maximize, 2, &status) == NULL && status == SS_BAD_ARGUMENT);
        search.at[i] = kept;
    }
    claim("there are 1 to 4 objectives, each with its direction");
    CHECK(begin(&space, &search, maximize, 0, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(begin(&space, &search, maximize, 5, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(begin(&space, &search, wrong, 2, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(begin(&space, &search, NULL, 2, &status) == NULL && status == SS_BAD_ARGUMENT);
}

static void test_front(void) {
    const uint8_t maximize[2] = {1, 0};
    const double values[6][2] = {{0.5, 10}, {0.9, 100}, {0.9, 90}, {0.4, 10}, {0.2, 5}, {0.9, 90}};
    const int order[6] = {3, 1, 5, 0, 2, 4};
    struct numbers space, search;
    int status = SS_OK;
    int32_t numbers[8];
    double x[1], volume = -1;
    line(&space);
    search_of(&search, sampler_kind_random, 8, 1, 8);
    struct ss_study *const study = begin(&space, &search, maximize, 2, &status);
    for (int t = 0; t < 8; t++) CHECK(ss_study_ask(study, x) == t);
    CHECK(ss_study_front(study, numbers) == 0 && ss_study_best(study) == -1);
    CHECK(ss_study_hypervolume(study, numbers, 0, (double[]){0, 100}, &volume) == SS_OK && volume == 0);
    claim("a complete trial has a finite value for each objective");
    CHECK(ss_study_tell(study, 0, SS_TOLD_COMPLETE, (double[]){1, NAN}) == SS_BAD_ARGUMENT);
    CHECK(ss_study_tell(study, 0, SS_TOLD_COMPLETE, NULL) == SS_BAD_ARGUMENT);
    for (int k = 0; k < 6; k++) CHECK(ss_study_tell(study, order[k], SS_TOLD_COMPLETE, values[order[k]]) == SS_OK);
    CHECK(ss_study_tell(study, 6, SS_TOLD_FAILED, NULL) == SS_OK);
    CHECK(ss_study_tell(study, 7, SS_TOLD_PRUNED, (double[]){1, 1}) == SS_OK);
    claim("the best is the earliest of the best by the first objective");
    CHECK(ss_study_best(study) == 1);
    claim("on the front is what no other complete trial dominates, equals together");
    CHECK(ss_study_front(study, numbers) == 4 && numbers[0] == 0 && numbers[1] == 2 && numbers[2] == 4 &&
          numbers[3] == 5);
    claim("the volume between the front and a reference, in the units of the values");
    CHECK(ss_study_hypervolume(study, numbers, 4, (double[]){0, 100}, &volume) == SS_OK);
    CHECK_CLOSE(volume, 0.9 * 10 + 0.5 * 80 + 0.2 * 5, 1e-14);
    CHECK(ss_study_hypervolume(study, numbers, 4, (double[]){0, INFINITY}, &volume) == SS_BAD_ARGUMENT);
    CHECK(ss_study_hypervolume(study, numbers, 4, NULL, &volume) == SS_BAD_ARGUMENT);
    for (int32_t wrong = -1; wrong <= 9; wrong += wrong == -1 ? 7 : 1) /* failed, pruned, none */
        CHECK(ss_study_hypervolume(study, &wrong, 1, (double[]){0, 100}, &volume) == SS_BAD_ARGUMENT);
    CHECK(ss_study_front(NULL, numbers) == SS_BAD_ARGUMENT && ss_study_front(study, NULL) == SS_BAD_ARGUMENT);
    ss_study_free(study);
}

/* Trials 0 .. 4 trade one for the other, 7 is better in both; all others are worse than one of these, or equal. */
static void test_no_improvement(void) {
    const uint8_t maximize[2] = {0, 0};
    struct numbers space, search;
    int status = SS_OK, t = 0;
    double x[1];
    line(&space);
    claim("the study ends when so many trials in a row brought nothing to the front");
    for (int parallelism = 1; parallelism <= 4; parallelism++) {
        search_of(&search, sampler_kind_random, 100, 1, parallelism);
        search.at[search.n - 2] = 6; /* no_improvement, before allow_duplicates */
        struct ss_study *const study = begin(&space, &search, maximize, 2, &status);
        for (t = 0; ss_study_ask(study, x) == t; t++) {
            const double tradeoff[2] = {t, 4 - t}, better[2] = {0.5, 0.5}, worse[2] = {2, 2};
            const double *const values = t < 5 ? tradeoff : t == 7 ? better : worse;
            CHECK(ss_study_tell(study, t, t == 9 ? SS_TOLD_FAILED : SS_TOLD_COMPLETE, values) == SS_OK);
        }
        CHECK(t == 7 + 6 + parallelism);
        ss_study_free(study);
    }
}

enum telling { IN_ORDER, BACKWARDS, ALL_FAILED, ALL_EQUAL };

/* Ask for all trials, `parallelism` at a time, and tell each batch. Proposals [n, K], to be freed. */
static double *run(struct ss_study *const study, const enum telling telling, int *const trials) {
    const size_t params = (size_t)study->space.params;
    double *const proposals = malloc(((size_t)study->budget * params + 1) * sizeof *proposals);
    const int batch = study->options.parallelism;
    int n = 0;
    for (bool more = true; more;) {
        const int first = n;
        while (n - first < batch && (more = ss_study_ask(study, proposals + (size_t)n * params) == n)) n++;
        for (int k = 0; k < n - first; k++) {
            const int trial = telling == BACKWARDS ? n - 1 - k : first + k;
            const double mixed[] = {sin(trial), cos(3.0 * trial), sin(5.0 * trial), trial % 7}, equal[] = {1, 1, 1, 1};
            const bool fails = telling == ALL_FAILED || (telling != ALL_EQUAL && trial % 11 == 5);
            CHECK(ss_study_tell(study, trial, fails ? SS_TOLD_FAILED : SS_TOLD_COMPLETE,
                                telling == ALL_EQUAL ? equal : mixed) == SS_OK);
        }
    }
    *trials = n;
    return proposals;
}

static size_t row_size;
static int compare(const void *const a, const void *const b) { return memcmp(a, b, row_size); }
static bool are_distinct(double *const rows, const int n, const size_t params) {
    row_size = params * sizeof(double);
    qsort(rows, (size_t)n, row_size, compare);
    for (int i = 1; i < n; i++)
        if (memcmp(rows + (size_t)i * params, rows + (size_t)(i - 1) * params, row_size) == 0) return false;
    return true;
}

static void test_conformance(const int sampler, void (*const make_space)(struct numbers *), const int objectives,
                             const int trials) {
    const uint8_t maximize[SS_MOST_OBJECTIVES] = {0, 1, 0, 1};
    struct numbers space, search;
    int n = 0, again = 0, status = SS_OK;
    make_space(&space);
    search_of(&search, sampler, trials, 1, 4);
    struct ss_study *study = begin(&space, &search, maximize, objectives, &status);
    if (!CHECK(study != NULL)) return;
    const size_t params = (size_t)study->space.params;
    double *const first = run(study, IN_ORDER, &n);
    claim("proposes as many trials as the budget says, each a configuration of the space");
    CHECK(n == study->budget && ss_study_ask(study, (double[MOST_PARAMS]){0}) == SS_EXHAUSTED);
    for (int t = 0; t < n; t++) CHECK(study_is_configuration(study, first + (size_t)t * params));
    ss_study_free(study);
    for (int telling = BACKWARDS; telling <= ALL_EQUAL && trials < 1000; telling++) {
        study = begin(&space, &search, maximize, objectives, &status);
        double *const second = run(study, (enum telling)telling, &again);
        claim("the same in whatever order trials end; works when all fail and when all are equal");
        CHECK(n == again);
        if (telling == BACKWARDS) CHECK(memcmp(first, second, (size_t)n * params * sizeof *first) == 0);
        for (int t = 0; t < n; t++) CHECK(study_is_configuration(study, second + (size_t)t * params));
        if (params > 0) CHECK(are_distinct(second, n, params));
        free(second);
        ss_study_free(study);
    }
    claim("nothing is proposed twice");
    if (params > 0) CHECK(are_distinct(first, n, params));
    free(first);
}

int main(void) {
    test_refusals();
    test_front();
    test_no_improvement();
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        if (!sampler_takes_several(sampler)) continue;
        for (size_t s = 0; s < sizeof spaces / sizeof *spaces; s++)
            for (int objectives = 2; objectives <= SS_MOST_OBJECTIVES; objectives++)
                test_conformance(sampler, spaces[s], objectives, 300);
        test_conformance(sampler, line, 2, 10000);
    }
    return check_report();
}
