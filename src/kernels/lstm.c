/** The gates of an LSTM, Keras's order: i, f, c, o. c' = f c + i tanh(z_c), h' = o tanh(c').
 *
 *  States and gradients are flushed below 1e-30: a forget gate that is nearly shut sends them there within a few steps. */
#include "kernels/recurrent.h"

#include <string.h>

void lstm_step_ref(float *restrict const h, float *restrict const c, float *restrict const tanh_c,
                   float *restrict const gates, const float *restrict const h_before,
                   const float *restrict const c_before, const float *restrict const mask, const int b, const int units,
                   const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++)
        for (size_t j = i * u; j < (i + 1) * u; j++) {
            float *const z = gates + 3 * i * u + j;
            if (is_padding(mask, mask_step, i)) {
                h[j] = h_before[j], c[j] = c_before[j];
                continue;
            }
            z[0] = sigmoid(z[0]), z[u] = sigmoid(z[u]), z[2 * u] = tanhf(z[2 * u]), z[3 * u] = sigmoid(z[3 * u]);
            c[j] = flush(z[u] * c_before[j] + z[0] * z[2 * u]);
            tanh_c[j] = tanhf(c[j]);
            h[j] = flush(z[3 * u] * tanh_c[j]);
        }
}

/* n cells, whose gates are u floats apart. */
INLINE void step(float *const h, float *const c, float *const tanh_c, float *const z, const float *const c_before,
                 const size_t u, const size_t n) {
    const f4 in = f4_sigmoid(f4_get(z, n)), forget = f4_sigmoid(f4_get(z + u, n));
    const f4 candidate = f4_tanh(f4_get(z + 2 * u, n)), out = f4_sigmoid(f4_get(z + 3 * u, n));
    f4_put(z, in, n), f4_put(z + u, forget, n), f4_put(z + 2 * u, candidate, n), f4_put(z + 3 * u, out, n);
    const f4 cell = f4_flush(f4_madd(forget, f4_get(c_before, n), f4_mul(in, candidate))), seen = f4_tanh(cell);
    f4_put(c, cell, n), f4_put(tanh_c, seen, n), f4_put(h, f4_flush(f4_mul(out, seen)), n);
}

void lstm_step(float *restrict const h, float *restrict const c, float *restrict const tanh_c,
               float *restrict const gates, const float *restrict const h_before, const float *restrict const c_before,
               const float *restrict const mask, const int b, const int units, const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        const size_t row = i * u;
        if (is_padding(mask, mask_step, i)) {
            memcpy(h + row, h_before + row, u * sizeof *h);
            memcpy(c + row, c_before + row, u * sizeof *c);
            continue;
        }
        float *const z = gates + 4 * row;
        size_t j = 0;
        for (; j + 4 <= u; j += 4) step(h + row + j, c + row + j, tanh_c + row + j, z + j, c_before + row + j, u, 4);
        if (j < u) step(h + row + j, c + row + j, tanh_c + row + j, z + j, c_before + row + j, u, u - j);
    }
}

void lstm_step_backward_ref(float *restrict const gates, float *restrict const dh, float *restrict const dc,
                            const float *restrict const dy, const float *restrict const c_before,
                            const float *restrict const tanh_c, const float *restrict const mask, const int b,
                            const int units, const size_t dy_step, const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        carry_back_ref(dh + i * u, dy != NULL ? dy + i * dy_step : NULL, u);
        for (size_t j = i * u; j < (i + 1) * u; j++) {
            float *const z = gates + 3 * i * u + j;
            if (is_padding(mask, mask_step, i)) {
                z[0] = z[u] = z[2 * u] = z[3 * u] = 0;
                continue;
            }
            const float in = z[0], forget = z[u], candidate = z[2 * u], out = z[3 * u];
            const float cell = dc[j] + dh[j] * out * tanh_slope(tanh_c[j]);
            z[0] = flush(cell * candidate * sigmoid_slope(in));
            z[u] = flush(cell * c_before[j] * sigmoid_slope(forget));
            z[2 * u] = flush(cell * in * tanh_slope(candidate));
            z[3 * u] = flush(dh[j] * tanh_c[j] * sigmoid_slope(out));
            dc[j] = flush(cell * forget);
            dh[j] = 0;
        }
    }
}

INLINE void step_backward(float *const z, float *const dh, float *const dc, const float *const dy,
                          const float *const c_before, const float *const tanh_c, const size_t u, const size_t n) {
    const f4 in = f4_get(z, n), forget = f4_get(z + u, n), candidate = f4_get(z + 2 * u, n);
    const f4 out = f4_get(z + 3 * u, n), seen = f4_get(tanh_c, n), got = f4_incoming(dh, dy, n);
    const f4 cell = f4_madd(f4_mul(got, out), f4_tanh_slope(seen), f4_get(dc, n));
    f4_put(z, f4_flush(f4_mul(f4_mul(cell, candidate), f4_sigmoid_slope(in))), n);
    f4_put(z + u, f4_flush(f4_mul(f4_mul(cell, f4_get(c_before, n)), f4_sigmoid_slope(forget))), n);
    f4_put(z + 2 * u, f4_flush(f4_mul(f4_mul(cell, in), f4_tanh_slope(candidate))), n);
    f4_put(z + 3 * u, f4_flush(f4_mul(f4_mul(got, seen), f4_sigmoid_slope(out))), n);
    f4_put(dc, f4_flush(f4_mul(cell, forget)), n);
    f4_put(dh, f4_zero(), n);
}

void lstm_step_backward(float *restrict const gates, float *restrict const dh, float *restrict const dc,
                        const float *restrict const dy, const float *restrict const c_before,
                        const float *restrict const tanh_c, const float *restrict const mask, const int b,
                        const int units, const size_t dy_step, const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        const size_t row = i * u;
        float *const z = gates + 4 * row;
        const float *const d = dy != NULL ? dy + i * dy_step : NULL;
        if (is_padding(mask, mask_step, i)) {
            memset(z, 0, 4 * u * sizeof *z);
            carry_back(dh + row, d, u);
            continue;
        }
        size_t j = 0;
        for (; j + 4 <= u; j += 4)
            step_backward(z + j, dh + row + j, dc + row + j, d != NULL ? d + j : NULL, c_before + row + j,
                          tanh_c + row + j, u, 4);
        if (j < u)
            step_backward(z + j, dh + row + j, dc + row + j, d != NULL ? d + j : NULL, c_before + row + j,
                          tanh_c + row + j, u, u - j);
    }
}
