/** Views of a study: what they say of an earlier trial is what the sampler worked with when it proposed it; and looking changes nothing. The
 *  figures themselves are checked against SciPy and scikit-learn in test_sampler_tpe.c and test_gp_model.c. */
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/sampler_cma_es.h"
#include "tune/sampler_gp.h"
#include "tune/sampler_nsga2.h"
#include "tune/sampler_tpe.h"
#include "tune/study.h"

enum { TRIALS = 90, MOST_PARAMS = 8, POINTS = 5 };

static void small_space(struct numbers *const s) {
    space_of(s, 4);
    add_float(s, 1e-4, 1, 1, 0);
    add_choice(s, 3);
    add_int(s, 1, 100, 0, 0);
    add_when(s, 1, 2, (double[]){0, 2});
    add_float(s, -1, 1, 0, 0);
}

static double loss_of(const double *const v) {
    const double a = log(v[0]) + 4, b = isnan(v[2]) ? 1 : v[2] / 50 - 1;
    return a * a + b * b + v[3] * v[3] + 0.1 * v[1];
}

static struct ss_study *start(void (*const make)(struct numbers *), const int sampler, const int parallelism,
                              const int maximize) {
    struct numbers space, search;
    int status = SS_OK;
    make(&space);
    search_of(&search, sampler, TRIALS, 7, parallelism);
    return create_one(space.at, space.n, search.at, search.n, maximize, &status);
}

static void tell_all(struct ss_study *const study, const double sign) {
    for (int t = study->told; t < study->asked; t++) {
        const double loss = loss_of(study->values + 4 * t);
        if (t % 11 == 3)
            tell_one(study, t, SS_TOLD_FAILED, NAN);
        else
            tell_one(study, t, t % 7 == 5 ? SS_TOLD_PRUNED : SS_TOLD_COMPLETE, sign * loss);
    }
}

/* Ask for the next trial, after what ran is told if it has to wait. @return its number, negative at the end */
static int ask(struct ss_study *const study, const double sign) {
    double values[MOST_PARAMS];
    int trial = ss_study_ask(study, values);
    if (trial == SS_WAIT) {
        tell_all(study, sign);
        trial = ss_study_ask(study, values);
    }
    return trial;
}

struct surrogate {
    double mean[POINTS], deviation[POINTS], acquisition[POINTS];
};

/* Configurations of the first trials, and one without the parameter that a category switches off. */
static void points_of(double points[POINTS * 4], const struct ss_study *const study) {
    memcpy(points, study->values, (POINTS - 1) * 4 * sizeof *points);
    memcpy(points + 4 * (POINTS - 1), (double[]){0.02, 1, NAN, 0.3}, 4 * sizeof *points);
}

/* Trials of an earlier study. */
static void warm_up(struct ss_study *const study, const int warm) {
    double values[20 * 4], told[20];
    uint8_t taken[20];
    for (int i = 0; i < warm; i++) {
        const double row[4] = {1e-4 * (i + 1), 1, NAN, i / 20.0};
        memcpy(values + 4 * i, row, sizeof row);
        told[i] = loss_of(row);
    }
    if (warm > 0) CHECK(ss_study_warm(study, values, told, warm, taken) == warm);
}

