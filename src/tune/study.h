/** A study: hands out configurations by number and remembers what became of them. One sampler, one pruner, one history.
 *
 *      enqueue  the user's own guesses, which the first trials take
 *      ask      sampler proposes trial n = 0, 1, 2 ... ; its row of values is written once
 *      report   pruner says how far the running trial may go
 *      tell     its outcome; in whatever order the trials end, trial n sees only those up to n - parallelism
 *
 *  Two blocks of memory: the study with its space, from which the number of trials follows; and the history of that many
 *  trials with the sampler's state. Only what trials report grows after study_create, and only if the pruner hears it. */
#ifndef STUDY_H
#define STUDY_H

#include "sweetspot.h"
#include "tune/history.h"
#include "tune/options.h"
#include "tune/pruner.h"
#include "tune/sampler.h"
#include "tune/space.h"

struct ss_study {
    struct search_options options;
    struct space space;
    const struct sampler_ops *sampler;
    const struct pruner_ops *pruner;
    void *sampler_state;
    void *block; /* the history and the sampler's state */
    double size; /* configurations there are; may be INFINITY */
    bool is_maximized;
    int budget;           /* trials at most */
    int queued;           /* trials 0 .. queued - 1 are the user's own: their values stand in their rows */
    int asked;            /* trials handed out */
    int told;             /* trials 0 .. told - 1 all have an outcome */
    int best;             /* the complete trial of least loss, -1 for none */
    double *values;       /* [budget, K] */
    double *loss;         /* [budget] */
    uint8_t *outcome;     /* [budget] enum outcome */
    int32_t *leader;      /* [told] the best of trials 0 .. n, -1 for none */
    struct track *tracks; /* [budget] what was reported; NULL when the pruner hears nothing */
};

/** A study of a space that space_check accepts.
 *  @return SS_OK, SS_NO_MEMORY, or SS_NOT_A_GRID when the number of trials is to follow from a space too large for that; then
 *  *study is NULL */
int study_create(struct ss_study **study, const double *space, const struct search_options *options, bool is_maximized);
void study_free(struct ss_study *study);

/** A configuration [K] for the first trial that has none yet; before the first is asked for. NaN where not active, else exactly a value.
 *  @return SS_OK, or SS_BAD_ARGUMENT: not one of the space, given already, too many, or too late */
int study_enqueue(struct ss_study *study, const double *values);
/** The next trial's values [K]. @return its number, SS_WAIT or SS_EXHAUSTED */
int study_ask(struct ss_study *study, double *values);
/** Whether a trial has been asked for and has no outcome yet. */
bool study_is_running(const struct ss_study *study, int trial);
/** How far a running trial may go that has reported a value at a step, the last one again or a later one.
 *  @return pruner_ops.allow's answer, SS_BAD_ARGUMENT (an earlier step) or SS_NO_MEMORY */
int study_report(struct ss_study *study, int trial, int step, double value);
/** The outcome of a running trial. @param value  finite if complete, NaN for none */
void study_tell(struct ss_study *study, int trial, enum outcome outcome, double value);

#endif
