#include "nn/recurrent.h"

#include <string.h>

/* The options that the three layers have in common, and what follows from them. */
struct form {
    const struct recurrent_cell *cell;
    int units, width, steps, channels, directions;
    enum initializer_kind kernel_initializer, recurrent_initializer;
    bool use_bias, return_sequences;
    float l1, l2;
};

/* All steps of one direction. h and c begin with a block of zeros; reading from the end, they end with it. */
struct direction {
    float *gates;   /* [T, B, width] */
    float *product; /* [T, B, width] or NULL */
    float *h;       /* [T + 1, B, units] */
    float *c;       /* [T + 1, B, units] or NULL */
    float *tanh_c;  /* [T, B, units] or NULL */
};

struct recurrent {
    float *x;       /* [T, B, C]; at last dx in the same order */
    float *dh, *dc; /* [B, units]; dc or NULL */
    struct direction directions[2];
};

/* ---- sizes ------------------------------------------------------------------------------------------------------------------ */

#define FORM(NAME)                                                                                 \
    (struct form) {                                                                                \
        .cell = &NAME##_cell, .units = layer->options.NAME.units,                                  \
        .directions = layer->options.NAME.bidirectional ? 2 : 1,                                   \
        .kernel_initializer = (enum initializer_kind)layer->options.NAME.kernel_initializer,       \
        .recurrent_initializer = (enum initializer_kind)layer->options.NAME.recurrent_initializer, \
        .use_bias = layer->options.NAME.use_bias, .l1 = layer->options.NAME.l1,                    \
        .return_sequences = layer->options.NAME.return_sequences, .l2 = layer->options.NAME.l2     \
    }

static struct form form_of(const struct layer *const layer) {
    struct form form = layer->options.kind == layer_kind_lstm  ? FORM(lstm)
                       : layer->options.kind == layer_kind_gru ? FORM(gru)
                                                               : FORM(simple_rnn);
    form.width = form.cell->gates * form.units;
    form.steps = layer->in_shape.d[0];
    form.channels = layer->in_shape.d[1];
    return form;
}

static size_t size(const int a, const int b) { return (size_t)a * (size_t)b; }

static uint64_t weights_of(const struct form *const f) {
    return ((uint64_t)f->channels + (uint64_t)f->units) * (uint64_t)f->width;
}
static uint64_t biases_of(const struct form *const f) {
    return f->use_bias ? (uint64_t)f->width * (f->cell->apart ? 2 : 1) : 0;
}

enum misfit recurrent_plan(struct layer *const layer) {
    if (layer->in_shape.rank != 2) return MISFIT_needs_sequence;
    const struct form f = form_of(layer);
    layer->out_shape = shape_flat(f.units * f.directions);
    if (f.return_sequences) {
        layer->out_shape = layer->in_shape;
        layer->out_shape.d[1] = f.units * f.directions;
    }
    layer->decayed = (uint64_t)f.directions * weights_of(&f);
    layer->params = layer->decayed + (uint64_t)f.directions * biases_of(&f);
    layer->l1 = f.l1;
    layer->l2 = f.l2;
    return MISFIT_none;
}

float *recurrent_bias(const struct layer *const layer, const int direction) {
    const struct form f = form_of(layer);
    return f.use_bias ? layer->w + layer->decayed + (size_t)direction * (size_t)biases_of(&f) : NULL;
}

void recurrent_place(struct layer *const layer, struct arena *const arena, const int b) {
    const struct form f = form_of(layer);
    const uint64_t block = (uint64_t)b * (uint64_t)f.units, steps = (uint64_t)f.steps;
    struct recurrent unplaced = {0}, *const own = arena_take(arena, 1, sizeof *own),
                     *const r = own != NULL ? own : &unplaced;
    layer_place_output(layer, arena, b);
    layer->own = own;
    r->x = arena_take(arena, steps * (uint64_t)b * (uint64_t)f.channels, sizeof(float));
    r->dh = arena_take(arena, block, sizeof(float));
    if (f.cell->memory) r->dc = arena_take(arena, block, sizeof(float));
    for (int i = 0; i < f.directions; i++) {
        struct direction *const d = &r->directions[i];
        const uint64_t all = steps * (uint64_t)b * (uint64_t)f.width;
        d->gates = arena_take(arena, all, sizeof(float));
        if (f.cell->apart) d->product = arena_take(arena, all, sizeof(float));
        d->h = arena_take(arena, (steps + 1) * block, sizeof(float));
        if (f.cell->memory) d->c = arena_take(arena, (steps + 1) * block, sizeof(float));
        if (f.cell->memory) d->tanh_c = arena_take(arena, steps * block, sizeof(float));
    }
}

