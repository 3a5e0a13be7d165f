/* The scales of one fold, fitted on its training rows in double precision, one pass over the data for each statistic. */
#include "train/dataset.h"

#include <math.h>
#include <stddef.h>

static double value_at(const struct dataset *const data, const int row, const int d) {
    const size_t at = (size_t)row * (size_t)data->features + (size_t)d;
    return data->numbers == NUMBERS_BYTE ? ((const uint8_t *)data->x)[at] : (double)((const float *)data->x)[at];
}

static bool trains(const struct dataset *const data, const int row, const int fold) {
    const int role = data->roles[row];
    return role == ROLE_TRAIN || (role >= 0 && role != fold);
}

struct span {
    double low, high, mean, deviation;
};

static void span_add(struct span *const s, const double x, const int64_t n) {
    if (x < s->low) s->low = x;
    if (x > s->high) s->high = x;
    const double off = x - s->mean; /* Welford 1962 */
    s->mean += off / (double)n;
    s->deviation += off * (x - s->mean);
}

/* Every step-th feature from d on; d below 0: the target. */
static struct span column_span(const struct dataset *const data, const int fold, const int d, const int step) {
    struct span s = {INFINITY, -INFINITY, 0.0, 0.0};
    int64_t n = 0;
    for (int i = 0; i < data->rows; i++) {
        if (!trains(data, i, fold)) continue;
        if (d < 0) span_add(&s, (double)data->y[i], ++n);
        for (int j = d; j >= 0 && j < data->features; j += step) span_add(&s, value_at(data, i, j), ++n);
    }
    s.deviation = n > 0 ? sqrt(s.deviation / (double)n) : 0.0;
    return s;
}

/* The largest value of any training row: 255 for photographs, 16 for scikit-learn's digits. */
static double largest(const struct dataset *const data, const int fold) {
    double high = 0.0;
    for (int i = 0; i < data->rows; i++) {
        if (!trains(data, i, fold)) continue;
        for (int d = 0; d < data->features; d++) high = fmax(high, fabs(value_at(data, i, d)));
        if (data->numbers == NUMBERS_BYTE && high == 255.0) break;
    }
    return high;
}

/* A column that never changes is only shifted. */
static float inverse(const double width) {
    const float scale = (float)(1.0 / width);
    return width > 0.0 && isfinite(scale) ? scale : 1.0f;
}

void fit_scale(struct dataset *const data, const int fold, enum scale_kind kind, const bool scale_target) {
    float *const shift = data->shift + (size_t)fold * (size_t)data->features;
    float *const scale = data->scale + (size_t)fold * (size_t)data->features;
    if (kind == SCALE_auto) kind = data->numbers == NUMBERS_BYTE ? SCALE_unit : SCALE_standard;
    const double most = kind == SCALE_unit ? largest(data, fold) : 0.0;
    const int step =
        data->shape.rank == 2 ? data->shape.d[1] : data->features; /* the steps of a series share a scale */
    for (int d = 0; d < data->features; d++) {
        shift[d] = d < step ? 0.0f : shift[d - step];
        scale[d] = d < step ? 1.0f : scale[d - step];
        if (kind == SCALE_unit) scale[d] = inverse(most);
        if (d >= step || (kind != SCALE_standard && kind != SCALE_minmax)) continue;
        const struct span s = column_span(data, fold, d, step);
        shift[d] = (float)(kind == SCALE_standard ? s.mean : s.low);
        scale[d] = inverse(kind == SCALE_standard ? s.deviation : s.high - s.low);
    }
    const struct span y =
        data->classes == 0 && scale_target ? column_span(data, fold, -1, 1) : (struct span){0, 0, 0, 1};
    data->target[2 * fold] = (float)y.mean;
    data->target[2 * fold + 1] = (float)y.deviation > 0.0f ? (float)y.deviation : 1.0f;
}
