/** The rungs of the pruner "asha", for drawing. */
#ifndef PRUNER_ASHA_H
#define PRUNER_ASHA_H

#include "tune/pruner.h"

/** The step of a rung, from 0; INT32_MAX where it would be beyond that. */
int32_t asha_rung_step(const struct pruner_asha *o, int rung);

#endif
