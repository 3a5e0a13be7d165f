/** CMA-ES: its update against the library cmaes, then what the sampler finds. The conformance suite is in test_samplers. */
#include <stdlib.h>
#include <string.h>

#include "../parity/cma_goldens.h"
#include "check.h"
#include "spaces.h"
#include "tune/cma.h"
#include "tune/cma_margin.h"
#include "tune/shares.h"
#include "tune/study.h"

enum { MOST = 16 };

static void *make_cma(struct cma *const cma, const int n, const int most_lambda) {
    struct arena arena = {0};
    cma_place(NULL, &arena, n, most_lambda);
    void *const block = arena_block(arena.used);
    arena = (struct arena){block, arena.used, 0};
    cma_place(cma, &arena, n, most_lambda);
    return block;
}

static void test_goldens(const struct cma_golden *const g) {
    struct cma cma;
    void *const block = make_cma(&cma, g->n, MOST);
    memcpy(cma.mean, g->mean, (size_t)g->n * sizeof *g->mean);
    cma_start(&cma, g->lambda, g->sigma);
    for (int generation = 0; generation < CMA_GOLDEN_GENERATIONS; generation++) {
        struct cma_point points[MOST];
        for (int k = 0; k < g->lambda; k++) {
            points[k].x = g->x + (generation * g->lambda + k) * g->n;
            points[k].is_foreign = false;
            cma_weigh(&cma, &points[k], k, k);
        }
        cma_update(&cma, points);
        claim("mean and covariance after a generation are those of cmaes");
        for (int i = 0; i < g->n; i++) {
            CHECK_CLOSE(cma.mean[i], g->means[generation * g->n + i], 1e-12);
            for (int j = 0; j <= i; j++)
                CHECK_CLOSE(cma.covariance[i * g->n + j], g->covariances[(generation * g->n + i) * g->n + j], 1e-9);
        }
        claim("so is sigma; from the second on the path is turned, which changes little");
        CHECK_CLOSE(cma.sigma / g->sigmas[generation], 1, generation == 0 ? 1e-12 : 0.05);
    }

    claim("points come in opposite pairs, along directions that are orthogonal under C");
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_SAMPLER);
    double x[MOST * MOST], white[MOST][MOST], sum = 0;
    enum { ROUNDS = 400 };
    for (int round = 0; round < ROUNDS; round++) {
        for (int k = 0; k < g->lambda; k++) cma_sample(&cma, x + k * g->n, &rng);
        for (int k = 0; k < g->lambda; k++) {
            for (int i = 0; i < g->n; i++) {
                CHECK_CLOSE(x[k * g->n + i] + x[(k ^ 1) * g->n + i], 2 * cma.mean[i], 1e-12);
                double rest = (x[k * g->n + i] - cma.mean[i]) / cma.sigma;
                for (int j = 0; j < i; j++) rest -= cma.factor[i * g->n + j] * white[k][j];
                white[k][i] = rest / cma.factor[i * g->n + i];
                sum += white[k][i] * white[k][i];
            }
        }
        for (int k = 2; k < g->lambda && k < 2 * g->n; k += 2) {
            double product = 0;
            for (int i = 0; i < g->n; i++) product += white[0][i] * white[k][i];
            CHECK(fabs(product) < 1e-9);
        }
    }
    claim("and are as long as standard normal ones");
    CHECK_CLOSE(sum / (ROUNDS * g->lambda * g->n), 1, 0.1);
    free(block);
}

static void test_points(void) {
    struct cma cma;
    void *const block = make_cma(&cma, 2, MOST);
    cma.mean[0] = cma.mean[1] = 0.5;
    cma_start(&cma, 6, 0.1);
    claim("the tutorial's population size");
    CHECK(cma_default_lambda(0) == 4 && cma_default_lambda(1) == 4 && cma_default_lambda(5) == 8);
    CHECK(cma_default_lambda(10) == 10 && cma_default_lambda(100) == 17);

    claim("ties share the weights of their ranks");
    struct cma_point points[6];
    cma_weigh(&cma, &points[0], 1, 4);
    double mean = 0, shape = 0;
    for (int k = 1; k <= 4; k++) {
        mean += fmax(cma.weights[k], 0) / 4;
        shape += cma.weights[k] / 4;
    }
    CHECK_CLOSE(points[0].mean_weight, mean, 1e-15);
    CHECK_CLOSE(points[0].shape_weight, shape, 1e-15);
    CHECK(cma.weights[0] > cma.weights[1] && cma.weights[2] > 0 && cma.weights[3] < 0);

    claim("the step to a foreign point is cut to a likely length");
    const double far[] = {0.5 + 100, 0.5}, here[] = {0.5, 0.5};
    for (int k = 0; k < 6; k++) {
        points[k] = (struct cma_point){k == 0 ? far : here, 0, 0, k == 0};
        cma_weigh(&cma, &points[k], k, k);
    }
    const double weight = cma.weights[0];
    cma_update(&cma, points);
    CHECK_CLOSE(cma.mean[0], 0.5 + weight * 0.1 * (sqrt(2) + 1), 1e-12);
    CHECK(cma.mean[1] == 0.5);
    claim("a generation of equals widens the search, up to the range");
    const double sigma = cma.sigma;
    cma_widen(&cma);
    CHECK(cma.sigma > 1.2 * sigma);
    for (int k = 0; k < 50; k++) cma_widen(&cma);
    CHECK(cma_deviation(&cma, 0) <= 1 + 1e-12 && cma_deviation(&cma, 0) > 0.5);
    free(block);
}

