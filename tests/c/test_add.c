#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 23;

static void fast_equals_plain(void) {
    claim("fast and plain give the same bits at every size, and touch nothing beyond");
    for (int s = 0; s < SIZE_COUNT; s++) {
        const size_t n = SIZES[s];
        float *const y = random_buffer(n, -2, 2, 10, &state), *const plain = copy_buffer(y, n);
        float *const x = random_buffer(n, -2, 2, 30, &state);
        add_to(y, x, n);
        add_to_ref(plain, x, n);
        CHECK(same_bits(y, plain, n) && guarded(y, n));
        add_sign(y, x, 0.25F, n);
        add_sign_ref(plain, x, 0.25F, n);
        CHECK(same_bits(y, plain, n) && guarded(y, n));
        free(y), free(plain), free(x);
    }
}

static void signs(void) {
    claim("L1 pulls towards zero from both sides, and not at zero");
    const float w[5] = {2, -3, 0, -0.0F, 1e-20F};
    float dw[5] = {1, 1, 1, 1, 1};
    add_sign(dw, w, 0.5F, 5);
    CHECK(dw[0] == 1.5F && dw[1] == 0.5F && dw[2] == 1 && dw[3] == 1 && dw[4] == 1.5F);
}

static void magnitudes(void) {
    claim("the sum of magnitudes is within 1e-6 for any size");
    const size_t sizes[] = {0, 1, 3, 4, 127, 128, 129, 1000, 100000};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        float *const x = random_buffer(sizes[s], -3, 3, 10, &state);
        const double want = sum_of_magnitudes_ref(x, sizes[s]);
        CHECK(fabs(sum_of_magnitudes(x, sizes[s]) - want) <= 1e-6 * want);
        free(x);
    }
}

int main(void) {
    fast_equals_plain();
    signs();
    magnitudes();
    return check_report();
}
