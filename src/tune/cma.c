#include "tune/cma.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "tune/cholesky.h"

static double *row(double *const matrix, const int i, const int n) { return matrix + (size_t)i * (size_t)n; }

void cma_place(struct cma *const cma, struct arena *const arena, const int n, const int most_lambda) {
    const uint64_t size = (uint64_t)n, points = (uint64_t)most_lambda;
    double *const weights = arena_take(arena, points, sizeof *weights);
    double *const vectors = arena_take(arena, 6 * size, sizeof *vectors);
    double *const matrices = arena_take(arena, 2 * size * size, sizeof *matrices);
    double *const steps = arena_take(arena, points * size, sizeof *steps);
    double *const directions = arena_take(arena, (points / 2 + 1) * size, sizeof *directions);
    if (cma == NULL) return;
    *cma = (struct cma){
        .n = n,
        .most_lambda = most_lambda,
        .weights = weights,
        .directions = directions,
        .mean = vectors,
        .scale = row(vectors, 1, n),
        .covariance = matrices,
        .factor = row(matrices, n, n),
        .path_sigma = row(vectors, 2, n),
        .path_c = row(vectors, 3, n),
        .steps = steps,
        .step = row(vectors, 4, n),
        .white = row(vectors, 5, n),
    };
}

int cma_default_lambda(const int n) { return 4 + (int)floor(3.0 * log(n > 0 ? n : 1)); }

/* Tutorial, table 1: weights and learning rates from n and lambda. */
static void set_rates(struct cma *const cma) {
    const int lambda = cma->lambda, mu = lambda / 2;
    const double n = cma->n > 0 ? cma->n : 1.0;
    double sum[2] = {0.0}, squares[2] = {0.0};
    for (int k = 0; k < lambda; k++) {
        const double weight = log((lambda + 1) / 2.0) - log(k + 1.0);
        cma->weights[k] = weight;
        sum[k >= mu] += weight;
        squares[k >= mu] += weight * weight;
    }
    const double mu_eff = sum[0] * sum[0] / squares[0], mu_eff_negative = sum[1] * sum[1] / squares[1];
    const double c_1 = 2.0 / ((n + 1.3) * (n + 1.3) + mu_eff);
    const double c_mu = fmin(1.0 - c_1, 2.0 * (mu_eff - 2.0 + 1.0 / mu_eff) / ((n + 2.0) * (n + 2.0) + mu_eff));
    const double alpha_mu = 1.0 + c_1 / c_mu;
    const double alpha_mu_eff = 1.0 + 2.0 * mu_eff_negative / (mu_eff + 2.0);
    const double alpha_definite = (1.0 - c_1 - c_mu) / (n * c_mu);
    const double negative = fmin(alpha_mu, fmin(alpha_mu_eff, alpha_definite));
    for (int k = 0; k < lambda; k++) cma->weights[k] *= k < mu ? 1.0 / sum[0] : -negative / sum[1];
    cma->mu_eff = mu_eff;
    cma->c_1 = c_1;
    cma->c_mu = c_mu;
    cma->c_sigma = (mu_eff + 2.0) / (n + mu_eff + 5.0);
    cma->d_sigma = 1.0 + 2.0 * fmax(0.0, sqrt((mu_eff - 1.0) / (n + 1.0)) - 1.0) + cma->c_sigma;
    cma->c_c = (4.0 + mu_eff / n) / (n + 4.0 + 2.0 * mu_eff / n);
    cma->chi = sqrt(n) * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));
}

static void set_identity(double *const matrix, const int n) {
    memset(matrix, 0, (size_t)n * (size_t)n * sizeof *matrix);
    for (int i = 0; i < n; i++) row(matrix, i, n)[i] = 1.0;
}

void cma_start(struct cma *const cma, const int lambda, const double sigma) {
    assert(lambda >= 4 && lambda <= cma->most_lambda);
    cma->lambda = lambda;
    cma->updates = cma->drawn = 0;
    cma->sigma = sigma;
    set_rates(cma);
    if (cma->n == 0) return;
    set_identity(cma->covariance, cma->n);
    set_identity(cma->factor, cma->n);
    for (int i = 0; i < cma->n; i++) {
        cma->scale[i] = 1.0;
        cma->path_sigma[i] = cma->path_c[i] = 0.0;
    }
}

