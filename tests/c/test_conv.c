/** Convolution: fast against plain at every kind of size, the plain form against its definition in double. */
#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 1;

static size_t size_of_x(const struct conv *const c) { return (size_t)(c->height * c->width * c->channels); }
static size_t size_of_y(const struct conv *const c) { return (size_t)(c->out_height * c->out_width * c->filters); }
static size_t size_of_w(const struct conv *const c) {
    return (size_t)(c->kernel_height * c->kernel_width * c->channels * c->filters);
}

/* Keras's sizes along one side. */
static void lay_out(int *const out, int *const pad, const int n, const int kernel, const int strides,
                    const int dilation, const bool same) {
    const int reach = (kernel - 1) * dilation + 1;
    *out = same ? (n + strides - 1) / strides : (n - reach) / strides + 1;
    const int missing = (*out - 1) * strides + reach - n;
    *pad = same && missing > 0 ? missing / 2 : 0;
}

static struct conv shape(const int height, const int width, const int channels, const int kernel_height,
                         const int kernel_width, const int filters, const int strides, const int dilation,
                         const bool same) {
    struct conv c = {height, width, channels, kernel_height, kernel_width, filters, strides, dilation, 0, 0, 0, 0};
    lay_out(&c.out_height, &c.pad_top, height, kernel_height, strides, dilation, same);
    lay_out(&c.out_width, &c.pad_left, width, kernel_width, strides, dilation, same);
    return c;
}

static bool agree(const float *const got, const float *const want, const size_t n) {
    return largest_error(got, want, n) <= 3e-5 && guarded(got, n);
}

enum { MIXED = 1000 };

/* Numbers of which so many per cent are zero; MIXED: none, most, none, most of them, by quarters. */
static float *numbers(const size_t n, const unsigned zeros) {
    float *const x = random_buffer(n, -1, 1, zeros == MIXED ? 0 : zeros, &state);
    for (size_t i = 0; zeros == MIXED && i < n; i++)
        if (i * 4 / n % 2 == 1 && i % 11 != 0) x[i] = 0;
    return x;
}

/* All passes of one shape, fast and plain, in buffers of exactly their sizes, with so many per cent of zeros in x and dy. */
static void compare(const struct conv *const c, const int b, const unsigned zeros_x, const unsigned zeros_y,
                    const enum activation_kind f, const bool with_bias, const bool with_dx) {
    const size_t sx = size_of_x(c) * (size_t)b, sy = size_of_y(c) * (size_t)b, sw = size_of_w(c),
                 sh = (size_t)c->filters, ss = conv_scratch(c, b);
    float *const x = numbers(sx, zeros_x), *const w = random_buffer(sw, -1, 1, 0, &state);
    float *const bias = random_buffer(sh, -1, 1, 0, &state), *const scratch = buffer(ss);
    float *const z = buffer(sy), *const y = activations[f].from_input ? buffer(sy) : z;
    float *const z_ref = buffer(sy), *const y_ref = activations[f].from_input ? buffer(sy) : z_ref;
    memset(scratch, 0xFF, ss * sizeof *scratch);
    conv_forward(y, z, x, w, with_bias ? bias : NULL, scratch, c, f, b);
    conv_forward_ref(y_ref, z_ref, x, w, with_bias ? bias : NULL, NULL, c, f, b);
    bool ok = CHECK(agree(z, z_ref, sy) && agree(y, y_ref, sy));
    float *const dy = numbers(sy, zeros_y), *const dy_ref = copy_buffer(dy, sy);
    float *const dx = with_dx ? buffer(sx) : NULL, *const dx_ref = buffer(sx), *const dw = buffer(sw),
                 *const dw_ref = buffer(sw), *const db = with_bias ? buffer(sh) : NULL, *const db_ref = buffer(sh);
    conv_backward(dx, dw, db, dy, x, w, z_ref, scratch, c, f, b);
    conv_backward_ref(with_dx ? dx_ref : NULL, dw_ref, db_ref, dy_ref, x, w, z_ref, NULL, c, f, b);
    ok = CHECK(agree(dw, dw_ref, sw)) && ok;
    ok = CHECK(db == NULL || agree(db, db_ref, sh)) && ok;
    ok = CHECK(dx == NULL || agree(dx, dx_ref, sx)) && ok;
    ok = CHECK(guarded(scratch, ss) && guarded(dy, sy)) && ok;
    if (!ok)
        printf("b %d, %d x %d x %d, kernel %d x %d x %d, strides %d, dilation %d, pad %d %d, %u %% and %u %% zeros\n",
               b, c->height, c->width, c->channels, c->kernel_height, c->kernel_width, c->filters, c->strides,
               c->dilation, c->pad_top, c->pad_left, zeros_x, zeros_y);
    free(x), free(w), free(bias), free(scratch), free(z), free(z_ref), free(dy), free(dy_ref);
    if (y != z) free(y), free(y_ref);
    free(dx), free(dx_ref), free(dw), free(dw_ref), free(db), free(db_ref);
}

