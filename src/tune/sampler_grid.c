/* Grid search: every configuration once that keeps the constraints, in the order of an odometer. */
#include <string.h>

#include "sweetspot.h"
#include "tune/odometer.h"
#include "tune/sampler.h"

enum { MOST_SKIPPED = 1000000 }; /* as many as a whole grid may have */

struct grid_state {
    struct odometer odometer;
    bool is_over;
};

static double grid_size(const struct sampler_setup *const setup, double *const scratch) {
    return odometer_size(setup->space, setup->options->grid.points, scratch);
}

static void *grid_place(struct arena *const arena, const struct sampler_setup *const setup) {
    const uint64_t params = (uint64_t)setup->space->params;
    struct grid_state *const grid = arena_take(arena, 1, sizeof *grid);
    double *const index = arena_take(arena, params, sizeof *index);
    double *const values = arena_take(arena, params, sizeof *values);
    if (grid == NULL) return NULL;
    grid->odometer = (struct odometer){setup->space, setup->options->grid.points, false, index, values};
    odometer_start(&grid->odometer);
    return grid;
}

static int grid_propose(double *const values, void *const state, const struct history *const history,
                        struct rng *const rng) {
    struct grid_state *const grid = state;
    (void)rng;
    for (int skipped = 0; !grid->is_over && !space_allows(grid->odometer.space, grid->odometer.values); skipped++) {
        if (skipped == MOST_SKIPPED) return SS_EXHAUSTED;
        grid->is_over = !odometer_next(&grid->odometer);
    }
    if (grid->is_over) return SS_EXHAUSTED;
    memcpy(values, grid->odometer.values, (size_t)history->params * sizeof *values);
    grid->is_over = !odometer_next(&grid->odometer);
    return SS_OK;
}

const struct sampler_ops sampler_grid = {
    .name = "grid",
    .learns = false,
    .is_exhaustive = true,
    .size = grid_size,
    .place = grid_place,
    .propose = grid_propose,
};
