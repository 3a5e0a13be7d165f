/** The parts of the Gaussian process: linear algebra, descent; likelihood and prediction against scikit-learn, improvement against
 *  mpmath, gradients against differences. */
#include <stdlib.h>
#include <string.h>

#include "../parity/gp_goldens.h"
#include "base/rng.h"
#include "check.h"
#include "tune/cholesky.h"
#include "tune/gp_model.h"
#include "tune/log_improvement.h"

static void test_cholesky(void) {
    enum { N = 23, STRIDE = 29 };
    double a[N * STRIDE], factor[N * STRIDE], inverse[N * STRIDE], scratch[N * STRIDE], x[N], b[N];
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_TEST);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < STRIDE; j++)
            a[i * STRIDE + j] = j < i ? rng_unit(&rng) - 0.5 : j == i ? 4 + rng_unit(&rng) : NAN;
    memcpy(factor, a, sizeof a);

    claim("L L' = A, in one go or by rows, and nothing above the diagonal is touched");
    CHECK(cholesky_factor(factor, 0, 10, STRIDE) && cholesky_factor(factor, 10, N, STRIDE));
    for (int i = 0; i < N; i++)
        for (int j = 0; j <= i; j++)
            CHECK_CLOSE(dot(factor + i * STRIDE, factor + j * STRIDE, j + 1), a[i * STRIDE + j], 1e-14);
    for (int i = 0; i < N; i++) CHECK(isnan(factor[i * STRIDE + i + 1]));

    claim("the solution solves, the inverse inverts");
    for (int i = 0; i < N; i++) x[i] = b[i] = sin(i);
    cholesky_forward(x, factor, N, STRIDE);
    cholesky_backward(x, factor, N, STRIDE);
    cholesky_inverse(inverse, scratch, factor, N, STRIDE, STRIDE);
    for (int i = 0; i < N; i++) {
        double sum = 0, by_inverse = 0;
        for (int j = 0; j < N; j++) {
            sum += a[j <= i ? i * STRIDE + j : j * STRIDE + i] * x[j];
            by_inverse += inverse[j <= i ? i * STRIDE + j : j * STRIDE + i] * b[j];
        }
        CHECK_CLOSE(sum, b[i], 1e-13);
        CHECK_CLOSE(by_inverse, x[i], 1e-13);
    }

    claim("what is not positive definite is refused");
    memcpy(factor, a, sizeof a);
    factor[7 * STRIDE + 7] = -1;
    CHECK(!cholesky_factor(factor, 0, N, STRIDE));
    factor[0] = NAN;
    CHECK(!cholesky_factor(factor, 0, N, STRIDE));
}

static void *block_of(const uint64_t size) {
    void *const block = arena_block(size);
    memset(block, 0, (size_t)size);
    return block;
}

static int evaluations;
static double rosenbrock(double *const gradient, const double *const x, void *const context) {
    const int n = *(const int *)context;
    double sum = 0;
    evaluations++;
    memset(gradient, 0, (size_t)n * sizeof *gradient);
    for (int i = 0; i + 1 < n; i++) {
        const double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
        sum += 100 * a * a + b * b;
        gradient[i] += -400 * a * x[i] - 2 * b;
        gradient[i + 1] += 200 * a;
    }
    return sum;
}

static void test_lbfgs(void) {
    enum { N = 6 };
    int n = N;
    struct arena arena = {0};
    lbfgs_place(NULL, &arena, N);
    void *const block = block_of(arena.used);
    arena = (struct arena){block, arena.used, 0};
    struct lbfgs lbfgs;
    lbfgs_place(&lbfgs, &arena, N);

    claim("finds the minimum of Rosenbrock's valley in six dimensions");
    double x[N] = {-1.2, 1, -1.2, 1, -1.2, 1}, low[N], high[N];
    for (int i = 0; i < N; i++) low[i] = -3, high[i] = 3;
    CHECK(lbfgs_minimize(x, &lbfgs, rosenbrock, &n, low, high, N, 400, 1e-14) < 1e-10);
    CHECK(evaluations < 200);
    for (int i = 0; i < N; i++) CHECK_CLOSE(x[i], 1, 1e-4);

    claim("stops at the bounds of the box, and stays within the evaluations it was given");
    high[0] = 0.5; /* then the minimum over x1 is at 0.25 */
    n = 2;
    double y[2] = {-1, -1};
    const double value = lbfgs_minimize(y, &lbfgs, rosenbrock, &n, low, high, 2, 200, 1e-14);
    CHECK_CLOSE(value, 0.25, 1e-8);
    CHECK(y[0] == 0.5);
    CHECK_CLOSE(y[1], 0.25, 1e-5);
    evaluations = 0;
    double z[2] = {-1, -1};
    CHECK(lbfgs_minimize(z, &lbfgs, rosenbrock, &n, low, high, 2, 7, 0) < 404 && evaluations == 7);
    arena_release(block);
}

static void test_log_improvement(void) {
    claim("the logarithm of the expected improvement is mpmath's, far into the tail");
    for (size_t k = 0; k < sizeof improvement_goldens / sizeof *improvement_goldens; k++) {
        double slope = 0;
        const double *const golden = improvement_goldens[k], value = log_improvement(&slope, golden[0]);
        CHECK(fabs(value - golden[1]) <= 1e-12 * fabs(golden[1]) + 1e-13);
        CHECK(fabs(slope - golden[2]) <= 3e-10 * golden[2]);
    }
}