static void test_surrogate(const int parallelism, const int warm) {
    claim("gp: a view of trial n is what its proposal rested on, bit for bit");
    struct ss_study *const study = start(small_space, sampler_kind_gp, parallelism, 0);
    struct ss_study *const other = start(small_space, sampler_kind_gp, parallelism, 0);
    warm_up(study, warm);
    warm_up(other, warm);
    static struct surrogate live[TRIALS];
    double points[POINTS * 4], scales[4], again[4];
    struct surrogate view;
    const int startup = study->options.sampler.gp.n_startup_trials;
    CHECK(ss_study_surrogate(study, 0, NULL, 0, NULL, NULL, NULL, NULL) == (warm > 0 ? SS_OK : SS_NO_VIEW));
    for (int n = 0; n < TRIALS; n++) {
        CHECK(ask(study, 1) == n && ask(other, 1) == n);
        if (n == POINTS) points_of(points, study);
        if (n < startup + parallelism || n < POINTS) continue;
        for (int k = 0; k < POINTS; k++)
            gp_view_at(&live[n].mean[k], &live[n].deviation[k], &live[n].acquisition[k], study->sampler_state,
                       points + 4 * k);
        if (n % 8 > 0) continue; /* also while the study runs: at trials far and near, and with all that is known */
        const int at[] = {n, n - 1, startup + parallelism, 3, -1};
        for (int i = 0; i < 5; i++) {
            const int status =
                ss_study_surrogate(study, at[i], points, POINTS, view.mean, view.deviation, view.acquisition, scales);
            CHECK(status == SS_OK || (at[i] == 3 && status == SS_NO_VIEW));
        }
    }
    for (int n = startup + parallelism; n < TRIALS; n++) {
        CHECK(ss_study_surrogate(study, n, points, POINTS, view.mean, view.deviation, view.acquisition, scales) ==
              SS_OK);
        CHECK(memcmp(&view, &live[n], sizeof view) == 0);
    }
    claim("looking changed no proposal");
    CHECK(memcmp(study->values, other->values, TRIALS * 4 * sizeof(double)) == 0);

    claim("a study that has only its history shows the same");
    struct ss_study *const bare = start(small_space, sampler_kind_gp, parallelism, 0);
    warm_up(bare, warm);
    memcpy(bare->values, study->values, TRIALS * 4 * sizeof(double));
    memcpy(bare->loss, study->loss, TRIALS * sizeof(double));
    memcpy(bare->outcome, study->outcome, TRIALS);
    memcpy(bare->leader, study->leader, TRIALS * sizeof *bare->leader);
    bare->asked = study->asked;
    bare->told = study->told;
    const int far[] = {TRIALS - 1, startup + parallelism, TRIALS / 2};
    for (int i = 0; i < 3; i++) {
        CHECK(ss_study_surrogate(bare, far[i], points, POINTS, view.mean, view.deviation, view.acquisition, again) ==
              SS_OK);
        CHECK(memcmp(&view, &live[far[i]], sizeof view) == 0);
    }
    ss_study_free(bare);

    claim("all that is known: the losses, and what matters has a shorter length scale");
    tell_all(study, 1);
    CHECK(ss_study_surrogate(study, -1, study->values, TRIALS, (double[TRIALS]){0}, (double[TRIALS]){0},
                             (double[TRIALS]){0}, scales) == SS_OK);
    CHECK(scales[0] < scales[3] && scales[0] > 0 && !isnan(scales[1]));
    CHECK(ss_study_surrogate(study, -1, study->values + 4 * study->best, 1, view.mean, view.deviation, view.acquisition,
                             NULL) == SS_OK);
    CHECK(fabs(view.mean[0] - study->loss[study->best]) < 4 * view.deviation[0] + 0.05);
    claim("what is not active is not looked at; what is missing is in the middle");
    const double same[4][4] = {{0.02, 1, 5, 0.3}, {0.02, 1, NAN, 0.3}, {0.02, 0, NAN, 0.3}, {0.02, 0, 51, 0.3}};
    CHECK(ss_study_surrogate(study, -1, same[0], 4, view.mean, view.deviation, view.acquisition, NULL) == SS_OK);
    CHECK(view.mean[0] == view.mean[1] && view.mean[2] == view.mean[3] && view.mean[1] != view.mean[2]);
    ss_study_free(study);
    ss_study_free(other);
}

