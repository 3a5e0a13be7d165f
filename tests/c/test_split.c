/** Who goes where: exact sizes, even shares of the classes, folds that partition, and bad data refused. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sweetspot.h"
#include "train/dataset.h"

enum { CLASSES = 3, MOST_ROWS = 500 };

static struct data_options data_options(void) {
    return (struct data_options){.test_fraction = 0.2f, .stratify = true, .seed = 42, .scale = SCALE_none};
}

/* One feature, the row's number; classes in blocks of unlike sizes: 5/10, 3/10, 2/10. */
static struct dataset *blocks(const int rows, const int test_rows, const int classes) {
    struct dataset *const data = dataset_create(rows, 1, classes, false, test_rows);
    for (int i = 0; i < rows; i++) {
        ((float *)data->x)[i] = (float)i;
        data->y[i] = (float)(i * 10 < rows * 5 ? 0 : i * 10 < rows * 8 ? 1 : 2);
    }
    return data;
}

/* Rows of a role, of a class or (class -1) of any. */
static int count(const struct dataset *const data, const int role, const int class_index) {
    int n = 0;
    for (int i = 0; i < data->rows; i++)
        n += data->roles[i] == role && (class_index < 0 || (int)data->y[i] == class_index);
    return n;
}

static int split(struct dataset *const data, const struct data_options options, const int folds, const float fraction) {
    return dataset_split(data, &options, &(struct validation_options){folds, fraction, 1});
}

/* Every class gave its share to the role, to within one row; `of` rows were there to choose from. */
static void check_shares(const struct dataset *const data, const int role, const int *const of /* [C] */,
                         const double share) {
    for (int c = 0; c < CLASSES; c++) CHECK(fabs(count(data, role, c) - share * of[c]) < 1.0);
}

static void test_sizes(void) {
    claim("parts have the sizes that scikit-learn gives: the share, rounded up");
    static const struct {
        int rows;
        float test, fraction;
        int tests, held;
    } cases[] = {{150, 0.2f, 0.2f, 30, 24}, {150, 0.1f, 0.1f, 15, 14},   {178, 0.2f, 0.25f, 36, 36},
                 {10, 0.3f, 0.5f, 3, 4},    {500, 0.7f, 0.9f, 350, 135}, {101, 0.0f, 0.2f, 0, 21},
                 {7, 0.01f, 0.001f, 1, 1},  {60, 0.35f, 0.6f, 21, 24}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int stratify = 0; stratify < 2; stratify++) {
            struct dataset *const data = blocks(cases[i].rows, 0, CLASSES);
            struct data_options options = data_options();
            options.test_fraction = cases[i].test;
            options.stratify = stratify;
            CHECK(split(data, options, 0, cases[i].fraction) == SS_OK && data->folds == 1);
            CHECK(count(data, ROLE_TEST, -1) == cases[i].tests);
            CHECK(count(data, 0, -1) == cases[i].held);
            CHECK(count(data, ROLE_TRAIN, -1) == cases[i].rows - cases[i].tests - cases[i].held);
            dataset_free(data);
        }
}

static void test_stratified(void) {
    static const int folds[] = {2, 3, 5, 10, 0};
    claim("a stratified part has the share of each class to within one row");
    for (int rows = 40; rows <= MOST_ROWS; rows += 37)
        for (int f = 0; f < 5; f++) {
            struct dataset *const data = blocks(rows, 0, CLASSES);
            int all[CLASSES], rest[CLASSES];
            CHECK(split(data, data_options(), folds[f], 0.2f) == SS_OK);
            for (int c = 0; c < CLASSES; c++) {
                all[c] = 0;
                for (int i = 0; i < rows; i++) all[c] += (int)data->y[i] == c;
                rest[c] = all[c] - count(data, ROLE_TEST, c);
            }
            check_shares(data, ROLE_TEST, all, (double)count(data, ROLE_TEST, -1) / rows);
            const double held = (double)count(data, 0, -1) / (rows - count(data, ROLE_TEST, -1));
            for (int fold = 0; fold < data->folds; fold++)
                check_shares(data, fold, rest, folds[f] > 0 ? 1.0 / folds[f] : held);
            dataset_free(data);
        }
    claim("without stratification the classes fall as they will");
    struct dataset *const data = blocks(MOST_ROWS, 0, CLASSES);
    struct data_options options = data_options();
    options.stratify = false;
    int uneven = 0;
    for (options.seed = 0; options.seed < 10; options.seed++) {
        CHECK(split(data, options, 0, 0.2f) == SS_OK);
        uneven += count(data, ROLE_TEST, 0) != 50;
    }
    CHECK(uneven >= 5);
    dataset_free(data);
}

