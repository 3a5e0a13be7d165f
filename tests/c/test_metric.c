/** Metrics against scikit-learn (tests/parity/sklearn_goldens.h). A row of metrics.def that no golden knows fails. */
#include <stdlib.h>
#include <string.h>

#include "../parity/sklearn_goldens.h"
#include "check.h"
#include "train/metric.h"

static int seen[metrics_count];

/* Counted in parts of so many rows: how the rows come must not matter. */
static void check_golden(const struct metric_golden *const golden, const int part) {
    int32_t confusion[METRIC_CLASSES * METRIC_CLASSES];
    struct tally tally = {.classes = golden->classes, .confusion = golden->classes > 0 ? confusion : NULL};
    double got[metrics_count], each[METRIC_CLASSES * 4];
    bool known[metrics_count] = {false};
    claim(golden->name);
    tally_reset(&tally);
    for (int from = 0; from < golden->rows; from += part) {
        const int b = golden->rows - from < part ? golden->rows - from : part;
        tally_add(&tally, golden->z + from * golden->outputs, golden->y + from, b, golden->outputs,
                  golden->loss * b / golden->rows, golden->mean, golden->deviation);
    }
    tally_metrics(&tally, got);
    for (int i = 0; i < metrics_count && golden->scores[i].value != 0.0; i++) {
        const int metric = golden->scores[i].metric;
        CHECK_CLOSE(got[metric], golden->scores[i].value, 1e-9);
        known[metric] = true;
        seen[metric]++;
    }
    for (int metric = 0; metric < metrics_count; metric++) CHECK(known[metric] == !isnan(got[metric]));
    if (golden->classes == 0) return;
    tally_classes(&tally, each);
    for (int i = 0; i < 4 * golden->classes; i++) CHECK_CLOSE(each[i], golden->each[i], 1e-9);
    int rows = 0;
    for (int i = 0; i < golden->classes * golden->classes; i++) rows += confusion[i];
    CHECK(rows == golden->rows);
}

static void test_confusion(void) {
    claim("rows of the confusion matrix are true classes, columns predictions; the first of equals is predicted");
    int32_t confusion[9];
    const float z[12] = {0, 1, 2, 5, 1, 2, 3, 3, 3, -1, -1, -2}, y[4] = {0, 0, 2, 1};
    struct tally tally = {.classes = 3, .confusion = confusion};
    memset(confusion, 0x7f, sizeof confusion);
    tally_reset(&tally);
    tally_add(&tally, z, y, 4, 3, 1, 0, 1);
    static const int32_t want[9] = {1, 0, 1, 1, 0, 0, 1, 0, 0};
    CHECK(memcmp(confusion, want, sizeof want) == 0);
    claim("a new count starts at nothing");
    tally_reset(&tally);
    double got[metrics_count];
    tally_metrics(&tally, got);
    for (int metric = 0; metric < metrics_count; metric++) CHECK(isnan(got[metric]));
    for (int i = 0; i < 9; i++) CHECK(confusion[i] == 0);
}

static void test_large_targets(void) {
    claim("the variance of targets around a billion does not cancel");
    struct tally tally = {0};
    double got[metrics_count];
    tally_reset(&tally);
    for (int i = 0; i < 1000; i++) {
        const float z = (float)(i % 2) * 2 - 1, y = 1e9f + 64 * z;
        tally_add(&tally, &z, &y, 1, 1, 0, 1e9, i % 4 < 2 ? 64 : 32);
    }
    tally_metrics(&tally, got);
    CHECK_CLOSE(got[METRIC_mean_squared_error], 512, 1e-9);
    CHECK_CLOSE(got[METRIC_mean_absolute_error], 16, 1e-9);
    CHECK_CLOSE(got[METRIC_r2], 1 - 512 / 4096.0, 1e-9);
    claim("targets that never change explain nothing");
    tally_reset(&tally);
    const float z[2] = {1, 2}, y[2] = {3, 3};
    tally_add(&tally, z, y, 2, 1, 0, 0, 1);
    tally_metrics(&tally, got);
    CHECK(got[METRIC_r2] == 0);
}

int main(void) {
    for (size_t i = 0; i < sizeof metric_goldens / sizeof *metric_goldens; i++)
        for (int part = 1; part <= METRIC_ROWS; part += 23) check_golden(&metric_goldens[i], part);
    claim("every metric has a golden");
    for (int metric = 0; metric < metrics_count; metric++) CHECK(seen[metric] > 0);
    test_confusion();
    test_large_targets();
    return check_report();
}
