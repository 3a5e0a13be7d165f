/** What a study's sampler and pruner believed before a trial, for drawing. Looking changes nothing: it is worked out in memory of its
 *  own, from the history as it was when the trial was proposed (the outcomes of trials 0 .. n - parallelism, the values of 0 .. n - 1). */
#ifndef VIEW_H
#define VIEW_H

#include "tune/importance.h"
#include "tune/sampler_cma_es.h"
#include "tune/study.h"

/** How far a view sees. */
struct view_point {
    int asked;   /* trials that have values */
    int visible; /* trials that have an outcome */
};

enum view_kind { VIEW_NONE, VIEW_DENSITIES, VIEW_SURROGATE, VIEW_DISTRIBUTION, VIEW_POPULATION };

/** What its sampler has to show. */
enum view_kind view_kind(const struct ss_study *study);
/** As trial n saw it, 0 .. asked; -1: with all that is known by now. @return SS_OK, SS_BAD_ARGUMENT or SS_WAIT */
int view_point(struct view_point *point, const struct ss_study *study, int trial);
/** The best trial, by the first objective, -1 for none. */
int view_best(const struct ss_study *study, struct view_point point);
/** Values along a parameter's own scale, ascending: every one where there are at most `most`, else so many evenly spread from `low` to
 *  `high` on that scale, each once. most is 2 or more. @return how many */
int view_axis(double *values, const struct parameter *p, int most);

/** good, bad [n]: tpe_view. @return SS_OK or SS_NO_MEMORY */
int view_densities(double *good, double *bad, const struct ss_study *study, struct view_point point, int parameter,
                   const double *values, int n);
/** mean, deviation and acquisition [n] at configurations [n, K], in the unit of the objective and its sign; scales [K] or NULL.
 *  @return SS_OK, SS_NO_VIEW (no outcome yet) or SS_NO_MEMORY */
int view_surrogate(double *mean, double *deviation, double *acquisition, double *scales, const struct ss_study *study,
                   struct view_point point, const double *values, int n);
/** importance_surface, of all complete trials, with the sign of the objective. @return SS_OK or SS_NO_MEMORY */
int view_surface(double *mean, const struct ss_study *study, const struct importance_plane *plane);
/** cma_es_view. @return SS_OK or SS_NO_MEMORY. Cost: that of proposing all trials before again */
int view_distribution(struct cma_es_view *view, const struct ss_study *study, struct view_point point);
/** nsga2_view. @return how many, or SS_NO_MEMORY */
int view_population(int32_t *numbers, int32_t *ranks, const struct ss_study *study, struct view_point point);
/** A rung of asha, from 0: the values [trials] that trials 0 .. trials - 1 were measured by, NaN for those that did not come there, and
 *  which of them went on [trials]. The study's pruner is asha.
 *  @return its step, INT32_MAX when there is no such rung: then nothing is written */
int32_t view_rung(double *values, uint8_t *went_on, const struct ss_study *study, int trials, int rung);

#endif
