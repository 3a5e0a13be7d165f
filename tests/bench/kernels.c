/** What the kernels reach of what the machine can do. JavaScript times the calls; there is no clock here.
 *  Built with the core into a WebAssembly module of its own. */
#include <assert.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

enum { ELEMENTS = 1 << 20, SCRATCH = 1 << 16, STREAM = 48, REPEATS = 64 };

static float a[ELEMENTS], b[ELEMENTS], c[ELEMENTS], scratch[SCRATCH];

/* Numbers in 0.5 .. 1.5, none of them zero. */
static void fill(float *const x, uint32_t seed) {
    for (int i = 0; i < ELEMENTS; i++) {
        seed = seed * 1664525U + 1013904223U;
        x[i] = 0.5F + (float)(seed >> 8) / 16777216.0F;
    }
}

/* At the first call of any bench function. */
static void prepare(void) {
    if (a[0] == 0) fill(a, 1), fill(b, 2);
}

/* STREAM products of each of two factors, added to 8 independent sums, `repeats` times over: everything in the first-level cache, four loads
 * for eight multiplications and additions, and no chain longer than one addition. (Twelve sums of one factor each reach a tenth
 * less: then the loads are what counts.) Products of what is loaded, because a chain of products would be slower than the machine. */
static NOINLINE float multiply_add(const float *const x, const float factor, const int repeats) {
    const f4 u = f4_splat(factor), v = f4_splat(factor + 1);
    f4 s0 = f4_zero(), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    for (int r = 0; r < repeats; r++)
        for (const float *at = x; at < x + 4 * STREAM; at += 16) {
            const f4 x0 = f4_load(at), x1 = f4_load(at + 4), x2 = f4_load(at + 8), x3 = f4_load(at + 12);
            s0 = f4_madd(x0, u, s0), s1 = f4_madd(x1, u, s1), s2 = f4_madd(x2, u, s2), s3 = f4_madd(x3, u, s3);
            s4 = f4_madd(x0, v, s4), s5 = f4_madd(x1, v, s5), s6 = f4_madd(x2, v, s6), s7 = f4_madd(x3, v, s7);
        }
    return f4_sum(f4_add(f4_add(f4_add(s0, s1), f4_add(s2, s3)), f4_add(f4_add(s4, s5), f4_add(s6, s7))));
}

/** Independent multiplications and additions, enough at a time to fill the machine: its ceiling. Returns the floating-point
 *  operations executed. */
double bench_ceiling(int rounds);
double bench_ceiling(const int rounds) {
    prepare();
    for (int r = 0; r < rounds; r++) c[r % 256] = multiply_add(a, (float)r, REPEATS);
    return (double)rounds * REPEATS * STREAM * 2 * 4 * 2;
}

/** The floating-point operations of one product. */
double bench_gemm_flops(int m, int n, int k);
double bench_gemm_flops(const int m, const int n, const int k) { return 2.0 * m * n * k; }

/** c[m, n] = a product of numbers none of which is zero, with bias, `rounds` times. form: 0 nn, 1 nt, 2 tn. */
void bench_gemm(int form, int m, int n, int k, int rounds);
void bench_gemm(const int form, const int m, const int n, const int k, const int rounds) {
    prepare();
    assert((double)m * k <= ELEMENTS && (double)n * k <= ELEMENTS && (double)m * n <= ELEMENTS);
    assert(gemm_scratch(m, n, k) <= SCRATCH);
    for (int r = 0; r < rounds; r++)
        (form == 0 ? gemm_nn : form == 1 ? gemm_nt : gemm_tn)(c, a, b, b /* any n numbers */, scratch, m, n, k, false);
}

/* ---- convolutions ---------------------------------------------------------------------------------------------------------- */

enum { WEIGHTS = 1 << 17, CONV_SCRATCH = 1 << 20 };
static struct conv shape;
static int pictures;
static float conv_y[ELEMENTS], conv_dy[ELEMENTS], conv_scratch_floats[CONV_SCRATCH], conv_dw[WEIGHTS];

/* The gradient of the output: no zeros; or as it comes through max pooling of windows of `pool`, one number of each. */
static void fill_gradient(const int pool) {
    const int step_y = shape.out_height > 1 && pool > 0 ? pool : 1, step_x = pool > 0 ? pool : 1;
    const size_t f = (size_t)shape.filters;
    uint32_t seed = 3;
    for (int i = 0; i < ELEMENTS; i++) conv_dy[i] = pool > 0 ? 0 : a[i], conv_y[i] = 1;
    for (int i = 0; pool > 0 && i < pictures; i++)
        for (int y = 0; y + step_y <= shape.out_height; y += step_y)
            for (int x = 0; x + step_x <= shape.out_width; x += step_x)
                for (size_t h = 0; h < f; h++) {
                    seed = seed * 1664525U + 1013904223U;
                    const int dy = (int)(seed >> 8) % step_y, dx = (int)(seed >> 20) % step_x;
                    const int place = (i * shape.out_height + y + dy) * shape.out_width + x + dx;
                    conv_dy[(size_t)place * f + h] = 0.5F;
                }
}

/** Set up a convolution with strides 1 and padding valid, or of sequences if height is 1, and a gradient without zeros, or as it comes through
 *  max pooling. Returns the floating-point operations of one product: the output's, or either gradient's. */
double bench_conv_shape(int height, int width, int channels, int kernel, int filters, int rows, int pool);
double bench_conv_shape(const int height, const int width, const int channels, const int kernel, const int filters,
                        const int rows, const int pool) {
    const int kernel_height = height > 1 ? kernel : 1;
    prepare();
    pictures = rows;
    shape = (struct conv){.height = height,
                          .width = width,
                          .channels = channels,
                          .kernel_height = kernel_height,
                          .kernel_width = kernel,
                          .filters = filters,
                          .strides = 1,
                          .dilation = 1,
                          .out_height = height - kernel_height + 1,
                          .out_width = width - kernel + 1};
    const double outputs = (double)rows * shape.out_height * shape.out_width * filters;
    assert(outputs <= ELEMENTS && (double)rows * height * width * channels <= ELEMENTS);
    assert(conv_scratch(&shape, rows) <= CONV_SCRATCH &&
           kernel_height * kernel * channels * filters + filters <= WEIGHTS);
    fill_gradient(pool);
    return 2.0 * outputs * kernel_height * kernel * channels;
}

/** One pass of that convolution with bias and relu, `rounds` times: 0 forward, 1 the gradient of the weights, 2 both gradients. */
void bench_conv(int pass, int rounds);
void bench_conv(const int pass, const int rounds) {
    const size_t weights =
        (size_t)shape.kernel_height * (size_t)shape.kernel_width * (size_t)shape.channels * (size_t)shape.filters;
    for (int r = 0; r < rounds; r++)
        if (pass == 0)
            conv_forward(conv_y, conv_y, a, b, b, conv_scratch_floats, &shape, ACTIVATION_relu, pictures);
        else
            conv_backward(pass == 2 ? c : NULL, conv_dw, conv_dw + weights, conv_dy, a, b, conv_y, conv_scratch_floats,
                          &shape, ACTIVATION_relu, pictures);
}
