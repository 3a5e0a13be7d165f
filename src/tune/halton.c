#include "tune/halton.h"

#include <math.h>
#include <stdbool.h>

static bool is_prime(const uint32_t n) {
    for (uint32_t divisor = 2; divisor * divisor <= n; divisor++)
        if (n % divisor == 0) return false;
    return true;
}

uint32_t halton_next_prime(uint32_t n) {
    do n++;
    while (!is_prime(n));
    return n;
}

int halton_digits(const uint32_t base, const uint32_t count) {
    int digits = 1;
    for (uint32_t rest = (count > 0 ? count - 1 : 0) / base; rest > 0; rest /= base) digits++;
    return digits;
}

double halton_point(const struct halton_dimension *const dimension, uint32_t index) {
    const uint32_t base = dimension->base;
    double unit = 0.0, place = 1.0;
    for (int k = 0; k < dimension->digits; k++, index /= base) {
        place /= base;
        unit += place * dimension->digit[(uint32_t)k * base + index % base];
    }
    return fmin(unit + place * dimension->rest, 1.0);
}
