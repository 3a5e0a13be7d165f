/** When a training ends before its last epoch, and when its learning rate falls: rows of stoppings.def and schedules.def. */
#ifndef STOPPING_H
#define STOPPING_H

#include "train/optimizer.h"
#include "train/options.h"

struct stopping {
    union early_stopping_options options;
    union schedule_options schedule;
    struct plateau {
        double best; /* the lowest loss so far that the rule looks at */
        int waited;  /* epochs since it fell by enough */
    } stop, adapt;   /* the validation or training loss for stopping; the training loss for the schedule */
};

enum verdict { VERDICT_GO_ON, VERDICT_BETTER, VERDICT_STOP }; /* BETTER: the best weights so far, worth keeping */

void stopping_reset(struct stopping *stopping, const struct training *training);
/** After an epoch. validation_loss is NaN when there are no held-out rows (the refit); then `patience` never stops. */
enum verdict stopping_epoch(struct stopping *stopping, struct optimizer *optimizer, double training_loss,
                            double validation_loss);

#endif
