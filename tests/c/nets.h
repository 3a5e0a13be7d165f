/** Networks for tests: planned and placed in one call, on rows of so many numbers. */
#ifndef NETS_H
#define NETS_H

#include <stdlib.h>

#include "check.h"
#include "nn/net.h"

static inline void place_net(struct net *const net, struct arena *const arena, const union layer_options *const options,
                             const int count, const int inputs, const int outputs, const int batch) {
    struct layer *const planned = malloc(((size_t)count + 1) * sizeof *planned);
    const struct shape input = shape_flat(inputs);
    enum misfit misfit;
    CHECK(net_plan(planned, &misfit, options, count, &input, outputs) == count + 1 && misfit == MISFIT_none);
    net_place(net, arena, planned, count + 1, batch);
    free(planned);
}

#endif
