#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 5;
static loss_fn huber_half, huber_half_ref, smoothed, smoothed_ref, smoothed_sigmoid, smoothed_sigmoid_ref;
static const struct {
    const char *name;
    loss_fn *fast, *plain;
    bool classes; /* y is the index of a class */
} LOSSES[] = {{"categorical_crossentropy", categorical_crossentropy, categorical_crossentropy_ref, true},
              {"binary_crossentropy", binary_crossentropy, binary_crossentropy_ref, false},
              {"mean_squared_error", mean_squared_error, mean_squared_error_ref, false},
              {"mean_absolute_error", mean_absolute_error, mean_absolute_error_ref, false},
              {"hinge", hinge, hinge_ref, false},
              {"categorical_hinge", categorical_hinge, categorical_hinge_ref, true},
              {"huber", huber_half, huber_half_ref, false},
              {"smoothed categorical_crossentropy", smoothed, smoothed_ref, true},
              {"smoothed binary_crossentropy", smoothed_sigmoid, smoothed_sigmoid_ref, false}};
enum { LOSS_COUNT = sizeof LOSSES / sizeof *LOSSES };

/* Kernels of other signatures as losses. */
static double huber_half(float *const dz, const float *const z, const float *restrict const y,
                         float *restrict const scratch, const int b, const int h) {
    (void)scratch, (void)h;
    return huber(dz, z, y, b, 0.5F);
}
static double huber_half_ref(float *const dz, const float *const z, const float *restrict const y,
                             float *restrict const scratch, const int b, const int h) {
    (void)scratch, (void)h;
    return huber_ref(dz, z, y, b, 0.5F);
}
enum { MOST_OUTPUTS = 129 * 1000 };
static double smooth_one(loss_fn *const plain,
                         double (*const more)(float *, const float *, const float *, int, int, float), float *const dz,
                         const float *const z, const float *restrict const y, float *restrict const scratch,
                         const int b, const int h) {
    static float copy[MOST_OUTPUTS]; /* dz may be z here */
    memcpy(copy, z, (size_t)b * (size_t)h * sizeof *z);
    const double sum = plain(dz, z, y, scratch, b, h);
    return sum + more(dz, copy, y, b, h, 0.3F);
}
static double smoothed(float *const dz, const float *const z, const float *restrict const y,
                       float *restrict const scratch, const int b, const int h) {
    return smooth_one(categorical_crossentropy, smooth_labels, dz, z, y, scratch, b, h);
}
static double smoothed_ref(float *const dz, const float *const z, const float *restrict const y,
                           float *restrict const scratch, const int b, const int h) {
    return smooth_one(categorical_crossentropy_ref, smooth_labels_ref, dz, z, y, scratch, b, h);
}
static double smoothed_sigmoid(float *const dz, const float *const z, const float *restrict const y,
                               float *restrict const scratch, const int b, const int h) {
    return smooth_one(binary_crossentropy, smooth_labels, dz, z, y, scratch, b, h);
}
static double smoothed_sigmoid_ref(float *const dz, const float *const z, const float *restrict const y,
                                   float *restrict const scratch, const int b, const int h) {
    return smooth_one(binary_crossentropy_ref, smooth_labels_ref, dz, z, y, scratch, b, h);
}

static float *targets(const int loss, const int b, const int h) {
    float *const y = buffer((size_t)b);
    for (int i = 0; i < b; i++) y[i] = (float)(next_number(&state) % (uint32_t)(LOSSES[loss].classes ? h : 2));
    return y;
}

static void softmax_is_a_distribution(void) {
    claim("softmax: rows sum to one, fast equals plain, in place works");
    for (int s = 0; s < SIZE_COUNT; s++)
        for (int b = 1; b <= 33; b += 8) {
            const int c = (int)SIZES[s];
            const size_t n = (size_t)b * (size_t)c;
            float *const z = random_buffer(n, -30, 30, 5, &state), *const p = buffer(n), *const want = buffer(n);
            softmax_rows(p, z, b, c);
            softmax_rows_ref(want, z, b, c);
            CHECK(largest_error(p, want, n) <= 1e-6);
            for (int i = 0; i < b; i++) {
                double sum = 0;
                for (int j = 0; j < c; j++) sum += (double)p[i * c + j];
                CHECK_CLOSE(sum, 1, 2e-6);
            }
            softmax_rows(z, z, b, c);
            CHECK(same_bits(z, p, n) && guarded(p, n) && guarded(z, n));
            free(z), free(p), free(want);
        }
}

