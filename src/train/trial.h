/** One configuration's life: train on each fold in turn, score on the rows held out; or refit on all training rows and test.
 *
 *  A trial is one block of memory, measured before it is taken:
 *
 *      | trial | rows | batch x, y | network: layers, w, dw, outputs, scratch | moments | best w | curves | scores |
 *
 *  It runs in slices of any size and is the same trial, bit for bit, whatever they are: nothing here knows the time. */
#ifndef TRIAL_H
#define TRIAL_H

#include "train/dataset.h"
#include "train/loss.h"
#include "train/metric.h"
#include "train/optimizer.h"
#include "train/ranking.h"
#include "train/stopping.h"

enum trial_state { TRIAL_RUNNING, TRIAL_COMPLETE, TRIAL_DIVERGED };
enum { CURVE_WIDTH = 3 }; /* training loss, validation loss, validation metric */

struct trial_config {
    int count; /* layers, without the output layer */
    const union layer_options *layers;
    struct text_options text; /* of a text set */
    struct training training;
    enum metric_kind metric;
    uint64_t seed, number;
    int refit_epochs; /* 0: validate on every fold */
};

struct fold_result {
    int epochs, best_epoch;
    double metrics[metrics_count];
};

struct trial {
    const struct dataset *data;
    struct training training;
    struct text_options text;
    struct shape input; /* of a row of x */
    enum metric_kind metric;
    struct loss loss;
    uint64_t seed, number, hash;
    enum trial_state state;
    bool refit;
    int folds,
        fold;  /* trainings, all folds of the data once for each repeat; the one that runs, or folds when complete */
    int begun; /* the fold that the weights are of; the one before `fold` until the next slice */
    int epochs, batch;

    int train_count, held_count, cursor; /* rows of this fold; where in train_rows the next batch begins */
    int32_t *train_rows, *held_rows;     /* [most rows of any fold] */
    double loss_sum;                     /* of this epoch so far */
    struct rng shuffle;

    float *x, *y;        /* [batch, D], [batch] */
    float *answers;      /* [batch] targets in their own units */
    float *loss_scratch; /* [batch, outputs] */
    struct net net;
    struct optimizer optimizer;
    struct schedule schedule;
    struct stopping stopping;
    float *best;       /* [P + S] weights of the best epoch; NULL when they are not restored */
    double best_score; /* of that epoch, by `metric`; NaN before there is one */

    struct fold_result *results; /* [folds] */
    float *curves;               /* [folds, epochs, CURVE_WIDTH] */
    struct tally tally;
    double *classes;        /* [C, 4] */
    struct ranking ranking; /* classification */
    bool whole;             /* the last scoring has every metric, also those that cost */
};

/** Plan the layers of a configuration, the output layer behind them: net_plan for this data. layers [count + 1]. */
int trial_plan(struct layer *layers, enum misfit *misfit, const struct dataset *data,
               const struct trial_config *config);
/** Bytes of the block; UINT64_MAX when there is no memory even to plan it. The layers must fit, here and below. */
uint64_t trial_size(const struct dataset *data, const struct trial_config *config);
/** A trial ready to run, or NULL when there is no memory. */
struct trial *trial_create(const struct dataset *data, const struct trial_config *config);
void trial_free(struct trial *trial);
/** Train about so many rows, not beyond the end of an epoch. */
enum trial_state trial_run(struct trial *trial, double rows);
/** Mean of the scores of the finished folds; NaN before the first. */
double trial_score(const struct trial *trial);

#endif