static void test_folds(void) {
    claim("folds partition the training rows, their sizes within one; the rest trains");
    for (int folds = 2; folds <= 10; folds++) {
        struct dataset *const data = blocks(157, 0, CLASSES);
        int32_t train[MOST_ROWS], held[MOST_ROWS];
        int times[MOST_ROWS] = {0}, least = MOST_ROWS, most = 0;
        CHECK(split(data, data_options(), folds, 0.2f) == SS_OK && data->folds == folds);
        CHECK(count(data, ROLE_TRAIN, -1) == 0);
        for (int fold = 0; fold < folds; fold++) {
            const int t = dataset_train_rows(data, fold, train), h = dataset_held_rows(data, fold, held);
            CHECK(t == dataset_train_rows(data, fold, NULL) && h == dataset_held_rows(data, fold, NULL));
            CHECK(t + h == 157 - 32);
            least = h < least ? h : least;
            most = h > most ? h : most;
            for (int i = 0; i < h; i++) times[held[i]]++;
            for (int i = 0; i < t; i++) CHECK(data->roles[train[i]] != fold && data->roles[train[i]] != ROLE_TEST);
        }
        CHECK(most - least <= 1);
        for (int i = 0; i < 157; i++) CHECK(times[i] == (data->roles[i] == ROLE_TEST ? 0 : 1));
        claim("the refit trains on all of them and is scored on the test rows");
        CHECK(dataset_train_rows(data, folds, train) == 125 && dataset_held_rows(data, folds, held) == 32);
        for (int i = 0; i < 125; i++) CHECK(data->roles[train[i]] != ROLE_TEST);
        for (int i = 0; i < 32; i++) CHECK(data->roles[held[i]] == ROLE_TEST);
        dataset_free(data);
    }
}

static void test_seeds(void) {
    claim("the same seed gives the same split, whatever was split before; another seed another");
    struct dataset *const data = blocks(150, 0, CLASSES);
    int32_t first[150];
    struct data_options options = data_options();
    CHECK(split(data, options, 5, 0.2f) == SS_OK);
    memcpy(first, data->roles, sizeof first);
    options.seed = 43;
    CHECK(split(data, options, 5, 0.2f) == SS_OK && memcmp(first, data->roles, sizeof first) != 0);
    options.seed = 42;
    CHECK(split(data, options, 0, 0.5f) == SS_OK);
    claim("the test rows do not depend on how the others are validated");
    for (int i = 0; i < 150; i++) CHECK((first[i] == ROLE_TEST) == (data->roles[i] == ROLE_TEST));
    CHECK(split(data, options, 5, 0.2f) == SS_OK && memcmp(first, data->roles, sizeof first) == 0);
    dataset_free(data);
}

static void test_fixed_and_limit(void) {
    claim("test rows of the set's own are kept, whatever test_fraction says");
    struct dataset *const data = blocks(200, 40, CLASSES);
    struct data_options options = data_options();
    options.test_fraction = 0.5f;
    CHECK(split(data, options, 0, 0.25f) == SS_OK);
    for (int i = 0; i < 200; i++) CHECK((data->roles[i] == ROLE_TEST) == (i >= 160));
    CHECK(count(data, 0, -1) == 40 && count(data, ROLE_TRAIN, -1) == 120);
    claim("limit uses so many training rows, evenly of each class, and leaves the test rows");
    options.limit = 50;
    CHECK(split(data, options, 0, 0.2f) == SS_OK);
    CHECK(count(data, ROLE_TEST, -1) == 40 && count(data, ROLE_UNUSED, -1) == 110 && count(data, 0, -1) == 10);
    check_shares(data, ROLE_UNUSED, (int[CLASSES]){100, 60, 0}, 110 / 160.0);
    CHECK(dataset_train_rows(data, 0, NULL) == 40 && dataset_train_rows(data, 1, NULL) == 50);
    claim("a limit beyond the rows limits nothing");
    options.limit = 1000;
    CHECK(split(data, options, 0, 0.2f) == SS_OK && count(data, ROLE_UNUSED, -1) == 0);
    dataset_free(data);
}

