/** The options of training against PyTorch (tests/parity/training_goldens.h): clipped gradients, smoothed labels, weighted classes,
 *  huber's delta. Ten steps each. */
#include <string.h>

#include "../parity/training_goldens.h"
#include "nets.h"

static const double TOLERANCE = 1e-5;

struct bench {
    struct net net;
    struct optimizer optimizer;
    struct loss loss;
    void *block;
};

static void place(struct bench *const t, struct arena *const arena, const struct training_golden *const golden) {
    static const union layer_options layers[] = {{.dense = {.kind = layer_kind_dense,
                                                            .units = 7,
                                                            .activation = ACTIVATION_relu,
                                                            .kernel_initializer = INITIALIZER_zeros,
                                                            .use_bias = true}},
                                                 {.dense = {.kind = layer_kind_dense,
                                                            .units = 6,
                                                            .activation = ACTIVATION_tanh,
                                                            .kernel_initializer = INITIALIZER_zeros,
                                                            .use_bias = true}}};
    place_net(&t->net, arena, layers, 2, OPTION_INPUTS, t->loss.outputs, OPTION_BATCH);
    optimizer_place(&t->optimizer, arena, &golden->training.optimizer, t->net.params);
    loss_place(&t->loss, arena);
}

static float *targets(const int classes) { return classes == 0 ? option_y0 : classes == 2 ? option_y2 : option_y3; }

static struct bench set_up(const struct training_golden *const golden) {
    struct bench t = {.loss = loss_with(&golden->training, golden->classes)};
    struct arena arena = {0};
    place(&t, &arena, golden);
    t.block = arena_block(arena.used);
    arena = (struct arena){t.block, arena.used, 0};
    place(&t, &arena, golden);
    CHECK(t.loss.outputs == golden->outputs && t.net.params <= OPTION_PARAMS);
    memcpy(t.net.w, golden->w, (size_t)t.net.params * sizeof(float));
    optimizer_reset(&t.optimizer, t.net.params);
    int32_t rows[OPTION_ROWS];
    for (int i = 0; i < OPTION_ROWS; i++) rows[i] = i;
    const struct dataset data = {.rows = OPTION_ROWS, .classes = golden->classes, .y = targets(golden->classes)};
    loss_weigh(&t.loss, &data, rows, OPTION_ROWS);
    return t;
}

static void check_steps(const struct training_golden *const golden) {
    struct bench t = set_up(golden);
    float scratch[OPTION_BATCH * 3];
    claim(golden->name);
    for (int step = 0; step < OPTION_STEPS; step++) {
        const int from = step % 2 == 0 ? 0 : OPTION_BATCH;
        const int b = step % 2 == 0 ? OPTION_BATCH : OPTION_ROWS - OPTION_BATCH;
        const float *const x = option_x + from * OPTION_INPUTS, *const y = targets(golden->classes) + from;
        const float *const z = net_forward(&t.net, x, b, true);
        const double loss = loss_train(&t.loss, net_output_gradient(&t.net), z, y, scratch, b) / b;
        CHECK(fabs(loss - golden->losses[step]) <= TOLERANCE * golden->losses[step]);
        if (golden->training.class_weight == CLASS_WEIGHT_none)
            CHECK_CLOSE(loss_score(&t.loss, z, y, scratch, b) / b, loss, 1e-12);
        net_backward(&t.net, x, b);
        gradient_clip(&t.net, golden->training.clip_norm, golden->training.clip_value);
        optimizer_step(&t.optimizer, &t.net, golden->training.l2);
    }
    double off = 0, norm = 0;
    for (uint64_t i = 0; i < t.net.params; i++) {
        off += pow((double)t.net.w[i] - golden->weights[i], 2);
        norm += pow(golden->weights[i], 2);
    }
    if (!CHECK(sqrt(off) <= TOLERANCE * sqrt(norm))) printf("  relative distance %.3g\n", sqrt(off / norm));
    arena_release(t.block);
}

static void test_weights(void) {
    claim("balanced weights are over the rows given and the classes among them");
    float y[8] = {0, 0, 0, 2, 2, 0, 1, 1}, weights[4];
    static const int32_t rows[6] = {0, 1, 2, 3, 4, 5};
    const struct dataset data = {.rows = 8, .classes = 4, .y = y};
    struct loss loss = {.classes = 4, .outputs = 4, .weighting = CLASS_WEIGHT_balanced, .weights = weights};
    loss_weigh(&loss, &data, rows, 6);
    CHECK(weights[0] == 0.75f && weights[1] == 0 && weights[2] == 1.5f && weights[3] == 0);
    claim("the weights of a batch of equal classes change nothing");
    float z[6] = {1, 2, 3, -1, 0, 0.5f}, dz[6], plain[6], scratch[6];
    const float answers[2] = {1, 2};
    struct loss even = {.fn = categorical_crossentropy, .classes = 3, .outputs = 3};
    const double want = loss_train(&even, plain, z, answers, scratch, 2);
    for (int c = 0; c < 3; c++) weights[c] = 1;
    even.weights = weights;
    CHECK_CLOSE(loss_train(&even, dz, z, answers, scratch, 2), want, 1e-7);
    for (int i = 0; i < 6; i++) CHECK_CLOSE(dz[i], plain[i], 1e-7);
}

static void test_fitting(void) {
    claim("smoothing acts on cross-entropies, weights on classes, and neither where it means nothing");
    struct training training = {.loss = LOSS_auto, .label_smoothing = 0.1f, .class_weight = CLASS_WEIGHT_balanced};
    CHECK(loss_with(&training, 3).smoothing == 0.1f && loss_with(&training, 2).smoothing == 0.1f);
    CHECK(loss_with(&training, 3).weighting == CLASS_WEIGHT_balanced);
    CHECK(loss_with(&training, 0).smoothing == 0 && loss_with(&training, 0).weighting == CLASS_WEIGHT_none);
    training.loss = LOSS_hinge;
    CHECK(loss_with(&training, 2).smoothing == 0 && loss_with(&training, 3).fn == categorical_hinge);
    CHECK(loss_with(&training, 0).fn == NULL);
}

int main(void) {
    for (size_t i = 0; i < sizeof training_goldens / sizeof *training_goldens; i++) check_steps(&training_goldens[i]);
    test_weights();
    test_fitting();
    return check_report();
}
