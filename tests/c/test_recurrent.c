/** The steps of the recurrent layers against their plain forms: all sizes, with and without padding and an output's gradient; what is
 *  tiny, and what is no number. */
#include "kernel_data.h"
#include "kernels/kernels.h"

static const int UNITS[] = {1, 3, 4, 5, 7, 8, 9, 16, 17, 33}, BATCHES[] = {1, 2, 5};
enum { UNIT_COUNT = sizeof UNITS / sizeof *UNITS, BATCH_COUNT = sizeof BATCHES / sizeof *BATCHES, MASK_STEP = 3 };
enum { ARRAYS = 6 };
static uint32_t state = 1;

/* The arrays of one step, [b, widths[i] units] each, twice: for the fast form and for the plain one. */
struct twins {
    float *fast[ARRAYS], *plain[ARRAYS];
    size_t n[ARRAYS];
    int count;
};

static void add_array(struct twins *const t, const size_t n, const float low, const float high) {
    t->fast[t->count] = random_buffer(n, low, high, 5, &state);
    t->plain[t->count] = copy_buffer(t->fast[t->count], n);
    t->n[t->count++] = n;
}

static void compare_and_free(struct twins *const t, const char *const name, const int b, const int units,
                             const double tolerance) {
    for (int i = 0; i < t->count; i++) {
        const double error = largest_error(t->fast[i], t->plain[i], t->n[i]);
        if (!CHECK(error <= tolerance) || !CHECK(guarded(t->fast[i], t->n[i])))
            printf("%s, array %d, b %d, units %d: error %g\n", name, i, b, units, error);
        free(t->fast[i]), free(t->plain[i]);
    }
}

/* What every step reads beside its own arrays. */
struct given {
    int b, units;
    size_t dy_step;
    float *before[2], *dy, *mask;
};

static void lstm(const struct given *const g) {
    const size_t n = (size_t)g->b * (size_t)g->units;
    struct twins t = {0};
    for (int i = 0; i < 3; i++) add_array(&t, n, -1, 1);
    add_array(&t, 4 * n, -9, 9);
    lstm_step(t.fast[0], t.fast[1], t.fast[2], t.fast[3], g->before[0], g->before[1], g->mask, g->b, g->units,
              MASK_STEP);
    lstm_step_ref(t.plain[0], t.plain[1], t.plain[2], t.plain[3], g->before[0], g->before[1], g->mask, g->b, g->units,
                  MASK_STEP);
    compare_and_free(&t, "lstm_step", g->b, g->units, 4e-7);
    t.count = 0;
    add_array(&t, 4 * n, 0, 1), add_array(&t, n, -1, 1), add_array(&t, n, -1, 1);
    float *const seen = random_buffer(n, -1, 1, 0, &state);
    lstm_step_backward(t.fast[0], t.fast[1], t.fast[2], g->dy, g->before[1], seen, g->mask, g->b, g->units, g->dy_step,
                       MASK_STEP);
    lstm_step_backward_ref(t.plain[0], t.plain[1], t.plain[2], g->dy, g->before[1], seen, g->mask, g->b, g->units,
                           g->dy_step, MASK_STEP);
    compare_and_free(&t, "lstm_step_backward", g->b, g->units, 4e-7);
    free(seen);
}

static void gru(const struct given *const g) {
    const size_t n = (size_t)g->b * (size_t)g->units;
    struct twins t = {0};
    add_array(&t, n, -1, 1), add_array(&t, 3 * n, -5, 5), add_array(&t, 3 * n, -5, 5);
    gru_step(t.fast[0], t.fast[1], t.fast[2], g->before[0], g->mask, g->b, g->units, MASK_STEP);
    gru_step_ref(t.plain[0], t.plain[1], t.plain[2], g->before[0], g->mask, g->b, g->units, MASK_STEP);
    compare_and_free(&t, "gru_step", g->b, g->units, 1e-6);
    t.count = 0;
    add_array(&t, 3 * n, 0, 1), add_array(&t, 3 * n, -2, 2), add_array(&t, n, -1, 1);
    gru_step_backward(t.fast[0], t.fast[1], t.fast[2], g->dy, g->before[0], g->mask, g->b, g->units, g->dy_step,
                      MASK_STEP);
    gru_step_backward_ref(t.plain[0], t.plain[1], t.plain[2], g->dy, g->before[0], g->mask, g->b, g->units, g->dy_step,
                          MASK_STEP);
    compare_and_free(&t, "gru_step_backward", g->b, g->units, 4e-7);
}

static void rnn(const struct given *const g) {
    const size_t n = (size_t)g->b * (size_t)g->units;
    struct twins t = {0};
    add_array(&t, n, -1, 1);
    rnn_step(t.fast[0], g->before[0], g->mask, g->b, g->units, MASK_STEP);
    rnn_step_ref(t.plain[0], g->before[0], g->mask, g->b, g->units, MASK_STEP);
    compare_and_free(&t, "rnn_step", g->b, g->units, 0);
    t.count = 0;
    add_array(&t, n, -1, 1);
    rnn_gradient(t.fast[0], g->dy, g->b, g->units, g->dy_step);
    rnn_gradient_ref(t.plain[0], g->dy, g->b, g->units, g->dy_step);
    compare_and_free(&t, "rnn_gradient", g->b, g->units, 0);
    t.count = 0;
    add_array(&t, n, -1, 1), add_array(&t, n, -1, 1);
    rnn_step_backward(t.fast[0], t.fast[1], g->mask, g->b, g->units, MASK_STEP);
    rnn_step_backward_ref(t.plain[0], t.plain[1], g->mask, g->b, g->units, MASK_STEP);
    compare_and_free(&t, "rnn_step_backward", g->b, g->units, 0);
}

