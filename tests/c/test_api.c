/** The door: data sets and trials through sweetspot.h. Every mistake gets its status; nothing crashes. Configurations are built from
 *  the .def tables, so that a new field is tried out of its range without a new line here. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sweetspot.h"
#include "train/options.h"
#include "nn/layer.h"

/* ---- configurations as doubles, with the range of each number ------------------------------------------------------------ */

struct config {
    double at[64], low[64], high[64];
    bool whole[64];
    int n, loss_at; /* loss_at: where training.loss is */
};

static void put(struct config *const c, const double value, const double low, const double high, const bool whole) {
    c->at[c->n] = value;
    c->low[c->n] = low;
    c->whole[c->n] = whole;
    c->high[c->n++] = high;
}

static void put_choice(struct config *const c, const char *const name, const int value, const int count) {
    if (strcmp(name, "loss") == 0) c->loss_at = c->n;
    put(c, value, 0, count - 1, true);
}

/* Rows of choices as indices: name -> index of activations.def and so on. */
enum {
    activations_linear = ACTIVATION_linear,
    activations_relu = ACTIVATION_relu,
    activations_tanh = ACTIVATION_tanh,
    initializers_glorot_uniform = INITIALIZER_glorot_uniform,
    initializers_random_uniform = INITIALIZER_random_uniform,
    initializers_orthogonal = INITIALIZER_orthogonal,
    paddings_valid = PADDING_valid,
    positions_learned = POSITION_learned,
    splits_auto = SPLIT_auto,
    sides_pre = SIDE_pre,
    losses_auto = LOSS_auto,
    class_weights_none = CLASS_WEIGHT_none,
    score_epochs_last = SCORE_EPOCH_last,
    scales_auto = SCALE_auto
};

/* The index of a row of a table of variants, then its fields. */
static void put_layer(struct config *const c, const int kind) {
    put(c, kind, 0, layer_count - 1, true);
    switch (kind) {
#define VARIANT(name, help, source) case layer_kind_##name:
#include "put_fields.h"
#include "nn/layers.def"
    }
}
static void put_optimizer(struct config *const c, const int kind) {
    put(c, kind, 0, optimizer_count - 1, true);
    switch (kind) {
#define VARIANT(name, help, source) case optimizer_kind_##name:
#include "put_fields.h"
#include "train/optimizers.def"
    }
}
static void put_schedule(struct config *const c, const int kind) {
    put(c, kind, 0, schedule_count - 1, true);
    switch (kind) {
#define VARIANT(name, help, source) case schedule_kind_##name:
#include "put_fields.h"
#include "train/schedules.def"
    }
}
static void put_early_stopping(struct config *const c, const int kind) {
    put(c, kind, 0, early_stopping_count - 1, true);
    switch (kind) {
#define VARIANT(name, help, source) case early_stopping_kind_##name:
#include "put_fields.h"
#include "train/stoppings.def"
    }
}

/* The fields of "training" with these variants of its three objects, everything else as the tables say. */
static void put_training(struct config *const c, const int optimizer, const int schedule, const int early_stopping) {
#define OBJECT(name, absent, untyped, table, help) put_##name(c, name);
#include "put_fields.h"
#include "train/training.def"
}

static void put_text(struct config *const c) {
#include "put_fields.h"
#include "train/text.def"
}

static struct config trial_config(const int layer, const int optimizer, const int schedule, const int early_stopping) {
    struct config c = {.n = 0};
    put(&c, layer >= 0, 0, INT_MAX, true);
    if (layer >= 0) put_layer(&c, layer);
    put_training(&c, optimizer, schedule, early_stopping);
    put_text(&c);
    return c;
}

static struct config plain_trial(void) {
    return trial_config(layer_kind_dense, optimizer_kind_adam, schedule_kind_constant, early_stopping_kind_none);
}

static struct config data_config(void) {
    struct config config = {.n = 0}, *const c = &config;
#include "put_fields.h"
#include "train/data.def"
#include "put_fields.h"
#include "train/validation.def"
    return config;
}

/* A configuration whose number i is wrong in the k-th way; the last way is for whole numbers. */
enum { WRONG = 6 };
static struct config spoilt(const struct config *const good, const int i, const int k) {
    struct config c = *good;
    const double wrong[WRONG] = {c.low[i] - 1,      c.high[i] * 2 + 1, (double)NAN,
                                 -(double)INFINITY, (double)INFINITY,  c.low[i] + 0.5};
    c.at[i] = wrong[k];
    return c;
}

