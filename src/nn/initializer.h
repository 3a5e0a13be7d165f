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

/** Fill w [rows, columns]. in and out are what a weight connects, as Keras counts them: of a convolution k k C and k k filters.
 *  Cost: O(rows columns), of orthogonal that times the smaller of the two. */
void initialize(float *w, size_t rows, size_t columns, enum initializer_kind kind, double in, double out,
                struct rng *rng);

#endif
