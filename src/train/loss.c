#include "train/loss.h"

/* As a loss_fn, so that it stands in the same table as the others. */
static double huber_at_one(float *const dz, const float *const z, const float *restrict const y,
                           float *restrict const scratch, const int b, const int h) {
    (void)scratch, (void)h;
    return huber(dz, z, y, b, 1.0f);
}

static loss_fn *regression_loss(const enum loss_kind kind) {
    switch (kind) {
    case LOSS_auto:
    case LOSS_mean_squared_error: return mean_squared_error;
    case LOSS_mean_absolute_error: return mean_absolute_error;
    case LOSS_huber: return huber_at_one;
    default: return NULL;
    }
}

loss_fn *loss_for(const enum loss_kind kind, const int classes, int *const outputs) {
    const bool two = classes == 2 && kind != LOSS_categorical_crossentropy;
    *outputs = classes == 0 || two ? 1 : classes;
    if (classes == 0) return regression_loss(kind);
    switch (kind) {
    case LOSS_auto: return two ? binary_crossentropy : categorical_crossentropy;
    case LOSS_categorical_crossentropy: return categorical_crossentropy;
    case LOSS_binary_crossentropy: return two ? binary_crossentropy : NULL;
    case LOSS_hinge: return two ? hinge : categorical_hinge;
    default: return NULL;
    }
}

struct loss loss_with(const struct training *const training, const int classes) {
    struct loss loss = {.classes = classes, .delta = training->huber_delta};
    loss.fn = loss_for((enum loss_kind)training->loss, classes, &loss.outputs);
    if (loss.fn == binary_crossentropy || loss.fn == categorical_crossentropy)
        loss.smoothing = training->label_smoothing;
    if (classes > 0) loss.weighting = (enum class_weight_kind)training->class_weight;
    return loss;
}

void loss_place(struct loss *const loss, struct arena *const arena) {
    loss->weights = NULL;
    if (loss->weighting != CLASS_WEIGHT_none) loss->weights = arena_take(arena, (uint64_t)loss->classes, sizeof(float));
}

void loss_weigh(struct loss *const loss, const struct dataset *const data, const int32_t *const rows, const int n) {
    int present = 0;
    if (loss->weights == NULL) return;
    for (int c = 0; c < loss->classes; c++) loss->weights[c] = 0.0f;
    for (int i = 0; i < n; i++) loss->weights[(int)data->y[rows[i]]] += 1.0f; /* exact: below 2^24 rows of a class */
    for (int c = 0; c < loss->classes; c++) present += loss->weights[c] > 0.0f;
    for (int c = 0; c < loss->classes; c++)
        if (loss->weights[c] > 0.0f)
            loss->weights[c] = (float)((double)n / ((double)present * (double)loss->weights[c]));
}

static double plain(const struct loss *const loss, float *const dz, const float *const z, const float *const y,
                    float *const scratch, const int b) {
    if (loss->fn == huber_at_one) return huber(dz, z, y, b, loss->delta);
    const double sum = loss->fn(dz, z, y, scratch, b, loss->outputs);
    return loss->smoothing > 0.0f ? sum + smooth_labels(dz, z, y, b, loss->outputs, loss->smoothing) : sum;
}

double loss_train(const struct loss *const loss, float *const dz, const float *const z, const float *const y,
                  float *const scratch, const int b) {
    const size_t h = (size_t)loss->outputs;
    double sum = 0.0;
    if (loss->weights == NULL) return plain(loss, dz, z, y, scratch, b);
    for (int i = 0; i < b; i++) { /* row by row: a kernel gives no more than the sum of its rows */
        const float weight = loss->weights[(int)y[i]];
        float *const row = dz + (size_t)i * h;
        sum += (double)weight * plain(loss, row, z + (size_t)i * h, y + i, scratch, 1);
        scale_values(row, h, weight / (float)b);
    }
    return sum;
}

double loss_score(const struct loss *const loss, const float *const z, const float *const y, float *const scratch,
                  const int b) {
    return plain(loss, NULL, z, y, scratch, b);
}

double loss_log(const struct loss *const loss, const float *const z, const float *const y, float *const scratch,
                const int b, const double score) {
    loss_fn *const log_loss = loss->outputs == 1 ? binary_crossentropy : categorical_crossentropy;
    if (loss->fn == log_loss && loss->smoothing == 0.0f) return score;
    return log_loss(NULL, z, y, scratch, b, loss->outputs);
}
