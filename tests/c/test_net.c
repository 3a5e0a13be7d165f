/** Gradients through dense and dropout, of every activation and loss, against central differences of an independent forward pass in
 *  double. An activation or a loss without its oracle here does not compile; the other layers are in test_layers_*.c. */
#include <stdlib.h>
#include <string.h>

#include "nets.h"
#include "nn/net.h"
#include "train/trial.h"

enum { MOST = 24, BATCH = 6, MOST_PARAMS = 2048 };
static const double TOLERANCE = 1e-3, STEP = 1e-6;

/* ---- the oracle: plain, in double ----------------------------------------------------------------------------------- */

static double act_linear(const double x) { return x; }
static double act_relu(const double x) { return x > 0 ? x : 0; }
static double act_sigmoid(const double x) { return 1 / (1 + exp(-x)); }
static double act_tanh(const double x) { return tanh(x); }
static double act_leaky_relu(const double x) { return x > 0 ? x : 0.2 * x; }
static double act_elu(const double x) { return x > 0 ? x : exp(x) - 1; }
static double act_gelu(const double x) { return 0.5 * x * (1 + erf(x / sqrt(2.0))); }
static double (*const act_oracle[])(double) = {
#define ACTIVATION(name, from, help) act_##name,
#include "kernels/activations.def"
};

/* y [outputs] of one row x [inputs]; w: the layer's parameters in double; kept: its mask for this row. */
static void layer_oracle_dense(double *const y, const double *const x, const struct layer *const layer,
                               const double *const w, const float *const kept) {
    (void)kept;
    const int in = layer->inputs, out = layer->outputs;
    for (int j = 0; j < out; j++) {
        double sum = layer->options.dense.use_bias ? w[in * out + j] : 0;
        for (int i = 0; i < in; i++) sum += x[i] * w[i * out + j];
        y[j] = act_oracle[layer->options.dense.activation](sum);
    }
}
static void layer_oracle_dropout(double *const y, const double *const x, const struct layer *const layer,
                                 const double *const w, const float *const kept) {
    (void)w;
    for (int i = 0; i < layer->outputs; i++) y[i] = layer->options.dropout.rate > 0 ? x[i] * (double)kept[i] : x[i];
}
typedef void layer_oracle_fn(double *, const double *, const struct layer *, const double *, const float *);
static layer_oracle_fn *const layer_oracle[layer_count] = {
    [layer_kind_dense] = layer_oracle_dense, [layer_kind_dropout] = layer_oracle_dropout};

/* The loss of one row. */
static double loss_oracle_categorical_crossentropy(const double *const z, const double y, const int h) {
    double sum = 0;
    for (int c = 0; c < h; c++) sum += exp(z[c]);
    return log(sum) - z[(int)y];
}
static double loss_oracle_binary_crossentropy(const double *const z, const double y, const int h) {
    (void)h;
    const double p = 1 / (1 + exp(-z[0]));
    return -(y * log(p) + (1 - y) * log(1 - p));
}
static double loss_oracle_mean_squared_error(const double *const z, const double y, const int h) {
    (void)h;
    return (z[0] - y) * (z[0] - y);
}
static double loss_oracle_mean_absolute_error(const double *const z, const double y, const int h) {
    (void)h;
    return fabs(z[0] - y);
}
static double loss_oracle_huber(const double *const z, const double y, const int h) {
    (void)h;
    const double far = fabs(z[0] - y);
    return far <= 1 ? far * far / 2 : far - 0.5;
}
static double loss_oracle_hinge(const double *const z, const double y, const int h) {
    double most = 0;
    if (h == 1) return fmax(0, 1 - (2 * y - 1) * z[0]);
    for (int c = 0; c < h; c++)
        if (c != (int)y) most = fmax(most, z[c]);
    return fmax(0, 1 + most - z[(int)y]);
}
typedef double loss_oracle_fn(const double *, double, int);
/* The row of losses.def -> the oracle for so many classes. */
static loss_oracle_fn *auto_oracle(const int classes) {
    return classes == 0   ? loss_oracle_mean_squared_error
           : classes == 2 ? loss_oracle_binary_crossentropy
                          : loss_oracle_categorical_crossentropy;
}
static loss_oracle_fn *categorical_crossentropy_oracle(const int classes) {
    (void)classes;
    return loss_oracle_categorical_crossentropy;
}
static loss_oracle_fn *binary_crossentropy_oracle(const int classes) {
    (void)classes;
    return loss_oracle_binary_crossentropy;
}
static loss_oracle_fn *mean_squared_error_oracle(const int classes) {
    (void)classes;
    return loss_oracle_mean_squared_error;
}
static loss_oracle_fn *mean_absolute_error_oracle(const int classes) {
    (void)classes;
    return loss_oracle_mean_absolute_error;
}
static loss_oracle_fn *huber_oracle(const int classes) {
    (void)classes;
    return loss_oracle_huber;
}
static loss_oracle_fn *hinge_oracle(const int classes) {
    (void)classes;
    return loss_oracle_hinge;
}
static loss_oracle_fn *(*const loss_oracles[])(int) = {
#define OPTION(name, help) name##_oracle,
#include "train/losses.def"
};

