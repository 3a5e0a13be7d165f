/** The sections of a study file that training reads, as structs made from their rows. */
#ifndef TRAIN_OPTIONS_H
#define TRAIN_OPTIONS_H

#include "base/fields.h"

#define PREFIX optimizer
#define TABLE "train/optimizers.def"
#include "base/fields_union.h"

#define PREFIX schedule
#define TABLE "train/schedules.def"
#include "base/fields_union.h"

#define PREFIX early_stopping
#define TABLE "train/stoppings.def"
#include "base/fields_union.h"

enum loss_kind {
#define OPTION(name, help) LOSS_##name,
#include "train/losses.def"
    losses_count
};
enum class_weight_kind {
#define OPTION(name, help) CLASS_WEIGHT_##name,
#include "train/class_weights.def"
    class_weights_count
};
enum score_epoch_kind {
#define OPTION(name, help) SCORE_EPOCH_##name,
#include "train/score_epochs.def"
    score_epochs_count
};
enum scale_kind {
#define OPTION(name, help) SCALE_##name,
#include "train/scales.def"
    scales_count
};
enum split_kind {
#define OPTION(name, help) SPLIT_##name,
#include "train/splits.def"
    splits_count
};
enum side_kind {
#define OPTION(name, help) SIDE_##name,
#include "train/sides.def"
    sides_count
};
enum metric_kind {
#define METRIC(name, task, direction, help) METRIC_##name,
#include "train/metrics.def"
    metrics_count
};

struct training {
#include "base/fields_struct.h"
#include "train/training.def"
};

struct data_options {
#include "base/fields_struct.h"
#include "train/data.def"
};

struct text_options {
#include "base/fields_struct.h"
#include "train/text.def"
};

struct validation_options {
#include "base/fields_struct.h"
#include "train/validation.def"
};

/** Read a section from *in on. False when a number is missing or out of range. */
bool training_read(struct training *o, const double **in, const double *end);
bool data_options_read(struct data_options *o, const double **in, const double *end);
bool text_options_read(struct text_options *o, const double **in, const double *end);
bool validation_options_read(struct validation_options *o, const double **in, const double *end);

#endif
