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
    initializers_glorot_uniform = INITIALIZER_glorot_uniform,
    losses_auto = LOSS_auto,
    class_weights_none = CLASS_WEIGHT_none,
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

static struct config trial_config(const int layer, const int optimizer, const int schedule, const int early_stopping) {
    struct config c = {.n = 0};
    put(&c, layer >= 0, 0, INT_MAX, true);
    if (layer >= 0) put_layer(&c, layer);
    put_training(&c, optimizer, schedule, early_stopping);
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
    struct ss_trial *const trial = ss_trial_create(data, good->at, good->n, 0, 1, 0, 0, NULL);
    CHECK(trial != NULL && ss_trial_bytes(data, good->at, good->n, 0) > 0);
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
    put(c, 2, 0, 2, true);
    for (int i = 0; i < 2; i++) {
        put_layer(c, layer_kind_dense);
        c->at[c->n - 4] = 1000000; /* units */
    }
    put_training(c, optimizer_kind_adam, schedule_kind_constant, early_stopping_kind_none);
    int status = SS_OK;
    CHECK(ss_trial_bytes(data, c->at, c->n, 0) > 4e12 && ss_trial_bytes(data, c->at, c->n, 1) > 4e12);
    CHECK(ss_trial_create(data, c->at, c->n, 0, 1, 0, 0, &status) == NULL && status == SS_TOO_LARGE);
    claim("so is what no 32-bit memory holds in one piece");
    c->at[2] = c->at[7] = 13000;
    CHECK(ss_trial_bytes(data, c->at, c->n, 0) > 0x1p31 && ss_trial_bytes(data, c->at, c->n, 0) < 0x1p32);
    CHECK(ss_trial_create(data, c->at, c->n, 0, 1, 0, 0, &status) == NULL && status == SS_TOO_LARGE);
    claim("a refit's bytes are those of its own epochs");
    c->at[2] = c->at[7] = 8;
    CHECK(ss_trial_bytes(data, c->at, c->n, 1001) >= ss_trial_bytes(data, c->at, c->n, 1) + 1000 * 3 * sizeof(float));
    CHECK(ss_trial_bytes(data, c->at, c->n, -1) == (double)SS_BAD_ARGUMENT);
    claim("a curve of two billion points is refused, too");
    CHECK(ss_trial_create(data, c->at, c->n, 0, 1, 0, INT_MAX, &status) == NULL && status == SS_TOO_LARGE);
    ss_dataset_free(data);
}

static void test_trial_getters(void) {
    claim("nothing is a trial that may be asked");
    CHECK(ss_trial_run(NULL, 10) == SS_TRIAL_DIVERGED && ss_trial_fold(NULL) == 0 && ss_trial_epochs(NULL, 0) == 0);
    CHECK(ss_trial_progress(NULL) == 0 && ss_trial_curve(NULL, 0) == NULL && ss_trial_best_epoch(NULL, 0) == -1);
    CHECK(ss_trial_metrics(NULL, 0) == NULL && isnan(ss_trial_score(NULL)) && ss_trial_confusion(NULL) == NULL);
    CHECK(ss_trial_classes(NULL) == NULL && ss_trial_hash(NULL) == 0 && ss_trial_parameters(NULL) == 0);
    CHECK(ss_trial_weights(NULL) == NULL);
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
    test_trial_getters();
    return check_report();
}