/* The mean loss of the network at weights w; the masks are those of the last f32 pass. */
static double oracle_loss(const struct net *const net, const double *const w, const float *const x,
                          const float *const y, const int b, loss_oracle_fn *const loss) {
    double sum = 0;
    for (int row = 0; row < b; row++) {
        double a[MOST], next[MOST];
        const double *at = w;
        for (int i = 0; i < net->layers[0].inputs; i++) a[i] = (double)x[row * net->layers[0].inputs + i];
        for (int l = 0; l < net->count; l++) {
            const struct layer *const layer = &net->layers[l];
            const float *const kept = layer->kept != NULL ? layer->kept + row * layer->outputs : NULL;
            layer_oracle[layer->options.kind](next, a, layer, at, kept);
            memcpy(a, next, sizeof a);
            at += layer->params;
        }
        sum += loss(a, (double)y[row], net->layers[net->count - 1].outputs);
    }
    return sum / b;
}

/* ---- comparing -------------------------------------------------------------------------------------------------------- */

/* As vectors, and number by number with a floor of a thousandth of the largest. */
static void check_gradient(const float *const got, const double *const want, const size_t n) {
    double off = 0, norm = 0, most = 0, worst = 0;
    for (size_t i = 0; i < n; i++) {
        off += ((double)got[i] - want[i]) * ((double)got[i] - want[i]);
        norm += want[i] * want[i];
        most = fmax(most, fabs(want[i]));
    }
    for (size_t i = 0; i < n; i++)
        worst = fmax(worst, fabs((double)got[i] - want[i]) / fmax(fabs(want[i]), TOLERANCE * most + 1e-12));
    CHECK(sqrt(off) <= TOLERANCE * sqrt(norm));
    CHECK(worst <= TOLERANCE);
}

static float random_float(struct rng *const rng) { return (float)rng_normal(rng); }

struct setting {
    int count, inputs, classes, rows;
    enum loss_kind loss;
    union layer_options layers[4];
};

static union layer_options dense(const int units, const int activation, const bool use_bias) {
    return (union layer_options){.dense = {.kind = layer_kind_dense,
                                           .units = units,
                                           .activation = activation,
                                           .kernel_initializer = INITIALIZER_he_uniform,
                                           .use_bias = use_bias}};
}
static union layer_options dropout(const float rate) {
    return (union layer_options){.dropout = {layer_kind_dropout, rate}};
}

static void *placed(struct net *const net, const struct setting *const s, const int outputs) {
    struct arena arena = {0};
    place_net(net, &arena, s->layers, s->count, s->inputs, outputs, BATCH);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    place_net(net, &arena, s->layers, s->count, s->inputs, outputs, BATCH);
    CHECK(arena.used == arena.size);
    struct rng weights, masks;
    rng_seed(&weights, 5, (uint64_t)s->inputs, 0, STREAM_WEIGHTS);
    rng_seed(&masks, 5, 0, 0, STREAM_DROPOUT);
    net_init(net, &weights, &masks);
    for (uint64_t i = 0; i < net->params; i++) /* offsets too are to matter */
        if (net->w[i] == 0.0f) net->w[i] = 0.3f * random_float(&weights);
    return arena.base;
}