double cma_deviation(const struct cma *const cma, const int i) {
    return cma->sigma * cma->scale[i] * sqrt(row(cma->covariance, i, cma->n)[i]);
}

bool cma_is_degenerate(const struct cma *const cma) {
    double least = INFINITY, most = 0.0;
    for (int i = 0; i < cma->n; i++) {
        least = fmin(least, row(cma->factor, i, cma->n)[i]);
        most = fmax(most, row(cma->factor, i, cma->n)[i]);
    }
    return most > 1e7 * least;
}

/* Normal vectors; each is turned at right angles to those before it, as far as n dimensions have room, and keeps its length. */
static void draw_directions(struct cma *const cma, struct rng *const rng) {
    const int n = cma->n;
    for (int k = 0; k < (cma->lambda + 1) / 2; k++) {
        double *const z = row(cma->directions, k, n);
        for (int i = 0; i < n; i++) z[i] = rng_normal(rng);
        const double squares = dot(z, z, n);
        for (int j = k / n * n; j < k; j++) {
            const double *const other = row(cma->directions, j, n);
            const double along = dot(z, other, n) / dot(other, other, n);
            for (int i = 0; i < n; i++) z[i] -= along * other[i];
        }
        const double stretch = sqrt(squares / dot(z, z, n));
        for (int i = 0; i < n; i++) z[i] *= stretch;
    }
}

static void point_at(const struct cma *const cma, double *const x, const double *const z, const double sign) {
    for (int i = cma->n - 1; i >= 0; i--) /* downwards: x may be z */
        x[i] = cma->mean[i] + sign * cma->sigma * cma->scale[i] * dot(row(cma->factor, i, cma->n), z, i + 1);
}

void cma_sample(struct cma *const cma, double *const x, struct rng *const rng) {
    if (cma->n == 0) return;
    const int k = cma->drawn++ % cma->lambda;
    if (k == 0) draw_directions(cma, rng);
    point_at(cma, x, row(cma->directions, k / 2, cma->n), k % 2 == 0 ? 1.0 : -1.0);
}

void cma_sample_alone(const struct cma *const cma, double *const x, struct rng *const rng) {
    for (int i = 0; i < cma->n; i++) x[i] = rng_normal(rng);
    point_at(cma, x, x, 1.0);
}

void cma_weigh(const struct cma *const cma, struct cma_point *const point, const int first, const int last) {
    double mean = 0.0, shape = 0.0;
    for (int k = first; k <= last; k++) {
        mean += fmax(cma->weights[k], 0.0);
        shape += cma->weights[k];
    }
    point->mean_weight = mean / (last - first + 1);
    point->shape_weight = shape / (last - first + 1);
}

/* A white = y. @return |white|^2 */
static double whiten(const struct cma *const cma, const double *const y) {
    memcpy(cma->white, y, (size_t)cma->n * sizeof *y);
    cholesky_forward(cma->white, cma->factor, cma->n, cma->n);
    return dot(cma->white, cma->white, cma->n);
}

/* Steps from the mean in units of sigma. A foreign one is cut to a length that drawn ones reach now and then (Hansen 2011,
 * "Injecting external solutions into CMA-ES"). */
static void find_steps(struct cma *const cma, const struct cma_point *const points) {
    const int n = cma->n;
    const double longest = sqrt(n) + 2.0 * n / (n + 2.0);
    for (int k = 0; k < cma->lambda; k++) {
        double *const y = row(cma->steps, k, n);
        for (int i = 0; i < n; i++) y[i] = (points[k].x[i] - cma->mean[i]) / (cma->sigma * cma->scale[i]);
        if (!points[k].is_foreign) continue;
        const double length = sqrt(whiten(cma, y));
        if (length > longest)
            for (int i = 0; i < n; i++) y[i] *= longest / length;
    }
}

