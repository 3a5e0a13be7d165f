/** Scores of predictions against targets: rows of metrics.def. Counted row by row in double precision, then worked out. */
#ifndef METRIC_H
#define METRIC_H

#include "train/options.h"

#include <stdint.h>

struct tally {
    int classes;       /* 0: regression */
    double rows, loss; /* sum of the loss over rows */
    double top_3;      /* rows whose class is among the three largest outputs */
    double log_loss;   /* sum over rows, and the area: whoever scores adds them if they are wanted; NaN until then */
    double roc_auc;
    int32_t *confusion; /* [C, C] row the true class, column the predicted one; NULL for regression */
    double squared, absolute, sum, sum_squared; /* regression: of the errors, and of the targets */
    double shift; /* the first target: sums are taken about it, so that large numbers do not cancel */
};

/** Whether a metric says anything of a task: classes 0 is regression. */
bool metric_fits(enum metric_kind metric, int classes);

/** Whether more of it is better. */
bool metric_is_maximized(enum metric_kind metric);

void tally_reset(struct tally *tally);
/** b rows of raw outputs z [B, H] (H = C logits, or 1), the right answers y [B], and the sum of their losses. Regression
 *  outputs are in units of `deviation` about `mean`; y is in its own units. */
void tally_add(struct tally *tally, const float *z, const float *y, int b, int h, double loss, double mean,
               double deviation);
/** out [M]: every metric; NaN where the task has none. */
void tally_metrics(const struct tally *tally, double *out);
/** out [C, 4]: precision, recall, F1, rows. 0 where undefined, as scikit-learn. */
void tally_classes(const struct tally *tally, double *out);

#endif