static size_t larger(const size_t a, const size_t b) { return a > b ? a : b; }

size_t recurrent_scratch(const struct layer *const layer, const int b) {
    const struct form f = form_of(layer);
    const int64_t all = (int64_t)f.steps * b;
    const int rows = all < INT32_MAX ? (int)all : INT32_MAX; /* the need has long stopped growing there */
    const size_t forward = larger(gemm_scratch(rows, f.width, f.channels), gemm_scratch(b, f.width, f.units));
    const size_t down = larger(gemm_scratch(rows, f.channels, f.width), gemm_scratch(b, f.units, f.width));
    const size_t dw = larger(gemm_scratch(f.channels, f.width, rows), gemm_scratch(f.units, f.width, rows));
    return larger(forward, larger(down, dw));
}

void recurrent_init(struct layer *const layer, struct rng *const rng) {
    const struct form f = form_of(layer);
    const size_t w = size(f.channels, f.width), u = size(f.units, f.width);
    float *at = layer->w;
    for (int i = 0; i < f.directions; i++, at += w + u) {
        initialize(at, (size_t)f.channels, (size_t)f.width, f.kernel_initializer, f.channels, f.width, rng);
        initialize(at + w, (size_t)f.units, (size_t)f.width, f.recurrent_initializer, f.units, f.width, rng);
    }
    for (uint64_t i = layer->decayed; i < layer->params; i++) layer->w[i] = 0.0f;
}

/* ---- steps -------------------------------------------------------------------------------------------------------------------- */

/* Step t of a direction: reading from the end, the state before it is found behind it. */
static struct recurrent_step step_at(const struct layer *const layer, const struct form *const f,
                                     const struct direction *const d, const bool from_end, const int b, const int t) {
    const size_t state = size(b, f->units), at = (size_t)t * state, after = at + (from_end ? 0 : state),
                 before = at + (from_end ? state : 0), gates = (size_t)t * size(b, f->width);
    struct recurrent_step step = {.b = b, .units = f->units, .h = d->h + after, .h_before = d->h + before};
    step.gates = d->gates + gates;
    if (f->cell->apart) step.product = d->product + gates;
    if (f->cell->memory) step.c = d->c + after, step.c_before = d->c + before, step.tanh_c = d->tanh_c + at;
    if (layer->mask != NULL) step.mask = layer->mask + t, step.mask_step = f->steps;
    return step;
}

/* The weights of direction i, in w or dw. */
static float *kernel_of(float *const slab, const struct form *const f, const int i) {
    return slab + (size_t)i * (size_t)weights_of(f);
}

static void forward_steps(const struct layer *const layer, const struct form *const f, const int i, const int b,
                          struct pass *const pass) {
    const struct recurrent *const r = layer->own;
    const struct direction *const d = &r->directions[i];
    const float *const w = kernel_of(layer->w, f, i), *const u = w + size(f->channels, f->width);
    const float *const bias = recurrent_bias(layer, i);
    const size_t state = size(b, f->units), zeros = i == 0 ? 0 : (size_t)f->steps * state;
    gemm_nn(d->gates, r->x, w, bias, pass->scratch, f->steps * b, f->width, f->channels, false);
    memset(d->h + zeros, 0, state * sizeof(float));
    if (f->cell->memory) memset(d->c + zeros, 0, state * sizeof(float));
    for (int n = 0; n < f->steps; n++) {
        const struct recurrent_step step = step_at(layer, f, d, i > 0, b, i == 0 ? n : f->steps - 1 - n);
        if (f->cell->apart)
            gemm_nn(step.product, step.h_before, u, bias != NULL ? bias + f->width : NULL, pass->scratch, b, f->width,
                    f->units, false);
        else
            gemm_nn(step.gates, step.h_before, u, NULL, pass->scratch, b, f->width, f->units, true);
        f->cell->forward(layer, &step);
    }
}

