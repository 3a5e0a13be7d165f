#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16 };
static const uint64_t LIMIT = UINT64_MAX / 4 / ALIGNMENT * ALIGNMENT; /* so that rounding up does not pass it */

void *arena_take(struct arena *const arena, const uint64_t count, const uint64_t size) {
    const uint64_t bytes = size != 0 && count > LIMIT / size ? LIMIT : count * size;
    const uint64_t padded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    const uint64_t start = arena->used;
    arena->used = start > LIMIT - padded ? LIMIT : start + padded;
    if (arena->base == NULL) return NULL;
    assert(arena->used <= arena->size);
    memset(arena->base + start, 0, (size_t)padded);
    return arena->base + start;
}

void *arena_block(const uint64_t size) {
    const uint64_t padded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded < size || padded > SIZE_MAX / 2) return NULL;
    return aligned_alloc(ALIGNMENT, padded == 0 ? ALIGNMENT : (size_t)padded);
}

void arena_release(void *const block) { free(block); }
