/** Halton's sequence (1960): the digits of the trial's number behind the point, in a prime base for each dimension. */
#ifndef HALTON_H
#define HALTON_H

#include <stdint.h>

struct halton_dimension {
    uint32_t base; /* a prime */
    int digits;    /* how many digits of an index may differ from 0 */
    const uint16_t
        *digit;  /* [digits, base] what each digit becomes at each place, the lowest place of the index first */
    double rest; /* in [0, 1): what all the places behind those add, in units of the last */
};

/** The smallest prime above n. */
uint32_t halton_next_prime(uint32_t n);
/** How many digits 0 .. count - 1 have in a base. */
int halton_digits(uint32_t base, uint32_t count);
/** Point `index` of a dimension, in [0, 1]. */
double halton_point(const struct halton_dimension *dimension, uint32_t index);

#endif
