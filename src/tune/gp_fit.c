/* Hyperparameters by maximum a posteriori. */
#include <math.h>
#include <string.h>

#include "tune/cholesky.h"
#include "tune/gp_kernel.h"

/* The priors have the form of those of Optuna's GPSampler, as densities of the quantity itself and up to a constant factor: for a weight
 * exp(-0.3 (w + 1 / w)), for scale and noise a gamma distribution. Optuna has 0.1 where 0.3 stands; over seven functions and 40 seeds 0.3
 * was better on all that have no idle dimension, while 0.6 and more were slow to find an idle one. */
static const double WEIGHT_RATE = 0.3;
static const double SCALE_SHAPE = 2.0, SCALE_RATE = 1.0;
static const double NOISE_SHAPE = 1.1, NOISE_RATE = 30.0;
static const double HALF_LOG_2PI = 0.91893853320467274178;
static const double LEAST_NOISE = 1e-6, MOST_NOISE = 1.0;

static double *row(double *const a, const struct gp_model *const model, const int i) {
    return a + (size_t)i * (size_t)model->fitted;
}

void gp_unpack(struct gp_model *const model, const double *const theta) {
    for (int d = 0; d < model->dims; d++) model->weights[d] = exp(theta[d]);
    model->scale = exp(theta[model->dims]);
    model->noise = exp(theta[model->dims + 1]);
}

void gp_covariances(struct gp_model *const model, const double noise, const int n) {
    const size_t dims = (size_t)model->dims;
    for (int i = 0; i < n; i++) {
        double *const current = model->factor + (size_t)i * (size_t)model->capacity;
        double unused = 0.0, *const slopes = i < model->fitted ? row(model->slopes, model, i) : NULL;
        for (int j = 0; j < i; j++) {
            const double r2 = gp_distance(model, model->x + (size_t)i * dims, model->x + (size_t)j * dims);
            current[j] = gp_kernel(slopes != NULL ? &slopes[j] : &unused, model->scale, r2);
        }
        current[i] = model->scale + noise;
    }
}

void gp_reset(struct gp_model *const model) {
    const int dims = model->dims;
    for (int d = 0; d < dims; d++) model->theta[d] = 0.0;
    model->theta[dims] = 0.0;
    model->theta[dims + 1] = log(1e-3);
}

/* Minus the logarithm of the prior's density; its derivatives by the logarithms are added to gradient. */
static double prior(double *const gradient, const struct gp_model *const model) {
    const int dims = model->dims;
    double sum = 0.0;
    for (int d = 0; d < dims; d++) {
        const double w = model->weights[d];
        sum += WEIGHT_RATE * (w + 1.0 / w);
        if (gradient != NULL) gradient[d] += WEIGHT_RATE * (w - 1.0 / w);
    }
    sum += SCALE_RATE * model->scale - (SCALE_SHAPE - 1.0) * log(model->scale);
    sum += NOISE_RATE * model->noise - (NOISE_SHAPE - 1.0) * log(model->noise);
    if (gradient == NULL) return sum;
    gradient[dims] += SCALE_RATE * model->scale - (SCALE_SHAPE - 1.0);
    gradient[dims + 1] += NOISE_RATE * model->noise - (NOISE_SHAPE - 1.0);
    return sum;
}

/* d/d theta = -1/2 trace((alpha alpha' - inverse) dK/d theta): by the weights in one pass over the pairs of points. */
static void gradient_of(double *const gradient, struct gp_model *const model) {
    const int n = model->observed, dims = model->dims, numeric = model->numeric;
    cholesky_inverse(model->inverse, model->scratch, model->factor, n, model->fitted, model->capacity);
    memset(gradient, 0, (size_t)dims * sizeof *gradient);
    double trace = 0.0;
    for (int i = 0; i < n; i++) {
        const double *const inverse = row(model->inverse, model, i), *const slopes = row(model->slopes, model, i);
        const double *const a = model->x + (size_t)i * (size_t)dims;
        trace += inverse[i];
        for (int j = 0; j < i; j++) {
            const double *const b = model->x + (size_t)j * (size_t)dims;
            const double share = (model->alpha[i] * model->alpha[j] - inverse[j]) * slopes[j];
            for (int d = 0; d < numeric; d++) gradient[d] -= share * ((a[d] - b[d]) * (a[d] - b[d]));
            for (int d = numeric; d < dims; d++) gradient[d] -= a[d] != b[d] ? share : 0.0;
        }
    }
    for (int d = 0; d < dims; d++) gradient[d] *= model->weights[d];
    const double fit = dot(model->y, model->alpha, n), square = dot(model->alpha, model->alpha, n);
    const double by_noise = -0.5 * model->noise * (square - trace);
    gradient[dims] = -0.5 * (fit - n) - by_noise;
    gradient[dims + 1] = by_noise;
}

double gp_evidence(double *const gradient, struct gp_model *const model, const double *const theta) {
    const int n = model->observed;
    gp_unpack(model, theta);
    gp_covariances(model, model->noise, n);
    if (!cholesky_factor(model->factor, 0, n, model->capacity)) return INFINITY;
    memcpy(model->alpha, model->y, (size_t)n * sizeof *model->alpha);
    cholesky_forward(model->alpha, model->factor, n, model->capacity);
    cholesky_backward(model->alpha, model->factor, n, model->capacity);
    if (gradient != NULL) gradient_of(gradient, model);
    return 0.5 * dot(model->y, model->alpha, n) + n * HALF_LOG_2PI +
           cholesky_half_log_determinant(model->factor, n, model->capacity);
}

double gp_loss(double *const gradient, struct gp_model *const model, const double *const theta) {
    const double evidence = gp_evidence(gradient, model, theta);
    return evidence < INFINITY ? evidence + prior(gradient, model) : INFINITY;
}

static double loss_at(double *const gradient, const double *const theta, void *const context) {
    return gp_loss(gradient, context, theta);
}

static double descend(struct gp_model *const model, const int evaluations) {
    const int dims = model->dims;
    for (int d = 0; d <= dims; d++) {
        model->low[d] = -9.0;
        model->high[d] = 9.0;
    }
    model->low[dims + 1] = log(LEAST_NOISE);
    model->high[dims + 1] = log(MOST_NOISE);
    return lbfgs_minimize(model->theta, &model->lbfgs, loss_at, model, model->low, model->high, dims + 2, evaluations,
                          1e-3);
}

void gp_fit(struct gp_model *const model, const int evaluations, const bool restart) {
    const size_t bytes = ((size_t)model->dims + 2) * sizeof *model->theta;
    const double loss = descend(model, evaluations);
    if (!restart) return;
    memcpy(model->start, model->theta, bytes);
    gp_reset(model);
    if (!(descend(model, evaluations) < loss)) memcpy(model->theta, model->start, bytes);
}