static void move_mean(struct cma *const cma, const struct cma_point *const points) {
    memset(cma->step, 0, (size_t)cma->n * sizeof *cma->step);
    for (int k = 0; k < cma->lambda; k++)
        for (int i = 0; i < cma->n; i++) cma->step[i] += points[k].mean_weight * row(cma->steps, k, cma->n)[i];
    for (int i = 0; i < cma->n; i++) cma->mean[i] += cma->sigma * cma->scale[i] * cma->step[i];
}

/* @return the length of sigma's path */
static double extend_path_sigma(struct cma *const cma) {
    const double rate = cma->c_sigma;
    whiten(cma, cma->step);
    for (int i = 0; i < cma->n; i++)
        cma->path_sigma[i] =
            (1.0 - rate) * cma->path_sigma[i] + sqrt(rate * (2.0 - rate) * cma->mu_eff) * cma->white[i];
    return sqrt(dot(cma->path_sigma, cma->path_sigma, cma->n));
}

/* @param is_stalled  sigma is about to leap: the path of C waits, so that one does not drag the other along */
static void extend_path_c(struct cma *const cma, const bool is_stalled) {
    const double rate = cma->c_c, gain = is_stalled ? 0.0 : sqrt(rate * (2.0 - rate) * cma->mu_eff);
    for (int i = 0; i < cma->n; i++) cma->path_c[i] = (1.0 - rate) * cma->path_c[i] + gain * cma->step[i];
}

static void add_outer(double *const matrix, const double *const y, const double weight, const int n) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) row(matrix, i, n)[j] += weight * y[i] * y[j];
}

/* Rank one and rank mu; negative weights are scaled so that C stays positive definite. */
static void update_covariance(struct cma *const cma, const struct cma_point *const points, const bool is_stalled) {
    const int n = cma->n;
    double sum = 0.0;
    for (int k = 0; k < cma->lambda; k++) sum += points[k].shape_weight;
    const double missed = is_stalled ? cma->c_c * (2.0 - cma->c_c) : 0.0;
    const double kept = 1.0 + cma->c_1 * missed - cma->c_1 - cma->c_mu * sum;
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) row(cma->covariance, i, n)[j] *= kept;
    add_outer(cma->covariance, cma->path_c, cma->c_1, n);
    for (int k = 0; k < cma->lambda; k++) {
        const double *const y = row(cma->steps, k, n);
        double weight = cma->c_mu * points[k].shape_weight;
        if (weight < 0.0) weight *= n / (whiten(cma, y) + 1e-8);
        add_outer(cma->covariance, y, weight, n);
    }
}

/* A from C; both begin anew when rounding has made C indefinite. */
static void factorise(struct cma *const cma) {
    const int n = cma->n;
    memcpy(cma->factor, cma->covariance, (size_t)n * (size_t)n * sizeof *cma->factor);
    if (cholesky_factor(cma->factor, 0, n, n)) return;
    set_identity(cma->covariance, n);
    set_identity(cma->factor, n);
}

/* No coordinate needs to reach further than across its whole range, 1. */
static void multiply_sigma(struct cma *const cma, const double factor) {
    double most = 0.0;
    for (int i = 0; i < cma->n; i++) most = fmax(most, row(cma->covariance, i, cma->n)[i]);
    cma->sigma = fmin(cma->sigma * factor, 1.0 / sqrt(most));
}

void cma_update(struct cma *const cma, const struct cma_point *const points) {
    const int n = cma->n;
    if (n == 0) return;
    find_steps(cma, points);
    move_mean(cma, points);
    const double length = extend_path_sigma(cma);
    cma->updates++;
    const double grown = sqrt(1.0 - pow(1.0 - cma->c_sigma, 2.0 * cma->updates));
    const bool is_stalled = length / grown >= (1.4 + 2.0 / (n + 1.0)) * cma->chi;
    extend_path_c(cma, is_stalled);
    update_covariance(cma, points, is_stalled);
    factorise(cma);
    multiply_sigma(cma, exp(cma->c_sigma / cma->d_sigma * (length / cma->chi - 1.0)));
}

void cma_widen(struct cma *const cma) {
    if (cma->n > 0) multiply_sigma(cma, exp(0.2 + cma->c_sigma / cma->d_sigma));
}
