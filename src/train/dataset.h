/** A data set: every row once, read only after the split, borrowed by all trials of a worker.
 *
 *  The split gives each row a role; the scaling of the inputs (and of a regression target) is fitted on the training rows of
 *  each fold alone and kept with the data, because it depends on nothing that a trial chooses. Images stay bytes; texts stay
 *  tokens, row behind row, and become sequences of one length when a trial gathers them. */
#ifndef DATASET_H
#define DATASET_H

#include "nn/layer.h"
#include "train/options.h"

#include <stdint.h>

enum { ROLE_TEST = -1, ROLE_TRAIN = -2, ROLE_UNUSED = -3 }; /* 0 and above: the fold in which the row is held out */

enum numbers { NUMBERS_FLOAT, NUMBERS_BYTE, NUMBERS_TOKEN };

struct dataset {
    int rows, features, classes; /* classes 0: regression; features 0: text */
    int test_rows;               /* the last so many rows are for testing only */
    enum numbers numbers;        /* what x holds */
    struct shape shape;   /* of a row: [D] unless said otherwise; text: [usual length], words as it should be tuned */
    int words, longest;   /* text: tokens are below words; the longest row */
    int tokens;           /* text: of all rows */
    void *x;              /* [N, D] floats or bytes, or [tokens] of 16 bits */
    int32_t *starts;      /* text: [N + 1] where each row begins in x */
    float *y;             /* [N] */
    int32_t *roles;       /* [N] */
    int32_t *order;       /* [N] work space of the split */
    int folds;            /* F; 0 before the split */
    int repeats;          /* how often a trial trains on each of them */
    void *fitted;         /* one block: what follows */
    float *shift, *scale; /* [F + 1, D] x' = (x - shift) * scale; row F for the refit on all training rows */
    float *target;        /* [F + 1, 2] mean and deviation of the target; 0 and 1 for classes */
};

/** A new data set, zeroed, or NULL when there is no memory. */
struct dataset *dataset_create(int rows, int features, int classes, bool bytes, int test_rows);
/** A new text set: tokens in all rows together, each below words; num_words and max_length are what trials get that ask for 0. */
struct dataset *dataset_create_text(int rows, int tokens, int words, int num_words, int max_length, int classes,
                                    int test_rows);
/** What a trial's network gets for each row. */
struct shape dataset_shape(const struct dataset *data, const struct text_options *text);
void dataset_free(struct dataset *data);

/** Give each row its role and fit the scales. @return an ss_status: OK, NO_MEMORY, NOT_FINITE, BAD_CLASS, BAD_TOKEN, TOO_FEW_ROWS, ONE_CLASS. */
int dataset_split(struct dataset *data, const struct data_options *options,
                  const struct validation_options *validation);

/** Rows that fold `fold` trains on, or with fold = F all training rows. rows may be NULL: only count. */
int dataset_train_rows(const struct dataset *data, int fold, int32_t *rows);
/** Rows that fold `fold` is scored on, or with fold = F the test rows. rows may be NULL: only count. */
int dataset_held_rows(const struct dataset *data, int fold, int32_t *rows);

/** Floors below the split: who goes where (split.c), and the scales (scale.c). */
int split_rows(struct dataset *data, const struct data_options *options, const struct validation_options *validation);
void fit_scale(struct dataset *data, int fold, enum scale_kind kind, bool scale_target);

#endif
