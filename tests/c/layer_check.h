/** Layers against PyTorch, and against central differences of their own forward pass. Goldens: scripts/goldens/layers_*.py. */
#ifndef LAYER_CHECK_H
#define LAYER_CHECK_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "nn/net.h"

enum { GOLDEN_LAYERS = 24, GOLDEN_DIFFERENCES = 300 };

struct layer_golden {
    const char *name;
    int count;
    union layer_options layers[GOLDEN_LAYERS];
    struct shape shape;
    int rows, params, outputs;
    bool training;
    float step; /* of the central differences; 0: none */
    const float *x, *w, *y, *g, *dx, *dw, *state, *state_after, *mask;
};

/* Relative to the length of the vector, and number by number to its largest. */
static inline void check_vector(const float *const got, const float *const want, const size_t n,
                                const double tolerance) {
    double off = 0, norm = 0, most = 0, worst = 0;
    for (size_t i = 0; i < n; i++) {
        const double d = (double)got[i] - (double)want[i];
        off += d * d;
        norm += (double)want[i] * (double)want[i];
        most = fmax(most, fabs((double)want[i]));
        worst = isnan(d) ? INFINITY : fmax(worst, fabs(d));
    }
    CHECK(sqrt(off) <= tolerance * sqrt(norm) + 1e-12);
    CHECK(worst <= tolerance * most + 1e-12);
}

static inline int64_t sum_params(const struct layer *const planned, const int count) {
    int64_t n = 0;
    for (int i = 0; i < count; i++) n += (int64_t)planned[i].params;
    return n;
}

/* A network of the golden's layers, weights, state and mask; the block is to be released. */
static inline void *golden_net(struct net *const net, const struct layer_golden *const golden) {
    struct layer planned[GOLDEN_LAYERS + 1];
    enum misfit misfit;
    const int fit = net_plan(planned, &misfit, golden->layers, golden->count, &golden->shape, 1);
    if (!CHECK(fit == golden->count + 1 && misfit == MISFIT_none)) return NULL;
    if (!CHECK(sum_params(planned, golden->count) == golden->params)) return NULL;
    if (!CHECK(planned[golden->count - 1].outputs == golden->outputs)) return NULL;
    struct arena arena = {0};
    net_place(net, &arena, planned, fit, golden->rows);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    net_place(net, &arena, planned, fit, golden->rows);
    CHECK(arena.used == arena.size);
    struct rng weights, masks;
    rng_seed(&weights, 1, 0, 0, STREAM_WEIGHTS);
    rng_seed(&masks, 1, 0, 0, STREAM_DROPOUT);
    net_init(net, &weights, &masks);
    if (golden->params > 0) memcpy(net->w, golden->w, (size_t)golden->params * sizeof(float));
    if (golden->state != NULL) memcpy(net->w + net->params, golden->state, (size_t)net->states * sizeof(float));
    for (int i = 0; i < golden->count && golden->mask != NULL; i++)
        if (net->layers[i].in_shape.masked) net->layers[i].mask = golden->mask;
    return arena.base;
}

/* sum(g * y) of a pass that draws the same dropout masks as the first one did. */
static inline double golden_sum(struct net *const net, const struct layer_golden *const golden, const float *const x,
                                const struct lanes_rng *const rng) {
    double sum = 0;
    net->pass.rng = *rng;
    net_forward(net, x, golden->rows, golden->training);
    const float *const y = net->layers[golden->count - 1].out;
    for (int i = 0; i < golden->rows * golden->outputs; i++) sum += (double)golden->g[i] * (double)y[i];
    return sum;
}

/* Some of the numbers `at` [n] moved a step each way -> what moves the sum; against the gradient `got`. */
static inline void check_differences(struct net *const net, const struct layer_golden *const golden, float *const at,
                                     const float *const got, const int n, const float *const x,
                                     const struct lanes_rng *const rng) {
    const int stride = n / GOLDEN_DIFFERENCES + 1;
    double off = 0, norm = 0;
    for (int i = 0; i < n; i += stride) {
        const float held = at[i];
        at[i] = held + golden->step;
        const float above = at[i];
        const double high = golden_sum(net, golden, x, rng);
        at[i] = held - golden->step;
        const double width = (double)above - (double)at[i], low = golden_sum(net, golden, x, rng);
        at[i] = held;
        const double want = (high - low) / width;
        off += (want - (double)got[i]) * (want - (double)got[i]);
        norm += want * want;
    }
    CHECK(sqrt(off) <= 2e-3 * sqrt(norm) + 1e-6);
}

static inline float *copy_of(const float *const from, const size_t n) {
    float *const to = malloc((n + 1) * sizeof *to);
    if (n > 0) memcpy(to, from, n * sizeof *to);
    return to;
}

static inline void check_golden(const struct layer_golden *const golden) {
    struct net net;
    claim(golden->name);
    void *const block = golden_net(&net, golden);
    if (block == NULL) return;
    const size_t inputs = (size_t)golden->rows * (size_t)net.layers[0].inputs,
                 outputs = (size_t)golden->rows * (size_t)golden->outputs;
    float *const x = copy_of(golden->x, inputs), *const dx = malloc(inputs * sizeof *dx);
    const struct lanes_rng rng = net.pass.rng;
    net_forward(&net, x, golden->rows, golden->training);
    check_vector(net.layers[golden->count - 1].out, golden->y, outputs, 1e-4);
    if (golden->state_after != NULL) check_vector(net.w + net.params, golden->state_after, (size_t)net.states, 1e-5);
    if (golden->g != NULL && golden->training) {
        memcpy(net_output_gradient(&net), golden->g, outputs * sizeof(float));
        net_backward_from(&net, golden->shape.words > 0 ? NULL : dx, x, golden->rows, golden->count - 1);
        float *const dw = copy_of(net.dw, (size_t)net.params);
        if (golden->dx != NULL) check_vector(dx, golden->dx, inputs, 1e-4);
        if (golden->dw != NULL) check_vector(dw, golden->dw, (size_t)golden->params, 1e-4);
        if (golden->step > 0) {
            if (golden->dx != NULL) check_differences(&net, golden, x, dx, (int)inputs, x, &rng);
            check_differences(&net, golden, net.w, dw, golden->params, x, &rng);
        }
        free(dw);
    }
    free(x), free(dx);
    arena_release(block);
}

#define CHECK_GOLDENS(goldens) \
    for (size_t i_ = 0; i_ < sizeof(goldens) / sizeof *(goldens); i_++) check_golden(&(goldens)[i_])

#endif
