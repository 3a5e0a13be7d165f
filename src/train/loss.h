/** What training makes small: a kernel of loss.c or loss_linear.c with the options of a study file, for a task. */
#ifndef LOSS_H
#define LOSS_H

#include "base/arena.h"
#include "kernels/kernels.h"
#include "train/dataset.h"

struct loss {
    loss_fn *fn;
    int classes, outputs; /* classes 0: regression; the width of the output layer */
    float delta;          /* huber */
    float smoothing;      /* of a cross-entropy's labels; 0 for other losses */
    enum class_weight_kind weighting;
    float *weights; /* [C] what a row of each class counts in this fold; NULL: all 1 */
};

/** The loss of a study file for a task; LOSS_auto decides by classes. NULL when the loss does not fit the task. *outputs is the
 *  width of the output layer. huber has its delta at 1. */
loss_fn *loss_for(enum loss_kind kind, int classes, int *outputs);

/** The same with its options; .fn is NULL when the loss does not fit. label_smoothing and class_weight act where they mean something. */
struct loss loss_with(const struct training *training, int classes);
void loss_place(struct loss *loss, struct arena *arena);
/** Before a fold: the weights of the classes among the rows [n] it trains on. */
void loss_weigh(struct loss *loss, const struct dataset *data, const int32_t *rows, int n);

/** Sum over rows, weighted, and dz = d(mean loss)/dz: the sum of weighted gradients over B, as Keras has it. As loss_fn, but dz is
 *  written and aliases nothing. */
double loss_train(const struct loss *loss, float *dz, const float *z, const float *y, float *scratch, int b);
/** Sum over rows that all count 1. */
double loss_score(const struct loss *loss, const float *z, const float *y, float *scratch, int b);
/** The cross-entropy of these rows, whatever the loss; score is what loss_score gave for them. Classes only. */
double loss_log(const struct loss *loss, const float *z, const float *y, float *scratch, int b, double score);

#endif