static void test_sign(void) {
    claim("of an objective to maximise the mean has its sign; uncertainty and improvement have none");
    struct ss_study *const low = start(small_space, sampler_kind_gp, 1, 0);
    struct ss_study *const high = start(small_space, sampler_kind_gp, 1, 1);
    for (int n = 0; n < 30; n++) CHECK(ask(low, 1) == n && ask(high, -1) == n);
    struct surrogate a, b;
    CHECK(ss_study_surrogate(low, 30, low->values, POINTS, a.mean, a.deviation, a.acquisition, NULL) == SS_WAIT);
    tell_all(low, 1);
    tell_all(high, -1);
    CHECK(ss_study_surrogate(low, 30, low->values, POINTS, a.mean, a.deviation, a.acquisition, NULL) == SS_OK);
    CHECK(ss_study_surrogate(high, 30, low->values, POINTS, b.mean, b.deviation, b.acquisition, NULL) == SS_OK);
    for (int k = 0; k < POINTS; k++)
        CHECK(a.mean[k] == -b.mean[k] && a.deviation[k] == b.deviation[k] && a.acquisition[k] == b.acquisition[k]);
    ss_study_free(low);
    ss_study_free(high);
}

static void test_densities(const int parallelism) {
    claim("tpe: a view of trial n is what its proposal rested on, bit for bit");
    struct ss_study *const study = start(small_space, sampler_kind_tpe, parallelism, 0);
    struct ss_study *const other = start(small_space, sampler_kind_tpe, parallelism, 0);
    static const double points[4][3] = {{1e-3, 0.02, 1}, {0, 1, 2}, {1, 50, 100}, {-1, 0, 0.4}};
    static double live[TRIALS][4][2][3];
    double good[3], bad[3];
    for (int n = 0; n < TRIALS; n++) {
        CHECK(ask(study, 1) == n && ask(other, 1) == n);
        for (int i = 0; i < 4; i++) {
            tpe_view(live[n][i][0], live[n][i][1], study->sampler_state, i, points[i], 3);
            CHECK(ss_study_densities(study, n / 2, i, points[i], 3, good, bad) == SS_OK);
        }
    }
    for (int n = 0; n < TRIALS; n++)
        for (int i = 0; i < 4; i++) {
            CHECK(ss_study_densities(study, n, i, points[i], 3, good, bad) == SS_OK);
            CHECK(memcmp(good, live[n][i][0], sizeof good) == 0 && memcmp(bad, live[n][i][1], sizeof bad) == 0);
        }
    CHECK(memcmp(study->values, other->values, TRIALS * 4 * sizeof(double)) == 0);
    claim("before any outcome both are a random draw's");
    CHECK(ss_study_densities(study, 0, 1, points[1], 3, good, bad) == SS_OK);
    for (int k = 0; k < 3; k++) CHECK_CLOSE(good[k], 1.0 / 3, 1e-12), CHECK_CLOSE(bad[k], 1.0 / 3, 1e-12);
    claim("the good lie where the loss is low: exp(-4) on a logarithm");
    CHECK(ss_study_densities(study, TRIALS - 1, 0, points[0], 3, good, bad) == SS_OK);
    CHECK(good[1] > 2 * good[0] && good[1] > 2 * good[2] && good[1] / bad[1] > good[2] / bad[2]);
    ss_study_free(study);
    ss_study_free(other);
}

struct distribution {
    double numbers[SS_DISTRIBUTION_NUMBERS], mean[4], covariance[16], shares[3];
};

/* The distribution that a state stands at: after a proposal there is nothing more to learn. */
static void read_state(struct distribution *const d, const struct ss_study *const study, const int trial) {
    struct rng rng = study_rng(study, trial);
    const struct history history = study_sampler_history(study, trial);
    struct cma_es_view view = {&d->numbers[0], &d->numbers[1], &d->numbers[2], d->mean, d->covariance, d->shares};
    cma_es_view(&view, study->sampler_state, &history, &rng);
}

static int look(struct distribution *const d, const struct ss_study *const study, const int trial) {
    return ss_study_distribution(study, trial, d->numbers, d->mean, d->covariance, d->shares);
}

