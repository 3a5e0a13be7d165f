#include "tune/shares.h"

#include <math.h>

/* With the few generations of a search, faster than the literature's 0.1: the best of 0.1 .. 0.8 on our mixed functions. */
static const double RATE = 0.4;

void shares_reset(const struct shares *const shares, const struct parameter *const parameter) {
    for (int v = 0; v < shares->count; v++) shares->share[v] = parameter_share(parameter, v);
}

int shares_draw(const struct shares *const shares, struct rng *const rng) {
    double left = rng_unit(rng);
    int v = 0;
    while (v < shares->count - 1 && left >= shares->share[v]) left -= shares->share[v++];
    return v;
}

void shares_learn(const struct shares *const shares, const double *const choice, const double *const weight,
                  const int n, const double margin) {
    double known = 0.0;
    for (int k = 0; k < n; k++)
        if (!isnan(choice[k])) known += weight[k];
    for (int v = 0; v < shares->count; v++) shares->share[v] *= 1.0 - RATE * known;
    for (int k = 0; k < n; k++)
        if (!isnan(choice[k])) shares->share[(int)choice[k]] += RATE * weight[k];
    const double least = margin / (shares->count - 1);
    double sum = 0.0;
    for (int v = 0; v < shares->count; v++) sum += shares->share[v] = fmax(shares->share[v], least);
    for (int v = 0; v < shares->count; v++) shares->share[v] /= sum;
}
