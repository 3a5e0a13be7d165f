/** Scaling: scikit-learn's scalers, fitted on the training rows of the fold and on nothing else. */
#include <stdlib.h>
#include <string.h>

#include "../parity/sklearn_goldens.h"
#include "check.h"
#include "sweetspot.h"
#include "train/dataset.h"

enum { TESTS = 4 }; /* rows behind those of the golden, wild: they must not matter */

static struct dataset *golden_rows(void) {
    struct dataset *const data = dataset_create(SCALE_ROWS + TESTS, SCALE_COLUMNS, 0, false, TESTS);
    float *const x = data->x;
    memcpy(x, scale_x, sizeof scale_x);
    for (int i = SCALE_ROWS * SCALE_COLUMNS; i < (SCALE_ROWS + TESTS) * SCALE_COLUMNS; i++)
        x[i] = 1e6f * (float)(i % 7 - 3);
    for (int i = 0; i < SCALE_ROWS + TESTS; i++) data->y[i] = 100 + 3 * (float)(i * i % 11);
    return data;
}

static int split(struct dataset *const data, const enum scale_kind kind, const int folds, const bool scale_target) {
    const struct data_options options = {.seed = 1, .scale = (int)kind, .scale_target = scale_target};
    return dataset_split(data, &options, &(struct validation_options){folds, 0.2f, 1});
}

static double scaled(const struct dataset *const data, const int fold, const int row, const int d) {
    const size_t at = (size_t)(fold * data->features + d);
    const double x = data->numbers == NUMBERS_BYTE ? ((const uint8_t *)data->x)[row * data->features + d]
                                                   : (double)((const float *)data->x)[row * data->features + d];
    return (x - (double)data->shift[at]) * (double)data->scale[at];
}

/* The row of the refit, fitted on all rows of the golden, gives what scikit-learn's fit_transform gives. */
static void check_golden(const enum scale_kind kind, const double *const want) {
    struct dataset *const data = golden_rows();
    CHECK(split(data, kind, 3, true) == SS_OK);
    for (int row = 0; row < SCALE_ROWS; row++)
        for (int d = 0; d < SCALE_COLUMNS; d++)
            CHECK_CLOSE(scaled(data, 3, row, d), want[row * SCALE_COLUMNS + d], 2e-6);
    dataset_free(data);
}

static void test_scale_standard(void) {
    claim("standard is scikit-learn's StandardScaler");
    check_golden(SCALE_standard, scale_standard);
}
static void test_scale_minmax(void) {
    claim("minmax is scikit-learn's MinMaxScaler");
    check_golden(SCALE_minmax, scale_minmax);
}
static void test_scale_none(void) {
    claim("none leaves the numbers");
    struct dataset *const data = golden_rows();
    CHECK(split(data, SCALE_none, 0, true) == SS_OK);
    for (int d = 0; d < SCALE_COLUMNS; d++) CHECK(data->shift[d] == 0 && data->scale[d] == 1);
    dataset_free(data);
}

/* 30 rows of three bytes, or floats, up to `most`. */
static struct dataset *pixels(const bool bytes, const int most) {
    struct dataset *const data = dataset_create(30, 3, 2, bytes, 5);
    for (int i = 0; i < 90; i++) {
        const int value = i * 7 % (most + 1);
        if (bytes)
            ((uint8_t *)data->x)[i] = (uint8_t)value;
        else
            ((float *)data->x)[i] = (float)value;
    }
    for (int i = 0; i < 30; i++) data->y[i] = (float)(i % 2);
    for (int i = 0; i < 25; i++)
        if (bytes) ((uint8_t *)data->x)[3 * i + i % 3] = (uint8_t)most; /* in every fold */
    return data;
}

static void test_scale_unit(void) {
    static const int most[] = {255, 16, 1};
    claim("unit divides by the largest value: 255, or the 16 of the digits");
    for (int i = 0; i < 3; i++) {
        struct dataset *const data = pixels(true, most[i]);
        CHECK(split(data, SCALE_unit, 4, true) == SS_OK);
        for (int k = 0; k < 5 * 3; k++) CHECK(data->shift[k] == 0 && data->scale[k] == (float)(1.0 / most[i]));
        dataset_free(data);
    }
}
static void test_scale_auto(void) {
    claim("auto is unit for images and standard for tables");
    for (int bytes = 0; bytes < 2; bytes++) {
        struct dataset *const data = pixels(bytes, 16), *const same = pixels(bytes, 16);
        CHECK(split(data, SCALE_auto, 3, true) == SS_OK);
        CHECK(split(same, bytes ? SCALE_unit : SCALE_standard, 3, true) == SS_OK);
        CHECK(memcmp(data->scale, same->scale, 12 * sizeof(float)) == 0);
        CHECK(memcmp(data->shift, same->shift, 12 * sizeof(float)) == 0);
        dataset_free(data);
        dataset_free(same);
    }
}

