/* Bayesian optimisation with a Gaussian process (Snoek, Larochelle and Adams 2012): the next configuration is where the
 * improvement expected over the best one is greatest, by the logarithm of Ament et al. 2023.
 *
 * It differs from Optuna's GPSampler in this:
 *   - losses above Tukey's fence (the upper quartile and 1.5 times the distance between the quartiles) are taken down to it, so that a
 *     few diverged trials do not flatten everything that is good;
 *   - what is improved on is the least mean of the model at a trial, not the least loss: with noise, the luckiest loss is out of reach;
 *   - running trials are taken to end at their mean (kriging believer), so that parallel proposals keep away from each other;
 *   - a failed trial is taken to be as bad as the worst: else nothing would keep the search from failing at the same place again;
 *   - categories of a conditional parameter and integers are searched by exact steps, alternating with gradient ascent;
 *   - nothing is proposed twice.
 *
 * The hyperparameters are those of a chain of fits, each begun where the one before ended. A fit sees a prefix of the history and
 * nothing else, so a study that is continued from its history alone computes the same.
 *
 * A model of n trials costs n^3 / 6 multiply-adds to condition and n^2 / 2 to ask, so it holds 300 at most: of more trials the better half
 * of the room, the latest, and some from all over. 300 take 5 MB with 255 running. */
#include "tune/sampler_gp.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "sweetspot.h"
#include "tune/gp_search.h"
#include "tune/log_improvement.h"
#include "tune/sampler.h"
#include "tune/untried.h"

enum {
    MOST_POINTS = 300, /* trials that a model holds, */
    FEW_POINTS = 100,  /* and in a study of more than */
    LONG_STUDY = 1000, /* so many trials */
    MOST_RUNNING = 255,
    SMALL_STUDY = 50, /* up to here every trial is followed by a fit with a restart */
    FULL_WORK = 200,  /* up to here a search is given all the work, then a share of it */
    GOOD_TRIALS = 5   /* around which the search looks */
};
static const double WORK = 1e7, LEAST_WORK = 5e5; /* multiply-adds of one search, about */
static const double FENCE = 1.5;

struct gp_state {
    int startup;
    struct gp_points points;
    struct gp_model model;
    struct gp_search search;
    struct untried untried;
    /* Of the first `ranked` trials: by their loss, those without one last. */
    int *ranking; /* [budget] */
    int ranked, finite;
    uint8_t *chosen;       /* [budget] whether a trial is in the model */
    int next_fit;          /* when so many outcomes are visible */
    double *fits;          /* [fits done, dims + 2] the hyperparameters after each, for views of an earlier trial */
    double center, spread; /* loss = center + spread y */
};

static int least(const int a, const int b) { return a < b ? a : b; }
static int most(const int a, const int b) { return a > b ? a : b; }

/* A fit is due when so many outcomes are visible, and the next one after it. */
static int first_fit(const int startup) { return most(2, startup / 2); }
static int fit_after(const int n) { return n + (n <= SMALL_STUDY ? 1 : 1 + (n - SMALL_STUDY) / 20); }

/* How many fits are due by n outcomes. */
static int fits_by(const int startup, const int n) {
    int fits = 0;
    for (int due = first_fit(startup); due <= n; due = fit_after(due)) fits++;
    return fits;
}

static void *gp_place_state(struct arena *const arena, const struct sampler_setup *const setup) {
    struct gp_state *const gp = arena_take(arena, 1, sizeof *gp);
    struct gp_state measured = {0}, *const placed = gp != NULL ? gp : &measured;
    const uint64_t budget = (uint64_t)setup->budget;
    gp_points_place(&placed->points, arena, setup->space);
    gp_place(gp == NULL ? NULL : &gp->model, arena, placed->points.dims, placed->points.numeric,
             least(setup->budget, MOST_POINTS), least(setup->budget, MOST_RUNNING));
    gp_search_place(gp == NULL ? NULL : &gp->search, arena, setup->space->params);
    untried_place(gp == NULL ? NULL : &gp->untried, arena, setup);
    placed->ranking = arena_take(arena, budget, sizeof *placed->ranking);
    placed->chosen = arena_take(arena, budget, sizeof *placed->chosen);
    const int fits = fits_by(setup->options->gp.n_startup_trials, setup->budget);
    placed->fits = arena_take(arena, (uint64_t)fits * (uint64_t)(placed->points.dims + 2), sizeof *placed->fits);
    if (gp == NULL) return NULL;
    gp->search.points = &gp->points;
    gp->search.model = &gp->model;
    gp->startup = setup->options->gp.n_startup_trials;
    gp->next_fit = first_fit(gp->startup);
    return gp;
}

