/** Optimizers over a network's slab: the first step by hand, a bowl's bottom, what l2 and reset do. Ten steps against PyTorch are in
 *  test_parity.c. A row of optimizers.def without its case here does not compile. */
#include <stdlib.h>
#include <string.h>

#include "nets.h"
#include "train/optimizer.h"

/* Options that take a bowl to its bottom, and |step| of the very first step, where the gradient is 4 and the rate 0.1. */
struct example {
    union optimizer_options options;
    double first_step;
    int steps;
};
static const struct example example_sgd = {{.sgd = {optimizer_kind_sgd, 0.1f, 0.5f, false}}, 0.4, 300};
static const struct example example_rmsprop = {
    {.rmsprop = {optimizer_kind_rmsprop, 0.1f, 0.9f, 0, 1e-7f}}, 0.316227766, 300};
static const struct example example_adagrad = {{.adagrad = {optimizer_kind_adagrad, 0.1f, 9, 1e-7f}}, 0.08, 20000};
static const struct example example_adam = {{.adam = {optimizer_kind_adam, 0.1f, 0.9f, 0.999f, 1e-7f}}, 0.1, 1000};
/* and a hundredth of the weight, 2, times the rate */
static const struct example example_adamw = {
    {.adamw = {optimizer_kind_adamw, 0.1f, 0.9f, 0.999f, 1e-7f, 0.01f}}, 0.102, 1000};
/* u = 0.9 (1 - 0.96^t / 2) is 0.468, then 0.48528: 0.1 u_2 / (1 - u_1 u_2) + 1 of the rate */
static const struct example example_nadam = {
    {.nadam = {optimizer_kind_nadam, 0.1f, 0.9f, 0.999f, 1e-7f}}, 0.1 + 0.01 * 0.48528 / (1 - 0.468 * 0.48528), 1000};
static const struct example *const examples[] = {
#define VARIANT(name, help, source) &example_##name,
#include "base/fields_skip.h"
#include "train/optimizers.def"
};

enum {
    INPUTS = 3,
    UNITS = 4,
    OUTPUTS = 2,
    KERNELS = INPUTS * UNITS + UNITS * OUTPUTS,
    PARAMS = KERNELS + UNITS + OUTPUTS
};

struct rig {
    struct net net;
    struct optimizer optimizer;
    void *block;
};

static void place(struct rig *const r, struct arena *const arena, const union optimizer_options *const options) {
    const union layer_options layers[] = {{.dense = {.kind = layer_kind_dense,
                                                     .units = UNITS,
                                                     .activation = ACTIVATION_relu,
                                                     .kernel_initializer = INITIALIZER_zeros,
                                                     .use_bias = true}}};
    place_net(&r->net, arena, layers, 1, INPUTS, OUTPUTS, 2);
    optimizer_place(&r->optimizer, arena, options, r->net.params);
}

static struct rig set_up(const union optimizer_options *const options) {
    struct rig r;
    struct arena arena = {0};
    place(&r, &arena, options);
    r.block = arena_block(arena.used);
    arena = (struct arena){r.block, arena.used, 0};
    place(&r, &arena, options);
    optimizer_reset(&r.optimizer, r.net.params);
    CHECK(r.net.params == PARAMS);
    return r;
}

/* The gradient of a bowl with its bottom at 0: 2 w. */
static void step_down(struct rig *const r, const float l2) {
    for (int i = 0; i < PARAMS; i++) r->net.dw[i] = 2 * r->net.w[i];
    optimizer_step(&r->optimizer, &r->net, l2);
}

static void test_bowl(const struct example *const example) {
    struct rig r = set_up(&example->options);
    for (int i = 0; i < PARAMS; i++) r.net.w[i] = 2;
    step_down(&r, 0);
    claim("the first step is as long as the formula says, for every weight");
    for (int i = 0; i < PARAMS; i++) CHECK_CLOSE(2 - (double)r.net.w[i], example->first_step, 1e-6);
    for (int i = 0; i < example->steps; i++) step_down(&r, 0);
    claim("a bowl's bottom is reached");
    for (int i = 0; i < PARAMS; i++) CHECK(fabsf(r.net.w[i]) < 0.06f);

    claim("after a reset the same steps again, bit for bit");
    float first[PARAMS];
    for (int run = 0; run < 2; run++) {
        optimizer_reset(&r.optimizer, r.net.params);
        for (int i = 0; i < PARAMS; i++) r.net.w[i] = (float)(i - 10);
        for (int i = 0; i < 7; i++) step_down(&r, 0);
        if (run == 0) memcpy(first, r.net.w, sizeof first);
    }
    CHECK(memcmp(first, r.net.w, sizeof first) == 0);

    claim("a schedule's rate is the one that counts");
    optimizer_reset(&r.optimizer, r.net.params);
    CHECK_CLOSE(r.optimizer.learning_rate, 0.1, 1e-7);
    r.optimizer.learning_rate /= 5;
    for (int i = 0; i < PARAMS; i++) r.net.w[i] = 2;
    step_down(&r, 0);
    for (int i = 0; i < PARAMS; i++) CHECK_CLOSE(2 - (double)r.net.w[i], example->first_step / 5, 1e-6);
    arena_release(r.block);
}

