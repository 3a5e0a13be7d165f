/** embedding, position_embedding, self_attention and residual: scripts/goldens/layers_sequence.py, and what no golden can say. */
#include "layer_check.h"

#include "../parity/layers_sequence.h"
#include "../parity/layers_transformer.h"

/* ---- what cannot be ------------------------------------------------------------------------------------------------------------ */

static enum misfit misfit_of(const struct shape shape, const union layer_options *const options, const int count) {
    struct layer planned[GOLDEN_LAYERS + 1];
    enum misfit misfit;
    net_plan(planned, &misfit, options, count, &shape, 2);
    return misfit;
}

static void misfits(void) {
    claim("what cannot follow says why");
    const struct shape row = {.rank = 1, .d = {5}}, tokens = {.rank = 1, .d = {5}, .words = 9},
                       sequence = {.rank = 2, .d = {5, 4}}, picture = {.rank = 3, .d = {5, 4, 2}};
    const union layer_options embedding = {.embedding = {.kind = layer_kind_embedding, .output_dim = 4}},
                              position = {.position_embedding = {.kind = layer_kind_position_embedding}},
                              attention = {.self_attention = {.kind = layer_kind_self_attention, .num_heads = 2}},
                              dense = {.dense = {.kind = layer_kind_dense, .units = 3}},
                              block = {.residual = {.kind = layer_kind_residual, .layers = 1}};
    CHECK(misfit_of(row, &embedding, 1) == MISFIT_needs_tokens);
    CHECK(misfit_of(sequence, &embedding, 1) == MISFIT_needs_tokens);
    CHECK(misfit_of(tokens, &embedding, 1) == MISFIT_none);
    CHECK(misfit_of(tokens, &attention, 1) == MISFIT_needs_numbers);
    CHECK(misfit_of(row, &position, 1) == MISFIT_needs_sequence);
    CHECK(misfit_of(picture, &position, 1) == MISFIT_needs_sequence);
    CHECK(misfit_of(row, &attention, 1) == MISFIT_needs_sequence);
    CHECK(misfit_of(picture, &attention, 1) == MISFIT_needs_sequence);
    CHECK(misfit_of(sequence, &attention, 1) == MISFIT_none);
    const union layer_options around_words[] = {embedding, block}, flat[] = {dense, block};
    CHECK(misfit_of(tokens, around_words, 2) == MISFIT_needs_numbers);
    CHECK(misfit_of(picture, flat, 2) == MISFIT_wrong_block);
    CHECK(misfit_of(row, flat, 2) == MISFIT_none);
    CHECK(misfit_of(row, &block, 1) == MISFIT_empty_block);
}

/* Whether a block that makes `to` of `from` can be. */
static enum misfit shrinks(const struct shape from, const struct shape to) {
    struct layer layer = {.ops = layer_table[layer_kind_residual], .in_shape = to, .skip_shape = from};
    layer.options.residual.kind = layer_kind_residual;
    return layer.ops->plan(&layer);
}

static void strides(void) {
    claim("sides stay or shrink by one stride");
    const struct shape from = {.rank = 3, .d = {9, 8, 2}};
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {5, 4, 2}}) == MISFIT_none);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {3, 3, 7}}) == MISFIT_none);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {9, 8, 7}}) == MISFIT_none);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {1, 1, 2}}) == MISFIT_none);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {5, 8, 2}}) == MISFIT_wrong_block);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {5, 3, 2}}) == MISFIT_wrong_block);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {7, 6, 2}}) == MISFIT_wrong_block);
    CHECK(shrinks(from, (struct shape){.rank = 3, .d = {10, 8, 2}}) == MISFIT_wrong_block);
    CHECK(shrinks(from, (struct shape){.rank = 2, .d = {72, 2}}) == MISFIT_wrong_block);
    CHECK(shrinks((struct shape){.rank = 2, .d = {7, 2}}, (struct shape){.rank = 2, .d = {4, 2}}) == MISFIT_none);
    CHECK(shrinks((struct shape){.rank = 2, .d = {7, 2}}, (struct shape){.rank = 2, .d = {5, 2}}) ==
          MISFIT_wrong_block);
}

/* ---- a block that shrinks -------------------------------------------------------------------------------------------------------- */

struct shrinking {
    struct shape from, to;
    const float *s, *x, *w, *y, *g, *ds, *dx, *dw;
};

