/* Optuna's WilcoxonPruner (3.6): stop a trial when its folds are worse than those of the best trial, pair by pair, by Wilcoxon's test;
 * but not when the mean of its folds is no worse than the best trial's value. A fold of NaN or infinity on either side: never.
 *
 * Unlike Optuna's, the best is the best visible trial; ties and zeros are exact too (wilcoxon.h); and only the first MOST_PAIRS folds
 * decide. With n folds p is never below 2^-n, so the default threshold of 0.1 can stop a trial after four folds, 0.15 after three,
 * 0.3 after two. */
#include <math.h>

#include "tune/pruner.h"
#include "tune/wilcoxon.h"

enum { MOST_PAIRS = 1000 };

static bool are_finite(const struct track *const track) {
    for (int i = 0; i < track->count; i++)
        if (!isfinite(track->at[i].loss)) return false;
    return true;
}

static double mean_of(const struct track *const track) {
    double sum = 0.0;
    for (int i = 0; i < track->count; i++) sum += track->at[i].loss;
    return sum / track->count;
}

/* How much more the trial has lost in each fold that both reported. @return how many */
static int pair(double differences[MOST_PAIRS], const struct track *const own, const struct track *const best) {
    int n = 0;
    for (int i = 0, k = 0; i < own->count && k < best->count && n < MOST_PAIRS;) {
        const struct report *const a = &own->at[i], *const b = &best->at[k];
        if (a->step == b->step) differences[n++] = a->loss - b->loss;
        i += a->step <= b->step;
        k += b->step <= a->step;
    }
    return n;
}

/* The least number of pairs that can decide. */
static int pairs_needed(const struct pruner_wilcoxon *const o) {
    int n = 1;
    while (n < MOST_PAIRS && ldexp(1.0, -n) >= (double)o->p_threshold) n++;
    return n > o->n_startup_steps ? n : o->n_startup_steps;
}

static int32_t wilcoxon_allow(struct pruner_call *const call) {
    const struct pruner_wilcoxon *const o = &call->options->wilcoxon;
    const struct history *const history = call->history;
    if (history->best < 0 || !isfinite(pruner_latest(call)->loss)) return INT32_MAX;
    const struct track *const best = &history->tracks[history->best];
    if (!are_finite(best) || !are_finite(call->own)) return INT32_MAX;
    double differences[MOST_PAIRS];
    const int n = pair(differences, call->own, best), needed = pairs_needed(o);
    if (n < needed) return pruner_after(call, needed - n);
    if (n == MOST_PAIRS) return INT32_MAX;
    const bool is_worse = wilcoxon_greater(differences, n) < (double)o->p_threshold;
    return is_worse && history->loss[history->best] < mean_of(call->own) ? 0 : pruner_after(call, 1);
}

const struct pruner_ops pruner_wilcoxon = {
    .name = "wilcoxon",
    .hears = HEARS_FOLDS,
    .compares = true,
    .allow = wilcoxon_allow,
};
