/** The tree-structured Parzen estimator: its mixtures against SciPy (tests/parity/tpe_goldens.h), and that it finds what random search does
 *  not. What every sampler promises is in test_samplers.c. */
#include <stdlib.h>
#include <string.h>

#include "../parity/tpe_goldens.h"
#include "check.h"
#include "spaces.h"
#include "tune/sampler_tpe.h"
#include "tune/study.h"
#include "tune/tpe_model.h"

enum { SEEDS = 21, MOST_PARAMS = 16, FIELD_STARTUP = 1, FIELD_CANDIDATES = 2 };
static const double PI = 3.14159265358979323846;

static double square(const double x) { return x * x; }

static void golden_space(struct numbers *const s) {
    space_of(s, TPE_GOLDEN_PARAMS);
    add_float(s, -5, 10, 0, 0);
    add_float(s, 1e-4, 1e-1, 1, 0);
    add_int(s, 8, 40, 0, 8);
    add_int(s, 1, 12, 1, 0);
    add_choice(s, 3);
    add_float(s, 0, 1, 0, 0);
    add_when(s, 4, 1, (double[]){1});
}

static struct history golden_history(uint8_t *const outcome) {
    for (int t = 0; t < TPE_GOLDEN_TRIALS; t++)
        outcome[t] = t < TPE_GOLDEN_VISIBLE ? (uint8_t)tpe_golden_outcome[t] : OUTCOME_NONE;
    return (struct history){.params = TPE_GOLDEN_PARAMS,
                            .asked = TPE_GOLDEN_TRIALS,
                            .visible = TPE_GOLDEN_VISIBLE,
                            .values = tpe_golden_values,
                            .loss = tpe_golden_loss,
                            .outcome = outcome};
}

static void test_view(void) {
    claim("the view is the mixtures as SciPy has them");
    struct numbers space, search;
    golden_space(&space);
    search_of(&search, sampler_kind_tpe, 100, 1, 4);
    struct ss_study *const study = study_of(&space, &search);
    uint8_t outcome[TPE_GOLDEN_TRIALS];
    const struct history history = golden_history(outcome);
    double values[TPE_GOLDEN_PARAMS], l[16], g[16];
    tpe_view(l, g, study->sampler_state, 0, tpe_golden_points, 1);
    CHECK(l[0] == 1 && g[0] == 1);

    struct rng rng;
    rng_seed(&rng, 1, 1, 0, STREAM_TEST);
    CHECK(study->sampler->propose(values, study->sampler_state, &history, &rng) == SS_OK);
    const double *points = tpe_golden_points, *good = tpe_golden_good, *bad = tpe_golden_bad;
    for (int i = 0; i < TPE_GOLDEN_PARAMS; i++) {
        const int n = tpe_golden_count[i];
        tpe_view(l, g, study->sampler_state, i, points, n);
        for (int k = 0; k < n; k++) {
            CHECK_CLOSE(l[k] / good[k], 1, 1e-9);
            CHECK_CLOSE(g[k] / bad[k], 1, 1e-9);
        }
        points += n;
        good += n;
        bad += n;
    }
    ss_study_free(study);
}

/* [K] by column */
static void coordinates(double *const x, const struct tpe_columns *const columns, const double *const values) {
    for (int i = 0; i < columns->end; i++) {
        const int j = columns->column[i];
        x[j] = isnan(values[i]) ? NAN : tpe_coordinate(columns->parameters[j], values[i]);
    }
}

static void test_heights(void) {
    claim("heights as NumPy has them");
    struct numbers numbers, search;
    golden_space(&numbers);
    search_of(&search, sampler_kind_random, 100, 1, 4);
    struct ss_study *const study = study_of(&numbers, &search); /* for its space */
    struct arena arena = {0};
    tpe_model_place(NULL, &arena, &study->space, 100, 0.2, 1);
    void *const block = arena_block(arena.used);
    arena = (struct arena){block, arena.used, 0};
    struct tpe_model model;
    tpe_model_place(&model, &arena, &study->space, 100, 0.2, 1);
    uint8_t outcome[TPE_GOLDEN_TRIALS];
    const struct history history = golden_history(outcome);
    tpe_model_learn(&model, &history);
    for (int t = 0; t < TPE_GOLDEN_TRIALS; t++) {
        double x[TPE_GOLDEN_PARAMS];
        coordinates(x, &model.columns, tpe_golden_values + t * TPE_GOLDEN_PARAMS);
        CHECK_CLOSE(tpe_mixture_log(&model.good, x, INFINITY), tpe_golden_log_good[t], 1e-7);
        const double log_g = tpe_golden_log_bad[t];
        CHECK_CLOSE(tpe_mixture_log(&model.bad, x, INFINITY), log_g, 1e-7);
        CHECK_CLOSE(tpe_mixture_log(&model.bad, x, log_g + 1e-3), log_g, 1e-7);
        CHECK(tpe_mixture_log(&model.bad, x, log_g - 1e-3) > log_g - 1e-3);
    }
    arena_release(block);
    ss_study_free(study);
}

/* The functions, all with 0 as their least value. */
static void branin_space(struct numbers *const s) {
    space_of(s, 2);
    add_float(s, -5, 10, 0, 0);
    add_float(s, 0, 15, 0, 0);
}
static double branin(const double *const x) {
    const double a = x[1] - 5.1 / (4 * PI * PI) * x[0] * x[0] + 5 / PI * x[0] - 6;
    return a * a + 10 * (1 - 1 / (8 * PI)) * cos(x[0]) + 10 - 0.39788735772973816;
}