static double below(const double x) { return 0.5 * erfc(-x / sqrt(2)); }

static void test_margin(void) {
    struct numbers space;
    space_of(&space, 4);
    add_int(&space, 1, 5, 0, 0);
    add_int(&space, 0, 1, 0, 0);
    add_int(&space, 1, 100, 1, 0);
    add_float(&space, 0, 1, 0, 0);
    struct arena arena = {0};
    struct space placed;
    space_place(&placed, &arena, space.at, space.n);
    void *const space_block = arena_block(arena.used);
    arena = (struct arena){space_block, arena.used, 0};
    space_place(&placed, &arena, space.at, space.n);
    const int number[] = {0, 1, 2, 3};
    struct cma cma;
    void *const block = make_cma(&cma, 4, MOST);
    const double means[][4] = {{0.5, 0.9, 0.5, 0.5}, {0.01, 0.2, 0.02, 0.1}, {0.99, 1, 0.99, 0.9}, {0.45, 0, 0, 0}};
    for (int m = 0; m < 4; m++) {
        memcpy(cma.mean, means[m], sizeof means[m]);
        cma_start(&cma, 8, 1e-9);
        cma_margin(&cma, &placed, number);
        claim("a countable value is left with the margin's probability however small sigma is; the mean stays on it");
        for (int i = 0; i < 3; i++) {
            const struct parameter *const p = &placed.entries[i].parameter;
            const double value = parameter_from_unit(p, means[m][i]);
            CHECK(parameter_from_unit(p, fmin(fmax(cma.mean[i], 0), 1)) == value);
            double low = 0, high = 1; /* the units that give this value, by halving */
            for (int side = 0; side < 2; side++) {
                double in = cma.mean[i], out = side == 0 ? 0 : 1;
                if (parameter_from_unit(p, out) == value) in = out = side == 0 ? -1e9 : 1e9;
                for (int k = 0; k < 60; k++) {
                    const double middle = 0.5 * (in + out);
                    const double at = fmin(fmax(middle, 0), 1);
                    *(parameter_from_unit(p, at) == value ? &in : &out) = middle;
                }
                *(side == 0 ? &low : &high) = in;
            }
            const double deviation = cma_deviation(&cma, i);
            const double leave_low = below((low - cma.mean[i]) / deviation);
            const double leave_high = below((cma.mean[i] - high) / deviation);
            const double margin = 1.0 / (4 * 8);
            CHECK(leave_low + leave_high > 0.99 * margin && leave_low + leave_high < 1.5 * margin);
            if (low > -1 && high < 2) CHECK(leave_low > 0.49 * margin && leave_high > 0.49 * margin);
        }
        CHECK(cma.mean[3] == means[m][3] && cma.scale[3] == 1);
    }
    claim("a distribution that leaves often enough is left alone");
    memcpy(cma.mean, means[0], sizeof means[0]);
    cma_start(&cma, 8, 0.5);
    cma_margin(&cma, &placed, number);
    for (int i = 0; i < 4; i++) CHECK(cma.scale[i] == 1 && cma.mean[i] == means[0][i]);
    free(block);
    free(space_block);
}

static void test_shares(void) {
    double share[3];
    const struct shares shares = {3, share};
    shares_reset(&shares, &(struct parameter){.count = 3});
    const double choice[] = {2, NAN, 2, 0}, weight[] = {0.5, 0.25, 0.25, 0};
    claim("an unknown choice says nothing, a known one gains");
    const double none[] = {NAN, NAN, NAN, NAN};
    shares_learn(&shares, none, weight, 4, 0.01);
    for (int v = 0; v < 3; v++) CHECK_CLOSE(share[v], 1.0 / 3, 1e-15);
    shares_learn(&shares, choice, weight, 4, 0.01);
    CHECK(share[2] > 0.5 && share[0] < 0.3);
    claim("and in the end all but the margin");
    for (int k = 0; k < 100; k++) shares_learn(&shares, choice, weight, 4, 0.01);
    CHECK_CLOSE(share[0] + share[1], 0.01, 1e-3);
    CHECK_CLOSE(share[0] + share[1] + share[2], 1, 1e-12);
    claim("draws follow the shares");
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_SAMPLER);
    share[0] = 0.2, share[1] = 0.5, share[2] = 0.3;
    int counts[3] = {0};
    for (int k = 0; k < 10000; k++) counts[shares_draw(&shares, &rng)]++;
    CHECK(abs(counts[0] - 2000) < 200 && abs(counts[1] - 5000) < 200);
}

