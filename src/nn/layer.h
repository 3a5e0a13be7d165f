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
enum padding_kind {
#define OPTION(name, help) PADDING_##name,
#include "nn/paddings.def"
    paddings_count
};
enum position_kind {
#define OPTION(name, help) POSITION_##name,
#include "nn/positions.def"
    positions_count
};

#define PREFIX layer
#define TABLE "nn/layers.def"
#include "base/fields_union.h"

/** The shape of one row: [D], [T, C] (a sequence: T steps of C numbers) or [H, W, C] (a picture). */
struct shape {
    int rank;    /* 1 .. 3 */
    int d[3];    /* [rank] each at least 1; the rest 0 */
    int words;   /* above 0: the numbers are tokens, whole and below this; rank 1 */
    bool masked; /* rank 2: some steps are padding; the mask says which */
};

/** Why a layer cannot follow the one before it. */
enum misfit {
#define OPTION(name, help) MISFIT_##name,
#include "nn/misfits.def"
    misfits_count
};

/** What a pass through the network shares. */
struct pass {
    bool training;        /* dropout drops; batch_norm counts */
    struct lanes_rng rng; /* for the masks */
    float *scratch;       /* the most that any layer asked for */
};

struct layer {
    const struct layer_ops *ops;
    union layer_options options;
    struct shape in_shape, out_shape;
    int inputs, outputs; /* numbers for each row: the products of the shapes */
    uint64_t params;     /* its share of the slab */
    uint64_t decayed;    /* the first so many are weights that L1 and L2 act on; the rest are offsets and gains */
    uint64_t states;     /* numbers that are learned without a gradient: running statistics */
    float l1, l2;        /* of the decayed, from its options */
    float *w, *dw;       /* [params] in the slabs of the network */
    float *state;        /* [states] in the slab, behind all parameters */
    float *y;            /* [B, outputs] */
    float *kept; /* what backward needs beside y: pre-activations [B, outputs], the mask of dropout, ...; may be NULL */
    void *own;   /* a struct of the layer's, taken in place(); may be NULL */
    const float *mask; /* [B, T] of its input: 1 a step, 0 padding; NULL unless in_shape.masked */
    float *
        made_mask; /* [B, T] of its output, when it makes one (embedding); else the input's goes on if out_shape.masked */
    struct shape skip_shape; /* residual: what comes into its block, set before plan */
    const float *skip;       /* residual: the block's input, set before forward */
    float *skip_gradient;    /* residual: backward's [B, numbers of skip_shape], added below the block by the network */
    const float *out;        /* what forward returned: y, or its input when there was nothing to do */
};

struct layer_ops {
    const char *name;
    /** From options, in_shape and inputs: out_shape (zeroed before), params, decayed, states, l1, l2. Sizes multiply in 64 bits.
     *  @return MISFIT_none, or why it cannot be; outputs is worked out and bounded by the network */
    enum misfit (*plan)(struct layer *layer);
    /** Take y, kept, own for b rows; while measuring, arena_take gives NULL. */
    void (*place)(struct layer *layer, struct arena *arena, int b);
    /** Floats of scratch that passes of b rows need; at least 1. It is asked before anything is refused: must not wrap. */
    size_t (*scratch)(const struct layer *layer, int b);
    /** New weights (w and state are of any content before), and whatever else a fold begins with. */
    void (*init)(struct layer *layer, struct rng *rng);
    /** x [B, inputs] -> the output [B, outputs], owned by the layer or x itself. */
    const float *(*forward)(struct layer *layer, const float *x, int b, struct pass *pass);
    /** dy [B, outputs] is used up; dx [B, inputs] is written unless NULL, and so is dw. x is what forward had. */
    void (*backward)(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);
};

extern const struct layer_ops *const layer_table[layer_count];

/** The numbers of a row of this shape. */
static inline int64_t shape_size(const struct shape *const shape) {
    int64_t n = 1;
    for (int i = 0; i < shape->rank; i++) n *= shape->d[i];
    return n;
}
static inline struct shape shape_flat(const int d) { return (struct shape){.rank = 1, .d = {d}}; }

/** For layers without weights, or with nothing to do in one of these. */
size_t layer_no_scratch(const struct layer *layer, int b);
void layer_no_init(struct layer *layer, struct rng *rng);
/** place() of a layer that needs no more than its output. */
void layer_place_output(struct layer *layer, struct arena *arena, int b);
/** Those of a layer that gives its input back, in another shape. */
void layer_place_nothing(struct layer *layer, struct arena *arena, int b);
const float *layer_same_forward(struct layer *layer, const float *x, int b, struct pass *pass);
void layer_same_backward(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);

#endif
