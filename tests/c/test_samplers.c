/** What every row of samplers.def promises; then what random and grid promise beyond that. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/sampler.h"
#include "tune/study.h"

enum { MOST_PARAMS = 128 };

static bool is_value_of(const struct parameter *const p, const double value) {
    if (!(value >= p->low && value <= p->high)) return false;
    return p->count == INFINITY || parameter_value(p, parameter_index(p, value)) == value;
}

/* NaN where inactive, a value of the parameter where active. */
static bool is_configuration(const struct space *const space, const double *const values) {
    for (int i = 0; i < space->params; i++) {
        const bool is_active = space_is_active(space, i, values);
        if (is_active != !isnan(values[i])) return false;
        if (is_active && !is_value_of(&space->entries[i].parameter, values[i])) return false;
    }
    return true;
}

enum telling { IN_ORDER, BACKWARDS, ALL_FAILED, ALL_EQUAL, ALL_PRUNED };

/* Ask for all trials, `parallelism` at a time, and tell each batch. Returns proposals [budget, K], to be freed. */
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
            const int told = telling == ALL_FAILED   ? SS_TOLD_FAILED
                             : telling == ALL_PRUNED ? SS_TOLD_PRUNED
                                                     : SS_TOLD_COMPLETE;
            const double value = telling == ALL_EQUAL                      ? 1.0
                                 : telling == ALL_PRUNED && trial % 2 == 0 ? (double)NAN
                                                                           : sin(trial);
            CHECK(tell_one(study, trial, told, value) == SS_OK);
        }
    }
    *trials = n;
    return proposals;
}

/* The conformance spaces. */
static void many_dimensions(struct numbers *const s) {
    space_of(s, 100);
    for (int i = 0; i < 100; i++) {
        if (i % 3 == 0)
            add_float(s, -1, 1, 0, 0);
        else if (i % 3 == 1)
            add_int(s, 1, 1000, 1, 0);
        else
            add_choice(s, 4);
        if (i >= 50) add_when(s, i - 48 - i % 3, 1, (double[]){2});
    }
}
static void extremes(struct numbers *const s) {
    space_of(s, 4);
    add_float(s, 1e-300, 1e300, 1, 0);
    add_float(s, 1e-300, 1e300, 0, 0);
    add_float(s, -1.7e308, 1.7e308, 0, 0);
    add_int(s, -9007199254740991.0 / 2 + 0.5, 4503599627370495.0, 0, 0);
}
static void one_point(struct numbers *const s) {
    space_of(s, 3);
    add_float(s, 0.25, 0.25, 0, 0);
    add_int(s, 3, 3, 1, 0);
    add_choice(s, 1);
}
static void nothing(struct numbers *const s) { space_of(s, 0); }
static void choices(struct numbers *const s) {
    space_of(s, 2);
    add_choice(s, 7);
    add_choice(s, 11);
}
static void continuous(struct numbers *const s) {
    space_of(s, 3);
    add_float(s, 0.0001, 0.1, 1, 0);
    add_float(s, 0, 1, 0, 0);
    add_int(s, 1, 100, 0, 0);
}
static void (*const spaces[])(struct numbers *) = {mixed_space, many_dimensions, extremes,  one_point,
                                                   nothing,     choices,         continuous};
enum { SPACES = sizeof spaces / sizeof *spaces };

static int compare_rows(const void *const a, const void *const b, const size_t params) {
    return memcmp(a, b, params * sizeof(double));
}
static size_t sort_params;
static int compare(const void *const a, const void *const b) { return compare_rows(a, b, sort_params); }

/* How many different rows there are among n; sorts them. */
static int distinct(double *const proposals, const int n, const size_t params) {
    if (params == 0) return n > 0;
    sort_params = params;
    qsort(proposals, (size_t)n, params * sizeof(double), compare);
    int count = n > 0;
    for (int i = 1; i < n; i++)
        count += compare_rows(proposals + (size_t)i * params, proposals + (size_t)(i - 1) * params, params) != 0;
    return count;
}

