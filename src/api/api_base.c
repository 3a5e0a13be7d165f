/* The door: every argument that comes from JavaScript is checked here once, so that nobody below does. */
#include "base/arena.h"
#include "base/hash.h"
#include "sweetspot.h"

const char *ss_status_name(const int status) {
    switch (status) {
/* clang-format off */
#define STATUS(NAME, code, text) case code: return #NAME ": " text;
#include "base/status.def"
        /* clang-format on */
    }
    return "UNKNOWN: no such status";
}

void *ss_alloc(const double bytes) { return bytes >= 0.0 && bytes < 0x1p52 ? arena_block((uint64_t)bytes) : 0; }

void ss_free(void *const memory) { arena_release(memory); }

uint64_t ss_hash(const void *const bytes, const double n) {
    return bytes != 0 && n > 0.0 ? hash_bytes(HASH_START, bytes, (size_t)n) : HASH_START;
}