/* ---- data ----------------------------------------------------------------------------------------------------------------- */

enum { ROWS = 60, FEATURES = 3 };

static struct ss_dataset *filled(const int classes) {
    struct ss_dataset *const data = ss_dataset_create(ROWS, FEATURES, classes, 0, 0);
    float *const x = ss_dataset_x(data), *const y = ss_dataset_y(data);
    for (int i = 0; i < ROWS * FEATURES; i++) x[i] = (float)(i * 37 % 41) / 10;
    for (int i = 0; i < ROWS; i++) y[i] = classes > 0 ? (float)(i % classes) : x[FEATURES * i];
    return data;
}

static struct ss_dataset *ready(const int classes) {
    struct ss_dataset *const data = filled(classes);
    const struct config c = data_config();
    CHECK(ss_dataset_split(data, c.at, c.n) == SS_OK);
    return data;
}

static void test_dataset_arguments(void) {
    static const double bad[][5] = {
        {0, 1, 2, 0, 0},           {-1, 1, 2, 0, 0},           {2.5, 1, 2, 0, 0},
        {(double)NAN, 1, 2, 0, 0}, {4294967296.0, 1, 2, 0, 0}, {(double)INFINITY, 1, 2, 0, 0},
        {10, 0, 2, 0, 0},          {10, 1.5, 2, 0, 0},         {10, 1e9, 2, 0, 0},
        {10, 1, 1, 0, 0},          {10, 1, -1, 0, 0},          {10, 1, 70000, 0, 0},
        {10, 1, 2, 0, -1},         {10, 1, 2, 0, 11},          {10, 1, 2, 0, 0.5}};
    claim("a data set of impossible sizes is none");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(ss_dataset_create(bad[i][0], bad[i][1], (int)bad[i][2], (int)bad[i][3], bad[i][4]) == NULL);
    claim("no memory for it");
    CHECK(ss_dataset_create(2e9, 1 << 24, 2, 0, 0) == NULL);

    claim("every number of data and validation out of its range is refused, and so is a list too short or too long");
    struct ss_dataset *const data = filled(3);
    const struct config good = data_config();
    for (int i = 0; i < good.n; i++) {
        for (int k = 0; k < WRONG - !good.whole[i]; k++) {
            const struct config c = spoilt(&good, i, k);
            CHECK(ss_dataset_split(data, c.at, c.n) == SS_BAD_ARGUMENT);
        }
    }
    for (int n = -1; n < good.n; n++) CHECK(ss_dataset_split(data, good.at, n) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_split(data, good.at, good.n + 1) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_split(NULL, good.at, good.n) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_split(data, NULL, good.n) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_folds(data) == 0);
    CHECK(ss_dataset_split(data, good.at, good.n) == SS_OK && ss_dataset_folds(data) == 1 &&
          ss_dataset_roles(data) != NULL);
    claim("nothing is a data set that may be asked");
    CHECK(ss_dataset_x(NULL) == NULL && ss_dataset_y(NULL) == NULL && ss_dataset_roles(NULL) == NULL);
    CHECK(ss_dataset_folds(NULL) == 0);
    ss_dataset_free(NULL);
    ss_dataset_free(data);
}

/* ---- trials ---------------------------------------------------------------------------------------------------------------- */

static bool refused(const struct ss_dataset *const data, const double *const config, const int n) {
    int status = 77;
    struct ss_trial *const trial = ss_trial_create(data, config, n, 0, 1, 0, 0, &status);
    ss_trial_free(trial);
    return trial == NULL && status == SS_BAD_ARGUMENT && ss_trial_bytes(data, config, n, 0) == (double)SS_BAD_ARGUMENT;
}

static void check_ranges(const struct ss_dataset *const data, const struct config *const good) {
    int status;
    struct ss_trial *const trial = ss_trial_create(data, good->at, good->n, 0, 1, 0, 0, &status);
    const double bytes = ss_trial_bytes(data, good->at, good->n, 0);
    CHECK(trial != NULL ? bytes > 0
                        : status == SS_BAD_SHAPE && bytes == SS_BAD_SHAPE); /* three numbers fit not every layer */
    ss_trial_free(trial);
    for (int i = 0; i < good->n; i++) {
        for (int k = 0; k < WRONG - !good->whole[i]; k++) {
            const struct config c = spoilt(good, i, k);
            CHECK(refused(data, c.at, c.n));
        }
    }
    for (int n = -1; n < good->n; n++) CHECK(refused(data, good->at, n));
    CHECK(refused(data, good->at, good->n + 1));
}

