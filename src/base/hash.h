/** 64-bit hashes: equal networks have equal hashes, on every machine. Chain them: hash is HASH_START or an earlier result. */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>

static const uint64_t HASH_START = 0xcbf29ce484222325u;

/** FNV-1a (Fowler, Noll and Vo). */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n);
/** The same step for each float's 32 bits, then the high half folded down. NaNs count as one value: their payload is the only
 *  thing WebAssembly leaves open. */
uint64_t hash_floats(uint64_t hash, const float *x, size_t n);

#endif