static void every_step(void) {
    claim("the fast and the plain steps agree");
    for (int i = 0; i < UNIT_COUNT * BATCH_COUNT; i++)
        for (unsigned variant = 0; variant < 4; variant++) {
            struct given g = {.b = BATCHES[i / UNIT_COUNT], .units = UNITS[i % UNIT_COUNT]};
            const size_t rows = (size_t)g.b, units = (size_t)g.units;
            g.dy_step = units + variant % 2 * 5;
            for (int j = 0; j < 2; j++) g.before[j] = random_buffer(rows * units, -1, 1, 0, &state);
            if (variant < 2) g.dy = random_buffer((rows - 1) * g.dy_step + units, -1, 1, 0, &state);
            if (variant % 2 == 1) g.mask = random_buffer((rows - 1) * MASK_STEP + 1, 1, 1, 50, &state);
            lstm(&g), gru(&g), rnn(&g);
            free(g.before[0]), free(g.before[1]), free(g.dy), free(g.mask);
        }
}

static void copies(void) {
    claim("steps are copied between any two layouts, and nothing else is written");
    for (int i = 0; i < UNIT_COUNT; i++)
        for (int b = 1; b <= 3; b++) {
            const int t = 1 + i % 4, c = UNITS[i], wide = c + 3;
            const size_t n = (size_t)b * (size_t)t, row = (size_t)t * (size_t)wide;
            float *const x = random_buffer(n * (size_t)c, -1, 1, 0, &state);
            float *const got = random_buffer(n * (size_t)wide, -1, 1, 0, &state), *const want = copy_buffer(
                                                                                      got, n * (size_t)wide);
            copy_steps(got, x, b, t, c, row, (size_t)wide, (size_t)c, (size_t)b * (size_t)c);
            copy_steps_ref(want, x, b, t, c, row, (size_t)wide, (size_t)c, (size_t)b * (size_t)c);
            CHECK(same_bits(got, want, n * (size_t)wide) && guarded(got, n * (size_t)wide));
            CHECK(got[n * (size_t)wide - (size_t)wide] == x[n * (size_t)c - (size_t)c]);
            free(x), free(got), free(want);
        }
}

static bool all_are(const float *const x, const size_t n, const float value) {
    for (size_t i = 0; i < n; i++)
        if (x[i] != value) return false;
    return true;
}

static void fill(float *const x, const size_t n, const float value) {
    for (size_t i = 0; i < n; i++) x[i] = value;
}

/* Gates shut, states and gradients just above 1e-30: what comes out would fall below it. */
static void tiny_is_zero(void) {
    enum { N = 5 };
    float h[N], c[N], seen[N], gates[4 * N], product[3 * N], before[N], dh[N], dc[N];
    claim("what falls below 1e-30 is zero");
    fill(before, N, 2e-30f), fill(gates, sizeof gates / sizeof *gates, -4), fill(gates + 2 * N, N, 0);
    lstm_step(h, c, seen, gates, before, before, NULL, 1, N, 1);
    CHECK(all_are(c, N, 0) && all_are(h, N, 0));
    fill(gates, sizeof gates / sizeof *gates, 0.25f), fill(dh, N, 2e-30f), fill(dc, N, 2e-30f), fill(seen, N, 0.5f);
    lstm_step_backward(gates, dh, dc, NULL, seen, seen, NULL, 1, N, 0, 1);
    CHECK(all_are(gates, 4 * N, 0) && all_are(dc, N, 0) && all_are(dh, N, 0));
    fill(gates, 3 * N, -4), fill(gates + 2 * N, N, 0), fill(product, 3 * N, 0);
    gru_step(h, gates, product, before, NULL, 1, N, 1);
    CHECK(all_are(h, N, 0));
    fill(gates, 3 * N, 0.25f), fill(product, 3 * N, 0.25f), fill(dh, N, 2e-30f);
    gru_step_backward(gates, product, dh, NULL, before, NULL, 1, N, 0, 1);
    CHECK(all_are(product, 3 * N, 0) && all_are(dh, N, 0) && all_are(gates, 2 * N, 0));
    fill(h, N, 9e-31f), fill(dh, N, -9e-31f), fill(gates, N, 9e-31f);
    rnn_step(h, before, NULL, 1, N, 1), rnn_gradient(dh, NULL, 1, N, 0);
    CHECK(all_are(h, N, 0) && all_are(dh, N, 0));
    rnn_step_backward(gates, dh, NULL, 1, N, 1);
    CHECK(all_are(gates, N, 0));
}

static void no_number_stays(void) {
    enum { N = 6 };
    float h[N] = {0}, c[N], seen[N], gates[4 * N] = {0}, product[3 * N] = {0}, before[N] = {0};
    claim("what is no number is still none behind a step");
    gates[2] = NAN;
    lstm_step(h, c, seen, gates, before, before, NULL, 1, N, 1);
    CHECK(isnan(h[2]) && isnan(c[2]) && h[1] == 0);
    product[N + 5] = NAN;
    fill(gates, 3 * N, 0);
    gru_step(h, gates, product, before, NULL, 1, N, 1);
    CHECK(isnan(h[5]) && h[1] == 0);
    rnn_step(h, before, NULL, 1, N, 1);
    CHECK(isnan(h[5]));
}

int main(void) {
    every_step();
    copies();
    tiny_is_zero();
    no_number_stays();
    return check_report();
}