static void test_trial_ranges(void) {
    struct ss_dataset *const data = ready(3);
    claim("every number of every row of the tables out of its range is refused");
    for (int layer = -1; layer < layer_count; layer++) {
        const struct config c =
            trial_config(layer, optimizer_kind_sgd, schedule_kind_constant, early_stopping_kind_none);
        check_ranges(data, &c);
    }
    for (int kind = 0; kind < optimizer_count; kind++) {
        const struct config c = trial_config(-1, kind, schedule_kind_constant, early_stopping_kind_none);
        check_ranges(data, &c);
    }
    for (int kind = 0; kind < schedule_count; kind++) {
        const struct config c = trial_config(-1, optimizer_kind_sgd, kind, early_stopping_kind_none);
        check_ranges(data, &c);
    }
    for (int kind = 0; kind < early_stopping_count; kind++) {
        const struct config c = trial_config(-1, optimizer_kind_sgd, schedule_kind_constant, kind);
        check_ranges(data, &c);
    }
    ss_dataset_free(data);
}

static void test_trial_arguments(void) {
    struct ss_dataset *const data = ready(3), *const unsplit = filled(3);
    const struct config c = plain_trial();
    static const struct {
        int metric;
        double seed, number;
        int refit;
    } bad[] = {{-1, 1, 0, 0},
               {metrics_count, 1, 0, 0},
               {0, -1, 0, 0},
               {0, (double)NAN, 0, 0},
               {0, 1, -1, 0},
               {0, 1, (double)NAN, 0},
               {0, 9007199254740992.0, 0, 0},
               {0, 1, (double)INFINITY, 0},
               {0, 1, 0, -1},
               {0, 1, 0, INT_MIN}};
    claim("a metric, seed, number or refit out of range is refused, with or without a place for the status");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int status = 77;
        CHECK(ss_trial_create(data, c.at, c.n, bad[i].metric, bad[i].seed, bad[i].number, bad[i].refit, &status) ==
              NULL);
        CHECK(status == SS_BAD_ARGUMENT);
        CHECK(ss_trial_create(data, c.at, c.n, bad[i].metric, bad[i].seed, bad[i].number, bad[i].refit, NULL) == NULL);
    }
    claim("no data, no numbers, no split");
    CHECK(refused(NULL, c.at, c.n) && refused(data, NULL, c.n) && refused(unsplit, c.at, c.n));
    claim("a split that failed is none, even after one that did not");
    const struct config split = data_config();
    CHECK(ss_dataset_split(unsplit, split.at, split.n) == SS_OK && !refused(unsplit, c.at, c.n));
    ss_dataset_y(unsplit)[5] = 9;
    CHECK(ss_dataset_split(unsplit, split.at, split.n) == SS_BAD_CLASS && refused(unsplit, c.at, c.n));
    ss_dataset_free(unsplit);
    ss_dataset_free(data);

    claim("a loss must fit the task");
    static const struct {
        int classes;
        enum loss_kind loss;
        bool fits;
    } losses[] = {{0, LOSS_categorical_crossentropy, false}, {0, LOSS_binary_crossentropy, false},
                  {0, LOSS_mean_squared_error, true},        {2, LOSS_categorical_crossentropy, true},
                  {2, LOSS_binary_crossentropy, true},       {2, LOSS_mean_squared_error, false},
                  {3, LOSS_categorical_crossentropy, true},  {3, LOSS_binary_crossentropy, false},
                  {3, LOSS_mean_squared_error, false}};
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
        struct ss_dataset *const task = ready(losses[i].classes);
        struct config config = plain_trial();
        config.at[config.loss_at] = losses[i].loss;
        CHECK(config.loss_at > 0 && refused(task, config.at, config.n) == !losses[i].fits);
        ss_dataset_free(task);
    }
}

