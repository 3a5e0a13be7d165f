/* Sobol's sequence, scrambled: trial n is point n (with constraints the n-th that keeps them), one dimension for each parameter; it learns nothing and fills the space more
 * evenly than random draws do. Each dimension has a random lower triangular matrix over its digits and a random shift (Matousek
 * 1998), which keep every balance of the sequence and make each point by itself uniform. Parameters beyond the table of direction
 * numbers are drawn at random.
 *
 * Optuna's QMCSampler proposes independent random values for the first trial and for categories; here every trial is a point
 * and categories share their unit interval, evenly or by their weights. */
#include "sweetspot.h"
#include "tune/sequence.h"
#include "tune/sobol.h"

struct sobol_dimension {
    uint32_t directions[SOBOL_DIGITS];
    uint32_t shift;
};

struct sobol_state {
    struct untried untried;
    struct sequence sequence;
    int dimensions;
    bool is_scrambled;
    struct sobol_dimension *dimension; /* [dimensions] */
    uint64_t rest;                     /* seeds what is drawn at random */
    double *unit;                      /* [K] */
};

static void *sobol_place(struct arena *const arena, const struct sampler_setup *const setup) {
    const int params = setup->space->params;
    const int dimensions = params < SOBOL_DIMENSIONS ? params : SOBOL_DIMENSIONS;
    struct sobol_state *const sobol = arena_take(arena, 1, sizeof *sobol);
    struct sobol_dimension *const dimension = arena_take(arena, (uint64_t)dimensions, sizeof *dimension);
    double *const unit = arena_take(arena, (uint64_t)params, sizeof *unit);
    untried_place(sobol != NULL ? &sobol->untried : NULL, arena, setup);
    if (sobol == NULL) return NULL;
    sobol->dimensions = dimensions;
    sobol->dimension = dimension;
    sobol->unit = unit;
    return sobol;
}

/* Column k of the matrix has a one in row k, random digits below it and zeros above: digit k moves itself and finer ones. */
static void scramble(struct sobol_dimension *const dimension, const int number, struct rng *const rng) {
    uint32_t plain[SOBOL_DIGITS], column[SOBOL_DIGITS];
    sobol_directions(plain, number);
    for (int k = 0; k < SOBOL_DIGITS; k++) {
        const uint32_t one = (uint32_t)1 << (SOBOL_DIGITS - 1 - k);
        column[k] = one | (rng_u32(rng) & (one - 1u));
    }
    for (int k = 0; k < SOBOL_DIGITS; k++) {
        dimension->directions[k] = 0;
        for (int digit = 0; digit < SOBOL_DIGITS; digit++)
            if ((plain[k] >> (SOBOL_DIGITS - 1 - digit)) & 1u) dimension->directions[k] ^= column[digit];
    }
    dimension->shift = rng_u32(rng);
}

static void point_at(double *const unit, const void *const state, const uint32_t index, const int params) {
    const struct sobol_state *const sobol = state;
    for (int d = 0; d < sobol->dimensions; d++) {
        const struct sobol_dimension *const dimension = &sobol->dimension[d];
        unit[d] = ((sobol_point(dimension->directions, index) ^ dimension->shift) + 0.5) * 0x1p-32;
    }
    struct rng rng;
    rng_seed(&rng, sobol->rest, index, 0, STREAM_SAMPLER);
    for (int i = sobol->dimensions; i < params; i++) unit[i] = rng_unit(&rng);
}

static int sobol_propose(double *const values, void *const state, const struct history *const history,
                         struct rng *const rng) {
    struct sobol_state *const sobol = state;
    /* The first call's random numbers depend on the study's seed and on nothing that happened. */
    if (!sobol->is_scrambled) {
        for (int d = 0; d < sobol->dimensions; d++) scramble(&sobol->dimension[d], d, rng);
        sobol->rest = rng_u32(rng);
    }
    sobol->is_scrambled = true;
    sequence_next(sobol->unit, &sobol->sequence, &sobol->untried, history, point_at, sobol, values);
    return untried_at(values, &sobol->untried, history, sobol->unit, rng);
}

const struct sampler_ops sampler_sobol = {
    .name = "sobol",
    .learns = false,
    .is_exhaustive = false,
    .size = untried_size,
    .place = sobol_place,
    .propose = sobol_propose,
};
