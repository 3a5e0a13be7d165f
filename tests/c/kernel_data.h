/** What the kernel tests share: guarded buffers, numbers that are the same everywhere, comparison of arrays. */
#ifndef KERNEL_DATA_H
#define KERNEL_DATA_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* Under AddressSanitizer a buffer ends where its block ends; elsewhere guard values follow it. */
#ifdef __SANITIZE_ADDRESS__
enum { GUARDS = 0 };
#else
enum { GUARDS = 8 };
#endif
static const float GUARD = -12345.678F;

/** n floats, with guards behind them; free with free. */
static inline float *buffer(const size_t n) {
    float *const x = malloc((n + GUARDS) * sizeof *x + (n + GUARDS == 0));
    if (x == NULL) exit(2);
    for (int i = 0; i < GUARDS; i++) x[n + (size_t)i] = GUARD;
    return x;
}

static inline bool guarded(const float *const x, const size_t n) {
    for (int i = 0; i < GUARDS; i++)
        if (memcmp(&x[n + (size_t)i], &GUARD, sizeof GUARD) != 0) return false;
    return true;
}

/** A linear congruential generator, high bits only. */
static inline uint32_t next_number(uint32_t *const state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

/** Uniform in low .. high; `zeros` percent of them are zero. */
static inline float *random_buffer(const size_t n, const float low, const float high, const unsigned zeros,
                                   uint32_t *const state) {
    float *const x = buffer(n);
    for (size_t i = 0; i < n; i++) {
        const float value = low + (high - low) * ((float)next_number(state) / 16777216.0F);
        x[i] = next_number(state) % 100 < zeros ? 0 : value;
    }
    return x;
}

static inline float *copy_buffer(const float *const from, const size_t n) {
    float *const x = buffer(n);
    memcpy(x, from, n * sizeof *x);
    return x;
}

static inline bool same_bits(const float *const a, const float *const b, const size_t n) {
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

/** The largest |got - want| / max(1, |want|); infinite where only one of them is no number. */
static inline double largest_error(const float *const got, const float *const want, const size_t n) {
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        const double g = (double)got[i], w = (double)want[i], scale = fabs(w) > 1 ? fabs(w) : 1;
        if (g == w || (isnan(g) && isnan(w))) continue;
        const double error = fabs(g - w) / scale;
        largest = isnan(error) ? INFINITY : fmax(largest, error);
    }
    return largest;
}

/** Below, at, above and far from the lanes, the unrolling and the panels. */
static const size_t SIZES[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 127, 128, 129, 1000};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

#endif
