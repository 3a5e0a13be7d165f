/** What nsga2 finds: fronts of known functions against random search, by hypervolume; one objective; mixed and conditional spaces; and
 *  which outcomes its generations rest on. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/study.h"

enum { SEEDS = 20, TRIALS = 300 };

struct problem {
    const char *name;
    int params, objectives;
    double low, high, reference;
    void (*evaluate)(double *losses, const double *x);
};

/* Deb et al. 2002, 3 dimensions. */
static void schaffer(double *const losses, const double *const x) {
    losses[0] = x[0] * x[0];
    losses[1] = (x[0] - 2) * (x[0] - 2);
}
static void zdt1(double *const losses, const double *const x) {
    double sum = 0;
    for (int i = 1; i < 8; i++) sum += x[i];
    const double g = 1 + 9 * sum / 7;
    losses[0] = x[0];
    losses[1] = g * (1 - sqrt(x[0] / g));
}
static void dtlz2(double *const losses, const double *const x) {
    const double pi = 3.14159265358979323846;
    double g = 0;
    for (int i = 2; i < 6; i++) g += (x[i] - 0.5) * (x[i] - 0.5);
    losses[0] = (1 + g) * cos(x[0] * pi / 2) * cos(x[1] * pi / 2);
    losses[1] = (1 + g) * cos(x[0] * pi / 2) * sin(x[1] * pi / 2);
    losses[2] = (1 + g) * sin(x[0] * pi / 2);
}
static const struct problem problems[] = {
    {"schaffer", 1, 2, -100, 100, 4, schaffer},
    {"zdt1", 8, 2, 0, 1, 6, zdt1},
    {"dtlz2", 6, 3, 0, 1, 1.5, dtlz2},
};

static struct ss_study *begin(const struct numbers *const space, const int sampler, const int trials, const int seed,
                              const int parallelism, const int objectives) {
    struct numbers search;
    const uint8_t maximize[SS_MOST_OBJECTIVES] = {0};
    int status = SS_OK;
    search_of(&search, sampler, trials, seed, parallelism);
    return ss_study_create(space->at, space->n, search.at, search.n, maximize, objectives, &status);
}

static double volume_of(const struct problem *const problem, const int sampler, const int seed) {
    struct numbers space;
    double x[16], losses[SS_MOST_OBJECTIVES], reference[SS_MOST_OBJECTIVES], volume = -1;
    space_of(&space, problem->params);
    for (int i = 0; i < problem->params; i++) add_float(&space, problem->low, problem->high, 0, 0);
    struct ss_study *const study = begin(&space, sampler, TRIALS, seed, 1, problem->objectives);
    for (int t = 0; t < TRIALS; t++) {
        CHECK(ss_study_ask(study, x) == t);
        problem->evaluate(losses, x);
        CHECK(ss_study_tell(study, t, SS_TOLD_COMPLETE, losses) == SS_OK);
    }
    for (int m = 0; m < problem->objectives; m++) reference[m] = problem->reference;
    int32_t numbers[TRIALS];
    const int front = ss_study_front(study, numbers);
    CHECK(ss_study_hypervolume(study, numbers, front, reference, &volume) == SS_OK);
    ss_study_free(study);
    return volume;
}

static int compare(const void *const a, const void *const b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void test_fronts(void) {
    for (size_t p = 0; p < sizeof problems / sizeof *problems; p++) {
        double found[2][SEEDS];
        int better = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            found[0][seed] = volume_of(&problems[p], sampler_kind_random, seed);
            found[1][seed] = volume_of(&problems[p], sampler_kind_nsga2, seed);
            better += found[1][seed] > found[0][seed];
        }
        for (int k = 0; k < 2; k++) qsort(found[k], SEEDS, sizeof found[k][0], compare);
        printf("%s: median hypervolume random %.4f, nsga2 %.4f; better in %d of %d\n", problems[p].name,
               found[0][SEEDS / 2], found[1][SEEDS / 2], better, SEEDS);
        claim("it finds more of a front than random search");
        CHECK(better >= SEEDS - 2);
    }
}

/* A network's score, roughly: layers that help, units around 2^5 of each, one optimizer that is better, a rate around 10^-2. */
static double network(const double *const x) {
    double loss = 0.1 * fabs(x[0] - 2) + (x[1] == 1 ? 0.0 : 0.2);
    for (int i = 2; i < 5; i++)
        if (!isnan(x[i])) loss += 0.05 * fabs(log2(x[i]) - 5);
    return loss + 0.1 * fabs(log10(x[5]) + 2);
}

static double least_of(const int sampler, const int seed) {
    struct numbers space;
    double x[6], least = INFINITY;
    space_of(&space, 6);
    add_int(&space, 1, 3, 0, 0);
    add_choice(&space, 4);
    add_int(&space, 4, 256, 1, 0);
    add_int(&space, 4, 256, 1, 0);
    add_when(&space, 0, 2, (double[]){2, 3});
    add_int(&space, 4, 256, 1, 0);
    add_when(&space, 0, 1, (double[]){3});
    add_float(&space, 1e-5, 1, 1, 0);
    struct ss_study *const study = begin(&space, sampler, TRIALS, seed, 4, 1);
    for (int t = 0; t < TRIALS; t++) {
        CHECK(ss_study_ask(study, x) == t);
        const double loss = network(x);
        least = fmin(least, loss);
        CHECK(ss_study_tell(study, t, t % 13 == 7 ? SS_TOLD_FAILED : SS_TOLD_COMPLETE, &loss) == SS_OK);
    }
    ss_study_free(study);
    return least;
}

static void test_one_objective(void) {
    claim("with one objective, in a mixed and conditional space, it finds what is better than random search does");
    int better = 0;
    for (int seed = 0; seed < SEEDS; seed++)
        better += least_of(sampler_kind_nsga2, seed) < least_of(sampler_kind_random, seed);
    printf("one objective: better in %d of %d\n", better, SEEDS);
    CHECK(better >= SEEDS - 3);
}

/* Outcomes of trials that trial t may not see yet must not count: with a parallelism of P that are the last P - 1. */
static void test_generations(void) {
    enum { PARALLEL = 5, POPULATION = 50 };
    claim("the second generation begins with the trial that sees the whole first one");
    struct numbers space;
    double rows[2][4 * POPULATION];
    space_of(&space, 1);
    add_float(&space, 0, 1, 0, 0);
    for (int other = 0; other < 2; other++) {
        struct ss_study *const study = begin(&space, sampler_kind_nsga2, 4 * POPULATION, 1, PARALLEL, 2);
        for (int t = 0; t < 4 * POPULATION; t++) {
            CHECK(ss_study_ask(study, &rows[other][t]) == t);
            const double x = rows[0][t], losses[2] = {other ? 1 - x : x, other ? x : x * x};
            CHECK(ss_study_tell(study, t, SS_TOLD_COMPLETE, losses) == SS_OK);
        }
        ss_study_free(study);
    }
    int first = 0;
    while (first < 4 * POPULATION && rows[0][first] == rows[1][first]) first++;
    CHECK(first >= POPULATION + PARALLEL - 1 && first < POPULATION + PARALLEL + 4);
}

int main(void) {
    test_fronts();
    test_one_objective();
    test_generations();
    return check_report();
}
