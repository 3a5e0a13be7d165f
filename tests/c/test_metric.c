/** Metrics against scikit-learn (tests/parity/sklearn_goldens.h), counted as a trial counts them. A row of metrics.def that no golden knows fails. */
#include <stdlib.h>
#include <string.h>

#include "../parity/sklearn_goldens.h"
#include "check.h"
#include "train/loss.h"
#include "train/metric.h"
#include "train/ranking.h"

static int seen[metrics_count];

/* A ranking ready for its first row. @return its memory */
static void *ranked(struct ranking *const ranking, const int classes, const int rows) {
    struct arena arena = {0};
    ranking_place(ranking, &arena, classes, rows);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    ranking_place(ranking, &arena, classes, rows);
    ranking_reset(ranking);
    return arena.base;
}

/* Counted in parts of so many rows: how the rows come must not matter. */
static void check_golden(const struct metric_golden *const golden, const int part) {
    int32_t confusion[METRIC_CLASSES * METRIC_CLASSES];
    struct tally tally = {.classes = golden->classes, .confusion = golden->classes > 0 ? confusion : NULL};
    double got[metrics_count], each[METRIC_CLASSES * 4];
    bool known[metrics_count] = {false};
    claim(golden->name);
    tally_reset(&tally);
    struct ranking ranking;
    void *const block = golden->classes > 0 ? ranked(&ranking, golden->classes, golden->rows) : NULL;
    const struct loss other = {.fn = hinge, .classes = golden->classes, .outputs = golden->outputs};
    float scratch[METRIC_ROWS * METRIC_CLASSES];
    if (golden->classes > 0) tally.log_loss = 0;
    for (int from = 0; from < golden->rows; from += part) {
        const int b = golden->rows - from < part ? golden->rows - from : part;
        tally_add(&tally, golden->z + from * golden->outputs, golden->y + from, b, golden->outputs,
                  golden->loss * b / golden->rows, golden->mean, golden->deviation);
        if (golden->classes == 0) continue;
        tally.log_loss += loss_log(&other, golden->z + from * golden->outputs, golden->y + from, scratch, b, -1);
        ranking_add(&ranking, golden->z + from * golden->outputs, golden->y + from, scratch, b, golden->outputs);
    }
    if (golden->classes > 0) {
        CHECK(ranking_close(&ranking));
        tally.roc_auc = ranking_area(&ranking);
    }
    arena_release(block);
    tally_metrics(&tally, got);
    for (int i = 0; i < metrics_count && golden->scores[i].value != 0.0; i++) {
        const int metric = golden->scores[i].metric;
        CHECK_CLOSE(got[metric], golden->scores[i].value, metric == METRIC_log_loss ? 1e-6 : 1e-9);
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

static void test_ranking(void) {
    claim("the area is the share of pairs in the right order, equal ones by half; infinite scores and both zeros have "
          "their place");
    const float scores[8] = {-INFINITY, -1, -0.0f, 0, 0, 1e-40f, 3, INFINITY}, y[8] = {0, 1, 0, 1, 0, 1, 0, 1};
    uint32_t keys[16];
    CHECK_CLOSE(roc_auc(scores, y, keys, 8, 1), (1 + 2 + 3 + 4) / 16.0, 1e-12);
    CHECK_CLOSE(roc_auc(scores, y, keys, 8, 0), 1 - (1 + 2 + 3 + 4) / 16.0, 1e-12);
    claim("rows of one side only have no area");
    CHECK(isnan(roc_auc(scores, y, keys, 8, 5)) && isnan(roc_auc(scores, y, keys, 1, 0)));
    claim("thousands of rows, against every pair counted");
    enum { ROWS = 3000 };
    static float many[ROWS], sides[ROWS];
    static uint32_t work[2 * ROWS];
    uint32_t state = 3;
    double won = 0, pairs = 0;
    for (int i = 0; i < ROWS; i++) {
        state = state * 1664525u + 1013904223u;
        sides[i] = (float)(state >> 30);
        many[i] = (float)(int)((state >> 8) % 1001 - 400) * 0.25f + sides[i];
    }
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < ROWS; j++) {
            if (sides[i] != 2 || sides[j] == 2) continue;
            pairs++;
            won += many[i] > many[j] ? 1 : many[i] == many[j] ? 0.5 : 0;
        }
    CHECK_CLOSE(roc_auc(many, sides, work, ROWS, 2), won / pairs, 1e-12);

    claim("classes that do not fit in the memory at once are ranked in turns, with the same result");
    struct ranking ranking;
    void *const block = ranked(&ranking, 4, ROWS);
    double area = 0;
    CHECK(ranking.columns == 4);
    for (int columns = 4; columns >= 1; columns--) {
        static float z[ROWS * 4], scratch[ROWS * 4];
        for (int i = 0; i < ROWS * 4; i++) z[i] = (float)((i * 7919 + i / 13) % 257) / 64;
        ranking.columns = columns;
        ranking_reset(&ranking);
        do {
            ranking_add(&ranking, z, sides, scratch, 1000, 4);
            ranking_add(&ranking, z + 4000, sides + 1000, scratch, ROWS - 1000, 4);
        } while (!ranking_close(&ranking));
        if (columns == 4) area = ranking_area(&ranking);
        CHECK(ranking.ranked == 4 && ranking_area(&ranking) == area && area > 0.4 && area < 0.6);
    }
    arena_release(block);
    claim("the memory is bounded: with many rows one class at a time");
    struct arena arena = {0};
    ranking_place(&ranking, &arena, 1000, 1 << 22);
    CHECK(ranking.columns == 1 && arena.used == (uint64_t)16 << 22);
}

static void test_top_3(void) {
    claim("of equal outputs the earlier class is ahead, as it is in what is predicted");
    int32_t confusion[25];
    const float z[15] = {1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 0, 0, 0, 0, 0}, y[3] = {1, 2, 0};
    struct tally tally = {.classes = 5, .confusion = confusion};
    double got[metrics_count];
    tally_reset(&tally);
    tally_add(&tally, z, y, 3, 5, 0, 0, 1);
    tally_metrics(&tally, got);
    CHECK_CLOSE(got[METRIC_top_3_accuracy], 2 / 3.0, 1e-12);
    CHECK(isnan(got[METRIC_roc_auc]) && isnan(got[METRIC_log_loss]));
}

static void test_fitting(void) {
    claim("a metric fits its task; top 3 says something of four classes or more");
    CHECK(metric_fits(METRIC_loss, 0) && metric_fits(METRIC_loss, 2) && !metric_fits(METRIC_roc_auc, 0));
    CHECK(metric_fits(METRIC_roc_auc, 2) && !metric_fits(METRIC_r2, 2) && !metric_fits(METRIC_top_3_accuracy, 0));
    CHECK(!metric_fits(METRIC_top_3_accuracy, 3) && metric_fits(METRIC_top_3_accuracy, 4));
}

int main(void) {
    for (size_t i = 0; i < sizeof metric_goldens / sizeof *metric_goldens; i++)
        for (int part = 1; part <= METRIC_ROWS; part += 23) check_golden(&metric_goldens[i], part);
    claim("every metric has a golden");
    for (int metric = 0; metric < metrics_count; metric++) CHECK(seen[metric] > 0);
    test_confusion();
    test_large_targets();
    test_ranking();
    test_top_3();
    test_fitting();
    return check_report();
}
