/** When a training ends before its last epoch: rows of stoppings.def. */
#ifndef STOPPING_H
#define STOPPING_H

#include "train/options.h"
#include "train/schedule.h"

struct stopping {
    union early_stopping_options options;
    struct plateau watch; /* patience: the validation loss; no_improvement: the training loss */
};

enum verdict { VERDICT_GO_ON, VERDICT_BETTER, VERDICT_STOP }; /* BETTER: the best weights so far, worth keeping */

void stopping_reset(struct stopping *stopping, const union early_stopping_options *options);
/** After an epoch, with what its schedule said. validation_loss is NaN when there are no held-out rows (the refit) or they were not
 *  scored; then `patience` never stops. */
enum verdict stopping_epoch(struct stopping *stopping, enum rate_state rate, double training_loss,
                            double validation_loss);

#endif
