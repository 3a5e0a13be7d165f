#include "base/rng.h"

#include <assert.h>
#include <math.h>

static uint64_t splitmix64(uint64_t *const state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Each coordinate is mixed through the generator before the next is added, so that (1, 0) and (0, 1) are far apart. */
void rng_seed(struct rng *const rng, const uint64_t seed, const uint64_t number, const uint32_t fold,
              const enum rng_stream stream) {
    uint64_t state = seed;
    state = splitmix64(&state) + number;
    state = splitmix64(&state) + fold;
    state = splitmix64(&state) + (uint64_t)stream;
    const uint64_t a = splitmix64(&state), b = splitmix64(&state);
    rng->s[0] = (uint32_t)a;
    rng->s[1] = (uint32_t)(a >> 32);
    rng->s[2] = (uint32_t)b;
    rng->s[3] = (uint32_t)(b >> 32) | 1u; /* never all zero */
}

static uint32_t rotate_left(const uint32_t x, const int k) { return (x << k) | (x >> (32 - k)); }

uint32_t rng_u32(struct rng *const rng) {
    uint32_t *const s = rng->s;
    const uint32_t result = rotate_left(s[0] + s[3], 7) + s[0];
    const uint32_t t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 11);
    return result;
}

uint32_t rng_below(struct rng *const rng, const uint32_t n) {
    assert(n > 0);
    uint64_t product = (uint64_t)rng_u32(rng) * n;
    if ((uint32_t)product < n) {
        const uint32_t threshold = (0u - n) % n;
        while ((uint32_t)product < threshold) product = (uint64_t)rng_u32(rng) * n;
    }
    return (uint32_t)(product >> 32);
}

double rng_unit(struct rng *const rng) {
    const uint64_t high = rng_u32(rng) >> 5, low = rng_u32(rng) >> 6;
    return (double)((high << 26) | low) * 0x1p-53;
}

double rng_normal(struct rng *const rng) {
    for (;;) {
        const double u = 2.0 * rng_unit(rng) - 1.0, v = 2.0 * rng_unit(rng) - 1.0;
        const double s = u * u + v * v;
        if (s > 0.0 && s < 1.0) return u * sqrt(-2.0 * log(s) / s);
    }
}

void rng_shuffle(int32_t *const items, const int n, struct rng *const rng) {
    for (int i = n - 1; i > 0; i--) {
        const uint32_t j = rng_below(rng, (uint32_t)i + 1);
        const int32_t held = items[i];
        items[i] = items[j];
        items[j] = held;
    }
}