static void test_conformance(const int sampler, void (*const make_space)(struct numbers *)) {
    struct numbers space, search;
    make_space(&space);
    search_of(&search, sampler, sampler == sampler_kind_gp ? 40 : 300, 1, 4); /* a fit costs; 300 below */
    int n = 0, again = 0;
    struct ss_study *study = study_of(&space, &search);
    if (!CHECK(study != NULL)) return;
    const size_t params = (size_t)study->space.params;
    const int budget = study->budget;
    double *const first = run(study, IN_ORDER, &n);

    claim("proposes as many trials as the budget says, each a configuration of the space");
    CHECK(n == budget && ss_study_ask(study, (double[MOST_PARAMS]){0}) == SS_EXHAUSTED);
    for (int t = 0; t < n; t++) CHECK(is_configuration(&study->space, first + (size_t)t * params));
    ss_study_free(study);

    const enum telling tellings[] = {IN_ORDER, BACKWARDS, ALL_FAILED, ALL_EQUAL, ALL_PRUNED};
    for (int k = 0; k < 5; k++) {
        study = study_of(&space, &search);
        double *const second = run(study, tellings[k], &again);
        claim("the same seed gives the same proposals, in whatever order trials end");
        const bool same_results = !study->sampler->learns || tellings[k] == IN_ORDER || tellings[k] == BACKWARDS;
        CHECK(n == again);
        if (same_results) CHECK(memcmp(first, second, (size_t)n * params * sizeof *first) == 0);
        claim("works when all fail, all are equal, and all are pruned, half of them without a score");
        for (int t = 0; t < n; t++) CHECK(is_configuration(&study->space, second + (size_t)t * params));
        free(second);
        ss_study_free(study);
    }

    claim("another seed gives other proposals");
    search_of(&search, sampler, 300, 2, 4);
    study = study_of(&space, &search);
    double *const other = run(study, IN_ORDER, &again);
    if (!study->sampler->is_exhaustive && study->size > 1)
        CHECK(memcmp(first, other, (size_t)n * params * sizeof *first) != 0);
    claim("nothing is proposed twice");
    CHECK(distinct(first, n, params) == n);
    for (int t = 0; t < again; t++) CHECK(is_configuration(&study->space, other + (size_t)t * params));
    CHECK(again == study->budget && distinct(other, again, params) == again);
    free(other);
    free(first);
    ss_study_free(study);
}

static void test_reaches_every_choice(const int sampler) {
    claim("every choice is reached");
    struct numbers space, search;
    choices(&space);
    search_of(&search, sampler, 77, 5, 3);
    struct ss_study *const study = study_of(&space, &search);
    int n = 0, seen[2][11] = {{0}};
    double *const proposals = run(study, IN_ORDER, &n);
    for (int t = 0; t < n; t++) {
        seen[0][(int)proposals[2 * t]]++;
        seen[1][(int)proposals[2 * t + 1]]++;
    }
    for (int c = 0; c < 7; c++) CHECK(seen[0][c] == 11);
    for (int c = 0; c < 11; c++) CHECK(seen[1][c] == 7);
    free(proposals);
    ss_study_free(study);
}

static void test_no_trial(const int sampler) {
    claim("a study of no trial has no best one");
    struct numbers space, search;
    mixed_space(&space);
    search_of(&search, sampler, 10, 1, 4);
    struct ss_study *const study = study_of(&space, &search);
    if (!CHECK(study != NULL)) return;
    CHECK(ss_study_best(study) < 0 && ss_study_budget(study) > 0);
    ss_study_free(study);
}

static void test_duplicates_when_asked(const int sampler) {
    claim("search.allow_duplicates: more trials than there are configurations, but not of a grid");
    struct numbers space, search;
    space_of(&space, 2);
    add_int(&space, 1, 2, 0, 0);
    add_choice(&space, 2);
    search_of(&search, sampler, 30, 4, 8);
    search.at[search.n - 1] = 1;
    struct ss_study *const study = study_of(&space, &search);
    int n = 0;
    double *const proposals = run(study, IN_ORDER, &n);
    CHECK(n == (study->sampler->is_exhaustive ? 4 : 30));
    CHECK(distinct(proposals, n, 2) <= 4);
    free(proposals);
    ss_study_free(study);
}