#define SHRINKING(i)                                                                                                   \
    shrinking_##i##_s, shrinking_##i##_x, shrinking_##i##_w, shrinking_##i##_y, shrinking_##i##_g, shrinking_##i##_ds, \
        shrinking_##i##_dx, shrinking_##i##_dw

/* Whatever place() takes, in one block; to be released. */
static void *placed(struct layer *const layer, const int b) {
    struct arena arena = {0};
    layer->ops->place(layer, &arena, b);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    layer->ops->place(layer, &arena, b);
    CHECK(arena.used == arena.size);
    return arena.base;
}

static void check_shrinking(const struct shrinking *const want) {
    enum { B = 2 };
    struct layer layer = {.ops = layer_table[layer_kind_residual], .in_shape = want->to, .skip_shape = want->from};
    layer.options.residual.kind = layer_kind_residual;
    layer.options.residual.activation = ACTIVATION_tanh;
    if (!CHECK(layer.ops->plan(&layer) == MISFIT_none)) return;
    layer.inputs = layer.outputs = (int)shape_size(&want->to);
    void *const block = placed(&layer, B);
    const size_t n = B * (size_t)layer.outputs, skip = B * (size_t)shape_size(&want->from);
    struct pass pass = {.training = true, .scratch = malloc(layer.ops->scratch(&layer, B) * sizeof(float))};
    float *const w = copy_of(want->w, (size_t)layer.params), *const dw = copy_of(want->w, (size_t)layer.params);
    float *const dy = copy_of(want->g, n), *const dx = copy_of(want->g, n);
    layer.w = w, layer.dw = dw, layer.skip = want->s;
    check_vector(layer.ops->forward(&layer, want->x, B, &pass), want->y, n, 1e-5);
    for (size_t i = 0; i < skip; i++) layer.skip_gradient[i] = 7; /* must be written, all of it */
    layer.ops->backward(&layer, dx, dy, want->x, B, &pass);
    check_vector(dx, want->dx, n, 1e-5);
    check_vector(dw, want->dw, (size_t)layer.params, 1e-5);
    check_vector(layer.skip_gradient, want->ds, skip, 1e-5);
    free(w), free(dw), free(dy), free(dx), free(pass.scratch);
    arena_release(block);
}

