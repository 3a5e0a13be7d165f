/** A layer: one file and one row of layers.def. It says how large it is, takes its memory, and computes both ways; it knows
 *  nothing of the layers around it.
 *
 *  A new layer is a `struct layer_ops layer_NAME` in layer_NAME.c and a row in layers.def. */
#ifndef LAYER_H
#define LAYER_H

#include "base/arena.h"
#include "base/fields.h"
#include "base/rng.h"
#include "kernels/kernels.h"
#include "nn/initializer.h"

enum { activations_count = ACTIVATION_COUNT }; /* the tables that layers.def chooses from */

#define PREFIX layer
#define TABLE "nn/layers.def"
#include "base/fields_union.h"

/** What a pass through the network shares. */
struct pass {
    bool training;        /* dropout drops */
    struct lanes_rng rng; /* for the masks */
    float *scratch;       /* the most that any layer asked for */
};

struct layer {
    const struct layer_ops *ops;
    union layer_options options;
    int inputs, outputs; /* numbers for each row */
    uint64_t params;     /* its share of the slab */
    uint64_t decayed;    /* the first so many are weights that L2 acts on; the rest are offsets */
    float *w, *dw;       /* [params] in the slabs of the network */
    float *y;            /* [B, outputs] */
    float *kept;         /* [B, outputs] what backward needs beside y: pre-activations, or the mask; may be NULL */
    const float *out;    /* what forward returned: y, or its input when there was nothing to do */
};

struct layer_ops {
    const char *name;
    /** From options and inputs: outputs, params, decayed. */
    void (*plan)(struct layer *layer);
    /** Take y and kept for b rows. */
    void (*place)(struct layer *layer, struct arena *arena, int b);
    /** Floats of scratch that passes of b rows need; at least 1. It is asked before anything is refused: must not wrap. */
    size_t (*scratch)(const struct layer *layer, int b);
    void (*init)(struct layer *layer, struct rng *rng);
    /** x [B, inputs] -> the output [B, outputs], owned by the layer or x itself. */
    const float *(*forward)(struct layer *layer, const float *x, int b, struct pass *pass);
    /** dy [B, outputs] is used up; dx [B, inputs] is written unless NULL, and so is dw. */
    void (*backward)(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);
};

extern const struct layer_ops *const layer_table[layer_count];

#endif