static void test_distribution(const int parallelism, const int warm) {
    claim("cma_es: a view of trial n is what it was drawn from, bit for bit");
    struct ss_study *const study = start(small_space, sampler_kind_cma_es, parallelism, 0);
    struct ss_study *const other = start(small_space, sampler_kind_cma_es, parallelism, 0);
    warm_up(study, warm);
    warm_up(other, warm);
    const double own[4] = {0.5, 0, 7, 0.25};
    CHECK(ss_study_enqueue(study, own) == SS_OK && ss_study_enqueue(other, own) == SS_OK);
    static struct distribution live[TRIALS];
    struct distribution view;
    memset(&view, 0, sizeof view);
    for (int n = 0; n < TRIALS; n++) {
        CHECK(ask(study, 1) == n && ask(other, 1) == n);
        if (n > 0) read_state(&live[n], other, n);
        CHECK(look(&view, study, n / 2) == SS_OK);
    }
    for (int n = 1; n < TRIALS; n++) {
        CHECK(look(&view, study, n) == SS_OK);
        CHECK(memcmp(&view, &live[n], sizeof view) == 0);
    }
    CHECK(memcmp(study->values, other->values, TRIALS * 4 * sizeof(double)) == 0);
    claim("it begins in the middle, a sixth of each range wide; of 100 whole numbers the range is a hundredth wider "
          "than from 1 to 100");
    CHECK(look(&view, study, 0) == SS_OK && view.numbers[0] == 0 && view.numbers[2] == 0);
    const double wide = warm > 0 ? 0.01 : 1.0 / 36;
    if (warm == 0) CHECK_CLOSE(view.mean[0], 0.5, 1e-12), CHECK_CLOSE(view.mean[2], 0.5, 1e-12);
    CHECK_CLOSE(view.covariance[0], wide, 1e-12);
    CHECK_CLOSE(view.covariance[2 * 4 + 2], wide * pow(100.0 / 99, 2), 1e-12);
    CHECK(isnan(view.mean[1]) && isnan(view.covariance[4 + 1]) && isnan(view.covariance[1]));
    for (int k = 0; k < 3; k++) CHECK_CLOSE(view.shares[k], 1.0 / 3, 1e-12);
    claim("by and by it lies where the loss is low, and is narrower");
    CHECK(look(&view, study, TRIALS - 1) == SS_OK && view.numbers[2] > 5 && view.numbers[1] == live[1].numbers[1]);
    CHECK(view.covariance[0] + view.covariance[15] < 2 * wide);
    CHECK_CLOSE(view.shares[0] + view.shares[1] + view.shares[2], 1, 1e-12);
    CHECK(fabs(view.mean[0] - (-4 - log(1e-4)) / -log(1e-4)) < 0.15);
    CHECK(view.covariance[3] == view.covariance[12]);
    ss_study_free(study);
    ss_study_free(other);
}

static void two_numbers(struct numbers *const s) {
    space_of(s, 2);
    add_float(s, 0, 1, 0, 0);
    add_float(s, 0, 1, 0, 0);
}

enum { POPULATION = 10, PAIRS = 64 };

static bool beats(const double *const a, const double *const b) {
    return a[0] <= b[0] && a[1] <= b[1] && (a[0] < b[0] || a[1] < b[1]);
}

/* Rank by its definition: how many fronts must be taken away before none beats it. */
static int rank_among(const double *const loss, const int32_t *const numbers, const int n, const int own) {
    int rank = 0;
    for (int i = 0; i < n; i++)
        if (beats(loss + 2 * numbers[i], loss + 2 * own)) {
            const int below = rank_among(loss, numbers, n, numbers[i]);
            if (below + 1 > rank) rank = below + 1;
        }
    return rank;
}

