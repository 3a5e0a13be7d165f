/** Sobol's sequence: its points against SciPy's, and what scrambling must keep. The rest is in test_samplers. */
#include <stdlib.h>
#include <string.h>

#include "../parity/qmc_goldens.h"
#include "check.h"
#include "spaces.h"
#include "tune/sobol.h"

static void test_goldens(void) {
    claim("the plain points are SciPy's");
    for (int d = 0; d < SOBOL_GOLDEN_DIMENSIONS; d++) {
        uint32_t directions[SOBOL_DIGITS];
        sobol_directions(directions, sobol_golden_dimensions[d]);
        for (int i = 0; i < SOBOL_GOLDEN_POINTS; i++) {
            const double want = sobol_goldens[i * SOBOL_GOLDEN_DIMENSIONS + d];
            CHECK(sobol_point(directions, (uint32_t)sobol_golden_points[i]) * 0x1p-32 == want);
        }
        CHECK(sobol_point(directions, 0) == 0);
    }
}

static void test_balance(const double seed) {
    enum { PARAMS = 110, POINTS = 1024 };
    struct numbers space;
    unit_cube(&space, PARAMS);
    double *const x = first_points(sampler_kind_sobol, &space, PARAMS, POINTS, seed);
    claim("each of 1024 equal parts of each axis gets one of 1024 points");
    for (int d = 0; d < PARAMS; d++) {
        int counts[POINTS] = {0}, most = 0;
        for (int t = 0; t < POINTS; t++) counts[(int)(x[t * PARAMS + d] * POINTS)]++;
        for (int k = 0; k < POINTS; k++) most = counts[k] > most ? counts[k] : most;
        CHECK(most == 1);
    }
    claim("each of 1024 equal boxes of any shape gets one point in the first two dimensions");
    for (int bits = 0; bits <= 10; bits++) {
        int counts[POINTS] = {0}, most = 0;
        const int columns = 1 << bits, rows = POINTS >> bits;
        for (int t = 0; t < POINTS; t++)
            counts[(int)(x[t * PARAMS] * columns) * rows + (int)(x[t * PARAMS + 1] * rows)]++;
        for (int k = 0; k < POINTS; k++) most = counts[k] > most ? counts[k] : most;
        CHECK(most == 1);
    }
    free(x);
}

static void test_scrambling(void) {
    claim("over many seeds each point is uniform by itself");
    enum { SEEDS = 4000 };
    struct numbers space;
    unit_cube(&space, 2);
    int tenths[2][3][10] = {{{0}}};
    for (int seed = 1; seed <= SEEDS; seed++) {
        double *const x = first_points(sampler_kind_sobol, &space, 2, 3, seed);
        for (int t = 0; t < 3; t++)
            for (int d = 0; d < 2; d++) tenths[d][t][(int)(10 * x[2 * t + d])]++;
        free(x);
    }
    for (int k = 0; k < 60; k++) CHECK(abs((&tenths[0][0][0])[k] - SEEDS / 10) < 100);
}

static void test_parameters(void) {
    claim("categories and steps get equal shares");
    struct numbers space;
    space_of(&space, 3);
    add_choice(&space, 4);
    add_float(&space, 0, 1, 0, 0);
    add_int(&space, 1, 8, 0, 0);
    double *const x = first_points(sampler_kind_sobol, &space, 3, 256, 3);
    int categories[4] = {0}, steps[8] = {0};
    for (int t = 0; t < 256; t++) {
        categories[(int)x[3 * t]]++;
        steps[(int)x[3 * t + 2] - 1]++;
    }
    for (int k = 0; k < 4; k++) CHECK(categories[k] == 64);
    for (int k = 0; k < 8; k++) CHECK(steps[k] == 32);
    free(x);

    claim("beyond the table of dimensions it draws at random");
    unit_cube(&space, SOBOL_DIMENSIONS + 2);
    double *const wide = first_points(sampler_kind_sobol, &space, SOBOL_DIMENSIONS + 2, 64, 3);
    double sum = 0;
    for (int t = 0; t < 64; t++) sum += wide[(t + 1) * (SOBOL_DIMENSIONS + 2) - 1];
    CHECK(sum > 64 * 0.3 && sum < 64 * 0.7);
    free(wide);
}

int main(void) {
    test_goldens();
    test_balance(1);
    test_balance(2147483647);
    test_scrambling();
    test_parameters();
    return check_report();
}