static void blocks_that_shrink(void) {
    claim("a projection with a stride, forward and backward");
    const struct shrinking cases[] = {
        {{.rank = 2, .d = {7, 3}}, {.rank = 2, .d = {4, 5}}, SHRINKING(0)},
        {{.rank = 3, .d = {5, 6, 3}}, {.rank = 3, .d = {3, 3, 4}}, SHRINKING(1)},
        {{.rank = 3, .d = {1, 7, 2}}, {.rank = 3, .d = {1, 3, 2}}, SHRINKING(2)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_shrinking(&cases[i]);
}

/* ---- the sparse gradient ---------------------------------------------------------------------------------------------------------- */

enum { WORDS = 40, STEPS = 6, WIDTH = 5, ROWS = 4, TABLE = WORDS * WIDTH };

/* Batches of changing size, with what clipping and L1 do to dw in between -> whether it is what this batch alone makes. */
static void check_sparse(const float l1) {
    struct layer layer = {.ops = layer_table[layer_kind_embedding],
                          .in_shape = {.rank = 1, .d = {STEPS}, .words = WORDS},
                          .inputs = STEPS,
                          .outputs = STEPS * WIDTH};
    layer.options.embedding = (struct layer_embedding){.kind = layer_kind_embedding,
                                                       .output_dim = WIDTH,
                                                       .embeddings_initializer = INITIALIZER_random_normal,
                                                       .l1 = l1};
    if (!CHECK(layer.ops->plan(&layer) == MISFIT_none && layer.params == TABLE && layer.decayed == TABLE)) return;
    void *const block = placed(&layer, ROWS);
    float w[TABLE], dw[TABLE], want[TABLE], x[ROWS * STEPS], g[ROWS * STEPS * WIDTH];
    struct rng rng;
    struct pass pass = {.training = true};
    rng_seed(&rng, 1, 0, 0, STREAM_WEIGHTS);
    layer.w = w, layer.dw = dw;
    for (int step = 0; step < 30; step++) {
        const int b = 1 + (int)rng_below(&rng, ROWS);
        if (step % 10 == 0) { /* a fold begins: whatever was there is gone */
            for (int i = 0; i < TABLE; i++) dw[i] = 3;
            layer.ops->init(&layer, &rng);
        }
        for (int i = 0; i < b * STEPS; i++) x[i] = (float)rng_below(&rng, WORDS);
        for (int i = 0; i < b * STEPS * WIDTH; i++) g[i] = (float)rng_normal(&rng);
        layer.ops->forward(&layer, x, b, &pass);
        memset(want, 0, sizeof want);
        for (int i = 0; i < b * STEPS; i++)
            for (int j = 0; j < WIDTH; j++) want[(int)x[i] * WIDTH + j] += g[i * WIDTH + j];
        layer.ops->backward(&layer, NULL, g, x, b, &pass);
        CHECK(memcmp(dw, want, sizeof dw) == 0);
        scale_values(dw, TABLE, 0.5f);
        if (l1 > 0) add_sign(dw, w, l1, TABLE);
        x[0] = WORDS - 1; /* a pass for evaluation in between */
        pass.training = false;
        layer.ops->forward(&layer, x, 1, &pass);
        pass.training = true;
    }
    arena_release(block);
}

static void sparse_gradients(void) {
    claim("the gradient of an embedding is this batch's alone, whatever the batches before were");
    check_sparse(0);
    check_sparse(0.01f);
}

/* ---- dropout and masks --------------------------------------------------------------------------------------------------------------- */

/* A golden's chain with its attention dropping: the same masks at every pass, so differences say whether the gradient is right. */
static void check_dropping(struct layer_golden golden) {
    struct net net;
    for (int i = 0; i < golden.count; i++)
        if (golden.layers[i].kind == layer_kind_self_attention) golden.layers[i].self_attention.dropout = 0.4f;
    void *const block = golden_net(&net, &golden);
    if (block == NULL) return;
    const size_t inputs = (size_t)golden.rows * (size_t)net.layers[0].inputs,
                 outputs = (size_t)golden.rows * (size_t)golden.outputs;
    float *const x = copy_of(golden.x, inputs), *const dx = copy_of(golden.x, inputs);
    const struct lanes_rng rng = net.pass.rng;
    const float *const y = net_forward(&net, x, golden.rows, true);
    const struct layer *const last = &net.layers[golden.count - 1];
    double moved = 0;
    for (size_t i = 0; i < outputs; i++) moved += fabs((double)(last->out[i] - golden.y[i]));
    CHECK(moved > 0.01 * (double)outputs && y != NULL);
    memcpy(net_output_gradient(&net), golden.g, outputs * sizeof(float));
    net_backward_from(&net, dx, x, golden.rows, golden.count - 1);
    float *const dw = copy_of(net.dw, (size_t)net.params);
    check_differences(&net, &golden, x, dx, (int)inputs, x, &rng);
    check_differences(&net, &golden, net.w, dw, golden.params, x, &rng);
    net_forward(&net, x, golden.rows, false);
    check_vector(last->out, golden.y, outputs, 1e-4); /* afterwards nothing is dropped */
    free(x), free(dx), free(dw);
    arena_release(block);
}

static void attention_drops(void) {
    claim("attention drops weights while training, and its gradient knows which");
    int found = 0;
    for (size_t i = 0; i < sizeof sequence_goldens / sizeof *sequence_goldens; i++)
        if (sequence_goldens[i].layers[0].kind == layer_kind_self_attention && sequence_goldens[i].shape.d[0] > 2)
            check_dropping(sequence_goldens[i]), found++;
    CHECK(found >= 6);
}

static void masks_go_on(void) {
    claim("the mask of an embedding reaches what stands above, also through a block, but not the output layer");
    const union layer_options layers[] = {
        {.embedding = {.kind = layer_kind_embedding, .output_dim = 3, .mask_zero = true}},
        {.position_embedding = {.kind = layer_kind_position_embedding}},
        {.self_attention = {.kind = layer_kind_self_attention, .num_heads = 1}},
        {.residual = {.kind = layer_kind_residual, .layers = 1}},
        {.self_attention = {.kind = layer_kind_self_attention, .num_heads = 1}}};
    const struct layer_golden golden = {
        .name = "masks", .count = 5, .shape = {.rank = 1, .d = {4}, .words = 5}, .rows = 2};
    const float x[] = {0, 0, 2, 4, 0, 1, 3, 1};
    struct layer planned[6];
    struct net net;
    CHECK(net_plan(planned, NULL, layers, golden.count, &golden.shape, 1) == 6);
    struct arena arena = {0};
    net_place(&net, &arena, planned, 6, golden.rows);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    net_place(&net, &arena, planned, 6, golden.rows);
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_WEIGHTS);
    net_init(&net, &rng, &rng);
    net_forward(&net, x, golden.rows, false);
    for (int i = 1; i < golden.count; i++) CHECK(net.layers[i].mask == net.layers[0].made_mask);
    for (int i = 0; i < 8; i++) CHECK(net.layers[0].made_mask[i] == (x[i] > 0 ? 1 : 0));
    CHECK(net.layers[5].mask == NULL);
    arena_release(arena.base);
}

/* ---- how weights start -------------------------------------------------------------------------------------------------------------- */

/* Uniform in +-limit, as far as some hundred numbers can say. */
static void check_uniform(const float *const w, const size_t n, const double limit) {
    double most = 0, sum = 0;
    for (size_t i = 0; i < n; i++) most = fmax(most, fabs((double)w[i])), sum += (double)w[i];
    CHECK(most <= limit && most > 0.9 * limit && fabs(sum / (double)n) < 0.2 * limit);
}

static void starts(void) {
    claim("weights start as documented, offsets at zero");
    enum { VOCABULARY = 30, T = 12, C = 10, HEADS = 3, K = 10, UNITS = 14, WIDE = HEADS * K };
    const union layer_options layers[] = {
        {.embedding = {.kind = layer_kind_embedding,
                       .output_dim = C,
                       .embeddings_initializer = INITIALIZER_random_uniform}},
        {.position_embedding = {.kind = layer_kind_position_embedding}},
        {.self_attention = {.kind = layer_kind_self_attention, .num_heads = HEADS, .key_dim = K, .use_bias = true}},
        {.dense = {.kind = layer_kind_dense, .units = UNITS}},
        {.residual = {.kind = layer_kind_residual, .layers = 1}}};
    struct layer planned[6];
    struct net net;
    CHECK(net_plan(planned, NULL, layers, 5, &(struct shape){.rank = 1, .d = {T}, .words = VOCABULARY}, 1) == 6);
    struct arena arena = {0};
    net_place(&net, &arena, planned, 6, 1);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    net_place(&net, &arena, planned, 6, 1);
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_WEIGHTS);
    for (size_t i = 0; i < net.params; i++) net.w[i] = 9;
    net_init(&net, &rng, &rng);
    const struct layer *const l = net.layers;
    CHECK(l[0].params == VOCABULARY * C && l[0].decayed == l[0].params);
    CHECK(l[1].params == T * C && l[1].decayed == 0);
    CHECK(l[2].decayed == 4 * C * WIDE && l[2].params == l[2].decayed + 3 * WIDE + C);
    CHECK(l[4].params == C * UNITS && l[4].decayed == l[4].params);
    check_uniform(l[0].w, VOCABULARY * C, 0.05);
    check_uniform(l[1].w, T * C, 0.05);
    for (int i = 0; i < 4; i++) check_uniform(l[2].w + i * C * WIDE, C * WIDE, sqrt(6.0 / (C + WIDE)));
    for (uint64_t i = l[2].decayed; i < l[2].params; i++) CHECK(l[2].w[i] == 0);
    check_uniform(l[4].w, C * UNITS, sqrt(6.0 / (C + UNITS)));
    arena_release(arena.base);
}

/* ---- sizes no machine has --------------------------------------------------------------------------------------------------------------- */

static void huge_is_measured(void) {
    claim("what cannot fit is measured, not wrapped");
    const union layer_options attention = {
        .self_attention = {.kind = layer_kind_self_attention, .num_heads = 256, .key_dim = 4096, .use_bias = true}};
    const struct shape shape = {.rank = 2, .d = {1 << 24, 2}};
    struct layer planned[2];
    struct net net;
    CHECK(net_plan(planned, NULL, &attention, 1, &shape, 1) == 2);
    struct arena arena = {0};
    net_place(&net, &arena, planned, 2, 4096);
    CHECK(arena.used > UINT64_C(1) << 58);
}

int main(void) {
    CHECK_GOLDENS(sequence_goldens);
    CHECK_GOLDENS(transformer_goldens);
    misfits();
    strides();
    blocks_that_shrink();
    sparse_gradients();
    attention_drops();
    masks_go_on();
    starts();
    huge_is_measured();
    return check_report();
}
