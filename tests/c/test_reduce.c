#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 19;

static void sums_equal_plain(void) {
    claim("row and column sums agree with the plain form at every size");
    for (int i = 0; i < SIZE_COUNT; i++)
        for (int j = 0; j < SIZE_COUNT; j++) {
            const size_t m = SIZES[i], n = SIZES[j];
            float *const a = random_buffer(m * n, -1, 1, 20, &state), *const rows = buffer(m),
                         *const rows_want = buffer(m);
            float *const columns = buffer(n), *const columns_want = buffer(n);
            row_sums(rows, a, (int)m, (int)n);
            row_sums_ref(rows_want, a, (int)m, (int)n);
            column_sums(columns, a, (int)m, (int)n);
            column_sums_ref(columns_want, a, (int)m, (int)n);
            CHECK(largest_error(rows, rows_want, m) <= 1e-6 * sqrt((double)n + 30));
            CHECK(same_bits(columns, columns_want, n)); /* the same order: the same bits */
            CHECK(guarded(rows, m) && guarded(columns, n));
            free(a), free(rows), free(rows_want), free(columns), free(columns_want);
        }
}

static void squares(void) {
    claim("the sum of squares is within 1e-6 for any size");
    const size_t sizes[] = {0, 1, 3, 4, 7, 8, 127, 128, 129, 1000, 100000, 1000003};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        float *const x = random_buffer(sizes[s], -3, 3, 10, &state);
        const double want = sum_of_squares_ref(x, sizes[s]);
        CHECK(fabs(sum_of_squares(x, sizes[s]) - want) <= 1e-6 * want);
        free(x);
    }
}

static void finite(void) {
    claim("one NaN or infinity anywhere is found; the largest and smallest floats are finite");
    const float bad[] = {NAN, INFINITY, -INFINITY}, good[] = {3.402823466e38F, -3.402823466e38F, 1e-45F, -0.0F};
    CHECK(all_finite(bad, 0));
    for (int s = 0; s < SIZE_COUNT; s++) {
        const size_t n = SIZES[s];
        float *const x = random_buffer(n, -1, 1, 0, &state);
        for (size_t i = 0; i<n; i += n> 20 ? 7 : 1) {
            const float before = x[i];
            for (int b = 0; b < 3; b++) {
                x[i] = bad[b];
                CHECK(!all_finite(x, n) && !all_finite_ref(x, n));
            }
            for (int g = 0; g < 4; g++) {
                x[i] = good[g];
                CHECK(all_finite(x, n) && all_finite_ref(x, n));
            }
            x[i] = before;
        }
        free(x);
    }
}

int main(void) {
    sums_equal_plain();
    squares();
    finite();
    return check_report();
}
