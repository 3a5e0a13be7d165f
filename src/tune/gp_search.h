/** Where the expected improvement of a Gaussian process is greatest, over a space of numbers, integers, choices and conditions. */
#ifndef GP_SEARCH_H
#define GP_SEARCH_H

#include "base/rng.h"
#include "tune/gp_model.h"
#include "tune/gp_points.h"
#include "tune/history.h"
#include "tune/tried.h"

enum { GP_STARTS = 8 };

struct gp_search {
    const struct gp_points *points;
    struct gp_model *model;
    const struct tried *tried;
    const struct history *history;
    double work; /* multiply-adds, roughly, that may still be spent */

    double *starts; /* [GP_STARTS, K] units */
    double scores[GP_STARTS];
    int count;
    double *units, *trial, *values, *best, *x, *gradient; /* [K] */
    double *box, *low, *high;                             /* [K] of the coordinates that are relaxed */
    int *relaxed;                                         /* [K] */
    int relaxations;
    struct lbfgs lbfgs;
};

/** search may be NULL while measuring. What it points to is the caller's to set. */
void gp_search_place(struct gp_search *search, struct arena *arena, int params);
/** Whether no trial of the history has these values. */
bool gp_search_is_new(const struct gp_search *search, const double *values);
/** Choose new values [K]. @param good  [goods] trials to look around. @return false when nothing new was found: then they are as before */
bool gp_search_run(double *values, struct gp_search *search, const int *good, int goods, struct rng *rng);

#endif
