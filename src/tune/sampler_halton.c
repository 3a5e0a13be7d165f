/* Halton's sequence, scrambled: trial n is point n (with constraints the n-th that keeps them), one dimension for each parameter; it learns nothing. Each place of each base has
 * a random permutation of its digits of its own (Owen 2017, "A randomized Halton algorithm in R"), without which large bases climb in
 * long parallel stairs. The endless zeros in front of a trial's number are permuted too; together they are one uniform number for
 * each dimension. Parameters beyond the 160th are drawn at random. */
#include "sweetspot.h"
#include "tune/halton.h"
#include "tune/sequence.h"

enum { MOST_DIMENSIONS = 160 };

struct halton_state {
    struct untried untried;
    struct sequence sequence;
    int dimensions;
    bool is_scrambled;
    struct halton_dimension *dimension; /* [dimensions] */
    uint16_t *digit;                    /* the tables of all dimensions */
    uint64_t rest;                      /* seeds what is drawn at random */
    double *unit;                       /* [K] */
};

static void *halton_place(struct arena *const arena, const struct sampler_setup *const setup) {
    const int params = setup->space->params;
    const int dimensions = params < MOST_DIMENSIONS ? params : MOST_DIMENSIONS;
    struct halton_state *const halton = arena_take(arena, 1, sizeof *halton);
    struct halton_dimension *const dimension = arena_take(arena, (uint64_t)dimensions, sizeof *dimension);
    double *const unit = arena_take(arena, (uint64_t)params, sizeof *unit);
    uint64_t size = 0;
    uint32_t base = 1;
    /* What breaks a constraint is passed over: how many points that takes is not known. */
    const uint32_t points = setup->space->constraints > 0 ? UINT32_MAX : (uint32_t)setup->budget;
    for (int d = 0; d < dimensions; d++) {
        base = halton_next_prime(base);
        const int digits = halton_digits(base, points);
        if (dimension != NULL) dimension[d] = (struct halton_dimension){.base = base, .digits = digits};
        size += (uint64_t)digits * base;
    }
    uint16_t *const digit = arena_take(arena, size, sizeof *digit);
    untried_place(halton != NULL ? &halton->untried : NULL, arena, setup);
    if (halton == NULL) return NULL;
    halton->dimensions = dimensions;
    halton->dimension = dimension;
    halton->digit = digit;
    halton->unit = unit;
    return halton;
}

/* Fisher-Yates from an empty table: inside out. */
static void permute(uint16_t *const digit, const uint32_t base, struct rng *const rng) {
    for (uint32_t i = 0; i < base; i++) {
        const uint32_t j = rng_below(rng, i + 1);
        digit[i] = digit[j];
        digit[j] = (uint16_t)i;
    }
}

static void scramble(struct halton_state *const halton, struct rng *const rng) {
    uint16_t *digit = halton->digit;
    for (int d = 0; d < halton->dimensions; d++) {
        struct halton_dimension *const dimension = &halton->dimension[d];
        dimension->digit = digit;
        for (int k = 0; k < dimension->digits; k++, digit += dimension->base) permute(digit, dimension->base, rng);
        dimension->rest = rng_unit(rng);
    }
    halton->rest = rng_u32(rng);
    halton->is_scrambled = true;
}

static void point_at(double *const unit, const void *const state, const uint32_t index, const int params) {
    const struct halton_state *const halton = state;
    for (int d = 0; d < halton->dimensions; d++) unit[d] = halton_point(&halton->dimension[d], index);
    struct rng rng;
    rng_seed(&rng, halton->rest, index, 0, STREAM_SAMPLER);
    for (int i = halton->dimensions; i < params; i++) unit[i] = rng_unit(&rng);
}

static int halton_propose(double *const values, void *const state, const struct history *const history,
                          struct rng *const rng) {
    struct halton_state *const halton = state;
    /* The first call's random numbers depend on the study's seed and on nothing that happened. */
    if (!halton->is_scrambled) scramble(halton, rng);
    sequence_next(halton->unit, &halton->sequence, &halton->untried, history, point_at, halton, values);
    return untried_at(values, &halton->untried, history, halton->unit, rng);
}

const struct sampler_ops sampler_halton = {
    .name = "halton",
    .learns = false,
    .is_exhaustive = false,
    .size = untried_size,
    .place = halton_place,
    .propose = halton_propose,
};
