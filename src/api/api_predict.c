#include "kernels/kernels.h"
#include "sweetspot.h"
#include "train/predict.h"

static struct trial *inside(struct ss_trial *const trial) { return (struct trial *)trial; }

int ss_trial_predict_rows(struct ss_trial *const trial, const int32_t *const rows, const int n, float *const out) {
    if (trial == 0 || rows == 0 || out == 0 || n < 0) return SS_BAD_ARGUMENT;
    const struct dataset *const data = inside(trial)->data;
    for (int i = 0; i < n; i++)
        if (rows[i] < 0 || rows[i] >= data->rows) return SS_BAD_ARGUMENT;
    trial_predict(inside(trial), out, &(struct input_rows){data->x, data->starts, rows}, n);
    return SS_OK;
}

static int check_texts(const uint16_t *const x, const int32_t *const starts, const int n, const int words) {
    if (starts == 0) return SS_BAD_ARGUMENT;
    if (starts[0] != 0) return SS_BAD_TOKEN;
    for (int i = 0; i < n; i++)
        if (starts[i] > starts[i + 1]) return SS_BAD_TOKEN;
    for (int i = 0; i < starts[n]; i++)
        if (x[i] >= words) return SS_BAD_TOKEN;
    return SS_OK;
}

int ss_trial_predict(struct ss_trial *const trial, const void *const x, const int32_t *const starts, const int n,
                     float *const out) {
    if (trial == 0 || x == 0 || out == 0 || n < 0) return SS_BAD_ARGUMENT;
    const struct dataset *const data = inside(trial)->data;
    int status = SS_OK;
    if (data->numbers == NUMBERS_TOKEN)
        status = check_texts(x, starts, n, data->words);
    else if (data->numbers == NUMBERS_FLOAT && !all_finite(x, (size_t)n * (size_t)data->features))
        status = SS_NOT_FINITE;
    if (status == SS_OK) trial_predict(inside(trial), out, &(struct input_rows){x, starts, 0}, n);
    return status;
}