/* ---- searches ---- */

typedef double objective(const double *x);

static double branin(const double *const x) {
    const double pi = 3.14159265358979323846;
    const double a = x[1] - 5.1 / (4 * pi * pi) * x[0] * x[0] + 5 / pi * x[0] - 6;
    return a * a + 10 * (1 - 1 / (8 * pi)) * cos(x[0]) + 10 - 0.39788735772973816;
}
static void branin_space(struct numbers *const s) {
    space_of(s, 2);
    add_float(s, -5, 10, 0, 0);
    add_float(s, 0, 15, 0, 0);
}
static double rosenbrock5(const double *const x) {
    double sum = 0;
    for (int i = 0; i < 4; i++) sum += 100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2);
    return sum;
}
static void rosenbrock_space(struct numbers *const s) {
    space_of(s, 5);
    for (int i = 0; i < 5; i++) add_float(s, -2.048, 2.048, 0, 0);
}
/* Steep floats and eight switches: without the margin a switch freezes on the wrong side while the floats are still searched. */
static double switches(const double *const x) {
    double sum = 0;
    for (int i = 0; i < 3; i++) sum += 1000 * pow(x[i] - 0.3 - 0.2 * i, 2);
    for (int i = 3; i < 11; i++) sum += x[i] == i % 2 ? 0 : i - 2;
    return sum;
}
static void switch_space(struct numbers *const s) {
    space_of(s, 11);
    for (int i = 0; i < 3; i++) add_float(s, 0, 1, 0, 0);
    for (int i = 0; i < 8; i++) add_int(s, 0, 1, 0, 0);
}
/* An ellipsoid of whole numbers, a float and a log float. */
static double integers(const double *const x) {
    double sum = 1000 * pow(x[5] - 0.2, 2) + 10 * pow(log10(x[6]) + 2, 2);
    for (int i = 0; i < 5; i++) sum += (i + 1) * pow(x[i] - (i % 2 == 0 ? 37 : 3), 2);
    return sum;
}
static void integer_space(struct numbers *const s) {
    space_of(s, 7);
    for (int i = 0; i < 5; i++) add_int(s, 1, 64, 0, 0);
    add_float(s, 0, 1, 0, 0);
    add_float(s, 0.00001, 1, 1, 0);
}
/* optimizer, rate, momentum for the first optimizer, layers, units of each: the best is optimizer 1, 0.003, 2 layers of 64 and 32. */
static double network(const double *const x) {
    const double rates[] = {-1.5, -2.5, -3}, costs[] = {0.1, 0, 0.2}, units[] = {6, 5, 4};
    double loss = costs[(int)x[0]] + 0.3 * pow(log10(x[1]) - rates[(int)x[0]], 2) + 0.1 * fabs(x[3] - 2);
    if (x[0] == 0) loss += pow(x[2] - 0.9, 2);
    for (int i = 0; i < x[3]; i++) loss += 0.1 * pow(log2(x[4 + i]) - units[i], 2);
    return loss;
}
static void network_space(struct numbers *const s) {
    space_of(s, 7);
    add_choice(s, 3);
    add_float(s, 0.00001, 1, 1, 0);
    add_float(s, 0, 0.99, 0, 0);
    add_when(s, 0, 1, (double[]){0});
    add_int(s, 1, 3, 0, 0);
    add_int(s, 8, 256, 1, 0);
    add_int(s, 8, 256, 1, 0);
    add_when(s, 3, 2, (double[]){2, 3});
    add_int(s, 8, 256, 1, 0);
    add_when(s, 3, 1, (double[]){3});
}
static double corner(const double *const x) { return 6 - x[0] - x[1] - x[2] - x[3] - x[4] - x[5]; }
static void cube_space(struct numbers *const s) {
    space_of(s, 6);
    for (int i = 0; i < 6; i++) add_float(s, 0, 1, 0, 0);
}
/* Half of the cube fails; the optimum lies against that wall. */
static double walled(const double *const x) {
    double sum = 0;
    for (int i = 0; i < 6; i++) sum += pow(x[i] - 0.5, 2);
    return x[0] > 0.5 ? NAN : sum;
}