/* The gates of all steps become their gradients. dy as the output is. */
static void backward_steps(const struct layer *const layer, const struct form *const f, const int i,
                           const float *const dy, const int b, struct pass *const pass) {
    const struct recurrent *const r = layer->own;
    const float *const u = kernel_of(layer->w, f, i) + size(f->channels, f->width);
    const int columns = f->units * f->directions;
    memset(r->dh, 0, size(b, f->units) * sizeof(float));
    if (f->cell->memory) memset(r->dc, 0, size(b, f->units) * sizeof(float));
    for (int n = f->steps - 1; n >= 0; n--) {
        const int t = i == 0 ? n : f->steps - 1 - n;
        struct recurrent_step step = step_at(layer, f, &r->directions[i], i > 0, b, t);
        step.dh = r->dh, step.dc = r->dc, step.dy_step = (size_t)layer->outputs;
        if (f->return_sequences || n == f->steps - 1)
            step.dy = dy + size(i, f->units) + (f->return_sequences ? size(t, columns) : 0);
        f->cell->backward(layer, &step);
        if (n > 0)
            gemm_nt(r->dh, f->cell->apart ? step.product : step.gates, u, NULL, pass->scratch, b, f->units, f->width,
                    true);
    }
}

/* ---- passes -------------------------------------------------------------------------------------------------------------------- */

const float *recurrent_forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct form f = form_of(layer);
    const struct recurrent *const r = layer->own;
    const size_t c = (size_t)f.channels, state = size(b, f.units), columns = size(f.units, f.directions);
    copy_steps(r->x, x, b, f.steps, f.channels, c, size(b, f.channels), size(f.steps, f.channels), c);
    for (int i = 0; i < f.directions; i++) {
        forward_steps(layer, &f, i, b, pass);
        const float *const last = r->directions[i].h + (i == 0 ? (size_t)f.steps * state : 0);
        const float *const all = r->directions[i].h + (i == 0 ? state : 0);
        copy_steps(layer->y + size(i, f.units), f.return_sequences ? all : last, b, f.return_sequences ? f.steps : 1,
                   f.units, (size_t)layer->outputs, columns, (size_t)f.units, state);
    }
    return layer->y;
}

/* The gradients of a direction's parameters. */
static void parameter_gradients(const struct layer *const layer, const struct form *const f, const int i, const int b,
                                struct pass *const pass) {
    const struct recurrent *const r = layer->own;
    const struct direction *const d = &r->directions[i];
    const int rows = f->steps * b;
    const float *const before = d->h + (i == 0 ? 0 : size(b, f->units));
    const float *const product = f->cell->apart ? d->product : d->gates;
    float *const dw = kernel_of(layer->dw, f, i);
    gemm_tn(dw, r->x, d->gates, NULL, pass->scratch, f->channels, f->width, rows, false);
    gemm_tn(dw + size(f->channels, f->width), before, product, NULL, pass->scratch, f->units, f->width, rows, false);
    if (!f->use_bias) return;
    float *const db = layer->dw + (recurrent_bias(layer, i) - layer->w);
    column_sums(db, d->gates, rows, f->width);
    if (f->cell->apart) column_sums(db + f->width, product, rows, f->width);
}

void recurrent_backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                        struct pass *const pass) {
    (void)x; /* forward brought it into the order of time */
    const struct form f = form_of(layer);
    const struct recurrent *const r = layer->own;
    const size_t c = (size_t)f.channels;
    for (int i = 0; i < f.directions; i++) {
        backward_steps(layer, &f, i, dy, b, pass);
        parameter_gradients(layer, &f, i, b, pass);
    }
    if (dx == NULL) return;
    for (int i = 0; i < f.directions; i++)
        gemm_nt(r->x, r->directions[i].gates, kernel_of(layer->w, &f, i), NULL, pass->scratch, f.steps * b, f.channels,
                f.width, i > 0);
    copy_steps(dx, r->x, b, f.steps, f.channels, size(f.steps, f.channels), c, c, size(b, f.channels));
}