static void rosenbrock_space(struct numbers *const s) {
    space_of(s, 5);
    for (int i = 0; i < 5; i++) add_float(s, -2.048, 2.048, 0, 0);
}
static double rosenbrock(const double *const x) {
    double sum = 0;
    for (int i = 0; i < 4; i++) sum += 100 * square(x[i + 1] - x[i] * x[i]) + square(1 - x[i]);
    return sum;
}

/* Like a network's: lr, optimizer, momentum (sgd), layers, units.0 .. 2, dropout, batch. */
static void network_space(struct numbers *const s) {
    space_of(s, 9);
    add_float(s, 1e-5, 1, 1, 0);
    add_choice(s, 3);
    add_float(s, 0, 0.99, 0, 0);
    add_when(s, 1, 1, (double[]){0});
    add_int(s, 1, 3, 0, 0);
    add_int(s, 8, 256, 1, 0);
    add_int(s, 8, 256, 1, 0);
    add_when(s, 3, 2, (double[]){2, 3});
    add_int(s, 8, 256, 1, 0);
    add_when(s, 3, 1, (double[]){3});
    add_float(s, 0, 0.5, 0, 0);
    add_int(s, 16, 256, 1, 2);
}
static double network(const double *const x) {
    const double best_units[] = {6, 5, 4}, best_rate[] = {-0.8, -3, -3.3}, worse[] = {0.002, 0, 0.004};
    const int optimizer = (int)x[1], layers = (int)x[3];
    double loss = worse[optimizer] + 0.003 * square(layers - 2);
    for (int i = 0; i < layers; i++) loss += 0.004 * square(log2(x[4 + i]) - best_units[i]);
    const double rate = log10(x[0]) - (optimizer == 0 ? log10(1 - x[2]) : 0);
    return loss + 0.01 * square(rate - best_rate[optimizer]) + 0.05 * square(x[7] - 0.2) +
           0.001 * square(log2(x[8]) - 5);
}

static int ascending(const void *const a, const void *const b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef void make_space(struct numbers *);
typedef double objective(const double *);

/* The median over seeds of the least value among so many trials, `parallelism` of which run at any time. */
static double median_of(const int sampler, make_space *const make, objective *const f, const int trials,
                        const int parallelism) {
    double best[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
        struct numbers space, search;
        make(&space);
        search_of(&search, sampler, trials, seed, parallelism);
        struct ss_study *const study = study_of(&space, &search);
        double running[16];
        best[seed] = INFINITY;
        for (int t = 0; t < trials + parallelism - 1; t++) {
            double x[MOST_PARAMS];
            if (t < trials) {
                CHECK(ss_study_ask(study, x) == t);
                running[t % parallelism] = f(x);
                best[seed] = fmin(best[seed], running[t % parallelism]);
            }
            const int done = t - parallelism + 1;
            if (done >= 0) tell_one(study, done, SS_TOLD_COMPLETE, running[done % parallelism]);
        }
        ss_study_free(study);
    }
    qsort(best, SEEDS, sizeof *best, ascending);
    return best[SEEDS / 2];
}

/* Thresholds are some twice the medians over a hundred seeds (0.06, 4.6, 0.0021); random search has 0.77, 90, 0.0079. */
static void test_finds(void) {
    claim("finds the least value far sooner than random search");
    CHECK(median_of(sampler_kind_tpe, branin_space, branin, 50, 1) < 0.2);
    CHECK(median_of(sampler_kind_random, branin_space, branin, 50, 1) > 0.4);
    CHECK(median_of(sampler_kind_tpe, rosenbrock_space, rosenbrock, 100, 1) < 10);
    CHECK(median_of(sampler_kind_random, rosenbrock_space, rosenbrock, 100, 1) > 50);
    CHECK(median_of(sampler_kind_tpe, network_space, network, 100, 1) < 0.004);
    CHECK(median_of(sampler_kind_random, network_space, network, 100, 1) > 0.005);
    claim("also with four trials running");
    CHECK(median_of(sampler_kind_tpe, branin_space, branin, 50, 4) < 0.3);
    CHECK(median_of(sampler_kind_tpe, network_space, network, 100, 4) < 0.005);
}

static void unit_space(struct numbers *const s) {
    space_of(s, 1);
    add_float(s, 0, 1, 0, 0);
}

static void test_keeps_off_failures(void) {
    claim("turns away from where trials fail");
    int inside = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
        struct numbers space, search;
        unit_space(&space);
        search_of(&search, sampler_kind_tpe, 40, seed, 1);
        struct ss_study *const study = study_of(&space, &search);
        for (int t = 0; t < 40; t++) {
            double x;
            CHECK(ss_study_ask(study, &x) == t);
            const bool fails = x < 0.5;
            inside += fails && t >= 20;
            tell_one(study, t, fails ? SS_TOLD_FAILED : SS_TOLD_COMPLETE, 1.0);
        }
        ss_study_free(study);
    }
    CHECK(inside < 20 * SEEDS / 8); /* random: half */
}

static void test_odd_options(void) {
    claim("without random trials first, and with one candidate");
    struct numbers space, search;
    network_space(&space);
    search_of(&search, sampler_kind_tpe, 30, 1, 1);
    search.at[FIELD_STARTUP] = 0;
    search.at[FIELD_CANDIDATES] = 1;
    struct ss_study *const study = study_of(&space, &search);
    for (int t = 0; t < 30; t++) {
        double x[MOST_PARAMS];
        CHECK(ss_study_ask(study, x) == t);
        tell_one(study, t, SS_TOLD_PRUNED, t % 2 == 0 ? NAN : network(x));
    }
    ss_study_free(study);
}

int main(void) {
    test_view();
    test_heights();
    test_finds();
    test_keeps_off_failures();
    test_odd_options();
    return check_report();
}