static void softmax_takes_any_finite_input(void) {
    claim("softmax is stable, and its tails are zeros, not denormals");
    const float z[] = {3e38F, -3e38F, 0, 1000, 1000, 900, -80, 0, -70};
    float p[9];
    softmax_rows(p, z, 3, 3);
    const float want[] = {1, 0, 0, 0.5F, 0.5F, 0, 0, 1, 0};
    CHECK(largest_error(p, want, 9) < 1e-6);
    for (int i = 0; i < 9; i++) CHECK(p[i] == 0 || p[i] >= 1e-30F);
    for (int c = 1; c <= 33; c++)
        for (int top = 0; top < c; top++) { /* the largest of a row is found wherever it is */
            float row[33], q[33];
            for (int j = 0; j < c; j++) row[j] = j == top ? 300 : 230 - (float)j;
            softmax_rows(q, row, 1, c);
            int wrong = q[top] != 1;
            for (int j = 0; j < c; j++) wrong += q[j] != 0 && q[j] < 1e-30F;
            CHECK(wrong == 0);
        }
}

static void fast_equals_plain(void) {
    claim("losses: fast equals plain; dz may alias z; dz NULL gives the same loss");
    for (int l = 0; l < LOSS_COUNT; l++)
        for (int s = 0; s < SIZE_COUNT; s++)
            for (int b = 1; b <= 129; b += 32) {
                const int h = LOSSES[l].classes ? (int)SIZES[s] : 1, rows = LOSSES[l].classes ? b : (int)SIZES[s];
                const size_t n = (size_t)rows * (size_t)h;
                float *const z = random_buffer(n, -12, 12, 5, &state), *const y = targets(l, rows, h),
                             *const scratch = buffer(n);
                float *const dz = buffer(n), *const want = buffer(n);
                const double loss = LOSSES[l].fast(dz, z, y, scratch, rows, h);
                const double plain = LOSSES[l].plain(want, z, y, scratch, rows, h);
                CHECK(fabs(loss - plain) <= 5e-7 * (rows + plain));
                if (!CHECK(largest_error(dz, want, n) * rows <= 2e-6))
                    printf("%s b %d h %d\n", LOSSES[l].name, rows, h);
                CHECK(LOSSES[l].fast(NULL, z, y, scratch, rows, h) == loss);
                CHECK(LOSSES[l].fast(z, z, y, scratch, rows, h) == loss);
                CHECK(same_bits(z, dz, n) && guarded(dz, n) && guarded(z, n) && guarded(scratch, n));
                free(z), free(y), free(scratch), free(dz), free(want);
            }
}

static void gradients_are_gradients(void) {
    claim("dz is the derivative of the mean loss, by central differences of the plain form");
    state = 7; /* no number within a step of a bend */
    for (int l = 0; l < LOSS_COUNT; l++) {
        enum { B = 6 };
        const int h = LOSSES[l].classes ? 5 : 1, n = B * h;
        float *const z = random_buffer((size_t)n, -3, 3, 0, &state), *const y = targets(l, B, h);
        float *const scratch = buffer((size_t)n), *const dz = buffer((size_t)n);
        LOSSES[l].fast(dz, z, y, scratch, B, h);
        for (int i = 0; i < n; i++) {
            const float before = z[i], step = 0x1p-8F;
            z[i] = before + step;
            const double up = (double)z[i], above = LOSSES[l].plain(NULL, z, y, scratch, B, h);
            z[i] = before - step;
            const double below = LOSSES[l].plain(NULL, z, y, scratch, B, h);
            CHECK_CLOSE(dz[i], (above - below) / (up - (double)z[i]) / B, 1e-5);
            z[i] = before;
        }
        free(z), free(y), free(scratch), free(dz);
    }
}

