#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 29;
static const int SIDES[] = {1, 3, 4, 5, 7, 8, 9, 16, 17, 33};
enum { SIDE_COUNT = sizeof SIDES / sizeof *SIDES };

/* kind 0: no mask; 1: some keys hidden; 2: one key left; 3: none. */
static float *mask_of(const int kind, const int n) {
    if (kind == 0) return NULL;
    float *const mask = buffer((size_t)n);
    for (int j = 0; j < n; j++) mask[j] = kind == 1 ? (float)(next_number(&state) % 2) : 0;
    if (kind == 2) mask[n / 2] = 1;
    return mask;
}

static void softmax_of(const int m, const int n, const int kind, const float high) {
    const size_t all = (size_t)m * (size_t)n;
    float *const p = random_buffer(all, -high, high, 5, &state), *const plain = copy_buffer(p, all);
    float *const mask = mask_of(kind, n);
    attention_softmax(p, mask, m, n);
    attention_softmax_ref(plain, mask, m, n);
    CHECK(largest_error(p, plain, all) <= 1e-6 && guarded(p, all));
    bool left = mask == NULL;
    int hidden_wrong = 0;
    for (int j = 0; j < n && mask != NULL; j++) {
        left = left || mask[j] != 0;
        for (int i = 0; i < m; i++) hidden_wrong += mask[j] == 0 && p[i * n + j] != 0;
    }
    CHECK(hidden_wrong == 0);
    for (int i = 0; i < m; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += (double)p[i * n + j];
        CHECK(fabs(sum - (left ? 1 : 0)) <= 1e-5);
    }
    free(p), free(plain), free(mask);
}

static void softmax_over_keys(void) {
    claim("weights are the softmax over the keys that are there; nothing else weighs anything");
    for (int i = 0; i < SIDE_COUNT; i++)
        for (int j = 0; j < SIDE_COUNT; j++)
            for (int kind = 0; kind < 4; kind++) {
                softmax_of(SIDES[i], SIDES[j], kind, 3);
                softmax_of(SIDES[i], SIDES[j], kind, 200);
            }
}

static void backward_equals_plain(void) {
    claim("the gradient through softmax is the plain one within 1e-6, in place too, and without denormals");
    for (int i = 0; i < SIDE_COUNT; i++)
        for (int j = 0; j < SIDE_COUNT; j++) {
            const int m = SIDES[i], n = SIDES[j];
            const size_t all = (size_t)m * (size_t)n;
            float *const p = random_buffer(all, -60, 60, 0, &state), *const dp = random_buffer(all, -1, 1, 5, &state);
            float *const dz = buffer(all), *const plain = buffer(all);
            softmax_rows(p, p, m, n);
            softmax_backward(dz, dp, p, m, n);
            softmax_backward_ref(plain, dp, p, m, n);
            CHECK(largest_error(dz, plain, all) <= 1e-6 && guarded(dz, all));
            softmax_backward(dp, dp, p, m, n);
            CHECK(same_bits(dp, dz, all));
            int tiny = 0;
            for (size_t at = 0; at < all; at++) tiny += dz[at] != 0 && fabsf(dz[at]) < 1e-30F;
            CHECK(tiny == 0);
            free(p), free(dp), free(dz), free(plain);
        }
}

static void columns(void) {
    claim("columns are copied between strides as in the plain form, to the bit, and nothing beside them");
    for (int i = 0; i < SIDE_COUNT; i++)
        for (int j = 0; j < SIDE_COUNT; j++) {
            const int m = SIDES[i], n = SIDES[j];
            const size_t in_step = (size_t)n + 3, out_step = (size_t)n + 2, in_all = (size_t)m * in_step - 3,
                         out_all = (size_t)m * out_step - 2;
            float *const in = random_buffer(in_all, -1, 1, 0, &state), *const out =
                                                                           random_buffer(out_all, 7, 8, 0, &state);
            float *const plain = copy_buffer(out, out_all);
            copy_columns(out, out_step, in, in_step, m, n, 0.3F);
            copy_columns_ref(plain, out_step, in, in_step, m, n, 0.3F);
            CHECK(same_bits(out, plain, out_all) && guarded(out, out_all));
            free(in), free(out), free(plain);
        }
}

int main(void) {
    softmax_over_keys();
    backward_equals_plain();
    columns();
    return check_report();
}