/* The least loss of a study, or NaN; `spread` is the range of the last 100 trials' first value. */
static double search(void (*const make_space)(struct numbers *), objective *const f, const int sampler,
                     const double seed, const int trials, const int parallelism, double *const spread) {
    struct numbers space, options;
    make_space(&space);
    search_of(&options, sampler, trials, seed, parallelism);
    struct ss_study *const study = study_of(&space, &options);
    double x[64][MOST], best = INFINITY, low = INFINITY, high = -INFINITY;
    for (int told = 0, asked = 0; told < trials; told++) {
        while (asked < trials && ss_study_ask(study, x[asked % 64]) == asked) asked++;
        const double *const values = x[told % 64], loss = f(values);
        tell_one(study, told, isnan(loss) ? SS_TOLD_FAILED : SS_TOLD_COMPLETE, loss);
        best = fmin(best, loss);
        if (told < trials - 100) continue;
        low = fmin(low, values[0]);
        high = fmax(high, values[0]);
    }
    if (spread != NULL) *spread = high - low;
    ss_study_free(study);
    return best;
}

static int compare(const void *const a, const void *const b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
static double median(void (*const make_space)(struct numbers *), objective *const f, const int sampler,
                     const int trials, const int parallelism) {
    enum { SEEDS = 25 };
    double best[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++)
        best[seed] = search(make_space, f, sampler, seed + 1, trials, parallelism, NULL);
    qsort(best, SEEDS, sizeof *best, compare);
    return best[SEEDS / 2];
}

static void test_finds(void (*const make_space)(struct numbers *), objective *const f, const int trials,
                       const double bound) {
    const double mine = median(make_space, f, sampler_kind_cma_es, trials, 1);
    const double parallel = median(make_space, f, sampler_kind_cma_es, trials, 4);
    const double random = median(make_space, f, sampler_kind_random, trials, 1);
    if (!CHECK(mine < bound && parallel < 3 * bound && 4 * mine < random))
        printf("alone %g, four at a time %g, random %g\n", mine, parallel, random);
}

static void test_searches(void) {
    claim("finds what random search does not");
    test_finds(branin_space, branin, 100, 0.03);
    test_finds(rosenbrock_space, rosenbrock5, 100, 6);
    test_finds(integer_space, integers, 400, 0.3);
    test_finds(switch_space, switches, 400, 0.3);
    test_finds(network_space, network, 100, 0.006);
    claim("finds a corner");
    test_finds(cube_space, corner, 200, 0.02);
    claim("learns from failures where not to look");
    test_finds(cube_space, walled, 300, 1e-3);

    claim("when it has converged it begins anew elsewhere");
    double spread = 0;
    CHECK(search(cube_space, walled, sampler_kind_cma_es, 1, 250, 1, &spread) < 0.02 && spread < 0.5);
    double widest = 0;
    for (int trials = 800; trials <= 1600; trials += 100) {
        search(cube_space, walled, sampler_kind_cma_es, 1, trials, 1, &spread);
        widest = fmax(widest, spread);
    }
    CHECK(widest > 0.5);
}

/* A history that the sampler did not make: 60 trials near (0.9, 0.9), the nearer the better. */
static void test_foreign(void) {
    claim("learns from trials that it did not propose");
    struct numbers space;
    space_of(&space, 2);
    add_float(&space, 0, 1, 0, 0);
    add_float(&space, 0, 1, 0, 0);
    enum { TRIALS = 60 };
    struct numbers options;
    search_of(&options, sampler_kind_cma_es, 100, 1, 1);
    struct ss_study *const study = study_of(&space, &options);
    double values[2 * (TRIALS + 1)], loss[TRIALS + 1] = {0};
    uint8_t outcome[TRIALS + 1] = {0};
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_SAMPLER);
    for (int t = 0; t < TRIALS; t++) {
        values[2 * t] = 0.8 + 0.2 * rng_unit(&rng);
        values[2 * t + 1] = 0.8 + 0.2 * rng_unit(&rng);
        loss[t] = hypot(values[2 * t] - 0.9, values[2 * t + 1] - 0.9);
        outcome[t] = OUTCOME_COMPLETE;
    }
    const struct history history = {
        .params = 2, .asked = TRIALS, .visible = TRIALS, .values = values, .loss = loss, .outcome = outcome};
    double x[2];
    for (int k = 0; k < 20; k++) {
        CHECK(sampler_of(sampler_kind_cma_es)->propose(x, study->sampler_state, &history, &rng) == SS_OK);
        CHECK(hypot(x[0] - 0.9, x[1] - 0.9) < 0.2);
    }
    ss_study_free(study);
}

int main(void) {
    for (size_t i = 0; i < sizeof cma_goldens / sizeof *cma_goldens; i++) test_goldens(&cma_goldens[i]);
    test_points();
    test_margin();
    test_shares();
    test_searches();
    test_foreign();
    return check_report();
}
