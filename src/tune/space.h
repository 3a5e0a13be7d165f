/** The search space: K parameters, some of which exist only for certain values of earlier ones.
 *
 *  Parents come before their children, so one pass from the first parameter to the last settles which are active: each
 *  decision needs only the values already given. A configuration is K values, NaN where the parameter is not active. */
#ifndef SPACE_H
#define SPACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/rng.h"
#include "tune/constraint.h"
#include "tune/parameter.h"

/** A parameter with conditions is active when each condition's parent is active and has one of its values. */
struct condition {
    int parent;
    int count;
    const double *values; /* [count] */
};

struct space_entry {
    struct parameter parameter;
    bool is_parent;
    int conditions;
    const struct condition *condition; /* [conditions] */
};

struct space {
    int params;                  /* K */
    struct space_entry *entries; /* [K] */
    int constraints;
    const struct constraint *constraint; /* [constraints] what every configuration keeps */
};

/** Validate a space as doubles (sweetspot.h, ss_study_create). @return SS_OK or SS_BAD_ARGUMENT */
int space_check(const double *numbers, int n);
/** Lay out a space of n numbers that space_check accepts; keeps no reference to them. Twice, as base/arena.h says. */
void space_place(struct space *space, struct arena *arena, const double *numbers, int n);

/** Whether parameter i is active, given the values of the parameters before it. */
bool space_is_active(const struct space *space, int i, const double *values);
/** Whether a configuration [K] keeps every constraint. */
bool space_allows(const struct space *space, const double *values);

/** So many draws in a row are made for a configuration that keeps every constraint; then the search ends. */
enum { SPACE_MOST_DRAWS = 10000 };
/** A random configuration [K], each active parameter evenly over its unit interval, whatever the constraints say. */
void space_draw(double *values, const struct space *space, struct rng *rng);
/** The share of random draws that break a constraint, 0 .. 1, of SPACE_MOST_DRAWS; 0 without any. @param scratch  [K] */
double space_rejected(const struct space *space, double *scratch, uint64_t seed);

#endif