/* dw of the whole network after one training pass. */
static void check_network(const struct setting *const s) {
    struct net net;
    int outputs;
    float x[BATCH * MOST], y[BATCH], scratch[BATCH * MOST];
    double w[MOST_PARAMS], want[MOST_PARAMS];
    loss_fn *const loss = loss_for(s->loss, s->classes, &outputs);
    loss_oracle_fn *const oracle = loss_oracles[s->loss](s->classes);
    void *const block = placed(&net, s, outputs);
    struct rng rng;
    rng_seed(&rng, 1, (uint64_t)s->classes, 0, STREAM_SAMPLER);
    for (int i = 0; i < s->rows * s->inputs; i++) x[i] = random_float(&rng);
    for (int i = 0; i < s->rows; i++)
        y[i] = s->classes > 0 ? (float)rng_below(&rng, (uint32_t)s->classes) : random_float(&rng);

    const float *const z = net_forward(&net, x, s->rows, true);
    const double value = loss(net_output_gradient(&net), z, y, scratch, s->rows, outputs) / s->rows;
    net_backward(&net, x, s->rows);
    for (uint64_t i = 0; i < net.params; i++) w[i] = (double)net.w[i];
    CHECK_CLOSE(value, oracle_loss(&net, w, x, y, s->rows, oracle), 1e-5);
    for (uint64_t i = 0; i < net.params; i++) {
        const double held = w[i];
        w[i] = held + STEP;
        const double above = oracle_loss(&net, w, x, y, s->rows, oracle);
        w[i] = held - STEP;
        want[i] = (above - oracle_loss(&net, w, x, y, s->rows, oracle)) / (2 * STEP);
        w[i] = held;
    }
    check_gradient(net.dw, want, (size_t)net.params);
    arena_release(block);
}

static void test_activations_and_losses(void) {
    static const int widths[] = {1, 3, 5, 8, 17}, tasks[] = {0, 2, 3, 5};
    int ran[losses_count] = {0};
    for (int activation = 0; activation < ACTIVATION_COUNT; activation++)
        for (int i = 0; i < 5; i++)
            for (int loss = 0; loss < losses_count; loss++)
                for (int t = 0; t < 4; t++) {
                    int outputs;
                    if (loss_for((enum loss_kind)loss, tasks[t], &outputs) == NULL) continue;
                    claim(activations[activation].name);
                    check_network(
                        &(struct setting){2,
                                          widths[4 - i],
                                          tasks[t],
                                          1 + i,
                                          (enum loss_kind)loss,
                                          {dense(widths[i], activation, true), dense(4, activation, i % 2 == 0)}});
                    ran[loss]++;
                }
    claim("every loss is checked");
    for (int loss = 0; loss < losses_count; loss++) CHECK(ran[loss] > 0);
}

static void test_chains(void) {
    claim("no hidden layer");
    check_network(&(struct setting){0, 7, 3, BATCH, LOSS_auto, {{0}}});
    claim("dropout between layers, and before the output");
    check_network(&(struct setting){
        4,
        6,
        3,
        BATCH,
        LOSS_auto,
        {dense(8, ACTIVATION_tanh, true), dropout(0.4f), dense(7, ACTIVATION_gelu, true), dropout(0.2f)}});
    claim("dropout first, twice, and of nothing");
    check_network(
        &(struct setting){3, 9, 0, BATCH, LOSS_auto, {dropout(0.3f), dropout(0.5f), dense(5, ACTIVATION_elu, true)}});
    check_network(&(struct setting){
        3, 9, 2, BATCH, LOSS_auto, {dense(5, ACTIVATION_relu, true), dropout(0.0f), dense(3, ACTIVATION_tanh, false)}});
}