static void test_too_large(void) {
    claim("a million units twice needs more than four terabytes, and is refused before anything is taken");
    struct ss_dataset *const data = ready(3);
    struct config config = {.n = 0}, *const c = &config;
    int units[2];
    put(c, 2, 0, 2, true);
    for (int i = 0; i < 2; i++) {
        const int at = c->n;
        put_layer(c, layer_kind_dense);
        c->at[units[i] = at + 1] = 1000000;
    }
    put_training(c, optimizer_kind_adam, schedule_kind_constant, early_stopping_kind_none);
    put_text(c);
    int status = SS_OK;
    CHECK(ss_trial_bytes(data, c->at, c->n, 0) > 4e12 && ss_trial_bytes(data, c->at, c->n, 1) > 4e12);
    CHECK(ss_trial_create(data, c->at, c->n, 0, 1, 0, 0, &status) == NULL && status == SS_TOO_LARGE);
    claim("so is what no 32-bit memory holds in one piece");
    c->at[units[0]] = c->at[units[1]] = 13000;
    CHECK(ss_trial_bytes(data, c->at, c->n, 0) > 0x1p31 && ss_trial_bytes(data, c->at, c->n, 0) < 0x1p32);
    CHECK(ss_trial_create(data, c->at, c->n, 0, 1, 0, 0, &status) == NULL && status == SS_TOO_LARGE);
    claim("a refit's bytes are those of its own epochs");
    c->at[units[0]] = c->at[units[1]] = 8;
    CHECK(ss_trial_bytes(data, c->at, c->n, 1001) >= ss_trial_bytes(data, c->at, c->n, 1) + 1000 * 3 * sizeof(float));
    CHECK(ss_trial_bytes(data, c->at, c->n, -1) == (double)SS_BAD_ARGUMENT);
    claim("a curve of two billion points is refused, too");
    CHECK(ss_trial_create(data, c->at, c->n, 0, 1, 0, INT_MAX, &status) == NULL && status == SS_TOO_LARGE);
    ss_dataset_free(data);
}

/* ---- shapes --------------------------------------------------------------------------------------------------------------- */

static struct config layers_config(const int *const kinds, const int count) {
    struct config c = {.n = 0};
    put(&c, count, 0, INT_MAX, true);
    for (int i = 0; i < count; i++) put_layer(&c, kinds[i]);
    put_training(&c, optimizer_kind_adam, schedule_kind_constant, early_stopping_kind_none);
    put_text(&c);
    return c;
}

