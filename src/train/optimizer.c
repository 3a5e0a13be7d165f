#include "train/optimizer.h"

#include <math.h>
#include <string.h>

static const double NADAM_DECAY = 0.96; /* Dozat 2016 */

static double learning_rate_of(const union optimizer_options *const o) {
    switch (o->kind) {
#define VARIANT(name, help, source) \
    case optimizer_kind_##name:     \
        return (double)o->name.learning_rate;
#include "base/fields_skip.h"
#include "train/optimizers.def"
    }
    return 0.0;
}

static bool has_momentum(const union optimizer_options *const o) {
    return (o->kind == optimizer_kind_sgd && o->sgd.momentum > 0.0f) ||
           (o->kind == optimizer_kind_rmsprop && o->rmsprop.momentum > 0.0f) || o->kind == optimizer_kind_adam ||
           o->kind == optimizer_kind_adamw || o->kind == optimizer_kind_nadam;
}

void optimizer_place(struct optimizer *const optimizer, struct arena *const arena,
                     const union optimizer_options *const options, const uint64_t params) {
    optimizer->options = *options;
    optimizer->first = optimizer->second = NULL;
    if (has_momentum(options)) optimizer->first = arena_take(arena, params, sizeof(float));
    if (options->kind != optimizer_kind_sgd) optimizer->second = arena_take(arena, params, sizeof(float));
}

void optimizer_reset(struct optimizer *const optimizer, const uint64_t params) {
    const union optimizer_options *const o = &optimizer->options;
    const float start = o->kind == optimizer_kind_adagrad ? o->adagrad.initial_accumulator : 0.0f;
    optimizer->learning_rate = learning_rate_of(o);
    optimizer->power_1 = optimizer->power_2 = optimizer->decay = 1.0;
    if (optimizer->first != NULL) memset(optimizer->first, 0, (size_t)params * sizeof(float));
    for (uint64_t i = 0; i < params && optimizer->second != NULL; i++) optimizer->second[i] = start;
}

static struct adam_step adam_of(const struct optimizer *const optimizer, const float beta_1, const float beta_2,
                                const float epsilon, const float weight_decay) {
    return (struct adam_step){.beta_1 = beta_1,
                              .beta_2 = beta_2,
                              .epsilon = epsilon,
                              .rate = (float)(optimizer->learning_rate / (1.0 - optimizer->power_1)),
                              .correction = (float)(1.0 / sqrt(1.0 - optimizer->power_2)),
                              .shrink = (float)(1.0 - optimizer->learning_rate * (double)weight_decay)};
}

/* Dozat's momentum at a step, where decay is 0.96 to its power. */
static double momentum_at(const double beta_1, const double decay) { return beta_1 * (1.0 - 0.5 * decay); }

/* Of nadam, power_1 is the product of the momenta so far. */
static struct nadam_step nadam_of(const struct optimizer *const optimizer, const float l2) {
    const struct optimizer_nadam *const o = &optimizer->options.nadam;
    const double now = momentum_at((double)o->beta_1, optimizer->decay);
    const double next = momentum_at((double)o->beta_1, optimizer->decay * NADAM_DECAY);
    const double rate = optimizer->learning_rate, product = optimizer->power_1;
    return (struct nadam_step){.beta_1 = o->beta_1,
                               .beta_2 = o->beta_2,
                               .epsilon = o->epsilon,
                               .l2 = l2,
                               .rate_m = (float)(rate * next / (1.0 - product * next)),
                               .rate_g = (float)(rate * (1.0 - now) / (1.0 - product)),
                               .correction = (float)(1.0 / sqrt(1.0 - optimizer->power_2))};
}

/* One run of parameters that l2 treats alike: [from, from + n) of the slab. */
static void step_run(struct optimizer *const optimizer, struct net *const net, const uint64_t from, const size_t n,
                     const float l2) {
    const union optimizer_options *const o = &optimizer->options;
    float *const w = net->w + from, *const dw = net->dw + from;
    float *const first = optimizer->first != NULL ? optimizer->first + from : NULL;
    float *const second = optimizer->second != NULL ? optimizer->second + from : NULL;
    const float rate = (float)optimizer->learning_rate;
    switch (o->kind) {
    case optimizer_kind_sgd:
        sgd_step(w, first, dw, n, &(struct sgd_step){rate, o->sgd.momentum, l2, o->sgd.nesterov});
        break;
    case optimizer_kind_rmsprop:
        rmsprop_step(w, second, first, dw, n,
                     &(struct rmsprop_step){rate, o->rmsprop.rho, o->rmsprop.epsilon, o->rmsprop.momentum, l2});
        break;
    case optimizer_kind_adagrad:
        adagrad_step(w, second, dw, n, &(struct adagrad_step){rate, o->adagrad.epsilon, l2});
        break;
    case optimizer_kind_adam: {
        struct adam_step s = adam_of(optimizer, o->adam.beta_1, o->adam.beta_2, o->adam.epsilon, 0.0f);
        s.l2 = l2;
        adam_step(w, first, second, dw, n, &s);
        break;
    }
    case optimizer_kind_adamw: {
        struct adam_step s =
            adam_of(optimizer, o->adamw.beta_1, o->adamw.beta_2, o->adamw.epsilon, o->adamw.weight_decay);
        s.l2 = l2;
        adam_step(w, first, second, dw, n, &s);
        break;
    }
    case optimizer_kind_nadam: {
        const struct nadam_step s = nadam_of(optimizer, l2);
        nadam_step(w, first, second, dw, n, &s);
        break;
    }
    }
}

void gradient_clip(struct net *const net, const float clip_norm, const float clip_value) {
    const size_t n = (size_t)net->params;
    if (clip_value > 0.0f) clip_values(net->dw, n, clip_value);
    if (clip_norm == 0.0f) return;
    const double norm = sqrt(sum_of_squares(net->dw, n));
    if (norm > (double)clip_norm) scale_values(net->dw, n, (float)((double)clip_norm / norm));
}

void optimizer_step(struct optimizer *const optimizer, struct net *const net, const float l2) {
    const union optimizer_options *const o = &optimizer->options;
    if (o->kind == optimizer_kind_adam || o->kind == optimizer_kind_adamw) {
        optimizer->power_1 *= o->kind == optimizer_kind_adam ? (double)o->adam.beta_1 : (double)o->adamw.beta_1;
        optimizer->power_2 *= o->kind == optimizer_kind_adam ? (double)o->adam.beta_2 : (double)o->adamw.beta_2;
    }
    if (o->kind == optimizer_kind_nadam) {
        optimizer->decay *= NADAM_DECAY;
        optimizer->power_1 *= momentum_at((double)o->nadam.beta_1, optimizer->decay);
        optimizer->power_2 *= (double)o->nadam.beta_2;
    }
    uint64_t from = 0, run = 0; /* runs of the slab that l2 treats alike are stepped together */
    float run_l2 = 0.0f;
    for (int i = 0; i < net->count; i++) {
        const struct layer *const layer = &net->layers[i];
        const uint64_t parts[2] = {layer->decayed, layer->params - layer->decayed};
        if (layer->l1 > 0.0f) add_sign(layer->dw, layer->w, layer->l1, (size_t)layer->decayed);
        for (int part = 0; part < 2; part++) {
            const float own = part == 0 ? l2 + layer->l2 : 0.0f;
            if (parts[part] == 0) continue;
            if (own != run_l2 && run > 0) step_run(optimizer, net, from, (size_t)run, run_l2), from += run, run = 0;
            run_l2 = own;
            run += parts[part];
        }
    }
    if (run > 0) step_run(optimizer, net, from, (size_t)run, run_l2);
}
