#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 3;

/* The error of a backward pass is relative to |dy| <= 1, of a forward pass to max(1, |y|). */
static double tolerance(const int kind) {
    return kind == ACTIVATION_linear || kind == ACTIVATION_relu || kind == ACTIVATION_leaky_relu ? 0 : 1e-6;
}

static void table_is_whole(void) {
    claim("every row has a name and four functions");
    CHECK(ACTIVATION_COUNT == 7);
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        const struct activation *const f = &activations[a];
        const struct activation *const plain = &activations_ref[a];
        CHECK(f->name != NULL && f->forward != NULL && plain->forward != NULL && f->backward != NULL &&
              plain->backward != NULL);
        CHECK(f->from_input == (a == ACTIVATION_gelu));
    }
}

static void fast_equals_plain(void) {
    claim("fast and plain forms agree at every size, and in place");
    for (int a = 0; a < ACTIVATION_COUNT; a++)
        for (int s = 0; s < SIZE_COUNT; s++) {
            const struct activation *const f = &activations[a];
            const struct activation *const plain = &activations_ref[a];
            const size_t n = SIZES[s];
            float *const x = random_buffer(n, -8, 8, 10, &state), *const dy = random_buffer(n, -1, 1, 10, &state);
            float *const y = buffer(n), *const want = buffer(n), *const dx = buffer(n), *const dx_want = buffer(n);
            f->forward(y, x, n);
            plain->forward(want, x, n);
            if (!CHECK(largest_error(y, want, n) <= tolerance(a))) printf("%s forward, %zu\n", f->name, n);
            const float *const at = f->from_input ? x : want;
            f->backward(dx, dy, at, n);
            plain->backward(dx_want, dy, at, n);
            if (!CHECK(largest_error(dx, dx_want, n) <= tolerance(a))) printf("%s backward, %zu\n", f->name, n);
            CHECK(guarded(y, n) && guarded(dx, n) && guarded(x, n));
            f->backward(dy, dy, at, n);
            CHECK(same_bits(dy, dx, n));
            f->forward(x, x, n);
            CHECK(same_bits(x, y, n));
            free(x), free(dy), free(y), free(want), free(dx), free(dx_want);
        }
}

static void derivatives_are_derivatives(void) {
    claim("backward is the derivative of forward, by central differences of the plain form");
    for (int a = 0; a < ACTIVATION_COUNT; a++)
        for (int i = -31; i <= 31; i++) {
            const struct activation *const f = &activations[a];
            const struct activation *const plain = &activations_ref[a];
            const float x = (float)i / 8 + 0.03F, step = 0x1p-9F, one = 1;
            const float both[2] = {x + step, x - step};
            float y, beside[2], slope;
            plain->forward(beside, both, 2);
            plain->forward(&y, &x, 1);
            f->backward(&slope, &one, f->from_input ? &x : &y, 1);
            CHECK_CLOSE(slope, ((double)beside[0] - (double)beside[1]) / (2.0 * (double)step), 2e-4);
        }
}

static void gelu_is_exact_enough(void) {
    claim("gelu and its derivative are within 1e-6 of double arithmetic, relative above one");
    double worst = 0, worst_slope = 0;
    for (int i = -12000; i <= 12000; i++) {
        const float x = (float)i / 1000, one = 1;
        const double real = (double)x, phi = 0.5 * erfc(-real * sqrt(0.5)),
                     bell = exp(-0.5 * real * real) * 0.39894228040143267794;
        float y, slope;
        activations[ACTIVATION_gelu].forward(&y, &x, 1);
        activations[ACTIVATION_gelu].backward(&slope, &one, &x, 1);
        worst = fmax(worst, fabs((double)y - real * phi) / fmax(1, fabs(real)));
        worst_slope = fmax(worst_slope, fabs((double)slope - (phi + real * bell)));
    }
    if (!CHECK(worst <= 3e-7)) printf("gelu: %g\n", worst);
    if (!CHECK(worst_slope <= 6e-7)) printf("gelu slope: %g\n", worst_slope);
}

static void nan_and_saturation(void) {
    claim("NaN goes through; saturated units give zero gradients and no denormals");
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        const struct activation *const f = &activations[a];
        const float x[] = {NAN, 90, -90, 1e-38F, 30}, dy[] = {1, 1e-20F, 1e-20F, 1e-35F, 1e-25F};
        float y[5], dx[5];
        f->forward(y, x, 5);
        CHECK(isnan(y[0]));
        f->backward(dx, dy, f->from_input ? x : y, 5);
        if (a == ACTIVATION_linear || a == ACTIVATION_relu || a == ACTIVATION_leaky_relu) continue;
        for (int i = 1; i < 5; i++) CHECK(dx[i] == 0 || fabsf(dx[i]) >= 1e-30F || (a == ACTIVATION_elu && x[i] > 0));
    }
}

int main(void) {
    table_is_whole();
    fast_equals_plain();
    derivatives_are_derivatives();
    gelu_is_exact_enough();
    nan_and_saturation();
    return check_report();
}