/* The role of every row is one of these, in runs of these lengths. */
static void check_runs(const struct dataset *const data, const int *const roles, const int *const lengths) {
    int row = 0;
    for (int run = 0; row < data->rows; run++)
        for (int i = 0; i < lengths[run]; i++) CHECK(data->roles[row++] == roles[run]);
}

static void test_blocks_of_time(void) {
    struct data_options options = data_options();
    struct dataset *const data = blocks(100, 0, 0);
    claim("split blocks: the last rows for the test, folds one after the other");
    options.split = SPLIT_blocks;
    CHECK(split(data, options, 3, 0.2f) == SS_OK && data->folds == 3);
    check_runs(data, (int[]){0, 1, 2, ROLE_TEST}, (int[]){27, 27, 26, 20});
    claim("a limit leaves the latest rows, the fraction held out is the end of them");
    options.limit = 50;
    CHECK(split(data, options, 0, 0.2f) == SS_OK && data->folds == 1);
    check_runs(data, (int[]){ROLE_UNUSED, ROLE_TRAIN, 0, ROLE_TEST}, (int[]){30, 40, 10, 20});
    CHECK(split(data, options, 51, 0.2f) == SS_TOO_FEW_ROWS);
    dataset_free(data);
    claim("windows over a series are split so unless random is asked for");
    struct dataset *const series = dataset_create(100, 6, 0, false, 10);
    series->shape = (struct shape){.rank = 2, .d = {3, 2}};
    options = data_options();
    CHECK(split(series, options, 2, 0.2f) == SS_OK);
    check_runs(series, (int[]){0, 1, ROLE_TEST}, (int[]){45, 45, 10});
    options.split = SPLIT_random;
    CHECK(split(series, options, 2, 0.2f) == SS_OK && count(series, 0, -1) == 45);
    int changes = 0;
    for (int i = 1; i < 90; i++) changes += series->roles[i] != series->roles[i - 1];
    CHECK(changes > 10);
    dataset_free(series);
}

static void test_refused(void) {
    claim("bad numbers are refused, and nothing can be trained after that");
    struct dataset *data = blocks(60, 0, CLASSES);
    float *const x = data->x;
    CHECK(split(data, data_options(), 3, 0.2f) == SS_OK && data->folds == 3);
    x[59] = INFINITY;
    CHECK(split(data, data_options(), 3, 0.2f) == SS_NOT_FINITE && data->folds == 0);
    x[59] = 1;
    static const float wrong[] = {-1, 3, 0.5f};
    for (int i = 0; i < 3; i++) {
        data->y[7] = wrong[i];
        CHECK(split(data, data_options(), 3, 0.2f) == SS_BAD_CLASS && data->folds == 0);
    }
    data->y[7] = NAN;
    CHECK(split(data, data_options(), 3, 0.2f) == SS_NOT_FINITE);
    data->y[7] = 0;
    CHECK(split(data, data_options(), 49, 0.2f) == SS_TOO_FEW_ROWS && data->folds == 0);
    CHECK(split(data, data_options(), 48, 0.2f) == SS_OK && data->folds == 48);
    for (int i = 0; i < 60; i++) data->y[i] = 2;
    CHECK(split(data, data_options(), 3, 0.2f) == SS_ONE_CLASS && data->folds == 0);
    dataset_free(data);
    claim("nothing left to train on");
    data = blocks(10, 10, CLASSES);
    CHECK(split(data, data_options(), 0, 0.2f) == SS_TOO_FEW_ROWS);
    dataset_free(data);
    data = blocks(2, 1, CLASSES);
    CHECK(split(data, data_options(), 0, 0.2f) == SS_TOO_FEW_ROWS);
    dataset_free(data);
    claim("one class among test rows only is no second class");
    data = blocks(40, 20, CLASSES);
    CHECK(split(data, data_options(), 0, 0.2f) == SS_ONE_CLASS);
    dataset_free(data);
    claim("regression has no classes to miss");
    data = blocks(40, 20, 0);
    CHECK(split(data, data_options(), 0, 0.2f) == SS_OK);
    dataset_free(data);
    dataset_free(NULL);
}

int main(void) {
    test_sizes();
    test_stratified();
    test_folds();
    test_seeds();
    test_fixed_and_limit();
    test_blocks_of_time();
    test_refused();
    return check_report();
}
