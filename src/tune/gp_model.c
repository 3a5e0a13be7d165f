#include "tune/gp_model.h"

#include <math.h>
#include <string.h>

#include "tune/cholesky.h"
#include "tune/gp_kernel.h"
#include "tune/log_improvement.h"

void gp_place(struct gp_model *const model, struct arena *const arena, const int dims, const int numeric,
              const int observed, const int running) {
    const uint64_t capacity = (uint64_t)observed + (uint64_t)running, unknowns = (uint64_t)dims + 2;
    const uint64_t square = (uint64_t)observed * (uint64_t)observed;
    double *const x = arena_take(arena, capacity * (uint64_t)dims, sizeof *x);
    double *const factor = arena_take(arena, capacity * capacity, sizeof *factor);
    double *const columns = arena_take(arena, 5 * capacity, sizeof *columns);
    double *const squares = arena_take(arena, 3 * square, sizeof *squares);
    double *const unknown = arena_take(arena, 5 * unknowns, sizeof *unknown);
    struct lbfgs lbfgs = {0};
    lbfgs_place(&lbfgs, arena, dims + 2);
    if (model == NULL || unknown == NULL) return;
    *model = (struct gp_model){
        .dims = dims,
        .numeric = numeric,
        .capacity = (int)capacity,
        .fitted = observed,
        .x = x,
        .factor = factor,
        .y = columns,
        .alpha = columns + capacity,
        .column = columns + 2 * capacity,
        .solved = columns + 3 * capacity,
        .pull = columns + 4 * capacity,
        .slopes = squares,
        .inverse = squares + square,
        .scratch = squares + 2 * square,
        .theta = unknown,
        .weights = unknown + unknowns,
        .low = unknown + 2 * unknowns,
        .high = unknown + 3 * unknowns,
        .start = unknown + 4 * unknowns,
        .lbfgs = lbfgs,
    };
    gp_reset(model);
}

static const double *point(const struct gp_model *const model, const int i) {
    return model->x + (size_t)i * (size_t)model->dims;
}

void gp_condition(struct gp_model *const model) {
    gp_unpack(model, model->theta);
    const int n = model->points, m = model->observed;
    for (;; model->noise *= 10.0) {
        gp_covariances(model, model->noise, n);
        if (cholesky_factor(model->factor, 0, n, model->capacity)) break;
    }
    memcpy(model->alpha, model->y, (size_t)m * sizeof *model->alpha);
    cholesky_forward(model->alpha, model->factor, m, model->capacity);
    cholesky_backward(model->alpha, model->factor, m, model->capacity);
    /* The mean at an observed point is what was observed less the noise's share in it. */
    model->least = INFINITY;
    for (int i = 0; i < m; i++) model->least = fmin(model->least, model->y[i] - model->noise * model->alpha[i]);
}

/* Leaves in column the covariances with all points, in pull their slopes, in solved L^-1 column. */
void gp_predict(double *const mean, double *const deviation, struct gp_model *const model, const double *const x) {
    const int n = model->points;
    for (int i = 0; i < n; i++)
        model->column[i] = gp_kernel(&model->pull[i], model->scale, gp_distance(model, x, point(model, i)));
    *mean = dot(model->column, model->alpha, model->observed);
    memcpy(model->solved, model->column, (size_t)n * sizeof *model->solved);
    cholesky_forward(model->solved, model->factor, n, model->capacity);
    const double variance = model->scale - dot(model->solved, model->solved, n);
    *deviation = sqrt(fmax(variance, 1e-10 * model->scale));
}

double gp_log_improvement(double *const gradient, struct gp_model *const model, const double *const x) {
    double mean = 0.0, deviation = 0.0, slope = 0.0;
    gp_predict(&mean, &deviation, model, x);
    const double z = (model->least - mean) / deviation;
    const double value = log(deviation) + log_improvement(&slope, z);
    if (gradient == NULL) return value;
    /* value = log(deviation) + log h(z): by the mean -slope / deviation, by the deviation (1 - slope z) / deviation; and the variance's
     * derivative by a covariance is -2 (covariances^-1 column). */
    const double by_mean = -slope / deviation, by_variance = (1.0 - slope * z) / (2.0 * deviation * deviation);
    const int n = model->points, numeric = model->numeric;
    cholesky_backward(model->solved, model->factor, n, model->capacity);
    memset(gradient, 0, (size_t)numeric * sizeof *gradient);
    for (int i = 0; i < n; i++) {
        const double alpha = i < model->observed ? model->alpha[i] : 0.0;
        const double pull = 2.0 * model->pull[i] * (by_mean * alpha - 2.0 * by_variance * model->solved[i]);
        const double *const other = point(model, i);
        for (int d = 0; d < numeric; d++) gradient[d] += pull * (x[d] - other[d]);
    }
    for (int d = 0; d < numeric; d++) gradient[d] *= model->weights[d];
    return value;
}
