/* PED-ANOVA (Watanabe, Bansal and Hutter 2023): the Pearson divergence of where the best tenth of the trials lies from where all lie, for
 * each parameter by itself: the variance of the chance of a trial to be among the best, over the values that were tried. Only
 * the order of the losses counts, so a few terrible ones do not decide. For a parameter that is not always active the divergence
 * is taken among the trials that have it, and weighs by their share and by how many of them are among the best (importance.h).
 *
 * Unlike theirs, and Optuna's: both densities have the bandwidth and the share of the prior that suit the best tenth; and the divergence that
 * so many trials drawn from all by lot would have is subtracted. So a parameter that does not matter stays near 0, also when
 * the best are five. */
#include <math.h>
#include <stdlib.h>

#include "tune/importance.h"

static void *ped_anova_place(struct arena *const arena, const struct bins *const bins, const int rows) {
    (void)bins;
    return arena_take(arena, (uint64_t)rows, sizeof(double));
}

static int by_size(const void *const a, const void *const b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The loss that the best tenth, but at least two, do not exceed. */
static double bound_of_best(double *const sorted, const struct importance_call *const call) {
    for (int r = 0; r < call->rows; r++) sorted[r] = call->loss[r];
    qsort(sorted, (size_t)call->rows, sizeof *sorted, by_size);
    const int best = (int)fmax(2.0, ceil(0.1 * call->rows));
    return sorted[best - 1];
}

/* How many trials lie in each bin of a parameter, and where the bins lie. */
struct counts {
    int bins, all, best;
    double of_all[MOST_BINS], of_best[MOST_BINS];
    double edge[MOST_BINS + 1], middle[MOST_BINS];
};

static void count(struct counts *const c, const struct importance_call *const call, const int i, const double bound) {
    const uint8_t *const bin = call->bin + (size_t)i * (size_t)call->rows;
    *c = (struct counts){.bins = call->bins->count[i]};
    for (int r = 0; r < call->rows; r++) {
        if (bin[r] == BIN_ABSENT) continue;
        const bool is_best = call->loss[r] <= bound;
        c->all++;
        c->of_all[bin[r]]++;
        c->best += is_best;
        c->of_best[bin[r]] += is_best;
    }
    for (int b = 0; b < c->bins; b++) {
        const double share = call->bins->share[(size_t)i * MOST_BINS + (size_t)b];
        c->middle[b] = c->edge[b] + 0.5 * share;
        c->edge[b + 1] = c->edge[b] + share;
    }
}

/* The middle of the bin up to which a share of the best lies. */
static double quantile(const struct counts *const c, const double share) {
    double below = 0.0;
    for (int b = 0; b < c->bins - 1; b++) {
        below += c->of_best[b];
        if (below >= share * c->best) return c->middle[b];
    }
    return c->middle[c->bins - 1];
}

/* Scott's rule (1992), and no narrower than the tree-structured Parzen estimator allows (Bergstra et al. 2011). */
static double bandwidth(const struct counts *const c) {
    double mean = 0.0, squares = 0.0;
    for (int b = 0; b < c->bins; b++) mean += c->of_best[b] / c->best * c->middle[b];
    for (int b = 0; b < c->bins; b++) squares += c->of_best[b] * ((c->middle[b] - mean) * (c->middle[b] - mean));
    const double deviation = sqrt(squares / (c->best - 1));
    const double quartiles = (quantile(c, 0.75) - quantile(c, 0.25)) / 1.34;
    const double scott = 1.059 * fmin(deviation, quartiles) * pow(c->best, -0.2);
    return fmax(scott, 1.0 / (1.0 + c->best));
}

/* What a trial in bin b adds to each bin: a normal cut off at 0 and 1; of a choice all to its own. */
static void spread(double *const kernel, const struct counts *const c, const int b, const bool is_choice,
                   const double width) {
    const double scale = sqrt(2.0) * width;
    double sum = 0.0;
    for (int g = 0; g < c->bins; g++) {
        const double low = (c->edge[g] - c->middle[b]) / scale, high = (c->edge[g + 1] - c->middle[b]) / scale;
        kernel[g] = is_choice ? g == b : erf(high) - erf(low);
        sum += kernel[g];
    }
    for (int g = 0; g < c->bins; g++) kernel[g] /= sum;
}

static double divergence(const struct counts *const c, const bool is_choice) {
    const double width = is_choice ? 1.0 : bandwidth(c), best = c->best, all = c->all;
    double at_best[MOST_BINS] = {0}, at_all[MOST_BINS] = {0}, squares[MOST_BINS] = {0};
    for (int b = 0; b < c->bins; b++) {
        if (c->of_all[b] == 0.0) continue;
        double kernel[MOST_BINS];
        spread(kernel, c, b, is_choice, width);
        for (int g = 0; g < c->bins; g++) {
            at_best[g] += c->of_best[b] / best * kernel[g];
            at_all[g] += c->of_all[b] / all * kernel[g];
            squares[g] += c->of_all[b] / all * (kernel[g] * kernel[g]);
        }
    }
    const double prior = 1.0 / (best + 1.0), by_lot = (all - best) / (all - 1.0) / best;
    double sum = 0.0;
    for (int g = 0; g < c->bins; g++) {
        const double density = (1.0 - prior) * at_all[g] + prior * (c->edge[g + 1] - c->edge[g]);
        const double difference = (1.0 - prior) * (at_best[g] - at_all[g]);
        const double chance = (1.0 - prior) * (1.0 - prior) * by_lot * (squares[g] - at_all[g] * at_all[g]);
        sum += (difference * difference - chance) / density;
    }
    return fmax(sum, 0.0);
}

static void ped_anova_measure(double *const single, double *const pairs, void *const state,
                              const struct importance_call *const call) {
    (void)pairs;
    const double bound = bound_of_best(state, call);
    for (int i = 0; i < call->bins->params; i++) {
        struct counts c;
        count(&c, call, i, bound);
        if (c.bins < 2 || c.best < 2 || c.best == c.all) continue;
        const bool is_choice = call->bins->space->entries[i].parameter.kind == PARAMETER_CATEGORICAL;
        const double chance = (double)c.best / c.all;
        single[i] = (double)c.all / call->rows * (chance * chance) * divergence(&c, is_choice);
    }
}

const struct importance_ops importance_ped_anova = {
    .name = "ped_anova",
    .has_pairs = false,
    .place = ped_anova_place,
    .measure = ped_anova_measure,
};
