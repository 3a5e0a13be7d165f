/** CMA-ES with margin (Hamano, Saito, Nomura and Shirakawa 2022): a parameter with countable values keeps a chance of leaving the
 *  value that the mean stands on, so that no coordinate freezes while the others are still searching. */
#ifndef CMA_MARGIN_H
#define CMA_MARGIN_H

#include "tune/cma.h"
#include "tune/space.h"

/** Move the mean and the scale of each countable coordinate so that it is left with a probability of at least 1 / (n lambda), where
 *  coordinate i is the unit of parameter number[i]. */
void cma_margin(struct cma *cma, const struct space *space, const int *number);

#endif
