#include "tune/sobol.h"

#include <assert.h>

#include "tune/sobol_directions.h"

_Static_assert((int)SOBOL_TABLE_DIMENSIONS == (int)SOBOL_DIMENSIONS, "a table of as many dimensions");

/* Bratley and Fox 1988. A polynomial x^s + a_1 x^(s-1) + ... + 1 gives
 *     m_k = 2 a_1 m_(k-1) ^ 4 a_2 m_(k-2) ^ ... ^ 2^s m_(k-s) ^ m_(k-s),    and direction k is m_k 2^-k. */
void sobol_directions(uint32_t directions[const SOBOL_DIGITS], const int dimension) {
    assert(dimension >= 0 && dimension < SOBOL_DIMENSIONS);
    for (int k = 0; k < SOBOL_DIGITS; k++) directions[k] = (uint32_t)1 << (SOBOL_DIGITS - 1 - k);
    if (dimension == 0) return;
    const uint16_t *row = sobol_table;
    for (int d = 1; d < dimension; d++) row += 2 + row[0];
    const int degree = row[0];
    const uint32_t polynomial = row[1];
    for (int k = 0; k < degree; k++) directions[k] *= row[2 + k];
    for (int k = degree; k < SOBOL_DIGITS; k++) {
        directions[k] = directions[k - degree] ^ (directions[k - degree] >> degree);
        for (int j = 1; j < degree; j++)
            if ((polynomial >> (degree - j)) & 1u) directions[k] ^= directions[k - j];
    }
}

uint32_t sobol_point(const uint32_t directions[const SOBOL_DIGITS], uint32_t index) {
    uint32_t point = 0;
    for (int k = 0; index != 0; k++, index >>= 1)
        if (index & 1u) point ^= directions[k];
    return point;
}