static void every_number_of_channels(void) {
    static const int sizes[] = {1, 3, 4, 5, 7, 8, 9, 16, 17, 33};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    claim("fast and plain agree at every number of channels and filters");
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++)
            for (unsigned zeros = 0; zeros <= 80; zeros += 40) {
                const struct conv c = shape(5, 6, sizes[i], 3, 3, sizes[j], 1, 1, (i + j) % 2 == 0);
                compare(&c, 2, 80 - zeros, zeros, ACTIVATION_linear, j % 2 == 0, true);
            }
}

static void every_window(void) {
    claim("fast and plain agree at every window, stride, dilation and padding");
    for (int kernel = 1; kernel <= 5; kernel++)
        for (int strides = 1; strides <= 4; strides++)
            for (int dilation = 1; dilation <= 3; dilation++)
                for (int same = 0; same < 2; same++)
                    for (int flat = 0; flat < 2; flat++)
                        for (unsigned zeros = 0; zeros <= 75; zeros += 75) {
                            const int height = flat ? 1 : 7 + kernel % 2, width = 9 + strides % 3;
                            if (!same &&
                                ((kernel - 1) * dilation >= width || (!flat && (kernel - 1) * dilation >= height)))
                                continue;
                            const struct conv c =
                                shape(height, width, 16, flat ? 1 : kernel, kernel, 17, strides, dilation, same);
                            compare(&c, 3, zeros, zeros, ACTIVATION_tanh, true, true);
                        }
}

static void large_sizes(void) {
    claim("fast and plain agree at sizes of more than one group");
    static const struct {
        int side, channels, kernel, filters, strides, b;
    } shapes[] = {{13, 32, 3, 64, 1, 7},  {28, 1, 3, 32, 1, 3}, {6, 64, 3, 64, 1, 40}, {15, 32, 5, 40, 2, 5},
                  {1, 20, 1, 24, 1, 600}, {2, 3, 2, 4, 1, 300}, {40, 2, 7, 3, 3, 2},   {3, 16, 3, 16, 7, 9}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int same = 0; same < 2; same++)
            for (unsigned zeros = 0; zeros <= 90; zeros += 90) {
                const struct conv c = shape(shapes[i].side, shapes[i].side, shapes[i].channels, shapes[i].kernel,
                                            shapes[i].kernel, shapes[i].filters, shapes[i].strides, 1, same);
                compare(&c, shapes[i].b, zeros, zeros, ACTIVATION_relu, true, true);
            }
}

static void full_and_empty_groups(void) {
    claim("fast and plain agree where some groups of pictures are mostly zeros and others are not");
    static const int filters[] = {16, 20, 13};
    for (int i = 0; i < 3; i++)
        for (int same = 0; same < 2; same++) {
            const struct conv c = shape(13, 13, 16 + i, 3, 3, filters[i], 1, 1, same);
            compare(&c, 12, MIXED, MIXED, ACTIVATION_linear, true, true);
        }
}

static void every_activation(void) {
    claim("fast and plain agree with every activation, and without a gradient of x");
    const struct conv c = shape(8, 7, 5, 3, 3, 12, 1, 1, true);
    for (int f = 0; f < ACTIVATION_COUNT; f++) compare(&c, 4, 30, 30, (enum activation_kind)f, true, f % 2 == 0);
}