static const double *row_of(const struct history *const history, const int trial) {
    return history->values + (size_t)trial * (size_t)history->params;
}

/* Insert the trials up to `visible` where their losses belong. */
static void rank(struct gp_state *const gp, const struct history *const history, const int visible) {
    for (; gp->ranked < visible; gp->ranked++) {
        const double loss = history->loss[gp->ranked];
        int at = gp->ranked;
        if (isfinite(loss)) {
            int low = 0, high = gp->finite++;
            while (low < high) {
                const int middle = (low + high) / 2;
                if (history->loss[gp->ranking[middle]] <= loss)
                    low = middle + 1;
                else
                    high = middle;
            }
            at = low;
        }
        memmove(gp->ranking + at + 1, gp->ranking + at, (size_t)(gp->ranked - at) * sizeof *gp->ranking);
        gp->ranking[at] = gp->ranked;
    }
}

/* All ranked trials; of too many the best, the latest, and some from all over. */
static void choose(struct gp_state *const gp) {
    const int n = gp->ranked, room = n <= LONG_STUDY ? MOST_POINTS : FEW_POINTS;
    memset(gp->chosen, n <= room, (size_t)n);
    if (n <= room) return;
    const int few = room / 4;
    for (int k = 0; k < room - 2 * few; k++) gp->chosen[gp->ranking[k]] = 1;
    for (int k = 0; k < few; k++) {
        gp->chosen[n - 1 - k] = 1;
        gp->chosen[(int)((int64_t)n * k / few)] = 1;
    }
}

/* The loss that all worse ones are taken down to. */
static double fence(const struct gp_state *const gp, const double *const loss) {
    const int n = gp->finite;
    const double lower = loss[gp->ranking[n / 4]], upper = loss[gp->ranking[3 * n / 4]];
    const double worst = loss[gp->ranking[n - 1]];
    return n >= 8 && upper > lower ? fmin(worst, upper + FENCE * (upper - lower)) : worst;
}

/* The chosen of the ranked trials into the model, their losses to mean 0 and variance 1. @return false when they are all alike */
static bool observe(struct gp_state *const gp, const struct history *const history) {
    struct gp_model *const model = &gp->model;
    if (gp->finite == 0) return false;
    choose(gp);
    const double least_loss = history->loss[gp->ranking[0]], most_loss = fence(gp, history->loss);
    double sum = 0.0, squares = 0.0;
    int n = 0;
    for (int trial = 0; trial < gp->ranked; trial++) {
        if (!gp->chosen[trial]) continue;
        gp_points_encode(model->x + (size_t)n * (size_t)model->dims, &gp->points, row_of(history, trial));
        /* Halved, since the difference of two losses may overflow. */
        const double loss = isfinite(history->loss[trial]) ? history->loss[trial] : INFINITY;
        model->y[n] = 0.5 * fmin(loss, most_loss) - 0.5 * least_loss;
        n++;
    }
    const double largest = 0.5 * most_loss - 0.5 * least_loss, unit = largest > 0.0 ? largest : 1.0;
    for (int i = 0; i < n; i++) sum += model->y[i] /= unit;
    const double mean = sum / n;
    for (int i = 0; i < n; i++) squares += (model->y[i] - mean) * (model->y[i] - mean);
    const double deviation = squares > 0.0 ? sqrt(squares / n) : 1.0;
    for (int i = 0; i < n; i++) model->y[i] = (model->y[i] - mean) / deviation;
    model->observed = model->points = n;
    gp->spread = 2.0 * unit * deviation;
    gp->center = least_loss + 2.0 * unit * mean;
    return squares > 0.0;
}

/* [dims + 2] */
static double *fit_at(const struct gp_state *const gp, const int fit) {
    return gp->fits + (size_t)fit * ((size_t)gp->model.dims + 2);
}
static size_t fit_bytes(const struct gp_state *const gp) { return ((size_t)gp->model.dims + 2) * sizeof *gp->fits; }

