/** What a trial's network makes of rows, outside of training and scoring. Works in the memory of the trial. */
#ifndef PREDICT_H
#define PREDICT_H

#include "train/trial.h"

/** Rows as a data set holds them; those of the trial's own data set, or others. */
struct input_rows {
    const void *x;         /* [N, D] floats or bytes, or [tokens] of 16 bits */
    const int32_t *starts; /* text: [N + 1] */
    const int32_t *rows;   /* [n] which of them; NULL: the first n in their order */
};

/** @param out  [n, C] probabilities, the largest that of the class taken; regression: [n] in the unit of the target */
void trial_predict(struct trial *trial, float *out, const struct input_rows *input, int n);

#endif