static void known_values(void) {
    claim("losses of hand-computed rows");
    const float z3[] = {0, 0, 0, 1, 2, 3}, y3[] = {1, 2}, z1[] = {0, 200, -200}, y1[] = {1, 1, 1}, wrong[] = {0, 0, 1};
    float scratch[6], dz[6];
    CHECK_CLOSE(categorical_crossentropy(dz, z3, y3, scratch, 2, 3), log(3) + log(1 + exp(-1) + exp(-2)), 1e-6);
    CHECK_CLOSE(dz[1], (1.0 / 3 - 1) / 2, 1e-6);
    CHECK_CLOSE(binary_crossentropy(dz, z1, y1, scratch, 3, 1), log(2) + 200, 1e-6);
    CHECK(dz[1] == 0);
    CHECK_CLOSE(dz[2], -1.0 / 3, 1e-6);
    CHECK_CLOSE(binary_crossentropy(dz, z1, wrong, scratch, 3, 1), log(2) + 400, 1e-6);
    CHECK_CLOSE(dz[0], 0.5 / 3, 1e-6);
    CHECK_CLOSE(mean_squared_error(dz, z1, y1, scratch, 3, 1), 1 + 199.0 * 199 + 201.0 * 201, 1e-6);
    CHECK_CLOSE(dz[1], 2 * 199.0 / 3, 1e-6);
}

static void known_margins(void) {
    claim("hinges, absolute error and huber of hand-computed rows");
    const float z1[] = {0.5F, 2, -0.5F, 0}, y1[] = {1, 1, 0, 0}, z3[] = {2, 1, -1, -3, -2, -4, 0, 0, 0.5F},
                y3[] = {0, 1, 2};
    float scratch[9], dz[9];
    CHECK_CLOSE(hinge(dz, z1, y1, scratch, 4, 1), 0.5 + 0 + 0.5 + 1, 1e-6);
    CHECK(dz[0] == -0.25F && dz[1] == 0 && dz[2] == 0.25F && dz[3] == 0.25F);
    /* rows: 1 + 1 - 2; 1 + 0 + 2, because the others count from 0 on; 1 + 0 - 0.5 */
    CHECK_CLOSE(categorical_hinge(dz, z3, y3, scratch, 3, 3), 0 + 3 + 0.5, 1e-6);
    const float want[] = {0, 0, 0, 0, -1 / 3.0F, 0, 0, 0, -1 / 3.0F};
    CHECK(largest_error(dz, want, 9) < 1e-7);
    CHECK_CLOSE(mean_absolute_error(dz, z1, y1, scratch, 4, 1), 0.5 + 1 + 0.5 + 0, 1e-6);
    CHECK(dz[0] == -0.25F && dz[1] == 0.25F && dz[3] == 0);
    CHECK_CLOSE(huber(dz, z1, y1, 4, 0.75F), 0.125 + 0.75 * (1 - 0.375) + 0.125, 1e-6);
    CHECK(dz[0] == -0.125F && dz[1] == 0.1875F);
    claim("labels smoothed to nothing are even: the loss does not know the class");
    float twice[9];
    const double a = categorical_crossentropy(dz, z3, y3, scratch, 3, 3) + smooth_labels(dz, z3, y3, 3, 3, 1);
    const float others[] = {1, 2, 0};
    const double b =
        categorical_crossentropy(twice, z3, others, scratch, 3, 3) + smooth_labels(twice, z3, others, 3, 3, 1);
    CHECK_CLOSE(a, b, 1e-6);
    CHECK(largest_error(dz, twice, 9) < 1e-6);
}

static void divergence_shows(void) {
    claim("a NaN in the outputs is a NaN in the loss");
    for (int l = 0; l < LOSS_COUNT; l++) {
        float z[8] = {0, 1, 2, 3, NAN, 5, 6, 7}, y[8] = {0}, scratch[8], dz[8];
        const int h = LOSSES[l].classes ? 4 : 1;
        CHECK(isnan(LOSSES[l].fast(dz, z, y, scratch, 8 / h, h)));
    }
}

int main(void) {
    softmax_is_a_distribution();
    softmax_takes_any_finite_input();
    fast_equals_plain();
    gradients_are_gradients();
    known_values();
    known_margins();
    divergence_shows();
    return check_report();
}
