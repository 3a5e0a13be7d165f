/** What every recurrent layer needs around its products: steps in another order, and padding. The gates are in lstm.c and gru.c. */
#include "kernels/recurrent.h"

#include <string.h>

void copy_steps_ref(float *restrict const out, const float *restrict const x, const int b, const int t, const int c,
                    const size_t out_row, const size_t out_step, const size_t x_row, const size_t x_step) {
    for (size_t i = 0; i < (size_t)b; i++)
        for (size_t j = 0; j < (size_t)t; j++)
            for (size_t k = 0; k < (size_t)c; k++) out[i * out_row + j * out_step + k] = x[i * x_row + j * x_step + k];
}

static NOINLINE void copy_row(float *out, const float *x, const int t, const size_t c, const size_t out_step,
                              const size_t x_step) {
    for (int j = 0; j < t; j++, out += out_step, x += x_step) {
        size_t k = 0;
        for (; k + 4 <= c; k += 4) f4_store(out + k, f4_load(x + k));
        if (k < c) f4_store_part(out + k, f4_load_part(x + k, c - k), c - k);
    }
}

void copy_steps(float *restrict const out, const float *restrict const x, const int b, const int t, const int c,
                const size_t out_row, const size_t out_step, const size_t x_row, const size_t x_step) {
    for (size_t i = 0; i < (size_t)b; i++) copy_row(out + i * out_row, x + i * x_row, t, (size_t)c, out_step, x_step);
}

/* ---- simple_rnn ------------------------------------------------------------------------------------------------------------ */

void rnn_step_ref(float *restrict const h, const float *restrict const h_before, const float *restrict const mask,
                  const int b, const int units, const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++)
        for (size_t j = i * u; j < (i + 1) * u; j++) h[j] = is_padding(mask, mask_step, i) ? h_before[j] : flush(h[j]);
}

void rnn_step(float *restrict const h, const float *restrict const h_before, const float *restrict const mask,
              const int b, const int units, const int mask_step) {
    const size_t u = (size_t)units, n = (size_t)b * u;
    size_t j = 0;
    for (; j + 4 <= n; j += 4) f4_store(h + j, f4_flush(f4_load(h + j)));
    if (j < n) f4_store_part(h + j, f4_flush(f4_load_part(h + j, n - j)), n - j);
    for (size_t i = 0; i < (size_t)b && mask != NULL; i++)
        if (is_padding(mask, mask_step, i)) memcpy(h + i * u, h_before + i * u, u * sizeof *h);
}

void rnn_gradient_ref(float *restrict const dh, const float *restrict const dy, const int b, const int units,
                      const size_t dy_step) {
    for (size_t i = 0; i < (size_t)b; i++)
        carry_back_ref(dh + i * (size_t)units, dy != NULL ? dy + i * dy_step : NULL, (size_t)units);
}

void rnn_gradient(float *restrict const dh, const float *restrict const dy, const int b, const int units,
                  const size_t dy_step) {
    for (size_t i = 0; i < (size_t)b; i++)
        carry_back(dh + i * (size_t)units, dy != NULL ? dy + i * dy_step : NULL, (size_t)units);
}

void rnn_step_backward_ref(float *restrict const dz, float *restrict const dh, const float *restrict const mask,
                           const int b, const int units, const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++)
        for (size_t j = i * u; j < (i + 1) * u; j++) {
            if (is_padding(mask, mask_step, i))
                dz[j] = 0;
            else
                dz[j] = flush(dz[j]), dh[j] = 0;
        }
}

void rnn_step_backward(float *restrict const dz, float *restrict const dh, const float *restrict const mask,
                       const int b, const int units, const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        float *const row = dz + i * u;
        if (is_padding(mask, mask_step, i)) {
            memset(row, 0, u * sizeof *row);
            continue;
        }
        size_t j = 0;
        for (; j + 4 <= u; j += 4) f4_store(row + j, f4_flush(f4_load(row + j)));
        if (j < u) f4_store_part(row + j, f4_flush(f4_load_part(row + j, u - j)), u - j);
        memset(dh + i * u, 0, u * sizeof *dh);
    }
}
