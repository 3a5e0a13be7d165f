/* As keras.layers.MultiHeadAttention(num_heads, key_dim)(x, x): of each head q = x Wq + bq, k and v alike, then softmax(q k' /
 * sqrt(key_dim)) v; all heads side by side times Wo, plus bo. Padding is never looked at; a row without any step gives bo.
 *
 * Weights: Wq, Wk, Wv [C, H K], Wo [H K, C] (Keras has the heads as a dimension of their own: the same numbers in the same order), then
 * bq, bk, bv [H K], bo [C]. Each starts as the dense layer that it is: C and H K connected. (Keras takes the three dimensions for
 * those of a convolution and so starts q, k and v smaller.) */
#include "nn/layer.h"

#include <math.h>

struct heads {
    float *part[3]; /* q, divided by sqrt(K), k, v: [B, H, T, K] */
    float *weights; /* [B, H, T, T] */
    float *kept;    /* the masks of dropout, [B, H, T, T]; NULL without */
    float *joined;  /* [B T, H K] */
};

struct sizes {
    int t, c, heads, key, wide; /* wide: H K */
    size_t matrix;              /* C H K */
};

static struct sizes sizes_of(const struct layer *const layer) {
    const struct layer_self_attention *const o = &layer->options.self_attention;
    const int c = layer->in_shape.d[1];
    const int key = o->key_dim > 0 ? o->key_dim : c / o->num_heads + (c % o->num_heads != 0);
    const int wide = o->num_heads * key;
    return (struct sizes){layer->in_shape.d[0], c, o->num_heads, key, wide, (size_t)c * (size_t)wide};
}

static enum misfit plan(struct layer *const layer) {
    const struct layer_self_attention *const o = &layer->options.self_attention;
    if (layer->in_shape.rank != 2) return MISFIT_needs_sequence;
    const struct sizes s = sizes_of(layer);
    layer->out_shape = layer->in_shape;
    layer->decayed = 4 * (uint64_t)s.c * (uint64_t)s.wide;
    layer->params = layer->decayed + (o->use_bias ? 3 * (uint64_t)s.wide + (uint64_t)s.c : 0);
    layer->l1 = o->l1;
    layer->l2 = o->l2;
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const struct sizes s = sizes_of(layer);
    const uint64_t steps = (uint64_t)b * (uint64_t)s.t, row = (uint64_t)s.t * sizeof(float);
    struct heads of = {{NULL}, NULL, NULL, NULL};
    layer_place_output(layer, arena, b);
    struct heads *const heads = layer->own = arena_take(arena, 1, sizeof(struct heads));
    for (int i = 0; i < 3; i++) of.part[i] = arena_take(arena, steps, (uint64_t)s.wide * sizeof(float));
    of.joined = arena_take(arena, steps, (uint64_t)s.wide * sizeof(float));
    of.weights = arena_take(arena, steps * (uint64_t)s.heads, row);
    if (layer->options.self_attention.dropout > 0.0f) of.kept = arena_take(arena, steps * (uint64_t)s.heads, row);
    if (heads != NULL) *heads = of;
}

/* What passes need beside their products, in this order. */
struct room {
    float *rows[3];        /* [B T, H K]; forward needs the first */
    float *square, *other; /* [T, T] */
    float *one, *two;      /* [T, K] */
    float *product;        /* of gemm */
};

static struct room room_of(float *const scratch, const struct sizes *const s, const int b) {
    const size_t rows = (size_t)b * (size_t)s->t * (size_t)s->wide, square = (size_t)s->t * (size_t)s->t,
                 head = (size_t)s->t * (size_t)s->key;
    struct room room = {.rows = {scratch, scratch + rows, scratch + 2 * rows}};
    room.square = scratch + 3 * rows;
    room.other = room.square + square;
    room.one = room.other + square;
    room.two = room.one + head;
    room.product = room.two + head;
    return room;
}