/* The fits that are due by now, each of the trials that were visible when it was. */
static void catch_up(struct gp_state *const gp, const struct history *const history) {
    int fits = fits_by(gp->startup, gp->next_fit - 1);
    while (gp->next_fit <= history->visible) {
        const int n = gp->next_fit;
        rank(gp, history, n);
        const bool is_small = n <= SMALL_STUDY;
        if (observe(gp, history)) gp_fit(&gp->model, is_small ? 40 : 10, is_small);
        gp->next_fit = fit_after(n);
        memcpy(fit_at(gp, fits++), gp->model.theta, fit_bytes(gp));
    }
    rank(gp, history, history->visible);
}

/* The model with what is observed and what is running. @return false while there is none */
static bool prepare(struct gp_state *const gp, const struct history *const history) {
    struct gp_model *const model = &gp->model;
    if (model->dims == 0) return false;
    assert(gp->ranked <= history->visible); /* else a view was given more than the proposal may see */
    catch_up(gp, history);
    if (gp->finite == 0) return false;
    observe(gp, history);
    const int first = most(history->visible, history->asked - MOST_RUNNING);
    for (int trial = first; trial < history->asked; trial++, model->points++)
        gp_points_encode(model->x + (size_t)model->points * (size_t)model->dims, &gp->points, row_of(history, trial));
    gp_condition(model);
    return true;
}

static int gp_propose(double *const values, void *const state, const struct history *const history,
                      struct rng *const rng) {
    struct gp_state *const gp = state;
    struct gp_search *const s = &gp->search;
    for (int i = 0; i < history->params; i++) s->units[i] = rng_unit(rng);
    const int status = untried_at(values, &gp->untried, history, s->units, rng); /* unless something better is found */
    if (status != SS_OK) return status;
    /* What is placed in one piece does not move; the history does. */
    s->tried = &gp->untried.tried;
    s->history = history;
    s->work = fmax(LEAST_WORK, WORK * fmin(1.0, (double)FULL_WORK / (history->asked + 1)));
    if (history->asked >= gp->startup && prepare(gp, history))
        gp_search_run(values, s, gp->ranking, least(gp->finite, GOOD_TRIALS), rng);
    return SS_OK;
}

void gp_view_borrow(void *const view, void *const state, const struct history *const history) {
    struct gp_state *const to = view, *const from = state;
    if (from->model.dims == 0) return;
    catch_up(from, history);
    const int fits = fits_by(from->startup, history->visible);
    if (fits > 0) memcpy(to->model.theta, fit_at(from, fits - 1), fit_bytes(from));
    while (to->next_fit <= history->visible) to->next_fit = fit_after(to->next_fit);
}

void gp_view_scales(double *const scales, const void *const state) {
    const struct gp_state *const gp = state;
    for (int i = 0; i < gp->points.space->params; i++) {
        const int dim = gp->points.dim[i];
        scales[i] = dim < 0 ? NAN : exp(-0.5 * gp->model.theta[dim]);
    }
}

void gp_view_at(double *const mean, double *const deviation, double *const log_acquisition, void *const state,
                const double *const values) {
    struct gp_state *const gp = state;
    gp_points_encode(gp->search.x, &gp->points, values);
    gp_predict(mean, deviation, &gp->model, gp->search.x);
    double slope = 0.0;
    const double improvement = log_improvement(&slope, (gp->model.least - *mean) / *deviation);
    *log_acquisition = log(*deviation) + improvement + log(gp->spread);
    *mean = gp->center + gp->spread * *mean;
    *deviation *= gp->spread;
}

bool gp_view(double *const mean, double *const deviation, double *const log_acquisition, void *const state,
             const struct history *const history, const double *const values, const int n) {
    if (!prepare(state, history)) return false;
    for (int i = 0; i < n; i++)
        gp_view_at(&mean[i], &deviation[i], &log_acquisition[i], state, values + (size_t)i * (size_t)history->params);
    return true;
}

const struct sampler_ops sampler_gp = {
    .name = "gp",
    .learns = true,
    .is_recalled = true,
    .is_exhaustive = false,
    .size = untried_size,
    .place = gp_place_state,
    .propose = gp_propose,
};