static void test_population(void) {
    claim("nsga2: the parents are the best of all by rank, those after them the generation under way");
    struct numbers space, search;
    two_numbers(&space);
    search_of(&search, sampler_kind_nsga2, PAIRS, 5, 3);
    search.at[1] = POPULATION;
    const uint8_t directions[2] = {0, 0};
    int status = SS_OK;
    struct ss_study *const study = ss_study_create(space.at, space.n, search.at, search.n, directions, 2, &status);
    CHECK(study != NULL && ss_study_view(study) == SS_VIEW_POPULATION);
    if (study == NULL) return;
    int32_t numbers[2 * POPULATION], ranks[2 * POPULATION], before[2 * POPULATION + 1];
    int candidates = 0, left = 0;
    double x[2];
    for (int n = 0; n < PAIRS; n++) {
        if (n >= 3) {
            const double *const v = study->values + 2 * (n - 3);
            const double losses[2] = {v[0] * v[0] + 0.1 * v[1], (1 - v[0]) * (1 - v[0]) + 0.1 * v[1]};
            CHECK(ss_study_tell(study, n - 3, (n - 3) % 9 == 4 ? SS_TOLD_FAILED : SS_TOLD_COMPLETE, losses) == SS_OK);
        }
        CHECK(ss_study_ask(study, x) == n);
        const int visible = n < 3 ? 0 : n - 2;
        int complete = 0;
        for (int t = 0; t < visible; t++) complete += study->outcome[t] == OUTCOME_COMPLETE;
        const int members = ss_study_population(study, n, numbers, ranks);
        const int parents = complete >= POPULATION ? POPULATION : 0;
        CHECK(members == (parents > 0 ? POPULATION : 0) + complete % POPULATION);
        /* Each once, complete and seen; the fresh ones are the latest. */
        int latest = visible;
        for (int i = members - 1; i >= 0; i--) {
            const int t = numbers[i];
            CHECK(t >= 0 && t < visible && study->outcome[t] == OUTCOME_COMPLETE);
            for (int j = 0; j < i; j++) CHECK(numbers[j] != t);
            if (i >= parents) {
                for (latest--; study->outcome[latest] != OUTCOME_COMPLETE;) latest--;
                CHECK(ranks[i] == -1 && t == latest);
            } else {
                CHECK(ranks[i] == rank_among(study->loss, numbers, parents, t));
                CHECK(i == 0 || ranks[i] >= ranks[i - 1]);
            }
        }
        /* Of parents and fresh ones together, none that was left behind beats one that was kept. */
        if (candidates > 0 && parents > 0 && members == parents) {
            if (study->outcome[visible - 1] == OUTCOME_COMPLETE) before[candidates++] = visible - 1;
            for (int i = 0; i < candidates; i++) {
                bool is_kept = false;
                for (int j = 0; j < parents; j++) is_kept |= numbers[j] == before[i];
                for (int j = 0; j < parents && !is_kept; j++)
                    CHECK(!beats(study->loss + 2 * before[i], study->loss + 2 * numbers[j]));
                left += !is_kept;
            }
        }
        for (int i = 0; i < members; i++) before[i] = numbers[i];
        candidates = members > parents ? members : 0;
    }
    CHECK(left > 2 * POPULATION);
    CHECK(ss_study_population(study, PAIRS, numbers, ranks) == SS_WAIT);
    CHECK(ss_study_population(study, -1, numbers, ranks) > POPULATION);
    CHECK(ss_study_population(study, -1, NULL, ranks) == SS_BAD_ARGUMENT);
    CHECK(ss_study_distribution(study, -1, x, x, x, x) == SS_NO_VIEW);
    ss_study_free(study);
}

static void test_axis(void) {
    claim("an axis runs along the parameter's own scale, both ends to the bit");
    struct ss_study *const study = start(small_space, sampler_kind_tpe, 1, 0);
    double values[200];
    CHECK(ss_study_axis(study, 0, 5, values) == 5 && values[0] == 1e-4 && values[4] == 1);
    for (int k = 1; k < 5; k++) CHECK_CLOSE(values[k] / values[k - 1], 10, 1e-12);
    CHECK(ss_study_axis(study, 1, 2, values) == 2 && values[0] == 0 && values[1] == 2);
    CHECK(ss_study_axis(study, 1, 50, values) == 3 && values[1] == 1);
    CHECK(ss_study_axis(study, 2, 100, values) == 100 && values[0] == 1 && values[99] == 100);
    CHECK(ss_study_axis(study, 2, 4, values) == 4 && values[3] == 100);
    CHECK(ss_study_axis(study, 3, 3, values) == 3 && values[1] == 0);
    CHECK(ss_study_axis(study, 4, 3, values) == SS_BAD_ARGUMENT && ss_study_axis(study, -1, 3, values) < 0);
    CHECK(ss_study_axis(study, 0, 1, values) < 0 && ss_study_axis(study, 0, 3, NULL) < 0);
    CHECK(ss_study_axis(NULL, 0, 3, values) == SS_BAD_ARGUMENT);
    ss_study_free(study);
}

