/** Normalisation: the fast form against the plain one, which counts in double. */
#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 11;
static const int WIDTHS[] = {1, 3, 4, 5, 7, 8, 9, 16, 17, 33};
static const size_t ROWS[] = {1, 2, 3, 63, 64, 65, 128, 129, 200};
enum { WIDTH_COUNT = sizeof WIDTHS / sizeof *WIDTHS, ROWS_COUNT = sizeof ROWS / sizeof *ROWS };

static double *doubles(const size_t n) {
    double *const x = malloc(n * sizeof *x);
    if (x == NULL) exit(2);
    return x;
}

/* The largest error of a sum of n products of numbers below 1. */
static double sum_error(const size_t n) { return 1e-7 * (double)(n + 8); }

static void columns_equal_plain(const size_t n, const int c) {
    const size_t size = n * (size_t)c, width = (size_t)c;
    float *const x = random_buffer(size, -1, 1, 20, &state), *const dy = random_buffer(size, -1, 1, 20, &state);
    float *const mean = buffer(width), *const mean_want = buffer(width), *const variance = buffer(width),
                 *const variance_want = buffer(width);
    double *const sums = doubles(2 * width), *const sums_want = doubles(2 * width);
    column_moments(mean, variance, sums, x, n, c);
    column_moments_ref(mean_want, variance_want, sums_want, x, n, c);
    CHECK(largest_error(mean, mean_want, width) <= 2e-6 && guarded(mean, width));
    CHECK(largest_error(variance, variance_want, width) <= 2e-6 && guarded(variance, width));

    gradient_moments(sums, dy, x, mean_want, n, c);
    gradient_moments_ref(sums_want, dy, x, mean_want, n, c);
    for (size_t j = 0; j < 2 * width; j++) CHECK(fabs(sums[j] - sums_want[j]) <= sum_error(n));

    float *const y = buffer(size), *const y_want = buffer(size), *const slope = random_buffer(width, -1, 1, 0, &state);
    normalize_columns(y, x, mean, variance, slope, n, c);
    normalize_columns_ref(y_want, x, mean, variance, slope, n, c);
    CHECK(largest_error(y, y_want, size) <= 1e-6 && guarded(y, size));
    normalize_columns_backward(y, dy, x, mean, variance, slope, mean_want, n, c);
    normalize_columns_backward_ref(y_want, dy, x, mean, variance, slope, mean_want, n, c);
    CHECK(largest_error(y, y_want, size) <= 1e-6 && guarded(y, size));
    free(x), free(dy), free(mean), free(mean_want), free(variance), free(variance_want), free(sums), free(sums_want);
    free(y), free(y_want), free(slope);
}

static void rows_equal_plain(const size_t n, const int c) {
    const size_t size = n * (size_t)c, width = (size_t)c;
    float *const x = random_buffer(size, -1, 1, 20, &state), *const dy = random_buffer(size, -1, 1, 20, &state);
    float *const gamma = random_buffer(width, 0.5, 2, 0, &state), *const beta = random_buffer(width, -1, 1, 0, &state);
    float *const y = buffer(size), *const y_want = buffer(size), *const kept = buffer(2 * n),
                 *const kept_want = buffer(2 * n);
    layer_norm_forward(y, kept, x, gamma, beta, n, c, 1e-2F);
    layer_norm_forward_ref(y_want, kept_want, x, gamma, beta, n, c, 1e-2F);
    CHECK(largest_error(y, y_want, size) <= 1e-5 && guarded(y, size));
    CHECK(largest_error(kept, kept_want, 2 * n) <= 1e-5 && guarded(kept, 2 * n));

    float *const dgamma = buffer(width), *const dgamma_want = buffer(width), *const dbeta = buffer(width),
                 *const dbeta_want = buffer(width);
    layer_norm_backward(y, dgamma, dbeta, dy, x, kept_want, gamma, n, c);
    layer_norm_backward_ref(y_want, dgamma_want, dbeta_want, dy, x, kept_want, gamma, n, c);
    CHECK(largest_error(y, y_want, size) <= 1e-5 && guarded(y, size));
    for (int alone = 0; alone < 2; alone++) {
        for (size_t j = 0; j < width; j++) {
            CHECK(fabs((double)dgamma[j] - (double)dgamma_want[j]) <= 4 * sum_error(n));
            CHECK(fabs((double)dbeta[j] - (double)dbeta_want[j]) <= sum_error(n));
            dgamma[j] = dbeta[j] = NAN;
        }
        CHECK(guarded(dgamma, width) && guarded(dbeta, width));
        layer_norm_backward(NULL, dgamma, dbeta, dy, x, kept_want, gamma, n, c);
    }
    free(x), free(dy), free(gamma), free(beta), free(y), free(y_want), free(kept), free(kept_want);
    free(dgamma), free(dgamma_want), free(dbeta), free(dbeta_want);
}

