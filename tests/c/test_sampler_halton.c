/** Halton's sequence: its points against SciPy's, and what scrambling must keep. The rest is in test_samplers. */
#include <stdlib.h>

#include "../parity/qmc_goldens.h"
#include "check.h"
#include "spaces.h"
#include "tune/halton.h"

static uint32_t prime_of(const int dimension) {
    uint32_t prime = 1;
    for (int d = 0; d <= dimension; d++) prime = halton_next_prime(prime);
    return prime;
}

static void test_goldens(void) {
    claim("the primes and the digits by hand");
    CHECK(prime_of(0) == 2 && prime_of(1) == 3 && prime_of(9) == 29 && prime_of(159) == 941);
    CHECK(halton_digits(2, 0) == 1 && halton_digits(2, 1) == 1 && halton_digits(2, 2) == 1 && halton_digits(2, 3) == 2);
    CHECK(halton_digits(10, 1000) == 3 && halton_digits(10, 1001) == 4);

    claim("with digits left as they are the points are SciPy's");
    static uint16_t digit[10 * 941];
    for (int d = 0; d < HALTON_GOLDEN_DIMENSIONS; d++) {
        const uint32_t base = prime_of(halton_golden_dimensions[d]);
        const int digits = halton_digits(base, 1000);
        for (int k = 0; k < digits; k++)
            for (uint32_t j = 0; j < base; j++) digit[(uint32_t)k * base + j] = (uint16_t)j;
        const struct halton_dimension dimension = {base, digits, digit, 0};
        for (int i = 0; i < HALTON_GOLDEN_POINTS; i++) {
            const double want = halton_goldens[i * HALTON_GOLDEN_DIMENSIONS + d];
            CHECK_CLOSE(halton_point(&dimension, (uint32_t)halton_golden_points[i]), want, 1e-15);
        }
    }
}

static void test_balance(const double seed) {
    enum { PARAMS = 110, POINTS = 1100 };
    struct numbers space;
    unit_cube(&space, PARAMS);
    double *const x = first_points(sampler_kind_halton, &space, PARAMS, POINTS, seed);
    claim("as many points in a row as the base go one into each part of the axis");
    uint32_t base = 1;
    for (int d = 0; d < PARAMS; d++) {
        base = halton_next_prime(base);
        static int counts[POINTS];
        int wrong = 0;
        for (uint32_t first = 0; first + base <= POINTS; first += base) {
            for (uint32_t k = 0; k < base; k++) counts[k] = 0;
            for (uint32_t t = first; t < first + base; t++) counts[(uint32_t)(x[t * PARAMS + (uint32_t)d] * base)]++;
            for (uint32_t k = 0; k < base; k++) wrong += counts[k] != 1;
        }
        CHECK(wrong == 0);
    }
    claim("each of 32 x 27 boxes gets one of as many points in the first two dimensions");
    int boxes[32 * 27] = {0}, most = 0;
    for (int t = 0; t < 32 * 27; t++) boxes[(int)(x[t * PARAMS] * 32) * 27 + (int)(x[t * PARAMS + 1] * 27)]++;
    for (int k = 0; k < 32 * 27; k++) most = boxes[k] > most ? boxes[k] : most;
    CHECK(most == 1);
    free(x);
}

static void test_scrambling(void) {
    claim("neighbouring large bases do not climb together: the plain ones correlate by 0.99 over 100 points");
    enum { PARAMS = 100, POINTS = 100 };
    struct numbers space;
    unit_cube(&space, PARAMS);
    double *const x = first_points(sampler_kind_halton, &space, PARAMS, POINTS, 5);
    double worst = 0;
    for (int d = 50; d + 1 < PARAMS; d++) {
        double ab = 0, aa = 0, bb = 0;
        for (int t = 0; t < POINTS; t++) {
            const double a = x[t * PARAMS + d] - 0.5, b = x[t * PARAMS + d + 1] - 0.5;
            ab += a * b, aa += a * a, bb += b * b;
        }
        worst = fmax(worst, fabs(ab) / sqrt(aa * bb));
    }
    CHECK(worst < 0.5);
    free(x);

    claim("over many seeds each point is uniform by itself");
    enum { SEEDS = 4000 };
    unit_cube(&space, 2);
    int tenths[2][3][10] = {{{0}}};
    for (int seed = 1; seed <= SEEDS; seed++) {
        double *const few = first_points(sampler_kind_halton, &space, 2, 3, seed);
        for (int t = 0; t < 3; t++)
            for (int d = 0; d < 2; d++) tenths[d][t][(int)(10 * few[2 * t + d])]++;
        free(few);
    }
    for (int k = 0; k < 60; k++) CHECK(abs((&tenths[0][0][0])[k] - SEEDS / 10) < 100);
}

static void test_wide(void) {
    claim("beyond the last dimension it draws at random");
    enum { PARAMS = 170 };
    struct numbers space;
    unit_cube(&space, PARAMS);
    double *const x = first_points(sampler_kind_halton, &space, PARAMS, 64, 3);
    double sum = 0;
    for (int t = 0; t < 64; t++) sum += x[(t + 1) * PARAMS - 1];
    CHECK(sum > 64 * 0.3 && sum < 64 * 0.7);
    free(x);
}

int main(void) {
    test_goldens();
    test_balance(1);
    test_balance(2147483647);
    test_scrambling();
    test_wide();
    return check_report();
}
