/** The configurations that have been proposed, as a tree: the way from the root to a leaf is one configuration, a step for each
 *  active parameter. A node knows how many values of the next parameter still lead to something new, so a sampler that turns
 *  away from full branches never repeats itself, sees exactly when nothing is left, and needs neither a list of the space nor
 *  its size, however its conditions are nested.
 *
 *      root  units=16 (left 1)  activation=relu (left 0: tried)
 *            units=32 (left 2)
 *
 *  Configurations with a parameter that cannot be counted are not kept: two draws of 53 bits do not meet. With
 *  search.allow_duplicates nothing is kept, and everything is new. */
#ifndef TRIED_H
#define TRIED_H

#include "tune/history.h"
#include "tune/sampler.h"

struct tried_node {
    double value; /* of the parameter that leads here */
    double left;  /* values of the next active parameter that are not used up; 0: everything below is tried */
    uint32_t parent;
};

struct tried {
    const struct space *space;
    bool keeps_nothing;       /* duplicates are allowed */
    struct tried_node *nodes; /* [nodes_used]; number 0 stands for none */
    uint32_t nodes_used;
    uint32_t *slots; /* [slots_mask + 1] hash table from (parent, value) to a node, or TRIED_NONE */
    uint32_t slots_mask;
};

enum { TRIED_NONE, TRIED_ROOT };

/** Room for the budget. tried may be NULL while measuring. */
void tried_place(struct tried *tried, struct arena *arena, const struct sampler_setup *setup);
/** Remember a configuration [K], NaN where not active. */
void tried_add(struct tried *tried, const double *values);
/** The node one value further on; TRIED_NONE when nothing of that kind has been tried. */
uint32_t tried_child(const struct tried *tried, uint32_t node, double value);
/** Whether every configuration below a node has been tried. */
bool tried_is_full(const struct tried *tried, uint32_t node);
/** Whether a configuration [K] is none of the history, all of which was added. Cost: O(K); O(T K) where a parameter cannot be counted. */
bool tried_is_new(const struct tried *tried, const struct history *history, const double *values);

#endif
