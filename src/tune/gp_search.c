#include "tune/gp_search.h"

#include <math.h>
#include <string.h>

enum { MOST_SCREENED = 512, MOST_STEPS = 40, MOST_ROUNDS = 4, ALL_VALUES = 10, RELAX_ABOVE = 8 };
enum { MOST_DRAWS = 64, MOST_HALVINGS = 5 }; /* for what keeps the constraints */

void gp_search_place(struct gp_search *const search, struct arena *const arena, const int space_params) {
    const uint64_t params = (uint64_t)space_params;
    double *const starts = arena_take(arena, GP_STARTS * params, sizeof *starts);
    double *const rows = arena_take(arena, 9 * params, sizeof *rows);
    int *const relaxed = arena_take(arena, params, sizeof *relaxed);
    struct lbfgs lbfgs = {0};
    lbfgs_place(&lbfgs, arena, space_params);
    if (search == NULL || rows == NULL) return;
    *search = (struct gp_search){
        .starts = starts,
        .units = rows,
        .trial = rows + params,
        .values = rows + 2 * params,
        .best = rows + 3 * params,
        .x = rows + 4 * params,
        .gradient = rows + 5 * params,
        .box = rows + 6 * params,
        .low = rows + 7 * params,
        .high = rows + 8 * params,
        .relaxed = relaxed,
        .lbfgs = lbfgs,
    };
}

static const struct parameter *parameter_of(const struct gp_search *const s, const int i) {
    return &s->points->space->entries[i].parameter;
}

bool gp_search_is_new(const struct gp_search *const s, const double *const values) {
    return tried_is_new(s->tried, s->history, values);
}

static double cost_of_value(const struct gp_model *const m) { return m->points * (m->dims + 20.0 + 0.5 * m->points); }
static double cost_of_gradient(const struct gp_model *const m) {
    return m->points * (2.0 * m->dims + 20.0 + m->points);
}

/* Of units [K]; leaves their configuration in values and its point in x. */
static double score_of(struct gp_search *const s, const double *const units) {
    gp_points_decode(s->values, s->points, units);
    gp_points_encode(s->x, s->points, s->values);
    s->work -= cost_of_value(s->model);
    return gp_log_improvement(NULL, s->model, s->x);
}

static bool is_allowed(const struct gp_search *const s, const double *const units) {
    if (s->points->space->constraints == 0) return true;
    gp_points_decode(s->values, s->points, units);
    return space_allows(s->points->space, s->values);
}

/* Among the best starts so far, in descending order. */
static void keep(struct gp_search *const s, const double *const units, const double score) {
    const size_t params = (size_t)s->points->space->params;
    if (!gp_search_is_new(s, s->values)) return;
    int at = s->count < GP_STARTS ? s->count++ : GP_STARTS;
    for (; at > 0 && score > s->scores[at - 1]; at--) {
        if (at == GP_STARTS) continue;
        s->scores[at] = s->scores[at - 1];
        memcpy(s->starts + (size_t)at * params, s->starts + (size_t)(at - 1) * params, params * sizeof *units);
    }
    if (at == GP_STARTS) return;
    s->scores[at] = score;
    memcpy(s->starts + (size_t)at * params, units, params * sizeof *units);
}

static void draw_anywhere(struct gp_search *const s, struct rng *const rng) {
    for (int i = 0; i < s->points->space->params; i++) s->units[i] = rng_unit(rng);
}

/* A trial with some of its parameters moved a little, or to another choice. What it does not have is drawn anywhere. */
static void draw_near(struct gp_search *const s, const double *const values, struct rng *const rng) {
    const int params = s->points->space->params;
    const double deviation = exp(-1.0 - 4.0 * rng_unit(rng)), share = rng_unit(rng);
    const int sure = (int)rng_below(rng, (uint32_t)params);
    for (int i = 0; i < params; i++) {
        const struct parameter *const p = parameter_of(s, i);
        const bool moves = rng_unit(rng) < share || i == sure;
        s->units[i] = rng_unit(rng);
        if (isnan(values[i]) || (moves && p->kind == PARAMETER_CATEGORICAL)) continue;
        s->units[i] = parameter_to_unit(p, values[i]);
        if (!moves) continue;
        const double far = s->units[i] + rng_normal(rng) * fmax(deviation, 1.0 / p->count);
        s->units[i] = fmin(fmax(far, 0.0), 1.0);
    }
}

static void screen(struct gp_search *const s, const int *const good, const int goods, struct rng *const rng) {
    const double until = 0.5 * s->work;
    const size_t params = (size_t)s->points->space->params;
    s->count = 0;
    for (int k = 0; k < MOST_SCREENED && s->work > until; k++) {
        bool is_found = false;
        for (int draws = 0; draws < MOST_DRAWS && !is_found; draws++) {
            if (k % 2 == 0)
                draw_anywhere(s, rng);
            else
                draw_near(s, s->history->values + (size_t)good[k / 2 % goods] * params, rng);
            is_found = is_allowed(s, s->units);
        }
        if (is_found) keep(s, s->units, score_of(s, s->units));
    }
}

