/** 64-bit FNV-1a, one step a byte or a 32-bit word: equal networks have equal hashes, on every machine. */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>

static const uint64_t HASH_START = 0xcbf29ce484222325u;

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n);
/** NaNs count as one value: their payload is the only thing WebAssembly leaves open. */
uint64_t hash_floats(uint64_t hash, const float *x, size_t n);

#endif