/* In double, which cannot wrap; what no machine has is more than any arena gives. */
static size_t scratch(const struct layer *const layer, const int b) {
    enum { MANY = 1 << 20 }; /* gemm_scratch grows no more from there on, and an int ends at some place */
    const struct sizes s = sizes_of(layer);
    const double t = s.t, rows = b * t, floats = 3 * rows * s.wide + 2 * t * (t + s.key);
    const double widest = s.c > s.wide ? s.c : s.wide, most = rows > widest ? rows : widest;
    const int size = most < MANY ? (int)most : MANY;
    const double all = floats + (double)gemm_scratch(size, size, size);
    return all < (double)(SIZE_MAX / 2) ? (size_t)all : SIZE_MAX / 2;
}

static void init(struct layer *const layer, struct rng *const rng) {
    const struct sizes s = sizes_of(layer);
    const enum initializer_kind kind = (enum initializer_kind)layer->options.self_attention.kernel_initializer;
    for (size_t i = 0; i < 3; i++)
        initialize(layer->w + i * s.matrix, (size_t)s.c, (size_t)s.wide, kind, s.c, s.wide, rng);
    initialize(layer->w + 3 * s.matrix, (size_t)s.wide, (size_t)s.c, kind, s.wide, s.c, rng);
    for (uint64_t i = layer->decayed; i < layer->params; i++) layer->w[i] = 0.0f;
}

/* The offsets of q, k, v or, as number 3, of the output. */
static const float *bias_of(const struct layer *const layer, const struct sizes *const s, const int i) {
    return layer->options.self_attention.use_bias ? layer->w + layer->decayed + i * s->wide : NULL;
}

/* Head h of row b: where it lies among [B, H, T, K], and where it begins in [B T, H K]. */
static size_t head_at(const struct sizes *const s, const int b, const int h) {
    return ((size_t)b * (size_t)s->heads + (size_t)h) * (size_t)s->t * (size_t)s->key;
}
static size_t column_at(const struct sizes *const s, const int b, const int h) {
    return (size_t)b * (size_t)s->t * (size_t)s->wide + (size_t)h * (size_t)s->key;
}
static size_t square_at(const struct sizes *const s, const int b, const int h) {
    return ((size_t)b * (size_t)s->heads + (size_t)h) * (size_t)s->t * (size_t)s->t;
}

static bool drops(const struct layer *const layer, const struct pass *const pass) {
    return pass->training && layer->options.self_attention.dropout > 0.0f;
}

/* One head of one row, from its q, k and v -> its columns of `joined`. */
static void look(struct layer *const layer, const struct sizes *const s, const struct room *const room, const int b,
                 const int h, struct pass *const pass) {
    struct heads *const heads = layer->own;
    const size_t head = head_at(s, b, h), square = square_at(s, b, h);
    float *const weights = heads->weights + square;
    const float *const mask = layer->mask != NULL ? layer->mask + (size_t)b * (size_t)s->t : NULL, *used = weights;
    gemm_nt(weights, heads->part[0] + head, heads->part[1] + head, NULL, room->product, s->t, s->t, s->key, false);
    attention_softmax(weights, mask, s->t, s->t);
    if (drops(layer, pass)) {
        dropout_forward(room->square, weights, heads->kept + square, (size_t)s->t * (size_t)s->t,
                        layer->options.self_attention.dropout, &pass->rng);
        used = room->square;
    }
    gemm_nn(room->one, used, heads->part[2] + head, NULL, room->product, s->t, s->key, s->t, false);
    copy_columns(heads->joined + column_at(s, b, h), (size_t)s->wide, room->one, (size_t)s->key, s->t, s->key, 1.0f);
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct sizes s = sizes_of(layer);
    const struct room room = room_of(pass->scratch, &s, b);
    const struct heads *const heads = layer->own;
    const float scale = 1.0f / sqrtf((float)s.key);
    for (int i = 0; i < 3; i++) {
        gemm_nn(room.rows[0], x, layer->w + (size_t)i * s.matrix, bias_of(layer, &s, i), room.product, b * s.t, s.wide,
                s.c, false);
        for (int j = 0; j < b * s.heads; j++)
            copy_columns(heads->part[i] + head_at(&s, 0, j), (size_t)s.key,
                         room.rows[0] + column_at(&s, j / s.heads, j % s.heads), (size_t)s.wide, s.t, s.key,
                         i == 0 ? scale : 1.0f);
    }
    for (int j = 0; j < b * s.heads; j++) look(layer, &s, &room, j / s.heads, j % s.heads, pass);
    gemm_nn(layer->y, heads->joined, layer->w + 3 * s.matrix, bias_of(layer, &s, 3), room.product, b * s.t, s.c, s.wide,
            false);
    return layer->y;
}

