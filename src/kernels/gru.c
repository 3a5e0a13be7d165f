/** The gates of a GRU whose reset acts behind the product (Keras's reset_after), Keras's order: z, r, h. Of the gates x W + b
 *  and the product h U + b', z = sigmoid and r = sigmoid of the sum, n = tanh(gate + r product), h' = z h + (1 - z) n.
 *
 *  States and gradients are flushed below 1e-30: an update gate that is nearly shut sends them there within a few steps. */
#include "kernels/recurrent.h"

#include <string.h>

void gru_step_ref(float *restrict const h, float *restrict const gates, const float *restrict const product,
                  const float *restrict const h_before, const float *restrict const mask, const int b, const int units,
                  const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++)
        for (size_t j = i * u; j < (i + 1) * u; j++) {
            float *const z = gates + 2 * i * u + j;
            const float *const p = product + 2 * i * u + j;
            if (is_padding(mask, mask_step, i)) {
                h[j] = h_before[j];
                continue;
            }
            z[0] = sigmoid(z[0] + p[0]), z[u] = sigmoid(z[u] + p[u]);
            z[2 * u] = tanhf(z[2 * u] + z[u] * p[2 * u]);
            h[j] = flush(z[2 * u] + z[0] * (h_before[j] - z[2 * u]));
        }
}

/* n units, whose gates are u floats apart. */
INLINE void step(float *const h, float *const z, const float *const p, const float *const h_before, const size_t u,
                 const size_t n) {
    const f4 update = f4_sigmoid(f4_add(f4_get(z, n), f4_get(p, n)));
    const f4 reset = f4_sigmoid(f4_add(f4_get(z + u, n), f4_get(p + u, n)));
    const f4 candidate = f4_tanh(f4_madd(reset, f4_get(p + 2 * u, n), f4_get(z + 2 * u, n)));
    f4_put(z, update, n), f4_put(z + u, reset, n), f4_put(z + 2 * u, candidate, n);
    f4_put(h, f4_flush(f4_madd(update, f4_sub(f4_get(h_before, n), candidate), candidate)), n);
}

void gru_step(float *restrict const h, float *restrict const gates, const float *restrict const product,
              const float *restrict const h_before, const float *restrict const mask, const int b, const int units,
              const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        const size_t row = i * u;
        if (is_padding(mask, mask_step, i)) {
            memcpy(h + row, h_before + row, u * sizeof *h);
            continue;
        }
        float *const z = gates + 3 * row;
        const float *const p = product + 3 * row;
        size_t j = 0;
        for (; j + 4 <= u; j += 4) step(h + row + j, z + j, p + j, h_before + row + j, u, 4);
        if (j < u) step(h + row + j, z + j, p + j, h_before + row + j, u, u - j);
    }
}

void gru_step_backward_ref(float *restrict const gates, float *restrict const product, float *restrict const dh,
                           const float *restrict const dy, const float *restrict const h_before,
                           const float *restrict const mask, const int b, const int units, const size_t dy_step,
                           const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        carry_back_ref(dh + i * u, dy != NULL ? dy + i * dy_step : NULL, u);
        for (size_t j = i * u; j < (i + 1) * u; j++) {
            float *const z = gates + 2 * i * u + j, *const p = product + 2 * i * u + j;
            if (is_padding(mask, mask_step, i)) {
                z[0] = z[u] = z[2 * u] = p[0] = p[u] = p[2 * u] = 0;
                continue;
            }
            const float update = z[0], reset = z[u], candidate = z[2 * u];
            const float inner = flush(dh[j] * (1 - update) * tanh_slope(candidate));
            z[2 * u] = inner;
            z[u] = p[u] = flush(inner * p[2 * u] * sigmoid_slope(reset));
            z[0] = p[0] = flush(dh[j] * (h_before[j] - candidate) * sigmoid_slope(update));
            p[2 * u] = flush(inner * reset);
            dh[j] = flush(dh[j] * update);
        }
    }
}

INLINE void step_backward(float *const z, float *const p, float *const dh, const float *const dy,
                          const float *const h_before, const size_t u, const size_t n) {
    const f4 update = f4_get(z, n), reset = f4_get(z + u, n), candidate = f4_get(z + 2 * u, n);
    const f4 got = f4_incoming(dh, dy, n);
    const f4 inner = f4_flush(f4_mul(f4_mul(got, f4_sub(f4_splat(1), update)), f4_tanh_slope(candidate)));
    const f4 d_reset = f4_flush(f4_mul(f4_mul(inner, f4_get(p + 2 * u, n)), f4_sigmoid_slope(reset)));
    const f4 d_update = f4_flush(f4_mul(f4_mul(got, f4_sub(f4_get(h_before, n), candidate)), f4_sigmoid_slope(update)));
    f4_put(z, d_update, n), f4_put(z + u, d_reset, n), f4_put(z + 2 * u, inner, n);
    f4_put(p, d_update, n), f4_put(p + u, d_reset, n), f4_put(p + 2 * u, f4_flush(f4_mul(inner, reset)), n);
    f4_put(dh, f4_flush(f4_mul(got, update)), n);
}

void gru_step_backward(float *restrict const gates, float *restrict const product, float *restrict const dh,
                       const float *restrict const dy, const float *restrict const h_before,
                       const float *restrict const mask, const int b, const int units, const size_t dy_step,
                       const int mask_step) {
    const size_t u = (size_t)units;
    for (size_t i = 0; i < (size_t)b; i++) {
        const size_t row = i * u;
        float *const z = gates + 3 * row, *const p = product + 3 * row;
        const float *const d = dy != NULL ? dy + i * dy_step : NULL;
        if (is_padding(mask, mask_step, i)) {
            memset(z, 0, 3 * u * sizeof *z), memset(p, 0, 3 * u * sizeof *p);
            carry_back(dh + row, d, u);
            continue;
        }
        size_t j = 0;
        for (; j + 4 <= u; j += 4)
            step_backward(z + j, p + j, dh + row + j, d != NULL ? d + j : NULL, h_before + row + j, u, 4);
        if (j < u) step_backward(z + j, p + j, dh + row + j, d != NULL ? d + j : NULL, h_before + row + j, u, u - j);
    }
}
