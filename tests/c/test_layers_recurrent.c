/** simple_rnn, lstm and gru: scripts/goldens/layers_recurrent.py; what they refuse, how they start, and that rows do not mix. */
#include "layer_check.h"

#include "../parity/layers_recurrent.h"

static const union layer_options KINDS[] = {
    {.simple_rnn = {layer_kind_simple_rnn, .units = 6, .activation = ACTIVATION_tanh,
                    .kernel_initializer = INITIALIZER_glorot_uniform, .recurrent_initializer = INITIALIZER_orthogonal,
                    .use_bias = true}},
    {.lstm = {layer_kind_lstm, .units = 6, .kernel_initializer = INITIALIZER_glorot_uniform,
              .recurrent_initializer = INITIALIZER_orthogonal, .unit_forget_bias = true, .use_bias = true,
              .bidirectional = true}},
    {.gru = {layer_kind_gru, .units = 6, .kernel_initializer = INITIALIZER_glorot_uniform,
             .recurrent_initializer = INITIALIZER_orthogonal, .use_bias = true, .return_sequences = true}},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS, STEPS = 7, CHANNELS = 3, ROWS = 5 };
static const struct shape SEQUENCE = {.rank = 2, .d = {STEPS, CHANNELS}};

static void plans(void) {
    static const struct shape row = {.rank = 1, .d = {8}}, picture = {.rank = 3, .d = {4, 4, 2}};
    struct layer planned[2];
    enum misfit misfit;
    claim("a recurrent layer needs a sequence");
    for (int i = 0; i < KIND_COUNT; i++) {
        CHECK(net_plan(planned, &misfit, &KINDS[i], 1, &row, 1) == 0 && misfit == MISFIT_needs_sequence);
        CHECK(net_plan(planned, &misfit, &KINDS[i], 1, &picture, 1) == 0 && misfit == MISFIT_needs_sequence);
    }
    claim("the shape, and what is decayed");
    struct shape masked = SEQUENCE;
    masked.masked = true;
    net_plan(planned, &misfit, &KINDS[1], 1, &masked, 1);
    CHECK(planned[0].out_shape.rank == 1 && planned[0].out_shape.d[0] == 12 && !planned[0].out_shape.masked);
    CHECK(planned[0].decayed == 2 * (CHANNELS + 6) * 24 && planned[0].params == planned[0].decayed + 2 * 24);
    net_plan(planned, &misfit, &KINDS[2], 1, &masked, 1);
    CHECK(planned[0].out_shape.rank == 2 && planned[0].out_shape.d[0] == STEPS && planned[0].out_shape.d[1] == 6);
    CHECK(planned[0].out_shape.masked);
    CHECK(planned[0].decayed == (CHANNELS + 6) * 18 && planned[0].params == planned[0].decayed + 2 * 18);
    claim("the largest layer is measured, not wrapped");
    union layer_options huge = KINDS[1];
    huge.lstm.units = 65536;
    const struct shape longest = {.rank = 2, .d = {32767, 65536}};
    const int fit = net_plan(planned, &misfit, &huge, 1, &longest, 1);
    struct net net;
    struct arena arena = {0};
    net_place(&net, &arena, planned, fit, 65536);
    CHECK(fit == 2 && arena.used > (uint64_t)1 << 50);
}

/* A network of one kind with new weights, for ROWS rows. */
static void *new_net(struct net *const net, const union layer_options *const options) {
    const struct layer_golden golden = {.count = 1, .layers = {*options}, .shape = SEQUENCE, .rows = ROWS};
    struct layer planned[2];
    net_plan(planned, NULL, golden.layers, 1, &golden.shape, 1);
    struct arena arena = {0};
    net_place(net, &arena, planned, 2, ROWS);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    net_place(net, &arena, planned, 2, ROWS);
    struct rng weights, masks;
    rng_seed(&weights, 1, 0, 0, STREAM_WEIGHTS);
    rng_seed(&masks, 1, 0, 0, STREAM_DROPOUT);
    net_init(net, &weights, &masks);
    return arena.base;
}