static void far_from_zero(void) {
    enum { ROWS_OF_THREE = 5000 };
    const size_t n = ROWS_OF_THREE;
    claim(
        "the variance is right to 1e-4 however far the mean is from zero, and where a few rows are far from the rest");
    for (int c = 3; c < 10; c += 3) {
        const size_t width = (size_t)c;
        float *const x = random_buffer(n * width, -1, 1, 0, &state), *const mean = buffer(width),
                     *const variance = buffer(width), *const mean_want = buffer(width),
                     *const variance_want = buffer(width);
        double *const sums = doubles(2 * width);
        for (size_t i = 0; i < n * width; i++)
            x[i] = i % width == 0 ? x[i] + 3e4F : i % width == 1 && i < 64 * width ? 1e4F : x[i] * 1e-3F - 7;
        column_moments(mean, variance, sums, x, n, c);
        column_moments_ref(mean_want, variance_want, sums, x, n, c);
        for (size_t j = 0; j < width; j++) {
            CHECK(fabsf(mean[j] - mean_want[j]) <= 1e-6F * fabsf(mean_want[j]));
            CHECK(fabsf(variance[j] - variance_want[j]) <= 1e-4F * variance_want[j]);
        }
        free(x), free(mean), free(variance), free(mean_want), free(variance_want), free(sums);
    }
}

static void corners(void) {
    enum { N = 150, C = 5 };
    float x[N * C], mean[C], variance[C], y[N * C];
    double sums[2 * C];
    claim("equal rows have exactly their own mean and variance 0");
    for (int i = 0; i < N * C; i++) x[i] = 0.1F * (float)(i % C) + 1e3F;
    column_moments(mean, variance, sums, x, N, C);
    for (int j = 0; j < C; j++) CHECK(mean[j] == x[j] && variance[j] == 0);

    claim("no gradient is a denormal");
    const float zero[C] = {0}, one[C] = {1, 1, 1, 1, 1}, kept[2] = {0, 1};
    float dgamma[C], dbeta[C];
    for (int i = 0; i < N * C; i++) x[i] = 1e-35F, y[i] = 1;
    normalize_columns_backward(y, x, zero, zero, one, zero, zero, 1, C);
    for (int j = 0; j < C; j++) CHECK(y[j] == 0);
    for (int j = 0; j < C; j++) y[j] = 1, x[j] = 1e-35F * (float)(j * j);
    layer_norm_backward(y, dgamma, dbeta, x, one, kept, one, 1, C);
    for (int j = 0; j < C; j++) CHECK(y[j] == 0);

    claim("a NaN reaches the moments of its column");
    for (int i = 0; i < N * C; i++) x[i] = 1;
    x[100 * C + 2] = x[130 * C + 4] = NAN;
    column_moments(mean, variance, sums, x, N, C);
    for (int j = 0; j < C; j++) CHECK(isnan(mean[j]) == (j == 2 || j == 4));
}

int main(void) {
    claim("columns and rows: the fast form agrees with the plain one at every size");
    for (int i = 0; i < ROWS_COUNT; i++)
        for (int j = 0; j < WIDTH_COUNT; j++) {
            columns_equal_plain(ROWS[i], WIDTHS[j]);
            rows_equal_plain(ROWS[i], WIDTHS[j]);
        }
    far_from_zero();
    corners();
    return check_report();
}
