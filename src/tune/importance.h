/** Which parameters mattered: shares worked out from the complete trials of a study. What a kind is: a row of importances.def, and a
 *  file importance_NAME.c that defines `const struct importance_ops importance_NAME`.
 *
 *  A parameter counts by what its values do where it is active, times how much of the space that is: the variance within the
 *  regimes of a conditional space, not that between them (Baba, Ozaki and Watanabe 2026). Whether it is active was its parents'
 *  choice, and stands to their account; so nothing looks important by its absence. All is measured in units (parameter.h): on
 *  a logarithmic axis every decade weighs the same. */
#ifndef IMPORTANCE_H
#define IMPORTANCE_H

#include "tune/bins.h"
#include "tune/history.h"

#include "base/fields_skip.h"
#define VARIANT(name, help, source) importance_kind_##name,
enum importance_kind {
#include "tune/importances.def"
    importance_count
};

/** The trials to learn from. */
struct importance_trials {
    int count;
    const double *values;   /* [count, K] NaN where not active */
    const double *loss;     /* [count, objectives] lower is better; the first objective counts */
    const uint8_t *outcome; /* [count] enum outcome; only complete ones are looked at */
    int objectives;
};

/** What a measure is given. */
struct importance_call {
    const struct bins *bins;
    int rows;           /* n: complete trials, at least 2 */
    const uint8_t *bin; /* [K, n] BIN_ABSENT where not active */
    const double *loss; /* [n] moved and scaled to 0 .. 1, both reached */
    uint64_t seed;
};

struct importance_ops {
    const char *name;
    bool has_pairs;
    /** Memory for a call on so many rows. */
    void *(*place)(struct arena *arena, const struct bins *bins, int rows);
    /** single [K] not negative, in any unit, zeroed before; pairs [K, K] (sweetspot.h), zeroed before, or NULL. */
    void (*measure)(double *single, double *pairs, void *state, const struct importance_call *call);
};

/** single [K] sums to 1, or is 0 where the complete trials do not differ in loss or nothing stands out from chance; pairs [K, K] or
 *  NULL: sweetspot.h, ss_study_importance.
 *  @param kind  a row of importances.def
 *  @return SS_OK, SS_NO_MEMORY, or SS_BAD_ARGUMENT: pairs asked of a measure that has none */
int importance_measure(double *single, double *pairs, const struct space *space, const struct importance_trials *trials,
                       int kind, uint64_t seed);

/** Points of a plane of two parameters i and j: values x [n] of i, y [m] of j. */
struct importance_plane {
    int i, j;
    const double *x, *y;
    int n, m;
};
/** What the trees of fanova expect of the loss at each point, whatever the other parameters are where both are active (Hutter et al. 2014):
 *  mean [m, n]. With fewer than two complete trials, or all alike, NaN.
 *  @return SS_OK or SS_NO_MEMORY */
int importance_surface(double *mean, const struct space *space, const struct importance_trials *trials,
                       const struct importance_plane *plane, uint64_t seed);
/** The same, of losses scaled to 0 .. 1. */
void fanova_surface(double *mean, void *state, const struct importance_call *call,
                    const struct importance_plane *plane);

#endif
