/** What every row of samplers.def promises where a space has constraints or weights: nothing that breaks a constraint, nothing twice,
 *  all there is where that can be counted, an end where nothing is left; choices as often as they weigh. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/study.h"

enum { MOST_PARAMS = 16 };

static const double *less_equal(const int a, const int b) {
    static double code[5];
    const double made[] = {OPERATOR_parameter, a, OPERATOR_parameter, b, OPERATOR_less_equal};
    memcpy(code, made, sizeof code);
    return code;
}

/* Ten numbers, five of them in order: 1 in 120. */
static void tight(struct numbers *const s) {
    space_of(s, 10);
    for (int i = 0; i < 10; i++) {
        if (i < 7)
            add_float(s, i < 5 ? 0 : 1e-4, 1, i >= 5, 0);
        else
            add_int(s, 1, 1000, 1, 0);
    }
    constraints_of(s, 4);
    for (int i = 0; i < 4; i++) add_code(s, 5, less_equal(i, i + 1));
}
/* mixed_space with units.1 <= units.0: units.0 of 8, 16, 32 leaves 1, 2, 3 of units.1, and 4, 7, 10 for all layers. */
static void funnel(struct numbers *const s) {
    mixed_space(s);
    constraints_of(s, 1);
    add_code(s, 5, less_equal(4, 3));
}
enum { FUNNEL_SIZE = 8 * (4 + 7 + 10) };
/* A weighted choice of 16, 32 or 64, times a number, at most 64; or the other choice is its last. */
static void product(struct numbers *const s) {
    space_of(s, 3);
    add_weighted(s, 3, (double[]){1, 2, 1});
    add_float(s, 0.5, 8, 1, 0);
    add_choice(s, 4);
    constraints_of(s, 1);
    add_code(s, 17,
             (double[]){OPERATOR_choice, 0, 3, 16, 32, 64, OPERATOR_parameter, 1, OPERATOR_multiply, OPERATOR_number,
                        64, OPERATOR_less_equal, OPERATOR_parameter, 2, OPERATOR_number, 3, OPERATOR_equal});
    s->at[s->n - 18] = 18;
    put(s, OPERATOR_or);
}
/* Two equal integers: 8 of 64, where repeats are drawn more often than what is left. */
static void diagonal(struct numbers *const s) {
    space_of(s, 2);
    add_int(s, 1, 8, 0, 0);
    add_int(s, 1, 8, 0, 0);
    constraints_of(s, 1);
    add_code(s, 5, (double[]){OPERATOR_parameter, 0, OPERATOR_parameter, 1, OPERATOR_equal});
}
static void (*const spaces[])(struct numbers *) = {tight, funnel, product, diagonal};
static const int sizes[] = {0, FUNNEL_SIZE, 0, 8}; /* 0: not counted */

/* The loss falls towards where the first values are large, so that learners press on the constraints. */
static double loss_of(const double *const row, const int params) {
    double loss = 0.0;
    for (int i = 0; i < params; i++) loss -= isnan(row[i]) ? 0.0 : row[i] / (1.0 + fabs(row[i]) + i);
    return loss;
}

static bool is_repeat(const double *const rows, const int n, const int params) {
    const size_t bytes = (size_t)params * sizeof *rows;
    for (int t = 0; t < n; t++)
        if (memcmp(rows + (size_t)t * (size_t)params, rows + (size_t)n * (size_t)params, bytes) == 0) return true;
    return false;
}

static int broken, repeats;

/* Ask and tell, four at a time. @return the trials, rows [n, K] in `rows` */
static int search_through(double *const rows, struct ss_study *const study, const int most) {
    const int params = study->space.params;
    int n = 0, told = 0;
    for (bool more = true; more && n < most;) {
        const int first = n;
        while (n < most && n - first < study->options.parallelism) {
            double *const row = rows + (size_t)n * (size_t)params;
            more = ss_study_ask(study, row) == n;
            if (!more) break;
            broken += !space_allows(&study->space, row);
            repeats += is_repeat(rows, n, params);
            n++;
        }
        for (; told < n; told++)
            tell_one(study, told, SS_TOLD_COMPLETE, loss_of(rows + (size_t)told * (size_t)params, params));
    }
    return n;
}

