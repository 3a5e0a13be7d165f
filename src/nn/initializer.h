/** How weights start. */
#ifndef INITIALIZER_H
#define INITIALIZER_H

#include "base/rng.h"

#include <stddef.h>

enum initializer_kind {
#define OPTION(name, help) INITIALIZER_##name,
#include "nn/initializers.def"
    initializers_count
};

/** Fill w[n] for a layer with so many inputs and outputs to each weight. */
void initialize(float *w, size_t n, enum initializer_kind kind, int inputs, int outputs, struct rng *rng);

#endif