/* What is hard to learn from, for as long as a sampler's cost allows under sanitizers. */
static void test_nothing_to_learn(const int sampler) {
    claim("many trials that all fail, or are all equal");
    const int trials = sampler == sampler_kind_gp ? 300 : sampler == sampler_kind_tpe ? 3000 : 10000;
    for (int telling = ALL_FAILED; telling <= ALL_EQUAL; telling++) {
        struct numbers space, search;
        continuous(&space);
        search_of(&search, sampler, trials, 4, 8);
        struct ss_study *const study = study_of(&space, &search);
        int n = 0;
        double *const proposals = run(study, (enum telling)telling, &n);
        CHECK(n == fmin(trials, study->size) && distinct(proposals, n, 3) == n);
        free(proposals);
        ss_study_free(study);
    }
}

static void test_ten_thousand(const int sampler) {
    const int trials =
        sampler == sampler_kind_gp ? 1200 : 10000; /* beyond 1000 gp works on a hundred of them: nothing is new */
    claim("thousands of trials");
    struct numbers space, search;
    continuous(&space);
    search_of(&search, sampler, trials, 3, 8);
    struct ss_study *const study = study_of(&space, &search);
    int n = 0;
    double *const proposals = run(study, IN_ORDER, &n);
    CHECK(n == fmin(trials, study->size));
    CHECK(distinct(proposals, n, 3) == n);
    free(proposals);
    ss_study_free(study);
}

/* All of a countable space, in order, by brute force: every combination of all values, taken where the parameters that do not
 * exist stand at their first value. */
static double *enumerate(const struct space *const space, const double points, int *const size) {
    const size_t params = (size_t)space->params;
    double *const rows = malloc((MIXED_SIZE + 1) * params * sizeof *rows);
    double total = 1.0;
    *size = 0;
    for (size_t i = 0; i < params; i++) total *= fmin(space->entries[i].parameter.count, points);
    for (double rank = 0; rank < total; rank++) {
        double *const row = rows + (size_t)*size * params;
        double rest = rank, index[MOST_PARAMS];
        for (size_t i = params; i-- > 0;) {
            const double count = fmin(space->entries[i].parameter.count, points);
            index[i] = fmod(rest, count);
            rest = floor(rest / count);
        }
        bool is_first_of_its_kind = true;
        for (size_t i = 0; i < params; i++) {
            const struct parameter *const p = &space->entries[i].parameter;
            row[i] = NAN;
            if (!space_is_active(space, (int)i, row))
                is_first_of_its_kind &= index[i] == 0;
            else
                row[i] = p->count < INFINITY ? parameter_value(p, index[i])
                                             : parameter_from_unit(p, index[i] / (points - 1));
        }
        *size += is_first_of_its_kind;
    }
    return rows;
}

static void test_grid(void) {
    struct numbers space, search;
    int n = 0, size = 0;
    claim("a grid is every configuration in order, the last parameter fastest");
    mixed_space(&space);
    search_of(&search, sampler_kind_grid, 0, 1, 1);
    struct ss_study *study = study_of(&space, &search);
    double *proposals = run(study, IN_ORDER, &n);
    double *expected = enumerate(&study->space, 1e9, &size);
    CHECK(n == MIXED_SIZE && size == MIXED_SIZE && ss_study_size(study) == MIXED_SIZE);
    CHECK(memcmp(proposals, expected, MIXED_SIZE * 7 * sizeof *expected) == 0);
    free(proposals);
    free(expected);
    ss_study_free(study);

    claim("a float without a step takes `points` values on its own scale, both ends exact");
    space_of(&space, 2);
    add_float(&space, 0.0001, 1, 1, 0);
    add_float(&space, 0, 1, 0, 0);
    study = study_of(&space, &search);
    proposals = run(study, IN_ORDER, &n);
    CHECK(n == 25);
    const double decades[] = {1e-4, 1e-3, 1e-2, 1e-1, 1}, quarters[] = {0, 0.25, 0.5, 0.75, 1};
    for (int t = 0; t < n; t++) {
        CHECK(fabs(proposals[2 * t] / decades[t / 5] - 1) < 1e-12);
        CHECK(proposals[2 * t + 1] == quarters[t % 5]);
    }
    CHECK(proposals[0] == 0.0001 && proposals[48] == 1);
    free(proposals);
    ss_study_free(study);
}