static void test_space(const int sampler, const int which) {
    struct numbers space, search;
    spaces[which](&space);
    const int trials = which == 0 && sampler == sampler_kind_gp ? 40 : 200;
    search_of(&search, sampler, trials, 7, 4);
    struct ss_study *const study = study_of(&space, &search);
    if (!CHECK(study != NULL)) return;
    double *const rows = malloc(sizeof *rows * MOST_PARAMS * (size_t)(trials + 1));
    broken = repeats = 0;
    const int n = search_through(rows, study, trials);
    claim("nothing breaks a constraint");
    CHECK(broken == 0);
    claim("nothing comes twice");
    CHECK(repeats == 0);
    claim("all there is comes");
    if (sizes[which] > 0) {
        CHECK(ss_study_size(study) == sizes[which] && ss_study_budget(study) == sizes[which]);
        CHECK(n == sizes[which]);
    } else if (sampler != sampler_kind_grid) {
        CHECK(n == trials);
    }
    free(rows);
    ss_study_free(study);
}

static void test_impossible(const int sampler) {
    struct numbers space, search;
    double row[2];
    search_of(&search, sampler, 20, 7, 4);
    claim("a constraint that nothing keeps ends a counted search before it begins");
    space_of(&space, 1);
    add_int(&space, 1, 8, 0, 0);
    constraints_of(&space, 1);
    add_code(&space, 5, (double[]){OPERATOR_parameter, 0, OPERATOR_number, 9, OPERATOR_greater});
    struct ss_study *study = study_of(&space, &search);
    CHECK(study != NULL && ss_study_budget(study) == 0 && ss_study_rejected(study) == 1.0);
    CHECK(ss_study_ask(study, row) == SS_EXHAUSTED);
    ss_study_free(study);
    claim("and any other after so many draws");
    space_of(&space, 2);
    add_float(&space, 0, 1, 0, 0);
    add_float(&space, 0, 1, 0, 0);
    constraints_of(&space, 1);
    add_code(&space, 5, (double[]){OPERATOR_parameter, 0, OPERATOR_number, 2, OPERATOR_greater});
    study = study_of(&space, &search);
    CHECK(study != NULL && ss_study_rejected(study) == 1.0 && ss_study_gave_up(study) == 0);
    CHECK(ss_study_enqueue(study, (double[]){0.5, 0.5}) == SS_BAD_ARGUMENT);
    CHECK(ss_study_ask(study, row) == SS_EXHAUSTED);
    CHECK(ss_study_gave_up(study) == (sampler == sampler_kind_grid ? 0 : SPACE_MOST_DRAWS)); /* a grid is counted */
    ss_study_free(study);
}

/* x0 <= x1 <= ... <= x4 is one order of 120. */
static void test_rejected(void) {
    struct numbers space, search;
    tight(&space);
    search_of(&search, sampler_kind_random, 20, 3, 4);
    struct ss_study *study = study_of(&space, &search);
    claim("the share of the draws that are rejected");
    CHECK_CLOSE(ss_study_rejected(study), 119.0 / 120.0, 4e-3);
    ss_study_free(study);
    tight(&space);
    space.n -= 4 * 6 + 1;
    study = study_of(&space, &search);
    CHECK(ss_study_rejected(study) == 0.0 && ss_study_gave_up(study) == 0);
    ss_study_free(study);
    CHECK(ss_study_rejected(NULL) == 0.0 && ss_study_gave_up(NULL) == 0);
}

