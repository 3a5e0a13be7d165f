/** How weights start: bounds and moments of every row of initializers.def. */
#include "check.h"
#include "nn/initializer.h"

#include <stdbool.h>
#include <string.h>

enum { INPUTS = 30, OUTPUTS = 50, N = 200000 };
static float w[N], again[N];

/* The largest magnitude and the deviation that the rows of the table promise. */
static const struct {
    double bound, deviation;
} promise[initializers_count] = {
    [INITIALIZER_glorot_uniform] = {0.27386128, 0.15811388}, /* sqrt(6 / 80), sqrt(2 / 80) */
    [INITIALIZER_glorot_normal] = {0.35950301, 0.15811388}, /* two deviations of the uncut normal: 2 * 0.158 / 0.8796 */
    [INITIALIZER_he_uniform] = {0.44721360, 0.25819889},    /* sqrt(6 / 30), sqrt(2 / 30) */
    [INITIALIZER_he_normal] = {0.58706595, 0.25819889},
    [INITIALIZER_random_uniform] = {0.05, 0.028867513},
    [INITIALIZER_random_normal] = {0.25, 0.05},
    [INITIALIZER_orthogonal] = {0.1, 0.0223606798}, /* of rows of 2000: 1 / sqrt(2000) */
    [INITIALIZER_zeros] = {0, 0},
};

/* Of w [rows, columns], the fewer ones are at right angles and of length 1. */
static void test_orthogonal(const int rows, const int columns) {
    const int count = rows < columns ? rows : columns, length = rows < columns ? columns : rows;
    struct rng rng;
    rng_seed(&rng, 4, (uint64_t)rows, 0, STREAM_WEIGHTS);
    initialize(w, (size_t)rows, (size_t)columns, INITIALIZER_orthogonal, rows, columns, &rng);
    for (int i = 0; i < count; i++)
        for (int j = 0; j <= i; j++) {
            double dot = 0;
            for (int k = 0; k < length; k++)
                dot += rows < columns ? (double)w[i * columns + k] * (double)w[j * columns + k]
                                      : (double)w[k * columns + i] * (double)w[k * columns + j];
            CHECK(fabs(dot - (i == j)) < 1e-6);
        }
}

int main(void) {
    claim("orthogonal: wide, tall, square, a single number");
    test_orthogonal(8, 32), test_orthogonal(33, 7), test_orthogonal(32, 32), test_orthogonal(1, 1);
    for (int kind = 0; kind < initializers_count; kind++) {
        struct rng rng;
        double sum = 0, squares = 0, most = 0;
        rng_seed(&rng, 3, (uint64_t)kind, 0, STREAM_WEIGHTS);
        initialize(w, N / 2000, 2000, (enum initializer_kind)kind, INPUTS, OUTPUTS, &rng);
        for (int i = 0; i < N; i++) {
            sum += (double)w[i];
            squares += (double)w[i] * (double)w[i];
            most = fmax(most, (double)fabsf(w[i]));
        }
        claim("every row has its promise");
        CHECK((promise[kind].bound > 0) == (kind != INITIALIZER_zeros));
        claim("within the bound, and up to it");
        const bool has_tail = kind == INITIALIZER_random_normal || kind == INITIALIZER_orthogonal;
        CHECK(most <= promise[kind].bound * (has_tail ? 1.2 : 1 + 1e-6));
        CHECK(most >= promise[kind].bound * (has_tail ? 0.8 : 0.999));
        claim("mean zero, and the deviation of the paper");
        CHECK(fabs(sum / N) <= 0.006 * promise[kind].deviation / 0.5);
        CHECK(fabs(sqrt(squares / N) - promise[kind].deviation) <= 0.006 * promise[kind].deviation);

        claim("the same stream, the same weights");
        rng_seed(&rng, 3, (uint64_t)kind, 0, STREAM_WEIGHTS);
        initialize(again, N / 2000, 2000, (enum initializer_kind)kind, INPUTS, OUTPUTS, &rng);
        CHECK(memcmp(w, again, sizeof w) == 0);
        claim("another stream, other weights");
        rng_seed(&rng, 3, (uint64_t)kind, 1, STREAM_WEIGHTS);
        initialize(again, N / 2000, 2000, (enum initializer_kind)kind, INPUTS, OUTPUTS, &rng);
        CHECK((memcmp(w, again, sizeof w) == 0) == (kind == INITIALIZER_zeros));
    }
    return check_report();
}
