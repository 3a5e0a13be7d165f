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
