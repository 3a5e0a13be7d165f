/** Memory: what is measured is what is placed, and sizes saturate. */
#include "base/arena.h"
#include "check.h"

#include <string.h>

enum { PARTS = 40 };

/* Parts of all kinds of sizes, the same in both walks. */
static void place(unsigned char *parts[PARTS], struct arena *const arena) {
    for (int i = 0; i < PARTS; i++) parts[i] = arena_take(arena, (uint64_t)(i * i % 23), (uint64_t)(1 + i % 9));
}

static void test_placing(void) {
    unsigned char *parts[PARTS];
    struct arena arena = {0};
    claim("measuring returns nothing and counts");
    place(parts, &arena);
    for (int i = 0; i < PARTS; i++) CHECK(parts[i] == NULL);
    const uint64_t measured = arena.used;
    void *const block = arena_block(measured);
    if (!CHECK(block != NULL)) return;
    memset(block, 0xa5, (size_t)measured);
    arena = (struct arena){block, measured, 0};
    place(parts, &arena);
    claim("placing takes exactly what was measured");
    CHECK(arena.used == measured);
    claim("parts are zeroed, aligned to 16, in order and apart");
    for (int i = 0; i < PARTS; i++) {
        const size_t bytes = (size_t)(i * i % 23) * (size_t)(1 + i % 9);
        CHECK((uintptr_t)parts[i] % 16 == 0);
        CHECK(i + 1 == PARTS || parts[i] + bytes <= parts[i + 1]);
        for (size_t k = 0; k < bytes; k++) CHECK(parts[i][k] == 0);
        memset(parts[i], 0xff, bytes); /* must not reach the next one */
    }
    CHECK(parts[PARTS - 1] < (unsigned char *)block + measured);
    arena_release(block);
}

static void test_saturation(void) {
    static const uint64_t huge[] = {UINT64_MAX, UINT64_MAX / 2, UINT64_C(1) << 33, 3000000000u};
    claim("sizes beyond any memory stay beyond it");
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++) {
            struct arena arena = {0};
            CHECK(arena_take(&arena, huge[i], huge[k]) == NULL);
            CHECK(arena.used >= UINT64_MAX / 4 - 15);
            CHECK(arena_take(&arena, 1, 1) == NULL && arena.used >= UINT64_MAX / 4 - 15);
        }
    claim("a million square is counted, not wrapped");
    struct arena arena = {0};
    for (int i = 0; i < 9; i++) (void)arena_take(&arena, UINT64_MAX, 1);
    CHECK(arena.used >= UINT64_MAX / 4 - 15 && arena.used <= UINT64_MAX / 2); /* saturates however often */
    arena = (struct arena){0};
    (void)arena_take(&arena, UINT64_C(1000000) * 1000000, sizeof(float));
    CHECK(arena.used == UINT64_C(4000000000000));
    claim("no elements take no room");
    arena = (struct arena){0};
    CHECK(arena_take(&arena, 0, 8) == NULL && arena_take(&arena, 8, 0) == NULL && arena.used == 0);
}

static void test_blocks(void) {
    claim("a block of any size, or none");
    for (uint64_t size = 0; size < 100; size++) {
        unsigned char *const block = arena_block(size);
        if (!CHECK(block != NULL && (uintptr_t)block % 16 == 0)) return;
        memset(block, 1, (size_t)size);
        arena_release(block);
    }
    CHECK(arena_block(UINT64_MAX) == NULL);
    CHECK(arena_block(UINT64_MAX / 4) == NULL);
    CHECK(arena_block((uint64_t)SIZE_MAX / 2 + 100) == NULL);
    arena_release(NULL);
}

/* AddressSanitizer asks this: let an allocation fail as it does without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }

int main(void) {
    test_placing();
    test_saturation();
    test_blocks();
    return check_report();
}