static void test_training_rows_only(void) {
    claim("a row that is held out or tested moves no scale of its fold; one that trains does");
    for (int kind = SCALE_standard; kind <= SCALE_minmax; kind++) {
        struct dataset *const data = golden_rows();
        float before[4 * SCALE_COLUMNS], targets[8];
        CHECK(split(data, (enum scale_kind)kind, 3, true) == SS_OK);
        for (int row = 0; row < SCALE_ROWS + TESTS; row++) {
            const int role = data->roles[row];
            float *const x = (float *)data->x + row * SCALE_COLUMNS;
            const float held = x[1], answer = data->y[row];
            memcpy(before, data->shift, sizeof before);
            memcpy(targets, data->target, sizeof targets);
            x[1] = -5000;
            data->y[row] = -77;
            CHECK(split(data, (enum scale_kind)kind, 3, true) == SS_OK && data->roles[row] == role);
            for (int fold = 0; fold <= 3; fold++) {
                const bool trains = role != ROLE_TEST && role != fold;
                CHECK((data->shift[fold * SCALE_COLUMNS + 1] != before[fold * SCALE_COLUMNS + 1]) == trains);
                CHECK((data->target[2 * fold] != targets[2 * fold]) == trains);
            }
            x[1] = held;
            data->y[row] = answer;
            CHECK(split(data, (enum scale_kind)kind, 3, true) == SS_OK);
        }
        dataset_free(data);
    }
}

static void test_target(void) {
    claim("a regression target is standardised if wanted; classes never are");
    struct dataset *const data = golden_rows();
    double mean = 0, squares = 0;
    CHECK(split(data, SCALE_none, 3, true) == SS_OK);
    for (int i = 0; i < SCALE_ROWS; i++) mean += (double)data->y[i] / SCALE_ROWS;
    for (int i = 0; i < SCALE_ROWS; i++)
        squares += ((double)data->y[i] - mean) * ((double)data->y[i] - mean) / SCALE_ROWS;
    CHECK_CLOSE((double)data->target[6], mean, 1e-6);
    CHECK_CLOSE((double)data->target[7], sqrt(squares), 1e-6);
    CHECK(split(data, SCALE_none, 3, false) == SS_OK && data->target[6] == 0 && data->target[7] == 1);
    for (int i = 0; i < SCALE_ROWS; i++) data->y[i] = 5;
    CHECK(split(data, SCALE_none, 3, true) == SS_OK && data->target[6] == 5 && data->target[7] == 1);
    dataset_free(data);
    struct dataset *const classes = pixels(false, 16);
    CHECK(split(classes, SCALE_none, 3, true) == SS_OK && classes->target[0] == 0 && classes->target[1] == 1);
    dataset_free(classes);
}

static void test_narrow(void) {
    claim("a column that hardly changes never gets an infinite scale");
    for (int kind = SCALE_standard; kind <= SCALE_unit; kind++) {
        struct dataset *const data = golden_rows();
        for (int i = 0; i < SCALE_ROWS; i++)
            for (int d = 0; d < SCALE_COLUMNS; d++) ((float *)data->x)[i * SCALE_COLUMNS + d] = i == 0 ? 1e-41f : 0.0f;
        CHECK(split(data, (enum scale_kind)kind, 2, true) == SS_OK);
        for (int k = 0; k < 3 * SCALE_COLUMNS; k++) CHECK(isfinite(data->scale[k]));
        dataset_free(data);
    }
}

static void test_series(void) {
    claim("the steps of a series share the scale of their column");
    enum { STEPS = 3, COLUMNS = 2, LENGTH = 40 };
    struct dataset *const series = dataset_create(LENGTH, STEPS * COLUMNS, 0, false, 0);
    struct dataset *const plain = dataset_create(LENGTH * STEPS, COLUMNS, 0, false, 0);
    series->shape = (struct shape){.rank = 2, .d = {STEPS, COLUMNS}};
    for (int i = 0; i < LENGTH * STEPS * COLUMNS; i++)
        ((float *)series->x)[i] = ((float *)plain->x)[i] = (float)(i % COLUMNS * 100 + i * 31 % 17);
    const struct data_options options = {.seed = 1, .scale = SCALE_standard, .scale_target = true};
    /* no test rows: row F, of the refit, sees everything in both */
    CHECK(dataset_split(series, &options, &(struct validation_options){2, 0.2f, 1}) == SS_OK);
    CHECK(dataset_split(plain, &options, &(struct validation_options){2, 0.2f, 1}) == SS_OK);
    for (int d = 0; d < STEPS * COLUMNS; d++) {
        CHECK_CLOSE(series->shift[2 * STEPS * COLUMNS + d], plain->shift[2 * COLUMNS + d % COLUMNS], 1e-6);
        CHECK_CLOSE(series->scale[2 * STEPS * COLUMNS + d], plain->scale[2 * COLUMNS + d % COLUMNS], 1e-6);
    }
    dataset_free(series), dataset_free(plain);
}

int main(void) {
#define OPTION(name, help) test_scale_##name();
#include "train/scales.def"
    test_training_rows_only();
    test_target();
    test_narrow();
    test_series();
    return check_report();
}
