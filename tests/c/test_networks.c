/** Whole networks learn what PyTorch's learn: the losses of ten steps of Adam, and the weights afterwards.
 *  Goldens: scripts/goldens/networks_goldens.py. */
#include <string.h>

#include "check.h"
#include "train/loss.h"
#include "train/optimizer.h"

enum { MOST_LAYERS = 16, MOST_STEPS = 10 };
static const double TOLERANCE = 1e-4;

struct network_golden {
    const char *name;
    int count;
    union layer_options layers[MOST_LAYERS];
    struct shape shape;
    int classes, params;
    const float *x, *y, *w, *after;
    double losses[MOST_STEPS];
};

#include "../parity/networks.h"

struct bench {
    struct net net;
    struct optimizer optimizer;
    void *block;
};

static void place(struct bench *const t, struct arena *const arena, const struct layer *const planned,
                  const int count) {
    const union optimizer_options adam = {.adam = {optimizer_kind_adam, NETWORK_RATE, 0.9f, 0.999f, 1e-7f}};
    net_place(&t->net, arena, planned, count, NETWORK_BATCH);
    optimizer_place(&t->optimizer, arena, &adam, t->net.params);
}

static struct bench set_up(const struct network_golden *const golden, const int outputs) {
    struct layer planned[MOST_LAYERS + 1];
    struct bench t = {.block = NULL};
    struct arena arena = {0};
    const int fit = net_plan(planned, NULL, golden->layers, golden->count, &golden->shape, outputs);
    if (!CHECK(fit == golden->count + 1)) return t;
    place(&t, &arena, planned, fit);
    if (!CHECK(t.net.params == (uint64_t)golden->params)) return t;
    t.block = arena_block(arena.used);
    arena = (struct arena){t.block, arena.used, 0};
    place(&t, &arena, planned, fit);
    struct rng weights, masks;
    rng_seed(&weights, 1, 0, 0, STREAM_WEIGHTS);
    rng_seed(&masks, 1, 0, 0, STREAM_DROPOUT);
    net_init(&t.net, &weights, &masks);
    memcpy(t.net.w, golden->w, (size_t)golden->params * sizeof(float));
    optimizer_reset(&t.optimizer, t.net.params);
    return t;
}

/* As vectors: Adam divides by the size of a gradient, so that one near zero may go either way. */
static void check_weights(const float *const got, const float *const want, const int n) {
    double off = 0, norm = 0;
    for (int i = 0; i < n; i++) {
        off += ((double)got[i] - (double)want[i]) * ((double)got[i] - (double)want[i]);
        norm += (double)want[i] * (double)want[i];
    }
    if (!CHECK(sqrt(off) <= TOLERANCE * sqrt(norm))) printf("  relative distance %.3g\n", sqrt(off / norm));
}

static void check_network(const struct network_golden *const golden) {
    int outputs;
    loss_fn *const loss = loss_for(LOSS_auto, golden->classes, &outputs);
    claim(golden->name);
    struct bench t = set_up(golden, outputs);
    if (t.block == NULL) return;
    float scratch[NETWORK_BATCH * 8];
    const int64_t width = shape_size(&golden->shape);
    for (int step = 0; step < NETWORK_STEPS; step++) {
        const float *const x = golden->x + step * NETWORK_BATCH * width, *const y = golden->y + step * NETWORK_BATCH;
        const float *const z = net_forward(&t.net, x, NETWORK_BATCH, true);
        const double got = loss(net_output_gradient(&t.net), z, y, scratch, NETWORK_BATCH, outputs) / NETWORK_BATCH;
        if (!CHECK(fabs(got - golden->losses[step]) <= TOLERANCE * golden->losses[step]))
            printf("  step %d: %.9g, expected %.9g\n", step, got, golden->losses[step]);
        net_backward(&t.net, x, NETWORK_BATCH);
        optimizer_step(&t.optimizer, &t.net, 0.0f);
    }
    check_weights(t.net.w, golden->after, golden->params);
    arena_release(t.block);
}

int main(void) {
    for (size_t i = 0; i < sizeof network_goldens / sizeof *network_goldens; i++) check_network(&network_goldens[i]);
    return check_report();
}
