#include "train/predict.h"

#include <math.h>

static int smaller(const int a, const int b) { return a < b ? a : b; }

/* The fold of the data whose scales the weights were trained with. */
static size_t fold_of(const struct trial *const t) {
    return (size_t)(t->refit ? t->data->folds : t->begun % t->data->folds);
}

/* b rows into x, as training and scoring see them. */
static void gather(struct trial *const t, const struct input_rows *const input, const int32_t *const rows,
                   const int b) {
    const struct dataset *const data = t->data;
    const float *const shift = data->shift + fold_of(t) * (size_t)data->features;
    const float *const scale = data->scale + fold_of(t) * (size_t)data->features;
    if (data->numbers == NUMBERS_TOKEN)
        gather_tokens(t->x, input->x, input->starts, rows, b, t->input.d[0], t->input.words,
                      t->text.padding == SIDE_post, t->text.truncating == SIDE_post);
    else if (data->numbers == NUMBERS_BYTE)
        gather_u8(t->x, input->x, rows, shift, scale, b, data->features);
    else
        gather_f32(t->x, input->x, rows, shift, scale, b, data->features);
}

/* One output for two classes. What is above zero is the second class, however close to even its probability comes. */
static void even_out(float *const out, const float z, const float sigmoid) {
    out[1] = z > 0.0f && sigmoid <= 0.5f ? nextafterf(0.5f, 1.0f) : sigmoid;
    out[0] = 1.0f - out[1];
}

/* Different outputs may round to one probability: that of the largest output, the first of equals, then comes first. */
static void settle(float *const p, const float *const z, const int c) {
    int best = 0;
    for (int i = 1; i < c; i++)
        if (z[i] > z[best]) best = i;
    for (int i = 0; i < best; i++)
        if (p[i] >= p[best]) p[best] = nextafterf(p[i], 2.0f);
}

/* Outputs z [B, H] -> out. */
static void finish(const struct trial *const t, float *const out, const float *const z, const int b) {
    const int c = t->data->classes;
    const float *const target = t->data->target + 2 * fold_of(t);
    if (c == 0) {
        for (int i = 0; i < b; i++) out[i] = (float)((double)target[0] + (double)target[1] * (double)z[i]);
    } else if (t->loss.outputs == 1) {
        vec_sigmoid(t->loss_scratch, z, (size_t)b);
        for (int i = 0; i < b; i++) even_out(out + 2 * i, z[i], t->loss_scratch[i]);
    } else {
        softmax_rows(out, z, b, c);
        for (int i = 0; i < b; i++) settle(out + (size_t)i * (size_t)c, z + (size_t)i * (size_t)c, c);
    }
}

void trial_predict(struct trial *const t, float *const out, const struct input_rows *const input, const int n) {
    enum { PART = 256 };
    int32_t counted[PART];
    const size_t width = (size_t)(t->data->classes > 0 ? t->data->classes : 1);
    const int most = input->rows == NULL ? smaller(PART, t->net.batch) : t->net.batch;
    for (int from = 0, b; from < n; from += b) {
        b = smaller(most, n - from);
        for (int i = 0; i < b && input->rows == NULL; i++) counted[i] = from + i;
        gather(t, input, input->rows == NULL ? counted : input->rows + from, b);
        finish(t, out + (size_t)from * width, net_forward(&t->net, t->x, b, false), b);
    }
}
