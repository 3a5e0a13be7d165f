/** batch_norm and layer_norm: scripts/goldens/layers_norm.py; how they start, and the corners. */
#include "layer_check.h"

#include "../parity/layers_norm.h"

/* A network of one layer for b rows; the block is to be released. */
static void *network(struct net *const net, const union layer_options *const layer, const struct shape shape,
                     const int b) {
    struct layer planned[2];
    CHECK(net_plan(planned, NULL, layer, 1, &shape, 1) == 2);
    struct arena arena = {0};
    net_place(net, &arena, planned, 2, b);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    net_place(net, &arena, planned, 2, b);
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_WEIGHTS);
    for (uint64_t i = 0; i < net->params + net->states; i++) net->w[i] = NAN;
    net_init(net, &rng, &rng);
    return arena.base;
}

static const union layer_options BATCH = {
    .batch_norm = {layer_kind_batch_norm, .momentum = 0.9F, .epsilon = 1e-3F, .center = true, .scale = true}};
static const union layer_options LAYER = {
    .layer_norm = {layer_kind_layer_norm, .epsilon = 1e-3F, .center = true, .scale = true}};

static void starts(void) {
    struct net net;
    claim("gamma starts at 1, beta at 0, the moving mean at 0 and the moving variance at 1; none of them is decayed");
    void *const block = network(&net, &BATCH, (struct shape){.rank = 2, .d = {3, 5}}, 2);
    const struct layer *const layer = &net.layers[0];
    CHECK(layer->params == 10 && layer->states == 10 && layer->decayed == 0);
    for (int i = 0; i < 5; i++) {
        CHECK(layer->w[i] == 1 && layer->w[5 + i] == 0);
        CHECK(layer->state[i] == 0 && layer->state[5 + i] == 1);
    }
    arena_release(block);
    void *const other = network(&net, &LAYER, (struct shape){.rank = 3, .d = {2, 2, 5}}, 2);
    CHECK(net.layers[0].params == 10 && net.layers[0].states == 0 && net.layers[0].decayed == 0);
    for (int i = 0; i < 5; i++) CHECK(net.layers[0].w[i] == 1 && net.layers[0].w[5 + i] == 0);
    arena_release(other);
}

static void masks_pass(void) {
    struct layer planned[2];
    const struct shape masked = {.rank = 2, .d = {3, 5}, .masked = true};
    claim("a mask passes");
    CHECK(net_plan(planned, NULL, &BATCH, 1, &masked, 1) == 2 && planned[0].out_shape.masked);
    CHECK(net_plan(planned, NULL, &LAYER, 1, &masked, 1) == 2 && planned[0].out_shape.masked);
}

static void single_row(void) {
    struct net net;
    float x[6] = {3, -4, 1e4F, 0, 1e-3F, 7}, dx[6];
    claim("a batch of one row has variance 0: y is beta, and no gradient goes down");
    void *const block = network(&net, &BATCH, shape_flat(6), 1);
    net_forward(&net, x, 1, true);
    for (int i = 0; i < 6; i++) CHECK(net.layers[0].out[i] == 0);
    for (int i = 0; i < 6; i++) net_output_gradient(&net)[i] = 1;
    net_backward_from(&net, dx, x, 1, 0);
    for (int i = 0; i < 6; i++) CHECK(fabsf(dx[i]) < 1e-5F && net.dw[i] == 0 && net.dw[6 + i] == 1);
    arena_release(block);
}

static void moving_statistics(void) {
    struct net net;
    float x[8] = {0, 1, 0, 3, 0, 1, 0, 3}; /* two channels: constant 0; 1 and 3 */
    claim("the moving statistics of a dead channel come to rest at 0, not at a denormal; the others at the batch's");
    void *const block = network(&net, &BATCH, (struct shape){.rank = 2, .d = {2, 2}}, 2);
    net.layers[0].state[0] = 1;
    for (int i = 0; i < 3000; i++) net_forward(&net, x, 2, true);
    CHECK(net.layers[0].state[0] == 0 && net.layers[0].state[2] == 0);
    CHECK_CLOSE((double)net.layers[0].state[1], 2, 1e-5);
    CHECK_CLOSE((double)net.layers[0].state[3], 1, 1e-5);

    claim("after training they serve, and stay");
    const float before = net.layers[0].state[3];
    net_forward(&net, x, 2, false);
    CHECK(net.layers[0].state[3] == before);
    CHECK_CLOSE((double)net.layers[0].out[1], -1 / sqrt(1.001), 1e-4);
    arena_release(block);
}

int main(void) {
    CHECK_GOLDENS(norm_goldens);
    starts();
    masks_pass();
    single_row();
    moving_statistics();
    return check_report();
}
