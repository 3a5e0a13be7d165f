#include "tune/reports.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_CAPACITY = 8, MOST_REPORTS = 1 << 26 };

static bool grow(struct track *const track) {
    if (track->capacity >= MOST_REPORTS) return false;
    const int capacity = track->capacity == 0 ? FIRST_CAPACITY : 2 * track->capacity;
    struct report *const at = arena_block((uint64_t)capacity * sizeof *at);
    if (at == NULL) return false;
    if (track->count > 0) memcpy(at, track->at, (size_t)track->count * sizeof *at);
    arena_release(track->at);
    track->at = at;
    track->capacity = capacity;
    return true;
}

bool track_add(struct track *const track, const int32_t step, const double loss) {
    assert(track->count == 0 || step >= track->at[track->count - 1].step);
    const int32_t rungs = track->count > 0 ? track->at[track->count - 1].rungs : 0;
    if (track->count > 0 && step == track->at[track->count - 1].step) track->count--;
    if (track->count == track->capacity && !grow(track)) return false;
    const double before = track->count > 0 ? track->at[track->count - 1].best : NAN;
    track->at[track->count++] = (struct report){loss, fmin(before, loss), step, rungs};
    return true;
}

const struct report *track_from(const struct track *const track, const int32_t step) {
    if (track->count == 0 || track->at[track->count - 1].step < step) return NULL;
    /* Steps rise by at least one, so the report looked for stands no further on than this. */
    const int64_t guess = (int64_t)step - track->at[0].step;
    int low = 0, high = (int)(guess < 0 ? 0 : guess < track->count ? guess : track->count - 1);
    if (track->at[high].step == step) return &track->at[high];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (track->at[middle].step < step)
            low = middle + 1;
        else
            high = middle;
    }
    return &track->at[low];
}

void track_release(struct track *const track) {
    arena_release(track->at);
    *track = (struct track){0};
}
