#include "train/stopping.h"

#include <math.h>

void stopping_reset(struct stopping *const stopping, const struct training *const training) {
    *stopping = (struct stopping){training->early_stopping, training->schedule, {INFINITY, 0}, {INFINITY, 0}};
}

/* scikit-learn's count (MLPClassifier._update_no_improvement_count): an epoch that does not fall by more than tol counts, but
 * the best loss moves with every fall. @return whether the patience is used up */
static bool flat(struct plateau *const plateau, const double loss, const double tol, const int n_iter_no_change) {
    if (loss > plateau->best - tol)
        plateau->waited++;
    else
        plateau->waited = 0;
    if (loss < plateau->best) plateau->best = loss;
    return plateau->waited > n_iter_no_change;
}

/* The adaptive schedule takes the place of the no_improvement rule, as in scikit-learn: the plateau that would have ended the
 * training divides the rate, until the rate is as good as zero. */
static enum verdict adapt(struct stopping *const stopping, struct optimizer *const optimizer, const double loss) {
    const struct schedule_adaptive *const o = &stopping->schedule.adaptive;
    if (!flat(&stopping->adapt, loss, (double)o->tol, o->n_iter_no_change)) return VERDICT_GO_ON;
    if (optimizer->learning_rate <= 1e-6) return VERDICT_STOP;
    optimizer->learning_rate /= 5.0;
    stopping->adapt.waited = 0;
    return VERDICT_GO_ON;
}

/* Keras's EarlyStopping: best and count move together, at a fall by more than min_delta. */
static enum verdict wait_patiently(struct stopping *const stopping, const double loss) {
    const struct early_stopping_patience *const o = &stopping->options.patience;
    if (isnan(loss)) return VERDICT_GO_ON;
    if (loss < stopping->stop.best - (double)o->min_delta) {
        stopping->stop = (struct plateau){loss, 0};
        return VERDICT_BETTER;
    }
    return ++stopping->stop.waited >= o->patience ? VERDICT_STOP : VERDICT_GO_ON;
}

enum verdict stopping_epoch(struct stopping *const stopping, struct optimizer *const optimizer,
                            const double training_loss, const double validation_loss) {
    const bool adapts =
        stopping->schedule.kind == schedule_kind_adaptive && optimizer->options.kind == optimizer_kind_sgd;
    const enum verdict adapted = adapts ? adapt(stopping, optimizer, training_loss) : VERDICT_GO_ON;
    if (stopping->options.kind == early_stopping_kind_patience) {
        const enum verdict verdict = wait_patiently(stopping, validation_loss);
        return adapted == VERDICT_STOP && verdict != VERDICT_BETTER ? VERDICT_STOP : verdict;
    }
    if (adapts || stopping->options.kind != early_stopping_kind_no_improvement) return adapted;
    const struct early_stopping_no_improvement *const o = &stopping->options.no_improvement;
    return flat(&stopping->stop, training_loss, (double)o->tol, o->n_iter_no_change) ? VERDICT_STOP : VERDICT_GO_ON;
}
