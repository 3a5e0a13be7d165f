/** A regression tree of a random forest (Breiman 2001): grown on a bootstrap sample of the trials, down to leaves that cannot be split.
 *  A leaf is a box: for each parameter the mask of the values that lead to it.
 *
 *  A number is split between two values, a choice into one of its values and the rest, wherever the squares about the means fall
 *  most; equal gains are drawn for, so that the order of the parameters does not matter. A trial says nothing of a parameter that
 *  is not active: it counts for no split of it, and goes to either side by lot. */
#ifndef FOREST_H
#define FOREST_H

#include "base/rng.h"
#include "tune/bins.h"

struct tree {
    const struct bins *bins;
    int rows;       /* of the sample */
    uint8_t *bin;   /* [K, rows] drawn by lot, and marked so, where not active */
    double *loss;   /* [rows] */
    int32_t *order; /* [rows] those of a leaf stand together */
    int leaves;
    int32_t *start; /* [rows] a leaf's first row in order */
    int32_t *end;   /* [rows] and the one behind its last */
    double *value;  /* [rows] of each leaf: its mean loss */
    uint64_t *mask; /* [rows, K] of each leaf */
};

/** How many rows a tree's sample has, of so many trials. */
int tree_rows(int trials);
/** tree may be NULL while measuring. */
void tree_place(struct tree *tree, struct arena *arena, const struct bins *bins, int trials);
/** Grow a tree on bin [K, trials] and loss [trials]. Cost: O(rows K (depth + bins)). */
void tree_grow(struct tree *tree, const uint8_t *bin, const double *loss, int trials, struct rng *rng);

#endif