/* One head of one row: the gradient in its columns of rows[2] -> those of q, k and v, in its columns of rows[0], [1] and, once what
 * was there has been read, [2]. */
static void look_back(struct layer *const layer, const struct sizes *const s, const struct room *const room,
                      const int b, const int h, struct pass *const pass) {
    const struct heads *const heads = layer->own;
    const size_t head = head_at(s, b, h), square = square_at(s, b, h), column = column_at(s, b, h),
                 wide = (size_t)s->wide, key = (size_t)s->key, all = (size_t)s->t * (size_t)s->t;
    const float *const weights = heads->weights + square, *used = weights;
    const float scale = 1.0f / sqrtf((float)s->key);
    copy_columns(room->one, key, room->rows[2] + column, wide, s->t, s->key, 1.0f);
    gemm_nt(room->square, room->one, heads->part[2] + head, NULL, room->product, s->t, s->t, s->key, false);
    if (drops(layer, pass)) {
        multiply(room->square, room->square, heads->kept + square, all);
        multiply(room->other, weights, heads->kept + square, all);
        used = room->other;
    }
    gemm_tn(room->two, used, room->one, NULL, room->product, s->t, s->key, s->t, false);
    copy_columns(room->rows[2] + column, wide, room->two, key, s->t, s->key, 1.0f);
    softmax_backward(room->square, room->square, weights, s->t, s->t);
    gemm_nn(room->two, room->square, heads->part[1] + head, NULL, room->product, s->t, s->key, s->t, false);
    copy_columns(room->rows[0] + column, wide, room->two, key, s->t, s->key, scale);
    gemm_tn(room->two, room->square, heads->part[0] + head, NULL, room->product, s->t, s->key, s->t, false);
    copy_columns(room->rows[1] + column, wide, room->two, key, s->t, s->key, 1.0f);
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    const struct sizes s = sizes_of(layer);
    const struct room room = room_of(pass->scratch, &s, b);
    const struct heads *const heads = layer->own;
    const int rows = b * s.t;
    const bool use_bias = layer->options.self_attention.use_bias;
    float *const offsets = layer->dw + layer->decayed;
    gemm_tn(layer->dw + 3 * s.matrix, heads->joined, dy, NULL, room.product, s.wide, s.c, rows, false);
    if (use_bias) column_sums(offsets + 3 * s.wide, dy, rows, s.c);
    gemm_nt(room.rows[2], dy, layer->w + 3 * s.matrix, NULL, room.product, rows, s.wide, s.c, false);
    for (int j = 0; j < b * s.heads; j++) look_back(layer, &s, &room, j / s.heads, j % s.heads, pass);
    for (int i = 0; i < 3; i++) {
        const size_t matrix = (size_t)i * s.matrix;
        gemm_tn(layer->dw + matrix, x, room.rows[i], NULL, room.product, s.c, s.wide, rows, false);
        if (use_bias) column_sums(offsets + i * s.wide, room.rows[i], rows, s.wide);
        if (dx != NULL) gemm_nt(dx, room.rows[i], layer->w + matrix, NULL, room.product, rows, s.c, s.wide, i > 0);
    }
}

const struct layer_ops layer_self_attention = {.name = "self_attention",
                                               .plan = plan,
                                               .place = place,
                                               .scratch = scratch,
                                               .init = init,
                                               .forward = forward,
                                               .backward = backward};
