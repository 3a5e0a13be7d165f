/** Sobol's sequence (1967) with the direction numbers of Joe and Kuo (2008), in base 2 with 32 digits. */
#ifndef SOBOL_H
#define SOBOL_H

#include <stdint.h>

enum { SOBOL_DIMENSIONS = 160, SOBOL_DIGITS = 32 };

/** The direction numbers [SOBOL_DIGITS] of a dimension, 0 .. SOBOL_DIMENSIONS - 1. */
void sobol_directions(uint32_t directions[SOBOL_DIGITS], int dimension);
/** Point `index` of the sequence, in units of 2^-32. */
uint32_t sobol_point(const uint32_t directions[SOBOL_DIGITS], uint32_t index);

#endif
