/** The values of every parameter in at most 64 bins, so that a set of values is one 64-bit mask and the share of a mask is a
 *  volume in units. A parameter of at most 64 values has a bin for each; the others are cut into 64 of equal share. */
#ifndef BINS_H
#define BINS_H

#include <stdint.h>

#include "base/arena.h"
#include "tune/space.h"

enum { MOST_BINS = 64, BIN_ABSENT = 255 };

struct bins {
    const struct space *space;
    int params;     /* K */
    int *count;     /* [K] */
    uint64_t *full; /* [K] the mask of all bins */
    double *share;  /* [K, MOST_BINS] of each bin: what is left of the unit interval to its values */
    uint64_t
        *allowed; /* [K, K] row i: the values of each parameter with which i is active; full where it does not matter */
};

/** Sets space and params also while measuring. Cost: O(K^2). */
void bins_place(struct bins *bins, struct arena *arena, const struct space *space);
/** The bin of a value of parameter i. BIN_ABSENT for NaN. */
uint8_t bins_of(const struct bins *bins, int i, double value);
/** The sum of the shares of a mask of parameter i, 0 .. 1. */
double bins_share(const struct bins *bins, int i, uint64_t mask);

#endif
