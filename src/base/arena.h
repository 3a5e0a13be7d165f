/** Memory: one block for each thing with a life, its size computed by the same code that fills it.
 *
 *      struct arena a = {0};           measuring: arena_take returns NULL and counts
 *      thing_place(&thing, &a, ...);
 *      void *block = arena_block(a.used);
 *      a = (struct arena){block, a.used, 0};
 *      thing_place(&thing, &a, ...);   placing: the same calls now return memory
 *
 *  Counts are 64 bits wide so that a network of a billion units is measured, not wrapped, on a 32-bit machine. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena {
    unsigned char *base; /* NULL while measuring */
    uint64_t size;
    uint64_t used;
};

/** count elements of `size` bytes, zeroed, aligned to 16; NULL while measuring. Saturates instead of overflowing. */
void *arena_take(struct arena *arena, uint64_t count, uint64_t size);

/** A block from the heap, or NULL when there is none. Freed by arena_release. */
void *arena_block(uint64_t size);
void arena_release(void *block);

#endif
