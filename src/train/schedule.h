/** How the learning rate changes while training: rows of schedules.def. Some change it before each step, some after each epoch. */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include "train/optimizer.h"
#include "train/options.h"

/** A loss watched from epoch to epoch. */
struct plateau {
    double best; /* the lowest so far that the rule looks at */
    int waited;  /* epochs since it fell by enough */
};

/** scikit-learn's count (MLPClassifier._update_no_improvement_count): an epoch that does not fall by more than tol counts, but the
 *  best loss moves with every fall. @return whether the patience is used up */
bool plateau_is_flat(struct plateau *plateau, double loss, double tol, int n_iter_no_change);
/** Keras's count (EarlyStopping, ReduceLROnPlateau): best and count move together, at a fall by more than min_delta. */
bool plateau_falls(struct plateau *plateau, double loss, double min_delta);

struct schedule {
    union schedule_options options;
    double base;          /* the learning rate of the study file */
    int64_t step, steps;  /* those done, and those of all epochs */
    int rows, per_epoch;  /* rows and steps of an epoch */
    int epochs;           /* done */
    bool validated;       /* whether there are held-out rows to watch */
    struct plateau watch; /* adaptive: the training loss; reduce_on_plateau: the validation loss */
};

/** RATE_GOVERNS: the schedule watches the training loss in place of the rule no_improvement, as scikit-learn's adaptive does.
 *  RATE_SPENT: it does, and the rate is as good as zero: training should end. */
enum rate_state { RATE_FOLLOWS, RATE_GOVERNS, RATE_SPENT };

/** Before a training of at most so many epochs of so many rows. */
void schedule_reset(struct schedule *schedule, const union schedule_options *options, const struct optimizer *optimizer,
                    int rows, int batch, int epochs, bool validated);
/** Before each step: the optimizer gets the rate of this step. */
void schedule_step(struct schedule *schedule, struct optimizer *optimizer);
/** After each epoch. validation_loss is NaN when the held-out rows were not scored. */
enum rate_state schedule_epoch(struct schedule *schedule, struct optimizer *optimizer, double training_loss,
                               double validation_loss);

#endif
