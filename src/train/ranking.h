/** How well scores put the rows of a class above the others: the area under the ROC curve (Fawcett 2006), for two classes of the second,
 *  for more the mean over the classes, each against the rest (scikit-learn, roc_auc_score with multi_class="ovr").
 *
 *  The scores of all held-out rows are kept, a few classes at a time when there are many, so that the memory stays within
 *  RANKING_SCORES or one class; then the rows go through the network more than once. */
#ifndef RANKING_H
#define RANKING_H

#include "base/arena.h"

#include <stdbool.h>

enum { RANKING_SCORES = 1 << 22 };

struct ranking {
    int classes, rows; /* rows: the most that are ranked */
    int columns, from; /* classes kept at a time; the first of them now. Two classes need one column, of class 1 */
    int count;         /* rows so far */
    float *scores;     /* [columns, rows] */
    float *y;          /* [rows] */
    uint32_t *keys;    /* [2, rows] to sort in */
    double sum;        /* of the areas */
    int ranked;        /* classes that have an area */
};

void ranking_place(struct ranking *ranking, struct arena *arena, int classes, int rows);
/** Before the first row. */
void ranking_reset(struct ranking *ranking);
/** b rows: raw outputs z [B, H], classes y [B]. scratch [B, H] holds their softmax. */
void ranking_add(struct ranking *ranking, const float *z, const float *y, float *scratch, int b, int h);
/** After the last row. @return whether all classes are done; else the same rows are wanted once more, for the next classes. */
bool ranking_close(struct ranking *ranking);
/** 0.5 is chance, 1 perfect; NaN when no class has both rows of its own and others. */
double ranking_area(const struct ranking *ranking);

/** The area for one class. scores, y [N]; keys [2 N] work space. Equal scores count half. NaN when all rows are of one side. O(N). */
double roc_auc(const float *scores, const float *y, uint32_t *keys, int n, int class_index);

#endif
