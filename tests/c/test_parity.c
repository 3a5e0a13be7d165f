/** Outputs, losses, gradients and ten steps of training against PyTorch (tests/parity: torch_goldens.h, loss_goldens.h). A row of
 *  activations.def, losses.def or optimizers.def without a golden fails. */
#include <stdlib.h>
#include <string.h>

#include "../parity/loss_goldens.h"
#include "../parity/torch_goldens.h"
#include "nets.h"

static const double TOLERANCE = 1e-5;

/* As vectors: |got - want| <= tolerance * |want|; and each number, relative to itself or to the root mean square. */
static void check_vector(const float *const got, const double *const want, const size_t n) {
    double off = 0, norm = 0;
    for (size_t i = 0; i < n; i++) {
        off += ((double)got[i] - want[i]) * ((double)got[i] - want[i]);
        norm += want[i] * want[i];
    }
    if (!CHECK(sqrt(off) <= TOLERANCE * sqrt(norm))) printf("  relative distance %.3g\n", sqrt(off / norm));
    const double floor_of = sqrt(norm / (double)n);
    for (size_t i = 0; i < n; i++) CHECK(fabs((double)got[i] - want[i]) <= TOLERANCE * fmax(fabs(want[i]), floor_of));
}

static union layer_options dense(const int units, const int activation) {
    return (union layer_options){.dense = {.kind = layer_kind_dense,
                                           .units = units,
                                           .activation = activation,
                                           .kernel_initializer = INITIALIZER_zeros,
                                           .use_bias = true}};
}

struct bench {
    struct net net;
    struct optimizer optimizer;
    void *block;
};

static void place(struct bench *const t, struct arena *const arena, const union layer_options *const layers,
                  const int count, const int inputs, const int outputs, const union optimizer_options *const options) {
    place_net(&t->net, arena, layers, count, inputs, outputs, TRAIN_BATCH);
    if (options != NULL) optimizer_place(&t->optimizer, arena, options, t->net.params);
}

/* A network with these weights, and an optimizer unless options is NULL. */
static struct bench set_up(const union layer_options *const layers, const int count, const int inputs,
                           const int outputs, const union optimizer_options *const options, const float *const w) {
    struct bench t = {.block = NULL};
    struct arena arena = {0};
    place(&t, &arena, layers, count, inputs, outputs, options);
    t.block = arena_block(arena.used);
    arena = (struct arena){t.block, arena.used, 0};
    place(&t, &arena, layers, count, inputs, outputs, options);
    memcpy(t.net.w, w, (size_t)t.net.params * sizeof(float));
    if (options != NULL) optimizer_reset(&t.optimizer, t.net.params);
    return t;
}

static void check_optimizer(const struct optimizer_golden *const golden) {
    const union layer_options layers[] = {dense(7, ACTIVATION_relu), dense(6, ACTIVATION_tanh)};
    struct bench t = set_up(layers, 2, TRAIN_INPUTS, 3, &golden->options, train_w);
    float scratch[TRAIN_BATCH * 3];
    claim(golden->name);
    CHECK(t.net.params == TRAIN_PARAMS);
    for (int step = 0; step < TRAIN_STEPS; step++) {
        const int from = step % 2 == 0 ? 0 : TRAIN_BATCH, b = step % 2 == 0 ? TRAIN_BATCH : TRAIN_ROWS - TRAIN_BATCH;
        const float *const x = train_x + from * TRAIN_INPUTS, *const z = net_forward(&t.net, x, b, true);
        const double loss = categorical_crossentropy(net_output_gradient(&t.net), z, train_y + from, scratch, b, 3) / b;
        CHECK(fabs(loss - golden->losses[step]) <= TOLERANCE * golden->losses[step]);
        net_backward(&t.net, x, b);
        optimizer_step(&t.optimizer, &t.net, golden->l2);
    }
    check_vector(t.net.w, golden->weights, TRAIN_PARAMS);
    arena_release(t.block);
}

static void test_optimizers(void) {
    int seen[optimizer_count] = {0};
    for (size_t i = 0; i < sizeof optimizer_goldens / sizeof *optimizer_goldens; i++) {
        check_optimizer(&optimizer_goldens[i]);
        seen[optimizer_goldens[i].options.kind]++;
    }
    claim("every optimizer has a golden");
    for (int kind = 0; kind < optimizer_count; kind++) CHECK(seen[kind] > 0);
}

static void test_activations(void) {
    int seen[ACTIVATION_COUNT] = {0};
    for (size_t i = 0; i < sizeof activation_goldens / sizeof *activation_goldens; i++) {
        const struct activation_golden *const golden = &activation_goldens[i];
        const union layer_options layers[] = {dense(4, golden->activation), dense(4, golden->activation)};
        struct bench t = set_up(layers, 2, 3, 3, NULL, bend_w);
        float scratch[BEND_ROWS * 3];
        claim(activations[golden->activation].name);
        CHECK(t.net.params == BEND_PARAMS);
        const float *const z = net_forward(&t.net, bend_x, BEND_ROWS, true);
        check_vector(z, golden->z, BEND_ROWS * 3);
        CHECK_CLOSE(categorical_crossentropy(net_output_gradient(&t.net), z, bend_y, scratch, BEND_ROWS, 3) / BEND_ROWS,
                    golden->loss, TOLERANCE);
        net_backward(&t.net, bend_x, BEND_ROWS);
        check_vector(t.net.dw, golden->dw, BEND_PARAMS);
        arena_release(t.block);
        seen[golden->activation]++;
    }
    claim("every activation has a golden");
    for (int kind = 0; kind < ACTIVATION_COUNT; kind++) CHECK(seen[kind] > 0);
}

static void test_losses(void) {
    int seen[losses_count] = {0};
    for (size_t i = 0; i < sizeof loss_goldens / sizeof *loss_goldens; i++) {
        const struct loss_golden *const golden = &loss_goldens[i];
        const union layer_options layers[] = {dense(4, ACTIVATION_tanh)};
        struct bench t = set_up(layers, 1, 3, golden->outputs, NULL, golden->w);
        float scratch[LOSS_ROWS * LOSS_WIDEST];
        int outputs;
        claim("each loss and its gradients");
        loss_fn *const loss = loss_for((enum loss_kind)golden->loss, golden->classes, &outputs);
        CHECK(loss != NULL && outputs == golden->outputs);
        const float *const z = net_forward(&t.net, loss_x, LOSS_ROWS, true);
        const size_t n = (size_t)(LOSS_ROWS * outputs);
        check_vector(z, golden->z, n);
        CHECK_CLOSE(loss(net_output_gradient(&t.net), z, golden->y, scratch, LOSS_ROWS, outputs) / LOSS_ROWS,
                    golden->value, TOLERANCE);
        check_vector(net_output_gradient(&t.net), golden->dz, n);
        net_backward(&t.net, loss_x, LOSS_ROWS);
        check_vector(t.net.dw, golden->dw, (size_t)t.net.params);
        arena_release(t.block);
        seen[golden->loss]++;
    }
    claim("every loss has a golden");
    for (int kind = 0; kind < losses_count; kind++) CHECK(seen[kind] > 0);
}

int main(void) {
    test_optimizers();
    test_activations();
    test_losses();
    return check_report();
}
