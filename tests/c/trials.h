/** What the tests of trials share: small data sets, a network with dropout, a trial run to its end. */
#ifndef TRIALS_H
#define TRIALS_H

#include "check.h"
#include "train/trial.h"

/* ---- data -------------------------------------------------------------------------------------------------------------- */

static inline struct dataset *made(const int rows, const int features, const int classes, const bool bytes) {
    struct dataset *const data = dataset_create(rows, features, classes, bytes, 0);
    struct rng rng;
    rng_seed(&rng, 9, 0, 0, STREAM_SAMPLER);
    for (int i = 0; i < rows; i++)
        for (int d = 0; d < features; d++) {
            const double x = rng_unit(&rng);
            if (bytes)
                ((uint8_t *)data->x)[i * features + d] = (uint8_t)(255 * x);
            else
                ((float *)data->x)[i * features + d] = (float)(2 * x - 1);
        }
    return data;
}

static inline void split(struct dataset *const data, const int folds, const float test_fraction) {
    const struct data_options options = {
        .test_fraction = test_fraction, .stratify = true, .seed = 3, .scale_target = true};
    CHECK(dataset_split(data, &options, &(struct validation_options){folds, 0.25f, 1}) == 0);
}

static inline struct dataset *xor_rows(const int rows) {
    struct dataset *const data = made(rows, 2, 2, false);
    const float *const x = data->x;
    for (int i = 0; i < rows; i++) data->y[i] = (x[2 * i] > 0) != (x[2 * i + 1] > 0) ? 1.0f : 0.0f;
    return data;
}

/* Three clouds in four dimensions. */
static inline struct dataset *clouds(const int rows) {
    struct dataset *const data = made(rows, 4, 3, false);
    for (int i = 0; i < rows; i++) {
        data->y[i] = (float)(i % 3);
        ((float *)data->x)[4 * i + i % 3] += 1.6f;
    }
    return data;
}

/* y = 1000 + 500 a - 200 b: far from 0, wide. */
static inline struct dataset *slope(const int rows) {
    struct dataset *const data = made(rows, 2, 0, false);
    const float *const x = data->x;
    for (int i = 0; i < rows; i++) data->y[i] = 1000 + 500 * x[2 * i] - 200 * x[2 * i + 1];
    return data;
}

/* ---- configurations ---------------------------------------------------------------------------------------------------- */

static const union layer_options HIDDEN[] = {{.dense = {.kind = layer_kind_dense,
                                                        .units = 16,
                                                        .activation = ACTIVATION_tanh,
                                                        .kernel_initializer = INITIALIZER_glorot_uniform,
                                                        .use_bias = true}},
                                             {.dropout = {layer_kind_dropout, 0.1f}},
                                             {.dense = {.kind = layer_kind_dense,
                                                        .units = 8,
                                                        .activation = ACTIVATION_relu,
                                                        .kernel_initializer = INITIALIZER_he_uniform,
                                                        .use_bias = true}}};

static inline struct trial_config config_of(const int epochs, const float rate, const enum metric_kind metric) {
    return (struct trial_config){.count = 3,
                                 .layers = HIDDEN,
                                 .training = {.optimizer = {.adam = {optimizer_kind_adam, rate, 0.9f, 0.999f, 1e-7f}},
                                              .schedule = {.kind = schedule_kind_constant},
                                              .early_stopping = {.kind = early_stopping_kind_none},
                                              .batch_size = 16,
                                              .epochs = epochs,
                                              .validation_freq = 1,
                                              .shuffle = true,
                                              .huber_delta = 1},
                                 .metric = metric,
                                 .seed = 1,
                                 .number = 2};
}

static inline enum trial_state run(struct trial *const t, const double slice) {
    while (trial_run(t, slice) == TRIAL_RUNNING) continue;
    return t->state;
}

static inline struct trial *finished(const struct dataset *const data, const struct trial_config *const config) {
    struct trial *const t = trial_create(data, config);
    CHECK(run(t, 1e9) == TRIAL_COMPLETE);
    return t;
}

static const float *point_of(const struct trial *const t, const int fold, const int epoch) {
    return t->curves + (fold * t->epochs + epoch) * CURVE_WIDTH;
}

static inline uint64_t hash_with(const struct dataset *const data, const struct trial_config config) {
    struct trial *const t = finished(data, &config);
    const uint64_t hash = t->hash;
    trial_free(t);
    return hash;
}

#endif
