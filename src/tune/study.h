/** A study: hands out configurations by number and remembers what became of them. One sampler, one pruner, one history.
 *
 *      warm     what an earlier study found: the sampler learns from it as if it stood before trial 0
 *      enqueue  the user's own guesses, which the first trials take
 *      ask      sampler proposes trial n = 0, 1, 2 ... ; its row of values is written once
 *      report   pruner says how far the running trial may go
 *      tell     its outcome; in whatever order the trials end, trial n sees only those up to n - parallelism
 *      adopt    a finished trial from elsewhere takes the next number
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
    void *block;                           /* the history and the sampler's state */
    double size;                           /* configurations there are; may be INFINITY */
    double rejected;                       /* the share of random draws that break a constraint */
    bool gave_up;                          /* the sampler found nothing more that keeps the constraints */
    int objectives;                        /* M */
    bool is_maximized[SS_MOST_OBJECTIVES]; /* [M] */
    int budget;                            /* trials at most */
    int warm;                              /* W: rows of an earlier study before trial 0, which only the sampler sees */
    int given;                             /* trials that somebody else chose: the queue, and what was adopted */
    int queued;        /* trials 0 .. queued - 1 are the user's own: their values stand in their rows */
    int asked;         /* trials handed out */
    int told;          /* trials 0 .. told - 1 all have an outcome */
    int best;          /* the complete trial of least first loss, -1 for none */
    double *values;    /* [budget, K], and W rows before it */
    double *loss;      /* [budget, M], likewise */
    uint8_t *outcome;  /* [budget] enum outcome, likewise */
    uint8_t *is_given; /* [budget] */
    int32_t *leader;   /* [told] the best of trials 0 .. n, -1 for none */
    int32_t *
        improved; /* [told] the last of trials 0 .. n that was no worse than any before it in every objective; -1 for none */
    struct track *tracks; /* [budget] what was reported; NULL when the pruner hears nothing */
    double *source;       /* what it was made of, as study_state.c keeps it: numbers of the space, then of search */
    int source_space, source_search;
    int reason; /* why `auto` picked this sampler, a row of reasons.def; -1 when it did not */
};

/** A study of a space of n numbers that space_check accepts.
 *  @param maximize    [M] 1 or 0 for each objective; with several the sampler is a row of several.def, there is no pruner and no target
 *  @return SS_OK, SS_NO_MEMORY, or SS_NOT_A_GRID when the number of trials is to follow from a space too large for that; then
 *  *study is NULL */
int study_create(struct ss_study **study, const double *space, int n, const struct search_options *options,
                 const uint8_t *maximize, int objectives);
void study_free(struct ss_study *study);

/** Whether these [K] are exactly a configuration of the space. */
bool study_is_configuration(const struct ss_study *study, const double *values);
/** Complete trials of an earlier study for a sampler that learns; once, before anything else. What is no configuration or has a value that
 *  is not finite is left out.
 *  @param taken   [n] 1 or 0
 *  @param values  [n, K]
 *  @param told    [n, M] the values that came of them
 *  @return how many were taken; SS_BAD_ARGUMENT; or SS_NO_MEMORY: then the study is of no use any more */
int study_warm(uint8_t *taken, struct ss_study *study, const double *values, const double *told, int n);
/** A configuration [K] for the first trial that has none yet; before the first is asked for. NaN where not active, else exactly a value.
 *  @return SS_OK, or SS_BAD_ARGUMENT: not one of the space, given already, too many, or too late */
int study_enqueue(struct ss_study *study, const double *values);
/** The next trial's values [K]. @return its number, SS_WAIT or SS_EXHAUSTED */
int study_ask(struct ss_study *study, double *values);
/** As study_ask, for a trial of an earlier life of this study, whose values are known. A sampler that is not recalled proposes it again.
 *  @param values  [K] in: as they were, out: as they are
 *  @return as study_ask, or SS_BAD_ARGUMENT: not one of the space */
int study_recall(struct ss_study *study, double *values);
/** A finished trial from elsewhere takes the next number. What is queued moves on by one.
 *  @param told  as study_tell's @return its number, SS_EXHAUSTED, or SS_BAD_ARGUMENT: not one of the space */
int study_adopt(struct ss_study *study, const double *values, enum outcome outcome, const double *told);
/** Whether a trial has been asked for and has no outcome yet. */
bool study_is_running(const struct ss_study *study, int trial);
/** How far a running trial may go that has reported a value at a step, the last one again or a later one.
 *  @return pruner_ops.allow's answer, SS_BAD_ARGUMENT (an earlier step) or SS_NO_MEMORY */
int study_report(struct ss_study *study, int trial, int step, double value);
/** The outcome of a running trial. @param values  [M] finite if complete; NaN for none, and not looked at when failed */
void study_tell(struct ss_study *study, int trial, enum outcome outcome, const double *values);

/** What the study's sampler is made of. */
struct sampler_setup study_setup(const struct ss_study *study);
/** What a trial's proposal is drawn with. */
struct rng study_rng(const struct ss_study *study, int trial);
/** What a state of the sampler that has proposed all trials before proposes for this one. @param row  [K] @return sampler_ops.propose's answer */
int study_propose(double *row, void *state, const struct ss_study *study, int trial);
/** How many outcomes a trial's decisions may rest on. */
int study_visible_to(const struct ss_study *study, int trial);
/** The history with so many outcomes visible, all of which are there; for a trial that was asked for before, `asked` is to be set back
 *  to its number. */
struct history study_history(const struct ss_study *study, int visible);
/** What the sampler knows when it proposes a trial, up to `asked`, with the warm trials before trial 0: they count in `asked`, `visible` and `best`. */
struct history study_sampler_history(const struct ss_study *study, int trial);

/** The volume that complete trials, their numbers [n], dominate up to a reference [M] of values. @return SS_OK or SS_NO_MEMORY */
int study_hypervolume(const struct ss_study *study, const int32_t *numbers, int n, const double *reference,
                      double *volume);

#endif
