/** Random numbers: xoshiro128++ (Blackman and Vigna 2019), seeded by splitmix64. No global state: every stream is a struct, and
 *  its seed is a pure function of the study's seed, the trial's number, the fold and what the stream is for. So a trial's numbers
 *  never depend on which worker runs it or on what ran before. */
#ifndef RNG_H
#define RNG_H

#include <stdint.h>

struct rng {
    uint32_t s[4];
};

enum rng_stream {
    STREAM_TEST,
    STREAM_FOLDS,
    STREAM_LIMIT,
    STREAM_WEIGHTS,
    STREAM_SHUFFLE,
    STREAM_DROPOUT,
    STREAM_SAMPLER,
    STREAM_CONSTRAINTS
};

void rng_seed(struct rng *rng, uint64_t seed, uint64_t number, uint32_t fold, enum rng_stream stream);
uint32_t rng_u32(struct rng *rng);
/** Uniform in 0 .. n - 1, without bias (Lemire 2019). n >= 1. */
uint32_t rng_below(struct rng *rng, uint32_t n);
/** Uniform in [0, 1), 53 bits. */
double rng_unit(struct rng *rng);
/** Standard normal (polar Box-Muller; uses log and sqrt of the C library). */
double rng_normal(struct rng *rng);
/** Fisher-Yates. */
void rng_shuffle(int32_t *items, int n, struct rng *rng);

#endif