static void plain_form_is_the_definition(void) {
    claim("the plain form is the sum over the window, in double");
    const struct conv c = shape(7, 6, 3, 3, 2, 4, 2, 2, true);
    const size_t sx = size_of_x(&c), sy = size_of_y(&c), sw = size_of_w(&c);
    float *const x = random_buffer(sx, -1, 1, 0, &state), *const w = random_buffer(sw, -1, 1, 0, &state),
                 *const y = buffer(sy);
    conv_forward_ref(y, y, x, w, w, NULL, &c, ACTIVATION_linear, 1);
    CHECK(c.out_height == 4 && c.out_width == 3 && c.pad_top == 2 && c.pad_left == 0);
    for (int oy = 0; oy < c.out_height; oy++)
        for (int ox = 0; ox < c.out_width; ox++)
            for (int h = 0; h < c.filters; h++) {
                double want = (double)w[h];
                for (int ky = 0; ky < 3; ky++)
                    for (int kx = 0; kx < 2; kx++)
                        for (int d = 0; d < c.channels; d++) {
                            const int iy = 2 * oy + 2 * ky - c.pad_top, ix = 2 * ox + 2 * kx - c.pad_left;
                            if (iy < 0 || iy >= c.height || ix < 0 || ix >= c.width) continue;
                            want += (double)x[(iy * c.width + ix) * c.channels + d] *
                                    (double)w[((ky * 2 + kx) * c.channels + d) * c.filters + h];
                        }
                CHECK_CLOSE(y[(oy * c.out_width + ox) * c.filters + h], want, 1e-6);
            }
    free(x), free(w), free(y);
}

static void same_input_same_bits(void) {
    claim("neither what lies in the scratch nor how many rows come in one pass changes the output");
    const struct conv c = shape(9, 9, 16, 3, 3, 20, 1, 1, true);
    enum { B = 11 };
    const size_t sx = size_of_x(&c), sy = size_of_y(&c), ss = conv_scratch(&c, B);
    float *const x = random_buffer(sx * B, -1, 1, 50, &state), *const w =
                                                                   random_buffer(size_of_w(&c), -1, 1, 0, &state);
    float *const one = buffer(sy * B), *const two = buffer(sy * B), *const scratch = buffer(ss);
    memset(x, 0, sx * sizeof *x);
    memset(scratch, 0, ss * sizeof *scratch);
    conv_forward(one, one, x, w, w, scratch, &c, ACTIVATION_linear, B);
    memset(scratch, 0xFF, ss * sizeof *scratch);
    for (int i = 0; i < B; i++)
        conv_forward(two + sy * (size_t)i, two + sy * (size_t)i, x + sx * (size_t)i, w, w, scratch, &c,
                     ACTIVATION_linear, 1);
    CHECK(same_bits(one, two, sy * B));
    free(x), free(w), free(one), free(two), free(scratch);
}

static void nan_is_not_lost(void) {
    claim("a NaN reaches the outputs that see it and no others");
    const struct conv c = shape(6, 6, 16, 3, 3, 24, 1, 1, false);
    for (unsigned zeros = 0; zeros <= 90; zeros += 90) {
        float *const x = random_buffer(size_of_x(&c), -1, 1, zeros, &state),
                     *const w = random_buffer(size_of_w(&c), -1, 1, 0, &state), *const y = buffer(size_of_y(&c)),
                     *const scratch = buffer(conv_scratch(&c, 1));
        x[5] = NAN;
        conv_forward(y, y, x, w, NULL, scratch, &c, ACTIVATION_relu, 1);
        for (int p = 0; p < 16; p++)
            for (int h = 0; h < c.filters; h++) CHECK(isnan(y[p * c.filters + h]) == (p == 0));
        free(x), free(w), free(y), free(scratch);
    }
}

static void scratch_is_counted(void) {
    claim("scratch grows with the batch and says when it cannot be counted");
    const struct conv c = shape(5, 5, 3, 3, 3, 4, 1, 1, true);
    for (int b = 2; b < 100; b++) CHECK(conv_scratch(&c, b) >= conv_scratch(&c, b - 1));
    const struct conv huge = shape(5, 5, 65536, 1024, 1024, 65536, 1, 1024, true);
    CHECK((double)conv_scratch(&huge, 1) > 4e9);
}

int main(void) {
    plain_form_is_the_definition();
    every_number_of_channels();
    every_window();
    large_sizes();
    full_and_empty_groups();
    every_activation();
    same_input_same_bits();
    nan_is_not_lost();
    scratch_is_counted();
    return check_report();
}