static bool is_kernel(const int i) {
    return i < INPUTS * UNITS || (i >= INPUTS * UNITS + UNITS && i < KERNELS + UNITS);
}

static void test_l2(const struct example *const example) {
    claim("l2 acts on weights as the gradient l2 * w, and on offsets not at all");
    struct rig with = set_up(&example->options), without = set_up(&example->options);
    for (int i = 0; i < PARAMS; i++) with.net.w[i] = without.net.w[i] = (float)(i % 5) - 1.5f;
    for (int k = 0; k < 5; k++) {
        for (int i = 0; i < PARAMS; i++) {
            with.net.dw[i] = 0.5f;
            without.net.dw[i] = 0.5f + (is_kernel(i) ? 0.25f * without.net.w[i] : 0);
        }
        optimizer_step(&with.optimizer, &with.net, 0.25f);
        optimizer_step(&without.optimizer, &without.net, 0);
    }
    for (int i = 0; i < PARAMS; i++) CHECK_CLOSE((double)with.net.w[i], (double)without.net.w[i], 1e-6);
    arena_release(with.block);
    arena_release(without.block);
}

static void test_memory(void) {
    claim("an optimizer takes the moments it needs and no more");
    static const struct {
        union optimizer_options options;
        int slabs;
    } cases[] = {{{.sgd = {optimizer_kind_sgd, 0.1f, 0, true}}, 0},
                 {{.sgd = {optimizer_kind_sgd, 0.1f, 0.5f, true}}, 1},
                 {{.rmsprop = {optimizer_kind_rmsprop, 0.1f, 0.9f, 0, 1e-7f}}, 1},
                 {{.rmsprop = {optimizer_kind_rmsprop, 0.1f, 0.9f, 0.5f, 1e-7f}}, 2},
                 {{.adagrad = {optimizer_kind_adagrad, 0.1f, 0.1f, 1e-7f}}, 1},
                 {{.adam = {optimizer_kind_adam, 0.1f, 0.9f, 0.999f, 1e-7f}}, 2},
                 {{.nadam = {optimizer_kind_nadam, 0.1f, 0.9f, 0.999f, 1e-7f}}, 2},
                 {{.adamw = {optimizer_kind_adamw, 0.1f, 0.9f, 0.999f, 1e-7f, 0.1f}}, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct optimizer optimizer;
        optimizer_place(&optimizer, &arena, &cases[i].options, 1000);
        CHECK(arena.used == (uint64_t)cases[i].slabs * 4000);
    }
}

static void test_clipping(void) {
    struct rig r = set_up(&example_sgd.options);
    float *const dw = r.net.dw;
    claim("a long gradient is scaled down to clip_norm, a short one is left alone, bit for bit");
    double length = 0;
    for (int i = 0; i < PARAMS; i++) length += (double)((i - 7) * (i - 7));
    for (int i = 0; i < PARAMS; i++) dw[i] = (float)(i - 7);
    gradient_clip(&r.net, (float)sqrt(length) * 1.001f, 0);
    for (int i = 0; i < PARAMS; i++) CHECK(dw[i] == (float)(i - 7));
    gradient_clip(&r.net, 2, 0);
    for (int i = 0; i < PARAMS; i++) CHECK_CLOSE(dw[i], 2 * (i - 7) / sqrt(length), 1e-6);
    claim("each number is cut to clip_value, and that comes first");
    for (int i = 0; i < PARAMS; i++) dw[i] = (float)(i - 7);
    gradient_clip(&r.net, 0, 1.5f);
    for (int i = 0; i < PARAMS; i++) CHECK(dw[i] == (i < 6 ? -1.5f : i > 8 ? 1.5f : (float)(i - 7)));
    for (int i = 0; i < PARAMS; i++) dw[i] = i == 0 ? 1e10f : 0;
    gradient_clip(&r.net, 1, 0.5f);
    CHECK(dw[0] == 0.5f && dw[1] == 0);
    claim("what is no number stays none, so that the training is seen to diverge");
    dw[3] = NAN;
    gradient_clip(&r.net, 0.1f, 0.5f);
    CHECK(isnan(dw[3]));
    arena_release(r.block);
}

int main(void) {
    for (int kind = 0; kind < optimizer_count; kind++) {
        CHECK(examples[kind]->options.kind == kind);
        test_bowl(examples[kind]);
        test_l2(examples[kind]);
    }
    test_memory();
    test_clipping();
    return check_report();
}
