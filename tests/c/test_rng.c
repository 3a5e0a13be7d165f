/** Random numbers: known values, worked out by an independent program, and the distributions. */
#include <stdlib.h>

#include "base/rng.h"
#include "check.h"

static void test_known(void) {
    claim("xoshiro128++ gives its published numbers");
    static const uint32_t published[10] = {641,        1573767,    3222811527, 3517856514, 836907274,
                                           4247214768, 3867114732, 1355841295, 495546011,  621204420};
    struct rng rng = {{1, 2, 3, 4}};
    for (int i = 0; i < 10; i++) CHECK(rng_u32(&rng) == published[i]);

    claim("streams are seeded by splitmix64, one coordinate after the other");
    static const struct {
        uint64_t seed, number;
        uint32_t fold;
        enum rng_stream stream;
        uint32_t state[4], out[4];
    } known[] = {
        {42,
         7,
         3,
         STREAM_WEIGHTS,
         {0x226e43de, 0x4851c74e, 0xa15482f1, 0xd80c0fd9},
         {1603805147, 3998707993, 281123636, 1809632076}},
        {0,
         0,
         0,
         STREAM_TEST,
         {0xaac80268, 0x2130748a, 0x79ce5090, 0x0cc78fb9},
         {1922110275, 336158334, 795386090, 669261354}},
        {9007199254740991,
         9007199254740991,
         1000,
         STREAM_SAMPLER,
         {0x6d3e271a, 0x4439eb4a, 0xce70887a, 0xbf7df379},
         {3410718896, 879345924, 2818731997, 2735719253}},
    };
    for (int k = 0; k < 3; k++) {
        rng_seed(&rng, known[k].seed, known[k].number, known[k].fold, known[k].stream);
        for (int i = 0; i < 4; i++) CHECK(rng.s[i] == known[k].state[i]);
        for (int i = 0; i < 4; i++) CHECK(rng_u32(&rng) == known[k].out[i]);
    }
}

static void test_streams(void) {
    claim("neighbouring seeds, numbers, folds and streams share nothing");
    uint32_t first[3 * 3 * 3 * 3];
    int n = 0;
    for (unsigned seed = 0; seed < 3; seed++)
        for (unsigned number = 0; number < 3; number++)
            for (unsigned fold = 0; fold < 3; fold++)
                for (unsigned stream = 0; stream < 3; stream++) {
                    struct rng rng;
                    rng_seed(&rng, seed, number, fold, (enum rng_stream)stream);
                    first[n++] = rng_u32(&rng);
                }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) CHECK(first[i] != first[j]);
}

static void test_uniform(void) {
    struct rng rng;
    rng_seed(&rng, 1, 2, 3, STREAM_SAMPLER);
    claim("rng_below is uniform: chi-square of 6 and of 1000 cells within 5 deviations");
    static const uint32_t cells[] = {6, 1000};
    for (int k = 0; k < 2; k++) {
        static int count[1000];
        const int draws = 200 * (int)cells[k] * (k == 0 ? 50 : 1);
        double chi = 0;
        for (uint32_t c = 0; c < cells[k]; c++) count[c] = 0;
        for (int i = 0; i < draws; i++) {
            const uint32_t drawn = rng_below(&rng, cells[k]);
            if (!CHECK(drawn < cells[k])) return;
            count[drawn]++;
        }
        const double each = (double)draws / cells[k], free_cells = cells[k] - 1.0;
        for (uint32_t c = 0; c < cells[k]; c++) chi += (count[c] - each) * (count[c] - each) / each;
        CHECK(fabs(chi - free_cells) < 5 * sqrt(2 * free_cells));
    }
    claim("rng_below of one is zero; of 3 * 2^30 it is not biased");
    for (int i = 0; i < 100; i++) CHECK(rng_below(&rng, 1) == 0);
    int third = 0; /* without the correction multiples of three would be half of all */
    for (int i = 0; i < 30000; i++) third += rng_below(&rng, 3u << 30) % 3 == 0;
    CHECK_CLOSE(third / 30000.0, 1 / 3.0, 0.015);
    claim("rng_unit is uniform in [0, 1)");
    double sum = 0, squares = 0;
    for (int i = 0; i < 100000; i++) {
        const double u = rng_unit(&rng);
        if (!CHECK(u >= 0 && u < 1)) return;
        sum += u;
        squares += u * u;
    }
    CHECK_CLOSE(sum / 100000, 0.5, 0.005);
    CHECK_CLOSE(squares / 100000, 1 / 3.0, 0.005);
}

static void test_normal(void) {
    claim("rng_normal has the moments of a normal distribution");
    struct rng rng;
    rng_seed(&rng, 4, 0, 0, STREAM_WEIGHTS);
    double moments[5] = {0};
    int beyond = 0;
    for (int i = 0; i < 200000; i++) {
        const double z = rng_normal(&rng);
        for (int p = 1; p <= 4; p++) moments[p] += pow(z, p) / 200000;
        beyond += fabs(z) > 1.959963985;
    }
    CHECK_CLOSE(moments[1], 0, 0.012);
    CHECK_CLOSE(moments[2], 1, 0.016);
    CHECK_CLOSE(moments[3], 0, 0.05);
    CHECK_CLOSE(moments[4], 3, 0.04);
    CHECK_CLOSE(beyond / 200000.0, 0.05, 0.0025);
}

static void test_shuffle(void) {
    claim("rng_shuffle permutes, every item to every place alike");
    struct rng rng;
    int at[5][5] = {{0}};
    rng_seed(&rng, 6, 0, 0, STREAM_SHUFFLE);
    for (int k = 0; k < 20000; k++) {
        int32_t items[5] = {0, 1, 2, 3, 4};
        int sum = 0;
        rng_shuffle(items, 5, &rng);
        for (int i = 0; i < 5; i++) {
            sum |= 1 << items[i];
            at[items[i]][i]++;
        }
        CHECK(sum == 31);
    }
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++) CHECK(abs(at[i][j] - 4000) < 5 * 57);
    rng_shuffle(NULL, 0, &rng);
}

int main(void) {
    test_known();
    test_streams();
    test_uniform();
    test_normal();
    test_shuffle();
    return check_report();
}
