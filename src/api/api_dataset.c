#include "sweetspot.h"
#include "train/dataset.h"

/* The opaque types of the header are the structs of the floors below under another name. */
static struct dataset *inside(struct ss_dataset *const data) { return (struct dataset *)data; }
static const struct dataset *inside_const(const struct ss_dataset *const data) { return (const struct dataset *)data; }

static bool whole(const double x, const double low, const double high) {
    return x >= low && x <= high && x == (double)(int)x;
}

struct ss_dataset *ss_dataset_create(const double rows, const double features, const int classes, const int bytes,
                                     const double test_rows) {
    if (!whole(rows, 1, INT32_MAX) || !whole(features, 1, 1 << 24) || !whole(test_rows, 0, rows)) return 0;
    if (classes < 0 || classes == 1 || classes > 65536) return 0;
    return (struct ss_dataset *)dataset_create((int)rows, (int)features, classes, bytes != 0, (int)test_rows);
}

struct ss_dataset *ss_dataset_create_text(const double rows, const double tokens, const int words, const int num_words,
                                          const int max_length, const int classes, const double test_rows) {
    if (!whole(rows, 1, INT32_MAX) || !whole(tokens, 0, INT32_MAX) || !whole(test_rows, 0, rows)) return 0;
    if (words < 3 || words > 65536 || num_words < 3 || num_words > words || max_length < 1 || max_length > 65535)
        return 0;
    if (classes < 0 || classes == 1 || classes > 65536) return 0;
    return (struct ss_dataset *)dataset_create_text((int)rows, (int)tokens, words, num_words, max_length, classes,
                                                    (int)test_rows);
}

int ss_dataset_shape(struct ss_dataset *const data, const int height, const int width, const int channels) {
    if (data == 0 || inside(data)->features == 0 || height < 0 || width < 1 || channels < 1) return SS_BAD_ARGUMENT;
    const struct shape picture = {.rank = 3, .d = {height, width, channels}},
                       series = {.rank = 2, .d = {width, channels}};
    const struct shape shape = height > 0 ? picture : series;
    const double size = (double)width * channels * (height > 0 ? height : 1);
    if (size != (double)inside(data)->features) return SS_BAD_ARGUMENT;
    inside(data)->shape = shape;
    return SS_OK;
}

int32_t *ss_dataset_starts(struct ss_dataset *const data) { return data != 0 ? inside(data)->starts : 0; }
void *ss_dataset_x(struct ss_dataset *const data) { return data != 0 ? inside(data)->x : 0; }
float *ss_dataset_y(struct ss_dataset *const data) { return data != 0 ? inside(data)->y : 0; }

int ss_dataset_split(struct ss_dataset *const data, const double *const config, const int n) {
    struct data_options options;
    struct validation_options validation;
    if (data == 0 || config == 0 || n < 0) return SS_BAD_ARGUMENT;
    const double *in = config, *const end = config + n;
    if (!data_options_read(&options, &in, end) || !validation_options_read(&validation, &in, end) || in != end)
        return SS_BAD_ARGUMENT;
    return dataset_split(inside(data), &options, &validation);
}

int ss_dataset_folds(const struct ss_dataset *const data) {
    return data != 0 ? inside_const(data)->folds * inside_const(data)->repeats : 0;
}
const int32_t *ss_dataset_roles(const struct ss_dataset *const data) {
    return data != 0 ? inside_const(data)->roles : 0;
}
void ss_dataset_free(struct ss_dataset *const data) { dataset_free(inside(data)); }
