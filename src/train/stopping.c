#include "train/stopping.h"

#include <math.h>

void stopping_reset(struct stopping *const stopping, const union early_stopping_options *const options) {
    *stopping = (struct stopping){*options, {INFINITY, 0}};
}

static enum verdict wait_patiently(struct stopping *const stopping, const double loss) {
    const struct early_stopping_patience *const o = &stopping->options.patience;
    if (isnan(loss)) return VERDICT_GO_ON;
    if (plateau_falls(&stopping->watch, loss, (double)o->min_delta)) return VERDICT_BETTER;
    return stopping->watch.waited >= o->patience ? VERDICT_STOP : VERDICT_GO_ON;
}

enum verdict stopping_epoch(struct stopping *const stopping, const enum rate_state rate, const double training_loss,
                            const double validation_loss) {
    const enum verdict spent = rate == RATE_SPENT ? VERDICT_STOP : VERDICT_GO_ON;
    if (stopping->options.kind == early_stopping_kind_patience) {
        const enum verdict verdict = wait_patiently(stopping, validation_loss);
        return spent == VERDICT_STOP && verdict != VERDICT_BETTER ? VERDICT_STOP : verdict;
    }
    if (rate != RATE_FOLLOWS || stopping->options.kind != early_stopping_kind_no_improvement) return spent;
    const struct early_stopping_no_improvement *const o = &stopping->options.no_improvement;
    return plateau_is_flat(&stopping->watch, training_loss, (double)o->tol, o->n_iter_no_change) ? VERDICT_STOP
                                                                                                 : VERDICT_GO_ON;
}
