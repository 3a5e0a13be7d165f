#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 17;

static struct lanes_rng seeded(uint32_t seed) {
    struct lanes_rng rng;
    for (int i = 0; i < 16; i++) rng.s[i] = next_number(&seed) << 8 ^ next_number(&seed);
    return rng;
}

static void fast_equals_plain(void) {
    claim("fast and plain dropout draw the same numbers and give the same bits");
    for (int s = 0; s < SIZE_COUNT; s++)
        for (int r = 0; r < 10; r++) {
            const size_t n = SIZES[s];
            const float rate = (float)r / 10;
            float *const x = random_buffer(n, -1, 1, 20, &state), *const y = buffer(n), *const mask = buffer(n);
            float *const y_plain = buffer(n), *const mask_plain = buffer(n);
            struct lanes_rng fast = seeded((uint32_t)n), plain = fast, again = fast;
            dropout_forward(y, x, mask, n, rate, &fast);
            dropout_forward_ref(y_plain, x, mask_plain, n, rate, &plain);
            CHECK(same_bits(y, y_plain, n) && same_bits(mask, mask_plain, n) &&
                  memcmp(&fast, &plain, sizeof fast) == 0);
            CHECK(guarded(y, n) && guarded(mask, n) && guarded(x, n));
            int wrong = 0;
            for (size_t i = 0; i < n; i++)
                wrong += (mask[i] != 0 && mask[i] != 1 / (1 - rate)) || y[i] != x[i] * mask[i];
            CHECK(wrong == 0);
            dropout_forward(x, x, mask, n, rate, &again);
            CHECK(same_bits(x, y, n));
            free(x), free(y), free(mask), free(y_plain), free(mask_plain);
        }
}

static void the_rate_is_kept(void) {
    claim("the share of zeros is the rate within five standard deviations, lane by lane, and draws do not repeat");
    enum { N = 400000 };
    float *const x = random_buffer(N, 1, 1, 0, &state), *const y = buffer(N), *const mask = buffer(N),
                 *const next = buffer(N);
    const float rates[] = {0, 0.1F, 0.2F, 0.5F, 0.9F};
    for (int r = 0; r < 5; r++) {
        struct lanes_rng rng = seeded(99);
        dropout_forward(y, x, mask, N, rates[r], &rng);
        dropout_forward(y, x, next, N, rates[r], &rng);
        const double rate = (double)rates[r], bound = 5 * sqrt(rate * (1 - rate) / (N / 4.0)) + 1e-12;
        int zeros[4] = {0}, both = 0;
        for (int i = 0; i < N; i++) zeros[i % 4] += mask[i] == 0, both += mask[i] == 0 && next[i] == 0;
        for (int lane = 0; lane < 4; lane++) CHECK(fabs(zeros[lane] / (N / 4.0) - rate) <= bound);
        CHECK(fabs(both / (double)N - rate * rate) <= bound);
    }
    free(x), free(y), free(mask), free(next);
}

static void xoshiro_is_xoshiro(void) {
    claim("each lane is xoshiro128+ as published");
    struct lanes_rng rng = seeded(5);
    const struct lanes_rng start = rng;
    enum { N = 400 };
    float x[N], y[N], mask[N];
    for (int i = 0; i < N; i++) x[i] = 1;
    dropout_forward(y, x, mask, N, 0.25F, &rng);
    int wrong = 0;
    for (int lane = 0; lane < 4; lane++) {
        uint32_t s[4];
        for (int j = 0; j < 4; j++) s[j] = start.s[4 * j + lane];
        for (int i = lane; i < N; i += 4) {
            const uint32_t result = s[0] + s[3], t = s[1] << 9;
            s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3], s[2] ^= t, s[3] = s[3] << 11 | s[3] >> 21;
            wrong += (mask[i] == 0) != (result < 0x40000000U);
        }
    }
    CHECK(wrong == 0);
}

static void multiply_equals_plain(void) {
    claim("products, in place too");
    for (int s = 0; s < SIZE_COUNT; s++) {
        const size_t n = SIZES[s];
        float *const a = random_buffer(n, -1, 1, 20, &state), *const b = random_buffer(n, -1, 1, 20, &state);
        float *const y = buffer(n), *const want = buffer(n);
        multiply(y, a, b, n);
        multiply_ref(want, a, b, n);
        CHECK(same_bits(y, want, n) && guarded(y, n));
        multiply(b, a, b, n);
        CHECK(same_bits(b, want, n));
        multiply(a, a, a, n);
        CHECK(a[n - 1] >= 0 && guarded(a, n));
        free(a), free(b), free(y), free(want);
    }
}

int main(void) {
    fast_equals_plain();
    the_rate_is_kept();
    xoshiro_is_xoshiro();
    multiply_equals_plain();
    return check_report();
}
