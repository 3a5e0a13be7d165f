/* y[b, t] = w[token of b, t]: a table of one vector for each word, [words, output_dim] (Keras). The gradient is a table too, which
 * the optimizer reads whole, but a batch touches few of its rows: those of the batch before are cleared, those of this one are
 * added to. Clipping scales rows in place and leaves zeros zero; L1 writes everywhere, so with it all is cleared. */
#include "nn/layer.h"

#include <assert.h>
#include <string.h>

/* The rows of dw that are not zero. */
struct touched {
    int32_t *rows; /* [B T], some more than once */
    size_t count;
};

static enum misfit plan(struct layer *const layer) {
    const struct layer_embedding *const o = &layer->options.embedding;
    if (layer->in_shape.rank != 1 || layer->in_shape.words < 1) return MISFIT_needs_tokens;
    layer->out_shape = (struct shape){.rank = 2, .d = {layer->in_shape.d[0], o->output_dim}, .masked = o->mask_zero};
    layer->params = layer->decayed = (uint64_t)layer->in_shape.words * (uint64_t)o->output_dim;
    layer->l1 = o->l1;
    layer->l2 = o->l2;
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const uint64_t tokens = (uint64_t)b * (uint64_t)layer->inputs;
    layer_place_output(layer, arena, b);
    struct touched *const touched = layer->own = arena_take(arena, 1, sizeof(struct touched));
    int32_t *const rows = arena_take(arena, tokens, sizeof(int32_t));
    if (touched != NULL) touched->rows = rows;
    if (layer->options.embedding.mask_zero) layer->made_mask = arena_take(arena, tokens, sizeof(float));
}

static void clear_all(struct layer *const layer) {
    struct touched *const touched = layer->own;
    memset(layer->dw, 0, (size_t)layer->params * sizeof *layer->dw);
    touched->count = 0;
}

/* As Keras counts: the words are the inputs. */
static void init(struct layer *const layer, struct rng *const rng) {
    const struct layer_embedding *const o = &layer->options.embedding;
    const int words = layer->in_shape.words;
    initialize(layer->w, (size_t)words, (size_t)o->output_dim, (enum initializer_kind)o->embeddings_initializer, words,
               o->output_dim, rng);
    clear_all(layer);
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)pass;
    const size_t tokens = (size_t)b * (size_t)layer->inputs;
    embedding_forward(layer->y, layer->w, x, tokens, layer->options.embedding.output_dim);
    if (layer->made_mask != NULL) embedding_mask(layer->made_mask, x, tokens);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    (void)dx, (void)pass;
    assert(dx == NULL); /* words have no gradient */
    struct touched *const touched = layer->own;
    const int d = layer->options.embedding.output_dim;
    if (layer->l1 > 0.0f)
        clear_all(layer);
    else
        embedding_clear(layer->dw, touched->rows, touched->count, d);
    touched->count = (size_t)b * (size_t)layer->inputs;
    embedding_backward(layer->dw, touched->rows, dy, x, touched->count, d);
}

const struct layer_ops layer_embedding = {.name = "embedding",
                                          .plan = plan,
                                          .place = place,
                                          .scratch = layer_no_scratch,
                                          .init = init,
                                          .forward = forward,
                                          .backward = backward};