static struct ss_study *asha_study(const int maximize) {
    struct numbers space, search;
    struct search_options options = {0};
    struct ss_study *study = NULL;
    const uint8_t directions[1] = {(uint8_t)maximize};
    small_space(&space);
    search_of(&search, sampler_kind_random, 12, 1, 2);
    const double *in = search.at;
    CHECK(search_read(&options, &in, search.at + search.n));
    options.pruner.asha = (struct pruner_asha){.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2};
    CHECK(study_create(&study, space.at, space.n, &options, directions, 1) == SS_OK);
    return study;
}

static void test_rungs(void) {
    claim("asha: the rungs are what was reported there, and who went on is who was not stopped there");
    struct ss_study *const study = asha_study(1);
    int reached[12] = {0}, stopped_at[12] = {0};
    double value[12][9], values[12];
    uint8_t went_on[12];
    const double level[12] = {5, 3, 6, 1, 7, 2, 8, 9, 4, 10, 0, 5.5};
    for (int t = 0; t < 12; t++) {
        CHECK(ask(study, 1) == t);
        if (t == 5) CHECK(ss_study_rung(study, 5, 0, values, went_on) == 1);
        for (int step = 1; step <= 8 && stopped_at[t] == 0; step++) {
            value[t][step] = level[t] + 0.1 * step;
            if (ss_study_report(study, t, step, value[t][step]) == 0) stopped_at[t] = step;
            reached[t] = step;
        }
        tell_one(study, t, stopped_at[t] ? SS_TOLD_PRUNED : SS_TOLD_COMPLETE, value[t][reached[t]]);
    }
    int stopped = 0, there = 0;
    for (int rung = 0; rung < 4; rung++) {
        const int step = 1 << rung;
        CHECK(ss_study_rung(study, -1, rung, values, went_on) == step);
        for (int t = 0; t < 12; t++) {
            CHECK(reached[t] >= step ? values[t] == value[t][step] : isnan(values[t]));
            CHECK(went_on[t] == (reached[t] >= step && stopped_at[t] != step));
            there += !isnan(values[t]);
            stopped += !isnan(values[t]) && !went_on[t];
        }
        claim("of trial n: those that it is compared with");
        CHECK(ss_study_rung(study, 6, rung, values, went_on) == step);
        for (int t = 0; t < 12; t++) CHECK(t < 5 ? isnan(values[t]) == (reached[t] < step) : isnan(values[t]));
    }
    CHECK(stopped > 3 && there > 15);
    CHECK(ss_study_rung(study, -1, 31, values, went_on) == INT32_MAX);
    CHECK(ss_study_rung(study, -1, -1, values, went_on) == SS_BAD_ARGUMENT);
    CHECK(ss_study_rung(study, 13, 0, values, went_on) == SS_BAD_ARGUMENT);
    CHECK(ss_study_rung(study, 2, 0, NULL, went_on) == SS_BAD_ARGUMENT);
    ss_study_free(study);
}

