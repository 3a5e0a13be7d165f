#include "base/hash.h"

#include <string.h>

static const uint64_t PRIME = 0x100000001b3u;

uint64_t hash_bytes(uint64_t hash, const void *const bytes, const size_t n) {
    const unsigned char *const b = bytes;
    for (size_t i = 0; i < n; i++) hash = (hash ^ b[i]) * PRIME;
    return hash;
}

uint64_t hash_floats(uint64_t hash, const float *const x, const size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t word = 0x7fc00000u;
        if (x[i] == x[i]) memcpy(&word, &x[i], sizeof word);
        hash = (hash ^ word) * PRIME;
        hash ^= hash >> 32; /* the product alone never moves high bits down */
    }
    return hash;
}