static void test_random_covers(void (*const make_space)(struct numbers *), const int size) {
    struct numbers space, search;
    make_space(&space);
    search_of(&search, sampler_kind_random, 1000000, 7, 4);
    struct ss_study *const study = study_of(&space, &search);
    CHECK(ss_study_size(study) == size && ss_study_budget(study) == size);
    int n = 0;
    double *const proposals = run(study, IN_ORDER, &n);
    CHECK(n == size && distinct(proposals, n, (size_t)study->space.params) == size);
    for (int t = 0; t < n; t++)
        CHECK(is_configuration(&study->space, proposals + (size_t)t * (size_t)study->space.params));
    free(proposals);
    ss_study_free(study);
}

static void wide_log(struct numbers *const s) {
    space_of(s, 1);
    add_int(s, 1, 30000, 1, 0);
}
static void square(struct numbers *const s) {
    space_of(s, 2);
    add_int(s, 1, 200, 0, 0);
    add_int(s, 1, 200, 0, 0);
}
/* Each of 40 switches stops or goes on; behind the last there are five values, which a plain draw meets once in 2^40. */
static void deep_chain(struct numbers *const s) {
    space_of(s, 41);
    for (int i = 0; i < 40; i++) {
        add_choice(s, 2);
        if (i > 0) add_when(s, i - 1, 1, (double[]){1});
    }
    add_int(s, 1, 5, 0, 0);
    add_when(s, 39, 1, (double[]){1});
}

static void test_random(void) {
    claim("random covers a finite conditional space exactly");
    test_random_covers(mixed_space, MIXED_SIZE);
    test_random_covers(wide_log, 30000);
    test_random_covers(square, 40000);
    test_random_covers(deep_chain, 45);

    claim("a finite branch beside an endless one is used once");
    struct numbers space, search;
    space_of(&space, 2);
    add_choice(&space, 2);
    add_float(&space, 0, 1, 0, 0);
    add_when(&space, 0, 1, (double[]){1});
    search_of(&search, sampler_kind_random, 1000, 7, 4);
    struct ss_study *study = study_of(&space, &search);
    int n = 0, finite = 0;
    double *proposals = run(study, IN_ORDER, &n);
    for (int t = 0; t < n; t++) finite += proposals[2 * t] == 0;
    CHECK(n == 1000 && finite == 1);
    free(proposals);
    ss_study_free(study);

    claim("random draws evenly on each parameter's scale");
    continuous(&space);
    search_of(&search, sampler_kind_random, 9000, 11, 4);
    study = study_of(&space, &search);
    proposals = run(study, IN_ORDER, &n);
    int thirds[3][3] = {{0}};
    for (int t = 0; t < n; t++)
        for (int i = 0; i < 3; i++) {
            const double unit = parameter_to_unit(&study->space.entries[i].parameter, proposals[3 * t + i]);
            thirds[i][(int)fmin(3 * unit, 2)]++;
        }
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) CHECK(abs(thirds[i][k] - 3000) < 200);
    free(proposals);
    ss_study_free(study);
}

int main(void) {
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        for (int s = 0; s < SPACES; s++) test_conformance(sampler, spaces[s]);
        test_reaches_every_choice(sampler);
        test_no_trial(sampler);
        test_duplicates_when_asked(sampler);
        test_nothing_to_learn(sampler);
        test_ten_thousand(sampler);
    }
    test_grid();
    test_random();
    return check_report();
}