static void starts(void) {
    claim("an lstm starts with open forget gates, other offsets at zero, and orthogonal weights of the state");
    struct net net;
    void *const block = new_net(&net, &KINDS[1]);
    for (int i = 0; i < 2; i++) {
        const float *const u = net.w + (i * (CHANNELS + 6) + CHANNELS) * 24, *const b = net.w + 2 * (CHANNELS + 6) * 24;
        for (int j = 0; j < 24; j++) CHECK(b[i * 24 + j] == (j / 6 == 1 ? 1.0f : 0.0f));
        for (int j = 0; j < 6; j++)
            for (int k = 0; k < 6; k++) {
                double dot = 0;
                for (int l = 0; l < 24; l++) dot += (double)u[j * 24 + l] * (double)u[k * 24 + l];
                CHECK_CLOSE(dot, j == k, 1e-5);
            }
    }
    arena_release(block);
    claim("without unit_forget_bias they start at zero");
    union layer_options shut = KINDS[1];
    shut.lstm.unit_forget_bias = false;
    void *const other = new_net(&net, &shut);
    for (int j = 0; j < 2 * 24; j++) CHECK(net.w[2 * (CHANNELS + 6) * 24 + j] == 0);
    arena_release(other);
}

static void rows_do_not_mix(void) {
    claim("a smaller batch after a larger one gives what it gives alone, both ways");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct net net, fresh;
        void *const block = new_net(&net, &KINDS[kind]), *const other = new_net(&fresh, &KINDS[kind]);
        float x[ROWS * STEPS * CHANNELS], dx[2][2 * STEPS * CHANNELS];
        for (int i = 0; i < ROWS * STEPS * CHANNELS; i++) x[i] = (float)(i * 37 % 101) / 50.0f - 1.0f;
        const size_t outputs = 2 * (size_t)net.layers[0].outputs;
        for (int pass = 0; pass < 2; pass++) {
            struct net *const at = pass == 0 ? &net : &fresh;
            if (pass == 0) {
                net_forward(at, x, ROWS, true);
                for (int i = 0; i < ROWS * net.layers[0].outputs; i++) net_output_gradient(at)[i] = 1;
                net_backward_from(at, NULL, x, ROWS, 0);
            }
            net_forward(at, x, 2, true);
            for (size_t i = 0; i < outputs; i++) net_output_gradient(at)[i] = 0.5f;
            net_backward_from(at, dx[pass], x, 2, 0);
        }
        CHECK(memcmp(net.layers[0].out, fresh.layers[0].out, outputs * sizeof(float)) == 0);
        CHECK(memcmp(dx[0], dx[1], sizeof dx[0]) == 0);
        CHECK(memcmp(net.dw, fresh.dw, (size_t)net.layers[0].params * sizeof(float)) == 0);
        arena_release(block), arena_release(other);
    }
}

static void padding_gives_zeros(void) {
    claim("a row that is all padding gives zeros");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct net net;
        void *const block = new_net(&net, &KINDS[kind]);
        float x[ROWS * STEPS * CHANNELS], mask[ROWS * STEPS];
        for (int i = 0; i < ROWS * STEPS * CHANNELS; i++) x[i] = 1;
        for (int i = 0; i < ROWS * STEPS; i++) mask[i] = i / STEPS == 3 ? 0.0f : 1.0f;
        net.layers[0].mask = mask;
        net_forward(&net, x, ROWS, false);
        const int n = net.layers[0].outputs;
        for (int i = 0; i < ROWS * n; i++) CHECK((net.layers[0].out[i] == 0) == (i / n == 3));
        arena_release(block);
    }
}

int main(void) {
    CHECK_GOLDENS(recurrent_goldens);
    plans();
    starts();
    rows_do_not_mix();
    padding_gives_zeros();
    return check_report();
}