static void test_arguments(void) {
    claim("a sampler or pruner without a view says so");
    double x[4] = {0.1, 0, 3, 0}, out[4], seen[SS_VIEW_NUMBERS];
    uint8_t flags[1];
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        struct ss_study *const study = start(small_space, sampler, 3, 0);
        const bool is_tpe = sampler == sampler_kind_tpe, is_gp = sampler == sampler_kind_gp;
        const bool is_cma = sampler == sampler_kind_cma_es, is_nsga2 = sampler == sampler_kind_nsga2;
        if (study == NULL) continue;
        CHECK(ss_study_view(study) == (is_tpe     ? SS_VIEW_DENSITIES
                                       : is_gp    ? SS_VIEW_SURROGATE
                                       : is_cma   ? SS_VIEW_DISTRIBUTION
                                       : is_nsga2 ? SS_VIEW_POPULATION
                                                  : SS_VIEW_NONE) ||
              study->sampler != sampler_of(sampler));
        int32_t members[1];
        if (!is_cma) CHECK(ss_study_distribution(study, 0, out, out, out, out) == SS_NO_VIEW);
        if (!is_nsga2) CHECK(ss_study_population(study, 0, members, members) == SS_NO_VIEW);
        if (!is_tpe && !is_gp && study->sampler == sampler_of(sampler)) {
            CHECK(ss_study_densities(study, 0, 0, x, 1, out, out) == SS_NO_VIEW);
            CHECK(ss_study_surrogate(study, 0, x, 1, out, out, out, NULL) == SS_NO_VIEW);
        }
        CHECK(ss_study_rung(study, 0, 0, out, flags) == SS_NO_VIEW);
        ss_study_free(study);
    }
    claim("arguments out of range");
    struct ss_study *const study = start(small_space, sampler_kind_gp, 3, 0);
    CHECK(ss_study_view(NULL) == SS_BAD_ARGUMENT && ss_study_seen(NULL, 0, seen) == SS_BAD_ARGUMENT);
    CHECK(ss_study_seen(study, 1, seen) == SS_BAD_ARGUMENT && ss_study_seen(study, -2, seen) == SS_BAD_ARGUMENT);
    CHECK(ss_study_seen(study, 0, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_values(study, 0, out) == SS_BAD_ARGUMENT);
    for (int n = 0; n < 3; n++) CHECK(ask(study, 1) == n);
    CHECK(ss_study_seen(study, 3, seen) == SS_WAIT);
    tell_one(study, 0, SS_TOLD_COMPLETE, 4);
    CHECK(ss_study_seen(study, 3, seen) == SS_OK && seen[0] == 3 && seen[1] == 1 && seen[2] == 0);
    CHECK(ss_study_seen(study, 2, seen) == SS_OK && seen[0] == 2 && seen[1] == 0 && seen[2] == -1);
    tell_one(study, 1, SS_TOLD_COMPLETE, 3);
    CHECK(ss_study_seen(study, -1, seen) == SS_OK && seen[0] == 3 && seen[1] == 2 && seen[2] == 1);
    CHECK(ss_study_values(study, 2, out) == SS_OK && memcmp(out, study->values + 8, sizeof out) == 0);
    const double wrong[][4] = {{2, 0, 3, 0}, {0.1, 3, 3, 0}, {0.1, 0.5, 3, 0}, {0.1, 0, 3.5, 0}, {0.1, 0, 3, INFINITY}};
    CHECK(ss_study_surrogate(study, -1, x, 1, out, out + 1, out + 2, NULL) == SS_OK);
    for (int i = 0; i < 5; i++)
        CHECK(ss_study_surrogate(study, -1, wrong[i], 1, out, out, out, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_surrogate(study, -1, NULL, 1, out, out, out, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_surrogate(study, -1, x, -1, out, out, out, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_surrogate(study, -1, x, 1, out, NULL, out, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_surrogate(study, 4, x, 1, out, out, out, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_densities(study, -1, 4, x, 1, out, out) == SS_BAD_ARGUMENT);
    CHECK(ss_study_densities(study, -1, 0, (double[]){NAN}, 1, out, out) == SS_BAD_ARGUMENT);
    ss_study_free(study);
}

int main(void) {
    test_surrogate(1, 0);
    test_surrogate(4, 0);
    test_surrogate(2, 20);
    test_sign();
    test_densities(1);
    test_densities(5);
    test_distribution(1, 0);
    test_distribution(4, 0);
    test_distribution(2, 20);
    test_population();
    test_axis();
    test_rungs();
    test_arguments();
    return check_report();
}