static void test_shapes(void) {
    claim("a shape must have as many numbers as a row");
    struct ss_dataset *const data = ss_dataset_create(ROWS, 6, 3, 0, 0);
    CHECK(ss_dataset_shape(data, 2, 2, 2) == SS_BAD_ARGUMENT && ss_dataset_shape(NULL, 0, 6, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_shape(data, -1, 6, 1) == SS_BAD_ARGUMENT && ss_dataset_shape(data, 0, 6, 0) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_shape(data, 1 << 30, 1 << 30, 1 << 30) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_shape(data, 3, 2, 1) == SS_OK && ss_dataset_shape(data, 0, 3, 2) == SS_OK);
    for (int i = 0; i < ROWS; i++) ss_dataset_y(data)[i] = (float)(i % 3);

    claim("layers tell what they make of a row; the output layer sees all of it");
    const struct config split = data_config(),
                        c = layers_config((const int[]){layer_kind_dense, layer_kind_dropout}, 2);
    double shapes[4][SS_SHAPE_NUMBERS];
    int misfit = 77;
    CHECK(ss_dataset_split(data, split.at, split.n) == SS_OK);
    CHECK(ss_trial_shapes(data, c.at, c.n, shapes[0], &misfit) == 3 && misfit == MISFIT_none);
    static const double want[3][SS_SHAPE_NUMBERS] = {{2, 3, 32, 0, 96}, {2, 3, 32, 0, 0}, {1, 3, 0, 0, 96 * 3 + 3}};
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < SS_SHAPE_NUMBERS; k++) CHECK(shapes[i][k] == want[i][k]);

    claim("a layer that does not fit is named, and no trial is made of it");
    const struct config bad = layers_config((const int[]){layer_kind_dense, layer_kind_residual}, 2);
    int status;
    CHECK(ss_trial_shapes(data, bad.at, bad.n, shapes[0], &misfit) == 1 && misfit == MISFIT_empty_block);
    CHECK(ss_trial_bytes(data, bad.at, bad.n, 0) == SS_BAD_SHAPE);
    CHECK(ss_trial_create(data, bad.at, bad.n, 0, 1, 0, 0, &status) == NULL && status == SS_BAD_SHAPE);
    CHECK(ss_trial_shapes(data, c.at, c.n, NULL, &misfit) == SS_BAD_ARGUMENT);
    CHECK(ss_trial_shapes(data, c.at, c.n, shapes[0], NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_trial_shapes(NULL, c.at, c.n, shapes[0], &misfit) == SS_BAD_ARGUMENT);
    ss_dataset_free(data);
}

/* ---- texts --------------------------------------------------------------------------------------------------------------- */

/* Row i has i % 5 tokens from 3 on. */
static struct ss_dataset *texts(void) {
    struct ss_dataset *const data = ss_dataset_create_text(ROWS, ROWS * 2, 9, 8, 4, 2, 0);
    uint16_t *const x = ss_dataset_x(data);
    int32_t *const starts = ss_dataset_starts(data);
    for (int i = 0; i < ROWS; i++) {
        starts[i + 1] = starts[i] + i % 5;
        ss_dataset_y(data)[i] = (float)(i % 2);
        for (int k = 0; k < i % 5; k++) x[starts[i] + k] = (uint16_t)(3 + (i + k) % 6);
    }
    return data;
}

static void test_texts(void) {
    claim("a set of texts of impossible sizes is none");
    static const double bad[][7] = {{0, 9, 9, 8, 4, 2, 0}, {9, -1, 9, 8, 4, 2, 0},    {9, 1.5, 9, 8, 4, 2, 0},
                                    {9, 9, 2, 2, 4, 2, 0}, {9, 9, 65537, 8, 4, 2, 0}, {9, 9, 9, 10, 4, 2, 0},
                                    {9, 9, 9, 2, 4, 2, 0}, {9, 9, 9, 8, 0, 2, 0},     {9, 9, 9, 8, 65536, 2, 0},
                                    {9, 9, 9, 8, 4, 1, 0}, {9, 9, 9, 8, 4, 2, 10},    {9, 9, 9, 8, 4, -1, 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(ss_dataset_create_text(bad[i][0], bad[i][1], (int)bad[i][2], (int)bad[i][3], (int)bad[i][4],
                                     (int)bad[i][5], bad[i][6]) == NULL);
    claim("tokens and rows are checked by the split");
    struct ss_dataset *const data = texts();
    const struct config split = data_config();
    CHECK(ss_dataset_starts(NULL) == NULL && ss_dataset_shape(data, 0, 4, 1) == SS_BAD_ARGUMENT);
    CHECK(ss_dataset_split(data, split.at, split.n) == SS_OK);
    uint16_t *const x = ss_dataset_x(data);
    x[3] += 9;
    CHECK(ss_dataset_split(data, split.at, split.n) == SS_BAD_TOKEN);
    x[3] -= 9;
    ss_dataset_starts(data)[7]--;
    CHECK(ss_dataset_split(data, split.at, split.n) == SS_OK); /* another text, but one */
    ss_dataset_starts(data)[7] = 99999;
    CHECK(ss_dataset_split(data, split.at, split.n) == SS_BAD_TOKEN);
    ss_dataset_free(data);

    claim("numbers are wanted, not tokens: only an embedding may follow the data");
    struct ss_dataset *const good = texts();
    const struct config c = layers_config((const int[]){layer_kind_dense}, 1);
    double shapes[2][SS_SHAPE_NUMBERS];
    int misfit;
    CHECK(ss_dataset_split(good, split.at, split.n) == SS_OK);
    CHECK(ss_trial_shapes(good, c.at, c.n, shapes[0], &misfit) == 0 && misfit == MISFIT_needs_numbers);
    ss_dataset_free(good);
}

static void test_trial_getters(void) {
    claim("nothing is a trial that may be asked");
    CHECK(ss_trial_run(NULL, 10) == SS_TRIAL_DIVERGED && ss_trial_fold(NULL) == 0 && ss_trial_epochs(NULL, 0) == 0);
    CHECK(ss_trial_progress(NULL) == 0 && ss_trial_curve(NULL, 0) == NULL && ss_trial_best_epoch(NULL, 0) == -1);
    CHECK(ss_trial_metrics(NULL, 0) == NULL && isnan(ss_trial_score(NULL)) && ss_trial_confusion(NULL) == NULL);
    CHECK(ss_trial_classes(NULL) == NULL && ss_trial_hash(NULL) == 0 && ss_trial_parameters(NULL) == 0);
    CHECK(ss_trial_weights(NULL) == NULL && ss_trial_states(NULL) == 0);
    ss_trial_free(NULL);

    claim("a trial tells what it did");
    struct ss_dataset *const data = ready(3);
    const struct config c = plain_trial();
    int status = 77;
    struct ss_trial *const trial = ss_trial_create(data, c.at, c.n, METRIC_accuracy, 1, 0, 0, &status);
    if (!CHECK(trial != NULL && status == SS_OK)) return;
    CHECK(ss_trial_parameters(trial) == FEATURES * 32 + 32 + 32 * 3 + 3);
    CHECK(ss_trial_fold(trial) == 0 && ss_trial_epochs(trial, 0) == 0 && ss_trial_progress(trial) == 0 &&
          isnan(ss_trial_score(trial)));
    double before = 0;
    while (ss_trial_run(trial, 5) == SS_TRIAL_RUNNING) {
        CHECK(ss_trial_progress(trial) > before && ss_trial_progress(trial) < 1);
        before = ss_trial_progress(trial);
    }
    CHECK(ss_trial_run(trial, 5) == SS_TRIAL_COMPLETE && ss_trial_progress(trial) == 1 && ss_trial_fold(trial) == 1);
    CHECK(ss_trial_epochs(trial, 0) == 10 && ss_trial_best_epoch(trial, 0) == 9);
    CHECK(ss_trial_score(trial) == ss_trial_metrics(trial, 0)[METRIC_accuracy]);
    CHECK((float)ss_trial_metrics(trial, 0)[METRIC_loss] == ss_trial_curve(trial, 0)[9 * 3 + 1]);
    CHECK(ss_trial_hash(trial) != 0 && ss_trial_weights(trial) != NULL);
    int held = 0, counted = 0;
    double rows = 0;
    for (int i = 0; i < ROWS; i++) held += ss_dataset_roles(data)[i] == 0;
    for (int i = 0; i < 9; i++) counted += ss_trial_confusion(trial)[i];
    for (int i = 0; i < 3; i++) rows += ss_trial_classes(trial)[4 * i + 3];
    CHECK(counted == held && (int)rows == held);
    claim("a fold that is not there");
    static const int folds[] = {-1, 1, INT_MAX, INT_MIN};
    for (int i = 0; i < 4; i++) {
        CHECK(ss_trial_epochs(trial, folds[i]) == 0 && ss_trial_curve(trial, folds[i]) == NULL);
        CHECK(ss_trial_best_epoch(trial, folds[i]) == -1 && ss_trial_metrics(trial, folds[i]) == NULL);
    }
    ss_trial_free(trial);
    ss_dataset_free(data);
}

/* ---- the rest --------------------------------------------------------------------------------------------------------------- */

static void test_base(void) {
    claim("every status has its name");
#define STATUS(NAME, code, text) CHECK(strcmp(ss_status_name(code), #NAME ": " text) == 0);
#include "base/status.def"
    CHECK(strncmp(ss_status_name(12345), "UNKNOWN", 7) == 0);
    claim("memory in, memory out");
    unsigned char *const memory = ss_alloc(1000);
    CHECK(memory != NULL && (uintptr_t)memory % 16 == 0);
    memset(memory, 1, 1000);
    ss_free(memory);
    ss_free(NULL);
    CHECK(ss_alloc(-1) == NULL && ss_alloc((double)NAN) == NULL && ss_alloc((double)INFINITY) == NULL &&
          ss_alloc(4e15) == NULL);
    claim("hashes");
    CHECK(ss_hash("foobar", 6) == UINT64_C(0x85944171f73967e8));
    CHECK(ss_hash(NULL, 6) == ss_hash("", 0) && ss_hash("a", -1) == ss_hash("", 0) &&
          ss_hash("a", (double)NAN) == ss_hash("", 0));
}

/* AddressSanitizer asks this: let an allocation fail as it does without it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }

int main(void) {
    test_base();
    test_dataset_arguments();
    test_trial_ranges();
    test_trial_arguments();
    test_too_large();
    test_shapes();
    test_texts();
    test_trial_getters();
    return check_report();
}
