#include "train/metric.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum metric_task { ANY_TASK, CLASSIFICATION, REGRESSION };
enum metric_direction { MINIMIZE, MAXIMIZE };

static const int TOP = 3;

bool metric_fits(const enum metric_kind metric, const int classes) {
    static const enum metric_task tasks[] = {
#define METRIC(name, task, direction, help) task,
#include "train/metrics.def"
    };
    if (metric == METRIC_top_3_accuracy && classes <= TOP) return false;
    return tasks[metric] == ANY_TASK || (tasks[metric] == CLASSIFICATION) == (classes > 0);
}

bool metric_is_maximized(const enum metric_kind metric) {
    static const enum metric_direction directions[] = {
#define METRIC(name, task, direction, help) direction,
#include "train/metrics.def"
    };
    return directions[metric] == MAXIMIZE;
}

void tally_reset(struct tally *const tally) {
    const struct tally empty = {
        .classes = tally->classes, .confusion = tally->confusion, .log_loss = (double)NAN, .roc_auc = (double)NAN};
    *tally = empty;
    if (tally->confusion != NULL)
        memset(tally->confusion, 0, (size_t)tally->classes * (size_t)tally->classes * sizeof(int32_t));
}

static int predicted_class(const float *const z, const int h) {
    if (h == 1) return z[0] > 0.0f;
    int best = 0;
    for (int c = 1; c < h; c++)
        if (z[c] > z[best]) best = c;
    return best;
}

/* Whether class y is among the TOP largest of z [H]; of equals the earlier is larger, as in predicted_class. */
static bool among_top(const float *const z, const int h, const int y) {
    int above = 0;
    for (int c = 0; c < h; c++) above += z[c] > z[y] || (c < y && z[c] == z[y]);
    return above < TOP;
}

void tally_add(struct tally *const tally, const float *const z, const float *const y, const int b, const int h,
               const double loss, const double mean, const double deviation) {
    if (tally->rows == 0.0 && b > 0) tally->shift = (double)y[0];
    tally->rows += b;
    tally->loss += loss;
    for (int i = 0; i < b; i++) {
        if (tally->classes > 0) {
            tally->confusion[(int)y[i] * tally->classes + predicted_class(z + (size_t)i * (size_t)h, h)]++;
            if (h > TOP) tally->top_3 += among_top(z + (size_t)i * (size_t)h, h, (int)y[i]);
            continue;
        }
        const double error = mean + deviation * (double)z[i] - (double)y[i], off = (double)y[i] - tally->shift;
        tally->squared += error * error;
        tally->absolute += fabs(error);
        tally->sum += off;
        tally->sum_squared += off * off;
    }
}

static double ratio(const double part, const double whole) { return whole > 0.0 ? part / whole : 0.0; }

struct class_score {
    double precision, recall, f1, rows, predicted;
};

static struct class_score score_class(const struct tally *const tally, const int c) {
    const int n = tally->classes;
    struct class_score s = {0};
    for (int other = 0; other < n; other++) {
        s.rows += tally->confusion[c * n + other];
        s.predicted += tally->confusion[other * n + c];
    }
    const double hit = tally->confusion[c * n + c];
    s.precision = ratio(hit, s.predicted);
    s.recall = ratio(hit, s.rows);
    s.f1 = ratio(2.0 * hit, s.rows + s.predicted);
    return s;
}

void tally_classes(const struct tally *const tally, double *const out) {
    for (int c = 0; c < tally->classes; c++) {
        const struct class_score s = score_class(tally, c);
        const double row[4] = {s.precision, s.recall, s.f1, s.rows};
        memcpy(out + 4 * c, row, sizeof row);
    }
}

/* macro: mean over the classes that occur or were predicted (scikit-learn's labels); weighted: by the rows of each class. */
static void classification(const struct tally *const tally, double *const out) {
    const int n = tally->classes;
    double right = 0.0, macro[3] = {0}, weighted[3] = {0}, present = 0.0;
    for (int c = 0; c < n; c++) {
        const struct class_score s = score_class(tally, c);
        const double each[3] = {s.precision, s.recall, s.f1};
        right += tally->confusion[c * n + c];
        present += s.rows > 0.0 || s.predicted > 0.0;
        for (int k = 0; k < 3; k++) {
            macro[k] += each[k];
            weighted[k] += each[k] * s.rows;
        }
    }
    out[METRIC_accuracy] = right / tally->rows;
    out[METRIC_macro_precision] = macro[0] / present;
    out[METRIC_macro_recall] = macro[1] / present;
    out[METRIC_macro_f1] = macro[2] / present;
    out[METRIC_weighted_precision] = weighted[0] / tally->rows;
    out[METRIC_weighted_recall] = weighted[1] / tally->rows;
    out[METRIC_weighted_f1] = weighted[2] / tally->rows;
}

void tally_metrics(const struct tally *const tally, double *const out) {
    for (int m = 0; m < metrics_count; m++) out[m] = (double)NAN;
    if (tally->rows == 0.0) return;
    out[METRIC_loss] = tally->loss / tally->rows;
    if (tally->classes > 0) {
        classification(tally, out);
        if (tally->classes > TOP) out[METRIC_top_3_accuracy] = tally->top_3 / tally->rows;
        out[METRIC_log_loss] = tally->log_loss / tally->rows;
        out[METRIC_roc_auc] = tally->roc_auc;
        return;
    }
    const double spread = tally->sum_squared - tally->sum * tally->sum / tally->rows;
    out[METRIC_mean_squared_error] = tally->squared / tally->rows;
    out[METRIC_mean_absolute_error] = tally->absolute / tally->rows;
    out[METRIC_r2] = spread > 0.0 ? 1.0 - tally->squared / spread : tally->squared == 0.0; /* as scikit-learn */
}
