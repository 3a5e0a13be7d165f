/* Random search (Bergstra and Bengio 2012): each active parameter by itself, evenly over its unit interval. Branches of the
 * space that are used up are turned away from, so nothing is proposed twice while anything is left. What a constraint forbids is
 * drawn again. */
#include <math.h>

#include "sweetspot.h"
#include "tune/odometer.h"
#include "tune/sampler.h"
#include "tune/tried.h"

static double random_size(const struct sampler_setup *const setup, double *const scratch) {
    return odometer_size(setup->space, INFINITY, scratch);
}

static void *random_place(struct arena *const arena, const struct sampler_setup *const setup) {
    struct tried *const tried = arena_take(arena, 1, sizeof *tried);
    tried_place(tried, arena, setup);
    return tried;
}

static bool is_used_up(const struct tried *const tried, const uint32_t node, const double value) {
    return tried_is_full(tried, tried_child(tried, node, value));
}

/* Evenly among the values that are left. First by rejection, as often as there are values: over the life of a node of n values that
 * costs n log n in all. The walk that follows is for the one in e^left that was unlucky. */
static double draw_left(const struct parameter *const p, const struct tried *const tried, const uint32_t node,
                        struct rng *const rng) {
    for (double tries = 0.0; tries < p->count; tries += 1.0) {
        const double value = parameter_value(p, floor(rng_unit(rng) * p->count));
        if (!is_used_up(tried, node, value)) return value;
    }
    double skip = floor(rng_unit(rng) * tried->nodes[node].left);
    for (double index = 0.0; index < p->count; index += 1.0) {
        const double value = parameter_value(p, index);
        if (is_used_up(tried, node, value)) continue;
        if (skip == 0.0) return value;
        skip -= 1.0;
    }
    return p->high; /* not reached: a node on the way is not full */
}

static double draw(const struct parameter *const p, const struct tried *const tried, const uint32_t node,
                   struct rng *const rng) {
    enum { MOST_REJECTIONS = 32 };
    for (int tries = 0; tries < MOST_REJECTIONS; tries++) {
        const double value = parameter_from_unit(p, rng_unit(rng));
        if (!is_used_up(tried, node, value)) return value;
    }
    return draw_left(p, tried, node, rng);
}

static void draw_new(double *const values, const struct tried *const tried, struct rng *const rng) {
    uint32_t node = TRIED_ROOT;
    for (int i = 0; i < tried->space->params; i++) {
        values[i] = NAN;
        if (!space_is_active(tried->space, i, values)) continue;
        values[i] = draw(&tried->space->entries[i].parameter, tried, node, rng);
        node = tried_child(tried, node, values[i]);
    }
}

static int random_propose(double *const values, void *const state, const struct history *const history,
                          struct rng *const rng) {
    struct tried *const tried = state;
    (void)history;
    if (tried_is_full(tried, TRIED_ROOT)) return SS_EXHAUSTED;
    for (int draws = 0; draws < SPACE_MOST_DRAWS; draws++) {
        draw_new(values, tried, rng);
        if (!space_allows(tried->space, values)) continue;
        tried_add(tried, values);
        return SS_OK;
    }
    return SS_EXHAUSTED;
}

const struct sampler_ops sampler_random = {
    .name = "random",
    .learns = false,
    .is_exhaustive = false,
    .size = random_size,
    .place = random_place,
    .propose = random_propose,
};