/* Sobol and Halton pass over what is forbidden: the points are those of the free sequence, in its order. */
static void test_sequence(const int sampler) {
    enum { FREE = 400 };
    struct numbers space, search;
    double *const all = malloc(sizeof *all * 2 * FREE);
    double row[2];
    space_of(&space, 2);
    add_float(&space, 0, 1, 0, 0);
    add_float(&space, 0, 1, 0, 0);
    search_of(&search, sampler, FREE, 5, 1);
    struct ss_study *study = study_of(&space, &search);
    for (int t = 0; t < FREE; t++) CHECK(ss_study_ask(study, all + 2 * t) == t);
    ss_study_free(study);
    constraints_of(&space, 1);
    add_code(&space, 5, less_equal(0, 1));
    study = study_of(&space, &search);
    claim("a sequence passes over what is forbidden");
    int trial = 0, different = 0;
    for (int t = 0; t < FREE; t++) {
        if (all[2 * t] > all[2 * t + 1]) continue;
        CHECK(ss_study_ask(study, row) == trial++);
        different += fabs(row[0] - all[2 * t]) > 1e-4 || fabs(row[1] - all[2 * t + 1]) > 1e-4;
    }
    CHECK(trial > FREE / 3);
    /* Halton's constrained tables have more places, so other digits: only Sobol's points stay. */
    CHECK(sampler == sampler_kind_halton || different == 0);
    ss_study_free(study);
    free(all);
}

/* Chi-square with 3 degrees of freedom: 16.27 is exceeded once in a thousand. */
static double chi_square(const int *const seen, const double *const weights, const int n) {
    double sum = 0.0, weight = 0.0;
    for (int v = 0; v < 4; v++) weight += weights[v];
    for (int v = 0; v < 4; v++) {
        const double expected = n * weights[v] / weight;
        sum += (seen[v] - expected) * (seen[v] - expected) / expected;
    }
    return sum;
}

static void test_weights(const int sampler, const int trials, const double most) {
    const double weights[] = {3, 1, 0.5, 1.5};
    int seen[4] = {0};
    struct numbers space, search;
    double row[2];
    space_of(&space, 2);
    add_weighted(&space, 4, weights);
    add_float(&space, 0, 1, 0, 0); /* so that nothing is a repeat */
    search_of(&search, sampler, trials, 11, 1);
    struct ss_study *const study = study_of(&space, &search);
    for (int t = 0; t < trials; t++) {
        CHECK(ss_study_ask(study, row) == t);
        CHECK(tell_one(study, t, SS_TOLD_FAILED, 0) == SS_OK);
        seen[(int)row[0]]++;
    }
    claim("choices come as often as they weigh");
    CHECK(chi_square(seen, weights, trials) < most);
    ss_study_free(study);
}

static void test_edges(void) {
    struct numbers space;
    struct space placed;
    struct arena arena = {0};
    space_of(&space, 1);
    add_weighted(&space, 3, (double[]){1, 2, 1});
    space_place(&placed, &arena, space.at, space.n);
    void *const block = arena_block(arena.used);
    arena = (struct arena){block, arena.used, 0};
    space_place(&placed, &arena, space.at, space.n);
    const struct parameter *const p = &placed.entries[0].parameter;
    claim("units of a weighted choice");
    CHECK(parameter_from_unit(p, 0) == 0 && parameter_from_unit(p, 0.2499) == 0 && parameter_from_unit(p, 0.25) == 1);
    CHECK(parameter_from_unit(p, 0.7499) == 1 && parameter_from_unit(p, 0.75) == 2 && parameter_from_unit(p, 1) == 2);
    CHECK(parameter_to_unit(p, 0) == 0.125 && parameter_to_unit(p, 1) == 0.5 && parameter_to_unit(p, 2) == 0.875);
    CHECK(parameter_share(p, 1) == 0.5);
    arena_release(block);
}

int main(void) {
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        for (size_t which = 0; which < sizeof spaces / sizeof *spaces; which++) test_space(sampler, (int)which);
        test_impossible(sampler);
    }
    test_rejected();
    test_sequence(sampler_kind_sobol);
    test_sequence(sampler_kind_halton);
    test_edges();
    test_weights(sampler_kind_random, 2000, 16.27);
    test_weights(sampler_kind_sobol, 2048, 0.05); /* far more even than chance */
    test_weights(sampler_kind_halton, 2000, 0.5);
    return check_report();
}
