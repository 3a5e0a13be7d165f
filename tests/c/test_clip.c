#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 17;

static void fast_equals_plain(void) {
    claim("fast and plain give the same bits at every size, and touch nothing beyond");
    for (int s = 0; s < SIZE_COUNT; s++) {
        const size_t n = SIZES[s];
        float *const x = random_buffer(n, -2, 2, 10, &state), *const plain = copy_buffer(x, n);
        clip_values(x, n, 0.75F);
        clip_values_ref(plain, n, 0.75F);
        CHECK(same_bits(x, plain, n) && guarded(x, n));
        for (size_t i = 0; i < n; i++) CHECK(fabsf(x[i]) <= 0.75F);
        scale_values(x, n, 0.3F);
        scale_values_ref(plain, n, 0.3F);
        CHECK(same_bits(x, plain, n) && guarded(x, n));
        free(x), free(plain);
    }
}

static void edges(void) {
    claim("NaN stays, infinity is cut, what becomes tiny is zero");
    float x[5] = {NAN, INFINITY, -INFINITY, 1e-20F, -0.5F}, y[5] = {NAN, INFINITY, 1e-20F, 1, NAN};
    clip_values(x, 5, 1);
    CHECK(isnan(x[0]) && x[1] == 1 && x[2] == -1 && x[3] == 1e-20F && x[4] == -0.5F);
    scale_values(y, 5, 1e-15F);
    CHECK(isnan(y[0]) && y[1] == INFINITY && y[2] == 0 && y[3] == 1e-15F && isnan(y[4]));
}

int main(void) {
    fast_equals_plain();
    edges();
    return check_report();
}