static struct gp_model model_of(const struct gp_golden *const golden, const int running, void **const block) {
    struct arena arena = {0};
    struct gp_model model;
    gp_place(NULL, &arena, GP_DIMS, GP_NUMERIC, GP_POINTS, running);
    *block = block_of(arena.used);
    arena = (struct arena){*block, arena.used, 0};
    gp_place(&model, &arena, GP_DIMS, GP_NUMERIC, GP_POINTS, running);
    memcpy(model.x, golden->x, sizeof golden->x);
    memcpy(model.y, golden->y, sizeof golden->y);
    memcpy(model.theta, golden->theta, sizeof golden->theta);
    model.observed = model.points = GP_POINTS;
    return model;
}

static void test_goldens(const struct gp_golden *const golden) {
    void *block = NULL;
    struct gp_model model = model_of(golden, 2, &block);
    double gradient[GP_DIMS + 2], theta[GP_DIMS + 2], loss[2], unused[GP_DIMS + 2];

    claim(golden->name);
    CHECK_CLOSE(gp_evidence(gradient, &model, golden->theta), golden->evidence, 1e-10);
    for (int d = 0; d < GP_DIMS + 2; d++) CHECK_CLOSE(gradient[d], golden->gradient[d], 1e-7);
    gp_condition(&model);
    for (int q = 0; q < GP_QUERIES; q++) {
        double mean = 0, deviation = 0;
        gp_predict(&mean, &deviation, &model, golden->queries + q * GP_DIMS);
        CHECK_CLOSE(mean, golden->mean[q], 1e-8);
        CHECK_CLOSE(deviation, golden->deviation[q], 1e-6);
    }

    claim("the gradient of the posterior is the quotient of differences");
    gp_loss(gradient, &model, golden->theta);
    for (int d = 0; d < GP_DIMS + 2; d++) {
        for (int k = 0; k < 2; k++) {
            memcpy(theta, golden->theta, sizeof theta);
            theta[d] += k == 0 ? -1e-5 : 1e-5;
            loss[k] = gp_loss(k == 0 ? NULL : unused, &model, theta);
        }
        CHECK_CLOSE(gradient[d], (loss[1] - loss[0]) / 2e-5, 1e-5);
    }

    claim("the gradient of the expected improvement is the quotient of differences");
    gp_condition(&model);
    for (int q = 0; q < GP_QUERIES; q++) {
        double x[GP_DIMS], values[2];
        const double *const query = golden->queries + q * GP_DIMS;
        gp_log_improvement(gradient, &model, query);
        for (int d = 0; d < GP_NUMERIC; d++) {
            for (int k = 0; k < 2; k++) {
                memcpy(x, query, sizeof x);
                x[d] += k == 0 ? -1e-6 : 1e-6;
                values[k] = gp_log_improvement(NULL, &model, x);
            }
            CHECK_CLOSE(gradient[d], (values[1] - values[0]) / 2e-6, 1e-4);
        }
    }

    claim("the least mean is the least of the means at the points");
    double least = INFINITY, before = 0, after = 0, deviation = 0;
    for (int i = 0; i < GP_POINTS; i++) {
        gp_predict(&before, &deviation, &model, golden->x + i * GP_DIMS);
        least = fmin(least, before);
    }
    CHECK_CLOSE(model.least, least, 1e-9);

    claim("a running trial changes no mean and takes the deviation where it is");
    const double *const query = golden->queries;
    gp_predict(&before, &deviation, &model, query + GP_DIMS);
    memcpy(model.x + GP_POINTS * GP_DIMS, query, GP_DIMS * sizeof *query);
    model.points++;
    gp_condition(&model);
    gp_predict(&after, &deviation, &model, query + GP_DIMS);
    CHECK_CLOSE(after, before, 1e-9);
    gp_predict(&after, &deviation, &model, query);
    CHECK_CLOSE(after, golden->mean[0], 1e-8);
    CHECK(deviation < golden->deviation[0] && deviation <= sqrt(model.noise) * 1.0001);

    claim("a fit does not end above its start, and ends where the gradient vanishes");
    model.points = model.observed;
    const double start = gp_loss(NULL, &model, model.theta);
    gp_fit(&model, 200, false);
    const double end = gp_loss(gradient, &model, model.theta);
    CHECK(end <= start);
    for (int d = 0; d < GP_DIMS; d++) CHECK(fabs(gradient[d]) < 0.1);
    gp_fit(&model, 200, true);
    CHECK(gp_loss(NULL, &model, model.theta) <= end);

    claim("points that coincide are no obstacle");
    for (int i = 1; i < GP_POINTS; i++) memcpy(model.x + i * GP_DIMS, model.x, GP_DIMS * sizeof *model.x);
    model.theta[GP_DIMS + 1] = -60;
    gp_condition(&model);
    gp_predict(&after, &deviation, &model, query);
    CHECK(isfinite(after) && deviation > 0);
    arena_release(block);
}

int main(void) {
    test_cholesky();
    test_lbfgs();
    test_log_improvement();
    for (size_t k = 0; k < sizeof gp_goldens / sizeof *gp_goldens; k++) test_goldens(&gp_goldens[k]);
    return check_report();
}
