/** A study: hands out configurations by number and remembers what became of them. One sampler, one pruner, one history.
 *
 *      ask      sampler proposes trial n = 0, 1, 2 ... ; its row of values is written once
 *      report   pruner says how far the running trial may go
 *      tell     its outcome; in whatever order the trials end, trial n sees only those up to n - parallelism
 *
 *  Two blocks of memory: the study with its space, from which the number of trials follows; and the history of that many
 *  trials with the sampler's state. Nothing is allocated after study_create. */
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
    int budget;       /* trials at most */
    int asked;        /* trials handed out */
    int told;         /* trials 0 .. told - 1 all have an outcome */
    int best;         /* the complete trial of least loss, -1 for none */
    double *values;   /* [budget, K] */
    double *loss;     /* [budget] */
    uint8_t *outcome; /* [budget] enum outcome */
};

/** A study of a space that space_check accepts.
 *  @return SS_OK, SS_NO_MEMORY, or SS_NOT_A_GRID when the number of trials is to follow from a space too large for that; then
 *  *study is NULL */
int study_create(struct ss_study **study, const double *space, const struct search_options *options, bool is_maximized);
void study_free(struct ss_study *study);

/** The next trial's values [K]. @return its number, SS_WAIT or SS_EXHAUSTED */
int study_ask(struct ss_study *study, double *values);
/** Whether a trial has been asked for and has no outcome yet. */
bool study_is_running(const struct ss_study *study, int trial);
/** How far a running trial may go. */
int study_report(const struct ss_study *study, int trial, int step, double value);
/** The outcome of a running trial. @param value  finite if complete, NaN for none */
void study_tell(struct ss_study *study, int trial, enum outcome outcome, double value);

#endif
