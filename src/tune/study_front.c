#include <string.h>

#include "tune/pareto.h"
#include "tune/study.h"

static int32_t *place(struct arena *const arena, const int n, const int objectives, int32_t **const scratch) {
    int32_t *const order = arena_take(arena, (uint64_t)n, sizeof *order);
    *scratch = arena_take(arena, (uint64_t)n * (uint64_t)objectives, sizeof **scratch);
    return order;
}

int study_hypervolume(const struct ss_study *const study, const int32_t *const numbers, const int n,
                      const double *const reference, double *const volume) {
    double bound[SS_MOST_OBJECTIVES];
    for (int m = 0; m < study->objectives; m++) bound[m] = study->is_maximized[m] ? -reference[m] : reference[m];
    struct arena arena = {0};
    int32_t *scratch = NULL;
    place(&arena, n, study->objectives, &scratch);
    void *const block = arena_block(arena.used);
    if (block == NULL) return SS_NO_MEMORY;
    arena = (struct arena){block, arena.used, 0};
    int32_t *const order = place(&arena, n, study->objectives, &scratch);
    if (n > 0) memcpy(order, numbers, (size_t)n * sizeof *order);
    *volume = pareto_hypervolume(scratch, study->loss, order, n, bound, study->objectives);
    arena_release(block);
    return SS_OK;
}