/* Coordinates in which a gradient step makes sense: what others depend on stays, and so do choices and integers of a few values. */
static void relax(struct gp_search *const s) {
    s->relaxations = 0;
    for (int i = 0; i < s->points->space->params; i++) {
        const struct parameter *const p = parameter_of(s, i);
        if (isnan(s->values[i]) || p->kind == PARAMETER_CATEGORICAL || p->count <= RELAX_ABOVE) continue;
        if (s->points->space->entries[i].is_parent && p->count < INFINITY) continue;
        s->low[s->relaxations] = 0.0;
        s->high[s->relaxations] = 1.0;
        s->box[s->relaxations] = s->x[s->points->dim[i]];
        s->relaxed[s->relaxations++] = i;
    }
}

static double loss_at(double *const gradient, const double *const box, void *const context) {
    struct gp_search *const s = context;
    for (int k = 0; k < s->relaxations; k++) s->x[s->points->dim[s->relaxed[k]]] = box[k];
    s->work -= cost_of_gradient(s->model);
    const double value = gp_log_improvement(s->gradient, s->model, s->x);
    for (int k = 0; k < s->relaxations; k++) gradient[k] = -s->gradient[s->points->dim[s->relaxed[k]]];
    return -value;
}

/* Take the trial units if they are better than *score and new. */
static bool accept(struct gp_search *const s, double *const score) {
    if (!is_allowed(s, s->trial)) return false;
    const double found = score_of(s, s->trial);
    if (!(found > *score) || !gp_search_is_new(s, s->values)) return false;
    *score = found;
    memcpy(s->units, s->trial, (size_t)s->points->space->params * sizeof *s->units);
    return true;
}

static bool climb(struct gp_search *const s, double *const score, const double until) {
    score_of(s, s->units);
    relax(s);
    const int steps = (int)fmin(MOST_STEPS, (s->work - until) / cost_of_gradient(s->model));
    if (s->relaxations == 0 || steps < 2) return false;
    lbfgs_minimize(s->box, &s->lbfgs, loss_at, s, s->low, s->high, s->relaxations, steps, 1e-6);
    memcpy(s->trial, s->units, (size_t)s->points->space->params * sizeof *s->trial);
    for (int k = 0; k < s->relaxations; k++) s->trial[s->relaxed[k]] = s->box[k];
    /* Where that breaks a constraint, part of the way back may not. */
    for (int halvings = 0; halvings < MOST_HALVINGS && !is_allowed(s, s->trial); halvings++)
        for (int k = 0; k < s->relaxations; k++) {
            double *const unit = &s->trial[s->relaxed[k]];
            *unit = 0.5 * (*unit + s->units[s->relaxed[k]]);
        }
    return accept(s, score);
}

/* The k-th other value to try beside index: each of a few or of the choices, else near and further ones; -1 when there are no more. */
static double other_index(const struct parameter *const p, const double index, const int k) {
    if (p->kind == PARAMETER_CATEGORICAL || p->count <= ALL_VALUES) {
        const double other = k < index ? k : k + 1.0;
        return other < p->count ? other : -1.0;
    }
    const double far = floor(p->count / 16.0) + 1.0;
    const double offsets[] = {-1.0, 1.0, -far, far};
    if (k >= 4) return -1.0;
    return fmin(fmax(index + offsets[k], 0.0), p->count - 1.0);
}

/* One pass over the parameters whose values can be counted, each moved to where it is best. */
static bool step_through(struct gp_search *const s, double *const score, const double until) {
    bool is_better = false;
    for (int i = 0; i < s->points->space->params; i++) {
        const struct parameter *const p = parameter_of(s, i);
        if (p->count == INFINITY || p->count == 1.0) continue;
        gp_points_decode(s->values, s->points, s->units);
        if (isnan(s->values[i])) continue;
        const double index = parameter_index(p, s->values[i]);
        for (int k = 0; s->work > until; k++) {
            const double other = other_index(p, index, k);
            if (other < 0.0) break;
            memcpy(s->trial, s->units, (size_t)s->points->space->params * sizeof *s->trial);
            s->trial[i] = parameter_to_unit(p, parameter_value(p, other));
            is_better |= accept(s, score);
        }
    }
    return is_better;
}

bool gp_search_run(double *const values, struct gp_search *const s, const int *const good, const int goods,
                   struct rng *const rng) {
    const size_t params = (size_t)s->points->space->params;
    screen(s, good, goods, rng);
    if (s->count == 0) return false;
    double best = -INFINITY;
    for (int k = 0; k < s->count; k++) {
        const double until = s->work * (1.0 - 1.0 / (s->count - k));
        double score = s->scores[k];
        memcpy(s->units, s->starts + (size_t)k * params, params * sizeof *s->units);
        for (int round = 0; round < MOST_ROUNDS && s->work > until; round++) {
            const bool climbed = climb(s, &score, until), stepped = step_through(s, &score, until);
            if (!stepped && !(climbed && round == 0)) break;
        }
        if (!(score > best)) continue;
        best = score;
        memcpy(s->best, s->units, params * sizeof *s->best);
    }
    if (best == -INFINITY) return false;
    gp_points_decode(values, s->points, s->best);
    return true;
}
