/** Pooling: the fast form against the plain one, to the bit, and what both must do. */
#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 5;
static const int CHANNELS[] = {1, 3, 4, 5, 7, 8, 9, 16, 17, 33};
enum { CHANNEL_COUNT = sizeof CHANNELS / sizeof *CHANNELS };

/* Numbers of which many are equal, so that ties are common. */
static float *steps_buffer(const size_t n) {
    float *const x = buffer(n);
    for (size_t i = 0; i < n; i++) x[i] = (float)(next_number(&state) % 7) - 3;
    return x;
}

static int32_t *places_buffer(const size_t n) {
    int32_t *const at = malloc(n * sizeof *at);
    if (at == NULL) exit(2);
    for (size_t i = 0; i < n; i++) at[i] = INT32_MAX;
    return at;
}

static bool same_places(const int32_t *const a, const int32_t *const b, const size_t n) {
    return memcmp(a, b, n * sizeof *a) == 0;
}

/* h, w, c, out_h, out_w, size_h, size_w, stride_h, stride_w, top, left */
static const struct pooling SHAPES[] = {
    {4, 6, 0, 2, 3, 2, 2, 2, 2, 0, 0}, /* side by side, all covered */
    {5, 7, 0, 2, 3, 2, 2, 2, 2, 0, 0}, /* a border below and to the right */
    {5, 6, 0, 2, 3, 2, 2, 2, 2, 0, 0}, /* below only */
    {4, 7, 0, 2, 3, 2, 2, 2, 2, 0, 0}, /* to the right only */
    {5, 7, 0, 3, 4, 2, 2, 2, 2, 0, 0}, /* same: the last windows stick out */
    {7, 5, 0, 3, 2, 3, 3, 3, 3, 1, 0}, /* same: the first ones too */
    {5, 6, 0, 2, 2, 3, 3, 2, 2, 0, 0}, /* overlapping */
    {5, 6, 0, 3, 3, 3, 3, 2, 2, 1, 0}, /* overlapping, sticking out */
    {7, 8, 0, 2, 3, 2, 2, 3, 3, 0, 0}, /* with gaps */
    {1, 9, 0, 1, 4, 1, 2, 1, 2, 0, 0}, /* sequences */
    {1, 9, 0, 1, 9, 1, 3, 1, 1, 0, 1}, {1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0},
    {2, 3, 0, 1, 1, 5, 5, 5, 5, 1, 1}, /* larger than the picture */
};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof *SHAPES, B = 3 };

static void windows_equal_plain(const struct pooling *const s) {
    const size_t inputs = (size_t)(B * s->h * s->w * s->c), outputs = (size_t)(B * s->out_h * s->out_w * s->c);
    float *const x = steps_buffer(inputs), *const y = buffer(outputs), *const y_want = buffer(outputs);
    float *const dy = random_buffer(outputs, -1, 1, 20, &state), *const dx = buffer(inputs),
                 *const dx_want = buffer(inputs);
    int32_t *const at = places_buffer(outputs), *const at_want = places_buffer(outputs);

    max_pool_forward(y, at, x, s, B);
    max_pool_forward_ref(y_want, at_want, x, s, B);
    CHECK(same_bits(y, y_want, outputs) && same_places(at, at_want, outputs) && guarded(y, outputs));
    max_pool_backward(dx, dy, at_want, s, B);
    max_pool_backward_ref(dx_want, dy, at_want, s, B);
    CHECK(largest_error(dx, dx_want, inputs) == 0 && guarded(dx, inputs)); /* a zero may be -0 */

    average_pool_forward(y, x, s, B);
    average_pool_forward_ref(y_want, x, s, B);
    CHECK(same_bits(y, y_want, outputs) && guarded(y, outputs));
    average_pool_backward(dx, dy, s, B);
    average_pool_backward_ref(dx_want, dy, s, B);
    CHECK(largest_error(dx, dx_want, inputs) == 0 && guarded(dx, inputs));
    free(x), free(y), free(y_want), free(dy), free(dx), free(dx_want), free(at), free(at_want);
}

static void all_equal_plain(const int s, const int c, const int masked) {
    const size_t inputs = (size_t)(B * s * c), outputs = (size_t)(B * c);
    float *const x = steps_buffer(inputs), *const y = buffer(outputs), *const y_want = buffer(outputs);
    float *const dy = random_buffer(outputs, -1, 1, 20, &state), *const dx = buffer(inputs),
                 *const dx_want = buffer(inputs), *const mask = random_buffer((size_t)(B * s), 1, 1, 60, &state);
    int32_t *const at = places_buffer(outputs), *const at_want = places_buffer(outputs);
    const float *const kept = masked ? mask : NULL;
    for (int t = 0; t < s; t++) mask[t] = 0; /* a row without any */

    global_max_forward(y, at, x, kept, B, s, c);
    global_max_forward_ref(y_want, at_want, x, kept, B, s, c);
    CHECK(same_bits(y, y_want, outputs) && same_places(at, at_want, outputs) && guarded(y, outputs));
    global_max_backward(dx, dy, at_want, B, s, c);
    global_max_backward_ref(dx_want, dy, at_want, B, s, c);
    CHECK(same_bits(dx, dx_want, inputs) && guarded(dx, inputs));
    CHECK(!masked || (y[0] == 0 && at[0] == -1 && dx[0] == 0));

    global_average_forward(y, x, kept, B, s, c);
    global_average_forward_ref(y_want, x, kept, B, s, c);
    CHECK(same_bits(y, y_want, outputs) && guarded(y, outputs));
    CHECK(!masked || y[0] == 0);
    global_average_backward(dx, dy, kept, B, s, c);
    global_average_backward_ref(dx_want, dy, kept, B, s, c);
    CHECK(same_bits(dx, dx_want, inputs) && guarded(dx, inputs));
    free(x), free(y), free(y_want), free(dy), free(dx), free(dx_want), free(mask), free(at), free(at_want);
}

static void first_of_equals(void) {
    const struct pooling s = {2, 4, 5, 1, 2, 2, 2, 2, 2, 0, 0};
    float x[40], y[10], dx[40];
    const float dy[10] = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2};
    int32_t at[10];
    claim("of equal numbers the first is the largest, and gets the whole gradient");
    for (int i = 0; i < 40; i++) x[i] = -2;
    max_pool_forward(y, at, x, &s, 1);
    max_pool_backward(dx, dy, at, &s, 1);
    for (int i = 0; i < 10; i++) CHECK(y[i] == -2 && at[i] == (i < 5 ? 0 : 2));
    for (int i = 0; i < 40; i++) CHECK(dx[i] == (i < 5 ? 1.0F : i >= 10 && i < 15 ? 2.0F : 0));
    global_max_forward(y, at, x, NULL, 1, 8, 5);
    for (int j = 0; j < 5; j++) CHECK(y[j] == -2 && at[j] == 0);
}

int main(void) {
    claim("windows: the fast form is the plain one for every shape and number of channels");
    for (int i = 0; i < SHAPE_COUNT; i++)
        for (int j = 0; j < CHANNEL_COUNT; j++) {
            struct pooling s = SHAPES[i];
            s.c = CHANNELS[j];
            windows_equal_plain(&s);
        }
    claim("all steps: the fast form is the plain one for every length, number of channels and mask");
    for (int s = 1; s < 20; s += 3)
        for (int j = 0; j < CHANNEL_COUNT; j++)
            for (int masked = 0; masked < 2; masked++) all_equal_plain(s, CHANNELS[j], masked);
    first_of_equals();
    return check_report();
}
