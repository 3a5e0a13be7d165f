#include "tune/sequence.h"

/* From `index` on. @return the first that keeps every constraint */
static uint32_t find(double *const unit, const uint32_t index, const struct untried *const untried, const int params,
                     sequence_point *const point, const void *const state, double *const values) {
    for (uint32_t skipped = 0;; skipped++) {
        point(unit, state, index + skipped, params);
        untried_decode(values, untried, unit);
        if (skipped == SPACE_MOST_DRAWS || space_allows(untried->tried.space, values)) return index + skipped;
    }
}

void sequence_next(double *const unit, struct sequence *const sequence, const struct untried *const untried,
                   const struct history *const history, sequence_point *const point, const void *const state,
                   double *const values) {
    if (untried->tried.space->constraints == 0) {
        point(unit, state, (uint32_t)history->asked, history->params);
        return;
    }
    if (sequence->walked > history->asked) point(unit, state, sequence->index, history->params); /* asked again */
    while (sequence->walked <= history->asked) {
        const uint32_t first = sequence->walked == 0 ? 0 : sequence->index + 1;
        sequence->index = find(unit, first, untried, history->params, point, state, values);
        sequence->walked++;
    }
}