/* dx and dw of one layer that is not the first: the gradient of sum(g * y) for random g. */
static void check_layer(const union layer_options options, const int inputs, const int b) {
    struct net net;
    const struct setting s = {1, inputs, 3, b, LOSS_auto, {options}};
    void *const block = placed(&net, &s, 3);
    struct layer *const layer = &net.layers[0];
    float x[BATCH * MOST], g[BATCH * MOST], used[BATCH * MOST], dx[BATCH * MOST];
    double want[BATCH * MOST], a[MOST], w[MOST_PARAMS];
    struct rng rng;
    rng_seed(&rng, 2, (uint64_t)inputs, 0, STREAM_SAMPLER);
    for (int i = 0; i < b * inputs; i++) x[i] = random_float(&rng);
    for (int i = 0; i < b * layer->outputs; i++) used[i] = g[i] = random_float(&rng);
    for (uint64_t i = 0; i < layer->params; i++) w[i] = (double)layer->w[i];
    net_forward(&net, x, b, true);
    layer->ops->backward(layer, dx, used, x, b, &net.pass);
    for (int row = 0; row < b; row++)
        for (int i = 0; i < inputs; i++) {
            double sums[2] = {0}, y[MOST];
            for (int side = 0; side < 2; side++) {
                for (int j = 0; j < inputs; j++) a[j] = (double)x[row * inputs + j];
                a[i] += side == 0 ? STEP : -STEP;
                layer_oracle[options.kind](y, a, layer, w,
                                           layer->kept != NULL ? layer->kept + row * layer->outputs : NULL);
                for (int j = 0; j < layer->outputs; j++) sums[side] += (double)g[row * layer->outputs + j] * y[j];
            }
            want[row * inputs + i] = (sums[0] - sums[1]) / (2 * STEP);
        }
    check_gradient(dx, want, (size_t)b * (size_t)inputs);
    arena_release(block);
}

static void test_layers(void) {
    static const int widths[] = {1, 3, 5, 8, 17};
    for (int i = 0; i < 5; i++) {
        claim("dense passes the gradient on");
        for (int activation = 0; activation < ACTIVATION_COUNT; activation++)
            check_layer(dense(widths[4 - i], activation, true), widths[i], BATCH - i);
        claim("dropout passes the gradient on");
        check_layer(dropout(0.5f), widths[i], BATCH);
        check_layer(dropout(0.0f), widths[i], BATCH);
    }
}

static void test_dropout(void) {
    claim("dropout acts while training only, draws anew each time, and keeps the mean");
    struct net net;
    const struct setting s = {1, 16, 3, BATCH, LOSS_auto, {dropout(0.25f)}};
    void *const block = placed(&net, &s, 3);
    float x[BATCH * 16], masks[2][BATCH * 16];
    for (int i = 0; i < BATCH * 16; i++) x[i] = 1.0f;
    net_forward(&net, x, BATCH, false);
    CHECK(net.layers[0].out == x);
    double sum = 0;
    for (int pass = 0; pass < 1000; pass++) {
        net_forward(&net, x, BATCH, true);
        memcpy(masks[pass % 2], net.layers[0].kept, sizeof masks[0]);
        for (int i = 0; i < BATCH * 16; i++) {
            CHECK(net.layers[0].out[i] == 0.0f || fabsf(net.layers[0].out[i] - 1 / 0.75f) < 1e-6f);
            sum += (double)net.layers[0].out[i];
        }
    }
    CHECK(memcmp(masks[0], masks[1], sizeof masks[0]) != 0);
    CHECK_CLOSE(sum / (1000 * BATCH * 16), 1.0, 0.01);
    arena_release(block);
}

static void test_huge(void) {
    claim("a network of a billion units is measured, not wrapped");
    struct arena arena = {0};
    struct net net;
    const union layer_options layers[2] = {dense(1000000, ACTIVATION_relu, true),
                                           dense(1000000, ACTIVATION_relu, true)};
    place_net(&net, &arena, layers, 2, 10, 3, 32);
    CHECK(net.params == 10 * 1000000u + 1000000u + 1000000u * UINT64_C(1000000) + 1000000u + 3 * 1000000u + 3);
    CHECK(arena.used > net.params * 8 && arena.used < net.params * 9);

    claim("so is the scratch of a network that a large machine could hold");
    const union layer_options wide = dense(20000, ACTIVATION_linear, false);
    struct arena whole = {0}, parts = {0};
    place_net(&net, &whole, &wide, 1, 20000, 1, 1);
    (void)arena_take(&parts, 2 * net.params, sizeof(float));
    (void)arena_take(&parts, 3 * 20000, sizeof(float)); /* y and the two signals */
    (void)arena_take(&parts, gemm_scratch(1, 20000, 20000), sizeof(float));
    CHECK(whole.used >= parts.used);
}

int main(void) {
    test_activations_and_losses();
    test_chains();
    test_layers();
    test_dropout();
    test_huge();
    return check_report();
}
